package extract

import (
	"fmt"
	"strings"
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
		{named, "A light-weight version of FooMet achieves 71.9% F1 on TOEFL11.", "light-weight FooMet proposed"},
		{named, "A version of FooMet achieves 71.9% F1 on TOEFL11.", "FooMet proposed"},
		{"FooBench: a benchmark of foos", "We present FooBench. We also present a new model that foos to achieve 71.9% F1.", "our model proposed"},
		{"FooBench: a benchmark of foos", "We present FooBench. We present a study of foos, and models have 71.9% F1.", "evaluated models evaluated"},
		{"FooBench: a benchmark of foos", "We present FooBench. The proposed framework achieves 71.9% F1.", "proposed framework proposed"},
		{"FooBench: a benchmark of foos", "Our agentic framework achieves 71.9% F1 on TOEFL11.", "agentic framework proposed"},
	} {
		checkSystem(t, x, c.title, c.text, c.want)
	}
}

// TestNamedBeside names a system by the numbers before in its sentence, where the paper
// has no name for it.
func TestNamedBeside(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"For Qux-7B, the F1 on SQuAD improved from 60.1 to 70.2 with long prompts and to 71.3 with short ones.", "Qux-7B 60.1, Qux-7B 70.2, Qux-7B 71.3"},
		{"On SQuAD, it raises the success rate of Qux-7B from 60.1% to 70.2%.", "Qux-7B 60.1, Qux-7B 70.2"},
		{"On SQuAD, an F1 of 70.2 is reached, compared to 60.1 for Qux-7B.", "Qux-7B 60.1"},
	} {
		checkSaid(t, x, "On what foos are", c.text, methodAndValue, c.want)
	}
}

// checkSystem compares the system and role of the one claim of a paper.
func checkSystem(t *testing.T, x *Extractor, title, text, want string) {
	t.Helper()
	claims := x.Extract(&paper.Paper{ID: "x", Title: title, Abstract: text}).Claims
	if len(claims) != 1 {
		t.Fatalf("%s: %d claims", text, len(claims))
	}
	if got := fmt.Sprint(claims[0].Method, " ", claims[0].Role); got != want {
		t.Errorf("%s / %s: got %s, want %s", title, text, got, want)
	}
}

// TestOwnNameInBrackets reads a system whose long name holds one of its own.
func TestOwnNameInBrackets(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ title, text, want string }{
		{"Bar Foo with Baz-of-Qux: a framework", "We introduce Bar Foo with Baz-of-Qux (BF-BoQ), a framework.", "BF-BoQ"},
		{"Bar Foo: a framework", "We introduce Bar Foo, as good as Qux (FooBench).", "Bar Foo"},
	} {
		claims := x.Extract(&paper.Paper{ID: "x", Title: c.title, Abstract: c.text + " On GSM8K, our method reaches an accuracy of 84.1%."}).Claims
		if len(claims) != 1 || claims[0].Method != c.want {
			t.Errorf("%s: got %v, want %s", c.text, claims, c.want)
		}
	}
}

// TestOwnShortName reads a known name that a paper gives its own system in brackets.
func TestOwnShortName(t *testing.T) {
	x := newBuiltin(t)
	claims := x.Extract(&paper.Paper{ID: "x", Title: "Tree of Foos: a way to plan",
		Abstract: "Tree of Foos (ToT) looks ahead. On Game of 24, its success rate is 4% with CoT, and with ToT the success rate is 74%."}).Claims
	if len(claims) == 0 {
		t.Fatal("no claims")
	}
	last := claims[len(claims)-1]
	if last.Method != "ToT" || last.Role != Proposed {
		t.Errorf("got %s, %s", last.Method, last.Role)
	}
}

// TestShortOfOwn reads a system by a part of the name that the title gives it.
func TestShortOfOwn(t *testing.T) {
	x := newBuiltin(t)
	const title = "Object search using slow-fast adaptation"
	for _, c := range []struct{ text, want string }{
		{"Our proposed adaptation method has an accuracy of 71.9% on MNIST.", "slow-fast adaptation"},
		{"Our proposed selection method has an accuracy of 71.9% on MNIST.", "selection method"},
	} {
		claims := x.Extract(&paper.Paper{ID: "x", Title: title, Abstract: c.text}).Claims
		if len(claims) != 1 || claims[0].Method != c.want {
			t.Errorf("%s: got %+v, want the method %s", c.text, claims, c.want)
		}
	}
}

// TestUnnamedSystem reads a system that has no name in a paper on a benchmark: the
// best of those evaluated only where the sentence says so.
func TestUnnamedSystem(t *testing.T) {
	x := newBuiltin(t)
	const title = "FooBench: a benchmark of foos"
	for _, c := range []struct{ text, want string }{
		{"With the best prompt the accuracy is 71.9%.", "best model evaluated"},
		{"With a head built on top of that the accuracy is 71.9%.", "evaluated models evaluated"},
		{"With max pooling the accuracy is 71.9%.", "evaluated models evaluated"},
		{"On top of that, the top accuracy is 71.9%.", "best model evaluated"},
		{"In the easy setting the accuracy is up to 71.9%.", "best model evaluated"},
		{"In the easy setting the accuracy is 71.9%.", "evaluated models evaluated"},
		{"In the easy setting we obtain an accuracy of 71.9%.", "our model evaluated"},
		{"In the easy setting we are able to reach an accuracy of 71.9%.", "our model evaluated"},
		{"In the easy setting we find that the accuracy is 71.9%.", "evaluated models evaluated"},
	} {
		checkSystem(t, x, title, c.text, c.want)
	}
}

// TestSaidOfSystem reads a system that the paper gives no name, and only speaks of.
func TestSaidOfSystem(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ text, want string }{
		{"We join two nets. The tagger obtains", "the tagger proposed"},
		{"We learn soft parts. The proposed agent obtains", "proposed agent proposed"},
		{"The proposed agent is small. It obtains", "proposed agent proposed"},
		{"Our tagger is small. The proposed model obtains", "our tagger proposed"},
	} {
		checkSystem(t, x, "Can networks see foos?", c.text+" 71.9% accuracy on MNLI.", c.want)
	}
	if r := x.Extract(&paper.Paper{Title: "Can networks see foos?", Abstract: "We join two nets. It obtains 71.9% accuracy on MNLI."}); len(r.Claims) > 0 {
		t.Errorf("nothing is named that could have obtained it: %v", r.Claims)
	}
}

// TestActs reads a system whose workings a sentence tells, in place of words of the
// title, but of no name that the abstract proposes.
func TestActs(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ title, text, want string }{
		{"Slow label smoothing for deep networks", "QuxPress removes foos.", "QuxPress proposed"},
		{"Slow label smoothing for deep networks", "QuxPress is read by many.", "Slow label smoothing proposed"},
		{"Slow label smoothing for deep networks", "QuxPress removes foos. We propose FooNet, a network of foos.", "FooNet proposed"},
		{"FooNet: networks that foo", "QuxPress removes foos.", "FooNet proposed"},
	} {
		checkSystem(t, x, c.title, c.text+" Our method obtains 71.9% accuracy on MNLI.", c.want)
	}
}

// TestRunsOn reads a system and what it runs on, between which no verb stands.
func TestRunsOn(t *testing.T) {
	x := newBuiltin(t)
	const named = "FooMet: a framework that foos"
	for _, c := range []struct{ title, text, want string }{
		{named, "FooMet with a ResNet-50 backbone achieves 71.9% accuracy on ImageNet.", "FooMet proposed"},
		{named, "Our FooMet framework, implemented on the BERT model, achieves 71.9% accuracy on MNLI.", "FooMet proposed"},
		{named, "Our best architecture in the DARTS search space achieves 71.9% accuracy on ImageNet.", "FooMet proposed"},
		{named, "FooMet improves training on MNLI, and BERT achieves 71.9% accuracy.", "BERT baseline"},
		{"Packet Transformer: foos of nets", "Our method achieves 71.9% accuracy on MNLI.", "Packet Transformer proposed"},
		{"Packed Networks: foos of nets", "Our method achieves 71.9% accuracy on MNLI.", "our method proposed"},
		{named, "With FooMet, BERT gains 2.9% in accuracy on MNLI.", "BERT proposed"},
		{"Shared task report", "The assembled BERT achieves 71.9% accuracy on MNLI.", "assembled BERT proposed"},
		{"Shared task report", "A deep convolutional neural network achieves 71.9% accuracy on MNLI.", "deep convolutional neural network proposed"},
		{"Shared task report", "We test En-De (IWSLT17) that yields 31.9 BLEU.", "Shared task report proposed"},
	} {
		checkSystem(t, x, c.title, c.text, c.want)
	}
}

// TestAlsoProposed gives "it" to the second system where the sentence before
// proposes that.
func TestAlsoProposed(t *testing.T) {
	x := newBuiltin(t)
	const first = "We propose FooNet, a network of foos. "
	for _, c := range []struct{ text, want string }{
		{first + "For bars we propose QuxFormer, a model of bars. It achieves", "QuxFormer proposed"},
		{first + "For bars we propose QuxFormer, a model of bars. Our method achieves", "FooNet proposed"},
		{"We propose FooNet, a network of foos. It achieves", "FooNet proposed"},
	} {
		checkSystem(t, x, "Can networks see foos?", c.text+" 71.9% accuracy on ImageNet.", c.want)
	}
}

// TestOtherSystems reads the systems of all figures of a paper: rivals, bases, people.
func TestOtherSystems(t *testing.T) {
	x := newBuiltin(t)
	const title = "FooNet: networks that foo"
	for _, c := range []struct{ title, text, want string }{
		// A sentence that says but what another system comes to follows the one before.
		{title, "FooNet has an F1 of 71.9 on MNLI. Its predecessor BERT reaches 68.2.", "FooNet F1 71.9 proposed; BERT F1 68.2 baseline"},
		{title, "FooNet has an F1 of 71.9 on MNLI and 61.2 on SNLI. Its predecessor BERT reaches 68.2.", "FooNet F1 71.9 proposed; FooNet F1 61.2 proposed"},
		{title, "FooNet has an F1 of 71.9 on MNLI and 61.2 on SNLI. BERT reaches 68.2 and 58.1.",
			"FooNet F1 71.9 proposed; FooNet F1 61.2 proposed; BERT F1 68.2 baseline; BERT F1 58.1 baseline"},
		// People are people where a rule takes them for a baseline.
		{title, "FooNet has an F1 of 71.9% on MNLI, far from the 92% of human annotators.", "FooNet F1 71.9 proposed; human annotators F1 92 human"},
		// A change goes on in the next sentence, unless that names another system.
		{title, "Compared with BERT, FooNet lowers the error on MNLI from 9.7% to 7.2%. The error on SNLI falls from 8.8% to 6.1%.",
			"BERT error 9.7 baseline; FooNet error 7.2 proposed; BERT error 8.8 baseline; FooNet error 6.1 proposed"},
		{title, "Compared with BERT, FooNet lowers the error on MNLI from 9.7% to 7.2%. With LSTM the error on SNLI falls from 8.8% to 6.1%.",
			"BERT error 9.7 baseline; FooNet error 7.2 proposed; baseline error 8.8 baseline; LSTM error 6.1 baseline"},
		// What gets worse is seldom the paper's own, unless the sentence says so.
		{title, "FooNet has an F1 of 71.9 on MNLI. When words are shuffled, the F1 drops from 71.9 to 61.2.", "FooNet F1 71.9 proposed"},
		{title, "On MNLI we shuffle words, and the error rises from 7.2% to 9.7%.", ""},
		{title, "On MNLI, BERT drops from 71.9% to 61.2% where words are shuffled.", "BERT accuracy 71.9 baseline; BERT accuracy 61.2 baseline"},
		// A value of which nothing says whose it is.
		{"On foos", "Of all, only that of foos has an accuracy of 61.2% on MNLI.", ""},
		{"On foos", "On MNLI, the accuracy is 61.2%.", ""},
		{"", "On MNLI, the accuracy is 61.2%.", "proposed method accuracy 61.2 proposed"},
		{"On foos", "On MNLI, our deep foo system outperforms the rest by 3.2 points.", "deep foo system accuracy 3.2 proposed"},
		{"On foos", "On MNLI, our tests with a foo system give an accuracy of 61.2%.", ""},
		// The paper's own system is no base.
		{title, "FooNet improves from 52% to 61% on MNLI.", "baseline accuracy 52 baseline; FooNet accuracy 61 proposed"},
		{title, "With FooNet, BERT improves from 52% to 61% on MNLI.", "BERT accuracy 52 baseline; BERT + FooNet accuracy 61 proposed"},
		// What a system is without it.
		{title, "FooNet has an F1 of 71.9 on MNLI. Without it, the F1 is 61.2.", "FooNet F1 71.9 proposed; without FooNet F1 61.2 baseline"},
		{"On foos", "BERT has an F1 of 71.9 on MNLI. Without it, the F1 is 61.2.", "BERT F1 71.9 proposed; Without it F1 61.2 baseline"},
		// "The same baseline" is the one that the sentence before names.
		{"FooBench: a benchmark of foos", "On FooBench, a Longformer baseline reaches an F1 of 49.5. The same baseline reaches an F1 of 74.1 on SciFact.",
			"Longformer baseline F1 49.5 baseline; Longformer baseline F1 74.1 baseline"},
		{"FooBench: a benchmark of foos", "On FooBench, a Longformer baseline reaches an F1 of 49.5. A simple baseline reaches an F1 of 74.1 on SciFact.",
			"Longformer baseline F1 49.5 baseline; simple baseline F1 74.1 baseline"},
	} {
		got := said(x, c.title, c.text, func(cl Claim) string {
			return fmt.Sprint(cl.Method, " ", cl.Metric, " ", cl.Value, " ", cl.Role)
		})
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, all, c.want)
		}
	}
}
