package paper

import (
	"errors"
	"regexp"
	"strings"
)

// BibTeX: entries @type{key, name = {value}, …}. A value is in braces, in
// quotes, a number, or the name of a string; parts are joined by #. Abstracts
// keep their LaTeX and line breaks. Where an entry has no date, that of the
// @proceedings above it counts.

var bibStart = regexp.MustCompile(`(?m)^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]`)

func isBibTeX(head []byte, _ *Options) bool {
	return bibStart.Match(head)
}

// noPaper are the entries that are no papers.
var noPaper = map[string]bool{"string": true, "comment": true, "preamble": true}

const proceedings = "proceedings"

// splitBibTeX makes each entry a record, with the date of its volume as context.
// An entry ends where its braces are
// balanced, or else where the next begins, so that a lost brace costs one entry.
func splitBibTeX(in *input) {
	b := &block{in: in}
	depth, volume := 0, false
	end := func() {
		if volume && b.open {
			b.context, b.open, volume = dateOfEntry(b.raw), false, false
		}
		b.end()
	}
	for {
		at := in.line
		line, err := in.readLine()
		m := bibStart.FindSubmatch(line)
		switch {
		case err == errTooLong:
			b.spoil(at)
		case err != nil:
			end()
			return
		case m != nil:
			end()
			kind := strings.ToLower(string(m[1]))
			if depth, volume = 0, kind == proceedings; !noPaper[kind] {
				b.begin(at, line)
			}
		default:
			b.add(line)
		}
		if depth += braces(line); depth <= 0 {
			end()
		}
		if in.stopped {
			return
		}
	}
}

// braces is how many more open than close. Escaped ones count, as in BibTeX.
func braces(line []byte) (n int) {
	for _, c := range line {
		switch c {
		case '{':
			n++
		case '}':
			n--
		}
	}
	return n
}

func decodeBibTeX(rec *Record) (*fields, error) {
	values, err := bibValues(string(rec.Raw))
	if err != nil {
		return nil, err
	}
	f := bibFields(values)
	if f.published == "" {
		f.published = rec.Context
	}
	return f, nil
}

// dateOfEntry is the date of an entry, or "".
func dateOfEntry(raw []byte) string {
	values, err := bibValues(string(raw))
	if err != nil {
		return ""
	}
	return bibFields(values).published
}

// bibValues are the values of an entry by their names in lower case.
func bibValues(text string) (map[string]string, error) {
	start := bibStart.FindStringIndex(text)
	if start == nil {
		return nil, errors.New("no BibTeX entry here")
	}
	p := &bibParser{text: text, i: start[1]}
	p.upTo(",") // the citation key
	values := map[string]string{}
	for p.i < len(p.text) {
		name := p.upTo("=})")
		if p.i > len(p.text) || p.last != '=' {
			break
		}
		value, ok := p.value()
		if !ok {
			return nil, errors.New("broken BibTeX: the value of " + shorten(strings.TrimSpace(name)) + " does not end; a brace or quote is missing")
		}
		values[strings.ToLower(strings.Trim(name, ", \t\r\n"))] = value
	}
	return values, nil
}

// bibParser reads the fields of one entry.
type bibParser struct {
	text string
	i    int
	last byte // the byte that upTo stopped at
}

// upTo reads to one of the ends and steps over it.
func (p *bibParser) upTo(ends string) string {
	start := p.i
	n := strings.IndexAny(p.text[min(start, len(p.text)):], ends)
	if n < 0 {
		p.i, p.last = len(p.text)+1, 0
		return p.text[min(start, len(p.text)):]
	}
	p.i, p.last = start+n+1, p.text[start+n]
	return p.text[start : start+n]
}

// value reads the parts of a value, joined by #.
func (p *bibParser) value() (string, bool) {
	var value strings.Builder
	for {
		part, ok := p.part()
		if !ok {
			return "", false
		}
		value.WriteString(part)
		if p.space(); p.i >= len(p.text) || p.text[p.i] != '#' {
			return value.String(), true
		}
		p.i++
	}
}

func (p *bibParser) space() {
	for p.i < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.i]) >= 0 {
		p.i++
	}
}

func (p *bibParser) part() (string, bool) {
	p.space()
	if p.i >= len(p.text) {
		return "", false
	}
	switch p.text[p.i] {
	case '{':
		return p.enclosed('}')
	case '"':
		return p.enclosed('"')
	}
	start := p.i
	for p.i < len(p.text) && strings.IndexByte(",#}) \t\r\n", p.text[p.i]) < 0 {
		p.i++
	}
	return p.text[start:p.i], true
}

// enclosed reads to the end of a value in braces or quotes. A quote within
// braces does not end a value, and neither does \" though BibTeX would have it.
func (p *bibParser) enclosed(end byte) (string, bool) {
	p.i++
	start, depth := p.i, 0
	for ; p.i < len(p.text); p.i++ {
		switch c := p.text[p.i]; {
		case depth == 0 && c == end && (end == '}' || p.text[p.i-1] != '\\'):
			p.i++
			return p.text[start : p.i-1], true
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	return "", false
}

func bibFields(v map[string]string) *fields {
	f := &fields{
		title: v["title"], abstract: v["abstract"], doi: plainTeX(v["doi"]), url: plainTeX(v["url"]),
		published: dateOf(strings.TrimSpace(v["year"]), v["month"], ""),
	}
	for _, name := range []string{"published", "date"} { // the first is PMLR's
		if date := isoDate(v[name]); date != "" {
			f.published = date
		}
	}
	if v["author"] != "" {
		f.authors = strings.Split(strings.Join(strings.Fields(v["author"]), " "), " and ")
	}
	f.hints = []string{v["eprint"], v["arxivid"], arxivWithin(v["journal"]), arxivWithin(v["note"]),
		strings.TrimPrefix(v["volume"], "abs/")} // DBLP's way: journal = CoRR, volume = abs/…
	return f
}

// plainTeX undoes the escapes that URLs and DOIs get.
func plainTeX(s string) string {
	return strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", "{", "", "}", "").Replace(s)
}

var arxivMark = regexp.MustCompile(`(?is)^.*(arxiv:[^ ]*)`)

// arxivWithin is the id in "arXiv preprint arXiv:2401.10020", the last if there
// are several.
func arxivWithin(s string) string {
	m := arxivMark.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return strings.TrimRight(m[1], ".,;")
}
