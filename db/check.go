package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Size is how much is in a database.
type Size struct {
	Papers, WithClaims, Abstracts int
	Sources, Files                int
	Claims, Lost                  int // that hold; that did once
	Runs                          int
	Bytes                         int64 // of the file
}

// Size counts what is there.
func (d *DB) Size(ctx context.Context) (Size, error) {
	var s Size
	err := d.pool.QueryRowContext(ctx, `
SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM paper WHERE holds = 2), (SELECT count(*) FROM paper WHERE abstract IS NOT NULL),
       (SELECT count(*) FROM source), (SELECT count(*) FROM file),
       (SELECT count(*) FROM result WHERE lost_run IS NULL), (SELECT count(*) FROM result WHERE lost_run IS NOT NULL),
       (SELECT count(*) FROM run), (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)`).Scan(
		&s.Papers, &s.WithClaims, &s.Abstracts, &s.Sources, &s.Files, &s.Claims, &s.Lost, &s.Runs, &s.Bytes)
	return s, d.explain(err)
}

// mostFaults bounds what one check lists.
const mostFaults = 10

// Integrity has SQLite check the file's structure and the references between
// tables. It gives what is wrong, nothing where all is well.
func (d *DB) Integrity(ctx context.Context) ([]string, error) {
	var faults []string
	err := d.rows(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", mostFaults), nil, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if line != "ok" {
			faults = append(faults, strings.Split(line, "\n")...)
		}
		return err
	})
	if IsDamaged(err) {
		return append(faults, err.Error()), nil
	}
	if err != nil || len(faults) > 0 {
		return faults, err
	}
	err = d.rows(ctx, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT ?", []any{mostFaults}, func(rows *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		err := rows.Scan(&table, &row, &parent)
		fault := fmt.Sprintf("%s row %d refers to a missing %s", table, row.Int64, parent)
		if !row.Valid { // the table has no row numbers
			fault = fmt.Sprintf("a row of %s refers to a missing %s", table, parent)
		}
		faults = append(faults, fault)
		return err
	})
	return slices.Compact(faults), err
}

// Unkeyed gives papers that are not found by their titles or further ids, so that
// another record of one would be stored as a paper of its own.
func (d *DB) Unkeyed(ctx context.Context) ([]string, error) {
	var keys [][2]int64 // and their papers
	var papers []int64
	look := func() error {
		found, err := d.unstored(ctx, keys)
		keys = keys[:0]
		papers = append(papers, found...)
		slices.Sort(papers)
		papers = slices.Compact(papers)
		return err
	}
	err := d.rows(ctx, fmt.Sprintf(keysOf, "<="), nil, func(rows *sql.Rows) error {
		if len(papers) >= mostFaults {
			return nil
		}
		key, n, err := scanKey(rows)
		if err != nil {
			return err
		}
		if key == 0 {
			return nil
		}
		if keys = append(keys, [2]int64{hint(key), n}); len(keys) < keysAtOnce {
			return nil
		}
		return look()
	})
	if err == nil {
		err = look()
	}
	if err != nil || len(papers) == 0 {
		return nil, err
	}
	list, _ := json.Marshal(papers[:min(len(papers), mostFaults)]) // numbers always can be
	var ids []string
	err = d.rows(ctx, "SELECT id FROM paper WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n", []any{string(list)}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// unstored gives some papers of which a key is not stored. It looks for the keys
// in their order, so that each page is read once.
func (d *DB) unstored(ctx context.Context, keys [][2]int64) ([]int64, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	slices.SortFunc(keys, func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) })
	list, _ := json.Marshal(keys)
	var papers []int64
	err := d.rows(ctx, `
SELECT DISTINCT value ->> 1 FROM json_each(?)
 WHERE NOT EXISTS (SELECT 1 FROM paper_key WHERE hash = value ->> 0 AND paper = value ->> 1) LIMIT ?`, []any{string(list), mostFaults}, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		papers = append(papers, n)
		return err
	})
	return papers, err
}

// SpanCheck is how the stored claims stand to the bytes that they point at.
type SpanCheck struct {
	Wrong   []string // the first claims that point at something else, whose value is infinite, or whose sentence is gone
	Files   []string // that their papers were read from, sorted
	Checked int
	Unkept  int // claims whose abstract is not kept
}

// Spans checks that each claim's bytes of the abstract are its value's text, that
// the value is a number that such a text can be, and that there is a sentence.
func (d *DB) Spans(ctx context.Context) (*SpanCheck, error) {
	check := &SpanCheck{}
	files := map[string]bool{}
	err := d.rows(ctx, `
SELECT p.id, c.id, c.value, coalesce(c.low, 0), c.start, c."end", c.value_text, p.abstract IS NOT NULL, CAST(substr(CAST(p.abstract AS BLOB), c.start + 1, c."end" - c.start) AS TEXT), c.sentence IS NULL,
       coalesce((SELECT f.name FROM source s CROSS JOIN file f ON f.n = s.file WHERE (s.n = p.n OR s.other = p.n) AND s.turn = p.used), '')
  FROM claim c JOIN paper p ON p.n = c.paper WHERE c.lost_run IS NULL`, nil, func(rows *sql.Rows) error {
		var start, end int64
		var number, low float64
		var paper, claim, value, file string
		var kept, mute bool
		var text sql.NullString
		if err := rows.Scan(&paper, &claim, &number, &low, &start, &end, &value, &kept, &text, &mute, &file); err != nil {
			return err
		}
		if kept {
			check.Checked++
		} else {
			check.Unkept++
		}
		var wrong string
		switch {
		case math.IsInf(number, 0) || math.IsInf(low, 0):
			wrong = fmt.Sprintf("its value is infinite, and %q written", value)
		case kept && text.String != value:
			wrong = fmt.Sprintf("bytes %d to %d are %q, not %q", start, end, text.String, value)
		case mute:
			wrong = "its sentence is not in the table of sentences"
		default:
			return nil
		}
		if file == stdin {
			file = "-"
		}
		files[file] = true
		if len(check.Wrong) < mostFaults {
			check.Wrong = append(check.Wrong, fmt.Sprintf("claim %s of %s: %s", claim, paper, wrong))
		}
		return nil
	})
	check.Files = slices.Sorted(maps.Keys(files))
	return check, err
}

// Behind counts the papers that other rules than these, or another version of
// the program, last looked at: those whose abstracts are stored, and those that
// hold no more than their files would tell; and the papers on which a rule did
// not finish.
func (d *DB) Behind(ctx context.Context, rules, version string) (stale, unkept, faulty int, err error) {
	err = d.pool.QueryRowContext(ctx, `
SELECT count(*) FILTER (WHERE old AND abstract IS NOT NULL), count(*) FILTER (WHERE old AND abstract IS NULL), count(faults)
  FROM (SELECT p.abstract, p.faults, p.ruleset NOT IN (SELECT s.n FROM ruleset s JOIN ruleset r ON r.n IN (s.n, s.stands_for) WHERE r.hash = ? AND r.version = ?) AS old
          FROM paper p WHERE p.holds > -1)`, rules, version).Scan(&stale, &unkept, &faulty)
	return stale, unkept, faulty, d.explain(err)
}
