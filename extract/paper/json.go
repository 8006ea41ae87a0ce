package paper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// members calls each for the members of the JSON object raw. It steps over the
// values without decoding them: of an arXiv record only a third is wanted.
func members(raw []byte, each func(key string, value []byte)) error {
	i := space(raw, 0)
	if at(raw, i) != '{' {
		return errNoObject
	}
	i = space(raw, i+1)
	for at(raw, i) != '}' {
		key := i
		if i = stringEnd(raw, i); i < 0 {
			return syntaxError(raw)
		}
		name, usual := usualKeys[string(raw[key:i])]
		if !usual {
			name = unquote(raw[key:i])
		}
		if i = space(raw, i); at(raw, i) != ':' {
			return syntaxError(raw)
		}
		start := space(raw, i+1)
		if i = valueEnd(raw, start); i < 0 {
			return syntaxError(raw)
		}
		each(name, raw[start:i])
		i = space(raw, i)
		if at(raw, i) == ',' {
			i = space(raw, i+1)
		} else if at(raw, i) != '}' {
			return syntaxError(raw)
		}
	}
	if space(raw, i+1) != len(raw) {
		return syntaxError(raw)
	}
	return nil
}

// usualKeys are the names of the arXiv snapshot's fields as they stand in a
// record: they recur so often that copying them takes longer than decoding a title.
var usualKeys = func() map[string]string {
	keys := map[string]string{}
	for _, key := range []string{"id", "submitter", "authors", "title", "comments", "journal-ref", "doi", "report-no", "categories",
		"license", "abstract", "versions", "version", "created", "update_date", "authors_parsed"} {
		keys[`"`+key+`"`] = key
	}
	return keys
}()

var errNoObject = errors.New("not a JSON object")

// elements calls each for the elements of the JSON array raw.
func elements(raw []byte, each func(value []byte)) {
	i := space(raw, 0)
	if at(raw, i) != '[' {
		return
	}
	for i = space(raw, i+1); at(raw, i) != ']'; {
		end := valueEnd(raw, i)
		if end < 0 {
			return
		}
		each(raw[i:end])
		if i = space(raw, end); at(raw, i) == ',' {
			i = space(raw, i+1)
		} else if at(raw, i) != ']' {
			return
		}
	}
}

func at(raw []byte, i int) byte {
	if i < len(raw) {
		return raw[i]
	}
	return 0
}

func space(raw []byte, i int) int {
	for i < len(raw) && (raw[i] == ' ' || raw[i] == '\t' || raw[i] == '\n' || raw[i] == '\r') {
		i++
	}
	return i
}

// stringEnd is the index after the string that begins at i, or -1.
func stringEnd(raw []byte, i int) int {
	if at(raw, i) != '"' {
		return -1
	}
	for i++; i < len(raw); {
		quote := bytes.IndexByte(raw[i:], '"')
		if quote < 0 {
			return -1
		}
		end := i + quote
		escapes := 0
		for end-1-escapes >= i && raw[end-1-escapes] == '\\' {
			escapes++
		}
		if i = end + 1; escapes%2 == 0 {
			return i
		}
	}
	return -1
}

// valueEnd is the index after the value that begins at i, or -1. Nesting costs
// a count, not a call, so that depth is harmless.
func valueEnd(raw []byte, i int) int {
	depth := 0
	for i < len(raw) {
		switch raw[i] {
		case '"':
			if i = stringEnd(raw, i); i < 0 {
				return -1
			}
			i--
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			i++
			continue
		default:
			for i+1 < len(raw) && !strings.ContainsRune(",:{}[]\" \t\r\n", rune(raw[i+1])) {
				i++
			}
		}
		i++
		if depth == 0 {
			return i
		}
		if depth < 0 {
			return -1
		}
	}
	return -1
}

// syntaxError lets encoding/json say what is wrong and where.
func syntaxError(raw []byte) error {
	var any json.RawMessage
	err := json.Unmarshal(raw, &any)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) && int(syntax.Offset) >= len(raw):
		return errors.New("broken JSON: the record ends too early")
	case errors.As(err, &syntax):
		return fmt.Errorf("broken JSON at byte %d of the record: %v", syntax.Offset, syntax)
	}
	return errors.New("broken JSON")
}

// unquote decodes a JSON string; what is none is returned as it is. It does so
// three times as fast as encoding/json, since valueEnd has found the end.
func unquote(raw []byte) string {
	if len(raw) < 2 || raw[0] != '"' {
		return string(raw)
	}
	raw = raw[1 : len(raw)-1]
	next := bytes.IndexByte(raw, '\\')
	if next < 0 {
		return string(raw)
	}
	var text strings.Builder
	text.Grow(len(raw))
	for next >= 0 && next+1 < len(raw) {
		text.Write(raw[:next])
		raw = raw[next+unescape(&text, raw[next:]):]
		next = bytes.IndexByte(raw, '\\')
	}
	text.Write(raw)
	return text.String()
}

// escapes are the letters after a backslash and what they stand for.
var escapes = [256]byte{'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', '"': '"', '\\': '\\', '/': '/'}

// unescape writes what the escape at the start of raw stands for, and gives its
// length. One that JSON does not know stays as it is.
func unescape(text *strings.Builder, raw []byte) (size int) {
	if c := escapes[raw[1]]; c != 0 {
		text.WriteByte(c)
		return 2
	}
	r := unicodeEscape(raw)
	if r < 0 {
		text.Write(raw[:2])
		return 2
	}
	if utf16.IsSurrogate(r) {
		if pair := utf16.DecodeRune(r, unicodeEscape(raw[6:])); pair != utf8.RuneError {
			text.WriteRune(pair)
			return 12
		}
	}
	text.WriteRune(r) // U+FFFD for half a pair
	return 6
}

// unicodeEscape reads \uXXXX; -1 if raw does not begin with one.
func unicodeEscape(raw []byte) rune {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 32)
	if err != nil {
		return -1
	}
	return rune(n)
}

// quote makes a JSON string of a text.
func quote(s string) []byte {
	b, _ := json.Marshal(s)
	return b
}

// maxNesting bounds how deep a value is looked into for its text.
const maxNesting = 8

// textOf is the text of a value: a string, a number as written, the value of
// {"value": …}, or of an array its first text. null and the rest are "".
func textOf(raw []byte) string { return textWithin(raw, maxNesting) }

func textWithin(raw []byte, depth int) (text string) {
	switch at(raw, 0) {
	case '"':
		return unquote(raw)
	case '[':
		if depth > 0 {
			elements(raw, func(value []byte) {
				if text == "" {
					text = textWithin(value, depth-1)
				}
			})
		}
	case '{':
		if depth > 0 {
			text = textWithin(member(raw, "value"), depth-1)
		}
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return string(raw)
	}
	return text
}

// member is the value of an object's member; nil if it has none.
func member(raw []byte, name string) (found []byte) {
	_ = members(raw, func(key string, value []byte) {
		if strings.EqualFold(key, name) {
			found = value
		}
	})
	return found
}
