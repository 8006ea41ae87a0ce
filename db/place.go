package db

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"strings"
	"sync"

	"claimboard/extract/paper"
)

// Place is where a record stands, and a hash of what stands there.
type Place struct {
	File string
	Line int
	Hash int64
}

// PlaceOf gives the place of a record. Mapping is whatever else decides how
// the record is read, such as the user's names for its fields.
func PlaceOf(r *paper.Record, mapping string) Place {
	return Place{r.File, r.Line, short(hashEnding(r.Raw, r.Format(), mapping, r.Context))}
}

// hash folds texts to 64 bits. It is SHA-256 for its speed in hardware, not for
// secrecy.
func hash(texts ...string) int64 {
	last := len(texts) - 1
	return hashEnding(texts[last], texts[:last]...)
}

// hashEnding is the hash of some texts and a last one.
func hashEnding[T string | []byte](last T, texts ...string) int64 {
	buffer := hashBuffers.Get().(*[]byte)
	b := (*buffer)[:0]
	for _, t := range texts {
		b = append(binary.AppendUvarint(b, uint64(len(t))), t...)
	}
	b = append(binary.AppendUvarint(b, uint64(len(last))), last...)
	sum := sha256.Sum256(b)
	*buffer = b
	hashBuffers.Put(buffer)
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// hashBuffers save a copy of every text from becoming garbage.
var hashBuffers = sync.Pool{New: func() any { return new([]byte) }}

// short is as much of a hash as tells a text from one other: SQLite stores it in
// 6 bytes. What papers are found by needs all of it.
func short(hash int64) int64 { return hash >> 16 }

// textHash is of what decides a paper's claims.
func textHash(p *paper.Paper) int64 { return short(hash(p.Title, p.Abstract)) }

// titleKey is a hash of the folded title, 0 for none.
func titleKey(title string) int64 {
	key := paper.TitleKey(title)
	if key == "" {
		return 0
	}
	return hash(key)
}

// dateOf orders the texts of one paper: the date of the record as a number, a
// year or month alone as its beginning, 0 for an unknown date, -1 for a record
// without an abstract, which never replaces one that has it.
func dateOf(p *paper.Paper) int64 {
	if p.Abstract == "" {
		return -1
	}
	date := p.Updated
	if date == "" {
		date = p.Published
	}
	digits := strings.ReplaceAll(date, "-", "")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || len(digits) > 8 {
		return 0
	}
	for range 8 - len(digits) {
		n *= 10
	}
	return n
}
