package db

import (
	"database/sql"
	"errors"
	"path/filepath"
)

// source is a place that a paper was read at.
type source struct {
	n          int64
	file, line int64
	hash       int64
	turn       int64
	date       int64
}

// before says whether of two differing texts of a paper the other is the one
// to use: by date, then by turn.
func (s *source) before(o *source) bool {
	if s.date != o.date {
		return s.date < o.date
	}
	return s.turn < o.turn
}

// openFile is the file that records now come from.
type openFile struct {
	name string
	n    int64
	new  bool  // the database had nothing of it
	seen lines // that this run has met
	// taken are lines ahead, with their hash, whose rows were given to records
	// that moved up.
	taken map[int64]int64
}

// spot is a line of a file.
type spot struct{ file, line int64 }

// doubtful says whether Known may be wrong of a place: it cannot see what this
// run did to it and has not committed.
func (r *Run) doubtful(at Place) bool {
	line := int64(at.Line)
	if hash, ok := r.file.taken[line]; ok && hash == at.Hash {
		return true
	}
	hash, ok := r.forgotten[spot{r.file.n, line}]
	return ok && hash == at.Hash
}

// met notes that the run has been at a place.
func (r *Run) met(at Place) {
	line := int64(at.Line)
	delete(r.file.taken, line)
	delete(r.forgotten, spot{r.file.n, line})
	r.file.seen.add(line)
}

// forget has a source read again when its file next is, although its record is
// as it was: it takes a hash that no record has.
func (r *Run) forget(s *source) error {
	r.forgotten[spot{s.file, s.line}] = s.hash
	return r.stmts.forget.exec(s.n)
}

// lines is a set of line numbers, a bit a line.
type lines []uint64

func (l lines) has(n int64) bool {
	return int(n/64) < len(l) && l[n/64]&(1<<(n%64)) != 0
}

func (l *lines) add(n int64) {
	for int(n/64) >= len(*l) {
		*l = append(*l, make([]uint64, len(*l)+64)...)
	}
	(*l)[n/64] |= 1 << (n % 64)
}

// stdin is how papers from standard input name their file.
const stdin = "stdin"

// key names a file from the database's folder, so that it is the same file
// wherever it is named from.
func (d *DB) key(name string) string {
	if name == stdin {
		return "-"
	}
	file, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	folder, err := filepath.Abs(filepath.Dir(d.path))
	if err != nil {
		return name
	}
	rel, err := filepath.Rel(folder, file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}

// enter turns to the file of a place.
func (r *Run) enter(name string) error {
	if r.file.name == name && r.file.n != 0 {
		return nil
	}
	f := openFile{name: name, taken: map[int64]int64{}}
	key := r.db.key(name)
	err := r.conn.QueryRowContext(background, "SELECT n FROM file WHERE path = ?", key).Scan(&f.n)
	if errors.Is(err, sql.ErrNoRows) {
		err = r.conn.QueryRowContext(background, "INSERT INTO file (path, name) VALUES (?, ?) RETURNING n", key, filepath.ToSlash(name)).Scan(&f.n)
		f.new = true
	}
	if err == nil {
		r.file = f
	}
	return err
}

// sourceAt gives the paper that has this very record as a source, and the
// source's turn, or 0.
func (r *Run) sourceAt(at Place) (paper, turn int64, err error) {
	if r.file.new && !r.file.seen.has(int64(at.Line)) {
		return 0, 0, nil
	}
	return r.readSource(at)
}

// readSource is apart for what its results cost, once a query may fill them.
func (r *Run) readSource(at Place) (paper, turn int64, err error) {
	err = r.stmts.sourceAt.row([]any{r.file.n, at.Line, at.Hash}, &paper, &turn)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, nil
	}
	return paper, turn, err
}

// sources are the places of a paper, in order.
func (r *Run) sources(paper int64) ([]source, error) {
	rows, err := r.stmts.sources.rows(paper)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []source
	for rows.Next() {
		var s source
		if err := rows.Scan(&s.n, &s.file, &s.line, &s.hash, &s.turn, &s.date); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// former finds the row, among a paper's sources, that a record of this file
// had before lines were added or taken away above it, or its text changed: of
// those whose line this run has not met, one with the same text, else the
// nearest. It is nil for a record that is new here. What comes from stdin is no
// file that changes: another text there is another source.
func (r *Run) former(all []source, at Place) *source {
	var best *source
	for i := range all {
		s := &all[i]
		if s.file != r.file.n || r.file.seen.has(s.line) || r.file.name == stdin && s.hash != at.Hash {
			continue
		}
		if best == nil || nearer(s, best, at) {
			best = s
		}
	}
	return best
}

func nearer(s, best *source, at Place) bool {
	if (s.hash == at.Hash) != (best.hash == at.Hash) {
		return s.hash == at.Hash
	}
	return distance(s.line, int64(at.Line)) < distance(best.line, int64(at.Line))
}

func distance(a, b int64) int64 { return max(a-b, b-a) }

// addFirst adds the source of a new paper, which has the paper's number.
func (r *Run) addFirst(paper int64, s source) error {
	return r.wait(&r.queues.sources, s.file, s.line, s.hash, s.turn, s.date, nil, paper)
}

// replace puts a source of a stored paper in the place of a former one, if any.
func (r *Run) replace(paper int64, former *source, s source) error {
	if former == nil {
		return r.wait(&r.queues.sources, s.file, s.line, s.hash, s.turn, s.date, paper, -s.turn)
	}
	if former.line > s.line {
		r.file.taken[former.line] = former.hash
	}
	return r.stmts.setSource.exec(s.file, s.line, s.hash, s.turn, s.date, former.n)
}
