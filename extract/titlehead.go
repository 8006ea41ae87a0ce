package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimboard/rules"
)

// titleHead is the name that a title puts before its colon where words that
// look like no name are part of it: the "Vision" of "Vision Permutator: …", all
// of "LESS: …". The abstract must use it letter for letter, so that a motto is
// none; a name of two words whose first has the shape of one may do without.
// It is "" where there is none.
func (x *Extractor) titleHead(title, abstract string) string {
	head, rest, ok := strings.Cut(title, ":")
	if !ok {
		return ""
	}
	words := strings.Fields(head)
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(head, "(),?!") {
		return ""
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return ""
		}
	}
	said := nextWord(abstract, head, 0) >= 0
	if len(words) == 1 {
		said = said && len(head) > 2 && head == strings.ToUpper(head) && x.common[strings.ToLower(head)]
	} else if len(words) == 2 && x.nameWord(words[0], true) && !x.common[strings.ToLower(words[1])] {
		said = true
	}
	if !said || x.namesData(words[len(words)-1]+" "+rest) {
		return ""
	}
	return head
}

// namesData says whether a word of a text begins with a noun of data.
func (x *Extractor) namesData(text string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(w string) bool { return x.lists.noun(" "+w) > 0 })
}

// nextWord finds a name in a text at or after a byte, no letter or digit at
// either side of it; -1 where there is none.
func nextWord(text, name string, from int) int {
	for from <= len(text) {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(name):])
		if !inWord(before) && !inWord(after) {
			return i
		}
		from = i + len(name)
	}
	return -1
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' }

// withHead makes one name of each place where a text has the title's head,
// unless a benchmark, a metric or a number is part of it.
func withHead(text string, ms []Mention, head string) []Mention {
	if head == "" {
		return ms
	}
	var out []Mention
	next := 0
	for i := nextWord(text, head, 0); i >= 0; i = nextWord(text, head, i+len(head)) {
		for next < len(ms) && ms[next].End <= i {
			out = append(out, ms[next])
			next++
		}
		m := Mention{Type: rules.Name, Start: i, End: i + len(head), Text: head}
		over := next
		for over < len(ms) && ms[over].Start < m.End {
			over++
		}
		if joined, ok := joinedName(m, ms[next:over]); ok {
			out = append(out, joined)
			next = over
		}
	}
	return append(out, ms[next:]...)
}

// joinedName puts the mentions that a longer name holds into it.
func joinedName(m Mention, parts []Mention) (Mention, bool) {
	for _, p := range parts {
		switch p.Type {
		case rules.Name, rules.Method, rules.Rival, rules.Described:
		default:
			return m, false
		}
		if p.Start < m.Start || p.End > m.End || p.Start == m.Start && p.End == m.End {
			return m, false
		}
	}
	return m, true
}
