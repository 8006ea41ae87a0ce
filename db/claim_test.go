package db

import (
	"testing"

	"claimboard/extract"
)

// A database whose claims were rows with all their texts has the same claims.
func TestMigrationOfClaims(t *testing.T) {
	old, path := oldTest(t, 8)
	for _, q := range []string{
		"INSERT INTO ruleset (n, hash, version) VALUES (1, 'h', 'v')",
		"INSERT INTO run (n, started, ruleset, inputs, keep) VALUES (1, '2026-01-01T00:00:00Z', 1, '[]', 'all'), (2, '2026-01-02T00:00:00Z', 1, '[]', 'all')",
		"INSERT INTO paper (n, id, title_key, text, ruleset, used, holds) VALUES (7, 'p', 0, 0, 1, 0, 2), (8, 'q', 0, 0, 1, 0, 2)",
		`INSERT INTO claim VALUES
 (2, 'a', 7, 'M', 'GSM8K', 'accuracy', 1, 84.1, NULL, '84.1', '%', 'score', 0, 'exact', 'proposed', '', '', 'r', 'One.', 0, 4, 1, 2),
 (3, 'b', 7, 'M', 'MATH', 'accuracy', 1, 12, 10.5, '10.5-12', '%', 'score', 0, 'exact', 'proposed', 'N', '4-shot', 'r', 'One.', 9, 16, 1, NULL),
 (5, 'c', 7, 'M', 'MATH', 'accuracy', 0, 2, NULL, '2', '%', 'delta', 1, 'at_least', 'baseline', '', '', 'r', 'Two.', 20, 21, 2, NULL),
 (6, 'd', 8, 'M', 'MATH', 'accuracy', 0, 3, NULL, '3', '%', 'delta', 1, 'at_least', 'baseline', '', '', 'r', 'One.', 1, 2, 2, NULL)`,
	} {
		if _, err := old.pool.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	want := dump(t, old)
	d := reopen(t, path)
	if got := dump(t, d); got != want {
		t.Errorf("there is\n%s\nand was\n%s", got, want)
	}
	var ways, sentences int
	if err := d.pool.QueryRow("SELECT (SELECT count(*) FROM way), (SELECT count(*) FROM sentence)").Scan(&ways, &sentences); err != nil || ways != 2 || sentences != 3 {
		t.Errorf("there are %d ways, %d sentences, %v", ways, sentences, err)
	}
	check(t, d)
}

// Claims of one sentence share it, and it goes with the last of them.
func TestSentences(t *testing.T) {
	d := openTest(t)
	r := begin(t, d, Job{})
	a := rec{file: "f", line: 1, title: "One", text: "A=1 B=2"}
	claims := a.result(a.paper()).Claims
	for i := range claims {
		claims[i].Sentence = a.text
	}
	count := func(want int) {
		t.Helper()
		var n int
		if err := r.addWaiting(); err != nil {
			t.Fatal(err)
		}
		if err := r.conn.QueryRowContext(ctx, "SELECT count(*) FROM sentence").Scan(&n); err != nil || n != want {
			t.Errorf("there are %d sentences, %v; want %d", n, err, want)
		}
	}
	save := func(n int) {
		t.Helper()
		a.text += " again"
		if _, err := r.Save(a.place(), a.paper(), extract.Result{Values: true, Claims: claims[:n]}); err != nil {
			t.Fatal(err)
		}
	}
	save(2)
	count(1)
	save(1)
	count(1)
	save(0)
	count(0)
	save(2)
	count(1)
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	check(t, d)
}
