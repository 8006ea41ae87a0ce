package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimboard/rules"
)

// unitTable finds the unit that a text begins with.
type unitTable struct {
	byFirst map[byte][]unitName
}

type unitName struct {
	text  string
	exact bool
	entry *rules.Entry
}

func newUnitTable(v *rules.Vocabulary) unitTable {
	t := unitTable{byFirst: map[byte][]unitName{}}
	for _, e := range v.Entries {
		for _, name := range e.Names() {
			u := unitName{text: name, exact: e.Case == "exact", entry: e}
			if !u.exact {
				u.text = strings.ToLower(name)
			}
			t.byFirst[name[0]|0x20] = append(t.byFirst[name[0]|0x20], u)
		}
	}
	return t
}

// longest returns the longest unit at the front of s and its bytes.
func (t unitTable) longest(s string) (*rules.Entry, int) {
	if s == "" {
		return nil, 0
	}
	var best unitName
	for _, u := range t.byFirst[s[0]|0x20] {
		if len(u.text) <= len(best.text) || len(s) < len(u.text) {
			continue
		}
		head := s[:len(u.text)]
		if head == u.text || !u.exact && strings.EqualFold(head, u.text) {
			if !wordGoesOn(u.text, s[len(u.text):]) {
				best = u
			}
		}
	}
	return best.entry, len(best.text)
}

// wordGoesOn says whether the word that ends in name is longer in the text.
func wordGoesOn(name, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	next, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(last) && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_')
}

// qualifierTable finds the words before a number that bound it.
type qualifierTable struct {
	phrases map[string]string // folded phrase to bound, "" for words to pass over
	longest int               // in words
}

// newQualifierTable reads the word lists at_least, at_most, approx and articles.
func newQualifierTable(words map[string][]string) qualifierTable {
	t := qualifierTable{phrases: map[string]string{}}
	for list, bound := range map[string]string{"at_least": AtLeast, "at_most": AtMost, "approx": Approx, "before-number": ""} {
		for _, p := range words[list] {
			t.phrases[p] = bound
			t.longest = max(t.longest, strings.Count(p, " ")+1)
		}
	}
	return t
}

// endingAt returns the bound that the longest phrase at the end of s sets, and
// the phrase's bytes; 0 bytes where there is no such phrase.
func (t qualifierTable) endingAt(s string) (bound string, n int) {
	from := len(s)
	for words := 0; words < t.longest && from > 0; words++ {
		from = wordStart(s, from)
		var room [wordRoom]byte
		phrase := lowerIn(room[:0], strings.TrimLeft(s[from:], "( "))
		if b, ok := t.phrases[string(phrase)]; ok {
			bound, n = b, len(phrase)
		}
	}
	if n == 0 && s != "" {
		// A mark is written against the number: "~10", ">99".
		_, size := utf8.DecodeLastRuneInString(s)
		if b, ok := t.phrases[s[len(s)-size:]]; ok {
			return b, size
		}
	}
	return bound, n
}

// wordStart returns where the word that ends before s[end] begins.
func wordStart(s string, end int) int {
	s = strings.TrimRight(s[:end], " ")
	return strings.LastIndexByte(s, ' ') + 1
}
