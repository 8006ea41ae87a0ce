package leaderboard

import (
	"strconv"
	"strings"

	"claimboard/extract"
)

// Value is a claim's value for people: the author's digits, with its bound,
// the lower end of a range, and the unit ("≥ 99.9%", "15–50%", "-21.7").
func Value(r *extract.Record) string {
	before, number, after := valueParts(r)
	return before + number + after
}

// valueParts cuts the text of a value into what stands before the number, the
// number, and what stands after it, so that numbers can be put under each other.
func valueParts(r *extract.Record) (before, number, after string) {
	switch r.Bound {
	case extract.AtLeast:
		before = "≥ "
	case extract.AtMost:
		before = "≤ "
	case extract.Approx:
		before = "≈ "
	}
	if r.Low != nil {
		before += digits(r.ValueText, *r.Low) + "–"
	}
	number = digits(r.ValueText, r.Value)
	if r.Kind == extract.Delta && r.Value > 0 && strings.HasPrefix(strings.TrimSpace(r.ValueText), "+") {
		number = "+" + number
	}
	switch {
	case r.Unit == "" || r.Unit == "points":
	case r.Unit == "%" || r.Unit == "x":
		after = r.Unit
	default:
		after = " " + r.Unit
	}
	return before, number, after
}

// digits finds a number in the author's text as the author wrote it, or writes
// it out: a drop of 21.7 is stored as -21.7 and keeps its digits.
func digits(text string, v float64) string {
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (text[j] >= '0' && text[j] <= '9' || j > i && (text[j] == '.' || text[j] == ',')) {
			j++
		}
		if j == i {
			i++
			continue
		}
		token := strings.TrimRight(text[i:j], ".,")
		f, err := strconv.ParseFloat(strings.ReplaceAll(token, ",", ""), 64)
		switch {
		case err != nil:
		case f == v:
			return token
		case f == -v:
			return "-" + token
		}
		i = j
	}
	return Number(v)
}

// Number writes a value without loss and without an exponent where people would not.
func Number(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if len(s) > 21 {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return s
}
