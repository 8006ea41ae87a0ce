package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimboard/rules"
)

// spelling is a text whose mentions are not found yet, but for the vocabulary's names.
type spelling struct {
	x    *Extractor
	text string
	head string // of the title, see titleHead
	// metrics has where the vocabulary's begin: in brackets, they may be short for
	// something else.
	metrics []int
	// brackets is where the last one opens, -1 if none does.
	brackets int
}

func (x *Extractor) spellingOf(text string, known []Mention, head string) *spelling {
	l := &spelling{x: x, text: text, head: head, brackets: strings.LastIndexByte(text, '(')}
	for _, m := range x.shareStems(text, known) {
		if m.Type == rules.Metric {
			l.metrics = append(l.metrics, m.Start)
		}
	}
	return l
}

// mayName says whether a mention of unknown kind may begin at i. Views leave out the
// quotes around one.
func (l *spelling) mayName(i int) bool {
	if r, size := utf8.DecodeRuneInString(l.text[i:]); isQuote(r) {
		i += size
	}
	return l.x.mayName(l.text, i) || l.head != "" && strings.HasPrefix(l.text[i:], l.head) || l.isMetric(i) || l.longFormAt(i)
}

func (l *spelling) isMetric(i int) bool {
	_, found := slices.BinarySearch(l.metrics, i)
	return found
}

// longFormAt says whether words from i on may be the long form of what stands in
// brackets behind them, which is then their beginning: see longFormStart.
func (l *spelling) longFormAt(i int) bool {
	if i >= l.brackets || i > 0 && l.text[i-1] != ' ' && l.text[i-1] != '-' {
		return false
	}
	n := strings.IndexAny(l.text[i:], ".;:,()")
	if n < 1 || l.text[i+n] != '(' {
		return false
	}
	short := l.text[i+n+1:]
	first := strings.IndexFunc(short, func(r rune) bool { return r < utf8.RuneSelf && wordBytes[r] })
	return first >= 0 && (short[first]|0x20 == l.text[i]|0x20 || isDigit(short[first]))
}

// spell gives the runes of a stretch of the text as a view without mentions would have
// them, with the token of a name before each place where one may begin.
func (l *spelling) spell(s span) []rune {
	out := make([]rune, 0, (s.end-s.start)*3/2)
	for i := s.start; i < s.end; {
		if l.mayNameIn(s, i) {
			out = append(out, rules.Name)
		}
		r, size := utf8.DecodeRuneInString(l.text[i:])
		out = append(out, plain(r))
		i += size
	}
	return out
}

// holdsName says whether a name may begin in a stretch of the text.
func (l *spelling) holdsName(s span) bool {
	for i := s.start; i < s.end; i++ {
		if l.mayNameIn(s, i) {
			return true
		}
	}
	return false
}

// mayNameIn says whether a name may begin at i in a stretch of the text: within a word
// there is none behind a letter, where no name of the vocabulary ends, nor a number.
func (l *spelling) mayNameIn(s span, i int) bool {
	c := l.text[i]
	within := wordBytes[c] && i > s.start && wordBytes[l.text[i-1]] && !isDigit(l.text[i-1])
	return c != ' ' && !within && utf8.RuneStart(c) && l.mayName(i)
}

// mayName says whether the word at i may begin a name of unknown kind: by its shape,
// or that of its part before a plus and a known name, or as the year of an edition.
func (x *Extractor) mayName(text string, i int) bool {
	end := i
	for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
		end++
	}
	if end > i && end < len(text) && (text[end] == ' ' || text[end] == ',') {
		return false // as of nearly all
	}
	w := wordFrom(text, i)
	if w.end == w.start {
		return false
	}
	word := text[w.start:w.end]
	if x.nameWord(word, false) || isYear(text[i:digits(text, i)]) {
		return true
	}
	for n := range len(word) {
		if word[n] == '+' && x.nameWord(word[:n], false) {
			return true
		}
	}
	return false
}

// inLetters is the program for a spelled text of which no mention is a benchmark:
// wherever the program matches in a view of the text, it matches in its letters. A rune
// of the view is one of the text or a token, which stands for a stretch of it, that of a
// name for one that begins where one may. What is next to a token in the view may not be
// so in the text, so that all boundaries of words are taken to hold.
func (p *program) inLetters() *program {
	q := &program{steps: slices.Clone(p.steps), sets: slices.Clone(p.sets)}
	add := func(s step) uint16 {
		q.steps = append(q.steps, s)
		return uint16(len(q.steps) - 1)
	}
	anything, mark := uint16(len(q.sets)), uint16(len(q.sets)+1)
	q.sets = append(q.sets, runeSet{}, runeSet{ch: rules.Name})
	stretches := make([]bool, len(p.sets))
	for i, set := range p.sets {
		stretches[i] = set.hasStretch()
	}
	for i, s := range p.steps {
		here := uint16(i)
		switch {
		case s.op == opBoundary || s.op == opNoBoundary:
			q.steps[i] = step{op: opSplit, next: s.next, alt: s.next}
		case s.op == opRune && stretches[s.set]:
			q.steps[i] = step{op: opRune, set: anything, next: add(step{op: opSplit, next: s.next, alt: here})}
		case s.op == opRune:
			letter := add(s)
			q.steps[i] = step{op: opSplit, next: letter, alt: add(step{op: opRune, set: mark, next: here})}
			if p.sets[s.set].has(rules.Name) {
				more := add(step{op: opSplit, next: s.next})
				q.steps[more].alt = add(step{op: opRune, set: anything, next: more})
				q.steps[letter] = step{op: opSplit, next: add(s), alt: add(step{op: opRune, set: mark, next: more})}
			}
		}
	}
	add(step{op: opSplit, next: p.start(), alt: 1}) // the last step is the first
	return q
}

// hasStretch says whether a set has a token, other than that of a benchmark or name.
func (s runeSet) hasStretch() bool {
	for r := rune(rules.Percent); rules.IsToken(r); r++ {
		if r != rules.Benchmark && r != rules.Name && s.has(r) {
			return true
		}
	}
	return false
}

// inLetters is the filter for spelled texts.
func (f *filter) inLetters() *filter {
	if f == nil {
		return nil
	}
	return &filter{program: f.program.inLetters()}
}
