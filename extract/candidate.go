package extract

import (
	"cmp"
	"maps"
	"slices"
	"sort"

	"claimboard/rules"
)

// candidate is a value that a rule takes for a claim, or rejects, before its
// open slots are filled.
type candidate struct {
	sentence int
	// value is the view's rune that stands for the value or list of values.
	value int
	rule  *pattern
	emit  *rules.Emit // nil for a rule that rejects
	match match

	benchmark, metric, method, versus slot
	// base is the system that the method is applied to; phrase what the sentence
	// calls its subject, for papers that give their system no name.
	base, phrase slot
	setting      string
	// low is the number that a rule takes for the lower end of a range: "by 3 to 5 points".
	low                *Mention
	relative, negative bool
	// nowhere says that a bind rule found the value to be on no named benchmark.
	nowhere bool
	// carried says that the metric is an earlier claim's.
	carried bool

	// losers are the other candidates for the same value, best first.
	losers []*candidate
	// why says why the candidate became no claim, "" if it did.
	why string
}

// slot is a part of a claim: a mention or words of the text, and the rule that
// found it.
type slot struct {
	mention *Mention
	text    string
	rule    string
	role    string // of the system, where the rule says it
	// sentence is the number of the one that it stands in, index where in its view.
	sentence, index int
}

func (s slot) empty() bool { return s.mention == nil && s.text == "" }

func (s slot) entry() *rules.Entry {
	if s.mention != nil {
		return s.mention.Entry
	}
	return nil
}

func (s slot) name() string {
	if s.mention != nil {
		return s.mention.Name()
	}
	return s.text
}

// match runs the claim rules on a sentence, and settles which rule has each
// value.
func (a *analysis) match(i int) []*candidate {
	s := a.sentences[i]
	byValue := map[int][]*candidate{}
	for _, c := range a.across[i] {
		byValue[c.value] = append(byValue[c.value], c)
	}
	try := func(patterns []*pattern, tried bool) {
		for _, p := range patterns {
			if p.rule.Scope == acrossScope {
				continue
			}
			a.each(p, s, tried, func(m match) bool {
				for _, c := range a.candidatesOf(i, p, m) {
					byValue[c.value] = append(byValue[c.value], c)
				}
				return true
			})
		}
	}
	try(a.x.claims, a.earlier != nil)
	if !a.brief || len(byValue) > 0 {
		try(a.x.rejects, a.ask(s, noValue, 0))
	}
	var out []*candidate
	var kinds [2]string // of the claim before, in brackets and outside
	for _, value := range slices.Sorted(maps.Keys(byValue)) {
		cs := byValue[value]
		sort.SliceStable(cs, func(i, j int) bool { return cs[i].beats(cs[j]) })
		where := s.brackets(value)
		before := cmp.Or(kinds[where], kinds[0])
		winner := slices.IndexFunc(cs, func(c *candidate) bool { return c.follows(before) })
		if winner < 0 {
			continue
		}
		c := cs[winner]
		c.losers = slices.Delete(cs, winner, winner+1)
		out = append(out, c)
		if c.emit != nil {
			kinds[where] = c.emit.Kind
		}
	}
	return out
}

// brackets is 1 for a rune of the view inside brackets, else 0: what stands in
// "(+28.5%)" is no member of the list around it.
func (s *sentence) brackets(at int) int {
	for i := at - 1; i >= 0; i-- {
		switch s.view[i] {
		case '(':
			return 1
		case ')':
			return 0
		}
	}
	return 0
}

// follows says whether a candidate can stand behind a claim of a kind, "" for
// the first of its sentence.
func (c *candidate) follows(kind string) bool {
	want := c.rule.rule.Follows
	return want == "" || want == kind
}

// candidatesOf makes the candidates of one match: one an emit.
func (a *analysis) candidatesOf(i int, p *pattern, m match) []*candidate {
	if p.rule.Reject != "" {
		if g, ok := m.group.named("value"); ok {
			return []*candidate{{sentence: i, value: g.start, rule: p, match: m}}
		}
		return nil
	}
	var out []*candidate
	for k := range p.rule.Emit {
		e := &p.rule.Emit[k]
		label := e.Value
		if label == "" {
			label = "value"
		}
		g, ok := m.group.named(label)
		if !ok {
			continue
		}
		c := &candidate{sentence: i, value: g.start, rule: p, emit: e, match: m}
		c.benchmark = a.slotOf(i, m, "benchmark", e.Benchmark, p)
		c.metric = a.slotOf(i, m, "metric", "", p)
		c.method = a.slotOf(i, m, "method", e.Method, p)
		c.versus = a.slotOf(i, m, "versus", e.Versus, p)
		c.setting = a.slotOf(i, m, "setting", e.Setting, p).text
		if g, ok := m.group.named("low"); ok {
			c.low = a.sentences[i].at(g.start)
			out = append(out, &candidate{sentence: i, value: g.start, rule: p, match: m, why: "the lower end of a range"})
		}
		_, rel := m.group.named("relative")
		_, neg := m.group.named("negative")
		c.relative, c.negative = e.Relative || rel, e.Negative || neg
		out = append(out, c)
	}
	return out
}

// slotOf takes a slot from the group of its name, or from a fixed text of the
// rule. A fixed text in braces, {old}, names another group.
func (a *analysis) slotOf(i int, m match, name, fixed string, p *pattern) slot {
	if n := len(fixed); n > 2 && fixed[0] == '{' && fixed[n-1] == '}' {
		name, fixed = fixed[1:n-1], ""
	}
	if fixed != "" {
		return slot{text: fixed, rule: p.rule.ID.Value}
	}
	g, ok := m.group.named(name)
	if !ok || g.start == g.end {
		return slot{}
	}
	return a.slotAt(i, g, p)
}

func (a *analysis) slotAt(i int, g span, p *pattern) slot {
	s := a.sentences[i]
	out := slot{mention: s.at(g.start), rule: p.rule.ID.Value, role: p.rule.Role, sentence: i, index: g.start}
	if g.end-g.start > 1 || out.mention == nil {
		out.mention = nil
		out.text = a.text.Tidy[s.offset[g.start]:s.textEnd(g.end)]
	}
	return out
}

// beats settles which of two candidates has a value: priority, then the rule
// that binds more slots, then the longer match, then the id.
func (c *candidate) beats(d *candidate) bool {
	if c.rule.rule.Priority != d.rule.rule.Priority {
		return c.rule.rule.Priority > d.rule.rule.Priority
	}
	if n, m := c.bound(), d.bound(); n != m {
		return n > m
	}
	if n, m := c.match.end-c.match.start, d.match.end-d.match.start; n != m {
		return n > m
	}
	return c.rule.rule.ID.Value < d.rule.rule.ID.Value
}

func (c *candidate) bound() int {
	n := 0
	for _, s := range []slot{c.benchmark, c.metric, c.method} {
		if !s.empty() {
			n++
		}
	}
	return n
}
