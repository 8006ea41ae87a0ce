package paper

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// FuzzUnquote compares unquote with encoding/json on the strings of JSON.
func FuzzUnquote(f *testing.F) {
	for _, s := range []string{`"plain"`, `"a\nb\t\"\\\/\u00e9"`, `"\ud83d\ude00 \ud83d x \ude00"`, `"\ud83d\u0041"`, `"é"`, `"\\\\"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want string
		if !utf8.ValidString(s) || json.Unmarshal([]byte(s), &want) != nil || stringEnd([]byte(s), 0) != len(s) {
			t.Skip()
		}
		if got := unquote([]byte(s)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

// TestMembers agrees with encoding/json on what is an object.
func TestMembers(t *testing.T) {
	for raw, valid := range map[string]bool{
		`{}`: true, ` { "a" : 1 , "b":[{"c":"}"}] } `: true, `{"a":"\\"}`: true, `{"a":"\""}`: true,
		``: false, `[]`: false, `{`: false, `{"a"}`: false, `{"a":}`: false, `{"a":1 "b":2}`: false,
		`{"a":1}}`: false, `{a:1}`: false, `{"a":"b}`: false, `{"a":1,`: false,
	} {
		if err := members([]byte(raw), func(string, []byte) {}); (err == nil) != valid || json.Valid([]byte(raw)) && !valid && raw != "[]" {
			t.Errorf("%s: %v", raw, err)
		}
	}
}
