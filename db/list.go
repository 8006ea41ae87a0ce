package db

import (
	"context"
	"database/sql"
	"strings"
)

// Column is a column of the claims that List counts by.
type Column string

// The columns.
const (
	Benchmarks Column = "benchmark"
	Methods    Column = "method"
	Metrics    Column = "metric"
	Kinds      Column = "kind"
	Rules      Column = "rule"
)

// Count is how often a name occurs among the claims.
type Count struct {
	Name   string
	Claims int
	Papers int
	// Benchmarks, Metrics and Methods count the different ones with this name.
	Benchmarks, Metrics, Methods int
}

// List counts the claims that a filter selects by a column: most claims first,
// then by name.
func (d *DB) List(ctx context.Context, by Column, f Filter) ([]Count, error) {
	where, args := f.where()
	from := "claim c"
	if f.needsPaper() {
		from += " JOIN paper p ON p.n = c.paper"
	}
	var out []Count
	err := d.rows(ctx, `SELECT c.`+string(by)+`, count(*), count(DISTINCT c.paper), count(DISTINCT c.benchmark),
 count(DISTINCT c.metric), count(DISTINCT c.method) FROM `+from+` WHERE `+where+` GROUP BY 1 ORDER BY 2 DESC, 1`, args,
		func(rows *sql.Rows) error {
			var c Count
			err := rows.Scan(&c.Name, &c.Claims, &c.Papers, &c.Benchmarks, &c.Metrics, &c.Methods)
			out = append(out, c)
			return err
		})
	return out, err
}

// Tally counts the current claims by a column, and nothing else: quicker than
// List.
func (d *DB) Tally(ctx context.Context, by Column) (map[string]int, error) {
	out := map[string]int{}
	err := d.rows(ctx, "SELECT "+string(by)+", count(*) FROM claim WHERE lost_run IS NULL GROUP BY 1", nil,
		func(rows *sql.Rows) error {
			var name string
			var n int
			err := rows.Scan(&name, &n)
			out[name] = n
			return err
		})
	return out, err
}

// Names are the different names in a column, of claims that hold or once held,
// sorted: what a Filter can ask for.
func (d *DB) Names(ctx context.Context, of Column) ([]string, error) {
	query := "SELECT DISTINCT " + string(of) + " FROM claim ORDER BY 1"
	if of == Benchmarks {
		query = nextNames // an index begins with them
	}
	var out []string
	err := d.rows(ctx, query, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		out = append(out, name)
		return err
	})
	return out, err
}

// nextNames goes from each benchmark to the next: as many steps as there are
// names, where DISTINCT would read every claim.
const nextNames = `
WITH RECURSIVE names (name) AS (
  SELECT min(benchmark) FROM result
  UNION ALL
  SELECT (SELECT min(benchmark) FROM result WHERE benchmark > name) FROM names WHERE name IS NOT NULL
)
SELECT name FROM names WHERE name IS NOT NULL`

// PaperCount is a paper in a listing.
type PaperCount struct {
	ID, Title, Published string // Title is "" where it was not kept
	Claims, Sources      int
	Kept                 bool // its abstract is stored
	Faults               string
}

// Papers lists all papers, most claims first, then by id.
func (d *DB) Papers(ctx context.Context) ([]PaperCount, error) {
	var out []PaperCount
	err := d.rows(ctx, `
SELECT p.id, coalesce(p.title, ''), coalesce(p.published, ''), p.abstract IS NOT NULL, coalesce(p.faults, ''),
       (SELECT count(*) FROM result r WHERE r.paper = p.n AND r.lost_run IS NULL),
       (SELECT count(*) FROM source s WHERE s.n = p.n OR s.other = p.n)
  FROM paper p ORDER BY 6 DESC, 1`, nil,
		func(rows *sql.Rows) error {
			var p PaperCount
			err := rows.Scan(&p.ID, &p.Title, &p.Published, &p.Kept, &p.Faults, &p.Claims, &p.Sources)
			out = append(out, p)
			return err
		})
	return out, err
}

// Authors gives the authors of the papers with claims, by paper id, where any
// are known.
func (d *DB) Authors(ctx context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	err := d.rows(ctx, "SELECT id, authors FROM paper WHERE authors IS NOT NULL", nil, func(rows *sql.Rows) error {
		var id, authors string
		err := rows.Scan(&id, &authors)
		out[id] = strings.Split(authors, "; ")
		return err
	})
	return out, err
}
