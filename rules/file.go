package rules

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Schema is the version that a document of this program states.
const Schema = "claimboard/v1"

// Text is a scalar of a rule file that knows where it stands.
type Text struct {
	Value string
	Line  int
	Col   int
	style yaml.Style
}

// UnmarshalYAML keeps the place of the scalar.
func (t *Text) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return errors.New("a text is wanted here")
	}
	*t = Text{Value: n.Value, Line: n.Line, Col: n.Column, style: n.Style}
	return nil
}

// File is one rule file.
type File struct {
	Path      string
	Documents []*Document
	// trusted says that it is not checked, and that tests were left out.
	trusted bool
	sum     [sha256.Size]byte // of its bytes
	source  func() []string   // its lines, split when they are first asked for
	// long is the line that was last looked into, in characters: a file may be one
	// line, with a fault at every word.
	long   []rune
	longAt int
	mu     sync.Mutex // guards long: patterns compile side by side
}

// Document is one YAML document of a file: a vocabulary, rules with their
// macros, word lists, or changes to the built-in rules.
type Document struct {
	Schema Text `yaml:"schema"`

	Vocab   Text     `yaml:"vocab,omitempty"`
	Entries []*Entry `yaml:"entries,omitempty"`

	Macros map[string]Text `yaml:"macros,omitempty"`
	Rules  []*Rule         `yaml:"rules,omitempty"`

	Words map[string][]string `yaml:"words,omitempty"`

	Extends Text      `yaml:"extends,omitempty"`
	Changes []*Change `yaml:"changes,omitempty"`

	Corrections []*Correction `yaml:"corrections,omitempty"`

	// Allow silences warnings of the document, each code with the reason.
	Allow map[string]string `yaml:"allow,omitempty"`

	file *File
	// node is the document's syntax, which places faults: nil until it is asked
	// for where the document was read without.
	node *yaml.Node
}

// Change alters one built-in rule.
type Change struct {
	Disable  Text   `yaml:"disable,omitempty"`
	Patch    Text   `yaml:"patch,omitempty"`
	Replace  Text   `yaml:"replace,omitempty"`
	With     *Rule  `yaml:"with,omitempty"`
	Priority *int   `yaml:"priority,omitempty"`
	AddTests []Test `yaml:"add_tests,omitempty"`

	doc   *Document
	index int
}

// Correction rejects one claim of one paper, or sets fields of it.
type Correction struct {
	Claim  Text              `yaml:"claim"`
	Paper  Text              `yaml:"paper"`
	Reject bool              `yaml:"reject,omitempty"`
	Set    map[string]string `yaml:"set,omitempty"`
	Reason string            `yaml:"reason"`

	doc   *Document
	index int
}

// Rule is a pattern and what a match of it makes: claims (Emit), the kind of a
// name (Mention), a slot of a claim (Bind), or the reason why a value is no
// claim (Reject). Exactly one of the four is set.
type Rule struct {
	ID      Text   `yaml:"id"`
	Doc     string `yaml:"doc,omitempty"`
	Pattern Text   `yaml:"pattern"`
	// Scope is what the pattern sees: "sentence" (the default), "abstract", or
	// for mention rules "title".
	Scope string `yaml:"scope,omitempty"`
	// Priority settles which rule has a value that several match: the higher.
	Priority int `yaml:"priority,omitempty"`

	Emit    Emits  `yaml:"emit,omitempty"`
	Mention string `yaml:"mention,omitempty"`
	// Own says that the name which a mention rule finds is the paper's own.
	Own  bool   `yaml:"own,omitempty"`
	Bind string `yaml:"bind,omitempty"`
	// Role is the role of the system that a rule binds as the method.
	Role   string `yaml:"role,omitempty"`
	Reject string `yaml:"reject,omitempty"`

	// Follows, score or delta, lets a claim rule match only where the value
	// before, in the same sentence, is a claim of that kind.
	Follows string `yaml:"follows,omitempty"`
	// Marked keeps a mention rule to names that no ordinary word can be: with a
	// capital inside, a digit, a hyphen, or of several words.
	Marked bool `yaml:"marked,omitempty"`
	// Lists is "required" for a mention rule that takes lists of names only.
	Lists string            `yaml:"lists,omitempty"`
	Allow map[string]string `yaml:"allow,omitempty"`
	Tests []Test            `yaml:"tests,omitempty"`

	doc      *Document
	path     []any // the way to the rule in its document
	file     *File
	Expanded Expansion `yaml:"-"`
	// Broken says that the pattern did not expand: nothing more can be said of it.
	Broken bool `yaml:"-"`
	// Order is the rule's place in its set: of two bind rules the earlier goes first.
	Order int `yaml:"-"`
}

// Emit is the claim that a match makes. A field left out comes from the group
// of that name in the pattern, or is completed later.
type Emit struct {
	// Value names the group that holds the value; "value" if left out.
	Value     string `yaml:"value,omitempty"`
	Kind      string `yaml:"kind"`
	Bound     string `yaml:"bound,omitempty"`
	Role      string `yaml:"role,omitempty"`
	Unit      string `yaml:"unit,omitempty"`
	Relative  bool   `yaml:"relative,omitempty"`
	Negative  bool   `yaml:"negative,omitempty"`
	Benchmark string `yaml:"benchmark,omitempty"`
	// Metric may hold {metric}, as in "{metric} reduction".
	Metric  string `yaml:"metric,omitempty"`
	Method  string `yaml:"method,omitempty"`
	Versus  string `yaml:"versus,omitempty"`
	Setting string `yaml:"setting,omitempty"`
}

// Emits is one Emit or a list of them.
type Emits []Emit

// UnmarshalYAML takes a mapping for a list of one.
func (e *Emits) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.MappingNode {
		var one Emit
		if err := n.Load(&one, yaml.WithKnownFields(), yaml.WithUniqueKeys()); err != nil {
			return err
		}
		*e = Emits{one}
		return nil
	}
	var list []Emit
	err := n.Load(&list, yaml.WithKnownFields(), yaml.WithUniqueKeys())
	*e = list
	return err
}

// Test is a text and the claims that the whole rule set must make of it.
type Test struct {
	Text string `yaml:"text"`
	// Title is the paper's title, for rules that look at it.
	Title string `yaml:"title,omitempty"`
	Want  []Want `yaml:"want"`
	// Todo says why the test is known to fail.
	Todo string `yaml:"todo,omitempty"`

	// File and Line are where the test stands.
	File string `yaml:"-"`
	Line int    `yaml:"-"`
	path []any
}

// Want is a claim that a test expects. Kind, bound and role left out mean
// score, exact and proposed; any other field left out means that it is empty.
type Want struct {
	Method    string   `yaml:"method,omitempty"`
	Benchmark string   `yaml:"benchmark"`
	Metric    string   `yaml:"metric,omitempty"`
	Implied   bool     `yaml:"implied,omitempty"`
	Value     float64  `yaml:"value"`
	Low       *float64 `yaml:"low,omitempty"`
	Unit      string   `yaml:"unit,omitempty"`
	Kind      string   `yaml:"kind,omitempty"`
	Relative  bool     `yaml:"relative,omitempty"`
	Bound     string   `yaml:"bound,omitempty"`
	Role      string   `yaml:"role,omitempty"`
	Versus    string   `yaml:"versus,omitempty"`
	Setting   string   `yaml:"setting,omitempty"`
}

// lineBreak is what ends a line in YAML.
var lineBreak = regexp.MustCompile(`\r\n|[\n\r\x{85}\x{2028}\x{2029}]`)

// lines splits a file as YAML does.
func lines(s string) []string {
	for _, other := range []string{"\r", "\u0085", "\u2028", "\u2029"} {
		if strings.Contains(s, other) {
			return lineBreak.Split(s, -1)
		}
	}
	return strings.Split(s, "\n") // nearly always, and quicker
}

// Parse reads a rule file and reports every fault of its YAML. What can be read
// despite them is in the file's documents.
func Parse(path string, data []byte) (*File, Faults) { return parse(path, data, false) }

func parse(path string, data []byte, trust bool) (*File, Faults) {
	data = withoutMark(data)
	text := string(data)
	f := &File{Path: path, trusted: trust, source: sync.OnceValue(func() []string { return lines(text) })}
	if docs, err := parsePlain(text, !trust); err == nil {
		f.Documents = docs
		for _, d := range docs {
			d.file = f
			d.own()
		}
		return f, nil
	}
	return f, f.parseAny(data)
}

// withoutMark drops a byte order mark, and turns UTF-16 with one, as editors on
// Windows write it, into UTF-8.
func withoutMark(data []byte) []byte {
	if len(data) > 0 && data[0] < 0xEF {
		return data
	}
	text, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), data)
	if err != nil {
		return data
	}
	return text
}

// parseAny reads the documents of a file with the YAML package.
func (f *File) parseAny(data []byte) Faults {
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithUniqueKeys())
	if err != nil {
		return f.yamlFaults(err)
	}
	var faults Faults
	for {
		var n yaml.Node
		if err := loader.Load(&n); err == io.EOF {
			break
		} else if err != nil {
			return append(faults, f.yamlFaults(err)...) // what follows cannot be told apart
		}
		faults = append(faults, f.document(&n)...)
	}
	if len(f.Documents) == 0 && len(faults) == 0 {
		faults = append(faults, f.fault(1, 1, "CB105", "the file holds nothing", "write schema: "+Schema+" and rules or a vocabulary"))
	}
	return faults
}

// document takes one YAML document.
func (f *File) document(n *yaml.Node) Faults {
	d := &Document{file: f, node: n}
	err := n.Load(d, yaml.WithKnownFields(), yaml.WithUniqueKeys())
	f.Documents = append(f.Documents, d)
	d.own()
	if err == nil {
		return nil
	}
	faults := f.yamlFaults(err)
	var lines []int
	for _, fault := range faults {
		lines = append(lines, fault.Line)
	}
	slices.Sort(lines)
	for _, r := range d.Rules {
		r.Broken = r.holds(lines)
	}
	return faults
}

// holds says whether one of the lines, sorted, is the rule's: where a fault
// stands in it, what was read of it says little.
func (r *Rule) holds(lines []int) bool {
	first, last := r.doc.lines(r.path...)
	i, _ := slices.BinarySearch(lines, first)
	return i < len(lines) && lines[i] <= last
}

// own tells the parts of a document where they stand.
func (d *Document) own() {
	d.Rules = withoutNil(d.Rules)
	d.Entries = withoutNil(d.Entries)
	d.Changes = withoutNil(d.Changes)
	d.Corrections = withoutNil(d.Corrections)
	for i, r := range d.Rules {
		r.own(d, "rules", i)
	}
	for i, c := range d.Changes {
		c.doc, c.index = d, i
		if c.With != nil {
			c.With.own(d, "changes", i, "with")
		}
		for k := range c.AddTests {
			c.AddTests[k].own(d, "changes", i, "add_tests", k)
		}
	}
	for i, c := range d.Corrections {
		c.doc, c.index = d, i
	}
}

// withoutNil drops what an empty entry of a list leaves.
func withoutNil[T any](list []*T) []*T {
	return slices.DeleteFunc(list, func(x *T) bool { return x == nil })
}

func (r *Rule) own(d *Document, path ...any) {
	r.doc, r.path, r.file = d, path, d.file
	for i := range r.Tests {
		r.Tests[i].own(d, append(slices.Clip(path), "tests", i)...)
	}
}

func (t *Test) own(d *Document, path ...any) {
	t.File, t.path = d.file.Path, path
	if t.Line > 0 {
		return
	}
	t.Line = 1
	if n := d.at(path...); n != nil {
		t.Line = n.Line
	}
}

func (f *File) yamlFaults(err error) Faults {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		var fs Faults
		for _, e := range many.Errors {
			fs = append(fs, f.yamlFault(e))
		}
		return fs
	case errors.As(err, &one):
		return Faults{f.yamlFault(one)}
	}
	return Faults{f.fault(1, 1, "CB101", err.Error(), "")}
}

// plainWords puts the YAML package's messages about types into the words of
// this language.
func plainWords(message string) string {
	for _, w := range [][2]string{
		{"cannot construct !!str ", ""}, {"cannot construct !!map", "a mapping"}, {"cannot construct !!seq", "a list"},
		{"cannot construct !!int ", ""}, {"cannot construct !!float ", ""}, {"cannot construct !!bool ", ""},
		{" into int", " is no whole number"}, {" into float64", " is no number"}, {" into bool", " is neither true nor false"},
		{" into string", " stands where a text is wanted"},
	} {
		message = strings.Replace(message, w[0], w[1], 1)
	}
	if m, kind, ok := strings.Cut(message, " into "); ok {
		want := "a mapping"
		if strings.HasPrefix(kind, "[]") && kind != "[]rules.Emit" { // an emit may be one
			want = "a list"
		}
		message = m + " stands where " + want + " is wanted"
	}
	return message
}

// fault makes an error at a place of the file.
func (f *File) fault(line, col int, code, message, suggestion string) Fault {
	ft := Fault{File: f.Path, Line: line, Col: col, Code: code, Severity: "error", Message: message, Suggestion: suggestion}
	if 0 < line && line <= len(f.source()) {
		ft.Source = strings.TrimRight(f.source()[line-1], "\r")
	}
	if len(ft.Source) > maxSource {
		ft.Source, ft.cut = f.around(line, col)
	}
	return ft
}

// maxSource is the most bytes of a line that a fault shows whole.
const maxSource = 2000

// around is the part of a long line that holds a column, and how many
// characters were cut off before it.
func (f *File) around(line, col int) (text string, cut int) {
	const side = 200
	all := f.line(line)
	cut = min(max(0, col-1-side), len(all))
	return string(all[cut:min(len(all), cut+2*side)]), cut
}

// faultAt makes an error at a byte of a scalar's value.
func (f *File) faultAt(t Text, offset int, code, suggestion, format string, args ...any) Fault {
	line, col := f.place(t, offset)
	return f.fault(line, col, code, fmt.Sprintf(format, args...), suggestion)
}
