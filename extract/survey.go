package extract

import (
	"math"
	"time"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Survey measures what the rules of a set do on papers: for rule authors. It
// serves one goroutine.
type Survey struct {
	x *Extractor
	// unwatched is the same, for use by several goroutines.
	unwatched *Extractor
	// matched is filled by the patterns while a paper is looked at.
	matched map[string]bool
}

// Look is what the rules did on one paper.
type Look struct {
	Claims []Claim
	// Alone are the ids of claims whose value no other rule matched.
	Alone map[string]bool
	// Matched are the rules that matched anything.
	Matched map[string]bool
}

// NewSurvey compiles a set for measuring.
func NewSurvey(set *rules.Set) (*Survey, error) {
	x, err := New(set)
	if err != nil {
		return nil, err
	}
	unwatched, err := New(set)
	if err != nil {
		return nil, err
	}
	s := &Survey{x: x, unwatched: unwatched}
	for _, p := range x.patterns {
		p.watch = func([]rune, match) { s.matched[p.rule.ID.Value] = true }
	}
	return s, nil
}

// Look extracts the claims of one paper and tells which rules had a part.
func (s *Survey) Look(p *paper.Paper) Look {
	s.matched = map[string]bool{}
	e := s.x.Explain(p)
	out := Look{Claims: e.Claims, Alone: map[string]bool{}, Matched: s.matched}
	for _, sent := range e.Sentences {
		for _, v := range sent.Values {
			for _, id := range v.Claims {
				out.Alone[id] = len(v.Losers) == 0
			}
		}
	}
	return out
}

// Without is the extractor without one rule. It may be called, and its result
// used, by several goroutines.
func (s *Survey) Without(rule string) *Extractor {
	x := *s.unwatched
	keep := func(ps []*pattern) []*pattern {
		var out []*pattern
		for _, p := range ps {
			if p.rule.ID.Value != rule {
				out = append(out, p)
			}
		}
		return out
	}
	x.kinds, x.topics = keep(x.kinds), keep(x.topics)
	x.claims, x.rejects = keep(x.claims), keep(x.rejects)
	x.binds = map[string][]*pattern{}
	for slot, ps := range s.unwatched.binds {
		x.binds[slot] = keep(ps)
	}
	return &x
}

// Cost is the time that each rule takes on papers: its pattern run, where the
// text holds what it needs, on every sentence with a value, or on the whole of
// every abstract that has one.
func (s *Survey) Cost(papers []*paper.Paper) map[string]time.Duration {
	s.matched = map[string]bool{}
	out := map[string]time.Duration{}
	for _, p := range papers {
		a := s.x.analyse(p)
		var seen []*sentence
		for _, sent := range a.sentences {
			if sent.hasValue() {
				seen = append(seen, sent)
			}
		}
		if seen == nil {
			continue
		}
		all := []*sentence{&newWhole(a.sentences).sentence}
		for _, p := range s.x.patterns {
			switch p.rule.Scope {
			case "title":
			case acrossScope:
				out[p.rule.ID.Value] += a.time(p, all)
			default:
				out[p.rule.ID.Value] += a.time(p, seen)
			}
		}
	}
	return out
}

// time is how long a pattern takes on sentences: of each the least of three
// tries, since a busy machine only ever adds time.
func (a *analysis) time(p *pattern, sentences []*sentence) time.Duration {
	var total time.Duration
	for _, s := range sentences {
		least := time.Duration(math.MaxInt64)
		for range 3 {
			start := time.Now()
			a.each(p, s, false, func(match) bool { return true })
			least = min(least, time.Since(start))
		}
		total += least
	}
	return total
}
