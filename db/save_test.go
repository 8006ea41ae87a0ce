package db

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"claimboard/extract"
)

func TestRerunChangesNothing(t *testing.T) {
	d := openTest(t)
	in := []rec{
		{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1 and MATH=32.5"},
		{file: "a.txt", line: 5, title: "Two", text: "No claims, one value 3%"},
		{file: "a.txt", line: 9, title: "Three", text: "Nothing", noValues: true},
		{file: "a.txt", line: 13, title: "One", text: "M gets GSM8K=84.1 and MATH=32.5"}, // twice on the page
		{file: "b.txt", line: 1, title: "One", text: "M gets GSM8K=84.1 and MATH=32.5 see https://x"},
	}
	wantCounts(t, "first", run(t, d, Job{Inputs: []string{"a.txt", "b.txt"}}, in...),
		Counts{Records: 5, New: 3, Again: 2, ClaimsNew: 2})
	before := dump(t, d)
	for range 2 {
		wantCounts(t, "again", run(t, d, Job{}, in...), Counts{Records: 5, Unchanged: 5})
		if after := dump(t, d); after != before {
			t.Fatalf("a rerun changed the database from\n%s\nto\n%s", before, after)
		}
	}
	p, err := d.Paper(ctx, in[0].paper().ID)
	if err != nil {
		t.Fatal(err)
	}
	if p.Abstract != in[4].text || p.Used != "b.txt:1" || len(p.Sources) != 3 || !p.Differ {
		t.Errorf("the last of differing abstracts is not used: %+v", p)
	}
	check(t, d)
}

func TestSourceMovesWithinItsFile(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a.txt", line: 10, title: "One", text: "M gets GSM8K=84.1"}
	b := rec{file: "a.txt", line: 20, title: "Two", text: "M gets GSM8K=80.0"}
	twin := rec{file: "a.txt", line: 30, title: "One", text: "M gets GSM8K=85.0"}
	run(t, d, Job{}, a, b, twin)
	a.line, b.line, twin.line = 11, 21, 31
	wantCounts(t, "moved down", run(t, d, Job{}, a, b, twin), Counts{Records: 3, Unchanged: 3})
	a.line, b.line, twin.line = 7, 17, 27
	wantCounts(t, "moved up", run(t, d, Job{}, a, b, twin), Counts{Records: 3, Unchanged: 3})
	var places []string
	for r, err := range d.Records(ctx, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, r.Source)
	}
	if got := strings.Join(places, ", "); got != "a.txt:27 ; a.txt:7, a.txt:17" && got != "a.txt:17, a.txt:27 ; a.txt:7" {
		t.Errorf("sources are %s", got)
	}
}

// A file that grows by a newer version of a paper it holds already.
func TestRecordAppended(t *testing.T) {
	d := openTest(t)
	old := rec{file: "log.jsonl", line: 1, id: "arXiv:2401.00001", title: "One", text: "M gets GSM8K=84.1"}
	new := rec{file: "log.jsonl", line: 2, id: "arXiv:2401.00001", title: "One", text: "M gets GSM8K=85.0"}
	run(t, d, Job{}, old)
	wantCounts(t, "grown", run(t, d, Job{}, old, new), Counts{Records: 2, Unchanged: 1, Changed: 1, ClaimsNew: 1, ClaimsLost: 1})
	before := dump(t, d)
	wantCounts(t, "rerun", run(t, d, Job{}, old, new), Counts{Records: 2, Unchanged: 2})
	if dump(t, d) != before {
		t.Error("a rerun changed the database")
	}
	wantClaims(t, d, Filter{}, "arXiv:2401.00001 GSM8K=85.0")
}

func TestChangedAbstract(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1 and MATH=32.5"}
	id := a.paper().ID
	run(t, d, Job{}, a)
	a.text = "M gets GSM8K=84.1 and MATH=33.0"
	wantCounts(t, "changed", run(t, d, Job{}, a), Counts{Records: 1, Changed: 1, ClaimsNew: 1, ClaimsLost: 1})
	wantClaims(t, d, Filter{}, id+" GSM8K=84.1", id+" MATH=33.0")
	wantClaims(t, d, Filter{Run: 1}, id+" GSM8K=84.1", id+" MATH=32.5")

	var first int
	if err := d.pool.QueryRow("SELECT first_run FROM claim WHERE benchmark = 'GSM8K'").Scan(&first); err != nil || first != 1 {
		t.Errorf("an equal claim was written anew: first_run is %d, %v", first, err)
	}
	a.text = "M gets GSM8K=84.1 and MATH=32.5"
	run(t, d, Job{}, a)
	wantClaims(t, d, Filter{Run: 2}, id+" GSM8K=84.1", id+" MATH=33.0")
	wantClaims(t, d, Filter{Run: 3}, id+" GSM8K=84.1", id+" MATH=32.5")
	check(t, d)
}

// Claims that a run closes and finds again in another record were never lost.
func TestChangedBackWithinARun(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1"}
	b := rec{file: "b.txt", line: 1, title: "One", text: "M gets GSM8K=84.1"}
	run(t, d, Job{}, a, b)
	a.text, b.url = "M gets GSM8K=80.0", "https://x"
	wantCounts(t, "both", run(t, d, Job{}, a, b), Counts{Records: 2, Changed: 2})
	wantClaims(t, d, Filter{}, a.paper().ID+" GSM8K=84.1")
	var rows int
	if err := d.pool.QueryRow("SELECT count(*) FROM claim").Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows of claims, %v", rows, err)
	}
}

func TestChangedRules(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1 and MATH=32.5"}
	b := rec{file: "a.txt", line: 5, title: "Two", text: "Nothing", noValues: true}
	run(t, d, Job{Rules: "1"}, a, b)

	r := begin(t, d, Job{Rules: "2"})
	papers, _, lost, err := r.CountStale()
	if papers != 1 || lost != 1 || err != nil {
		t.Errorf("%d papers to look at, %d not kept, %v", papers, lost, err)
	}
	for p, err := range r.Stale {
		if err != nil {
			t.Fatal(err)
		}
		res := a.result(p.Paper)
		res.Claims = res.Claims[:1] // the new rules miss MATH
		if out, err := r.Update(p, res); out != Changed || err != nil {
			t.Fatalf("outcome %v, %v", out, err)
		}
	}
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, "re-read", r.Counts, Counts{Records: 1, Changed: 1, ClaimsLost: 1})
	wantClaims(t, d, Filter{}, a.paper().ID+" GSM8K=84.1")

	// The file again, under the rules of the first run.
	wantCounts(t, "file", run(t, d, Job{Rules: "1"}, a, b), Counts{Records: 2, Changed: 1, Unchanged: 1, ClaimsNew: 1})
	wantCounts(t, "rerun", run(t, d, Job{Rules: "1"}, a, b), Counts{Records: 2, Unchanged: 2})
}

func TestAgain(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1"}
	run(t, d, Job{}, a)
	for _, job := range []Job{{Again: true}, {Again: true}} {
		r := begin(t, d, job)
		known, err := r.Known([]Place{a.place()})
		if err != nil || known[0] {
			t.Errorf("known %v, %v", known, err)
		}
		if papers, _, _, err := r.CountStale(); papers != 1 || err != nil {
			t.Errorf("%d papers, %v", papers, err)
		}
		p := a.paper()
		if out, err := r.Save(a.place(), p, extract.Result{Values: true}); err != nil {
			t.Errorf("%v, %v", out, err)
		}
		r.End(Done)
	}
	wantClaims(t, d, Filter{}) // the program is said to find none now
	wantCounts(t, "then", run(t, d, Job{}, a), Counts{Records: 1, Unchanged: 1})
}

func TestFaultyPaperIsNeverUnchanged(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a.txt", line: 1, title: "One", text: "M gets GSM8K=84.1", fault: "slow"}
	run(t, d, Job{}, a)
	for range 2 {
		r := begin(t, d, Job{})
		known, err := r.Known([]Place{a.place()})
		if err != nil || known[0] {
			t.Errorf("known %v, %v", known, err)
		}
		feed(t, r, a)
		r.End(Done)
	}
	a.fault = ""
	r := begin(t, d, Job{})
	p := a.paper()
	if _, err := r.Save(a.place(), p, a.result(p)); err != nil {
		t.Fatal(err)
	}
	r.End(Done)
	wantCounts(t, "at last", run(t, d, Job{}, a), Counts{Records: 1, Unchanged: 1})
}

func TestIdentity(t *testing.T) {
	const text = "M gets GSM8K=84.1"
	for _, test := range []struct {
		name    string
		records []rec
		ids     []string // of the papers, in order
	}{
		{"folded title", []rec{{title: "Step-DPO: a  thing"}, {title: "Step DPO: A Thing"}}, []string{"t:"}},
		{"id, another title", []rec{{id: "arXiv:1", title: "One"}, {id: "arXiv:1", title: "Two"}}, []string{"arXiv:1"}},
		{"ids clash", []rec{{id: "arXiv:1", title: "One"}, {id: "arXiv:2", title: "One"}}, []string{"arXiv:1", "arXiv:2"}},
		{"DOIs clash", []rec{{title: "One", doi: "10.1/a"}, {title: "One", doi: "10.1/b"}}, []string{"t:", "t:"}},
		{"DOI", []rec{{id: "arXiv:1", title: "One", doi: "10.1/a"}, {id: "doi:10.1/a", doi: "10.1/a", title: "Uno"}}, []string{"arXiv:1"}},
		{"DOI of another arXiv id", []rec{{id: "arXiv:1", title: "One", doi: "10.1/a"}, {id: "arXiv:2", title: "Two", doi: "10.1/a"}}, []string{"arXiv:1", "arXiv:2"}},
		{"first id stays", []rec{{title: "One"}, {id: "arXiv:1", title: "One"}, {id: "arXiv:1", title: "Renamed"}}, []string{"t:"}},
		{"own ids of two files", []rec{{id: "17", title: "One"}, {file: "b", id: "99", title: "One"}}, []string{"17"}},
		{"own ids of one file", []rec{{id: "17", title: "One"}, {id: "18", title: "One"}}, []string{"17", "18"}},
		{"numbered alike", []rec{{id: "17", title: "One"}, {file: "b", id: "17", title: "Two"}}, []string{"17", "t:"}},
		{"renamed in its file", []rec{{id: "17", title: "One"}, {id: "17", title: "Uno"}}, []string{"17"}},
		{"no title, no merging", []rec{{id: "a", title: ""}, {id: "b", title: ""}}, []string{"a", "b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := openTest(t)
			for i := range test.records {
				r := &test.records[i]
				if r.file == "" {
					r.file = "a"
				}
				r.line, r.text = i+1, text
			}
			run(t, d, Job{}, test.records...)
			papers, err := d.Papers(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if len(papers) != len(test.ids) {
				t.Fatalf("papers are %+v, want %v", papers, test.ids)
			}
			for i, p := range papers {
				if !strings.HasPrefix(p.ID, test.ids[i]) {
					t.Errorf("paper %d is %s, want %s", i, p.ID, test.ids[i])
				}
			}
			before := dump(t, d)
			run(t, d, Job{}, test.records...)
			if after := dump(t, d); after != before {
				t.Errorf("a rerun changed\n%s\nto\n%s", before, after)
			}
		})
	}
}

// The stored paper's id counts, not the record's.
func TestClaimIDsOfAMergedPaper(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a", line: 1, title: "One", text: "nothing yet"}
	b := rec{file: "b", line: 1, id: "arXiv:1", title: "One", text: "M gets GSM8K=84.1"}
	run(t, d, Job{}, a, b)
	for r, err := range d.Records(ctx, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		c := extract.Claim{Start: r.Start, Kind: r.Kind, Benchmark: r.Benchmark, Method: r.Method}
		if r.PaperID != a.paper().ID || r.ClaimID != c.IDIn(r.PaperID) {
			t.Errorf("claim %s of %s", r.ClaimID, r.PaperID)
		}
	}
	for _, text := range []string{"arXiv:1", "1"} {
		if found, err := d.Find(ctx, text); err != nil || len(found) != 1 || found[0].Paper != a.paper().ID {
			t.Errorf("finding %s gives %v, %v", text, found, err)
		}
	}
}

func TestWhichAbstract(t *testing.T) {
	old := rec{file: "old", line: 1, title: "One", date: "2023-05-01", text: "M gets GSM8K=80.0"}
	mid := rec{file: "mid", line: 1, title: "One", date: "2024", text: "M gets GSM8K=81.0"}
	new := rec{file: "new", line: 1, title: "One", date: "2024-05-01", text: "M gets GSM8K=82.0"}
	bare := rec{file: "bare", line: 1, title: "One", text: "M gets GSM8K=83.0"}
	bare2 := rec{file: "bare2", line: 1, title: "One", text: "M gets GSM8K=84.0"}
	none := rec{file: "none", line: 1, title: "One", date: "2025-01-01", text: ""}
	for _, test := range []struct {
		name    string
		records []rec
		want    string
	}{
		{"newest by date", []rec{old, new, mid}, "82.0"},
		{"whatever the order", []rec{new, mid, old}, "82.0"},
		{"a date before none", []rec{old, bare}, "80.0"},
		{"else the last", []rec{bare, bare2}, "84.0"},
		{"else the last, the other way", []rec{bare2, bare}, "83.0"},
		{"no abstract is none", []rec{bare, none}, "83.0"},
		{"none, then one", []rec{none, bare}, "83.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := openTest(t)
			id := old.paper().ID
			run(t, d, Job{}, test.records...)
			wantClaims(t, d, Filter{}, id+" GSM8K="+test.want)
			run(t, d, Job{}, test.records...)
			run(t, d, Job{}, test.records[0])
			wantClaims(t, d, Filter{}, id+" GSM8K="+test.want)
		})
	}
}

// The text in use grows older than another source's, which is not at hand.
func TestDateGoesBack(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a", line: 1, title: "One", date: "2024-01-01", text: "M gets GSM8K=80.0"}
	b := rec{file: "b", line: 1, title: "One", date: "2023-01-01", text: "M gets GSM8K=81.0"}
	run(t, d, Job{}, a, b)
	a.date = "2022-01-01"
	run(t, d, Job{}, a, b)
	wantClaims(t, d, Filter{}, a.paper().ID+" GSM8K=81.0")
	wantCounts(t, "then", run(t, d, Job{}, a, b), Counts{Records: 2, Unchanged: 2})
}

// Of the records' dates the used one's counts, but one that only says more of it
// goes before it, whatever the order.
func TestPublished(t *testing.T) {
	for _, c := range []struct{ older, newer, want string }{
		{"2024-05", "2024-05-17", "2024-05-17"},
		{"2024", "2024-05", "2024-05"},
		{"2024-05-17", "2025", "2025"},
		{"", "2024", "2024"},
	} {
		a := rec{file: "a", line: 1, title: "One", date: c.older, text: "M gets GSM8K=80.0"}
		b := rec{file: "b", line: 1, title: "One", date: c.newer, text: "M gets GSM8K=81.0"}
		for _, order := range [][]rec{{a, b}, {b, a}} {
			d := openTest(t)
			run(t, d, Job{}, order...)
			var got string
			if err := d.pool.QueryRow("SELECT published FROM papers").Scan(&got); err != nil || got != c.want {
				t.Errorf("of %q and %q: %q, %v; want %q", order[0].date, order[1].date, got, err, c.want)
			}
		}
	}
	// The less exact date is of the text in use, too.
	whole := rec{file: "a", line: 1, title: "One", date: "2024-05-17", text: "M gets GSM8K=80.0"}
	month := rec{file: "b", line: 1, title: "One", date: "2024-05", text: ""}
	d := openTest(t)
	run(t, d, Job{}, month, whole, month)
	var got string
	if err := d.pool.QueryRow("SELECT published FROM papers").Scan(&got); err != nil || got != "2024-05-17" {
		t.Errorf("after a record without a text: %q, %v", got, err)
	}
}

// A link that the id tells takes no room, and everything that gives links has it;
// a row that states it in full, as older versions wrote them, is not changed by a
// look at it.
func TestLink(t *testing.T) {
	for _, c := range []struct{ id, url, stored string }{
		{"arXiv:2401.10020", arxivPage + "2401.10020", ""},
		{"arXiv:hep-th/9912001", arxivPage + "hep-th/9912001", ""},
		{"arXiv:2401.10020", "https://example.org/1", "https://example.org/1"},
		{"doi:10.1/x", arxivPage + "2401.10020", arxivPage + "2401.10020"},
		{"17", "https://example.org/17", "https://example.org/17"},
	} {
		d := openTest(t)
		a := rec{file: "a", line: 1, id: c.id, title: "One", url: c.url, text: "M gets GSM8K=80.0"}
		for range 2 {
			run(t, d, Job{}, a)
			var stored, ofPaper, ofClaim string
			err := d.pool.QueryRow("SELECT p.url, v.url, c.url FROM paper p, papers v, claims c").Scan(&stored, &ofPaper, &ofClaim)
			if err != nil || stored != c.stored || ofPaper != c.url || ofClaim != c.url {
				t.Errorf("%s: stored is %q, views have %q and %q, %v", c.id, stored, ofPaper, ofClaim, err)
			}
			if p, err := d.Paper(ctx, c.id); err != nil || p.URL != c.url {
				t.Errorf("%s: the paper has %+v, %v", c.id, p, err)
			}
			for r, err := range d.Records(ctx, Filter{}) {
				if err != nil || r.URL != c.url {
					t.Errorf("%s: the claim has %q, %v", c.id, r.URL, err)
				}
			}
			c.stored = c.url
			if _, err := d.pool.Exec("UPDATE paper SET url = ?", c.url); err != nil {
				t.Fatal(err)
			}
		}
		r := begin(t, d, Job{Rules: "2"})
		if out := feed(t, r, a); out != Unchanged {
			t.Errorf("%s: outcome %v under other rules", c.id, out)
		}
		if err := r.End(Done); err != nil {
			t.Fatal(err)
		}
	}
}

// Standard input is not one file: what came before is another source.
func TestStdin(t *testing.T) {
	d := openTest(t)
	a := rec{file: "stdin", line: 1, title: "One", date: "2024-01-01", text: "M gets GSM8K=80.0"}
	b := rec{file: "stdin", line: 1, title: "One", date: "2023-01-01", text: "M gets GSM8K=81.0"}
	run(t, d, Job{}, a)
	run(t, d, Job{}, b)
	wantClaims(t, d, Filter{}, a.paper().ID+" GSM8K=80.0")
	wantCounts(t, "again", run(t, d, Job{}, b), Counts{Records: 1, Unchanged: 1})
	wantCounts(t, "again", run(t, d, Job{}, a), Counts{Records: 1, Unchanged: 1})
}

func TestKeep(t *testing.T) {
	in := []rec{
		{file: "a", line: 1, title: "Claims", text: "M gets GSM8K=84.1"},
		{file: "a", line: 2, title: "Values", text: "we use 8 things"},
		{file: "a", line: 3, title: "Nothing", text: "we think", noValues: true},
		{file: "a", line: 4, title: "Listed", noValues: true},
	}
	for _, test := range []struct {
		keep Keep
		want int
	}{{KeepAll, 3}, {KeepValues, 2}, {"", 2}, {KeepClaims, 1}, {KeepNone, 0}} {
		d := openTest(t)
		run(t, d, Job{Keep: test.keep}, in...)
		s, err := d.Size(ctx)
		if err != nil || s.Abstracts != test.want || s.Papers != 4 || s.Claims != 1 {
			t.Errorf("keep %q: %+v, %v", test.keep, s, err)
		}
		wantCounts(t, "rerun "+string(test.keep), run(t, d, Job{}, in...), Counts{Records: 4, Unchanged: 4})
		for _, k := range []Keep{KeepAll, KeepNone} {
			run(t, d, Job{Keep: k}, in...)
			s, err := d.Size(ctx)
			if want := map[Keep]int{KeepAll: 3, KeepNone: 0}[k]; err != nil || s.Abstracts != want || s.Claims != 1 {
				t.Errorf("keep %q, then %q: %+v, %v", test.keep, k, s, err)
			}
		}
		for r, err := range d.Records(ctx, Filter{}) {
			if err != nil || r.Title != "Claims" || r.Sentence == "" {
				t.Errorf("keep %q: record %+v, %v", test.keep, r, err)
			}
		}
	}
}

func TestFilter(t *testing.T) {
	d := openTest(t)
	run(t, d, Job{},
		rec{file: "a", line: 1, id: "arXiv:1", date: "2023", text: "M gets GSM8K=80.0 and MATH=30.0"},
		rec{file: "a", line: 2, id: "arXiv:2", date: "2024-05-10", text: "M gets GSM8K=81.0"},
		rec{file: "a", line: 3, id: "arXiv:3", text: "M gets GSM8K=82.0"})
	one, math, two, three := "arXiv:1 GSM8K=80.0", "arXiv:1 MATH=30.0", "arXiv:2 GSM8K=81.0", "arXiv:3 GSM8K=82.0"
	for _, test := range []struct {
		name string
		f    Filter
		want []string
	}{
		{"all", Filter{}, []string{one, math, two, three}},
		{"benchmark", Filter{Benchmarks: []string{"GSM8K", "DROP"}}, []string{one, two, three}},
		{"paper", Filter{Papers: []string{"arXiv:2"}}, []string{two}},
		{"metric", Filter{Metrics: []string{"F1"}}, nil},
		{"kind, role, rule, method", Filter{Kinds: []string{"score"}, Roles: []string{"proposed"}, Rules: []string{"test"}, Methods: []string{"M"}}, []string{one, math, two, three}},
		{"since", Filter{Since: "2024-05"}, []string{two}},
		{"since a day of a year known", Filter{Since: "2023-06-01"}, []string{one, math, two}},
		{"until", Filter{Until: "2023"}, []string{one, math}},
		{"until a month", Filter{Until: "2024-05"}, []string{one, math, two}},
		{"until the day before", Filter{Until: "2024-05-09"}, []string{one, math}},
		{"before any run", Filter{Run: -1}, nil},
	} {
		t.Run(test.name, func(t *testing.T) { wantClaims(t, d, test.f, test.want...) })
	}
	for by, want := range map[Column]string{Benchmarks: "GSM8K", Methods: "M", Metrics: "accuracy", Kinds: "score", Rules: "test"} {
		counts, err := d.List(ctx, by, Filter{Since: "2023"})
		if err != nil || len(counts) == 0 || counts[0].Name != want {
			t.Errorf("list %s: %v, %v", by, counts, err)
		}
		if tally, err := d.Tally(ctx, by); err != nil || tally[want] < counts[0].Claims {
			t.Errorf("tally %s: %v, %v", by, tally, err)
		}
		if names, err := d.Names(ctx, by); err != nil || !slices.Contains(names, want) {
			t.Errorf("names %s: %v, %v", by, names, err)
		}
	}
}

func TestRunAt(t *testing.T) {
	d := openTest(t)
	run(t, d, Job{})
	run(t, d, Job{Inputs: []string{"a b"}})
	runs, err := d.Runs(ctx)
	if err != nil || len(runs) != 2 || runs[1].Status != Done || runs[1].Inputs[0] != "a b" {
		t.Fatalf("%+v, %v", runs, err)
	}
	for n, started := range []string{"2026-11-19T23:30:00Z", "2026-11-21T08:00:00Z"} {
		if _, err := d.pool.Exec("UPDATE run SET started = ? WHERE n = ?", started, n+1); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]int64{"1": 1, "2": 2, "3": 0, "soon": 0, "2026-13-01": 0,
		"2025": 0, "2026-10": 0, "2026-11-18": 0, "2026-11-19": 1, "2026-11-20": 1, "2026-11-21": 2, "2026-11": 2, "2026": 2, "2027-01-01": 2,
		"2026-11-21T07:59": 1, "2026-11-21T08:00": 2, "2026-11-21T08:30:00+01:00": 1, "2026-11-21T09:00:00+01:00": 2} {
		if n, err := d.RunAt(ctx, text); n != want || (err == nil) != (want > 0) {
			t.Errorf("run at %s is %d, %v", text, n, err)
		}
	}
}

func TestClaimThatWasLost(t *testing.T) {
	d := openTest(t)
	a := rec{file: "a", line: 1, title: "One", text: "M gets GSM8K=84.1"}
	p := a.paper()
	id := a.result(p).Claims[0].ID
	run(t, d, Job{}, a)
	if _, lost, err := d.Claim(ctx, id); lost != 0 || err != nil {
		t.Errorf("lost in %d, %v", lost, err)
	}
	a.text = "nothing"
	run(t, d, Job{}, a)
	if r, lost, err := d.Claim(ctx, id); lost != 2 || err != nil || r.Title != "One" {
		t.Errorf("lost in %d, %v", lost, err)
	}
	if _, _, err := d.Claim(ctx, "no"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := d.Paper(ctx, "no"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}
