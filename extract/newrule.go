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
	if err := s.generalise(); err != nil {
		return nil, err
	}
	if err := s.prioritise(); err != nil {
		return nil, err
	}
	return s.file()
}

type stub struct {
	wish     Wish
	paths    []string
	entry    bool // the benchmark is in no vocabulary yet
	pattern  string
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

// generalise makes a pattern of the stretch of the sentence that holds value,
// benchmark and method.
func (s *stub) generalise() error {
	x, err := s.extractor()
	if err != nil {
		return err
	}
	a := x.analyse(&paper.Paper{ID: "new", Title: s.wish.Title, Abstract: s.wish.Text})
	for _, sent := range a.sentences {
		value := find(sent, s.wish.Value, func(m *Mention) bool { return m.IsValue() })
		benchmark := find(sent, s.wish.Benchmark, func(m *Mention) bool { return m.Type == rules.Benchmark })
		if value < 0 || benchmark < 0 {
			continue
		}
		from, to := min(value, benchmark), max(value, benchmark)
		method := -1
		if s.wish.Method != "" {
			if method = find(sent, s.wish.Method, func(m *Mention) bool { return isSystem(m.Type) }); method >= 0 {
				from, to = min(from, method), max(to, method)
			}
		}
		s.pattern = x.patternOf(sent, from, to, map[int]bool{value: true, benchmark: true, method: true})
		return nil
	}
	return fmt.Errorf("no sentence of the text has %q as a value and %q as a benchmark (claimboard explain shows what is seen)", s.wish.Value, s.wish.Benchmark)
}

func isSystem(r rune) bool {
	return r == rules.Method || r == rules.Self || r == rules.Name || r == rules.Rival
}

// find is the place in the view of the mention that holds a text.
func find(s *sentence, text string, ok func(*Mention) bool) int {
	for i := range s.view {
		if m := s.at(i); m != nil && ok(m) && strings.Contains(m.Text, text) {
			return i
		}
	}
	return -1
}

// patternOf writes view[from:to+1] as a pattern: mentions as tokens, those of
// the claim captured; a verb of the macro {reach} as that; words next to a
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
	case m.Type == rules.Metric:
		name = "metric"
		captured = true
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
		return regexp2.Escape(text)
	}
	if head == "" { // punctuation written against a mention
		head = regexp2.Escape(fields[0]) + " "
		fields = fields[1:]
	}
	var out []string
	for i := 0; i < len(fields); i++ {
		if x.isReach(fields[i]) {
			out = append(out, "{reach}")
			continue
		}
		run := i
		for run < len(fields) && plainWord(fields[run]) && !x.isReach(fields[run]) {
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

// isReach says whether a word is a verb of the macro {reach}.
func (x *Extractor) isReach(word string) bool {
	m := x.set.Macros["reach"]
	if m == nil {
		return false
	}
	re, err := regexp2.Compile("^(?:" + m.Expanded.Regexp + ")$")
	if err != nil {
		return false
	}
	ok, err := re.MatchString(word)
	return ok && err == nil
}

// prioritise raises the rule above those that take the value from it.
func (s *stub) prioritise() error {
	for range 3 {
		x, err := s.extractor()
		if err != nil {
			return err
		}
		a := x.analyse(&paper.Paper{ID: "new", Title: s.wish.Title, Abstract: s.wish.Text})
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
	if !slices.ContainsFunc(a.claims, func(c Claim) bool { return c.Rule == s.wish.ID }) {
		return fmt.Errorf("the pattern %s matches, and makes no claim: %s", s.pattern, s.winner(a).why)
	}
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
	for _, benchmark := range []string{"SQuAD", "CIFAR-10", "MATH", s.wish.Benchmark} {
		for _, method := range []string{"OtherNet", "BERT", s.wish.Method} {
			text := replaceWord(s.wish.Text, s.wish.Value, otherNumber(s.wish.Value))
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
		"Nothing is measured here.",
	}
}

// file writes what is known so far.
func (s *stub) file() ([]byte, error) {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=schema.json  (claimboard rules schema > schema.json)\n")
	b.WriteString("schema: " + rules.Schema + "\n")
	if s.entry {
		fmt.Fprintf(&b, "# A benchmark that the built-in files do not know. Its metric is that which a\n# number without one is of; aliases that differ in case, hyphen or space only\n# are not needed.\nvocab: benchmark\nentries:\n  - {id: %s, name: %s}\n---\n", yamlText(slug(s.wish.Benchmark)), yamlText(s.wish.Benchmark))
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
