package extract

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSentences(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		name string
		want []string // joined by blanks they are the text
	}{
		{"one", []string{"It reaches 84.1% on GSM8K."}},
		{"no full stop", []string{"It reaches 84.1% on GSM8K"}},
		{"two", []string{"It is fast.", "It is also small."}},
		{"marks", []string{"Is it fast?", "Yes!", "It is."}},
		{"decimals", []string{"From 17.7 to 78.7, a gain of 61.0.", "See below."}},
		{"number first", []string{"It has 10 layers.", "84 of them matter."}},
		{"bracket first", []string{"It is fast.", "(And small.)", "It wins."}},
		{"quote behind the stop", []string{`It says "go on."`, "Then it stops."}},
		{"versus", []string{"It scores 51.3 vs. 28.9 before."}},
		{"versus and a name", []string{"It scores 51.3 vs. BERT."}},
		{"for example", []string{"Models, e.g. BERT, i.e. Transformers, et al. Others."}},
		{"figure", []string{"See Fig. 3 for that."}},
		{"initial", []string{"The method of J. Doe wins."}},
		{"lower case goes on", []string{"The first approx. of many."}},
		{"name in lower case", []string{"It is strong.", "iCaRL is stronger."}},
		{"metric first", []string{"We count solutions.", "pass@1 is 28.8%."}},
		{"version", []string{"GPT-3.5 and Llama 2.0 are compared."}},
		{"address", []string{"Code is at https://example.org/a.b.", "It is free."}},
	} {
		text := strings.Join(c.want, " ")
		if got := cut(text, sentences(text, x.abbrev)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A blank that was lost behind a full stop does not join two sentences.
func TestSentencesLostBlank(t *testing.T) {
	x := newBuiltin(t)
	for text, want := range map[string][]string{
		"It has (83.25%).Additionally it is fast.": {"It has (83.25%).", "Additionally it is fast."},
		"It is fast.We use it.":                    {"It is fast.", "We use it."},
		"It beats V1.B by far.":                    {"It beats V1.B by far."},
	} {
		if got := cut(text, sentences(text, x.abbrev)); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func cut(text string, spans []span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.start:s.end])
	}
	return out
}

func FuzzSentences(f *testing.F) {
	for _, seed := range abstracts(f) {
		f.Add(seed)
	}
	f.Add("A. B.C. (vs. 3.) \"X.\" .")
	f.Add(strings.Repeat("ä", 3000) + strings.Repeat(" word", 1000))
	x := newBuiltin(f)
	f.Fuzz(func(t *testing.T, raw string) {
		text := Tidy(valid(raw)).Tidy
		end := 0
		for _, s := range sentences(text, x.abbrev) {
			if s.start < end || s.end <= s.start || s.end > len(text) {
				t.Fatalf("%q: sentence at %d:%d after %d", text, s.start, s.end, end)
			}
			if lost := text[end:s.start]; strings.TrimSpace(lost) != "" {
				t.Fatalf("%q: %q is in no sentence", text, lost)
			}
			if s.end-s.start > maxSentence {
				t.Fatalf("a sentence of %d bytes at %d", s.end-s.start, s.start)
			}
			if !utf8.ValidString(text[s.start:s.end]) {
				t.Fatalf("%q: a rune is cut at %d:%d", text, s.start, s.end)
			}
			end = s.end
		}
		if lost := text[end:]; strings.TrimSpace(lost) != "" {
			t.Fatalf("%q: %q is in no sentence", text, lost)
		}
	})
}
