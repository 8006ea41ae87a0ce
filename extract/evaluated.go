package extract

import (
	"slices"
	"strings"
)

// evaluated are the words by which the abstract calls the systems that a paper on a
// benchmark measures, "state-of-the-art foo models" of "we compare 5 state-of-the-art
// foo models", without their number. Empty if it has none, or but a plain noun, "models".
func (a *analysis) evaluated() string {
	for _, s := range a.sentences {
		words := strings.Fields(a.text.Tidy[s.start:s.end])
		for i, w := range words {
			if !slices.Contains(a.x.set.Words["measuring"], strings.ToLower(w)) {
				continue
			}
			if said := a.measuredIn(words[i+1:]); said != "" {
				return said
			}
		}
	}
	return ""
}

// measuredIn are the words of a kind of system that stand first, behind how many.
func (a *analysis) measuredIn(words []string) string {
	const most = 6
	counts := func(w string) bool {
		return slices.Contains(a.x.set.Words["counts"], strings.ToLower(w)) || endOfDigits(w, 0) == len(w)
	}
	from := 0
	for from < len(words) && counts(words[from]) {
		from++
	}
	if from == 0 {
		return ""
	}
	for i, w := range words[from:min(len(words), from+most)] {
		head := strings.TrimRight(w, ".,;:")
		if slices.Contains(a.x.set.Words["measured"], head) {
			if i == 0 && isLowerWord(head) {
				return ""
			}
			return strings.Join(append(slices.Clone(words[from:from+i]), head), " ")
		}
		if head != w || strings.ContainsAny(w, "()") || slices.Contains(a.x.set.Words["before-parts"], w) {
			return ""
		}
	}
	return ""
}
