package db

import "testing"

// A run that adds many claims has no indexes for readers while it does, nor if it
// is killed: they read the same, and the next run that is done makes them.
func TestIndexes(t *testing.T) {
	defer func(was int64) { manyClaims = was }(manyClaims)
	manyClaims = 4
	d := openTest(t)
	want := func(when string, n int) {
		t.Helper()
		var has int
		if err := d.pool.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name IN ('result_benchmark', 'result_id')").Scan(&has); err != nil || has != n {
			t.Errorf("%s there are %d indexes, %v", when, has, err)
		}
	}
	r := begin(t, d, Job{})
	feed(t, r, nth(1))
	feed(t, r, nth(2))
	kill(t, r)
	want("after a run that was killed", 0)
	wantClaims(t, d, Filter{Benchmarks: []string{"GSM8K"}}, "arXiv:1 GSM8K=1", "arXiv:2 GSM8K=2")
	if c, _, err := d.Claim(ctx, nth(2).result(nth(2).paper()).Claims[0].ID); err != nil || c.PaperID != "arXiv:2" {
		t.Errorf("the claim is %+v, %v", c, err)
	}
	check(t, d)

	wantCounts(t, "going on", run(t, d, Job{}, nth(1), nth(2), nth(3)), Counts{Records: 3, Unchanged: 2, New: 1, ClaimsNew: 2})
	want("after a run that was done", 2)
	check(t, d)
	r = begin(t, d, Job{})
	for i := range 9 {
		feed(t, r, nth(i))
	}
	commit(t, r)
	want("in a run that adds more than there was", 0)
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	want("at its end", 2)
	check(t, d)
}

// Only a run that makes an index has less memory from there on.
func TestIndexesThatAreThere(t *testing.T) {
	d := openTest(t)
	run(t, d, Job{}, nth(1))
	r := begin(t, d, Job{})
	for _, step := range []struct {
		query string
		want  int
	}{
		{"SELECT 1", -8000},
		{"DROP INDEX result_id", -2000},
	} {
		if err := r.exec(step.query); err != nil {
			t.Fatal(err)
		}
		if err := r.transaction(r.makeIndexes); err != nil {
			t.Fatal(err)
		}
		var cache int
		if err := r.conn.QueryRowContext(ctx, "PRAGMA cache_size").Scan(&cache); err != nil || cache != step.want {
			t.Errorf("after %s the cache is %d, %v", step.query, cache, err)
		}
	}
	if err := r.End(Done); err != nil {
		t.Fatal(err)
	}
	check(t, d)
}
