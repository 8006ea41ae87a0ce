package db

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimboard/extract"
	"claimboard/extract/paper"
)

var ctx = context.Background()

// openTest opens a new database in a folder of the test's own.
func openTest(t testing.TB) *DB {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "test.db"))
}

func reopen(t testing.TB, path string) *DB {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// oldTest makes a database of an older schema, and says where it is.
func oldTest(t testing.TB, schema int64) (old *DB, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "old.db")
	old, err := open(path, url.Values{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { old.Close() })
	p, err := old.migrator()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(ctx, schema); err != nil {
		t.Fatal(err)
	}
	return old, path
}

// A rec is a record as a test states it: where it stands, and what it says.
// Claims are made of words like "GSM8K=84.1" in the abstract.
type rec struct {
	file string
	line int
	id   string
	text string // of the abstract

	title, date, doi, url string
	noValues              bool
	notes                 extract.Notes
	fault                 string
}

func (r rec) paper() *paper.Paper {
	p := &paper.Paper{ID: r.id, Title: r.title, Abstract: r.text, DOI: r.doi, URL: r.url, Updated: r.date, Published: r.date,
		Source: fmt.Sprintf("%s:%d", r.file, r.line)}
	if p.ID == "" {
		p.ID = fmt.Sprintf("t:%012x", uint64(titleKey(r.title))>>16)
	}
	return p
}

func (r rec) place() Place {
	return Place{File: r.file, Line: r.line, Hash: short(hash(r.id, r.title, r.date, r.doi, r.url, r.text))}
}

// result stands in for the extractor.
func (r rec) result(p *paper.Paper) extract.Result {
	res := extract.Result{Values: !r.noValues, Notes: r.notes}
	for _, word := range strings.Fields(r.text) {
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			continue
		}
		start := strings.Index(r.text, word) + len(name) + 1
		c := extract.Claim{Method: "M", Benchmark: name, Metric: "accuracy", ValueText: value, Kind: extract.Score,
			Bound: extract.Exact, Role: extract.Proposed, Rule: "test", Sentence: word, Start: start, End: start + len(value)}
		fmt.Sscan(value, &c.Value)
		c.ID = c.IDIn(p.ID)
		res.Claims = append(res.Claims, c)
	}
	if r.fault != "" {
		res.Faults = append(res.Faults, extract.Fault{Rule: r.fault, Err: fmt.Errorf("match timeout")})
	}
	return res
}

// begin starts a run under rules "1" unless the job says otherwise.
func begin(t testing.TB, d *DB, job Job) *Run {
	t.Helper()
	if job.Rules == "" {
		job.Rules = "1"
	}
	r, err := d.Begin(ctx, job)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// feed gives a run a record as the pipeline does: what is known is skipped.
func feed(t testing.TB, r *Run, record rec) Outcome {
	t.Helper()
	at := record.place()
	known, err := r.Known([]Place{at})
	if err != nil {
		t.Fatal(err)
	}
	if known[0] {
		if skipped, err := r.Skip(at); err != nil {
			t.Fatal(err)
		} else if skipped {
			return Unchanged
		}
	}
	p := record.paper()
	out, err := r.Save(at, p, record.result(p))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// run is one whole run over some records.
func run(t testing.TB, d *DB, job Job, records ...rec) Counts {
	t.Helper()
	r := begin(t, d, job)
	for _, record := range records {
		feed(t, r, record)
	}
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	return r.Counts
}

// claims lists what a filter selects, as "paper benchmark=value".
func claims(t testing.TB, d *DB, f Filter) []string {
	t.Helper()
	out := []string{}
	for r, err := range d.Records(ctx, f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %s=%s", r.PaperID, r.Benchmark, r.ValueText))
	}
	return out
}

func wantClaims(t testing.TB, d *DB, f Filter, want ...string) {
	t.Helper()
	if got := claims(t, d, f); !slices.Equal(got, want) {
		t.Errorf("claims are\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func wantCounts(t testing.TB, what string, got, want Counts) {
	t.Helper()
	if got != want {
		t.Errorf("%s: counts are %+v, want %+v", what, got, want)
	}
}

// dump is all that a database holds but for runs: equal for equal content.
func dump(t testing.TB, d *DB) string {
	t.Helper()
	var b strings.Builder
	for _, q := range []string{
		"SELECT id, title_key, text, ruleset, used, holds, faults, title, url, published, authors, abstract, notes FROM paper ORDER BY n",
		"SELECT id, paper FROM alias ORDER BY id",
		"SELECT n, file, line, hash, turn, date, other, paper FROM source ORDER BY file, line, hash",
		"SELECT " + claimColumns + ", paper, first_run, lost_run FROM claim ORDER BY n",
	} {
		rows, err := d.pool.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		names, _ := rows.Columns()
		for rows.Next() {
			cells := make([]any, len(names))
			to := make([]any, len(names))
			for i := range cells {
				to[i] = &cells[i]
			}
			if err := rows.Scan(to...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&b, cells...)
		}
		rows.Close()
	}
	return b.String()
}

// check fails the test where the database is not whole, or keeps sentences that
// nobody needs.
func check(t testing.TB, d *DB) {
	t.Helper()
	if faults, err := d.Integrity(ctx); err != nil || len(faults) > 0 {
		t.Errorf("integrity: %v %v", faults, err)
	}
	if ids, err := d.Unkeyed(ctx); err != nil || len(ids) > 0 {
		t.Errorf("papers without keys: %v %v", ids, err)
	}
	if s, err := d.Spans(ctx); err != nil || len(s.Wrong) > 0 {
		t.Errorf("spans: %+v %v", s, err)
	}
	var idle int
	if err := d.pool.QueryRow("SELECT count(*) FROM sentence WHERE n NOT IN (SELECT sentence FROM result)").Scan(&idle); err != nil || idle > 0 {
		t.Errorf("%d sentences have no claim, %v", idle, err)
	}
}
