package db

import (
	"database/sql"
	"hash/maphash"
)

// keySet tells that a key (an id, or a hash of a title) is surely not in the
// database, so that most new papers need not be looked for at all. It is a
// Bloom filter of fixed size: 16 MiB take 5 million papers with one look-up in
// a thousand for nothing.
type keySet struct {
	bits []uint64
	seed maphash.Seed
}

const (
	keySetBits  = 1 << 27
	keySetTries = 4
)

func newKeySet() *keySet {
	return &keySet{bits: make([]uint64, keySetBits/64), seed: maphash.MakeSeed()}
}

// each calls visit for the bits of a key, until it returns false.
func (k *keySet) each(h uint64, visit func(word *uint64, bit uint64) bool) bool {
	step := h>>32 | 1
	for range keySetTries {
		at := h % keySetBits
		if !visit(&k.bits[at/64], 1<<(at%64)) {
			return false
		}
		h += step
	}
	return true
}

func (k *keySet) add(h uint64) {
	k.each(h, func(word *uint64, bit uint64) bool { *word |= bit; return true })
}

func (k *keySet) mayHave(h uint64) bool {
	return k.each(h, func(word *uint64, bit uint64) bool { return *word&bit != 0 })
}

func (k *keySet) id(id string) uint64      { return maphash.String(k.seed, id) }
func (k *keySet) title(key int64) uint64   { return maphash.Comparable(k.seed, key) }
func (r *Run) mayHaveID(id string) bool    { return r.keys == nil || r.keys.mayHave(r.keys.id(id)) }
func (r *Run) mayHaveTitle(key int64) bool { return r.keys == nil || r.keys.mayHave(r.keys.title(key)) }

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
		r.keys.add(r.keys.title(key))
	}
	return r.addKey(key, paper)
}

// fillKeys makes the key set once it pays: when the run has looked for as many
// papers as a tenth of what there was.
func (r *Run) fillKeys() error {
	if r.sought++; r.keys != nil || r.sought < max(1000, r.lastPaper/10) {
		return nil
	}
	r.keys = newKeySet()
	for title := range r.waiting {
		r.keys.add(r.keys.title(title))
	}
	// All from indexes: the rows of papers are most of the file.
	rows, err := r.conn.QueryContext(background, "SELECT id, 0 FROM paper UNION ALL SELECT id, 0 FROM alias UNION ALL SELECT '', hash FROM paper_key")
	if err != nil {
		return err
	}
	defer rows.Close()
	var id sql.RawBytes
	for rows.Next() {
		var title int64
		if err := rows.Scan(&id, &title); err != nil {
			return err
		}
		r.keys.add(maphash.Bytes(r.keys.seed, id))
		r.keys.add(r.keys.title(title))
	}
	return rows.Err()
}
