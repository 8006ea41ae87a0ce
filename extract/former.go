package extract

import (
	"slices"
	"strings"

	"claimboard/rules"
)

// resolveFormer makes benchmarks of "the former" and "the latter", where two are named
// before: "We test on A and B. It reaches 84.1% on the former and 32.5% on the latter."
func (a *analysis) resolveFormer() {
	for i, s := range a.sentences {
		if !s.namesBenchmark() && (i == 0 || !a.sentences[i-1].namesBenchmark()) {
			continue // nothing that the words could mean
		}
		for _, words := range a.x.set.Words["latter"] { // first: what stands before the former is not touched
			a.resolve(i, s, words, 1)
		}
		for _, words := range a.x.set.Words["former"] {
			a.resolve(i, s, words, 0)
		}
	}
}

// resolve gives the words the k-th of the two benchmarks named last before them, in
// their sentence or that before.
func (a *analysis) resolve(i int, s *sentence, words string, k int) {
	text := a.text.Tidy
	for from := s.start; ; {
		at := strings.Index(text[from:s.end], words)
		if at < 0 {
			return
		}
		start, end := from+at, from+at+len(words)
		from = end
		n, taken := slices.BinarySearchFunc(s.mentions, start, func(m Mention, at int) int { return m.Start - at })
		if taken || n > 0 && s.mentions[n-1].End > start || !a.x.lists.measuredOn(text[s.start:start]) || !a.endsPhrase(text[end:s.end]) {
			continue
		}
		two := twoBenchmarks(s.mentions[:n])
		if two == nil && i > 0 {
			two = twoBenchmarks(a.sentences[i-1].mentions)
		}
		if two == nil {
			continue
		}
		m := two[k]
		m.Start, m.End = start, end
		s.setMentions(text, slices.Insert(slices.Clone(s.mentions), n, m))
	}
}

// resolveShort gives a metric's short form, "the error rate", the metric that the text
// named in full before: "word error rate".
func (a *analysis) resolveShort() {
	full := map[string]*rules.Entry{}
	short := a.x.set.Words["short-metrics"]
	for _, s := range a.sentences {
		for i := range s.mentions {
			m := &s.mentions[i]
			if m.Type != rules.Metric || m.Entry == nil || m.Items != nil {
				continue
			}
			name := strings.ToLower(m.Text)
			for _, w := range short {
				if strings.HasSuffix(name, " "+w) {
					full[w] = m.Entry
				} else if name == w && full[w] != nil {
					m.Entry = full[w]
				}
			}
		}
	}
}

// endsPhrase says whether neither a number nor a noun follows but one of data: not "the former
// model", "the first 100".
func (a *analysis) endsPhrase(rest string) bool {
	if !strings.HasPrefix(rest, " ") || a.x.lists.noun(rest) > 0 {
		return true
	}
	next := strings.TrimRight(strings.Fields(rest + " .")[0], ",")
	return !isLowerWord(next) && !isDigit(next[0]) || a.x.common[next]
}

// twoBenchmarks are the members of the last list of benchmarks, if it has two, or the
// two that stand alone, nil if there are more or fewer.
func twoBenchmarks(ms []Mention) []Mention {
	var alone []Mention
	for i := len(ms) - 1; i >= 0; i-- {
		m := &ms[i]
		if m.Type != rules.Benchmark || i > 0 && ms[i-1].Type == rules.Benchmark && m.Start == ms[i-1].End+len(" (") {
			continue // "A (a split of A)" is one
		}
		if len(m.Items) > 0 {
			if len(m.Items) == 2 && len(alone) == 0 {
				return m.Items
			}
			return nil
		}
		if !slices.ContainsFunc(alone, func(o Mention) bool { return o.Name() == m.Name() }) {
			alone = append(alone, *m)
		}
	}
	if len(alone) != 2 {
		return nil
	}
	return []Mention{alone[1], alone[0]}
}
