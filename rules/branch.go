package rules

import "strings"

// Piece is a stretch of an expanded pattern, in bytes.
type Piece struct{ Start, End int }

// Branches are the top-level alternatives of an expanded pattern.
func (x *Expansion) Branches() []Piece {
	var out []Piece
	start, depth := 0, 0
	scan(x.Regexp, func(i, _ int, p part) {
		switch {
		case p == openGroup:
			depth++
		case p == closeGroup:
			depth--
		case p == bar && depth == 0:
			out = append(out, Piece{start, i})
			start = i + 1
		}
	})
	return append(out, Piece{start, len(x.Regexp)})
}

// Steps are the parts of a branch that follow each other, each with its
// quantifier: what can be left off its end.
func (x *Expansion) Steps(branch Piece) []Piece {
	text := x.Regexp[branch.Start:branch.End]
	var out []Piece
	start, depth := 0, 0
	scan(text, func(i, n int, p part) {
		switch p {
		case openGroup:
			depth++
		case closeGroup:
			depth--
		}
		if depth > 0 || p == inClass || i < start { // i < start: the quantifier of the step before
			return
		}
		end := i + n
		end += quantifier(text[end:])
		out = append(out, Piece{branch.Start + start, branch.Start + end})
		start = end
	})
	return out
}

// ofGroup are the contents of a group, one for each time that it stands in the
// pattern.
func (x *Expansion) ofGroup(name string) []Piece {
	var out []Piece
	var open []int // where the content of each open bracket begins, or -1
	head := "(?<" + name + ">"
	scan(x.Regexp, func(i, _ int, p part) {
		switch {
		case p == openGroup && strings.HasPrefix(x.Regexp[i:], head):
			open = append(open, i+len(head))
		case p == openGroup:
			open = append(open, -1)
		case p == closeGroup && len(open) > 0:
			if start := open[len(open)-1]; start >= 0 {
				out = append(out, Piece{start, i})
			}
			open = open[:len(open)-1]
		}
	})
	return out
}

// Source is the stretch of the pattern as written that a piece came from.
func (x *Expansion) Source(p Piece) string {
	from, to := x.origin(p.Start), len(x.pattern.Value)
	if p.End < len(x.Regexp) {
		to = x.origin(p.End)
	}
	if from >= to || to > len(x.pattern.Value) {
		return ""
	}
	return x.pattern.Value[from:to]
}

// quantifier is the length of the quantifier that a text begins with.
func quantifier(s string) int {
	if s == "" {
		return 0
	}
	n := 0
	switch s[0] {
	case '*', '+', '?':
		n = 1
	case '{':
		for n = 1; n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == ','); n++ {
		}
		if n == 1 || n == len(s) || s[n] != '}' {
			return 0
		}
		n++
	default:
		return 0
	}
	if n < len(s) && (s[n] == '?' || s[n] == '+') {
		n++
	}
	return n
}

// part says what a stretch of a pattern is.
type part int

const (
	plain      part = iota
	inClass         // in a character class, or its opening bracket
	classEnd        // the closing bracket of a class
	openGroup       // (
	closeGroup      // )
	bar             // |
)

// scan calls yield for every escape and every other byte of a pattern.
func scan(pattern string, yield func(i, n int, p part)) {
	class := -1 // where the class began
	for i := 0; i < len(pattern); {
		n := min(unit(pattern[i:]), len(pattern)-i)
		p := plain
		switch c := pattern[i]; {
		case class >= 0 && c == ']' && i > class+1 && pattern[class+1:i] != "^":
			p, class = classEnd, -1
		case class >= 0:
			p = inClass
		case n > 1:
		case c == '[':
			p, class = inClass, i
		case c == '(':
			p = openGroup
		case c == ')':
			p = closeGroup
		case c == '|':
			p = bar
		}
		yield(i, n, p)
		i += n
	}
}
