package extract

import (
	"strings"
	"testing"

	"claimboard/extract/paper"
)

// TestTopic reads the benchmark of a last sentence that names none, "" where it
// has no claim; its metric too where that is asked for.
func TestTopic(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ title, text, want string }{
		{"FooNet: networks that foo", "FooNet is tested on MNIST. It reaches an accuracy of 61.2%.", "MNIST"},
		// The second of two findings is about other data.
		{"FooNet: networks that foo", "First, on MNIST, FooNet is fast. Second, a test of bars shows an accuracy of 61.2%.", ""},
		{"FooNet: networks that foo", "First, FooNet is tested on MNIST. It reaches an accuracy of 61.2%.", "MNIST"},
		// A paper's own benchmark, unless the sentence before is about others.
		{"FooBench: a benchmark of foos", "We present FooBench. On it, foos are hard. The best model reaches an accuracy of 61.2%.", "FooBench"},
		{"FooBench: a benchmark of foos", "We present FooBench. We test bars on CIFAR-10, and foos on MNIST. The best model reaches an accuracy of 61.2%.", ""},
		{"FooBench: a benchmark of foos", "We present FooBench. FooBench improves the F1 by 4.2% over older data.", ""},
		// What a rival scores, and by how many points a score differs, go with the score before.
		{"FooNet: networks that foo", "FooNet is tested on MNIST and SQuAD. On SQuAD, FooNet reaches an F1 of 0.61. The previous best, BarNet, reaches 0.58.", "SQuAD"},
		{"FooNet: networks that foo", "FooNet is tested on MNIST and SQuAD. On SQuAD, FooNet reaches an F1 of 61.2%. That is 2.3 points less than BarNet.", "SQuAD"},
		// A speed goes with the score right before it.
		{"FooNet: networks that foo", "FooNet is tested on COCO. It reaches an AP of 61.2% at 12.6 FPS.", "COCO FPS"},
		{"FooNet: networks that foo", "FooNet is tested on COCO. It reaches an AP of 61.2%, and runs at 12.6 FPS.", "COCO AP"},
		// Values that pair with metrics do not pair with benchmarks as well.
		{"FooNet: networks that foo", "FooNet is tested on MNIST and SQuAD. It has a precision and recall of 61.2% and 62.3%, respectively.", ""},
		// What stands in a list with a benchmark is one elsewhere too.
		{"FooNet: networks that foo", "FooNet is tested on MNIST and the FooBar dataset. On MNIST it is fast. FooBar accuracy is 61.2%.", "FooBar"},
		{"FooNet: networks that foo", "FooNet beats BERT and the FooBar model. On MNIST it is fast. FooBar accuracy is 61.2%.", "MNIST"},
		// What narrows a known benchmark is part of its name.
		{"FooNet: networks that foo", "FooNet is tested on the Flickr30k Entities QX dataset. It has an accuracy of 61.2%.", "Flickr30k Entities QX"},
		{"FooNet: networks that foo", "On the Flickr30k Entities QX dataset and MNIST, FooNet is fast. On the Flickr30k Entities QX dataset, its accuracy is 61.2%.", "Flickr30k Entities QX"},
		// The text leaves out the task that the title names.
		{"FooNet at BarEval-2017 Task 2: networks that foo", "FooNet joins the BarEval 2017 challenge. It reaches an F1 of 61.2%.", "BarEval-2017 Task 2"},
		{"FooNet at BarEval-2017: networks that foo", "FooNet joins the BarEval 2017 challenge. It reaches an F1 of 61.2%.", "BarEval 2017"},
	} {
		got := ""
		for _, claim := range x.Extract(&paper.Paper{ID: "x", Title: c.title, Abstract: c.text}).Claims {
			got = claim.Benchmark
			if strings.HasPrefix(c.want, got+" ") {
				got += " " + claim.Metric
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
