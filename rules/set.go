// Package rules is the rule language: vocabularies, macros and rules in YAML
// files, loaded, checked and merged into one Set of plain data. README.md in
// this folder is its reference.
package rules

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

//go:embed builtin/*.yaml
var builtin embed.FS

// Set is the built-in rule files and the user's, merged.
type Set struct {
	Benchmarks *Vocabulary
	Metrics    *Vocabulary
	Methods    *Vocabulary
	Units      *Vocabulary
	Tasks      *Vocabulary
	// Rules are in the order of their files and places.
	Rules       []*Rule
	Macros      map[string]*Macro
	Words       map[string][]string
	Corrections []*Correction
	Files       []*File
	// Hash identifies the content of every file of the set, Builtin that of the
	// built-in ones.
	Hash, Builtin string
	// Own are the user's files.
	Own []Source
	// Warnings are what is doubtful in the files, yet no error.
	Warnings Faults
}

// Rule finds a rule by id, or returns nil.
func (s *Set) Rule(id string) *Rule {
	for _, r := range s.Rules {
		if r.ID.Value == id {
			return r
		}
	}
	return nil
}

// Forget lets go of the files' text and syntax, which are most of a set's
// memory and of use only for faults: of what is asked of the set from then on,
// no fault can be shown with its line.
func (s *Set) Forget() {
	for _, f := range s.Files {
		f.source = func() []string { return nil }
		for _, d := range f.Documents {
			d.node = nil
		}
	}
}

// Load reads the built-in rules and then each path, a file or a folder of
// .yaml files. Its error is Faults where the files can be read but hold
// mistakes: all of them, not the first.
func Load(paths ...string) (*Set, error) { return load(paths, false) }

// LoadForUse is Load for those who run the rules. The built-in files, which the
// program's own tests check, are taken as they are, and the tests of their rules
// are left out.
func LoadForUse(paths ...string) (*Set, error) { return load(paths, true) }

func load(paths []string, trust bool) (*Set, error) {
	s, faults, err := read(paths, trust)
	if err != nil {
		return nil, err
	}
	if errs := faults.Errors(); len(errs) > 0 {
		return nil, errs
	}
	s.Warnings = faults
	return s, nil
}

// Source is a rule file's name and text.
type Source struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// LoadWith reads rule files as Load does, and a further one that is not on
// disk yet.
func LoadWith(name string, data []byte, paths ...string) (*Set, error) {
	var l loader
	if err := l.builtin(true); err != nil {
		return nil, err
	}
	for _, p := range paths {
		if err := l.path(p); err != nil {
			return nil, err
		}
	}
	l.file(name, data)
	return l.set()
}

// With is the set that the same built-in files make with others of the user's,
// which may no longer be on disk. What is of the built-in files both sets share;
// it is written to meanwhile, so that nothing else may use the set.
func (s *Set) With(own []Source) (*Set, error) {
	l := loader{expanded: s.Macros}
	for _, f := range s.Files {
		if IsBuiltin(f.Path) {
			l.files = append(l.files, f)
		}
	}
	for _, f := range own {
		l.file(f.Path, []byte(f.Text))
	}
	return l.set()
}

// set is what the files make together, if none has an error.
func (l *loader) set() (*Set, error) {
	s := l.merge()
	if errs := l.faults.sorted().Errors(); len(errs) > 0 {
		return nil, errs
	}
	return s, nil
}

// read loads what can be read despite its faults.
func read(paths []string, trust bool) (*Set, Faults, error) {
	var l loader
	if err := l.builtin(trust); err != nil {
		return nil, nil, err
	}
	for _, p := range paths {
		if err := l.path(p); err != nil {
			return nil, nil, err
		}
	}
	s := l.merge()
	return s, l.faults.sorted(), nil
}

var vocabularies = []string{"benchmark", "metric", "method", "unit", "task"}

type loader struct {
	files  []*File
	trust  bool // the files that come now are not checked
	faults Faults
	own    []Source
	// expanded are macros that another set has written out, some of the same documents.
	expanded map[string]*Macro
}

// builtinDir is where the built-in files are said to stand.
const builtinDir = "builtin"

// IsBuiltin says whether a file of a set is one of the built-in ones.
func IsBuiltin(file string) bool { return strings.HasPrefix(file, builtinDir+"/") }

// CorrectionsOf are the corrections of one paper's claims.
func (s *Set) CorrectionsOf(paper string) []*Correction {
	var out []*Correction
	for _, c := range s.Corrections {
		if c.Paper.Value == paper {
			out = append(out, c)
		}
	}
	return out
}

// Path is the file that holds the correction.
func (c *Correction) Path() string { return c.doc.file.Path }

// HasFiles says whether a path is a folder that holds rule files.
func HasFiles(folder string) bool {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return false
	}
	var l loader
	return l.folder(os.DirFS(folder), ".", folder) != nil || len(l.files) > 0
}

// builtin reads the built-in files.
func (l *loader) builtin(trust bool) error {
	l.trust = trust
	defer func() { l.trust = false }()
	return l.folder(builtin, builtinDir, builtinDir)
}

func (l *loader) path(p string) error {
	if IsBuiltin(filepath.ToSlash(p) + "/") {
		p = "./" + p // a folder of that name is not the built-in one
	}
	info, err := os.Stat(p)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		in, err := os.Open(p)
		if err != nil {
			return err
		}
		defer in.Close()
		data, err := readSome(in, p)
		if err != nil {
			return err
		}
		l.file(p, data)
		return nil
	}
	before := len(l.files)
	if err := l.folder(os.DirFS(p), ".", p); err != nil {
		return err
	}
	if len(l.files) == before {
		return fmt.Errorf("%s: no .yaml file in this folder", p)
	}
	return nil
}

func (l *loader) folder(fsys fs.FS, dir, show string) error {
	var found []text
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ext := path.Ext(p); ext != ".yaml" && ext != ".yml" {
			return nil
		}
		if info, err := fs.Stat(fsys, p); err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%s: not a file; name it by itself if it is to be read", path.Join(filepath.ToSlash(show), p))
		}
		in, err := fsys.Open(p)
		if err != nil {
			return err
		}
		defer in.Close()
		data, err := readSome(in, path.Join(filepath.ToSlash(show), p))
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		found = append(found, text{filepath.ToSlash(show) + "/" + filepath.ToSlash(rel), data})
		return nil
	})
	l.parse(found)
	return err
}

// maxFile is the most bytes of a rule file. All built-in ones have a tenth.
const maxFile = 16 << 20

// readSome reads a rule file of no more than maxFile bytes.
func readSome(in fs.File, name string) ([]byte, error) {
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	data := bytes.NewBuffer(make([]byte, 0, min(info.Size(), maxFile)+bytes.MinRead))
	_, err = data.ReadFrom(io.LimitReader(in, maxFile+1))
	if err == nil && data.Len() > maxFile {
		err = fmt.Errorf("%s: larger than %d MiB; is this a rule file?", name, maxFile>>20)
	}
	return data.Bytes(), err
}

func (l *loader) file(name string, data []byte) { l.parse([]text{{name, data}}) }

// text is a file's name and content.
type text struct {
	name string
	data []byte
}

// parse parses files on all cores, as the built-in ones are most of what a
// command that does little has to do, and takes them in their order.
func (l *loader) parse(texts []text) {
	files, faults := make([]*File, len(texts)), make([]Faults, len(texts))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(texts), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(texts)); i = next.Add(1) - 1 {
				files[i], faults[i] = parse(texts[i].name, texts[i].data, l.trust)
			}
		})
	}
	workers.Wait()
	for i, t := range texts {
		l.files = append(l.files, files[i])
		l.faults = append(l.faults, faults[i]...)
		files[i].sum = sha256.Sum256(t.data)
		if !IsBuiltin(t.name) {
			l.own = append(l.own, Source{t.name, string(withoutMark(t.data))})
		}
	}
}

// merge puts the files' documents into one set.
func (l *loader) merge() *Set {
	s := &Set{Words: map[string][]string{}, Macros: map[string]*Macro{}, Files: l.files}
	vocabs := map[string]*Vocabulary{}
	names := l.names()
	for _, kind := range vocabularies {
		vocabs[kind] = &Vocabulary{byKey: make(map[string]*Entry, names[kind])}
	}
	for _, f := range l.files {
		for _, d := range f.Documents {
			l.document(s, f, d, vocabs)
		}
	}
	s.Benchmarks, s.Metrics, s.Methods = vocabs["benchmark"], vocabs["metric"], vocabs["method"]
	s.Units, s.Tasks = vocabs["unit"], vocabs["task"]
	l.expand(s)
	l.change(s)
	for _, f := range l.files {
		for _, d := range f.Documents {
			if !f.trusted {
				l.faults = append(l.faults, d.check(s)...)
			}
		}
	}
	s.Own = l.own
	s.Hash, s.Builtin = foldHashes(l.files), foldHashes(l.files[:len(l.files)-len(l.own)])
	return s
}

func foldHashes(files []*File) string {
	h := sha256.New()
	for _, f := range files {
		h.Write(f.sum[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// names counts the ids, names and aliases of each vocabulary.
func (l *loader) names() map[string]int {
	counts := map[string]int{}
	for _, f := range l.files {
		for _, d := range f.Documents {
			for _, e := range d.Entries {
				counts[d.Vocab.Value] += 2 + len(e.Aliases)
			}
		}
	}
	return counts
}

func (l *loader) document(s *Set, f *File, d *Document, vocabs map[string]*Vocabulary) {
	if d.Schema.Value != Schema && d != f.Documents[0] && d.Schema.Value == "" {
		d.Schema = f.Documents[0].Schema // stated once a file
	}
	if d.Schema.Value != Schema {
		message := fmt.Sprintf("schema %q is not known to this program", d.Schema.Value)
		if d.Schema.Value == "" {
			message = "the file does not say which schema it is written in"
		}
		l.faults = append(l.faults, f.fault(max(1, d.Schema.Line), max(1, d.Schema.Col), "CB104", message, d.Schema.otherSchema()))
	}
	if v := d.Vocab.Value; v != "" {
		if vocabs[v] == nil {
			l.faults = append(l.faults, f.faultAt(d.Vocab, 0, "CB401", DidYouMean(v, vocabularies), "unknown vocabulary %q", v))
		} else {
			l.faults = append(l.faults, vocabs[v].add(d)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.Macros)) {
		text := d.Macros[name]
		if first := s.Macros[name]; first != nil {
			l.faults = append(l.faults, f.faultAt(text, 0, "CB204", "give it another name", "macro {%s} is defined twice: first in %s", name, first.file.Path))
			continue
		}
		if tokens[name].class != "" || gaps[name] != "" {
			l.faults = append(l.faults, f.faultAt(text, 0, "CB204", "give it another name", "macro {%s} has the name of a token", name))
			continue
		}
		s.Macros[name] = &Macro{Name: name, Text: text, file: f, doc: d}
		if m := l.expanded[name]; m != nil && m.doc == d {
			s.Macros[name] = m
		}
	}
	for name, words := range d.Words {
		if !IsBuiltin(f.Path) && s.Words[name] == nil { // the built-in files come first, and have all that is read
			l.faults = append(l.faults, d.fault("CB408", fmt.Sprintf("no word list %q", name), DidYouMean(name, slices.Sorted(maps.Keys(s.Words))), "words", name))
			continue
		}
		s.Words[name] = append(s.Words[name], words...)
	}
	for _, r := range d.Rules {
		if old := s.Rule(r.ID.Value); old != nil && r.ID.Value != "" {
			l.faults = append(l.faults, f.faultAt(r.ID, 0, "CB501", "", "rule %s is defined twice: first in %s", r.ID.Value, old.file.Path))
		}
		r.Order = len(s.Rules)
		s.Rules = append(s.Rules, r)
	}
	s.Corrections = append(s.Corrections, d.Corrections...)
}

// otherSchema is what to do about a schema that is not this program's.
func (t *Text) otherSchema() string {
	name, _, _ := strings.Cut(Schema, "/")
	if strings.HasPrefix(t.Value, name+"/") {
		return "use the newer claimboard that it is for, or write schema: " + Schema
	}
	if t.Value == "" {
		return "write schema: " + Schema + " as the first line"
	}
	return "write schema: " + Schema
}

// change carries out what the files say of built-in rules.
func (l *loader) change(s *Set) {
	for _, f := range l.files {
		for _, d := range f.Documents {
			for _, c := range d.Changes {
				l.apply(s, f, c)
			}
		}
	}
}

func (l *loader) apply(s *Set, f *File, c *Change) {
	verbs := 0
	var id Text
	for _, verb := range []Text{c.Disable, c.Patch, c.Replace} {
		if verb.Value != "" {
			verbs, id = verbs+1, verb
		}
	}
	if verbs != 1 {
		l.faults = append(l.faults, c.doc.fault("CB503", "a change is one of disable, patch and replace", "", "changes", c.index))
		return
	}
	rule := s.Rule(id.Value)
	if rule == nil {
		l.faults = append(l.faults, f.faultAt(id, 0, "CB502", DidYouMean(id.Value, s.IDs()), "no rule %q to change", id.Value))
		return
	}
	switch {
	case c.Disable.Value != "":
		s.Rules = slices.DeleteFunc(s.Rules, func(r *Rule) bool { return r == rule })
		return
	case c.Replace.Value != "" && c.With == nil:
		l.faults = append(l.faults, f.faultAt(id, 0, "CB504", "", "replace needs a rule in its place").hint("write with: and the rule"))
		return
	case c.Replace.Value != "":
		c.With.Order = rule.Order
		if c.With.ID.Value == "" {
			c.With.ID = rule.ID
		}
		s.Rules[slices.Index(s.Rules, rule)] = c.With
		rule = c.With
	case c.Priority == nil && len(c.AddTests) == 0:
		l.faults = append(l.faults, f.faultAt(id, 0, "CB504", "", "the patch changes nothing").hint("write priority: or add_tests:"))
		return
	default:
		rule = s.own(rule)
		if c.Priority != nil {
			rule.Priority = *c.Priority
		}
	}
	rule.Tests = append(rule.Tests, c.AddTests...)
}

// own is a rule that may be changed: of a built-in one, which other sets may have
// too, a copy in its place.
func (s *Set) own(r *Rule) *Rule {
	if !IsBuiltin(r.Path()) {
		return r
	}
	patched := *r
	patched.Tests = slices.Clip(r.Tests)
	s.Rules[slices.Index(s.Rules, r)] = &patched
	return &patched
}

// IDs are the rules' ids, in order.
func (s *Set) IDs() []string {
	ids := make([]string, len(s.Rules))
	for i, r := range s.Rules {
		ids[i] = r.ID.Value
	}
	return ids
}

// rules are all rules of the files, also those that are disabled or replaced.
func (l *loader) rules() []*Rule {
	var out []*Rule
	for _, f := range l.files {
		for _, d := range f.Documents {
			out = append(out, d.Rules...)
			for _, c := range d.Changes {
				if c.With != nil {
					out = append(out, c.With)
				}
			}
		}
	}
	return out
}

// expand writes out every macro and rule, but for those that another set has
// written out.
func (l *loader) expand(s *Set) {
	for _, name := range slices.Sorted(maps.Keys(s.Macros)) {
		m := s.Macros[name]
		if m == l.expanded[name] {
			continue
		}
		e := expander{macros: s.Macros, self: name}
		m.Expanded = e.expand(m.Text)
		m.Broken, m.fixed = e.broken, e.fixed()
		for _, p := range e.faults {
			l.faults = append(l.faults, m.file.faultAt(m.Text, p.at, p.code, p.hint, "%s", p.msg))
		}
	}
	for _, r := range l.rules() {
		if l.expanded != nil && IsBuiltin(r.Path()) {
			continue
		}
		e := expander{macros: s.Macros, this: r.Bind != ""}
		r.Expanded = e.expand(r.Pattern)
		r.Broken = r.Broken || e.broken
		for _, p := range e.faults {
			l.faults = append(l.faults, r.file.faultAt(r.Pattern, p.at, p.code, p.hint, "%s", p.msg))
		}
	}
}

// Fault makes an error at a byte of a rule's expanded pattern.
func (r *Rule) Fault(offset int, code, message, suggestion string) Fault {
	return r.file.faultAt(r.Pattern, r.Expanded.origin(offset), code, suggestion, "%s", message).of(r.Allow)
}

// Warning makes a warning at a byte of a rule's expanded pattern.
func (r *Rule) Warning(offset int, code, message, suggestion string) Fault {
	return r.Fault(offset, code, message, suggestion).warning()
}

// Path is the file that holds the rule.
func (r *Rule) Path() string { return r.file.Path }

// Has says whether the pattern can capture a group of that name.
func (r *Rule) Has(group string) bool {
	for _, g := range r.Expanded.Groups {
		if g == group {
			return true
		}
	}
	return false
}

// IsFaults says whether an error of Load is about the content of rule files,
// and gives them.
func IsFaults(err error) (Faults, bool) {
	var fs Faults
	ok := errors.As(err, &fs)
	return fs, ok
}

// MetricSlot is what stands for the metric in an emitted metric's name.
const MetricSlot = "{metric}"

// FillMetric puts the metric's name into an emitted metric. Before a noun, things
// counted are named as one: samples, "sample reduction".
func FillMetric(template, metric string) string {
	if strings.HasPrefix(template, MetricSlot+" ") {
		metric = one(metric)
	}
	return strings.ReplaceAll(template, MetricSlot, metric)
}

// one is a name whose last word is put from the plural into the singular: "queries"
// to "query". A word with a capital, "FLOPs", or whose s is its own, "loss", stays.
func one(name string) string {
	word := name[strings.LastIndexByte(name, ' ')+1:]
	stem, plural := strings.CutSuffix(word, "s")
	if !plural || len(word) < 4 || word == "series" || strings.ContainsFunc(word, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) {
		return name
	}
	switch before := strings.TrimSuffix(name, word); {
	case strings.HasSuffix(stem, "ie") && len(stem) > 3:
		return before + strings.TrimSuffix(stem, "ie") + "y"
	case strings.HasSuffix(stem, "sse"), strings.HasSuffix(stem, "che"), strings.HasSuffix(stem, "she"), strings.HasSuffix(stem, "xe"):
		return before + strings.TrimSuffix(stem, "e")
	case strings.HasSuffix(stem, "s"), strings.HasSuffix(stem, "u"), strings.HasSuffix(stem, "i"), strings.HasSuffix(stem, "a"):
		return name
	default:
		return before + stem
	}
}
