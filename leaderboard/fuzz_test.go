package leaderboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
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
		if isFormula(cell) {
			cell = cell[1:]
		}
		if cell != want[i] && cell != strings.TrimSpace(want[i]) {
			t.Errorf("%s is %q, want %q", Columns[i], got[i], want[i])
		}
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
		book, err := excelize.OpenReader(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil || len(rows) < 2 {
				t.Fatalf("%d rows, %v", len(rows), err)
			}
			for y, row := range rows {
				for x, cell := range row {
					at, _ := excelize.CoordinatesToCellName(x+1, y+1)
					if formula, _ := book.GetCellFormula(sheet, at); formula != "" {
						t.Errorf("%s is a formula", at)
					}
					if link, _, _ := book.GetCellHyperLink(sheet, at); link {
						t.Errorf("%s is a link", at)
					}
					wantHarmless(t, cell)
				}
			}
		}
	})
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

// FuzzBoards builds boards of any names and writes them in every format, whole
// views rather than single tables.
func FuzzBoards(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, seeds[(i+5)%len(seeds)], seeds[(i+11)%len(seeds)])
	}
	f.Fuzz(func(t *testing.T, a, b, benchmark string) {
		records := records(
			c(a, benchmark, "84.1%").title(b).url(a).paper(b).in(b),
			c(b, benchmark, "0.5").title(a).on("2024-05").role(extract.Baseline),
			c(b, "GSM8K", "12.5").title(a).in(a).delta(),
		)
		boards := Build(slices.Values(records), set, Options{Kind: All, All: true})
		overview := Overview(slices.Values(records), set, Options{Kind: All})
		for _, report := range []Report{BoardsReport(boards, true), CompareReport(boards, nil), OverviewReport(overview, 0)} {
			for _, format := range Formats {
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
			}
		}
	})
}
