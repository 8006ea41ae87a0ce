package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimboard/extract"
)

// Slot counts the errors in one field of claims that were found.
type Slot struct {
	Name      string
	Wrong, Of int
	// Mixed counts what stood in the place of what.
	Mixed map[Mix]int
}

// Mix is a value that gold has and another that the claim has.
type Mix struct{ Gold, Claim string }

// slots compares the fields of required gold claims and of the claims that
// found them.
func (r *Report) slots(p *pairing) {
	for j, i := range p.owner {
		if i < 0 || p.gold[i].Optional {
			continue
		}
		c, g := p.claims[j], p.gold[i]
		r.slot("metric", g.keys[1][c.keys[1]], g.Metric.first(), c.Metric)
		r.slot("method", g.keys[2][c.keys[2]], g.Method.first(), c.Method)
		r.slot("unit", sameUnit(c.Unit, g.Unit), g.Unit, c.Unit)
		r.slot("bound", or(c.Bound, extract.Exact) == or(g.Bound, extract.Exact), or(g.Bound, extract.Exact), c.Bound)
		r.slot("role", or(c.Role, extract.Proposed) == or(g.Role, extract.Proposed), or(g.Role, extract.Proposed), c.Role)
		r.slot("setting", (c.Setting == "") == (g.Setting == ""), g.Setting, c.Setting)
	}
}

func (r *Report) slot(name string, ok bool, gold, claim string) {
	i := slices.IndexFunc(r.Slots, func(s Slot) bool { return s.Name == name })
	if i < 0 {
		i = len(r.Slots)
		r.Slots = append(r.Slots, Slot{Name: name, Mixed: map[Mix]int{}})
	}
	s := &r.Slots[i]
	s.Of++
	if !ok {
		s.Wrong++
		s.Mixed[Mix{gold, claim}]++
	}
}

// Top are the commonest mixtures of a slot, n at most.
func (s *Slot) Top(n int) []Mix {
	mixes := slices.SortedFunc(maps.Keys(s.Mixed), func(a, b Mix) int {
		return cmp.Or(s.Mixed[b]-s.Mixed[a], strings.Compare(a.Gold, b.Gold), strings.Compare(a.Claim, b.Claim))
	})
	return mixes[:min(n, len(mixes))]
}

func (r *Report) writeSlots(b *strings.Builder) {
	for i := range r.Slots {
		s := &r.Slots[i]
		fmt.Fprintf(b, "of those found, %s wrong in %d of %d", s.Name, s.Wrong, s.Of)
		for k, m := range s.Top(3) {
			fmt.Fprintf(b, "%s%dx %s for %s", []string{": ", ", "}[min(k, 1)], s.Mixed[m], orNone(m.Claim), orNone(m.Gold))
		}
		b.WriteByte('\n')
	}
}

func orNone(s string) string {
	if s == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", s)
}
