package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// An XML file is cut into the elements that are records before any is parsed:
// a broken record then costs itself and not the rest of the file, and one of a
// gigabyte is passed over without being held.

// xmlCut finds elements by their local names.
type xmlCut struct {
	in     *input
	wanted map[string]bool
	// tag is called for each opening tag outside the wanted elements.
	tag func(name, tag string)
	// element is called for each wanted element, and tells whether to go on.
	element func(line int, name string, raw []byte) bool
}

// tagMost is the length in bytes of which a tag is looked at.
const tagMost = 4 << 10

// run reads the file to its end.
func (x *xmlCut) run() {
	for {
		_, ok := x.upTo('<', nil)
		if !ok {
			return
		}
		line := x.in.line
		tag, ok := x.upTo('>', []byte("<"))
		if !ok {
			return
		}
		name := tagName(tag)
		switch {
		case name == "" || tag[1] == '/':
		case !x.wanted[name]:
			if x.tag != nil {
				x.tag(name, string(tag))
			}
		case bytes.HasSuffix(tag, []byte("/>")):
		case !x.capture(line, name, tag):
			return
		}
	}
}

// upTo reads up to and with the byte end, and keeps up to tagMost bytes where
// keep is not nil.
func (x *xmlCut) upTo(end byte, keep []byte) ([]byte, bool) {
	for {
		c, ok := x.in.readByte()
		if !ok {
			return nil, false
		}
		if keep != nil && len(keep) < tagMost {
			keep = append(keep, c)
		}
		if c == end {
			return keep, true
		}
	}
}

// capture reads an element up to its closing tag.
func (x *xmlCut) capture(line int, name string, opening []byte) bool {
	raw := x.in.buf[:0]
	raw = append(raw, opening...)
	var tag []byte // the tag being read, or nil
	tooLong := false
	for {
		c, ok := x.in.readByte()
		if !ok {
			return x.in.err == nil && x.in.fault(line, errors.New("the file ends within this record"))
		}
		if tooLong = tooLong || len(raw) >= x.in.max; !tooLong {
			raw = append(raw, c)
		}
		switch {
		case c == '<':
			tag = append(tag[:0], c)
		case tag != nil && len(tag) < tagMost:
			tag = append(tag, c)
		}
		if c == '>' && len(tag) > 1 && tag[1] == '/' && tagName(tag) == name {
			break
		}
	}
	x.in.buf = raw
	if tooLong {
		return x.in.tooLong(line)
	}
	return x.element(line, name, raw)
}

// tagName is the local name in "<dc:title …>" or "</title>"; "" for comments,
// declarations and the like.
func tagName(tag []byte) string {
	name := bytes.TrimLeft(tag, "</")
	end := bytes.IndexAny(name, "> \t\r\n/")
	if end <= 0 || name[0] == '!' || name[0] == '?' {
		return ""
	}
	name = name[:end]
	if colon := bytes.IndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	return string(name)
}

// xmlDepth is how deep elements may nest within a record.
const xmlDepth = 64

// xmlTexts calls each for every element of a record, when it closes, with its
// attributes and its text, that of inline markup such as <b> included.
func xmlTexts(raw []byte, each func(name, parent, text string, attr []xml.Attr)) error {
	d := xml.NewDecoder(bytes.NewReader(cleanXML(raw)))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	type open struct {
		name  string
		start int
		attr  []xml.Attr
	}
	stack := []open{{}}
	var text []byte
	for {
		token, err := d.RawToken()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return errors.New("broken XML: " + xmlProblem(err))
		}
		switch t := token.(type) {
		case xml.CharData:
			text = append(text, t...)
		case xml.StartElement:
			if len(stack) > xmlDepth {
				return errors.New("elements nested too deep")
			}
			stack = append(stack, open{t.Name.Local, len(text), t.Copy().Attr})
		case xml.EndElement:
			// A closing tag ends what is open above it too, as in <p><b></p>.
			for i := len(stack) - 1; i > 0; i-- {
				if e := stack[i]; e.name == t.Name.Local {
					stack = stack[:i]
					each(e.name, stack[i-1].name, string(text[e.start:]), e.attr)
					break
				}
			}
		}
	}
}

// xmlProblem drops from an error the line, which counts within the record.
func xmlProblem(err error) string {
	if e, ok := err.(*xml.SyntaxError); ok {
		return e.Msg
	}
	return err.Error()
}

// cleanXML replaces what XML may not hold, which else would cost the record.
func cleanXML(raw []byte) []byte {
	return bytes.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == '\uFFFE', r == '\uFFFF':
			return '\uFFFD'
		}
		return r
	}, bytes.ToValidUTF8(raw, []byte("\uFFFD")))
}

func attrOf(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

var xmlPreamble = regexp.MustCompile(`(?s)^(?:\s+|<\?.*?\?>|<!--.*?-->|<![A-Z][^\[>]*(?:\[.*?\]\s*)?>)+`)

// xmlRoot is the local name of the first element; "" if head is no XML.
func xmlRoot(head []byte) string {
	head = head[len(xmlPreamble.Find(head)):]
	if at(head, 0) != '<' {
		return ""
	}
	return tagName(head[:min(len(head), tagMost)])
}

// rootIs makes a format's is from the names its root element has.
func rootIs(names ...string) func([]byte, *Options) bool {
	return func(head []byte, _ *Options) bool {
		root := xmlRoot(head)
		for _, name := range names {
			if strings.EqualFold(root, name) {
				return true
			}
		}
		return false
	}
}
