package extract

import (
	"testing"

	"claimboard/extract/paper"
)

// TestUsualMetric reads the metric of a last number that names none.
func TestUsualMetric(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"FooNet gains 3.1% on MNIST.", "accuracy"},
		// A benchmark of no usual metric goes with those beside it.
		{"FooNet gains 3.1% on SWE-bench Verified and 4.2% on the FooTests benchmark.", "resolve rate"},
		{"FooNet gains 3.1% on MNIST, 2.0% on SWE-bench Verified and 4.2% on the FooTests benchmark.", "accuracy"},
		{"FooNet gains 3.1% on SWE-bench Verified. It gains 4.2% on the FooTests benchmark.", "accuracy"},
		// Not if it is known to be of another task, or theirs says nothing.
		{"FooNet gains 3.1% on COCO and 4.2% on TSB-AD.", "accuracy"},
		{"FooNet gains 3.1% on GLUE and 4.2% on the FooTests benchmark.", "accuracy"},
		// What the sentence's task is measured in.
		{"FooNet gains 3.1% on TriviaQA.", "exact match"},
		{"In dense retrieval, FooNet gains 3.1% on TriviaQA.", "Recall@20"},
		{"In visual tracking, FooNet gains 3.1% on UAVDT.", "success AUC"},
	} {
		got := ""
		for _, claim := range x.Extract(&paper.Paper{ID: "x", Title: "FooNet: networks that foo", Abstract: c.text}).Claims {
			got = claim.Metric
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
