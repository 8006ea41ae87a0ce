package extract

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"

	"claimboard/rules"
)

// Notes are what a later Change needs to know of how a paper was read, as they
// are stored. They are nil where nobody took any, and empty where no rule matched
// and none looked for claims. Else they are
//
//	a byte: 2 where rules looked for claims, else 0;
//	a number, and two bytes for each of so many rules that matched: a hash of
//	its id, the last bit set where the rule had a part in the claims;
//	where rules looked for claims, a number, and in so many bytes what an earlier is
//	made of: for each of those rules how often it matched, and for each time the
//	number of the sentence and where in its view; then for each value that bind rules
//	were tried for the sentence, where in its view, counted from 1, and a byte for
//	the slots; and for each sentence that rules that reject were tried in two zeros
//	behind it;
//	for each sentence with a value, where rules looked for claims: how many
//	sentences it is behind the one before, the number of its tokens, and for each
//	how far it begins behind the one before, its length in bytes, and its rune.
//
// To have too many rules in them does no harm: a Change then has a paper read
// again for nothing.
type Notes []byte

// Depth is how far the rules came with a paper, as its notes say.
type Depth int

// A claim is on a benchmark: where nothing may be one, no rule looks for claims.
const (
	Unmatched Depth = iota // no rule matched
	Matched                // rules matched, and made no benchmark of anything
	Searched               // rules looked for claims
)

// ruleCode is the code of a rule that had no part; the next odd number is that
// of one that had.
func ruleCode(id string) uint16 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return uint16(h.Sum32()) &^ 1
}

// Sentences have numbers: 0 is the whole abstract as one, the others are the title and
// then the sentences.
const (
	titleNumber = 1 + iota
	firstNumber
)

// spot is a rune of the view of a sentence, by the sentence's number.
type spot struct{ sentence, at int }

func (s spot) compare(t spot) int { return cmp.Or(s.sentence-t.sentence, s.at-t.at) }

// noted is where a rule matched.
type noted struct {
	code uint16
	spot
}

func (n noted) compare(o noted) int { return cmp.Or(int(n.code)-int(o.code), n.spot.compare(o.spot)) }

// note notes that a pattern matched. A mention rule or bind rule has a part
// wherever it does; of the rules that match a value, only the one that has it,
// see noteParts: the others could as well not be there.
func (a *analysis) note(p *pattern, s *sentence, m match) {
	a.spots = append(a.spots, noted{p.code, spot{s.number, m.start}})
	if !slices.Contains(a.noted, p) {
		a.noted = append(a.noted, p)
		if p.rule.Mention != "" || p.rule.Bind != "" {
			a.notePart(p)
		}
	}
}

func (a *analysis) notePart(p *pattern) {
	if !slices.Contains(a.parts, p) {
		a.parts = append(a.parts, p)
	}
}

// noteParts notes the rules that had a part in the claims by having a value: all
// that have any, but for those that could as well not be there.
func (a *analysis) noteParts() {
	only := a.onlyMaker()
	for i, c := range a.candidates {
		if c.rule != only && !a.isIdle(i) {
			a.notePart(c.rule)
		}
	}
}

// onlyMaker is the rule without which nothing would be a claim, where even with it
// nothing is: no other makes claims of any value. It is nil where there is none.
func (a *analysis) onlyMaker() *pattern {
	var only *pattern
	for _, p := range a.noted {
		switch {
		case len(p.rule.Emit) == 0:
		case only != nil || len(a.claims) > 0:
			return nil
		default:
			only = p
		}
	}
	return only
}

// isIdle says whether the claims are the same without the i-th candidate: it is a
// difference on no benchmark, its sentence holds no other, and none of those that
// look at the sentence before theirs or for words of the paper's own system finds
// anything in it.
func (a *analysis) isIdle(i int) bool {
	c := a.candidates[i]
	if c.emit == nil || c.emit.Kind != Delta || c.emit.Role == Baseline || !c.benchmark.empty() || len(c.losers) > 0 ||
		i > 0 && a.candidates[i-1].sentence == c.sentence {
		return false
	}
	if m := c.method.mention; m != nil && m.Type == rules.Self {
		return false
	}
	for _, d := range a.candidates[i+1:] {
		next := d.sentence == c.sentence+1 && d.emit != nil && d.emit.Kind == Delta && a.valueOf(d).Items != nil
		if d.sentence == c.sentence || next {
			return false
		}
	}
	return true
}

// notes are what was noted, and the sentences if rules looked for claims in them.
func (a *analysis) notes() Notes {
	if !a.searched && len(a.noted) == 0 {
		return Notes{}
	}
	codes := make([]uint16, 0, len(a.noted))
	for _, p := range a.noted {
		codes = append(codes, p.code)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	out := make(Notes, 1, 192)
	if a.searched {
		out[0] = claimsLookedFor
	}
	out = binary.AppendUvarint(out, uint64(len(codes)))
	for _, c := range codes {
		if slices.ContainsFunc(a.parts, func(p *pattern) bool { return p.code == c }) {
			c |= 1
		}
		out = binary.BigEndian.AppendUint16(out, c)
	}
	if a.searched {
		out = a.appendEarlier(out, codes)
		last := 0
		for i, s := range a.sentences {
			if s.hasValue() {
				out = s.appendTo(binary.AppendUvarint(out, uint64(i-last)))
				last = i
			}
		}
	}
	return out
}

// appendTo writes what of a sentence's view is not in its text.
func (s *sentence) appendTo(out []byte) []byte {
	n := 0
	for _, m := range s.mention {
		if m >= 0 {
			n++
		}
	}
	out = binary.AppendUvarint(out, uint64(n))
	last := s.start
	for i, m := range s.mention {
		if m < 0 {
			continue
		}
		start, end := int(s.offset[i]), max(s.mentions[m].End, int(s.offset[i]))
		out = binary.AppendUvarint(out, uint64(start-last))
		out = binary.AppendUvarint(out, uint64(end-start))
		out = append(out, byte(s.view[i]-rules.Percent))
		last = end
	}
	return out
}

// claimsLookedFor is the first byte of notes where rules looked for claims. It was 1 when
// less was noted then.
const claimsLookedFor = 2

// readable are the notes, if they are written as they are now.
func (n Notes) readable() Notes {
	if len(n) > 0 && n[0] != 0 && n[0] != claimsLookedFor {
		return nil
	}
	return n
}

// depth is how far the rules came with the paper.
func (n Notes) depth() Depth {
	switch {
	case len(n) == 0:
		return Unmatched
	case n[0] == 0:
		return Matched
	}
	return Searched
}

// matched says whether a rule is among those that matched, or had a part.
func (n Notes) matched(code uint16, part bool) bool {
	codes, _, _ := n.cut()
	for ; len(codes) > 0; codes = codes[2:] {
		if c := binary.BigEndian.Uint16(codes); c == code|1 || c == code && !part {
			return true
		}
	}
	return false
}

// cut parts the rules from what an earlier is made of, and from the sentences.
func (n Notes) cut() (codes, earlier, sentences []byte) {
	if len(n) == 0 {
		return nil, nil, nil
	}
	count, size := binary.Uvarint(n[1:])
	rest := n[1:]
	if size <= 0 || count > uint64(len(rest)-size)/2 {
		return nil, nil, nil
	}
	codes, rest = rest[size:size+2*int(count)], rest[size+2*int(count):]
	count, size = binary.Uvarint(rest)
	if size <= 0 || count > uint64(len(rest)-size) {
		return codes, nil, nil
	}
	return codes, rest[size : size+int(count)], rest[size+int(count):]
}

// views builds those noted sentences of a tidied text that are wanted, and calls
// yield for each until that returns true. It fails, if no call does, where the
// notes are not of this text.
func (n Notes) views(text string, spans []span, wanted func(string) bool, yield func(*sentence) bool) (found, ok bool) {
	_, _, rest := n.cut()
	broken := false
	next := func() int {
		v, size := binary.Uvarint(rest)
		if size <= 0 || v > uint64(len(text)) {
			broken, size, v = true, len(rest), 0
		}
		rest = rest[size:]
		return int(v)
	}
	s := &sentence{}
	for at := 0; len(rest) > 0; {
		at += next()
		if at >= len(spans) {
			return false, false
		}
		s.span, s.mentions = spans[at], s.mentions[:0]
		end := s.start
		for range next() {
			start := end + next()
			end = start + next()
			if len(rest) == 0 || end > s.end {
				return false, false
			}
			s.mentions = append(s.mentions, Mention{Type: rules.Percent + rune(rest[0]%64), Start: start, End: end})
			rest = rest[1:]
		}
		if broken {
			return false, false
		}
		if !wanted(text[s.start:s.end]) {
			continue
		}
		if s.build(text); yield(s) {
			return true, true
		}
	}
	return false, true
}
