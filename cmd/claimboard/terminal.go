package main

import (
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/mattn/go-isatty"
)

// isTerminal says whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// hasColour says whether escape sequences may be written to a stream: on a
// terminal, unless the user wants none (no-color.org).
func hasColour(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// safe makes a text that a paper or a file's name brought along harmless on a
// terminal: one line, no control characters or escape sequences, nothing that
// turns text around.
func safe(s string) string { return strings.Map(safeRune, repair(s)) }

// safeLines is safe for a text of several lines.
func safeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(l, "\t", "    ")
		lines[i] = safe(lines[i])
	}
	return strings.Join(lines, "\n")
}

func safeRune(r rune) rune {
	switch {
	case r == '\n', r == '\t', r == '\r', r == '\u2028', r == '\u2029':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFEFF', r >= 0xE0000 && r <= 0xE007F:
		return '\uFFFD'
	}
	return r
}
