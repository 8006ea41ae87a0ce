package extract

import (
	"fmt"
	"slices"
	"strings"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Explanation is what each stage made of one abstract: for every number, the
// claims it became or the reason why it became none.
type Explanation struct {
	OwnMethod    string              `json:"own_method"`
	OwnBenchmark string              `json:"own_benchmark"`
	Sentences    []ExplainedSentence `json:"sentences"`
	Claims       []Claim             `json:"claims"`
	// Corrected are the corrections of rule files to this paper.
	Corrected []Corrected `json:"corrected,omitempty"`
}

// ExplainedSentence is one sentence with its mentions and values.
type ExplainedSentence struct {
	Text string `json:"text"`
	// View is the sentence as patterns see it, each mention as its token's name.
	View     string             `json:"view"`
	Mentions []ExplainedMention `json:"mentions"`
	Values   []ExplainedValue   `json:"values"`
	// Others are numbers that were not read as values, each with the reason.
	Others []ExplainedValue `json:"others,omitempty"`
	// Attempts are what the rules came to, nil where nobody asked.
	Attempts []Attempt `json:"attempts,omitempty"`
}

// ExplainedMention is a typed span, or a list of them.
type ExplainedMention struct {
	Type string `json:"type"`
	Text string `json:"text"`
	// Name is the vocabulary's, "" for a name that is in none.
	Name  string `json:"name,omitempty"`
	Items int    `json:"items,omitempty"`
}

// ExplainedValue is what became of one number or list of numbers.
type ExplainedValue struct {
	Text string `json:"text"`
	// Rule had the value, before Losers; "" where no rule matched it.
	Rule   string           `json:"rule,omitempty"`
	Losers []ExplainedLoser `json:"losers,omitempty"`
	// Benchmark, Metric and Method are what the slots hold and the rule that
	// filled each.
	Slots []ExplainedSlot `json:"slots,omitempty"`
	// Claims are the ids of the claims that it became.
	Claims []string `json:"claims,omitempty"`
	// Why says why the value is no claim, "" if it is one.
	Why string `json:"why,omitempty"`
	// Unknown is a name of unknown kind that may be the benchmark which the value
	// lacks, "" if there is none.
	Unknown string `json:"unknown,omitempty"`
}

// ExplainedLoser is a rule that matched a value and did not get it.
type ExplainedLoser struct {
	Rule string `json:"rule"`
	Why  string `json:"why"`
}

// ExplainedSlot is one filled slot of a claim.
type ExplainedSlot struct {
	Slot string `json:"slot"`
	Text string `json:"text"`
	Rule string `json:"rule"`
}

// Explain extracts the claims of a paper and tells how each came about.
func (x *Extractor) Explain(p *paper.Paper) Explanation {
	e, _ := x.explain(p)
	return e
}

// Explain does so too, and tells what each rule wanted came to on every
// sentence with a value.
func (t *Tracer) Explain(p *paper.Paper, wanted func(*rules.Rule) bool) Explanation {
	e, a := t.x.explain(p)
	var early, late, earlyAcross, lateAcross []*pattern
	for _, p := range t.x.patterns {
		switch {
		case !wanted(p.rule) || p.rule.Scope == "title":
		case p.rule.Scope == acrossScope && p.rule.Mention != "" && p.rule.Mention != "topic":
			earlyAcross = append(earlyAcross, p)
		case p.rule.Scope == acrossScope:
			lateAcross = append(lateAcross, p)
		case p.rule.Mention != "" && p.rule.Mention != "topic":
			early = append(early, p)
		default:
			late = append(late, p)
		}
	}
	// Mention rules, but for those of the topic, see names before their kinds
	// are settled.
	before := &analysis{x: t.x, paper: p, text: a.text}
	before.look()
	before.read()
	all, allBefore := newWhole(a.sentences), newWhole(before.sentences)
	across := append(t.attempts(a, &all.sentence, lateAcross), t.attempts(before, &allBefore.sentence, earlyAcross)...)
	for i, s := range a.sentences {
		if s.hasValue() {
			e.Sentences[i].Attempts = slices.Concat(t.attempts(a, s, late), t.attempts(before, before.sentences[i], early), across)
		}
	}
	return e
}

func (x *Extractor) explain(p *paper.Paper) (Explanation, *analysis) {
	a := x.analyse(p)
	out := Explanation{OwnMethod: a.ownMethod, OwnBenchmark: a.ownBenchmark, Claims: a.claims, Corrected: a.corrected}
	byValue := map[*Mention]*candidate{}
	for _, c := range a.candidates {
		byValue[a.valueOf(c)] = c
	}
	for _, s := range a.sentences {
		out.Sentences = append(out.Sentences, a.explain(s, byValue))
	}
	return out, a
}

func (a *analysis) explain(s *sentence, byValue map[*Mention]*candidate) ExplainedSentence {
	out := ExplainedSentence{Text: a.text.Tidy[s.start:s.end], View: s.String()}
	for i := range s.mentions {
		m := &s.mentions[i]
		e := ExplainedMention{Type: rules.TokenName(m.Type), Text: m.Text, Items: len(m.Items)}
		if m.Entry != nil {
			e.Name = m.Entry.Name
		}
		out.Mentions = append(out.Mentions, e)
		if m.IsValue() {
			v := a.explainValue(m, byValue[m])
			if c := byValue[m]; c == nil || c.why == noBenchmark {
				v.Unknown = a.x.unknownBenchmark(s, m)
			}
			out.Values = append(out.Values, v)
		}
	}
	out.Others = a.unread(s)
	return out
}

// unknownBenchmark is the name near a value that would be its benchmark if it
// were known as one: after a preposition, or else the first after the value. A
// name before it is rather the system's. It is "" in a sentence with a benchmark.
func (x *Extractor) unknownBenchmark(s *sentence, value *Mention) string {
	at, first := -1, -1
	for i := range s.view {
		switch m := s.at(i); {
		case m == nil:
		case m.Type == rules.Benchmark:
			return ""
		case m == value:
			at = i
		case m.Type == rules.Name && at >= 0 && first < 0 && s.wordsBetween(at, i) <= nearby:
			first = i
		}
	}
	if at < 0 {
		return ""
	}
	if i := x.nearestBenchmark(s, at, true); i >= 0 {
		first = i
	}
	if first < 0 {
		return ""
	}
	return s.at(first).Text
}

// unread are the numbers of a sentence that are no values.
func (a *analysis) unread(s *sentence) []ExplainedValue {
	text := a.text.Tidy
	var out []ExplainedValue
	for i, next := s.start, 0; i < s.end; {
		if next < len(s.mentions) && s.mentions[next].Start <= i {
			m := &s.mentions[next]
			if name := text[m.Start:m.End]; !m.IsValue() && hasDigit(name) {
				out = append(out, ExplainedValue{Text: name, Why: "part of the name of a " + kindOf(m)})
			}
			i, next = max(m.End, i+1), next+1
			continue
		}
		if !isDigit(text[i]) {
			i++
			continue
		}
		from := strings.LastIndexByte(text[s.start:i], ' ') + 1 + s.start
		end := i + len(wordAt(text, i))
		if next < len(s.mentions) {
			end = min(end, s.mentions[next].Start)
		}
		end = max(end, digits(text, i))
		why := "written together with other text"
		if isYear(strings.Trim(text[from:end], "(),;:'\"")) {
			why = "most likely a year"
		}
		out = append(out, ExplainedValue{Text: text[from:end], Why: why})
		i = end
	}
	return out
}

func kindOf(m *Mention) string {
	if m.Type == rules.Name {
		return "thing of unknown kind"
	}
	return rules.TokenName(m.Type)
}

func (a *analysis) explainValue(m *Mention, c *candidate) ExplainedValue {
	v := ExplainedValue{Text: m.Text}
	start, end := a.text.Raw(m.Start, m.End)
	for i := range a.claims {
		if cl := &a.claims[i]; start <= cl.Start && cl.End <= end {
			v.Claims = append(v.Claims, cl.ID)
		}
	}
	if c == nil {
		v.Why = "no rule matches it"
		return v
	}
	v.Rule, v.Why = c.rule.rule.ID.Value, c.why
	for _, done := range a.corrected {
		if done.Reject && done.Applied && start <= done.Was.Start && done.Was.End <= end {
			v.Why = "rejected by a correction: " + done.Reason
		}
	}
	for _, l := range c.losers {
		v.Losers = append(v.Losers, ExplainedLoser{l.rule.rule.ID.Value, c.over(l)})
	}
	for _, s := range []struct {
		name string
		slot slot
	}{{"benchmark", c.benchmark}, {"metric", c.metricSlot()}, {"method", c.method}, {"versus", c.versus}} {
		if !s.slot.empty() {
			v.Slots = append(v.Slots, ExplainedSlot{s.name, s.slot.words(), s.slot.rule})
		}
	}
	return v
}

// metricSlot is the metric's slot, or the metric that the rule itself names.
func (c *candidate) metricSlot() slot {
	if c.emit == nil || c.emit.Metric == "" || strings.Contains(c.emit.Metric, rules.MetricSlot) {
		return c.metric
	}
	return slot{text: c.emit.Metric, rule: c.rule.rule.ID.Value}
}

// over says why a candidate goes before another of the same value.
func (c *candidate) over(d *candidate) string {
	if p, q := c.rule.rule.Priority, d.rule.rule.Priority; p != q {
		return fmt.Sprintf("priority %d against %d", p, q)
	}
	if n, m := c.bound(), d.bound(); n != m {
		return fmt.Sprintf("binds %d slots against %d", n, m)
	}
	if n, m := c.match.end-c.match.start, d.match.end-d.match.start; n != m {
		return "matches a longer stretch"
	}
	return "its id comes first"
}

// words are the author's words in a slot.
func (s slot) words() string {
	if s.mention != nil {
		return s.mention.Text
	}
	return s.text
}

// String gives the view with each token as its name in braces.
func (s *sentence) String() string {
	var b strings.Builder
	for _, r := range s.view {
		if name := rules.TokenName(r); name != "" {
			b.WriteString("{" + name + "}")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
