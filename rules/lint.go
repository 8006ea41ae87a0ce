package rules

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v4"
)

// Check reads rule files as Load does, and keeps what can be read despite its
// faults. The faults are all of them, errors and warnings, in the order of
// files and lines; those of patterns are the extractor's to find. The error is
// about files that cannot be read.
func Check(paths ...string) (*Set, Faults, error) {
	s, faults, err := read(paths, false)
	if err != nil {
		return nil, nil, err
	}
	return s, append(faults, s.lint()...), nil
}

// Silence leaves out the warnings that a rule or document allows, and tells of
// each allowance that was not needed.
func (s *Set) Silence(faults Faults) Faults {
	needed := map[string]bool{}
	var out Faults
	for _, f := range faults {
		if f.Severity == "warning" && f.allow[f.Code] != "" {
			needed[fmt.Sprintf("%p %s", f.allow, f.Code)] = true
			continue
		}
		out = append(out, f)
	}
	needless := func(d *Document, allow map[string]string, path ...any) {
		for code := range allow {
			if known := codeOf(code); allow[code] != "" && known != nil && known.Severity == "warning" && !needed[fmt.Sprintf("%p %s", allow, code)] {
				out = append(out, d.fault("CB110", "allowed, but there is no such warning here", "leave it out", under(path, code)...).warning())
			}
		}
	}
	for _, f := range s.Files {
		for _, d := range f.Documents {
			needless(d, d.Allow, "allow")
			for _, r := range d.Rules {
				needless(d, r.Allow, r.at("allow")...)
			}
		}
	}
	return out.sorted()
}

// lint finds what is doubtful in a set.
func (s *Set) lint() Faults {
	var fs Faults
	for _, r := range s.Rules {
		fs = append(fs, r.lintText()...)
		if r.Broken || r.Pattern.Value == "" || len(r.actions()) != 1 {
			continue // its errors come first
		}
		fs = append(fs, r.lintTests()...)
		fs = append(fs, r.lintGroups()...)
		fs = append(fs, r.lintUnits(s.Units)...)
		fs = append(fs, r.lintMetrics(s.Metrics)...)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Macros)) {
		m := s.Macros[name]
		if !m.used {
			fs = append(fs, m.Fault(0, "CB205", "no pattern uses it", "leave it out").warning())
		}
		fs = append(fs, lintText(m.Text.Value, func(at int, code, message, hint string) Fault {
			return m.file.faultAt(m.Text, at, code, hint, "%s", message).of(m.doc.Allow)
		})...)
	}
	return append(fs, s.lintNames()...)
}

func (r *Rule) lintTests() Faults {
	if len(r.Tests) == 0 {
		return Faults{r.error("CB601", "rule "+r.ID.Value+" has no test", "add tests: a text and the claims it makes, and one that it must leave alone").warning()}
	}
	for _, t := range r.Tests {
		// What a reject rule must leave alone is a claim.
		if (len(t.Want) == 0) == (r.Reject == "") {
			return nil
		}
	}
	hint := "add one that looks alike and makes no claim: want: []"
	if r.Reject != "" {
		hint = "add one with a number that looks alike and is a claim"
	}
	return Faults{r.error("CB602", "rule "+r.ID.Value+" has no negative test", hint, "tests").warning()}
}

// numberThenWord is the token of a number, and the word behind it.
var numberThenWord = regexp.MustCompile(fmt.Sprintf(`\[[%c-%c-]+\]\)? ?(%%|[A-Za-z]+)`, Percent, Integer+This))

// lintUnits finds units written behind a number: they are part of its token.
func (r *Rule) lintUnits(units *Vocabulary) Faults {
	var fs Faults
	for _, m := range numberThenWord.FindAllStringSubmatchIndex(r.Expanded.Regexp, -1) {
		word, after := r.Expanded.Regexp[m[2]:m[3]], r.Expanded.Regexp[m[3]:]
		u := units.Lookup(word)
		if u == nil || quantifier(after) > 0 {
			continue
		}
		fs = append(fs, r.Warning(m[2], "CB314", fmt.Sprintf("%q never matches: the unit is part of the number's token", word), "leave it out; {"+u.Class+"} stands for numbers with it").warning())
	}
	return fs
}

// lintMetrics finds metrics of the rule's own that look like slips: any text may be
// one, so that only what is a letter or two from a known name is told.
func (r *Rule) lintMetrics(metrics *Vocabulary) Faults {
	var fs Faults
	for i, e := range r.Emit {
		if len(e.Metric) < 5 || strings.Contains(e.Metric, MetricSlot) || metrics.Lookup(e.Metric) != nil {
			continue
		}
		if near := metrics.slip(e.Metric); near != "" {
			fs = append(fs, r.error("CB409", fmt.Sprintf("no metric %q in the vocabulary", e.Metric), "did you mean "+near+"?", "emit", i, "metric").warning())
		}
	}
	return fs
}

// slip is a known name that differs from an unknown one in a letter, or of a
// long one in two; "" if there is none.
func (v *Vocabulary) slip(name string) string {
	for _, e := range v.Entries {
		for _, known := range e.Names() {
			if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(known)); d <= 1 || d == 2 && len(name) > 8 {
				return known
			}
		}
	}
	return ""
}

// slots are the groups that mean something by themselves.
var slots = []string{"value", "low", "benchmark", "metric", "method", "versus", "setting", "relative", "negative", "base", "phrase", "none", "corpus"}

// lintGroups finds groups that nothing uses, and branches without any that the
// rule is about.
func (r *Rule) lintGroups() Faults {
	var labels []string
	switch {
	case r.Mention != "":
		labels = []string{"it"}
	case r.Bind != "":
		labels = []string{r.Bind, NoneGroup}
	case r.Reject != "":
		labels = []string{"value"}
	}
	known := append([]string{"value"}, labels...)
	for _, e := range r.Emit {
		label := e.Value
		if label == "" {
			label = "value"
		}
		labels = append(labels, label)
		for _, text := range []string{e.Benchmark, e.Method, e.Versus, e.Setting} {
			if name, ok := SlotName(text); ok {
				known = append(known, name)
			}
		}
	}
	known = append(known, labels...)
	if len(r.Emit) > 0 {
		known = append(known, slots...)
	}
	var fs Faults
	for _, g := range r.Expanded.Groups {
		if !slices.Contains(known, g) && !slices.Contains(slots, g) {
			fs = append(fs, r.Warning(max(0, strings.Index(r.Expanded.Regexp, "(?<"+g+">")), "CB312", "nothing uses the group "+g, "write {… as _} for a mention that is not kept"))
		}
	}
	if !slices.ContainsFunc(labels, r.Has) {
		return fs
	}
	for _, b := range r.Expanded.Branches() {
		if !slices.ContainsFunc(labels, func(g string) bool { return strings.Contains(r.Expanded.Regexp[b.Start:b.End], "(?<"+g+">") }) {
			fs = append(fs, r.Warning(b.Start, "CB311", "this branch binds no "+strings.Join(labels, " or "), "it matches and makes nothing"))
		}
	}
	return fs
}

func (r *Rule) lintText() Faults {
	fs := lintText(r.Pattern.Value, func(at int, code, message, hint string) Fault {
		return r.file.faultAt(r.Pattern, at, code, hint, "%s", message).of(r.Allow)
	})
	if r.Pattern.style&yaml.DoubleQuotedStyle != 0 {
		fs = append(fs, r.error("CB310", "a pattern in double quotes: YAML takes its backslashes away", "write it in single quotes", "pattern").warning())
	}
	return fs
}

// lintText finds characters that no view holds.
func lintText(pattern string, fault func(at int, code, message, hint string) Fault) Faults {
	if strings.Contains(pattern, "(?i") {
		return nil
	}
	var fs Faults
	for i := 0; i < len(pattern); {
		if _, n := useAt(pattern[i:]); n > 0 {
			i += n
			continue
		}
		if strings.HasPrefix(pattern[i:], "(?P") {
			return fs
		}
		if name, ok := strings.CutPrefix(pattern[i:], "(?<"); ok && name != "" && name[0] != '=' && name[0] != '!' {
			i += 1 + max(0, strings.IndexByte(pattern[i:], '>'))
			continue
		}
		n := unit(pattern[i:])
		if n == 1 {
			r := []rune(pattern[i:min(len(pattern), i+4)])[0]
			n = max(1, len(string(r)))
			if message, hint := neverSeen(r); message != "" {
				fs = append(fs, fault(i, "CB309", message, hint).warning())
				n = len(pattern) - i // one is enough
			}
		}
		i += n
	}
	return fs
}

func neverSeen(r rune) (message, hint string) {
	switch {
	case unicode.IsUpper(r):
		return fmt.Sprintf("%q never matches: patterns see text in lower case", r), "write " + string(unicode.ToLower(r)) + "; a name is a token, as {benchmark}"
	case strings.ContainsRune("‐‑–—−", r):
		return fmt.Sprintf("%q never matches: patterns see every dash as a hyphen", r), "write -"
	case strings.ContainsRune("’‘", r):
		return fmt.Sprintf("%q never matches: patterns see straight quotes", r), "write '"
	case strings.ContainsRune("“”", r):
		return fmt.Sprintf("%q never matches: patterns see straight quotes", r), `write "`
	}
	return "", ""
}

// lintNames finds names that a vocabulary searched earlier has for its own:
// they are never found.
func (s *Set) lintNames() Faults {
	type vocab struct {
		kind string
		v    *Vocabulary
	}
	order := []vocab{{"benchmark", s.Benchmarks}, {"metric", s.Metrics}, {"method", s.Methods}}
	earlier := func(kind, key string) (string, *Entry) {
		for _, o := range order {
			if o.kind == kind {
				return "", nil
			}
			if e := o.v.byKey[key]; e != nil && e.Case != "exact" {
				return o.kind, e
			}
		}
		return "", nil
	}
	var fs Faults
	for _, f := range s.Files {
		for _, d := range f.Documents {
			if d.Vocab.Value == "unit" {
				continue // units are looked for after numbers only
			}
			for i, e := range d.Entries {
				for k, name := range e.Names() {
					if kind, other := earlier(d.Vocab.Value, Key(name)); other != nil {
						fs = append(fs, d.fault("CB403", fmt.Sprintf("%q is found as the %s %s, never as %s", name, kind, other.ID, e.ID),
							"leave it out, or give "+other.ID+" case: exact", nameAt(i, k+1)...).warning())
					}
				}
			}
		}
	}
	return fs
}
