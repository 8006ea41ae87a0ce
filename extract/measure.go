package extract

import (
	"slices"
	"strings"
	"unicode"

	"claimboard/rules"
)

// specify takes the word before a metric that makes another of it into its name:
// "strict accuracy", "image-level AUROC". It returns the mentions before it,
// without the one that was but that word.
func (x *Extractor) specify(text string, m *Mention, before []Mention) []Mention {
	word, rest := attribute(text, m, before)
	if word == "" || !x.isOfKinds(m) || !x.specifies(strings.ToLower(word)) {
		return before
	}
	x.prepend(m, word)
	return rest
}

// isOfKinds says whether a word before a metric may make another of it: it is
// known, has no such word yet, and is neither a cost nor says nothing.
func (x *Extractor) isOfKinds(m *Mention) bool {
	return m.Entry != nil && !m.Variant && !x.generic[m.Entry.Name] && !x.costs[m.Entry.Name]
}

// specifies says whether a word before a metric makes another of it, by itself
// or by its last part. "Human-level accuracy" is how good it is.
func (x *Extractor) specifies(word string) bool {
	hyphen := strings.LastIndexByte(word, '-')
	counted := slices.ContainsFunc(x.set.Words["metric-kind-counts"], func(mark string) bool { return countedBy(word, mark) })
	return counted || x.metricKinds[word] || hyphen > 0 && x.metricEndings[word[hyphen+1:]] && !x.levels[word[:hyphen]]
}

// countedBy says whether a word is a mark with a number: "top-3", "major@20".
func countedBy(word, mark string) bool {
	i := strings.Index(word, mark)
	if i < 0 || i+len(mark) == len(word) {
		return false
	}
	return strings.Trim(word[i+len(mark):], "0123456789") == ""
}

// prepend puts the words before a metric into its name. The vocabulary may have
// the whole: "weighted F1-measure" is its weighted F1.
func (x *Extractor) prepend(m *Mention, words string) {
	m.Start -= len(words) + 1
	m.Text = words + " " + m.Name()
	e := x.set.Metrics.Lookup(m.Text)
	m.Variant = e == nil
	if e != nil {
		m.Entry = e
	}
}

// ofMetric takes the word out of a metric's name that is of its change: "a relative error
// reduction".
func (x *Extractor) ofMetric(text string, m *Mention) {
	rest, ok := strings.CutPrefix(text[m.End:], " ")
	noun := wordFrom(rest, 0)
	first, name, more := strings.Cut(m.Text, " ")
	if !ok || !more || !x.reductions[rest[noun.start:noun.end]] || !x.changeAdjectives[strings.ToLower(first)] {
		return
	}
	if e := x.set.Metrics.Lookup(name); e != nil {
		m.Start += len(first) + 1
		m.Text, m.Entry = name, e
	}
}

// ofCost says whether the metric before another is of what that is one: an "energy MAE".
func (x *Extractor) ofCost(text string, before, m *Mention) bool {
	cost := before.Type == rules.Metric && before.Entry != nil && x.costs[before.Entry.Name] && text[before.End:m.Start] == " "
	return cost && m.Type == rules.Metric && x.isOfKinds(m)
}

// lengthen takes the words before a metric into its name that its short form stands
// for, too: "Diacritic Error Rate (DER)". It returns how many mentions are then
// before it, and whether there were such words.
func (x *Extractor) lengthen(text string, m, short *Mention, before []Mention) (int, bool) {
	all := len(before)
	if m.Type != rules.Metric || m.Entry == nil || m.Entry == short.Entry {
		return all, false
	}
	n := all
	if n > 0 && before[n-1].Type == rules.Name && text[before[n-1].End:m.Start] == " " {
		n--
	}
	start := longFormStart(text, endOf(before[:n]), short)
	if start < 0 || start >= m.Start || n < all && start > before[n].Start {
		return all, false
	}
	if first, _, _ := strings.Cut(text[start:], " "); x.noKinds[strings.ToLower(first)] {
		return all, false // "mean classification accuracy (MCA)"
	}
	x.prepend(m, text[start:m.Start-1])
	return n, true
}

// shareHeads adds the metrics that share the last word of the one behind them.
func (x *Extractor) shareHeads(text string, ms []Mention) []Mention {
	for i := 0; i < len(ms); i++ {
		if first, ok := x.shareHead(text, &ms[i], endOf(ms[:i])); ok {
			ms = slices.Insert(ms, i, first)
			i++
		}
	}
	return ms
}

// shareHead finds the metric that shares its last word with the one behind it:
// the "clean" of "clean and robust accuracy", "worst-group and average accuracy".
func (x *Extractor) shareHead(text string, m *Mention, floor int) (Mention, bool) {
	if m.Type != rules.Metric || m.Entry == nil {
		return Mention{}, false
	}
	joined, blank := strings.CutSuffix(text[:m.Start], " ")
	if !blank {
		return Mention{}, false
	}
	for _, and := range x.set.Words["list-conjunctions"] {
		before, ok := strings.CutSuffix(joined, and)
		if before, blank = strings.CutSuffix(before, " "); !ok || !blank {
			continue
		}
		start := strings.LastIndexByte(before, ' ') + 1
		head := m.Text[strings.LastIndexByte(m.Text, ' ')+1:]
		if e := x.set.Metrics.Lookup(before[start:] + " " + head); e != nil && e != m.Entry && start >= floor && head != m.Text {
			return Mention{Type: rules.Metric, Start: start, End: len(before), Text: before[start:], Entry: e}, true
		}
	}
	return Mention{}, false
}

// shareStems adds the metrics that share their first part with the one before them:
// the 2 and the L of "ROUGE-1/2/L".
func (x *Extractor) shareStems(text string, known []Mention) []Mention {
	for i := 0; i < len(known); i++ {
		if m, ok := x.shareStem(text, &known[i]); ok && (i+1 == len(known) || m.End <= known[i+1].Start) {
			known = slices.Insert(slices.Clip(known), i+1, m)
		}
	}
	return known
}

// longestCut is how long what follows a stem may be: "1000", "Lsum".
const longestCut = 4

// shareStem finds the metric behind m that has its stem, all up to its last mark. But
// behind a slash, the mark is repeated: "R@1, @5 and @10".
func (x *Extractor) shareStem(text string, m *Mention) (Mention, bool) {
	if m.Type != rules.Metric {
		return Mention{}, false
	}
	cut := strings.LastIndexAny(m.Text, "-@")
	if cut < 0 || len(m.Text)-cut-1 > longestCut {
		return Mention{}, false
	}
	mark := m.Text[cut]
	sep := strings.IndexAny(text[m.End:min(len(text), m.End+len(", and @"))], "/"+string(mark)) + 1
	if sep == 0 || text[m.End+sep-1] == '/' && sep > 1 {
		return Mention{}, false
	}
	start := m.End + sep
	between := strings.TrimSuffix(text[m.End:start], string(mark))
	if between == "/" && start < len(text) && text[start] == mark {
		start++
	}
	if ok, _ := x.lists.separates(between); !ok {
		return Mention{}, false
	}
	end := start
	for end < len(text) && isWordByte(text[end]) {
		end++
	}
	name := m.Text[:cut+1] + text[start:end]
	whole := x.lexicon.find(name)
	if start == end || end-start > longestCut || len(whole) != 1 || whole[0].Type != rules.Metric || whole[0].End != len(name) {
		return Mention{}, false
	}
	whole[0].Start, whole[0].End = start, end
	return whole[0], true
}

// attribute is the word before a metric, and the mentions before that: a word
// with a capital may have been taken for a name, "Row F1", or one with a mark for a
// metric, "major@20 accuracy". One that stands in the text otherwise than it is
// spelled has no such word.
func attribute(text string, m *Mention, before []Mention) (string, []Mention) {
	if word, ok := wordBeside(text, m, endOf(before)); ok {
		return word, before
	}
	n := len(before)
	if n == 0 {
		return "", before
	}
	last := &before[n-1]
	unknown := last.Entry == nil && (last.Type == rules.Name || last.Type == rules.Metric)
	if !unknown || text[last.End:m.Start] != " " || text[last.Start:last.End] != last.Text || strings.Contains(last.Text, " ") {
		return "", before
	}
	return last.Text, before[:n-1]
}

// tellApart takes the words before the mentions of one metric in a sentence into
// its names where they differ: "a leaf-count MAE of 5.5 and an age MAE of 7.7".
func (x *Extractor) tellApart(text string, ms []Mention) []Mention {
	words := map[*rules.Entry]string{}
	differ := map[*rules.Entry]bool{}
	ms = x.namedKinds(text, ms)
	for i := range ms {
		m := &ms[i]
		if word := x.ofOne(text, m, endOf(ms[:i])); word != "" {
			e := m.Entry
			if words[e] != "" && words[e] != word {
				differ[e] = true
			}
			words[e] = word
		}
	}
	if len(differ) == 0 {
		return ms
	}
	out := ms[:0]
	for _, m := range ms {
		if word := x.ofOne(text, &m, endOf(out)); word != "" && differ[m.Entry] {
			x.prepend(&m, word)
		}
		out = append(out, m)
	}
	return out
}

// namedKinds takes the name before a metric into it where the sentence has that metric
// without one, too: "an F1 of 64.8 and an Ign F1 of 62.7".
func (x *Extractor) namedKinds(text string, ms []Mention) []Mention {
	for i := 2; i+1 < len(ms); i++ {
		name, m := &ms[i-1], &ms[i]
		if name.Type != rules.Name || m.Type != rules.Metric || !x.isOfKinds(m) || text[name.End:m.Start] != " " || !ms[i+1].IsValue() ||
			!slices.Contains(x.set.Words["articles"], wordBefore(text, name.Start)) {
			continue
		}
		plain := func(o Mention) bool { return o.Type == rules.Metric && o.Entry == m.Entry && !o.Variant }
		if k := slices.IndexFunc(ms[:i-1], plain); k >= 0 && k+1 < len(ms) && ms[k+1].IsValue() {
			x.prepend(m, name.Text)
			ms = slices.Delete(ms, i-1, i)
		}
	}
	return ms
}

// ofOne is the word before a metric that says of what it is one; "" where none does.
func (x *Extractor) ofOne(text string, m *Mention, floor int) string {
	if m.Type != rules.Metric || !x.isOfKinds(m) {
		return ""
	}
	word, ok := wordBeside(text, m, floor)
	if !ok {
		return ""
	}
	for part := range strings.SplitSeq(word, "-") {
		if !x.isKind(part) || endsInAny(part, x.set.Words["no-object-endings"]) {
			return ""
		}
	}
	return word
}

// ofWhat takes the word that says of what a broad metric is into its name: the
// "cycle" of "cycle consistency", but no word of praise: "high consistency".
func (x *Extractor) ofWhat(text string, m *Mention, floor int) {
	if m.Entry == nil || !x.broadMetrics[m.Entry.Name] {
		return
	}
	word, ok := wordBeside(text, m, floor)
	if !ok || !x.metricWords[strings.ToLower(word)] && !x.isKind(word) {
		return
	}
	m.Start -= len(word) + 1
	m.Text, m.Entry = text[m.Start:m.End], nil
}

// kindOfScore takes the word before "score" into its name: the "closed-loop
// score" is not the "open-loop score", nor is the "RPAS score".
func (x *Extractor) kindOfScore(text string, m *Mention, floor int) {
	word, ok := wordBeside(text, m, floor)
	if !ok || !strings.Contains(word, "-") && !x.abbreviation(word) || strings.ContainsAny(word, "(),") ||
		slices.ContainsFunc(x.set.Words["no-kinds"], func(w string) bool { return strings.Contains(word, w) }) {
		return
	}
	m.Start -= len(word) + 1
	m.Text, m.Entry = word+" "+m.Entry.Name, nil
}

// abbreviation says whether a word is of capitals and in no common use.
func (x *Extractor) abbreviation(word string) bool {
	small := strings.ToLower(word)
	return len(word) > 1 && len(letterDigits(word)) == len(word) && word == strings.ToUpper(word) && word != small && !x.common[small]
}

// wordBeside is the word before a mention, a blank between them, if it begins no
// earlier than floor.
func wordBeside(text string, m *Mention, floor int) (word string, ok bool) {
	before, ok := strings.CutSuffix(text[:m.Start], " ")
	word = before[strings.LastIndexByte(before, ' ')+1:]
	return word, ok && len(before)-len(word) >= floor
}

// kindOfNoun takes a plain word before a metric that says little without it into its
// name: "a matching score".
func (x *Extractor) kindOfNoun(text string, m *Mention, floor int) {
	word, ok := wordBeside(text, m, floor)
	if !ok || !x.isKind(word) || x.isVerb(text, m, word) {
		return
	}
	start := m.Start - len(word) - 1
	first := wordBefore(text, start)
	joint := slices.Contains(x.set.Words["score-nouns"], m.Entry.Name) && slices.Contains(x.set.Words["list-conjunctions"], first)
	if joint || strings.ContainsFunc(first, unicode.IsDigit) {
		return // "detection and explanation score", "26,181 song scores"
	}
	x.prepend(m, word)
}

// isVerb says whether a metric's name is a verb, "the two strategies score 62.0%": behind
// a noun in the plural, a number after it.
func (x *Extractor) isVerb(text string, m *Mention, word string) bool {
	plural := strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(m.Text, "s")
	after, blank := strings.CutPrefix(text[m.End:], " ")
	return plural && blank && after != "" && isDigit(after[0])
}

// isKind says whether a word is a plain one that tells of what kind a score is.
func (x *Extractor) isKind(word string) bool {
	plain := len(word) > 2 && !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
	return plain && !x.common[word] && !x.comparing[word] && !x.stating[word] && !x.noKinds[word] && !endsInAny(word, x.set.Words["no-kind-endings"])
}
