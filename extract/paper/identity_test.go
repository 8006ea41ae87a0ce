package paper

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, c := range []struct {
		fields fields
		want   string
	}{
		{fields{id: "2401.10020"}, "arXiv:2401.10020"},
		{fields{id: " arXiv:2401.10020v3 "}, "arXiv:2401.10020"},
		{fields{id: "https://arxiv.org/abs/2401.10020v2"}, "arXiv:2401.10020"},
		{fields{id: "http://arxiv.org/pdf/2401.10020v2.pdf"}, "arXiv:2401.10020"},
		{fields{id: "cs/0112017"}, "arXiv:cs/0112017"},
		{fields{id: "math.GT/0309136v1"}, "arXiv:math.GT/0309136"},
		{fields{id: "hep-th/9901001"}, "arXiv:hep-th/9901001"},
		{fields{id: "oai:arXiv.org:cs/0112017"}, "arXiv:cs/0112017"},
		{fields{id: "10.48550/arXiv.2401.10020"}, "arXiv:2401.10020"},
		{fields{id: "W1", url: "https://huggingface.co/papers/2401.10020"}, "arXiv:2401.10020"},
		{fields{id: "x", doi: "https://doi.org/10.48550/ARXIV.2401.10020"}, "arXiv:2401.10020"},
		{fields{id: "abc", hints: []string{"", "2401.10020"}}, "arXiv:2401.10020"},
		{fields{id: "2413.10020"}, "2413.10020"}, // no thirteenth month
		{fields{id: "2401.100200"}, "2401.100200"},
		{fields{id: "https://example.org/2401.10020"}, "https://example.org/2401.10020"},
		{fields{id: "d000"}, "d000"},
		{fields{id: "YicbFdNTTy", doi: "10.1/x"}, "YicbFdNTTy"},
		{fields{id: "https://openalex.org/W2194775991"}, "W2194775991"},
		{fields{id: "https://doi.org/10.1109/CVPR.2016.90"}, "doi:10.1109/cvpr.2016.90"},
		{fields{doi: "DOI: 10.1109/CVPR.2016.90"}, "doi:10.1109/cvpr.2016.90"},
		{fields{title: "Attention Is All You Need"}, "t:5563e10cdb03"},
		{fields{title: "ATTENTION is all\n you need."}, "t:5563e10cdb03"},
		{fields{abstract: "Attention is: all you need!"}, "t:5563e10cdb03"},
	} {
		if got := c.fields.paper().ID; got != c.want {
			t.Errorf("%+v: %s, want %s", c.fields, got, c.want)
		}
	}
}

func TestURL(t *testing.T) {
	for _, c := range []struct {
		fields fields
		want   string
	}{
		{fields{id: "2401.10020", url: "http://arxiv.org/pdf/2401.10020v2"}, "https://arxiv.org/abs/2401.10020"},
		{fields{id: "2401.10020", url: "https://example.org"}, "https://example.org"},
		{fields{id: "cs/0112017"}, "https://arxiv.org/abs/cs/0112017"},
		{fields{id: "x", doi: "10.1109/CVPR.2016.90"}, "https://doi.org/10.1109/cvpr.2016.90"},
		{fields{id: "x", url: "javascript:alert(1)"}, ""},
	} {
		if got := c.fields.paper().URL; got != c.want {
			t.Errorf("%+v: %s, want %s", c.fields, got, c.want)
		}
	}
}

// An arXiv id dates its paper as far as the record does not.
func TestPublished(t *testing.T) {
	for _, c := range []struct {
		fields fields
		want   string
	}{
		{fields{id: "2401.10020"}, "2024-01"},
		{fields{id: "hep-th/9912001"}, "1999-12"},
		{fields{id: "math.GT/0309136"}, "2003-09"},
		{fields{id: "hep-th/9999001"}, ""},
		{fields{id: "2401.10020", published: "2024"}, "2024-01"},
		{fields{id: "2401.10020", published: "2025"}, "2025"},
		{fields{id: "2401.10020", published: "2024-01-18"}, "2024-01-18"},
		{fields{id: "2401.10020", published: "2023-12-31"}, "2023-12-31"},
		{fields{id: "x", published: "1705400000000"}, "2024-01-16"},
		{fields{id: "x"}, ""},
	} {
		if got := c.fields.paper().Published; got != c.want {
			t.Errorf("%+v: %q, want %q", c.fields, got, c.want)
		}
	}
}

// What is told to be an arXiv id at a look is one by the pattern, and the other way round.
func TestIsNewArxiv(t *testing.T) {
	for _, s := range []string{"", "2401.10020", "2401.1002", "2401.100", "2401.100200", "2401.10020v2", "2400.10020", "2412.10020",
		"2413.10020", "24x1.10020", "2401-10020", "2401.1002a", "９401.1020", "cs/0112017"} {
		want := arxivAlone.MatchString(s) && !strings.ContainsAny(s, "v/")
		if got := isNewArxiv(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}

func TestTitleKey(t *testing.T) {
	for title, want := range map[string]string{
		"GPT-4: a Report!": "gpt4areport",
		"ﬁne Straße Ⅳ":     "finestraßeiv",
		"NbGe₂":            "nbge2",
		"Cafe\u0301":       "café",
		"हिन्दी":           "हिन्दी",
		"—":                "",
	} {
		if got := TitleKey(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestTidyTitle(t *testing.T) {
	for in, want := range map[string]string{
		" Two\n  lines ": "Two lines",
		`Poincar\'e and Erd{\H{o}}s, Schr{\"o}dinger, \v{S}, Fran\c{c}ois`: "Poincaré and Erdős, Schrödinger, Š, François",
		`Stra{\ss}e \O re \L{}ukasz`:                                       "Straße Øre Łukasz",
		`na\"{\i}ve`:                                                       "naïve",
		"Human--Machine ``dialogue'' --- a test of f''":                    "Human–Machine “dialogue” — a test of f”",
		"a function f'' in 2-d":                                            "a function f'' in 2-d",
		`{BERT}: {P}re-training`:                                           "BERT: Pre-training",
		`$k$-means in $O(n)$`:                                              "k-means in O(n)",
		`NbGe$_2$ and $10^{-3}$, 360$^\circ$`:                              "NbGe₂ and 10⁻³, 360°",
		`$\alpha$-divergence`:                                              "α-divergence",
		`$\frac{a}{b}$ and $H^{p,q}$`:                                      `$\frac{a}{b}$ and $H^{p,q}$`,
		`A \textbf{bold {word}} \& 5\% \$3`:                                "A bold word & 5% $3",
		`R&amp;D &lt; &eacute;`:                                            "R&D < é",
		`Lone $ sign {x`:                                                   "Lone $ sign x",
		"a~b":                                                              "a b",
		`\`:                                                                `\`,
		"\x1b[31mred\x00":                                                  "[31mred",
	} {
		if got := tidyTitle(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestISODate(t *testing.T) {
	for in, want := range map[string]string{
		"2021": "2021", "2019.0": "2019", "2021-6": "2021-06", "2021/06/01/": "2021-06-01", "2021-06-01T10:00:00Z": "2021-06-01",
		"Mon, 2 Apr 2007 19:18:42 GMT": "2007-04-02", "1 June 2021": "2021-06-01", "June 2021": "2021-06",
		"Mon, 2 Apr 2007 24:18:42 GMT": "", "Mon, 31 Apr 2007 19:18:42 GMT": "", "Mon, 2 Apr 2007 GMT": "",
		"Mon, 2 Apr 2007 19:18:42 EST": "2007-04-02",
		"2021-13-01":                   "2021", "0": "", "1499": "", "202a": "", "99999": "", "soon": "", "": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
