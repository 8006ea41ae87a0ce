package db

import "database/sql"

// statements are those that run once a paper or oftener, prepared.
type statements struct {
	sourceAt, sources, addSource, dropSource, forget *sql.Stmt
	paper, byID, byAlias, byTitle                    *sql.Stmt
	aliases, addAlias, sameFile                      *sql.Stmt
	addPaper, setPaper, setUsed                      *sql.Stmt
	claims, addClaim, dropClaim, closeClaim, reopen  *sql.Stmt
	everClaimed                                      *sql.Stmt
	all                                              []*sql.Stmt
}

func (r *Run) prepare() error {
	s := &r.stmts
	for _, p := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&s.sourceAt, "SELECT paper, turn FROM source WHERE file = ? AND line = ? AND hash = ?"},
		{&s.sources, "SELECT file, line, hash, turn, date FROM source WHERE paper = ? ORDER BY file, line, hash"},
		{&s.addSource, "INSERT INTO source (file, line, hash, paper, turn, date) VALUES (?, ?, ?, ?, ?, ?)"},
		{&s.dropSource, "DELETE FROM source WHERE file = ? AND line = ? AND hash = ?"},
		{&s.forget, "UPDATE source SET hash = turn WHERE file = ? AND line = ? AND hash = ?"},
		{&s.sameFile, "SELECT EXISTS (SELECT 1 FROM source WHERE paper = ? AND file = ?)"},

		{&s.paper, `SELECT n, id, title_key, text, ruleset, used, holds, faults, title, url, published, authors,
                           abstract IS NOT NULL FROM paper WHERE n = ?`},
		{&s.byID, "SELECT n, title_key FROM paper WHERE id = ?"},
		{&s.byAlias, "SELECT paper FROM alias WHERE id = ?"},
		{&s.byTitle, "SELECT n, id FROM paper WHERE title_key = ? ORDER BY n"},
		{&s.aliases, "SELECT id FROM alias WHERE paper = ?"},
		{&s.addAlias, "INSERT INTO alias (id, paper) VALUES (?, ?) ON CONFLICT DO NOTHING"},
		{&s.addPaper, `INSERT INTO paper (title_key, text, ruleset, used, holds, faults, title, url, published, authors, abstract, id)
                       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&s.setPaper, `UPDATE paper SET title_key = ?, text = ?, ruleset = ?, used = ?, holds = ?, faults = ?,
                       title = ?, url = ?, published = ?, authors = ?, abstract = ? WHERE n = ?`},
		{&s.setUsed, "UPDATE paper SET used = ?, url = ?, published = ?, authors = ? WHERE n = ?"},

		{&s.claims, "SELECT " + claimColumns + ", n, first_run, lost_run IS NOT NULL FROM claim WHERE paper = ? AND (lost_run IS NULL OR lost_run = ?) ORDER BY n"},
		{&s.addClaim, "INSERT INTO claim (" + claimColumns + ", paper, first_run) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
		{&s.dropClaim, "DELETE FROM claim WHERE n = ?"},
		{&s.closeClaim, "UPDATE claim SET lost_run = ? WHERE n = ?"},
		{&s.reopen, "UPDATE claim SET lost_run = NULL WHERE n = ?"},
		{&s.everClaimed, "SELECT EXISTS (SELECT 1 FROM claim WHERE paper = ?)"},
	} {
		stmt, err := r.conn.PrepareContext(background, p.query)
		if err != nil {
			return err
		}
		*p.to = stmt
		s.all = append(s.all, stmt)
	}
	return nil
}

func (s *statements) close() {
	for _, stmt := range s.all {
		stmt.Close()
	}
}
