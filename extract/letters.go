package extract

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"claimboard/rules"
)

// spelling is a text whose mentions are not found yet, but for the vocabulary's names.
type spelling struct {
	text string
	// names are where a mention of unknown kind may begin, in order: by its shape, as the
	// title's head, as a metric, which in brackets may be short for something else, or as
	// a long form. Within a word none begins behind a letter, where no name of the
	// vocabulary ends, nor a number.
	names []int
	wide  bool // not all of it is ASCII
}

// spellingOf spells a text of which the vocabulary's names and the title's head are known.
func (x *Extractor) spellingOf(text string, known []Mention, head string) *spelling {
	l := &spelling{text: text}
	l.addShaped(x)
	l.addHead(head)
	for _, m := range x.shareStems(text, known) {
		if m.Type == rules.Metric {
			l.add(m.Start)
		}
	}
	l.addLongForms()
	l.addQuotes()
	slices.Sort(l.names)
	l.names = slices.Compact(l.names)
	return l
}

// add adds a place, unless it is within a word.
func (l *spelling) add(i int) {
	if !l.within(i) {
		l.names = append(l.names, i)
	}
}

// within says whether a place is one of a word behind a letter.
func (l *spelling) within(i int) bool {
	return i > 0 && wordBytes[l.text[i]] && wordBytes[l.text[i-1]] && !isDigit(l.text[i-1])
}

// addShaped adds where words begin that have the shape of a name. They hold a capital, a
// digit or a letter that is not one of ASCII, and no blank.
func (l *spelling) addShaped(x *Extractor) {
	for i := nextShaped(l.text, 0); i < len(l.text); i = nextShaped(l.text, i) {
		start := strings.LastIndexByte(l.text[:i], ' ') + 1
		for i = start; i < len(l.text) && l.text[i] != ' '; i++ {
			if c := l.text[i]; c >= utf8.RuneSelf {
				l.wide = true
				if !utf8.RuneStart(c) {
					continue
				}
			} else if !wordBytes[c] {
				continue
			}
			if !l.within(i) && x.mayName(l.text, i) {
				l.names = append(l.names, i)
			}
		}
	}
}

// addHead adds where the title's head stands.
func (l *spelling) addHead(head string) {
	if head == "" {
		return
	}
	for at := 0; ; {
		i := strings.Index(l.text[at:], head)
		if i < 0 {
			return
		}
		l.add(at + i)
		at += i + 1
	}
}

// addLongForms adds where words before a bracket may be the long form of what stands in
// it, which is then their beginning: see longFormStart.
func (l *spelling) addLongForms() {
	for open, short := 0, 0; ; open++ {
		i := strings.IndexByte(l.text[open:], '(')
		if i < 0 {
			return
		}
		open += i
		for short = max(short, open); short < len(l.text) && !wordBytes[l.text[short]]; {
			short++
		}
		if short == len(l.text) {
			return
		}
		long := strings.LastIndexAny(l.text[:open], ".;:,()") + 1
		l.addInitials(span{long, open}, l.text[short])
	}
}

// addInitials adds where words of a stretch begin with a letter, any if it is a digit.
func (l *spelling) addInitials(s span, letter byte) {
	for i := s.start; i < s.end; i++ {
		c := l.text[i]
		begins := i == 0 || l.text[i-1] == ' ' || l.text[i-1] == '-'
		if begins && c != ' ' && utf8.RuneStart(c) && (c|0x20 == letter|0x20 || isDigit(letter)) {
			l.names = append(l.names, i)
		}
	}
}

// addQuotes adds the quotes before names: views leave them out.
func (l *spelling) addQuotes() {
	for _, i := range l.names {
		if r, size := utf8.DecodeLastRuneInString(l.text[:i]); isQuote(r) {
			l.names = append(l.names, i-size)
		}
	}
}

// namesIn are the places in a stretch of the text.
func (l *spelling) namesIn(s span) []int {
	from, _ := slices.BinarySearch(l.names, s.start)
	to, _ := slices.BinarySearch(l.names, s.end)
	return l.names[from:to]
}

// spell gives the runes of a stretch of the text as a view without mentions would have
// them, with the token of a name before each place where one may begin.
func (l *spelling) spell(r *room, s span) []rune {
	names := l.namesIn(s)
	out := r.newRunes(s.end - s.start + len(names))
	for i := s.start; i < s.end; {
		if len(names) > 0 && names[0] == i {
			out, names = append(out, rules.Name), names[1:]
		}
		c, size := utf8.DecodeRuneInString(l.text[i:])
		out = append(out, plain(c))
		i += size
	}
	return out
}

// nextShaped is where the next capital, digit or byte of a rune beyond ASCII stands at or
// after i, the end of the text where none does. It looks at eight bytes at once: sums set
// the high bit of those of ASCII that are a first letter or digit or above it, and of
// those above the last.
func nextShaped(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		eight := eightBytes(text[i:])
		low := eight &^ (0x80 * each)
		digits := (low + (0x80-'0')*each) &^ (low + (0x80-'9'-1)*each)
		capitals := (low + (0x80-'A')*each) &^ (low + (0x80-'Z'-1)*each)
		if high := (eight | digits | capitals) & (0x80 * each); high != 0 {
			return i + bits.TrailingZeros64(high)/8
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf && !isDigit(text[i]) && !isUpper(text[i]) {
		i++
	}
	return i
}

// mayName says whether the word at i may begin a name of unknown kind: by its shape,
// or that of its part before a plus and a known name, or as the year of an edition.
func (x *Extractor) mayName(text string, i int) bool {
	capital := isUpper(text[i])
	end := i
	if capital {
		end++
	}
	for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
		end++
	}
	if end > i && end < len(text) && (text[end] == ' ' || text[end] == ',') {
		return capital && x.isCapitalName(text[i:end]) // as nearly all are
	}
	if end = endOfDigits(text, i); end > i && (end == len(text) || strings.IndexByte(" )%;:", text[end]) >= 0) {
		return isYear(text[i:end]) // a number
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
