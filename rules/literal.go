package rules

import "strings"

// Literals are the stretches of an expanded pattern that are plain whole words:
// "an accuracy of" in `an accuracy of {value}`, nothing in `re(?:call|s)`.
func (x *Expansion) Literals() []Piece {
	var out []Piece
	start := -1
	end := func(i int) {
		if p := x.wholeWords(Piece{start, i}); start >= 0 && p.Start < p.End {
			out = append(out, p)
		}
		start = -1
	}
	scan(x.Regexp, func(i, n int, p part) {
		literal := p == plain && n == 1 && isLiteral(x.Regexp[i]) && quantifier(x.Regexp[i+1:]) == 0
		switch {
		case literal && start < 0:
			start = i
		case !literal && start >= 0:
			end(i)
		}
	})
	end(len(x.Regexp))
	return out
}

// wholeWords leaves out a first and a last word that what stands beside the
// stretch may go on.
func (x *Expansion) wholeWords(p Piece) Piece {
	if p.Start < 0 {
		return p
	}
	text := x.Regexp[p.Start:p.End]
	if !x.opens(p.Start) {
		n := strings.IndexByte(text, ' ')
		if n < 0 {
			return Piece{}
		}
		p.Start, text = p.Start+n, text[n:]
	}
	if !x.closes(p.End) {
		p.End = p.Start + max(0, strings.LastIndexByte(text, ' '))
	}
	return p
}

func isLiteral(c byte) bool {
	return c == ' ' || c == '-' || isWordByte(c)
}

func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// opens says whether no letter can stand before a place: a group that opens
// there is looked out of.
func (x *Expansion) opens(i int) bool {
	depth := 0 // of groups to the left that are closed
	for i > 0 {
		head := x.Regexp[:i]
		switch opener := groupHead(head); {
		case depth == 0 && strings.HasSuffix(head, `\b`):
			return true
		case opener > 0:
			depth = max(0, depth-1)
			i -= opener
		case depth == 0 && head[i-1] == '|':
			depth, i = 1, i-1
		case depth > 0 && head[i-1] == ')':
			depth, i = depth+1, i-1
		case depth > 0:
			i--
		default:
			return head[i-1] == ' ' || head[i-1] == ',' || head[i-1] == '('
		}
	}
	return true
}

// groupHead is the length of what opens a group at the end of a text.
func groupHead(head string) int {
	at := strings.LastIndexByte(head, '(')
	if at < 0 || at > 0 && head[at-1] == '\\' {
		return 0
	}
	switch rest := head[at:]; {
	case rest == "(" || rest == "(?:":
		return len(rest)
	case strings.HasPrefix(rest, "(?<") && strings.IndexByte(rest, '>') == len(rest)-1:
		return len(rest)
	}
	return 0
}

// closes says whether no letter can stand behind a place: a group that closes
// there is looked out of.
func (x *Expansion) closes(i int) bool {
	for text := x.Regexp; i < len(text); {
		switch rest := text[i:]; {
		case rest[0] == ')':
			i++
			i += quantifier(text[i:])
		case rest[0] == '|':
			i = x.groupEnd(i)
		default:
			return rest[0] == ' ' || rest[0] == ',' || strings.HasPrefix(rest, `\b`) || strings.HasPrefix(rest, `\.`)
		}
	}
	return true
}

// groupEnd is the place of the bracket that closes the group around a place.
func (x *Expansion) groupEnd(from int) int {
	end, depth := len(x.Regexp), 0
	scan(x.Regexp[from:], func(i, _ int, p part) {
		switch {
		case end < len(x.Regexp):
		case p == openGroup:
			depth++
		case p == closeGroup && depth == 0:
			end = from + i
		case p == closeGroup:
			depth--
		}
	})
	return end
}
