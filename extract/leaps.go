package extract

// leaps tells of most texts of ASCII that none of some words begins in them, without
// reading each byte: two bytes tell how far behind them a word's beginning may end at
// the least (the way of Wu and Manber).
type leaps struct {
	size int // bytes of a beginning
	// ahead says how far behind two bytes a beginning ends at the least, opens whether
	// one begins with them.
	ahead [pairs]uint8
	opens [pairs]bool
}

// A beginning is long enough to leap, and no longer than ahead can tell.
const (
	leastLeap = 4
	mostLeap  = 1<<8 - 1
)

// newLeaps looks for words whatever the case of their letters, nil where one is too short.
func newLeaps(words []string) *leaps {
	l := &leaps{size: mostLeap}
	for _, w := range words {
		l.size = min(l.size, len(w))
	}
	if l.size < leastLeap {
		return nil
	}
	for i := range l.ahead {
		l.ahead[i] = uint8(l.size - 1)
	}
	for _, w := range words {
		l.opens[pairOf(w[0], w[1])] = true
		for i := 1; i < l.size; i++ {
			further := &l.ahead[pairOf(w[i-1], w[i])]
			*further = min(*further, uint8(l.size-1-i))
		}
	}
	return l
}

// mayHold says whether a word may be in a text.
func (l *leaps) mayHold(text string) bool {
	for end := l.size - 1; end < len(text); {
		n := int(l.ahead[pairOf(text[end-1], text[end])])
		if n == 0 && l.opens[pairOf(text[end-l.size+1], text[end-l.size+2])] {
			return true
		}
		end += max(n, 1)
	}
	return false
}

// pairs is how many pairs of bytes are told apart.
const pairs = 1 << 10

// pairOf is the number of two bytes: the same whatever the case of letters.
func pairOf(a, b byte) uint16 { return uint16(a&0x1F)<<5 | uint16(b&0x1F) }

// rarest are the texts of ASCII of the clause that says most, its shortest text being
// the longest: no text of ASCII fulfils the requirement that holds none of them.
func (q requirement) rarest() []string {
	rarest, longest := []string{""}, 0
	for _, c := range q {
		texts, least := []string{}, mostLeap
		for _, s := range c {
			if isASCII(s) {
				texts, least = append(texts, s), min(least, len(s))
			}
		}
		if least > longest {
			rarest, longest = texts, least
		}
	}
	return rarest
}
