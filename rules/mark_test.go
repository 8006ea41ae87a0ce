package rules

import (
	"reflect"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// A file as an editor on Windows saves it says the same.
func TestByteOrderMarks(t *testing.T) {
	const text = "schema: claimboard/v1\nwords: {common: [zörk]}\nx: 1\n"
	want, wantFaults := Parse("a.yaml", []byte(text))
	for name, enc := range map[string]encoding.Encoding{
		"UTF-16, low byte first":  unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16, high byte first": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-8":                   unicode.UTF8BOM,
	} {
		data, err := enc.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got, faults := Parse("a.yaml", data)
		if !reflect.DeepEqual(got.Documents[0].Words, want.Documents[0].Words) || !reflect.DeepEqual(faults, wantFaults) {
			t.Errorf("%s: %+v %v, want %+v %v", name, got.Documents[0].Words, faults, want.Documents[0].Words, wantFaults)
		}
	}
}
