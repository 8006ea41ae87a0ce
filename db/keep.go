package db

import (
	"fmt"

	"claimboard/extract"
	"claimboard/extract/paper"
)

// Keep says which abstracts are stored. A claim keeps its own sentence in any
// case.
type Keep string

// The policies, from most to least.
const (
	KeepAll    Keep = "all"
	KeepValues Keep = "values" // those that hold any value, whatever the rules made of it
	KeepClaims Keep = "claims" // those with claims
	KeepNone   Keep = "none"
)

// What an abstract holds, as paper.holds says.
const (
	holdsNoText  = -1 // the record has no abstract
	holdsNothing = 0
	holdsValues  = 1
	holdsClaims  = 2
)

// ParseKeep reads a policy's name.
func ParseKeep(s string) (Keep, error) {
	switch k := Keep(s); k {
	case KeepAll, KeepValues, KeepClaims, KeepNone:
		return k, nil
	}
	return "", fmt.Errorf("--keep-abstracts is %q; it can be all, values, claims or none", s)
}

// least is the least that an abstract must hold to be kept.
func (k Keep) least() int {
	switch k {
	case KeepAll:
		return holdsNothing
	case KeepValues:
		return holdsValues
	case KeepClaims:
		return holdsClaims
	}
	return holdsClaims + 1
}

// holds is what an abstract holds.
func holds(p *paper.Paper, res extract.Result) int {
	switch {
	case p.Abstract == "":
		return holdsNoText
	case len(res.Claims) > 0:
		return holdsClaims
	case res.Values:
		return holdsValues
	}
	return holdsNothing
}
