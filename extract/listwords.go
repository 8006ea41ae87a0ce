package extract

import (
	"regexp"
	"slices"
	"strings"
)

// listWords are the words that make a list of names or numbers.
type listWords struct {
	// joins has what may stand between two members, and says whether it is what
	// joins the last one: "and", not a comma.
	joins   map[string]bool
	longest int // text of joins, in bytes
	// split is what joins has, as it stands in running text.
	split *regexp.Regexp
	// nouns may stand behind a member: "the ACE benchmark and the KBP benchmark".
	nouns []string
	// one has nouns behind which systems with slashes between them are one: "the
	// hybrid DNN/HMM system".
	one map[string]bool
}

// newListWords reads the word lists list-separators, list-conjunctions,
// dataset-nouns and one-system.
func newListWords(words map[string][]string) *listWords {
	l := &listWords{joins: map[string]bool{}, nouns: words["dataset-nouns"], one: wordSet(words["one-system"])}
	var running []string
	for list, joins := range map[string]bool{"list-separators": false, "list-conjunctions": true} {
		for _, s := range words[list] {
			l.joins[s] = joins
			l.longest = max(l.longest, len(s))
			running = append(running, regexp.QuoteMeta(spaced(s)))
		}
	}
	slices.SortFunc(running, func(a, b string) int { return len(b) - len(a) })
	l.split = regexp.MustCompile(strings.Join(running, "|"))
	return l
}

// spaced puts blanks around a separator as authors do: none before a comma,
// none beside a slash.
func spaced(s string) string {
	if s == "/" {
		return s
	}
	if strings.HasPrefix(s, ",") {
		return s + " "
	}
	return " " + s + " "
}

// separates says whether a text stands between two members of a list, and
// whether it joins the last one.
func (l *listWords) separates(s string) (ok, joins bool) {
	s = s[l.noun(s):]
	if len(s) > l.longest+len("  ") {
		return false, false
	}
	joins, ok = l.joins[strings.TrimSpace(s)]
	return ok, joins
}

// noun is how many bytes the blank and noun of a data set take that a text
// begins with, 0 where it does not.
func (l *listWords) noun(s string) int {
	if s == "" || s[0] != ' ' {
		return 0
	}
	longest := 0
	for _, n := range l.nouns {
		end := 1 + len(n)
		if end > longest && strings.HasPrefix(s[1:], n) && (end == len(s) || !wordBytes[s[end]] && s[end] != '_') {
			longest = end
		}
	}
	return longest
}
