package extract

import (
	"slices"
	"strconv"

	"claimboard/rules"
)

// Corrected is what a correction of a rule file did to a paper's claims.
type Corrected struct {
	Claim  string `json:"claim_id"`
	Reject bool   `json:"reject"`
	Reason string `json:"reason"`
	// Applied is false where the paper has no such claim any more.
	Applied bool `json:"applied"`
	// Was is the claim as the rules made it, nil where there is none.
	Was *Claim `json:"was,omitempty"`
}

// correctionsOf sorts the corrections of a set by paper.
func correctionsOf(set *rules.Set) map[string][]*rules.Correction {
	out := map[string][]*rules.Correction{}
	for _, c := range set.Corrections {
		out[c.Paper.Value] = append(out[c.Paper.Value], c)
	}
	return out
}

// correct applies the corrections of the paper to its claims. A claim keeps its
// id when fields of it are set, so that the correction finds it again.
func (a *analysis) correct() {
	for _, c := range a.x.corrections[a.paper.ID] {
		done := Corrected{Claim: c.Claim.Value, Reject: c.Reject, Reason: c.Reason}
		i := slices.IndexFunc(a.claims, func(cl Claim) bool { return cl.ID == c.Claim.Value })
		if i >= 0 {
			was := a.claims[i]
			done.Applied, done.Was = true, &was
			if c.Reject {
				a.claims = slices.Delete(a.claims, i, i+1)
			} else {
				set(&a.claims[i], c.Set)
			}
		}
		a.corrected = append(a.corrected, done)
	}
}

// set writes fields of a claim. A value that is no number is left alone: the
// loader has refused it.
func set(c *Claim, fields map[string]string) {
	for name, value := range fields {
		switch name {
		case "method":
			c.Method = value
		case "benchmark":
			c.Benchmark = value
		case "metric":
			c.Metric, c.MetricImplied = value, false
		case "value":
			if v, err := strconv.ParseFloat(value, 64); err == nil {
				c.Value = v
			}
		case "unit":
			c.Unit = value
		case "kind":
			c.Kind = value
		case "bound":
			c.Bound = value
		case "role":
			c.Role = value
		case "versus":
			c.Versus = value
		case "setting":
			c.Setting = value
		}
	}
}
