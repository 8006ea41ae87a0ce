package extract

import "sync"

// room is memory that one analysis leaves to the next: for what all papers need
// and no result keeps.
type room struct {
	known        []Mention
	found, named []Mention // of mentionsBeside
	mentions     []Mention // of the sentences
	sentences    []sentence
	numbers      []int32 // of the views
	spans        []span  // of the sentences
	runes        []rune  // of the screen
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// empty is the same memory for the next analysis, but for what few papers need so much
// of.
func (r room) empty() room {
	const mentions = 1 << 10
	return room{
		known: emptied(r.known, mentions), found: emptied(r.found, mentions), named: emptied(r.named, mentions),
		mentions: emptied(r.mentions, mentions), sentences: emptied(r.sentences, 1<<8), numbers: emptied(r.numbers, 1<<16),
		spans: emptied(r.spans, 1<<8), runes: emptied(r.runes, 1<<14),
	}
}

func emptied[T any](s []T, most int) []T {
	if cap(s) > most {
		return nil
	}
	return s[:0]
}

// take is room for n of what memory holds, as it was left, and what memory is then: a
// larger one, where it has no room for them.
func take[T any](memory []T, n int) (taken, left []T) {
	from := len(memory)
	if from+n > cap(memory) {
		memory, from = make([]T, 0, max(2*cap(memory), n)), 0
	}
	return memory[from : from+n : from+n], memory[:from+n]
}

// newMentions is room for so many.
func (r *room) newMentions(n int) (out []Mention) {
	out, r.mentions = take(r.mentions, n)
	return out[:0]
}

// newRunes is room for so many.
func (r *room) newRunes(n int) (out []rune) {
	out, r.runes = take(r.runes, n)
	return out[:0]
}

// newSentence builds the view of text[s.start:s.end], whose mentions and lists
// of mentions are ms.
func (r *room) newSentence(text string, s span, ms []Mention) *sentence {
	var one []sentence
	one, r.sentences = take(r.sentences, 1)
	sent := &one[0]
	*sent = sentence{span: s, mentions: ms}
	n := s.end - s.start
	var numbers []int32
	numbers, r.numbers = take(r.numbers, viewSize(n))
	sent.lay(numbers, n)
	sent.build(text)
	return sent
}
