package db

import (
	"slices"
	"testing"

	"claimboard/extract"
)

// reread looks at what is stale under other rules, where claims differ as
// change says: papers of which it knows nothing are passed over.
func reread(t *testing.T, d *DB, job Job, change func(*rec) bool, records ...rec) Counts {
	t.Helper()
	r := begin(t, d, job)
	former, err := r.Former()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range former {
		r.Compare(f.N, Reach{})
	}
	for p, err := range r.Stale {
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(records, func(r rec) bool { return r.paper().ID == p.ID })
		if touched := change(&records[i]); touched || p.Former == 0 {
			_, err = r.Update(p, records[i].result(p.Paper))
		} else {
			err = r.Pass()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	check(t, d)
	return r.Counts
}

func untouched(*rec) bool { return false }

// known counts the records that a run under some rules need not read.
func known(t *testing.T, d *DB, job Job, records ...rec) int {
	t.Helper()
	r := begin(t, d, job)
	defer r.End(Done)
	n := 0
	for _, record := range records {
		k, err := r.Known([]Place{record.place()})
		if err != nil {
			t.Fatal(err)
		}
		if k[0] {
			n++
		}
	}
	return n
}

func threePapers() (a, b, c rec) {
	return rec{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1 and MATH=32.5"},
		rec{file: "a.txt", line: 5, title: "Two", text: "It has 7 values"},
		rec{file: "a.txt", line: 9, title: "Three", text: "Nothing", noValues: true}
}

func TestPassedOver(t *testing.T) {
	d := openTest(t)
	a, b, c := threePapers()
	run(t, d, Job{Rules: "1"}, a, b, c)
	wantCounts(t, "passed over", reread(t, d, Job{Rules: "2"}, untouched, a, b, c), Counts{Records: 2, Unchanged: 2})
	if n := known(t, d, Job{Rules: "2"}, a, b, c); n != 3 {
		t.Errorf("%d of 3 papers are known", n)
	}
	if stale, unkept, _, err := d.Behind(ctx, "2", ""); stale != 0 || unkept != 0 || err != nil {
		t.Errorf("%d abstracts and %d papers are behind, %v", stale, unkept, err)
	}

	a.text = "M gets GSM8K=84.1" // as if the rules now missed MATH
	first := func(r *rec) bool { return r.line == 1 }
	wantCounts(t, "changed", reread(t, d, Job{Rules: "3"}, first, a, b, c), Counts{Records: 2, Changed: 1, Unchanged: 1, ClaimsLost: 1})
	if n := known(t, d, Job{Rules: "3"}, b, c); n != 2 {
		t.Errorf("%d of 2 papers are known", n)
	}
	if n := known(t, d, Job{Rules: "2"}, b, c); n != 0 {
		t.Errorf("%d papers, which stand for rules 3 now, are known under 2", n)
	}
}

// New papers under rules that stood for others are not known to have the
// claims of these.
func TestRulesComeBack(t *testing.T) {
	d := openTest(t)
	a, b, _ := threePapers()
	run(t, d, Job{Rules: "1"}, a)
	reread(t, d, Job{Rules: "2"}, untouched, a)
	run(t, d, Job{Rules: "1"}, a, b)
	if n := known(t, d, Job{Rules: "2"}, a, b); n != 0 {
		t.Errorf("%d papers are known under 2", n)
	}
}

// What was not kept could have other claims.
func TestPassedOverButNotKept(t *testing.T) {
	d := openTest(t)
	a, b, c := threePapers()
	run(t, d, Job{Rules: "1", Keep: KeepClaims}, a, b, c)
	r := begin(t, d, Job{Rules: "2"})
	r.Compare(1, Reach{})
	if kept, _, unkept, err := r.CountStale(); kept != 1 || unkept != 1 || err != nil {
		t.Errorf("%d to look at, %d not kept, %v", kept, unkept, err)
	}
	r.End(Done)
	reread(t, d, Job{Rules: "2"}, untouched, a, b, c)
	if n := known(t, d, Job{Rules: "2"}, a, c); n != 2 {
		t.Errorf("%d of 2 papers are known", n)
	}
	if n := known(t, d, Job{Rules: "2"}, b); n != 0 {
		t.Error("a paper is known that could not be looked at")
	}
}

// What no change reaches is not even yielded, nor need it be kept.
func TestBeyondReach(t *testing.T) {
	a, b, c := threePapers()
	a.notes, c.notes = extract.Notes{1, 2, 3}, extract.Notes{}
	unmatched, matched := extract.Notes{}, extract.Notes{0, 1, 2, 4}
	deep, deepest := Reach{Depth: extract.Matched}, Reach{Depth: extract.Searched}
	for _, test := range []struct {
		what         string
		keep         Keep
		notes        extract.Notes // of the second paper
		reach        Reach
		passed, left int
		known        int // of the three papers, when all that is yielded was passed
	}{
		{"searched, of unmatched", KeepAll, unmatched, deepest, 2, 1, 3},
		{"searched, of matched", KeepAll, matched, deepest, 2, 1, 3},
		{"searched, of unknown", KeepAll, nil, deepest, 1, 2, 3},
		{"matched, of unmatched", KeepAll, unmatched, deep, 2, 1, 3},
		{"matched, of matched", KeepAll, matched, deep, 1, 2, 3},
		{"anywhere", KeepAll, unmatched, Reach{}, 1, 2, 3},
		{"a paper", KeepAll, unmatched, Reach{extract.Searched, []string{b.paper().ID, c.paper().ID}}, 0, 3, 3},
		{"kept with claims", KeepClaims, unmatched, deepest, 0, 1, 3},
		{"kept with claims, anywhere", KeepClaims, unmatched, Reach{}, 0, 1, 2},
		{"none kept", KeepNone, unmatched, deepest, 0, 0, 2},
	} {
		b.notes = test.notes
		d := openTest(t)
		run(t, d, Job{Rules: "1", Keep: test.keep}, a, b, c)
		r := begin(t, d, Job{Rules: "2"})
		r.Compare(1, test.reach)
		left, passed, _, err := r.CountStale()
		if passed != test.passed || left != test.left || err != nil {
			t.Errorf("%s: %d passed over, %d left, %v", test.what, passed, left, err)
		}
		yielded := 0
		for _, err := range r.Stale {
			if yielded++; err != nil {
				t.Fatal(err)
			}
			r.Pass()
		}
		if err := r.End(Done); err != nil || yielded != left || r.Counts.Records != left+passed {
			t.Errorf("%s: %d yielded, counts %+v, %v", test.what, yielded, r.Counts, err)
		}
		if n := known(t, d, Job{Rules: "2"}, a, b, c); n != test.known {
			t.Errorf("%s: %d papers are known", test.what, n)
		}
	}
}

// A paper that was neither passed over nor updated is looked at next time.
func TestLeftOver(t *testing.T) {
	d := openTest(t)
	a, b, _ := threePapers()
	run(t, d, Job{Rules: "1"}, a, b)
	r := begin(t, d, Job{Rules: "2"})
	r.Compare(1, Reach{})
	for _, err := range r.Stale {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Pass(); err != nil {
		t.Fatal(err)
	}
	r.End(Done)
	if n := known(t, d, Job{Rules: "2"}, a, b); n != 0 {
		t.Errorf("%d papers are known", n)
	}
}

func TestFilesOfFewRules(t *testing.T) {
	d := openTest(t)
	a, _, _ := threePapers()
	for i := range 3 * keptFiles {
		run(t, d, Job{Rules: string(rune('a' + i)), Files: "[]"}, a)
	}
	var n int
	if err := d.pool.QueryRow("SELECT count(files) FROM ruleset").Scan(&n); err != nil || n != keptFiles {
		t.Errorf("the files of %d rule sets are kept, %v", n, err)
	}
}
