package leaderboard

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain makes a text one line of visible characters: what a terminal, a file
// or a reader's eye could be deceived by becomes a space or goes. Every cell
// function begins with it.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != 0x7f
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			return ' '
		case unicode.IsControl(r), isDeceptive(r):
			return -1
		}
		return r
	}, s)
}

// isDeceptive says whether a character is one that reorders or hides text:
// bidi controls, byte order marks, tags, what is no character. Joiners stay, emoji need them.
func isDeceptive(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	case r == 0xFEFF, r == 0x200B, r == 0x2060, r >= 0xE0000 && r <= 0xE007F, r >= 0xFFF9 && r <= 0xFFFB, r&0xFFFE == 0xFFFE:
		return true
	}
	return false
}
