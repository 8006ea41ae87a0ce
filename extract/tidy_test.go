package extract

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTidy(t *testing.T) {
	for _, c := range []struct{ raw, tidy string }{
		{"", ""},
		{"plain text, 84.1% on GSM8K.", "plain text, 84.1% on GSM8K."},
		// White space.
		{"  two  blanks\nand a wrap\r\n", "two blanks and a wrap "},
		{"thin\u2009space, no\u00a0break", "thin space, no break"},
		{"soft\u00adhyphen, zero\u200bwidth", "softhyphen, zerowidth"},
		{" a blank in front", "a blank in front"},
		{"an ideographic\u3000space", "an ideographic space"},
		{"the~model and ~10%", "the model and ~10%"},
		{"Table~3, Fig.~2, an accuracy of~84.1%", "Table 3, Fig. 2, an accuracy of 84.1%"},
		{"self-verification~(CSV) on (GSM8K)~3", "self-verification (CSV) on (GSM8K) 3"},
		{`\textbf{Table}~3 and GPT-4~Turbo`, "Table 3 and GPT-4 Turbo"},
		{"about ~30%, (~5%), 0.4~0.8, 15%~50%", "about ~30%, (~5%), 0.4~0.8, 15%~50%"},
		// LaTeX.
		{`84.1\%`, "84.1%"},
		{`$84.1\%$ and $\sim$5\%`, "84.1% and ~5%"},
		{`8.4$\times$ smaller`, "8.4× smaller"},
		{`48times faster, at times slow`, "48× faster, at times slow"},
		{`83.0 $\pm$ 0.7`, "83.0 ± 0.7"},
		{`$83.0 \pm 0.7$`, "83.0 ±0.7"},
		{`$>$95\%, $\geq 3$`, ">95%, ≥3"},
		{`10 $\rightarrow$ 20`, "10 → 20"},
		{`\textbf{GSM8K} and {\em MATH}`, "GSM8K and MATH"},
		{"**GSM8K** and A* of 7.5**%**", "GSM8K and A* of 7.5%"},
		{"``quoted'' text", `"quoted" text`},
		{`a\_b \& c\#d`, "a_b & c#d"},
		{`Fr\'echet, Schr{\"o}dinger, na\"{\i}ve`, "Fréchet, Schrödinger, naïve"},
		{`CO$_2$`, "CO2"},
		{`a\,b\ c\\d`, "a b c d"},
		{`\unknown words`, "unknown words"},
		{`a lone \`, `a lone \`},
		// Dollars that are money.
		{"it cost $5 in all", "it cost $5 in all"},
		// A "state-of-the-art" that lost a hyphen or its "the".
		{"state-ofthe-art, stateof-the-art and state-of-theart", "state-of-the-art, state-of-the-art and state-of-the-art"},
		{"a State of art, states-of-arts, the state-of-thearts", "a state-of-the-art, states-of-arts, the state-of-the-arts"},
		{"the state of the art, an estate of art, state of artifice, state", "the state of the art, an estate of art, state of artifice, state"},
		// A name broken at its hyphen.
		{"on CNN- DailyMail and (SemEval- 2020)", "on CNN-DailyMail and (SemEval-2020)"},
		{"Foo- Bar-Net  is new", "Foo-Bar-Net is new"},
		{"Foo- and Bar-based, a non- Gaussian, GSM8K- 84.1%, by 18- 39%, A - B- ", "Foo- and Bar-based, a non- Gaussian, GSM8K- 84.1%, by 18- 39%, A - B- "},
		// HTML and JATS.
		{"3 &lt; 4 &amp; 5&nbsp;%", "3 < 4 & 5 %"},
		{"<jats:p>text</jats:p> x<sub>2</sub>", "text x2"},
		{"<jats:title>Abstract</jats:title><jats:p>We show <i>x</i>-rays.<br/>And", "Abstract We show x-rays. And"},
		{"p<0.05 and a > b", "p<0.05 and a > b"},
		{"&unknown; &", "&unknown; &"},
	} {
		if got := Tidy(c.raw).Tidy; got != c.tidy {
			t.Errorf("%q: got %q, want %q", c.raw, got, c.tidy)
		}
	}
}

// What nextMark passes over stands for itself if it is looked at rune by rune.
func TestNextMark(t *testing.T) {
	texts := []string{
		"two  blanks, CNN- DailyMail, 48times, times 4, state-ofthe-art, stateof-the-art, of 5 t's", "of  to\u00a0of\u2003'' `` ** $_2$ a_b",
	}
	for c := range rune(300) {
		texts = append(texts, "a"+string(c)+"t"+string(c)+string(c)+" ", "1"+string(c)+"f")
	}
	for _, text := range append(texts, abstracts(t)...) {
		for i := 0; i < len(text); {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			for end := nextMark(text, i-1); i < end; i++ {
				for _, math := range []bool{false, true} {
					tidy := tidier{in: text, pos: i, math: math}
					if tidy.step(); tidy.kept != 0 || tidy.pos <= i {
						t.Fatalf("%q: passed %q", text, text[i:])
					}
				}
			}
		}
	}
}

// The way back leads from a piece of the tidied text to what the author wrote.
func TestTidyRaw(t *testing.T) {
	for _, c := range []struct{ raw, piece, want string }{
		{"an 84.1% score", "84.1%", "84.1%"},
		{`an $84.1\%$ score`, "84.1%", `84.1\%`},
		{`by 8.4$\times$ or so`, "8.4×", `8.4$\times`},
		{`$83.0\pm0.7\%$`, "83.0±0.7%", `83.0\pm0.7\%`},
		{"over\n  two   lines", "over two lines", "over\n  two   lines"},
		{`Fr\'echet`, "é", `\'e`},
		{"a &lt; b", "<", "&lt;"},
		{`\textbf{7.5}%`, "7.5%", "7.5}%"},
	} {
		text := Tidy(c.raw)
		i := strings.Index(text.Tidy, c.piece)
		if i < 0 {
			t.Errorf("%q: no %q in %q", c.raw, c.piece, text.Tidy)
			continue
		}
		start, end := text.Raw(i, i+len(c.piece))
		if got := c.raw[start:end]; got != c.want {
			t.Errorf("%q: %q came from %q, want %q", c.raw, c.piece, got, c.want)
		}
		if from, to := text.At(start, end); from != i || to != i+len(c.piece) {
			t.Errorf("%q: %q stands at %d:%d of %q, want %q", c.raw, c.want, from, to, text.Tidy, c.piece)
		}
	}
}

// checkText checks that a tidied text is valid UTF-8 and that each of its
// bytes stands for bytes of the abstract, in order.
func checkText(t testing.TB, text *Text) {
	t.Helper()
	if !utf8.ValidString(text.Tidy) {
		t.Fatalf("%q: invalid UTF-8 in %q", text.raw, text.Tidy)
	}
	last := 0
	for i := range len(text.Tidy) {
		start, end := text.Raw(i, i+1)
		if start < last || end <= start || end > len(text.raw) {
			t.Fatalf("%q: byte %d of %q stands for %d:%d, after %d", text.raw, i, text.Tidy, start, end, last)
		}
		last = start
	}
	for i, r := range text.Tidy {
		start, end := text.Raw(i, i+utf8.RuneLen(r))
		if !utf8.ValidString(text.raw[start:end]) {
			t.Fatalf("%q: %q comes from a cut rune %q", text.raw, r, text.raw[start:end])
		}
	}
}

func FuzzTidy(f *testing.F) {
	for _, seed := range abstracts(f) {
		f.Add(seed)
	}
	f.Add("`` $ \\' { \\times 3times &lt <b> ~1 \\")
	f.Fuzz(func(t *testing.T, raw string) {
		text := Tidy(valid(raw))
		checkText(t, text)
		if again := Tidy(text.raw); again.Tidy != text.Tidy {
			t.Errorf("%q: %q, then %q", raw, text.Tidy, again.Tidy)
		}
	})
}

// abstracts are seeds for fuzzing: those of our own papers.
func abstracts(t testing.TB) []string {
	var out []string
	for _, file := range ownPapers(t) {
		for _, p := range readPapers(t, file) {
			out = append(out, p.Abstract)
		}
	}
	return out
}

// A text without marks that may join letters has the words of what it is tidied to.
func TestKeepsWords(t *testing.T) {
	parts := []string{"a", "Net", "state", "of", "the", "art", "48", "times", "-", " ", "  ", "\n", "\t", ".", "'", "''", "`", "``", "_", "@", "%", "#", "^", "(", "\"",
		`\`, "$", "~", "{", "}", "<", ">", "&", "&amp;", "*", "**", "\u00ad", "é"}
	r := rand.New(rand.NewPCG(5, 6))
	kept, changed, joined := 0, 0, 0
	for range 50_000 {
		raw := ""
		for range 1 + r.IntN(12) {
			raw += parts[r.IntN(len(parts))]
		}
		tidy := Tidy(raw).Tidy
		missing := ""
		for _, w := range strings.FieldsFunc(tidy, func(r rune) bool { return r >= utf8.RuneSelf || !isLetter(byte(r)) }) {
			if len(w) >= leastLeap && !strings.Contains(raw, w) {
				missing = w
			}
		}
		switch keeps := keepsWords(raw); {
		case keeps && missing != "":
			t.Errorf("%q becomes %q, which has a new word %q", raw, tidy, missing)
		case keeps:
			kept++
			if tidy != raw {
				changed++
			}
		case missing != "":
			joined++
		}
	}
	if kept == 0 || changed == 0 || joined == 0 {
		t.Errorf("%d texts were kept, %d of them changed, in %d others letters were joined", kept, changed, joined)
	}
}
