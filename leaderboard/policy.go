package leaderboard

import (
	"cmp"
	"fmt"
	"slices"

	"claimboard/extract"
)

// reason says why a claim does not rank, in few words (a table has little room
// for them), "" if it does. Only what a paper says
// of its own or its evaluated systems ranks, and of bounds only the cautious
// one: "over 99.9" is at least that good, "up to 60" may be far worse. A value
// beyond the metric's range is no value of it, whoever misread it.
func reason(r *extract.Record, s scale, unit, main string) string {
	direction := s.direction
	switch {
	case r.Role != extract.Proposed && r.Role != extract.Evaluated:
		return cmp.Or(r.Role, "role unknown")
	case unit != main:
		return "unit " + r.Unit
	case r.Bound == extract.Approx:
		return "around"
	case r.Bound == extract.AtMost && direction != Lower:
		return "up to"
	case r.Bound == extract.AtLeast && direction != Higher:
		return "at least"
	}
	switch v, _ := s.common(r); {
	case s.holds(r):
		return ""
	case v > s.high:
		return fmt.Sprintf("over %g", s.high)
	}
	return fmt.Sprintf("under %g", s.low)
}

// rank takes the rows, best first, and numbers those that rank: equal values
// share a rank, and the next one counts them all (1, 2, 2, 4). Without a
// direction there is no rank.
func (b *Board) rank(ranked, rest []*Row) {
	b.Rows, b.Unranked = sorted(ranked, b.Direction), sorted(rest, b.Direction)
	if b.Direction == "" {
		return
	}
	b.Ranked = len(b.Rows)
	for i := range b.Rows {
		b.Rows[i].Rank = i + 1
		if i > 0 && b.Rows[i].Common == b.Rows[i-1].Common {
			b.Rows[i].Rank = b.Rows[i-1].Rank
		}
	}
}

// sorted puts rows in order before they are copied: they are large.
func sorted(rows []*Row, direction string) []Row {
	slices.SortStableFunc(rows, func(x, y *Row) int { return compareRows(x, y, direction) })
	out := make([]Row, len(rows))
	for i, r := range rows {
		out[i] = *r
	}
	return out
}

// compareRows puts the better row first; of equals the earlier paper. The store
// knows the order of equals, too: see extract.Tally.
func compareRows(x, y *Row, direction string) int {
	byValue := cmp.Compare(y.Common, x.Common)
	switch direction {
	case Lower:
		byValue = -byValue
	case "":
		byValue = 0
	}
	return cmp.Or(byValue, cmp.Compare(undatedLast(x.Published), undatedLast(y.Published)),
		cmp.Compare(x.PaperID, y.PaperID), cmp.Compare(x.Start, y.Start), cmp.Compare(x.Method, y.Method), cmp.Compare(x.Setting, y.Setting))
}

func undatedLast(date string) string {
	if date == "" {
		return "~"
	}
	return date
}
