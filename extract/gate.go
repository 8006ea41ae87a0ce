package extract

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"claimboard/rules"
)

// gate tells which patterns a view may match, from one pass over it: an
// Aho-Corasick automaton of all texts of all requirements notes the clauses
// that the view fulfils.
type gate struct {
	clauses []clause
	numbers map[string]uint16 // of the clauses, by their texts
	// columns maps runes to columns of next, others those that are in no table;
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
	// next is the automaton's table, width columns a state, built when it is first
	// run. Column 0 is for the runes that stand in no text.
	built sync.Once
	next  []uint16
	width int
	// met are the clauses that a state fulfils; the first quiet states fulfil none.
	met   [][]uint16
	quiet int
	// before are the states that fulfil a clause with the next rune, if it is
	// token: for texts in which mentions are not found yet.
	before []bool
	token  rune
}

// marks is a set of clauses.
type marks [16]uint64

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
	maxClauses = len(marks{}) * 64
	maxStates  = 1<<16 - 1
	maxColumns = 1<<8 - 1
)

func newGate() *gate {
	return &gate{others: map[rune]uint8{}, numbers: map[string]uint16{}, width: 1}
}

// number takes the clauses of a requirement, and gives their numbers.
func (g *gate) number(q requirement) []uint16 {
	var out []uint16
	for _, c := range q {
		if c.ofThis() {
			continue
		}
		key := strings.Join(c, "\x00")
		n, known := g.numbers[key]
		if !known {
			if len(g.clauses) == maxClauses || !g.hasRoom(c) {
				continue
			}
			n = uint16(len(g.clauses))
			g.numbers[key] = n
			g.clauses = append(g.clauses, c)
		}
		out = append(out, n)
	}
	return out
}

// ofThis says whether a clause asks for the value whose claim is being
// completed: that one is marked after the view was read, and always there.
func (c clause) ofThis() bool {
	for _, s := range c {
		for _, r := range s {
			if rules.IsToken(r) && r >= rules.Percent+rules.This {
				return true
			}
		}
	}
	return false
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
	var texts []string
	for _, c := range slices.Concat(g.clauses, more) {
		texts = append(texts, c...)
	}
	slices.Sort(texts)
	n, before := 1, ""
	for _, s := range texts {
		n += utf8.RuneCountInString(s[sharedStart(before, s):])
		before = s
	}
	return n
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

// build makes the trie of all texts, then the links of states to the longest
// end of theirs that begins a text.
func (g *gate) build() {
	g.next = make([]uint16, 0, g.size/2*g.width) // as many texts begin as others do
	g.state()
	for i, c := range g.clauses {
		for _, s := range c {
			state := g.walk(s)
			g.met[state] = append(g.met[state], uint16(i))
		}
	}
	g.arrange(g.link())
	for state := range g.met {
		next := g.next[state*g.width+int(g.column(g.token))]
		g.before = append(g.before, len(g.met[next]) > 0)
	}
	for c := range g.letters {
		g.letters[c] = g.column(plain(rune(c)))
	}
}

func (g *gate) state() uint16 {
	if cap(g.next) < len(g.next)+g.width {
		g.next = slices.Grow(g.next, len(g.next)+g.width)
	}
	g.next = g.next[:len(g.next)+g.width]
	g.met = append(g.met, nil)
	return uint16(len(g.met) - 1)
}

func (g *gate) walk(text string) uint16 {
	state := uint16(0)
	for _, r := range text {
		at := int(state)*g.width + int(g.column(r))
		if g.next[at] == 0 {
			n := g.state()
			g.next[at] = n
		}
		state = g.next[at]
	}
	return state
}

// link fills the table, and gives the states by the length of their texts.
func (g *gate) link() []uint16 {
	fail := make([]uint16, len(g.met))
	queue := make([]uint16, 1, len(g.met))
	for i := 0; i < len(queue); i++ {
		state := queue[i]
		for col := 1; col < g.width; col++ {
			at := int(state)*g.width + col
			back := uint16(0)
			if state != 0 {
				back = g.next[int(fail[state])*g.width+col]
			}
			child := g.next[at]
			if child == 0 {
				g.next[at] = back
				continue
			}
			fail[child] = back
			g.met[child] = append(g.met[child], g.met[back]...)
			queue = append(queue, child)
		}
	}
	return queue
}

// arrange gives the states new numbers: those that fulfil no clause first, and of
// these the ones of short texts, which nearly all of a view is read in, so that
// they lie close together in memory.
func (g *gate) arrange(states []uint16) {
	var order, telling []uint16
	for _, state := range states {
		if len(g.met[state]) > 0 {
			telling = append(telling, state)
		} else {
			order = append(order, state)
		}
	}
	g.quiet = len(order)
	order = append(order, telling...)
	number := make([]uint16, len(order))
	for i, state := range order {
		number[state] = uint16(i)
	}
	next, met := make([]uint16, 0, len(g.next)), make([][]uint16, len(order))
	for i, state := range order {
		for _, to := range g.next[int(state)*g.width:][:g.width] {
			next = append(next, number[to])
		}
		met[i] = g.met[state]
	}
	g.next, g.met = next, met
}

// read notes the clauses that a view fulfils. A value that is marked as the
// one being completed is read as what it was.
func (g *gate) read(view []rune, m *marks) {
	g.built.Do(g.build)
	state := 0
	for _, r := range view {
		if r >= rules.Percent+rules.This && rules.IsToken(r) {
			r -= rules.This
		}
		state = int(g.next[state*g.width+int(g.column(r))])
		if state >= g.quiet {
			m.add(g.met[state])
		}
	}
}

// admits says whether a pattern may match a sentence.
func (g *gate) admits(p *pattern, s *sentence) bool {
	return g.lacks(p, s) == nil
}

// lacks is the first clause that a pattern needs and the view does not fulfil,
// nil if there is none.
func (g *gate) lacks(p *pattern, s *sentence) clause {
	if !s.read {
		s.read, s.marks = true, marks{}
		g.read(s.view, &s.marks)
	}
	for _, i := range p.clauses {
		if !s.marks.has(i) {
			return g.clauses[i]
		}
	}
	return nil
}
