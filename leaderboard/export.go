package leaderboard

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strconv"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// Columns are the names of a record's fields, in the order of every export.
var Columns = columnNames()

func columnNames() []string {
	var names []string
	t := reflect.TypeFor[extract.Record]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// recordCells gives a record's fields in the order of Columns. Absent numbers
// are empty.
func recordCells(r *extract.Record) []Cell {
	low := Cell{Numeric: true}
	if r.Low != nil {
		low = numeric(*r.Low)
	}
	return []Cell{
		text(r.ClaimID), text(r.PaperID), text(r.Title), text(r.URL), text(r.Published),
		text(r.Method), text(r.Benchmark), text(r.Metric), boolean(r.MetricImplied),
		numeric(r.Value), low, text(r.ValueText), text(r.Unit),
		text(r.Kind), boolean(r.Relative), text(r.Bound), text(r.Role), text(r.Versus), text(r.Setting),
		text(r.Rule), text(r.Sentence), count(r.Start), count(r.End), text(r.Source),
	}
}

func numeric(v float64) Cell { return Cell{Text: Number(v), Numeric: true} }
func boolean(b bool) Cell    { return Cell{Text: strconv.FormatBool(b), Bool: true} }

// ExportDelimited writes records as CSV or TSV, a line a claim.
func ExportDelimited(w io.Writer, records iter.Seq[extract.Record], d Delimited) error {
	out := d.writer(w)
	if err := out.write(Columns); err != nil {
		return err
	}
	line := make([]string, len(Columns))
	for r := range records {
		for i, c := range recordCells(&r) {
			line[i] = c.Text
			if !c.Numeric {
				line[i] = d.cell(c.Text)
			}
		}
		if err := out.write(line); err != nil {
			return err
		}
	}
	return out.flush()
}

// ExportJSONL writes records as JSON, an object a line, all keys in the order
// of Columns.
func ExportJSONL(w io.Writer, records iter.Seq[extract.Record]) error {
	out := bufio.NewWriter(w)
	enc := NewEncoder(out)
	for r := range records {
		if err := enc.Encode(&r); err != nil {
			return ofClaim(err, r)
		}
	}
	return out.Flush()
}

// ExportFormats are what Export can write.
var ExportFormats = []string{"csv", "tsv", "jsonl", "xlsx", "pwc", "eee", "bibtex"}

// ExportOptions say how Export writes.
type ExportOptions struct {
	Delimited
	// Retrieved is the time that records of a format state which must state
	// one, in seconds since 1970.
	Retrieved int64
	// Authors are the papers' authors by paper id, for citations.
	Authors map[string][]string
}

// Export writes records in one of ExportFormats. left counts the claims that
// the format has no place for.
func Export(w io.Writer, format string, records iter.Seq[extract.Record], set *rules.Set, o ExportOptions) (left int, err error) {
	switch format {
	case "csv", "tsv":
		o.Tab = format == "tsv"
		return 0, ExportDelimited(w, records, o.Delimited)
	case "jsonl":
		return 0, ExportJSONL(w, records)
	case "xlsx":
		return 0, ExportXLSX(w, records, set, o.Delimited)
	case "pwc":
		return ExportPWC(w, records, set)
	case "eee":
		return ExportEEE(w, records, set, o.Retrieved)
	case "bibtex":
		return 0, ExportBibTeX(w, records, o.Authors)
	}
	return 0, fmt.Errorf("unknown format %q: one of %s", format, strings.Join(ExportFormats, ", "))
}
