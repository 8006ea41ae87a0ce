package leaderboard

import "strconv"

// mustFloat reads the last number of a text like "70%-90".
func mustFloat(s string) float64 {
	for i := range s {
		if f, err := strconv.ParseFloat(s[i:], 64); err == nil && (i == 0 || s[i-1] == '-') {
			return f
		}
	}
	panic("no number in " + s)
}
