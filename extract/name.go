package extract

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimboard/rules"
)

// appendNames appends the mentions already taken and the proper names that are in no
// vocabulary: words with a capital or digit inside, and capitalised words that are
// neither common nor first in their sentence; a run of them is one name ("Penn
// Treebank", "NYU Depth v2"). Numbers that belong to a name ("AlpacaEval 2.0") go
// with it.
//
// In a title every word has a capital: there only a first word before a colon
// and words with a capital or digit inside are names.
func (x *Extractor) appendNames(out []Mention, text string, taken []Mention, title bool) []Mention {
	next := 0
	first := true // in its sentence
	for i := 0; i < len(text); {
		for next < len(taken) && taken[next].End <= i {
			next++
		}
		if next < len(taken) && taken[next].Start <= i {
			out = append(out, taken[next])
			i = taken[next].End
			next++
			first = false
			continue
		}
		if end, words := passSmall(text, i, nextTaken(taken[next:], len(text))); end > i {
			first = first && !words
			i = end
			continue
		}
		w := wordFrom(text, i)
		if w.end == w.start {
			_, size := utf8.DecodeRuneInString(text[i:])
			if c := text[i]; c == '.' || c == '!' || c == '?' || c == ':' {
				first = c != '.' || !x.shortened(text[:i+1])
			}
			i += size
			continue
		}
		if next < len(taken) && taken[next].Start < w.end {
			plus := taken[next].Start - 1
			if plus <= w.start || text[plus] != '+' {
				i = taken[next].Start
				continue
			}
			w.end = plus // "MAC-SQL+GPT-4"
		}
		if title {
			first = w.start > 0 || !strings.HasPrefix(text[w.end:], ":")
		} else if first {
			first = !x.recurs(text, w)
		}
		if !x.beginsName(text, w, first) {
			first = false
			i = w.end
			continue
		}
		end := w.end
		if !title || strings.ContainsAny(text[w.start:w.end], "0123456789") {
			end = x.nameEnd(text, w.end, taken[next:])
		}
		out = append(out, Mention{Type: x.nameType(text[w.start:end]), Start: w.start, End: end, Text: text[w.start:end]})
		for next < len(taken) && taken[next].Start < end {
			next++ // a version number that was taken for a value
		}
		first = false
		i = end
	}
	for ; next < len(taken); next++ {
		out = append(out, taken[next])
	}
	return out
}

// passSmall passes over words of small letters that end at a limit or before, and what
// stands between them, up to where a name may begin or a sentence or clause end. It says
// whether there were any words. They are those that wordFrom would find, and no names.
func passSmall(text string, i, limit int) (end int, words bool) {
	for i < limit {
		if smallBytes[text[i]]&betweenWords != 0 {
			i++
			continue
		}
		end := i
		for end < limit && smallBytes[text[end]]&inSmallWord != 0 {
			end++
		}
		if end == i || end < len(text) && smallBytes[text[end]]&behindWord == 0 {
			break
		}
		i, words = end, true
	}
	return i, words
}

// smallBytes says what a byte may be for passSmall.
var smallBytes = func() (is [256]smallByte) {
	for c := range utf8.RuneSelf {
		switch r := byte(c); {
		case 'a' <= r && r <= 'z':
			is[c] = inSmallWord
		case wordBytes[r], r == '.':
		case strings.IndexByte("!?:", r) >= 0:
			is[c] = behindWord
		case r == '-' || r == '\'':
			is[c] = betweenWords | inSmallWord // of "up-to-date", "model's"
		case strings.IndexByte("_+@*^&/", r) >= 0:
			is[c] = betweenWords
		default:
			is[c] = betweenWords | behindWord
		}
	}
	return is
}()

type smallByte uint8

const (
	betweenWords smallByte = 1 << iota // where no word is
	inSmallWord
	behindWord // it ends any word
)

// wordFrom returns the word that begins at i: letters, digits and the marks
// that names hold. It is empty where none begins.
func wordFrom(text string, i int) span {
	end := i
	for end < len(text) {
		if wordBytes[text[end]] {
			end++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		inside := end > i && (strings.ContainsRune("-‐_+@*^'’.&", r) || r == '/' && patchSize(text, end))
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !inside || r == '@' && teamAt(text[i:end], text[end+size:]) {
			break
		}
		end += size
	}
	if end > i && wordBytes[text[end-1]] && (end < i+2 || text[end-1] != 's') {
		return span{i, end}
	}
	word := strings.TrimRight(text[i:end], "-‐_@'’.&^")
	for _, possessive := range []string{"'s", "’s"} {
		word = strings.TrimSuffix(word, possessive)
	}
	return span{i, i + len(word)}
}

// teamAt says whether a team stands before an "@" and a task behind it, as in
// "FBK@SMM4H2020", not a metric and its cutoff, as in "Recall@K".
func teamAt(before, after string) bool {
	task := wordFrom(after, 0)
	return len(before) > 1 && task.end > 3 && unicode.IsUpper(rune(after[0])) && unicode.IsUpper(rune(after[1]))
}

// wordBytes are ASCII's letters and digits.
var wordBytes = func() (is [256]bool) {
	for c := range is {
		is[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return is
}()

// patchSize says whether the slash at i is part of a name such as "ViT-B/14".
func patchSize(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsLetter(before) && i+1 < len(text) && isDigit(text[i+1])
}

// beginsName says whether a word that has the shape of a name is none of what only
// looks like one: an abbreviation ("Avg."), an author in brackets, an end of an arrow.
func (x *Extractor) beginsName(text string, w span, first bool) bool {
	switch {
	case !x.nameWord(text[w.start:w.end], first):
		return false
	case strings.HasPrefix(text[w.end:], ".") && x.shortened(text[:w.end+1]):
		return false
	case strings.HasSuffix(text[:w.start], "(") && x.author(text, w):
		return false
	}
	return !x.isDirection(text, w)
}

// isDirection says whether a word is one end of a direction of translation, "En->Multi":
// the other end of its arrow is the code of a language.
func (x *Extractor) isDirection(text string, w span) bool {
	const most = 3 // letters of a code
	isCode := func(s string) bool { return len(s) > 1 && len(s) <= most && letters(s) == len(s) }
	for _, arrow := range x.set.Words["arrows"] {
		if before, ok := strings.CutSuffix(text[:w.start], arrow); ok && isCode(before[strings.LastIndexAny(before, " (/,")+1:]) {
			return true
		}
		if after, ok := strings.CutPrefix(text[w.end:], arrow); ok {
			code := wordFrom(after, 0)
			return isCode(after[code.start:code.end])
		}
	}
	return false
}

// shortened says whether the full stop that ends a text is that of an abbreviation.
func (x *Extractor) shortened(text string) bool {
	word := text[strings.LastIndexAny(text, " (")+1:]
	return hasLower(x.abbrev, word)
}

// nameWord judges one word by its shape.
func (x *Extractor) nameWord(word string, first bool) bool {
	if isLowerWord(word) {
		return false
	}
	shape := shapeOf(word)
	if !shape.mayName(first) {
		return false
	}
	var room [wordRoom]byte
	low := lowerIn(room[:0], word)
	if x.isCommon(low) || string(low) == word && x.parts[strings.TrimRight(word, "0123456789")] {
		return false // also "subtask1"
	}
	hyphen := bytes.LastIndexByte(low, '-')
	head, _ := utf8.DecodeRuneInString(word)
	switch {
	case hyphen >= 0 && x.endings[string(low[hyphen+1:])]:
		return false // "LLM-based", "X86-CPU"
	case unicode.IsDigit(head):
		return shape.inner >= 2 && shape.lower > 0 || shape.inner > 2 // "20NewsGroups", "3DVP", not "10K" or "3D"
	case shape.inner > 0 && shape.lower+shape.upper > 1:
		// "State-of-the-Art" is no name: its parts are words. "UI-Vision" is.
		return !x.commonCompound(low) || allCapitalised(word)
	case shape.digit > 0 && shape.upper > 0 && strings.Contains(word, "@"):
		return true // "F@05"
	case shape.digit > 0:
		return shape.upper+shape.lower >= 2 && (hyphen < 0 || shape.upper > 0)
	}
	return shape.upper == 1 && shape.lower > 1 && !first && !x.commonCompound(low)
}

// isCapitalName is what nameWord says of a capital and small letters that do not stand
// first.
func (x *Extractor) isCapitalName(word string) bool {
	var room [wordRoom]byte
	return len(word) > 2 && !x.isCommon(lowerIn(room[:0], word))
}

// isCommon says whether a word in lower case is common, or the plural of one that is.
func (x *Extractor) isCommon(low []byte) bool {
	one, plural := bytes.CutSuffix(low, []byte("s"))
	return x.common[string(low)] || plural && x.common[string(one)]
}

// shape counts a word's letters and digits; inner are the capitals behind the first rune.
type shape struct{ upper, lower, digit, inner int }

func shapeOf(word string) (s shape) {
	for i, r := range word {
		switch {
		case 'a' <= r && r <= 'z':
			s.lower++
		case unicode.IsUpper(r):
			s.upper++
			if i > 0 {
				s.inner++
			}
		case unicode.IsLower(r):
			s.lower++
		case unicode.IsDigit(r):
			s.digit++
		}
	}
	return s
}

// mayName says whether a word of that shape may be a name: it has letters, and a capital
// inside or a digit, or is a capitalised word that does not stand first.
func (s shape) mayName(first bool) bool {
	return s.upper+s.lower > 0 && (s.inner+s.digit > 0 || s.upper > 0 && s.lower > 1 && !first)
}

// wordRoom is enough for most words.
const wordRoom = 64

// lowerIn is a word in lower case, in room where it is large enough.
func lowerIn(room []byte, word string) []byte {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return append(room[:0], strings.ToLower(word)...)
		}
		room = append(room, lowerASCII(word[i]))
	}
	return room
}

// hasLower says whether a set has a word that is in lower case there.
func hasLower(set map[string]bool, word string) bool {
	var room [wordRoom]byte
	return set[string(lowerIn(room[:0], word))]
}

// endsBenchmark says whether a word of a text ends as benchmarks' names do.
func (x *Extractor) endsBenchmark(text string) bool {
	return slices.ContainsFunc(x.set.Words["benchmark-endings"], func(end string) bool {
		for at := 0; ; {
			i := strings.Index(text[at:], end)
			if i < 0 {
				return false
			}
			at += i + len(end)
			if at == len(text) || !wordBytes[text[at]] {
				return true
			}
		}
	})
}

// recurs says whether a word that begins a sentence stands elsewhere with its capital
// behind a small word, and nowhere without one: then it is a name here as well. A
// plural is rather a topic.
func (x *Extractor) recurs(text string, w span) bool {
	word := text[w.start:w.end]
	if len(word) < 4 || !isCapitalised(word) || strings.HasSuffix(word, "s") || hasLower(x.common, word) {
		return false
	}
	within := false
	for at := 0; ; {
		i := nextWord(text, word, at)
		if i < 0 {
			break
		}
		within = within || i > 1 && text[i-1] == ' ' && (text[i-2] == ',' || 'a' <= text[i-2] && text[i-2] <= 'z')
		at = i + len(word)
	}
	return within && nextWord(text, strings.ToLower(word), 0) < 0
}

// isLowerWord says whether a word is ASCII's small letters only: never a name.
func isLowerWord(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

func allCapitalised(word string) bool {
	for _, part := range strings.Split(word, "-") {
		if r, _ := utf8.DecodeRuneInString(part); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// commonCompound says whether a hyphenated word is made of common words only.
func (x *Extractor) commonCompound(low []byte) bool {
	part, rest, more := bytes.Cut(low, []byte("-"))
	if !more {
		return false
	}
	for x.common[string(part)] {
		if !more {
			return true
		}
		part, rest, more = bytes.Cut(rest, []byte("-"))
	}
	return false
}

// systemStart is where a system's name begins, with a common word before it that
// has a capital behind a small word: the "Deep" of "our Deep Researcher".
func (x *Extractor) systemStart(text string, start int) int {
	from := strings.LastIndexByte(strings.TrimSuffix(text[:start], " "), ' ') + 1
	if from < 2 || !strings.HasSuffix(text[:start], " ") || text[from-2] < 'a' || text[from-2] > 'z' {
		return start
	}
	word := text[from : start-1]
	if len(word) < 4 || word[0] < 'A' || word[0] > 'Z' || !isLowerWord(word[1:]) || hasLower(x.lexicon.languages, word) {
		return start
	}
	return from
}

// nameEnd takes the words that go on with a name, and a version after it.
func (x *Extractor) nameEnd(text string, end int, taken []Mention) int {
	for end+1 < len(text) && text[end] == ' ' {
		w := wordFrom(text, end+1)
		word := text[w.start:w.end]
		if word == "" || mentionIn(taken, w) && !isVersion(word) || x.author(text, w) {
			return end
		}
		if (isVersion(word) || isShortYear(word) && isInitials(text[strings.LastIndexByte(text[:end], ' ')+1:end])) && !unitFollows(taken, w) {
			return x.variantEnd(text, w.end)
		}
		if last := letterBehind(text, w, x.lexicon.lettered); last > 0 {
			return last
		}
		if !x.nameWord(word, false) && !beforeGloss(text, w) && !numbered(text, w) {
			if last := x.architecture(text, w); last > 0 && last < nextTaken(taken, len(text)) {
				return last
			}
			if last := x.beforeDataset(text, w); last > 0 && last < nextTaken(taken, len(text)) {
				return last
			}
			return end
		}
		end = w.end
	}
	return end
}

// variantEnd takes the word of a variant behind a version: the "Lite" of "Seed 2.0
// Lite".
func (x *Extractor) variantEnd(text string, end int) int {
	if w := wordFrom(text, min(end+1, len(text))); strings.HasPrefix(text[end:], " ") && x.lexicon.variants[text[w.start:w.end]] && unicode.IsUpper(rune(text[w.start])) {
		return w.end
	}
	return end
}

// author says whether a word is the author of a work cited: "Miller et al.".
func (x *Extractor) author(text string, w span) bool {
	after, ok := strings.CutPrefix(text[w.end:], " ")
	return ok && slices.ContainsFunc(x.set.Words["authors"], func(others string) bool { return strings.HasPrefix(after, others) })
}

// architecture takes the capitalised words from w on that end on what a system
// is, the "Convolutional Network" of "Global Convolutional Network"; 0 where
// none does.
func (x *Extractor) architecture(text string, w span) int {
	last := 0
	for w.end > w.start && unicode.IsUpper(rune(text[w.start])) {
		if hasLower(x.systemNouns, text[w.start:w.end]) {
			last = w.end
		}
		if w.end+1 >= len(text) || text[w.end] != ' ' {
			break
		}
		w = wordFrom(text, w.end+1)
	}
	return last
}

// beforeDataset takes the capitalised words from w on that stand before a noun of data,
// the "University" of "the Foo University corpus"; 0 where that does not follow.
func (x *Extractor) beforeDataset(text string, w span) int {
	const most = 3
	for n := 0; n < most && w.end > w.start && unicode.IsUpper(rune(text[w.start])); n++ {
		if w.end == len(text) || text[w.end] != ' ' || hasLower(x.datasetNouns, text[w.start:w.end]) {
			return 0
		}
		next := wordFrom(text, w.end+1)
		if noun := text[next.start:next.end]; x.datasetNouns[noun] {
			if one, plural := strings.CutSuffix(noun, "s"); plural && x.datasetNouns[one] {
				return 0 // of a kind: "on Streaming Video benchmarks"
			}
			return w.end
		}
		w = next
	}
	return 0
}

// nextTaken is where the next mention starts, or the end of the text.
func nextTaken(taken []Mention, end int) int {
	if len(taken) > 0 {
		return taken[0].Start
	}
	return end
}

// numbered says whether a capitalised word stands before a number: the "Task"
// of "SemEval-2021 Task 8".
func numbered(text string, w span) bool {
	head, _ := utf8.DecodeRuneInString(text[w.start:])
	if !unicode.IsUpper(head) || w.end+1 >= len(text) || text[w.end] != ' ' {
		return false
	}
	next := wordFrom(text, w.end+1)
	word := text[next.start:next.end]
	return len(word) > 0 && len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

// beforeGloss says whether a capitalised word stands before an abbreviation in
// brackets: the common word that ends "Multiple Granularity Network (MGN)".
func beforeGloss(text string, w span) bool {
	rest, ok := strings.CutPrefix(text[w.end:], " (")
	if !ok {
		return false
	}
	head, _ := utf8.DecodeRuneInString(text[w.start:])
	gloss := wordFrom(rest, 0)
	return unicode.IsUpper(head) && gloss.end > 1 && strings.HasPrefix(rest[gloss.end:], ")") && strings.ToLower(rest[:gloss.end]) != rest[:gloss.end]
}

func mentionIn(taken []Mention, w span) bool {
	for _, m := range taken {
		if m.Start >= w.end {
			return false
		}
		if w.start < m.End {
			return true
		}
	}
	return false
}

// unitFollows says whether the number at w was read as a value with a unit or
// with words that bound it: then it is no version.
func unitFollows(taken []Mention, w span) bool {
	for _, m := range taken {
		if m.Start <= w.start && w.start < m.End {
			return m.End > w.end || m.Start < w.start || m.Type != rules.Integer && m.Type != rules.Decimal
		}
	}
	return false
}

// isShortYear says whether a word is a year of this century in two digits:
// the "23" of "AMC 23".
func isShortYear(word string) bool {
	return len(word) == 2 && '0' <= word[0] && word[0] <= '2' && isDigit(word[1])
}

// isVersion says whether a word is a version, year or part number: "v2",
// "2.0", "2012", "8".
func isVersion(word string) bool {
	if strings.Contains(word, ".") && isEdition(word) || len(word) == 2 && word[0] == 'R' && isDigit(word[1]) {
		return true // "MiniMax M2.5", "DeepSeek R1"
	}
	s := strings.TrimPrefix(strings.TrimPrefix(word, "v"), "V")
	whole, frac, dotted := strings.Cut(s, ".")
	if whole == "" || strings.Trim(whole, "0123456789") != "" || strings.Trim(frac, "0123456789.") != "" {
		return false
	}
	if len(s) < len(word) {
		return true
	}
	if dotted {
		return len(whole) == 1 && len(frac) == 1
	}
	return len(whole) == 1 || isYear(whole)
}

// nameType is what a name's own form says that it is: a number behind "@" cuts
// off a ranked list or an error, which only metrics do ("CMR@1px"), and some
// letters end metrics' names only ("PageIoU", "sAP^10"), others benchmarks'.
func (x *Extractor) nameType(name string) rune {
	name, cut, ok := strings.Cut(name, "@")
	if ok && cut != "" && isDigit(cut[0]) {
		return rules.Metric
	}
	name, _, _ = strings.Cut(name, "^")
	for _, end := range x.set.Words["metric-endings"] {
		head, ok := strings.CutSuffix(name, end)
		if !ok || isDigit(name[0]) {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(head); unicode.IsLower(last) || last == '-' {
			return rules.Metric
		}
	}
	if endsInAny(name, x.set.Words["benchmark-endings"]) {
		return rules.Benchmark
	}
	return rules.Name
}
