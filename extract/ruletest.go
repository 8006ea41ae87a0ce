package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dlclark/regexp2/v2"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// TestResult is how one test of a rule came out against the whole set.
type TestResult struct {
	Rule  string `json:"rule"`
	File  string `json:"file"`
	Line  int    `json:"line"`
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
	// Todo says why the test is known to fail.
	Todo string `json:"todo,omitempty"`
	// Part is what the rule had to do with a test that does not pass.
	Part *Part `json:"part,omitempty"`
	// Differences are between the claims wanted and made, none where they agree.
	Differences []Difference `json:"differences,omitempty"`
}

// Passed says whether the claims were those wanted.
func (r TestResult) Passed() bool { return len(r.Differences) == 0 }

// Difference is a claim that is missing, that is too many, or that differs in
// some fields.
type Difference struct {
	What   string       `json:"what"` // "missing", "unexpected", "differs" or "fault"
	Claim  string       `json:"claim"`
	Rule   string       `json:"rule,omitempty"` // the rule that made the claim
	Fields []FieldWants `json:"fields,omitempty"`
}

// FieldWants is a field of a claim that is not what the test wants.
type FieldWants struct {
	Field string `json:"field"`
	Want  string `json:"want"`
	Got   string `json:"got"`
}

// Part is what one rule had to do with what became of a text.
type Part struct {
	// Seen are the sentences that hold a value, as patterns see them.
	Seen []string `json:"seen,omitempty"`
	// Matched is the stretch of a value that the rule matched and did not get to
	// make a claim of, Why the reason; "" where there is none.
	Matched string `json:"matched,omitempty"`
	Why     string `json:"why,omitempty"`
	// Attempt is how far the rule got where it matches nothing, else nil.
	Attempt *Attempt `json:"attempt,omitempty"`
}

// Uncovered is a rule, or a top-level alternative of its pattern, that fires in
// no test. Branch is the alternative as written, "" for a rule none of whose
// alternatives fires.
type Uncovered struct {
	Rule   string `json:"rule"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Branch string `json:"branch,omitempty"`
	// Part is what became of a rule that never fires in the first of its tests
	// that it should fire in; nil where it has no such test.
	Part *Part `json:"part,omitempty"`
}

// Tester runs the tests of a rule set. It serves one goroutine.
type Tester struct {
	x     *Extractor
	tell  *Tracer
	fired map[*pattern][]bool // by branch
	heads map[*pattern][]*regexp2.Regexp
}

// NewTester compiles a set for testing.
func NewTester(set *rules.Set) (*Tester, error) {
	x, err := New(set)
	if err != nil {
		return nil, err
	}
	t := &Tester{x: x, tell: x.NewTracer(), fired: map[*pattern][]bool{}, heads: map[*pattern][]*regexp2.Regexp{}}
	for _, p := range x.patterns {
		branches := p.rule.Expanded.Branches()
		t.fired[p] = make([]bool, len(branches))
		for _, b := range branches {
			head, err := regexp2.Compile(`\G(?:` + p.rule.Expanded.Regexp[b.Start:b.End] + `)`)
			if err != nil {
				return nil, err
			}
			head.MatchTimeout = DefaultMatchTime
			t.heads[p] = append(t.heads[p], head)
		}
		if p.rule.Mention != "" || p.rule.Bind != "" || p.rule.Scope == acrossScope {
			p.watch = func(view []rune, m match) { t.note(p, view, m.start) }
		}
	}
	return t, nil
}

// Run runs one test of a rule.
func (t *Tester) Run(r *rules.Rule, test *rules.Test) TestResult {
	out := TestResult{Rule: r.ID.Value, File: test.File, Line: test.Line, Title: test.Title, Text: test.Text, Todo: test.Todo}
	a := t.analyse(test)
	for _, c := range a.candidates {
		if c.rule.rule.Scope != acrossScope { // else it was noted when it matched
			t.note(c.rule, a.sentences[c.sentence].view, c.match.start)
		}
	}
	out.Differences = t.x.compare(test.Want, a.claims)
	for _, f := range a.faults {
		out.Differences = append(out.Differences, Difference{What: "fault", Claim: f.Error()})
	}
	if !out.Passed() {
		out.Part = t.part(r, a)
	}
	return out
}

func (t *Tester) analyse(test *rules.Test) *analysis {
	return t.x.analyse(&paper.Paper{ID: "test", Title: test.Title, Abstract: test.Text})
}

// part tells what a rule had to do with an analysis.
func (t *Tester) part(r *rules.Rule, a *analysis) *Part {
	out := &Part{}
	for _, s := range a.sentences {
		if s.hasValue() {
			out.Seen = append(out.Seen, s.String())
		}
	}
	had := false
	for _, c := range a.candidates {
		if c.rule.rule == r {
			had = true
			if c.why != "" && out.Matched == "" {
				out.Matched, out.Why = a.matched(c), c.why
			}
		}
		for _, l := range c.losers {
			if l.rule.rule == r && out.Matched == "" {
				out.Matched, out.Why = a.matched(l), c.rule.rule.ID.Value+" has the value: "+c.over(l)
			}
		}
	}
	if !had && out.Matched == "" {
		out.Attempt = t.tell.best(a, r)
	}
	return out
}

// matched is the stretch that a candidate's rule matched.
func (a *analysis) matched(c *candidate) string {
	s := a.sentences[c.sentence]
	if c.rule.rule.Scope == acrossScope {
		s = &a.whole.sentence
	}
	return a.wordsOf(s, c.match.start, c.match.end)
}

// note marks the branch that matched at a place: the first that can.
func (t *Tester) note(p *pattern, view []rune, start int) {
	for i, head := range t.heads[p] {
		found := false
		err := head.FindRunesMatches(view, start, func(v regexp2.MatchView) bool {
			at, _, _ := v.GroupRange(0)
			found = at == start
			return false
		})
		if err == nil && found {
			t.fired[p][i] = true
			return
		}
	}
}

// Uncovered lists what fired in no test run so far, for the rules wanted.
func (t *Tester) Uncovered(wanted func(*rules.Rule) bool) []Uncovered {
	var out []Uncovered
	for _, p := range t.x.patterns {
		if !wanted(p.rule) {
			continue
		}
		u := Uncovered{Rule: p.rule.ID.Value, File: p.rule.Path(), Line: p.rule.ID.Line}
		if !slices.Contains(t.fired[p], true) {
			u.Part = t.partInTests(p.rule)
			out = append(out, u)
			continue
		}
		for i, b := range p.rule.Expanded.Branches() {
			if !t.fired[p][i] {
				u.Branch = p.rule.Expanded.Source(b)
				out = append(out, u)
			}
		}
	}
	return out
}

// partInTests is the part of a rule in the first of its tests that it should
// fire in: one that wants a claim, or of a reject rule one that wants none.
func (t *Tester) partInTests(r *rules.Rule) *Part {
	for i := range r.Tests {
		if test := &r.Tests[i]; (len(test.Want) == 0) == (r.Reject != "") {
			return t.part(r, t.analyse(test))
		}
	}
	return nil
}

// field is a field of a claim as tests compare it.
type field struct{ name, value string }

// compare pairs the claims wanted with those made, those alike first, and
// tells what is left.
func (x *Extractor) compare(want []rules.Want, got []Claim) []Difference {
	wants, gots := make([][]field, len(want)), make([][]field, len(got))
	for i := range want {
		wants[i] = x.wantFields(&want[i])
	}
	for i := range got {
		gots[i] = claimFields(&got[i])
	}
	pairs := pairUp(wants, gots)
	var out []Difference
	taken := make([]bool, len(got))
	for i, w := range wants {
		k := pairs[i]
		if k < 0 {
			out = append(out, Difference{What: "missing", Claim: inShort(w)})
			continue
		}
		taken[k] = true
		if fields := unequal(w, gots[k]); len(fields) > 0 {
			out = append(out, Difference{What: "differs", Claim: inShort(w), Rule: got[k].Rule, Fields: fields})
		}
	}
	for k, g := range gots {
		if !taken[k] {
			out = append(out, Difference{What: "unexpected", Claim: inShort(g), Rule: got[k].Rule})
		}
	}
	return out
}

// pairUp gives for each wanted claim the claim made that it shares most fields
// with, -1 for none. Two of a pair share their value or all but a few fields.
func pairUp(wants, gots [][]field) []int {
	pairs := make([]int, len(wants))
	for i := range pairs {
		pairs[i] = -1
	}
	taken := make([]bool, len(gots))
	for differing := 0; differing <= 6; differing++ {
		for i, w := range wants {
			for k, g := range gots {
				if pairs[i] >= 0 || taken[k] || len(unequal(w, g)) != differing {
					continue
				}
				if differing > 2 && w[0] != g[0] {
					continue
				}
				pairs[i], taken[k] = k, true
			}
		}
	}
	return pairs
}

func unequal(want, got []field) []FieldWants {
	var out []FieldWants
	for i := range want {
		if want[i] != got[i] {
			out = append(out, FieldWants{want[i].name, want[i].value, got[i].value})
		}
	}
	return out
}

// wantFields spells out what a test leaves to be understood. A benchmark or
// metric may be written by any name that the vocabulary has for it.
func (x *Extractor) wantFields(w *rules.Want) []field {
	low := ""
	if w.Low != nil {
		low = number(*w.Low)
	}
	return []field{
		{"value", number(w.Value)}, {"benchmark", display(x.set.Benchmarks, w.Benchmark)}, {"metric", display(x.set.Metrics, w.Metric)},
		{"method", w.Method}, {"unit", w.Unit}, {"kind", or(w.Kind, Score)}, {"bound", or(w.Bound, Exact)}, {"role", or(w.Role, Proposed)},
		{"implied", strconv.FormatBool(w.Implied)}, {"low", low}, {"relative", strconv.FormatBool(w.Relative)},
		{"versus", w.Versus}, {"setting", w.Setting},
	}
}

func claimFields(c *Claim) []field {
	low := ""
	if c.Low != nil {
		low = number(*c.Low)
	}
	return []field{
		{"value", number(c.Value)}, {"benchmark", c.Benchmark}, {"metric", c.Metric},
		{"method", c.Method}, {"unit", c.Unit}, {"kind", c.Kind}, {"bound", c.Bound}, {"role", c.Role},
		{"implied", strconv.FormatBool(c.MetricImplied)}, {"low", low}, {"relative", strconv.FormatBool(c.Relative)},
		{"versus", c.Versus}, {"setting", c.Setting},
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func display(v *rules.Vocabulary, name string) string {
	// "MAP" and "mAP" are two entries with one key.
	if slices.ContainsFunc(v.Entries, func(e *rules.Entry) bool { return e.Name == name }) {
		return name
	}
	if e := v.Lookup(name); e != nil {
		return e.Name
	}
	return name
}

// inShort is a claim on one line: method | benchmark | metric | value, and what
// is not as usual.
func inShort(fs []field) string {
	usual := map[string]string{"kind": Score, "bound": Exact, "role": Proposed, "implied": "false", "relative": "false"}
	by := map[string]string{}
	for _, f := range fs {
		by[f.name] = f.value
	}
	s := fmt.Sprintf("%s | %s | %s | %s%s", by["method"], by["benchmark"], by["metric"], by["value"], unitMark(by["unit"]))
	var more []string
	for _, f := range fs[5:] {
		if f.value != usual[f.name] {
			more = append(more, f.name+" "+f.value)
		}
	}
	if len(more) > 0 {
		s += " (" + strings.Join(more, ", ") + ")"
	}
	return s
}

func unitMark(unit string) string {
	if unit == "" || unit == "%" || unit == "x" {
		return unit
	}
	return " " + unit
}
