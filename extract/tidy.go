package extract

import (
	"html"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is an abstract tidied for matching: marks of LaTeX, HTML and Markdown resolved,
// white space folded, on one line. It knows the way back to the author's bytes.
type Text struct {
	Tidy string
	raw  string
	// passages are the way back, in order; none where nothing was changed.
	passages []passage
}

// passage says what a passage of Tidy, which begins at a byte, stands for.
type passage struct {
	at int
	// start is the first byte in the abstract. Where end is 0 the passage is a
	// copy, each byte standing for itself; else all of it stands for all up to end.
	start, end int
}

// Raw returns the bytes of the abstract that Tidy[i:j] stands for.
func (t *Text) Raw(i, j int) (start, end int) {
	if t.passages == nil || i >= j {
		return i, j
	}
	start, _ = t.byte(i)
	_, end = t.byte(j - 1)
	return start, end
}

// byte returns the bytes of the abstract that Tidy[i] stands for.
func (t *Text) byte(i int) (start, end int) {
	n := sort.Search(len(t.passages), func(n int) bool { return t.passages[n].at > i })
	s := t.passages[n-1]
	if s.end > 0 {
		return s.start, s.end
	}
	start = s.start + i - s.at
	return start, start + 1
}

// At returns the bytes of Tidy that stand for bytes of the abstract; nothing of
// it for what was dropped.
func (t *Text) At(start, end int) (i, j int) {
	if t.passages == nil {
		return start, end
	}
	i = sort.Search(len(t.Tidy), func(k int) bool { _, e := t.byte(k); return e > start })
	j = i + sort.Search(len(t.Tidy)-i, func(k int) bool { s, _ := t.byte(i + k); return s >= end })
	return i, j
}

// Tidy resolves the marks that abstracts carry over from LaTeX, HTML, Markdown
// and hard line wraps.
func Tidy(abstract string) *Text {
	t := tidier{in: abstract}
	for t.pos < len(t.in) {
		t.step()
	}
	if t.kept == 0 {
		return &Text{Tidy: abstract, raw: abstract}
	}
	t.flush()
	return &Text{Tidy: t.out.String(), raw: abstract, passages: t.passages}
}

// bold is Markdown's mark on both sides of what is set in bold.
const bold = "**"

// mayMark are the marks that a byte may be, markBehind those that may be behind one: a
// byte stands for itself where these have none in common.
var mayMark, markBehind = func() (may, behind [256]markByte) {
	for c := range may {
		if c < ' ' || c >= utf8.RuneSelf || strings.IndexByte("\\$~{}<&`'*_", byte(c)) >= 0 {
			may[c] = anyMark
		}
		behind[c] = anyMark
		if isDigit(byte(c)) {
			behind[c] |= lostTimes
		}
	}
	may[' '], may['t'], may['f'] = blankMark, lostTimes, lostHyphen
	behind[' '] |= blankMark
	behind['-'] |= blankMark
	behind['o'] |= lostHyphen
	return may, behind
}()

// mayJoin are the bytes that may stand between letters that have none between them when
// they are tidied. Without them a word of the tidied text is in the abstract, but for the
// "the" of "state-of-the-art".
var mayJoin = func() (may [256]bool) {
	for c := range may {
		may[c] = c >= utf8.RuneSelf || strings.IndexByte("\\$~{}<&*", byte(c)) >= 0
	}
	return may
}()

// keepsWords says whether a text has no such bytes.
func keepsWords(text string) bool {
	for i := range len(text) {
		if mayJoin[text[i]] {
			return false
		}
	}
	return true
}

type markByte uint8

const (
	anyMark    markByte = 1 << iota
	blankMark           // behind another, or the hyphen of a name
	lostTimes           // "48times"
	lostHyphen          // "stateof"
)

// nextMark is where a mark may begin behind a byte of a text, or where it ends.
func nextMark(s string, i int) int {
	for i++; i < len(s) && mayMark[s[i]]&markBehind[s[i-1]] == 0; {
		i++
	}
	return i
}

type tidier struct {
	in  string
	pos int
	// kept is where the text begins that stands for itself up to pos, and is not yet
	// in out.
	kept     int
	math     bool
	out      strings.Builder
	passages []passage
}

// flush writes what stands for itself.
func (t *tidier) flush() {
	if t.kept == t.pos {
		return
	}
	if t.out.Len() == 0 {
		t.out.Grow(len(t.in))
	}
	t.copied(t.kept)
	t.out.WriteString(t.in[t.kept:t.pos])
	t.kept = t.pos
}

// copied notes that what is written next is a copy of what begins at a byte, or of as
// many bytes: in the passage before where that goes on so.
func (t *tidier) copied(start int) {
	at, n := t.out.Len(), len(t.passages)
	if n == 0 || t.passages[n-1].end > 0 || t.passages[n-1].start-t.passages[n-1].at != start-at {
		t.passages = append(t.passages, passage{at: at, start: start})
	}
}

// skip passes over what does not stand for itself.
func (t *tidier) skip(size int) {
	t.flush()
	t.pos += size
	t.kept = t.pos
}

// tidied is the end of the text so far.
func (t *tidier) tidied() string {
	if t.kept < t.pos {
		return t.in[t.kept:t.pos]
	}
	return t.out.String()
}

// emit writes what stands for in[from:pos].
func (t *tidier) emit(s string, from int) {
	switch {
	case s == "":
		return
	case len(s) == 1 && t.pos == from+1:
		t.copied(from)
	default:
		t.passages = append(t.passages, passage{t.out.Len(), from, t.pos})
	}
	t.out.WriteString(s)
}

// copyRune keeps the next rune as it is, and the plain bytes behind it.
func (t *tidier) copyRune(size int) { t.pos = nextMark(t.in, t.pos+size-1) }

// space writes one space, none after another.
func (t *tidier) space(from int) {
	if !t.afterBlank() {
		t.emit(" ", from)
	}
}

// afterBlank says whether the text so far ends in a blank, or is none.
func (t *tidier) afterBlank() bool {
	s := t.tidied()
	return s == "" || s[len(s)-1] == ' '
}

func (t *tidier) step() {
	from := t.pos
	rest := t.in[from:]
	switch c := rest[0]; {
	case c == 'f' && t.art(from-1):
	case breaksName(t.in, from):
		t.skip(1)
	case c == ' ' && !t.afterBlank():
		t.copyRune(1)
	case c <= ' ':
		t.skip(1)
		t.space(from)
	case c == '\\':
		t.command()
	case c == '$':
		if t.math || strings.IndexByte(rest[1:], '$') >= 0 {
			t.math = !t.math
			t.skip(1)
			return
		}
		t.copyRune(1)
	case c == '{' || c == '}':
		t.skip(1)
	case strings.HasPrefix(rest, bold):
		t.skip(len(bold))
	case c == '~':
		t.tilde()
	case c == '_' && t.math:
		t.skip(1)
	case c == '`' && strings.HasPrefix(rest, "``"), c == '\'' && strings.HasPrefix(rest, "''"):
		t.skip(2)
		t.emit(`"`, from)
	case c == '&':
		t.entity()
	case c == '<':
		t.tag()
	case c == 't' && strings.HasPrefix(rest, "times") && t.afterDigit() && !startsWithLetter(rest[5:]):
		// A backslash lost on the way: "48\times" became "48times".
		t.skip(5)
		t.emit("×", from)
	case c < utf8.RuneSelf:
		t.copyRune(1)
	default:
		t.wide()
	}
}

// art writes "state-of-the-art" for one that has lost a hyphen or its "the", as line ends
// in print leave it: "state-ofthe-art", "state-of-art". Its "of" is at a byte.
func (t *tidier) art(of int) bool {
	const word = "state"
	from := of - len(word)
	if of > 0 && (t.in[of-1] == '-' || t.in[of-1] == ' ') {
		from--
	}
	if from < t.kept || t.in[from] != 's' && t.in[from] != 'S' || !strings.HasPrefix(t.in[from+1:], word[1:]) || from > 0 && isLetter(t.in[from-1]) {
		return false
	}
	size := misspeltArt(t.in[from:])
	if size == 0 {
		return false
	}
	t.pos = from
	t.skip(size)
	t.emit("state-of-the-art", from)
	return true
}

// misspeltArt is the size of the misspelt "state-of-the-art" that a text begins with, 0
// if it begins with none.
func misspeltArt(s string) int {
	rest, lost := s[len("state"):], false
	for _, word := range []string{"of", "the", "art"} {
		after := rest
		parted := rest != "" && (rest[0] == '-' || rest[0] == ' ')
		if parted {
			after = rest[1:]
		}
		if strings.HasPrefix(after, word) {
			rest = after[len(word):]
			lost = lost || !parted
		} else if word == "the" {
			lost = true
		} else {
			return 0
		}
	}
	if !lost || rest != "" && isLetter(rest[0]) && rest[0] != 's' {
		return 0
	}
	return len(s) - len(rest)
}

// breaksName says whether s[i] is the blank that a line end in print has left behind a
// name's own hyphen: "CNN- DailyMail", "SemEval- 2020".
func breaksName(s string, i int) bool {
	if s[i] != ' ' || i < 2 || s[i-1] != '-' || !isLetter(s[i-2]) || i+1 == len(s) {
		return false
	}
	head := strings.LastIndexAny(s[:i-1], " (/") + 1
	return isUpper(s[head]) && (isUpper(s[i+1]) || isYear(s[i+1:endOfDigits(s, i+1)]))
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (t *tidier) wide() {
	from := t.pos
	r, size := utf8.DecodeRuneInString(t.in[from:])
	switch {
	case r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff':
		t.skip(size)
	case unicode.IsSpace(r):
		t.skip(size)
		t.space(from)
	default:
		t.copyRune(size)
	}
}

func (t *tidier) afterDigit() bool {
	s := t.tidied()
	return s != "" && isDigit(s[len(s)-1])
}

// afterWord says whether the text so far ends in a word, an abbreviation
// ("Fig."), or something in brackets.
func (t *tidier) afterWord() bool {
	r, _ := utf8.DecodeLastRuneInString(t.tidied())
	return unicode.IsLetter(r) || r == '.' || r == ',' || r == ')' || r == ']'
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// tilde is "about" before a number, or part of a range ("0.4~0.8"); against a
// word it is LaTeX's hard space ("Table~3").
func (t *tidier) tilde() {
	if next := t.in[t.pos+1:]; next != "" && isDigit(next[0]) && !t.afterWord() {
		t.copyRune(1)
		return
	}
	from := t.pos
	t.skip(1)
	t.space(from)
}

func (t *tidier) entity() {
	from := t.pos
	if n := strings.IndexByte(t.in[from:min(from+12, len(t.in))], ';'); n > 1 {
		if s := html.UnescapeString(t.in[from : from+n+1]); s != t.in[from:from+n+1] {
			t.skip(n + 1)
			if strings.TrimSpace(s) == "" {
				t.space(from)
			} else {
				t.emit(s, from)
			}
			return
		}
	}
	t.copyRune(1)
}

// blockTags are the HTML and JATS tags that part words.
var blockTags = map[string]bool{"p": true, "br": true, "div": true, "li": true, "title": true, "sec": true,
	"label": true, "list": true, "list-item": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "h4": true}

// tag drops an HTML or JATS tag, or makes a space of it; a "<" that opens none
// is kept.
func (t *tidier) tag() {
	rest := t.in[t.pos+1:]
	name := strings.TrimPrefix(rest, "/")
	end := strings.IndexByte(name[:min(41, len(name))], '>')
	if end < 1 || !isTagName(name[:end]) {
		t.copyRune(1)
		return
	}
	from := t.pos
	t.skip(1 + len(rest) - len(name) + end + 1)
	tag, _, _ := strings.Cut(strings.TrimSuffix(name[:end], "/"), " ")
	if blockTags[strings.ToLower(tag[strings.IndexByte(tag, ':')+1:])] {
		t.space(from)
	}
}

func isTagName(s string) bool {
	s, _, _ = strings.Cut(s, " ")
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != ':' && s[i] != '/' && s[i] != '-' {
			return false
		}
	}
	return s != "" && startsWithLetter(s)
}

// command resolves what follows a backslash.
func (t *tidier) command() {
	from := t.pos
	rest := t.in[from+1:]
	if rest == "" {
		t.copyRune(1)
		return
	}
	name := rest[:letters(rest)]
	if name == "" {
		t.escape(rest[0])
		return
	}
	t.skip(1 + len(name))
	switch symbol, known := latexSymbols[name]; {
	case known:
		t.skipSpace()
		t.emit(symbol, from)
	case latexAccents[name] != 0:
		t.accent(latexAccents[name], from)
	case t.pos < len(t.in) && t.in[t.pos] == '{' || latexSwitches[name]:
		t.skipSpace()
	default:
		// An unknown command without an argument: its name is the best text there is.
		t.emit(name, from)
	}
}

// skipSpace passes the blank that ends a command's name.
func (t *tidier) skipSpace() {
	if t.pos < len(t.in) && t.in[t.pos] == ' ' && t.math {
		t.skip(1)
	}
}

func (t *tidier) escape(c byte) {
	from := t.pos
	switch {
	case strings.IndexByte("%&#_${}", c) >= 0:
		t.skip(2)
		t.emit(string(c), from)
	case strings.IndexByte(", ;:", c) >= 0:
		t.skip(2)
		t.space(from)
	case c == '!' || c == '(' || c == ')' || c == '/':
		t.skip(2)
	case latexAccents[string(c)] != 0:
		t.skip(2)
		t.accent(latexAccents[string(c)], from)
	case c == '\\':
		t.skip(2)
		t.space(from)
	default:
		t.copyRune(1)
	}
}

// accent puts a combining mark on the next letter, with or without braces,
// as one rune where Unicode has it.
func (t *tidier) accent(mark rune, from int) {
	p := t.pos
	for p < len(t.in) && (t.in[p] == '{' || t.in[p] == ' ') {
		p++
	}
	if p < len(t.in) && t.in[p] == '\\' {
		p++ // \'\i
	}
	r, size := utf8.DecodeRuneInString(t.in[p:])
	if !unicode.IsLetter(r) {
		return
	}
	p += size
	if p < len(t.in) && t.in[p] == '}' {
		p++
	}
	t.skip(p - t.pos)
	t.emit(compose(r, mark), from)
}

func letters(s string) int {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	return n
}
