package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// hanging is a rule that goes back and forth for ages over many words.
const hanging = `schema: claimboard/v1
rules:
  - id: test.hang
    pattern: '(\w)[^;]*[^,]*[^;]*[^,]*[^;]*[^,]*{percent}.*\1\1\1\1'
    emit: {kind: score, metric: accuracy}
`

// A rule that does not finish is told of once a paper, is not run on the
// paper's other sentences, and keeps no other rule from its work. The time is
// one that no other rule needs, however busy the machine.
func TestMatchTime(t *testing.T) {
	set, err := rules.LoadWith("hang.yaml", []byte(hanging))
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(set, MatchTime(2*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	const words = " uses many words to say what it does and how it does all of that on the many tasks of its kind and achieves an accuracy of "
	p := &paper.Paper{ID: "x", Title: "FooNet: a network", Abstract: "FooNet" + words + "81.2% on GSM8K. FooNet" + words + "71.2% on MATH."}
	r := x.Extract(p)
	if len(r.Faults) != 1 || r.Faults[0].Error() != "rule test.hang: match timeout after 2s" {
		t.Errorf("faults %v", r.Faults)
	}
	checkResult(t, p, &r)
	if len(r.Claims) != 2 {
		t.Errorf("claims %v", r.Claims)
	}
}

// Whatever the text, what it costs grows with its length only: each of these
// once took time with the square of it, or more.
func TestLongTexts(t *testing.T) {
	x := newBuiltin(t)
	n := 1000
	if testing.Short() {
		n = 100
	}
	const claim = "FooNet achieves an accuracy of 81.2% on GSM8K"
	for name, abstract := range map[string]string{
		"sentences":        strings.Repeat(claim+". ", n),
		"no full stop":     strings.Repeat(claim+", and ", n),
		"a list of names":  "FooNet achieves an accuracy of 81.2% on " + counted("Bench%d, ", 10*n) + "and GSM8K.",
		"a list of one":    "FooNet achieves an accuracy of 81.2% on " + strings.Repeat("GSM8K, ", 10*n) + "and MATH.",
		"values":           "FooNet achieves " + counted("%d.1%%, ", 10*n) + "and 3% on GSM8K.",
		"one word":         claim + " " + strings.Repeat("a.Bcc", 10*n),
		"digits":           claim + " " + strings.Repeat("8", 50*n),
		"open tags":        claim + ". " + strings.Repeat("<", 50*n),
		"open entities":    claim + ". " + strings.Repeat("&", 50*n),
		"open brackets":    claim + ". " + strings.Repeat("(", 50*n),
		"open accents":     claim + ". " + strings.Repeat(`\'{`, 10*n),
		"marks":            claim + ". " + strings.Repeat("e\u0301\u202e", 10*n),
		"four byte runes":  claim + ". " + strings.Repeat("\U0001F600", 10*n),
		"hyphens":          claim + ". " + strings.Repeat("A-", 20*n),
		"names in a row":   claim + ". " + strings.Repeat("Foo Bar ", 10*n),
		"glosses":          claim + ". " + strings.Repeat("Foo Bar (FB) ", 5*n),
		"then to now":      strings.Repeat("from 10.1% to 20.2% on GSM8K and ", n),
		"respectively":     strings.Repeat("FooNet gets 81.2% and 71.2% on GSM8K and MATH, respectively, ", n/2),
		"bytes of no text": claim + ". " + valid(strings.Repeat("\xff\xfe", 10*n)),
	} {
		t.Run(name, func(t *testing.T) {
			p := &paper.Paper{ID: "x", Title: "FooNet: a network", Abstract: abstract}
			r := x.Extract(p)
			checkResult(t, p, &r)
			for _, f := range r.Faults {
				t.Error(f)
			}
			if len(r.Claims) == 0 && strings.HasPrefix(abstract, claim+". ") {
				t.Error("the first claim is lost")
			}
		})
	}
}

// counted repeats a text with numbers.
func counted(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
