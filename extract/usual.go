package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"claimboard/rules"
)

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

// metric is the metric's display name, and whether it is implied by the
// benchmark.
func (a *analysis) metric(c *candidate, metric, benchmark slot, n Number) (string, bool) {
	name, implied := metric.name(), false
	if name == "" || a.saysNothing(c, name, benchmark, n) {
		name, implied = a.usualMetric(c, benchmark.entry(), n), true
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
	if c.emit.Kind == Delta && slices.Contains(a.x.set.Words["whole-metrics"], name) && (a.likelyMetric(c, benchmark.entry()) == nil || a.ofChange(c)) {
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
	if s := a.sentences[c.sentence]; c.metric.index < c.value {
		for i := c.metric.index + 1; i < c.value; i++ {
			if m := s.at(i); m != nil && m.IsValue() {
				return false // the change of the number between
			}
		}
	}
	next := strings.Fields(string(view[c.metric.index+1 : min(len(view), c.metric.index+30)]))
	return len(next) > 0 && slices.Contains(a.x.set.Words["change-nouns"], strings.Trim(next[0], ",.;"))
}

// usualMetric is the metric that a number is most likely of, else the one that a
// number of this unit most often is.
func (a *analysis) usualMetric(c *candidate, e *rules.Entry, n Number) string {
	if factor := a.x.first("default-metric-factor"); n.Class == rules.Factor && factor != "" {
		return factor // "4.1x on ScanNet" is no mIoU
	}
	if m := a.likelyMetric(c, e); m != nil {
		return m.Name
	}
	switch n.Class {
	case rules.Percent, rules.Points:
		return a.x.first("default-metric-percent")
	}
	return a.x.first("default-metric-number")
}

// likelyMetric is what a number that names no metric is most likely measured in:
// the usual one of its benchmark, else that of the others in the sentence; nil
// where neither is known.
func (a *analysis) likelyMetric(c *candidate, e *rules.Entry) *rules.Entry {
	if m := a.metricOf(c, e); m != nil {
		return m
	}
	return a.metricBeside(c, e)
}

// metricBeside is the usual metric of the benchmarks that the candidate's sentence
// names beside one without: nil if they do not all have the same, or where the one
// without is known and one of them is not of its task.
func (a *analysis) metricBeside(c *candidate, of *rules.Entry) *rules.Entry {
	var found *rules.Entry
	s := a.sentences[c.sentence]
	for i := range s.mentions {
		for _, m := range s.mentions[i].items() {
			if m.Type != rules.Benchmark || m.Entry == nil {
				continue
			}
			e := a.metricOf(c, m.Entry)
			if e == nil || a.x.generic[e.Name] {
				continue
			}
			if found != nil && e != found || of != nil && of.Task != m.Entry.Task {
				return nil
			}
			found = e
		}
	}
	return found
}

// metricOf is a benchmark's metric in the vocabulary, nil if it has none.
func (a *analysis) metricOf(c *candidate, e *rules.Entry) *rules.Entry {
	if e == nil || e.Metric == "" {
		return nil
	}
	return a.x.set.Metrics.Lookup(cmp.Or(a.taskMetric(e, a.sentenceText(c)), a.taskMetric(e, a.titleText), e.Metric))
}

// ofSpeed says whether the candidate's sentence speaks of speed: then a factor
// without a metric is a speedup, "accelerates inference by 4x".
func (a *analysis) ofSpeed(c *candidate) bool {
	between := func(r rune) bool { return !unicode.IsLetter(r) }
	for word := range strings.FieldsFuncSeq(strings.ToLower(a.sentenceText(c)), between) {
		if slices.ContainsFunc(a.x.set.Words["speed-words"], func(w string) bool { return strings.HasPrefix(word, w) }) {
			return true
		}
	}
	return false
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

// taskMetric is what the task that a text names is measured in, if it is one
// that the benchmark has data for: KITTI's depths and flows are not measured as
// its boxes are. Of "instance segmentation" and "segmentation" the longer counts.
func (a *analysis) taskMetric(e *rules.Entry, text string) string {
	if len(e.Tasks) == 0 {
		return ""
	}
	text = strings.ToLower(text)
	var found, metric string
	for _, id := range e.Tasks {
		task := a.x.set.Tasks.Lookup(id)
		for _, name := range task.Names() {
			switch {
			case !strings.Contains(text, name) || strings.Contains(found, name):
			case found == "" || strings.Contains(name, found):
				found, metric = name, task.Metric
			case task.Metric != metric:
				return "" // two tasks
			}
		}
	}
	return metric
}
