package db

import (
	"context"
	"database/sql"
	"iter"
	"strings"

	"claimboard/extract"
)

// Records yields the claims that a filter selects, each with its paper and all
// its sources, in order of paper id, start, benchmark and method. An error is
// yielded last.
func (d *DB) Records(ctx context.Context, f Filter) iter.Seq2[extract.Record, error] {
	return func(yield func(extract.Record, error) bool) {
		if err := d.records(ctx, f, yield); err != nil {
			yield(extract.Record{}, d.explain(err))
		}
	}
}

func (d *DB) records(ctx context.Context, f Filter, yield func(extract.Record, error) bool) error {
	sources, err := d.pool.PrepareContext(ctx, sourceQuery)
	if err != nil {
		return err
	}
	defer sources.Close()
	query, args := recordQuery(f)
	rows, err := d.pool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var last int64
	var source string
	for rows.Next() {
		var n int64
		var r extract.Record
		if err := rows.Scan(append([]any{&n}, columns(&r)...)...); err != nil {
			return err
		}
		if n != last && !f.Brief {
			if source, err = joinSources(ctx, sources, n); err != nil {
				return err
			}
			last = n
		}
		r.Source = source
		if !yield(r, nil) {
			return nil
		}
	}
	return rows.Err()
}

// recordQuery reads whole papers in the order of their ids, so that nothing
// needs sorting, unless the filter finds a few claims by themselves.
func recordQuery(f Filter) (string, []any) {
	where, args := f.where()
	from := "paper p CROSS JOIN claim c ON c.paper = p.n" // SQLite takes a CROSS JOIN's tables as written
	order := " ORDER BY p.id, c.start, c.benchmark, c.method, c.n"
	switch {
	case f.narrow():
		from = "claim c JOIN paper p ON p.n = c.paper"
	case f.Brief:
		from = "claim c CROSS JOIN paper p ON p.n = c.paper" // as they were stored: both tables from front to back
	}
	columns := recordColumns
	if f.Brief {
		columns, order = strings.Replace(columns, "coalesce(c.sentence, '')", "''", 1), ""
	}
	return "SELECT " + columns + " FROM " + from + " WHERE " + where + order, args
}

// arxivPage and an arXiv id without its prefix are the link that a paper of that
// id has, unless it states another.
const arxivPage = "https://arxiv.org/abs/"

// link is the link of a paper p, which the table leaves out where it follows
// from the id.
const link = "CASE p.url WHEN '' THEN '" + arxivPage + "' || substr(p.id, length('arXiv:') + 1) ELSE p.url END"

const recordColumns = `p.n, c.id, p.id, coalesce(p.title, ''), coalesce(` + link + `, ''), coalesce(p.published, ''),
 c.method, c.benchmark, c.metric, c.metric_implied, c.value, c.low, c.value_text, c.unit, c.kind, c.relative,
 c.bound, c.role, c.versus, c.setting, c.rule, coalesce(c.sentence, ''), c.start, c."end"`

func columns(r *extract.Record) []any {
	return []any{&r.ClaimID, &r.PaperID, &r.Title, &r.URL, &r.Published,
		&r.Method, &r.Benchmark, &r.Metric, &r.MetricImplied, &r.Value, &r.Low, &r.ValueText, &r.Unit, &r.Kind, &r.Relative,
		&r.Bound, &r.Role, &r.Versus, &r.Setting, &r.Rule, &r.Sentence, &r.Start, &r.End}
}

// sourcePlace is the place of a source, and sourcesOf are those of a paper, sorted.
const (
	sourcePlace = "f.name || ':' || s.line AS place"
	sourcesOf   = " FROM source s CROSS JOIN file f ON f.n = s.file WHERE s.n = ?1 OR s.other = ?1 ORDER BY place"
	sourceQuery = "SELECT DISTINCT " + sourcePlace + sourcesOf
)

// joinSources lists a paper's places, sorted.
func joinSources(ctx context.Context, stmt *sql.Stmt, paper int64) (string, error) {
	rows, err := stmt.QueryContext(ctx, paper)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var places []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return "", err
		}
		places = append(places, p)
	}
	return strings.Join(places, " ; "), rows.Err()
}
