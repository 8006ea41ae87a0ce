package extract

import (
	"slices"
	"testing"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// The word before a metric is part of its name where it makes another of it.
func TestMetricNames(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"a strict accuracy of 84.1", []string{"strict accuracy"}},
		{"a weighted F1-measure of 84.1", []string{"weighted F1"}},
		{"an image-level ROC AUC and a pixel-level AUROC of 84.1", []string{"image-level AUROC", "pixel-level AUROC"}},
		{"a Row F1 of 84.1", []string{"Row F1"}},
		{"a Fooish F1 of 84.1", []string{"F1"}},
		{"a human-level accuracy of 84.1", []string{"accuracy"}},
		{"a test accuracy of 84.1 and a mean accuracy of 80.2", []string{"accuracy", "accuracy"}},
		{"a batch-level latency of 8 ms", []string{"latency"}},
		// Words that tell two of a sentence apart.
		{"a leaf-count MAE of 5.5 and an age MAE of 7.7", []string{"leaf-count MAE", "age MAE"}},
		{"an age MAE of 5.5 and 7.7", []string{"MAE"}},
		{"an age MAE of 5.5. The weight MAE is 7.7", []string{"MAE", "MAE"}},
		{"better accuracy, or a peak accuracy of 84.1", []string{"accuracy", "accuracy"}},
		{"it has a viewpoint accuracy of 84.1, where others reach accuracy scores of 80.2", []string{"accuracy", "accuracy"}},
	} {
		a := &analysis{x: x, paper: &paper.Paper{}, text: Tidy(c.text)}
		a.look()
		a.read()
		var got []string
		for _, s := range a.sentences {
			for i := range s.mentions {
				for _, m := range s.mentions[i].items() {
					if m.Type == rules.Metric {
						got = append(got, m.Name())
					}
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
