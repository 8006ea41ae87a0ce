package leaderboard

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// Style says how a table may look on the terminal at hand.
type Style struct {
	// Width in columns; 0 is 80.
	Width int
	// Colour allows escape sequences.
	Colour bool
}

const gap = 2 // columns between two columns of a table

// WriteTable writes sheets for a terminal: nothing is wider than it, nothing
// wraps; long titles are shortened or left out, then settings, names last.
func WriteTable(w io.Writer, sheets []Sheet, style Style) error {
	if style.Width <= 0 {
		style.Width = 80
	}
	for i := range sheets {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := style.write(w, &sheets[i]); err != nil {
			return err
		}
	}
	return nil
}

func (style Style) write(w io.Writer, s *Sheet) error {
	if s.Title != "" {
		if _, err := fmt.Fprintf(w, "%s\n\n", style.bold(cut(tableCell(s.Title), style.Width))); err != nil {
			return err
		}
	}
	if len(s.Lines) == 0 {
		return style.notes(w, s.Notes) // a heading over nothing says nothing
	}
	g := newGrid(s)
	tables := g.split(style.Width)
	for i, columns := range tables {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := g.write(w, columns, g.linesOf(tables, i), style); err != nil {
			return err
		}
	}
	if err := style.long(w, s); err != nil {
		return err
	}
	if len(s.Notes) > 0 {
		fmt.Fprintln(w)
	}
	return style.notes(w, s.Notes)
}

func (style Style) bold(s string) string {
	if style.Colour {
		return "\x1b[1m" + s + "\x1b[0m"
	}
	return s
}

// tableCell makes a text harmless on a terminal.
func tableCell(s string) string { return strings.TrimSpace(plain(s)) }

// grid is a sheet's cells as texts with their widths on a terminal.
type grid struct {
	sheet  *Sheet
	cells  [][]string // by line, then column
	signs  [][]string // what follows each, never cut off
	widths []int
}

func newGrid(s *Sheet) *grid {
	g := &grid{sheet: s, widths: make([]int, len(s.Columns))}
	for _, l := range s.Lines {
		row, signs := make([]string, len(s.Columns)), make([]string, len(s.Columns))
		for i, c := range l.Cells {
			row[i], signs[i] = tableCell(c.Text), c.Signs
			if i == 0 && l.Best || c.Best {
				signs[i] += "★"
			}
		}
		g.cells, g.signs = append(g.cells, row), append(g.signs, signs)
	}
	for i, c := range s.Columns {
		if c.Number {
			g.align(i)
		}
		g.widths[i] = cellWidth(tableCell(c.Name))
		for n, row := range g.cells {
			g.widths[i] = max(g.widths[i], cellWidth(row[i])+cellWidth(g.signs[n][i]))
		}
	}
	return g
}

// align pads the cells of a column so that their decimal points stand under
// each other.
func (g *grid) align(column int) {
	left := make([]int, len(g.cells))
	widest := 0
	for i, l := range g.sheet.Lines {
		c := l.Cells[column]
		left[i] = cellWidth(tableCell(c.Text))
		if c.Point > 0 {
			left[i] = cellWidth(strings.TrimLeft(plain(c.Text[:c.Point]), " "))
		}
		widest = max(widest, left[i])
	}
	for i := range g.cells {
		if g.cells[i][column] != "" {
			g.cells[i][column] = strings.Repeat(" ", widest-left[i]) + g.cells[i][column]
		}
	}
}

// split gives the columns that go into one table each: all into one where they
// can be made to fit, else as many as fit beside the key columns.
func (g *grid) split(width int) [][]int {
	var keys, parts []int
	for i, c := range g.sheet.Columns {
		switch {
		case c.Long:
		case c.Key:
			keys = append(keys, i)
		default:
			parts = append(parts, i)
		}
	}
	least := func(columns []int) int {
		sum := gap * (len(columns) - 1)
		for _, i := range columns {
			sum += g.least(i)
		}
		return sum
	}
	// A name as long as a sentence drives out no title, only one that may fit.
	room := least(append(keys[:len(keys):len(keys)], parts...))
	for i, c := range g.sheet.Columns {
		if c.Whole {
			room += max(min(g.widths[i], width/2)-g.least(i), 0)
		}
	}
	if room > width {
		parts = slices.DeleteFunc(parts, func(i int) bool { return g.sheet.Columns[i].Optional })
	}
	// Columns stay in their order, keys among them, while one table is enough.
	if all := slices.Sorted(slices.Values(append(keys[:len(keys):len(keys)], parts...))); least(all) <= width {
		return [][]int{all}
	}
	tables := [][]int{keys}
	for _, i := range parts {
		last := len(tables) - 1
		if more := append(tables[last][:len(tables[last]):len(tables[last])], i); least(more) <= width || len(tables[last]) == len(keys) {
			tables[last] = more
		} else {
			tables = append(tables, append(keys[:len(keys):len(keys)], i))
		}
	}
	return tables
}

func (g *grid) least(column int) int {
	if n := g.sheet.Columns[column].Least; n > 0 {
		return min(n, g.widths[column])
	}
	return g.widths[column]
}

// fit gives the columns' widths in a table that is no wider than wanted: the
// widest of those that may shrink gives way first, names after all others.
func (g *grid) fit(columns []int, width int) map[int]int {
	fitted := map[int]int{}
	sum := gap * (len(columns) - 1)
	for _, i := range columns {
		fitted[i] = g.widths[i]
		sum += g.widths[i]
	}
	for ; sum > width; sum-- {
		widest := -1
		for _, i := range columns {
			if fitted[i] > g.least(i) && (widest < 0 || g.givesBefore(i, widest, fitted)) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		fitted[widest]--
	}
	return fitted
}

// givesBefore says whether column a gives way before b.
func (g *grid) givesBefore(a, b int, fitted map[int]int) bool {
	if x, y := g.sheet.Columns[a].Whole, g.sheet.Columns[b].Whole; x != y {
		return y
	}
	return fitted[a] > fitted[b]
}

func (g *grid) write(w io.Writer, columns, lines []int, style Style) error {
	fitted := g.fit(columns, style.Width)
	t := &tableWriter{w: bufio.NewWriter(w), style: style}
	head := make([]string, len(columns))
	rule := make([]string, len(columns))
	for at, i := range columns {
		t.widths = append(t.widths, fitted[i])
		head[at] = cut(tableCell(g.sheet.Columns[i].Name), fitted[i])
		rule[at] = strings.Repeat("─", fitted[i])
	}
	t.line(head, false)
	t.line(rule, false)
	cells := make([]string, len(columns))
	for at, n := range lines {
		if g.sheet.Lines[n].Below && at > 0 && !g.sheet.Lines[lines[at-1]].Below {
			t.line(rule, false)
		}
		for at, i := range columns {
			cells[at] = cut(g.cells[n][i], fitted[i]-cellWidth(g.signs[n][i])) + g.signs[n][i]
		}
		t.line(cells, g.sheet.Lines[n].Best)
	}
	return t.w.Flush()
}

// tableWriter writes lines of cells that have been cut to the widths of its columns:
// blanks between them, none at the end, the best lines in bold.
type tableWriter struct {
	w      *bufio.Writer
	style  Style
	widths []int
	text   []byte // of the line being written
}

// line writes a line; Flush tells of a failure.
func (t *tableWriter) line(cells []string, bold bool) {
	t.text = t.text[:0]
	for i, c := range cells {
		t.text = append(t.text, c...)
		if i < len(cells)-1 {
			for range max(t.widths[i]-cellWidth(c), 0) + gap {
				t.text = append(t.text, ' ')
			}
		}
	}
	text := bytes.TrimRight(t.text, " ")
	if bold {
		text = []byte(t.style.bold(string(text)))
	}
	t.w.Write(text)
	t.w.WriteByte('\n')
}

// linesOf gives the lines of one of the tables that a sheet is cut into: those
// that have something there, or nothing anywhere.
func (g *grid) linesOf(tables [][]int, table int) []int {
	var lines []int
	for n, row := range g.cells {
		says := func(columns []int) bool {
			return slices.ContainsFunc(columns, func(i int) bool { return !g.sheet.Columns[i].Key && row[i] != "" })
		}
		if says(tables[table]) || !slices.ContainsFunc(tables, says) {
			lines = append(lines, n)
		}
	}
	return lines
}

// Else the width of "–" depends on the locale.
func init() { twwidth.SetEastAsian(false) }

// cellWidth is how many columns a text takes on a terminal.
func cellWidth(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return twwidth.Width(s)
		}
	}
	return len(s)
}

// cut shortens a text to a width.
func cut(s string, width int) string {
	if cellWidth(s) <= width {
		return s
	}
	short := twwidth.Truncate(s, width, "…")
	if kept, ok := strings.CutSuffix(short, "…"); ok {
		return strings.TrimRight(kept, " ") + "…"
	}
	return strings.TrimRight(short, " ")
}

// long writes what has no room in a table below it, a paragraph a line.
func (style Style) long(w io.Writer, s *Sheet) error {
	var keys, longs []int
	for i, c := range s.Columns {
		if c.Key {
			keys = append(keys, i)
		} else if c.Long {
			longs = append(longs, i)
		}
	}
	if len(longs) == 0 || len(s.Lines) == 0 {
		return nil
	}
	fmt.Fprintln(w)
	join := func(l Line, columns []int, with string) string {
		var out []string
		for _, i := range columns {
			out = append(out, tableCell(l.Cells[i].Text))
		}
		return strings.Join(out, with)
	}
	for _, l := range s.Lines {
		if _, err := fmt.Fprintln(w, wrap(join(l, keys, " ")+": "+join(l, longs, ": "), style.Width, "    ")); err != nil {
			return err
		}
	}
	return nil
}

// notes writes the notes, wrapped; what they quote of a rule file keeps its lines.
func (style Style) notes(w io.Writer, notes []string) error {
	for _, n := range notes {
		for _, line := range strings.Split(n, "\n") {
			if _, err := fmt.Fprintln(w, wrap(strings.TrimRight(plain(line), " "), style.Width, "  ")); err != nil {
				return err
			}
		}
	}
	return nil
}

// wrap breaks a text at blanks; lines after the first are indented. A word
// wider than the line is cut.
func wrap(s string, width int, indent string) string { return breakAt(s, width, indent, true) }

// Wrap breaks a text, which may hold escape sequences, at blanks; lines after
// the first are indented. A word wider than the line stays whole.
func Wrap(s string, width int, indent string) string { return breakAt(s, width, indent, false) }

func breakAt(s string, width int, indent string, cutWords bool) string {
	if cellWidth(s) <= width {
		return s
	}
	var out strings.Builder
	at := 0
	for i, word := range strings.Split(s, " ") {
		n := cellWidth(word)
		switch {
		case i == 0:
		case at+1+n > width:
			out.WriteString("\n" + indent)
			at = len(indent)
		default:
			out.WriteByte(' ')
			at++
		}
		if cutWords && n > width-at {
			word = twwidth.Truncate(word, width-at, "…")
			n = cellWidth(word)
		}
		out.WriteString(word)
		at += n
	}
	return out.String()
}
