package extract

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"claimboard/rules"
)

// gate tells which patterns a view may match, from one pass over it: a trie of
// all texts of all requirements tells where the view fulfils which clauses.
type gate struct {
	// longest is how many runes of a text are looked for, at most.
	longest     int
	paths       []path // of all patterns
	pathClauses []uint16
	// all reads any view, valueless one that holds no value: most do not, and most paths
	// need one.
	all, valueless reader
	// free are the patterns that may match any view.
	free     patternSet
	patterns int32
	// places are memory that reading a view needs, and leaves empty.
	places  sync.Pool
	clauses []clause
	// numbers are those of the clauses by their texts, shared the same by where the
	// texts are: most clauses are those of several ways.
	numbers map[string]uint16
	shared  map[*string]uint16
	// columns maps runes to columns of texts, others those that are in no table;
	// letters are the columns of a text's bytes in ASCII, as its view would have them.
	columns [tableSize]uint8
	others  map[rune]uint8
	letters [128]uint8
	// size is the most states that the clauses taken so far may need: exact when
	// they were last counted, and since then as if texts begin alike only as their
	// neighbours in a clause do. Half of them begin as those of other clauses.
	size int
	// full says that a count has found no room for a clause: more are not counted for.
	full bool
	// texts are built when they are first looked for.
	built sync.Once
	texts *trie
	width int // columns of texts
	// before are the stems that fulfil a clause with the next rune, if it is
	// token: for texts in which mentions are not found yet.
	before []bool
	token  rune
}

// marks is a set of clauses.
type marks [48]uint64

func (m *marks) set(i uint16)      { m[i/64] |= 1 << (i % 64) }
func (m *marks) has(i uint16) bool { return m[i/64]>>(i%64)&1 != 0 }

func (m *marks) add(clauses []uint16) {
	for _, i := range clauses {
		m.set(i)
	}
}

func (m *marks) hasAll(clauses []uint16) bool {
	for _, i := range clauses {
		if !m.has(i) {
			return false
		}
	}
	return true
}

// These bound the automaton. Clauses beyond them are not checked, which costs
// time but no match.
const (
	maxRead    = 9       // runes of a text in a view: with more, the table outgrows the processor's cache
	maxDense   = 1 << 19 // columns of a table with a row for each state
	maxClauses = len(marks{}) * 64
	maxStates  = 1<<16 - 1
	maxColumns = 1<<8 - 1
)

func newGate(longest int) *gate {
	return &gate{longest: longest, others: map[rune]uint8{}, numbers: map[string]uint16{}, shared: map[*string]uint16{}, width: 1}
}

// number takes the clauses of a requirement, and gives their numbers. Those of the value
// whose claim is being completed, of which only views know, are not of it.
func (g *gate) number(q requirement) []uint16 {
	var out []uint16
	for _, c := range q {
		if c.ofThis() {
			continue
		}
		if n, ok := g.numberOf(c); ok {
			out = append(out, n)
		}
	}
	return out
}

// numberOf gives the number of a clause, if it can be checked.
func (g *gate) numberOf(c clause) (n uint16, ok bool) {
	if n, ok = g.shared[&c[0]]; ok {
		return n, true
	}
	read := c.unmarked()
	key := strings.Join(read, "\x00")
	if n, ok = g.numbers[key]; !ok {
		cut := read.cut(g.longest)
		if len(g.clauses) == maxClauses || !g.hasRoom(cut) {
			return 0, false
		}
		n = uint16(len(g.clauses))
		g.numbers[key] = n
		g.clauses = append(g.clauses, cut)
	}
	g.shared[&c[0]] = n
	return n, true
}

// cut is a clause of parts of its texts, so many runes at most.
func (c clause) cut(longest int) clause {
	if longest == maxText {
		return c
	}
	out := make(clause, len(c))
	for i, s := range c {
		out[i] = part(s, longest)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofThis says whether a clause asks for the value whose claim is being completed.
func (c clause) ofThis() bool {
	return slices.ContainsFunc(c, func(s string) bool { return strings.ContainsFunc(s, isMarked) })
}

// unmarked is a clause that asks for any value where it asks for the one whose claim is
// being completed: that one is marked after the view was read.
func (c clause) unmarked() clause {
	if !c.ofThis() {
		return c
	}
	out := make(clause, len(c))
	for i, s := range c {
		out[i] = strings.Map(unmarked, s)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// isMarked says whether a rune is the token of the value whose claim is being completed.
func isMarked(r rune) bool { return r >= rules.Percent+rules.This && rules.IsToken(r) }

func unmarked(r rune) rune {
	if isMarked(r) {
		return r - rules.This
	}
	return r
}

// hasRoom makes room for the states and columns of a clause, if there is any.
func (g *gate) hasRoom(c clause) bool {
	more, before := 0, ""
	for _, s := range c {
		shared := sharedStart(before, s)
		before = s
		for _, r := range s[shared:] {
			if g.column(r) == 0 {
				if g.width == maxColumns {
					return false
				}
				g.addColumn(r)
			}
			more++
		}
	}
	size := g.size + more
	if size >= maxStates && !g.full {
		size = g.states(c)
		g.full = size >= maxStates
	}
	if size >= maxStates {
		return false
	}
	g.size = size
	return true
}

// states counts the states of the clauses taken so far and of more: the starts of
// texts, the empty one among them.
func (g *gate) states(more ...clause) int {
	texts := g.letterings(slices.Concat(g.clauses, more))
	slices.SortFunc(texts, lettering.compare)
	return stemsOf(texts)
}

// letterings are the texts of clauses, whose numbers are as they come.
func (g *gate) letterings(clauses []clause) []lettering {
	var out []lettering
	for i, c := range clauses {
		for _, s := range c {
			out = append(out, lettering{g.columnsOf(s), uint16(i)})
		}
	}
	return out
}

// sharedStart is how many bytes two texts begin alike, whole runes.
func sharedStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}

func (g *gate) column(r rune) uint8 {
	if at := tableIndex(r); at >= 0 {
		return g.columns[at]
	}
	return g.others[r]
}

func (g *gate) addColumn(r rune) {
	n := uint8(g.width)
	g.width++
	if at := tableIndex(r); at >= 0 {
		g.columns[at] = n
	} else {
		g.others[r] = n
	}
}

func (g *gate) build() {
	texts := g.letterings(g.clauses)
	g.texts = newTrie(texts, g.width, maxDense)
	for at := range g.texts.stems {
		next := g.texts.step(uint16(at), g.column(g.token))
		g.before = append(g.before, len(g.texts.met(next)) > 0)
	}
	for c := range g.letters {
		g.letters[c] = g.column(plain(rune(c)))
	}
	g.makeReaders(texts)
	g.numbers, g.shared = nil, nil // no clause comes to texts that are built
}

func (g *gate) columnsOf(text string) string {
	columns := make([]byte, 0, 2*maxText)
	for _, r := range text {
		columns = append(columns, g.column(r))
	}
	return string(columns)
}

// admits says whether a pattern may match a sentence.
func (g *gate) admits(p *pattern, s *sentence) bool {
	if !s.read {
		s.read = true
		s.admitted = g.read(s.view, s.admitted[:0])
	}
	return s.admitted.has(p.number)
}
