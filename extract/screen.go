package extract

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"claimboard/rules"
)

// screen tells that no claim can be made of an abstract, before anything but
// the vocabulary's names was looked for in it. Every claim is on a benchmark:
// one of the vocabulary, or what a rule makes one of. What the screen asks of a
// text is what those rules' patterns need, as the gate does, but as far as it
// can be seen in letters alone: first the texts, then, in those sentences that hold
// them, whether the pattern may match where a mention may be any stretch of letters
// (letters.go).
type screen map[sight]*watch

// sight is what a rule sees: the title, or any sentence; and whether a name of unknown
// kind may begin in it. Most sentences have none, and then few rules are left to ask.
type sight struct{ title, named bool }

// watch tells from the letters of a sight which rules may match there.
type watch struct {
	gate   *gate
	makers []maker
	// leaps looks for texts of which a maker needs one where no name may begin and all is
	// of ASCII, nil where that would be no quicker.
	leaps *leaps
}

// maker is a rule that may make a benchmark of something else.
type maker struct {
	*pattern
	clauses []uint16 // of the watch's gate
	// letters is the pattern's filter for spelled texts, made when it is first asked.
	letters func() *filter
	inTitle bool // it sees the title only
	// free says that it makes a claim on something else without first making a mention
	// of a benchmark of it.
	free bool
	// describers are the rules before it that may change the views that it sees.
	describers []*pattern
}

// newScreen makes the screen of some rules, nil where one looks across sentences, or
// makes names of words, which may then begin anywhere.
func newScreen(patterns []*pattern) screen {
	s := screen{}
	for _, seen := range []sight{{false, false}, {false, true}, {true, false}, {true, true}} {
		s[seen] = &watch{gate: newGate(maxText)}
		s[seen].gate.token = rules.Name
	}
	var describers []*pattern
	for _, p := range patterns {
		if describes(p.rule) {
			if tokenOf(p.rule.Mention) == rules.Name {
				return nil
			}
			describers = append(describers, p)
		}
		if !makesBenchmark(p.rule) {
			continue
		}
		needs, possible := p.needs.inLetters()
		if !possible {
			continue
		}
		if p.rule.Scope == acrossScope {
			return nil
		}
		s.add(needs, maker{
			pattern:    p,
			letters:    sync.OnceValue(func() *filter { return p.filter().inLetters() }),
			inTitle:    p.rule.Scope == "title",
			free:       p.rule.Mention == "",
			describers: slices.Clip(describers),
		})
	}
	for seen, w := range s {
		if !seen.named {
			w.leaps = newLeaps(w.rarest())
		}
		// What is short is quick to ask, and asks for little.
		slices.SortStableFunc(w.makers, func(a, b maker) int { return len(a.rule.Expanded.Regexp) - len(b.rule.Expanded.Regexp) })
	}
	return s
}

// add has a maker watched for wherever it may match.
func (s screen) add(needs requirement, m maker) {
	for seen, w := range s {
		if m.inTitle == seen.title && (seen.named || !m.needs.name()) {
			m.clauses = w.gate.number(needs)
			w.makers = append(w.makers, m)
		}
	}
}

// rarest are texts of which a maker needs one in a text of ASCII without names.
func (w *watch) rarest() (texts []string) {
	for _, m := range w.makers {
		needs, _ := m.needs.inLetters()
		texts = append(texts, needs.rarest()...)
	}
	return texts
}

// describes says whether a mention rule may make a mention of words, see describe.
func describes(r *rules.Rule) bool {
	if r.Mention == "" || r.Own || r.Scope == acrossScope {
		return false
	}
	return len(tokenGroup.FindAllString(r.Expanded.Regexp, -1)) < groupsNamed(r, "it")
}

// groupsNamed is how often a rule's pattern has a group.
func groupsNamed(r *rules.Rule, name string) int {
	return strings.Count(r.Expanded.Regexp, "(?<"+name+">") + strings.Count(r.Expanded.Regexp, "(?'"+name+"'")
}

// tokenGroup captures a token, and nothing else.
var tokenGroup = regexp.MustCompile("\\(\\?<it>\\[[\uE000-\uE03F]+\\]\\)")

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
	return groupsNamed(r, "benchmark") != strings.Count(r.Expanded.Regexp, "(?<benchmark>["+string(rules.Benchmark)+"]")
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

// opening is where a rule may make a benchmark of something.
type opening struct {
	*maker
	*site
}

// site is a sentence, or the title, before mentions are found in it.
type site struct {
	*spelling
	span
	sentence int    // its number, of no use for the title
	runes    []rune // as spelled, once asked for
}

// appendOpenings adds those of the rules that see a site: it holds the letters that
// they need.
func (s screen) appendOpenings(out []opening, text *spelling, within span, sentence int, title bool) []opening {
	names := text.namesIn(within)
	w := s[sight{title, len(names) > 0}]
	letters := text.text[within.start:within.end]
	if len(w.makers) == 0 || !text.wide && w.leaps != nil && !w.leaps.mayHold(letters) {
		return out
	}
	var met marks
	w.gate.readLetters(letters, func(i int) bool {
		for len(names) > 0 && names[0] < within.start+i {
			names = names[1:]
		}
		return len(names) > 0 && names[0] == within.start+i
	}, &met)
	var here *site
	for i := range w.makers {
		m := &w.makers[i]
		if !met.hasAll(m.clauses) {
			continue
		}
		if here == nil {
			here = &site{spelling: text, span: within, sentence: sentence}
		}
		out = append(out, opening{m, here})
	}
	return out
}

// isOpen says whether the rule may match there in a view that has no benchmark, as far
// as its letters tell.
func (o opening) isOpen(r *room) bool {
	if o.runes == nil {
		o.runes = o.spell(r, o.span)
	}
	return o.letters().admits(o.runes)
}

// readLetters notes the clauses that a text fulfils, as its view would have it.
// Where a mention of the gate's token may begin, both the token and its letters are read.
func (g *gate) readLetters(text string, mayBegin func(i int) bool, met *marks) {
	g.built.Do(g.build)
	at := uint16(0)
	for i := 0; i < len(text); {
		if g.before[at] && mayBegin(i) {
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
