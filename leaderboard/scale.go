package leaderboard

import (
	"math"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// scale is what a full score is on a metric: 100, 1, or 0 where the vocabulary
// gives neither a unit nor a range to tell.
type scale struct {
	full      float64
	direction string
	// low and high bound every value on this scale; both 0 is no bound.
	low, high float64
}

func newScale(metric *rules.Entry, kind string) scale {
	if metric == nil {
		return scale{}
	}
	s := scale{direction: metric.Direction}
	if kind != extract.Score {
		return s // a change of 0.5 may be half a point: never a fraction by guess
	}
	if len(metric.Range) == 2 {
		s.low, s.high = metric.Range[0], metric.Range[1]
	}
	switch {
	case metric.Unit == "%" || s.high == 100:
		s.full = 100
	case s.high == 1:
		s.full = 1
	}
	return s
}

// common gives a claim's value on the metric's scale, and whether that is
// another one than the author's. Of a range it takes the cautious end.
func (s scale) common(r *extract.Record) (value float64, moved bool) {
	value = r.Value
	if r.Low != nil && s.direction == Higher {
		value = *r.Low
	}
	percent := r.Unit == "%" || math.Abs(r.Value) > 1
	switch {
	case s.full == 100 && !percent && isFraction(r):
		return round(value * 100), true
	case s.full == 1 && percent:
		return round(value / 100), true
	}
	return value, false
}

// holds says whether a claim's value is one that its metric can have.
func (s scale) holds(r *extract.Record) bool {
	v, _ := s.common(r)
	return s.low == s.high || v >= s.low && v <= s.high
}

// unbounded is the scale without its range.
func (s scale) unbounded() scale {
	s.low, s.high = 0, 0
	return s
}

// better says whether one value is better than another on this scale.
func (s scale) better(a, b float64) bool {
	switch s.direction {
	case Higher:
		return a > b
	case Lower:
		return a < b
	}
	return false
}

// isFraction says whether a bare number up to 1 is a share of the whole; a
// plain "1" may as well be one percent.
func isFraction(r *extract.Record) bool {
	return r.Unit == "" && r.Value != 0 && strings.Contains(r.ValueText, ".")
}

// round takes away what multiplying by 100 adds: 0.58*100 is 57.99999999999999.
func round(v float64) float64 {
	return math.Round(v*1e9) / 1e9
}

// scales marks the rows on another scale than most, and warns of the mixture.
func (g *group) scales(b *Board, s scale) {
	var moved, plain []*Row
	for _, list := range [][]Row{b.Rows, b.Unranked} {
		for i := range list {
			r := &list[i]
			if _, m := s.common(&r.Record); m {
				moved = append(moved, r)
			} else if r.Value != 0 {
				plain = append(plain, r)
			}
		}
	}
	if len(moved) == 0 || len(plain) == 0 {
		b.warnUnits(s)
		return
	}
	for _, r := range moved {
		r.Marks = append(r.Marks, MarkScale)
	}
	b.warn("mixes scales: %s and %s are compared on one of 0 to %g, and shown as written",
		Value(&moved[0].Record), Value(&plain[0].Record), s.full)
}

// warnUnits warns of a mixture that nothing in the vocabulary settles.
func (b *Board) warnUnits(s scale) {
	marked, small := false, false
	for i := range b.Rows {
		r := &b.Rows[i]
		marked = marked || r.Unit == "%"
		small = small || isFraction(&r.Record) && math.Abs(r.Value) <= 1
	}
	if marked && small && s.full == 0 && b.Kind == extract.Score {
		b.warn("mixes percentages and numbers below 1, and the metric has no range in the vocabulary to settle it: ranked as written")
	}
}
