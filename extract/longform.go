package extract

import (
	"strings"

	"claimboard/rules"
)

// longForm finds the mentions that are only words of the long form of an
// abbreviation in brackets: the "Multi" and "BART" of "Multi Image BART
// (MI-BART)" are no systems. It gives how many mentions stand before them.
func longForm(text string, before []Mention, short *Mention) int {
	if short.Type != rules.Name && short.Type != rules.Method || short.Start < 2 || text[short.Start-2:short.Start] != " (" || !strings.HasPrefix(text[short.End:], ")") {
		return len(before)
	}
	first := len(before)
	for first > 0 && (before[first-1].Type == rules.Name || before[first-1].Type == rules.Method) {
		first--
	}
	floor := 0
	if first > 0 {
		floor = before[first-1].End
	}
	start := longFormStart(text, floor, short)
	if start < 0 {
		return len(before)
	}
	for first < len(before) && before[first].Start < start {
		first++
	}
	return first
}

// longFormStart matches the letters of an abbreviation from its last to its
// first with those of the words before its bracket, the first with that of a
// word; -1 where they do not match.
func longFormStart(text string, floor int, short *Mention) int {
	letters := strings.ToLower(letterDigits(short.Text))
	if len(letters) < 2 || len(letters) > 8 || !isASCII(letters) {
		return -1
	}
	at := short.Start - 2
	for i := len(letters) - 1; i >= 0; i-- {
		for at--; at >= floor; at-- {
			c := text[at]
			if strings.IndexByte(".;:,()", c) >= 0 {
				return -1
			}
			if c|0x20 == letters[i] || c == letters[i] {
				if i > 0 || at == 0 || text[at-1] == ' ' || text[at-1] == '-' {
					break
				}
			}
		}
		if at < floor {
			return -1
		}
	}
	// A letter stands for two words at most.
	if words := strings.Count(text[at:short.Start-2], " ") + 1; words < 2 || words > 2*len(letters) {
		return -1
	}
	return at
}
