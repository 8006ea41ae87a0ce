package rules

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// check finds what a document says that means nothing: these are errors, and
// a set with one is not used.
func (d *Document) check(s *Set) Faults {
	var fs Faults
	for i, e := range d.Entries {
		fs = append(fs, d.checkEntry(s, e, i)...)
	}
	fs = append(fs, d.one(d.Extends.Value, extendable, "extends")...)
	for _, r := range d.Rules {
		if !r.Broken || r.Pattern.Value != "" && r.ID.Value != "" && len(r.actions()) == 1 {
			fs = append(fs, r.check()...)
		}
	}
	for _, c := range d.Changes {
		if c.With != nil {
			fs = append(fs, c.With.check()...)
		}
		for _, t := range c.AddTests {
			fs = append(fs, d.checkTest(&t)...)
		}
	}
	for _, c := range d.Corrections {
		fs = append(fs, c.check()...)
	}
	if len(d.Entries) > 0 && d.Vocab.Value == "" {
		fs = append(fs, d.fault("CB401", "entries of what?", "write vocab: benchmark, metric, method or unit", "entries"))
	}
	return append(fs, d.checkAllow(d.Allow, "allow")...)
}

// one checks a field that has one of a few values.
func (d *Document) one(value string, values []string, path ...any) Faults {
	if value == "" || slices.Contains(values, value) {
		return nil
	}
	hint := DidYouMean(value, values)
	if hint == "" {
		hint = "write one of " + strings.Join(values, ", ")
	}
	return Faults{d.fault("CB106", fmt.Sprintf("%v cannot be %q", path[len(path)-1], value), hint, path...)}
}

func under(path []any, more ...any) []any { return append(slices.Clip(path), more...) }

var (
	extendable = []string{"builtin"}
	scopes     = []string{"sentence", "abstract", "title"}
	lists      = []string{"required"}
	mentionOf  = []string{"benchmark", "method", "metric", "rival", "corpus", "term", "topic"}
	bindable   = []string{"benchmark", "metric", "method", "versus", "setting", "base", "phrase"}
	kinds      = []string{"score", "delta"}
	bounds     = []string{"exact", "at_least", "at_most", "approx"}
	roles      = []string{"proposed", "baseline", "evaluated", "human"}
	cases      = []string{"fold", "exact"}
	directions = []string{"higher", "lower"}
	classes    = []string{"percent", "points", "factor", "quantity"}
)

func (d *Document) checkEntry(s *Set, e *Entry, i int) Faults {
	at := func(key string) []any { return []any{"entries", i, key} }
	var fs Faults
	if e.ID == "" {
		fs = append(fs, d.fault("CB405", "an entry without id", "give it one: short, lower case, for good", "entries", i))
	}
	fs = append(fs, d.one(e.Case, cases, at("case")...)...)
	fs = append(fs, d.one(e.Direction, directions, at("direction")...)...)
	fs = append(fs, d.one(e.Class, classes, at("class")...)...)
	fs = append(fs, d.one(e.Role, roles, at("role")...)...)
	if len(e.Range) > 0 && !isRange(e.Range) {
		fs = append(fs, d.fault("CB406", "a range is two numbers, the lower first", "", at("range")...))
	}
	if e.Metric != "" && s.Metrics.Lookup(e.Metric) == nil {
		fs = append(fs, d.fault("CB404", fmt.Sprintf("no metric %q in the vocabulary", e.Metric), DidYouMean(e.Metric, s.Metrics.ids()), at("metric")...))
	}
	for k, task := range e.Tasks {
		if t := s.Tasks.Lookup(task); t == nil || t.ID != task {
			fs = append(fs, d.fault("CB407", fmt.Sprintf("no task %q in the vocabulary", task), DidYouMean(task, s.Tasks.ids()), append(at("tasks"), k)...))
		}
	}
	return fs
}

// isRange holds for two numbers of which the first is lower. YAML's .nan and .inf
// are none: nothing can be compared with the one, and the other bounds nothing.
func isRange(ends []float64) bool {
	return len(ends) == 2 && ends[0] < ends[1] && isFinite(ends[0]) && isFinite(ends[1])
}

func isFinite(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }

func (v *Vocabulary) ids() []string {
	ids := make([]string, len(v.Entries))
	for i, e := range v.Entries {
		ids[i] = e.ID
	}
	return ids
}

func (r *Rule) at(more ...any) []any { return under(r.path, more...) }

// error makes an error at a key of the rule.
func (r *Rule) error(code, message, hint string, path ...any) Fault {
	return r.doc.fault(code, message, hint, r.at(path...)...).of(r.Allow)
}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$`)

// ValidRuleID says whether a rule may have this id: lower case letters, digits
// and hyphens, with full stops between words.
func ValidRuleID(id string) bool { return ruleID.MatchString(id) }

func (r *Rule) check() Faults {
	var fs Faults
	if r.ID.Value == "" && r.path[0] == "rules" {
		fs = append(fs, r.error("CB107", "a rule without id", "give it one: its kind, a full stop, what it matches"))
	}
	if r.ID.Value != "" && !ValidRuleID(r.ID.Value) {
		fs = append(fs, r.error("CB106", fmt.Sprintf("%q is no rule id", r.ID.Value), "write lower case letters, digits and hyphens, full stops between words: tea.pours-to", "id"))
	}
	if r.Pattern.Value == "" {
		fs = append(fs, r.error("CB107", "a rule without pattern", ""))
	}
	fs = append(fs, r.doc.one(r.Scope, scopes, r.at("scope")...)...)
	fs = append(fs, r.doc.one(r.Follows, kinds, r.at("follows")...)...)
	fs = append(fs, r.doc.one(r.Role, roles, r.at("role")...)...)
	fs = append(fs, r.doc.one(r.Lists, lists, r.at("lists")...)...)
	fs = append(fs, r.doc.one(r.Mention, mentionOf, r.at("mention")...)...)
	fs = append(fs, r.doc.one(r.Bind, bindable, r.at("bind")...)...)
	switch does := r.actions(); {
	case len(does) == 0:
		fs = append(fs, r.error("CB108", "the rule does nothing", "write one of emit, mention, bind, reject"))
	case len(does) > 1:
		fs = append(fs, r.error("CB108", "a rule does one thing, this one "+strings.Join(does, " and "), "make two rules of it", does[1]))
	case !r.Broken && r.Pattern.Value != "":
		fs = append(fs, r.checkGroups()...)
	}
	if r.Scope == "title" && r.Mention == "" && len(r.actions()) == 1 {
		fs = append(fs, r.error("CB106", "only mention rules see the title: values come from the abstract", "leave scope out", "scope"))
	}
	if r.Role != "" && r.Bind != "method" {
		fs = append(fs, r.error("CB108", "role is for rules that bind the method", "", "role"))
	}
	if r.Follows != "" && len(r.Emit) == 0 {
		fs = append(fs, r.error("CB108", "follows is for rules that emit claims", "", "follows"))
	}
	for key, set := range map[string]bool{"own": r.Own, "marked": r.Marked} {
		if set && r.Mention == "" {
			fs = append(fs, r.error("CB108", key+" is for mention rules", "", key))
		}
	}
	for i := range r.Emit {
		fs = append(fs, r.checkEmit(i)...)
	}
	for i := range r.Tests {
		fs = append(fs, r.doc.checkTest(&r.Tests[i])...)
	}
	return append(fs, r.doc.checkAllow(r.Allow, r.at("allow")...)...)
}

// actions are the keys that say what the rule does: one of them should be there.
func (r *Rule) actions() []string {
	var does []string
	for _, w := range []struct {
		key string
		set bool
	}{{"emit", len(r.Emit) > 0}, {"mention", r.Mention != ""}, {"bind", r.Bind != ""}, {"reject", r.Reject != ""}} {
		if w.set {
			does = append(does, w.key)
		}
	}
	return does
}

// Does is the key that says what the rule does: emit, mention, bind or reject.
func (r *Rule) Does() string {
	if does := r.actions(); len(does) > 0 {
		return does[0]
	}
	return "emit"
}

func (r *Rule) checkEmit(i int) Faults {
	e := r.Emit[i]
	at := func(key string) []any { return r.at("emit", i, key) }
	fs := r.doc.one(e.Kind, kinds, at("kind")...)
	if e.Kind == "" {
		fs = append(fs, r.error("CB107", "an emitted claim needs a kind", "write kind: score or kind: delta", "emit", i, "kind"))
	}
	fs = append(fs, r.doc.one(e.Bound, bounds, at("bound")...)...)
	fs = append(fs, r.doc.one(e.Role, roles, at("role")...)...)
	if rest := strings.ReplaceAll(e.Metric, MetricSlot, ""); strings.ContainsAny(rest, "{}") {
		fs = append(fs, r.error("CB304", "an emitted metric may hold {metric}, no other slot", "", "emit", i, "metric"))
	}
	return fs
}

// checkGroups finds what the rule wants from its pattern and no branch of it binds.
func (r *Rule) checkGroups() Faults {
	var fs Faults
	want := func(group, hint string, path ...any) {
		if !r.Has(group) {
			fs = append(fs, r.error("CB304", "no branch of the pattern binds "+group, hint, path...))
		}
	}
	switch {
	case r.Mention != "":
		want("it", "mark the name: {name as it}", "mention")
	case r.Bind != "" && !r.Has(NoneGroup):
		want(r.Bind, "", "bind")
	case r.Reject != "":
		want("value", "", "reject")
		fs = append(fs, r.checkNumber("value")...)
	}
	if len(r.Emit) > 0 {
		fs = append(fs, r.checkNumber("low")...)
	}
	for i, e := range r.Emit {
		label := e.Value
		if label == "" {
			label = "value"
		}
		want(label, DidYouMean(label, r.Expanded.Groups), "emit", i, "value")
		fs = append(fs, r.checkNumber(label)...)
		for _, f := range []struct{ key, text string }{
			{"benchmark", e.Benchmark}, {"method", e.Method}, {"versus", e.Versus}, {"setting", e.Setting},
		} {
			if name, ok := SlotName(f.text); ok {
				want(name, DidYouMean(name, r.Expanded.Groups), "emit", i, f.key)
			}
		}
	}
	return fs
}

// oneNumber is what a group that stands for a number may hold: tokens of
// numbers, as alternatives.
var oneNumber = regexp.MustCompile(fmt.Sprintf(`^(?:\[[%[1]c-%[2]c-]+\]|\(\?(?::|<[a-z_][a-z0-9_]*>)|[|)])+$`, Percent, Integer))

// checkNumber finds groups that are taken for a number and hold text: patterns
// see numbers as tokens, so that text holds none.
func (r *Rule) checkNumber(group string) Faults {
	var fs Faults
	for _, p := range r.Expanded.ofGroup(group) {
		if !oneNumber.MatchString(r.Expanded.Regexp[p.Start:p.End]) {
			token := "{value}"
			if group != "value" {
				token = "{value as " + group + "}"
			}
			fs = append(fs, r.Fault(p.Start-len("(?<>")-len(group), "CB313", "the group "+group+" is no number: patterns see numbers as tokens", "write "+token))
		}
	}
	return fs
}

// SlotName is the group that a fixed text in braces names.
func SlotName(text string) (string, bool) {
	if n := len(text); n > 2 && text[0] == '{' && text[n-1] == '}' {
		return text[1 : n-1], true
	}
	return "", false
}

func (d *Document) checkTest(t *Test) Faults {
	at := func(path ...any) []any { return under(t.path, path...) }
	var fs Faults
	if t.Text == "" && !d.holds(at("text")...) {
		fs = append(fs, d.fault("CB603", "a test without text", "", t.path...))
	}
	if t.Want == nil && !d.holds(at("want")...) {
		fs = append(fs, d.fault("CB603", "a test without want", "write want: [] for a text that makes no claim", t.path...))
	}
	for i, w := range t.Want {
		if w.Benchmark == "" {
			fs = append(fs, d.fault("CB604", "every claim has a benchmark, this one names none", "", at("want", i)...))
		}
		fs = append(fs, d.one(w.Kind, kinds, at("want", i, "kind")...)...)
		fs = append(fs, d.one(w.Bound, bounds, at("want", i, "bound")...)...)
		fs = append(fs, d.one(w.Role, roles, at("want", i, "role")...)...)
	}
	return fs
}

func (d *Document) checkAllow(allow map[string]string, path ...any) Faults {
	var fs Faults
	for code, reason := range allow {
		switch known := codeOf(code); {
		case known == nil:
			fs = append(fs, d.fault("CB109", "unknown code "+code, DidYouMean(code, codeNames()), under(path, code)...))
		case known.Severity == "error":
			fs = append(fs, d.fault("CB109", code+" is an error: it cannot be allowed", "", under(path, code)...))
		case strings.TrimSpace(reason) == "":
			fs = append(fs, d.fault("CB109", code+" is allowed without a reason", "say why", under(path, code)...))
		}
	}
	return fs
}

var settable = []string{"method", "benchmark", "metric", "value", "unit", "kind", "bound", "role", "versus", "setting"}

func (c *Correction) check() Faults {
	at := func(path ...any) []any { return under([]any{"corrections", c.index}, path...) }
	var fs Faults
	for _, f := range []struct {
		key   string
		empty bool
	}{{"claim", c.Claim.Value == ""}, {"paper", c.Paper.Value == ""}, {"reason", strings.TrimSpace(c.Reason) == ""}} {
		if f.empty {
			fs = append(fs, c.doc.fault("CB701", "a correction without "+f.key, "", at()...))
		}
	}
	if c.Reject == (len(c.Set) > 0) {
		fs = append(fs, c.doc.fault("CB702", "a correction either rejects the claim or sets fields of it", "write reject: true or set: {field: value}", at()...))
	}
	if v, ok := c.Set["value"]; ok {
		if f, err := strconv.ParseFloat(v, 64); err != nil || !isFinite(f) {
			fs = append(fs, c.doc.fault("CB106", fmt.Sprintf("value cannot be %q", v), "write a number", at("set", "value")...))
		}
	}
	for _, f := range []struct {
		key    string
		values []string
	}{{"kind", kinds}, {"bound", bounds}, {"role", roles}} {
		fs = append(fs, c.doc.one(c.Set[f.key], f.values, at("set", f.key)...)...)
	}
	for key := range c.Set {
		if !slices.Contains(settable, key) {
			fs = append(fs, c.doc.fault("CB703", "a correction cannot set "+key, orList(DidYouMean(key, settable), settable), at("set", key)...))
		}
	}
	return fs
}

func orList(hint string, values []string) string {
	if hint != "" {
		return hint
	}
	return "write one of " + strings.Join(values, ", ")
}
