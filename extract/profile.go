package extract

import (
	"sync/atomic"
	"time"
)

// Profile counts what each rule costs; see [Extractor.RuleCosts]. It makes
// extraction slower by the reading of a clock for each try.
func Profile() Option {
	return func(x *Extractor) {
		for _, p := range x.patterns {
			p.cost = &cost{}
		}
	}
}

// cost counts the tries of one pattern on all goroutines.
type cost struct {
	tries, matches, nanos atomic.Int64
}

func (c *cost) add(began time.Time, matched bool) {
	c.tries.Add(1)
	c.nanos.Add(int64(time.Since(began)))
	if matched {
		c.matches.Add(1)
	}
}

// RuleCost is what one rule has cost so far.
type RuleCost struct {
	Rule string
	// Tries are searches in a sentence that held what the rule needs.
	Tries, Matches int
	// Time is of all tries, as the clock on the wall has it.
	Time time.Duration
	// Unconditional says that the rule has a branch which needs nothing that a
	// sentence could lack, so that it is tried on every one.
	Unconditional bool
}

// RuleCosts are the costs of all rules, in the order of the rules: nil of an
// Extractor that was made without [Profile].
func (x *Extractor) RuleCosts() []RuleCost {
	var out []RuleCost
	for _, p := range x.patterns {
		if p.cost == nil {
			continue
		}
		out = append(out, RuleCost{
			Rule: p.rule.ID.Value, Tries: int(p.cost.tries.Load()), Matches: int(p.cost.matches.Load()),
			Time: time.Duration(p.cost.nanos.Load()), Unconditional: p.unconditional(),
		})
	}
	return out
}
