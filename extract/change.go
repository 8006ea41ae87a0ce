package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Change is what differs between the rules that a paper was read under and
// those of an Extractor. It tells most papers of which it can make nothing, so
// that after an edit few need to be read again.
//
// A rule that matches nowhere in a paper has no part in its claims. Whether it
// may is asked as the gate asks, of the letters that its pattern needs, since
// these stand in the text whatever is made of the names around them. A name
// has no part either where its letters are not in the text. What is asked is
// asked of the old version of a rule or name and of the new one. Where notes were
// taken, they tell whether the old version of a rule matched, and in what views
// the new one is to be looked for.
type Change struct {
	x *Extractor
	// all says that any claim of any paper may differ.
	all    bool
	papers map[string]bool // with corrections that differ
	names  *lexicon        // those that differ, nil for none
	firsts [256]bool       // the first bytes of these names, in lower case
	gate   *gate
	rules  []changedRule
	// matched and parts are the codes of rules that touch a paper if they matched
	// in it, or had a part.
	matched, parts []uint16
	// byCode are the extractor's patterns in the order of their codes. Of those that are
	// differing nothing is known from when a paper was read before, nor of the unasked
	// slots. Few says that they are few.
	byCode    []*pattern
	differing patternSet
	few       bool
	unasked   slots
	// words are letters of which a paper holds some where any name or rule that differs
	// is, nil where that is not known.
	words *leaps
	// bounds are phrases that a number may begin with, by their first byte: "up to".
	bounds map[byte][]string
}

// changedRule is one version of a rule that differs.
type changedRule struct {
	clauses []uint16 // of the change's gate
	scope   string
	// noted says that where it matches was noted, if anything was.
	noted bool
	// depth is how far a paper has at least come that it may touch.
	depth Depth
	// pattern is that of a new version whose matches only depend on a sentence's view
	// in the end, else nil.
	pattern *pattern
}

// Since compares the rules that some papers were read under with those of the
// extractor.
func (x *Extractor) Since(old *rules.Set) *Change {
	c := &Change{x: x, papers: map[string]bool{}, gate: newGate(maxText), bounds: map[byte][]string{}}
	now := x.set
	if c.all = differ(old.Units, now.Units) || differ(old.Tasks, now.Tasks) || !maps.EqualFunc(old.Words, now.Words, slices.Equal); c.all {
		return c
	}
	words := c.compareRules(old, now)
	c.compareNames(old, now)
	c.words = newLeaps(append(words, c.names.words()...))
	corrections, ok := rules.Differing(old.Corrections, now.Corrections)
	c.all = c.all || !ok
	for _, k := range corrections {
		c.papers[k.Paper.Value] = true
	}
	for phrase, bound := range x.qualifiers.phrases {
		if bound != "" {
			c.bounds[phrase[0]] = append(c.bounds[phrase[0]], phrase)
		}
	}
	return c
}

// differ says whether two vocabularies do.
func differ(old, now *rules.Vocabulary) bool {
	only, ok := rules.Differing(old.Entries, now.Entries)
	return !ok || len(only) > 0
}

// All says whether any claim of any paper may differ.
func (c *Change) All() bool { return c.all }

// sentenceScope is the scope of rules that do not state one.
const sentenceScope = "sentence"

func scopeOf(r *rules.Rule) string {
	if r.Scope == "" {
		return sentenceScope
	}
	return r.Scope
}

// weighs says whether of two versions of a rule the new one matches where the
// old one did, and in no other place: both make claims, or both reject, and
// only how they do, or before which others, differs.
func weighs(old, now *rules.Rule) bool {
	plain := func(r *rules.Rule) bool { return r.Mention == "" && r.Bind == "" }
	return plain(old) && plain(now) && (old.Reject == "") == (now.Reject == "") &&
		old.Expanded.Regexp == now.Expanded.Regexp && scopeOf(old) == scopeOf(now) && makesBenchmark(old) == makesBenchmark(now)
}

// compareRules gives letters that any of the rules that differ needs.
func (c *Change) compareRules(old, now *rules.Set) (words []string) {
	changed, ok := rules.Differing(old.Rules, now.Rules)
	c.all = c.all || !ok
	c.comparePatterns(changed)
	for _, r := range changed {
		p, err := compile(r)
		if err != nil {
			c.all = true
			return nil
		}
		id := r.ID.Value
		c.unasked |= slotsNamed[r.Bind]
		was, is := old.Rule(id), now.Rule(id)
		same := was != nil && is != nil && weighs(was, is)
		switch {
		case same:
			c.matched = append(c.matched, ruleCode(id))
		case r == was:
			c.parts = append(c.parts, ruleCode(id))
		}
		if c.few {
			words = append(words, wordsOf(r)...)
		} else {
			words = append(words, "") // which takes its time, and there is hardly a text that lacks all
		}
		d := changedRule{clauses: c.gate.number(p.needs.spelt()), scope: scopeOf(r), noted: same || r == was, depth: Searched}
		switch {
		case (makesBenchmark(r) || describes(r)) && !d.noted:
			d.depth = Unmatched // what it describes, a rule that makes benchmarks may look for
		case r.Mention != "":
			d.depth = Matched
		case !d.noted && d.scope == sentenceScope:
			d.pattern = c.x.compiled(r)
		}
		c.rules = append(c.rules, d)
	}
	c.gate.token = aNumber
	return words
}

// manyDiffer is how many patterns the gate asks for in less time than they take.
const manyDiffer = 16

// searchStart matches where a search begins, which is no place of a view.
const searchStart = `\G`

func (c *Change) comparePatterns(changed []*rules.Rule) {
	c.byCode = slices.SortedFunc(slices.Values(c.x.patterns), func(p, q *pattern) int { return cmp.Compare(p.code, q.code) })
	c.differing = newPatternSet(len(c.x.patterns))
	n := 0
	for _, p := range c.x.patterns {
		if slices.Contains(changed, p.rule) || strings.Contains(p.rule.Expanded.Regexp, searchStart) {
			c.differing.add(p.number)
			n++
		}
	}
	c.few = n < manyDiffer
}

func (c *Change) compareNames(old, now *rules.Set) {
	c.names = newTree(1)
	c.names.languages, c.names.languageLinks = c.x.lexicon.languages, c.x.lexicon.languageLinks
	changedMetrics := c.compareVocabulary(old.Metrics, now.Metrics, nil)
	same := func(metric string) bool {
		a, b := old.Metrics.Lookup(metric), now.Metrics.Lookup(metric)
		return a == b || a != nil && b != nil && a.Same(b)
	}
	// What is usually measured need not stand in the text: of a benchmark, of a
	// task, of numbers as such.
	var measured []*rules.Entry
	for _, e := range now.Benchmarks.Entries {
		if changedMetrics && !same(e.Metric) {
			measured = append(measured, e)
		}
	}
	for _, task := range now.Tasks.Entries {
		c.all = c.all || !same(task.Metric)
	}
	for list, words := range now.Words {
		if strings.HasPrefix(list, "default-metric") {
			c.all = c.all || slices.ContainsFunc(words, func(w string) bool { return !same(w) })
		}
	}
	c.compareVocabulary(old.Benchmarks, now.Benchmarks, measured)
	c.compareVocabulary(old.Methods, now.Methods, nil)
	if len(c.names.nodes) == 1 {
		c.names = nil
		return
	}
	for _, e := range c.names.edges {
		if first := c.names.nodes[e.to].piece; e.to > 0 && e.from == 0 {
			c.firsts[first[0]] = true
		}
	}
}

// compareVocabulary notes the names that differ, and those of further entries.
// It says whether any differ.
func (c *Change) compareVocabulary(old, now *rules.Vocabulary, more []*rules.Entry) bool {
	changed, ok := rules.Differing(old.Entries, now.Entries)
	c.all = c.all || !ok
	for _, e := range append(slices.Clip(changed), more...) {
		for _, name := range append(e.Names(), e.ID) {
			for _, v := range []*rules.Vocabulary{old, now} {
				// Two entries share the name, so that one may stand in for the other.
				if found := v.Lookup(name); found != nil && found.Key() != e.Key() {
					c.all = true
				}
			}
			c.names.add(c.names.told(name), e, 0)
		}
	}
	return len(changed) > 0
}

// told is the part of a name that a text holds wherever the name is found: the
// cutoff of "recall@5" stands for any, and of "WMT14 En-Fr" in a list the
// language pair may stand alone.
func (l *lexicon) told(name string) string {
	name, _, _ = strings.Cut(name, "@")
	if last := name[strings.LastIndexByte(name, ' ')+1:]; l.isLanguagePair(last) {
		return last
	}
	return name
}

// Touches says whether a paper's claims may differ, given the notes on how it
// was read under the old rules.
func (c *Change) Touches(p *paper.Paper, n Notes) bool {
	n = n.readable()
	if c.all || c.papers[p.ID] || c.touchesNoted(n) {
		return true
	}
	inLetters, inViews := c.open(n)
	if c.names == nil && len(inLetters)+len(inViews) == 0 || !hasDigit(p.Abstract) {
		return false
	}
	if c.lacks(p.Abstract, keepsWords) && c.lacks(p.Title, keepsWords) {
		return false
	}
	text, title := Tidy(p.Abstract).Tidy, Tidy(p.Title).Tidy
	if c.lacks(text, isASCII) && c.lacks(title, isASCII) {
		return false
	}
	named := c.names != nil && (c.occurs(text) || c.occurs(title))
	return (named || c.mayMatch(inLetters, title, text) || c.matches(inViews, n, text)) && c.x.holdsNumber(text)
}

// lacks says whether no name or rule that differs can be in a text, as its letters tell.
// They do in a tidied text of ASCII, and in one that keeps its words when it is tidied.
func (c *Change) lacks(text string, tells func(string) bool) bool {
	return c.words != nil && !c.words.mayHold(text) && tells(text)
}

// Extract is the extractor's, for a paper that is touched: rules that are as they were
// are tried where the notes say that they matched.
func (c *Change) Extract(p *paper.Paper, n Notes) Result {
	n = n.readable()
	if c.Depth() < Searched || n.depth() < Searched {
		return c.x.Extract(p)
	}
	before := &earlier{differing: c.differing, few: c.few, unasked: c.unasked}
	if !before.recall(n, c.byCode) {
		return c.x.Extract(p)
	}
	return c.x.extract(p, before)
}

// Depth is how far a paper has at least come that may be touched, of those that
// hold a value.
func (c *Change) Depth() Depth {
	depth := Searched
	for _, r := range c.rules {
		depth = min(depth, r.depth)
	}
	if c.all || c.names != nil {
		depth = Unmatched
	}
	return depth
}

// Papers are the ids of those that are touched whatever they say.
func (c *Change) Papers() []string { return slices.Sorted(maps.Keys(c.papers)) }

// touchesNoted says whether one of the rules that matched in a paper is another
// now.
func (c *Change) touchesNoted(n Notes) bool {
	return slices.ContainsFunc(c.parts, func(code uint16) bool { return n.matched(code, true) }) ||
		slices.ContainsFunc(c.matched, func(code uint16) bool { return n.matched(code, false) })
}

// open are the rules of which only the text can tell whether they match: by its
// letters, or by the views of its sentences.
func (c *Change) open(n Notes) (inLetters, inViews []changedRule) {
	if n == nil {
		return c.rules, nil
	}
	for _, r := range c.rules {
		switch {
		case r.noted || n.depth() < r.depth:
		case r.pattern != nil:
			inViews = append(inViews, r)
		default:
			inLetters = append(inLetters, r)
		}
	}
	return inLetters, inViews
}

// matches says whether any of some rules matches in the sentences with values,
// which look as they did. It says so too where they cannot be told.
func (c *Change) matches(rs []changedRule, n Notes, text string) bool {
	if len(rs) == 0 || !c.admits(rs, text, sentenceScope) {
		return false
	}
	var admitted []changedRule
	wanted := func(sentence string) bool {
		admitted = c.appendAdmitted(admitted[:0], rs, sentence)
		return len(admitted) > 0
	}
	found, ok := n.views(text, sentences(text, c.x.abbrev), wanted, func(s *sentence) bool {
		return slices.ContainsFunc(admitted, func(r changedRule) bool { return r.pattern.matchesIn(s) })
	})
	return found || !ok
}

// matchesIn says whether a pattern matches in a sentence, one of a bind rule
// for any of its values.
func (p *pattern) matchesIn(s *sentence) bool {
	found := false
	try := func() {
		err := p.eachUngated(s, func(match) bool { found = true; return false })
		found = found || err != nil
	}
	if p.rule.Bind == "" {
		try()
		return found
	}
	for i := range s.view {
		if m := s.at(i); m != nil && m.IsValue() && !found {
			s.view[i] += rules.This
			try()
			s.view[i] -= rules.This
		}
	}
	return found
}

// compiled is the pattern of one of the rules.
func (x *Extractor) compiled(r *rules.Rule) *pattern {
	return x.patterns[slices.IndexFunc(x.patterns, func(p *pattern) bool { return p.rule == r })]
}

// occurs says whether the letters of any name that differs stand in a text, whatever is
// made of them.
func (c *Change) occurs(text string) bool {
	for i := 0; i < len(text); {
		kind := pieceBytes[text[i]]
		if kind == noPiece {
			i++
			continue
		}
		if kind != otherPiece && !c.firsts[lowerASCII(text[i])] { // as of nearly all
			for i++; i < len(text) && pieceBytes[text[i]] == kind; i++ {
			}
			continue
		}
		p := nextPiece(text, i)
		next := nextPiece(text, p.end)
		if (c.names.alone.has(p.hash) || c.names.pairs.has(hashOfPair(p.hash, next.hash))) && c.names.begins(text, p) {
			return true
		}
		i = p.end
	}
	return false
}

// words are the longest word of each name.
func (l *lexicon) words() []string {
	if l == nil {
		return nil
	}
	before := make([]int32, len(l.nodes))
	for _, e := range l.edges {
		before[e.to] = e.from
	}
	var out []string
	longest := make([]string, len(l.nodes))
	for at := 1; at < len(l.nodes); at++ { // what is before it was made before it
		word := longestWord(l.nodes[at].piece)
		if former := longest[before[at]]; len(former) > len(word) {
			word = former
		}
		if longest[at] = word; len(l.nodes[at].ends) > 0 {
			out = append(out, word)
		}
	}
	return out
}

// begins says whether the pieces of a name begin at one.
func (l *lexicon) begins(text string, p piece) bool {
	at := int32(0)
	for ; p.start < p.end; p = nextPiece(text, p.end) {
		if at = l.child(at, text[p.start:p.end], p.hash); at == 0 {
			return false
		}
		if len(l.nodes[at].ends) > 0 {
			return true
		}
	}
	return false
}

// aNumber stands, in what a sentence's letters must hold, for any number.
const aNumber = rules.Percent

// spelt is what is left of a requirement where nothing is known of a text but
// its letters: texts without tokens, but for that of a number at their end.
func (q requirement) spelt() requirement {
	var needs requirement
	for _, c := range q {
		var texts []string
		for _, text := range c {
			if text = spelt(text); text == string(aNumber) {
				texts = append(texts, digitTexts...) // quicker to find, and nearly as telling
			} else {
				texts = append(texts, text)
			}
		}
		needs = needs.with(texts)
	}
	return needs
}

// spelt is what a text holds if its view holds a text with tokens: of the
// stretches between these, with the number that may follow, the most telling.
func spelt(text string) (best string) {
	most := -1
	for rest := text; rest != ""; {
		stretch, after := rest, ""
		weight := 0
		if i := strings.IndexFunc(rest, rules.IsToken); i >= 0 {
			token, size := utf8.DecodeRuneInString(rest[i:])
			stretch, after = rest[:i], rest[i+size:]
			if token < rules.Benchmark || token >= rules.Percent+rules.This {
				stretch, weight = stretch+string(aNumber), numberWeight-len(string(aNumber))
			}
		}
		if weight += len(strings.TrimSpace(stretch)); telling(stretch) && weight > most {
			best, most = stretch, weight
		}
		rest = after
	}
	return best
}

// wordsOf are words of which a text holds one where a rule's pattern matches its view, ""
// where that is not known.
func wordsOf(r *rules.Rule) []string {
	if tree, err := syntaxOf(r.Expanded.Regexp); err == nil {
		if words := wordsOfNode(tree.Root); words != nil {
			return words
		}
	}
	return []string{""}
}

// wordsOfNode are those of one node, nil where they are not known.
func wordsOfNode(n *syntax.RegexNode) []string {
	if n.Options&(syntax.IgnoreCase|syntax.RightToLeft) != 0 {
		return nil
	}
	switch n.T {
	case syntax.NtMulti:
		return []string{longestWord(string(n.Str))}
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic, syntax.NtPosLook:
		return wordsOfNode(n.Children[0])
	case syntax.NtLoop, syntax.NtLazyloop:
		if n.M > 0 {
			return wordsOfNode(n.Children[0])
		}
	case syntax.NtConcatenate:
		var best []string
		for _, c := range n.Children {
			if words := wordsOfNode(c); shortest(words) > shortest(best) {
				best = words
			}
		}
		return best
	case syntax.NtAlternate:
		var all []string
		for _, c := range n.Children {
			words := wordsOfNode(c)
			if words == nil {
				return nil
			}
			all = append(all, words...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest word.
func shortest(words []string) int {
	if len(words) == 0 {
		return 0
	}
	return len(slices.MinFunc(words, func(a, b string) int { return len(a) - len(b) }))
}

// longestWord is the longest run of letters of ASCII in a text.
func longestWord(text string) (longest string) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || !isLetter(byte(r)) }) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return longest
}

// numberWeight is how many letters say as much as that a number follows.
const numberWeight = 4

// mayNumber says whether a number, or words that bound it, may begin at a byte.
func (c *Change) mayNumber(text string, i int) bool {
	first := text[i]
	if isDigit(first) || strings.IndexByte(".+-", first) >= 0 {
		return true
	}
	if isUpper(first) {
		first |= 0x20
	} else if r, _ := utf8.DecodeRuneInString(text[i:]); first >= utf8.RuneSelf && strings.ContainsRune("−–↑↓", r) {
		return true
	}
	return slices.ContainsFunc(c.bounds[first], func(phrase string) bool {
		return len(phrase) <= len(text)-i && strings.EqualFold(text[i:i+len(phrase)], phrase)
	})
}

// mayMatch says whether any of some rules may match in a paper.
func (c *Change) mayMatch(rs []changedRule, title, text string) bool {
	if len(rs) == 0 {
		return false
	}
	spans := sentences(text, c.x.abbrev)
	for _, s := range spans {
		if c.admits(rs, text[s.start:s.end], sentenceScope) {
			return true
		}
	}
	if !slices.ContainsFunc(rs, func(r changedRule) bool { return r.scope != sentenceScope }) {
		return false
	}
	var whole []string
	for _, s := range spans {
		whole = append(whole, text[s.start:s.end])
	}
	return c.admits(rs, title, "title") || c.admits(rs, strings.Join(whole, " "), acrossScope)
}

// admits says whether one of some rules, of some scope, may match in what it
// looks at.
func (c *Change) admits(rs []changedRule, text, scope string) bool {
	var met marks
	read := false
	return slices.ContainsFunc(rs, func(r changedRule) bool {
		if r.scope != scope {
			return false
		}
		if !read {
			c.readLetters(text, &met)
			read = true
		}
		return met.hasAll(r.clauses)
	})
}

// appendAdmitted adds those of some rules that may match in a sentence.
func (c *Change) appendAdmitted(out, rs []changedRule, sentence string) []changedRule {
	var met marks
	c.readLetters(sentence, &met)
	for _, r := range rs {
		if met.hasAll(r.clauses) {
			out = append(out, r)
		}
	}
	return out
}

// readLetters marks the clauses that the letters of a text fulfil.
func (c *Change) readLetters(text string, met *marks) {
	c.gate.readLetters(text, func(i int) bool { return c.mayNumber(text, i) }, met)
}
