package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"claimboard/extract"
)

// Paper is a stored paper. Texts are "" where they were not kept.
type Paper struct {
	ID, Title, URL, Published, Authors string

	Abstract string
	Kept     bool // the abstract is stored
	// Aliases are further ids, "doi:…" or "arXiv:…".
	Aliases []string
	// Sources are all places it was read at, sorted; Used is the one whose text
	// this is, "" if none is known.
	Sources []string
	Used    string
	// Differ says that not all sources were the same record.
	Differ bool
	// Faults are the rules that did not finish on it.
	Faults []string
	// Claims are those that hold, in order of their start.
	Claims []extract.Claim
}

// ErrNotFound says that there is nothing of that id.
var ErrNotFound = errors.New("not found")

// Paper reads a paper by its id or another of its ids. The error is
// ErrNotFound where there is none.
func (d *DB) Paper(ctx context.Context, id string) (*Paper, error) {
	var n, used int64
	var faults string
	p := &Paper{}
	err := d.pool.QueryRowContext(ctx, `
SELECT n, id, used, coalesce(faults, ''), coalesce(title, ''), coalesce(`+link+`, ''), coalesce(published, ''), coalesce(authors, ''),
       coalesce(abstract, ''), abstract IS NOT NULL
  FROM paper p WHERE `+ofIDs, idArgs(id)...).Scan(
		&n, &p.ID, &used, &faults, &p.Title, &p.URL, &p.Published, &p.Authors, &p.Abstract, &p.Kept)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, d.explain(err)
	}
	p.Faults = strings.Fields(faults)
	if err := d.paperSources(ctx, p, n, used); err != nil {
		return nil, err
	}
	err = d.rows(ctx, "SELECT id FROM alias WHERE paper = ? ORDER BY id", []any{n}, func(rows *sql.Rows) error {
		var alias string
		err := rows.Scan(&alias)
		p.Aliases = append(p.Aliases, alias)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = d.rows(ctx, "SELECT "+claimColumns+" FROM claim WHERE paper = ? AND lost_run IS NULL ORDER BY start, benchmark, method, n",
		[]any{n}, func(rows *sql.Rows) error {
			var c extract.Claim
			err := rows.Scan(fields(&c)...)
			p.Claims = append(p.Claims, c)
			return err
		})
	return p, err
}

func (d *DB) paperSources(ctx context.Context, p *Paper, n, used int64) error {
	hashes := map[int64]bool{}
	err := d.rows(ctx, "SELECT DISTINCT "+sourcePlace+", s.turn = ?2, s.hash"+sourcesOf, []any{n, used}, func(rows *sql.Rows) error {
		var place string
		var isUsed bool
		var hash int64
		if err := rows.Scan(&place, &isUsed, &hash); err != nil {
			return err
		}
		if k := len(p.Sources); k == 0 || p.Sources[k-1] != place {
			p.Sources = append(p.Sources, place)
		}
		if isUsed {
			p.Used = place
		}
		hashes[hash] = true
		return nil
	})
	p.Differ = len(hashes) > 1
	return err
}

// Claim reads a claim by its id, and the run that lost it, 0 while it holds.
// Of claims that came and went the last is given. The error is ErrNotFound
// where there never was one.
func (d *DB) Claim(ctx context.Context, id string) (extract.Record, int64, error) {
	var r extract.Record
	var n, lost int64
	err := d.pool.QueryRowContext(ctx, "SELECT p.n, coalesce(c.lost_run, 0), "+recordColumns[len("p.n, "):]+
		" FROM claim c JOIN paper p ON p.n = c.paper WHERE c.id = ? ORDER BY c.lost_run IS NULL DESC, c.lost_run DESC, c.n LIMIT 1", id).
		Scan(append([]any{&n, &lost}, columns(&r)...)...)
	if errors.Is(err, sql.ErrNoRows) {
		return r, 0, ErrNotFound
	}
	if err != nil {
		return r, 0, d.explain(err)
	}
	p := &Paper{}
	if err := d.paperSources(ctx, p, n, 0); err != nil {
		return r, 0, err
	}
	r.Source = strings.Join(p.Sources, " ; ")
	return r, lost, nil
}

// Match is a paper or a claim that a text may stand for.
type Match struct {
	Paper, Claim string // ids; Claim is "" for a paper
	Title        string
}

// mostMatches bounds what Find gives.
const mostMatches = 20

// Find gives what a text may stand for: an id of a paper (an arXiv id or DOI
// without its prefix too) or a claim, else the beginning of one, else the
// beginning of a title. Nothing found is no error.
func (d *DB) Find(ctx context.Context, text string) ([]Match, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	for _, q := range []struct {
		query string
		args  []any
	}{
		{`SELECT id, '', coalesce(title, '') FROM paper WHERE ` + ofIDs, idArgs(text, "arXiv:"+text, "doi:"+strings.ToLower(text))},
		{`SELECT p.id, c.id, coalesce(p.title, '') FROM claim c JOIN paper p ON p.n = c.paper WHERE c.id = ?1 LIMIT 1`, []any{text}},
		{`SELECT id, '', coalesce(title, '') FROM paper WHERE id >= ?1 AND id < ?1 || ?2 OR id >= 'arXiv:' || ?1 AND id < 'arXiv:' || ?1 || ?2
          UNION SELECT p.id, c.id, coalesce(p.title, '') FROM claim c JOIN paper p ON p.n = c.paper WHERE c.id >= ?1 AND c.id < ?1 || ?2
          ORDER BY 1, 2 LIMIT ?3`, []any{text, "\U0010FFFF", mostMatches}},
		{`SELECT id, '', title FROM paper WHERE substr(lower(title), 1, length(?1)) = lower(?1) ORDER BY id LIMIT ?2`, []any{text, mostMatches}},
	} {
		var found []Match
		err := d.rows(ctx, q.query, q.args, func(rows *sql.Rows) error {
			var m Match
			err := rows.Scan(&m.Paper, &m.Claim, &m.Title)
			found = append(found, m)
			return err
		})
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}
