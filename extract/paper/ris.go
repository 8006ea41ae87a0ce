package paper

import (
	"bytes"
	"regexp"
	"strings"
)

// RIS, as reference managers and Scopus export it: a line "TY  - JOUR" begins
// a record and "ER  -" ends it; a line without a tag goes on with the last.

var risTag = regexp.MustCompile(`^([A-Z][A-Z0-9])  ?-(?: |$)`)

var risStart = regexp.MustCompile(`(?m)^TY  ?- `)

func isRIS(head []byte, _ *Options) bool {
	return risStart.Match(head[:min(len(head), 4<<10)])
}

func splitRIS(in *input) {
	b := &block{in: in}
	for {
		at := in.line
		line, err := in.readLine()
		switch tag := risTag.FindSubmatch(line); {
		case err == errTooLong:
			b.spoil(at)
		case err != nil:
			b.end()
			return
		case tag != nil && string(tag[1]) == "TY":
			b.end()
			b.begin(at, line)
		case tag != nil && string(tag[1]) == "ER":
			b.end()
		default:
			b.add(line)
		}
		if in.stopped {
			return
		}
	}
}

// block gathers the lines of a record within the limit.
type block struct {
	in      *input
	line    int
	raw     []byte
	context string
	open    bool
	tooLong bool
}

func (b *block) begin(line int, text []byte) {
	b.line, b.open, b.tooLong = line, true, false
	b.raw = append(b.raw[:0], text...)
}

// add adds a line to the record, if one is open.
func (b *block) add(text []byte) {
	if !b.open || b.tooLong {
		return
	}
	if len(b.raw)+len(text) >= b.in.max {
		b.tooLong = true
		return
	}
	b.raw = append(append(b.raw, '\n'), text...)
}

// spoil marks the record as over the limit for one of its lines.
func (b *block) spoil(line int) {
	if !b.open {
		b.line, b.open = line, true
	}
	b.tooLong = true
}

// end emits the record, if one is open.
func (b *block) end() {
	switch {
	case !b.open:
	case b.tooLong:
		b.in.tooLong(b.line)
	default:
		b.in.emit(b.line, b.context, b.raw)
	}
	b.open = false
}

func decodeRIS(rec *Record) (*fields, error) {
	f := &fields{}
	eachTag(rec.Raw, risTag, f.setRIS)
	return f, nil
}

// eachTag calls set for each field of a record: a line begins one with what
// tagged matches, and goes on with the last where that does not match.
func eachTag(raw []byte, tagged *regexp.Regexp, set func(tag, value string)) {
	tag, value := "", []byte(nil)
	for line := range bytes.SplitSeq(raw, []byte("\n")) {
		m := tagged.FindSubmatch(line)
		if m == nil {
			value = append(append(value, '\n'), bytes.TrimSpace(line)...)
			continue
		}
		set(tag, string(bytes.TrimSpace(value)))
		tag, value = string(m[1]), append(value[:0], line[len(m[0]):]...)
	}
	set(tag, string(bytes.TrimSpace(value)))
}

func (f *fields) setRIS(tag, value string) {
	switch tag {
	case "TI", "T1":
		f.title = value
	case "AB", "N2":
		f.abstract = value
	case "PY", "Y1", "DA":
		if len(value) > len(f.published) {
			f.published = strings.TrimRight(value, "/")
		}
	case "DO":
		f.doi = value
	case "UR", "L1", "L2", "M1", "ID":
		f.hints = append(f.hints, value)
		if tag == "UR" && f.url == "" {
			f.url = value
		}
	case "AU", "A1":
		f.authors = append(f.authors, value)
	}
}
