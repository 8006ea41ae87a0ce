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
		{"a matching score of 0.3 and a corner error of 4.2", []string{"matching score", "corner error"}},
		{"we reduce errors to 4.2", []string{"error"}},
		{"a RPAS score of 84.1 and a SOTA score of 80.2", []string{"RPAS score", "score"}},
		{"a top-3 average recall of 84.1 and a major@20 accuracy of 80.2", []string{"top-3 average recall", "major@20 accuracy"}},
		{"a top-notch average recall of 84.1 and a median IoU of 80.2", []string{"average recall", "median IoU"}},
		{"a cycle consistency of 0.3 and a multi-view consistency of 0.4", []string{"cycle consistency", "multi-view consistency"}},
		{"a higher coverage of 0.3 and a low efficiency of 0.4", []string{"coverage", "efficiency"}},
		// A word that two metrics share.
		{"worst-group and average accuracy of 84.1 and 90.2", []string{"worst-group accuracy", "accuracy"}},
		{"a gain in micro and macro F1", []string{"micro F1", "macro F1"}},
		{"a gain in speed and average accuracy, or in precision and recall", []string{"speed", "accuracy", "precision", "recall"}},
		// What it is of, and what its change is.
		{"an energy MAE of 5.5 and an energy prediction error of 4.2", []string{"energy MAE", "energy prediction error"}},
		{"a latency FPS of 5.5 and energy, MAE of 4.2", []string{"latency", "FPS", "energy", "MAE"}},
		{"a 36% relative error reduction with a relative error of 4.2", []string{"error", "relative error"}},
		{"an F1 of 64.8 and an Ign F1 of 62.7", []string{"F1", "Ign F1"}},
		{"an F1 of 64.8, while BarNet has a higher Qux F1 of 62.7", []string{"F1", "F1"}},
		// A verb.
		{"the two strategies score 62.0% and 62.8%", []string{"score"}},
		{"a bias score of 62.0% and a strategy score 62.8%", []string{"bias score", "strategy score"}},
		// A first part that two metrics share.
		{"ROUGE-1/2/L scores of 36.2/11.8/31.9", []string{"ROUGE-1", "ROUGE-2", "ROUGE-L"}},
		{"a R@1/5/10 of 36.2/51.8/61.9 and a NDCG@5/@10 of 36.2/51.8", []string{"Recall@1", "Recall@5", "Recall@10", "NDCG@5", "NDCG@10"}},
		{"Hit@1, @5, and @10 are 36.2, 51.8, and 61.9", []string{"Hit@1", "Hit@5", "Hit@10"}},
		{"R@1/20480 tokens, and R@1, 5 of 7", []string{"Recall@1", "Recall@1"}},
		// The point that it is taken at.
		{"a TAR@FAR=1e-3 of 84.1 and a TAR@1%FAR of 91.3", []string{"TAR@FAR=1e-3", "TAR@1%FAR"}},
		{"mAP@0.5=33.9 and FID=3.1", []string{"mAP50", "FID"}},
		// All that its short form stands for.
		{"a Barwise Error Rate (BER) of 4.2, where the best BER was 5.1", []string{"Barwise error rate", "Barwise error rate"}},
		{"a foo error rate (FER) of 4.2, and an error rate (ER) of 5.1, a low ER", []string{"foo error rate", "error rate", "error rate"}},
		{"a word error rate (WER) of 4.2 and a mean classification accuracy (MCA) of 84.1", []string{"WER", "accuracy"}},
		{"an image matching score (IMS) of 0.3, where the best IMS was 0.2", []string{"image matching score", "image matching score"}},
		{"a Pose grid error (PGE) of 4.2", []string{"Pose grid error"}},
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
