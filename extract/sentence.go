package extract

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a piece of a text, in bytes.
type span struct{ start, end int }

// sentences splits a tidied text. A full stop ends a sentence where a space
// and a capital, digit or bracket follow, or where the space was lost before a
// capitalised word ("83.25%).Additionally"); abbreviations end none.
func sentences(text string, abbreviations map[string]bool) []span {
	return appendSentences(make([]span, 0, usualSentences), text, abbreviations)
}

// appendSentences appends them to none.
func appendSentences(out []span, text string, abbreviations map[string]bool) []span {
	start := 0
	for i := nextEnd(text, 0); i < len(text); i = nextEnd(text, i+1) {
		end := i + 1
		for end < len(text) && strings.IndexByte(`)]"'`, text[end]) >= 0 {
			end++
		}
		if !endsSentence(text, start, i, end, abbreviations) {
			continue
		}
		out = append(out, span{start, end})
		for end < len(text) && text[end] == ' ' {
			end++
		}
		start = end
		i = end - 1
	}
	if start < len(text) {
		out = append(out, span{start, len(text)})
	}
	return cutLong(text, out)
}

// usualSentences are as many as most abstracts have.
const usualSentences = 16

// nextEnd is where the next mark stands at or after i that may end a sentence, the end of
// the text where none does. Of eight bytes at once it makes those zero that are one, and
// nothing but the first zero sets the least of the high bits.
func nextEnd(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		eight := eightBytes(text[i:])
		stop, call, ask := eight^'.'*each, eight^'!'*each, eight^'?'*each
		if high := ((stop-each)&^stop | (call-each)&^call | (ask-each)&^ask) & (0x80 * each); high != 0 {
			return i + bits.TrailingZeros64(high)/8
		}
	}
	for i < len(text) && text[i] != '.' && text[i] != '!' && text[i] != '?' {
		i++
	}
	return i
}

// maxSentence is the most bytes of a sentence. What patterns cost grows faster
// than the text they see, so text without full stops must not be one sentence
// however long. Of 30,000 abstracts of arXiv none has a sentence of this length.
const maxSentence = 2000

// cutLong cuts sentences that are too long at their blanks, or where there is
// none, between two runes.
func cutLong(text string, spans []span) []span {
	long := func(s span) bool { return s.end-s.start > maxSentence }
	if !slices.ContainsFunc(spans, long) {
		return spans
	}
	var out []span
	for _, s := range spans {
		for long(s) {
			end := s.start + maxSentence
			if blank := strings.LastIndexByte(text[s.start:end], ' '); blank > 0 {
				end = s.start + blank
			}
			for !utf8.RuneStart(text[end]) {
				end--
			}
			out = append(out, span{s.start, end})
			for s.start = end; s.start < s.end && text[s.start] == ' '; {
				s.start++
			}
		}
		if s.start < s.end {
			out = append(out, s)
		}
	}
	return out
}

// endsSentence judges the mark at text[mark]; next is the first byte after it
// and any closing brackets.
func endsSentence(text string, start, mark, next int, abbreviations map[string]bool) bool {
	if next >= len(text) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text[next:])
	if first != ' ' {
		return text[mark] == '.' && unicode.IsUpper(first) && lostSpace(text, mark, next)
	}
	follow, size := utf8.DecodeRuneInString(text[next+1:])
	if unicode.IsLower(follow) && !camelWord(text[next+1:]) {
		return false
	}
	word := text[start+strings.LastIndexByte(text[start:mark], ' ')+1 : mark+1]
	word = strings.TrimLeft(word, "([\"'")
	if hasLower(abbreviations, word) {
		return false
	}
	// A single capital is an initial, unless it ends the sentence's last word.
	if len(word) == 2 && unicode.IsUpper(rune(text[mark-1])) && unicode.IsUpper(follow) && size > 0 {
		return false
	}
	return true
}

// camelWord says whether a text begins with a name in lower case that has a
// capital or digit inside: "iCaRL", "pass@1", "o3-mini".
func camelWord(s string) bool {
	s, _, _ = strings.Cut(s, " ")
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsDigit(r) || r == '@' {
			return true
		}
	}
	return false
}

// lostSpace says whether a capitalised word of three letters or more follows a
// lower-case letter, digit, bracket or per cent sign without a space.
func lostSpace(text string, mark, next int) bool {
	if mark == 0 {
		return false
	}
	before := rune(text[mark-1])
	if !unicode.IsLower(before) && !unicode.IsDigit(before) && before != ')' && before != '%' {
		return false
	}
	n := 0
	for _, r := range text[next+1:] {
		if !unicode.IsLower(r) {
			break
		}
		n++
	}
	return n >= 1 && strings.IndexByte(text[next:], ' ') > 0 && !strings.Contains(wordAt(text, next), ".")
}

// wordAt returns the text from i to the next blank, marks at its end left out.
func wordAt(text string, i int) string {
	w, _, _ := strings.Cut(text[i:], " ")
	return strings.TrimRight(w, ".,;:")
}
