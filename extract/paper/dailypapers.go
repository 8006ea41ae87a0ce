package paper

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
)

// A "Daily Papers" page saved as text has a few lines of heading, then for
// each paper a line of title and a line of abstract, blank lines between.
// Several pages may stand in one file.

// firstHeading is the first line of most pages.
const firstHeading = "new"

// pageHeading are the lines above the first title, of which a page may lack some.
var pageHeading = map[string]bool{firstHeading: true, "get trending papers in your email inbox!": true,
	"subscribe": true, "daily papers": true, "byak and the research community": true,
	"by ak and the research community": true}

var pageDate = regexp.MustCompile(`^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* [0-9]{1,2}(?:, [0-9]{4})?$`)

func isHeading(line string) bool {
	return pageHeading[strings.ToLower(line)] || pageDate.MatchString(line)
}

// isDailyPapers holds where two of the heading's lines stand among the first ten.
func isDailyPapers(head []byte, _ *Options) bool {
	seen, lines := 0, 0
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if pageHeading[strings.ToLower(string(line))] {
			seen++
		}
		if lines++; lines == 10 {
			break
		}
	}
	return seen >= 2
}

// splitDailyPapers pairs each title with the lines up to the next title.
func splitDailyPapers(in *input) {
	page := &page{in: in, heading: true}
	for {
		line := in.line
		text, err := in.readLine()
		switch {
		case err == errTooLong:
			page.flush()
			in.tooLong(line)
		case err != nil:
			page.flush()
			return
		default:
			page.add(line, strings.TrimSpace(string(text)))
		}
		if in.stopped {
			return
		}
	}
}

// page gathers the paper being read.
type page struct {
	in       *input
	heading  bool // in the heading
	line     int
	title    string
	abstract []byte
}

// titleMost is longer than any title and shorter than most abstracts.
const titleMost = 300

func (p *page) add(line int, text string) {
	switch {
	case text == "" || p.heading && isHeading(text):
		return
	case pageHeading[strings.ToLower(text)] && (p.title == "" || len(p.abstract) > 0):
		if text != firstHeading {
			p.abstract = []byte(cutHeading(string(p.abstract)))
		}
		p.flush()
		p.heading = true
		return
	}
	p.heading = false
	if p.title != "" && len(p.abstract) == 0 {
		p.abstract = []byte(text)
		return
	}
	if p.title != "" && isMoreAbstract(text) && len(p.abstract)+len(text) < p.in.max {
		p.abstract = append(append(p.abstract, '\n'), text...)
		return
	}
	p.flush()
	p.line, p.title = line, text
}

// cutHeading drops the first word of the next page, which stands behind the last
// of this one where that did not end its line.
func cutHeading(abstract string) string {
	if before, glued := strings.CutSuffix(abstract, firstHeading); glued && before != "" && strings.ContainsAny(before[len(before)-1:], ".!?)") {
		return before
	}
	return abstract
}

// isMoreAbstract tells a further paragraph of the abstract from the next title:
// it is long and ends as a sentence does.
func isMoreAbstract(text string) bool {
	return len(text) > titleMost && strings.ContainsAny(text[len(text)-1:], ".!?)")
}

func (p *page) flush() {
	if p.title != "" {
		p.in.emit(p.line, "", append([]byte(p.title+"\n"), p.abstract...))
	}
	p.title, p.abstract = "", nil
}

// decodeTitled decodes a line of title with the abstract below it.
func decodeTitled(rec *Record) (*fields, error) {
	title, abstract, _ := strings.Cut(string(rec.Raw), "\n")
	if abstract == "" {
		return nil, errors.New("a line without a paragraph below it: " + shorten(title))
	}
	return &fields{title: title, abstract: abstract}, nil
}

// shorten quotes the start of a text in a message.
func shorten(s string) string {
	runes := []rune(repair(s))
	if len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return string(runes)
}
