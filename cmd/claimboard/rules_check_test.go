package main

import (
	"strings"
	"testing"

	"claimboard/rules"
)

// Of a file full of mistakes the first are told, errors before warnings, and
// how many more there are. Other files are told as ever.
func TestManyMistakes(t *testing.T) {
	var faults rules.Faults
	add := func(n int, file, severity string) {
		for i := range n {
			faults = append(faults, rules.Fault{File: file, Line: i + 1, Severity: severity, Code: "CB101", Message: severity})
		}
	}
	add(mostShown, "a.yaml", "error")
	add(150_000, "b.yaml", "warning")
	add(2, "b.yaml", "error")
	add(1, "c.yaml", "warning")
	told := faultTexts(faults)
	want := map[string]int{"a.yaml:": mostShown, "b.yaml:": mostShown, "c.yaml:": 1, "and 149,902 more in b.yaml\n": 1, ": error[": mostShown + 2}
	for text, n := range want {
		got := 0
		for _, f := range told {
			if strings.Contains(f, text) {
				got++
			}
		}
		if got != n {
			t.Errorf("%q is told %d times, want %d", text, got, n)
		}
	}
	if len(told) != 2*mostShown+2 {
		t.Errorf("%d told", len(told))
	}
}
