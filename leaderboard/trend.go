package leaderboard

import "strings"

// Point is the best value of a board from a date on.
type Point struct {
	Published string  `json:"published"`
	Common    float64 `json:"common"`
	Method    string  `json:"method"`
	PaperID   string  `json:"paper_id"`
}

// trend gives the values that led the board, oldest first; rows without a date
// or a rank take no part.
func (b *Board) trend() []Point {
	points := []Point{}
	var dated []*Row
	for i := range b.Rows {
		if b.Rows[i].Published != "" && b.Direction != "" {
			dated = append(dated, &b.Rows[i])
		}
	}
	sortByDate(dated)
	var lead *Row
	for _, r := range dated {
		if lead == nil || (scale{direction: b.Direction}).better(r.Common, lead.Common) {
			lead = r
			points = append(points, Point{r.Published, r.Common, r.Method, r.PaperID})
		}
	}
	return points
}

const bars = "▁▂▃▄▅▆▇█"

// sparkline draws the best value over time, a bar a step of equal length; ""
// where it would say nothing. It is as short as the years allow.
func sparkline(points []Point) string {
	if len(points) < 2 {
		return ""
	}
	first, last := days(points[0].Published), days(points[len(points)-1].Published)
	if last <= first {
		return ""
	}
	steps := min(24, max(8, (last-first)/91))
	low, high := points[0].Common, points[0].Common
	for _, p := range points {
		low, high = min(low, p.Common), max(high, p.Common)
	}
	var out strings.Builder
	at := 0
	for i := 0; i <= steps; i++ {
		day := first + (last-first)*i/steps
		for at+1 < len(points) && days(points[at+1].Published) <= day {
			at++
		}
		level := 0
		if high > low {
			level = int((points[at].Common - low) / (high - low) * 7.999)
		}
		out.WriteRune([]rune(bars)[level])
	}
	return out.String()
}
