package db

import (
	"database/sql"
	"database/sql/driver"
)

// statements are those that run once a paper or oftener, prepared.
type statements struct {
	sourceAt, sources             *sql.Stmt
	paper, byID, byAlias, byTitle *sql.Stmt
	ids, sameFile                 *sql.Stmt
	claims, everClaimed           *sql.Stmt
	queries                       []*sql.Stmt

	addSource, dropSource, forget         writing
	addPaper, setPaper, setUsed, addAlias writing
	addKey                                writing
	dropClaim, closeClaim, reopen         writing
	addClaims                             [len(claimsAtOnce)]writing
	writings                              []*writing
}

// writing is a statement without rows, run by the driver itself: the way there
// through database/sql takes as long as SQLite.
type writing struct {
	conn *sql.Conn
	stmt driver.StmtExecContext
	args []driver.NamedValue
	last int64 // the number of the row that was added last
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
		v, err := driver.DefaultParameterConverter.ConvertValue(v)
		if err != nil {
			return err
		}
		w.args = append(w.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return w.conn.Raw(func(any) error {
		result, err := w.stmt.ExecContext(background, w.args)
		if err == nil {
			w.last, err = result.LastInsertId()
		}
		return err
	})
}

func (w *writing) close() {
	_ = w.conn.Raw(func(any) error { return w.stmt.(driver.Stmt).Close() })
}

func (r *Run) prepare() error {
	s := &r.stmts
	for _, p := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&s.sourceAt, "SELECT paper, turn FROM source WHERE file = ? AND line = ? AND hash = ?"},
		{&s.sources, "SELECT file, line, hash, turn, date FROM source WHERE paper = ? ORDER BY file, line, hash"},
		{&s.sameFile, "SELECT EXISTS (SELECT 1 FROM source WHERE paper = ? AND file = ?)"},
		{&s.paper, `SELECT n, id, title_key, text, ruleset, used, holds, faults, title, ` + link + `, published, authors,
                           abstract IS NOT NULL, notes FROM paper p WHERE n = ?`},
		{&s.byID, "SELECT n, title_key FROM paper WHERE id = ?"},
		// Keys are hints, to which those that wait may add one.
		{&s.byAlias, "SELECT paper FROM alias WHERE id = ?1 AND paper IN (SELECT paper FROM paper_key WHERE hash = ?2 UNION SELECT ?3)"},
		{&s.byTitle, "SELECT n FROM paper WHERE title_key = ?1 AND n IN (SELECT paper FROM paper_key WHERE hash = ?1 UNION SELECT ?2) ORDER BY n"},
		{&s.ids, "SELECT id FROM paper WHERE n = ?1 UNION ALL SELECT id FROM alias WHERE paper = ?1"},
		{&s.claims, "SELECT " + claimColumns + ", n, first_run, lost_run IS NOT NULL FROM claim WHERE paper = ? AND (lost_run IS NULL OR lost_run = ?) ORDER BY n"},
		{&s.everClaimed, "SELECT EXISTS (SELECT 1 FROM claim WHERE paper = ?)"},
	} {
		stmt, err := r.conn.PrepareContext(background, p.query)
		if err != nil {
			return err
		}
		*p.to = stmt
		s.queries = append(s.queries, stmt)
	}
	for _, p := range []struct {
		to    *writing
		query string
	}{
		{&s.addSource, "INSERT INTO source (file, line, hash, paper, turn, date) VALUES (?, ?, ?, ?, ?, ?)"},
		{&s.dropSource, "DELETE FROM source WHERE file = ? AND line = ? AND hash = ?"},
		{&s.forget, "UPDATE source SET hash = turn WHERE file = ? AND line = ? AND hash = ?"},
		{&s.addAlias, "INSERT INTO alias (id, paper) VALUES (?, ?) ON CONFLICT DO NOTHING"},
		{&s.addKey, "INSERT INTO paper_key (hash, paper) VALUES (?, ?) ON CONFLICT DO NOTHING"},
		{&s.addPaper, `INSERT INTO paper (title_key, text, ruleset, used, holds, faults, title, url, published, authors, abstract, notes, id)
                       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&s.setPaper, `UPDATE paper SET title_key = ?, text = ?, ruleset = ?, used = ?, holds = ?, faults = ?,
                       title = ?, url = ?, published = ?, authors = ?, abstract = ?, notes = ? WHERE n = ?`},
		{&s.setUsed, "UPDATE paper SET used = ?, url = ?, published = ?, authors = ? WHERE n = ?"},
		{&s.dropClaim, "DELETE FROM claim WHERE n = ?"},
		{&s.closeClaim, "UPDATE claim SET lost_run = ? WHERE n = ?"},
		{&s.reopen, "UPDATE claim SET lost_run = NULL WHERE n = ?"},
	} {
		if err := r.prepareWriting(p.to, p.query); err != nil {
			return err
		}
	}
	for i, n := range claimsAtOnce {
		if err := r.prepareWriting(&s.addClaims[i], gainedQuery(n)); err != nil {
			return err
		}
	}
	return nil
}

func (r *Run) prepareWriting(w *writing, query string) error {
	err := w.prepare(r.conn, query)
	if err == nil {
		r.stmts.writings = append(r.stmts.writings, w)
	}
	return err
}

func (s *statements) close() {
	for _, stmt := range s.queries {
		stmt.Close()
	}
	for _, w := range s.writings {
		w.close()
	}
}
