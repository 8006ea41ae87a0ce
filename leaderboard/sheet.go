package leaderboard

import (
	"slices"
	"strconv"
	"strings"
)

// Sheet is a view laid out for people, the same for every rendering: it holds
// the author's text as it is, and each rendering makes it harmless.
type Sheet struct {
	Title string
	// Anchor is what a Ref on the same page leads to.
	Anchor  string
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
	// Optional columns go where there is no room for all.
	Optional bool
	// Whole columns are what a row is known by: they are cut last, when the
	// others are at their least and the optional ones gone.
	Whole bool
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

// Cell is the text of one cell.
type Cell struct {
	Text string
	// Signs follow the text and are what the notes explain.
	Signs string
	Link  string
	// Ref is the Anchor of another sheet of the page.
	Ref string
	// Numeric text is a bare number, which no format needs to make harmless.
	Numeric bool
	Bool    bool // "true" or "false"
	// Point is the byte at which the whole part of a number ends.
	Point int
	// Order is what a column of numbers sorts by, where the text is no bare number.
	Order string
	// Best marks the leader of a column.
	Best bool
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
	s.Columns = []Column{{Name: "#", Key: true, Number: true}, {Name: "method", Key: true, Whole: true, Least: 12}, {Name: b.valueHead(), Number: true}}
	if setting {
		s.Columns = append(s.Columns, Column{Name: "setting", Least: 12})
	}
	if why {
		s.Columns = append(s.Columns, Column{Name: "why not", Least: 8})
	}
	s.Columns = append(s.Columns, paperColumns(wide)...)
	for _, r := range b.all() {
		s.Lines = append(s.Lines, r.line(setting, why, wide))
	}
	s.Notes = b.notes()
	s.dropEmpty("year")
	return s
}

// dropEmpty takes out a column in which no line has anything.
func (s *Sheet) dropEmpty(name string) {
	i := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 || slices.ContainsFunc(s.Lines, func(l Line) bool { return l.Cells[i].Text != "" }) {
		return
	}
	s.Columns = slices.Delete(s.Columns, i, i+1)
	for n := range s.Lines {
		s.Lines[n].Cells = slices.Delete(s.Lines[n].Cells, i, i+1)
	}
}

func (r *Row) line(setting, why, wide bool) Line {
	rank := text("–")
	if r.Rank > 0 {
		rank = count(r.Rank)
	}
	cells := []Cell{rank, text(r.Method), r.value()}
	if setting {
		cells = append(cells, text(r.Setting))
	}
	if why {
		cells = append(cells, text(r.Reason))
	}
	return Line{Cells: append(cells, r.paper(wide)...), Best: r.Best(), Below: r.Reason != ""}
}

// value is the cell of a row's value, with the signs of its marks.
func (r *Row) value() Cell {
	c := number(valueParts(&r.Record))
	c.Order = Number(r.Common)
	for _, m := range marks {
		if r.has(m.mark) {
			c.Signs += m.sign
		}
	}
	return c
}

func (r *Row) has(m Mark) bool { return slices.Contains(r.Marks, m) }

// paperColumns say where a row comes from; wide adds the rule and the sentence.
func paperColumns(wide bool) []Column {
	columns := []Column{{Name: "year"}, {Name: "paper", Least: 16}, {Name: "title", Least: 18, Optional: true}}
	if wide {
		columns = append(columns, Column{Name: "rule", Long: true}, Column{Name: "sentence", Long: true})
	}
	return columns
}

// paper gives the cells of paperColumns.
func (r *Row) paper(wide bool) []Cell {
	cells := []Cell{text(year(r.Published)), {Text: r.PaperID, Link: r.URL}, {Text: r.Record.Title, Link: r.URL}}
	if wide {
		cells = append(cells, text(r.Rule), text(r.Sentence))
	}
	return cells
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
	switch {
	case b.cut > 0 && b.Direction == "":
		notes = append(notes, strconv.Itoa(b.cut)+" more not shown")
	case b.cut > 0:
		notes = append(notes, strconv.Itoa(b.cut)+" more ranked, not shown")
	}
	switch {
	case b.Hidden > 0 && len(b.Rows) == 0:
		notes = append(notes, "nothing ranks; --all lists the "+strconv.Itoa(b.Hidden)+" that may not rank")
	case b.Hidden > 0:
		notes = append(notes, strconv.Itoa(b.Hidden)+" more not ranked; --all lists them")
	}
	notes = append(notes, b.Warnings...)
	rows := b.all()
	for _, m := range marks {
		if slices.ContainsFunc(rows, func(r *Row) bool { return r.has(m.mark) }) {
			notes = append(notes, m.sign+" "+m.text)
		}
	}
	told := 0
	for _, r := range rows {
		if len(r.Conflicts) == 0 {
			continue
		}
		if told++; told <= 10 {
			notes = append(notes, "‡ "+r.Method+": "+Value(&r.Record)+" ("+r.PaperID+"), elsewhere "+strings.Join(r.Conflicts, ", "))
		}
	}
	if told > 10 {
		notes = append(notes, "‡ and "+strconv.Itoa(told-10)+" more")
	}
	return notes
}
