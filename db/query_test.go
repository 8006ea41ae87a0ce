package db

import (
	"os"
	"regexp"
	"testing"
)

// The README's queries are run as they stand, by a program of the reader's kind:
// each on its own, on a database with claims.
func TestQueriesOfTheREADME(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	d := openTest(t)
	a := rec{file: "papers.jsonl", line: 1, id: "arXiv:2401.10020", title: "Self-Rewarding Language Models", date: "2024-01-18",
		url: "https://arxiv.org/abs/2401.10020", text: "M gets GSM8K=84.1 and MATH=32.5"}
	b := rec{file: "papers.jsonl", line: 2, id: "arXiv:2402.1", title: "Another", date: "2024-02-18", text: "M gets GSM8K=80 and MATH=30 and DROP=9"}
	run(t, d, Job{Inputs: []string{"papers.jsonl"}}, a, b)
	b.text = "M gets GSM8K=81 and MATH=30"
	run(t, d, Job{Inputs: []string{"papers.jsonl"}}, a, b)

	queries := regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllSubmatch(text, -1)
	if len(queries) < 10 {
		t.Fatalf("the README has %d queries", len(queries))
	}
	for _, q := range queries {
		rows, err := d.pool.Query(string(q[1]))
		if err != nil {
			t.Errorf("%s: %v", q[1], err)
			continue
		}
		n := 0
		for rows.Next() {
			n++
		}
		if err := rows.Err(); err != nil || n == 0 {
			t.Errorf("%d rows, %v:\n%s", n, err, q[1])
		}
		rows.Close()
	}
}

// The README describes every table, view and column there is.
func TestSchemaIsDocumented(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	d := openTest(t)
	rows, err := d.pool.Query(`SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
		WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%' AND t.name <> 'goose_db_version'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		section := regexp.MustCompile("(?s)`" + table + "`:(.*?)\n\n").FindSubmatch(append(text, "\n\n"...))
		if section == nil {
			t.Errorf("table or view %s is not described", table)
		} else if !regexp.MustCompile(`\b` + column + `\b`).Match(section[1]) {
			t.Errorf("column %s of %s is not described", column, table)
		}
	}
}

// Tools that map types, DuckDB among them, read those that the views' columns declare.
func TestTypesOfClaims(t *testing.T) {
	d := openTest(t)
	for column, want := range map[string]string{
		"benchmark": "TEXT", "metric_implied": "INTEGER", "value": "REAL", "unit": "TEXT", "kind": "TEXT",
		"relative": "INTEGER", "rule": "TEXT", "sentence": "TEXT", "start": "INTEGER",
	} {
		var got string
		if err := d.pool.QueryRow("SELECT type FROM pragma_table_info('claims') WHERE name = ?", column).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %s: %v", column, got, want, err)
		}
	}
}
