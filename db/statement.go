package db

import (
	"database/sql"
	"database/sql/driver"
	"strings"
)

// statements are those that run once a paper or oftener, prepared.
type statements struct {
	sourceAt, sources             reading
	paper, byID, byAlias, byTitle reading
	ids, sameFile                 reading
	claims, everClaimed           reading
	readings                      []*reading

	setSource, forget             writing
	setPaper, setUsed             writing
	dropClaim, closeClaim, reopen writing
	writings                      []*writing
}

// reading is a query, of all that the run has saved.
type reading struct {
	run  *Run
	stmt *sql.Stmt
}

// rows runs the query, once the rows that wait are added.
func (q *reading) rows(values ...any) (*sql.Rows, error) {
	if err := q.run.addWaiting(); err != nil {
		return nil, err
	}
	return q.stored(values...)
}

// stored runs the query, whatever waits.
func (q *reading) stored(values ...any) (*sql.Rows, error) {
	return q.stmt.QueryContext(background, values...)
}

// row reads the row that the query gives. The error is sql.ErrNoRows where it
// gives none.
func (q *reading) row(values []any, to ...any) error {
	if err := q.run.addWaiting(); err != nil {
		return err
	}
	return q.storedRow(values, to...)
}

// storedRow is row, whatever waits.
func (q *reading) storedRow(values []any, to ...any) error {
	return q.stmt.QueryRowContext(background, values...).Scan(to...)
}

// writing is a statement without rows, run by the driver itself: the way there
// through database/sql takes as long as SQLite.
type writing struct {
	conn *sql.Conn
	stmt driver.StmtExecContext
	args []driver.NamedValue
}

func (w *writing) prepare(conn *sql.Conn, query string) error {
	w.conn = conn
	return conn.Raw(func(c any) error {
		stmt, err := c.(driver.ConnPrepareContext).PrepareContext(background, query)
		if err == nil {
			w.stmt = stmt.(driver.StmtExecContext)
		}
		return err
	})
}

func (w *writing) exec(values ...any) error {
	w.args = w.args[:0]
	for i, v := range values {
		if v == nil { // as a value is that none is given for
			continue
		}
		v, err := driver.DefaultParameterConverter.ConvertValue(v)
		if err != nil {
			return err
		}
		w.args = append(w.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	err := w.conn.Raw(func(any) error {
		_, err := w.stmt.ExecContext(background, w.args)
		return err
	})
	clear(w.args) // of texts
	return err
}

func (w *writing) close() {
	if w.stmt == nil {
		return
	}
	_ = w.conn.Raw(func(any) error { return w.stmt.(driver.Stmt).Close() })
}

func (r *Run) prepare() error {
	s := &r.stmts
	for _, p := range []struct {
		to    *reading
		query string
	}{
		{&s.sourceAt, "SELECT paper, turn FROM source WHERE file = ? AND line = ? AND hash = ?"},
		{&s.sources, "SELECT n, file, line, hash, turn, date FROM source WHERE n = ?1 OR other = ?1 ORDER BY file, line, hash"},
		{&s.sameFile, "SELECT EXISTS (SELECT 1 FROM source WHERE (n = ?1 OR other = ?1) AND file = ?2)"},
		{&s.paper, `SELECT n, id, title_key, text, ruleset, used, holds, faults, title, ` + link + `, published, authors,
                           abstract IS NOT NULL, notes FROM paper p WHERE n = ?`},
		{&s.byID, "SELECT n FROM paper WHERE id = ?"},
		// Keys are hints, to which those that wait may add one.
		{&s.byAlias, "SELECT paper FROM alias WHERE id = ?1 AND paper IN (SELECT paper FROM paper_key WHERE hash = ?2 UNION SELECT ?3)"},
		{&s.byTitle, "SELECT n, title_key, coalesce(title, '') FROM paper WHERE n IN (SELECT paper FROM paper_key WHERE hash = ?1 UNION SELECT ?2) ORDER BY n"},
		{&s.ids, "SELECT id FROM paper WHERE n = ?1 UNION ALL SELECT id FROM alias WHERE paper = ?1"},
		{&s.claims, "SELECT " + claimColumns + ", n, first_run, lost_run IS NOT NULL FROM claim WHERE paper = ? AND (lost_run IS NULL OR lost_run = ?) ORDER BY n"},
		{&s.everClaimed, "SELECT EXISTS (SELECT 1 FROM result WHERE paper = ?)"},
	} {
		stmt, err := r.conn.PrepareContext(background, p.query)
		if err != nil {
			return err
		}
		*p.to = reading{r, stmt}
		s.readings = append(s.readings, p.to)
	}
	for _, p := range []struct {
		to    *writing
		query string
	}{
		{&s.setSource, "UPDATE source SET file = ?, line = ?, hash = ?, turn = ?, date = ? WHERE n = ?"},
		{&s.forget, "UPDATE source SET hash = turn WHERE n = ?"},
		{&s.setPaper, "UPDATE paper SET " + strings.ReplaceAll(paperColumns, ",", " = ?,") + " = ? WHERE n = ?"},
		{&s.setUsed, "UPDATE paper SET used = ?, url = ?, published = ?, authors = ? WHERE n = ?"},
		{&s.dropClaim, "DELETE FROM result WHERE n = ?"},
		{&s.closeClaim, "UPDATE result SET lost_run = ? WHERE n = ?"},
		{&s.reopen, "UPDATE result SET lost_run = NULL WHERE n = ?"},
	} {
		if err := p.to.prepare(r.conn, p.query); err != nil {
			return err
		}
		s.writings = append(s.writings, p.to)
	}
	return nil
}

func (s *statements) close() {
	for _, q := range s.readings {
		q.stmt.Close()
	}
	for _, w := range s.writings {
		w.close()
	}
}
