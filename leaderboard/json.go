package leaderboard

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"claimboard/extract"
)

// WriteJSON writes a view as it is.
func WriteJSON(w io.Writer, value any) error {
	enc := NewEncoder(w)
	enc.SetIndent("", "  ")
	err := enc.Encode(value)
	if number := infinite(err); number != "" {
		return fmt.Errorf("a claim's value is %s, which JSON cannot hold; other formats show it", number)
	}
	return err
}

// infinite is the number that an encoder of JSON has no way to write, "" if the
// error is none or another. No abstract has such, but a database may that
// somebody altered.
func infinite(err error) string {
	var e *json.UnsupportedValueError
	if errors.As(err, &e) {
		return e.Str
	}
	return ""
}

// ofClaim says which of the claims an encoder of JSON failed at.
func ofClaim(err error, records ...extract.Record) error {
	if number := infinite(err); number != "" {
		for _, r := range records {
			if math.IsInf(r.Value, 0) || r.Low != nil && math.IsInf(*r.Low, 0) {
				return fmt.Errorf("the value of claim %s of %s is %s, which JSON cannot hold; claimboard doctor says what mends it", r.ClaimID, r.PaperID, number)
			}
		}
	}
	return err
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
