package extract

import (
	"slices"
	"strings"

	"claimboard/rules"
)

// pairInOrder gives the values of a sentence that says "respectively" the
// members of a list that they share: "on A and B … 0.37 mAP and 90.5% accuracy,
// respectively". Systems need no such word for values of one thing: "FooNet-S and
// FooNet-L achieve 41.3 mAP and 43.7 mAP".
func (a *analysis) pairInOrder() {
	for i := range a.sentences {
		inOrder := a.inOrder(a.sentences[i])
		a.spread(i, inOrder)
		if !inOrder {
			a.pair(i, methodOf, ofOneThing)
			continue
		}
		a.pair(i, func(c *candidate) *slot { return &c.benchmark }, nil)
		a.pair(i, func(c *candidate) *slot { return &c.metric }, nil)
		a.pair(i, methodOf, nil)
	}
}

func methodOf(c *candidate) *slot { return &c.method }

// ofOneThing says whether values are of one metric on one benchmark: a system
// has one of them only.
func ofOneThing(cs []*candidate) bool {
	return !slices.ContainsFunc(cs, func(c *candidate) bool {
		return c.emit.Kind != Score || c.emit.Value != "" || c.metric.empty() || c.metric.name() != cs[0].metric.name() || c.benchmark.name() != cs[0].benchmark.name()
	})
}

// inOrder says whether a sentence pairs its lists: "respectively".
func (a *analysis) inOrder(s *sentence) bool {
	text := a.text.Tidy[s.start:s.end]
	return slices.ContainsFunc(a.x.set.Words["in-order"], func(w string) bool { return strings.Contains(text, w) })
}

// spread gives the only list of values of a sentence with "respectively" the
// benchmarks that stand apart in it, where they are as many: "5.8%, 13.6%, and
// 1.3% on CIFAR-10 with 1 label, STL-10 with 4, and ImageNet with 100,
// respectively"; "73.5% on Spider and 52.3% on BIRD, 3.4% and 1.9% better,
// respectively". Behind other numbers on these, a list that a bracket opens
// needs no such word: "73.5% on Spider and 52.3% on BIRD (+3.4% and +1.9%)".
func (a *analysis) spread(sentence int, inOrder bool) {
	var lists []*candidate
	single := map[string]bool{} // benchmarks of the other numbers
	for _, c := range a.candidates {
		if c.sentence != sentence || c.emit == nil {
			continue
		}
		if a.valueOf(c).Items == nil {
			single[c.benchmark.name()] = true
		} else {
			lists = append(lists, c)
		}
	}
	if len(lists) != 1 || lists[0].benchmark.mention == nil || len(lists[0].benchmark.mention.Items) >= len(a.valueOf(lists[0]).Items) {
		return
	}
	if m := lists[0].metric.mention; m != nil && m.Items != nil {
		return // "Top-1 and Top-5 by 4.4% and 2.9%, respectively"
	}
	var apart []Mention
	s := a.sentences[sentence]
	for k := range s.mentions {
		if m := &s.mentions[k]; m.Type == rules.Benchmark {
			apart = append(apart, m.items()...)
		}
	}
	values := a.valueOf(lists[0])
	if !inOrder && (len(single) == 0 || !strings.HasSuffix(a.text.Tidy[:values.Start], "(")) {
		return
	}
	if len(single) > 0 && (len(single) != len(apart) || apart[len(apart)-1].End > values.Start) {
		return // another number has one of the benchmarks
	}
	if len(apart) == len(values.Items) {
		all := list(a.text.Tidy, apart)
		lists[0].benchmark.mention = &all
	}
}

// carryLists gives a list of values that goes on with one of as many the
// benchmarks of that one, unless one stands behind it, or what is none: "7.2%
// and 14.6% on A and B without a language model, and 6.8% and 14.1% with one".
func (a *analysis) carryLists() {
	last := map[int]*candidate{} // by sentence
	for _, c := range a.candidates {
		n := len(a.valueOf(c).Items)
		if c.emit == nil || n == 0 {
			continue
		}
		if d := last[c.sentence]; d != nil && c.rule.rule.Follows != "" && !c.nowhere && c.benchmark.index < c.value && len(a.valueOf(d).Items) == n {
			c.benchmark = d.benchmark
		}
		last[c.sentence] = c
	}
}

// carryBenchmarks gives a list of values that has no benchmarks of its own those of
// the scores before it, in their order, where they are as many: "75.6 on A and 90.3 on
// B, a gain of 1.4 and 0.6 points", "BarNet scores 74.2 and 89.7". A difference takes those
// of the differences before it where there are no scores.
func (a *analysis) carryBenchmarks() {
	for i, c := range a.candidates {
		n := len(a.valueOf(c).Items)
		if c.emit == nil || n == 0 || c.nowhere || isList(c.benchmark) || isList(c.metric) || isList(c.method) {
			continue
		}
		before := a.numbersBefore(i, Score)
		if len(before) == 0 && c.emit.Kind == Delta {
			before = a.numbersBefore(i, Delta)
		}
		if m := c.benchmark.mention; len(before) == 0 || m != nil && !slices.ContainsFunc(before, func(d *candidate) bool { return d.benchmark.mention.holds(m.Name()) }) {
			continue // a benchmark that no other number has is its own
		} else if s := a.sentences[c.sentence]; m != nil && m.Start > a.valueOf(c).End && m.Start < s.end {
			continue
		}
		var names []Mention
		metric := before[0].metric
		for _, d := range before {
			if d.metric.name() != metric.name() {
				metric = slot{}
			}
			for _, m := range d.benchmark.mention.items() {
				if !slices.ContainsFunc(names, func(o Mention) bool { return o.Name() == m.Name() }) {
					names = append(names, m)
				}
			}
		}
		if len(names) != n {
			continue
		}
		all := names[0]
		all.Items = names
		c.benchmark = slot{mention: &all, rule: before[0].benchmark.rule, index: c.benchmark.index}
		if (c.metric.empty() || a.x.generic[c.metric.name()]) && c.emit.Metric == "" && metric.mention != nil && !isList(metric) {
			c.metric, c.carried = metric, true
		}
	}
}

// numbersBefore are the candidates of a kind before the i-th in its sentence, or else in
// the one before it; nil if one of them is on a benchmark that the text does not name.
func (a *analysis) numbersBefore(i int, kind string) []*candidate {
	var out []*candidate
	for j := i - 1; j >= 0; j-- {
		d := a.candidates[j]
		if d.sentence < a.candidates[i].sentence-1 || len(out) > 0 && d.sentence != out[0].sentence {
			break
		}
		if d.emit == nil || d.emit.Kind != kind {
			continue
		}
		if d.benchmark.mention == nil {
			return nil
		}
		out = append(out, d)
	}
	slices.Reverse(out)
	return out
}

// carryValues gives a list of values the metrics of as many values that stand apart
// before it in the sentence, where each has its own: "61.7 MPJPE / 43.9 PA-MPJPE,
// better than BarNet (72.8 / 55.3)". Without slashes, all are on one benchmark: "a
// recall of 41.7% and an F1 of 44.8% on X, compared with 39.5% and 42.6% for BarNet".
// So do differences, "gains of 2.1% and 3.4% over BarNet"; those over a list of systems
// only in order, "2.1% and 3.4% over BarNet and QuxNet, respectively".
func (a *analysis) carryValues() {
	for i, c := range a.candidates {
		values := a.valueOf(c)
		if c.emit == nil || c.metric.mention == nil || len(values.Items) < 2 || isList(c.metric) || isList(c.benchmark) || isList(c.method) {
			continue
		}
		on := ""
		if !a.slashed(values) {
			on = c.benchmark.name()
			others := func(d *candidate) bool {
				return d.sentence == c.sentence && d.metric.index == c.metric.index && d.emit != nil
			}
			if c.emit.Kind != Score && isList(c.versus) && !a.inOrder(a.sentences[c.sentence]) || on == "" || !slices.ContainsFunc(a.candidates[:i], others) {
				continue // its own metric
			}
		}
		metrics := a.metricsBefore(i, len(values.Items), on)
		if slices.ContainsFunc(metrics, func(m Mention) bool { return m.Name() == c.metric.name() }) {
			all := list(a.text.Tidy, metrics)
			c.metric.mention = &all
		}
	}
}

// flankLists gives a list of two values that a metric stands before and another
// behind one each: "an accuracy of 92.1% and 91.0% F1".
func (a *analysis) flankLists() {
	for _, c := range a.candidates {
		values, behind := a.valueOf(c), c.metric.mention
		if c.emit == nil || len(values.Items) != 2 || behind == nil || behind.Items != nil || behind.Start != values.End+1 || isList(c.benchmark) || isList(c.method) {
			continue
		}
		ms := a.sentences[c.sentence].mentions
		i, _ := slices.BinarySearchFunc(ms, values.Start, func(m Mention, at int) int { return m.Start - at })
		if i == 0 {
			continue
		}
		m := &ms[i-1]
		apart := m.Type == rules.Metric && m.Items == nil && !strings.HasSuffix(m.Text, "s") && m.Name() != behind.Name() && !a.x.generic[m.Name()]
		if apart && a.text.Tidy[m.End:values.Start] == " of " {
			both := list(a.text.Tidy, []Mention{*m, *behind})
			c.metric.mention = &both
		}
	}
}

func isList(s slot) bool { return s.mention != nil && s.mention.Items != nil }

// slashed says whether a mention is a list with slashes.
func (a *analysis) slashed(m *Mention) bool {
	return m != nil && len(m.Items) > 1 && strings.TrimSpace(a.text.Tidy[m.Items[0].End:m.Items[1].Start]) == "/"
}

// metricsBefore are the metrics of the last n scores before the i-th candidate in its
// sentence that are one value each, nil if they are fewer, share a metric, or are on
// another benchmark than that asked for.
func (a *analysis) metricsBefore(i, n int, on string) []Mention {
	var out []Mention
	for j := i - 1; j >= 0 && a.candidates[j].sentence == a.candidates[i].sentence && len(out) < n; j-- {
		d := a.candidates[j]
		if d.emit == nil || d.emit.Kind != Score || a.valueOf(d).Items != nil {
			continue
		}
		m := d.metric.mention
		if len(out) > 0 && m != nil && m.Start == out[len(out)-1].Start {
			continue // the old value of a change, "from 60.1 to 70.2"
		}
		if m == nil || m.Items != nil || on != "" && d.benchmark.name() != on || slices.ContainsFunc(out, func(o Mention) bool { return o.Name() == m.Name() }) {
			return nil
		}
		out = append(out, *m)
	}
	if len(out) < n {
		return nil
	}
	slices.Reverse(out)
	return out
}

// pair gives the candidates of one kind that share a list of as many names one
// each, the scores as the differences: "to 31.7 (+2.3) and 44.8 (+1.9) on A and B";
// those that are alike, where that is asked.
func (a *analysis) pair(sentence int, part func(*candidate) *slot, alike func([]*candidate) bool) {
	type share struct {
		list *Mention
		kind string
	}
	sharing := map[share][]*candidate{}
	for _, c := range a.candidates {
		if m := part(c).mention; c.sentence == sentence && c.emit != nil && m != nil && m.Items != nil {
			of := share{m, c.emit.Kind}
			sharing[of] = append(sharing[of], c)
		}
	}
	for of, cs := range sharing {
		if alike != nil && !alike(cs) {
			continue
		}
		if len(cs) != len(of.list.Items) || len(cs) < 2 || !a.equallyLong(cs) || !a.shareMetricList(cs, of.list) {
			continue
		}
		for k, c := range cs {
			part(c).mention = &of.list.Items[k]
		}
	}
}

// carryMetrics gives a claim without a metric, or with one that says nothing
// of its own, the metric of an earlier score on the same benchmark in the same
// unit; points are those of a percentage.
func (a *analysis) carryMetrics() {
	type series struct {
		benchmark string
		class     rune
	}
	last := map[series]slot{}
	var before *candidate // the last one that names its metric
	for _, c := range a.candidates {
		if c.emit == nil || c.benchmark.empty() {
			continue
		}
		on := series{c.benchmark.name(), a.classOf(c)}
		if c.emit.Metric != "" {
			if c.emit.Kind == Score && !strings.Contains(c.emit.Metric, rules.MetricSlot) {
				last[on] = slot{text: c.emit.Metric} // of a verb: "solves 61.2% of the tasks"
			}
			continue
		}
		if !c.metric.empty() && !a.x.generic[c.metric.name()] {
			if !a.x.costs[c.metric.name()] && !a.isAside(before, c) {
				before = c
				if c.emit.Kind == Score {
					last[on] = c.metric
				}
			}
		} else if m, ok := last[on]; ok && !m.empty() {
			c.metric = m
			c.carried = true
		} else if a.alike(before, c) || a.goesOn(before, c) {
			c.metric = before.metric
			c.carried = true
		}
	}
}

// isAside says whether a score stands in brackets behind one that names its metric in the
// sentence: what follows is not of the same metric as it, "71% F1 (78% recall) on A, 16%
// more than X".
func (a *analysis) isAside(before, c *candidate) bool {
	s := a.sentences[c.sentence]
	return before != nil && c.emit.Kind == Score && before.sentence == c.sentence && s.brackets(c.value) == 1 && s.brackets(before.value) == 0 && before.benchmark.name() == c.benchmark.name()
}

// goesOn says whether a score on a benchmark of no usual metric is most likely of what
// the score before it is of, in its sentence or that before: "an F1 of 91.3% on A. On B,
// it scores 90.4%".
func (a *analysis) goesOn(before, c *candidate) bool {
	if before == nil || c.emit.Kind != Score || before.emit.Kind != Score || before.sentence < c.sentence-1 || isList(before.metric) {
		return false
	}
	return a.likelyMetric(c, c.benchmark.entry()) == nil && a.classOf(before) == a.classOf(c) && before.benchmark.name() != c.benchmark.name()
}

// alike says whether a difference is most likely of what the number before it is
// of, in its sentence or that before: both are of one unit, on two benchmarks of
// one usual metric. "On A, X improves Recall@5 by 8.6 points. On B, X gains 10.1 points."
func (a *analysis) alike(before, c *candidate) bool {
	if before == nil || c.emit.Kind != Delta || !c.metric.empty() || before.sentence < c.sentence-1 || before.metric.mention == nil || before.metric.mention.Items != nil {
		return false
	}
	e, f := before.benchmark.entry(), c.benchmark.entry()
	return e != nil && f != nil && e != f && e.Metric != "" && e.Metric == f.Metric && a.classOf(before) == a.classOf(c)
}

// classOf is the class of a candidate's number; points and signed numbers are
// differences of percentages.
func (a *analysis) classOf(c *candidate) rune {
	class := a.valueOf(c).Number.Class
	if c.emit.Kind == Delta && (class == rules.Signed || class == rules.Points) {
		return rules.Percent
	}
	return class
}

// carrySettings gives a baseline or a difference the setting of the value
// before it that the sentence states of the same benchmark: both were measured
// alike.
func (a *analysis) carrySettings() {
	for i, c := range a.candidates {
		if c.emit == nil || c.setting != "" || c.emit.Kind == Score && c.emit.Role != Baseline {
			continue
		}
		if d := a.before(i, func(d *candidate) bool { return d.emit.Kind == Score && d.benchmark.name() == c.benchmark.name() }); d != nil {
			c.setting = d.setting
		}
	}
}

// carryBaselines gives the old value of a change the system that the change before
// it in the sentence starts from, and the new one the base that it is built on:
// "reduces the MSE over X from 2.2 to 1.3 and the MAE from 1.1 to 0.6".
func (a *analysis) carryBaselines() {
	for i, c := range a.candidates {
		if c.emit != nil && c.emit.Value != "" && c.emit.Role == "" && c.emit.Method == "" && c.base.empty() {
			if d := a.before(i, func(d *candidate) bool { return d.emit == c.emit }); d != nil && d.method.name() == c.method.name() {
				c.base = d.base
			}
		}
		if c.emit == nil || c.emit.Role != Baseline || c.emit.Method != Baseline || !c.base.empty() || !c.versus.empty() {
			continue
		}
		if d := a.before(i, func(d *candidate) bool { return d.emit.Role == Baseline && d.emit.Method == Baseline }); d != nil {
			c.base, c.versus = d.base, d.versus
		} else if d := a.changeBefore(c); d != nil {
			c.base, c.versus = d.base, d.versus
		}
	}
}

// changeBefore is the last change of the sentence before where the sentence of a
// candidate names no system but the paper's own, and says nothing of what it is
// compared with: what is bettered is what was. Nil if there is none.
func (a *analysis) changeBefore(c *candidate) *candidate {
	for _, m := range a.sentences[c.sentence].mentions {
		if m.Type == rules.Rival || m.Type == rules.Name || m.Type == rules.Described || m.Type == rules.Method && !m.Own {
			return nil
		}
	}
	var last *candidate
	for _, d := range a.candidates {
		if d.sentence == c.sentence-1 && d.emit != nil && d.emit.Role == Baseline && d.rule == c.rule {
			last = d
		}
	}
	return last
}

// before is the nearest candidate before the i-th that emits in its sentence and
// fits, nil if none does.
func (a *analysis) before(i int, fits func(*candidate) bool) *candidate {
	for j := i - 1; j >= 0 && a.candidates[j].sentence == a.candidates[i].sentence; j-- {
		if d := a.candidates[j]; d.emit != nil && fits(d) {
			return d
		}
	}
	return nil
}

// shareMetricList gives lists of values the list of metrics that one of them
// has: "65.1/59.3 and 40.1/32.5 in pAP/DSC on A and B, respectively". Where none
// has one but what they share, each list pairs with that itself, and it says false.
func (a *analysis) shareMetricList(cs []*candidate, shared *Mention) bool {
	n := len(a.valueOf(cs[0]).Items)
	if n == 0 {
		return true
	}
	i := slices.IndexFunc(cs, func(c *candidate) bool {
		return c.metric.mention != nil && len(c.metric.mention.Items) == n
	})
	if i < 0 || cs[i].metric.mention == shared {
		return false
	}
	for _, c := range cs {
		if c.metric.empty() || a.x.generic[c.metric.name()] {
			c.metric = cs[i].metric
		}
	}
	return true
}

// equallyLong says whether candidates are each a number, or each a list of as many.
func (a *analysis) equallyLong(cs []*candidate) bool {
	for _, c := range cs {
		if len(a.valueOf(c).Items) != len(a.valueOf(cs[0]).Items) {
			return false
		}
	}
	return true
}
