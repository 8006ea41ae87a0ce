package extract

import (
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
}

// ExplainedSentence is one sentence with its mentions and values.
type ExplainedSentence struct {
	Text string `json:"text"`
	// View is the sentence as patterns see it, each mention as its token's name.
	View     string             `json:"view"`
	Mentions []ExplainedMention `json:"mentions"`
	Values   []ExplainedValue   `json:"values"`
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
	Rule   string   `json:"rule,omitempty"`
	Losers []string `json:"losers,omitempty"`
	// Benchmark, Metric and Method are what the slots hold and the rule that
	// filled each.
	Slots []ExplainedSlot `json:"slots,omitempty"`
	// Why says why the value is no claim, "" if it is one.
	Why string `json:"why,omitempty"`
}

// ExplainedSlot is one filled slot of a claim.
type ExplainedSlot struct {
	Slot string `json:"slot"`
	Text string `json:"text"`
	Rule string `json:"rule"`
}

// Explain extracts the claims of a paper and tells how each came about.
func (x *Extractor) Explain(p *paper.Paper) Explanation {
	a := x.analyse(p)
	out := Explanation{OwnMethod: a.ownMethod, OwnBenchmark: a.ownBenchmark, Claims: a.claims}
	byValue := map[*Mention]*candidate{}
	for _, c := range a.candidates {
		byValue[a.valueOf(c)] = c
	}
	for _, s := range a.sentences {
		out.Sentences = append(out.Sentences, a.explain(s, byValue))
	}
	return out
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
			out.Values = append(out.Values, explainValue(m, byValue[m]))
		}
	}
	return out
}

func explainValue(m *Mention, c *candidate) ExplainedValue {
	v := ExplainedValue{Text: m.Text}
	if c == nil {
		v.Why = "no rule matches it"
		return v
	}
	v.Rule, v.Why = c.rule.rule.ID.Value, c.why
	for _, l := range c.losers {
		v.Losers = append(v.Losers, l.rule.rule.ID.Value)
	}
	for _, s := range []struct {
		name string
		slot slot
	}{{"benchmark", c.benchmark}, {"metric", c.metric}, {"method", c.method}, {"versus", c.versus}} {
		if !s.slot.empty() {
			v.Slots = append(v.Slots, ExplainedSlot{s.name, s.slot.words(), s.slot.rule})
		}
	}
	return v
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
