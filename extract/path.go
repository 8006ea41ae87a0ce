package extract

import (
	"slices"
	"strings"

	"claimboard/rules"
)

// path is a way of a pattern, as the gate checks it: a view must fulfil these
// clauses, and those in order one behind the other.
type path struct {
	pattern int32
	// Of the gate's pathClauses the loose ones are from begin to order, those in
	// order up to end.
	begin, order, end int32
}

// patternSet is a set of patterns, by their numbers.
type patternSet []uint64

func newPatternSet(patterns int) patternSet { return make(patternSet, (patterns+63)/64) }

func (s patternSet) has(i int32) bool { return s[i/64]>>(i%64)&1 != 0 }
func (s patternSet) add(i int32)      { s[i/64] |= 1 << (i % 64) }

// place is where a view fulfils a clause: where the first and the last of its
// texts end, counted from 1; 0 if it does not.
type place struct{ first, last uint16 }

// places are those of all clauses. None is left of one view for the next.
type places struct {
	of  []place
	met []uint16 // the clauses that are fulfilled
}

// mostPlaced is the longest view in which places can be told.
const mostPlaced = 1<<16 - 1

// add takes the ways of the next pattern, and gives the pattern's number.
func (g *gate) add(ways []way) int32 {
	n := g.patterns
	g.patterns++
	for _, w := range ways {
		p := path{pattern: n, begin: int32(len(g.pathClauses))}
		p.order = g.addClauses(w, true)
		p.end = g.addClauses(w, false)
		g.paths = append(g.paths, p)
	}
	return n
}

// addClauses takes those clauses of a way that are loose, or are not, and gives
// where they end.
func (g *gate) addClauses(w way, loose bool) int32 {
	for _, n := range w {
		if n.loose != loose {
			continue
		}
		if c, ok := g.numberOf(n.clause); ok {
			g.pathClauses = append(g.pathClauses, c)
		}
	}
	return int32(len(g.pathClauses))
}

// reader tells which patterns a view may match by some paths, from one pass over it.
type reader struct {
	texts *trie
	// paths are sorted by the clause of theirs that says most, which few views fulfil:
	// those of clause c are from keyed[c] to keyed[c+1].
	paths []path
	keyed []int32
}

// makeReaders makes the readers of views, and of the texts of all clauses.
func (g *gate) makeReaders(texts []lettering) {
	g.free = newPatternSet(int(g.patterns))
	var valueless []path
	used := make([]bool, len(g.clauses))
	for _, p := range g.paths {
		clauses := g.pathClauses[p.begin:p.end]
		switch {
		case len(clauses) == 0:
			g.free.add(p.pattern)
		case !slices.ContainsFunc(clauses, func(c uint16) bool { return g.clauses[c].needsValue() }):
			valueless = append(valueless, p)
			for _, c := range clauses {
				used[c] = true
			}
		}
	}
	g.all = g.newReader(g.texts, g.paths)
	texts = slices.DeleteFunc(texts, func(l lettering) bool { return !used[l.clause] })
	g.valueless = g.newReader(newTrie(texts, g.width, maxDense), valueless)
	g.places.New = func() any { return &places{of: make([]place, len(g.clauses))} }
}

// newReader sorts the paths of a reader.
func (g *gate) newReader(texts *trie, paths []path) reader {
	r := reader{texts: texts, keyed: []int32{0}}
	byKey := make([][]path, len(g.clauses))
	for _, p := range paths {
		if clauses := g.pathClauses[p.begin:p.end]; len(clauses) > 0 {
			key := slices.MaxFunc(clauses, func(c, d uint16) int { return g.clauses[c].weight() - g.clauses[d].weight() })
			byKey[key] = append(byKey[key], p)
		}
	}
	for _, ps := range byKey {
		r.paths = append(r.paths, ps...)
		r.keyed = append(r.keyed, int32(len(r.paths)))
	}
	return r
}

// needsValue says whether only views with a value fulfil a clause.
func (c clause) needsValue() bool {
	return !slices.ContainsFunc(c, func(s string) bool { return !strings.ContainsFunc(s, isValue) })
}

// isValue says whether a rune is the token of a value, marked or not.
func isValue(r rune) bool { return rules.Percent <= unmarked(r) && unmarked(r) <= rules.Integer }

// read adds the patterns that a view may match to an empty set.
func (g *gate) read(view []rune, admitted patternSet) patternSet {
	g.built.Do(g.build)
	if slices.ContainsFunc(view, isValue) {
		return g.readBy(&g.all, view, admitted)
	}
	return g.readBy(&g.valueless, view, admitted)
}

func (g *gate) readBy(by *reader, view []rune, admitted patternSet) patternSet {
	admitted = append(admitted, g.free...)
	at := g.places.Get().(*places)
	g.locate(by.texts, view, at)
	for _, c := range at.met {
		for _, p := range by.paths[by.keyed[c]:by.keyed[c+1]] {
			if at.hasAll(g.pathClauses[p.begin:p.order]) && at.inOrder(g.pathClauses[p.order:p.end], len(view) <= mostPlaced) {
				admitted.add(p.pattern)
			}
		}
	}
	at.empty()
	g.places.Put(at)
	return admitted
}

// locate notes where a view fulfils the clauses of texts. A value that is marked as the one
// being completed is read as what it was.
func (g *gate) locate(texts *trie, view []rune, at *places) {
	stem := uint16(0)
	for i, r := range view {
		stem = texts.step(stem, g.column(unmarked(r)))
		at.add(texts.met(stem), uint16(min(i+1, mostPlaced)))
	}
}

func (at *places) add(clauses []uint16, end uint16) {
	for _, c := range clauses {
		p := &at.of[c]
		if p.last == 0 {
			p.first = end
			at.met = append(at.met, c)
		}
		p.last = end
	}
}

func (at *places) empty() {
	for _, c := range at.met {
		at.of[c] = place{}
	}
	at.met = at.met[:0]
}

func (at *places) hasAll(clauses []uint16) bool {
	for _, c := range clauses {
		if at.of[c].last == 0 {
			return false
		}
	}
	return true
}

// inOrder says whether texts that fulfil clauses may stand one behind the other.
// Then they end one behind the other, parts of them too: they cannot where the
// last that fulfils a clause ends no later than the first that fulfils the one
// before. Sure says that places are told.
func (at *places) inOrder(clauses []uint16, sure bool) bool {
	least := uint16(0) // where the text before ends at the earliest
	for _, c := range clauses {
		here := at.of[c]
		if here.last == 0 || here.last <= least && sure {
			return false
		}
		least = max(least+1, here.first)
	}
	return true
}
