package extract

import (
	"slices"
	"testing"

	"claimboard/extract/paper"
)

// What "the former" and "the latter" stand for.
func TestFormer(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		text string
		want []string // the benchmarks of the claims
	}{
		{"We test on GSM8K and MATH. It reaches 84.1% on the former and 32.5% on the latter.", []string{"GSM8K", "MATH"}},
		{"GSM8K and MATH serve as testbeds: it reaches an accuracy of 84.1% on the former and 32.5% on the latter dataset.", []string{"GSM8K", "MATH"}},
		{"On the easy GSM8K and on the hard MATH, the accuracy is 84.1% for the former, 32.5% for the latter.", []string{"GSM8K", "MATH"}},
		{"The error is 0.52 on KITTI (Eigen split) and 0.89 on NYU Depth v2. On the latter, the accuracy is 84.1%.", []string{"KITTI", "NYU Depth v2", "NYU Depth v2"}},
		{"We test on GSM8K and MATH. It reaches an accuracy of 84.1% on the first and 32.5% on the second.", []string{"GSM8K", "MATH"}},
		{"We test on GSM8K and MATH. It reaches an accuracy of 84.1% on the first 100 questions.", nil},
		// Not of three, not where a noun says what it is.
		{"We test on GSM8K, MATH and HumanEval. It reaches an accuracy of 84.1% on the former.", nil},
		{"On GSM8K we test it and a base. It reaches an accuracy of 84.1% with BERT, and 32.5% on the latter backbone.", []string{"GSM8K", "GSM8K"}},
	} {
		got := x.Extract(&paper.Paper{Title: "FooNet: a model", Abstract: "We propose FooNet. " + c.text})
		var names []string
		for _, claim := range got.Claims {
			names = append(names, claim.Benchmark)
		}
		if !slices.Equal(names, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, names, c.want)
		}
	}
}

// Which metric "the error rate" is, by what the text named before.
func TestShortMetric(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"The word error rate is 31.2% on AMI. With more data, the error rate falls to 14.6%.", "WER"},
		{"The character error rate is 31.2% on AMI. With more data, the error rate falls to 14.6%.", "CER"},
		{"The accuracy is 81.2% on MNIST. With more data, the error rate falls to 14.6%.", "error rate"},
	} {
		claims := x.Extract(&paper.Paper{Title: "FooNet: a model", Abstract: "We propose FooNet. " + c.text}).Claims
		if len(claims) != 2 || claims[1].Metric != c.want {
			t.Errorf("%q: got %+v, want a second claim of %q", c.text, claims, c.want)
		}
	}
}
