package extract

import (
	"fmt"
	"strings"

	"claimboard/rules"
)

// complete fills the open slots of the candidates and makes claims of them.
func (a *analysis) complete() []Claim {
	a.splitSteps()
	for i, c := range a.candidates {
		if c.emit != nil {
			a.fill(c)
			if i > 0 && a.candidates[i-1].changes(c) {
				a.candidates[i-1].share(c)
			}
			if a.fewPercent(c) {
				difference := *c.emit
				difference.Kind = Delta
				c.emit = &difference
			}
		}
	}
	a.settleFalls()
	a.carryLists()
	a.carryBenchmarks()
	a.carryValues()
	a.flankLists()
	a.pairInOrder()
	a.carryMetrics()
	a.carrySettings()
	a.carryBaselines()
	var out []Claim
	seen := map[string]bool{}
	for _, c := range a.candidates {
		if c.emit == nil {
			if c.why == "" {
				c.why = "rejected by " + c.rule.rule.ID.Value + ": " + c.rule.rule.Reject
			}
			continue
		}
		for _, claim := range a.claimsOf(c) {
			key := fmt.Sprint(claim.Start, claim.Kind, claim.Benchmark, claim.Metric, claim.Method)
			if !seen[key] {
				seen[key] = true
				out = append(out, claim)
			}
		}
	}
	return out
}

// manifold is how many times a change its upper end must be to be no end of a range,
// but the score that is reached; mostPercent the percentage that few changes are above.
const (
	manifold    = 5
	mostPercent = 50
)

// splitSteps makes a change and a score of what looks like a range of changes, where
// its ends are of two kinds: "raises the accuracy by 2.3 points to 81.6%".
func (a *analysis) splitSteps() {
	var out []*candidate
	for _, c := range a.candidates {
		if at := a.stepAt(c); at >= 0 {
			step, score := *c, *c.emit
			step.value, step.low, step.losers = at, nil, nil
			score.Kind, score.Metric = Score, ""
			c.emit, c.low, c.negative, c.relative = &score, nil, false, false
			out = append(out, &step)
		}
		out = append(out, c)
	}
	a.candidates = out
}

// stepAt is where the lower end of a candidate's range stands in the view, if it is a
// change and the upper end a score; else -1.
func (a *analysis) stepAt(c *candidate) int {
	if c.emit == nil || c.emit.Kind != Delta || c.low == nil || c.low.Items != nil || c.low.Number.Unit == "" || a.valueOf(c).Items != nil {
		return -1
	}
	low, high := c.low.Number, a.valueOf(c).Number
	units := low.Class == rules.Points && high.Class == rules.Percent
	if !units && (low.Class != high.Class || high.Class != rules.Percent || high.Value < mostPercent || high.Value < manifold*low.Value) {
		return -1
	}
	s := a.sentences[c.sentence]
	for i := c.match.start; i < c.value; i++ {
		if m := s.at(i); m != nil && m.Start == c.low.Start {
			return i
		}
	}
	return -1
}

// fill runs the bind rules for each open slot, then looks around the sentence.
func (a *analysis) fill(c *candidate) {
	stated := c.metric
	for _, f := range []struct {
		name string
		slot *slot
	}{{"benchmark", &c.benchmark}, {"metric", &c.metric}, {"method", &c.method}, {"versus", &c.versus}, {"base", &c.base}, {"phrase", &c.phrase}} {
		if f.slot.empty() {
			*f.slot = a.bind(c, f.name)
		}
	}
	if stated.empty() && a.ofOtherUnit(c) {
		c.metric = slot{}
	}
	a.liftBase(c)
	if m := c.base.mention; m != nil && (m.Own || a.isPronoun(m)) {
		c.base = slot{} // nothing is built on what the paper brings
	} else if m != nil && c.method.mention == m && c.emit.Value != "" && c.method.rule != c.rule.rule.ID.Value && a.ownNamed {
		c.method = slot{} // what the paper's own system makes of it
	}
	if a.x.generic[stated.name()] {
		if m := a.bind(c, "metric"); !m.empty() && !a.x.generic[m.name()] {
			c.metric = m // "performance is 77% in terms of F1"
		}
	}
	if c.setting == "" {
		c.setting = a.bind(c, "setting").words()
	}
	if m := c.metric.mention; c.setting == "" && m != nil && m.Items == nil {
		c.setting = a.partOfMetric(m)
	}
	if c.nowhere {
		return
	}
	a.takePart(c)
	if c.benchmark.empty() && c.metric.empty() {
		a.follow(c)
	}
	told := !c.metric.empty() || c.emit.Metric != "" || a.ownBenchmark != "" || a.tellsAll(c)
	if c.benchmark.empty() && (told || a.listsAlone(c)) && !a.saysLittle(c) {
		if found := a.topic(c); !a.unlike(c.metric.name(), found.entry()) && (told || isList(found)) {
			c.benchmark = found
		}
	}
	c.benchmark = a.inTitle(c.benchmark)
}

// ofOtherUnit says whether the metric found for a number is that of one before it in
// another unit, while its benchmark has a usual one: "47.9 mAP on A and 97.1% on B".
// A cost told as a factor is never that of a percentage or of points behind it: "a 2x
// speedup and a 1.3 points gain".
func (a *analysis) ofOtherUnit(c *candidate) bool {
	s, at := a.sentences[c.sentence], c.metric.index
	if c.metric.mention == nil || at >= c.value || at < 2 || s.view[at-1] != ' ' {
		return false
	}
	before, own := s.at(at-2), a.valueOf(c).items()[0].Number.Class
	if before != nil && before.Type == rules.Factor && a.x.costs[c.metric.name()] {
		return own == rules.Points || own == rules.Percent
	}
	if before == nil || !before.IsValue() || c.emit.Kind == Delta && !strings.ContainsRune(string(s.view[at:c.value]), rules.Benchmark) {
		return false // "47.7 mIoU, +3%"
	}
	other := before.items()[0].Number.Class
	if !(own == rules.Percent && other == rules.Decimal || own == rules.Decimal && other == rules.Percent) {
		return false
	}
	e := a.metricOf(c, c.benchmark.entry())
	return e != nil && e != c.metric.entry() && !a.x.generic[e.Name]
}

// changes says whether two neighbours are the old and the new value of one
// change: "from 60.1% to 70.2%".
func (c *candidate) changes(d *candidate) bool {
	return c.emit != nil && c.rule == d.rule && c.sentence == d.sentence && c.emit.Value != d.emit.Value &&
		(c.match.start <= d.value && d.value < c.match.end || d.match.start <= c.value && c.value < d.match.end)
}

// share gives both values of a change one benchmark and one metric. What stands
// before the first is closer than what stands behind the second: "on A from 60.1%
// to 70.2%, and on B from …".
func (c *candidate) share(d *candidate) {
	switch {
	case c.nowhere && d.benchmark.rule == topicRule || d.nowhere && c.benchmark.rule == topicRule:
	case c.benchmark.empty() || c.benchmark.rule == topicRule && !d.benchmark.empty():
		c.benchmark = d.benchmark
	case d.benchmark.empty() || d.benchmark.rule == topicRule || c.benchmark.index < c.value && d.value < d.benchmark.index:
		d.benchmark = c.benchmark
	}
	if c.metric.empty() && c.emit.Metric == "" {
		c.metric = d.metric
	} else if d.metric.empty() && d.emit.Metric == "" {
		d.metric = c.metric
	}
}

// settleFalls gives both values of a change for the worse to the system that loses, "BERT
// drops from 84% to 61%". Where the sentence names none, "the accuracy drops", there are
// no claims: it is seldom the paper's own.
func (a *analysis) settleFalls() {
	for i := 1; i < len(a.candidates); i++ {
		c, d := a.candidates[i-1], a.candidates[i]
		if d.emit == nil || !c.changes(d) {
			continue
		}
		if d.emit.Role == Baseline {
			c, d = d, c
		}
		switch {
		case !a.falls(c, d):
		case d.base.empty():
			c.emit, d.emit = nil, nil
			c.why = "a change for the worse, and nothing says whose"
			d.why = c.why
		default:
			d.method, d.base = d.base, slot{}
			d.method.role = Baseline
		}
	}
}

// falls says whether the second of two candidates is the new, worse value of a change
// that no named system makes.
func (a *analysis) falls(c, d *candidate) bool {
	named := !d.method.empty() && (d.method.mention == nil || d.method.mention.Type != rules.Self)
	if c.emit.Role != Baseline || d.emit.Role == Baseline || named || !d.phrase.empty() {
		return false
	}
	before, after := a.valueOf(c).items()[0].Number, a.valueOf(d).items()[0].Number
	e := a.measured(d, d.metric, d.benchmark, after)
	if e == nil {
		return false
	}
	return e.Direction == "higher" && after.Value < before.Value || e.Direction == "lower" && after.Value > before.Value
}

// fewest is the value in per cent below which a score of a metric that goes up
// to 100 is rare enough to be doubted.
const fewest = 15

// fewPercent says whether a score is most likely a difference: a few per cent
// of a metric of which more is better, behind a word that compares: "outperforms X
// on DAVIS with 6.8% in F-measure".
func (a *analysis) fewPercent(c *candidate) bool {
	n := a.valueOf(c).items()[0].Number
	if c.emit.Kind != Score || c.emit.Value != "" || c.emit.Role != "" || n.Class != rules.Percent && n.Class != rules.Points || n.Value >= fewest {
		return false
	}
	if m := c.method.mention; m != nil && m.Type == rules.Rival {
		return false // what a rival has, not by how much it is beaten
	}
	metric := c.metric.entry()
	if c.metric.empty() {
		metric = a.x.set.Metrics.Lookup(a.usualMetric(c, c.benchmark.entry(), n))
	}
	if metric == nil || metric.Direction != "higher" || a.x.costs[metric.Name] {
		return false
	}
	words := strings.Fields(strings.ToLower(string(a.sentences[c.sentence].view[:c.value])))
	for i := len(words) - 1; i >= 0; i-- {
		word := strings.Trim(words[i], ",:()")
		if a.x.comparing[word] {
			return true
		}
		if a.x.stating[word] || strings.HasSuffix(word, ";") {
			return false
		}
	}
	return false
}

// bind tries the bind rules for one slot of a candidate, in their order. In
// the view they see, the candidate's value is marked as {value}.
func (a *analysis) bind(c *candidate, name string) slot {
	var out slot
	none := false
	tried := a.ask(a.sentences[c.sentence], c.value, slotsNamed[name])
	for _, p := range a.x.binds[name] {
		if tried && a.earlier.silent(p) {
			continue
		}
		take := func(sentence int, m match) {
			if _, ok := m.group.named("none"); ok {
				none = true
			} else if g, ok := m.group.named(name); ok && g.end > g.start {
				out = a.slotAt(sentence, g, p)
			}
		}
		if p.rule.Scope == acrossScope {
			a.bindAcross(p, c, tried, take)
		} else {
			a.bindWithin(p, c, tried, take)
		}
		if !out.empty() || none {
			break
		}
	}
	c.nowhere = c.nowhere || none && name == "benchmark"
	return out
}

// bindWithin runs a bind rule on the candidate's sentence.
func (a *analysis) bindWithin(p *pattern, c *candidate, tried bool, yield func(sentence int, m match)) {
	s := a.sentences[c.sentence]
	s.view[c.value] += rules.This
	defer func() { s.view[c.value] -= rules.This }()
	a.each(p, s, tried, func(m match) bool { yield(c.sentence, m); return false })
}

// sentenceText is the text of a candidate's sentence.
func (a *analysis) sentenceText(c *candidate) string {
	s := a.sentences[c.sentence]
	return a.text.Tidy[s.start:s.end]
}

func (a *analysis) valueOf(c *candidate) *Mention {
	return a.sentences[c.sentence].at(c.value)
}
