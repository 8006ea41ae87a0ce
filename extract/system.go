package extract

import (
	"cmp"
	"slices"
	"strings"

	"claimboard/rules"
)

// system is the method's name, "" where the abstract has no words for it, and its role.
func (a *analysis) system(c *candidate, method slot) (name, role string) {
	m := method.mention
	role = cmp.Or(c.emit.Role, method.role)
	if m != nil && m.Entry != nil && m.Entry.Role == Human {
		role = Human // whatever else the rule takes the system for
	}
	var spoken *Mention
	if m != nil && m.Type == rules.Self {
		spoken = a.spokenOf(c, m)
	}
	switch {
	case spoken != nil:
		name, role = spoken.Name(), cmp.Or(role, a.roleOf(spoken))
	case m != nil && m.Type == rules.Described && a.isOurs(m):
		name, role = m.Name(), cmp.Or(role, Proposed)
		if a.ownNamed {
			name = a.ownMethod
		}
	case m != nil && m.Type == rules.Self, method.empty():
		name = a.ownName(c, m)
		switch {
		case role != "":
		case m != nil && a.ourSystem(*m) != "", name == c.phrase.name() && a.ourPhrase(c), a.ownMethod == "" && a.proposesUnnamed(c) != "", a.proposedWords(m) != "":
			role = Proposed
		default:
			role = a.defaultRole()
		}
	case m != nil:
		m = a.sameAs(c, m)
		name = a.variant(m)
		if role == "" {
			role = a.roleOf(m)
		}
		if role == Baseline && c.gains() && m.Type == rules.Method && m.Entry != nil && m.Entry.Role == "" {
			role = Proposed // what the paper's own system makes of it
		}
	case role == Baseline && method.text == Baseline && !c.base.empty():
		name = c.base.name()
	case role == Baseline && method.text == Baseline && !c.versus.empty():
		name = c.versus.name()
		if e := a.x.set.Methods.Lookup(name); e != nil && e.Role == Human {
			role = Human
		}
	default:
		name = a.without(method.text)
	}
	base := c.base.name()
	switch {
	case name == "":
		name = cmp.Or(base, a.unnamed(c))
	case base != "" && role != Baseline && !strings.Contains(name, base):
		name = base + " + " + name
	}
	if role == "" {
		role = a.defaultRole()
	}
	return name, role
}

// without is "without FooNet" for "Without it" in a paper on FooNet, other words as
// they are.
func (a *analysis) without(words string) string {
	word, rest, _ := strings.Cut(words, " ")
	if word = strings.ToLower(word); a.ownMethod == "" || !slices.Contains(a.x.set.Words["without"], word) || !slices.Contains(a.x.set.Words["pronouns"], strings.ToLower(rest)) {
		return words
	}
	return word + " " + a.ownMethod
}

// gains says whether a candidate is of a change for the better, of which no rule
// says whose it is.
func (c *candidate) gains() bool {
	return c.emit.Kind == Delta && c.emit.Role == "" && c.method.role == "" && !c.negative
}

// liftBase gives a value to the paper's own system where the one that was found
// is what it runs on: "FooNet with a ResNet-50 backbone achieves".
func (a *analysis) liftBase(c *candidate) {
	base := c.method.mention
	if base == nil || base.Type != rules.Method || base.Own || base.Entry != nil && base.Entry.Role != "" || c.method.role != "" {
		return
	}
	s := a.sentences[c.sentence]
	if base.Start > a.valueOf(c).Start {
		return
	}
	for i := len(s.mentions) - 1; i >= 0; i-- {
		m := &s.mentions[i]
		if m.End > base.Start || m.Items != nil {
			continue
		}
		switch {
		case m.IsValue() || m.Type == rules.Rival || m.Type == rules.Benchmark:
			return
		case m.Type == rules.Method && m.Own || m.Type == rules.Self && strings.Contains(m.Text, " "):
			if a.runsOn(a.text.Tidy[m.End:base.Start]) {
				c.method = slot{mention: m, rule: c.method.rule}
			}
			return
		}
	}
}

// runsOn says whether the words between a system and another say that the other
// is part of the first.
func (a *analysis) runsOn(between string) bool {
	words := strings.Fields(strings.ToLower(between))
	if len(words) > 8 || strings.ContainsAny(between, ";:()") {
		return false
	}
	linked := false
	for i, w := range words {
		word, ends := strings.CutSuffix(w, ",")
		if ends && (i+1 == len(words) || !slices.Contains(a.x.set.Words["base-participles"], words[i+1])) {
			return false
		}
		if a.x.comparing[word] || a.x.stating[word] {
			return false
		}
		linked = linked || slices.Contains(a.x.set.Words["base-links"], word)
	}
	return linked
}

// ownName is the name of the paper's own system. Where it has none, words that
// the sentence says of it ("our exhaustive model") go before those of the
// title, and "our model" before words that stand in the title alone: these may
// be a motto. What is proposed in two parts bears the names of both.
func (a *analysis) ownName(c *candidate, self *Mention) string {
	switch {
	case a.ownNamed && (self == nil || !a.isPronoun(self)):
		return cmp.Or(a.namesOfParts(), a.ownMethod)
	case a.ownNamed, a.shortOfOwn(c.phrase.name()):
	case !c.phrase.empty():
		return c.phrase.name()
	case !a.ownSure:
		if self != nil {
			if name := a.ourSystem(*self); name != "" {
				return name
			}
		}
		for _, m := range a.sentences[c.sentence].mentions {
			if name := a.ourSystem(m); name != "" {
				return name
			}
		}
	}
	return a.ownMethod
}

// shortOfOwn says whether words that a sentence says of a system are the end of the name
// that the title gives it: the "adaptation method" of "Teacher-Student Adaptation".
func (a *analysis) shortOfOwn(phrase string) bool {
	const most = 5 // words of a name that is no whole title
	words, own := strings.Fields(strings.ToLower(phrase)), strings.Fields(strings.ToLower(a.ownMethod))
	if len(words) < 2 || len(own) == 0 || len(own) > most {
		return false
	}
	if last := words[len(words)-1]; a.x.common[last] && last != own[len(own)-1] {
		words = words[:len(words)-1]
	}
	return len(words) <= len(own) && slices.Equal(words, own[len(own)-len(words):])
}

// spokenOf is the system that "it" stands for where it is not the paper's first:
// one that the sentence before proposes as well; in a paper on a benchmark that has
// none of its own, the only one of that sentence.
func (a *analysis) spokenOf(c *candidate, self *Mention) *Mention {
	if c.sentence <= 0 || !a.isPronoun(self) {
		return nil
	}
	if m := a.trained(c.sentence); m != nil {
		return m
	}
	if a.ownMethod != "" {
		return a.alsoProposed(a.sentences[c.sentence-1])
	}
	if a.ownBenchmark == "" {
		return nil
	}
	var only *Mention
	for i := range a.sentences[c.sentence-1].mentions {
		m := &a.sentences[c.sentence-1].mentions[i]
		if m.Type != rules.Method && m.Type != rules.Rival {
			continue
		}
		if only != nil || m.Items != nil || m.Type == rules.Rival {
			return nil
		}
		only = m
	}
	return only
}

// trained is the system of others that the authors say before a sentence that they
// train or use, "we fine-tune BERT", where they name none of their own.
func (a *analysis) trained(before int) *Mention {
	if a.ownNamed || a.ownBenchmark != "" {
		return nil
	}
	for i := before - 1; i >= 0; i-- {
		var only *Mention
		for k := range a.sentences[i].mentions {
			m := &a.sentences[i].mentions[k]
			if m.Type != rules.Method && m.Type != rules.Rival {
				continue
			}
			if only != nil || m.Items != nil || m.Type == rules.Rival || !a.weTrain(a.sentences[i], m) {
				return nil
			}
			only = m
		}
		if only != nil {
			return only
		}
	}
	return nil
}

// weTrain says whether the authors, "we", and a verb of training stand before a system.
func (a *analysis) weTrain(s *sentence, m *Mention) bool {
	const most = 6 // words between them
	words := strings.Fields(strings.ToLower(a.text.Tidy[s.start:m.Start]))
	in := func(list, w string) bool { return slices.Contains(a.x.set.Words[list], w) }
	for i, w := range words {
		if i > 0 && len(words)-i <= most && in("training-verbs", w) && slices.ContainsFunc(words[max(0, i-3):i], func(w string) bool { return in("first-person", w) }) {
			return true
		}
	}
	return false
}

// alsoProposed is a system that a sentence proposes, "we propose FooNet", and that is
// not the paper's first.
func (a *analysis) alsoProposed(s *sentence) *Mention {
	for i := range s.mentions {
		m := &s.mentions[i]
		word := wordBefore(a.text.Tidy, m.Start)
		if m.Type == rules.Method && m.Entry == nil && m.Items == nil && slices.Contains(a.x.set.Words["proposing"], word) {
			if a.isOwn(m.Name()) || strings.Contains(a.text.Tidy[m.Start:s.end], m.Name()+" ("+a.ownMethod+")") {
				return nil
			}
			return m
		}
	}
	return nil
}

// isPronoun says whether a mention stands for the system spoken of last.
func (a *analysis) isPronoun(m *Mention) bool {
	return slices.Contains(a.x.set.Words["pronouns"], strings.ToLower(m.Text))
}

// isOurs says whether the words before a described system say that it is the
// paper's own: "our best model".
func (a *analysis) isOurs(m *Mention) bool {
	return a.x.owners[wordBefore(a.text.Tidy, m.Start)]
}

// ourPhrase says whether a word before what the sentence calls its subject says
// that it is the paper's own: "our agentic framework".
func (a *analysis) ourPhrase(c *candidate) bool {
	if c.phrase.empty() || c.phrase.mention != nil {
		return false
	}
	s := a.sentences[c.phrase.sentence]
	return a.x.owners[wordBefore(a.text.Tidy, int(s.offset[c.phrase.index]))]
}

// ourSystem gives "our model" where a mention says so, else "".
func (a *analysis) ourSystem(m Mention) string {
	owner, noun, ok := strings.Cut(m.Text, " ")
	if owner = strings.ToLower(owner); !ok || m.Type != rules.Self || !a.x.owners[owner] || a.x.papers[noun] {
		return ""
	}
	return owner + " " + noun
}

// unnamed is what to call a system without a name: the paper's own words for it
// ("our model"), where there are any. "" if there are none, but for a text without a
// title: of such a piece of a paper it is not known what the rest names. In a paper on a
// benchmark that has no system it is the best of those evaluated only where the sentence
// says so.
func (a *analysis) unnamed(c *candidate) string {
	if a.ownBenchmark == "" {
		words := cmp.Or(a.ourWords(), a.saidOf(c), a.ownedWords(c), a.namedBeside(c))
		if words == "" && a.titleText == "" {
			words = a.x.first("default-method")
		}
		return words
	}
	if words := a.proposesUnnamed(c); words != "" {
		return words
	}
	switch {
	case a.saysBest(c):
		return a.x.first("default-best")
	case a.weReach(c):
		return cmp.Or(a.ourWords(), a.proposedWords(c.method.mention), a.x.first("default-own"))
	}
	return cmp.Or(a.evaluated(), a.x.first("default-evaluated"))
}

// ownedWords gives "deep system" where a candidate's sentence says "our deep system", else "".
func (a *analysis) ownedWords(c *candidate) string {
	const most = 4 // words of a description
	words := strings.Fields(a.sentenceText(c))
	for i, w := range words {
		if !a.x.owners[strings.ToLower(w)] {
			continue
		}
		for k := i + 1; k < min(len(words), i+1+most); k++ {
			if noun := strings.TrimRight(words[k], ",.;:"); slices.Contains(a.x.set.Words["proposed-nouns"], noun) {
				return strings.Join(words[i+1:k], " ") + " " + noun
			} else if noun != words[k] || slices.Contains(a.x.set.Words["before-parts"], noun) {
				break
			}
		}
	}
	return ""
}

// namedBeside is the system that the numbers before one in its sentence are of, where
// these name no other and it is no rival: "for X, the Dice is 0.9 and the MAE 8.7"; or
// that which the old value of a change is of.
func (a *analysis) namedBeside(c *candidate) string {
	only := ""
	for _, d := range a.candidates {
		if d.sentence != c.sentence || d.value >= c.value || d.emit == nil {
			continue
		}
		m := d.method.mention
		named := m != nil && m.Items == nil && m.Type != rules.Self
		if named && d.emit.Role == Baseline && c.changes(d) {
			return m.Name()
		}
		name := cmp.Or(d.base.name(), d.phrase.name())
		if named && m.Type != rules.Rival && d.emit.Role == "" && d.method.role == "" {
			name = m.Name()
		} else if !d.method.empty() && d.base.empty() {
			continue
		}
		if name != "" && only != "" && name != only {
			return ""
		}
		only = cmp.Or(name, only)
	}
	return only
}

// ourWords are the first that the abstract has for the paper's own system.
func (a *analysis) ourWords() string {
	for _, s := range a.sentences {
		for _, m := range s.mentions {
			if name := a.ourSystem(m); name != "" {
				return name
			}
		}
	}
	return ""
}

// saidOf are the words by which a sentence speaks of the paper's own system, that of
// the candidate or else of another; and what is "proposed" in any.
func (a *analysis) saidOf(c *candidate) string {
	for _, d := range append([]*candidate{c}, a.candidates...) {
		if m := d.method.mention; m != nil {
			if words := a.itsWords(*m); words != "" {
				return words
			}
		}
	}
	for _, s := range a.sentences {
		for _, m := range s.mentions {
			if words := a.proposedWords(&m); words != "" {
				return words
			}
		}
	}
	return ""
}

// proposedWords gives "proposed agent" where a mention is of what is called so, else "".
func (a *analysis) proposedWords(m *Mention) string {
	if m == nil {
		return ""
	}
	if words := a.itsWords(*m); slices.Contains(a.x.set.Words["called-proposed"], strings.SplitN(words, " ", 2)[0]) {
		return words
	}
	return ""
}

// itsWords gives "the tagger", and "proposed agent" of "the proposed agent", where a
// mention speaks so of the paper's own system; else "".
func (a *analysis) itsWords(m Mention) string {
	if m.Type != rules.Self {
		return ""
	}
	text := strings.ToLower(m.Text)
	first, rest, _ := strings.Cut(text, " ")
	if slices.Contains(a.x.set.Words["articles"], first) {
		if proposed, _, _ := strings.Cut(rest, " "); slices.Contains(a.x.set.Words["called-proposed"], proposed) {
			return rest
		}
		return text
	}
	if slices.Contains(a.x.set.Words["called-proposed"], first) {
		return text
	}
	return ""
}

// saysBest says whether a value is that of the best system: a word of its
// sentence says so, and not with the one before it something else ("built on top of
// BERT"), or it is a score that is reached at most.
func (a *analysis) saysBest(c *candidate) bool {
	n := a.valueOf(c).Number
	if c.emit.Kind == Score && n.Bound == AtMost {
		return true
	}
	before := ""
	for w := range strings.FieldsSeq(strings.ToLower(a.sentenceText(c))) {
		w = strings.Trim(w, ",;:()")
		if slices.Contains(a.x.set.Words["best"], w) && !slices.Contains(a.x.set.Words["no-best"], before+" "+w) {
			return true
		}
		before = w
	}
	return false
}

// weReach says whether the authors are the subject of a verb of results: "we
// obtain a word error rate of 15.5", as against "we find that".
func (a *analysis) weReach(c *candidate) bool {
	m, end := c.method.mention, a.sentences[c.sentence].end
	if m == nil || m.Type != rules.Self || m.End > end {
		return false
	}
	for w := range strings.FieldsSeq(a.text.Tidy[m.End:end]) {
		if !slices.Contains(a.x.set.Words["auxiliaries"], w) {
			return a.x.stating[w] || a.x.comparing[w]
		}
	}
	return false
}

// proposesUnnamed gives "our model" where the authors are the subject of a verb by
// which they propose "a new model that" does something, else "".
func (a *analysis) proposesUnnamed(c *candidate) string {
	const most = 6 // words up to the noun
	m, end := c.method.mention, a.sentences[c.sentence].end
	if m == nil || m.Type != rules.Self || m.End > end {
		return ""
	}
	in := func(list, word string) bool { return slices.Contains(a.x.set.Words[list], word) }
	words := strings.Fields(a.text.Tidy[m.End:end])
	for len(words) > 0 && (in("auxiliaries", words[0]) || strings.HasSuffix(words[0], "ly")) {
		words = words[1:]
	}
	if len(words) < 3 || !in("proposing", words[0]) || !in("articles", words[1]) {
		return ""
	}
	for i, w := range words[2:min(len(words)-1, 2+most)] {
		noun := strings.TrimSuffix(w, ",")
		switch {
		case in("proposed-nouns", noun) && (noun != w || in("proposed-to", words[i+3])):
			return a.x.first("owners") + " " + noun
		case noun != w, in("articles", w), in("proposed-to", w), in("dataset-nouns", w), in("study-nouns", w):
			return ""
		}
	}
	return ""
}

func (a *analysis) defaultRole() string {
	if a.ownBenchmark != "" && a.ownMethod == "" || a.isStudy() {
		return Evaluated
	}
	return Proposed
}

// isStudy says whether a part of the title opens as that of a paper that measures
// what others made, "Foo: Evaluating Bar", and the paper names no system of its own.
func (a *analysis) isStudy() bool {
	if a.ownNamed {
		return false
	}
	for _, part := range strings.FieldsFunc(strings.ToLower(a.titleText), func(r rune) bool { return r == ':' || r == '?' }) {
		opens := func(w string) bool { return strings.HasPrefix(strings.TrimSpace(part), w+" ") }
		own := func(w string) bool { return strings.Contains(part, " "+w) }
		if slices.ContainsFunc(a.x.set.Words["study-openings"], opens) && !slices.ContainsFunc(a.x.set.Words["study-ends"], own) {
			return true
		}
	}
	return false
}

func (a *analysis) roleOf(m *Mention) string {
	switch {
	case m.Entry != nil && m.Entry.Role != "":
		return m.Entry.Role
	case m.Own:
		return Proposed
	case m.Type == rules.Rival:
		return Baseline
	case a.ownBenchmark != "" && (m.Entry != nil || a.ownMethod == ""):
		return Evaluated
	case a.ownMethod != "" && a.ownNamed && m.Entry != nil:
		return Baseline
	case a.isStudy():
		return Evaluated
	}
	return Proposed
}

// variant is the name of a system that is not the paper's own with the word
// before it that makes another one of it: "attention-augmented LSTM".
func (a *analysis) variant(m *Mention) string {
	if word := a.versionOf(m); word != "" {
		return word + " " + m.Name()
	}
	if m.Own || m.Items != nil || m.Type == rules.Described || m.Entry == nil && strings.Contains(m.Text, " ") {
		return m.Name()
	}
	word, ok := wordBeside(a.text.Tidy, m, 0)
	if !ok || !a.x.modifiers[word[strings.LastIndexByte(word, '-')+1:]] {
		return m.Name()
	}
	return word + " " + m.Name()
}

// sameAs is the system that "the same baseline" stands for: the last of the sentence
// before whose name ends as its own.
func (a *analysis) sameAs(c *candidate, m *Mention) *Mention {
	if c.sentence <= 0 || m.Items != nil || !slices.Contains(a.x.set.Words["same"], wordBefore(a.text.Tidy, m.Start)) {
		return m
	}
	said := a.sentences[c.sentence-1].mentions
	for i := len(said) - 1; i >= 0; i-- {
		if o := &said[i]; o.Type == m.Type && o.Items == nil && strings.HasSuffix(strings.ToLower(o.Text), " "+strings.ToLower(m.Text)) {
			return o
		}
	}
	return m
}

// versionOf is the word that tells a version of a system from the others: "a
// light-weight version of FooNet".
func (a *analysis) versionOf(m *Mention) string {
	words := strings.Fields(a.text.Tidy[max(0, m.Start-60):m.Start])
	n := len(words)
	if m.Items != nil || n < 4 || !slices.Contains(a.x.set.Words["version-links"], words[n-1]) || !slices.Contains(a.x.set.Words["versions"], words[n-2]) {
		return ""
	}
	word := words[n-3]
	if !slices.Contains(a.x.set.Words["articles"], strings.ToLower(words[n-4])) || a.x.common[word] {
		return ""
	}
	return word
}
