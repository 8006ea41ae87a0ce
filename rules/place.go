package rules

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// at finds the node at a path of keys and indexes, nil if there is none.
func (d *Document) at(path ...any) *yaml.Node {
	n := d.syntax()
	if n == nil {
		return nil
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, step := range path {
		if n = child(n, step); n == nil {
			return nil
		}
	}
	return n
}

// syntax is the document's node. A document that was read without one is
// parsed for it now, nil once the file's text is let go of.
func (d *Document) syntax() *yaml.Node {
	if d.node != nil {
		return d.node
	}
	loader, err := yaml.NewLoader(strings.NewReader(strings.Join(d.file.source(), "\n")))
	if err != nil {
		return nil
	}
	for _, other := range d.file.Documents {
		var n yaml.Node
		if loader.Load(&n) != nil {
			break
		}
		other.node = &n
	}
	return d.node
}

// holds says whether the document has something at a path, be it of the wrong
// type.
func (d *Document) holds(path ...any) bool {
	n := d.at(path...)
	return n != nil && (len(n.Content) > 0 || n.Value != "" && n.Tag != "!!null")
}

// lines are the first and last line of the node at a path.
func (d *Document) lines(path ...any) (first, last int) {
	n := d.at(path...)
	if n == nil {
		return 0, -1
	}
	first, last = n.Line, n.Line
	for len(n.Content) > 0 {
		n = n.Content[len(n.Content)-1]
		last = max(last, n.Line)
	}
	return first, last
}

func child(n *yaml.Node, step any) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch step := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && step < len(n.Content) {
			return n.Content[step]
		}
		if n.Kind == yaml.MappingNode && step == 0 {
			return n // one emit instead of a list of one
		}
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// fault makes an error at the node of a path, or at its nearest parent that
// the document has.
func (d *Document) fault(code, message, suggestion string, path ...any) Fault {
	for ; ; path = path[:len(path)-1] {
		if n := d.at(path...); n != nil && n.Line > 0 {
			return d.file.fault(n.Line, n.Column, code, message, suggestion).of(d.Allow)
		}
		if len(path) == 0 {
			return d.file.fault(1, 1, code, message, suggestion).of(d.Allow)
		}
	}
}

// place gives the line and column, in characters from 1, of a byte of a
// scalar's value.
func (f *File) place(t Text, offset int) (line, col int) {
	if t.Line == 0 {
		return 1, 1
	}
	before := t.Value[:min(offset, len(t.Value))]
	chars := utf8.RuneCountInString(before)
	switch {
	case t.style&yaml.LiteralStyle != 0:
		line = t.Line + 1 + strings.Count(before, "\n")
		return line, f.indent(line) + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	case t.style&yaml.FoldedStyle != 0:
		return f.folded(t.Line+1, chars)
	case t.style&yaml.SingleQuotedStyle != 0:
		return f.joined(t.Line, t.Col+1, chars+strings.Count(before, "'"))
	case t.style&yaml.DoubleQuotedStyle != 0:
		return f.escaped(t, chars)
	}
	return f.joined(t.Line, t.Col, chars)
}

// line is a line in characters, which are not to be changed.
func (f *File) line(n int) []rune {
	if n < 1 || n > len(f.source()) {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.longAt != n {
		f.long, f.longAt = []rune(strings.TrimRight(f.source()[n-1], " \r")), n
	}
	return f.long
}

func (f *File) indent(line int) int {
	text := f.line(line)
	n := 0
	for n < len(text) && text[n] == ' ' {
		n++
	}
	return n
}

// folded finds a character of a text whose lines, from one on, are joined by
// single blanks.
func (f *File) folded(line, chars int) (int, int) {
	return f.joined(line, f.indent(line)+1, chars)
}

// joined does so where the first line begins at a column.
func (f *File) joined(line, col, chars int) (int, int) {
	for {
		room := len(f.line(line)) - col + 1
		if chars <= room || line >= len(f.source()) {
			return line, col + chars
		}
		chars -= room + 1
		line++
		col = f.indent(line) + 1
	}
}

// escaped finds a character of a double-quoted scalar, whose escapes take more
// room in the file than in the value.
func (f *File) escaped(t Text, chars int) (int, int) {
	text := f.line(t.Line)
	col := t.Col + 1
	for ; chars > 0 && col <= len(text); chars-- {
		if text[col-1] == '\\' && col < len(text) {
			switch text[col] {
			case 'x':
				col += 2
			case 'u':
				col += 4
			case 'U':
				col += 8
			}
			col++
		}
		col++
	}
	return t.Line, col
}
