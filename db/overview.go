package db

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"claimboard/extract"
)

// Tallies sums up all claims, by benchmark and metric. What earlier runs summed
// up and nobody has changed since is not counted again.
func (d *DB) Tallies(ctx context.Context) ([]extract.Tally, error) {
	var out []extract.Tally
	err := d.snapshot(ctx, func(conn *sql.Conn) (err error) {
		if out, err = storedTallies(ctx, conn); err != nil {
			return err
		}
		fresh, err := countStale(ctx, conn)
		if err == nil {
			out = append(out, fresh.tallies()...)
		}
		return err
	})
	return out, err
}

// snapshot asks several questions of one state of the database.
func (d *DB) snapshot(ctx context.Context, ask func(*sql.Conn) error) error {
	conn, err := d.pool.Conn(ctx)
	if err != nil {
		return d.explain(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return d.explain(err)
	}
	defer conn.ExecContext(background, "ROLLBACK")
	return d.explain(ask(conn))
}

// Sums checks that what earlier runs summed up is what the claims say. It gives
// the boards where it is not, and counts the sums that it looked at.
func (d *DB) Sums(ctx context.Context) (wrong []string, checked int, err error) {
	err = d.snapshot(ctx, func(conn *sql.Conn) error {
		stored, err := storedTallies(ctx, conn)
		if err != nil {
			return err
		}
		c, err := count(ctx, conn, "(SELECT * FROM claim WHERE (benchmark, metric) NOT IN (SELECT benchmark, metric FROM stale)) c")
		if err != nil {
			return err
		}
		left := map[extract.Tally]bool{}
		for _, t := range c.tallies() {
			left[t] = true
		}
		differ := func(t extract.Tally) {
			if board := t.Benchmark + " " + t.Metric; len(wrong) < mostFaults && !slices.Contains(wrong, board) {
				wrong = append(wrong, board)
			}
		}
		for _, t := range stored {
			if !left[t] {
				differ(t)
			}
			delete(left, t)
		}
		for t := range left {
			differ(t)
		}
		checked = len(stored)
		return nil
	})
	slices.Sort(wrong)
	return wrong, checked, err
}

func storedTallies(ctx context.Context, conn *sql.Conn) ([]extract.Tally, error) {
	rows, err := conn.QueryContext(ctx, `
SELECT benchmark, metric, kind, change, papers, newest, unit, bound, ranks, size, fraction, e.claims,
       high, high_best, high_last, low, low_best, low_last
  FROM summary s JOIN ends e USING (benchmark, metric, kind, change)
 WHERE NOT EXISTS (SELECT 1 FROM stale WHERE stale.benchmark = s.benchmark AND stale.metric = s.metric)
 ORDER BY benchmark, metric, kind, change`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []extract.Tally
	for rows.Next() {
		var t extract.Tally
		err := rows.Scan(&t.Benchmark, &t.Metric, &t.Kind, &t.Change, &t.Papers, &t.Newest, &t.Unit, &t.Bound, &t.Ranks, &t.Size, &t.Fraction, &t.Claims,
			&t.High, &t.HighBest, &t.HighLast, &t.Low, &t.LowBest, &t.LowLast)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

// sumUp stores the sums of all boards that are stale.
func (r *Run) sumUp() error {
	fresh, err := countStale(background, r.conn)
	if err != nil {
		return err
	}
	for _, table := range []string{"summary", "ends"} {
		if err := r.exec("DELETE FROM " + table + " WHERE (benchmark, metric) IN (SELECT benchmark, metric FROM stale)"); err != nil {
			return err
		}
	}
	board, err := r.conn.PrepareContext(background, "INSERT INTO summary VALUES (?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer board.Close()
	ends, err := r.conn.PrepareContext(background, "INSERT INTO ends VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer ends.Close()
	for k, b := range fresh.boards {
		if _, err := board.ExecContext(background, k.benchmark, k.metric, k.kind, k.change, b.claims, b.papers, b.newest); err != nil {
			return err
		}
	}
	for _, t := range fresh.tallies() {
		_, err := ends.ExecContext(background, t.Benchmark, t.Metric, t.Kind, t.Change, t.Unit, t.Bound, t.Ranks, t.Size, t.Fraction, t.Claims,
			t.High, t.HighBest, t.HighLast, t.Low, t.LowBest, t.LowLast)
		if err != nil {
			return err
		}
	}
	return r.exec("DELETE FROM stale")
}

// counter sums claims up as they pass, a paper's together.
type counter struct {
	boards map[boardKey]*boardSum
	ends   map[endsKey]*endsSum
}

type boardKey struct{ benchmark, metric, kind, change string }

type boardSum struct {
	claims, papers int
	last           int64 // the paper of the last claim
	newest         string
}

type endsKey struct {
	boardKey
	unit, bound     string
	ranks, fraction bool
	size            int
}

type endsSum struct {
	claims            int
	high, low         leader
	highLast, lowLast float64
}

// leader is the best claim so far, with what tells it from its equals.
type leader struct {
	n                                 int64
	value                             float64
	published, paper, method, setting string
	start                             int64
}

// countStale sums up the boards that are stale. It goes from board to board
// where that is little, else through all claims in order of papers: these lie
// one after another in the file, those of a board all over it.
func countStale(ctx context.Context, conn *sql.Conn) (*counter, error) {
	var few int
	err := conn.QueryRowContext(ctx, "SELECT coalesce(max(n), 0) / 10 FROM result").Scan(&few)
	if err != nil {
		return nil, err
	}
	var stale int
	err = conn.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+claimsOfStale+" LIMIT ?)", few+1).Scan(&stale)
	switch {
	case err != nil:
		return nil, err
	case stale == 0:
		return newCounter(), nil
	case stale > few:
		return count(ctx, conn, "claim c CROSS JOIN stale s ON s.benchmark = c.benchmark AND s.metric = c.metric")
	}
	return count(ctx, conn, claimsOfStale)
}

func newCounter() *counter {
	return &counter{boards: map[boardKey]*boardSum{}, ends: map[endsKey]*endsSum{}}
}

// count sums up the claims that hold of those in a part of the store.
func count(ctx context.Context, conn *sql.Conn, from string) (*counter, error) {
	c := newCounter()
	rows, err := conn.QueryContext(ctx, "SELECT "+countColumns+" FROM "+from+
		" CROSS JOIN paper p ON p.n = c.paper WHERE c.lost_run IS NULL ORDER BY c.paper")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r countRow
		if err := rows.Scan(r.columns()...); err != nil {
			return nil, err
		}
		c.add(&r)
	}
	return c, rows.Err()
}

const claimsOfStale = "stale s CROSS JOIN claim c ON c.benchmark = s.benchmark AND c.metric = s.metric"

const countColumns = `c.n, c.paper, c.benchmark, c.metric, c.kind,
 CASE WHEN c.kind <> 'delta' THEN '' WHEN c.unit IN ('x', '×') THEN 'factor' WHEN c.relative THEN 'relative' ELSE '' END,
 c.unit, c.bound, c.role IN ('proposed', 'evaluated'), c.value, coalesce(c.low, c.value),
 c.unit = '' AND c.value <> 0 AND abs(c.value) <= 1 AND instr(c.value_text, '.') > 0,
 coalesce(p.published, ''), p.id, c.start, c.method, c.setting`

// countRow is what counting needs of a claim.
type countRow struct {
	endsKey
	leader
	owner    int64 // the paper's number
	cautious float64
}

func (r *countRow) columns() []any {
	return []any{&r.n, &r.owner, &r.benchmark, &r.metric, &r.kind, &r.change, &r.unit, &r.bound, &r.ranks, &r.value, &r.cautious,
		&r.fraction, &r.published, &r.paper, &r.start, &r.method, &r.setting}
}

func (c *counter) add(r *countRow) {
	r.size = sizeOf(r.value)
	b := c.boards[r.boardKey]
	if b == nil {
		b = &boardSum{last: -1}
		c.boards[r.boardKey] = b
	}
	b.claims++
	if r.owner != b.last {
		b.papers++
	}
	b.last, b.newest = r.owner, max(b.newest, r.published)

	low, high := r.leader, r.leader
	high.value = r.cautious
	e := c.ends[r.endsKey]
	if e == nil {
		e = &endsSum{high: high, low: low, highLast: high.value, lowLast: low.value}
		c.ends[r.endsKey] = e
	}
	e.claims++
	e.highLast, e.lowLast = min(e.highLast, high.value), max(e.lowLast, low.value)
	if cmp.Or(cmp.Compare(e.high.value, high.value), high.compare(&e.high)) < 0 {
		e.high = high
	}
	if cmp.Or(cmp.Compare(low.value, e.low.value), low.compare(&e.low)) < 0 {
		e.low = low
	}
}

// compare orders claims of one value as a board does.
func (l *leader) compare(o *leader) int {
	return cmp.Or(compareDates(l.published, o.published), strings.Compare(l.paper, o.paper), cmp.Compare(l.start, o.start),
		strings.Compare(l.method, o.method), strings.Compare(l.setting, o.setting), cmp.Compare(l.n, o.n))
}

// compareDates puts the earlier first, and a date that is not known last.
func compareDates(a, b string) int {
	if (a == "") != (b == "") {
		return -strings.Compare(a, b)
	}
	return strings.Compare(a, b)
}

func sizeOf(v float64) int {
	switch {
	case v < -1:
		return -2
	case v < 0:
		return -1
	case v <= 1:
		return 0
	case v <= 100:
		return 1
	}
	return 2
}

// tallies gives the sums, those of a board together.
func (c *counter) tallies() []extract.Tally {
	out := make([]extract.Tally, 0, len(c.ends))
	for k, e := range c.ends {
		b := c.boards[k.boardKey]
		out = append(out, extract.Tally{
			Benchmark: k.benchmark, Metric: k.metric, Kind: k.kind, Change: k.change, Papers: b.papers, Newest: b.newest,
			Unit: k.unit, Bound: k.bound, Ranks: k.ranks, Size: k.size, Fraction: k.fraction, Claims: e.claims,
			High: e.high.n, HighBest: e.high.value, HighLast: e.highLast, Low: e.low.n, LowBest: e.low.value, LowLast: e.lowLast,
		})
	}
	return out
}

// Claims gives the claims with these numbers, each with its paper; brief leaves
// out the sentence and the sources.
func (d *DB) Claims(ctx context.Context, numbers []int64, brief bool) (map[int64]extract.Record, error) {
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	sources, err := d.pool.PrepareContext(ctx, sourceQuery)
	if err != nil {
		return nil, d.explain(err)
	}
	defer sources.Close()
	out := make(map[int64]extract.Record, len(numbers))
	err = d.rows(ctx, "SELECT c.n, "+recordColumns+` FROM json_each(?) AS wanted
 CROSS JOIN claim c ON c.n = wanted.value CROSS JOIN paper p ON p.n = c.paper`, []any{string(list)}, func(rows *sql.Rows) error {
		var n, paper int64
		var r extract.Record
		if err := rows.Scan(append([]any{&n, &paper}, columns(&r)...)...); err != nil {
			return err
		}
		var err error
		if brief {
			r.Sentence = ""
		} else {
			r.Source, err = joinSources(ctx, sources, paper)
		}
		out[n] = r
		return err
	})
	return out, err
}
