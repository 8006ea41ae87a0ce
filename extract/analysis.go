package extract

import (
	"slices"
	"strings"
	"unicode"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// analysis is one abstract on its way through the stages.
type analysis struct {
	x     *Extractor
	paper *paper.Paper
	room  room

	// brief leaves out what makes no claim, and only explains why there is none.
	brief bool

	text      *Text
	titleText string
	spans     []span // of the sentences
	// known are the vocabulary's names in the text, titleKnown those in the title.
	known, titleKnown []Mention
	// openings are where rules may make a benchmark of something, in the sentences and,
	// last, the title, as far as they are screened.
	openings []opening
	screened int
	spelling *spelling
	head     string // of the title, see titleHead

	sentences []*sentence
	title     *sentence
	values    bool

	// ownMethod and ownBenchmark are the names that the paper introduces, "" if none.
	ownMethod, ownBenchmark string
	// ownNamed says that ownMethod is a name, not words of the title; ownSure that
	// these words are no motto: they end with a noun of systems, the abstract uses
	// them too, or the title opens with them and has no colon behind them.
	ownNamed, ownSure bool

	// terms are names that stand for ordinary words: no benchmarks, whatever
	// their context.
	terms map[string]bool

	// whole and across serve the rules that look across sentences: nil where none
	// asks, candidates by the sentence of their value.
	whole  *whole
	across map[int][]*candidate

	candidates []*candidate
	claims     []Claim
	faults     []Fault
	corrected  []Corrected

	// For Notes: the rules that matched, and where, those of them that had a part in the
	// claims, what was looked for, and whether claims were at all.
	noted, parts []*pattern
	spots        []noted
	asked        []asked
	searched     bool

	// earlier is what is known from when the paper was read before, nil for nothing.
	earlier *earlier
}

// look finds sentences, the vocabulary's names and the title's head.
func (a *analysis) look() {
	a.titleText = Tidy(a.paper.Title).Tidy
	a.head = a.x.titleHead(a.titleText, a.text.Tidy)
	a.spans = appendSentences(a.room.spans[:0], a.text.Tidy, a.x.abbrev)
	a.room.spans = a.spans
	text := a.x.lexicon.appendNames(a.room.known[:0], a.text.Tidy)
	both := a.x.lexicon.appendNames(text, a.titleText)
	a.room.known, a.known, a.titleKnown = both, both[:len(text):len(text)], both[len(text):]
}

// promises says whether the abstract may make a claim, as far as can be told
// from what was looked for.
func (a *analysis) promises() bool {
	isBenchmark := func(m Mention) bool { return m.Type == rules.Benchmark }
	if slices.ContainsFunc(a.known, isBenchmark) || slices.ContainsFunc(a.titleKnown, isBenchmark) {
		return true
	}
	for _, text := range []string{a.text.Tidy, a.titleText} {
		if a.x.endsBenchmark(text) || a.x.glossesDataset(text) {
			return true
		}
	}
	return a.anyOpening(a.isOpen)
}

func (a *analysis) isOpen(o opening) bool { return o.isOpen(&a.room) }

// anyOpening says whether there is an opening of some sort. It screens no more than it
// must to find one.
func (a *analysis) anyOpening(is func(opening) bool) bool {
	if slices.ContainsFunc(a.openings, is) {
		return true
	}
	for a.screened <= len(a.spans) {
		known := len(a.openings)
		a.screenNext()
		if slices.ContainsFunc(a.openings[known:], is) {
			return true
		}
	}
	return false
}

// screenNext finds the openings in the next sentence, or in the title.
func (a *analysis) screenNext() {
	if a.screened == len(a.spans) {
		title := a.x.spellingOf(a.titleText, a.titleKnown, a.head)
		a.openings = a.x.screen.appendOpenings(a.openings, title, span{0, len(a.titleText)}, 0, true)
	} else {
		if a.spelling == nil {
			a.spelling = a.x.spellingOf(a.text.Tidy, a.known, a.head)
		}
		a.openings = a.x.screen.appendOpenings(a.openings, a.spelling, a.spans[a.screened], a.screened, false)
	}
	a.screened++
}

// hasBenchmark says whether there is a benchmark that a claim may be on.
func (a *analysis) hasBenchmark() bool {
	return a.ownBenchmark != "" || slices.ContainsFunc(a.sentences, (*sentence).namesBenchmark) || a.title.namesBenchmark()
}

// mayDoWithout says whether a rule may make a claim on something of which none made
// a benchmark.
func (a *analysis) mayDoWithout() bool {
	return a.anyOpening(func(o opening) bool { return o.free && a.isOpen(o) })
}

// mayGetBenchmark says whether a rule may make a benchmark of something.
func (a *analysis) mayGetBenchmark() bool {
	return a.anyOpening(func(o opening) bool {
		if o.free {
			return a.isOpen(o) // what it sees is not settled yet
		}
		s := a.title
		if !o.inTitle {
			s = a.sentences[o.sentence]
		}
		return o.mayMatch(s) || slices.ContainsFunc(o.describers, func(p *pattern) bool { return p.mayMatch(s) })
	})
}

// read finds all mentions and makes the sentences.
func (a *analysis) read() {
	text := a.text.Tidy
	ms := a.x.mentionsBeside(&a.room, text, a.known, a.head, false)
	a.sentences = make([]*sentence, 0, len(a.spans)+1)
	next := 0
	for _, s := range a.spans {
		from := next
		for next < len(ms) && ms[next].Start < s.end {
			next++
		}
		within := ms[from:next]
		if n := len(within); n > 0 && within[n-1].End > s.end {
			within = within[:n-1] // no name, but two words without a space: "training.Several"
		}
		sent := a.room.newSentence(text, s, a.join(text, a.x.tellApart(text, within)))
		sent.number = firstNumber + len(a.sentences)
		a.sentences = append(a.sentences, sent)
	}
	head := a.head
	if strings.Contains(text, head+" (") {
		head = "" // the abstract gives it a short form, which is the better name
	}
	ms = a.x.mentionsBeside(&a.room, a.titleText, a.titleKnown, head, true)
	a.title = a.room.newSentence(a.titleText, span{0, len(a.titleText)}, a.join(a.titleText, ms))
	a.title.number = titleNumber
}

// join makes the lists of a sentence.
func (a *analysis) join(text string, ms []Mention) []Mention {
	return slices.Clip(a.x.lists.join(a.room.newMentions(len(ms)), text, ms))
}

// nameKinds runs the mention rules: they settle what kind of thing a name of
// unknown kind is, here or in the whole abstract.
func (a *analysis) nameKinds() {
	kinds := map[string]rune{}
	a.terms = map[string]bool{}
	for _, p := range a.x.kinds {
		a.runKind(p, kinds)
	}
	for _, s := range a.sentences {
		a.listKinds(s, kinds)
	}
	for _, s := range a.sentences {
		a.retype(s, a.text.Tidy, kinds)
	}
	a.retype(a.title, a.titleText, kinds)
	a.resolveFormer()
	a.resolveShort()
	for _, p := range a.x.topics {
		a.runKind(p, kinds)
	}
}

// listKinds makes benchmarks of what stands in a list with one, wherever else it stands and
// no rule spoke of it: "on DROP and the FooBar dataset. FooBar accuracy is 81%."
func (a *analysis) listKinds(s *sentence, kinds map[string]rune) {
	for i := range s.mentions {
		m := &s.mentions[i]
		if m.Type != rules.Benchmark {
			continue
		}
		for _, item := range m.Items {
			key := rules.Key(item.Text)
			if item.Entry == nil && marked(item.Text) && kinds[key] == 0 && !a.isVersion(&item) && !a.terms[key] && !a.noBenchmark(item.Text) {
				kinds[key] = rules.Benchmark
			}
		}
	}
}

// runKind runs a mention rule on the sentences, or on the title.
func (a *analysis) runKind(p *pattern, kinds map[string]rune) {
	if a.earlier.silent(p) {
		return
	}
	switch p.rule.Scope {
	case "title":
		a.nameKindsIn(p, a.title, a.titleText, kinds)
		return
	case acrossScope:
		w := newWhole(a.sentences)
		a.nameKindsIn(p, &w.sentence, a.text.Tidy, kinds)
		w.giveBack(a.sentences)
		return
	}
	for _, s := range a.sentences {
		if a.earlier != nil || p.gate == nil || p.gate.admits(p, s) {
			a.nameKindsIn(p, s, a.text.Tidy, kinds)
		}
	}
}

// nameKindsIn applies one mention rule to one sentence. The first rule to
// speak of a name has it.
func (a *analysis) nameKindsIn(p *pattern, s *sentence, text string, kinds map[string]rune) {
	var described []span
	defer func() {
		if p.rule.Scope != acrossScope {
			s.describe(text, tokenOf(p.rule.Mention), described)
		}
	}()
	part := func() bool {
		return p.rule.Mention == "method" && p.rule.Scope == "" && a.addsPart(s)
	}
	a.each(p, s, a.earlier != nil, func(m match) bool {
		g, ok := m.group.named("it")
		if !ok {
			return true
		}
		mention := s.at(g.start)
		if mention == nil || g.end-g.start > 1 {
			words := span{int(s.offset[g.start]), int(s.offset[g.end])}
			if p.rule.Own {
				if !part() {
					a.own(tokenOf(p.rule.Mention), strings.TrimSpace(text[words.start:words.end]), false)
				}
			} else {
				described = append(described, words)
			}
			return true
		}
		if p.rule.Lists == "required" && mention.Items == nil || p.rule.Own && s == a.title && len(mention.Items) > 2 {
			return true
		}
		switch p.rule.Mention {
		case "term":
			for _, item := range mention.items() {
				a.terms[rules.Key(item.Text)] = true
			}
			return true
		case "topic":
			mention.setTopic()
			return true
		}
		kind := tokenOf(p.rule.Mention)
		if kind == rules.Rival && a.ownNamed && (rules.Key(mention.Text) == rules.Key(a.ownMethod) || strings.HasPrefix(a.ownMethod, mention.Text+" ")) {
			return true // the paper's own system is no rival
		}
		if kind == rules.Rival || kind == rules.Corpus {
			setType(mention, kind)
			return true
		}
		for _, item := range mention.items() {
			if p.rule.Marked && !marked(item.Text) || kind == rules.Benchmark && !p.rule.Own && a.noBenchmark(item.Text) ||
				kind == rules.Method && a.x.lexicon.isLanguagePair(item.Text) {
				continue
			}
			key := rules.Key(item.Text)
			if kind == rules.Benchmark && !p.rule.Own && a.terms[key] || kind == rules.Method && p.rule.Own && a.shortensPart(text, &item) {
				continue
			}
			if kinds[key] == 0 && (item.Type == rules.Name || p.rule.Own && kind == rules.Method && (item.Type == rules.Metric || item.Type == rules.Benchmark && key != rules.Key(a.ownBenchmark))) {
				kinds[key] = kind
			}
			if p.rule.Own && (kinds[key] == kind || item.Type == kind) && !known(mention) && !part() {
				name := item.Name()
				if kind == rules.Method && item.Type == rules.Name && s != a.title && item.Text == text[item.Start:item.End] {
					name = text[a.x.systemStart(text, item.Start):item.End]
				}
				a.own(kind, name, true)
			}
		}
		return true
	})
}

// shortensPart says whether a short form in brackets is of what the proposed
// system is for, or made with: "a model for machine translation (MT)".
func (a *analysis) shortensPart(text string, m *Mention) bool {
	start := longFormStart(text, 0, m)
	if m.Start < 2 || text[m.Start-1] != '(' || start < 1 {
		return false
	}
	before := strings.Fields(text[max(0, start-40):start])
	if n := len(before); n > 0 && slices.Contains(a.x.set.Words["proposing"], before[n-1]) {
		return false // "and introduce Foo Bar Qux (FBQ)"
	}
	if owner, _, _ := strings.Cut(text[start:], " "); a.x.owners[strings.ToLower(owner)] {
		return false // "with our label correction (OLC)"
	}
	return slices.ContainsFunc(before[max(0, len(before)-2):], func(w string) bool {
		return slices.Contains(a.x.set.Words["before-parts"], w)
	})
}

// noBenchmark says whether a name is known to be no benchmark, or its shape
// tells so: languages alone, a known model with its size ("BERT-base", "Dream-7B"), or
// a variant of a metric.
func (a *analysis) noBenchmark(name string) bool {
	if i := strings.IndexByte(name, '-'); i > 1 && strings.ToUpper(name[:i]) == name[:i] && isLowerWord(name[i+1:]) && a.x.set.Metrics.Lookup(name[:i]) != nil {
		return true // of a metric: "AP-pool"
	}
	if i := strings.LastIndexByte(name, '-'); i > 0 && slices.Contains(a.x.set.Words["variants"], name[i+1:]) && a.x.set.Methods.Lookup(name[:i]) != nil {
		return true
	}
	return a.x.noBenchmarks[rules.Key(name)] || a.x.lexicon.isLanguagePair(name) || holdsSize(name, a.x.set.Words["model-sizes"])
}

// marked says whether a name's shape alone tells that it is no ordinary word.
func marked(name string) bool {
	for i, r := range name {
		if i > 0 && !unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// holdsSize says whether a name is that of a model of some size:
// "Dream-7B-Instruct". Millions may be of a data set: "MovieLens-1M".
func holdsSize(name string, letters []string) bool {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == ' ' })
	return slices.ContainsFunc(parts, func(part string) bool { return IsSize(part, letters) })
}

// known says whether a mention is a list of names that are all in a vocabulary:
// "architectures (GoogLeNet, VGG, ResNet)" are nobody's own.
func known(m *Mention) bool {
	for _, item := range m.Items {
		if item.Entry == nil {
			return false
		}
	}
	return m.Items != nil
}

// describe makes one mention of each stretch of words that a rule takes for the
// description of a system; names in it become part of it, the last says its role. Of
// two stretches that overlap the first stays.
func (s *sentence) describe(text string, kind rune, words []span) {
	if len(words) == 0 {
		return
	}
	for _, w := range words {
		from, _ := slices.BinarySearchFunc(s.mentions, w.start, func(m Mention, at int) int { return m.Start - at })
		if from > 0 && s.mentions[from-1].End > w.start {
			continue
		}
		to := from
		for to < len(s.mentions) && s.mentions[to].Start < w.end {
			to++
		}
		m := Mention{Type: kind, Start: w.start, End: w.end, Text: text[w.start:w.end]}
		if to > from {
			m.Entry = s.mentions[to-1].Entry
		}
		s.mentions = slices.Replace(s.mentions, from, to, m)
	}
	s.build(text)
}

// own notes a name as the paper's own; the first of each kind stays.
func (a *analysis) own(kind rune, name string, named bool) {
	switch {
	case kind == rules.Method && named && a.ownMethod != "" && strings.HasPrefix(name, a.ownMethod+"-") && nextWord(a.text.Tidy, a.ownMethod, 0) < 0:
		a.ownMethod = name // "FooNet" is short for it in the title alone
	case kind == rules.Method && !named && a.ownMethod != "" && strings.HasPrefix(name, a.ownMethod+" ") && !strings.Contains(name, "(") && a.x.set.Methods.Lookup(a.ownMethod) != nil:
		a.ownMethod = name // the title's words make another system of one that is known
	case kind == rules.Method && named && a.ownMethod != "" && a.beginsLongForm(name):
		a.ownMethod = name
	case kind == rules.Method && a.ownBenchmark != "" && rules.Key(name) == rules.Key(a.ownBenchmark):
		// it is measured on, and does not score
	case kind == rules.Method && (a.ownMethod == "" || named && !a.ownNamed && a.ownBenchmark == "" && !a.isTopic(name)):
		a.ownMethod, a.ownNamed = name, named
		before, after, ok := strings.Cut(a.titleText, name)
		a.ownSure = ok && a.x.opens(before) && !strings.HasPrefix(strings.TrimSpace(after), ":") || a.x.endsSystem(name) ||
			strings.Contains(rules.Key(a.text.Tidy), strings.TrimSuffix(rules.Key(name), "s"))
	case kind == rules.Benchmark && a.ownBenchmark == "":
		a.ownBenchmark = name
	}
}

// isTopic says whether a name of several words is part of the title's: the "Curriculum
// Learning" of "Self-Supervised Curriculum Learning".
func (a *analysis) isTopic(name string) bool {
	return strings.Contains(name, " ") && strings.Contains(strings.ToLower(a.titleText), strings.ToLower(name))
}

// beginsLongForm says whether the paper's own system as known so far is but the
// front of what a name in brackets is short for: "Reward Evolution with
// Graph-of-Thoughts (RE-GoT)".
func (a *analysis) beginsLongForm(short string) bool {
	_, after, ok := strings.Cut(a.text.Tidy, a.ownMethod+" ")
	rest, _, found := strings.Cut(after, " ("+short+")")
	return ok && found && !strings.HasPrefix(a.titleText, a.ownMethod+":") && !strings.ContainsAny(rest, ",;:.()") && strings.EqualFold(a.ownMethod[:1], short[:1])
}

// opens says whether a title has nothing, or an article, before its first name.
func (x *Extractor) opens(before string) bool {
	return before == "" || slices.Contains(x.set.Words["articles"], strings.ToLower(strings.TrimSpace(before)))
}

// endsSystem says whether the last word of a title's words is a noun of one
// system: "Packet Transformer", not "Compressed Networks", which are a topic.
func (x *Extractor) endsSystem(words string) bool {
	last := strings.ToLower(words[strings.LastIndexByte(words, ' ')+1:])
	return len(last) < len(words) && !strings.HasSuffix(last, "s") && slices.Contains(x.set.Words["system-nouns"], last)
}

func tokenOf(kind string) rune {
	switch kind {
	case "benchmark":
		return rules.Benchmark
	case "method":
		return rules.Method
	case "rival":
		return rules.Rival
	case "metric":
		return rules.Metric
	case "corpus":
		return rules.Corpus
	}
	return rules.Name
}

func setType(m *Mention, kind rune) {
	m.Type = kind
	for i := range m.Items {
		m.Items[i].Type = kind
	}
}

// isVersion says whether a name is that of the paper's own system with more behind
// it: "FooNet-L". In "On COCO, FooNet-S and FooNet-L achieve" it is no data set.
func (a *analysis) isVersion(m *Mention) bool {
	return m.Entry == nil && a.ownNamed && strings.HasPrefix(m.Text, a.ownMethod+"-") && !a.x.endsBenchmark(m.Text)
}

// retype gives every name of a sentence the kind that was found for it: names
// of one kind may now form lists.
func (a *analysis) retype(s *sentence, text string, kinds map[string]rune) {
	flat := a.room.found[:0]
	for i := range s.mentions {
		flat = append(flat, s.mentions[i].items()...)
	}
	a.room.found = flat
	for i := range flat {
		m := &flat[i]
		if m.IsValue() || m.Type == rules.Self {
			continue
		}
		key := rules.Key(m.Text)
		kind := kinds[key]
		if (m.Type == rules.Corpus || m.Type == rules.Benchmark) && kind != rules.Benchmark && a.isVersion(m) {
			m.Type = rules.Method
		}
		if m.Type == rules.Corpus {
			continue
		}
		if kind != 0 && (m.Type == rules.Metric || m.Type == rules.Benchmark && kind == rules.Method) {
			m.Type, m.Entry = kind, nil // the paper's own name goes before the vocabulary's
		}
		if kind == rules.Benchmark && m.Type == rules.Rival && m.Entry == nil {
			m.Type = rules.Benchmark
		}
		if m.Type == rules.Name {
			if kind != 0 {
				m.Type = kind
				if kind == rules.Method && s != a.title && m.Text == text[m.Start:m.End] && (i == 0 || flat[i-1].End < m.Start-1) {
					m.Start = a.x.systemStart(text, m.Start)
					m.Text = text[m.Start:m.End]
				}
			} else if a.ownMethod != "" && strings.HasPrefix(key, rules.Key(a.ownMethod)) {
				m.Type = rules.Method // "MuMath-Code-70B" where the paper is about MuMath-Code
			}
		}
		m.Own = m.Type == rules.Method && a.isOwn(m.Text) || m.Type == rules.Benchmark && a.ownBenchmark != "" && key == rules.Key(a.ownBenchmark)
	}
	s.setMentions(text, a.join(text, joinParts(flat)))
}

// joinParts makes one benchmark of a known one and what narrows it right behind.
func joinParts(ms []Mention) []Mention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && out[n-1].Type == rules.Benchmark && m.Type == rules.Benchmark && out[n-1].Entry != nil && m.Entry == nil && unicode.IsUpper(rune(m.Text[0])) {
			if one := sideBySide(&out[n-1], &m); one != nil {
				out[n-1] = *one
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// isOwn says whether a name is the paper's own system, a variant of it, or short
// for it.
func (a *analysis) isOwn(name string) bool {
	if a.ownMethod == "" {
		return false
	}
	own, key := rules.Key(a.ownMethod), rules.Key(name)
	return strings.HasPrefix(key, own) || len(key) > 3 && strings.HasPrefix(own, key) ||
		strings.Contains(a.text.Tidy, a.ownMethod+" ("+name+")")
}

// each calls yield for every match of a pattern in a sentence. A pattern that
// does not finish is a fault of its rule, and is not tried on the paper again:
// however many sentences there are, it takes its time once. Tried says that the rule
// looked at the sentence when the paper was read before, if that is known.
func (a *analysis) each(p *pattern, s *sentence, tried bool, yield func(match) bool) {
	if tried && a.earlier.silent(p) {
		return
	}
	id := p.rule.ID.Value
	if slices.ContainsFunc(a.faults, func(f Fault) bool { return f.Rule == id }) {
		return
	}
	note := func(m match) bool { a.note(p, s, m); return yield(m) }
	var err error
	switch e := a.earlier; {
	case e == nil:
		err = p.each(s, note)
	case e.differs(p) && e.few:
		err = p.eachUngated(s, note)
	case e.differs(p) || !tried:
		err = p.each(s, note)
	default:
		err = p.eachAmong(e.placesIn(s, p), s, note)
	}
	if err != nil {
		a.faults = append(a.faults, Fault{Rule: id, Err: err})
	}
}
