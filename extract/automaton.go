package extract

import (
	"slices"

	"claimboard/rules"
)

// automaton runs a program with a table of states that it fills as it meets
// them. A state is the steps that the program may be at, and what was read last.
// There may be hundreds of thousands in all automata: what they know of them lies in
// arrays without pointers, which the garbage collector need not look into.
type automaton struct {
	program *program
	known   [tableSize]uint8 // the class of ASCII runes and tokens, unclassed if not known yet
	others  map[rune]uint8
	classes []runeClass // from 1
	states  []state
	at      []uint16         // the steps of all states
	index   map[uint32]int16 // the last state of a hash
	// next has a row for each state with so many columns, of which each class has one.
	next    []int16
	columns int
	// Scratch: what is reached, whether a step is, and what is read then.
	reached []uint16
	seen    []bool
	read    []uint16
}

// runeClass is runes that no set of the program tells apart.
type runeClass struct {
	in   []bool // by set
	word bool
}

type state struct {
	from, to uint32 // of its steps, sorted, in the automaton's
	before   int16  // the state before with the same hash, unmet if there is none
	situation
	// atEnd says whether the program matches if the view ends here, once asked.
	atEnd verdict
}

type situation struct {
	word  bool // the rune before is one of a word
	begin bool // there is no rune before
	again bool // the program may begin here, too
}

type verdict uint8

const (
	unasked verdict = iota
	yes
	no
)

const (
	maxClasses = 64
	// someColumns is how many a table gets at a time.
	someColumns = 16
	// maxAutomaton is how many states are kept: with more, all are forgotten.
	maxAutomaton = 4096

	unclassed = 0

	unmet   = -1 // the next state is not known yet
	matched = -2
	dead    = -3 // there is no way on
)

// The first states are those to begin with.
const (
	afterOther int16 = iota // a rune that is not one of a word
	afterWord
	atBegin
	// anywhere is added to one of these for a match that may begin later, too.
	anywhere
)

func newAutomaton(p *program) *automaton {
	a := &automaton{
		program: p, others: map[rune]uint8{}, classes: make([]runeClass, 1), index: map[uint32]int16{}, columns: someColumns,
		seen: make([]bool, len(p.steps)),
	}
	a.forget()
	return a
}

// forget leaves only the states to begin with.
func (a *automaton) forget() {
	a.states, a.at, a.next = a.states[:0], a.at[:0], a.next[:0]
	clear(a.index)
	start := []uint16{a.program.start()}
	for _, again := range []bool{false, true} {
		a.state(start, situation{again: again})
		a.state(start, situation{again: again, word: true})
		a.state(start, situation{again: again, begin: true})
		start = nil // where the program may begin anyway
	}
}

// forgetOthers leaves one state beside those to begin with, and gives its new number.
func (a *automaton) forgetOthers(n int16) int16 {
	s := a.states[n]
	at := slices.Clone(a.stepsOf(n))
	a.forget()
	return a.state(at, s.situation)
}

// start is the state to begin with at a place of a view.
func (a *automaton) start(view []rune, at int) int16 {
	return situation{begin: at == 0, word: at > 0 && a.program.words && isWord(view[at-1])}.start()
}

// start is the state to begin with in a situation.
func (c situation) start() int16 {
	switch {
	case c.begin:
		return atBegin
	case c.word:
		return afterWord
	}
	return afterOther
}

// class is the class of a rune, unclassed where there are too many.
func (a *automaton) class(r rune) uint8 {
	if uint32(r) < 128 && a.known[r] != unclassed {
		return a.known[r]
	}
	return a.classOfAny(r)
}

func (a *automaton) classOfAny(r rune) uint8 {
	at := tableIndex(r)
	if at < 0 {
		c, ok := a.others[r]
		if !ok {
			if c = a.newClass(r); c != unclassed {
				a.others[r] = c
			}
		}
		return c
	}
	if a.known[at] == unclassed {
		a.known[at] = a.newClass(r)
	}
	return a.known[at]
}

func (a *automaton) newClass(r rune) uint8 {
	k := runeClass{in: make([]bool, len(a.program.sets)), word: a.program.words && isWord(r)}
	for i, set := range a.program.sets {
		k.in[i] = set.has(r)
	}
	for i, old := range a.classes[1:] {
		if old.word == k.word && slices.Equal(old.in, k.in) {
			return uint8(1 + i)
		}
	}
	if len(a.classes) == maxClasses {
		return unclassed
	}
	if len(a.classes) == a.columns {
		a.widen()
	}
	a.classes = append(a.classes, k)
	return uint8(len(a.classes) - 1)
}

// widen gives the table more columns.
func (a *automaton) widen() {
	rows := slices.Chunk(a.next, a.columns)
	a.columns += someColumns
	a.next = make([]int16, 0, len(a.states)*a.columns)
	for row := range rows {
		a.next = append(append(a.next, row...), unmetRow[:someColumns]...)
	}
}

var unmetRow = slices.Repeat([]int16{unmet}, maxClasses)

// tableIndex is the place of an ASCII rune or a token in a table of tableSize,
// -1 for any other rune.
func tableIndex(r rune) int {
	switch {
	case uint32(r) < 128:
		return int(r)
	case rules.IsToken(r):
		return 128 + int(r-rules.Percent)
	}
	return -1
}

const tableSize = 128 + 64

// advance finds the state after a rune of class c.
func (a *automaton) advance(from int16, c uint8) int16 {
	if len(a.states) >= maxAutomaton {
		from = a.forgetOthers(from)
	}
	return a.after(from, c)
}

// after finds the state after a rune of class c, in the table if it is there.
func (a *automaton) after(from int16, c uint8) int16 {
	at := int(from)*a.columns + int(c)
	if a.next[at] == unmet {
		a.next[at] = a.newAfter(from, c)
	}
	return a.next[at]
}

// newAfter makes the state after a rune of class c. A program that may begin at the state
// goes on as behind one to begin with, too.
func (a *automaton) newAfter(from int16, c uint8) int16 {
	s, k, begun := a.states[from], &a.classes[c], int16(dead)
	if s.again {
		begun = a.after(s.start(), c)
	}
	if begun == matched || a.reach(from, k.word, false) {
		return matched
	}
	a.read = a.read[:0]
	for _, i := range a.reached {
		if st := &a.program.steps[i]; st.op == opRune && k.in[st.set] {
			a.read = append(a.read, st.next)
		}
	}
	if begun >= 0 {
		a.read = append(a.read, a.stepsOf(begun)...)
	}
	if len(a.read) == 0 && !s.again {
		return dead
	}
	slices.Sort(a.read)
	return a.state(slices.Compact(a.read), situation{word: k.word, again: s.again})
}

// state finds or makes a state.
func (a *automaton) state(at []uint16, c situation) int16 {
	hash := hashState(at, c)
	last, ok := a.index[hash]
	if !ok {
		last = unmet
	}
	for n := last; n != unmet; n = a.states[n].before {
		if a.states[n].situation == c && slices.Equal(a.stepsOf(n), at) {
			return n
		}
	}
	n := int16(len(a.states))
	from := uint32(len(a.at))
	a.at = append(a.at, at...)
	a.states = append(a.states, state{from: from, to: uint32(len(a.at)), before: last, situation: c})
	a.next = append(a.next, unmetRow[:a.columns]...)
	a.index[hash] = n
	return n
}

func hashState(at []uint16, c situation) uint32 {
	const prime = 16777619
	hash := uint32(1)
	for _, i := range at {
		hash = (hash ^ uint32(i)) * prime
	}
	for _, b := range []bool{c.word, c.begin, c.again} {
		hash *= prime
		if b {
			hash++
		}
	}
	return hash
}

func (a *automaton) stepsOf(n int16) []uint16 {
	s := &a.states[n]
	return a.at[s.from:s.to]
}

// ends says whether the program matches where the view ends.
func (a *automaton) ends(n int16) bool {
	s := &a.states[n]
	if s.atEnd == unasked {
		s.atEnd = no
		if a.reach(n, false, true) || s.again && a.ends(s.start()) {
			s.atEnd = yes
		}
	}
	return s.atEnd == yes
}

// reach follows a state's steps up to those that take a rune, and says whether the
// program matches there.
func (a *automaton) reach(n int16, word, end bool) (match bool) {
	s := &a.states[n]
	a.reached = a.reached[:0]
	for _, i := range a.stepsOf(n) {
		a.visit(i)
	}
	for k := 0; k < len(a.reached); k++ {
		st := &a.program.steps[a.reached[k]]
		switch st.op {
		case opMatch:
			match = true
		case opSplit:
			a.visit(st.next)
			a.visit(st.alt)
		case opBoundary, opNoBoundary:
			if (s.word != word) == (st.op == opBoundary) {
				a.visit(st.next)
			}
		case opBegin:
			if s.begin {
				a.visit(st.next)
			}
		case opEnd:
			if end { // a line break, before which $ holds too, is in no view
				a.visit(st.next)
			}
		}
	}
	for _, i := range a.reached {
		a.seen[i] = false
	}
	return match
}

// visit adds a step to those that are reached.
func (a *automaton) visit(i uint16) {
	if !a.seen[i] {
		a.seen[i] = true
		a.reached = append(a.reached, i)
	}
}
