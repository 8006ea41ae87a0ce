package extract

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// A requirement is what a view must hold for a pattern to match at all: of each
// clause at least one text. It is derived from the pattern, never written by
// hand, and may demand less than the pattern does but never more.
type requirement []clause

// clause is texts of which a view must hold one. A mention's token is a text of
// one rune.
type clause []string

// way is what a view must hold for a pattern to match in one way, of which a
// choice has several: the texts of its needs stand one behind the other.
type way []need

type need struct {
	clause clause
	// loose is a need of what a pattern looks for around a place: it may stand
	// before the ones before it.
	loose bool
}

const (
	maxAny  = 96 // exact texts that are joined with what follows
	maxText = 12 // runes of a text: a longer one is known by a part

	maxWays = 8 // that a pattern is told by
)

// derive reads the ways in which a pattern may match, at most so many, off its
// syntax tree. A way without needs is that of a pattern of which nothing is known.
func derive(tree *syntax.RegexTree, most int) []way {
	var out []way
	for _, k := range waysOf(tree.Root, most) {
		w := k.flush().needs
		if !slices.ContainsFunc(out, w.equal) {
			out = append(out, w)
		}
	}
	return out
}

func (w way) equal(other way) bool {
	return slices.EqualFunc(w, other, func(a, b need) bool { return a.loose == b.loose && slices.Equal(a.clause, b.clause) })
}

// requirement is that of a way, wherever its texts stand.
func (w way) requirement() requirement {
	var out requirement
	for _, n := range w {
		out = append(out, n.clause)
	}
	return out
}

// knowledge is what is known of the texts that a part of a pattern matches.
type knowledge struct {
	// exact are all of them, nil where they are too many. They stand behind the
	// needs, and wait to be joined with what follows.
	exact []string
	needs way
}

var (
	unknown = knowledge{}
	empty   = knowledge{exact: []string{""}}
)

// flush turns the exact texts into a need.
func (k knowledge) flush() knowledge {
	return knowledge{needs: k.needs.with(k.exact)}
}

// with adds a need, unless it would be met by nearly any sentence.
func (w way) with(texts []string) way {
	if c := newClause(texts); c != nil {
		return append(slices.Clip(w), need{clause: c})
	}
	return w
}

// with adds a clause, unless it would hold of nearly any sentence.
func (q requirement) with(texts []string) requirement {
	if c := newClause(texts); c != nil {
		return append(slices.Clip(q), c)
	}
	return q
}

// newClause makes a clause of texts, nil where it would hold of nearly any sentence.
func newClause(texts []string) clause {
	if len(texts) == 0 || len(texts) > 4*maxAny {
		return nil
	}
	c := make(clause, 0, len(texts))
	for _, s := range texts {
		if !telling(s) {
			return nil
		}
		c = append(c, part(s, maxText))
	}
	slices.Sort(c)
	return slices.Compact(c).simplify()
}

// telling says whether a text is rare enough for its absence to say something:
// blanks, single letters and the commonest marks are not.
func telling(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 1 || s != "" && !('a' <= s[0] && s[0] <= 'z') && !strings.Contains(".,-", s)
}

// part is a text's most telling stretch of so many runes: the one that ends with
// its last token, else its head.
func part(s string, most int) string {
	if len(s) <= most {
		return s
	}
	starts, last := make([]int, 0, 2*maxText), 0
	for i, r := range s {
		starts = append(starts, i)
		if rules.IsToken(r) {
			last = len(starts)
		}
	}
	starts = append(starts, len(s))
	end := min(max(most, last), len(starts)-1)
	return s[starts[max(0, end-most)]:starts[end]]
}

// simplify leaves out of sorted texts those that hold another of the clause:
// "improvements" beside "improvement". Rules share macros, so that many have
// the same clause: each is simplified once.
func (c clause) simplify() clause {
	key := strings.Join(c, "\x00")
	if known, ok := simplified.Load(key); ok {
		return known.(clause)
	}
	slices.SortStableFunc(c, func(a, b string) int { return len(a) - len(b) })
	out := c[:0:0]
	for _, s := range c {
		if !slices.ContainsFunc(out, func(t string) bool { return strings.Contains(s, t) }) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	simplified.Store(key, out)
	return out
}

var simplified sync.Map // of clause by its texts

// knowledgeOf derives what is known of one node.
func knowledgeOf(n *syntax.RegexNode) knowledge {
	if n.Options&syntax.IgnoreCase != 0 {
		return unknown // other cases fold in many ways
	}
	switch n.T {
	case syntax.NtOne:
		return knowledge{exact: []string{string(n.Ch)}}
	case syntax.NtMulti:
		return knowledge{exact: []string{string(n.Str)}}
	case syntax.NtSet:
		return knowledge{exact: runesOf(n.Set)}
	case syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return repeat(knowledge{exact: []string{string(n.Ch)}}, n.M, n.N)
	case syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic:
		return repeat(knowledge{exact: runesOf(n.Set)}, n.M, n.N)
	case syntax.NtLoop, syntax.NtLazyloop:
		return repeat(knowledgeOf(n.Children[0]), n.M, n.N)
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return knowledgeOf(n.Children[0])
	case syntax.NtConcatenate:
		return sequence(inOrder(n))
	case syntax.NtAlternate:
		return choice(n.Children)
	case syntax.NtPosLook:
		return knowledge{exact: empty.exact, needs: knowledgeOf(n.Children[0]).flush().needs.loose()}
	case syntax.NtEmpty, syntax.NtNegLook, syntax.NtBol, syntax.NtEol, syntax.NtBoundary, syntax.NtNonboundary,
		syntax.NtBeginning, syntax.NtStart, syntax.NtEndZ, syntax.NtEnd, syntax.NtUpdateBumpalong:
		return empty
	}
	return unknown
}

// runesOf are the runes of a small class, nil for a larger one.
func runesOf(set *syntax.CharSet) []string {
	if set.IsNegated() || set.HasSubtraction() {
		return nil
	}
	var out []string
	for _, r := range set.GetSetChars(16) {
		out = append(out, string(r))
	}
	return out
}

// repeat is a part that stands at least low and at most high times.
func repeat(k knowledge, low, high int) knowledge {
	switch {
	case high == 1 && low == 0:
		if k.exact == nil {
			return unknown
		}
		return knowledge{exact: union(k.exact, empty.exact)}
	case low == 0:
		return unknown
	case low == 1 && high == 1:
		return k
	}
	return k.flush()
}

// loose is needs that may stand anywhere.
func (w way) loose() way {
	w = slices.Clone(w)
	for i := range w {
		w[i].loose = true
	}
	return w
}

// sequence joins parts: each must stand in the text, and exact texts grow
// together while they are few.
func sequence(nodes []*syntax.RegexNode) knowledge {
	k := started{knowledge: empty}
	for _, n := range nodes {
		k = k.join(knowledgeOf(n))
	}
	return k.ended()
}

// started is what is known of the front of a sequence; parted says that its exact
// texts are not all of it.
type started struct {
	knowledge
	parted bool
}

func (k started) join(next knowledge) started {
	if next.exact != nil && len(k.exact)*len(next.exact) <= maxAny {
		return started{knowledge{product(k.exact, next.exact), append(slices.Clip(k.needs), next.needs...)}, k.parted}
	}
	// What is joined so far stands by itself, and the joining begins anew.
	if k.needs = append(slices.Clip(k.needs.with(k.exact)), next.needs...); next.exact == nil {
		next.exact = empty.exact
	}
	return started{knowledge{next.exact, k.needs}, true}
}

func (k started) ended() knowledge {
	if k.parted {
		return k.flush()
	}
	return k.knowledge
}

// choice needs of each branch one clause: together they are one.
func choice(nodes []*syntax.RegexNode) knowledge {
	var ks []knowledge
	exact := true
	var all []string
	for _, n := range nodes {
		k := knowledgeOf(n)
		ks = append(ks, k)
		exact = exact && k.exact != nil && len(k.needs) == 0
		all = union(all, k.exact)
	}
	if exact && len(all) <= 4*maxAny {
		return knowledge{exact: all}
	}
	var one need
	for _, k := range ks {
		needs := k.flush().needs
		if len(needs) == 0 {
			return unknown
		}
		best := needs.best()
		one.clause = union(one.clause, best.clause)
		one.loose = one.loose || best.loose
	}
	needs := way(nil).with(one.clause)
	if one.loose {
		needs = needs.loose()
	}
	return knowledge{needs: needs}
}

// waysOf derives what is known of one node in each of the ways in which it may
// match, at most so many.
func waysOf(n *syntax.RegexNode, most int) []knowledge {
	switch {
	case n.Options&syntax.IgnoreCase != 0:
	case n.T == syntax.NtCapture || n.T == syntax.NtGroup || n.T == syntax.NtAtomic:
		return waysOf(n.Children[0], most)
	case n.T == syntax.NtConcatenate:
		return sequenceWays(inOrder(n), most)
	case n.T == syntax.NtAlternate && len(n.Children) <= most:
		if k := knowledgeOf(n); k.exact != nil {
			return []knowledge{k}
		}
		var out []knowledge
		for i, c := range n.Children {
			others := len(n.Children) - 1 - i
			out = append(out, waysOf(c, most-len(out)-others)...)
		}
		return out
	}
	return []knowledge{knowledgeOf(n)}
}

// sequenceWays joins parts in each of the ways in which they may match.
func sequenceWays(nodes []*syntax.RegexNode, most int) []knowledge {
	ks := []started{{knowledge: empty}}
	for _, n := range nodes {
		ways := waysOf(n, most/len(ks))
		var longer []started
		for _, k := range ks {
			for _, next := range ways {
				longer = append(longer, k.join(next))
			}
		}
		ks = longer
	}
	var out []knowledge
	for _, k := range ks {
		out = append(out, k.ended())
	}
	return out
}

// best is the need that says most.
func (w way) best() need {
	return slices.MinFunc(w, func(a, b need) int {
		return cmp.Or(b.clause.weight()-a.clause.weight(), slices.Compare(a.clause, b.clause))
	})
}

// weight is how much a clause says: as much as its shortest text, the more the
// fewer texts it has. A token is as common as a short word, a number or a name
// of some system more so.
func (c clause) weight() int {
	least := maxText
	for _, s := range c {
		n := 0
		for _, r := range s {
			switch {
			case !rules.IsToken(r):
				n++
			case r == rules.Benchmark || r == rules.Metric || r == rules.Rival || r == rules.Corpus || r == rules.Described:
				n += 4
			default:
				n += 2
			}
		}
		least = min(least, n)
	}
	return 100*least - len(c)
}

func union(a, b []string) []string {
	return append(slices.Clip(a), b...)
}

func product(a, b []string) []string {
	if len(b) == 1 && b[0] == "" {
		return a
	}
	out := make([]string, 0, len(a)*len(b))
	for _, s := range a {
		for _, t := range b {
			out = append(out, s+t)
		}
	}
	return out
}
