package extract

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// newBuiltin compiles the built-in rules.
func newBuiltin(t testing.TB, options ...Option) *Extractor {
	t.Helper()
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(set, options...)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// sharedPapers reads a file of ../shared, or skips the test where it is absent.
func sharedPapers(t testing.TB, name string) []paper.Paper {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", name))
	if err != nil {
		t.Skip("no shared papers here")
	}
	defer f.Close()
	var out []paper.Paper
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p struct{ ID, Title, Abstract string }
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		out = append(out, paper.Paper{ID: p.ID, Title: p.Title, Abstract: p.Abstract})
	}
	return out
}

// leftOut says whether short tests, which take one in eight, leave the i-th of many
// alike out.
func leftOut(i int) bool { return testing.Short() && i%8 != 0 }

// withoutNotes leaves out what may differ: which rules matched in vain.
func withoutNotes(r Result) Result {
	r.Notes = nil
	return r
}

func TestGateLosesNothing(t *testing.T) {
	gated, open := newBuiltin(t), newBuiltin(t, NoGate())
	for _, name := range []string{"gold/seeds.papers.jsonl", "gold/dev.papers.jsonl"} {
		for i, p := range sharedPapers(t, name) {
			if leftOut(i) {
				continue
			}
			if got, want := withoutNotes(gated.Extract(&p)), withoutNotes(open.Extract(&p)); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: gated %v, open %v", p.ID, got, want)
			}
		}
	}
}

// The gate changes nothing of what the rules' own tests give.
func TestGateOnRuleTests(t *testing.T) {
	gated, open := newBuiltin(t), newBuiltin(t, NoGate())
	for i, r := range gated.set.Rules {
		if leftOut(i) {
			continue
		}
		for _, test := range r.Tests {
			sameGated(t, gated, open, "", test.Text)
		}
	}
}

// FuzzGate compares, on any text, what is found with and without the gate. Its
// seeds are few, a test of every tenth rule: the fuzzer runs all of them before
// it begins.
func FuzzGate(f *testing.F) {
	gated, open := newBuiltin(f), newBuiltin(f, NoGate())
	for i, r := range gated.set.Rules {
		if i%10 == 0 && len(r.Tests) > 0 {
			f.Add("", r.Tests[0].Text)
		}
	}
	f.Add("EIT: a title", "EIT reaches an accuracy of 84.1% on GSM8K and improves over LoRA by 3.2 points (relative).")
	f.Fuzz(func(t *testing.T, title, abstract string) {
		sameGated(t, gated, open, valid(title), valid(abstract))
	})
}

func sameGated(t *testing.T, gated, open *Extractor, title, abstract string) {
	t.Helper()
	p := paper.Paper{ID: "t:1", Title: title, Abstract: abstract}
	if got, want := withoutNotes(gated.Extract(&p)), withoutNotes(open.Extract(&p)); !reflect.DeepEqual(got, want) {
		t.Errorf("%q: gated %v, open %v", abstract, got, want)
	}
}

func TestDerive(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    requirement
	}{
		{`by \w+ points`, requirement{{"by "}, {" points"}}},
		{`improvements?`, requirement{{"improvement"}}},
		{`(?:reduc(?:es|ed)|cuts) cost`, requirement{{"cuts cost", "reduced cost", "reduces cost"}}},
		{`(?:\w+ cat|dog)`, requirement{{" cat", "dog"}}},
		{`x(\w*by) z`, requirement{{"by"}}},
		{`(?:a+by|c+of) z`, requirement{{"by", "of"}}},
		{`(?=.*kappa)\w+`, requirement{{"kappa"}}},
		{`(?<=over )\w+`, requirement{{"over "}}},
		{`(?<=\bover (?:a|the) )\w+`, requirement{{"over a ", "over the "}}},
		{`(?!over )\w+`, nil},
		{`over|\w+`, nil},
		{`[^a]\s.`, nil},
		{`(?:over )?it`, requirement{{"it"}}},
		{`(?:over ){2,}it`, requirement{{"over "}, {"it"}}},
		{`\uE000 on`, requirement{{"\uE000 on"}}},
	} {
		tree, err := syntax.Parse(c.pattern, syntax.ParseOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		got := derive(tree, 1)[0].requirement()
		if !slices.EqualFunc(got, c.want, func(a, b clause) bool { return slices.Equal(a, b) }) {
			t.Errorf("%s: %q, want %q", c.pattern, got, c.want)
		}
	}
}

func BenchmarkExtract(b *testing.B) {
	papers := sharedPapers(b, "gold/dev.papers.jsonl")
	for _, c := range []struct {
		name    string
		options []Option
	}{{"gated", nil}, {"open", []Option{NoGate()}}} {
		b.Run(c.name, func(b *testing.B) {
			x := newBuiltin(b, c.options...)
			for b.Loop() {
				for i := range papers {
					x.Extract(&papers[i])
				}
			}
		})
	}
}

// Rules of one's own come last: the built-in ones leave them room.
func TestGateHasRoom(t *testing.T) {
	g := newBuiltin(t).patterns[0].gate
	if g.states() > maxStates*3/4 || len(g.clauses) > maxClauses*3/4 || g.width > maxColumns*3/4 {
		t.Errorf("%d of %d states, %d of %d clauses, %d of %d columns are taken", g.states(), maxStates, len(g.clauses), maxClauses, g.width, maxColumns)
	}
}

// A gate counts its states before it turns a clause away, and has as many as it
// counts.
func TestGateCountsStates(t *testing.T) {
	alike := func(n int) clause { return clause{strings.Repeat("a", maxStates/2) + strings.Repeat("b", n)} }
	g := newGate(maxText)
	for n := range 5 {
		if len(g.number(requirement{alike(n)})) != 1 {
			t.Errorf("clause %d is turned away: %d states", n, g.size)
		}
	}
	if other := (clause{strings.Repeat("c", maxStates/2+1)}); len(g.number(requirement{other})) != 0 {
		t.Errorf("a clause is taken for which there is no room: %d states", g.size)
	}
	g.built.Do(g.build)
	if got := len(g.texts.stems); got != g.states() || got != 1+maxStates/2+4 {
		t.Errorf("there are %d states, counted %d", got, g.states())
	}
}
