package extract

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimboard/rules"
)

// Number is what a value mention says.
type Number struct {
	Value float64
	// Low is the lower end of a range.
	Low    float64
	Ranged bool
	// Signed says that the author wrote a sign; Value has it.
	Signed bool
	// Unit is "%", "points", "x", another unit's name, or "".
	Unit  string
	Class rune // rules.Percent, …
	Bound string
	// Start and End are the number's bytes in the tidied text, sign and unit
	// included, words such as "up to" not.
	Start, End int
}

// carry gives a bare number of a list the unit that its last member has: "4.6/5.0 points".
func (n *Number) carry(last Number) {
	if n.Class == rules.Decimal || n.Class == rules.Integer {
		if last.Class != rules.Decimal && last.Class != rules.Integer {
			n.Unit, n.Class = last.Unit, last.Class
		}
	}
	if n.Class == rules.Percent && last.Class == rules.Points {
		n.Unit, n.Class = last.Unit, last.Class
	}
}

// listsWith says whether two numbers can stand in one list.
func (n Number) listsWith(m Number) bool {
	bare := func(c rune) bool { return c == rules.Decimal || c == rules.Integer }
	if n.Signed != m.Signed {
		return false
	}
	return n.Class == m.Class && n.Unit == m.Unit || bare(n.Class) && !m.Ranged || bare(m.Class) && n.Class != rules.Factor && n.Class != rules.Points
}

// appendNumbers appends the mentions already taken and the values of a text outside
// them.
func (x *Extractor) appendNumbers(out []Mention, text string, taken []Mention) []Mention {
	floor := 0 // the end of the mention before
	for at := 0; ; {
		for len(taken) > 0 && taken[0].End <= at {
			out, taken = append(out, taken[0]), taken[1:]
		}
		i := nextNumber(text, at)
		if len(taken) > 0 && taken[0].Start <= i {
			floor = taken[0].End
			at = floor
			continue
		}
		if i == len(text) {
			return out
		}
		m, end, ok := x.number(text, i, floor, nextTaken(taken, len(text)))
		if ok {
			out = insertInOrder(out, m)
			floor = m.End
		}
		at = max(i+1, end)
	}
}

// insertInOrder puts a mention behind those that begin before or where it does.
func insertInOrder(ms []Mention, m Mention) []Mention {
	at := len(ms)
	for at > 0 && ms[at-1].Start > m.Start {
		at--
	}
	return slices.Insert(ms, at, m)
}

// holdsNumber says whether there is a value in a text, whatever names it is part of.
func (x *Extractor) holdsNumber(text string) bool {
	for i := nextNumber(text, 0); i < len(text); {
		_, end, ok := x.number(text, i, 0, len(text))
		if ok {
			return true
		}
		i = nextNumber(text, max(i+1, end))
	}
	return false
}

// nextNumber is where a number begins at or after i, the end of the text where none does.
func nextNumber(text string, i int) int {
	digit := nextDigit(text, i)
	if digit > i && beginsNumber(text, digit-1) {
		return digit - 1
	}
	return digit
}

// nextDigit is where the next digit stands at or after i, the end of the text where
// none does. It looks at eight bytes at once: those that are digits are made to be
// below ten, and nothing but the first of these sets the least of the high bits.
func nextDigit(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		eight := eightBytes(text[i:])
		eight ^= '0' * each
		if high := (eight - 10*each) & ^eight & (0x80 * each); high != 0 {
			return i + bits.TrailingZeros64(high)/8
		}
	}
	for i < len(text) && !isDigit(text[i]) {
		i++
	}
	return i
}

// each is one in each of eight bytes.
const each = 0x0101010101010101

// eightBytes are the first of a text, the first of them the lowest.
func eightBytes(s string) uint64 {
	s = s[:8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// beginsNumber says whether digits begin at i: "84.1", or ".84" after a blank or mark.
func beginsNumber(text string, i int) bool {
	if text[i] != '.' {
		return isDigit(text[i])
	}
	return i+1 < len(text) && isDigit(text[i+1]) && (i == 0 || strings.IndexByte(" ([=~<>+-", text[i-1]) >= 0)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func endOfDigits(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// number reads the value at text[i]. It returns the byte after what it read,
// and no mention where that is no value: part of a name, a size, a year.
func (x *Extractor) number(text string, i, floor, ceiling int) (m Mention, past int, ok bool) {
	start, sign := signBefore(text, i)
	if start < floor {
		start, sign = i, 0 // the sign ends the name before
	}
	end := digits(text, i)
	if !freeBefore(text, start) {
		return m, skipWord(text, end), false
	}
	if end-i > 1 && text[i] == '0' && isDigit(text[i+1]) {
		return m, end, false // a code: "the (010) surface"
	}
	n := Number{Start: start, Signed: sign != 0}
	value, ok := parse(text[i:end])
	if !ok {
		return m, end, false
	}
	n.Value = value
	if sign == '-' {
		n.Value = -value
	}
	unit, unitEnd := x.unit(text[:ceiling], end)
	if size := dimensions(text, end); size > 0 {
		return m, size, false // "512 x 512 px"
	}
	if hi, hiEnd := x.rangeEnd(text[:ceiling], end, unitEnd); hiEnd > 0 {
		n.Low, n.Value, n.Ranged = min(n.Value, hi), max(n.Value, hi), true
		end = hiEnd
		if u, e := x.unit(text[:ceiling], end); u != nil || unit == nil {
			unit, unitEnd = u, e
		} else {
			unitEnd = end
		}
	}
	if unit == nil {
		// In "83.0 ± 0.7%" the unit is that of both.
		if past := deviation(text, end); past > end {
			end = past
			if text[past-1] == '%' {
				past--
			}
			if past < ceiling {
				unit, unitEnd = x.unit(text[:ceiling], past)
			}
		}
	}
	if unit == nil {
		if glued(text, end) {
			return m, skipWord(text, end), false
		}
		n.Class = rules.Decimal
		if !strings.Contains(text[i:end], ".") {
			n.Class = rules.Integer
		}
		n.End = end
	} else {
		n.Unit, n.Class, n.End = unit.Name, unitClass(unit), deviation(text, unitEnd)
	}
	m = Mention{Type: n.Class, Start: n.Start, End: n.End, Number: n}
	if n.Signed {
		m.Type = rules.Signed
	}
	x.qualify(text, &m, floor)
	if unit == nil {
		m.End = denominator(text, m.End)
	}
	m.Text = text[m.Start:m.End]
	if m.Number.Bound == Exact && unit == nil && (n.Class == rules.Integer && isYear(text[i:end]) || x.namesPart(text, i, end, n)) {
		return Mention{}, end, false
	}
	return m, m.End, true
}

// namesPart says whether the number text[i:end] names a part: "task 1", "industry 4.0".
func (x *Extractor) namesPart(text string, i, end int, n Number) bool {
	return (n.Class == rules.Integer && n.Value < 100 || isVersion(text[i:end])) && x.parts[wordBefore(text, i)]
}

// mostWord is more bytes than any word has that a list knows. Formulas and tables can go
// on for as long as a text does without a blank.
const mostWord = 256

// wordBefore is the word before the blank at the end of text[:i], in lower case, "" for
// one that no list can have.
func wordBefore(text string, i int) string {
	before := strings.TrimSuffix(text[:i], " ")
	near := before[max(0, len(before)-mostWord):]
	blank := strings.LastIndexByte(near, ' ')
	if blank < 0 && len(near) < len(before) {
		return ""
	}
	return strings.ToLower(strings.TrimLeft(near[blank+1:], "([{"))
}

func unitClass(u *rules.Entry) rune {
	switch u.Class {
	case "percent":
		return rules.Percent
	case "points":
		return rules.Points
	case "factor":
		return rules.Factor
	}
	return rules.Quantity
}

// signBefore finds a sign written before the digits at i: 0 for none.
func signBefore(text string, i int) (start int, sign byte) {
	r, size := utf8.DecodeLastRuneInString(text[:i])
	for _, s := range []struct {
		r    rune
		sign byte
	}{{'+', '+'}, {'-', '-'}, {'−', '-'}, {'–', '-'}, {'↑', '+'}, {'↓', '-'}} {
		if r != s.r {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i-size])
		if i == size || before == ' ' || strings.ContainsRune("([/=:~,", before) {
			return i - size, s.sign
		}
	}
	return i, 0
}

// digits ends a number: digits, thousands in threes, a fraction.
func digits(text string, i int) int {
	end := endOfDigits(text, i)
	if e := commaFraction(text, end); e > end {
		return e
	}
	for end+3 < len(text) && text[end] == ',' && isDigit(text[end+1]) && isDigit(text[end+2]) && isDigit(text[end+3]) &&
		(end+4 >= len(text) || !isDigit(text[end+4])) && end-i <= 3+4*((end-i)/4) {
		end += 4
	}
	if end+1 < len(text) && text[end] == '.' && isDigit(text[end+1]) {
		end = endOfDigits(text, end+1)
	}
	return end
}

// commaFraction ends a per cent written with a decimal comma, "92,4%". Without
// the per cent sign it could as well be two numbers of a list.
func commaFraction(text string, end int) int {
	if end >= len(text) || text[end] != ',' {
		return end
	}
	e := endOfDigits(text, end+1)
	if n := e - end - 1; n < 1 || n > 2 || !strings.HasPrefix(strings.TrimPrefix(text[e:], " "), "%") {
		return end
	}
	return e
}

func parse(s string) (float64, bool) {
	if whole, fraction, ok := strings.Cut(s, ","); ok && len(fraction) < 3 {
		s = whole + "." + fraction
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return v, err == nil && v < 1e15
}

// freeBefore says whether nothing is written against the number's front that
// makes it part of a word.
func freeBefore(text string, start int) bool {
	if start == 0 {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(text[:start])
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), r == '_', r == '^', r == '@', r == '#', r == '.':
		return false
	case r == '-' || r == '–' || r == '‐':
		before, _ := utf8.DecodeLastRuneInString(text[:start-size])
		return before == '-' || before == ' ' // "--93.8", "parsing –93.8"
	case r == '$':
		return false
	}
	return true
}

// glued says whether a letter or hyphenated word is written against the end:
// "7B", "5-shot", "2D".
func glued(text string, end int) bool {
	r, size := utf8.DecodeRuneInString(text[end:])
	if unicode.IsLetter(r) || r == '_' || r == '^' || r == '@' {
		return true
	}
	if r == '-' || r == '‐' || r == '–' {
		after, _ := utf8.DecodeRuneInString(text[end+size:])
		return unicode.IsLetter(after) || unicode.IsDigit(after)
	}
	if r == '.' {
		after, _ := utf8.DecodeRuneInString(text[end+size:])
		return unicode.IsDigit(after)
	}
	return false
}

func skipWord(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' {
			break
		}
		i += size
	}
	return i
}

// rangeEnd reads the other end of "5-10", "0.4~0.8", "15%-50%" or "6% − 7.5%".
func (x *Extractor) rangeEnd(text string, end, unitEnd int) (float64, int) {
	p := max(end, unitEnd)
	rest := text[p:]
	trimmed := strings.TrimLeft(rest, " ")
	for _, dash := range []string{"--", "-", "–", "—", "−", "~", "∼"} {
		after, ok := strings.CutPrefix(trimmed, dash)
		if !ok {
			continue
		}
		spaced := len(trimmed) < len(rest)
		if after = strings.TrimLeft(after, " "); spaced != (len(after)+len(dash) < len(trimmed)) || after == "" || !isDigit(after[0]) {
			return 0, 0
		}
		i := len(text) - len(after)
		e := digits(text, i)
		v, ok := parse(text[i:e])
		if !ok || spaced && !strings.ContainsAny(text[e:min(len(text), e+2)], "%") {
			return 0, 0
		}
		return v, e
	}
	return 0, 0
}

// deviation passes over "± 0.3", "(± 0.3)" or "+/- 3%".
func deviation(text string, end int) int {
	rest := strings.TrimLeft(text[end:], " ")
	open := strings.HasPrefix(rest, "(")
	rest = strings.TrimPrefix(rest, "(")
	for _, mark := range []string{"±", "+/-", "+-"} {
		after, ok := strings.CutPrefix(rest, mark)
		if !ok {
			continue
		}
		after = strings.TrimLeft(after, " ")
		e := digits(after, 0)
		if e == 0 {
			return end
		}
		tail := after[e:]
		tail = strings.TrimPrefix(tail, "%")
		if open {
			if !strings.HasPrefix(tail, ")") {
				return end
			}
			tail = tail[1:]
		}
		return len(text) - len(tail)
	}
	return end
}

// denominator passes over the best that can be reached: "54.1/100".
func denominator(text string, end int) int {
	rest, ok := strings.CutPrefix(text[end:], "/100")
	if !ok || rest != "" && (isDigit(rest[0]) || strings.ContainsRune("/%", rune(rest[0]))) || len(rest) > 1 && strings.ContainsRune(".,", rune(rest[0])) && isDigit(rest[1]) {
		return end
	}
	return len(text) - len(rest)
}

// dimensions returns the end of "x 512 px" after a number, 0 if there is none.
func dimensions(text string, end int) int {
	rest := strings.TrimLeft(text[end:], " ")
	after, ok := strings.CutPrefix(rest, "x")
	if !ok {
		after, ok = strings.CutPrefix(rest, "×")
	}
	after = strings.TrimLeft(after, " ")
	if !ok || after == "" || !isDigit(after[0]) {
		return 0
	}
	i := len(text) - len(after)
	return skipWord(text, digits(text, i))
}

// isYear says whether an integer is most likely a year.
func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20"))
}

// unit finds the unit written after a number, glued to it or after one blank
// or hyphen. It returns nil and 0 where there is none.
func (x *Extractor) unit(text string, end int) (*rules.Entry, int) {
	p := end
	if p < len(text) && (text[p] == ' ' || text[p] == '-') {
		p++
	}
	entry, n := x.units.longest(text[p:])
	if entry == nil {
		return nil, 0
	}
	if p > end && text[end] == '-' && entry.Class == "percent" {
		return nil, 0
	}
	if entry.Class == "factor" && glued(text, p+n) {
		return nil, 0 // "2x-large"
	}
	return entry, p + n
}

// qualify takes the words before a number that bound it ("up to a") into the
// mention.
func (x *Extractor) qualify(text string, m *Mention, floor int) {
	m.Number.Bound = Exact
	from := m.Start
	for step := 0; step < 3; step++ {
		before := strings.TrimRight(text[floor:from], " ")
		phrase, n := x.qualifiers.endingAt(before)
		if n == 0 || strings.HasSuffix(before, "->") || strings.HasSuffix(before, "=>") {
			return
		}
		if (phrase == AtLeast || phrase == Approx) && text[from:m.Start] == "the " && !x.passes(text[m.End:]) {
			return // "surpassing the 67.8% of BarNet", "close to the 67.8% of BarNet"
		}
		from = floor + len(before) - n
		if bound := phrase; bound != "" {
			if m.Number.Bound == Exact {
				m.Number.Bound = bound
			}
			m.Start = from
		}
	}
}

// passes says whether a text goes on, within two words, with what is passed: the
// "mark" of "surpassing the 90% mark". Else "the" tells of another's value.
func (x *Extractor) passes(text string) bool {
	words := strings.Fields(text[:min(len(text), 40)])
	return slices.ContainsFunc(words[:min(len(words), 2)], func(w string) bool {
		return slices.Contains(x.set.Words["thresholds"], strings.TrimRight(w, ".,;)"))
	})
}
