package extract

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/dlclark/regexp2/v2"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Wish is a claim that a sentence makes and the rules miss.
type Wish struct {
	ID    string // of the rule to write
	Text  string
	Title string
	// Benchmark and Value are as the text writes them, Method may be "" for the
	// paper's own system.
	Benchmark, Value, Method string
	Kind                     string
}

// Stub writes a rule file for a wish: a pattern that generalises the sentence,
// that sentence as a test, the same with other names and another number as a
// second, and one that makes no claim. Under the rules of paths and this file,
// all tests pass.
func Stub(w Wish, paths []string) ([]byte, error) {
	s := &stub{wish: w, paths: paths}
	if err := s.vocabulary(); err != nil {
		return nil, err
	}
	stretches, err := s.generalise()
	if err != nil {
		return nil, err
	}
	for _, t := range stretches {
		s.pattern, s.stretch, s.priority = t.pattern, t.text, 0
		if err = s.prioritise(); err == nil {
			return s.file()
		}
	}
	return nil, err
}

// stretch is a part of the sentence, and the pattern that generalises it.
type stretch struct{ text, pattern string }

type stub struct {
	wish     Wish
	paths    []string
	entry    bool // the benchmark is in no vocabulary yet
	pattern  string
	stretch  string // of the sentence, that the pattern generalises
	priority int
	tests    []rules.Test
}

// vocabulary finds out whether the benchmark needs an entry.
func (s *stub) vocabulary() error {
	for _, part := range []struct{ what, text string }{{"benchmark", s.wish.Benchmark}, {"value", s.wish.Value}, {"method", s.wish.Method}} {
		if !strings.Contains(s.wish.Text, part.text) {
			return fmt.Errorf("the text holds no %s %q as written", part.what, part.text)
		}
	}
	if s.wish.Benchmark == "" || s.wish.Value == "" {
		return errors.New("a rule is made from a text, its benchmark and its value")
	}
	set, err := rules.Load(s.paths...)
	if err != nil {
		return err
	}
	s.entry = set.Benchmarks.Lookup(s.wish.Benchmark) == nil
	return nil
}

// extractor compiles the rules with the file as it is so far.
func (s *stub) extractor() (*Extractor, error) {
	data, err := s.file()
	if err != nil {
		return nil, err
	}
	set, err := rules.LoadWith("new.yaml", data, s.paths...)
	if err != nil {
		return nil, err
	}
	return New(set)
}

// far is how many words may stand between a value and its benchmark for a
// pattern to name both, rather than leave the benchmark to the bind rules.
const far = 10

// generalise makes a pattern of the stretch of the sentence that holds value,
// benchmark and method, and one of the words around the value alone: the second
// goes first where the benchmark stands far away.
func (s *stub) generalise() ([]stretch, error) {
	x, err := s.extractor()
	if err != nil {
		return nil, err
	}
	a := x.analyse(s.paper(s.wish.Text))
	for _, sent := range a.sentences {
		benchmark := find(sent, s.wish.Benchmark, 0, func(m *Mention) bool { return m.Type == rules.Benchmark })
		value := find(sent, s.wish.Value, benchmark, func(m *Mention) bool { return m.IsValue() })
		if value < 0 || benchmark < 0 {
			continue
		}
		method := -1
		if s.wish.Method != "" {
			method = find(sent, s.wish.Method, value, func(m *Mention) bool { return isSystem(m.Type) })
		}
		whole, near := a.stretchOf(sent, value, benchmark, method), a.stretchOf(sent, value)
		if sent.wordsBetween(min(value, benchmark), max(value, benchmark)) > far {
			return []stretch{near, whole}, nil
		}
		return []stretch{whole, near}, nil
	}
	return nil, fmt.Errorf("no sentence of the text has %q as a value and %q as a benchmark (claimboard explain shows what is seen)", s.wish.Value, s.wish.Benchmark)
}

// stretchOf is the stretch of a sentence that holds the mentions at the places,
// the value first; a place of -1 is none.
func (a *analysis) stretchOf(s *sentence, value int, others ...int) stretch {
	from, to := value, value
	captured := map[int]bool{value: true}
	for _, i := range others {
		if i >= 0 {
			from, to, captured[i] = min(from, i), max(to, i), true
		}
	}
	if to == value && value+2 < len(s.view) && s.view[value+1] == ' ' && s.isMetric(value+2) {
		to = value + 2 // "45.3% mIoU"
	}
	from = s.withContext(from, to)
	if m := s.nearestMetric(value, from, to); m >= 0 {
		captured[m] = true
	}
	return stretch{a.wordsOf(s, from, to+1), a.x.patternOf(s, from, to, captured)}
}

func (s *sentence) isMetric(i int) bool {
	m := s.at(i)
	return m != nil && m.Type == rules.Metric
}

// nearestMetric is the place of the metric in view[from:to+1] nearest to a
// value, -1 if there is none.
func (s *sentence) nearestMetric(value, from, to int) int {
	best := -1
	for i := from; i <= to; i++ {
		if s.isMetric(i) && (best < 0 || max(i-value, value-i) < max(best-value, value-best)) {
			best = i
		}
	}
	return best
}

func isSystem(r rune) bool {
	return r == rules.Method || r == rules.Self || r == rules.Name || r == rules.Rival
}

// withContext begins a stretch that holds nothing but mentions and prepositions
// a few words earlier: `{value} on {benchmark}` would match nearly anything.
func (s *sentence) withContext(from, to int) int {
	const long, more = 5, 3
	for _, w := range strings.Fields(string(s.view[from : to+1])) {
		if len(w) >= long && plainWord(w) {
			return from
		}
	}
	at := from
	for words := 0; at > 0 && words < more; {
		begin := at - 1 // the blank before the stretch
		if s.view[begin] != ' ' {
			break
		}
		for begin > 0 && s.view[begin-1] != ' ' {
			begin--
		}
		word := string(s.view[begin : at-1])
		switch m := s.at(begin); {
		case m != nil && isSystem(m.Type) && words > 1, m == nil && !plainWord(word):
			return at
		case m == nil:
			words++
		}
		at = begin
	}
	return at
}

// find is the place in the view of the mention that holds a text: rather one
// that is the text, and of several that nearest to a place.
func find(s *sentence, text string, near int, ok func(*Mention) bool) int {
	best, least := -1, 0
	for i := range s.view {
		m := s.at(i)
		if m == nil || !ok(m) || !strings.Contains(m.Text, text) {
			continue
		}
		distance := max(i-near, near-i)
		if m.Text != text {
			distance += len(s.view)
		}
		if best < 0 || distance < least {
			best, least = i, distance
		}
	}
	return best
}

// patternOf writes view[from:to+1] as a pattern: mentions as tokens, those of
// the claim captured; a verb of a built-in macro as that; words next to a
// mention as they are, the others as a gap.
func (x *Extractor) patternOf(s *sentence, from, to int, captured map[int]bool) string {
	var b strings.Builder
	for i := from; i <= to; {
		if m := s.at(i); m != nil {
			b.WriteString(tokenFor(m, captured[i]))
			i++
			continue
		}
		end := i
		for end <= to && s.at(end) == nil {
			end++
		}
		b.WriteString(x.words(string(s.view[i:end])))
		i = end
	}
	return b.String()
}

// tokenFor is the token that stands for a mention and those like it.
func tokenFor(m *Mention, captured bool) string {
	name := "system"
	switch {
	case m.IsValue() && m.Type == rules.Integer:
		name = "number"
	case m.IsValue():
		name = "value"
	case m.Type == rules.Benchmark:
		name = "benchmark"
	case m.Type == rules.Metric, m.Type == rules.Described, m.Type == rules.Corpus:
		name = rules.TokenName(m.Type)
	}
	if !captured {
		return "{" + name + " as _}"
	}
	return "{" + name + "}"
}

// words generalises the text between two mentions.
func (x *Extractor) words(text string) string {
	head, tail := "", ""
	if strings.HasPrefix(text, " ") {
		head = " "
	}
	if strings.HasSuffix(text, " ") {
		tail = " "
	}
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return text
	}
	if head == "" { // punctuation written against a mention
		head = regexp2.Escape(fields[0]) + " "
		fields = fields[1:]
	}
	var out []string
	for i := 0; i < len(fields); i++ {
		if macro := x.verbMacro(fields[i]); macro != "" {
			out = append(out, "{"+macro+"}")
			continue
		}
		run := i
		for run < len(fields) && plainWord(fields[run]) && x.verbMacro(fields[run]) == "" {
			run++
		}
		// The last word before a mention is most often the preposition that
		// makes the sense; the words before it may vary.
		if n := run - i - 1; n >= 2 && run == len(fields) {
			out = append(out, fmt.Sprintf("{gap:%d}%s", n+1, regexp2.Escape(fields[run-1])))
			i = run - 1
			continue
		}
		out = append(out, regexp2.Escape(fields[i]))
	}
	joined := strings.Join(out, " ")
	if joined == "" {
		return head
	}
	return head + strings.TrimSuffix(joined, " ") + tail
}

func plainWord(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' {
			return false
		}
	}
	return true
}

// verbMacros are the built-in macros of verbs with one meaning, the most
// particular first.
var verbMacros = []string{"reach-clearly", "lower", "raise", "beat"}

// verbMacro is the macro of verbs that a word is one of, "" if none.
func (x *Extractor) verbMacro(word string) string {
	for _, name := range verbMacros {
		m := x.set.Macros[name]
		if m == nil {
			continue
		}
		re, err := regexp2.Compile("^(?:" + m.Expanded.Regexp + ")$")
		if err != nil {
			continue
		}
		if ok, err := re.MatchString(word); ok && err == nil {
			return name
		}
	}
	return ""
}

// prioritise raises the rule above those that take the value from it.
func (s *stub) prioritise() error {
	for range 3 {
		x, err := s.extractor()
		if err != nil {
			return err
		}
		a := x.analyse(s.paper(s.wish.Text))
		winner := s.winner(a)
		switch {
		case winner == nil:
			return fmt.Errorf("the pattern %s does not match the sentence it was made from", s.pattern)
		case winner.rule.rule.ID.Value == s.wish.ID:
			return s.makeTests(x, a)
		}
		s.priority = winner.rule.rule.Priority + 1
	}
	return fmt.Errorf("another rule takes the value from %s, whatever its priority", s.wish.ID)
}

// winner is the candidate that has the wished value.
func (s *stub) winner(a *analysis) *candidate {
	for _, c := range a.candidates {
		if strings.Contains(a.valueOf(c).Text, s.wish.Value) && s.matched(c) {
			return c
		}
	}
	return nil
}

// matched says whether the new rule is among those that matched the value.
func (s *stub) matched(c *candidate) bool {
	own := func(c *candidate) bool { return c.rule.rule.ID.Value == s.wish.ID }
	return own(c) || slices.ContainsFunc(c.losers, own)
}

// makeTests writes the sentence, one like it and one that makes no claim as
// tests, with what the rules now make of them.
func (s *stub) makeTests(x *Extractor, a *analysis) error {
	made := slices.IndexFunc(a.claims, func(c Claim) bool { return c.Rule == s.wish.ID })
	if made < 0 {
		return fmt.Errorf("the pattern %s matches, and makes no claim: %s", s.pattern, s.winner(a).why)
	}
	if !slices.ContainsFunc(a.claims, func(c Claim) bool { return c.Rule == s.wish.ID && s.named(x, c.Benchmark) }) {
		return fmt.Errorf("the pattern %s makes a claim about %s instead", s.pattern, a.claims[made].Benchmark)
	}
	s.tests = nil
	s.test(x, s.wish.Text)
	var other string
	for _, text := range s.variations(x) {
		if slices.ContainsFunc(x.Extract(s.paper(text)).Claims, func(c Claim) bool { return c.Rule == s.wish.ID }) {
			other = text
			break
		}
	}
	if other == "" {
		return fmt.Errorf("the pattern %s does not match the sentence with other names", s.pattern)
	}
	s.test(x, other)
	for _, text := range s.negatives() {
		if len(x.Extract(s.paper(text)).Claims) == 0 {
			s.test(x, text)
			return nil
		}
	}
	return errors.New("every text like this one makes a claim")
}

// named says whether a benchmark is the wished one, or one of those wished.
func (s *stub) named(x *Extractor, benchmark string) bool {
	e := x.set.Benchmarks.Lookup(s.wish.Benchmark)
	return e != nil && e.Name == benchmark || strings.Contains(s.wish.Benchmark, benchmark) || strings.Contains(benchmark, s.wish.Benchmark)
}

func (s *stub) paper(text string) *paper.Paper {
	return &paper.Paper{ID: "new", Title: s.wish.Title, Abstract: text}
}

// test adds a test that wants what the rules make of a text.
func (s *stub) test(x *Extractor, text string) {
	t := rules.Test{Text: text, Title: s.wish.Title, Want: []rules.Want{}}
	for _, c := range x.Extract(s.paper(text)).Claims {
		t.Want = append(t.Want, wantOf(&c))
	}
	s.tests = append(s.tests, t)
}

func wantOf(c *Claim) rules.Want {
	w := rules.Want{
		Method: c.Method, Benchmark: c.Benchmark, Metric: c.Metric, Implied: c.MetricImplied, Value: c.Value, Low: c.Low,
		Unit: c.Unit, Kind: c.Kind, Relative: c.Relative, Bound: c.Bound, Role: c.Role, Versus: c.Versus, Setting: c.Setting,
	}
	if w.Kind == Score {
		w.Kind = ""
	}
	if w.Bound == Exact {
		w.Bound = ""
	}
	if w.Role == Proposed {
		w.Role = ""
	}
	return w
}

// variations are the text with another number, benchmark and method.
func (s *stub) variations(x *Extractor) []string {
	var out []string
	for _, benchmark := range append(slices.Clone(x.set.Words["example-benchmarks"]), s.wish.Benchmark) {
		for _, method := range append(slices.Clone(x.set.Words["example-methods"]), s.wish.Method) {
			head, tail := s.beforeStretch()
			text := head + replaceWord(tail, s.wish.Value, otherNumber(s.wish.Value))
			text = replaceWord(text, s.wish.Benchmark, benchmark)
			if s.wish.Method != "" {
				text = replaceWord(text, s.wish.Method, method)
			}
			if text != s.wish.Text {
				out = append(out, text)
			}
		}
	}
	return out
}

// beforeStretch cuts the text where the stretch begins, so that the number
// replaced is the one in it.
func (s *stub) beforeStretch() (head, tail string) {
	i := max(0, strings.Index(s.wish.Text, s.stretch))
	return s.wish.Text[:i], s.wish.Text[i:]
}

// replaceWord replaces the first place of a text that is not inside a word.
func replaceWord(text, old, by string) string {
	for i := 0; ; {
		n := strings.Index(text[i:], old)
		if n < 0 || old == "" {
			return text
		}
		if n += i; freeBefore(text, n) || !isDigit(old[0]) {
			return text[:n] + by + text[n+len(old):]
		}
		i = n + 1
	}
}

// otherNumber is a number like the one written: another last digit but one.
func otherNumber(value string) string {
	b := []byte(value)
	for i := range b {
		if isDigit(b[i]) && b[i] != '0' {
			b[i] = '1' + (b[i]-'0')%9
			break
		}
	}
	return string(b)
}

// negatives are texts that look alike and make no claim, the most alike first.
func (s *stub) negatives() []string {
	return []string{
		replaceWord(s.wish.Text, s.wish.Benchmark, "several private tasks"),
		replaceWord(s.wish.Text, s.wish.Value, "a good result"),
		replaceWord(s.stretch, s.wish.Benchmark, "several private tasks"),
		replaceWord(s.stretch, s.wish.Value, "a good result"),
		"Nothing is measured here.",
	}
}

// file writes what is known so far.
func (s *stub) file() ([]byte, error) {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=schema.json  (claimboard rules schema > schema.json)\n")
	b.WriteString("schema: " + rules.Schema + "\n")
	if s.entry {
		fmt.Fprintf(&b, "# A benchmark that no vocabulary knows. Worth adding: metric: accuracy, if that is\n# what a number without one is of; aliases: [other names]. Spellings that differ in\n# case, hyphens or spaces only are found anyway.\nvocab: benchmark\nentries:\n  - {id: %s, name: %s}\n---\n", yamlText(slug(s.wish.Benchmark)), yamlText(s.wish.Benchmark))
	}
	if s.pattern == "" {
		return []byte(b.String()), nil
	}
	b.WriteString("rules:\n")
	fmt.Fprintf(&b, "  - id: %s\n", s.wish.ID)
	b.WriteString("    # {value}, {benchmark}, {metric} and {system} are mentions, or lists of them.\n")
	b.WriteString("    # {gap:3} is up to three words; text is in lower case. Make it more general:\n")
	b.WriteString("    # a word that may be another, (?:on|over); one that may be missing, (?:the )?.\n")
	fmt.Fprintf(&b, "    pattern: %s\n", singleQuoted(s.pattern))
	if s.priority > 0 {
		b.WriteString("    # Above the rules that match this value too.\n")
		fmt.Fprintf(&b, "    priority: %d\n", s.priority)
	}
	fmt.Fprintf(&b, "    emit: {kind: %s}\n", s.wish.Kind)
	if len(s.tests) == 0 {
		return []byte(b.String()), nil
	}
	b.WriteString("    tests:\n")
	for i, note := range []string{"The sentence it was made from.", "The same with other names and another number.", "No claim: the rule must leave it alone."} {
		fmt.Fprintf(&b, "      # %s\n", note)
		writeTest(&b, &s.tests[i])
	}
	return []byte(b.String()), nil
}

func writeTest(b *strings.Builder, t *rules.Test) {
	fmt.Fprintf(b, "      - text: %s\n", yamlText(t.Text))
	if t.Title != "" {
		fmt.Fprintf(b, "        title: %s\n", yamlText(t.Title))
	}
	if len(t.Want) == 0 {
		b.WriteString("        want: []\n")
		return
	}
	b.WriteString("        want:\n")
	for _, w := range t.Want {
		fmt.Fprintf(b, "          - {%s}\n", wantText(&w))
	}
}

func wantText(w *rules.Want) string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+": "+value)
		}
	}
	text := func(key, value string) {
		if value != "" {
			add(key, yamlText(value))
		}
	}
	flag := func(key string, on bool) {
		if on {
			add(key, "true")
		}
	}
	text("method", w.Method)
	text("benchmark", w.Benchmark)
	text("metric", w.Metric)
	flag("implied", w.Implied)
	add("value", number(w.Value))
	if w.Low != nil {
		add("low", number(*w.Low))
	}
	text("unit", w.Unit)
	add("kind", w.Kind)
	flag("relative", w.Relative)
	add("bound", w.Bound)
	add("role", w.Role)
	text("versus", w.Versus)
	text("setting", w.Setting)
	return strings.Join(parts, ", ")
}

// yamlText writes a text so that YAML reads it back: as it is where it is a
// plain word, else in double quotes.
func yamlText(s string) string {
	plain := s != "" && unicode.IsLetter([]rune(s)[0])
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -_+@", r) || r > 0x24F {
			plain = false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf":
		plain = false
	}
	if plain && strings.TrimSpace(s) == s {
		return s
	}
	return strconv.Quote(s)
}

func singleQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// slug is an id for a name: lower case, hyphens for what is no letter or digit.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// RuleID is an id for a rule about a benchmark that no rule of a set has.
func RuleID(benchmark string, set *rules.Set) string {
	id := "my." + strings.Trim(asciiOnly(slug(benchmark)), "-")
	if id == "my." {
		id = "my.rule"
	}
	for n := 2; set.Rule(id) != nil; n++ {
		id = fmt.Sprintf("my.%s-%d", strings.TrimPrefix(id, "my."), n)
	}
	return id
}

func asciiOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII {
			return r
		}
		return -1
	}, s)
}
