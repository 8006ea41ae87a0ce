package extract

import (
	"cmp"
	"slices"
	"strings"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Gap is a sentence that holds a value near a benchmark, or near a name that
// may be one, and gave no claim of it.
type Gap struct {
	Paper    string `json:"paper_id"`
	Sentence string `json:"sentence"`
	Value    string `json:"value"`
	// Benchmark is as written; Known says whether a vocabulary has it.
	Benchmark string `json:"benchmark"`
	Known     bool   `json:"known"`
	// Method is the system named before them, as written, "" for none or for the
	// paper's own.
	Method string `json:"method,omitempty"`
	// Scope is "abstract" where the benchmark stands in another sentence.
	Scope string `json:"scope,omitempty"`
	// Shape is the words between value and benchmark, mentions as their kinds:
	// "<M> reaches <V> on <B>".
	Shape string `json:"shape"`
	// Why says what became of the value.
	Why string `json:"why"`
	// Pattern is a first pattern for a rule.
	Pattern string `json:"pattern"`
}

// nearby is how many words may stand between a value and its benchmark.
const nearby = 12

// Gaps finds the gaps of one paper: one for each value of a sentence.
func (x *Extractor) Gaps(p *paper.Paper) []Gap {
	a := x.analyse(p)
	byValue := map[*Mention]*candidate{}
	for _, c := range a.candidates {
		byValue[a.valueOf(c)] = c
	}
	var all *whole
	var out []Gap
	for k, s := range a.sentences {
		for i := range s.view {
			m := s.at(i)
			if m == nil || !m.IsValue() || m.Type == rules.Integer || a.settled(m, byValue[m]) {
				continue
			}
			if b := x.nearestBenchmark(s, i, true); b >= 0 {
				out = append(out, a.gap(s, i, b, byValue[m]))
				continue
			}
			if all == nil {
				all = newWhole(a.sentences)
			}
			at := all.begins[k] + i
			if b := x.nearestBenchmark(&all.sentence, at, false); b >= 0 {
				g := a.gap(&all.sentence, at, b, byValue[m])
				other, _ := all.locate(span{b, b + 1})
				g.Scope, g.Sentence = acrossScope, a.text.Tidy[a.sentences[min(k, other)].start:a.sentences[max(k, other)].end]
				out = append(out, g)
			}
		}
	}
	return out
}

// settled says whether a value became a claim, or a rule says that it is none.
func (a *analysis) settled(m *Mention, c *candidate) bool {
	if c != nil && c.emit == nil {
		return true
	}
	start, end := a.text.Raw(m.Start, m.End)
	return slices.ContainsFunc(a.claims, func(c Claim) bool { return start <= c.Start && c.End <= end })
}

// nearestBenchmark is the place of the nearest benchmark, or else, where names
// are asked for, of the nearest one after a preposition, -1 for none.
func (x *Extractor) nearestBenchmark(s *sentence, value int, names bool) int {
	best, least := -1, 1000
	for i := range s.view {
		m := s.at(i)
		if m == nil {
			continue
		}
		distance := s.wordsBetween(min(i, value), max(i, value))
		switch {
		case distance > nearby:
			continue
		case names && m.Type == rules.Name && x.afterPreposition(s, i):
			distance += 100 // a known one goes before
		case m.Type != rules.Benchmark:
			continue
		}
		if distance < least {
			best, least = i, distance
		}
	}
	return best
}

func (s *sentence) wordsBetween(from, to int) int {
	n := 0
	for _, r := range s.view[from:to] {
		if r == ' ' {
			n++
		}
	}
	return n
}

// afterPreposition says whether a word of what something is measured on stands
// before a rune of the view, an article between them or none.
func (x *Extractor) afterPreposition(s *sentence, i int) bool {
	before := strings.Fields(string(s.view[:i]))
	if n := len(before); n > 0 && slices.Contains(x.set.Words["articles"], before[n-1]) {
		before = before[:n-1]
	}
	n := len(before)
	return n > 0 && slices.Contains(x.set.Words["measured-on"], before[n-1])
}

func (a *analysis) gap(s *sentence, value, benchmark int, c *candidate) Gap {
	from, to := min(value, benchmark), max(value, benchmark)
	captured := map[int]bool{value: true, benchmark: true}
	method := ""
	if m := s.systemBefore(from); m >= 0 {
		from, captured[m] = m, true
		if s.at(m).Type != rules.Self {
			method = s.at(m).Text
		}
	}
	b := s.at(benchmark)
	g := Gap{
		Paper: a.paper.ID, Sentence: a.text.Tidy[s.start:s.end], Value: s.at(value).Text, Benchmark: b.Text, Method: method,
		Known: b.Type == rules.Benchmark && b.Entry != nil, Shape: s.shape(from, to), Why: "no rule matches it",
	}
	if c != nil {
		g.Why = cmp.Or(c.why, "another value of the sentence makes the same claim")
	}
	if b.Items != nil {
		g.Known = true
	}
	if m := s.nearestMetric(value, from, to); m >= 0 {
		captured[m] = true
	}
	g.Pattern = a.x.patternOf(s, from, to, captured)
	return g
}

// systemBefore is a system named shortly before a place, -1 for none.
func (s *sentence) systemBefore(i int) int {
	for k := i - 1; k >= 0 && s.wordsBetween(k, i) <= 5; k-- {
		if m := s.at(k); m != nil {
			if isSystem(m.Type) {
				return k
			}
			return -1
		}
	}
	return -1
}

// shape writes view[from:to+1] so that sentences built alike look alike: of
// many words in a row the first and last are kept.
func (s *sentence) shape(from, to int) string {
	var parts, run []string
	flush := func() {
		if len(run) > 3 {
			run = []string{run[0], "…", run[len(run)-1]}
		}
		parts = append(parts, run...)
		run = nil
	}
	word := ""
	end := func() {
		if word != "" {
			run, word = append(run, word), ""
		}
	}
	for i := from; i <= to; i++ {
		if m := s.at(i); m != nil {
			end()
			flush()
			parts = append(parts, kindMark(m.Type))
		} else if s.view[i] == ' ' {
			end()
		} else {
			word += string(s.view[i])
		}
	}
	end()
	flush()
	return strings.Join(parts, " ")
}

func kindMark(r rune) string {
	switch {
	case r < rules.Benchmark:
		return "<V>"
	case r == rules.Benchmark:
		return "<B>"
	case r == rules.Metric:
		return "<K>"
	case isSystem(r):
		return "<M>"
	}
	return "<N>"
}

// Spellings are the ways in which papers write one name: the commonest first.
type Spellings struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Count   int      `json:"count"`
	Example string   `json:"example"`
}

// UnknownBenchmarks groups the benchmarks of gaps that no vocabulary has, by
// name, commonest first. Spellings that differ in more than case, hyphens and
// blanks are guessed aliases.
func (x *Extractor) UnknownBenchmarks(gaps []Gap) []Spellings {
	counts := map[string]map[string]int{}
	examples := map[string]string{}
	for _, g := range gaps {
		if g.Known {
			continue
		}
		k := x.aliasKey(g.Benchmark)
		if counts[k] == nil {
			counts[k], examples[k] = map[string]int{}, g.Sentence
		}
		counts[k][g.Benchmark]++
	}
	var out []Spellings
	for k, names := range counts {
		s := Spellings{Example: examples[k]}
		for name, n := range names {
			s.Count += n
			s.Aliases = append(s.Aliases, name)
		}
		slices.SortFunc(s.Aliases, func(a, b string) int { return cmp.Or(names[b]-names[a], strings.Compare(a, b)) })
		s.Name, s.Aliases = s.Aliases[0], s.Aliases[1:]
		s.Aliases = slices.DeleteFunc(s.Aliases, func(alias string) bool { return rules.Key(alias) == rules.Key(s.Name) })
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Spellings) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name)) })
	return out
}

// aliasKey folds what spellings of one benchmark often differ in.
func (x *Extractor) aliasKey(name string) string {
	name = strings.ToLower(name)
	for _, noun := range x.lists.nouns {
		name = strings.TrimSuffix(name, " "+noun)
	}
	return rules.Key(strings.TrimSuffix(name, "s"))
}

// EntryStub is a vocabulary entry for a benchmark that none has.
func EntryStub(s *Spellings) string {
	line := "  - {id: " + yamlText(slug(s.Name)) + ", name: " + yamlText(s.Name)
	if len(s.Aliases) > 0 {
		quoted := make([]string, len(s.Aliases))
		for i, a := range s.Aliases {
			quoted[i] = yamlText(a)
		}
		line += ", aliases: [" + strings.Join(quoted, ", ") + "]"
	}
	return line + "}"
}

// RuleStub is a rule for a gap, to be edited.
func RuleStub(g *Gap, id string) string {
	scope := ""
	if g.Scope != "" {
		scope = "    scope: " + g.Scope + "\n"
	}
	return "  - id: " + id + "\n    pattern: " + singleQuoted(g.Pattern) + "\n" + scope + "    emit: {kind: score}\n"
}
