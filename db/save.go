package db

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"claimboard/extract"
	"claimboard/extract/paper"
)

// Outcome is what saving a record did.
type Outcome int

// The outcomes, as Counts has them.
const (
	Unchanged Outcome = iota
	New
	Changed
	Again
)

// Skip passes over a record that Known said is known. It returns false where
// the run itself has moved on since: the record is to be saved after all.
func (r *Run) Skip(at Place) (bool, error) {
	if r.err != nil {
		return true, r.err
	}
	if err := r.enter(at.File); err != nil {
		return true, r.fail(err)
	}
	if r.doubtful(at) {
		return false, nil
	}
	r.met(at)
	r.Counts.Records++
	r.Counts.Unchanged++
	return true, r.Tick()
}

// Save stores a record: its place, and if it is the one to use of its paper's
// texts, that text's claims. It changes all of a paper or nothing.
func (r *Run) Save(at Place, p *paper.Paper, res extract.Result) (Outcome, error) {
	var out Outcome
	err := r.batched(func() (err error) {
		if err = r.enter(at.File); err != nil {
			return err
		}
		out, err = r.save(at, p, res)
		r.met(at)
		return err
	})
	if err == nil {
		r.count(out)
	}
	return out, err
}

func (r *Run) count(o Outcome) {
	r.Counts.Records++
	switch o {
	case New:
		r.Counts.New++
	case Changed:
		r.Counts.Changed++
	case Again:
		r.Counts.Again++
	default:
		r.Counts.Unchanged++
	}
}

func (r *Run) save(at Place, p *paper.Paper, res extract.Result) (Outcome, error) {
	n, turn, err := r.sourceAt(at)
	if err != nil {
		return Unchanged, err
	}
	if n != 0 {
		return r.reread(n, turn, p, res)
	}
	n, err = r.find(p)
	if err != nil {
		return Unchanged, err
	}
	if n == 0 {
		return New, r.add(at, p, res)
	}
	return r.merge(n, at, p, res)
}

// add stores a paper that the database does not have.
func (r *Run) add(at Place, p *paper.Paper, res extract.Result) error {
	id, err := r.freeID(p, at)
	if err != nil {
		return err
	}
	r.turn++
	r.newest++
	next := row{n: r.newest, id: id, used: r.turn}
	r.examine(&next, p, res)
	papers := &r.queues.papers
	papers.values = r.appendValues(papers.values, &next)
	if err := r.wait(papers, id, next.n); err != nil {
		return err
	}
	r.addID(id)
	if err := r.addTitle(next.titleKey, next.n); err != nil {
		return err
	}
	if err := r.remember(next.n, id, p); err != nil {
		return err
	}
	if err := r.addFirst(next.n, r.sourceOf(at, p)); err != nil {
		return err
	}
	_, err = r.rewrite(&next, p, res, true)
	return err
}

func (r *Run) sourceOf(at Place, p *paper.Paper) source {
	return source{file: r.file.n, line: int64(at.Line), hash: at.Hash, turn: r.turn, date: dateOf(p)}
}

// reread handles a record that is as it was: it matters only where it is the
// text in use, and the rules have changed since.
func (r *Run) reread(n, turn int64, p *paper.Paper, res extract.Result) (Outcome, error) {
	old, err := r.load(n)
	if err != nil || r.fresh(old) || turn != old.used && old.text != textHash(p) {
		return Unchanged, err
	}
	return r.update(old, old.used, p, res)
}

// merge handles a new or changed record of a stored paper.
func (r *Run) merge(n int64, at Place, p *paper.Paper, res extract.Result) (Outcome, error) {
	old, err := r.load(n)
	if err != nil {
		return Unchanged, err
	}
	all, err := r.sources(n)
	if err != nil {
		return Unchanged, err
	}
	former := r.former(all, at)
	if former != nil && former.hash == at.Hash {
		moved := *former
		moved.line = int64(at.Line)
		if err := r.replace(n, former, moved); err != nil {
			return Unchanged, err
		}
		return r.reread(n, former.turn, p, res)
	}
	r.turn++
	now := r.sourceOf(at, p)
	if err := r.replace(n, former, now); err != nil {
		return Unchanged, err
	}
	if err := r.remember(n, old.id, p); err != nil {
		return Unchanged, err
	}
	out, err := r.choose(old, all, former, now, p, res)
	if out == Unchanged && former == nil || n > r.lastPaper {
		out = Again
	}
	return out, err
}

// choose settles which of a paper's texts is used, now that a record has come
// to its sources.
func (r *Run) choose(old row, all []source, former *source, now source, p *paper.Paper, res extract.Result) (Outcome, error) {
	best := &now
	for i := range all {
		if s := &all[i]; s != former && best.before(s) {
			best = s
		}
	}
	lost := former != nil && former.turn == old.used
	switch {
	case best == &now:
		return r.update(old, now.turn, p, res)
	case !lost:
		if old.text == textHash(p) && !r.fresh(old) {
			return r.update(old, old.used, p, res)
		}
		return Unchanged, r.fill(old, p)
	}
	// The text in use is gone, and another source is now the one to use. Its
	// text is not at hand, so that this one stands in until it is read again.
	if err := r.forget(best); err != nil {
		return Unchanged, err
	}
	return r.update(old, now.turn, p, res)
}

// Update stores what today's rules make of a stored abstract, as Stale gave it.
func (r *Run) Update(s Stored, res extract.Result) (Outcome, error) {
	var out Outcome
	err := r.batched(func() error {
		old, err := r.load(s.n)
		if err != nil {
			return err
		}
		out, err = r.update(old, old.used, s.Paper, res)
		return err
	})
	if err == nil {
		r.left.Add(-1)
		r.count(out)
	}
	return out, err
}

// row is a paper as stored.
type row struct {
	n, titleKey, text, ruleset, used int64
	id                               string
	holds                            int
	faults                           sql.NullString

	title, url, published, authors, abstract sql.NullString
	notes                                    sql.NullString // bytes
}

// paperColumns are the fields of a paper that may change.
const paperColumns = "title_key, text, ruleset, used, holds, faults, title, url, published, authors, abstract, notes"

// appendValues appends those fields as they are bound to a statement.
func (r *Run) appendValues(to []any, w *row) []any {
	key := w.titleKey
	if w.title.Valid && r.titleKey(w.title.String) == key {
		key = 0
	}
	var notes any
	if w.notes.Valid {
		notes = []byte(w.notes.String)
	}
	return append(to, key, w.text, w.ruleset, w.used, int64(w.holds), orNull(w.faults), orNull(w.title), orNull(w.shortURL()),
		orNull(w.published), orNull(w.authors), orNull(w.abstract), notes)
}

// orNull is a text as the driver takes it, which database/sql would have to
// find out of each.
func orNull(s sql.NullString) any {
	if s.Valid {
		return s.String
	}
	return nil
}

// shortURL is the link as it is stored: empty, not NULL, where the id tells it.
func (w *row) shortURL() sql.NullString {
	if id, is := strings.CutPrefix(w.id, "arXiv:"); is && w.url.String == arxivPage+id {
		return sql.NullString{Valid: true}
	}
	return w.url
}

// load reads a paper, all but its abstract's text.
func (r *Run) load(n int64) (row, error) {
	if n > r.lastPaper {
		if err := r.addWaiting(); err != nil {
			return row{}, err
		}
	}
	var w row
	err := r.stmts.paper.storedRow([]any{n}, &w.n, &w.id, &w.titleKey, &w.text, &w.ruleset, &w.used,
		&w.holds, &w.faults, &w.title, &w.url, &w.published, &w.authors, &w.abstract.Valid, &w.notes)
	if errors.Is(err, sql.ErrNoRows) {
		return w, &Error{Path: r.db.path, err: err, Message: fmt.Sprintf(
			"paper %d is not in the table of papers, but other tables refer to it: it was deleted by hand; claimboard doctor --db %s says what mends that", n, r.db.path)}
	}
	if w.titleKey == 0 {
		w.titleKey = r.titleKey(w.title.String)
	}
	return w, err
}

// fresh says whether a paper needs no new look.
func (r *Run) fresh(w row) bool {
	return !r.again && r.base[w.ruleset] == r.ruleset && !w.faults.Valid && w.abstract.Valid == (w.holds >= r.Keep.least())
}

// examine fills a row with what the rules made of a text.
func (r *Run) examine(w *row, p *paper.Paper, res extract.Result) {
	w.text, w.ruleset, w.holds = textHash(p), r.ruleset, holds(p, res)
	if key := r.titleKey(p.Title); key != 0 {
		w.titleKey = key
	}
	w.faults = text(faultText(res.Faults))
	w.notes = sql.NullString{String: string(res.Notes), Valid: res.Notes != nil}
	w.title = either(p.Title, w.title)
	w.url = either(p.URL, w.url)
	w.published = finer(p.Published, w.published)
	w.authors = either(strings.Join(p.Authors, "; "), w.authors)
	w.abstract = sql.NullString{}
	if w.holds >= r.Keep.least() {
		w.abstract = sql.NullString{String: p.Abstract, Valid: true}
	}
	if !w.abstract.Valid && w.holds != holdsClaims {
		w.title, w.url, w.published, w.authors = sql.NullString{}, sql.NullString{}, sql.NullString{}, sql.NullString{}
	}
}

func text(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

func either(s string, or sql.NullString) sql.NullString {
	if s == "" {
		return or
	}
	return text(s)
}

// finer is a date, or the other where that only says more of it: a day of the
// same month, a month of the same year.
func finer(date string, or sql.NullString) sql.NullString {
	if strings.HasPrefix(or.String, date) {
		return or
	}
	return text(date)
}

func faultText(faults []extract.Fault) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Rule)
	}
	return strings.Join(out, " ")
}

// update examines a stored paper anew: the row and those of its claims that
// differ.
func (r *Run) update(old row, used int64, p *paper.Paper, res extract.Result) (Outcome, error) {
	next := old
	next.used = used
	r.examine(&next, p, res)
	if err := r.keepNames(&next, old, p); err != nil {
		return Unchanged, err
	}
	if next.titleKey != old.titleKey {
		if err := r.addTitle(next.titleKey, next.n); err != nil {
			return Unchanged, err
		}
	}
	if !r.settles(old.ruleset) || !next.sameBut(old) {
		if err := r.stmts.setPaper.exec(append(r.appendValues(nil, &next), next.n)...); err != nil {
			return Unchanged, err
		}
	}
	changed, err := r.rewrite(&next, p, res, false)
	if err != nil {
		return Unchanged, err
	}
	if changed || next.text != old.text || old.details() != next.details() && old.title.Valid {
		return Changed, nil
	}
	return Unchanged, nil
}

// sameBut says whether a row differs in no more than its rule set. Of the old
// one's abstract only whether it is kept was read, and the text tells the rest.
func (w row) sameBut(old row) bool {
	w.ruleset, w.abstract.String = old.ruleset, old.abstract.String
	return w == old
}

// keepNames keeps title and links of a paper that lost its last claim: history
// still names it.
func (r *Run) keepNames(next *row, old row, p *paper.Paper) error {
	if next.title.Valid || !old.title.Valid {
		return nil
	}
	var ever bool
	if err := r.stmts.everClaimed.row([]any{old.n}, &ever); err != nil || !ever {
		return err
	}
	next.title, next.url = either(p.Title, old.title), either(p.URL, old.url)
	next.published, next.authors = finer(p.Published, old.published), either(strings.Join(p.Authors, "; "), old.authors)
	return nil
}

func (w *row) details() string {
	return fmt.Sprintf("%q", []string{w.title.String, w.url.String, w.published.String, w.authors.String})
}

// fill takes from a record that is not the one in use what that one lacks.
func (r *Run) fill(old row, p *paper.Paper) error {
	next := old
	if !old.title.Valid {
		return nil
	}
	next.url = either(old.url.String, text(p.URL))
	next.published = finer(old.published.String, text(p.Published))
	next.authors = either(old.authors.String, text(strings.Join(p.Authors, "; ")))
	if next.details() == old.details() {
		return nil
	}
	return r.stmts.setUsed.exec(next.used, orNull(next.shortURL()), orNull(next.published), orNull(next.authors), next.n)
}
