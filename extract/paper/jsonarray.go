package paper

import (
	"bytes"
	"errors"
	"strings"
)

// A JSON document holds its papers in an array, in a list that is a member of
// an object, or in an object keyed by id. It is walked byte by byte, so that a
// file of any size costs the memory of one record.

// listKeys are the members under which services put their list of papers.
var listKeys = map[string]bool{"papers": true, "data": true, "results": true, "items": true, "notes": true,
	"records": true, "entries": true, "entry": true, "articles": true, "documents": true, "docs": true,
	"works": true, "publications": true, "hits": true, "list": true, "rows": true, "preprints": true,
	"collection": true, "submissions": true, "accepted": true}

// isJSON holds for an array of objects, and for an object that is spread over
// lines or wraps papers: one that JSON Lines cannot be.
func isJSON(head []byte, opt *Options) bool {
	head = bytes.TrimSpace(head)
	switch head[0] {
	case '[':
		next := at(head, space(head, 1))
		return next == '{' || next == '[' && bytes.IndexByte(head, '"') > 0 || next == ']' && len(head) < 5
	case '{':
		first, rest, more := bytes.Cut(head, []byte("\n"))
		oneLine := valueEnd(first, 0) > 0 || !more || at(rest, space(rest, 0)) == '{'
		return !oneLine || wraps(head, opt, maxNesting)
	}
	return false
}

// wraps tells an object that holds papers from one that is a paper, by as much
// of it as raw shows.
func wraps(raw []byte, opt *Options, depth int) bool {
	paper, wrapper := false, false
	partialMembers(raw, func(key string, value []byte) bool {
		role := roleOf[foldName(key)].role
		switch first := at(value, 0); {
		case wanted(key, opt) && first != '{' && first != '[', role == "inverted", role == "content" && first == '{':
			paper = paper || role != "title" // a feed may have a title too
		case first == '[':
			next := at(value, space(value, 1))
			isList := listKeys[foldName(key)] && (next == '{' || next == ']')
			wrapper = wrapper || isList || looksLikePaper(value[1:], opt)
		case first == '{' && depth > 0:
			wrapper = wrapper || looksLikePaper(value, opt) || wraps(value, opt, depth-1)
		}
		return !paper
	})
	return wrapper && !paper
}

// wanted tells the names of the two fields that make a record a paper.
func wanted(key string, opt *Options) bool {
	if key == "" {
		return false
	}
	if role := roleOf[foldName(key)].role; role == "title" || role == "abstract" || role == "inverted" {
		return true
	}
	return isMapped(key, firstStep(opt.Map["title"])) || isMapped(key, firstStep(opt.Map["abstract"]))
}

// firstStep is the outermost name of a dotted path.
func firstStep(path string) string {
	first, _, _ := strings.Cut(path, ".")
	return first
}

// looksLikePaper tells whether an object, of which raw shows a part, has a
// title or an abstract.
func looksLikePaper(raw []byte, opt *Options) (yes bool) {
	partialMembers(raw[min(space(raw, 0), len(raw)):], func(key string, value []byte) bool {
		yes = yes || wanted(key, opt)
		if roleOf[foldName(key)].role == "content" && at(value, 0) == '{' {
			yes = yes || looksLikePaper(value, opt)
		}
		return !yes
	})
	return yes
}

// partialMembers is members for an object that may be cut off; each value runs
// to where raw ends, and each returns whether to go on.
func partialMembers(raw []byte, each func(key string, value []byte) bool) {
	if at(raw, 0) != '{' {
		return
	}
	for i := space(raw, 1); i < len(raw) && raw[i] == '"'; {
		key := i
		if i = stringEnd(raw, i); i < 0 {
			return
		}
		name := unquote(raw[key:i])
		start := space(raw, space(raw, i)+1)
		if start >= len(raw) || !each(name, raw[start:]) {
			return
		}
		if i = valueEnd(raw, start); i < 0 {
			return
		}
		if i = space(raw, i); at(raw, i) != ',' {
			return
		}
		i = space(raw, i+1)
	}
}

// splitJSON walks the values of the file, of which there is usually one.
func splitJSON(in *input) {
	w := &jsonWalk{in: in}
	for {
		c, ok := w.next()
		switch {
		case !ok:
			return
		case c == '[':
			ok = w.list("", true, maxNesting)
		case c == '{':
			ok = w.object("", true, maxNesting)
		case c != ',':
			line := in.line
			_, _ = in.readLine()
			ok = in.fault(line, errors.New("expected { or [ here"))
		}
		if !ok {
			return
		}
	}
}

// jsonWalk finds the records of a JSON document. Its methods return false when
// reading is over.
type jsonWalk struct {
	in     *input
	raw    []byte
	indent int  // of the byte that next gave, or -1 if more stands before it
	broken bool // capture met the end of a line within a string
}

// next skips white space.
func (w *jsonWalk) next() (byte, bool) {
	w.indent = -1
	if w.broken { // at the start of a line
		w.indent, w.broken = 0, false
	}
	for {
		c, ok := w.in.readByte()
		switch {
		case !ok:
			return 0, false
		case c == '\n':
			w.indent = 0
		case c != ' ' && c != '\t' && c != '\r':
			return c, true
		case w.indent >= 0:
			w.indent++
		}
	}
}

// list walks an array after its [. In a list of papers, strict, an element
// that is no paper is a fault; elsewhere it is passed over.
func (w *jsonWalk) list(key string, strict bool, depth int) bool {
	for {
		c, ok := w.next()
		switch {
		case !ok:
			return w.cutOff()
		case c == ']':
			return true
		case c == ',':
		case c == '{':
			ok = w.record("", strict)
		case c == '[' && depth > 0:
			ok = w.list(key, strict, depth-1)
		default:
			ok = w.skip(c)
		}
		if !ok {
			return false
		}
	}
}

// object walks an object after its {: a paper, or a wrapper of papers.
func (w *jsonWalk) object(key string, strict bool, depth int) bool {
	ahead, _ := w.in.r.Peek(8 << 10)
	if !wraps(append([]byte("{"), ahead...), w.in.opt, depth) {
		return w.record(key, strict)
	}
	for {
		c, ok := w.next()
		switch {
		case !ok:
			return w.cutOff()
		case c == '}':
			return true
		case c == '"':
			ok = w.member(depth)
		case c != ',':
			ok = w.skip(c)
		}
		if !ok {
			return false
		}
	}
}

// member walks a member of a wrapper after the first quote of its key.
func (w *jsonWalk) member(depth int) bool {
	if !w.capture('"') {
		return w.cutOff()
	}
	key := unquote(w.raw)
	c, ok := w.next()
	if ok && c == ':' {
		c, ok = w.next()
	}
	switch {
	case !ok:
		return w.cutOff()
	case c == '[' && depth > 0:
		return w.list(key, listKeys[foldName(key)], depth-1)
	case c == '{' && depth > 0:
		return w.object(key, false, depth-1)
	}
	return w.skip(c)
}

// record emits the object whose { was read. Of objects that are broken by a
// string without an end, it emits the first whole one after them.
func (w *jsonWalk) record(key string, strict bool) bool {
	indent := w.indent
	for {
		line := w.in.line
		switch {
		case !w.capture('{'):
			return w.cutOff()
		case w.broken:
			fault := errors.New("broken JSON: a string of this record does not end on its line")
			if !w.in.fault(line, fault) || !w.skipTo(indent) {
				return false
			}
			key = ""
		case w.raw == nil:
			return w.in.tooLong(line)
		case !strict && !looksLikePaper(w.raw, w.in.opt):
			return true
		default:
			return w.in.emit(line, key, w.raw)
		}
	}
}

// skipTo skips to the next line that opens an object with the indentation.
func (w *jsonWalk) skipTo(indent int) bool {
	for {
		if c, ok := w.next(); !ok || c == '{' && w.indent == indent {
			return ok
		}
	}
}

// skip passes over the value that begins with c.
func (w *jsonWalk) skip(c byte) bool {
	if c == '{' || c == '[' || c == '"' {
		return w.capture(c) || w.cutOff()
	}
	return true // the rest of a number or word is skipped byte by byte
}

func (w *jsonWalk) cutOff() bool {
	if w.in.err == nil {
		w.in.fault(w.in.line, errors.New("the JSON ends too early; is the file cut off?"))
	}
	return false
}

// capture reads the value whose first byte is c into raw, which is nil if the
// value is over the limit. It is false where the file ends first.
func (w *jsonWalk) capture(c byte) bool {
	w.raw, w.broken = w.raw[:0], false
	depth, quoted, escaped, tooLong := 0, false, false, false
	for {
		if tooLong = tooLong || len(w.raw) >= w.in.max; !tooLong {
			w.raw = append(w.raw, c)
		}
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted && c == '\n':
			w.broken = true
			return true
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth <= 0 && !quoted {
			break
		}
		var ok bool
		if c, ok = w.in.readByte(); !ok {
			return false
		}
	}
	if tooLong {
		w.raw = nil
	}
	return true
}
