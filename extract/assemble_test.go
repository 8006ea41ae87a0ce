package extract

import (
	"testing"

	"claimboard/extract/paper"
)

// TestMisfit reads values that cannot be of their metric beside one that can.
func TestMisfit(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"FooNet achieves 84.1% accuracy on MNIST with 5% training time.", "MNIST 84.1"},
		{"FooNet achieves 84.1% accuracy on MNIST, running at 2.6x.", "MNIST 84.1"},
		{"FooNet achieves a 12x improvement on MNIST, as a coefficient says at breakfast.", ""},
		{"FooNet achieves a 12x improvement on MNIST, as it is more efficient.", "MNIST 12"},
		{"FooNet achieves 84.1% accuracy on MNIST, and an accuracy of 184.1% on GSM8K.", "MNIST 84.1"},
		{"FooNet achieves 84.1% accuracy on MNIST, retaining 99% performance at low cost.", "MNIST 84.1"},
		{"FooNet is cheap on MNIST, and we find our method retaining 84.1% accuracy at low cost.", "our method: MNIST 84.1"},
		// A version's number is no value.
		{"FooNet achieves 84.1% accuracy on Math23K 2.0.", "Math23K 84.1"},
	} {
		checkFigures(t, x, c.text, c.want)
	}
}

// TestTwoBenchmarks gives a difference of a metric to each of two benchmarks, not an
// average, a cost, or one for more of them.
func TestTwoBenchmarks(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"FooNet raises the accuracy by 3-7% on MNIST and CIFAR-10.", "CIFAR-10 7, MNIST 7"},
		{"On MNIST and CIFAR-10, FooNet raises the accuracy by an average of 3%.", ""},
		{"On MNIST and CIFAR-10, respectively, FooNet raises the accuracy by 3%.", ""},
		{"FooNet lowers the latency by 3% on MNIST and CIFAR-10.", ""},
		{"FooNet raises the accuracy by 3% on MNIST, SVHN and CIFAR-10.", ""},
	} {
		checkFigures(t, x, c.text, c.want)
	}
}

// TestBothInTitle reads what stands before the title's benchmarks in the title.
func TestBothInTitle(t *testing.T) {
	x := newBuiltin(t)
	for title, want := range map[string]int{
		"A long title on how to train networks for the good of all, on both CIFAR-10 and ImageNet": 2,
		"A long title on how to train networks for the good of all, on CIFAR-10 and ImageNet":      0,
	} {
		p := &paper.Paper{ID: "x", Title: title, Abstract: "FooNet reaches an accuracy of up to 84.1%."}
		if got := x.Extract(p).Claims; len(got) != want {
			t.Errorf("%s: %v", title, got)
		}
	}
}

// TestOneFigure makes one claim of a difference that several systems or metrics have
// together, and one each of a score; and none of an average over benchmarks, or a cost.
func TestOneFigure(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"BERT and RoBERTa beat others on MNLI by up to 3.2%.", "BERT and RoBERTa: MultiNLI 3.2"},
		{"BERT and RoBERTa reach 84.1% on MNLI.", "BERT: MultiNLI 84.1, RoBERTa: MultiNLI 84.1"},
		{"FooNet reaches 84.1% accuracy on MNIST and SVHN.", "MNIST 84.1, SVHN 84.1"},
		{"FooNet reaches an average accuracy of 84.1% on MNIST and SVHN.", ""},
		{"FooNet runs on MNIST and SVHN at 45 FPS.", ""},
		{"FooNet runs on SVHN at 45 FPS.", "SVHN 45"},
		{"FooNet beats others on SQuAD by up to 3.2 F1/EM.", "SQuAD 3.2"},
		{"FooNet beats others on SQuAD by 3.2% in F1 and EM.", "SQuAD 3.2, SQuAD 3.2"},
	} {
		checkFigures(t, x, c.text, c.want)
	}
}

// TestSizeInName takes a model's size for a setting where the name has it not.
func TestSizeInName(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"FooNet boosts a 14B model's accuracy on MNIST to 84.1%.", "14B"},
		{"FooNet reaches 84.1% accuracy on MNIST; the 50M version reaches 71.6% accuracy.", ""},
	} {
		claims := x.Extract(&paper.Paper{ID: "x", Title: "FooNet: a small model", Abstract: c.text}).Claims
		if len(claims) == 0 {
			t.Fatalf("%s: no claim", c.text)
		}
		if got := claims[len(claims)-1].Setting; got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestVersus names what a delta is a difference to; a score has none, though its
// system may be found by it.
func TestVersus(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"FooNet outperforms BarNet by 3.2% on MNIST.", "FooNet/BarNet"},
		{"FooNet-S and FooNet-L surpass BarNet-S and BarNet-L by 2% and 1.9% on MNIST, respectively.", "FooNet-S/BarNet-S, FooNet-L/BarNet-L"},
		{"FooNet outperforms BarNet and BazNet by 2% and 1.9% on MNIST.", "FooNet/BarNet, FooNet/BazNet"},
		{"FooNet outperforms BarNet and BazNet by 2% and 1.9% on MNIST and SVHN.", "FooNet/BarNet and BazNet, FooNet/BarNet and BazNet"},
		{"FooNet achieves 84.1% on MNIST, outperforming BarNet.", "FooNet/"},
		{"FooNet achieves 84.1% on MNIST, compared to 80.9% for prior retrievers.", "FooNet/, prior retrievers/"},
		{"FooNet improves over BarNet from 80.9% to 84.1% on MNIST.", "BarNet/, FooNet/"},
	} {
		checkSaid(t, x, "FooNet: a small model", c.text, func(cl Claim) string { return cl.Method + "/" + cl.Versus }, c.want)
	}
}
