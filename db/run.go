package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// Job says what a run is to do.
type Job struct {
	Rules   string   // the rule set's hash
	Builtin string   // the hash of the built-in rules
	Files   string   // the user's rule files, in a form that Former gives back
	Version string   // of the program
	Inputs  []string // as given; none where the stored abstracts are read again
	Keep    Keep     // "" keeps what the run before kept, at first KeepValues
	// Again has every paper looked at, though neither it nor the rules changed.
	Again bool
	// Waiting is called once if another run has to end first.
	Waiting func()
}

// Counts are of records, but for claims.
type Counts struct {
	Records    int // all that were read, or could not be
	New        int // of papers that the database did not have
	Changed    int // whose paper, or its claims, changed
	Again      int // of papers known from another place
	Unchanged  int
	Unreadable int

	ClaimsNew, ClaimsLost int
}

// Status is how a run ended.
type Status string

// Killed runs stay Running.
const (
	Running     Status = "running"
	Done        Status = "done"
	Interrupted Status = "interrupted"
	Failed      Status = "failed"
)

// A batch of papers is committed after so many, or so long.
const (
	batchSize = 1000
	batchTime = time.Second
)

// Run writes the papers of one extraction. Its methods are for one goroutine,
// but for Known.
type Run struct {
	// ID is the run's number.
	ID int64
	// Keep is the policy in force.
	Keep Keep
	// Counts grow as papers are saved.
	Counts Counts

	db      *DB
	conn    *sql.Conn
	lock    *lock
	stmts   statements
	ruleset int64
	again   bool
	began   time.Time

	lastPaper int64 // the newest paper of the runs before
	lastClaim int64 // the newest claim of the runs before
	unindexed bool  // the run does without the indexes of readers
	turn      int64 // of the newest source
	sentence  int64 // the newest
	ways      map[way]int64
	file      openFile
	forgotten map[spot]int64
	keys      *keySet         // nil until it pays
	newest    int64           // paper
	keyed     int64           // the last paper that all keys are stored of, those before it included
	waiting   map[int64]int64 // papers by keys that are not stored yet
	sought    int64           // papers looked for by id and title
	gained    int64           // the last paper by number that a claim was added to

	base     map[int64]int64 // what rule sets stand for, themselves too
	compared map[int64]Reach // of former rule sets that the caller can compare
	unkept   map[int64]bool  // rule sets of which a paper could not be looked at
	allRead  bool            // Stale came to its end
	// noneStale says that CountStale has found none that Stale could yield.
	noneStale bool
	left      atomic.Int64 // papers of Stale that were neither updated nor passed

	queues     queues
	lastTitle  string // of which titleKey was asked
	lastKey    int64
	batch      int // papers since the last commit
	batchBegan time.Time
	inBatch    bool
	err        error // the first failure; nothing is written after it
}

// Begin starts a run, after waiting for any other to end.
func (d *DB) Begin(ctx context.Context, job Job) (*Run, error) {
	l, err := lockRuns(ctx, d.path, job.Waiting)
	if err != nil {
		return nil, d.explain(err)
	}
	r := &Run{db: d, lock: l, again: job.Again, began: time.Now(), forgotten: map[spot]int64{}, queues: newQueues()}
	if err := r.begin(job); err != nil {
		if r.conn != nil {
			r.exec("ROLLBACK")
			r.stmts.close()
			r.queues.close()
			r.conn.Close()
		}
		l.release()
		return nil, d.explain(err)
	}
	return r, nil
}

func (r *Run) begin(job Job) (err error) {
	if r.conn, err = r.db.pool.Conn(background); err != nil {
		return err
	}
	// The writer alone has a large cache, in KiB: for what comes in no order.
	if err := r.exec("PRAGMA cache_size = -8000"); err != nil {
		return err
	}
	if err := r.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if r.Keep = job.Keep; r.Keep == "" {
		r.Keep = KeepValues
		err := r.conn.QueryRowContext(background, "SELECT keep FROM run ORDER BY n DESC LIMIT 1").Scan(&r.Keep)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if err := r.enterRules(job); err != nil {
		return err
	}
	if err := r.readWays(); err != nil {
		return err
	}
	inputs, err := json.Marshal(append([]string{}, job.Inputs...))
	if err != nil {
		return err
	}
	err = r.conn.QueryRowContext(background, "INSERT INTO run (started, ruleset, inputs, keep) VALUES (?, ?, ?, ?) RETURNING n",
		r.began.UTC().Format(time.RFC3339), r.ruleset, string(inputs), string(r.Keep)).Scan(&r.ID)
	if err != nil {
		return err
	}
	err = r.conn.QueryRowContext(background, `SELECT (SELECT coalesce(max(n), 0) FROM paper), (SELECT coalesce(max(n), 0) FROM result),
 (SELECT coalesce(max(turn), 0) FROM source), (SELECT coalesce(max(n), 0) FROM sentence)`).Scan(&r.lastPaper, &r.lastClaim, &r.turn, &r.sentence)
	if err != nil {
		return err
	}
	r.newest = r.lastPaper
	if err := r.exec("COMMIT"); err != nil {
		return err
	}
	if err := r.prepare(); err != nil {
		return err
	}
	return r.completeKeys()
}

// background is never done: a transaction that has begun is finished. (With a
// context that can end, the driver also starts a goroutine a statement.)
var background = context.Background()

func (r *Run) exec(query string, args ...any) error {
	_, err := r.conn.ExecContext(background, query, args...)
	return err
}

// transaction does some work whole or not at all.
func (r *Run) transaction(work func() error) error {
	if err := r.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := work()
	if err == nil {
		err = r.exec("COMMIT")
	}
	if err != nil {
		r.exec("ROLLBACK")
	}
	return err
}

// Known says which of the places, all of one file, need not be read again:
// the record is as it was, and its paper was looked at under these rules.
// It may be called while another goroutine saves. Each true is to be followed,
// in the records' order, by Skip.
func (r *Run) Known(places []Place) ([]bool, error) {
	known := make([]bool, len(places))
	if len(places) == 0 || r.lastPaper == 0 || r.again {
		return known, nil
	}
	at := map[Place]int{}
	low, high := places[0].Line, places[0].Line
	for i, p := range places {
		low, high = min(low, p.Line), max(high, p.Line)
		at[Place{Line: p.Line, Hash: p.Hash}] = i
	}
	err := r.db.rows(background, knownQuery, []any{r.db.key(places[0].File), low, high, r.ruleset, r.Keep.least()},
		func(rows *sql.Rows) error {
			var p Place
			if err := rows.Scan(&p.Line, &p.Hash); err != nil {
				return err
			}
			if i, ok := at[p]; ok {
				known[i] = true
			}
			return nil
		})
	return known, err
}

const knownQuery = `
SELECT s.line, s.hash FROM source s JOIN paper p ON p.n = s.paper
 WHERE s.file = (SELECT n FROM file WHERE path = ?1) AND s.line BETWEEN ?2 AND ?3
   AND p.ruleset IN (SELECT n FROM ruleset WHERE n = ?4 OR stands_for = ?4) AND p.faults IS NULL AND (p.abstract IS NOT NULL) = (p.holds >= ?5)`

// Tick commits what has waited long enough. Call it about every second.
func (r *Run) Tick() error {
	if r.inBatch && (r.batch >= batchSize || time.Since(r.batchBegan) >= batchTime) {
		return r.commit()
	}
	return r.err
}

// batched does one paper's work inside the batch's transaction.
func (r *Run) batched(work func() error) error {
	if r.err != nil {
		return r.err
	}
	if !r.inBatch {
		if err := r.exec("BEGIN IMMEDIATE"); err != nil {
			return r.fail(err)
		}
		r.inBatch, r.batch, r.batchBegan = true, 0, time.Now()
	}
	if err := work(); err != nil {
		return r.fail(err)
	}
	r.batch++
	return r.Tick()
}

func (r *Run) commit() error {
	if err := r.addWaiting(); err != nil {
		return r.fail(err)
	}
	if len(r.waiting) >= keysAtOnce {
		if err := r.storeKeys(); err != nil {
			return r.fail(err)
		}
	}
	if err := r.dropIndexes(); err != nil {
		return r.fail(err)
	}
	if err := r.exec("COMMIT"); err != nil {
		return r.fail(err)
	}
	r.inBatch = false
	return nil
}

// fail keeps the first failure and undoes the batch, so that papers stay whole.
func (r *Run) fail(err error) error {
	if r.err == nil {
		r.err = r.db.explain(err)
		if r.inBatch {
			r.exec("ROLLBACK")
			r.inBatch = false
		}
	}
	return r.err
}

// finish does what was put off until the papers are stored.
func (r *Run) finish(status Status) error {
	if len(r.waiting) > 0 || r.keyed != r.newest {
		if err := r.transaction(r.storeKeys); err != nil {
			return err
		}
	}
	if status != Done { // who interrupts does not want to wait
		return nil
	}
	for _, work := range []func() error{r.settle, r.makeIndexes, r.sumUp} {
		if err := r.transaction(work); err != nil {
			return err
		}
	}
	return nil
}

// End commits, records how the run went, and lets the next one begin. After a
// failure it still tries to record that.
func (r *Run) End(status Status) error {
	defer r.lock.release()
	defer r.conn.Close()
	defer r.stmts.close()
	defer r.queues.close()
	if r.inBatch {
		r.commit()
	}
	if r.err == nil {
		if err := r.finish(status); err != nil {
			r.fail(err)
		}
	}
	if r.err != nil {
		status = Failed
	}
	c := &r.Counts
	err := r.exec(`UPDATE run SET seconds = ?, status = ?, records = ?, new = ?, changed = ?, again = ?, unchanged = ?,
 unreadable = ?, claims_new = ?, claims_lost = ? WHERE n = ?`,
		time.Since(r.began).Seconds(), string(status), c.Records, c.New, c.Changed, c.Again, c.Unchanged,
		c.Unreadable, c.ClaimsNew, c.ClaimsLost, r.ID)
	if r.err != nil {
		return r.err
	}
	if err != nil {
		return r.db.explain(fmt.Errorf("closing run %d: %w", r.ID, err))
	}
	return r.db.explain(r.exec("PRAGMA optimize"))
}
