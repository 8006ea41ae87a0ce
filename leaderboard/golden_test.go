package leaderboard

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"claimboard/extract"
)

// golden compares with a file of testdata; RECORD=true writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("RECORD") == "true" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; RECORD=true writes it anew. Got:\n%s", path, got)
	}
}

func only(records []extract.Record, benchmarks ...string) []extract.Record {
	return slices.Collect(Select(set, Filter{Benchmarks: benchmarks}).From(slices.Values(records)))
}

// views are what goldens show, each in every format.
func views() map[string]Report {
	seq := slices.Values(facts())
	everything := Options{Kind: All, All: true}
	return map[string]Report{
		"board":    BoardsReport(Build(slices.Values(only(facts(), "gsm-8k", "MNIST")), set, everything), false),
		"wide":     BoardsReport(Build(slices.Values(only(facts(), "LibriSpeech")), set, Options{}), true),
		"unranked": BoardsReport(build(Options{}, c("A", "GSM8K", "1.5").metric("zest"), c("B", "GSM8K", "2.25").metric("zest")), false),
		"hostile":  BoardsReport(Build(slices.Values([]extract.Record{hostile()}), set, everything), true),
		"overview": OverviewReport(Overview(seq, set, Options{Kind: All}), 0),
		"site":     SiteReport(Overview(seq, set, Options{}), Build(seq, set, Options{}), true),
		"compare":  CompareReport(Build(slices.Values(only(facts(), "GSM8K", "MATH", "MNIST")), set, Options{}), nil),
		"method":   MethodReport("MuMath-Code", Build(seq, set, Options{Kind: All, All: true, Methods: []string{"mumath code"}}), false),
	}
}

var extensions = map[string]string{"table": "txt", "markdown": "md", "csv": "csv", "tsv": "tsv", "json": "json", "html": "html", "latex": "tex"}

func TestGolden(t *testing.T) {
	for name, report := range views() {
		for _, format := range Formats {
			if name == "site" && format != "html" {
				continue // elsewhere it is the overview and the boards again
			}
			t.Run(name+"/"+format, func(t *testing.T) {
				var out bytes.Buffer
				if err := report.Write(&out, format, Style{}, Delimited{}); err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+extensions[format], out.Bytes())
			})
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := (Report{}).Write(&bytes.Buffer{}, "pdf", Style{}, Delimited{}); err == nil {
		t.Error("no error")
	}
}
