package extract

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"claimboard/rules"
)

// sentence is what patterns see of one sentence: its text in lower case, each
// mention or list of mentions one rune.
type sentence struct {
	span
	number   int // in Notes
	mentions []Mention
	view     []rune
	// mention gives for each rune of the view the mention it stands for, or -1.
	mention []int32
	// offset gives for each rune of the view, and for its end, the byte of the
	// tidied text.
	offset []int32

	// admitted are the patterns that may match the view, once read.
	admitted patternSet
	read     bool
}

// setMentions changes the mentions, and the view where that shows others.
func (s *sentence) setMentions(text string, ms []Mention) {
	same := slices.EqualFunc(s.mentions, ms, func(m, n Mention) bool { return m.Start == n.Start && m.End == n.End })
	for i, n := range s.mention {
		same = same && (n < 0 || s.view[i] == ms[n].Type)
	}
	if s.mentions = ms; !same {
		s.build(text)
	}
}

func (s *sentence) build(text string) {
	if n := s.end - s.start; cap(s.view) < n {
		s.lay(make([]int32, viewSize(n)), n)
	}
	s.view, s.mention, s.offset, s.read = s.view[:0], s.mention[:0], s.offset[:0], false
	at := s.start
	for i := range s.mentions {
		m := &s.mentions[i]
		if max(m.Start, at) >= s.end {
			break
		}
		if at < m.Start {
			_, size := utf8.DecodeLastRuneInString(text[at:m.Start])
			at = s.putText(text, at, m.Start-size)
			if end := s.quoted(text, at, i); end > 0 {
				s.put(m.Type, i, m.Start)
				at = end
				continue
			}
			at = s.putText(text, at, m.Start)
		}
		s.put(m.Type, i, at)
		at = max(m.End, at+1)
	}
	s.putText(text, at, s.end)
	s.offset = append(s.offset, int32(s.end))
}

// putText puts the text from a byte to another, and returns where it ends.
func (s *sentence) putText(text string, at, end int) int {
	for at < end {
		if c := text[at]; c < utf8.RuneSelf {
			s.put(rune(lowerASCII(c)), -1, at)
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		s.put(plain(r), -1, at)
		at += size
	}
	return at
}

// viewSize is how many numbers the view of so many bytes takes: a rune, a mention
// and an offset for each, and the offset of the end.
func viewSize(n int) int { return 3*n + 1 }

// lay gives the view of n bytes its memory.
func (s *sentence) lay(numbers []int32, n int) {
	s.view, s.mention, s.offset = numbers[:0:n], numbers[n:n:2*n], numbers[2*n:2*n:viewSize(n)]
}

// quoted gives the end of the closing quote where the next mention is a name
// with quotes around it and the first stands at i, else 0: patterns see
// "the 'Foo' dataset" as they see "the Foo dataset".
func (s *sentence) quoted(text string, i, next int) int {
	if next >= len(s.mentions) || s.mentions[next].IsValue() {
		return 0
	}
	m := &s.mentions[next]
	open, n := utf8.DecodeRuneInString(text[i:m.Start])
	if n == 0 || i+n != m.Start || !isQuote(open) {
		return 0
	}
	if last, size := utf8.DecodeRuneInString(text[m.End:s.end]); isQuote(last) && plain(last) == plain(open) {
		return m.End + size
	}
	return 0
}

func isQuote(r rune) bool {
	return plain(r) == '\'' || plain(r) == '"'
}

func (s *sentence) put(r rune, mention, offset int) {
	s.view = append(s.view, r)
	s.mention = append(s.mention, int32(mention))
	s.offset = append(s.offset, int32(offset))
}

// plain is how a rune of running text looks in a view: lower case, dashes and
// quotes of one kind, and never a token.
func plain(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r | 0x20
		}
		return r
	case r == '‐' || r == '‑' || r == '–' || r == '—' || r == '−':
		return '-'
	case r == '’' || r == '‘':
		return '\''
	case r == '“' || r == '”':
		return '"'
	case rules.Percent <= r && r <= 0xF8FF:
		return unicode.ReplacementChar
	}
	return unicode.ToLower(r)
}

// textEnd is the byte where the text before the i-th rune ends: a quote that
// closes a name is not of it.
func (s *sentence) textEnd(i int) int32 {
	if m := s.at(i - 1); m != nil {
		return int32(m.End)
	}
	return s.offset[i]
}

// at returns the mention that a rune of the view stands for, or nil.
func (s *sentence) at(i int) *Mention {
	if i < 0 || i >= len(s.mention) || s.mention[i] < 0 {
		return nil
	}
	return &s.mentions[s.mention[i]]
}

// has says whether a mention is one of the sentence's, not one of another that is alike.
func (s *sentence) has(m *Mention) bool {
	for i := range s.mentions {
		if &s.mentions[i] == m {
			return true
		}
	}
	return false
}

// namesBenchmark says whether a mention of the sentence is a benchmark.
func (s *sentence) namesBenchmark() bool {
	for i := range s.mentions {
		if s.mentions[i].Type == rules.Benchmark {
			return true
		}
	}
	return false
}

// hasValue says whether the sentence holds a number that a rule could take.
func (s *sentence) hasValue() bool {
	for i := range s.mentions {
		if s.mentions[i].IsValue() {
			return true
		}
	}
	return false
}
