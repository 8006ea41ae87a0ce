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

// Why a value is no claim of which not all is said.
const (
	noBenchmark = "no benchmark is named"
	noSystem    = "no system is named, here or in the title"
)

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
		metrics, methods := a.metricsAndMethods(c, i, len(values))
		if a.together(c, benchmarks, &v.Number) {
			c.why = "one figure for several benchmarks together"
			return nil
		}
		for _, b := range benchmarks {
			for _, m := range metrics {
				for _, s := range methods {
					cl := a.claim(c, &v, b, m, s)
					if why := noClaim(&cl); why != "" {
						c.why = why
						continue
					}
					cl.Setting = a.settingOf(c, cl.Method, i, len(values))
					if cl.Kind == Delta {
						cl.Versus = c.rivalOf(cl.Method, i, len(values))
					}
					out = append(out, cl)
				}
			}
		}
	}
	return out
}

// noClaim says why a claim with all that the text has for it is none, "" if it is one.
func noClaim(cl *Claim) string {
	switch {
	case cl.Method == "":
		return noSystem
	case cl.Kind == Delta && rules.Key(cl.Method) == rules.Key(cl.Benchmark):
		return "a benchmark that is better than others is not measured on itself"
	}
	return ""
}

// misfit says why a value cannot be one of its metric, "" if it can: a factor
// in a sentence that names no metric and does not speak of speed, a factor where
// the metric's values are none ("its accuracy, running at 2.6x"), a share of a cost
// ("with 5% of the training time"), a value out of the metric's range. Of a metric
// that the text does not name, the benchmark's usual one tells.
func (a *analysis) misfit(c *candidate) string {
	n := a.valueOf(c).Number
	if n.Class == rules.Factor && c.emit.Metric == "" && (c.metric.empty() || a.saysNothing(c, c.metric.name(), c.benchmark, n)) && !a.ofSpeed(c) {
		return "a factor of what is not named"
	}
	if c.emit.Kind != Score {
		return ""
	}
	e := c.metric.entry()
	if fixed := c.emit.Metric; fixed != "" && !strings.Contains(fixed, rules.MetricSlot) {
		e = a.x.set.Metrics.Lookup(fixed)
	} else if c.metric.empty() && n.Class != rules.Quantity {
		e = a.x.set.Metrics.Lookup(a.usualMetric(c, c.benchmark.entry(), n))
	}
	switch {
	case n.Class == rules.Percent && a.keepsShare(c):
		return "a share of what is kept"
	case e == nil || e.Kind == Delta:
		return ""
	case n.Class == rules.Factor && e.Unit != "x":
		return "a factor, and " + e.Name + " is none"
	case n.Class == rules.Percent && a.x.costs[e.Name]:
		return "a share of the " + e.Name + " of another"
	case len(e.Range) == 2 && (n.Value < e.Range[0] || n.Value > e.Range[1]):
		return fmt.Sprintf("%s goes from %v to %v", e.Name, e.Range[0], e.Range[1])
	}
	return ""
}

// keepsShare says whether a percentage is how much of the performance a system
// keeps of that of another: "retains 99% performance".
func (a *analysis) keepsShare(c *candidate) bool {
	v, text := a.valueOf(c), a.text.Tidy
	next := wordFrom(text, min(v.End+1, len(text)))
	return slices.Contains(a.x.set.Words["whole-metrics"], text[next.start:next.end]) &&
		slices.Contains(a.x.set.Words["keeping"], wordBefore(text, v.Start))
}

// together says whether one figure is most likely for several benchmarks at
// once: a difference, a bound, a range, an average, a cost, or a number for more than
// three; unless the text says that it is of each.
func (a *analysis) together(c *candidate, benchmarks []slot, n *Number) bool {
	if len(benchmarks) < 2 || a.both(c) || a.ofPair(c) {
		return false
	}
	return c.emit.Kind == Delta || n.Bound != Exact || n.Ranged || c.low != nil || len(benchmarks) > 3 || a.sums(c)
}

// both says whether the text says that each benchmark of the list is meant:
// "both in WebVision and ImageNet".
func (a *analysis) both(c *candidate) bool {
	const reach = len(" on the ") // from the word to the list
	m := c.benchmark.mention
	if m == nil {
		return false
	}
	text := a.text.Tidy
	if a.title.has(m) {
		text = a.titleText
	}
	return slices.ContainsFunc(a.x.set.Words["each"], func(w string) bool {
		from := m.Start - len(w) - reach
		return from >= 0 && strings.Contains(text[from:m.Start], w+" ")
	})
}

// ofPair says whether a difference is of a named metric of quality on two benchmarks:
// it is said of each. An average, or a cost, is over both.
func (a *analysis) ofPair(c *candidate) bool {
	if c.emit.Kind != Delta || len(c.benchmark.mention.Items) != 2 || c.metric.mention == nil || c.metric.mention.Items != nil ||
		c.emit.Metric != "" || a.inOrder(a.sentences[c.sentence]) || a.x.generic[c.metric.name()] || a.counts(c) {
		return false
	}
	return !a.sums(c)
}

// sums says whether a figure for several benchmarks is most likely one for them together:
// a cost, or an average.
func (a *analysis) sums(c *candidate) bool {
	return a.x.costs[c.metric.name()] || slices.ContainsFunc(strings.Fields(strings.ToLower(a.sentenceText(c))), func(w string) bool {
		return slices.Contains(a.x.set.Words["averages"], strings.Trim(w, ",.()"))
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

// metricsAndMethods are the members of a candidate's metrics and systems for the i-th of
// n values, nameless ones where the counts differ. A difference of several systems is one
// figure for them together, "A and B outperform C by 2%", as is that of "ROUGE/METEOR".
func (a *analysis) metricsAndMethods(c *candidate, i, n int) (metrics, methods []slot) {
	metrics, ok := members(c.metric, i, n)
	if !ok {
		metrics = []slot{{}}
	}
	methods, ok = members(c.method, i, n)
	if !ok {
		methods = []slot{{}}
	}
	if c.emit.Kind == Delta && n == 1 {
		methods = []slot{asOne(c.method)}
		if a.slashed(c.metric.mention) {
			metrics = []slot{asOne(c.metric)}
		}
	}
	return metrics, methods
}

// asOne makes a single name of a slot's list.
func asOne(s slot) slot {
	if isList(s) {
		m := *s.mention
		m.Items, m.Entry = nil, nil
		s.mention = &m
	}
	return s
}

// rivalOf is what the i-th of n differences is to: its own of as many systems, unless the
// differences are on several benchmarks or of several metrics, "A and B by 2% and 1.9%".
func (c *candidate) rivalOf(method string, i, n int) string {
	rival := c.versus
	if each, ok := members(rival, i, n); ok && n > 1 && !isList(c.benchmark) && !isList(c.metric) {
		rival = each[0]
	}
	if rules.Key(rival.name()) == rules.Key(method) {
		return ""
	}
	return rival.name()
}

// settingOf is the setting of the i-th of n values: its own part of a list of
// as many ("on easy and hard questions"), else what was said of all. A setting
// that only names the system, or its size where the name has that ("the 50M
// version"), says nothing.
func (a *analysis) settingOf(c *candidate, method string, i, n int) string {
	out := c.setting
	if parts := a.x.lists.split.Split(out, -1); n > 1 && len(parts) == n {
		out = headed(parts)[i]
	}
	key := rules.Key(out)
	for _, said := range []string{c.base.name(), a.ownMethod} {
		if k := rules.Key(said); k != "" && strings.Contains(key, k) {
			return ""
		}
	}
	if key == rules.Key(c.method.name()) || out != "" && isDigit(out[0]) && slices.Contains(strings.Fields(method), out) {
		return ""
	}
	return out
}

// headed gives each of a list of numbers or letters the word before the first:
// "subtasks A, B and C" are subtask A, subtask B, subtask C.
func headed(parts []string) []string {
	at := strings.LastIndex(parts[0], " ")
	long := func(s string) bool { return len(s) > 2 }
	if at < 0 || long(parts[0][at+1:]) || slices.ContainsFunc(parts[1:], long) {
		return parts
	}
	head := strings.TrimSuffix(parts[0][:at], "s")
	out := slices.Clone(parts)
	for i, p := range parts {
		out[i] = head + " " + p[strings.LastIndex(p, " ")+1:]
	}
	return out
}

// claim puts one claim together.
func (a *analysis) claim(c *candidate, v *Mention, benchmark, metric, method slot) Claim {
	n := v.Number
	cl := Claim{
		Benchmark: benchmark.name(), Value: n.Value, Unit: n.Unit, Kind: c.emit.Kind,
		Relative: c.relative, Bound: n.Bound, Rule: c.rule.rule.ID.Value,
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
	if e := a.measured(c, metric, benchmark, n); c.negative && !n.Signed && e != nil && e.Direction == "lower" {
		cl.Metric = rules.FillMetric(rules.MetricSlot+" "+a.x.first("reductions"), cl.Metric)
		cl.Value = -cl.Value // an error that drops is a reduction
	}
	if e := metric.entry(); e != nil && e.Kind == Delta && c.emit.Value == "" {
		cl.Kind = Delta // a speedup is a difference, unless it goes from one value to another
	}
	cl.Method, cl.Role = a.system(c, method)
	if rules.Key(cl.Method) == rules.Key(cl.Benchmark) && !onItself(method) {
		cl.Method = cmp.Or(c.phrase.name(), a.unnamed(c))
	}
	cl.Start, cl.End = a.text.Raw(n.Start, n.End)
	cl.ValueText = a.paper.Abstract[cl.Start:cl.End]
	cl.Sentence = a.sentenceText(c)
	cl.ID = claimID(a.paper.ID, &cl)
	return cl
}

// measured is the vocabulary's metric of a slot, or where the text names none
// the benchmark's usual one; nil if neither is known.
func (a *analysis) measured(c *candidate, metric, benchmark slot, n Number) *rules.Entry {
	if !metric.empty() && !a.x.generic[metric.name()] {
		return metric.entry()
	}
	return a.x.set.Metrics.Lookup(a.usualMetric(c, benchmark.entry(), n))
}

// onItself says whether the sentence gives a benchmark's name to the system: the
// evaluators and frameworks that papers introduce as benchmarks do score.
func onItself(method slot) bool {
	return method.mention != nil && method.mention.Type == rules.Benchmark
}

// lowers says whether the rule states by how much a metric went down.
func (c *candidate) lowers() bool {
	return c.emit.Kind == Delta && strings.Contains(c.emit.Metric, rules.MetricSlot)
}

func claimID(paper string, c *Claim) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{paper, fmt.Sprint(c.Start), c.Kind, c.Benchmark, c.Method}, "\x00")))
	return hex.EncodeToString(sum[:6])
}
