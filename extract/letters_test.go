package extract

import (
	"slices"
	"strings"
	"testing"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Wherever a rule's filter admits a view that has no benchmark, the one for letters
// admits the text, and every name begins where one may.
func TestLettersAdmitAllThatViewsDo(t *testing.T) {
	x := newBuiltin(t)
	type asked struct{ view, letters *filter }
	var filters []asked
	for i, p := range x.patterns {
		if f := p.filter(); !leftOut(i) && f != nil {
			filters = append(filters, asked{f, f.inLetters()})
		}
	}
	admitted := 0
	for i, p := range changePapers(t) {
		if i%20 != 0 {
			continue
		}
		a := x.analyse(p)
		if a.title == nil {
			continue // no numbers, no views
		}
		for _, s := range append(a.sentences, a.title) {
			text, known := a.text.Tidy, a.known
			if s == a.title {
				text, known = a.titleText, a.titleKnown
			}
			spelled := x.spellingOf(text, known, a.head).spell(new(room), s.span)
			if slices.Contains(s.view, rules.Benchmark) {
				continue
			}
			for _, f := range filters {
				if f.view.admits(s.view) {
					admitted++
					if !f.letters.admits(spelled) {
						t.Errorf("%q is admitted, %q is not", string(s.view), string(spelled))
					}
				}
			}
		}
	}
	if admitted == 0 {
		t.Error("no view is admitted")
	}
}

func TestNamesBeginWhereTheyMay(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ title, abstract, name string }{
		{"", "It reaches 84.1% on FooSet.", "FooSet"},
		{"", "It reaches 84.1% on the 'FooSet' dataset.", "FooSet"},
		{"LESS: learning from foos", "On LESS, it reaches 84.1%.", "LESS"},
		{"", "We use 84 many Foo Bars (MFB).", "many Foo Bars (MFB)"},
		{"", "We use FooNet 2012/2014 at 84.1%.", "FooNet 2012/2014"},
	} {
		p := &paper.Paper{ID: "x", Title: c.title, Abstract: c.abstract}
		a := x.analyse(p)
		at := strings.Index(a.text.Tidy, c.name)
		i := slices.IndexFunc(a.sentences[0].mentions, func(m Mention) bool { return m.Start == at })
		if i < 0 {
			t.Errorf("%s: %v has no %s", c.abstract, a.sentences[0].mentions, c.name)
			continue
		}
		if names := x.spellingOf(a.text.Tidy, a.known, a.head).names; !slices.Contains(names, at) {
			t.Errorf("%s: %s may not begin a name", c.abstract, c.name)
		}
	}
}

func TestSpell(t *testing.T) {
	x := newBuiltin(t)
	for text, want := range map[string]string{
		"we test on it.":           "we test on it.",
		"On FooSet, it wins":       "on Nfooset, it wins",
		"a well-known 'FooSet'":    "a well-known N'Nfooset'",
		"our bar method (OBM)":     "Nour bar method (Nobm)",
		"FooSet 2012 and 84.1%":    "Nfooset N2012 and 84.1%",
		"a foo-FooNet in 20 tasks": "a Nfoo-Nfoonet in 20 tasks",
	} {
		got := x.spellingOf(text, nil, "").spell(new(room), span{0, len(text)})
		if got := strings.ReplaceAll(string(got), string(rules.Name), "N"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
