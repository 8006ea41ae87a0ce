package extract

import (
	"math"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// growth says how the work of a failing match grows with its input.
type growth struct {
	exponential bool
	// degree is that of the power by which it grows otherwise, rounded.
	degree int
	// pump is the text whose repetition makes the work.
	pump string
}

const (
	firstPump = 2  // repetitions in the shortest input
	lastPump  = 64 // and in the longest: five doublings
	maxSteps  = 2_000_000
	// shortInput is a length at which no power that is still of use comes near
	// maxSteps.
	shortInput = 24
)

// growthOf measures a pattern on inputs of doubling length, made from the
// pattern itself: for each loop the shortest text that leads to it, many
// repetitions of what it repeats, and an end that lets the match fail. Work is
// counted in steps of a plain backtracking matcher, so that the result is the
// same on every machine.
func growthOf(root *syntax.RegexNode) growth {
	var worst growth
	for _, a := range attacks(root, nil) {
		g := a.growth(root)
		if g.exponential {
			return g
		}
		if g.degree > worst.degree {
			worst = g
		}
	}
	return worst
}

// attack is an input that may make a pattern work hard.
type attack struct{ prefix, pump []rune }

func (a attack) input(n int) []rune {
	in := append([]rune(nil), a.prefix...)
	for range n {
		in = append(in, a.pump...)
	}
	return append(in, '\x01')
}

// growth compares the work of each length with that of half of it. A power
// grows by the same factor at every doubling; an exponential's factor grows
// itself.
func (a attack) growth(root *syntax.RegexNode) growth {
	g := growth{pump: string(a.pump)}
	last, lastRatio := 0, 0.0
	for n := firstPump; n <= lastPump; n *= 2 {
		steps := countSteps(root, a.input(n))
		if last > 0 {
			ratio := float64(steps) / float64(last)
			if lastRatio > 0 && ratio >= 64 && ratio >= 4*lastRatio || steps >= maxSteps && n*len(a.pump) <= shortInput {
				g.exponential = true
				return g
			}
			if steps < maxSteps {
				g.degree = int(math.Round(math.Log2(ratio)))
			}
			lastRatio = ratio
		}
		if last = steps; steps >= maxSteps {
			break
		}
	}
	return g
}

// attacks makes one for each loop under a node and each text that it repeats.
func attacks(n *syntax.RegexNode, prefix []rune) []attack {
	var out []attack
	switch n.T {
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop, syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		if n.N > firstPump {
			return []attack{{prefix, samples(n)[0]}}
		}
	case syntax.NtLoop, syntax.NtLazyloop:
		if n.N > firstPump {
			for _, pump := range samples(n.Children[0]) {
				if len(pump) > 0 {
					out = append(out, attack{prefix, pump})
				}
			}
		}
	}
	for _, c := range n.Children {
		out = append(out, attacks(c, prefix)...)
		if n.T == syntax.NtConcatenate {
			prefix = append(prefix[:len(prefix):len(prefix)], samples(c)[0]...)
		}
	}
	return out
}

const maxSamples = 6

// samples are short texts that a node matches, at least one; the first is for
// ways that only lead through it.
func samples(n *syntax.RegexNode) [][]rune {
	switch n.T {
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return [][]rune{times([]rune{n.Ch}, n)}
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		r := 'a'
		if n.Ch == r {
			r = 'b'
		}
		return [][]rune{times([]rune{r}, n)}
	case syntax.NtSet, syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic:
		return [][]rune{times([]rune{member(n.Set)}, n)}
	case syntax.NtMulti:
		return [][]rune{n.Str}
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return samples(n.Children[0])
	case syntax.NtLoop, syntax.NtLazyloop:
		out := samples(n.Children[0])
		for i := range out {
			out[i] = times(out[i], n)
		}
		return out
	case syntax.NtAlternate:
		var first, others [][]rune
		for _, c := range n.Children {
			some := samples(c)
			first, others = append(first, some[0]), append(others, some[1:]...)
		}
		all := append(first, others...)
		return all[:min(len(all), maxSamples)]
	case syntax.NtConcatenate:
		return sequences(n.Children)
	}
	return [][]rune{nil}
}

// times repeats a text as often as a loop must, once at least.
func times(text []rune, n *syntax.RegexNode) []rune {
	var out []rune
	for range max(1, n.M) {
		if out = append(out, text...); len(out) > 64 {
			break
		}
	}
	return out
}

// sequences joins samples of parts, one part at a time taking its others.
func sequences(nodes []*syntax.RegexNode) [][]rune {
	out := [][]rune{nil}
	for _, n := range nodes {
		some := samples(n)
		for _, other := range some[1:] {
			if len(out) < maxSamples {
				out = append(out, append(out[0][:len(out[0]):len(out[0])], other...))
			}
		}
		for i := range out[:1] {
			out[i] = append(out[i][:len(out[i]):len(out[i])], some[0]...)
		}
	}
	return out
}

// member is a rune of a class: a letter if it has one.
func member(set *syntax.CharSet) rune {
	for _, r := range "ab 0,-.x" {
		if set.CharIn(r) {
			return r
		}
	}
	for _, r := range set.GetSetChars(64) {
		if set.CharIn(r) {
			return r
		}
	}
	for r := rune(1); r < 0xF900; r++ {
		if set.CharIn(r) {
			return r
		}
	}
	return 'a'
}

// countSteps counts the steps of a search that tries a pattern at every place
// of an input until it matches, maxSteps at most.
func countSteps(root *syntax.RegexNode, in []rune) int {
	s := stepper{in: in}
	for i := range in {
		if s.match(root, i, func(int) bool { return true }) {
			break
		}
	}
	return s.steps
}

// stepper is a backtracking matcher that counts. What goes on after a node is
// a function of the place reached; it says whether the whole has matched.
type stepper struct {
	in    []rune
	steps int
}

func (s *stepper) match(n *syntax.RegexNode, i int, then func(int) bool) bool {
	if s.steps++; s.steps >= maxSteps {
		return true // unwinds everything
	}
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return s.fits(n, i) && then(i+1)
	case syntax.NtMulti:
		for k, r := range n.Str {
			if i+k >= len(s.in) || s.in[i+k] != r {
				return false
			}
		}
		return then(i + len(n.Str))
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop:
		return s.greedy(n, i, then)
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		return s.lazy(n, i, then)
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		k := s.most(n, i)
		return k-i >= n.M && then(k)
	case syntax.NtConcatenate:
		return s.sequence(n.Children, i, then)
	case syntax.NtAlternate:
		for _, c := range n.Children {
			if s.match(c, i, then) {
				return true
			}
		}
		return false
	case syntax.NtLoop, syntax.NtLazyloop:
		return s.loop(n, i, -1, 0, then)
	case syntax.NtCapture, syntax.NtGroup:
		return s.match(n.Children[0], i, then)
	case syntax.NtAtomic:
		end := -1
		return s.match(n.Children[0], i, func(k int) bool { end = k; return true }) && end >= 0 && then(end)
	case syntax.NtPosLook, syntax.NtNegLook:
		return s.look(n, i) && then(i)
	}
	return s.holds(n, i) && then(i)
}

func (s *stepper) sequence(nodes []*syntax.RegexNode, i int, then func(int) bool) bool {
	if len(nodes) == 0 {
		return then(i)
	}
	return s.match(nodes[0], i, func(k int) bool { return s.sequence(nodes[1:], k, then) })
}

// loop matches a group again and again; last is where it stood before the
// iteration just done, which must not be empty.
func (s *stepper) loop(n *syntax.RegexNode, i, last, count int, then func(int) bool) bool {
	if s.steps++; s.steps >= maxSteps {
		return true
	}
	more := func() bool {
		return count < n.N && i != last && s.match(n.Children[0], i, func(k int) bool { return s.loop(n, k, i, count+1, then) })
	}
	switch {
	case count < n.M:
		return more()
	case n.T == syntax.NtLazyloop:
		return then(i) || more()
	}
	return more() || then(i)
}

func (s *stepper) most(n *syntax.RegexNode, i int) int {
	k := i
	for k-i < n.N && s.fits(n, k) {
		k++
		s.steps++
	}
	return k
}

func (s *stepper) greedy(n *syntax.RegexNode, i int, then func(int) bool) bool {
	for k := s.most(n, i); k-i >= n.M; k-- {
		if s.steps++; s.steps >= maxSteps || then(k) {
			return true
		}
	}
	return false
}

func (s *stepper) lazy(n *syntax.RegexNode, i int, then func(int) bool) bool {
	for k := i; ; k++ {
		if s.steps++; s.steps >= maxSteps || k-i >= n.M && then(k) {
			return true
		}
		if k-i >= n.N || !s.fits(n, k) {
			return false
		}
	}
}

// fits compares one rune with a node for single ones or a loop of such.
func (s *stepper) fits(n *syntax.RegexNode, i int) bool {
	if i >= len(s.in) {
		return false
	}
	switch n.T {
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return s.in[i] == n.Ch
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return s.in[i] != n.Ch
	}
	return n.Set.CharIn(s.in[i])
}

// look takes what stands behind for granted: such parts are short.
func (s *stepper) look(n *syntax.RegexNode, i int) bool {
	if n.Options&syntax.RightToLeft != 0 || len(n.Children) > 0 && n.Children[0].Options&syntax.RightToLeft != 0 {
		return true
	}
	return s.match(n.Children[0], i, func(int) bool { return true }) == (n.T == syntax.NtPosLook)
}

// holds judges the nodes that match a place, not a text.
func (s *stepper) holds(n *syntax.RegexNode, i int) bool {
	word := func(i int) bool {
		return i >= 0 && i < len(s.in) && (unicode.IsLetter(s.in[i]) || unicode.IsDigit(s.in[i]) || s.in[i] == '_')
	}
	switch n.T {
	case syntax.NtBol, syntax.NtBeginning, syntax.NtStart:
		return i == 0
	case syntax.NtEol, syntax.NtEnd, syntax.NtEndZ:
		return i == len(s.in)
	case syntax.NtBoundary:
		return word(i-1) != word(i)
	case syntax.NtNonboundary:
		return word(i-1) == word(i)
	case syntax.NtNothing:
		return false
	}
	return true
}
