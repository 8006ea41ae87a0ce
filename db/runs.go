package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// RunInfo is a run on record.
type RunInfo struct {
	ID      int64
	Started time.Time
	Seconds float64 // 0 where it did not end
	Status  Status
	Rules   string // the rule set's hash
	Version string // the program's
	Inputs  []string
	Keep    Keep
	Counts  Counts
}

// Runs lists the runs, the first first.
func (d *DB) Runs(ctx context.Context) ([]RunInfo, error) {
	var out []RunInfo
	err := d.rows(ctx, `
SELECT run.n, started, coalesce(seconds, 0), status, hash, version, inputs, keep,
       records, new, changed, again, unchanged, unreadable, claims_new, claims_lost
  FROM run JOIN ruleset ON ruleset.n = run.ruleset ORDER BY run.n`, nil, func(rows *sql.Rows) error {
		var r RunInfo
		var started, inputs string
		c := &r.Counts
		err := rows.Scan(&r.ID, &started, &r.Seconds, &r.Status, &r.Rules, &r.Version, &inputs, &r.Keep,
			&c.Records, &c.New, &c.Changed, &c.Again, &c.Unchanged, &c.Unreadable, &c.ClaimsNew, &c.ClaimsLost)
		if err != nil {
			return err
		}
		if r.Started, err = time.Parse(time.RFC3339, started); err != nil {
			return fmt.Errorf("run %d: %w", r.ID, err)
		}
		err = json.Unmarshal([]byte(inputs), &r.Inputs)
		out = append(out, r)
		return err
	})
	return out, err
}

// RunAt gives the run that a person means by its number, or by a date (UTC, or
// its beginning): the last one that started by the end of that time.
func (d *DB) RunAt(ctx context.Context, text string) (int64, error) {
	var run int64
	var err error
	none := fmt.Errorf("no run %s; see claimboard list runs", text)
	if n, e := strconv.ParseInt(text, 10, 64); e == nil && len(text) < 4 {
		err = d.pool.QueryRowContext(ctx, "SELECT n FROM run WHERE n = ?", n).Scan(&run)
	} else if at := utc(text); at == "" {
		return 0, fmt.Errorf("%q is neither a run, as run:3, nor a date like 2026-11-21", text)
	} else {
		none = errors.New("no run had started by then; see claimboard list runs")
		err = d.pool.QueryRowContext(ctx, "SELECT n FROM run WHERE substr(started, 1, length(?1)) <= ?1 ORDER BY started DESC, n DESC LIMIT 1", at).Scan(&run)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return 0, none
	}
	return run, d.explain(err)
}

// utc is a time, or the beginning of one, as runs are dated; "" for what is none.
func utc(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	for _, layout := range []string{"2006", "2006-01", time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if _, err := time.Parse(layout, s); err == nil {
			return s
		}
	}
	return ""
}
