package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimboard/rules"
)

// describe writes a value: class, value, low end, unit, bound, words.
func describe(m *Mention) string {
	n := m.Number
	s := fmt.Sprintf("%s %v", rules.TokenName(m.Type), n.Value)
	if n.Ranged {
		s += fmt.Sprintf(" from %v", n.Low)
	}
	if n.Unit != "" && n.Class == rules.Quantity || m.Type == rules.Signed && n.Unit != "" {
		s += " " + n.Unit
	}
	if n.Bound != Exact {
		s += " " + n.Bound
	}
	return s
}

func TestNumbers(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		// Classes.
		{"84.1% of it", []string{"percent 84.1"}},
		{"the (010) surface", nil},
		{"84.1 percent", []string{"percent 84.1"}},
		{"84.1 %", []string{"percent 84.1"}},
		{"3.2 points", []string{"points 3.2"}},
		{"3.2 percentage points", []string{"points 3.2"}},
		{"0.84 of it", []string{"decimal 0.84"}},
		{"it is .84 here", []string{"decimal 0.84"}},
		{"47 of it", []string{"integer 47"}},
		{"1.8x faster", []string{"factor 1.8"}},
		{"1.8× faster", []string{"factor 1.8"}},
		{"3 times", []string{"factor 3"}},
		{"10-fold", []string{"factor 10"}},
		{"75 ms", []string{"quantity 75 ms"}},
		{"45 frames per second", []string{"quantity 45 FPS"}},
		{"0.31 kcal/mol", []string{"quantity 0.31 kcal/mol"}},
		// What another system has is no bound.
		{"surpassing the 67.8% of it", []string{"percent 67.8"}},
		{"surpassing the 90% mark", []string{"percent 90 at_least"}},
		{"surpassing 67.8% of it", []string{"percent 67.8 at_least"}},
		// Thousands and ends of sentences.
		{"1,234,567 of it", []string{"integer 1.234567e+06"}},
		{"1,319.5 of it", []string{"decimal 1319.5"}},
		{"it is 84.", []string{"integer 84"}},
		{"it is 84.1.", []string{"decimal 84.1"}},
		{"12,34 of it", []string{"integer 12", "integer 34"}},
		// Signs.
		{"+12.4 on it", []string{"signed 12.4"}},
		{"(-21.7%)", []string{"signed -21.7 %"}},
		{"−3.0 on it", []string{"signed -3"}},
		{"↑2.1", []string{"signed 2.1"}},
		// Ranges.
		{"5%-10% of it", []string{"percent 10 from 5"}},
		{"5-10% of it", []string{"percent 10 from 5"}},
		{"59.4%–79.1%", []string{"percent 79.1 from 59.4"}},
		{"0.4~0.8 of it", []string{"decimal 0.8 from 0.4"}},
		{"6% − 7.5%", []string{"percent 7.5 from 6"}},
		{"1.5-2x faster", []string{"factor 2 from 1.5"}},
		// Deviations.
		{"83.0% ± 0.7%", []string{"percent 83"}},
		{"0.973 ± 0.002", []string{"decimal 0.973"}},
		{"83.0 (±0.7)", []string{"decimal 83"}},
		{"83.0 +/- 0.7", []string{"decimal 83"}},
		{"83.0 ± 0.7%", []string{"percent 83"}},
		{"83.0 ± 0.7 %", []string{"percent 83"}},
		{"83.0 (± 0.7)%", []string{"percent 83"}},
		{"3.2 ± 0.4 points", []string{"points 3.2"}},
		{"75 ± 3 ms", []string{"quantity 75 ms"}},
		{"at least 83.0 ± 0.7%, then 5", []string{"percent 83 at_least", "integer 5"}},
		// Bounds.
		{"over 99.9%", []string{"percent 99.9 at_least"}},
		{"more than 2 points", []string{"points 2 at_least"}},
		{"up to 60%", []string{"percent 60 at_most"}},
		{"up to a 60%", []string{"percent 60 at_most"}},
		{"as much as 11%", []string{"percent 11 at_most"}},
		{"around 10%", []string{"percent 10 approx"}},
		{"~10%", []string{"percent 10 approx"}},
		{">95%", []string{"percent 95 at_least"}},
		{"a mere 1.96%", []string{"percent 1.96"}},
		{"only 34%", []string{"percent 34"}},
		{"up to around 60%", []string{"percent 60 approx"}},
		// Several.
		{"70.8% and 94.0%", []string{"percent 70.8", "percent 94"}},
		{"1.8/3.3", []string{"decimal 1.8", "decimal 3.3"}},
		{"from 17.7% to 78.7%", []string{"percent 17.7", "percent 78.7"}},
		// No values: parts of words, years, sizes, sides of images.
		{"a 7B model, a 2D plane, 4k tokens", nil},
		{"5-shot and 3-layer", nil},
		{"in 2024 and 1998", nil},
		{"of 512x512 or 300 × 300 pixels", nil},
		{"it cost $5", nil},
		{"H2O, x_2, v2.0.1, k@10", nil},
	} {
		var got []string
		for _, m := range x.appendNumbers(nil, c.text, nil) {
			got = append(got, describe(&m))
			if !strings.Contains(c.text, m.Text) || c.text[m.Start:m.End] != m.Text {
				t.Errorf("%q: %q is not at %d:%d", c.text, m.Text, m.Start, m.End)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// Where the next number, digit, capital and end mark are is told eight bytes at once: the same as byte by
// byte, wherever they stand and whatever stands there.
func TestNextNumber(t *testing.T) {
	texts := []string{"", ".", "1", "a.5", " .5, (.7) and 3.", "no number at all in this", "/9:", "Fig.5 of ³ ٣ 0.5"}
	for c := range 256 {
		for at := range 17 {
			text := []byte("abcdefgh.jklm opq")
			text[at] = byte(c)
			texts = append(texts, string(text), string(text[:at+1]))
		}
	}
	texts = append(texts, abstracts(t)...)
	for _, text := range texts {
		digit, number, shaped, mark := len(text), len(text), len(text), len(text)
		for i := len(text); i >= 0; i-- {
			if i < len(text) && isDigit(text[i]) {
				digit = i
			}
			if i < len(text) && beginsNumber(text, i) {
				number = i
			}
			if i < len(text) && (isDigit(text[i]) || isUpper(text[i]) || text[i] >= utf8.RuneSelf) {
				shaped = i
			}
			if i < len(text) && strings.IndexByte(".!?", text[i]) >= 0 {
				mark = i
			}
			if got := nextDigit(text, i); got != digit {
				t.Fatalf("%q: digit from %d on at %d, not %d", text, i, got, digit)
			}
			if got := nextNumber(text, i); got != number {
				t.Fatalf("%q: number from %d on at %d, not %d", text, i, got, number)
			}
			if got := nextShaped(text, i); got != shaped {
				t.Fatalf("%q: capital or the like from %d on at %d, not %d", text, i, got, shaped)
			}
			if got := nextEnd(text, i); got != mark {
				t.Fatalf("%q: end mark from %d on at %d, not %d", text, i, got, mark)
			}
		}
	}
}

// The sign that ends a name is not the number's.
func TestNumberBehindSign(t *testing.T) {
	x := newBuiltin(t)
	const text, name = "a FID ↓5.3", "FID ↓"
	taken := []Mention{{Type: rules.Metric, Start: 2, End: 2 + len(name), Text: name}}
	ms := x.appendNumbers(nil, text, taken)
	if len(ms) != 2 || ms[1].Text != "5.3" || ms[1].Number.Signed {
		t.Errorf("got %v", ms)
	}
}

// A value's own bytes are number, sign and unit; words that bound it belong to
// the mention alone.
func TestNumberSpan(t *testing.T) {
	x := newBuiltin(t)
	for text, want := range map[string][2]string{
		"by up to 60.5% in all":       {"up to 60.5%", "60.5%"},
		"by +3.2 points in all":       {"+3.2 points", "+3.2 points"},
		"at 83.0 ± 0.7% in all":       {"83.0 ± 0.7%", "83.0 ± 0.7%"},
		"at 5%-10% in all":            {"5%-10%", "5%-10%"},
		"no more than 1,024 in all":   {"no more than 1,024", "1,024"},
		"about 1.8x faster in all":    {"about 1.8x", "1.8x"},
		"it is 12 percent, they said": {"12 percent", "12 percent"},
	} {
		ms := x.appendNumbers(nil, text, nil)
		if len(ms) != 1 {
			t.Errorf("%q: %d values", text, len(ms))
			continue
		}
		m := ms[0]
		if got := [2]string{m.Text, text[m.Number.Start:m.Number.End]}; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestWordBefore(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"Task ":                               "task",
		"on the [Task ":                       "task",
		"the Task":                            "task",
		"a " + strings.Repeat("1+", 99):       strings.Repeat("1+", 99),
		"a " + strings.Repeat("1+", mostWord): "", // else a text of such would be read once a number
	} {
		if got := wordBefore(text, len(text)); got != want {
			t.Errorf("%.20q: %q, want %q", text, got, want)
		}
	}
}
