package extract

import (
	"testing"

	"claimboard/extract/paper"
)

func TestScreen(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		title, abstract string
		want            bool
	}{
		{"", "FooNet reaches 84.1% on GSM8K.", true},
		{"GSM8K revisited", "We reach 84.1%.", true},
		{"", "It reaches 84.1% on the FooBench dataset.", true},
		{"", "On FooBench, it reaches 84.1%.", true},
		{"FooBench: a benchmark of foos", "The best model reaches 84.1%.", true},
		{"LESS: learning from foos", "On LESS, it reaches 84.1%.", true},
		{"A network of foos", "It reaches 84.1% of what is known.", false},
		{"A network of foos", "The dataset holds 84.1% of all foos.", false},
		{"A network of foos", "FooNet reaches 84.1%.", false},
		{"A network of foos", "The Foo Bar Corpus (FBC) is hard: we reach 84.1%.", true},
		{"A network of foos", "We reach 84.1% on the 'FooSet' dataset.", true},
		{"A network of foos", "A system for the FooSet task reaches 84.1%.", true},
		{"A network of foos", "Our system needs 12 GPUs for training, and FooNet reaches 84.1%.", false},
	} {
		p := &paper.Paper{ID: "x", Title: c.title, Abstract: c.abstract}
		a := &analysis{x: x, paper: p, text: Tidy(c.abstract)}
		a.look()
		if got := a.promises(); got != c.want {
			t.Errorf("%q: %v", c.abstract, got)
		}
	}
}

// The screen loses no claim by rules that change what later ones see: descriptions
// become mentions.
func TestScreenWithDescriptions(t *testing.T) {
	set := load(t, `
schema: claimboard/v1
rules:
  - id: tea.pot
    doc: "the old teapot"
    pattern: 'the (?<it>old teapot)'
    mention: rival
    tests: [{text: "The old teapot is red.", want: []}]
  - id: tea.pot-of
    doc: "the old teapot holds X"
    pattern: '{rival as _} holds {name as it} teas'
    mention: benchmark
    tests: [{text: "It holds no teas.", want: []}]
`)
	gated := compiled(t, set)
	open, err := New(set, NoGate())
	if err != nil {
		t.Fatal(err)
	}
	if gated.screen == nil {
		t.Fatal("no screen")
	}
	for _, c := range []struct {
		abstract string
		claims   int
	}{
		{"The old teapot holds Gaiwan teas, where EIT achieves an accuracy of 84.1%.", 1},
		{"The old teapot holds 'Gaiwan' teas. EIT achieves an accuracy of 84.1% for Gaiwan.", 1},
		{"The new teapot holds Gaiwan teas, where EIT achieves an accuracy of 84.1%.", 0},
	} {
		if got := gated.Extract(&paper.Paper{ID: "x", Abstract: c.abstract}).Claims; len(got) != c.claims {
			t.Errorf("%s: %v", c.abstract, got)
		}
		sameGated(t, gated, open, "", c.abstract)
	}
}

// A rule that makes names of words leaves the screen nothing to go by.
func TestNoScreenForNamesOfWords(t *testing.T) {
	for pattern, want := range map[string]bool{"{name as it} teas": true, "(?<it>[a-z]+) teas": false} {
		x := compiled(t, load(t, `
schema: claimboard/v1
rules:
  - id: tea.term
    doc: "a term"
    pattern: '`+pattern+`'
    mention: term
    tests: [{text: "It holds no teas.", want: []}]
`))
		if got := x.screen != nil; got != want {
			t.Errorf("%s: %v", pattern, got)
		}
	}
}
