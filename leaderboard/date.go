package leaderboard

import (
	"cmp"
	"slices"
	"time"
)

// Dates are ISO texts, cut short where less is known: "2024-05-01", "2024-05",
// "2024". A year alone lies in every range that touches it.

// notBefore says whether a date may lie on or after another.
func notBefore(date, since string) bool {
	n := min(len(date), len(since))
	return date[:n] >= since[:n]
}

// notAfter says whether a date may lie on or before another.
func notAfter(date, until string) bool {
	n := min(len(date), len(until))
	return date[:n] <= until[:n]
}

func year(date string) string {
	if len(date) < 4 {
		return ""
	}
	return date[:4]
}

// days counts the days from year 0 to the beginning of a date's period.
func days(date string) int {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(date) >= len(layout) {
			if t, err := time.Parse(layout, date[:len(layout)]); err == nil {
				return int(t.Unix() / 86400)
			}
		}
	}
	return 0
}

func sortByDate(rows []*Row) {
	slices.SortStableFunc(rows, func(a, b *Row) int { return cmp.Compare(a.Published, b.Published) })
}
