package extract

import (
	"fmt"
	"testing"
)

// TestPairs reads lists of numbers that pair with benchmarks in the order of both.
func TestPairs(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		// Scores pair, and so do the differences in brackets behind them.
		{"On SQuAD and DROP, FooNet achieves an F1 of 49.6 (+1.2) and 60.3 (+0.7), respectively.",
			"SQuAD 49.6, SQuAD 1.2, DROP 60.3, DROP 0.7"},
		// Each list of numbers has a benchmark, its numbers a metric each.
		{"FooNet achieves 65.1/59.3 and 40.2/32.5 in accuracy/F1 on SQuAD and DROP, respectively.",
			"SQuAD 65.1, SQuAD 59.3, DROP 40.2, DROP 32.5"},
		// Each list pairs with the benchmarks itself.
		{"FooNet achieves 65.1% / 59.3% accuracy and 40.2% / 32.5% recall on SQuAD and DROP, respectively.",
			"SQuAD 65.1, DROP 59.3, SQuAD 40.2, DROP 32.5"},
		// A list in brackets behind a number on each benchmark.
		{"FooNet reaches 84.1% on GSM8K and 70.2% on MATH (+2.6% and +3.3% over BarNet).",
			"GSM8K 84.1, MATH 70.2, GSM8K 2.6, MATH 3.3"},
		{"FooNet reaches 84.1% on GSM8K with 70.2% recall, better than on MATH (+2.6% and +3.3%).",
			"GSM8K 84.1, GSM8K 70.2, MATH 2.6, MATH 3.3"},
		// A list alone pairs with the benchmarks of the sentence before, whatever
		// stands between it and the word that says so.
		{"We propose FooNet. We test it on GSM8K and MATH. It achieves 84.1% and 32.5% accuracy, respectively.", "GSM8K 84.1, MATH 32.5"},
		{"We propose FooNet. We test it on two benchmarks, GSM8K and MATH. It beats others by 4.1% and 2.5%, respectively.", "GSM8K 4.1, MATH 2.5"},
		{"FooNet is tested on GSM8K and MATH. FooNet-S and FooNet-L achieve 84.1% and 32.5% accuracy, respectively.", ""},
		{"FooNet is tested on GSM8K and MATH. It achieves 84.1% and 32.5% accuracy.", ""},
		// A list without benchmarks of its own has those of the scores before it.
		{"FooNet achieves an F1 of 75.6 on SQuAD and 90.3 on DROP. This is an improvement of 1.4 and 0.6 points.",
			"SQuAD 75.6, DROP 90.3, SQuAD 1.4, DROP 0.6"},
		{"FooNet achieves an F1 of 75.6 on SQuAD and 90.3 on DROP, while BarNet achieves 74.1 and 88.2.",
			"SQuAD 75.6, DROP 90.3, BarNet: SQuAD 74.1, BarNet: DROP 88.2"},
		{"FooNet achieves an F1 of 75.6 on SQuAD, 70.1 on BoolQ and 90.3 on DROP. This is an improvement of 1.4 and 0.6 points.",
			"SQuAD 75.6, BoolQ 70.1, DROP 90.3"},
		{"FooNet achieves an F1 of 75.6 on SQuAD and 90.3 on DROP. It outperforms BarNet by 1.4% and 0.6% on MNIST and CIFAR-10.",
			"SQuAD 75.6, DROP 90.3, MNIST 1.4, CIFAR-10 0.6"},
		// A list that another system has, of scores that stand apart.
		{"FooNet has an RMSE of 1.6 on COCO and 7.4 on MNIST, against 2.5 and 10.7 for BarNet.",
			"COCO 1.6, MNIST 7.4, BarNet: COCO 2.5, BarNet: MNIST 10.7"},
		// A list of differences, behind others.
		{"On GSM8K and MATH, FooNet beats BarNet by 7.8% and 3.9%, respectively. In the same setting, FooNet outperforms QuxNet by 9.4% and 8.2%.",
			"GSM8K 7.8, MATH 3.9, GSM8K 9.4, MATH 8.2"},
		// A number alone goes on with the one before, unless that has others beside it.
		{"FooNet beats BarNet by 4.1 points on MNIST. With half of the data, it still beats BarNet by 3.7 points.", "MNIST 4.1, MNIST 3.7"},
		{"FooNet beats BarNet by 4.1 points on MNIST and 2.2 points on SQuAD. With half of the data, it still beats BarNet by 3.7 points.",
			"MNIST 4.1, SQuAD 2.2"},
		// A list that nothing stands before.
		{"84.1% and 32.5% are reached on MNIST by our method, while BarNet achieves 61.2% on CIFAR-10.",
			"our method: MNIST 84.1, our method: MNIST 32.5, BarNet: CIFAR-10 61.2"},
	} {
		checkFigures(t, x, c.text, c.want)
	}
}

// TestMetricsOfLists gives the values of a list the metrics of those before it.
func TestMetricsOfLists(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"On COCO, FooNet has 61.7 AP and 70.2 AP50, compared with 55.1 and 66.3 for BarNet.", "AP 61.7, AP50 70.2, AP 55.1, AP50 66.3"},
		{"FooNet achieves a recall of 41.7% and an F1 of 44.8% on SQuAD, while BarNet gets 39.5% and 42.6%.", "recall 41.7, F1 44.8, recall 39.5, F1 42.6"},
		// Differences do so in order; of a change its two values are one.
		{"On SQuAD, FooNet achieves a recall of 41.7% and an F1 of 44.8%, gains of 2.1% and 3.4%, respectively.", "recall 41.7, F1 44.8, recall 2.1, F1 3.4"},
		{"On SQuAD, FooNet raises recall from 39.6% to 41.7% and F1 from 41.4% to 44.8%, gains of 2.1% and 3.4%, respectively.",
			"recall 39.6, recall 41.7, F1 41.4, F1 44.8, recall 2.1, F1 3.4"},
		{"FooNet achieves a recall of 41.7% on SQuAD and an F1 of 44.8% on DROP, while BarNet gets 39.5% and 42.6%.", "recall 41.7, F1 44.8, F1 39.5, F1 42.6"},
		// Differences do, if not from as many systems.
		{"FooNet achieves 95.7% recall and 94.1% precision on SQuAD, beating BarNet by 1.8% and 2.2%.", "recall 95.7, precision 94.1, recall 1.8, precision 2.2"},
		{"FooNet achieves 95.7% recall and 94.1% precision on SQuAD, beating BERT and RoBERTa by 1.8% and 2.2%.", "recall 95.7, precision 94.1, precision 1.8, precision 2.2"},
		// One metric stands before a list of two, another behind it.
		{"FooNet achieves an accuracy of 92.1% and 91.2% F1 on SQuAD.", "accuracy 92.1, F1 91.2"},
		{"FooNet achieves an F1 of 92.1% and 91.2% on SQuAD and MNLI.", "F1 92.1, F1 91.2"},
		// A metric that is words.
		{"On SQuAD, FooNet achieves a mean leaderboard percentile of 74.4% across 24 tasks, improving over BarNet by 8.3%.", "leaderboard percentile 74.4, leaderboard percentile 8.3"},
		// What the number before was of, where the benchmark does not tell.
		{"FooNet has an F1 of 91.3% on SQuAD. On the QuxBar dataset, it scores 90.4%.", "F1 91.3, F1 90.4"},
		{"FooNet has an F1 of 91.3% on SQuAD. On the MNIST dataset, it scores 90.4%.", "F1 91.3, accuracy 90.4"},
		{"FooNet has an F1 of 91.3 on SQuAD. On the QuxBar dataset, it scores 90.4%.", "F1 91.3, accuracy 90.4"},
		{"On the QuxBar dataset, FooNet solves 21.5% of the problems. A human reaches 96%.", "solve rate 21.5, solve rate 96"},
		{"On SQuAD, FooNet has an F1 of 44.8% and a recall of 41.7%, while BarNet gets F1 scores of 39.5% and 42.6%.", "F1 44.8, recall 41.7, F1 39.5, F1 42.6"},
		// What stands in brackets behind a metric is by the way.
		{"On SQuAD, FooNet has 71.2% F1 (78.1% recall), a 16.3% increase from the best baseline score.", "F1 71.2, recall 78.1, F1 16.3"},
		{"On SQuAD, FooNet has 71.2% F1 and 78.1% recall, a 16.3% increase from the best baseline score.", "F1 71.2, recall 78.1, recall 16.3"},
	} {
		checkSaid(t, x, "FooNet: networks that foo", "We propose FooNet. "+c.text, metricAndValue, c.want)
	}
}

// TestPairedSystems gives each of as many systems one value of one metric.
func TestPairedSystems(t *testing.T) {
	x := newBuiltin(t)
	const title = "FooNet: networks that foo"
	for _, c := range []struct{ text, want string }{
		{"On COCO, FooNet-T and FooNet-L achieve 56.4 mAP and 59.2 mAP.", "FooNet-T 56.4, FooNet-L 59.2"},
		{"On COCO, FooNet-T and FooNet-L achieve 56.4 mAP and 59.2 AP50.", "FooNet-L 56.4, FooNet-T 56.4, FooNet-L 59.2, FooNet-T 59.2"},
	} {
		checkSaid(t, x, title, "We propose FooNet. "+c.text, methodAndValue, c.want)
	}
}

// TestTwoNumbersAsOne reads two numbers that are a range, a share, or a change and
// what it leads to.
func TestTwoNumbersAsOne(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"On GSM8K, the accuracy of FooNet varies between 64.9% and 66.7%.", "score 64.9-66.7"},
		{"On GSM8K, FooNet improves accuracy by between 1.2% and 3.4%.", "delta 1.2-3.4"},
		{"On GSM8K, FooNet is trained in 3 stages, and its accuracy is 64.9%.", "score 64.9"},
		{"On GSM8K, FooNet reaches 64.9%, 2.3% higher than BarNet.", "score 64.9, delta 2.3"},
		{"On GSM8K and MATH, FooNet reaches 64.9%, 32.3% with BarNet.", "score 64.9, score 32.3"},
		{"FooNet improves by 4.5% and 3.1% on two foo datasets, GSM8K and MATH.", "delta 4.5, delta 3.1"},
		{"On SQuAD, FooNet reaches an F1 of 0.61. GPT-4 cuts its steps from 0.58 to 0.51.", "score 0.61"},
		{"FooNet solves 47/657 problems of PutnamBench.", "score 47"},
		{"On PutnamBench, FooNet solves 47/657.", "score 47"},
		{"FooNet is the best on PutnamBench (47/657, pass@8).", "score 47"},
		{"On COCO, FooNet has an AP/AP50 of 48/67.", "score 48, score 67"},
		{"FooNet improves accuracy on GSM8K by 1.2% to 3.4%.", "delta 1.2-3.4"},
		{"FooNet improves accuracy on GSM8K by 1.2% to 83.4%.", "delta 1.2, score 83.4"},
		{"FooNet improves accuracy on GSM8K by 1.2 points to 3.4%.", "delta 1.2, score 3.4"},
		{"FooNet improves accuracy on GSM8K by 20% to 60%.", "delta 20-60"},
	} {
		checkSaid(t, x, "FooNet: networks that foo", "We propose FooNet. "+c.text, func(cl Claim) string {
			low := ""
			if cl.Low != nil {
				low = fmt.Sprint(*cl.Low, "-")
			}
			return fmt.Sprint(cl.Kind, " ", low, cl.Value)
		}, c.want)
	}
}
