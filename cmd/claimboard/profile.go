package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"claimboard/extract"
)

// share is the part of the time of all rules above which one rule is named.
const share = 0.1

// profile writes to stderr what each rule that was tried has cost, the dearest
// first, and names the rules that are worth a look.
func (a *app) profile(costs []extract.RuleCost) {
	var total time.Duration
	for _, c := range costs {
		total += c.Time
	}
	slices.SortStableFunc(costs, func(c, d extract.RuleCost) int { return cmp.Compare(d.Time, c.Time) })
	t := tabwriter.NewWriter(a.stderr, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "ms\tshare\ttries\tmatches\t us/try\t rule")
	for _, c := range costs {
		if c.Tries > 0 {
			fmt.Fprintf(t, "%.1f\t%.1f%%\t%s\t%s\t%.1f\t %s\n", c.Time.Seconds()*1e3, 100*part(c.Time, total),
				number(c.Tries), number(c.Matches), c.Time.Seconds()*1e6/float64(c.Tries), c.Rule)
		}
	}
	t.Flush()
	for _, c := range costs {
		if part(c.Time, total) > share {
			a.note("%s takes %.0f%% of the time of all rules", c.Rule, 100*part(c.Time, total))
		}
	}
	if names := unconditional(costs); len(names) > 0 {
		a.note("tried on every sentence, as their patterns need nothing that one could lack: %s", strings.Join(names, ", "))
	}
}

func part(d, total time.Duration) float64 {
	if total == 0 {
		return 0
	}
	return float64(d) / float64(total)
}

// unconditional names the rules that no sentence can be spared.
func unconditional(costs []extract.RuleCost) []string {
	var out []string
	for _, c := range costs {
		if c.Unconditional {
			out = append(out, c.Rule)
		}
	}
	slices.Sort(out)
	return out
}
