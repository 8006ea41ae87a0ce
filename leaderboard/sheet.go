package leaderboard

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sheet is a view laid out for people, the same for every rendering: it holds
// the author's text as it is, and each rendering makes it harmless.
type Sheet struct {
	Title   string
	Columns []Column
	Lines   []Line
	// Notes are warnings and the legend of the signs used.
	Notes []string
}

// Column is a column of a Sheet.
type Column struct {
	Name string
	// Number puts the cells' numbers under each other.
	Number bool
	// Least is how narrow the column may become before it says nothing; 0 keeps
	// it whole.
	Least int
	// Key columns come again where a table must be cut into several.
	Key bool
	// Long columns are written below a table that has no room for them.
	Long bool
}

// Line is a row of a Sheet.
type Line struct {
	Cells []Cell
	// Best marks a leader; Below a row that does not rank.
	Best  bool
	Below bool
}

// Cell is the text of one cell. Of a number, Point is the byte at which its
// whole part ends; signs are what the notes explain.
type Cell struct {
	Text    string
	Signs   string
	Link    string
	Numeric bool
	Point   int
}

func text(s string) Cell { return Cell{Text: s} }

// count is a cell with a whole number.
func count(n int) Cell {
	s := strconv.Itoa(n)
	return Cell{Text: s, Numeric: true, Point: len(s)}
}

// number is a cell with a number that stands between two texts.
func number(before, number, after string) Cell {
	whole := strings.IndexByte(number, '.')
	if whole < 0 {
		whole = len(number)
	}
	return Cell{Text: before + number + after, Numeric: before+after == "", Point: len(before) + whole}
}

// Sheet lays a board out; wide adds the rule and the sentence of each row.
func (b *Board) Sheet(wide bool) Sheet {
	s := Sheet{Title: b.Title()}
	setting := b.hasSettings()
	why := len(b.Unranked) > 0
	s.Columns = []Column{{Name: "#", Key: true, Number: true}, {Name: "method", Key: true, Least: 12}, {Name: b.valueHead(), Number: true}}
	if setting {
		s.Columns = append(s.Columns, Column{Name: "setting", Least: 7})
	}
	if why {
		s.Columns = append(s.Columns, Column{Name: "not ranked", Least: 8})
	}
	s.Columns = append(s.Columns, Column{Name: "year"}, Column{Name: "paper", Least: 14})
	if wide {
		s.Columns = append(s.Columns, Column{Name: "paper id", Least: 10}, Column{Name: "rule", Least: 8}, Column{Name: "sentence", Long: true})
	}
	for _, r := range b.all() {
		s.Lines = append(s.Lines, r.line(setting, why, wide))
	}
	s.Notes = b.notes()
	return s
}

func (r *Row) line(setting, why, wide bool) Line {
	rank := text("–")
	if r.Rank > 0 {
		rank = count(r.Rank)
	}
	value := number(valueParts(&r.Record))
	for _, m := range marks {
		if r.has(m.mark) {
			value.Signs += m.sign
		}
	}
	cells := []Cell{rank, text(r.Method), value}
	if setting {
		cells = append(cells, text(r.Setting))
	}
	if why {
		cells = append(cells, text(r.Reason))
	}
	cells = append(cells, text(year(r.Published)), Cell{Text: r.paper(), Link: r.URL})
	if wide {
		cells = append(cells, text(r.PaperID), text(r.Rule), text(r.Sentence))
	}
	return Line{Cells: cells, Best: r.Best(), Below: r.Reason != ""}
}

func (r *Row) has(m Mark) bool {
	for _, have := range r.Marks {
		if have == m {
			return true
		}
	}
	return false
}

// paper is what to look for: the title, or else the id.
func (r *Row) paper() string {
	if strings.TrimSpace(r.Title) == "" {
		return r.PaperID
	}
	return r.Title
}

// Title names the board: "GSM8K · accuracy · relative change".
func (b *Board) Title() string {
	parts := []string{b.Benchmark}
	if b.Metric != "" {
		parts = append(parts, b.Metric)
	}
	switch {
	case b.Change == "factor":
		parts = append(parts, "change by a factor")
	case b.Change != "":
		parts = append(parts, b.Change+" change")
	case b.Kind == "delta":
		parts = append(parts, "change")
	}
	if b.Setting != "" {
		parts = append(parts, b.Setting)
	}
	return strings.Join(parts, " · ")
}

// valueHead says which way is better.
func (b *Board) valueHead() string {
	switch b.Direction {
	case Higher:
		return "value ↑"
	case Lower:
		return "value ↓"
	}
	return "value"
}

func (b *Board) hasSettings() bool {
	for _, r := range b.all() {
		if r.Setting != "" && b.Setting == "" {
			return true
		}
	}
	return false
}

// notes are the course of the best value, the warnings, and the legend of the
// signs that occur.
func (b *Board) notes() []string {
	var notes []string
	if line := sparkline(b.Trend); line != "" {
		first, last := b.Trend[0], b.Trend[len(b.Trend)-1]
		notes = append(notes, "best over time: "+Number(first.Common)+" "+line+" "+Number(last.Common)+
			" ("+first.Published+" to "+last.Published+")")
	}
	notes = append(notes, b.Warnings...)
	for _, m := range marks {
		for _, r := range b.all() {
			if r.has(m.mark) {
				notes = append(notes, m.sign+" "+m.text)
				break
			}
		}
	}
	for _, r := range b.all() {
		if len(r.Conflicts) > 0 && len(b.all()) <= 200 {
			notes = append(notes, "‡ "+r.Method+": "+Value(&r.Record)+" ("+r.PaperID+"), elsewhere "+strings.Join(r.Conflicts, ", "))
		}
	}
	return notes
}

// plain makes a text one line of visible characters: what a terminal, a file
// or a reader's eye could be deceived by becomes a space or goes. Every cell
// function begins with it.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != 0x7f
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			return ' '
		case unicode.IsControl(r), isDeceptive(r):
			return -1
		}
		return r
	}, s)
}

// isDeceptive says whether a character is one that reorders or hides text:
// bidi controls, byte order marks, tags. Joiners stay, emoji need them.
func isDeceptive(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	case r == 0xFEFF, r == 0x200B, r == 0x2060, r >= 0xE0000 && r <= 0xE007F, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	}
	return false
}
