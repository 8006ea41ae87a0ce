package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func writeText(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestWriteReplacesWholeFiles(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "out.csv"), filepath.Join(dir, "link.csv")
	a := &app{stdout: io.Discard, stderr: io.Discard}
	if err := a.write(path, writeText("first")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("out.csv", link); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := a.write(link, func(w io.Writer) error {
		io.WriteString(w, "half")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	wantFile(t, path, "first")
	if err := a.write(link, writeText("second")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "second")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
	if target, err := os.Readlink(link); err != nil || target != "out.csv" {
		t.Errorf("the link is gone: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %q (%v)", left, err)
	}
}

func wantFile(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
}

func TestBrokenPipeIsNoError(t *testing.T) {
	a := &app{stdout: io.Discard}
	if err := a.write("-", func(io.Writer) error { return &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE} }); err != nil {
		t.Error(err)
	}
}

func TestFormatOf(t *testing.T) {
	known := []string{"table", "markdown", "csv", "html"}
	for _, tt := range []struct{ format, output, want string }{
		{"", "-", "table"}, {"", "x.csv", "csv"}, {"", "x.md", "markdown"}, {"", "x.unknown", "table"}, {"csv", "x.md", "csv"},
		{"", "X.CSV", "csv"}, {"csv", "x.json", "csv"}, {"", "boards.d/x", "table"},
	} {
		if got, err := formatOf(tt.format, tt.output, "table", known); err != nil || got != tt.want {
			t.Errorf("formatOf(%q, %q) = %q, %v; want %q", tt.format, tt.output, got, err, tt.want)
		}
	}
	// A file whose name promises another format is not written as the usual one.
	for _, output := range []string{"x.json", "x.xlsx", "x.bib", "x.parquet"} {
		if got, err := formatOf("", output, "table", known); err == nil || !strings.Contains(err.Error(), "--format") {
			t.Errorf("%s is written as %q (%v)", output, got, err)
		}
	}
	if _, err := formatOf("marcdown", "-", "table", known); err == nil || err.Error() != `unknown format "marcdown"; did you mean markdown?` {
		t.Error(err)
	}
}

// What cannot be written whole for want of room is an error, in every format.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	path := filepath.Join(t.TempDir(), "test.db")
	var log strings.Builder
	if status := Run([]string{"extract", "--db", path, "../../testdata/papers"}, nil, io.Discard, &log); status != statusDone {
		t.Fatalf("status %d: %s", status, log.String())
	}
	for _, args := range [][]string{
		{"extract", "--to", "jsonl", "../../testdata/papers"}, {"list", "papers"}, {"list", "rules"},
		{"export", "--format", "csv"}, {"export", "--format", "jsonl"}, {"export", "--format", "xlsx"}, {"export", "--format", "pwc"},
		{"export", "--format", "eee"}, {"export", "--format", "bibtex"}, {"export", "-o", "/dev/full"},
		{"board"}, {"board", "--format", "html"}, {"board", "--format", "json"}, {"show", "2406.18629"}, {"audit", "draw"}, {"rules", "schema"},
	} {
		log.Reset()
		if status := Run(append(args, "--db", path), nil, full, &log); status != statusNothing || log.Len() == 0 {
			t.Errorf("%q: status %d, %s", args, status, log.String())
		}
	}
}
