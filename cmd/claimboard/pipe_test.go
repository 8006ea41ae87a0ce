//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fifo makes a named pipe.
func fifo(t *testing.T, path string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	return path
}

// A pipe that is named is read, as <(command) is one; in a folder it is passed
// over among papers, and refused among rules; and it is no database.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	papers := `{"title":"FooNet: a network","abstract":"We present FooNet. FooNet achieves an accuracy of 81.2% on GSM8K."}` + "\n"
	vocabulary := "schema: claimboard/v1\nvocab: benchmark\nentries:\n  - {id: pipe-bench, name: PipeBench, aliases: [plumbing]}\n"
	input := fifo(t, filepath.Join(dir, "papers"))
	rules := fifo(t, filepath.Join(dir, "rules.yaml"))
	nobody := fifo(t, filepath.Join(dir, "nobody", "x.yaml"))
	for _, c := range []struct {
		name   string
		feed   map[string]string // what is written into which pipe
		args   []string
		status int
		want   string
	}{
		{"papers", map[string]string{input: papers}, []string{"extract", "--dry-run", input}, statusDone, "1 paper read, 0 unreadable\n1 claim"},
		{"rules", map[string]string{rules: vocabulary}, []string{"explain", "--rules", rules, "FooNet achieves an accuracy of 81.2% on plumbing."}, statusDone, "PipeBench"},
		{"rules to check", map[string]string{rules: vocabulary + "oops: 1\n"}, []string{"rules", "check", rules}, statusPartly, "rules.yaml:5:1"},
		{"in a folder of papers", nil, []string{"extract", "--dry-run", filepath.Dir(nobody)}, statusPartly, "no papers found in it; it holds no files"},
		{"in a folder of rules", nil, []string{"extract", "--dry-run", "--rules", filepath.Dir(nobody), "-"}, statusNothing, "x.yaml: not a file; name it by itself"},
		{"a database to read", nil, []string{"board", "--db", nobody}, statusNothing, "is no file, and cannot hold a database"},
		{"a database to write", nil, []string{"extract", "--db", nobody, "-"}, statusNothing, "is no file, and cannot hold a database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for path, text := range c.feed {
				go os.WriteFile(path, []byte(text), 0) // waits for the reader
			}
			var out bytes.Buffer
			if status := Run(c.args, strings.NewReader(""), &out, &out); status != c.status || !strings.Contains(out.String(), c.want) {
				t.Errorf("status %d, want %d and %q:\n%s", status, c.status, c.want, out.String())
			}
		})
	}
}

// Ctrl-C ends a command that waits for a pipe which nobody writes to, though
// nothing can be told to a file that is being opened.
func TestInterruptAtPipe(t *testing.T) {
	defer func(was time.Duration) { patience = was }(patience)
	patience = 50 * time.Millisecond
	path := fifo(t, filepath.Join(t.TempDir(), "rules.yaml"))
	// For good: one that comes too early, or when all is over, would end the tests.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	status := make(chan int)
	go func() {
		status <- Run([]string{"rules", "check", path}, strings.NewReader(""), io.Discard, io.Discard)
	}()
	waitFor(t, func() bool {
		syscall.Kill(syscall.Getpid(), syscall.SIGINT)
		select {
		case got := <-status:
			if got != statusInterrupted {
				t.Errorf("status %d", got)
			}
			return true
		default:
			return false
		}
	})
	w, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if err == nil {
		w.Close() // lets the command end
	}
}
