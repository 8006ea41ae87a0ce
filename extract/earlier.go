package extract

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// earlier is what is known of a paper in which rules looked for claims before, where none
// of those that say what a name is differs since, nor any name: the views of its
// sentences are as they were, so that a rule that was tried on one matches there where it
// did. Of where rules matched it may say too much, as of a rule that since has another
// pattern, and matches nowhere in the paper: the pattern is tried there.
//
// Bind rules and those that reject are only tried where a value is, or may be, a claim,
// and others may be now. It says for which slots of which values the former were, in their
// order, and in which sentences the latter.
type earlier struct {
	// spots are where rules matched, in order, places where in the view each is, and met
	// the patterns that they are of.
	spots  []noted
	places []int
	met    patternSet
	asked  []asked // in order
	// differing are patterns of which it knows nothing, which may be few, unasked slots
	// of which it does not.
	differing patternSet
	few       bool
	unasked   slots
}

// asked says for which slots of the value at a spot bind rules were tried. Without slots
// it says that rules that reject were tried in the sentence.
type asked struct {
	spot
	slots slots
}

func (b asked) compare(c asked) int { return b.spot.compare(c.spot) }

// slots is a set of them.
type slots byte

var slotsNamed = map[string]slots{"benchmark": 1, "metric": 2, "method": 4, "versus": 8, "base": 16, "phrase": 32, "setting": 64}

// noValue is where no value stands in a view.
const noValue = -1

// silent says whether a rule matches nowhere in the paper where it was tried before.
func (e *earlier) silent(p *pattern) bool {
	return e != nil && !e.met.has(p.number) && !e.differs(p)
}

// differs says whether nothing is known of a rule.
func (e *earlier) differs(p *pattern) bool { return e.differing.has(p.number) }

// placesIn are those in a sentence at which a rule may match that was tried there before.
func (e *earlier) placesIn(s *sentence, p *pattern) []int {
	if !e.met.has(p.number) {
		return nil
	}
	from, _ := slices.BinarySearchFunc(e.spots, noted{p.code, spot{sentence: s.number}}, noted.compare)
	to := from
	for to < len(e.spots) && e.spots[to].code == p.code && e.spots[to].sentence == s.number {
		to++
	}
	return e.places[from:to]
}

// ask notes that bind rules are tried for slots of a value, or rules that reject in a
// sentence, and says whether they were before.
func (a *analysis) ask(s *sentence, value int, named slots) bool {
	at := spot{s.number, value}
	a.asked = append(a.asked, asked{at, named})
	if a.earlier == nil || a.earlier.unasked&named != 0 {
		return false
	}
	i, found := slices.BinarySearchFunc(a.earlier.asked, at, func(b asked, at spot) int { return b.spot.compare(at) })
	return found && a.earlier.asked[i].slots&named == named
}

// appendEarlier writes what an earlier is made of, and before it its length. The codes
// are those of all rules that matched, in order.
func (a *analysis) appendEarlier(out []byte, codes []uint16) []byte {
	slices.SortFunc(a.spots, noted.compare)
	spots := slices.Compact(a.spots)
	body := make([]byte, 0, 128)
	for _, code := range codes {
		n := 0
		for n < len(spots) && spots[n].code == code {
			n++
		}
		body = binary.AppendUvarint(body, uint64(n))
		for _, s := range spots[:n] {
			body = binary.AppendUvarint(binary.AppendUvarint(body, uint64(s.sentence)), uint64(s.at))
		}
		spots = spots[n:]
	}
	slices.SortFunc(a.asked, asked.compare)
	for rest := a.asked; len(rest) > 0; {
		one := rest[0]
		for ; len(rest) > 0 && rest[0].spot == one.spot; rest = rest[1:] {
			one.slots |= rest[0].slots
		}
		body = binary.AppendUvarint(binary.AppendUvarint(body, uint64(one.sentence)), uint64(one.at-noValue))
		body = append(body, byte(one.slots))
	}
	return append(binary.AppendUvarint(out, uint64(len(body))), body...)
}

// recall reads what was noted. ByCode are the patterns in the order of their codes. It
// fails where the notes are broken.
func (e *earlier) recall(n Notes, byCode []*pattern) bool {
	codes, rest, _ := n.cut()
	ok := len(rest) > 0
	next := func() int {
		v, size := binary.Uvarint(rest)
		if size <= 0 || v > mostNoted {
			ok, size, v = false, len(rest), 0
		}
		rest = rest[size:]
		return int(v)
	}
	e.spots, e.places = make([]noted, 0, len(rest)/2), make([]int, 0, len(rest)/2)
	e.met = newPatternSet(len(byCode))
	for ; len(codes) > 0; codes = codes[2:] {
		code := binary.BigEndian.Uint16(codes) &^ 1
		for range next() {
			if len(rest) == 0 {
				return false
			}
			at := spot{next(), next()}
			e.spots, e.places = append(e.spots, noted{code, at}), append(e.places, at.at)
		}
		i, _ := slices.BinarySearchFunc(byCode, code, func(p *pattern, code uint16) int { return cmp.Compare(p.code, code) })
		for ; i < len(byCode) && byCode[i].code == code; i++ {
			e.met.add(byCode[i].number)
		}
	}
	for len(rest) > 0 {
		at := spot{next(), next() + noValue}
		if len(rest) == 0 {
			return false
		}
		e.asked = append(e.asked, asked{at, slots(rest[0])})
		rest = rest[1:]
	}
	return ok && slices.IsSortedFunc(e.spots, noted.compare) && slices.IsSortedFunc(e.asked, asked.compare)
}

// mostNoted is the most that a number in notes may be.
const mostNoted = 1 << 30
