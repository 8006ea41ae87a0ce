package extract

import (
	"strings"
	"testing"
)

// Leaps pass over no word, whatever stands around it, and over most texts without one.
func TestLeaps(t *testing.T) {
	words := []string{"trained ", "fine-tuned on", "Banana"}
	l := newLeaps(words)
	passed := 0
	for _, text := range append(abstracts(t), "", "train", "trained", "a nabanana", "xbananab ananas", "TRAINED ON", "fine-tune on") {
		text = strings.ToLower(strings.ToValidUTF8(text, ""))
		holds := false
		for _, w := range words {
			holds = holds || strings.Contains(text, strings.ToLower(w))
			for at := range min(len(text), 3*len(w)) {
				if put := text[:at] + w + text[at:]; !l.mayHold(put) {
					t.Errorf("%q is passed over in %q", w, put)
				}
			}
		}
		switch may := l.mayHold(text); {
		case holds && !may:
			t.Errorf("a word is passed over in %q", text)
		case !may:
			passed++
		}
	}
	if passed == 0 {
		t.Error("no text is passed over")
	}
}

func TestNoLeapsForShortWords(t *testing.T) {
	if newLeaps([]string{"trained ", "on "}) != nil {
		t.Error("leaps over three bytes")
	}
}

func TestRarest(t *testing.T) {
	for want, q := range map[string]requirement{
		"trained,training": {{"on "}, {"trained", "training"}, {"get ", "achieve"}},
		"on ":              {{"on "}},
		"trained":          {{"on "}, {"é", "trained"}},
		"":                 {},
	} {
		if got := strings.Join(q.rarest(), ","); got != want {
			t.Errorf("%q: %q, want %q", q, got, want)
		}
	}
}
