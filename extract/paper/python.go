package paper

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// isPython tells a Python dict as print writes it, {'title': …}, which people
// save as .jsonl.
func isPython(raw []byte) bool {
	return len(raw) > 1 && raw[0] == '{' && bytes.HasPrefix(bytes.TrimLeft(raw[1:], " "), []byte("'"))
}

// pythonWords are Python's words for JSON's.
var pythonWords = strings.NewReplacer("None", "null", "True", "true", "False", "false", "(", "[", ")", "]", "nan", "null")

// pythonToJSON rewrites strings, None, True, False and tuples. What is broken
// stays broken, for the JSON decoder to report.
func pythonToJSON(raw []byte) []byte {
	var out []byte
	for i := 0; i < len(raw); {
		end := bytes.IndexAny(raw[i:], `'"`)
		if end < 0 {
			return append(out, pythonWords.Replace(string(raw[i:]))...)
		}
		out = append(out, pythonWords.Replace(string(raw[i:i+end]))...)
		var text string
		text, i = pythonString(raw, i+end)
		quoted, _ := json.Marshal(text)
		out = append(out, quoted...)
	}
	return out
}

// pythonString decodes the string literal at i and gives the index after it.
func pythonString(raw []byte, i int) (string, int) {
	quote := raw[i]
	var text []byte
	for i++; i < len(raw) && raw[i] != quote; {
		if raw[i] != '\\' || i+1 == len(raw) {
			text = append(text, raw[i])
			i++
			continue
		}
		r, size := pythonEscape(raw[i+1:])
		text = append(text, r...)
		i += 1 + size
	}
	return string(text), i + 1
}

// pythonEscape decodes what follows a backslash and gives its length.
func pythonEscape(s []byte) (string, int) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[0]]
	if digits > 0 && len(s) > digits {
		if n, err := strconv.ParseUint(string(s[1:1+digits]), 16, 32); err == nil {
			return string(rune(min(n, utf8.MaxRune+1))), 1 + digits
		}
	}
	switch s[0] {
	case 'n':
		return "\n", 1
	case 't':
		return "\t", 1
	case 'r':
		return "\r", 1
	case '\'', '"', '\\':
		return string(s[:1]), 1
	}
	return `\` + string(s[:1]), 1
}
