package extract

import (
	"slices"
	"strings"

	"claimboard/rules"
)

// Mention is a typed stretch of a tidied abstract: a value, or the name of a
// benchmark, metric or system. A list ("MATH and GSM8K") is one mention with
// items.
type Mention struct {
	// Type is the token that patterns see: rules.Percent, rules.Benchmark, …
	Type rune
	// Start and End are bytes of the tidied text.
	Start, End int
	// Text is the author's spelling, tidied.
	Text string
	// Entry is the vocabulary's, nil for names that are in no vocabulary.
	Entry *rules.Entry
	// Variant says that the mention is a variant of the entry, under a name of its
	// own: "GSM8K-Hard".
	Variant bool
	// Number is what a value mention says.
	Number Number
	// Items are a list's members in order, nil for a single mention.
	Items []Mention
	// Topic says that a later sentence without a benchmark may be about this one.
	Topic bool
	// Own says that the abstract introduces this name as its own.
	Own bool
}

// Name is the vocabulary's display name of a benchmark or metric, else the
// author's text: systems are called what the author calls them.
func (m *Mention) Name() string {
	if m.Entry != nil && !m.Variant && m.Type != rules.Method && m.Type != rules.Rival {
		return m.Entry.Name
	}
	return m.Text
}

func (m *Mention) setTopic() {
	m.Topic = true
	for i := range m.Items {
		m.Items[i].Topic = true
	}
}

// IsValue says whether the mention is a number.
func (m *Mention) IsValue() bool { return m.Type < rules.Benchmark }

// items are the members of a list, or the mention itself.
func (m *Mention) items() []Mention {
	if m.Items != nil {
		return m.Items
	}
	return []Mention{*m}
}

// holds says whether a mention, or a member of a list, has a name.
func (m *Mention) holds(name string) bool {
	return slices.ContainsFunc(m.items(), func(o Mention) bool { return o.Name() == name })
}

// mentions finds the values and names of a text, in order, none overlapping. The
// head is the paper's own name if its title gives one, see titleHead.
func (x *Extractor) mentions(text, head string, title bool) []Mention {
	return x.mentionsBeside(new(room), text, x.lexicon.find(text), head, title)
}

// mentionsBeside finds them where the vocabulary's names are known. These go
// before numbers, so that the 10 of CIFAR-10 is none. What it returns is in the
// room, until it is called again.
func (x *Extractor) mentionsBeside(r *room, text string, known []Mention, head string, title bool) []Mention {
	r.found = x.appendNumbers(r.found[:0], text, x.shareStems(text, known))
	r.named = x.appendNames(r.named[:0], text, r.found, title)
	r.found = x.appendEditions(r.found[:0], text, r.named)
	found := r.found
	x.shareTask(text, found)
	found = withHead(text, x.absorbScores(text, found), head)
	if !title {
		x.sized(text, found)
	}
	return x.shareHeads(text, x.joinSystems(text, x.mergeGlosses(text, found)))
}

// joinSystem takes a mention into the one before where they are one name, and says
// whether it did.
func (x *Extractor) joinSystem(text string, last, m *Mention) bool {
	switch {
	case x.transfers(text, last, m):
		last.Type = rules.Benchmark
	case m.Type == rules.Benchmark && text[last.End:m.Start] == "+" && (last.Type == rules.Name || last.Type == rules.Method):
		// a system's name that holds one of data: "FooNet+CoCo"
	case adjoins(text, last, m):
		last.Type = rules.Method
	default:
		return false
	}
	last.Entry, last.End = nil, m.End
	last.Text = text[last.Start:m.End]
	return true
}

// joinSystems makes one name of the parts of "PSO KNN" or "ResNet-50 SlowFast":
// a known system and a name or system next to it.
func (x *Extractor) joinSystems(text string, ms []Mention) []Mention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && x.joinSystem(text, &out[n-1], &m) {
			continue
		}
		for n := len(out); n > 0 && x.describes(text, &out[n-1], &m); n = len(out) {
			m.Start, m.Text = out[n-1].Start, text[out[n-1].Start:m.End]
			out = out[:n-1]
		}
		if floor := endOf(out); m.Type == rules.Described {
			x.pick(text, &m, floor)
		} else if m.Type == rules.Metric {
			x.ofWhat(text, &m, floor)
			out = x.specify(text, &m, out)
		}
		out = append(out, m)
	}
	return out
}

// sized takes sizes in brackets into the names of systems: "FooNet (nano)".
func (x *Extractor) sized(text string, ms []Mention) {
	for i := range ms {
		m := &ms[i]
		rest, ok := strings.CutPrefix(text[m.End:nextTaken(ms[i+1:], len(text))], " (")
		size, _, closed := strings.Cut(rest, ")")
		if ok && closed && (m.Type == rules.Name || m.Type == rules.Method) && x.lexicon.variants[size[strings.LastIndexByte(size, '-')+1:]] {
			m.End += len(" ()") + len(size)
			m.Text, m.Entry = text[m.Start:m.End], nil
		}
	}
}

func endOf(ms []Mention) int {
	if len(ms) == 0 {
		return 0
	}
	return ms[len(ms)-1].End
}

// pick takes the word before described systems that picks one of them into
// their name: "the strongest open-source model".
func (x *Extractor) pick(text string, m *Mention, floor int) {
	for _, w := range x.superlatives {
		start := m.Start - len(w) - 1
		if start < floor || !strings.EqualFold(text[start:m.Start], w+" ") || start > 0 && text[start-1] != ' ' && text[start-1] != '(' {
			continue
		}
		m.Start, m.Text, m.Variant = start, text[start:m.End], true
		return
	}
}

// transfers says whether two data sets are one task: "GTAV->Cityscapes",
// "CIFAR-100 vs CIFAR-10".
func (x *Extractor) transfers(text string, a, b *Mention) bool {
	dataset := func(m *Mention) bool { return m.Type == rules.Benchmark || m.Type == rules.Name }
	if !dataset(a) || !dataset(b) || a.Type == rules.Name && b.Type == rules.Name {
		return false
	}
	between := strings.TrimSpace(text[a.End:b.Start])
	return slices.Contains(x.set.Words["arrows"], between) ||
		a.Type == rules.Benchmark && b.Type == rules.Benchmark && slices.Contains(x.set.Words["task-connectors"], between)
}

// describes says whether a system's name opens the description of a baseline:
// "Mistral-7B self-consistency baseline". Of "FooNet outperforms baselines" it is
// the subject.
func (x *Extractor) describes(text string, a, b *Mention) bool {
	if a.Type != rules.Method && a.Type != rules.Name || b.Type != rules.Rival || b.Entry == nil || b.Entry.Role != Baseline || a.End >= b.Start {
		return false
	}
	words := strings.Fields(text[a.End:b.Start])
	if len(words) > 2 || text[a.End] != ' ' {
		return false
	}
	for _, w := range words {
		if len(w) < 4 || w != strings.ToLower(w) || strings.ContainsAny(w, ",;:()") || slices.Contains(x.set.Words["no-description"], w) || x.comparing[w] || x.stating[w] {
			return false
		}
	}
	return endsInAny(b.Text, x.set.Words["baseline-nouns"])
}

func adjoins(text string, a, b *Mention) bool {
	if between := text[a.End:b.Start]; between != " " && between != "+" && between != " + " || a.Type != rules.Method && b.Type != rules.Method {
		return false
	}
	proper := func(m *Mention) bool {
		return m.Type == rules.Name || m.Type == rules.Method && (m.Entry == nil || m.Entry.Role == "") && m.Text != strings.ToLower(m.Text)
	}
	return proper(a) && proper(b)
}

// absorbScores makes "F1 score" one mention where only "F1" is in the
// vocabulary: a metric that says nothing of its own goes with the one before it.
func (x *Extractor) absorbScores(text string, ms []Mention) []Mention {
	out := ms[:0]
	for i, m := range ms {
		if i+1 < len(ms) && ms[i+1].IsValue() && (slices.Contains(x.set.Words["metric-verbs"], m.Text) || behindSystem(text, out, &m) && slices.Contains(x.set.Words["metric-verbs"], m.Text+"s")) && x.beforeNumber(text[m.End:ms[i+1].Start]) {
			continue // the verb: "FooNet scores only 88.1 on MNLI", "humans score 92.1"
		}
		if n := len(out); n > 0 && m.Type == rules.Metric && out[n-1].Type == rules.Metric &&
			strings.TrimPrefix(text[out[n-1].End:m.Start], "-") == " " && m.Entry != nil && x.generic[m.Entry.Name] {
			out[n-1].End = m.End
			continue
		}
		if n := len(out); n > 0 && x.ofCost(text, &out[n-1], &m) {
			m.Start, m.Variant = out[n-1].Start, true
			m.Text = text[m.Start:m.End]
			out = out[:n-1]
		}
		if m.Type == rules.Metric {
			x.ofMetric(text, &m)
		}
		if m.Type == rules.Metric && x.namesModel(text[m.End:]) {
			continue // a "reward model"
		}
		if m.Type == rules.Metric && m.Entry != nil && m.Entry.Name == strings.TrimSuffix(m.Text, "s") && slices.Contains(x.set.Words["kind-nouns"], m.Entry.Name) {
			x.kindOfNoun(text, &m, endOf(out))
		}
		if m.Type == rules.Metric && m.Entry != nil && !m.Variant && slices.Contains(x.set.Words["score-nouns"], m.Entry.Name) {
			if n := len(out); n > 0 && out[n-1].Type == rules.Name && text[out[n-1].End:m.Start] == " " {
				out[n-1].Type, out[n-1].End = rules.Metric, m.End // "an AccEx score"
				continue
			}
			floor := 0
			if len(out) > 0 {
				floor = out[len(out)-1].End
			}
			x.kindOfScore(text, &m, floor)
		}
		out = append(out, m)
	}
	return out
}

// behindSystem says whether a mention stands right behind the name of a system, or humans.
func behindSystem(text string, before []Mention, m *Mention) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return m.Start == last.End+1 && text[last.End] == ' ' && (last.Type == rules.Rival || last.Type == rules.Method || last.Type == rules.Self)
}

// namesModel says whether a text goes on with a noun of systems: what stands
// before it, a "reward model", is no metric there.
func (x *Extractor) namesModel(text string) bool {
	rest, ok := strings.CutPrefix(text, " ")
	word := wordFrom(rest, 0)
	return ok && slices.Contains(x.set.Words["model-nouns"], rest[word.start:word.end])
}

// scoreFollows says whether a text goes on with a word for a score: what stands
// before it, "… with Explicit Ordering (METEOR) score", is a metric.
func (x *Extractor) scoreFollows(text string) bool {
	after, ok := strings.CutPrefix(text, " ")
	return ok && slices.ContainsFunc(x.set.Words["score-nouns"], func(w string) bool { return strings.HasPrefix(after, w) })
}

// mergeGlosses makes one mention of a name and its abbreviation in brackets:
// "word error rate (WER)", "Abstraction and Reasoning Corpus (ARC)".
func (x *Extractor) mergeGlosses(text string, ms []Mention) []Mention {
	out := ms[:0]
	own := map[string]bool{}        // short forms of the paper that are a metric's or benchmark's elsewhere
	metrics := map[string]Mention{} // metrics that it gives a short form
	for i := 0; i < len(ms); i++ {
		m := ms[i]
		if m.Type == rules.Benchmark && (own[m.Text] || x.isShortForOther(text, &m)) {
			own[m.Text] = true
			m.Type, m.Entry = rules.Name, nil
		}
		if m.Type == rules.Metric && own[m.Text] {
			m.Type, m.Entry = rules.Name, nil
		}
		if long, ok := metrics[m.Text]; ok && (m.Type == rules.Metric || m.Type == rules.Name) {
			m.Type, m.Entry, m.Text, m.Variant = long.Type, long.Entry, long.Text, long.Variant
		}
		if i+1 < len(ms) && isGloss(text, &m, &ms[i+1]) && !glossesMore(text, &m, &ms[i+1], endOf(out)) {
			gloss := ms[i+1]
			if gloss.Type == rules.Benchmark && x.isShortForOther(text, &gloss) {
				own[gloss.Text] = true
				gloss.Type, gloss.Entry = rules.Name, nil
			}
			if n := len(out); n > 0 && x.isConnected(text, &out[n-1], &m, gloss.Text) {
				m.Start = out[n-1].Start // "Digital Database for Screening Mammography (DDSM)"
				out = out[:n-1]
			}
			if n, ok := x.lengthen(text, &m, &gloss, out); ok || m.Type == rules.Metric && gloss.Type == rules.Name {
				metrics[gloss.Text], out = m, out[:n]
			}
			m.End = gloss.End
			if text[gloss.Start-1] == '(' {
				m.End++
			}
			switch {
			case m.Entry == nil && gloss.Type == rules.Metric && m.Type == rules.Name && !x.scoreFollows(text[m.End:]):
				m.Text = gloss.Text // a name of its own whose short form is also a metric's
				own[m.Text] = hasLongForm(gloss.Entry, gloss.Text)
			case m.Entry == nil && gloss.Entry != nil:
				m.Entry, m.Type = gloss.Entry, gloss.Type
				if gloss.Variant {
					m.Text, m.Variant = gloss.Text, true // "Foo Bar VLA (AVA-VLA)" is not AVA
				}
			case m.Entry == nil && m.Type == gloss.Type:
				m.Text = gloss.Text
			case m.Type == rules.Name && gloss.Type == rules.Benchmark:
				m.Text, m.Type = gloss.Text, gloss.Type // "Health Benchmark (WHBench)"
			}
			if m.Type == rules.Name {
				// "Online Adaptive Video Object Segmentation (OnAVOS)": all of it.
				if n := longForm(text, out, &gloss); n < len(out) || gloss.Type == rules.Name {
					if start := longFormStart(text, endOf(out[:n]), &gloss); start >= 0 && start < m.Start {
						m.Start, out = start, out[:n]
					}
				}
				if x.saysDataset(text[:gloss.Start]) {
					m.Type = rules.Benchmark
				}
			}
			i++
		} else {
			out = out[:longForm(text, out, &m)]
		}
		out = append(out, m)
	}
	return out
}

// saysDataset says whether a long form, which ends with the bracket of its short
// one, says that it is one of data: "Health Benchmark (HB)".
func (x *Extractor) saysDataset(long string) bool {
	long = strings.TrimSuffix(strings.TrimRight(long, "( "), " ")
	last := long[strings.LastIndexByte(long, ' ')+1:]
	noun := strings.ToLower(last)
	return last != noun && x.datasetNouns[noun] && !x.benchmarkParts[noun]
}

// glossesDataset says whether a text has a long form that saysDataset.
func (x *Extractor) glossesDataset(text string) bool {
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '(')
		if i < 0 {
			return false
		}
		at += i + 1
		if x.saysDataset(text[:at]) {
			return true
		}
	}
}

// beforeNumber says whether what stands between a verb and a number is blank, or
// an adverb.
func (x *Extractor) beforeNumber(text string) bool {
	word := strings.TrimSpace(text)
	return strings.HasPrefix(text, " ") && (word == "" || slices.Contains(x.set.Words["verb-adverbs"], word))
}

// hasLongForm says whether the vocabulary has an abbreviation's long form: then
// another long form is of something else.
func hasLongForm(e *rules.Entry, short string) bool {
	return e != nil && slices.ContainsFunc(e.Names(), func(name string) bool {
		return strings.Contains(name, " ") && abbreviates(short, name)
	})
}

// isShortForOther says whether a benchmark's name stands in brackets behind words that
// it is short for, and that are not the benchmark's: "a variability amplification (AVA)".
func (x *Extractor) isShortForOther(text string, m *Mention) bool {
	if m.Entry == nil || m.Variant || m.Start < 2 || text[m.Start-2:m.Start] != " (" || !strings.HasPrefix(text[m.End:], ")") || m.Text != strings.ToUpper(m.Text) {
		return false
	}
	start := longFormStart(text, 0, m)
	if start < 0 {
		return false
	}
	long := text[start : m.Start-2]
	words := strings.FieldsFunc(strings.ToLower(long), func(r rune) bool { return r == ' ' || r == '-' })
	next := wordFrom(text, min(m.End+2, len(text)))
	if x.datasetNouns[words[len(words)-1]] || x.datasetNouns[text[next.start:next.end]] {
		return false
	}
	if long != strings.ToLower(long) && !hasLongForm(m.Entry, m.Text) {
		return false
	}
	return !slices.ContainsFunc(m.Entry.Names(), func(name string) bool {
		return strings.Contains(name, " ") && slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool { return len(w) > 3 && slices.Contains(words, w) })
	})
}

// glossesMore says whether an abbreviation is that of a longer name that a
// known system is the end of: "self-attentive long short-term memory (SA-LSTM)".
func glossesMore(text string, m, short *Mention, floor int) bool {
	if m.Type != rules.Method || m.Entry == nil || short.Entry != nil {
		return false
	}
	start := longFormStart(text, floor, short)
	return start >= 0 && start < m.Start
}

func isGloss(text string, m, next *Mention) bool {
	if next.Start < m.End+1 || next.End >= len(text) || text[next.End] != ')' {
		return false
	}
	switch strings.TrimSpace(text[m.End:next.Start]) {
	case "(":
	case ",": // "(Propagational Proxy Voting, PPV)"
		if m.Type != rules.Name || m.Start == 0 || text[m.Start-1] != '(' {
			return false
		}
	default:
		return false
	}
	if m.IsValue() || next.IsValue() {
		return false
	}
	if m.Entry != nil && m.Entry == next.Entry {
		return true
	}
	return (m.Type == next.Type || m.Type == rules.Name || next.Type == rules.Name) && (abbreviates(next.Text, m.Text) || m.Type == rules.Name && next.Type == rules.Name && endsLongForm(next.Text, m.Text))
}

// endsLongForm says whether an abbreviation ends with the initials of a name
// of two words or more: the start of its long form stands before.
func endsLongForm(short, long string) bool {
	words := strings.Fields(long)
	if len(words) < 2 || len(words) > len(short) {
		return false
	}
	initials := ""
	for _, w := range words {
		initials += w[:1]
	}
	return strings.HasSuffix(strings.ToLower(short), strings.ToLower(initials))
}

// isConnected says whether two names with a small word between them are one
// long form of an abbreviation.
func (x *Extractor) isConnected(text string, a, b *Mention, short string) bool {
	if a.Type != rules.Name || b.Type != rules.Name {
		return false
	}
	return slices.Contains(x.set.Words["name-connectors"], strings.TrimSpace(text[a.End:b.Start])) &&
		strings.HasPrefix(strings.ToLower(short), strings.ToLower(text[a.Start:a.Start+1]))
}

// abbreviates says whether the capitals of an abbreviation are, in order,
// letters that words of the long form begin with.
func abbreviates(short, long string) bool {
	var initials strings.Builder
	for _, w := range strings.FieldsFunc(long, func(r rune) bool { return r == ' ' || r == '-' }) {
		initials.WriteByte(w[0] | 0x20)
	}
	rest := initials.String()
	hits := 0
	for i := 0; i < len(short); i++ {
		if c := short[i]; isUpper(c) {
			n := strings.IndexByte(rest, c|0x20)
			if n < 0 {
				continue
			}
			rest = rest[n+1:]
			hits++
		}
	}
	return hits >= 2
}

// join appends mentions, of each list but one: mentions of one type with nothing
// but commas, slashes and "and" between them. A name of unknown kind takes the
// kind of its list.
func (l *listWords) join(out []Mention, text string, ms []Mention) []Mention {
	for i := 0; i < len(ms); {
		j := l.end(text, ms, i)
		if l.parted(text, ms, i, j) || l.twoChanges(text, ms, i, j) {
			out = append(out, ms[i])
			i++
			continue
		}
		j = l.clause(text, ms, i, j)
		shareKind(ms[i:j])
		j = i + sameKind(ms[i:j])
		switch {
		case j == i+1:
			out = append(out, ms[i])
		case l.isOne(text, ms[i:j]):
			out = append(out, Mention{Type: rules.Method, Start: ms[i].Start, End: ms[j-1].End, Text: text[ms[i].Start:ms[j-1].End]})
		case l.isRange(text, ms[i:j]):
			out = append(out, rangeOf(text, ms[i], ms[i+1]))
		case l.isShare(text, ms[i:j]):
			done := ms[i]
			done.End, done.Text = ms[i+1].End, text[done.Start:ms[i+1].End]
			out = append(out, done)
		default:
			out = append(out, list(text, ms[i:j]))
		}
		i = j
	}
	return out
}

// clause is where a list ms[i:j] ends whose last members begin a clause behind data that
// open a sentence: "On A, X and Y have", "On A and B, X and Y have".
func (l *listWords) clause(text string, ms []Mention, i, j int) int {
	k := i
	for k < j && ms[k].Type == rules.Benchmark {
		k++
	}
	if k == i || k == j || text[ms[k-1].End:ms[k].Start] != ", " {
		return j
	}
	words := strings.Fields(text[max(0, ms[i].Start-16):ms[i].Start])
	n := len(words) - 1
	if n > 0 && l.articles[words[n]] {
		n--
	}
	if n < 0 || !l.measured[strings.ToLower(words[n])] || words[n] == strings.ToLower(words[n]) {
		return j
	}
	for _, m := range ms[k:j] {
		if m.Type == rules.Benchmark {
			return j
		}
	}
	behind := text[ms[j-1].End:]
	next, _, _ := strings.Cut(strings.TrimPrefix(behind, " "), " ")
	if !strings.HasPrefix(behind, " ") || l.noun(behind) > 0 || !isLowerWord(next) {
		return j
	}
	return k
}

// isOne says whether systems are parts of one, whose noun follows.
func (l *listWords) isOne(text string, ms []Mention) bool {
	for i := 1; i < len(ms); i++ {
		if text[ms[i-1].End:ms[i].Start] != "/" {
			return false
		}
	}
	after, ok := strings.CutPrefix(text[ms[len(ms)-1].End:], " ")
	noun, _, _ := strings.Cut(after, " ")
	return ok && ms[0].Type == rules.Method && l.one[strings.TrimRight(noun, ",.;:)")]
}

// isDifference says whether the second of two numbers is by how much the first differs
// from another: "84.1%, 2.3% higher", "48.9, 0.6 AP behind".
func (l *listWords) isDifference(text string, ms []Mention) bool {
	words := strings.Fields(text[ms[1].End:min(len(text), ms[1].End+40)])
	return slices.ContainsFunc(words[:min(len(words), 2)], func(w string) bool { return l.differs[w] })
}

// isRange says whether two numbers are the ends of one range: "between 64% and 67%".
func (l *listWords) isRange(text string, ms []Mention) bool {
	if len(ms) != 2 || !ms[0].IsValue() || ms[0].Number.Ranged || ms[1].Number.Ranged || strings.Contains(text[ms[0].End:ms[1].Start], "/") {
		return false
	}
	before := strings.TrimRight(text[:ms[0].Start], " ")
	return l.ranges[strings.ToLower(before[strings.LastIndexByte(before, ' ')+1:])]
}

// isShare says whether of two whole numbers the first are done out of the second:
// "solves 47/657 problems", "solves 47/657." The values of two things with a slash
// between them are no share: "an AP/AP50 of 48/67."
func (l *listWords) isShare(text string, ms []Mention) bool {
	if len(ms) != 2 || ms[0].Type != rules.Integer || ms[1].Type != rules.Integer || ms[0].Number.Value > ms[1].Number.Value || text[ms[0].End:ms[1].Start] != "/" {
		return false
	}
	noun := wordFrom(text, min(ms[1].End+1, len(text)))
	if l.counted[strings.ToLower(text[noun.start:noun.end])] {
		return true
	}
	slash := strings.LastIndexByte(text[:ms[0].Start], '/')
	return (slash < 0 || isDigit(text[slash+1])) && (ms[1].End == len(text) || strings.IndexByte(".,;)", text[ms[1].End]) >= 0)
}

// rangeOf is the range of two numbers.
func rangeOf(text string, a, b Mention) Mention {
	a.Number.carry(b.Number)
	low, high := a.Number, b.Number
	if !low.Signed && low.Value > high.Value {
		low, high = high, low
	}
	high.Low, high.Ranged = low.Value, true
	high.Start, high.End = a.Number.Start, b.Number.End
	b.Start, b.Number = a.Start, high
	b.Text = text[b.Start:b.End]
	return b
}

// end returns the end of the list that ms[i] begins: one with a
// conjunction or slash, or of three members or more. "On X, Y reaches" is none.
func (l *listWords) end(text string, ms []Mention, i int) int {
	j := i + 1
	joined := false
	for ; j < len(ms) && !joined && alike(&ms[j-1], &ms[j]); j++ {
		between := text[ms[j-1].End:ms[j].Start]
		ok, last := l.separates(between)
		if j == i+1 && !last && l.plural(between) {
			break // no member: "on three Foo datasets, A, B and C"
		}
		if !ok || !last && bounds(&ms[j-1], &ms[j]) {
			break
		}
		// "A and B, C achieves": what follows the last member is no member.
		joined = last
		if !joined && strings.Contains(between, "/") && (j+1 >= len(ms) || !strings.HasPrefix(text[ms[j].End:], "/")) {
			joined = true
		}
	}
	if j == i+2 && !joined && ms[i].IsValue() && l.isDifference(text, ms[i:j]) {
		return i + 1
	}
	bracketed := ms[i].Start > 0 && text[ms[i].Start-1] == '(' && strings.HasPrefix(text[ms[j-1].End:], ")")
	if !joined && !bracketed && j-i < 3 && !ms[i].IsValue() {
		return i + 1
	}
	return j
}

// shareKind gives names of unknown kind the kind that a member of their list has.
func shareKind(ms []Mention) {
	kind := rune(rules.Name)
	for _, m := range ms {
		if m.Type != rules.Name {
			kind = m.Type
			break
		}
	}
	if kind != rules.Benchmark && kind != rules.Method && kind != rules.Rival {
		return
	}
	for i := range ms {
		if ms[i].Type == rules.Name {
			ms[i].Type = kind
		}
	}
}

// sameKind is how many members from the first on are of one kind.
func sameKind(ms []Mention) int {
	for i := range ms {
		if ms[i].Type != ms[0].Type && !(ms[i].IsValue() && ms[0].IsValue()) {
			return i
		}
	}
	return len(ms)
}

func list(text string, items []Mention) Mention {
	items = append([]Mention(nil), items...)
	last := items[len(items)-1]
	for i := range items {
		items[i].Number.carry(last.Number)
	}
	m := items[0]
	m.End, m.Items = last.End, items
	m.Text = text[m.Start:m.End]
	if m.IsValue() {
		m.Type = last.Type
		if last.Type == rules.Integer {
			m.Type = items[0].Type
		}
	}
	m.Entry = nil
	return m
}

// bounds says whether the second of two numbers is a bound that the first has passed:
// "71.3%, surpassing 67.8%".
func bounds(a, b *Mention) bool {
	return a.IsValue() && b.IsValue() && a.Number.Bound == Exact && b.Number.Bound != Exact
}

// isPercentPoints says whether the points of the second number are the first's
// as well: "16.7% and 9.5% points".
func isPercentPoints(a, b *Mention) bool {
	return a.Type == rules.Percent && b.Type == rules.Points && strings.Contains(b.Text, "%")
}

// alike says whether two mentions may be members of one list.
func alike(a, b *Mention) bool {
	if a.IsValue() || b.IsValue() {
		return a.IsValue() && b.IsValue() && (a.Number.listsWith(b.Number) || isPercentPoints(a, b))
	}
	if a.Type == rules.Self || b.Type == rules.Self {
		return false
	}
	return a.Type == b.Type || a.Type == rules.Name || b.Type == rules.Name
}
