package extract

import (
	"slices"
	"sync/atomic"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// filter says, before a pattern is run, where it may match: far quicker than the
// pattern's own engine, which goes back and forth.
type filter struct {
	program *program
	// idle are automata that nobody uses: each works for one goroutine at a time,
	// and keeps what it learnt for the next.
	idle [8]atomic.Pointer[automaton]
}

// newFilter makes the filter of a pattern, nil where nothing can be said of it.
func newFilter(tree *syntax.RegexTree) *filter {
	p := newProgram(tree)
	if p == nil {
		return nil
	}
	return &filter{program: p}
}

// admits says whether the pattern may match in view.
func (f *filter) admits(view []rune) bool {
	if f == nil {
		return true
	}
	s := f.search(view)
	defer s.end()
	return s.ahead(0)
}

// search begins to look for the pattern in view.
func (f *filter) search(view []rune) search {
	s := search{filter: f, view: view, seen: -1, left: mostReread * (1 + len(view))}
	if f != nil {
		s.automaton = f.take()
	}
	return s
}

func (f *filter) take() *automaton {
	for i := range f.idle {
		if a := f.idle[i].Swap(nil); a != nil {
			return a
		}
	}
	return newAutomaton(f.program)
}

func (f *filter) giveBack(a *automaton) {
	for i := range f.idle {
		if f.idle[i].CompareAndSwap(nil, a) {
			return
		}
	}
}

// search finds the places of a view where a pattern may match. Without a filter
// these are all.
type search struct {
	filter    *filter
	automaton *automaton
	view      []rune
	// places, where they are known, are all at which the pattern may match, in order.
	places []int
	// seen is where the program, run from a place before, ends first: only up to
	// there is it known whether it matches at all.
	seen int
	// left is how many runes the tries of single places may still read.
	left int
}

// mostReread bounds what the tries of place after place read, for each rune of the
// view: the time of a search must not grow with the square of it. After that, every
// place that the program may begin at is one where the pattern may match.
const mostReread = 16

// end lets others have the automaton.
func (s *search) end() {
	if s.filter != nil {
		s.filter.giveBack(s.automaton)
	}
}

// next is the first place, not before from, where the pattern may match: it
// matches nowhere between the two.
func (s *search) next(from int) (at int, ok bool) {
	switch {
	case s.places != nil:
		i, _ := slices.BinarySearch(s.places, from)
		if i == len(s.places) || s.places[i] > len(s.view) {
			return from, false
		}
		return s.places[i], true
	case s.automaton == nil:
		return from, true
	case s.automaton.program.behind:
		return from, s.ahead(0)
	}
	return s.place(from)
}

// place is the first place, not before from, where the program may match. One pass
// says whether there is any: most views have none, and a pass that asks for all
// places at once is quick. As the match that it finds begins before it ends, the
// places up to there are then tried, one by one.
func (s *search) place(from int) (int, bool) {
	for from <= len(s.view) {
		if from > s.seen && !s.ahead(from) {
			return from, false
		}
		for ; from <= s.seen; from++ {
			if s.left < 0 || s.matches(from) {
				return from, true
			}
		}
	}
	return from, false
}

// ahead says whether the program matches anywhere, not before from.
func (s *search) ahead(from int) (ok bool) {
	s.seen, ok = s.follow(s.automaton.start(s.view, from)+anywhere, from)
	return ok
}

// matches says whether the program matches at one place.
func (s *search) matches(at int) bool {
	end, ok := s.follow(s.automaton.start(s.view, at), at)
	s.left -= end - at
	return ok
}

// follow runs the program from state n over view[at:], up to where it first matches
// or cannot go on. It may match, too, where there are more classes of runes than are
// kept apart.
func (s *search) follow(n int16, at int) (end int, ok bool) {
	a, view := s.automaton, s.view
	next := a.next
	for ; n >= 0 && at < len(view); at++ {
		c := a.class(view[at])
		if c == unclassed {
			n = matched
			break
		}
		to := next[int(n)*maxClasses+int(c)]
		if to == unmet {
			to = a.advance(n, c)
			next = a.next
		}
		n = to
	}
	return at, n == matched || n >= 0 && a.ends(n)
}

// automaton runs a program with a table of states that it fills as it meets
// them. A state is the steps that the program may be at, and what was read last.
type automaton struct {
	program *program
	known   [tableSize]uint8 // the class of ASCII runes and tokens, unclassed if not known yet
	others  map[rune]uint8
	classes []runeClass // from 1
	states  []state
	index   map[string]int16
	next    []int16 // maxClasses columns a state
	scratch []uint16
	seen    []bool
}

// runeClass is runes that no set of the program tells apart.
type runeClass struct {
	in   []bool // by set
	word bool
}

type state struct {
	at    []uint16 // steps, sorted
	word  bool     // the rune before is one of a word
	begin bool     // there is no rune before
	again bool     // the program may begin here, too
	// atEnd says whether the program matches if the view ends here, once asked.
	atEnd verdict
}

type verdict uint8

const (
	unasked verdict = iota
	yes
	no
)

const (
	maxClasses = 64
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
		program: p, others: map[rune]uint8{}, classes: make([]runeClass, 1), index: map[string]int16{}, seen: make([]bool, len(p.steps)),
	}
	a.forget()
	return a
}

// forget leaves only the states to begin with.
func (a *automaton) forget() {
	a.states, a.next = a.states[:0], a.next[:0]
	clear(a.index)
	start := []uint16{a.program.start()}
	for _, again := range []bool{false, true} {
		a.state(state{at: start, again: again})
		a.state(state{at: start, again: again, word: true})
		a.state(state{at: start, again: again, begin: true})
	}
}

// start is the state to begin with at a place of a view.
func (a *automaton) start(view []rune, at int) int16 {
	switch {
	case at == 0:
		return atBegin
	case a.program.words && isWord(view[at-1]):
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
	a.classes = append(a.classes, k)
	return uint8(len(a.classes) - 1)
}

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
	s, k := a.states[from], a.classes[c]
	now, match := a.reach(s, k.word, false)
	if match {
		a.next[int(from)*maxClasses+int(c)] = matched
		return matched
	}
	at := make([]uint16, 0, len(now))
	for _, i := range now {
		if st := a.program.steps[i]; st.op == opRune && k.in[st.set] {
			at = append(at, st.next)
		}
	}
	if len(at) == 0 && !s.again {
		a.next[int(from)*maxClasses+int(c)] = dead
		return dead
	}
	slices.Sort(at)
	before := len(a.states)
	n := a.state(state{at: slices.Compact(at), word: k.word, again: s.again})
	if len(a.states) >= before { // else all states were forgotten, from too
		a.next[int(from)*maxClasses+int(c)] = n
	}
	return n
}

// state finds or makes a state.
func (a *automaton) state(s state) int16 {
	key := make([]byte, 0, 64)
	for _, i := range s.at {
		key = append(key, byte(i), byte(i>>8))
	}
	for _, b := range []bool{s.word, s.begin, s.again} {
		key = append(key, 0)
		if b {
			key[len(key)-1] = 1
		}
	}
	if n, ok := a.index[string(key)]; ok {
		return n
	}
	if len(a.states) == maxAutomaton {
		a.forget()
	}
	n := int16(len(a.states))
	a.states = append(a.states, s)
	for range maxClasses {
		a.next = append(a.next, unmet)
	}
	a.index[string(key)] = n
	return n
}

// ends says whether the program matches where the view ends.
func (a *automaton) ends(s int16) bool {
	if a.states[s].atEnd == unasked {
		a.states[s].atEnd = no
		if _, match := a.reach(a.states[s], false, true); match {
			a.states[s].atEnd = yes
		}
	}
	return a.states[s].atEnd == yes
}

// reach follows a state's steps up to those that take a rune.
func (a *automaton) reach(s state, word, end bool) (at []uint16, match bool) {
	stack := append(a.scratch[:0], s.at...)
	if s.again {
		stack = append(stack, a.program.start())
	}
	clear(a.seen)
	var out []uint16
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if a.seen[i] {
			continue
		}
		a.seen[i] = true
		st := a.program.steps[i]
		switch st.op {
		case opMatch:
			return nil, true
		case opRune:
			out = append(out, i)
		case opSplit:
			stack = append(stack, st.next, st.alt)
		case opBoundary, opNoBoundary:
			if (s.word != word) == (st.op == opBoundary) {
				stack = append(stack, st.next)
			}
		case opBegin:
			if s.begin {
				stack = append(stack, st.next)
			}
		case opEnd:
			if end { // a line break, before which $ holds too, is in no view
				stack = append(stack, st.next)
			}
		}
	}
	a.scratch = stack[:0]
	return out, false
}
