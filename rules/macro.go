package rules

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Expansion is a pattern with its macros and tokens written out.
type Expansion struct {
	// Regexp is in regexp2 syntax.
	Regexp string
	// Groups are the names of the groups that can capture.
	Groups []string

	pattern  Text
	segments []segment
}

// segment says which byte of the pattern a stretch of the expansion comes from.
type segment struct {
	out, in int
	// whole is set where the stretch stands for one macro: all of it points at
	// the macro's place.
	whole bool
}

// origin maps a byte of the expansion to the byte of the pattern it came from.
func (x *Expansion) origin(offset int) int {
	i := sort.Search(len(x.segments), func(i int) bool { return x.segments[i].out > offset }) - 1
	if i < 0 {
		return 0
	}
	if s := x.segments[i]; !s.whole {
		return s.in + offset - s.out
	}
	return x.segments[i].in
}

// use is {name}, {name:n} or {name as label}.
type use struct{ name, count, label string }

// useAt reads the use that a text begins with, and gives its length, 0 where it
// is none. A quantifier starts with a digit and is none.
func useAt(text string) (u use, length int) {
	const lower, word = "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789_"
	inside, _, closed := strings.Cut(text, "}")
	inside, opened := strings.CutPrefix(inside, "{")
	if !opened || !closed {
		return use{}, 0
	}
	all := func(s, first, others string) bool {
		return s != "" && strings.IndexByte(first, s[0]) >= 0 && strings.Trim(s, others) == ""
	}
	rest, label, labelled := strings.Cut(inside, " as ")
	name, count, counted := strings.Cut(rest, ":")
	if !all(name, lower, word+"|-") || counted && !allDigits(count) || labelled && !all(label, lower+"_", word) {
		return use{}, 0
	}
	return use{name, count, label}, len(inside) + len("{}")
}

// useOpened is the name that a brace stands before, "" where it is before none.
func useOpened(text string) string { return openedUse.FindString(text[1:]) }

var openedUse = regexp.MustCompile(`^[a-z][a-z0-9_-]*`)

// knows says whether a name is that of a macro, a token or a gap.
func (e *expander) knows(name string) bool {
	_, macro := e.macros[name]
	_, token := tokens[name]
	_, gap := gaps[name]
	return macro || token || gap || strings.HasPrefix(name, "sans-")
}

// Macro is a piece of pattern with a name.
type Macro struct {
	Name string
	Text Text
	// Expanded is the macro by itself.
	Expanded Expansion

	// Broken says that the macro did not expand.
	Broken bool
	// fixed says that it expands to the same wherever it is used.
	fixed bool

	file *File
	doc  *Document
	used bool
}

// Fault makes an error at a byte of the macro's expansion.
func (m *Macro) Fault(offset int, code, message, suggestion string) Fault {
	return m.file.faultAt(m.Text, m.Expanded.origin(offset), code, suggestion, "%s", "macro {"+m.Name+"}: "+message).of(m.doc.Allow)
}

// Path is the file that holds the macro.
func (m *Macro) Path() string { return m.file.Path }

// maxExpansion is the most bytes that a pattern may grow to: macros that use
// macros can double at every step.
const maxExpansion = 1 << 16

type expander struct {
	macros map[string]*Macro
	// this is set for bind rules, whose {value} is the claim's own.
	this   bool
	groups map[string]bool
	// open are the brackets being written, the pattern itself first.
	open    []bracket
	inClass bool
	// inside counts the macros being written. Their own faults are told of the
	// macro, not of every pattern that uses it.
	inside int
	self   string // the macro being expanded by itself
	broken bool
	// valued says that there are tokens of values, uneven that brackets are closed
	// which were not opened.
	valued, uneven bool
	out            strings.Builder
	segs           []segment
	faults         []placed
}

// bracket knows the groups that one alternative cannot hold twice.
type bracket struct {
	before []string // those in front of the bracket
	branch []string // those and the ones of the alternative being written
	all    []string // those and the ones of every alternative
}

// placed is a fault at a byte of the pattern.
type placed struct {
	at              int
	code, msg, hint string
}

// expand writes out the macros and tokens of a pattern.
func (e *expander) expand(pattern Text) Expansion {
	var stack []string
	if e.self != "" {
		stack = []string{e.self}
	}
	e.groups = map[string]bool{}
	e.open = []bracket{newBracket(nil)}
	e.write(pattern.Value, -1, stack)
	if e.out.Len() > maxExpansion {
		e.fault(0, "CB206", fmt.Sprintf("the pattern grows beyond %d bytes", maxExpansion), "")
	}
	x := Expansion{Regexp: e.out.String(), pattern: pattern, segments: e.segs}
	for g := range e.groups {
		x.Groups = append(x.Groups, g)
	}
	sort.Strings(x.Groups)
	return x
}

// fixed says whether what was expanded is the same wherever it stands: it has no
// group, which must not stand twice, no value, which a bind rule takes for its
// own, and nothing that goes on behind it.
func (e *expander) fixed() bool {
	return !e.broken && len(e.groups) == 0 && !e.valued && !e.uneven && !e.inClass && len(e.open) == 1
}

// write expands one text. at is the place in the pattern that it stands for,
// or -1 for the pattern itself; stack holds the macros being expanded.
func (e *expander) write(text string, at int, stack []string) {
	for i := 0; i < len(text) && e.out.Len() <= maxExpansion; {
		place := at
		if at < 0 {
			place = i
		}
		if text[i] == '{' && !e.inClass {
			if u, n := useAt(text[i:]); n > 0 {
				e.segment(place, true)
				e.macro(u, place, stack)
				i += n
				continue
			}
			if name := useOpened(text[i:]); e.knows(name) {
				e.fault(place, "CB207", "{"+name+" is not closed", "write } at its end")
			}
		}
		e.segment(place, at >= 0)
		n := 0
		for i+n < len(text) && !special[text[i+n]] {
			n++
		}
		if n == 0 {
			n = unit(text[i:])
			e.nest(text[i:i+n], text[i:], place)
		}
		e.out.WriteString(text[i : i+n])
		i += n
	}
}

// special are the bytes of a pattern that are looked at one by one.
var special = [256]bool{'\\': true, '{': true, '[': true, ']': true, '(': true, '|': true, ')': true}

// unit is the length of an escape, with the braces of \p{L}, or of one byte.
func unit(s string) int {
	if s[0] != '\\' || len(s) == 1 {
		return 1
	}
	if (s[1] == 'p' || s[1] == 'P') && len(s) > 2 && s[2] == '{' {
		return 3 + strings.IndexByte(s[2:], '}')
	}
	return 2
}

func (e *expander) segment(in int, whole bool) {
	if n := len(e.segs); n > 0 {
		last := e.segs[n-1]
		if last.whole == whole && (whole && last.in == in || !whole && last.in+e.out.Len()-last.out == in) {
			return
		}
	}
	e.segs = append(e.segs, segment{out: e.out.Len(), in: in, whole: whole})
}

func (e *expander) fault(at int, code, msg, hint string) {
	e.broken = true
	if e.inside > 0 && code != "CB303" && code != "CB206" && code != "CB202" {
		return
	}
	e.faults = append(e.faults, placed{at, code, msg, hint})
}

// nest follows brackets and alternatives, and notes groups.
func (e *expander) nest(unit, rest string, place int) {
	switch {
	case len(unit) > 1: // an escape
	case e.inClass:
		e.inClass = unit != "]"
	case unit == "[":
		e.inClass = true
	case unit == "(":
		e.open = append(e.open, newBracket(e.open[len(e.open)-1].branch))
		e.named(rest, place)
	case unit == ")" && len(e.open) == 1:
		e.uneven = true
	case unit == ")":
		inner := e.open[len(e.open)-1]
		e.open = e.open[:len(e.open)-1]
		for _, group := range inner.all[len(inner.before):] {
			e.open[len(e.open)-1].add(group)
		}
	case unit == "|":
		b := &e.open[len(e.open)-1]
		b.branch = b.before
	}
}

// named looks at what follows an opening bracket.
func (e *expander) named(rest string, place int) {
	if strings.HasPrefix(rest, "(?P<") {
		e.fault(place, "CB302", "(?P<name> is not known here", "write (?<name>")
		return
	}
	name, ok := strings.CutPrefix(rest, "(?<")
	if !ok || name == "" || name[0] == '=' || name[0] == '!' {
		return
	}
	if name, _, ok := strings.Cut(name, ">"); ok {
		e.group(name, place)
	}
}

func newBracket(before []string) bracket {
	before = slices.Clip(before)
	return bracket{before: before, branch: before, all: before}
}

func (b *bracket) add(group string) {
	b.branch = append(slices.Clip(b.branch), group)
	b.all = append(slices.Clip(b.all), group)
}

// group notes a group's name. regexp2 would merge two of one name in silence,
// which is meant only for alternatives and for marks such as (?<relative>…).
func (e *expander) group(name string, at int) {
	b := &e.open[len(e.open)-1]
	if slices.Contains(b.branch, name) && name != "relative" && name != "negative" {
		e.fault(at, "CB303", fmt.Sprintf("group %q stands twice in one alternative", name), "label one: {"+name+" as other}")
	}
	b.add(name)
	e.groups[name] = true
}

func (e *expander) macro(u use, at int, stack []string) {
	name := u.name
	if format, ok := gaps[name]; ok {
		e.gap(format, name, u.count, at)
		return
	}
	if class, group, ok := e.union(name, at); ok {
		e.token(class, group, u.label, at)
		return
	}
	if kinds, ok := strings.CutPrefix(name, "sans-"); ok {
		e.sans(kinds, at)
		return
	}
	m, ok := e.macros[name]
	if !ok {
		e.fault(at, "CB201", "unknown macro {"+name+"}", DidYouMean(name, e.known()))
		return
	}
	if slices.Contains(stack, name) {
		e.broken = true
		if e.self == name {
			e.fault(at, "CB202", "macro {"+name+"} is defined by itself: "+strings.Join(append(stack, name), " -> "), "")
		}
		return
	}
	m.used = true
	if m.fixed {
		e.out.WriteString("(?:" + m.Expanded.Regexp + ")")
		return
	}
	e.inside++
	e.out.WriteString("(?:")
	e.open = append(e.open, newBracket(e.open[len(e.open)-1].branch))
	e.write(m.Text.Value, at, append(stack, name))
	e.nest(")", ")", at)
	e.out.WriteString(")")
	e.inside--
}

func (e *expander) gap(format, name, count string, at int) {
	if count == "" {
		e.fault(at, "CB203", "{"+name+"} needs a bound", "write {"+name+":3} for up to three words")
		return
	}
	n, err := strconv.Atoi(count)
	if err != nil || n > 60 {
		e.fault(at, "CB203", "{"+name+":"+count+"} is too wide: 60 words at most", "")
		return
	}
	fmt.Fprintf(&e.out, format, anyValue, n)
}

// union is the class of a token, or of several: {percent|decimal}. They
// capture into the group of the first.
func (e *expander) union(name string, at int) (class, group string, ok bool) {
	for _, part := range strings.Split(name, "|") {
		token, known := tokens[part]
		if !known {
			if part != name {
				e.fault(at, "CB201", "unknown token "+part+" in {"+name+"}", DidYouMean(part, e.known()))
			}
			return "", "", part != name
		}
		class += token.class
		if group == "" {
			group = token.group
		}
	}
	return class, group, true
}

// sans writes any text without mentions of the kinds: {sans-value-metric}.
func (e *expander) sans(kinds string, at int) {
	class := ""
	for _, kind := range strings.Split(kinds, "-") {
		switch token, ok := tokens[kind]; {
		case kind == "comma":
			class += ",;"
		case kind == "semicolon":
			class += ";"
		case kind == "value" || kind == "number":
			class += anyValue
		case ok:
			class += token.class
		default:
			e.fault(at, "CB201", "unknown kind "+kind+" in {sans-"+kinds+"}", DidYouMean(kind, e.known()))
		}
	}
	e.out.WriteString("[^" + class + "]*?")
}

func (e *expander) token(class, group, label string, at int) {
	if group == "value" {
		e.valued = true
		if e.this {
			class = shift(class)
		}
	}
	if label != "" {
		group = label
	}
	if group == "" || group == "_" {
		e.out.WriteString("[" + class + "]")
		return
	}
	e.group(group, at)
	fmt.Fprintf(&e.out, "(?<%s>[%s])", group, class)
}

// shift moves a class of values to those of the claim being completed.
func shift(class string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' {
			return r
		}
		return r + This
	}, class)
}

func (e *expander) known() []string {
	var out []string
	for n := range e.macros {
		out = append(out, n)
	}
	for n := range tokens {
		out = append(out, n)
	}
	for n := range gaps {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}
