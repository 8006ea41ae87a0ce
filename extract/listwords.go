package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"claimboard/rules"
)

// listWords are the words that make a list of names or numbers.
type listWords struct {
	// joins has what may stand between two members, and says whether it is what
	// joins the last one: "and", not a comma.
	joins   map[string]bool
	longest int // text of joins, in bytes
	// split is what joins has, as it stands in running text.
	split *regexp.Regexp
	// adjectives and articles may stand before a member: "A and the new B".
	adjectives, articles map[string]bool
	// languages may, too: "English OntoNotes and Chinese MSRA".
	languages map[string]bool
	// nouns may stand behind a member: "the ACE benchmark and the KBP benchmark".
	nouns []string
	// one has nouns behind which systems with slashes between them are one: "the
	// hybrid DNN/HMM system".
	one map[string]bool
	// measured are the words before what a number was measured on.
	measured map[string]bool
	// ranges has the words behind which two numbers are one range: "between 64% and 67%".
	ranges map[string]bool
	// changes has what stands between the old and the new value of a change.
	changes map[string]bool
	// differs has the words that make the second of two numbers a difference:
	// "84.1%, 2.3% higher".
	differs map[string]bool
	// counted has what is counted behind two numbers with a slash: "47/657 problems".
	counted map[string]bool
}

// newListWords reads the word lists list-separators, list-conjunctions, articles,
// member-adjectives, member-ends, dataset-nouns, languages, one-system, measured-on,
// range-openers, arrows, change-links, difference-ends and out-of.
func newListWords(words map[string][]string) *listWords {
	l := &listWords{
		joins: map[string]bool{}, adjectives: wordSet(words["member-adjectives"]), articles: wordSet(words["articles"]),
		languages: wordSet(words["languages"]),
		nouns:     slices.Concat(words["dataset-nouns"], words["member-ends"]), one: wordSet(words["one-system"]),
		measured: wordSet(words["measured-on"]), ranges: wordSet(words["range-openers"]), changes: wordSet(slices.Concat(words["arrows"], words["change-links"])), differs: wordSet(words["difference-ends"]),
		counted: wordSet(words["out-of"]),
	}
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
	s = s[dimensionsOf(s):]
	noun := l.noun(s)
	plural := noun > 0 && strings.HasSuffix(s[:noun], "s")
	s = strings.TrimSpace(s[noun:])
	if plural && s == "," {
		return false, false // "on two QA datasets, A and B": these follow
	}
	if len(s) <= l.longest {
		if joins, ok = l.joins[s]; ok {
			return ok, joins
		}
	}
	between, last := s, strings.LastIndexByte(s, ' ')
	for last > 0 && l.adjective(between[last+1:]) {
		between = between[:last]
		last = strings.LastIndexByte(between, ' ')
	}
	if between == s || len(between) > l.longest {
		return false, false
	}
	joins, ok = l.joins[between]
	return ok, joins
}

// adjective says whether a word may stand before a member.
func (l *listWords) adjective(word string) bool {
	return l.adjectives[word] || len(word) > len("MSR") && word[0] < 'a' && l.languages[strings.ToLower(word)]
}

// plural says whether a text begins with a noun of several data sets.
func (l *listWords) plural(s string) bool {
	n := l.noun(s)
	one, ok := strings.CutSuffix(s[:n], "s")
	return ok && l.noun(one) > 0
}

// dimensionsOf is how many bytes the blank and the size of images take that a text
// begins with: " 64x64"; 0 where it does not.
func dimensionsOf(s string) int {
	if s == "" || s[0] != ' ' {
		return 0
	}
	first := endOfDigits(s, 1)
	return max(0, dimensions(s, first))
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

// parted says whether two numbers that look like a list, ms[i:j], are of two benchmarks,
// one named before them and one directly behind: "on A it reaches 84.1%, and 32.5% on B".
func (l *listWords) parted(text string, ms []Mention, i, j int) bool {
	if j != i+2 || !ms[i].IsValue() || text[ms[i].End:ms[i+1].Start] == "/" {
		return false
	}
	if j < len(ms) && ms[j].Type == rules.Metric && text[ms[j-1].End:ms[j].Start] == " " {
		j++ // "41.1, and 32.5 AP on B"
	}
	if j >= len(ms) || ms[j].Type != rules.Benchmark || !l.measures(text[ms[j-1].End:ms[j].Start]) || l.end(text, ms, j) > j+1 {
		return false
	}
	k := i - 1
	for ; k >= 0 && ms[k].Type != rules.Benchmark; k-- {
		if ms[k].IsValue() || k+1 < i && l.end(text, ms, k) == k+2 {
			return false // other numbers, or two things that the two are of
		}
	}
	if k < 0 || strings.ContainsAny(text[ms[k].End:ms[i].Start], ";:()") {
		return false
	}
	if k > 0 && (l.end(text, ms, k-1) > k || ms[k-1].IsValue() && l.measures(text[ms[k-1].End:ms[k].Start])) {
		return false // two benchmarks before, or a number that is of the one
	}
	return !sameData(&ms[k], &ms[j]) && (k+1 < i && ms[k+1].Type == rules.Metric && text[ms[k].End:ms[k+1].Start] == " " || l.measuredOn(text[:ms[k].Start]))
}

// twoChanges says whether two numbers that look like a list, ms[i:j], are the new value of
// one change and the old one of the next: "from 61.2 to 71.2 and 51.2 to 55.3".
func (l *listWords) twoChanges(text string, ms []Mention, i, j int) bool {
	change := func(k int) bool {
		return ms[k].IsValue() && ms[k+1].IsValue() && l.changes[strings.TrimSpace(text[ms[k].End:ms[k+1].Start])]
	}
	return j == i+2 && i > 0 && j < len(ms) && change(i-1) && change(j-1)
}

// measures says whether a text leads from a number to what it was measured on: " on the
// harder ".
func (l *listWords) measures(between string) bool {
	const most = 4
	words := strings.Fields(between)
	return len(words) > 0 && len(words) <= most && l.measured[words[0]] && !strings.ContainsAny(between, ",;:()")
}

// measuredOn says whether a text ends with "on", or that and a few words.
func (l *listWords) measuredOn(before string) bool {
	const most = 3
	for range most {
		before = strings.TrimRightFunc(before, unicode.IsSpace)
		word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
		if l.measured[strings.ToLower(word)] {
			return true
		}
		if word == "" || strings.ContainsAny(word, ",;:.()") {
			return false
		}
		before = strings.TrimSuffix(before, word)
	}
	return false
}

// sameData says whether two names are of one benchmark, or one is a part of the other's.
func sameData(a, b *Mention) bool {
	if a.Name() == b.Name() {
		return true
	}
	short, long := a.Name(), b.Name()
	if len(short) > len(long) {
		short, long = long, short
	}
	return strings.HasPrefix(long, short) && !wordBytes[long[len(short)]]
}
