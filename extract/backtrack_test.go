package extract

import (
	"testing"

	"github.com/dlclark/regexp2/v2/syntax"
)

func TestGrowth(t *testing.T) {
	for _, c := range []struct {
		pattern     string
		exponential bool
		degree      int
	}{
		{`abc`, false, 0},
		{`by \w+ points`, false, 0},
		{`(a+)+$`, true, 0},
		{`(?:a|a)*b`, false, 0}, // regexp2 makes one branch of them
		{`(?:a|ab|b)*c`, true, 0},
		{`(?:\w+\s?)*;`, true, 0},
		{`(?:\w+ )*;`, false, 2},
		{`x(?:[^,]*[^;]*)+y`, true, 0},
		{`.*a.*a.*a.*;`, false, 5},
		{`[^;]*\w*;x`, false, 3},
		{`(?:[^\s,]+\s){0,20}?by (?:[^\s,]+\s){0,4}?x`, false, 2},
	} {
		tree, err := syntax.Parse(c.pattern, syntax.ParseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if g := growthOf(tree.Root); g.exponential != c.exponential || !g.exponential && g.degree != c.degree {
			t.Errorf("%s: %+v, want exponential %v, degree %d", c.pattern, g, c.exponential, c.degree)
		}
	}
}
