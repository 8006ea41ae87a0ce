package rules

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// checkFiles are the files that show every diagnostic: good seeds.
func checkFiles(tb testing.TB) [][]byte {
	tb.Helper()
	names, err := filepath.Glob("../testdata/rules/check/*.yaml")
	if err != nil || len(names) == 0 {
		tb.Fatal("no files to begin with", err)
	}
	var out [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

// FuzzLoad loads any file: no panic, and every fault in the file's lines.
func FuzzLoad(f *testing.F) {
	for _, data := range checkFiles(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var l loader
		l.file("fuzz.yaml", data)
		s := l.merge()
		lines := len(l.files[0].source())
		for _, fault := range s.Silence(append(l.faults, s.lint()...)) {
			if fault.Line < 1 || fault.Line > lines+1 || fault.Col < 1 || fault.Code == "" || fault.Message == "" {
				t.Errorf("%+v", fault)
			}
			fault.Render()
		}
	})
}

func expandAll(macros map[string]*Macro, pattern string, this bool) Expansion {
	e := expander{macros: macros, this: this}
	return e.expand(Text{Value: pattern})
}

// expandedOnce are macros as a loader leaves them to the rules.
func expandedOnce(macros map[string]*Macro) map[string]*Macro {
	l, s := loader{}, &Set{Macros: map[string]*Macro{}}
	for name, m := range macros {
		s.Macros[name] = &Macro{Name: name, Text: m.Text, file: &File{source: func() []string { return nil }}}
	}
	l.expand(s)
	return s.Macros
}

// FuzzExpand expands any pattern with any macro: no panic, an end, and places
// within the pattern; and the steps of its branches are the whole of them. A
// macro that is written out once makes the same of it.
func FuzzExpand(f *testing.F) {
	f.Add(`\b{reach} {gap:4}{percent|decimal as old}`, `(?:a|{other-macro})[)|]+?`)
	f.Add(`{m}{m}{m}`, `{m}`)
	f.Add(`a{m}|(?:{m})+{value}`, `b|{gap:2}[c)]|(?:d|\)){percent as _}`)
	f.Add(`a{m}|(?:{m})+{value}`, `b|{gap:2}[c)]|(?:d|\)){metric as _}`)
	f.Add(`({m}{name:1}{m as b}{2,3}{m|self}`, `a)`)
	f.Add(`({m}[{m}]`, `[a`)
	f.Add(`[]a{m}]|(?<x>y)\p{L}{2,3}?`, `(?P<x`)
	f.Fuzz(func(t *testing.T, pattern, macro string) {
		if len(pattern)+len(macro) > 2000 {
			return // rules are not that long; work may grow with the square
		}
		macros := map[string]*Macro{"m": {Name: "m", Text: Text{Value: macro}}}
		x := expandAll(macros, pattern, false)
		for _, this := range []bool{false, true} {
			slow, quick := expandAll(macros, pattern, this), expandAll(expandedOnce(macros), pattern, this)
			if !reflect.DeepEqual(slow, quick) {
				t.Fatalf("%q with %q is %+v, or %+v", pattern, macro, slow, quick)
			}
		}
		for i := range x.Regexp {
			if at := x.origin(i); at < 0 || at > len(pattern) {
				t.Fatalf("byte %d comes from %d of %q", i, at, pattern)
			}
		}
		for _, b := range x.Branches() {
			at := b.Start
			for _, s := range x.Steps(b) {
				if s.Start != at || s.End <= s.Start || s.End > b.End {
					t.Fatalf("step %v after %d of %q", s, at, x.Regexp)
				}
				at = s.End
				x.Source(s)
			}
		}
		lintText(pattern, func(at int, code, message, hint string) Fault {
			if at < 0 || at > len(pattern) {
				t.Fatalf("%d of %q", at, pattern)
			}
			return Fault{}
		})
	})
}
