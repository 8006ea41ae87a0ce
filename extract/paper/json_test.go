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

func TestMostRoles(t *testing.T) {
	if len(names) > mostRoles {
		t.Errorf("there are %d roles, and room for %d", len(names), mostRoles)
	}
}

func TestYearElsewhere(t *testing.T) {
	for _, c := range []struct{ bibtex, url, want string }{
		{"@misc{a,\nyear={2021}\n}", "", "2021"},
		{"@misc{a, month = jun, year=2021}", "https://openaccess.thecvf.com/content_cvpr_2016/papers/A.pdf", "2021-06"},
		{"@misc{a}", "", ""},
		{"", "https://openaccess.thecvf.com/content_cvpr_2016/papers/A.pdf", "2016"},
		{"", "https://openaccess.thecvf.com/content/ICCV2021/html/A.html", "2021"},
		{"", "https://openaccess.thecvf.com/content/20212/html/A.html", ""},
		{"", "https://example.org/2021/A.html", ""},
	} {
		if got := yearElsewhere(c.bibtex, c.url); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.bibtex, c.url, got, c.want)
		}
	}
}
