package rules

import (
	"slices"
	"testing"
)

func TestBranchesAndSteps(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    [][]string
	}{
		{`ab|c`, [][]string{{"a", "b"}, {"c"}}},
		{`(?:a|b)+c*?\.|[|)]{2,3}d`, [][]string{{"(?:a|b)+", "c*?", `\.`}, {"[|)]{2,3}", "d"}}},
		{`[]a]b`, [][]string{{"[]a]", "b"}}},
		{`\p{L}?x`, [][]string{{`\p{L}?`, "x"}}},
		{``, [][]string{nil}},
	} {
		x := Expansion{Regexp: c.pattern}
		var got [][]string
		for _, b := range x.Branches() {
			var steps []string
			for _, s := range x.Steps(b) {
				steps = append(steps, c.pattern[s.Start:s.End])
			}
			got = append(got, steps)
		}
		if !slices.EqualFunc(got, c.want, slices.Equal) {
			t.Errorf("%s: %q, want %q", c.pattern, got, c.want)
		}
	}
}
