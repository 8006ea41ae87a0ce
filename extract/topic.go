package extract

import (
	"slices"
	"strings"

	"claimboard/rules"
)

// takePart makes a name of unknown kind before "tasks" or "subset" a setting in
// a paper that introduces a benchmark: it is a part of that.
func (a *analysis) takePart(c *candidate) {
	m := c.benchmark.mention
	if a.ownBenchmark == "" || m == nil || m.Entry != nil || m.Own || m.Items != nil || c.setting != "" {
		return
	}
	noun := wordFrom(a.text.Tidy, min(m.End+1, len(a.text.Tidy)))
	if !a.x.benchmarkParts[a.text.Tidy[noun.start:noun.end]] {
		return
	}
	c.setting = a.text.Tidy[m.Start:noun.end]
	c.benchmark = a.ownTopic()
}

// follow lets a per cent score, or a difference in points, that has neither
// benchmark nor metric go with the one before it, in its sentence or that
// before: "… 75.9% on ImageNet. X meets 75.5%.", "… +2.5 points on DROP. With Y
// the gain grows to +4.4 points."; "outperforms Y on X by 5.6%. With half of the
// data it still outperforms Y by 3.7%."
func (a *analysis) follow(c *candidate) {
	if d := a.rivaled(c); d != nil {
		c.benchmark, c.metric, c.carried = d.benchmark, d.metric, true
		if fixed := d.emit.Metric; d.metric.empty() && !strings.Contains(fixed, rules.MetricSlot) {
			c.metric.text = fixed
		}
		return
	}
	if !a.alone(c) && !a.beats(c) {
		return
	}
	for i := len(a.candidates) - 1; i >= 0; i-- {
		d := a.candidates[i]
		if d.sentence > c.sentence || d.sentence == c.sentence && d.value >= c.value {
			continue
		}
		if d.sentence < c.sentence-1 || d.sentence < c.sentence && a.onSeveral(d.sentence) {
			return
		}
		if d.emit != nil && a.leads(d, c) && !d.benchmark.empty() {
			if m := d.benchmark.mention; m == nil || m.Items == nil {
				c.benchmark, c.carried = d.benchmark, true
				if !a.x.costs[d.metric.name()] {
					c.metric = d.metric
				}
			}
			return
		}
	}
}

// onSeveral says whether the numbers of a sentence are on more than one benchmark: which
// of them the next sentence goes on with, nothing tells.
func (a *analysis) onSeveral(sentence int) bool {
	var on string
	for _, d := range a.candidates {
		if d.sentence != sentence || d.emit == nil || d.benchmark.empty() {
			continue
		}
		if on != "" && d.benchmark.name() != on {
			return true
		}
		on = d.benchmark.name()
	}
	return false
}

// leads says whether a number without benchmark and metric goes with one before it: both
// tell alone what they are, say the same of a system, or the first is a score
// and the second by how many points it differs.
func (a *analysis) leads(d, c *candidate) bool {
	if d.emit.Kind != c.emit.Kind {
		return a.alone(c) && c.emit.Kind == Delta && !c.versus.empty() && !d.metric.empty() && a.classOf(c) == a.classOf(d)
	}
	return a.alone(d) && a.alone(c) || a.beats(c) && d.rule == c.rule
}

// rivaled is a score of the sentence before where a sentence says no more than what
// a named system comes to: "FooNet has a mean score of 1.21 on Atari. BarNet reaches
// 1.05." All scores there in the same unit must be of one metric on one benchmark, or on
// one list of as many as the sentence has values.
func (a *analysis) rivaled(c *candidate) *candidate {
	m := c.method.mention
	named := m != nil && (m.Type == rules.Method || m.Type == rules.Rival) || c.emit.Role == Human
	if c.emit.Kind != Score || c.emit.Metric != "" || c.emit.Value != "" || !named || len(a.sentences[c.sentence].benchmarks()) > 0 {
		return nil
	}
	var before *candidate
	for _, d := range a.candidates {
		if d.sentence != c.sentence-1 || d.emit == nil || d.emit.Kind != Score || a.valueOf(d).Number.Class != a.valueOf(c).Number.Class {
			continue
		}
		if d.benchmark.empty() || before != nil && (d.benchmark.name() != before.benchmark.name() || d.metric.name() != before.metric.name() || d.emit.Metric != before.emit.Metric) {
			return nil
		}
		before = d
	}
	if before != nil && isList(before.benchmark) && len(before.benchmark.mention.Items) != len(a.valueOf(c).Items) {
		return nil
	}
	return before
}

// alone says whether a number tells without its metric what it is: a score in
// per cent, a difference in points.
func (a *analysis) alone(c *candidate) bool {
	class := a.valueOf(c).Number.Class
	if c.emit.Kind == Score {
		return class == rules.Percent
	}
	return class == rules.Points || class == rules.Signed
}

// tellsAll says whether a score in per cent with nothing behind it stands in a sentence
// right behind one about one benchmark: "We test it on A. It reaches 84.1%."
func (a *analysis) tellsAll(c *candidate) bool {
	if c.emit.Kind != Score || c.emit.Value != "" || !a.alone(c) || c.sentence == 0 || c.method.empty() {
		return false
	}
	s := a.sentences[c.sentence]
	behind := a.text.Tidy[a.valueOf(c).End:s.end]
	before := a.sentences[c.sentence-1].benchmarks()
	return len(s.benchmarks()) == 0 && strings.TrimLeft(behind, ".,;") != behind && len(before) == 1 && before[0].Items == nil
}

// beats says whether a number is by how many per cent a system is better: what
// the same words say of the one before it is of the same benchmark.
func (a *analysis) beats(c *candidate) bool {
	return c.emit.Kind == Delta && !c.negative && a.valueOf(c).Number.Class == rules.Percent
}

// saysLittle says whether a difference without a metric of its own is one of a
// paper that introduces a system and a benchmark, in a sentence that neither
// names a benchmark nor holds a score on one: it may then be on any.
func (a *analysis) saysLittle(c *candidate) bool {
	if c.emit.Kind != Delta || a.ownBenchmark == "" || a.ownMethod == "" || !c.metric.empty() && !a.x.generic[c.metric.name()] {
		return false
	}
	scored := slices.ContainsFunc(a.candidates, func(d *candidate) bool {
		return d.sentence == c.sentence && d.emit != nil && d.emit.Kind == Score && !d.benchmark.empty()
	})
	return !scored && len(a.sentences[c.sentence].benchmarks()) == 0
}

// topicRule stands where a slot names the rule that filled it.
const topicRule = "topic"

// topicReach is how many sentences back a sentence's benchmark may be named: a
// difference is close to what it is measured on.
var topicReach = map[string]int{Score: 3, Delta: 2}

// topic is the benchmark that a sentence speaks of without naming one: that of
// the sentence before it, or, where the paper introduces none, of the nearest
// which names one (or one list); else the paper's own, else the only one of the
// abstract so far. Two sentences back there must be no other. Costs (time, memory,
// energy) have none: they are measured anywhere.
func (a *analysis) topic(c *candidate) slot {
	if a.x.costs[c.metric.name()] {
		return a.beside(c)
	}
	reach := topicReach[c.emit.Kind]
	if a.counts(c) {
		reach = 0
	}
	for i := c.sentence; i >= max(0, c.sentence-reach); i-- {
		found := a.sentences[i].benchmarks()
		if len(found) == 1 && i < c.sentence && found[0].Items != nil && !a.listsAlone(c) {
			return slot{} // one figure for several benchmarks together, or figures of several things
		}
		if i == c.sentence && len(found) > 0 && found[0].Start > a.valueOf(c).Start {
			return slot{} // what a bind rule did not give the value is of another clause
		}
		if i < c.sentence && len(found) > 0 && a.enumerated(i, c.sentence) {
			return slot{}
		}
		if len(found) == 1 && (i >= c.sentence-1 || a.ownBenchmark == "") {
			if i < c.sentence-1 && a.severalNamed(c.sentence) {
				return slot{}
			}
			return slot{mention: found[0], rule: topicRule}
		}
		if len(found) > 0 && (a.ownBenchmark == "" || i == c.sentence-1 && a.sentences[i].ownBenchmark() == nil) {
			return slot{}
		}
	}
	if reach == 0 {
		return slot{}
	}
	if a.ownBenchmark != "" {
		if !a.introduced(c.sentence) {
			return slot{}
		}
		return a.ownTopic()
	}
	return a.onlyBenchmark(c.sentence)
}

// beside is the benchmark of the score right before a speed in its clause, "83.7 mAP at
// 12.6 FPS": it was measured there as well.
func (a *analysis) beside(c *candidate) slot {
	i := slices.Index(a.candidates, c)
	if e := c.metric.entry(); i == 0 || c.emit.Kind != Score || e != nil && e.Kind == Delta {
		return slot{}
	}
	d := a.candidates[i-1]
	if d.sentence != c.sentence || d.emit == nil || d.emit.Kind != Score || d.benchmark.rule != topicRule || isList(d.benchmark) {
		return slot{}
	}
	between := a.text.Tidy[a.valueOf(d).End:a.valueOf(c).Start]
	if strings.ContainsAny(between, ",;:()") {
		return slot{}
	}
	return d.benchmark
}

// listsAlone says whether the values of a list are said to pair, "respectively",
// with no names between that they may pair with, but for a metric: "4.1% and 2.5%
// higher accuracy, respectively".
func (a *analysis) listsAlone(c *candidate) bool {
	values := a.valueOf(c)
	if values.Items == nil || isList(c.metric) {
		return false
	}
	s := a.sentences[c.sentence]
	behind := a.text.Tidy[values.End:s.end]
	at := -1
	for _, w := range a.x.set.Words["in-order"] {
		if i := strings.Index(behind, w); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at >= 0 && !slices.ContainsFunc(s.mentions, func(m Mention) bool {
		between := m.Start >= values.End && m.Start < values.End+at
		return between && (m.Type != rules.Metric || m.Items != nil) || !m.IsValue() && len(m.Items) == len(values.Items)
	})
}

// unlike says whether a metric is of where things are, and a benchmark of what its
// inputs are.
func (a *analysis) unlike(metric string, e *rules.Entry) bool {
	if e == nil || e.Metric == "" || !a.x.places[metric] {
		return false
	}
	return slices.Contains(a.x.set.Words["label-metrics"], a.x.set.Metrics.Lookup(e.Metric).Name)
}

// enumerated says whether two sentences each tell one of several findings:
// "First, on X …", "Second, …". The second is about other data.
func (a *analysis) enumerated(i, j int) bool {
	return a.opensWith(i, "ordinals") && a.opensWith(j, "ordinals")
}

// opensWith says whether a sentence begins with a word of a list.
func (a *analysis) opensWith(sentence int, list string) bool {
	s := a.sentences[sentence]
	word := wordFrom(a.text.Tidy, s.start)
	return slices.Contains(a.x.set.Words[list], strings.ToLower(a.text.Tidy[word.start:word.end]))
}

// severalNamed says whether the text up to a sentence is about more than one benchmark.
func (a *analysis) severalNamed(upTo int) bool {
	seen := map[string]bool{}
	for _, s := range a.sentences[:upTo+1] {
		for _, m := range s.benchmarks() {
			seen[m.Name()] = true
		}
	}
	return len(seen) > 1
}

// counts says whether a difference is one of something that is counted or
// spent, not of a known metric: "reduces the number of queries by 40%", "3x".
// What is not said to be on a benchmark then is on none.
func (a *analysis) counts(c *candidate) bool {
	if c.emit.Kind != Delta {
		return false
	}
	return c.metric.mention == nil && c.metric.text != "" || c.metric.empty() && a.valueOf(c).Number.Class == rules.Factor
}

// benchmarks are the different benchmarks, or lists of them, that a sentence is about.
func (s *sentence) benchmarks() []*Mention {
	found := slices.DeleteFunc(s.named(), func(m *Mention) bool { return !m.Topic })
	for i := 0; i+1 < len(found); i++ {
		if one := sideBySide(found[i], found[i+1]); one != nil {
			found = slices.Replace(found, i, i+2, one)
		}
	}
	return found
}

// sideBySide is the one benchmark that two names with but a blank between them
// are: a part of a known one, "Waymo Interaction Prediction", or else the second,
// which is the narrower. It is nil for names that stand apart.
func sideBySide(m, n *Mention) *Mention {
	if n.Start != m.End+1 || m.Items != nil || n.Items != nil {
		return nil
	}
	if m.Entry == nil || n.Entry != nil {
		return n
	}
	part := *m
	part.Text, part.End, part.Variant = m.Text+" "+n.Text, n.End, true
	return &part
}

// inTitle is the benchmark of a slot under the name that the title gives it, where
// the text leaves the task out: "IJCNLP 2017" in a paper on "IJCNLP-2017 Task 2".
func (a *analysis) inTitle(s slot) slot {
	named := a.title.named()
	if s.mention == nil || s.mention.Items != nil || len(named) != 1 || named[0].Items != nil {
		return s
	}
	rest, ok := strings.CutPrefix(rules.Key(named[0].Text), rules.Key(s.mention.Text))
	if ok && slices.ContainsFunc(a.x.set.Words["lettered"], func(part string) bool { return strings.HasPrefix(rest, rules.Key(part)) }) {
		s.mention = named[0]
	}
	return s
}

// named are the different benchmarks, or lists of them, of a sentence.
func (s *sentence) named() []*Mention {
	var found []*Mention
	seen := map[string]bool{}
	for k := range s.mentions {
		if m := &s.mentions[k]; m.Type == rules.Benchmark && !seen[m.Name()] {
			seen[m.Name()] = true
			found = append(found, m)
		}
	}
	return found
}

func (a *analysis) ownTopic() slot {
	for _, s := range append(a.sentences, a.title) {
		if m := s.ownBenchmark(); m != nil {
			return slot{mention: m, rule: topicRule}
		}
	}
	return slot{text: a.ownBenchmark, rule: topicRule}
}

// introduced says whether the text up to a sentence names the paper's own
// benchmark, where any of it does: what stands before "we also release X" is
// measured on other data.
func (a *analysis) introduced(upTo int) bool {
	first := slices.IndexFunc(a.sentences, func(s *sentence) bool { return s.ownBenchmark() != nil })
	return first <= upTo || a.title.ownBenchmark() != nil
}

// ownBenchmark is where a sentence first names the paper's own benchmark, nil if
// it does not.
func (s *sentence) ownBenchmark() *Mention {
	for k := range s.mentions {
		for _, m := range s.mentions[k].items() {
			if m.Type == rules.Benchmark && m.Own {
				return &m
			}
		}
	}
	return nil
}

// onlyBenchmark is the one benchmark that the title names, or else the title
// and the text up to a sentence.
func (a *analysis) onlyBenchmark(upTo int) slot {
	if found := a.title.named(); len(found) == 1 {
		return slot{mention: found[0], rule: topicRule}
	}
	var only *Mention
	for _, s := range append([]*sentence{a.title}, a.sentences[:upTo+1]...) {
		for k := range s.mentions {
			m := &s.mentions[k]
			if m.Type != rules.Benchmark || !m.Topic && s != a.title {
				continue
			}
			if only != nil && only.Name() != m.Name() {
				return slot{}
			}
			only = m
		}
	}
	if only == nil {
		return slot{}
	}
	return slot{mention: only, rule: topicRule}
}
