package db

import (
	"database/sql"
	"errors"
	"strings"

	"claimboard/extract/paper"
)

// find gives the stored paper that a record is of, or 0: by its id, by its DOI,
// or by its folded title where no id says otherwise.
func (r *Run) find(p *paper.Paper) (int64, error) {
	if err := r.fillKeys(); err != nil {
		return 0, err
	}
	if n, err := r.findID(p); n != 0 || err != nil {
		return n, err
	}
	if p.DOI != "" {
		n, err := r.lookup("doi:" + p.DOI)
		if err != nil {
			return 0, err
		}
		if n != 0 {
			clash, err := r.clash(n, p)
			if !clash || err != nil {
				return n, err
			}
		}
	}
	return r.findTitle(p)
}

// findID finds by id. One made of the title is no more than the title. An input's own id ("17") says which paper is meant only
// within its file, or along with the title: another file may number its papers
// alike.
func (r *Run) findID(p *paper.Paper) (int64, error) {
	n, err := r.lookup(p.ID)
	if n == 0 || err != nil {
		return 0, err
	}
	switch scheme(p.ID) {
	case "arXiv", "doi":
		return n, nil
	case "t":
		return r.findTitle(p)
	}
	old, err := r.load(n)
	if err != nil {
		return 0, err
	}
	if r.titleKey(p.Title) == old.titleKey {
		return n, nil
	}
	same, err := r.inFile(n)
	if same {
		return n, err
	}
	return 0, err
}

func (r *Run) lookup(id string) (int64, error) {
	if !r.mayHaveID(id) {
		return 0, nil
	}
	var n int64
	err := r.stmts.byID.row([]any{id}, &n)
	if errors.Is(err, sql.ErrNoRows) {
		return r.lookupAlias(id)
	}
	return n, err
}

func (r *Run) lookupAlias(id string) (n int64, err error) {
	key := aliasKey(id)
	err = r.stmts.byAlias.row([]any{id, hint(key), r.waiting[key]}, &n)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return n, err
}

func (r *Run) findTitle(p *paper.Paper) (int64, error) {
	key := r.titleKey(p.Title)
	if key == 0 {
		return r.lookup(p.ID) // the id is made of the abstract
	}
	if !r.mayHaveTitle(key) {
		return 0, nil
	}
	rows, err := r.stmts.byTitle.rows(hint(key), r.waiting[key])
	if err != nil {
		return 0, err
	}
	var found []int64
	for rows.Next() {
		var n, stored int64
		var title string
		if err := rows.Scan(&n, &stored, &title); err != nil {
			rows.Close()
			return 0, err
		}
		if keyOr(stored, title) == key {
			found = append(found, n)
		}
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return 0, err
	}
	for _, n := range found {
		clash, err := r.clash(n, p)
		if !clash || err != nil {
			return n, err
		}
	}
	return 0, nil
}

// clash says whether ids show that a stored paper and a record of the same
// title are two papers: different arXiv ids, different DOIs, or different ids
// of one file's own.
func (r *Run) clash(n int64, p *paper.Paper) (bool, error) {
	ids, err := r.ids(n)
	if err != nil {
		return false, err
	}
	for _, mine := range idsOf(p) {
		for _, id := range ids {
			if scheme(mine) == "t" || scheme(mine) != scheme(id) {
				continue
			}
			if mine == id {
				return false, nil
			}
			if scheme(mine) != "" {
				return true, nil
			}
			if same, err := r.inFile(n); same || err != nil {
				return true, err
			}
		}
	}
	return false, nil
}

// ids are all the ids of a stored paper.
func (r *Run) ids(n int64) ([]string, error) {
	rows, err := r.stmts.ids.rows(n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func idsOf(p *paper.Paper) []string {
	ids := []string{p.ID}
	if p.DOI != "" && p.ID != "doi:"+p.DOI {
		ids = append(ids, "doi:"+p.DOI)
	}
	return ids
}

// scheme is "arXiv", "doi" or "t", and "" for an input's own id.
func scheme(id string) string {
	s, _, ok := strings.Cut(id, ":")
	if ok && (s == "arXiv" || s == "doi" || s == "t") {
		return s
	}
	return ""
}

// remember stores the ids of a record that no paper has as a further one.
func (r *Run) remember(n int64, id string, p *paper.Paper) error {
	for _, other := range idsOf(p) {
		if s := scheme(other); other == id || s != "arXiv" && s != "doi" {
			continue
		}
		if err := r.addAlias(other, n); err != nil {
			return err
		}
	}
	return nil
}

func (r *Run) addAlias(id string, paper int64) error {
	if r.mayHaveID(id) {
		if n, err := r.lookupAlias(id); n != 0 || err != nil {
			return err
		}
	}
	r.addID(id)
	if err := r.wait(&r.queues.aliases, id, paper); err != nil {
		return err
	}
	return r.addKey(aliasKey(id), paper)
}

func (r *Run) inFile(paper int64) (bool, error) {
	var is bool
	err := r.stmts.sameFile.row([]any{paper, r.file.n}, &is)
	return is, err
}

// freeID is the id of a new paper: the record's, or where another paper has
// that, one made of title and place.
func (r *Run) freeID(p *paper.Paper, at Place) (string, error) {
	n, err := r.lookup(p.ID)
	if n == 0 || err != nil {
		return p.ID, err
	}
	return "t:" + hex12(hash(p.ID, p.Title, r.db.key(at.File))), nil
}
