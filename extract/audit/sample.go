package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"claimboard/extract"
)

// Sample is a simple random sample of the claims that are added to it, without
// replacement. Each claim gets a number that hangs on the seed and its Key
// alone, and those with the least are drawn: so the order in which they come
// does not matter, only Size claims are held, a larger sample with the same
// seed begins with the smaller one, and new papers displace few.
type Sample struct {
	// Size is how many claims to draw, at least 1.
	Size int
	Seed int64

	seen  int
	drawn []lot // at most twice Size
}

// lot is a claim with its number.
type lot struct {
	number uint64
	key    string
	record extract.Record
}

// Add offers a claim.
func (s *Sample) Add(r extract.Record) {
	s.seen++
	key := Key(&r)
	s.drawn = append(s.drawn, lot{s.number(key), key, r})
	if len(s.drawn)-s.Size >= s.Size {
		s.cut()
	}
}

// Seen counts the claims offered.
func (s *Sample) Seen() int { return s.seen }

// Records gives the drawn claims in the order of their numbers, which is a
// random one: whoever reads the first n has read a sample, too.
func (s *Sample) Records() []extract.Record {
	s.cut()
	out := make([]extract.Record, len(s.drawn))
	for i, l := range s.drawn {
		out[i] = l.record
	}
	return out
}

func (s *Sample) number(key string) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", s.Seed, key))
	return binary.BigEndian.Uint64(sum[:])
}

func (s *Sample) cut() {
	slices.SortFunc(s.drawn, func(a, b lot) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.key, b.key))
	})
	n := min(s.Size, len(s.drawn))
	clear(s.drawn[n:])
	s.drawn = s.drawn[:n]
}
