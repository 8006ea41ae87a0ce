package extract

import (
	"slices"
	"sync/atomic"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// filter says, before a pattern is run, whether it may match: far quicker than
// the pattern's own engine, which goes back and forth.
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

// admits says whether the pattern may match in view, not before from.
func (f *filter) admits(view []rune, from int) bool {
	if f == nil {
		return true
	}
	a := f.take()
	ok := a.run(view, from)
	f.giveBack(a)
	return ok
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

// automaton runs a program with a table of states that it fills as it meets
// them. A state is the steps that the program may be at, and what was read last.
type automaton struct {
	program *program
	known   [tableSize]uint8 // 1 + the class of ASCII runes and tokens, 0 if not known yet
	others  map[rune]uint8
	classes []runeClass
	states  []state
	starts  [3]int16 // 1 + the states to begin with, 0 if not made yet
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

	unmet   = -1 // the next state is not known yet
	matched = -2
)

func newAutomaton(p *program) *automaton {
	return &automaton{program: p, others: map[rune]uint8{}, index: map[string]int16{}, seen: make([]bool, len(p.steps))}
}

// run says whether the program matches anywhere in view, not before from. It
// says so too where the view has more classes of runes than are kept apart.
func (a *automaton) run(view []rune, from int) bool {
	if a.program.behind {
		from = 0
	}
	s := a.start(a.program.words && from > 0 && isWord(view[from-1]), from == 0)
	next := a.next
	for _, r := range view[from:] {
		c := uint8(0)
		if at := tableIndex(r); at >= 0 {
			c = a.known[at]
		}
		if c == 0 {
			var ok bool
			if c, ok = a.class(r); !ok {
				return true
			}
			c++
		}
		n := next[int(s)*maxClasses+int(c-1)]
		if n < 0 {
			if n == unmet {
				n = a.advance(s, c-1)
				next = a.next
			}
			if n == matched {
				return true
			}
		}
		s = n
	}
	return a.ends(s)
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

// class is the class of a rune. It fails where there are too many.
func (a *automaton) class(r rune) (uint8, bool) {
	at := tableIndex(r)
	if at >= 0 {
		if c := a.known[at]; c != 0 {
			return c - 1, true
		}
	} else if c, ok := a.others[r]; ok {
		return c, true
	}
	c, ok := a.newClass(r)
	if ok && at >= 0 {
		a.known[at] = c + 1
	} else if ok {
		a.others[r] = c
	}
	return c, ok
}

func (a *automaton) newClass(r rune) (uint8, bool) {
	k := runeClass{in: make([]bool, len(a.program.sets)), word: a.program.words && isWord(r)}
	for i, set := range a.program.sets {
		k.in[i] = set.has(r)
	}
	for i, old := range a.classes {
		if old.word == k.word && slices.Equal(old.in, k.in) {
			return uint8(i), true
		}
	}
	if len(a.classes) == maxClasses {
		return 0, false
	}
	a.classes = append(a.classes, k)
	return uint8(len(a.classes) - 1), true
}

// start is the state before anything was read.
func (a *automaton) start(word, begin bool) int16 {
	which := 0
	if word {
		which = 1
	} else if begin {
		which = 2
	}
	if a.starts[which] == 0 {
		n := a.state(nil, word, begin)
		a.starts[which] = 1 + n
	}
	return a.starts[which] - 1
}

// state finds or makes the state of sorted steps.
func (a *automaton) state(at []uint16, word, begin bool) int16 {
	key := make([]byte, 0, 64)
	for _, i := range at {
		key = append(key, byte(i), byte(i>>8))
	}
	if word {
		key = append(key, 'w')
	} else if begin {
		key = append(key, 'b')
	}
	if n, ok := a.index[string(key)]; ok {
		return n
	}
	if len(a.states) == maxAutomaton {
		a.states, a.next, a.starts = a.states[:0], a.next[:0], [3]int16{}
		clear(a.index)
	}
	n := int16(len(a.states))
	a.states = append(a.states, state{at: slices.Clone(at), word: word, begin: begin})
	for range maxClasses {
		a.next = append(a.next, unmet)
	}
	a.index[string(key)] = n
	return n
}

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
	slices.Sort(at)
	before := len(a.states)
	n := a.state(slices.Compact(at), k.word, false)
	if len(a.states) >= before { // else all states were forgotten, from too
		a.next[int(from)*maxClasses+int(c)] = n
	}
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

// reach follows a state's steps, and the program's start, up to those that take
// a rune. The result is good until the next call.
func (a *automaton) reach(s state, word, end bool) (at []uint16, match bool) {
	stack := append(a.scratch[:0], s.at...)
	stack = append(stack, a.program.start())
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
