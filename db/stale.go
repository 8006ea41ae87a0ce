package db

import (
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"

	"claimboard/extract"
	"claimboard/extract/paper"
)

// Stored is a paper that is to be looked at again.
type Stored struct {
	*paper.Paper
	// Former is the rule set of Compare that it was last read under. It is 0 for a
	// paper that must be read again, whatever differs.
	Former int64
	// Notes are what was noted when it was.
	Notes extract.Notes
	n     int64
}

// Stale yields the papers that are to be looked at again, because the rules
// changed or one did not finish, and whose abstracts are kept, but for those
// that CountStale has passed over. Their IDs are the database's. Pass each to
// Update or, if its claims cannot differ, to Pass.
func (r *Run) Stale(yield func(Stored, error) bool) {
	if r.noneStale {
		r.allRead = true
		return
	}
	last := int64(0)
	for {
		papers, more, err := r.staleAfter(&last)
		if err != nil {
			yield(Stored{}, err)
			return
		}
		for _, p := range papers {
			r.left.Add(1)
			if !yield(p, nil) {
				return
			}
		}
		if !more {
			r.allRead = true
			return
		}
	}
}

const stalePage = 500

// staleAfter reads a page: one long read would keep SQLite from folding its
// log into the file.
func (r *Run) staleAfter(last *int64) (papers []Stored, more bool, err error) {
	rows := 0
	err = r.db.rows(background, `
SELECT n, id, coalesce(title, ''), coalesce(abstract, ''), abstract IS NOT NULL, holds, faults IS NOT NULL, ruleset, notes
  FROM paper WHERE n > ?4 AND `+r.stale()+` AND NOT `+r.beyond()+` AND (abstract IS NOT NULL OR holds > 0) ORDER BY n LIMIT ?5`,
		append(r.staleArgs(), *last, stalePage), func(row *sql.Rows) error {
			rows++
			p := Stored{Paper: &paper.Paper{}}
			var kept, faulty bool
			var holds int
			var set int64
			if err := row.Scan(&p.n, &p.ID, &p.Title, &p.Abstract, &kept, &holds, &faulty, &set, (*[]byte)(&p.Notes)); err != nil {
				return err
			}
			*last = p.n
			if !kept {
				r.unkept[set] = true
				return nil
			}
			base := r.base[set]
			if _, compared := r.compared[base]; compared && !faulty && !r.again && holds >= r.Keep.least() {
				p.Former = base
			}
			papers = append(papers, p)
			return nil
		})
	return papers, rows == stalePage, err
}

// CountStale counts the papers that Stale will yield, and those that it cannot
// give because their abstracts are not kept. Those that no change of the rules
// reaches it passes over.
func (r *Run) CountStale() (kept, passed, unkept int, err error) {
	// With the limit, SQLite works each paper out once.
	err = r.db.rows(background, `
SELECT count(*) FILTER (WHERE kept AND NOT beyond), count(*) FILTER (WHERE kept AND beyond), count(*) FILTER (WHERE NOT kept AND NOT beyond)
  FROM (SELECT abstract IS NOT NULL AS kept, `+r.beyond()+` AS beyond FROM paper WHERE holds > -1 AND `+r.stale()+` LIMIT -1)`,
		r.staleArgs(), func(rows *sql.Rows) error { return rows.Scan(&kept, &passed, &unkept) })
	r.Counts.Records += passed
	r.Counts.Unchanged += passed
	r.noneStale = err == nil && kept+unkept == 0
	return kept, passed, unkept, err
}

// stale is the condition of papers that other rules than the run's last looked
// at, or that are to be looked at in any case.
func (r *Run) stale() string {
	return "(ruleset IN " + r.sets(func(base int64) bool { return base != r.ruleset }) + " OR faults IS NOT NULL OR ?1)"
}

// beyond is the condition of papers that no change of the rules reaches: they
// hold no value, or have not come as far as the change goes. How far they have come
// the first byte of their notes says.
func (r *Run) beyond() string {
	deeper := func(than extract.Depth) string {
		return r.sets(func(base int64) bool { reach, ok := r.compared[base]; return ok && reach.Depth > than })
	}
	compared := r.sets(func(base int64) bool { _, ok := r.compared[base]; return ok })
	named := "" // or it would be looked up for each paper
	if len(r.reached()) > 0 {
		named = " AND id NOT IN (SELECT value FROM json_each(?3))"
	}
	return "(NOT ?1 AND faults IS NULL AND (abstract IS NULL OR holds >= ?2)" +
		" AND (holds < 1 AND ruleset IN " + compared +
		" OR notes IS NOT NULL AND (notes = X'' AND ruleset IN " + deeper(extract.Unmatched) +
		" OR notes < X'01' AND ruleset IN " + deeper(extract.Matched) + "))" + named + ")"
}

// sets lists the rule sets that stand for one of some kind.
func (r *Run) sets(of func(base int64) bool) string {
	var list []string
	for n, base := range r.base {
		if of(base) {
			list = append(list, strconv.FormatInt(n, 10))
		}
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// staleArgs are the arguments of stale and beyond.
func (r *Run) staleArgs() []any {
	text, _ := json.Marshal(r.reached()) // texts always can be
	return []any{r.again, r.Keep.least(), string(text)}
}

// reached are the papers that changes of the rules reach whatever they hold, by id.
func (r *Run) reached() []string {
	papers := []string{}
	for _, reach := range r.compared {
		papers = append(papers, reach.Papers...)
	}
	return papers
}
