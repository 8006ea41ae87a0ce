package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const oldFiles = "../../testdata/schema1"

// A database and rules of the first schema are opened, read and gone on with.
func TestOldFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(oldFiles)); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	const name = "claimboard.sqlite"
	done := func(args ...string) string {
		t.Helper()
		var out, log bytes.Buffer
		if status := Run(args, nil, &out, &log); status != statusDone {
			t.Fatalf("%q: status %d\n%s%s", args, status, out.String(), log.String())
		}
		return out.String() + log.String()
	}
	want, err := os.ReadFile("claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	// Readers never write, so that they may ask for a writer first: one that
	// reads no abstract brings the schema up to date, and changes no claim.
	var out, log bytes.Buffer
	if status := Run([]string{"export", "--db", name, "--format", "jsonl"}, nil, &out, &log); status != statusDone && !strings.Contains(log.String(), "run claimboard extract once") {
		t.Errorf("status %d: %s", status, log.String())
	}
	if err := os.WriteFile("none.jsonl", []byte(`{"title":"A survey of tea"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	done("extract", "--db", name, "none.jsonl")
	if got := done("export", "--db", name, "--format", "jsonl"); got != string(want) {
		t.Errorf("its claims are other ones: %s", firstDifference(got, string(want)))
	}
	if got := done("board", "--db", name, "GSM8K"); !strings.Contains(got, "MuMath-Code-70B") {
		t.Errorf("its board is\n%s", got)
	}
	if got := done("diff", "--db", name, "run:1", "run:2"); !strings.Contains(got, "11.4") || !strings.Contains(got, "12.4") {
		t.Errorf("its runs differ by\n%s", got)
	}
	if got := done("extract", "--db", name, "--rules", "rules", "papers.jsonl"); !strings.Contains(got, "4 records read") || !strings.Contains(got, "1 claim corrected") {
		t.Errorf("reading again by its rules says\n%s", got)
	}
	done("doctor", "--db", name, "--rules", "rules")
	if got := done("rules", "check", "--rules", "rules"); !strings.Contains(got, "0 errors") {
		t.Errorf("its rules are checked as\n%s", got)
	}
	if got := done("rules", "test", "--rules", "rules"); !strings.Contains(got, "4 passed") {
		t.Errorf("its rules are tested as\n%s", got)
	}
}

// What a newer version wrote is refused, and left alone.
func TestNewerFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	refused := func(want string, args ...string) {
		t.Helper()
		var log bytes.Buffer
		if status := Run(args, strings.NewReader(""), &bytes.Buffer{}, &log); status != statusNothing || !strings.Contains(log.String(), want) {
			t.Errorf("%q: status %d, %s", args, status, log.String())
		}
	}
	if err := os.WriteFile("new.yaml", []byte("schema: claimboard/v2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	refused("use the newer claimboard", "extract", "--rules", "new.yaml", "-")
	if files, _ := filepath.Glob("*"); len(files) != 1 {
		t.Errorf("there are %q", files)
	}
}
