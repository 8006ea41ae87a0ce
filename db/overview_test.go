package db

import (
	"slices"
	"strings"
	"testing"

	"claimboard/extract"
)

// A database of the first schema is brought up to date: only for writing, and
// with the sums that its claims have.
func TestMigrationOfSums(t *testing.T) {
	d, path := oldTest(t, 1)
	for _, q := range []string{
		"INSERT INTO ruleset (n, hash, version) VALUES (1, 'h', 'v')",
		"INSERT INTO run (n, started, ruleset, inputs, keep) VALUES (1, '2026-01-01T00:00:00Z', 1, '[]', 'all')",
		"INSERT INTO paper (n, id, title_key, text, ruleset, used, holds, published) VALUES (7, 'p', 0, 0, 1, 0, 2, '2024')",
		`INSERT INTO claim VALUES (1, 'c', 7, 'M', 'GSM8K', 'accuracy', 0, 84.1, NULL, '84.1', '%', 'score', 0, 'exact', 'proposed', '', '', 'r', 's', 0, 4, 1, NULL)`,
	} {
		if _, err := d.pool.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	d.Close()
	if d, err := OpenReadOnly(path); err == nil || !strings.Contains(err.Error(), "older schema 1; run claimboard extract") {
		t.Errorf("reading an older schema: %v, %v", d, err)
	}
	// Whether the file is whole can be told of it all the same.
	d, err := OpenToCheck(path)
	if err != nil {
		t.Fatal(err)
	}
	if faults, err := d.Integrity(ctx); err != nil || len(faults) > 0 {
		t.Errorf("checking an older schema: %v, %v", faults, err)
	}
	if err := d.CheckSchema(); err == nil {
		t.Error("an older schema passes")
	}
	d.Close()
	d = reopen(t, path)
	want := []extract.Tally{{Benchmark: "GSM8K", Metric: "accuracy", Kind: "score", Papers: 1, Newest: "2024", Unit: "%", Bound: "exact", Ranks: true, Size: 1,
		Claims: 1, High: 1, HighBest: 84.1, HighLast: 84.1, Low: 1, LowBest: 84.1, LowLast: 84.1}}
	for _, when := range []string{"migrated", "summed up"} {
		if got, err := d.Tallies(ctx); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, %v", when, got, err)
		}
		run(t, d, Job{})
	}
}

// What is wrong with the sums is found, and mended by counting again.
func TestSums(t *testing.T) {
	d := openTest(t)
	run(t, d, Job{}, rec{file: "f", line: 1, title: "One", text: "A=1 B=2"}, rec{file: "f", line: 2, title: "Two", text: "B=3"})
	sums := func(want ...string) {
		t.Helper()
		if wrong, checked, err := d.Sums(ctx); err != nil || !slices.Equal(wrong, want) || checked == 0 {
			t.Errorf("wrong are %q of %d, %v; want %q", wrong, checked, err, want)
		}
	}
	do := func(query string) {
		t.Helper()
		if _, err := d.pool.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	sums()
	do("UPDATE result SET value = 50 WHERE benchmark = 'A'") // stale: not looked at, not used
	sums()
	tallies, err := d.Tallies(ctx)
	if i := slices.IndexFunc(tallies, func(t extract.Tally) bool { return t.Benchmark == "A" }); err != nil || i < 0 || tallies[i].HighBest != 50 {
		t.Errorf("%+v, %v", tallies, err)
	}
	do("UPDATE ends SET claims = 9 WHERE benchmark = 'B'")
	sums("B accuracy")
	do("INSERT INTO stale VALUES ('B', 'accuracy')")
	run(t, d, Job{})
	sums()
}
