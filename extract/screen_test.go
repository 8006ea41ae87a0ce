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
	} {
		p := &paper.Paper{ID: "x", Title: c.title, Abstract: c.abstract}
		a := &analysis{x: x, paper: p, text: Tidy(c.abstract)}
		a.look()
		if got := a.promises(); got != c.want {
			t.Errorf("%q: %v", c.abstract, got)
		}
	}
}
