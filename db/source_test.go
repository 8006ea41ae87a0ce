package db

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A database whose sources were kept by their places, and hashes in full, is
// what the same records make today: reading them again changes nothing.
func TestMigrationOfSources(t *testing.T) {
	one := rec{file: "a", line: 1, id: "arXiv:1", title: "One", date: "2024", text: "nothing", noValues: true}
	again, two, third := one, one, one
	again.file = "b"
	two.line, two.id, two.title = 2, "arXiv:2", "Two"
	third.line, third.text = 3, "nothing else"
	records := []rec{one, two, third, again}

	old, path := oldTest(t, 7)
	do := func(query string, args ...any) {
		t.Helper()
		if _, err := old.pool.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	do("INSERT INTO ruleset (hash, version) VALUES ('1', '')")
	for i, name := range []string{"a", "b"} {
		do("INSERT INTO file VALUES (?, ?, ?)", i+1, old.key(name), name)
	}
	for i, r := range []rec{again, two} {
		do("INSERT INTO paper (n, id, title_key, text, ruleset, used, holds, notes) VALUES (?, ?, ?, ?, 1, ?, 0, NULL)",
			i+1, r.id, titleKey(r.title), hash(r.title, r.text), 4-2*i)
		do("INSERT INTO paper_key VALUES (?, ?)", titleKey(r.title), i+1)
	}
	do("UPDATE keyed SET paper = 2")
	for i, r := range records {
		do("INSERT INTO source (file, line, hash, paper, turn, date) VALUES (?, ?, ?, ?, ?, 20240000)",
			1+slices.Index([]string{"a", "b"}, r.file), r.line, hash(r.id, r.title, r.date, r.doi, r.url, r.text), slices.Index([]string{"arXiv:1", "arXiv:2"}, r.id)+1, i+1)
	}

	d := reopen(t, path)
	check(t, d)
	migrated := dump(t, d)
	wantCounts(t, "reading them again", run(t, d, Job{}, records...), Counts{Records: 4, Unchanged: 4})
	if got := dump(t, d); got != migrated {
		t.Errorf("there is\n%s\nand was\n%s", got, migrated)
	}
	anew := openTest(t)
	run(t, anew, Job{}, records...)
	if want := dump(t, anew); migrated != want {
		t.Errorf("there is\n%s\nand in a new one\n%s", migrated, want)
	}
	moved := two
	moved.file, moved.id, moved.doi = "c", "", "10.1/2"
	wantCounts(t, "a record of the same title", run(t, d, Job{}, moved), Counts{Records: 1, Again: 1})
}

// An older file from which somebody took a paper, but not what refers to it, cannot
// be brought up to date: the error says so, and the file is as it was.
func TestMigratingWithoutAPaper(t *testing.T) {
	old, path := oldTest(t, 7)
	if _, err := old.pool.Exec(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		"PRAGMA foreign_keys = OFF",
		"INSERT INTO file VALUES (1, 'a', 'a')",
		"INSERT INTO source (file, line, hash, paper, turn, date) VALUES (1, 1, 1, 1, 1, 0)",
		"PRAGMA foreign_keys = ON",
	} {
		if _, err := old.pool.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "altered by hand") || strings.Count(err.Error(), path) != 2 {
		t.Errorf("the error is %v", err)
	}
	if has, err := old.SchemaVersion(ctx); err != nil || has != 7 {
		t.Errorf("the schema is %d: %v", has, err)
	}
}
