package rules

import (
	"fmt"
	"regexp"
	"sort"
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

// macroUse is {name}, {name:n} or {name as label}. A quantifier starts with a
// digit and is none.
var macroUse = regexp.MustCompile(`^\{([a-z][a-z0-9_|-]*)(?::([0-9]+))?(?: as ([a-z_][a-z0-9_]*))?\}`)

type expander struct {
	macros map[string]Text
	used   map[string]bool
	// this is set for bind rules, whose {value} is the claim's own.
	this   bool
	groups map[string]bool
	// branch holds the groups of the top-level alternative being written, depth
	// the brackets open in it, inClass a character class.
	branch  map[string]bool
	depth   int
	inClass bool
	out     strings.Builder
	segs    []segment
	faults  []placed
}

// placed is a fault at a byte of the pattern.
type placed struct {
	at              int
	code, msg, hint string
}

// expand writes out the macros and tokens of a pattern.
func (e *expander) expand(pattern string) {
	e.write(pattern, -1, nil)
}

// write expands one text. at is the place in the pattern that it stands for,
// or -1 for the pattern itself; stack holds the macros being expanded.
func (e *expander) write(text string, at int, stack []string) {
	for i := 0; i < len(text); {
		place := at
		if at < 0 {
			place = i
		}
		switch {
		case text[i] == '\\' && i+1 < len(text):
			e.segment(place, at >= 0)
			e.out.WriteString(text[i : i+2])
			i += 2
			if (text[i-1] == 'p' || text[i-1] == 'P') && i < len(text) && text[i] == '{' {
				n := strings.IndexByte(text[i:], '}') + 1
				e.out.WriteString(text[i : i+n])
				i += n
			}
		case text[i] == '{' && macroUse.MatchString(text[i:]):
			m := macroUse.FindStringSubmatch(text[i:])
			e.segment(place, true)
			e.macro(m[1], m[2], m[3], place, stack)
			i += len(m[0])
		default:
			if strings.HasPrefix(text[i:], "(?<") && i+3 < len(text) && text[i+3] != '=' && text[i+3] != '!' {
				if n := strings.IndexByte(text[i:], '>'); n > 0 {
					e.group(text[i+3:i+n], place)
				}
			}
			if strings.HasPrefix(text[i:], "(?P<") {
				e.fault(place, "CB302", "(?P<name> is not known here", "write (?<name>")
			}
			e.segment(place, at >= 0)
			e.nest(text, i)
			e.out.WriteByte(text[i])
			i++
		}
	}
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
	e.faults = append(e.faults, placed{at, code, msg, hint})
}

// nest follows brackets, to know where a top-level alternative begins.
func (e *expander) nest(text string, i int) {
	switch c := text[i]; {
	case e.inClass:
		e.inClass = c != ']'
	case c == '[':
		e.inClass = true
	case c == '(':
		e.depth++
	case c == ')':
		e.depth--
	case c == '|' && e.depth == 0:
		clear(e.branch)
	}
}

// group notes a group's name. regexp2 would merge two of one name in silence,
// which is meant only for alternatives and for marks such as (?<relative>…).
func (e *expander) group(name string, at int) {
	if e.branch[name] && name != "relative" && name != "negative" {
		e.fault(at, "CB303", fmt.Sprintf("group %q stands twice", name), "label one: {"+name+" as other}")
	}
	e.branch[name] = true
	e.groups[name] = true
}

func (e *expander) macro(name, count, label string, at int, stack []string) {
	if format, ok := gaps[name]; ok {
		e.gap(format, name, count, at)
		return
	}
	if class, group, ok := e.union(name, at); ok {
		e.token(name, class, group, label, at)
		return
	}
	if kinds, ok := strings.CutPrefix(name, "sans-"); ok {
		e.sans(kinds, at)
		return
	}
	body, ok := e.macros[name]
	if !ok {
		e.fault(at, "CB201", "unknown macro {"+name+"}", DidYouMean(name, e.known()))
		return
	}
	for _, s := range stack {
		if s == name {
			e.fault(at, "CB202", "macro {"+name+"} is defined by itself: "+strings.Join(append(stack, name), " -> "), "")
			return
		}
	}
	e.used[name] = true
	e.out.WriteString("(?:")
	e.depth++
	e.write(body.Value, at, append(stack, name))
	e.depth--
	e.out.WriteString(")")
}

func (e *expander) gap(format, name, count string, at int) {
	if count == "" {
		e.fault(at, "CB203", "{"+name+"} needs a bound", "write {"+name+":3} for up to three words")
		return
	}
	var n int
	fmt.Sscan(count, &n)
	if n > 60 {
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

func (e *expander) token(name, class, group, label string, at int) {
	if e.this && group == "value" {
		class = shift(class)
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
