package extract

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"claimboard/rules"
)

// complete fills the open slots of the candidates and makes claims of them.
func (a *analysis) complete() []Claim {
	for _, c := range a.candidates {
		if c.emit != nil {
			a.fill(c)
			if a.fewPercent(c) {
				difference := *c.emit
				difference.Kind = Delta
				c.emit = &difference
			}
		}
	}
	a.pairInOrder()
	a.carryMetrics()
	a.carrySettings()
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

// fill runs the bind rules for each open slot, then looks around the sentence.
func (a *analysis) fill(c *candidate) {
	for _, f := range []struct {
		name string
		slot *slot
	}{{"benchmark", &c.benchmark}, {"metric", &c.metric}, {"method", &c.method}, {"versus", &c.versus}, {"base", &c.base}, {"phrase", &c.phrase}} {
		if f.slot.empty() {
			*f.slot = a.bind(c, f.name)
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
	if c.benchmark.empty() && (!c.metric.empty() || a.ownBenchmark != "") && !a.saysLittle(c) {
		c.benchmark = a.topic(c)
	}
}

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
	metric := c.metric.entry()
	if c.metric.empty() {
		metric = a.x.set.Metrics.Lookup(a.usualMetric(c.benchmark.entry(), n))
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

// follow lets a per cent score, or a difference in points, that has neither
// benchmark nor metric go with the one before it, in its sentence or that
// before: "… 75.9% on ImageNet. X meets 75.5%.", "… +2.5 points on DROP. With Y
// the gain grows to +4.4 points."
func (a *analysis) follow(c *candidate) {
	if !a.alone(c) {
		return
	}
	for i := len(a.candidates) - 1; i >= 0; i-- {
		d := a.candidates[i]
		if d.sentence > c.sentence || d.sentence == c.sentence && d.value >= c.value {
			continue
		}
		if d.sentence < c.sentence-1 {
			return
		}
		if d.emit != nil && d.emit.Kind == c.emit.Kind && !d.benchmark.empty() && a.alone(d) {
			if m := d.benchmark.mention; m == nil || m.Items == nil {
				c.benchmark, c.metric, c.carried = d.benchmark, d.metric, true
			}
			return
		}
	}
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

// bind tries the bind rules for one slot of a candidate, in their order. In
// the view they see, the candidate's value is marked as {value}.
func (a *analysis) bind(c *candidate, name string) slot {
	s := a.sentences[c.sentence]
	s.view[c.value] += rules.This
	defer func() { s.view[c.value] -= rules.This }()
	var out slot
	for _, p := range a.x.binds[name] {
		take := func(sentence int, m match) {
			if _, none := m.group["none"]; none {
				c.nowhere = true
			} else if g, ok := m.group[name]; ok && g.end > g.start {
				out = a.slotAt(sentence, g, p)
			}
		}
		if p.rule.Scope == acrossScope {
			a.bindAcross(p, c, take)
		} else {
			a.each(p, s, func(m match) bool { take(c.sentence, m); return false })
		}
		if !out.empty() || c.nowhere {
			break
		}
	}
	return out
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
		return slot{}
	}
	reach := topicReach[c.emit.Kind]
	if a.counts(c) {
		reach = 0
	}
	for i := c.sentence; i >= max(0, c.sentence-reach); i-- {
		found := a.sentences[i].benchmarks()
		if len(found) == 1 && i < c.sentence && len(found[0].Items) > len(a.valueOf(c).items()) {
			return slot{} // one figure for several benchmarks together
		}
		if i == c.sentence && len(found) > 0 && found[0].Start > a.valueOf(c).Start {
			return slot{} // what a bind rule did not give the value is of another clause
		}
		if len(found) == 1 && (i >= c.sentence-1 || a.ownBenchmark == "") {
			if i < c.sentence-1 && a.severalNamed(c.sentence) {
				return slot{}
			}
			return slot{mention: found[0], rule: "topic"}
		}
		if len(found) > 0 && a.ownBenchmark == "" {
			return slot{}
		}
	}
	if reach == 0 {
		return slot{}
	}
	if a.ownBenchmark != "" {
		return a.ownTopic()
	}
	return a.onlyBenchmark(c.sentence)
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
	return slices.DeleteFunc(s.named(), func(m *Mention) bool { return !m.Topic })
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
		for k := range s.mentions {
			for _, m := range s.mentions[k].items() {
				if m.Type == rules.Benchmark && m.Own {
					return slot{mention: &m, rule: "topic"}
				}
			}
		}
	}
	return slot{text: a.ownBenchmark, rule: "topic"}
}

// onlyBenchmark is the one benchmark that the title names, or else the title
// and the text up to a sentence.
func (a *analysis) onlyBenchmark(upTo int) slot {
	if found := a.title.named(); len(found) == 1 {
		return slot{mention: found[0], rule: "topic"}
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
	return slot{mention: only, rule: "topic"}
}

// pairInOrder gives the values of a sentence that says "respectively" the
// members of a list that they share: "on A and B … 0.37 mAP and 90.5% accuracy,
// respectively".
func (a *analysis) pairInOrder() {
	for i := range a.sentences {
		if !a.inOrder(a.sentences[i]) {
			continue
		}
		a.spread(i)
		a.pair(i, func(c *candidate) *slot { return &c.benchmark })
		a.pair(i, func(c *candidate) *slot { return &c.metric })
		a.pair(i, func(c *candidate) *slot { return &c.method })
	}
}

// inOrder says whether a sentence pairs its lists: "respectively".
func (a *analysis) inOrder(s *sentence) bool {
	text := a.text.Tidy[s.start:s.end]
	return slices.ContainsFunc(a.x.set.Words["in-order"], func(w string) bool { return strings.Contains(text, w) })
}

// spread gives the only list of values of a sentence with "respectively" the
// benchmarks that stand apart in it, where they are as many: "5.8%, 13.6%, and
// 1.3% on CIFAR-10 with 1 label, STL-10 with 4, and ImageNet with 100,
// respectively"; "88.8% on Spider and 64.9% on BIRD, 2.7% and 2.6% better,
// respectively".
func (a *analysis) spread(sentence int) {
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
	if len(lists) != 1 || lists[0].benchmark.mention == nil || lists[0].benchmark.mention.Items != nil {
		return
	}
	var apart []Mention
	s := a.sentences[sentence]
	for k := range s.mentions {
		if m := &s.mentions[k]; m.Type == rules.Benchmark {
			apart = append(apart, m.items()...)
		}
	}
	values := a.valueOf(lists[0])
	if len(single) > 0 && (len(single) != len(apart) || apart[len(apart)-1].End > values.Start) {
		return // another number has one of the benchmarks
	}
	if len(apart) == len(values.Items) {
		all := list(a.text.Tidy, apart)
		lists[0].benchmark.mention = &all
	}
}

func (a *analysis) pair(sentence int, part func(*candidate) *slot) {
	sharing := map[*Mention][]*candidate{}
	for _, c := range a.candidates {
		if m := part(c).mention; c.sentence == sentence && c.emit != nil && m != nil && m.Items != nil {
			sharing[m] = append(sharing[m], c)
		}
	}
	for m, cs := range sharing {
		if len(cs) != len(m.Items) || len(cs) < 2 || !allSingle(a, cs) {
			continue
		}
		for k, c := range cs {
			part(c).mention = &m.Items[k]
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
	for _, c := range a.candidates {
		if c.emit == nil || c.emit.Metric != "" || c.benchmark.empty() {
			continue
		}
		class := a.valueOf(c).Number.Class
		if c.emit.Kind == Delta && (class == rules.Points || class == rules.Signed) {
			class = rules.Percent
		}
		on := series{c.benchmark.name(), class}
		if !c.metric.empty() && !a.x.generic[c.metric.name()] {
			if c.emit.Kind == Score && !a.x.costs[c.metric.name()] {
				last[on] = c.metric
			}
		} else if m, ok := last[on]; ok && m.mention != nil {
			c.metric = m
			c.carried = true
		}
	}
}

// carrySettings gives a baseline or a difference the setting of the value
// before it that the sentence states of the same benchmark: both were measured
// alike.
func (a *analysis) carrySettings() {
	for i, c := range a.candidates {
		if c.emit == nil || c.setting != "" || c.emit.Kind == Score && c.emit.Role != Baseline {
			continue
		}
		for j := i - 1; j >= 0 && a.candidates[j].sentence == c.sentence; j-- {
			d := a.candidates[j]
			if d.emit != nil && d.emit.Kind == Score && d.benchmark.name() == c.benchmark.name() {
				c.setting = d.setting
				break
			}
		}
	}
}

func allSingle(a *analysis, cs []*candidate) bool {
	for _, c := range cs {
		if a.valueOf(c).Items != nil || c.emit.Kind != cs[0].emit.Kind {
			return false
		}
	}
	return true
}

func (a *analysis) valueOf(c *candidate) *Mention {
	return a.sentences[c.sentence].at(c.value)
}

// noBenchmark is why a value is no claim where nothing says what was measured on.
const noBenchmark = "no benchmark is named"

// claimsOf makes the claims of a candidate: one for each value and, where
// fewer values than names stand in lists, one for each name.
func (a *analysis) claimsOf(c *candidate) []Claim {
	if c.benchmark.empty() {
		c.why = noBenchmark
		return nil
	}
	if c.why = a.misfit(c); c.why != "" {
		return nil
	}
	if c.lowers() && c.metric.empty() {
		c.why = "what goes down is not named"
		return nil
	}
	values := a.valueOf(c).items()
	var out []Claim
	for i, v := range values {
		benchmarks, ok := members(c.benchmark, i, len(values))
		if !ok {
			c.why = fmt.Sprintf("%d values do not pair with %d benchmarks", len(values), len(c.benchmark.mention.Items))
			return nil
		}
		metrics, ok := members(c.metric, i, len(values))
		if !ok {
			metrics = []slot{{}}
		}
		methods, ok := members(c.method, i, len(values))
		if !ok {
			methods = []slot{{}}
		}
		if together(c, benchmarks, &v.Number) && !a.both(c) {
			c.why = "one figure for several benchmarks together"
			return nil
		}
		for _, b := range benchmarks {
			for _, m := range metrics {
				for _, s := range methods {
					cl := a.claim(c, &v, b, m, s)
					cl.Setting = a.settingOf(c, i, len(values))
					out = append(out, cl)
				}
			}
		}
	}
	return out
}

// misfit says why a score cannot be one of its metric, "" if it can: a factor
// where the metric's values are none ("its accuracy, running at 2.6x"), a value
// out of the metric's range. Of a metric that the text does not name, the
// benchmark's usual one tells.
func (a *analysis) misfit(c *candidate) string {
	if c.emit.Kind != Score {
		return ""
	}
	n := a.valueOf(c).Number
	e := c.metric.entry()
	if c.metric.empty() && n.Class != rules.Quantity {
		e = a.x.set.Metrics.Lookup(a.usualMetric(c.benchmark.entry(), n))
	}
	switch {
	case e == nil || e.Kind == Delta:
		return ""
	case n.Class == rules.Factor && e.Unit != "x":
		return "a factor, and " + e.Name + " is none"
	case len(e.Range) == 2 && (n.Value < e.Range[0] || n.Value > e.Range[1]):
		return fmt.Sprintf("%s goes from %v to %v", e.Name, e.Range[0], e.Range[1])
	}
	return ""
}

// together says whether one figure is most likely for several benchmarks at
// once: a difference, a bound, a range, or a number for more than three.
func together(c *candidate, benchmarks []slot, n *Number) bool {
	return len(benchmarks) > 1 &&
		(c.emit.Kind == Delta || n.Bound != Exact || n.Ranged || c.low != nil || len(benchmarks) > 3)
}

// both says whether the text says that each benchmark of the list is meant:
// "both in WebVision and ImageNet".
func (a *analysis) both(c *candidate) bool {
	const reach = len(" on the ") // from the word to the list
	m := c.benchmark.mention
	return m != nil && slices.ContainsFunc(a.x.set.Words["each"], func(w string) bool {
		from := m.Start - len(w) - reach
		return from >= 0 && strings.Contains(a.text.Tidy[from:m.Start], w+" ")
	})
}

// members gives what stands in a slot for the i-th of n values: the i-th of n
// names, or all names where the value is one. It fails where the counts differ.
func members(s slot, i, n int) ([]slot, bool) {
	if s.mention == nil || s.mention.Items == nil {
		return []slot{s}, true
	}
	items := s.mention.Items
	one := func(k int) slot { t := s; t.mention = &items[k]; return t }
	switch {
	case len(items) == n:
		return []slot{one(i)}, true
	case n == 1:
		out := make([]slot, len(items))
		for k := range items {
			out[k] = one(k)
		}
		return out, true
	}
	return nil, false
}

func (s slot) name() string {
	if s.mention != nil {
		return s.mention.Name()
	}
	return s.text
}

// partOfMetric is the word of a metric's text that says under what it was
// measured: "average accuracy" is an accuracy.
func (a *analysis) partOfMetric(m *Mention) string {
	for _, w := range a.x.set.Words["metric-settings"] {
		rest, ok := strings.CutPrefix(strings.ToLower(m.Text), w+" ")
		if ok && m.Entry != nil && a.x.set.Metrics.Lookup(rest) == m.Entry {
			return w
		}
	}
	return ""
}

// settingOf is the setting of the i-th of n values: its own part of a list of
// as many ("on easy and hard questions"), else what was said of all. A setting
// that only names the system says nothing.
func (a *analysis) settingOf(c *candidate, i, n int) string {
	out := c.setting
	if parts := a.x.lists.split.Split(out, -1); n > 1 && len(parts) == n {
		out = parts[i]
	}
	key := rules.Key(out)
	for _, said := range []string{c.base.name(), a.ownMethod} {
		if k := rules.Key(said); k != "" && strings.Contains(key, k) {
			return ""
		}
	}
	if key == rules.Key(c.method.name()) {
		return ""
	}
	return out
}

func (s slot) entry() *rules.Entry {
	if s.mention != nil {
		return s.mention.Entry
	}
	return nil
}

// claim puts one claim together.
func (a *analysis) claim(c *candidate, v *Mention, benchmark, metric, method slot) Claim {
	n := v.Number
	cl := Claim{
		Benchmark: benchmark.name(), Value: n.Value, Unit: n.Unit, Kind: c.emit.Kind,
		Relative: c.relative, Bound: n.Bound, Versus: c.versus.name(), Rule: c.rule.rule.ID.Value,
	}
	if c.low != nil {
		n.Ranged, n.Low = true, c.low.Number.Value
		if n.Low > n.Value && !n.Signed {
			n.Low, n.Value, cl.Value = n.Value, n.Low, n.Low
		}
	}
	if n.Ranged {
		low := n.Low
		cl.Low = &low
	}
	if c.negative && !n.Signed {
		cl.Value = -cl.Value
	}
	if c.emit.Bound != "" && n.Bound == Exact {
		cl.Bound = c.emit.Bound
	}
	if c.emit.Unit != "" {
		cl.Unit = c.emit.Unit
	}
	if c.emit.Kind == Delta && n.Unit == "" && n.Signed {
		cl.Unit = "points"
	}
	cl.Metric, cl.MetricImplied = a.metric(c, metric, benchmark, n)
	if e := metric.entry(); e != nil && e.Direction == "higher" && c.lowers() {
		cl.Metric = metric.name() // an accuracy that is reduced is a loss
		cl.Value = -cl.Value
	}
	if e := metric.entry(); e != nil && e.Kind == Delta {
		cl.Kind = Delta // a speedup is a difference, however it is put
	}
	cl.Method, cl.Role = a.system(c, method)
	if rules.Key(cl.Method) == rules.Key(cl.Benchmark) {
		cl.Method = a.defaultMethod() // a benchmark does not score on itself
	}
	cl.Start, cl.End = a.text.Raw(n.Start, n.End)
	cl.ValueText = a.paper.Abstract[cl.Start:cl.End]
	s := a.sentences[c.sentence]
	cl.Sentence = a.text.Tidy[s.start:s.end]
	cl.ID = claimID(a.paper.ID, &cl)
	return cl
}

// lowers says whether the rule states by how much a metric went down.
func (c *candidate) lowers() bool {
	return c.emit.Kind == Delta && strings.Contains(c.emit.Metric, rules.MetricSlot)
}

func claimID(paper string, c *Claim) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{paper, fmt.Sprint(c.Start), c.Kind, c.Benchmark, c.Method}, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// metric is the metric's display name, and whether it is implied by the
// benchmark.
func (a *analysis) metric(c *candidate, metric, benchmark slot, n Number) (string, bool) {
	name, implied := metric.name(), false
	usual := a.usualMetric(benchmark.entry(), n)
	if name == "" || a.saysNothing(c, name, benchmark, n) {
		name, implied = usual, true
	}
	implied = implied || c.carried
	if c.emit.Metric != "" {
		if implied && !strings.Contains(c.emit.Metric, rules.MetricSlot) {
			implied = false
		}
		name = rules.FillMetric(c.emit.Metric, name)
	}
	return name, implied
}

// saysNothing says whether a metric's name leaves it to the benchmark, or to
// the per cent sign, what was measured. "A score of 75.9" is a score.
func (a *analysis) saysNothing(c *candidate, name string, benchmark slot, n Number) bool {
	if !a.x.generic[name] || n.Class == rules.Decimal && endsInAny(name, a.x.set.Words["score-nouns"]) {
		return false
	}
	if c.emit.Kind == Delta && slices.Contains(a.x.set.Words["whole-metrics"], name) && (benchmark.entry() == nil || benchmark.entry().Metric == "" || a.ofChange(c)) {
		return false // "a performance gain of 5%" leaves open whose metric rose
	}
	return benchmark.entry() != nil && benchmark.entry().Metric != "" || n.Class == rules.Percent
}

// ofChange says whether the metric's name belongs to the change: "a performance
// gain of 5%", not "exceeds the performance of X by 5%".
func (a *analysis) ofChange(c *candidate) bool {
	view := a.sentences[c.sentence].view
	if c.metric.mention == nil || c.metric.index+1 >= len(view) {
		return false
	}
	next := strings.Fields(string(view[c.metric.index+1 : min(len(view), c.metric.index+30)]))
	return len(next) > 0 && slices.Contains(a.x.set.Words["change-nouns"], strings.Trim(next[0], ",.;"))
}

// usualMetric is the benchmark's metric in the vocabulary, else the one that a
// number of this unit most often is.
func (a *analysis) usualMetric(e *rules.Entry, n Number) string {
	if factor := a.x.first("default-metric-factor"); n.Class == rules.Factor && factor != "" {
		return factor // "4.1x on ScanNet" is no mIoU
	}
	if e != nil && e.Metric != "" {
		return a.x.set.Metrics.Lookup(cmp.Or(a.taskMetric(e), e.Metric)).Name
	}
	switch n.Class {
	case rules.Percent, rules.Points:
		return a.x.first("default-metric-percent")
	}
	return a.x.first("default-metric-number")
}

// first is the first word of a list, "" where it is empty.
func (x *Extractor) first(list string) string {
	if words := x.set.Words[list]; len(words) > 0 {
		return words[0]
	}
	return ""
}

func endsInAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

// taskMetric is what the task that the title names is measured in, if it is one
// that the benchmark has data for: KITTI's depths and flows are not measured as
// its boxes are. Of "instance segmentation" and "segmentation" the longer counts.
func (a *analysis) taskMetric(e *rules.Entry) string {
	if len(e.Tasks) == 0 {
		return ""
	}
	title := strings.ToLower(a.titleText)
	var found, metric string
	for _, id := range e.Tasks {
		task := a.x.set.Tasks.Lookup(id)
		for _, name := range task.Names() {
			switch {
			case !strings.Contains(title, name) || strings.Contains(found, name):
			case found == "" || strings.Contains(name, found):
				found, metric = name, task.Metric
			case task.Metric != metric:
				return "" // two tasks
			}
		}
	}
	return metric
}

// system is the method's name and its role.
func (a *analysis) system(c *candidate, method slot) (name, role string) {
	m := method.mention
	role = cmp.Or(c.emit.Role, method.role)
	switch {
	case m != nil && m.Type == rules.Self, method.empty():
		name = a.ownName(c, m)
		switch {
		case role != "":
		case m != nil && a.ourSystem(*m) != "":
			role = Proposed
		default:
			role = a.defaultRole()
		}
	case m != nil:
		name = m.Name()
		if role == "" {
			role = a.roleOf(m)
		}
	case role == Baseline && method.text == Baseline && !c.base.empty():
		name = c.base.name()
	case role == Baseline && method.text == Baseline && !c.versus.empty():
		name = c.versus.name()
	default:
		name = method.text
	}
	if name == "" {
		name = a.defaultMethod()
	} else if base := c.base.name(); base != "" && role != Baseline && !strings.Contains(name, base) {
		name = base + " + " + name
	}
	if role == "" {
		role = a.defaultRole()
	}
	return name, role
}

// ownName is the name of the paper's own system. Where it has none, words that
// the sentence says of it ("our exhaustive model") go before those of the
// title, and "our model" before words that stand in the title alone: these may
// be a motto.
func (a *analysis) ownName(c *candidate, self *Mention) string {
	switch {
	case a.ownNamed:
	case !c.phrase.empty():
		return c.phrase.name()
	case !a.ownSure:
		if self != nil {
			if name := a.ourSystem(*self); name != "" {
				return name
			}
		}
		for _, m := range a.sentences[c.sentence].mentions {
			if name := a.ourSystem(m); name != "" {
				return name
			}
		}
	}
	return a.ownMethod
}

// ourSystem gives "our model" where a mention says so, else "".
func (a *analysis) ourSystem(m Mention) string {
	owner, noun, ok := strings.Cut(m.Text, " ")
	if owner = strings.ToLower(owner); !ok || m.Type != rules.Self || !a.x.owners[owner] || a.x.papers[noun] {
		return ""
	}
	return owner + " " + noun
}

// defaultMethod is what to call a system without a name: the paper's own words
// for it ("our model"), where there are any.
func (a *analysis) defaultMethod() string {
	if a.ownBenchmark != "" {
		return a.x.first("default-evaluated")
	}
	for _, s := range a.sentences {
		for _, m := range s.mentions {
			if name := a.ourSystem(m); name != "" {
				return name
			}
		}
	}
	return a.x.first("default-method")
}

func (a *analysis) defaultRole() string {
	if a.ownBenchmark != "" && a.ownMethod == "" {
		return Evaluated
	}
	return Proposed
}

func (a *analysis) roleOf(m *Mention) string {
	switch {
	case m.Entry != nil && m.Entry.Role != "":
		return m.Entry.Role
	case m.Own:
		return Proposed
	case m.Type == rules.Rival:
		return Baseline
	case a.ownBenchmark != "" && m.Entry != nil:
		return Evaluated
	case a.ownMethod != "" && a.ownNamed && m.Entry != nil:
		return Baseline
	}
	return Proposed
}
