package db

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func commit(t *testing.T, r *Run) {
	t.Helper()
	if !r.inBatch {
		return
	}
	if err := r.commit(); err != nil {
		t.Fatal(err)
	}
}

// kill ends a run as a kill does between two batches: nothing is put in order.
func kill(t *testing.T, r *Run) {
	t.Helper()
	commit(t, r)
	r.stmts.close()
	r.conn.Close()
	r.lock.release()
}

// withDOI is a paper with claims and a DOI, and other is a record of the same in
// another file, by title or DOI.
func withDOI(i int) rec {
	a := nth(i)
	a.doi = fmt.Sprintf("10.1/%d", i)
	return a
}

func byTitle(i int) rec {
	return rec{file: "b", line: 2*i + 1, title: fmt.Sprint("Paper ", i), text: nth(i).text}
}

func byDOI(i int) rec {
	return rec{file: "b", line: 2*i + 2, title: fmt.Sprint("Retitled ", i), doi: fmt.Sprintf("10.1/%d", i), text: nth(i).text}
}

// wantFound checks that records of stored papers are told to be of these.
func wantFound(t *testing.T, r *Run, numbers ...int) {
	t.Helper()
	for _, i := range numbers {
		if out := feed(t, r, byTitle(i)); out == New {
			t.Errorf("paper %d is not found by its title", i)
		}
		if out := feed(t, r, byDOI(i)); out == New {
			t.Errorf("paper %d is not found by its DOI", i)
		}
	}
}

// few has keys wait for few others only.
func few(t *testing.T, keys int) {
	was := keysAtOnce
	keysAtOnce = keys
	t.Cleanup(func() { keysAtOnce = was })
}

// Papers are found by title and DOI while their keys wait, when these are
// stored, and by the run after one that was killed. Readers find them, too.
func TestFoundByKeys(t *testing.T) {
	few(t, 1500)
	d := openTest(t)
	r := begin(t, d, Job{})
	for i := range 2500 { // 2,000 of them committed, and their keys stored
		feed(t, r, withDOI(i))
	}
	wantFound(t, r, 0, 999, 1000, 2499)
	kill(t, r)
	if len(r.waiting) == 0 || r.keyed == 0 {
		t.Errorf("%d keys wait, after paper %d", len(r.waiting), r.keyed)
	}
	for _, i := range []int{0, 2499} {
		for _, text := range []string{fmt.Sprintf("10.1/%d", i), fmt.Sprintf("doi:10.1/%d", i)} {
			if found, err := d.Find(ctx, text); err != nil || len(found) != 1 || found[0].Paper != nth(i).id {
				t.Errorf("finding %s gives %v, %v", text, found, err)
			}
		}
		if p, err := d.Paper(ctx, fmt.Sprintf("doi:10.1/%d", i)); err != nil || p.ID != nth(i).id {
			t.Errorf("paper %d is %+v, %v", i, p, err)
		}
	}
	r = begin(t, d, Job{})
	wantFound(t, r, 1, 998, 1001, 2498)
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	check(t, d)
}

// What is stored does not depend on when keys are.
func TestKeysAtOnce(t *testing.T) {
	var want string
	for _, n := range []int{1 << 16, 1, 3} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			few(t, n)
			rnd := rand.New(rand.NewPCG(7, 1))
			d := openTest(t)
			for range 3 {
				r := begin(t, d, Job{})
				for range 300 {
					i := rnd.IntN(100)
					feed(t, r, []rec{withDOI(i), byTitle(i), byDOI(i)}[rnd.IntN(3)])
					if rnd.IntN(10) == 0 {
						commit(t, r)
					}
				}
				if rnd.IntN(2) == 0 {
					kill(t, r)
				} else if err := r.End(Interrupted); err != nil {
					t.Fatal(err)
				}
			}
			run(t, d, Job{})
			check(t, d)
			got := dump(t, d)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("there is\n%s\nand was\n%s", got, want)
			}
		})
	}
}

// A database of the schema without keys has its papers found by them.
func TestKeysOfOldPapers(t *testing.T) {
	few(t, 10)
	path := filepath.Join(t.TempDir(), "old.db")
	if err := layOut(path); err != nil {
		t.Fatal(err)
	}
	old, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	p, err := (&DB{pool: old}).migrator()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(ctx, 5); err != nil {
		t.Fatal(err)
	}
	if _, err := old.Exec("INSERT INTO ruleset (hash, version) VALUES ('1', '')"); err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		a := withDOI(i)
		if _, err := old.Exec("INSERT INTO paper (id, title_key, text, ruleset, used, holds) VALUES (?, ?, 0, 1, 0, 0)", a.id, titleKey(a.title)); err != nil {
			t.Fatal(err)
		}
		if _, err := old.Exec("INSERT INTO alias VALUES (?, ?)", "doi:"+a.doi, i+1); err != nil {
			t.Fatal(err)
		}
	}
	d := reopen(t, path)
	if found, err := d.Find(ctx, "10.1/7"); err != nil || len(found) != 1 || found[0].Paper != nth(7).id {
		t.Errorf("finding a DOI gives %v, %v", found, err)
	}
	r := begin(t, d, Job{})
	wantFound(t, r, 0, 7, 49)
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	check(t, d)
}

// Keys that somebody deleted, of titles or of further ids, are missed, and made
// again.
func TestUnkeyed(t *testing.T) {
	for _, n := range []int{1 << 16, 3} {
		few(t, n)
		d := openTest(t)
		var records []rec
		for i := range 20 {
			records = append(records, withDOI(i))
		}
		run(t, d, Job{}, records...)
		alter := func(query string, args []any, want ...string) {
			t.Helper()
			if _, err := d.pool.Exec(query, args...); err != nil {
				t.Fatal(err)
			}
			if ids, err := d.Unkeyed(ctx); err != nil || !slices.Equal(ids, want) {
				t.Errorf("after %s %v papers without keys are %v, %v", query, args, ids, err)
			}
		}
		mend := func() {
			t.Helper()
			alter("UPDATE keyed SET paper = 0", nil)
			run(t, d, Job{})
			alter("UPDATE keyed SET paper = 20", nil)
		}
		alter("DELETE FROM paper_key WHERE hash = ?", []any{hint(aliasKey("doi:10.1/4"))}, "arXiv:4")
		alter("DELETE FROM paper_key WHERE hash = ?", []any{hint(titleKey("Paper 7"))}, "arXiv:4", "arXiv:7")
		alter("DELETE FROM paper_key WHERE paper = 2", nil, "arXiv:1", "arXiv:4", "arXiv:7")
		mend()
		alter("UPDATE paper_key SET paper = 1 WHERE hash = ?", []any{hint(aliasKey("doi:10.1/19"))}, "arXiv:19")
		mend()
		if _, err := d.pool.Exec("DELETE FROM paper_key"); err != nil {
			t.Fatal(err)
		}
		if ids, err := d.Unkeyed(ctx); err != nil || len(ids) != mostFaults {
			t.Errorf("of 20 papers without keys there are %v, %v", ids, err)
		}
	}
}

// A run that brings nothing new writes nothing of keys.
func TestKeyedUnchanged(t *testing.T) {
	d := openTest(t)
	run(t, d, Job{}, withDOI(1))
	if _, err := d.pool.Exec("CREATE TRIGGER fixed BEFORE UPDATE ON keyed BEGIN SELECT RAISE(ABORT, 'keyed is written'); END"); err != nil {
		t.Fatal(err)
	}
	run(t, d, Job{}, withDOI(1))
	r := begin(t, d, Job{})
	feed(t, r, withDOI(2))
	if err := r.End(Done); err == nil || !strings.Contains(err.Error(), "keyed is written") {
		t.Errorf("a run with a new paper ends with %v", err)
	}
}

// A title that is kept tells its own key. One without letters has none, and the
// paper keeps that of its former title.
func TestKeyOfTitle(t *testing.T) {
	d := openTest(t)
	a := nth(1)
	stored := func(want int64) {
		t.Helper()
		var key int64
		if err := d.pool.QueryRow("SELECT title_key FROM paper").Scan(&key); err != nil || key != want {
			t.Errorf("the key is %d, %v; want %d", key, err, want)
		}
	}
	run(t, d, Job{}, a)
	stored(0)
	a.title = "?!"
	run(t, d, Job{}, a)
	stored(titleKey("Paper 1"))
	wantCounts(t, "a record of the former title, which is used from here on", run(t, d, Job{}, byTitle(1)), Counts{Records: 1, Changed: 1})
	stored(0)
	check(t, d)
}
