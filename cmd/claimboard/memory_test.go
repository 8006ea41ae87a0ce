//go:build unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

var full = flag.Bool("full", false, "run TestMemory with inputs of a gigabyte, and ten million records")

// maxMemory is the most bytes that a run may take, whatever its input, where no
// limit is raised. docs/reliability.md states what runs did take.
const maxMemory = 250 << 20

// What a process takes does not grow with its input: it reads streams that are
// larger than what it may take.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads gigabytes")
	}
	run, peak := program(t), named(t, "peak")
	mb, records := 400, 200_000
	if *full {
		mb, records = 1024, 10_000_000
	}
	paper := func(id int, abstract string) string {
		return fmt.Sprintf(`{"id":"2401.%05d","title":"Net","abstract":%q}`+"\n", id, abstract)
	}
	const claim = "We present FooNet. FooNet achieves an accuracy of 81.2% on GSM8K. "
	before, after := paper(1, claim), paper(3, claim)
	line := strings.Repeat("word ", 1<<20/5)
	for _, c := range []struct {
		name  string
		input io.Reader
		args  []string
		want  []string
	}{
		{"a long line", io.MultiReader(strings.NewReader(before+`{"title":"`), repeat(line, mb), strings.NewReader(`"}`+"\n"+after)), nil,
			[]string{"stdin:2: skipped a record of more than 8 MiB", "2 papers read, 1 unreadable\n2 claims"}},
		{"a long record of a list", io.MultiReader(strings.NewReader("["+before+`,{"title":"`), repeat(line, mb/4), strings.NewReader(`"},`+"\n"+after+"]")), nil,
			[]string{"stdin:2: skipped a record of more than 8 MiB", "2 papers read, 1 unreadable\n2 claims"}},
		{"tiny records", repeat(strings.Repeat(`{"title":"A","abstract":"b of 1"}`+"\n", 1000), records/1000), nil,
			[]string{number(records) + " papers read, 0 unreadable\n0 claims"}},
		{"brackets", repeat(strings.Repeat("[", 1<<16), mb), []string{"--input-format", "json"}, []string{"the JSON ends too early"}},
		{"elements in each other", io.MultiReader(strings.NewReader("<feed><entry><title>"), repeat(strings.Repeat("<b>", 1<<13), mb)), nil,
			[]string{"the file ends within this record"}},
		{"a million benchmarks", strings.NewReader(paper(1, "FooNet achieves an accuracy of 81.2% on "+strings.Repeat("GSM8K, ", 1_000_000)+"and MATH.") + after), nil,
			[]string{"stdin:1: skipped: its abstract has 7000049 bytes, and no abstract has more than 64 KiB", "1 paper read, 1 unreadable\n1 claim"}},
		{"100,000 sentences", strings.NewReader(paper(1, strings.Repeat(claim, 50_000)) + after), nil,
			[]string{"stdin:1: skipped: its abstract has ", "1 paper read, 1 unreadable\n1 claim"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd, figure := run(append([]string{"extract", "--dry-run", "-"}, c.args...)...), filepath.Join(t.TempDir(), "peak")
			cmd.Path, cmd.Args = peak, append([]string{peak, figure}, cmd.Args...)
			var log bytes.Buffer
			cmd.Stdin, cmd.Stderr = c.input, &log
			if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != statusPartly {
				t.Fatalf("%v\n%s", err, log.String())
			}
			for _, want := range c.want {
				if !strings.Contains(log.String(), want) {
					t.Errorf("it does not say %q:\n%s", want, log.String())
				}
			}
			text, err := os.ReadFile(figure)
			if err != nil {
				t.Fatal(err)
			}
			used, err := strconv.ParseInt(string(text), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d MB, %s", used>>20, cmd.ProcessState.UserTime())
			if used > maxMemory {
				t.Errorf("it took %d MB", used>>20)
			}
		})
	}
}

// What a run over many papers asks of the collector ends with it.
func TestCollectorAfterManyPapers(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	if status := Run([]string{"extract", "--dry-run", manyPapers(t, 2*batchRecords)}, nil, io.Discard, io.Discard); status != statusDone {
		t.Fatalf("status %d", status)
	}
	if after := debug.SetGCPercent(100); after != 100 {
		t.Errorf("garbage is collected at %d %%", after)
	}
}

func init() { commands["peak"] = peak }

// peak runs the command of its further arguments, and writes the most bytes that it took
// to the file of its first. A process starts with what its parent takes: that
// of a test may be more than the command's, that of this one is small.
func peak() {
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Run() // what it says and its status are the test's to judge
	used := int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" {
		used <<= 10 // kilobytes elsewhere
	}
	if err := os.WriteFile(os.Args[1], []byte(strconv.FormatInt(used, 10)), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(cmd.ProcessState.ExitCode())
}

// repeat reads a text n times over, without holding it.
func repeat(text string, n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		var err error
		for i := 0; i < n && err == nil; i++ {
			_, err = io.WriteString(w, text)
		}
		w.CloseWithError(err)
	}()
	return r
}
