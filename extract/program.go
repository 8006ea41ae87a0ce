package extract

import (
	"math"
	"slices"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// program is a pattern without what needs memory: captures, most looks around
// and back references are left out, so that it matches wherever the pattern
// does, and now and then elsewhere. An automaton runs it over a view.
type program struct {
	steps []step
	sets  []runeSet
	// words says that the program asks where words begin and end.
	words bool
	// behind says that the program begins with what a look behind asks for, which
	// may stand before the place that a search starts from.
	behind bool
}

// step is one instruction. Step 0 is the match.
type step struct {
	op op
	// set is the number of the runes that a stepRune takes.
	set       uint16
	next, alt uint16
}

type op uint8

const (
	opMatch      op = iota
	opFail          // nothing goes on from here
	opRune          // takes one rune of a set
	opSplit         // goes on at next and at alt
	opBoundary      // the next four go on where they hold
	opNoBoundary    //
	opBegin         //
	opEnd           //
)

// runeSet is a class of runes: a set of the syntax tree, one rune, all but one
// rune, or, with neither, every rune.
type runeSet struct {
	set *syntax.CharSet
	ch  rune
	not bool
}

func (s runeSet) has(r rune) bool {
	switch {
	case s.set != nil:
		return s.set.CharIn(r)
	case s.ch != 0:
		return (s.ch == r) != s.not
	}
	return true
}

func (s runeSet) equals(other runeSet) bool {
	return s.ch == other.ch && s.not == other.not && (s.set == other.set || s.set != nil && other.set != nil && s.set.Equals(other.set))
}

// These bound a program. A pattern beyond them is run without asking first.
const (
	maxProgram = 4000
	maxRepeats = 24 // a part that must stand more often is taken to stand as often or more
	// maxOptional is how often a part may stand on top of that: parts of which more may
	// stand are taken for any number of them. Counted, they would make many states, and
	// keep the engine from few places.
	maxOptional = 4
)

// newProgram reads a pattern's program off its syntax tree. It is nil where the
// pattern has parts of which nothing can be said.
func newProgram(tree *syntax.RegexTree) *program {
	c := programmer{steps: []step{{op: opMatch}, {op: opFail}}}
	start := c.node(tree.Root, 0, true)
	c.add(step{op: opSplit, next: start, alt: 1}) // the last step is the first
	if c.failed {
		return nil
	}
	return &program{steps: c.steps, sets: c.sets, words: c.words, behind: c.behind}
}

// start is the step that a program begins with.
func (p *program) start() uint16 { return uint16(len(p.steps) - 1) }

// programmer writes a program from its end to its front.
type programmer struct {
	steps  []step
	sets   []runeSet
	words  bool
	behind bool
	failed bool
}

func (c *programmer) add(s step) uint16 {
	if len(c.steps) >= maxProgram {
		c.failed = true
		return 1
	}
	c.steps = append(c.steps, s)
	return uint16(len(c.steps) - 1)
}

// node writes what matches a node and goes on at next, and returns its first
// step. First says that the pattern reads nothing before the node.
func (c *programmer) node(n *syntax.RegexNode, next uint16, first bool) uint16 {
	switch n.T {
	case syntax.NtEmpty, syntax.NtNegLook, syntax.NtUpdateBumpalong, syntax.NtBol, syntax.NtEol,
		syntax.NtECMABoundary, syntax.NtNonECMABoundary:
		return next
	case syntax.NtNothing:
		return 1
	case syntax.NtBoundary:
		c.words = true
		return c.add(step{op: opBoundary, next: next})
	case syntax.NtNonboundary:
		c.words = true
		return c.add(step{op: opNoBoundary, next: next})
	case syntax.NtBeginning:
		return c.add(step{op: opBegin, next: next})
	case syntax.NtEnd, syntax.NtEndZ:
		return c.add(step{op: opEnd, next: next})
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return c.node(n.Children[0], next, first)
	case syntax.NtPosLook:
		switch behind := n.Options&syntax.RightToLeft != 0; {
		case behind && first:
			c.behind = true
			return c.node(n.Children[0], next, false)
		case !behind && next == 0:
			return c.node(n.Children[0], next, false) // nothing is read after it
		}
		return next
	case syntax.NtConcatenate:
		parts := inOrder(n)
		for i := len(parts) - 1; i >= 0; i-- {
			next = c.node(parts[i], next, first && i == 0)
		}
		return next
	case syntax.NtAlternate:
		start := c.node(n.Children[len(n.Children)-1], next, first)
		for i := len(n.Children) - 2; i >= 0; i-- {
			start = c.add(step{op: opSplit, next: c.node(n.Children[i], next, first), alt: start})
		}
		return start
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.repeat(n.M, n.N, next, func(next uint16) uint16 { return c.node(n.Children[0], next, false) })
	case syntax.NtMulti:
		for i := len(n.Str) - 1; i >= 0; i-- {
			next = c.rune(c.folded(n, runeSet{ch: n.Str[i]}), next)
		}
		return next
	}
	return c.runes(n, next)
}

// inOrder are the parts of a sequence as the text has them: those of a look
// behind are kept in the order in which they are tried, the last first.
func inOrder(n *syntax.RegexNode) []*syntax.RegexNode {
	if n.Options&syntax.RightToLeft == 0 {
		return n.Children
	}
	parts := slices.Clone(n.Children)
	slices.Reverse(parts)
	return parts
}

// runes writes the nodes that take runes of one set.
func (c *programmer) runes(n *syntax.RegexNode, next uint16) uint16 {
	set, ok := setOf(n)
	if !ok {
		c.failed = true // back references, conditions, \G and what is not known here
		return 1
	}
	low, high := 1, 1
	if _, loops := runeLoops[n.T]; loops {
		low, high = n.M, n.N
	}
	set = c.folded(n, set)
	return c.repeat(low, high, next, func(next uint16) uint16 { return c.rune(set, next) })
}

// setOf is the set of the runes that a node, or each round of it, takes. It is not ok for
// a node that takes none of a set.
func setOf(n *syntax.RegexNode) (set runeSet, ok bool) {
	switch n.T {
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return runeSet{ch: n.Ch}, true
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return runeSet{ch: n.Ch, not: true}, true
	case syntax.NtSet, syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic:
		return runeSet{set: n.Set}, true
	}
	return runeSet{}, false
}

// folded takes a set that disregards case for all runes: cases fold in many ways.
func (c *programmer) folded(n *syntax.RegexNode, set runeSet) runeSet {
	if n.Options&syntax.IgnoreCase != 0 {
		return runeSet{}
	}
	return set
}

func (c *programmer) rune(set runeSet, next uint16) uint16 {
	return c.add(step{op: opRune, set: c.number(set), next: next})
}

// number finds or adds a set.
func (c *programmer) number(set runeSet) uint16 {
	for i, s := range c.sets {
		if s.equals(set) {
			return uint16(i)
		}
	}
	c.sets = append(c.sets, set)
	return uint16(len(c.sets) - 1)
}

// repeat writes a part that stands at least low and at most high times.
func (c *programmer) repeat(low, high int, next uint16, part func(next uint16) uint16) uint16 {
	low = min(low, maxRepeats)
	if high == math.MaxInt32 || high-low > maxOptional {
		again := c.add(step{op: opSplit, alt: next})
		next, c.steps[again].next = again, part(again)
	} else {
		after := next
		for range high - low {
			next = c.add(step{op: opSplit, next: part(next), alt: after})
		}
	}
	for range low {
		next = part(next)
	}
	return next
}

// isWord says whether a rune is one of a word, as \b sees it.
func isWord(r rune) bool {
	if r < 128 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.In(r, unicode.L, unicode.Mn, unicode.Nd, unicode.Pc) || r == '\u200D' || r == '\u200C'
}
