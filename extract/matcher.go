package extract

import (
	"math"
	"slices"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// matcher is a pattern as instructions that an [attempt] follows: it matches what
// regexp2 does, in the same order of attempts, and takes a fraction of the time. It
// knows the parts that nearly all patterns are made of, and leaves patterns with
// others to regexp2.
type matcher struct {
	code     []instruction
	branches []branch // of its choices
	start    int32
	// registers are two for each group, where it began and ended, then those in
	// which instructions note things on their way.
	registers int
}

// instruction is one step of a matcher. Instruction 0 is the end of a match.
type instruction struct {
	do action
	// back says that runes are read towards the front, as in a look behind.
	back bool
	// runes are those that are taken, or one of which a look around leaves to what comes
	// next: nil where that may be any.
	runes     *runeTable
	text      []rune
	low, high int32 // times that a loop repeats, or from where to where its branches are
	register  int32
	next      int32
	// inner is where a part begins that the instruction asks for or repeats, else
	// what is tried where next leads nowhere.
	inner int32
}

// branch is one of several ways to go on: where it begins, and the runes that it
// reads first, nil if it need read none.
type branch struct {
	start int32
	first *runeTable
}

type action uint8

const (
	toEnd     action = iota
	toNowhere        // fails
	takeText
	takeRune
	takeMost   // runes of a loop, and gives some back
	takeAll    // runes of a loop, and gives none back
	takeLeast  // runes of a loop, and takes more
	toEither   // next or else inner
	toBranch   // one of several
	lookFor    // an inner part that matches here
	lookFree   // of an inner part that matches here
	commit     // to the first way in which an inner part matches
	noteBegin  // of a group
	noteGroup  // from where it began to here
	beginLoop  // counts from 0
	repeatLoop // next, or inner if the loop may go on: inner counts
	repeatLazy // the same, next first
	countLoop
	// The others go on where they hold.
	atFront
	atBack
	atLastLine
	atLineFront
	atLineBack
	atWordEdge
	atNoWordEdge
)

// loops says whether an action takes runes of a loop.
func (do action) loops() bool { return do == takeMost || do == takeAll || do == takeLeast }

// runeTable is a class of runes, those of views at hand.
type runeTable struct {
	known [tableSize / 64]uint64
	set   runeSet
}

func newRuneTable(set runeSet) *runeTable {
	t := &runeTable{set: set}
	for i := range tableSize {
		r := rune(i)
		if i >= 128 {
			r = rules.Percent + rune(i-128)
		}
		if set.has(r) {
			t.known[i/64] |= 1 << (i % 64)
		}
	}
	return t
}

func (t *runeTable) has(r rune) bool {
	if i := tableIndex(r); i >= 0 {
		return t.known[i/64]>>(i%64)&1 != 0
	}
	return t.set.has(r)
}

// newMatcher writes the matcher of a pattern whose groups have these names, nil where
// the pattern has parts that only regexp2 knows.
func newMatcher(tree *syntax.RegexTree, groups []string) *matcher {
	w := matcherWriter{code: []instruction{{do: toEnd}, {do: toNowhere}}, numbers: map[int]int32{0: -1}, registers: int32(2 * len(groups))}
	for i, name := range groups {
		if number, ok := tree.Capnames[name]; ok {
			w.numbers[number] = int32(2 * i)
		}
		w.failed = w.failed || '0' <= name[0] && name[0] <= '9' // of a group without a name
	}
	start := w.node(tree.Root, 0)
	if w.failed {
		return nil
	}
	return &matcher{code: slices.Clip(w.code), branches: slices.Clip(w.branches), start: start, registers: int(w.registers)}
}

// matcherWriter writes a matcher from its end to its front.
type matcherWriter struct {
	code     []instruction
	branches []branch
	// numbers are the registers of groups that have names, by their numbers.
	numbers   map[int]int32
	registers int32
	tables    []*runeTable
	failed    bool
}

func (w *matcherWriter) add(in instruction) int32 {
	w.code = append(w.code, in)
	return int32(len(w.code) - 1)
}

// node writes what matches a node and goes on at next, and returns where it begins.
func (w *matcherWriter) node(n *syntax.RegexNode, next int32) int32 {
	if n.Options&syntax.IgnoreCase != 0 {
		w.failed = true
		return 1
	}
	back := n.Options&syntax.RightToLeft != 0
	switch n.T {
	case syntax.NtEmpty, syntax.NtUpdateBumpalong: // the latter says from where not to search
		return next
	case syntax.NtNothing:
		return 1
	case syntax.NtGroup:
		return w.node(n.Children[0], next)
	case syntax.NtCapture:
		return w.group(n, next)
	case syntax.NtConcatenate:
		for _, part := range slices.Backward(n.Children) {
			next = w.node(part, next)
		}
		return next
	case syntax.NtAlternate:
		return w.choice(n.Children, back, next)
	case syntax.NtLoop, syntax.NtLazyloop:
		return w.loop(n, next)
	case syntax.NtPosLook:
		return w.look(lookFor, n, next)
	case syntax.NtNegLook:
		return w.look(lookFree, n, next)
	case syntax.NtAtomic:
		return w.add(instruction{do: commit, inner: w.node(n.Children[0], 0), next: next})
	case syntax.NtMulti:
		return w.add(instruction{do: takeText, back: back, text: n.Str, next: next})
	case syntax.NtOne:
		return w.add(instruction{do: takeText, back: back, text: []rune{n.Ch}, next: next})
	case syntax.NtNotone, syntax.NtSet:
		return w.add(instruction{do: takeRune, back: back, runes: w.table(n), next: next})
	}
	if do, ok := runeLoops[n.T]; ok {
		return w.add(instruction{do: do, back: back, runes: w.table(n), low: int32(n.M), high: int32(n.N), next: next})
	}
	do, ok := conditions[n.T]
	w.failed = w.failed || !ok // back references, \G and what is not known here
	return w.add(instruction{do: do, next: next})
}

var runeLoops = map[syntax.NodeType]action{
	syntax.NtOneloop: takeMost, syntax.NtNotoneloop: takeMost, syntax.NtSetloop: takeMost,
	syntax.NtOnelazy: takeLeast, syntax.NtNotonelazy: takeLeast, syntax.NtSetlazy: takeLeast,
	syntax.NtOneloopatomic: takeAll, syntax.NtNotoneloopatomic: takeAll, syntax.NtSetloopatomic: takeAll,
}

var conditions = map[syntax.NodeType]action{
	syntax.NtBeginning: atFront, syntax.NtEnd: atBack, syntax.NtEndZ: atLastLine,
	syntax.NtBol: atLineFront, syntax.NtEol: atLineBack,
	syntax.NtBoundary: atWordEdge, syntax.NtNonboundary: atNoWordEdge,
}

// group writes a group, which is noted if it has a name.
func (w *matcherWriter) group(n *syntax.RegexNode, next int32) int32 {
	w.failed = w.failed || n.N != -1 // which takes a capture back
	register, named := w.numbers[n.M]
	if !named || register < 0 {
		return w.node(n.Children[0], next)
	}
	begin := w.newRegister()
	next = w.add(instruction{do: noteGroup, register: register, low: begin, next: next})
	return w.add(instruction{do: noteBegin, register: begin, next: w.node(n.Children[0], next)})
}

func (w *matcherWriter) newRegister() int32 {
	w.registers++
	return w.registers - 1
}

func (w *matcherWriter) choice(nodes []*syntax.RegexNode, back bool, next int32) int32 {
	var branches []branch
	for _, n := range nodes {
		start := w.node(n, next)
		first, before := w.first(start)
		if before != back {
			first = nil
		}
		branches = append(branches, branch{start, first})
	}
	low := int32(len(w.branches))
	w.branches = append(w.branches, branches...)
	return w.add(instruction{do: toBranch, back: back, low: low, high: int32(len(w.branches))})
}

// first are the runes of which an instruction takes one before all else, nil if there is
// no telling, and whether that is the one before the place that it is tried at.
func (w *matcherWriter) first(at int32) (first *runeTable, back bool) {
	for {
		switch in := &w.code[at]; {
		case in.do == takeText && in.back:
			return w.shared(runeSet{ch: in.text[len(in.text)-1]}), true
		case in.do == takeText:
			return w.shared(runeSet{ch: in.text[0]}), false
		case in.do == takeRune, in.do.loops() && in.low > 0:
			return in.runes, in.back
		case in.do == commit:
			at = in.inner
		case in.do == noteBegin, in.do == noteGroup, in.do == lookFor, in.do == lookFree, in.do >= atFront:
			at = in.next // these take none
		default:
			return nil, false
		}
	}
}

// look writes a look around. Most are quicker ruled out by the runes that come next.
func (w *matcherWriter) look(do action, n *syntax.RegexNode, next int32) int32 {
	runes, back := w.first(next)
	return w.add(instruction{do: do, runes: runes, back: back, inner: w.node(n.Children[0], 0), next: next})
}

// loop writes a part that is repeated. Of parts that may be empty regexp2 has its own
// ideas when to stop.
func (w *matcherWriter) loop(n *syntax.RegexNode, next int32) int32 {
	part, low, high, lazy := n.Children[0], n.M, n.N, n.T == syntax.NtLazyloop
	switch {
	case low == 0 && high == 1:
		return w.either(w.node(part, next), next, lazy)
	case leastRunes(part) == 0:
		w.failed = true
		return 1
	case low <= 1 && high == math.MaxInt32:
		again := w.either(0, next, lazy)
		start := w.node(part, again)
		if lazy {
			w.code[again].inner = start
		} else {
			w.code[again].next = start
		}
		if low == 1 {
			return start
		}
		return again
	}
	return w.counted(part, int32(low), int32(high), lazy, next)
}

// either writes a part that may be left out.
func (w *matcherWriter) either(part, next int32, lazy bool) int32 {
	if lazy {
		part, next = next, part
	}
	return w.add(instruction{do: toEither, next: part, inner: next})
}

// counted writes a loop whose rounds are counted.
func (w *matcherWriter) counted(part *syntax.RegexNode, low, high int32, lazy bool, next int32) int32 {
	count := w.newRegister()
	again := instruction{do: repeatLoop, register: count, low: low, high: high, next: next}
	if lazy {
		again.do = repeatLazy
	}
	at := w.add(again)
	w.code[at].inner = w.add(instruction{do: countLoop, register: count})
	w.code[w.code[at].inner].next = w.node(part, at)
	return w.add(instruction{do: beginLoop, register: count, next: at})
}

// leastRunes is how many runes a node reads at least, or fewer.
func leastRunes(n *syntax.RegexNode) int {
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return 1
	case syntax.NtMulti:
		return len(n.Str)
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return leastRunes(n.Children[0])
	case syntax.NtLoop, syntax.NtLazyloop:
		return min(n.M, 1) * leastRunes(n.Children[0])
	case syntax.NtConcatenate:
		sum := 0
		for _, part := range n.Children {
			sum += leastRunes(part)
		}
		return sum
	case syntax.NtAlternate:
		least := math.MaxInt32
		for _, part := range n.Children {
			least = min(least, leastRunes(part))
		}
		return least
	}
	if _, ok := runeLoops[n.T]; ok {
		return min(n.M, 1)
	}
	return 0
}

// table is that of the runes which a node, or each round of it, takes.
func (w *matcherWriter) table(n *syntax.RegexNode) *runeTable {
	set, _ := setOf(n)
	return w.shared(set)
}

// shared is one table for all equal sets.
func (w *matcherWriter) shared(set runeSet) *runeTable {
	w.failed = w.failed || set.set == nil && set.ch == 0 // that stands for every rune
	for _, t := range w.tables {
		if t.set.equals(set) {
			return t
		}
	}
	t := newRuneTable(set)
	w.tables = append(w.tables, t)
	return t
}
