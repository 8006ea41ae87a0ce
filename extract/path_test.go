package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/dlclark/regexp2/v2/syntax"
)

func parsed(t *testing.T, pattern string) *syntax.RegexTree {
	t.Helper()
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestWays(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    []string // the texts of a way's clauses in order, "~" before loose ones
	}{
		{`by \w+ points`, []string{"by , points"}},
		{`cat\w*(?:s|\w+ing)`, []string{"cat", "cat,ing"}},
		{`(?:\w+ cat|dog)`, []string{" cat", "dog"}},
		{`over (?:\w+ cat|dog)`, []string{"over , cat", "over dog"}},
		{`(?:\w+ (?:cat|dog)|over \w+ (?:\w+ing|\w+ed))`, []string{" cat| dog", "over ,ing", "over ,ed"}},
		{`(?<=\bover )\w+ cat`, []string{"~over , cat"}},
		{`cat \w+(?=.*dog)`, []string{"cat ,~dog"}},
		{`(?:(?<=over )\w+|\w+ cat) dog`, []string{"~over , dog", " cat, dog"}},
		{`cat\w+cat`, []string{"cat,cat"}},
		{`(?:cat\w+|\w)(?:\w+dog|\w+cow)`, []string{"cat,dog", "cat,cow", "dog", "cow"}},
		{`\w+`, []string{""}},
	} {
		var got []string
		for _, w := range derive(parsed(t, c.pattern), maxWays) {
			var needs []string
			for _, n := range w {
				text := strings.Join(n.clause, "|")
				if n.loose {
					text = "~" + text
				}
				needs = append(needs, text)
			}
			got = append(got, strings.Join(needs, ","))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.pattern, got, c.want)
		}
	}
}

func TestAdmits(t *testing.T) {
	for _, c := range []struct {
		pattern, view string
		want          bool
	}{
		{`over \w+ points`, "over the points", true},
		{`over \w+ points`, "points are over it", false},
		{`over \w+ points`, "points are over the points", true},
		{`over \w+ points`, "over the top", false},
		{`cat\w+cat`, "a cat", false},
		{`cat\w+cat`, "cat and cat", true},
		{`cat \w+ dog \w+ cow`, "dog cat cow dog", false},
		{`over \w+ cat|under \w+ dog`, "over a dog", false},
		{`over \w+ cat|under \w+ dog`, "over a cat", true},
		{`over \w+ cat|under \w+ dog`, "under a dog", true},
		{`dog (?<=cat dog )`, "cat dog ", true},
		{`(?=.*dog)cat \w+`, "cat dog", true},
		{`outperformance \w+ outperforms`, "outperformance is what outperforms", true}, // known by parts
		{`[\uE000-\uE005]\w*, \w*[\uE000-\uE005]`, "\uE001, \uE002", true},
		{`[\uE000-\uE005]\w*, \w*[\uE000-\uE005]`, "it is \uE001, not", false},
		{`over [\uE020-\uE026]`, "over \uE002", true},
		{`over [\uE020-\uE026]`, "over \uE022", true},
		{`over [\uE020-\uE026]`, "\uE002 over", false},
		{`[\uE020-\uE026] \w+, [\uE000-\uE006\uE020-\uE026]`, "\uE002 is, \uE003", true},
		{`[\uE020-\uE026] \w+, [\uE000-\uE006\uE020-\uE026]`, "it is, \uE003", false},
		{`\w+`, "", true},
	} {
		g := newGate(maxRead)
		p := &pattern{number: g.add(derive(parsed(t, c.pattern), maxWays))}
		if got := g.admits(p, &sentence{view: []rune(c.view)}); got != c.want {
			t.Errorf("%s in %q: %v", c.pattern, c.view, got)
		}
	}
}

// Behind the longest view in which places can be told, any order will do.
func TestAdmitsLongViews(t *testing.T) {
	g := newGate(maxRead)
	p := &pattern{number: g.add(derive(parsed(t, `over \w+ points`), maxWays))}
	for _, c := range []struct {
		view string
		want bool
	}{
		{" points over " + strings.Repeat(" ", mostPlaced), true},
		{strings.Repeat(" ", mostPlaced) + "over points", true},
		{strings.Repeat(" ", mostPlaced) + "over", false},
		{" points over " + strings.Repeat(" ", mostPlaced-13), false},
	} {
		if got := g.admits(p, &sentence{view: []rune(c.view)}); got != c.want {
			t.Errorf("%.20q, %d runes: %v", c.view, len(c.view), got)
		}
	}
}

// Nothing is left of one view for the next.
func TestAdmitsAnew(t *testing.T) {
	g := newGate(maxRead)
	p := &pattern{number: g.add(derive(parsed(t, `over \w+ points`), maxWays))}
	for _, c := range []struct {
		view string
		want bool
	}{{"over a", false}, {"points", false}, {"over points", true}, {"points", false}} {
		if got := g.admits(p, &sentence{view: []rune(c.view)}); got != c.want {
			t.Errorf("%q: %v", c.view, got)
		}
	}
}

// The reader of views without a value admits what the one of all views does.
func TestAdmitsWithoutValues(t *testing.T) {
	x := newBuiltin(t)
	g := x.patterns[0].gate
	valueless := 0
	for _, file := range ownPapers(t) {
		for i, p := range readPapers(t, file) {
			if leftOut(i) {
				continue
			}
			a := &analysis{x: x, paper: p, text: Tidy(p.Abstract)}
			a.look()
			a.read()
			for _, s := range append(a.sentences, a.title) {
				got, want := g.read(s.view, nil), g.readBy(&g.all, s.view, nil)
				if !slices.Equal(got, want) {
					t.Errorf("%q: %b, want %b", string(s.view), got, want)
				}
				if !slices.ContainsFunc(s.view, isValue) {
					valueless++
				}
			}
		}
	}
	if valueless == 0 {
		t.Error("all views hold values")
	}
	if few, all := len(g.valueless.paths), len(g.all.paths); few == 0 || few >= all {
		t.Errorf("%d of %d paths need no value", few, all)
	}
}
