package leaderboard

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"claimboard/extract"
)

func FuzzExportCSV(f *testing.F) {
	fuzzExport(f, "csv", func(t *testing.T, r *extract.Record, out []byte) {
		lines, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
		if err != nil || len(lines) != 2 || !slices.Equal(lines[0], Columns) {
			t.Fatalf("%d lines, %v", len(lines), err)
		}
		sameCells(t, r, lines[1])
	})
}

func FuzzExportTSV(f *testing.F) {
	fuzzExport(f, "tsv", func(t *testing.T, r *extract.Record, out []byte) {
		lines := strings.Split(string(out), "\n")
		if len(lines) != 3 || lines[2] != "" {
			t.Fatalf("%d lines", len(lines))
		}
		sameCells(t, r, strings.Split(lines[1], "\t"))
	})
}

// sameCells compares a row with the record's, of which a mark before a formula
// is no part.
func sameCells(t *testing.T, r *extract.Record, got []string) {
	t.Helper()
	want := readBack(r)
	if len(got) != len(want) {
		t.Fatalf("%d cells", len(got))
	}
	for i, cell := range got {
		sameCell(t, Columns[i], cell, want[i])
	}
}

func sameCell(t *testing.T, column, got, want string) {
	t.Helper()
	bare := got
	if isFormula(got) {
		bare = got[1:]
	}
	if bare != want && bare != strings.TrimSpace(want) {
		t.Errorf("%s is %q, want %q", column, got, want)
	}
}

func FuzzExportJSONL(f *testing.F) {
	fuzzExport(f, "jsonl", func(t *testing.T, r *extract.Record, out []byte) {
		var back extract.Record
		if err := json.Unmarshal(out, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(r) // repairs the texts of what is not UTF-8
		if err != nil {
			t.Fatal(err)
		}
		var want extract.Record
		if err := json.Unmarshal(again, &want); err != nil {
			t.Fatal(err)
		}
		if back != want {
			t.Errorf("%+v, want %+v", back, want)
		}
	})
}

func FuzzExportXLSX(f *testing.F) {
	fuzzExport(f, "xlsx", func(t *testing.T, r *extract.Record, out []byte) {
		want := readBack(r)
		for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} {
			sheet := readSheet(t, out, name)
			if sheet.Links != nil || len(sheet.Rows) < 2 {
				t.Fatalf("%s: links, or %d rows", name, len(sheet.Rows))
			}
			for y, row := range sheet.Rows {
				for _, cell := range row.Cells {
					if cell.Formula != nil {
						t.Errorf("%s of %s is a formula", cell.At, name)
					}
					wantHarmless(t, cell.Text)
					if x, _, err := excelize.CellNameToCoordinates(cell.At); err != nil {
						t.Error(err)
					} else if y == 1 && cell.Text != "" && strings.HasSuffix(name, "2.xml") {
						sameCell(t, Columns[x-1], cell.Text, want[x-1])
					}
				}
			}
		}
	})
}

// sheetXML is what a spreadsheet could run of a sheet, and what it shows.
type sheetXML struct {
	Links *struct{} `xml:"hyperlinks"`
	Rows  []struct {
		Cells []struct {
			At      string    `xml:"r,attr"`
			Formula *struct{} `xml:"f"`
			Text    string    `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

// readSheet reads a member of a workbook without the spreadsheet library, which
// takes many times as long.
func readSheet(t *testing.T, book []byte, name string) (sheet sheetXML) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	member, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.NewDecoder(member).Decode(&sheet); err != nil {
		t.Fatal(err)
	}
	return sheet
}

func FuzzExportPWC(f *testing.F) {
	fuzzExport(f, "pwc", func(t *testing.T, r *extract.Record, out []byte) {
		var tasks []pwcTask
		if err := json.Unmarshal(out, &tasks); err != nil {
			t.Fatal(err)
		}
		if len(tasks) != 1 || len(tasks[0].Datasets) != 1 || len(tasks[0].Datasets[0].Sota.Rows) != 1 {
			t.Fatalf("%s", out)
		}
		if row := tasks[0].Datasets[0].Sota.Rows[0]; row.PaperURL != "" && !strings.HasPrefix(row.PaperURL, "http") {
			t.Errorf("address %q", row.PaperURL)
		}
	})
}

func FuzzExportEEE(f *testing.F) {
	fuzzExport(f, "eee", func(t *testing.T, r *extract.Record, out []byte) {
		if lines := strings.Split(string(out), "\n"); len(lines) != 2 || !json.Valid([]byte(lines[0])) {
			t.Errorf("%d lines: %s", len(lines), out)
		}
	})
}

func FuzzExportBibTeX(f *testing.F) {
	fuzzExport(f, "bibtex", func(t *testing.T, r *extract.Record, out []byte) {
		depth := 0
		for i, c := range out {
			if i > 0 && out[i-1] == '\\' {
				continue
			}
			switch c {
			case '{':
				depth++
			case '}':
				depth--
			case '@':
				if depth == 0 && i > 0 {
					t.Errorf("a second entry at %d: %s", i, out)
				}
			}
			if depth < 0 {
				t.Fatalf("a brace too many at %d: %s", i, out)
			}
		}
		if depth != 0 || !bytes.HasPrefix(out, []byte("@misc{")) {
			t.Errorf("depth %d: %s", depth, out)
		}
	})
}

// fuzzExport writes a record of any names: the same bytes each time, all text,
// nothing in it that a terminal obeys, and what read wants of it.
func fuzzExport(f *testing.F, format string, read func(*testing.T, *extract.Record, []byte)) {
	for i, s := range seeds {
		f.Add(s, seeds[(i+5)%len(seeds)], seeds[(i+11)%len(seeds)])
	}
	for _, r := range append(facts(), hostile()) {
		f.Add(r.Title, r.Method, r.URL)
	}
	f.Fuzz(func(t *testing.T, title, method, url string) {
		r := extract.Record(c(method, "GSM8K", "84.1%").paper(title).title(title).url(url).in(method))
		write := func() []byte {
			var out bytes.Buffer
			if _, err := Export(&out, format, slices.Values([]extract.Record{r}), set, ExportOptions{Retrieved: 1700000000}); err != nil {
				t.Fatal(err)
			}
			return out.Bytes()
		}
		out := write()
		if !bytes.Equal(out, write()) {
			t.Error("the same record gives another file")
		}
		if format != "xlsx" {
			wantHarmless(t, string(out))
		}
		read(t, &r, out)
	})
}

func wantHarmless(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("not UTF-8: %q", text)
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || isDeceptive(r)) {
			t.Fatalf("%U in %q", r, text)
		}
	}
}

// FuzzBoards builds boards of any names and writes them, whole views rather than
// single tables. Each execution takes one view and one format: all of them
// together are too slow to fuzz.
func FuzzBoards(f *testing.F) {
	const views = 3 // 21 pairs, and more seeds than that
	for i, s := range seeds {
		f.Add(s, seeds[(i+5)%len(seeds)], seeds[(i+11)%len(seeds)], uint8(i))
	}
	f.Fuzz(func(t *testing.T, a, b, benchmark string, which uint8) {
		records := slices.Values(records(
			c(a, benchmark, "84.1%").title(b).url(a).paper(b).in(b),
			c(b, benchmark, "0.5").title(a).on("2024-05").role(extract.Baseline),
			c(b, "GSM8K", "12.5").title(a).in(a).delta(),
		))
		var report Report
		switch options := (Options{Kind: All, All: true}); which % views {
		case 0:
			report = BoardsReport(Build(records, set, options), true)
		case 1:
			report = CompareReport(Build(records, set, options), nil)
		case 2:
			report = OverviewReport(Overview(records, set, Options{Kind: All}), 0)
		}
		format := Formats[int(which)/views%len(Formats)]
		write := func() string {
			var out bytes.Buffer
			if err := report.Write(&out, format, Style{Width: 80}, Delimited{}); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}
		out := write()
		if out != write() {
			t.Errorf("%s: the same boards give other bytes", format)
		}
		wantHarmless(t, out)
		if format == "json" && !json.Valid([]byte(out)) {
			t.Errorf("no JSON: %s", out)
		}
	})
}
