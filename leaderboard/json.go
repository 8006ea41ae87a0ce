package leaderboard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// WriteJSON writes a view as it is.
func WriteJSON(w io.Writer, value any) error {
	enc := NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

// NewEncoder makes an encoder of JSON, a value a line, whose output is harmless
// on a terminal, too, and loses nothing.
func NewEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(escaper{w})
	enc.SetEscapeHTML(false)
	return enc
}

// escaper writes JSON with those characters as \u escapes that a terminal could
// obey and that encoding/json leaves alone: C1 controls, bidi controls. An
// encoder writes a value at a time, and outside of texts JSON has no such
// characters.
type escaper struct{ w io.Writer }

func (e escaper) Write(p []byte) (int, error) {
	if !bytes.ContainsFunc(p, jsonEscaped) {
		return e.w.Write(p)
	}
	out := make([]byte, 0, len(p)+16)
	for rest := p; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if jsonEscaped(r) {
			for _, unit := range utf16.Encode([]rune{r}) {
				out = fmt.Appendf(out, "\\u%04x", unit)
			}
		} else {
			out = append(out, rest[:n]...)
		}
		rest = rest[n:]
	}
	if _, err := e.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

func jsonEscaped(r rune) bool {
	return r >= 0x7f && (unicode.IsControl(r) || isDeceptive(r))
}
