package paper

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	isoStart  = regexp.MustCompile(`^([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?(?:\.0)?(?:$|[ /T])`)
	epoch     = regexp.MustCompile(`^[0-9]{12,13}$`) // milliseconds since 1970, as OpenReview counts
	longDates = []string{"Mon, 2 Jan 2006 15:04:05 MST", time.RFC1123Z, "2 January 2006",
		"2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2006", "Jan 2006"}
)

// isoDate reads a date in the forms that bibliographies use and writes it as
// "2021-06-01", "2021-06" or "2021", whichever is known; else "".
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if c := s[0]; c < '0' || c > '9' {
		return longDate(s)
	}
	if len(s) == len("2024") {
		if _, err := strconv.Atoi(s); err == nil {
			return dateOf(s, "", "")
		}
	}
	if _, err := time.Parse(time.DateOnly, s); err == nil && "1500" <= s && s < "3" {
		return s // as most are
	}
	if epoch.MatchString(s) {
		n, _ := strconv.ParseInt(s, 10, 64)
		return time.UnixMilli(n).UTC().Format(time.DateOnly)
	}
	if m := isoStart.FindStringSubmatch(s); m != nil {
		return dateOf(m[1], m[2], m[3])
	}
	return longDate(s)
}

func longDate(s string) string {
	// The arXiv's dates, for which the loop would make a time zone each.
	if utc, is := strings.CutSuffix(s, " GMT"); is {
		if t, err := time.Parse("Mon, 2 Jan 2006 15:04:05", utc); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	for _, layout := range longDates {
		if t, err := time.Parse(layout, s); err == nil {
			if !strings.Contains(layout, "2 ") && !strings.Contains(layout, "2,") {
				return t.Format("2006-01")
			}
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// dateOf joins the parts that make sense. A month may be a number or a name.
func dateOf(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	if y < 1500 || y > 2999 {
		return ""
	}
	m := monthOf(month)
	if m == 0 {
		return strconv.Itoa(y)
	}
	d, _ := strconv.Atoi(day)
	if d < 1 || d > 31 {
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// monthOf reads "6", "06", "jun", "June", and of "June-July" the first.
func monthOf(s string) int {
	s = strings.ToLower(strings.TrimSpace(s))
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 12 {
		return n
	}
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && strings.HasPrefix(s, strings.ToLower(m.String()[:3])) {
			return int(m)
		}
	}
	return 0
}
