//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"claimboard/db"
)

// Ctrl-C while the input is silent: what was read is stored, the run is on
// record, and the next one goes on.
func TestInterrupt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	in, feed := io.Pipe()
	defer feed.Close()
	var stderr syncBuffer
	status := make(chan int)
	go func() {
		status <- Run([]string{"extract", "--db", path, "--input-format", "jsonl", "-"}, in, io.Discard, &stderr)
	}()
	for i := range 2000 {
		fmt.Fprintf(feed, `{"id":"2401.%05d","title":"Paper %d","abstract":"We present Alpha. Alpha achieves an accuracy of 81.%d%% on GSM8K."}`+"\n", i, i, i%10)
	}
	waitFor(t, func() bool { return papersIn(path) > 0 })
	syscall.Kill(syscall.Getpid(), syscall.SIGINT)
	if got := <-status; got != statusInterrupted {
		t.Errorf("status %d", got)
	}
	for _, want := range []string{"records read", "interrupted", "same command again"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("stderr has no %q:\n%s", want, stderr.String())
		}
	}
	d, err := db.OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	runs, err := d.Runs(t.Context())
	if err != nil || len(runs) != 1 || runs[0].Status != db.Interrupted {
		t.Errorf("runs are %+v, %v", runs, err)
	}
}

func papersIn(path string) int {
	d, err := db.OpenReadOnly(path)
	if err != nil {
		return 0
	}
	defer d.Close()
	papers, _ := d.Papers(context.Background())
	return len(papers)
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for range 200 {
		if done() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("waited in vain")
}

// syncBuffer is a buffer that several goroutines may use.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
