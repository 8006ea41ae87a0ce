package extract

import (
	"slices"
	"strings"

	"claimboard/rules"
)

// addsPart says whether a sentence adds a part to a system that one before it
// proposes without a name: "We build a framework for foos. Further, we introduce
// a foo loss (FL)". What stands there is no name of the whole, unless the sentence
// says that something is called so.
func (a *analysis) addsPart(s *sentence) bool {
	if !a.adds(s) || slices.ContainsFunc(strings.Fields(strings.ToLower(a.text.Tidy[s.start:s.end])), a.x.naming) {
		return false
	}
	before := a.sentences[:slices.Index(a.sentences, s)]
	return slices.ContainsFunc(before, a.proposesWhole)
}

// adds says whether a sentence begins as one that adds to what is said before it.
func (a *analysis) adds(s *sentence) bool {
	text := strings.ToLower(a.text.Tidy[s.start:s.end])
	return slices.ContainsFunc(a.x.set.Words["additions"], func(words string) bool {
		rest, ok := strings.CutPrefix(text, words)
		return ok && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " "))
	})
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
			continue
		}
		return strings.HasSuffix(words[i+1+whole], ")") || !slices.ContainsFunc(words[i+2:], named)
	}
	return false
}

// naming says whether a word gives a name to what stands before it: "called".
func (x *Extractor) naming(word string) bool { return slices.Contains(x.set.Words["naming"], word) }

// namesOfParts names what a paper proposes in two parts by both, "foo model balance (FMB)
// and a bar difference (BD) loss", unless the title has a name for the whole; "" where
// it proposes one thing.
func (a *analysis) namesOfParts() string {
	if !a.ownNamed || strings.Contains(a.titleText, a.ownMethod) {
		return ""
	}
	for _, s := range a.sentences {
		for i := 0; i+1 < len(s.mentions); i++ {
			m, next := &s.mentions[i], &s.mentions[i+1]
			if rules.Key(m.Name()) == rules.Key(a.ownMethod) && a.areParts(s, m, next) {
				return a.ownMethod + " + " + next.Name()
			}
		}
	}
	return a.namesInTurn()
}

// namesInTurn names by both what a paper proposes without a name, and then part by part:
// "We build a framework for foos. Specifically, we design a foo loss (FL). We also
// introduce a bar stage (BS)."
func (a *analysis) namesInTurn() string {
	for i, s := range a.sentences {
		first := a.partOf(s)
		if first == nil || rules.Key(first.Name()) != rules.Key(a.ownMethod) {
			continue
		}
		if i+1 == len(a.sentences) || !a.adds(a.sentences[i+1]) || !slices.ContainsFunc(a.sentences[:i], a.proposesWhole) {
			return ""
		}
		second := a.partOf(a.sentences[i+1])
		if second == nil || i+2 < len(a.sentences) && a.adds(a.sentences[i+2]) {
			return ""
		}
		return a.ownMethod + " + " + second.Name()
	}
	return ""
}

// partOf is the first thing with a short form that a sentence proposes; nil where there
// is none.
func (a *analysis) partOf(s *sentence) *Mention {
	proposing := func(w string) bool { return slices.Contains(a.x.set.Words["proposing"], w) }
	for i := range s.mentions {
		m := &s.mentions[i]
		part := m.Items == nil && m.Entry == nil && (m.Type == rules.Name || m.Type == rules.Method) && a.glossed(m)
		if part && slices.ContainsFunc(strings.Fields(a.text.Tidy[s.start:m.Start]), proposing) {
			return m
		}
	}
	return nil
}

// areParts says whether a sentence proposes two things, with a short form each.
func (a *analysis) areParts(s *sentence, m, next *Mention) bool {
	const most = 10 // words between them
	if m.Items != nil || next.Items != nil || next.Entry != nil || next.Type != rules.Name && next.Type != rules.Method {
		return false
	}
	in := func(list string) func(string) bool {
		return func(w string) bool { return slices.Contains(a.x.set.Words[list], w) }
	}
	if !slices.ContainsFunc(strings.Fields(a.text.Tidy[s.start:m.Start]), in("proposing")) || !a.glossed(m) || !a.glossed(next) {
		return false
	}
	between := strings.Fields(strings.Trim(outsideBrackets(a.text.Tidy[m.End:next.Start]), "() "))
	and := slices.IndexFunc(between, in("list-conjunctions"))
	if and < 0 || and > 2 || len(between) > most || strings.ContainsAny(strings.Join(between, " "), ",;:") {
		return false
	}
	return and+1 == len(between) || in("articles")(between[and+1])
}

// glossed says whether a name is explained in brackets, or stands in them.
func (a *analysis) glossed(m *Mention) bool {
	text := a.text.Tidy
	return text[m.End-1] == ')' || m.Start > 0 && text[m.Start-1] == '(' || strings.HasPrefix(text[m.End:], " (")
}

// outsideBrackets is a text without what a pair of brackets in it holds.
func outsideBrackets(text string) string {
	before, rest, ok := strings.Cut(text, "(")
	_, after, closed := strings.Cut(rest, ")")
	if !ok || !closed {
		return text
	}
	return before + after
}
