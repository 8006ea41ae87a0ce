//go:build unix

package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"claimboard/db"
)

var kills = flag.Int("kills", 5, "how often TestKilled kills a run")

// program is a process of claimboard.
func program(t *testing.T) func(args ...string) *exec.Cmd {
	t.Helper()
	bin := named(t, "claimboard")
	return func(args ...string) *exec.Cmd {
		cmd := exec.Command(bin, args...)
		cmd.Env = append(os.Environ(), "CLAIMBOARD_DB=", "NO_COLOR=1", "SOURCE_DATE_EPOCH=1700000000")
		return cmd
	}
}

// named is the path of the test's own program under the name of a command.
func named(t *testing.T, command string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), command)
	if err := os.Symlink(self, bin); err != nil {
		t.Skip(err)
	}
	return bin
}

// output runs a process, which must do all it was told to.
func output(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.Output()
	if err != nil {
		var log []byte
		if e, ok := err.(*exec.ExitError); ok {
			log = e.Stderr
		}
		t.Fatalf("%s: %v\n%s", cmd.Args, err, log)
	}
	return string(out)
}

// manyPapers writes a file of papers with two claims each.
func manyPapers(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"2401.%05d","title":"Net%d: a network","abstract":"We present Net%d. Net%d achieves an accuracy of %d.%d%% on GSM8K and an accuracy of %d.%d%% on MATH."}`+"\n",
			i, i, i, i, 40+i%50, i%10, 20+i%30, i%7)
	}
	path := filepath.Join(t.TempDir(), "papers.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// Killed at any moment, a run leaves a database that is whole, with whole papers
// whose spans hold; and the next run ends as one that nothing disturbed.
func TestKilled(t *testing.T) {
	const papers = 3000
	run, input, dir := program(t), manyPapers(t, papers), t.TempDir()
	calm := filepath.Join(dir, "calm.db")
	began := time.Now()
	output(t, run("extract", "--db", calm, input))
	whole := time.Since(began)
	want := output(t, run("export", "--db", calm, "--format", "jsonl"))
	random := rand.New(rand.NewPCG(8, 1))
	path := ""
	partly := 0
	for i := range *kills {
		if i%4 == 0 { // else a database that was killed before is killed again
			path = filepath.Join(dir, fmt.Sprintf("killed%d.db", i))
		}
		cmd := run("extract", "--db", path, "-j", fmt.Sprint(1+i%3), input)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		cmd.Process.Kill()
		cmd.Wait()
		if n := wholeBut(t, path); n > 0 && n < papers {
			partly++
		}
		if i%4 != 3 && i != *kills-1 {
			continue
		}
		output(t, run("extract", "--db", path, input))
		if got := output(t, run("export", "--db", path, "--format", "jsonl")); got != want {
			t.Fatalf("kill %d: the next run ends otherwise: %s", i, firstDifference(got, want))
		}
		output(t, run("doctor", "--db", path))
		os.Remove(path)
	}
	t.Logf("%d kills, %d of which left some of the papers", *kills, partly)
}

// wholeBut checks what a killed run left, if anything, and counts its papers.
func wholeBut(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return 0 // killed before anything was there
	}
	d, err := db.OpenReadOnly(path)
	if err != nil {
		if strings.Contains(err.Error(), "is empty") || strings.Contains(err.Error(), "has the older schema") {
			return 0 // killed before the whole schema was there
		}
		t.Fatal(err)
	}
	defer d.Close()
	if faults, err := d.Integrity(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("integrity: %v, %v", faults, err)
	}
	if spans, err := d.Spans(t.Context()); err != nil || len(spans.Wrong) > 0 {
		t.Fatalf("spans: %v, %v", spans, err)
	}
	papers, err := d.Papers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range papers {
		if p.Claims != 2 {
			t.Fatalf("paper %s has %d claims: it is not whole", p.ID, p.Claims)
		}
	}
	return len(papers)
}

// Two runs at once on one database both end, as if one had come after the other.
func TestTwoAtOnce(t *testing.T) {
	run, dir := program(t), t.TempDir()
	own := "../../testdata/papers"
	input := manyPapers(t, 500)
	one := filepath.Join(dir, "one.db")
	output(t, run("extract", "--db", one, own))
	output(t, run("extract", "--db", one, input))
	want := output(t, run("export", "--db", one, "--format", "jsonl"))

	both := filepath.Join(dir, "both.db")
	var wait sync.WaitGroup
	for _, from := range []string{own, input, own} {
		wait.Go(func() {
			if out, err := run("extract", "--db", both, from).CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", from, err, out)
			}
		})
	}
	wait.Wait()
	if got := output(t, run("export", "--db", both, "--format", "jsonl")); got != want {
		t.Errorf("two at once give other claims: %s", firstDifference(got, want))
	}
	output(t, run("doctor", "--db", both))
}
