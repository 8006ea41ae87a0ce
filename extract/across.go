package extract

import (
	"sort"

	"claimboard/rules"
)

// whole is what rules see whose scope is the abstract: its sentences as one.
type whole struct {
	sentence
	begins []int // where each sentence begins in the view
}

// acrossScope is the scope of rules that look across sentences.
const acrossScope = "abstract"

// newWhole joins sentences, a blank between two.
func newWhole(sentences []*sentence) *whole {
	runes, mentions := 0, 0
	for _, s := range sentences {
		runes += len(s.view) + 1
		mentions += len(s.mentions)
	}
	w := &whole{begins: make([]int, 0, len(sentences))}
	w.lay(make([]int32, viewSize(runes)), runes)
	w.mentions = make([]Mention, 0, mentions)
	for _, s := range sentences {
		if len(w.view) > 0 {
			w.put(' ', -1, s.start)
		}
		w.begins = append(w.begins, len(w.view))
		mentions := int32(len(w.mentions))
		for i, r := range s.view {
			m := s.mention[i]
			if m >= 0 {
				m += mentions
			}
			w.put(r, int(m), int(s.offset[i]))
		}
		w.mentions = append(w.mentions, s.mentions...)
		w.end = s.end
	}
	w.offset = append(w.offset, int32(w.end))
	return w
}

// locate gives the sentence that a stretch begins in, and the stretch there.
func (w *whole) locate(g span) (sentence int, local span) {
	i := sort.SearchInts(w.begins, g.start+1) - 1
	return i, span{g.start - w.begins[i], g.end - w.begins[i]}
}

// giveBack hands the mentions, whose kinds may have been settled, back to the
// sentences that they are of.
func (w *whole) giveBack(sentences []*sentence) {
	n := 0
	for _, s := range sentences {
		n += copy(s.mentions, w.mentions[n:])
	}
}

// matchAcross makes the candidates of the rules that look across sentences, by
// the sentence that holds the value.
func (a *analysis) matchAcross() {
	a.across = map[int][]*candidate{}
	for _, p := range a.x.across {
		if a.earlier.silent(p) {
			continue
		}
		w := a.joined()
		a.each(p, &w.sentence, a.earlier != nil, func(m match) bool {
			in := map[int]bool{}
			for _, g := range m.group {
				i, _ := w.locate(g.span)
				in[i] = true
			}
			for i := range in {
				a.across[i] = append(a.across[i], a.candidatesAcross(i, p, m)...)
			}
			return true
		})
	}
}

// joined are the sentences as one, made when a rule first asks for it: few
// abstracts get to the rules that do.
func (a *analysis) joined() *whole {
	if a.whole == nil {
		a.whole = newWhole(a.sentences)
	}
	return a.whole
}

// candidatesAcross makes the candidates of a match whose value is in a
// sentence; what else the match binds may stand in others.
func (a *analysis) candidatesAcross(i int, p *pattern, m match) []*candidate {
	here, elsewhere := match{start: m.start, end: m.end}, map[string]slot{}
	for _, g := range m.group {
		if k, local := a.joined().locate(g.span); k == i {
			here.group = append(here.group, group{g.name, local})
		} else {
			elsewhere[g.name] = a.slotAt(k, local, p)
		}
	}
	cs := a.candidatesOf(i, p, here)
	for _, c := range cs {
		if c.emit == nil {
			continue
		}
		for _, s := range []struct {
			slot        *slot
			name, fixed string
		}{
			{&c.benchmark, "benchmark", c.emit.Benchmark}, {&c.metric, "metric", ""},
			{&c.method, "method", c.emit.Method}, {&c.versus, "versus", c.emit.Versus},
		} {
			if group, ok := rules.SlotName(s.fixed); ok {
				s.name = group
			}
			if s.slot.empty() {
				*s.slot = elsewhere[s.name]
			}
		}
		if c.setting == "" {
			c.setting = elsewhere["setting"].text
		}
	}
	return cs
}

// bindAcross runs a bind rule on the whole abstract.
func (a *analysis) bindAcross(p *pattern, c *candidate, tried bool, yield func(sentence int, m match)) {
	w := a.joined()
	at := w.begins[c.sentence] + c.value
	w.view[at] += rules.This
	defer func() { w.view[at] -= rules.This }()
	a.each(p, &w.sentence, tried, func(m match) bool {
		i := c.sentence
		for j := range m.group {
			g := &m.group[j]
			k, local := w.locate(g.span)
			g.span = local
			if g.name == p.rule.Bind {
				i = k
			}
		}
		yield(i, m)
		return false
	})
}
