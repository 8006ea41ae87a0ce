package extract

import (
	"slices"
	"sync/atomic"

	"github.com/dlclark/regexp2/v2/syntax"
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
	for ; n >= 0 && at < len(view); at++ {
		c := a.class(view[at])
		if c == unclassed {
			n = matched
			break
		}
		to := a.next[int(n)*a.columns+int(c)]
		if to == unmet {
			to = a.advance(n, c)
		}
		n = to
	}
	return at, n == matched || n >= 0 && a.ends(n)
}
