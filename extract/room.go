package extract

import "sync"

// room is memory that one analysis leaves to the next: for what all papers need
// and no result keeps.
type room struct {
	known   []Mention
	numbers []int32 // of the views
	taken   int     // of numbers
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// empty is the same memory for the next analysis.
func (r room) empty() room {
	r.taken = 0
	return r
}

// leastNumbers are enough for the views of most abstracts.
const leastNumbers = 4 << 10

// newSentence builds the view of text[s.start:s.end], whose mentions and lists
// of mentions are ms.
func (r *room) newSentence(text string, s span, ms []Mention) *sentence {
	sent := &sentence{span: s, mentions: ms}
	n := s.end - s.start
	size := viewSize(n)
	if r.taken+size > len(r.numbers) {
		r.numbers, r.taken = make([]int32, max(size, leastNumbers)), 0
	}
	sent.lay(r.numbers[r.taken:r.taken+size], n)
	r.taken += size
	sent.build(text)
	return sent
}
