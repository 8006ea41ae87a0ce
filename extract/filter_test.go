package extract

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimboard/rules"
)

// filteredAndPlain are a pattern with its filter, and the same without.
func filteredAndPlain(t *testing.T, regexp string, groups ...string) (filtered, plain *pattern) {
	t.Helper()
	r := &rules.Rule{Expanded: rules.Expansion{Regexp: regexp, Groups: groups}}
	var err error
	if filtered, err = compile(r); err != nil {
		t.Fatal(err)
	}
	if plain, err = compile(r); err != nil {
		t.Fatal(err)
	}
	filtered.gate = newGate(0)
	return filtered, plain
}

// ofView is a sentence of which only the view is known, and which admits the first pattern.
func ofView(view string) *sentence {
	return &sentence{view: []rune(view), read: true, admitted: patternSet{1}}
}

func matchesOf(t *testing.T, p *pattern, s *sentence) []match {
	t.Helper()
	var out []match
	if err := p.each(s, func(m match) bool { out = append(out, m); return true }); err != nil {
		t.Error(err)
	}
	return out
}

// A filter says where to try a pattern, and changes nothing of what is found. Nor does it
// where the places are known.
func TestFilterChangesNoMatch(t *testing.T) {
	views := []string{
		"", "a", "over", "we improve over gsm8k by 3.2 points, and by 4 over math", "over by over by by over", "by  by", "naïve über-übung, über",
		"\uE000 on \uE006, \uE002 and \uE000", strings.Repeat("by a ", 40), strings.Repeat("a", 100) + "b", strings.Repeat("a", 300),
	}
	for _, regexp := range []string{
		`by`, `by|over`, `\bby\b`, `\Bv`, `^we`, `^`, `$`, `by$`, `\b`, `(?:a|)`, `x*`, `\w+ (?<value>by)`, `(?<value>\w)[^,]*,`,
		`(?<=over )\w+`, `(?<=\b(?:we|by) (?:improve )?)(?<value>\w+)`, `(?<!over )by`, `\w+(?= by)`, `\w+(?! by)`, `(?=.*math)\w+`,
		`a*b`, `[^b]*b`, `.*b`, `(?:[^b]*,)?[^b]*b`, `a{3,40}b`, `(?:by ){2,3}`, `(?i)BY`, `(?i)ÜBER`, `ü\w+`, `[\uE000-\uE03F] on`,
		`(\w)\w*\1`, `\Gwe|\Gby`, `(?>\w+) by`, `(?x) by # over`, `(?s:.)\z`, `(?<!r)$`, `(?<!r)\b$`,
	} {
		filtered, plain := filteredAndPlain(t, regexp, "value")
		for _, view := range views {
			s := ofView(view)
			want := matchesOf(t, plain, s)
			if got := matchesOf(t, filtered, s); !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %q: %v, want %v", regexp, view, got, want)
			}
			if strings.Contains(regexp, searchStart) {
				continue // of which Change says that it differs
			}
			places := []int{}
			for i := range want {
				places = append(places, want[i].start)
			}
			if got := matchesAmong(t, plain, places, s); !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %q at %v: %v, want %v", regexp, view, places, got, want)
			}
			for i := range len(s.view) + 9 {
				places = append(places, i)
			}
			slices.Sort(places)
			if got := matchesAmong(t, plain, slices.Compact(places), s); !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %q anywhere: %v, want %v", regexp, view, got, want)
			}
		}
	}
}

func matchesAmong(t *testing.T, p *pattern, places []int, s *sentence) []match {
	t.Helper()
	var out []match
	if err := p.eachAmong(places, s, func(m match) bool { out = append(out, m); return true }); err != nil {
		t.Error(err)
	}
	return out
}

// However often tries go on to the end of a view, a search reads it a few times only.
func TestFilterReadsLittle(t *testing.T) {
	for _, c := range []struct {
		regexp, view string
		want         bool
	}{
		{`a[^;]*b`, strings.Repeat("a", 5000), false},
		{`a[^;]*bc`, strings.Repeat("a", 5000) + "bc", true},
		{`a[^;]*b(?!c)`, strings.Repeat("a", 5000) + "bc" + strings.Repeat("a", 5000), false},
	} {
		filtered, _ := filteredAndPlain(t, c.regexp)
		s := filtered.search([]rune(c.view))
		at, ok := s.next(0)
		for ; ok && !c.want; at, ok = s.next(at + 1) {
		}
		if ok != c.want {
			t.Errorf("%s: %v", c.regexp, ok)
		}
		if read := mostReread*(1+len(c.view)) - s.left; read > (mostReread+3)*len(c.view) {
			t.Errorf("%s: %d runes of %d read", c.regexp, read, len(c.view))
		}
		s.end()
	}
}

// All tries of a search together have an end.
func TestTriesTakeTheirTime(t *testing.T) {
	filtered, _ := filteredAndPlain(t, `by(?! a)`)
	filtered.time = 1
	err := filtered.each(ofView("by a, by a, by a"), func(match) bool { return true })
	if err == nil || err.Error() != "match timeout after 1ns" {
		t.Error(err)
	}
}

// Runes that nothing can be told of are places where a pattern may match.
func TestFilterOfManyClasses(t *testing.T) {
	var regexp, view strings.Builder
	for r := 'а'; r < 'а'+2*maxClasses; r++ {
		if r > 'а' {
			regexp.WriteByte('|')
		}
		regexp.WriteString(string(r) + string(r+1))
		view.WriteString(string(r))
	}
	filtered, plain := filteredAndPlain(t, regexp.String())
	for range 2 {
		s := ofView(view.String())
		if got, want := matchesOf(t, filtered, s), matchesOf(t, plain, s); !reflect.DeepEqual(got, want) || len(got) < maxClasses {
			t.Errorf("%d matches, want %d", len(got), len(want))
		}
	}
}

// Forgetting its states does not change what an automaton says.
func TestFilterForgets(t *testing.T) {
	filtered, plain := filteredAndPlain(t, `[ab]*a[ab]{12}cb`)
	forgot, states, n := false, 0, uint32(1)
	for range 500 {
		var view strings.Builder
		for range 100 {
			n = n*1664525 + 1013904223
			view.WriteByte("ab"[n>>16%2])
		}
		s := ofView(view.String() + "cb")
		if got, want := matchesOf(t, filtered, s), matchesOf(t, plain, s); !reflect.DeepEqual(got, want) {
			t.Errorf("%v in %s, want %v", got, &view, want)
		}
		a := filtered.filter().take()
		forgot = forgot || len(a.states) < states
		states = len(a.states)
		filtered.filter().giveBack(a)
	}
	if !forgot {
		t.Errorf("%d states were made, and none was forgotten", states)
	}
}

// With their filters the built-in rules match what they match without.
func TestFiltersOfBuiltinRules(t *testing.T) {
	x, open := newBuiltin(t), newBuiltin(t, NoGate())
	n, matches := 0, 0
	for _, file := range ownPapers(t) {
		for _, p := range readPapers(t, file) {
			if n++; leftOut(n) {
				continue
			}
			a := &analysis{x: x, paper: p, text: Tidy(p.Abstract)}
			a.look()
			a.read()
			for _, s := range append(a.sentences, a.title) {
				for i, filtered := range x.patterns {
					if !filtered.gate.admits(filtered, s) {
						continue
					}
					got, want := matchesOf(t, filtered, s), matchesOf(t, open.patterns[i], s)
					if matches += len(got); !reflect.DeepEqual(got, want) {
						t.Errorf("%s in %q: %v, want %v", filtered.rule.ID.Value, string(s.view), got, want)
					}
				}
			}
		}
	}
	if matches == 0 {
		t.Error("no match at all")
	}
}
