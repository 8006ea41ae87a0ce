package db

import (
	"database/sql"
	"fmt"

	"claimboard/extract"
	"claimboard/extract/paper"
)

// claimColumns are the fields of a claim, in the order of fields.
const claimColumns = `id, method, benchmark, metric, metric_implied, value, low, value_text, unit, kind, relative, bound, role, versus, setting, rule, coalesce(sentence, ''), start, "end"`

// fields are pointers to a claim's fields, for reading and writing.
func fields(c *extract.Claim) []any {
	return []any{&c.ID, &c.Method, &c.Benchmark, &c.Metric, &c.MetricImplied, &c.Value, &c.Low, &c.ValueText, &c.Unit,
		&c.Kind, &c.Relative, &c.Bound, &c.Role, &c.Versus, &c.Setting, &c.Rule, &c.Sentence, &c.Start, &c.End}
}

// resultColumns are what a claim is stored in, beside its way and its sentence.
const resultColumns = `id, method, benchmark, metric, value, low, value_text, versus, setting, start, "end", way, sentence, paper, first_run`

// appendValues appends the first of those as they are bound to a statement.
func appendValues(to []any, c *extract.Claim) []any {
	var low any
	if c.Low != nil {
		low = *c.Low
	}
	return append(to, c.ID, c.Method, c.Benchmark, c.Metric, c.Value, low, c.ValueText, c.Versus, c.Setting, c.Start, c.End)
}

// way is what many claims have in common.
type way struct {
	rule, kind, role, bound, unit string
	relative, metricImplied       bool
}

func (r *Run) readWays() error {
	r.ways = map[way]int64{}
	rows, err := r.conn.QueryContext(background, "SELECT n, rule, kind, role, bound, unit, relative, metric_implied FROM way")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var w way
		if err := rows.Scan(&n, &w.rule, &w.kind, &w.role, &w.bound, &w.unit, &w.relative, &w.metricImplied); err != nil {
			return err
		}
		r.ways[w] = n
	}
	return rows.Err()
}

// wayOf gives the number of a claim's way, which it stores if it is new.
func (r *Run) wayOf(c *extract.Claim) (int64, error) {
	w := way{c.Rule, c.Kind, c.Role, c.Bound, c.Unit, c.Relative, c.MetricImplied}
	if n, ok := r.ways[w]; ok {
		return n, nil
	}
	var n int64
	err := r.conn.QueryRowContext(background, `INSERT INTO way (rule, kind, role, bound, unit, relative, metric_implied)
VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING n`, w.rule, w.kind, w.role, w.bound, w.unit, w.relative, w.metricImplied).Scan(&n)
	r.ways[w] = n
	return n, err
}

// storedClaim is a claim as it is stored.
type storedClaim struct {
	extract.Claim
	n, firstRun int64
	closed      bool // by this run
}

// rewrite makes a paper's claims those of res, and says whether any differed.
func (r *Run) rewrite(w *row, p *paper.Paper, res extract.Result, isNew bool) (bool, error) {
	var old []storedClaim
	if !isNew {
		var err error
		if old, err = r.claims(w.n); err != nil {
			return false, err
		}
	}
	d := differences(old, named(w.id, p, res.Claims))
	if err := r.gain(w.n, d.gained); err != nil {
		return false, err
	}
	for _, c := range d.regained {
		if err := r.regain(c); err != nil {
			return false, err
		}
	}
	for _, c := range d.lost {
		if err := r.lose(c); err != nil {
			return false, err
		}
	}
	return len(d.gained)+len(d.regained)+len(d.lost) > 0, nil
}

// difference is what changes a paper's claims into others. Claims that are
// equal in every field are no part of it.
type difference struct {
	gained   []extract.Claim
	regained []*storedClaim // that this run had closed
	lost     []*storedClaim
}

func differences(old []storedClaim, now []extract.Claim) difference {
	if len(old) == 0 {
		return difference{gained: now}
	}
	var d difference
	byKey := map[claimKey][]*storedClaim{} // a paper may say the same twice
	for i := range old {
		k := keyOf(&old[i].Claim)
		byKey[k] = append(byKey[k], &old[i])
	}
	matched := map[*storedClaim]bool{}
	for i := range now {
		k := keyOf(&now[i])
		same := byKey[k]
		if len(same) == 0 {
			d.gained = append(d.gained, now[i])
			continue
		}
		byKey[k] = same[1:]
		matched[same[0]] = true
		if same[0].closed {
			d.regained = append(d.regained, same[0])
		}
	}
	for i := range old {
		if c := &old[i]; !matched[c] && !c.closed {
			d.lost = append(d.lost, c)
		}
	}
	return d
}

// claims are those of a paper that hold, or that this run has closed.
func (r *Run) claims(paper int64) ([]storedClaim, error) {
	if paper <= r.gained {
		if err := r.addWaiting(); err != nil {
			return nil, err
		}
	}
	rows, err := r.stmts.claims.stored(paper, r.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []storedClaim
	for rows.Next() {
		var c storedClaim
		if err := rows.Scan(append(fields(&c.Claim), &c.n, &c.firstRun, &c.closed)...); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// gain adds claims of a paper, and their sentences.
func (r *Run) gain(paper int64, claims []extract.Claim) error {
	for i := range claims {
		c := &claims[i]
		if i == 0 || c.Sentence != claims[i-1].Sentence {
			r.sentence++
			if err := r.wait(&r.queues.sentences, r.sentence, c.Sentence); err != nil {
				return err
			}
		}
		way, err := r.wayOf(c)
		if err != nil {
			return err
		}
		r.Counts.ClaimsNew++
		r.gained = max(r.gained, paper)
		results := &r.queues.results
		results.values = appendValues(results.values, c)
		if err := r.wait(results, way, r.sentence, paper, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// lose closes a claim. One that this run itself made was never there.
func (r *Run) lose(c *storedClaim) error {
	if c.firstRun == r.ID {
		r.Counts.ClaimsNew--
		return r.stmts.dropClaim.exec(c.n)
	}
	r.Counts.ClaimsLost++
	return r.stmts.closeClaim.exec(r.ID, c.n)
}

// regain opens a claim again that this run had closed.
func (r *Run) regain(c *storedClaim) error {
	r.Counts.ClaimsLost--
	return r.stmts.reopen.exec(c.n)
}

// claimKey is all of a claim, for comparing.
type claimKey struct {
	extract.Claim // without Low
	low           sql.NullFloat64
}

func keyOf(c *extract.Claim) claimKey {
	k := claimKey{Claim: *c}
	if c.Low != nil {
		k.low = sql.NullFloat64{Float64: *c.Low, Valid: true}
	}
	k.Low = nil
	return k
}

// named gives the claims the ids that they have under the stored paper's id,
// which is the record's unless the paper was first met under another.
func named(id string, p *paper.Paper, claims []extract.Claim) []extract.Claim {
	if id == p.ID {
		return claims
	}
	out := make([]extract.Claim, len(claims))
	for i, c := range claims {
		c.ID = c.IDIn(id)
		out[i] = c
	}
	return out
}

func hex12(n int64) string { return fmt.Sprintf("%012x", uint64(n)>>16) }
