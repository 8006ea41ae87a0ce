package db

import (
	"database/sql"
	"hash/maphash"
)

// keySet tells that a key (an id, or a hash of a title) is surely not in the
// database, so that most new papers need not be looked for at all. It is a
// Bloom filter of fixed size whose bits of one key lie in one line of the
// processor's cache: of 3 million papers one in fifty, which each have an
// id and a title, is looked up for nothing.
type keySet struct {
	lines []keyLine
	seed  maphash.Seed
}

// keyLine holds the bits of the keys that share a line.
type keyLine [8]uint64

const (
	keySetLines = 1 << 17 // 8 MiB
	keySetTries = 4
)

func newKeySet() *keySet {
	return &keySet{lines: make([]keyLine, keySetLines), seed: maphash.MakeSeed()}
}

// place gives the line of a key's hash, and its bits there.
func (k *keySet) place(h uint64) (line *keyLine, bits keyLine) {
	line, h = &k.lines[h%keySetLines], h/keySetLines
	for range keySetTries {
		bits[h%8] |= 1 << (h / 8 % 64)
		h /= 8 * 64
	}
	return line, bits
}

func (k *keySet) add(h uint64) {
	line, bits := k.place(h)
	for i := range line {
		line[i] |= bits[i]
	}
}

func (k *keySet) mayHave(h uint64) bool {
	line, bits := k.place(h)
	for i := range line {
		if line[i]&bits[i] != bits[i] {
			return false
		}
	}
	return true
}

func (k *keySet) id(id string) uint64   { return maphash.String(k.seed, id) }
func (k *keySet) hint(h int64) uint64   { return maphash.Comparable(k.seed, h) }
func (r *Run) mayHaveID(id string) bool { return r.keys == nil || r.keys.mayHave(r.keys.id(id)) }
func (r *Run) mayHaveTitle(key int64) bool {
	return r.keys == nil || r.keys.mayHave(r.keys.hint(hint(key)))
}

func (r *Run) addID(id string) {
	if r.keys != nil {
		r.keys.add(r.keys.id(id))
	}
}

func (r *Run) addTitle(key, paper int64) error {
	if key == 0 {
		return nil
	}
	if r.keys != nil {
		r.keys.add(r.keys.hint(hint(key)))
	}
	return r.addKey(key, paper)
}

// fillKeys makes the key set once it pays: when the run has looked for as many
// papers as there were, or if they are many, a tenth of them, at least 1,000.
func (r *Run) fillKeys() error {
	if r.sought++; r.keys != nil || r.sought < min(r.lastPaper, max(1000, r.lastPaper/10)) {
		return nil
	}
	if err := r.addWaiting(); err != nil {
		return err
	}
	r.keys = newKeySet()
	for key := range r.waiting {
		r.keys.add(r.keys.hint(hint(key)))
	}
	// All from indexes: the rows of papers are most of the file.
	rows, err := r.conn.QueryContext(background, "SELECT id, 0 FROM paper UNION ALL SELECT id, 0 FROM alias UNION ALL SELECT '', hash FROM paper_key")
	if err != nil {
		return err
	}
	defer rows.Close()
	var id sql.RawBytes
	for rows.Next() {
		var hint int64
		if err := rows.Scan(&id, &hint); err != nil {
			return err
		}
		r.keys.add(maphash.Bytes(r.keys.seed, id))
		r.keys.add(r.keys.hint(hint))
	}
	return rows.Err()
}
