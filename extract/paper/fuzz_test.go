package paper

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

func FuzzAny(f *testing.F)         { fuzzFormat(f, "") }
func FuzzJSON(f *testing.F)        { fuzzFormat(f, "json") }
func FuzzJSONLines(f *testing.F)   { fuzzFormat(f, "jsonl") }
func FuzzAtom(f *testing.F)        { fuzzFormat(f, "atom") }
func FuzzOAI(f *testing.F)         { fuzzFormat(f, "oai") }
func FuzzACL(f *testing.F)         { fuzzFormat(f, "acl") }
func FuzzBibTeX(f *testing.F)      { fuzzFormat(f, "bibtex") }
func FuzzRIS(f *testing.F)         { fuzzFormat(f, "ris") }
func FuzzNbib(f *testing.F)        { fuzzFormat(f, "nbib") }
func FuzzCSV(f *testing.F)         { fuzzFormat(f, "csv") }
func FuzzTSV(f *testing.F)         { fuzzFormat(f, "tsv") }
func FuzzDailyPapers(f *testing.F) { fuzzFormat(f, "daily-papers") }
func FuzzMarkdown(f *testing.F)    { fuzzFormat(f, "markdown") }
func FuzzText(f *testing.F)        { fuzzFormat(f, "text") }

// fuzzFormat reads anything as a format: it ends, no record is over the limit,
// and papers have an id, a place, and valid UTF-8.
func fuzzFormat(f *testing.F, format string) {
	entries, err := os.ReadDir(own)
	if err != nil {
		f.Fatal(err)
	}
	for _, entry := range entries {
		if format == "" || formatOf[entry.Name()] == format {
			data, err := os.ReadFile(filepath.Join(own, entry.Name()))
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		opt := Options{Format: format, MaxRecord: 2 << 10}
		r, err := NewReader([]string{"-"}, bytes.NewReader(data), opt)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for rec, err := range r.Records(context.Background()) {
			if n++; n > len(data)+2 {
				t.Fatal("more records than bytes")
			}
			if err != nil {
				continue
			}
			if len(rec.Raw) > int(opt.MaxRecord) {
				t.Errorf("a record of %d bytes", len(rec.Raw))
			}
			checkPaper(t, rec)
		}
	})
}

func checkPaper(t *testing.T, rec *Record) {
	p, err := rec.Paper()
	if err != nil {
		return
	}
	if p.ID == "" || p.Source == "" || rec.Line < 1 || p.Title == "" && p.Abstract == "" {
		t.Errorf("incomplete: %+v", p)
	}
	for _, s := range append([]string{p.ID, p.Title, p.Abstract, p.URL, p.DOI, p.Published, p.Updated}, p.Authors...) {
		if !utf8.ValidString(s) {
			t.Errorf("invalid UTF-8 in %+v", p)
		}
	}
	again, err := rec.Paper()
	if err != nil || again.ID != p.ID || again.Abstract != p.Abstract {
		t.Errorf("decoded twice: %+v, %+v, %v", p, again, err)
	}
}
