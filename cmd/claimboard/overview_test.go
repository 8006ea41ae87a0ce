package main

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/leaderboard"
	"claimboard/rules"
)

// The overview of what the database has summed up is that of its claims,
// whatever they are, and whatever has happened to them.
func TestOverviewOfSums(t *testing.T) {
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	store, err := db.Open(filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	settled := 0
	for seed := range uint64(25) {
		random := rand.New(rand.NewPCG(seed, 1))
		run, err := store.Begin(t.Context(), db.Job{Rules: fmt.Sprint("rules ", seed/3)})
		if err != nil {
			t.Fatal(err)
		}
		for range 12 {
			p, res := randomPaper(random)
			if _, err := run.Save(db.Place{File: "test", Line: random.IntN(60), Hash: random.Int64N(1000)}, p, res); err != nil {
				t.Fatal(err)
			}
			if random.IntN(8) == 0 {
				settled += sameOverview(t, store, set) // while a run is under way
			}
		}
		status := db.Done
		if seed%5 == 4 {
			status = db.Interrupted // and does not sum up
		}
		if err := run.End(status); err != nil {
			t.Fatal(err)
		}
		settled += sameOverview(t, store, set)
	}
	if settled < 1000 {
		t.Errorf("only %d boards came out of the sums alone", settled)
	}
}

// sameOverview compares both overviews, of each kind of board, and counts the
// boards that the sums alone settle.
func sameOverview(t *testing.T, store *db.DB, set *rules.Set) (settled int) {
	t.Helper()
	for _, o := range []leaderboard.Options{{}, {Kind: extract.Delta}, {Kind: leaderboard.All, MinPapers: 2}} {
		records := recordsOf(t, store, db.Filter{})
		want := leaderboard.Overview(records, set, o)
		tallies, err := store.Tallies(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sums := leaderboard.SumUp(slices.Values(tallies), set, o)
		leaders, err := store.Claims(t.Context(), sums.Leaders(), false)
		if err != nil {
			t.Fatal(err)
		}
		benchmarks, metrics := sums.Unsettled()
		got := sums.Summaries(leaders, recordsOf(t, store, db.Filter{Benchmarks: benchmarks, Metrics: metrics}))
		if len(got) != len(want) {
			t.Fatalf("%d boards, want %d", len(got), len(want))
		}
		for i := range want {
			if !reflect.DeepEqual(forTest(got[i]), forTest(want[i])) {
				t.Fatalf("%+v:\n%s\nis not\n%s", o, forTest(got[i]), forTest(want[i]))
			}
		}
		settled += len(want) - len(benchmarks)
	}
	return settled
}

// forTest writes a summary out, pointers followed.
func forTest(s leaderboard.Summary) string {
	best, last, low := "nothing", "nothing", "none"
	if s.Best != nil {
		if s.Best.Low != nil {
			low = fmt.Sprint(*s.Best.Low)
		}
		record := s.Best.Record
		record.Low = nil
		best, last = fmt.Sprintf("%v %v low %s %+v", s.Best.Common, s.Best.Marks, low, record), fmt.Sprint(*s.Last)
	}
	s.Best, s.Last = nil, nil
	return fmt.Sprintf("%+v\n best %s\n last %s", s, best, last)
}

func recordsOf(t *testing.T, store *db.DB, f db.Filter) iter.Seq[extract.Record] {
	return func(yield func(extract.Record) bool) {
		for r, err := range store.Records(t.Context(), f) {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(r) {
				return
			}
		}
	}
}

// randomPaper is one of a few papers, with claims that tie, clash and change
// with the abstract, and a date that changes without them.
func randomPaper(random *rand.Rand) (*paper.Paper, extract.Result) {
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	n := random.IntN(30)
	id, text := strconv.Itoa(n), random.IntN(3)
	p := &paper.Paper{ID: "arXiv:2401.000" + id, Title: "Paper " + id, Published: pick("", "2023", "2024-01", "2024-01-15", "2025-03-01"),
		Updated: pick("2024-02-0", "2025-02-0") + strconv.Itoa(1+random.IntN(9)), Abstract: "text " + strconv.Itoa(text)}
	random = rand.New(rand.NewPCG(uint64(n), uint64(text)))
	res := extract.Result{Values: true}
	for start := range random.IntN(7) {
		c := extract.Claim{
			Benchmark: pick("GSM8K", "GSM8K", "ImageNet", "FooBench", "Foo-Bench"), Metric: pick("accuracy", "accuracy", "WER", "MOS", "zest", ""),
			Method: pick("A", "B", "our method"), MetricImplied: random.IntN(4) == 0,
			Value: []float64{0.5, 84.1, 84.1, 100, 101, 0, 1, -3, 0.84, 2.5, 4}[random.IntN(11)], Unit: pick("", "", "%", "%", "x", "s"),
			Kind: pick(extract.Score, extract.Score, extract.Delta), Relative: random.IntN(3) == 0,
			Bound: pick(extract.Exact, extract.Exact, extract.Exact, extract.AtLeast, extract.AtMost, extract.Approx),
			Role:  pick(extract.Proposed, extract.Proposed, extract.Evaluated, extract.Baseline), Setting: pick("", "5-shot"),
			Rule: "test", Sentence: "A sentence.", Start: start, End: start + 1,
		}
		c.ValueText = strconv.FormatFloat(c.Value, 'f', -1, 64)
		if random.IntN(5) == 0 {
			low := c.Value - float64(random.IntN(3))
			c.Low = &low
		}
		c.ID = c.IDIn(p.ID)
		res.Claims = append(res.Claims, c)
	}
	return p, res
}
