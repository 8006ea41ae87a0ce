package extract

import (
	"fmt"
	"testing"

	"claimboard/extract/paper"
)

// TestDescribedSystem reads a system that is described, not named: with "our"
// before it, it is the paper's own.
func TestDescribedSystem(t *testing.T) {
	x := newBuiltin(t)
	const named = "FooMet: metrics for native language identification"
	for _, c := range []struct{ title, text, want string }{
		{named, "Our best model achieves 71.9% F1 on TOEFL11.", "FooMet proposed"},
		{"On metrics", "Our best model achieves 71.9% F1 on TOEFL11.", "best model proposed"},
		{named, "The best model achieves 71.9% F1 on TOEFL11.", "best model evaluated"},
	} {
		claims := x.Extract(&paper.Paper{ID: "x", Title: c.title, Abstract: c.text}).Claims
		if len(claims) != 1 {
			t.Fatalf("%s: %d claims", c.text, len(claims))
		}
		if got := fmt.Sprint(claims[0].Method, " ", claims[0].Role); got != c.want {
			t.Errorf("%s / %s: got %s, want %s", c.title, c.text, got, c.want)
		}
	}
}
