//go:build unix

package db

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Some faults need a process of their own to happen in: the test runs itself
// again, and the variable says as what.
const childVar = "CLAIMBOARD_DB_TEST"

func TestMain(m *testing.M) {
	what, path, _ := strings.Cut(os.Getenv(childVar), ":")
	switch what {
	case "write":
		writeForEver(path)
	case "full":
		writeUntilFull(path)
	case "nobody":
		beNobody(path)
	default:
		os.Exit(m.Run())
	}
}

func child(t *testing.T, what, path string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVar+"="+what+":"+path)
	cmd.Stderr = os.Stderr
	return cmd
}

// nth is a paper with two claims.
func nth(i int) rec {
	return rec{file: "a", line: i + 1, id: fmt.Sprintf("arXiv:%d", i), title: fmt.Sprint("Paper ", i),
		text: fmt.Sprintf("M gets GSM8K=%d and MATH=%d", i, i+1)}
}

// saveMany feeds papers until one fails, and says after each thousand how many.
func saveMany(path string, n int) error {
	d, err := Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	r, err := d.Begin(ctx, Job{Rules: "1"})
	if err != nil {
		return err
	}
	for i := range n {
		at := nth(i).place()
		p := nth(i).paper()
		if _, err := r.Save(at, p, nth(i).result(p)); err != nil {
			return errors.Join(r.End(Failed), err)
		}
		if i%1000 == 999 {
			fmt.Println(i + 1)
		}
	}
	return r.End(Done)
}

func writeForEver(path string) {
	fmt.Println(saveMany(path, 1<<40))
}

func writeUntilFull(path string) {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 2 << 20, Max: 2 << 20}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		fmt.Println("skip", err)
		return
	}
	fmt.Println(saveMany(path, 1<<40))
}

// wholePapers checks what a broken-off run left, and that the next goes on.
func wholePapers(t *testing.T, path string, least int) {
	t.Helper()
	d := reopen(t, path)
	check(t, d)
	var papers, odd int
	if err := d.pool.QueryRow(`SELECT count(*), count(*) FILTER (WHERE
		(SELECT count(*) FROM claim c WHERE c.paper = p.n) <> 2 OR (SELECT count(*) FROM source s WHERE s.paper = p.n) <> 1) FROM paper p`).Scan(&papers, &odd); err != nil {
		t.Fatal(err)
	}
	if papers < least || odd > 0 {
		t.Fatalf("%d papers, of which %d are not whole; want at least %d", papers, odd, least)
	}
	var records []rec
	for i := range papers + 5 {
		records = append(records, nth(i))
	}
	wantCounts(t, "going on", run(t, d, Job{}, records...), Counts{Records: papers + 5, Unchanged: papers, New: 5, ClaimsNew: 10})
}

func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	cmd := child(t, "write", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range 3 {
		lines.Scan()
	}
	d, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if !d.AtWork() {
		t.Error("nothing is said to be at work")
	}
	cmd.Process.Kill()
	cmd.Wait()
	if d.AtWork() {
		t.Error("a killed run is said to be at work")
	}
	wholePapers(t, path, 2000)
	runs, err := reopen(t, path).Runs(ctx)
	if err != nil || runs[0].Status != Running || runs[1].Status != Done {
		t.Errorf("runs are %+v, %v", runs, err)
	}
}

// However early a run is killed, be it while the file is made, the next goes on.
func TestKilledEarly(t *testing.T) {
	for _, delay := range []time.Duration{0, 4, 8, 12, 16, 24, 32, 64, 128} {
		path := filepath.Join(t.TempDir(), "test.db")
		cmd := child(t, "write", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(delay * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		wholePapers(t, path, 0)
	}
}

// A transaction that cannot be committed leaves none open.
func TestCommitFails(t *testing.T) {
	d := openTest(t)
	r := begin(t, d, Job{})
	err := r.transaction(func() error {
		if err := r.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		return r.exec("INSERT INTO alias (id, paper) VALUES ('doi:10.1/1', 99)")
	})
	if err == nil || !strings.Contains(err.Error(), "FOREIGN KEY") {
		t.Errorf("the commit says %v", err)
	}
	feed(t, r, nth(1))
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	check(t, d)
	wantClaims(t, d, Filter{Benchmarks: []string{"GSM8K"}}, "arXiv:1 GSM8K=1")
}

func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	out, err := child(t, "full", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "skip") {
		t.Skipf("%s", out)
	}
	if !strings.Contains(string(out), "what was committed is safe, and a rerun goes on") {
		t.Errorf("the message is %s", out)
	}
	wholePapers(t, path, 100)
}

// beNobody gives up root, whom no permission stops, and tries what it may not.
func beNobody(path string) {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			fmt.Println("skip", err)
			return
		}
	}
	if d, err := Open(path); err != nil {
		fmt.Println("open:", err)
	} else if r, err := d.Begin(ctx, Job{Rules: "1"}); err != nil {
		fmt.Println("begin:", err)
	} else {
		fmt.Println("WROTE", r.End(Done))
	}
	d, err := OpenReadOnly(path)
	if err != nil {
		fmt.Println("read:", err)
		return
	}
	for r, err := range d.Records(ctx, Filter{}) {
		fmt.Println(r.Benchmark, r.ValueText, err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	folder, err := os.MkdirTemp("", "claimboard")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "test.db")
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	run(t, d, Job{}, rec{file: "a", line: 1, title: "One", text: "M gets GSM8K=84.1"})
	d.Close()
	os.Chmod(path, 0o444)
	os.Chmod(folder, 0o555)
	defer os.Chmod(folder, 0o755)
	out, err := child(t, "nobody", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(string(out), "skip") {
		t.Skipf("%s", out)
	}
	if !strings.Contains(string(out), "read-only") || strings.Contains(string(out), "WROTE") {
		t.Errorf("writing says %s", out)
	}
	if !strings.Contains(string(out), "GSM8K 84.1 <nil>") {
		t.Errorf("reading says %s", out)
	}
}

func TestSecondWriterWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	first, second := reopen(t, path), reopen(t, path)
	one := begin(t, first, Job{})
	feed(t, one, nth(1))
	waited := make(chan bool, 1)
	done := make(chan Counts)
	go func() {
		r, err := second.Begin(ctx, Job{Rules: "1", Waiting: func() { waited <- true }})
		if err != nil {
			t.Error(err)
			close(done)
			return
		}
		feed(t, r, nth(1))
		feed(t, r, nth(2))
		r.End(Done)
		done <- r.Counts
	}()
	<-waited
	if n := len(claims(t, second, Filter{})); n != 0 {
		t.Errorf("%d claims are seen before they are committed", n)
	}
	if err := one.End(Done); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, "second", <-done, Counts{Records: 2, Unchanged: 1, New: 1, ClaimsNew: 2})
	if _, err := os.Stat(path + "-lock"); err == nil {
		t.Error("the lock's file is left")
	}

	// Waiting can be broken off.
	hold := begin(t, first, Job{})
	soon, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := second.Begin(soon, Job{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the wait ended with %v", err)
	}
	hold.End(Done)
}

func TestLockedByAnotherProgram(t *testing.T) {
	defer func(was time.Duration) { busy = was }(busy)
	busy = 200 * time.Millisecond
	d := openTest(t)
	other, err := sql.Open("sqlite3", "file:"+d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err = d.Begin(ctx, Job{Rules: "1"})
	if err == nil || !strings.Contains(err.Error(), "locked by another program") || time.Since(began) < busy {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	other.Exec("ROLLBACK")
	run(t, d, Job{}, nth(1))
}

func TestUnusable(t *testing.T) {
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	made := func(name, query string) string {
		path := filepath.Join(folder, name)
		other, err := sql.Open("sqlite3", "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		if _, err := other.Exec(query); err != nil {
			t.Fatal(err)
		}
		return path
	}
	d := reopen(t, filepath.Join(folder, "newer.db"))
	if _, err := d.pool.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	d.Close()
	for _, test := range []struct{ path, open, read string }{
		{file("text.db", strings.Repeat("not a database at all\n", 100)), "no database", "no database"},
		{made("other.db", "CREATE TABLE t (x)"), "not claimboard's", "not claimboard's"},
		{d.path, "schema 99, and this program knows only", "schema 99"},
		{folder, "a folder", "a folder"},
		{os.DevNull, "is no file", "is no file"},
		{filepath.Join(folder, "no", "x.db"), "folder is not there", "no such database"},
		{file("empty.db", ""), "", ""},
		{filepath.Join(folder, "odd name?#%41.db"), "", ""},
	} {
		got, err := OpenReadOnly(test.path)
		if strings.Contains(test.path, "empty.db") {
			if err == nil || !strings.Contains(err.Error(), "is empty") {
				t.Errorf("reading %s: %v", test.path, err)
			}
		} else if test.read != "" && (err == nil || !strings.Contains(err.Error(), test.read)) {
			t.Errorf("reading %s: %v", test.path, err)
		}
		if got != nil {
			got.Close()
		}
		got, err = Open(test.path)
		switch {
		case test.open == "" && err != nil:
			t.Errorf("opening %s: %v", test.path, err)
		case test.open != "" && (err == nil || !strings.Contains(err.Error(), test.open)):
			t.Errorf("opening %s: %v", test.path, err)
		}
		if got != nil {
			got.Close()
		}
	}
	// Another program's database is as it was: in no other journal mode.
	other, err := os.ReadFile(filepath.Join(folder, "other.db"))
	if err != nil || other[18] != 1 {
		t.Errorf("another program's database was changed: %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, "odd name?#%41.db")); err != nil {
		t.Error(err)
	}
}

func TestCorruptPage(t *testing.T) {
	d := openTest(t)
	var records []rec
	for i := range 2000 {
		records = append(records, nth(i))
	}
	run(t, d, Job{}, records...)
	d.Close()
	f, err := os.OpenFile(d.path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, _ := f.Stat()
	for at := int64(20 * 4096); at < info.Size(); at += 10 * 4096 {
		f.WriteAt([]byte(strings.Repeat("\xff", 4096)), at)
	}
	f.Close()

	d, err = OpenReadOnly(d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if faults, err := d.Integrity(ctx); err != nil || len(faults) == 0 {
		t.Errorf("integrity finds %v, %v", faults, err)
	}
	for _, err = range d.Records(ctx, Filter{}) {
		if err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "claimboard doctor") {
		t.Errorf("reading says %v", err)
	}
}

// A clock that was set back, even to before the last run, changes nothing but
// the time that a run states: runs are in the order in which they were made.
func TestClockSetBack(t *testing.T) {
	d := openTest(t)
	run(t, d, Job{}, nth(1), nth(2))
	if _, err := d.pool.Exec("UPDATE run SET started = '2999-01-01T00:00:00Z'"); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, "the same again", run(t, d, Job{}, nth(1), nth(2)), Counts{Records: 2, Unchanged: 2})
	changed := nth(2)
	changed.text = "M gets GSM8K=99"
	wantCounts(t, "a changed paper", run(t, d, Job{}, nth(1), changed), Counts{Records: 2, Unchanged: 1, Changed: 1, ClaimsNew: 1, ClaimsLost: 2})
	runs, err := d.Runs(ctx)
	if err != nil || len(runs) != 3 || runs[0].ID != 1 || runs[2].ID != 3 {
		t.Errorf("runs are %+v, %v", runs, err)
	}
	for _, r := range runs {
		if r.Seconds < 0 || r.Status != Done {
			t.Errorf("run %+v", r)
		}
	}
	check(t, d)
}

// A text that is larger than any record may bring is not read.
func TestHugeText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.db")
	reopen(t, path).Close()
	other, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.Exec("INSERT INTO file (path, name) VALUES (cast(zeroblob(?) AS TEXT), '')", maxValue+1); err != nil {
		t.Fatal(err)
	}
	d, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var name string
	err = d.explain(d.pool.QueryRow("SELECT path FROM file").Scan(&name))
	if err == nil || !strings.Contains(err.Error(), "a text of more than 64 MiB") {
		t.Errorf("%d bytes, %v", len(name), err)
	}
}
