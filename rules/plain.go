package rules

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Rule files are nearly all written in a small part of YAML: mappings and lists,
// indented or in brackets, of texts on one line. This file reads that part
// straight into documents, many times as fast as the YAML package, which is
// asked for all else: whatever is wrong or merely unusual in a file, and the
// places of faults.

// errNotPlain says that a file is for the YAML package to read.
var errNotPlain = errors.New("not written in the plain part of YAML")

// parsePlain reads the documents of a file, with the tests of its rules or
// without, or fails with errNotPlain.
func parsePlain(text string, tests bool) (docs []*Document, err error) {
	defer func() {
		if r := recover(); r != nil && r != errNotPlain {
			panic(r)
		} else if r != nil {
			docs, err = nil, errNotPlain
		}
	}()
	if !plainText(text) {
		return nil, errNotPlain
	}
	p := plainReader{text: text, line: 1, tests: tests}
	p.skip()
	for {
		d := &Document{}
		p.want(p.column() == 0)
		p.blockMapping(reflect.ValueOf(d).Elem(), 0)
		docs = append(docs, d)
		if p.pos == len(p.text) {
			return docs, nil
		}
		p.want(p.column() == 0 && p.atMark())
		p.pos += len("---")
		p.skip()
	}
}

// plainText says whether a text holds printable characters and "\n" only.
func plainText(text string) bool {
	for i := 0; i < len(text); {
		if c := text[i]; ' ' <= c && c < 0x7F || c == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r < 0xA0, r == '\u2028', r == '\u2029', r == '\uFEFF', r == 0xFFFE, r == 0xFFFF:
			return false
		case r == utf8.RuneError && size == 1:
			return false
		}
		i += size
	}
	return true
}

// plainReader reads YAML into Go values; the kind of the value tells what must
// stand there. It panics with errNotPlain.
type plainReader struct {
	text      string
	tests     bool // those of rules are read
	pos       int
	line      int // from 1
	lineStart int
	// runes stand on the line before counted: a line may be as long as the file.
	counted, runes int
}

func (p *plainReader) want(ok bool) {
	if !ok {
		panic(errNotPlain)
	}
}

func (p *plainReader) column() int { return p.pos - p.lineStart }

// atMark says whether a line stands here that begins a document.
func (p *plainReader) atMark() bool { return strings.HasPrefix(p.text[p.pos:], "---\n") }

// peek is the next byte, 0 at the end.
func (p *plainReader) peek() byte {
	if p.pos == len(p.text) {
		return 0
	}
	return p.text[p.pos]
}

// skip passes blanks, comments and line breaks, and says whether there was a
// line break or the end of the text.
func (p *plainReader) skip() (broken bool) {
	for from := p.pos; p.pos < len(p.text); {
		switch c := p.text[p.pos]; {
		case c == '\n':
			p.pos++
			p.line, p.lineStart, broken = p.line+1, p.pos, true
		case c == ' ':
			p.pos++
		case c == '#' && (p.pos == p.lineStart || p.pos > from):
			n := strings.IndexByte(p.text[p.pos:], '\n')
			if n < 0 {
				n = len(p.text) - p.pos
			}
			p.pos += n
		default:
			return broken
		}
	}
	return true
}

// block reads what stands at the place reached, in lines indented by so much.
func (p *plainReader) block(v reflect.Value, indent int) {
	switch c := p.peek(); {
	case c == '-' && strings.HasPrefix(p.text[p.pos:], "- "):
		p.want(v.Kind() == reflect.Slice)
		p.blockList(v, indent)
	case c == '{' || c == '[' || isScalar(v):
		p.inline(v, indent)
	default:
		p.blockMapping(mappingIn(v), indent)
	}
}

// inline reads what may stand on the line of its key: a scalar, or brackets
// whose further lines are indented by so much.
func (p *plainReader) inline(v reflect.Value, indent int) {
	if c := p.peek(); c == '{' || c == '[' {
		p.flow(v, indent)
	} else {
		p.scalar(v, false)
	}
	p.want(p.skip())
}

func (p *plainReader) blockList(v reflect.Value, indent int) {
	v.Set(reflect.MakeSlice(v.Type(), 0, 8))
	for p.column() == indent && strings.HasPrefix(p.text[p.pos:], "- ") {
		p.pos++
		p.want(!p.skip())
		p.block(grow(v), p.column())
		p.want(p.column() <= indent)
	}
}

func (p *plainReader) blockMapping(v reflect.Value, indent int) {
	p.mapping(v, func(set func(key string) reflect.Value) {
		for first := true; first || p.column() == indent && p.pos < len(p.text) && !p.atMark(); first = false {
			field := set(p.key())
			if p.skip() {
				// A list needs no indenting.
				p.want(p.column() > indent || p.column() == indent && strings.HasPrefix(p.text[p.pos:], "- "))
				if field.Type() == reflect.TypeFor[[]Test]() && !p.tests {
					p.passList(p.column())
				} else {
					p.block(field, p.column())
				}
			} else {
				p.inline(field, indent+1)
			}
			p.want(p.column() <= indent)
		}
	})
}

// passList passes a list whose members are indented by so much, unread.
func (p *plainReader) passList(indent int) {
	for p.pos < len(p.text) && (p.column() > indent || p.column() == indent && strings.HasPrefix(p.text[p.pos:], "- ")) {
		n := strings.IndexByte(p.text[p.pos:], '\n')
		if n < 0 {
			n = len(p.text) - p.pos
		}
		p.pos += n
		p.skip()
	}
}

// flow reads what stands in brackets, or a scalar within such. Its lines must
// be indented by so much.
func (p *plainReader) flow(v reflect.Value, indent int) {
	next := func() { p.want(!p.skip() || p.column() >= indent) }
	more := func(end byte) bool {
		next()
		if p.peek() == ',' {
			p.pos++
			next()
			return true
		}
		p.want(p.peek() == end)
		return false
	}
	switch c := p.peek(); {
	case c == '[':
		p.want(v.Kind() == reflect.Slice)
		p.pos++
		next()
		v.Set(reflect.MakeSlice(v.Type(), 0, 2))
		for p.peek() != ']' {
			p.flow(grow(v), indent)
			if !more(']') {
				break
			}
		}
		p.pos++
	case c == '{':
		p.pos++
		next()
		p.mapping(mappingIn(v), func(set func(key string) reflect.Value) {
			for p.peek() != '}' {
				field := set(p.key())
				p.want(!p.skip())
				p.flow(field, indent)
				if !more('}') {
					break
				}
			}
		})
		p.pos++
	default:
		p.scalar(v, true)
	}
}

// mappingIn is where a mapping goes: an emit may stand for a list of one.
func mappingIn(v reflect.Value) reflect.Value {
	if v.Type() == reflect.TypeFor[Emits]() {
		return grow(v)
	}
	return v
}

// grow adds a member to a list.
func grow(list reflect.Value) reflect.Value {
	list.Grow(1)
	list.SetLen(list.Len() + 1)
	return list.Index(list.Len() - 1)
}

// mapping reads keys and values into a struct or map. No key may stand twice.
func (p *plainReader) mapping(v reflect.Value, read func(set func(key string) reflect.Value)) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Kind() == reflect.Map {
		p.intoMap(v, read)
		return
	}
	p.want(v.Kind() == reflect.Struct)
	if t, ok := v.Addr().Interface().(*Test); ok {
		t.Line = p.line
	}
	fields := fieldsOf(v.Type())
	var seen uint64
	read(func(key string) reflect.Value {
		i, ok := fields[key]
		p.want(ok && seen>>i&1 == 0)
		seen |= 1 << i
		return v.Field(i)
	})
}

func (p *plainReader) intoMap(v reflect.Value, read func(set func(key string) reflect.Value)) {
	v.Set(reflect.MakeMap(v.Type()))
	var key, value reflect.Value
	put := func() {
		if key.IsValid() {
			v.SetMapIndex(key, value)
		}
	}
	read(func(name string) reflect.Value {
		put()
		key, value = reflect.ValueOf(name), reflect.New(v.Type().Elem()).Elem()
		p.want(!v.MapIndex(key).IsValid())
		return value
	})
	put()
}

// key reads a key and its colon.
func (p *plainReader) key() string {
	from := p.pos
	for p.pos < len(p.text) && isKeyByte(p.text[p.pos]) {
		p.pos++
	}
	key := p.text[from:p.pos]
	p.want(key != "" && key[0] != '-' && !isNull(key) && p.peek() == ':' && p.pos+1 < len(p.text) && (p.text[p.pos+1] == ' ' || p.text[p.pos+1] == '\n'))
	p.pos++
	return key
}

func isKeyByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

func isNull(s string) bool {
	return s == "" || s == "~" || s == "null" || s == "Null" || s == "NULL"
}

func isScalar(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Int, reflect.Float64, reflect.Bool:
		return true
	case reflect.Pointer:
		return isScalar(reflect.Zero(v.Type().Elem()))
	}
	return v.Type() == reflect.TypeFor[Text]()
}

// runesBefore is how many runes of the line stand before the next byte.
func (p *plainReader) runesBefore() int {
	if p.counted < p.lineStart {
		p.counted, p.runes = p.lineStart, 0
	}
	p.runes += utf8.RuneCountInString(p.text[p.counted:p.pos])
	p.counted = p.pos
	return p.runes
}

// scalar reads one value.
func (p *plainReader) scalar(v reflect.Value, flow bool) {
	p.want(isScalar(v))
	text := Text{Line: p.line, Col: p.runesBefore() + 1}
	switch p.peek() {
	case '"':
		text.Value, text.style = p.doubleQuoted(), yaml.DoubleQuotedStyle
	case '\'':
		text.Value, text.style = p.singleQuoted(), yaml.SingleQuotedStyle
	default:
		text.Value = p.bare(flow)
		p.want(!isNull(text.Value))
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text.Value)
	case reflect.Struct:
		v.Set(reflect.ValueOf(text))
	default:
		p.want(text.style == 0)
		p.number(v, text.Value)
	}
}

// number sets a number or a truth value that is written in the usual way.
func (p *plainReader) number(v reflect.Value, s string) {
	if v.Kind() == reflect.Bool {
		p.want(s == "true" || s == "false")
		v.SetBool(s == "true")
		return
	}
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, dotted := strings.Cut(digits, ".")
	p.want(allDigits(whole) && (whole == "0" || whole[0] != '0') && len(digits) <= 15 && (!dotted || allDigits(fraction)))
	if v.Kind() == reflect.Int {
		n, err := strconv.Atoi(s)
		p.want(err == nil)
		v.SetInt(int64(n))
		return
	}
	f, err := strconv.ParseFloat(s, 64)
	p.want(err == nil)
	v.SetFloat(f)
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// bare reads a scalar without quotes, which ends with its line, in brackets
// also with a comma or bracket.
func (p *plainReader) bare(flow bool) string {
	from := p.pos
	p.want(strings.IndexByte("\x00?:,[]{}#&*!|>'\"%@`", p.peek()) < 0)
	p.want(p.peek() != '-' || p.pos+1 < len(p.text) && isKeyByte(p.text[p.pos+1]) && p.text[p.pos+1] != '-')
loop:
	for ; p.pos < len(p.text); p.pos++ {
		switch c := p.text[p.pos]; {
		case !endsBare[c]:
		case c == '\n':
			break loop
		case c == ' ':
			if strings.HasPrefix(p.text[p.pos+1:], "#") {
				break loop
			}
		case c == ':':
			p.want(p.pos+1 < len(p.text) && !strings.ContainsRune(" \n,[]{}", rune(p.text[p.pos+1])))
		case flow:
			break loop
		}
	}
	return strings.TrimRight(p.text[from:p.pos], " ")
}

// endsBare are the bytes that a scalar without quotes may end with.
var endsBare = [256]bool{'\n': true, ' ': true, ':': true, ',': true, '[': true, ']': true, '{': true, '}': true}

func (p *plainReader) singleQuoted() string {
	from := p.pos + 1
	doubled := false
	for i := from; i < len(p.text); i++ {
		switch p.text[i] {
		case '\n':
			panic(errNotPlain)
		case '\'':
			if i+1 < len(p.text) && p.text[i+1] == '\'' {
				doubled = true
				i++
				continue
			}
			p.pos = i + 1
			if doubled {
				return strings.ReplaceAll(p.text[from:i], "''", "'")
			}
			return p.text[from:i]
		}
	}
	panic(errNotPlain)
}

// doubleQuoted reads a scalar in quotes; of escapes only those of the quote and
// of the backslash.
func (p *plainReader) doubleQuoted() string {
	from := p.pos + 1
	escapes := false
	for i := from; i < len(p.text); i++ {
		switch p.text[i] {
		case '\n':
			panic(errNotPlain)
		case '\\':
			i++
			p.want(i < len(p.text) && (p.text[i] == '"' || p.text[i] == '\\'))
			escapes = true
		case '"':
			p.pos = i + 1
			if escapes {
				return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(p.text[from:i])
			}
			return p.text[from:i]
		}
	}
	panic(errNotPlain)
}

// fieldsOf are the fields of a struct by their keys.
func fieldsOf(t reflect.Type) map[string]int {
	if known, ok := fieldTables.Load(t); ok {
		return known.(map[string]int)
	}
	fields := map[string]int{}
	for i := range t.NumField() {
		if key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); key != "" && key != "-" {
			fields[key] = i
		}
	}
	fieldTables.Store(t, fields)
	return fields
}

var fieldTables sync.Map // of map[string]int by reflect.Type
