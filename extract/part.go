package extract

import (
	"slices"
	"strings"
)

// addsPart says whether a sentence adds a part to a system that one before it
// proposes without a name: "We build a framework for foos. Further, we introduce
// a foo loss (FL)". What stands there is no name of the whole, unless the sentence
// says that something is called so.
func (a *analysis) addsPart(s *sentence) bool {
	text := strings.ToLower(a.text.Tidy[s.start:s.end])
	opens := func(words string) bool {
		rest, ok := strings.CutPrefix(text, words)
		return ok && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " "))
	}
	if !slices.ContainsFunc(a.x.set.Words["additions"], opens) || slices.ContainsFunc(strings.Fields(text), a.x.naming) {
		return false
	}
	before := a.sentences[:slices.Index(a.sentences, s)]
	return slices.ContainsFunc(before, a.proposesWhole)
}

// proposesWhole says whether a sentence proposes "a framework", and gives it no
// name, or one in brackets before the noun: "a Foo Bar (FB) framework".
func (a *analysis) proposesWhole(s *sentence) bool {
	words := strings.Fields(a.text.Tidy[s.start:s.end])
	in := func(list, word string) bool { return slices.Contains(a.x.set.Words[list], word) }
	for i := 0; i+2 < len(words); i++ {
		if !in("proposing", words[i]) || !in("articles", words[i+1]) {
			continue
		}
		whole := slices.IndexFunc(words[i+2:], func(w string) bool { return in("wholes", strings.TrimRight(w, ".,:")) })
		named := func(w string) bool {
			return a.x.naming(w) || strings.HasPrefix(w, "(") || a.x.nameWord(strings.TrimRight(w, ".,:"), false)
		}
		if whole < 0 || whole >= 8 {
			return false
		}
		return strings.HasSuffix(words[i+1+whole], ")") || !slices.ContainsFunc(words[i+2:], named)
	}
	return false
}

// naming says whether a word gives a name to what stands before it: "called".
func (x *Extractor) naming(word string) bool { return slices.Contains(x.set.Words["naming"], word) }
