package extract

import (
	"slices"
	"testing"

	"claimboard/extract/paper"
)

// What a claim shows is the author's text, marks and all.
func TestValueText(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		abstract string
		want     []string
	}{
		{"FooNet achieves an accuracy of 84.1% on GSM8K.", []string{"84.1%"}},
		{`FooNet achieves an accuracy of 84.1\% on GSM8K.`, []string{`84.1\%`}},
		{`FooNet achieves an accuracy of $84.1\%$ on GSM8K.`, []string{`84.1\%`}},
		{"FooNet achieves an accuracy of\n  84.1 %\n  on GSM8K.", []string{"84.1 %"}},
		{`FooNet achieves an accuracy of \textbf{84.1}\% on GSM8K.`, []string{`84.1}\%`}},
		{"FooNet achieves an accuracy of over 84.1% on GSM8K.", []string{"84.1%"}},
		{"FooNet achieves an accuracy of 84.1% on GSM8K and 32.5% on MATH.", []string{"84.1%", "32.5%"}},
		{"Caf\u00e9s aside, FooNet achieves an accuracy of 84.1\u00a0% on GSM8K.", []string{"84.1\u00a0%"}},
		{"FooNet improves accuracy on GSM8K by +12.4 points.", []string{"+12.4 points"}},
	} {
		p := &paper.Paper{ID: "x", Title: "FooNet: a network", Abstract: c.abstract}
		r := x.Extract(p)
		checkResult(t, p, &r)
		var got []string
		for _, claim := range r.Claims {
			got = append(got, claim.ValueText)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.abstract, got, c.want)
		}
	}
}

// An id hashes paper, start, kind, benchmark and method, so that it stays where
// another claim of the paper changes.
func TestClaimID(t *testing.T) {
	x := newBuiltin(t)
	ids := func(id, abstract string) []string {
		var out []string
		for _, c := range x.Extract(&paper.Paper{ID: id, Title: "FooNet: a network", Abstract: abstract}).Claims {
			out = append(out, c.ID)
		}
		return out
	}
	const text = "FooNet achieves an accuracy of 84.1% on GSM8K"
	first, longer, other := ids("a", text+"."), ids("a", text+" and 32.5% on MATH."), ids("b", text+".")
	if len(first) != 1 || len(longer) != 2 || len(other) != 1 {
		t.Fatalf("got %q, %q, %q", first, longer, other)
	}
	if first[0] != longer[0] || longer[0] == longer[1] || first[0] == other[0] {
		t.Errorf("got %q, %q, %q", first, longer, other)
	}
}
