package leaderboard

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Formats are the renderings that Report.Write knows.
var Formats = []string{"table", "markdown", "csv", "tsv", "json", "html", "latex"}

// Report is a view in the three shapes that renderings take.
type Report struct {
	// Title heads a page.
	Title string
	// Sheets are for people.
	Sheets []Sheet
	// Warnings are those of the boards, for formats that have no place for notes.
	Warnings []string
	// Data is for programs: one header, whatever the number of boards. It is made
	// when it is asked for: a large board's takes as long as the board.
	Data func() Sheet
	// Value is what JSON holds.
	Value any
}

// Write writes a report in one of Formats.
func (r Report) Write(w io.Writer, format string, style Style, d Delimited) error {
	switch format {
	case "table":
		return WriteTable(w, r.Sheets, style)
	case "markdown":
		return WriteMarkdown(w, r.Sheets)
	case "csv", "tsv":
		d.Tab = format == "tsv"
		return d.WriteSheet(w, r.Data())
	case "json":
		return WriteJSON(w, r.Value)
	case "html":
		return WriteHTML(w, r.Title, r.Sheets)
	case "latex":
		return WriteLaTeX(w, r.Sheets)
	}
	return fmt.Errorf("unknown format %q: one of %s", format, strings.Join(Formats, ", "))
}

// BoardsReport reports whole boards; wide adds the rule and the sentence.
func BoardsReport(boards []Board, wide bool) Report {
	r := Report{Title: "Leaderboards", Data: func() Sheet { return boardData(boards) }, Value: boards}
	if len(boards) == 1 {
		r.Title = boards[0].Title()
	}
	r.Sheets = boardSheets(boards, wide)
	for i := range boards {
		for _, w := range boards[i].Warnings {
			r.Warnings = append(r.Warnings, boards[i].Title()+": "+w)
		}
	}
	return r
}

// boardSheets lays boards out. Where some have rows, those that have none to show
// share one line at the end.
func boardSheets(boards []Board, wide bool) []Sheet {
	var sheets []Sheet
	var bare []string
	for i := range boards {
		if b := &boards[i]; len(b.Rows)+len(b.Unranked) > 0 {
			sheets = append(sheets, b.Sheet(wide))
		} else if b.Hidden > 0 {
			bare = append(bare, b.Title()+" ("+strconv.Itoa(b.Hidden)+")")
		}
	}
	switch {
	case len(sheets) == 0:
		for i := range boards {
			sheets = append(sheets, boards[i].Sheet(wide))
		}
	case len(bare) > 0:
		sheets = append(sheets, Sheet{Notes: []string{"nothing ranks on " + strings.Join(bare, ", ") + "; --all lists what is there"}})
	}
	return sheets
}

// boardData puts the rows of all boards under one header: their place, then a
// record's columns.
func boardData(boards []Board) Sheet {
	var s Sheet
	for _, name := range append([]string{"rank", "not_ranked", "direction", "task", "common", "marks", "conflicts"}, Columns...) {
		s.Columns = append(s.Columns, Column{Name: name})
	}
	for i := range boards {
		b := &boards[i]
		for _, r := range b.all() {
			rank := Cell{Numeric: true}
			if r.Rank > 0 {
				rank.Text = strconv.Itoa(r.Rank)
			}
			names := make([]string, len(r.Marks))
			for i, m := range r.Marks {
				names[i] = string(m)
			}
			cells := []Cell{rank, text(r.Reason), text(b.Direction), text(b.Task), numeric(r.Common),
				text(strings.Join(names, " ")), text(strings.Join(r.Conflicts, "; "))}
			record := recordCells(&r.Record)
			// A board's rows carry its name, or no program could tell boards apart.
			record[6], record[7] = text(b.Benchmark), text(b.Metric)
			s.Lines = append(s.Lines, Line{Cells: append(cells, record...)})
		}
	}
	return s
}

// OverviewReport reports a line a board, of the first ones if top is not 0.
func OverviewReport(all []Summary, top int) Report {
	more := 0
	if top > 0 && top < len(all) {
		all, more = all[:top], len(all)-top
	}
	s := OverviewSheet(all, more)
	return Report{Title: "All boards", Sheets: []Sheet{s}, Data: func() Sheet { return overviewData(all) }, Value: all}
}

func overviewData(all []Summary) Sheet {
	var s Sheet
	for _, name := range []string{"benchmark", "metric", "kind", "change", "setting", "direction", "task", "papers", "claims", "newest",
		"best_method", "best_value", "best_value_text", "last_value", "best_setting", "paper_id", "title", "url", "rule", "claim_id"} {
		s.Columns = append(s.Columns, Column{Name: name})
	}
	for i := range all {
		a := &all[i]
		cells := []Cell{text(a.Benchmark), text(a.Metric), text(a.Kind), text(a.Change), text(a.Setting), text(a.Direction),
			text(a.Task), count(a.Papers), count(a.Claims), text(a.Newest)}
		best, value, last := Row{}, Cell{Numeric: true}, Cell{Numeric: true}
		if a.Best != nil {
			best, value, last = *a.Best, numeric(a.Best.Value), numeric(*a.Last)
		}
		cells = append(cells, text(best.Method), value, text(best.ValueText), last, text(best.Setting),
			text(best.PaperID), text(best.Title), text(best.URL), text(best.Rule), text(best.ClaimID))
		s.Lines = append(s.Lines, Line{Cells: cells})
	}
	return s
}

// SiteReport reports all boards under an overview that leads to each.
func SiteReport(all []Summary, boards []Board, wide bool) Report {
	r := BoardsReport(boards, wide)
	overview := OverviewSheet(all, 0)
	r.Sheets = nil
	for i := range boards {
		r.Sheets = append(r.Sheets, boards[i].Sheet(wide))
		r.Sheets[i].Anchor = "board-" + strconv.Itoa(i+1)
		n := slices.IndexFunc(all, func(s Summary) bool { return boards[i].compareName(s.board()) == 0 })
		if n >= 0 {
			overview.Lines[n].Cells[0].Ref = r.Sheets[i].Anchor
		}
	}
	r.Title, r.Sheets = "Leaderboards", append([]Sheet{overview}, r.Sheets...)
	return r
}

// CompareReport reports methods across boards; others are boards on the same
// benchmarks that are not shown.
func CompareReport(boards, others []Board) Report {
	c := Compare(boards)
	s := c.Sheet()
	if len(others) > 0 {
		titles := make([]string, len(others))
		for i := range others {
			titles[i] = others[i].Title()
		}
		s.Notes = append(s.Notes, "not shown: "+list(titles, 6)+"; --metric chooses others")
	}
	return Report{Title: s.Title, Sheets: []Sheet{s}, Data: func() Sheet { return bare(s) }, Value: c}
}

// bare takes from a sheet what is for people only: signs, notes and units.
func bare(s Sheet) Sheet {
	out := Sheet{}
	for _, c := range s.Columns {
		out.Columns = append(out.Columns, Column{Name: strings.TrimRight(c.Name, " ↑↓")})
	}
	for _, l := range s.Lines {
		var cells []Cell
		for _, c := range l.Cells {
			if c.Order != "" {
				c = Cell{Text: c.Order, Numeric: true}
			}
			cells = append(cells, Cell{Text: c.Text, Numeric: c.Numeric})
		}
		out.Lines = append(out.Lines, Line{Cells: cells})
	}
	return out
}

// MethodReport reports everything claimed for a method: one table over all
// boards, each row with its rank there.
func MethodReport(name string, boards []Board, wide bool) Report {
	s := Sheet{Title: name, Columns: []Column{
		{Name: "benchmark", Key: true, Whole: true, Least: 10}, {Name: "metric", Least: 8}, {Name: "value", Number: true}, {Name: "rank"},
		{Name: "method", Whole: true, Least: 12},
	}}
	setting := false
	for i := range boards {
		setting = setting || boards[i].hasSettings()
	}
	if setting {
		s.Columns = append(s.Columns, Column{Name: "setting", Least: 12})
	}
	s.Columns = append(s.Columns, paperColumns(wide)...)
	used := map[Mark]bool{}
	for i := range boards {
		b := &boards[i]
		for _, r := range b.all() {
			s.Lines = append(s.Lines, b.methodLine(r, setting, wide))
			for _, m := range r.Marks {
				used[m] = true
			}
		}
	}
	for _, m := range marks {
		if used[m.mark] {
			s.Notes = append(s.Notes, m.sign+" "+m.text)
		}
	}
	s.dropEmpty("year")
	return Report{Title: name, Sheets: []Sheet{s}, Data: func() Sheet { return boardData(boards) }, Value: boards}
}

func (b *Board) methodLine(r *Row, setting, wide bool) Line {
	rank := r.Reason
	switch {
	case r.Rank > 0:
		rank = fmt.Sprintf("%d of %d", r.Rank, b.Ranked)
	case rank == "":
		rank = "not ranked"
	}
	metric := strings.TrimPrefix(b.Title(), b.Benchmark+" · ")
	cells := []Cell{text(b.Benchmark), text(metric), r.value(), text(rank), text(r.Method)}
	if setting {
		cells = append(cells, text(r.Setting))
	}
	return Line{Cells: append(cells, r.paper(wide)...), Best: r.Best()}
}
