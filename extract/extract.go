// Package extract finds the claims of an abstract.
package extract

import (
	"claimboard/extract/paper"
	"claimboard/rules"
)

// Extractor is a compiled rule set, safe for concurrent use.
type Extractor struct{}

// New compiles the patterns of a set.
func New(set *rules.Set) (*Extractor, error) { return &Extractor{}, nil }

// Result is what one abstract gave.
type Result struct {
	// Claims are in order of their start, then benchmark, method.
	Claims []Claim
	// Values says whether the abstract holds any number that a rule could
	// take for a result, whatever the rules made of it.
	Values bool
	// Faults are rules that did not finish on this abstract.
	Faults []Fault
}

// Fault is a rule that hit its time or stack limit on a paper.
type Fault struct {
	Rule string
	Err  error
}

// Extract finds the claims of one paper.
func (x *Extractor) Extract(p *paper.Paper) Result { return Result{} }
