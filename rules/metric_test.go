package rules

import "testing"

func TestFillMetric(t *testing.T) {
	for _, c := range []struct{ template, metric, want string }{
		{"{metric} reduction", "samples", "sample reduction"},
		{"{metric} reduction", "solver queries", "solver query reduction"},
		{"{metric} reduction", "identity switches", "identity switch reduction"},
		{"{metric} reduction", "advanced-judge calls", "advanced-judge call reduction"},
		{"{metric} reduction", "validation loss", "validation loss reduction"},
		{"{metric} reduction", "bias", "bias reduction"},
		{"{metric} reduction", "FLOPs", "FLOPs reduction"},
		{"{metric} reduction", "WER", "WER reduction"},
		{"percentage of {metric}", "labels", "percentage of labels"},
		{"latency", "", "latency"},
	} {
		if got := FillMetric(c.template, c.metric); got != c.want {
			t.Errorf("FillMetric(%q, %q) = %q, want %q", c.template, c.metric, got, c.want)
		}
	}
}
