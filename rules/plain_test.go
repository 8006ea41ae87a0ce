package rules

import (
	"io/fs"
	"reflect"
	"testing"
)

// parseAny reads a file with the YAML package, as what is not plain is read.
func parseAny(data []byte) (*File, Faults) {
	f := &File{Path: "x.yaml", source: func() []string { return lines(string(data)) }}
	return f, f.parseAny(data)
}

// withoutSyntax forgets what only one of the two ways to read a file keeps.
func withoutSyntax(docs []*Document) []*Document {
	for _, d := range docs {
		d.file, d.node = nil, nil
		for _, r := range d.Rules {
			r.file, r.doc = nil, nil
		}
		for _, c := range d.Changes {
			c.doc = nil
			if c.With != nil {
				c.With.file, c.With.doc = nil, nil
			}
		}
		for _, c := range d.Corrections {
			c.doc = nil
		}
	}
	return docs
}

// comparePlain checks that a file which is plain reads the same either way.
func comparePlain(t *testing.T, data []byte) (plain bool) {
	t.Helper()
	if _, err := parsePlain(string(data), true); err != nil {
		return false
	}
	got, _ := Parse("x.yaml", data)
	want, faults := parseAny(data)
	if len(faults) > 0 {
		t.Fatalf("taken for plain, yet %v\n%s", faults, data)
	}
	if a, b := withoutSyntax(got.Documents), withoutSyntax(want.Documents); !reflect.DeepEqual(a, b) {
		for i := range a {
			for k := range a[i].Rules {
				if !reflect.DeepEqual(a[i].Rules[k], b[i].Rules[k]) {
					t.Fatalf("%+v\n%+v", a[i].Rules[k], b[i].Rules[k])
				}
			}
		}
		t.Fatalf("%+v\n%+v\n%s", a[0], b[0], data)
	}
	return true
}

func TestPlain(t *testing.T) {
	names, err := fs.Glob(builtin, "builtin/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(builtin, name)
		if err != nil {
			t.Fatal(err)
		}
		if !comparePlain(t, data) {
			t.Errorf("%s is not plain: it takes long to load", name)
		}
		compareWithoutTests(t, string(data))
	}
}

// compareWithoutTests checks that all but the tests of rules reads the same
// where these are passed over.
func compareWithoutTests(t *testing.T, text string) {
	t.Helper()
	got, err := parsePlain(text, false)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := parsePlain(text, true)
	for _, d := range want {
		for _, r := range d.Rules {
			r.Tests = nil
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("without tests it reads otherwise:\n%s", text)
	}
}

func TestPlainWithoutTests(t *testing.T) {
	const test = "text: a # b\n        want: [{benchmark: a},\n          {benchmark: b}]\n"
	for _, text := range []string{
		"rules:\n  - id: a\n    tests:\n      - " + test + "# x\n\n      - " + test + "    own: true\n  - id: b\n",
		"rules:\n  - id: a\n    tests:\n    - {text: a,\n      want: []}\n    own: true\n---\nwords: {a: [b]}\n",
		"rules:\n  - id: a\n    tests:\n    - {text: a, want: []}\n",
	} {
		compareWithoutTests(t, text)
	}
}

// For use, the set is that of all checks, but for tests; the user's files are
// checked as ever, and a file is not built in because it says so.
func TestLoadForUse(t *testing.T) {
	want, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	got, err := LoadForUse()
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash != want.Hash || got.Builtin != want.Builtin || !reflect.DeepEqual(got.Words, want.Words) || len(got.Macros) != len(want.Macros) {
		t.Error("hashes, words or macros differ")
	}
	if only, ok := Differing(want.Rules, got.Rules); !ok || len(only) > 0 {
		t.Errorf("rules differ: %v %v", only, ok)
	}
	if only, ok := Differing(want.Benchmarks.Entries, got.Benchmarks.Entries); !ok || len(only) > 0 {
		t.Errorf("benchmarks differ: %v %v", only, ok)
	}
	for _, text := range []string{
		"schema: claimboard/v1\nvocab: metric\nentries:\n  - {id: a, direction: sideways}\n",
		"schema: claimboard/v1\nrules:\n  - id: a\n    pattern: '{value}'\n    reject: b\n    tests:\n      - text: a\n",
	} {
		if _, err := got.With([]Source{{"builtin/mine.yaml", text}}); err == nil {
			t.Errorf("no fault is found in\n%s", text)
		}
	}
}

func TestPlainShapes(t *testing.T) {
	for _, c := range []struct {
		text  string
		plain bool
	}{
		{"schema: claimboard/v1\nvocab: metric\nentries:\n- {id: a, name: 'it''s', aliases: [\"b\\\\c\", 12, -d],\n   range: [0, 1.5]}\n", true},
		{"# first\nrules:\n  - id: a # the first\n    pattern: '{x: y}'\n    emit: {kind: score}\n    tests:\n      - text: a#b\n        want: []\n", true},
		{"rules:\n  - id: é\n    own: true\n    emit:\n      - kind: score\n      - kind: delta\n    priority: -3\n---\nwords:\n  a_b:\n    [x,\n    y z]\n", true},
		{"changes:\n  - patch: a\n    priority: 0\ncorrections:\n  - claim: a\n    set: {value: 84.1}\n", true},
		{"", false},
		{"vocab: metric\nvocab: metric\n", false},
		{"unknown: x\n", false},
		{"entries:\n  - id: a\n   name: b\n", false},
		{"entries:\n  - {id: &a b}\n", false},
		{"entries:\n  - {id: a, range: [1e3]}\n", false},
		{"entries:\n  - {id: null}\n", false},
		{"entries:\n  -\n", false},
		{"rules:\n  - doc: a\n      b\n", false},
		{"rules:\n  - doc: |\n      b\n", false},
		{"rules:\n  - doc: a: b\n", false},
		{"rules:\n  - own: yes\n", false},
		{"rules:\n  - doc: \"\\u00e9\"\n", false},
		{"schema: x\n...\n", false},
		{"schema:\tx\n", false},
	} {
		if got := comparePlain(t, []byte(c.text)); got != c.plain {
			t.Errorf("plain is %v: %q", got, c.text)
		}
	}
}

// FuzzPlain compares both ways to read any file that is plain.
func FuzzPlain(f *testing.F) {
	for _, data := range checkFiles(f) {
		f.Add(data)
	}
	for _, name := range []string{"builtin/units.yaml", "builtin/binds.yaml", "builtin/words.yaml"} {
		data, err := fs.ReadFile(builtin, name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 4000)])
	}
	f.Fuzz(func(t *testing.T, data []byte) { comparePlain(t, data) })
}
