package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// TestWordLists adds a word to a list in a rule file of one's own: the text
// gives other claims for it.
func TestWordLists(t *testing.T) {
	builtin := newBuiltin(t)
	for _, c := range []struct{ words, text, want string }{
		{`list-conjunctions: [plus]`, "FooNet achieves 84.1% and 70.2% on GSM8K plus MATH.",
			"GSM8K 84.1, MATH 70.2"},
		{`list-separators: [";"]`, "FooNet achieves 84.1%, 70.2% and 60.3% on GSM8K; MATH, and HumanEval.",
			"GSM8K 84.1, MATH 70.2, HumanEval 60.3"},
		{`dataset-nouns: [exam]`, "FooNet achieves 84.1% and 70.2% on the GSM8K exam and MATH.",
			"GSM8K 84.1, MATH 70.2"},
		{`in-order: [one by one]`, "On GSM8K and MATH, FooNet achieves an accuracy of 84.1% and an accuracy of 70.2%, one by one.",
			"GSM8K 84.1, MATH 70.2"},
		{`each: [each of]`, "FooNet achieves up to 84.1% on each of GSM8K and MATH.",
			"GSM8K 84.1, MATH 84.1"},
		{`task-connectors: [against]`, "FooNet achieves an AUROC of 84.1% on CIFAR-10 against CIFAR-100.",
			"CIFAR-10 against CIFAR-100 84.1"},
		{`owners: [my], self: [my method]`, "My method achieves an accuracy of 84.1% on GSM8K.",
			"my method: GSM8K 84.1"},
		{`sizes: [T]`, "Llama 2 7T achieves an accuracy of 84.1% on GSM8K.",
			"Llama 2 7T: GSM8K 84.1"},
		{`language-links: [into]`, "FooNet achieves a BLEU of 30.1 on WMT14 English-into-German.",
			"WMT14 English-into-German 30.1"},
	} {
		set, err := rules.LoadWith("words.yaml", []byte("schema: claimboard/v1\nwords: {"+c.words+"}\n"))
		if err != nil {
			t.Fatal(err)
		}
		x, err := New(set)
		if err != nil {
			t.Fatal(err)
		}
		if got := figures(builtin, c.text); got == c.want {
			t.Errorf("%s: without %s got %q too", c.text, c.words, got)
		}
		if got := figures(x, c.text); got != c.want {
			t.Errorf("%s: with %s got %q, want %q", c.text, c.words, got, c.want)
		}
	}
}

// checkFigures compares the figures of a text with those wanted.
func checkFigures(t *testing.T, x *Extractor, text, want string) {
	t.Helper()
	if got := figures(x, text); got != want {
		t.Errorf("%s: got %q, want %q", text, got, want)
	}
}

// figures are the claims of a text: benchmark, value, and the method if it is
// not FooNet.
func figures(x *Extractor, text string) string {
	return strings.Join(said(x, "On networks", text, func(c Claim) string {
		return fmt.Sprint(strings.TrimPrefix(c.Method+": ", "FooNet: "), c.Benchmark, " ", c.Value)
	}), ", ")
}

// said is what say tells of each claim of a paper.
func said(x *Extractor, title, abstract string, say func(Claim) string) []string {
	var out []string
	for _, c := range x.Extract(&paper.Paper{ID: "x", Title: title, Abstract: abstract}).Claims {
		out = append(out, say(c))
	}
	return out
}

// checkSaid compares what say tells of the claims of a paper with what is wanted.
func checkSaid(t *testing.T, x *Extractor, title, abstract string, say func(Claim) string, want string) {
	t.Helper()
	if got := strings.Join(said(x, title, abstract, say), ", "); got != want {
		t.Errorf("%s: got %q, want %q", abstract, got, want)
	}
}

func methodAndValue(c Claim) string { return fmt.Sprint(c.Method, " ", c.Value) }

func metricAndValue(c Claim) string { return fmt.Sprint(c.Metric, " ", c.Value) }

// TestEveryListIsRead compares the built-in word lists with those that the code
// names: one that nothing reads would do nothing for whoever adds to it.
func TestEveryListIsRead(t *testing.T) {
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, folder := range []string{".", "../leaderboard"} {
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatal("no files in", folder, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(data)
		}
	}
	for list := range set.Words {
		if !strings.Contains(code.String(), `"`+list+`"`) {
			t.Errorf("nothing reads the list %s", list)
		}
	}
	for _, m := range regexp.MustCompile(`(?:[Ww]ords\[|first\()"([a-z_-]+)"`).FindAllStringSubmatch(code.String(), -1) {
		if len(set.Words[m[1]]) == 0 {
			t.Errorf("the list %s is read, and empty", m[1])
		}
	}
}
