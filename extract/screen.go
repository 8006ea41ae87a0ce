package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimboard/rules"
)

// screen tells that no claim can be made of an abstract, before anything but
// the vocabulary's names was looked for in it. Every claim is on a benchmark:
// one of the vocabulary, or what a rule makes one of. What the screen asks of a
// text is what those rules' patterns need, as the gate does, but as far as it
// can be seen in letters alone.
type screen struct {
	gate   *gate
	makers []maker
	// free is the screen of those rules that make a claim on something else without
	// first making a mention of a benchmark of it.
	free *screen
}

// maker is a rule that may make a benchmark of something else.
type maker struct {
	*pattern
	clauses []uint16 // of the screen's gate
	named   bool     // it needs a name of unknown kind
	inTitle bool     // it sees the title only
}

// newScreen makes the screen of some rules, nil where they leave nothing to ask
// of a sentence.
func newScreen(patterns []*pattern) *screen {
	s := &screen{gate: newGate(maxText)}
	s.free = &screen{gate: s.gate}
	for _, p := range patterns {
		if !makesBenchmark(p.rule) {
			continue
		}
		needs, possible := p.needs.inLetters()
		if !possible {
			continue
		}
		clauses := s.gate.number(needs)
		if len(clauses) == 0 || p.rule.Scope == acrossScope {
			return nil
		}
		m := maker{p, clauses, p.needs.name(), p.rule.Scope == "title"}
		s.makers = append(s.makers, m)
		if p.rule.Mention == "" {
			s.free.makers = append(s.free.makers, m)
		}
	}
	s.gate.token = rules.Name
	return s
}

// makesBenchmark says whether a claim may get a benchmark by a rule, other than
// one that was found before.
func makesBenchmark(r *rules.Rule) bool {
	if r.Mention != "" {
		return r.Mention == "benchmark"
	}
	for _, e := range r.Emit {
		if e.Benchmark != "" {
			return true
		}
	}
	// Nor is a group a maker that captures nothing else.
	group := "(?<benchmark>"
	return strings.Count(r.Expanded.Regexp, group) != strings.Count(r.Expanded.Regexp, group+"["+string(rules.Benchmark)+"]")
}

// inLetters is what is left of a requirement where no mentions were found yet,
// and no benchmark will be: texts without tokens, but for that of a name at
// their end. It is impossible where only a benchmark would do.
func (q requirement) inLetters() (needs requirement, possible bool) {
	for _, c := range q {
		var texts []string
		for _, text := range c {
			if !strings.ContainsRune(text, rules.Benchmark) {
				texts = append(texts, inLetters(text)...)
			}
		}
		if len(texts) == 0 {
			return nil, false
		}
		needs = needs.with(texts)
	}
	return needs, true
}

// name says whether a requirement demands a name of unknown kind, where there
// is no benchmark.
func (q requirement) name() bool {
	return slices.ContainsFunc(q, func(c clause) bool {
		return !slices.ContainsFunc(c, func(text string) bool {
			return !strings.ContainsRune(text, rules.Name) && !strings.ContainsRune(text, rules.Benchmark)
		})
	})
}

// digitTexts are those of which any number holds one.
var digitTexts = strings.Split("0123456789", "")

// inLetters are texts of which the sentence holds one if its view holds text.
func inLetters(text string) []string {
	i := strings.IndexFunc(text, rules.IsToken)
	if i < 0 {
		return []string{text}
	}
	token, size := utf8.DecodeRuneInString(text[i:])
	switch before, after := text[:i], text[i+size:]; {
	case telling(before) && token == rules.Name:
		return []string{before + string(token)}
	case telling(before):
		return []string{before}
	case after != "":
		return inLetters(after)
	case token < rules.Benchmark:
		return digitTexts
	}
	return []string{""}
}

// admits says whether some rule may make a benchmark of something in a text;
// mayName says whether a name of unknown kind may begin at a byte of it.
func (s *screen) admits(text string, title bool, mayName func(text string, i int) bool) bool {
	var met marks
	s.gate.readLetters(text, mayName, &met)
	named := false // some rule may match, if there is a name
	for i := range s.makers {
		if m := &s.makers[i]; m.inTitle == title && met.hasAll(m.clauses) {
			if !m.named {
				return true
			}
			named = true
		}
	}
	return named && holdsName(text, mayName)
}

// holdsName says whether a name may begin anywhere in a text.
func holdsName(text string, mayName func(text string, i int) bool) bool {
	for i := range len(text) {
		if (i == 0 || !wordBytes[text[i-1]]) && mayName(text, i) {
			return true
		}
	}
	return false
}

// readLetters notes the clauses that a text fulfils, as its view would have it.
// Where a mention of the gate's token may begin, both the token and its letters are read.
func (g *gate) readLetters(text string, mayBegin func(text string, i int) bool, met *marks) {
	g.built.Do(g.build)
	at := uint16(0)
	for i := 0; i < len(text); {
		if g.before[at] && mayBegin(text, i) {
			met.add(g.texts.met(g.texts.step(at, g.column(g.token))))
		}
		column, size := uint8(0), 1
		if c := text[i]; c < utf8.RuneSelf {
			column = g.letters[c]
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			column = g.column(plain(r))
		}
		at = g.texts.step(at, column)
		met.add(g.texts.met(at))
		i += size
	}
}

// mayName says whether the word at i may begin a name of unknown kind.
func (x *Extractor) mayName(text string, i int) bool {
	end := i
	for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
		end++
	}
	if end > i && end < len(text) && (text[end] == ' ' || text[end] == ',') {
		return false // as of nearly all
	}
	w := wordFrom(text, i)
	return w.end > w.start && x.nameWord(text[w.start:w.end], false)
}
