package paper

import (
	"bytes"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain text: paragraphs with blank lines between. A short paragraph that ends
// as no sentence does is a title, and the paragraphs below it are its abstract.
// Of several short ones in a row the first counts: the others are authors and
// the like. A title may also stand directly above its abstract, with authors
// between. Text without a title is an abstract of its own; a file named for its
// arXiv id ("2401.10020.txt") gives that id.

// textMost is longer than any abstract in bytes. More under one title is an
// article or a log, not an abstract.
const textMost = 32 << 10

// isText holds for text with a paragraph of prose near its start: one that is
// long, or a sentence.
func isText(head []byte, _ *Options) bool {
	lines, code := 0, 0
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		lines++
		if bytes.HasSuffix(line, []byte("{")) || bytes.HasSuffix(line, []byte(";")) || bytes.HasSuffix(line, []byte("}")) {
			code++
		}
	}
	if code*5 > lines {
		return false
	}
	for _, p := range splitParagraphs(string(head)) {
		words := len(strings.Fields(p))
		if (words >= 12 || words >= 5 && strings.HasSuffix(p, ".")) && letterShare(p) > 0.7 {
			return true
		}
	}
	return false
}

// letterShare is the share of letters and spaces in a text.
func letterShare(s string) float64 {
	all, letters := 0, 0
	for _, r := range s {
		all++
		if unicode.IsLetter(r) || unicode.IsSpace(r) {
			letters++
		}
	}
	return float64(letters) / float64(max(all, 1))
}

// text gathers the paper being read: Raw is its title, which may be empty, a
// line end, and its abstract.
type text struct {
	in           *input
	titleLine    int
	title        string
	abstractLine int
	abstract     []byte
	tooLong      bool
	paragraph    []byte
	start        int // of the paragraph
}

func splitText(in *input) {
	t := &text{in: in}
	for !in.stopped {
		at := in.line
		line, err := in.readLine()
		switch {
		case err == errTooLong:
			t.endParagraph()
			t.endPaper()
			in.tooLong(at)
		case err != nil:
			t.endParagraph()
			t.endPaper()
			return
		case len(bytes.TrimSpace(line)) == 0:
			t.endParagraph()
		default:
			t.addLine(at, line)
		}
	}
}

func (t *text) addLine(at int, line []byte) {
	if len(t.paragraph) == 0 {
		t.start = at
	}
	if len(t.paragraph)+len(line) >= t.in.max {
		t.tooLong = true
		return
	}
	// A title may stand directly above an abstract that is one long line.
	if n := len(t.paragraph); n > 0 && n <= titleMost && len(line) > titleMost && isTitle(string(t.paragraph)) {
		t.endParagraph()
		t.start = at
	}
	if len(t.paragraph) > 0 {
		t.paragraph = append(t.paragraph, '\n')
	}
	t.paragraph = append(t.paragraph, line...)
}

var (
	textTitle    = regexp.MustCompile(`(?i)^title[ \t]*:[ \t]*`)
	textAbstract = regexp.MustCompile(`(?i)^\s*abstract(?:[ \t]*[:.—–-][ \t]*|\s*$|\s*\n)`)
	textOther    = regexp.MustCompile(`(?i)^(?:authors?|keywords?|date|doi|url|venue|source)[ \t]*:`)
)

// isTitle tells a title from a paragraph.
func isTitle(p string) bool {
	p = strings.TrimSpace(p)
	if len(p) > titleMost || strings.Count(p, "\n") > 2 {
		return false
	}
	return !strings.HasSuffix(p, ".") || len(strings.Fields(p)) < 4
}

func (t *text) endParagraph() {
	p := string(t.paragraph)
	t.paragraph = t.paragraph[:0]
	labelled := textAbstract.MatchString(p)
	p = textAbstract.ReplaceAllString(p, "")
	switch {
	case strings.TrimSpace(p) == "":
	case textTitle.MatchString(p):
		title, rest, _ := strings.Cut(p, "\n")
		t.setTitle(textTitle.ReplaceAllString(title, ""))
		if t.abstractLine = t.start + 1; rest != "" && !textOther.MatchString(rest) {
			t.abstract = append(t.abstract, textAbstract.ReplaceAllString(rest, "")...)
		}
	case textOther.MatchString(p):
	case !labelled && isTitle(p):
		if len(t.abstract) > 0 || t.title == "" || isListHeading(t.title, p) {
			t.setTitle(p)
		}
	case !labelled && (t.title == "" || len(t.abstract) > 0):
		title, rest, skipped := cutTitle(p)
		if title != "" {
			t.setTitle(title)
			t.start += skipped
		}
		t.addAbstract(rest)
	default:
		t.addAbstract(p)
	}
}

// cutTitle cuts the lines off a paragraph that stand above an abstract without
// a blank line between: its title, and authors or the like. A line of wrapped
// text is full: the next word did not fit. One with room for it ends early, and
// so is no part of the text that follows.
func cutTitle(p string) (title, rest string, lines int) {
	all := strings.Split(p, "\n")
	const headerMost = 3
	for lines < headerMost && lines+2 < len(all) && endsEarly(all[lines], all[lines+1:]) {
		lines++
	}
	if lines == 0 || len(strings.Fields(all[0])) < 3 {
		return "", p, 0
	}
	return all[0], strings.Join(all[lines:], "\n"), lines
}

// endsEarly tells a line that ends where a wrapper would not have ended it, and
// not as a sentence or clause does.
func endsEarly(line string, below []string) bool {
	line = strings.TrimSpace(line)
	next := strings.Fields(below[0])
	if line == "" || len(next) == 0 || len(line) > titleMost || strings.ContainsAny(line[len(line)-1:], ".,;:") {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(next[0]); unicode.IsLower(first) {
		return false // goes on with the line above
	}
	width := 0
	for _, l := range below {
		width = max(width, utf8.RuneCountInString(strings.TrimSpace(l)))
	}
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(next[0]) <= width
}

// isListHeading tells "Reading list" above a title from a title above authors.
func isListHeading(title, next string) bool {
	return len(strings.Fields(title)) < 4 && len(strings.Fields(next)) >= 4 && strings.Count(next, ",") < 2
}

func (t *text) setTitle(title string) {
	t.endPaper()
	t.titleLine, t.title = t.start, strings.Join(strings.Fields(title), " ")
}

func (t *text) addAbstract(p string) {
	switch {
	case len(t.abstract) == 0:
		t.abstractLine = t.start
	case len(t.abstract)+len(p) >= t.in.max:
		t.tooLong = true
		return
	default:
		t.abstract = append(t.abstract, "\n\n"...)
	}
	t.abstract = append(t.abstract, p...)
}

// endPaper emits the paper. A title with nothing below it is a heading of the
// list, no paper.
func (t *text) endPaper() {
	line := t.titleLine
	if t.title == "" {
		line = t.abstractLine
	}
	switch {
	case t.tooLong:
		t.in.tooLong(line)
	case len(t.abstract) > 0:
		t.in.emit(line, fileID(t.in.file), append([]byte(t.title+"\n"), t.abstract...))
	}
	t.title, t.abstract, t.tooLong = "", t.abstract[:0], false
}

// fileID is the arXiv id that a file is named for, or "".
func fileID(name string) string {
	base := filepath.Base(name)
	for _, ending := range []string{".gz", ".zst", ".txt", ".text", ".abs"} {
		base = strings.TrimSuffix(base, ending)
	}
	return arxivID(base)
}

func decodeText(rec *Record) (*fields, error) {
	title, abstract, _ := strings.Cut(string(rec.Raw), "\n")
	if len(abstract) > textMost {
		return nil, errors.New("too long for an abstract; is this a list of titles and abstracts?")
	}
	return &fields{title: title, abstract: abstract, id: rec.Context}, nil
}
