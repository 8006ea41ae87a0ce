package leaderboard

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"claimboard/extract"
	"claimboard/rules"
)

// maxRows is what a sheet of a workbook can hold.
const maxRows = 1 << 20

var errRows = errors.New("more than 1048575 claims do not fit a sheet of a workbook: export them as csv")

// ExportXLSX writes a workbook: a sheet of boards, every row with its rank, and
// a sheet of claims. Numbers are numbers, headings stay in sight.
func ExportXLSX(w io.Writer, records iter.Seq[extract.Record], set *rules.Set, d Delimited) error {
	all := slices.Collect(records)
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "claimboard"}); err != nil {
		return err
	}
	if err := f.SetSheetName("Sheet1", "boards"); err != nil {
		return err
	}
	boards := boardData(Build(slices.Values(all), set, Options{Kind: All, All: true}))
	lines := func(yield func([]Cell) bool) {
		for _, l := range boards.Lines {
			if !yield(l.Cells) {
				return
			}
		}
	}
	names := make([]string, len(boards.Columns))
	for i, c := range boards.Columns {
		names[i] = c.Name
	}
	if err := xlsxSheet(f, "boards", names, lines, d); err != nil {
		return err
	}
	if _, err := f.NewSheet("claims"); err != nil {
		return err
	}
	claims := func(yield func([]Cell) bool) {
		for i := range all {
			if !yield(recordCells(&all[i])) {
				return
			}
		}
	}
	if err := xlsxSheet(f, "claims", Columns, claims, d); err != nil {
		return err
	}
	made, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return inOrder(w, made.Bytes())
}

// inOrder writes a zip file with its members by name: the library takes them
// from a map, so that the same claims would give another file each time.
func inOrder(w io.Writer, data []byte) error {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, member := range in.File {
		if err := out.Copy(member); err != nil {
			return err
		}
	}
	return out.Close()
}

// xlsxSheet fills a sheet. It streams: a workbook of a million rows is larger
// than its file.
func xlsxSheet(f *excelize.File, name string, columns []string, lines iter.Seq[[]Cell], d Delimited) error {
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, c := range columns {
		if err := out.SetColWidth(i+1, i+1, xlsxWidth(c)); err != nil {
			return err
		}
	}
	head := make([]any, len(columns))
	for i, c := range columns {
		head[i] = excelize.Cell{StyleID: bold, Value: c}
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	row := 1
	values := make([]any, len(columns))
	for cells := range lines {
		if row++; row > maxRows {
			return errRows
		}
		for i, c := range cells {
			values[i] = d.xlsxValue(c)
		}
		if err := out.SetRow("A"+strconv.Itoa(row), values); err != nil {
			return err
		}
	}
	return out.Flush()
}

// xlsxValue gives a cell its type. Text is made as harmless as in CSV: what is
// saved from the workbook as CSV would run elsewhere.
func (d Delimited) xlsxValue(c Cell) any {
	switch {
	case c.Text == "":
		return nil
	case c.Numeric:
		if v, err := strconv.ParseFloat(c.Text, 64); err == nil {
			return v
		}
	case c.Bool:
		return c.Text == "true"
	}
	return d.cell(c.Text)
}

func xlsxWidth(column string) float64 {
	switch column {
	case "title", "sentence", "url", "source":
		return 48
	case "method", "benchmark", "metric", "paper_id", "rule", "setting", "versus":
		return 22
	}
	return 11
}
