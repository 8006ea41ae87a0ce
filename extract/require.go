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

const (
	maxAny  = 96 // exact texts that are joined with what follows
	maxText = 12 // runes of a text: a longer one is known by a part

	maxChoice = 9 // clauses that a choice may have
)

// derive reads the requirement off a pattern's syntax tree. The empty
// requirement is that of a pattern of which nothing is known.
func derive(tree *syntax.RegexTree) requirement {
	n := tree.Root
	for n.T == syntax.NtCapture || n.T == syntax.NtGroup {
		n = n.Children[0]
	}
	if n.T == syntax.NtAlternate && n.Options&syntax.IgnoreCase == 0 {
		return choice(n.Children, maxChoice).flush().needs
	}
	return knowledgeOf(n).flush().needs
}

// knowledge is what is known of the texts that a part of a pattern matches.
type knowledge struct {
	// exact are all of them, nil where they are too many. They wait to be joined
	// with what follows.
	exact []string
	needs requirement
}

var (
	unknown = knowledge{}
	empty   = knowledge{exact: []string{""}}
)

// flush turns the exact texts into a clause.
func (k knowledge) flush() knowledge {
	return knowledge{needs: k.needs.with(k.exact)}
}

// with adds a clause, unless it would hold of nearly any sentence.
func (q requirement) with(texts []string) requirement {
	if len(texts) == 0 || len(texts) > 4*maxAny {
		return q
	}
	c := make(clause, 0, len(texts))
	for _, s := range texts {
		if !telling(s) {
			return q
		}
		c = append(c, part(s))
	}
	slices.Sort(c)
	return append(slices.Clip(q), slices.Compact(c).simplify())
}

// telling says whether a text is rare enough for its absence to say something:
// blanks, single letters and the commonest marks are not.
func telling(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 1 || s != "" && !('a' <= s[0] && s[0] <= 'z') && !strings.Contains(".,-", s)
}

// part is a text's most telling stretch of maxText runes: the one that ends with
// its last token, else its head.
func part(s string) string {
	if len(s) <= maxText {
		return s
	}
	runes := []rune(s)
	end := min(maxText, len(runes))
	for i, r := range runes {
		if rules.IsToken(r) {
			end = max(end, i+1)
		}
	}
	return string(runes[max(0, end-maxText):end])
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
		return choice(n.Children, 1)
	case syntax.NtPosLook:
		return knowledge{exact: empty.exact, needs: knowledgeOf(n.Children[0]).flush().needs}
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

// sequence joins parts: each must stand in the text, and exact texts grow
// together while they are few.
func sequence(nodes []*syntax.RegexNode) knowledge {
	k, whole := empty, true
	for _, n := range nodes {
		next := knowledgeOf(n)
		needs := append(slices.Clip(k.needs), next.needs...)
		if next.exact != nil && len(k.exact)*len(next.exact) <= maxAny {
			k = knowledge{exact: product(k.exact, next.exact), needs: needs}
			continue
		}
		// What is joined so far stands by itself, and the joining begins anew.
		whole = false
		k = knowledge{exact: next.exact, needs: needs.with(k.exact)}
		if k.exact == nil {
			k.exact = empty.exact
		}
	}
	if !whole {
		return k.flush()
	}
	return k
}

// choice needs of each branch one clause: together they are one.
func choice(nodes []*syntax.RegexNode, most int) knowledge {
	ks := make([]knowledge, len(nodes))
	exact := true
	var all []string
	for i, n := range nodes {
		ks[i] = knowledgeOf(n)
		exact = exact && ks[i].exact != nil && len(ks[i].needs) == 0
		all = union(all, ks[i].exact)
	}
	if exact && len(all) <= 4*maxAny {
		return knowledge{exact: all}
	}
	// One clause of each branch makes one of the choice: that one must hold.
	each := 1
	for pow(each+1, len(nodes)) <= most {
		each++
	}
	clauses := []clause{nil}
	for _, k := range ks {
		best := k.flush().needs.best(each)
		if len(best) == 0 {
			return unknown
		}
		var longer []clause
		for _, c := range clauses {
			for _, d := range best {
				longer = append(longer, union(c, d))
			}
		}
		clauses = longer
	}
	var needs requirement
	for _, c := range clauses {
		needs = needs.with(c)
	}
	return knowledge{needs: needs.best(most)}
}

func pow(n, times int) int {
	out := 1
	for range times {
		out *= n
	}
	return out
}

// best are the clauses that say most, at most n, no two the same.
func (q requirement) best(n int) requirement {
	q = slices.Clone(q)
	slices.SortStableFunc(q, func(c, d clause) int { return cmp.Or(d.weight()-c.weight(), slices.Compare(c, d)) })
	q = slices.CompactFunc(q, slices.Equal)
	return q[:min(n, len(q))]
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
