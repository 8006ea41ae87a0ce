package extract

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// CheckPatterns finds what is wrong or doubtful in the patterns of a set that
// stand in the files wanted: that they do not compile, can match nothing, work
// too hard, or hold nothing that lets a sentence be skipped.
func CheckPatterns(set *rules.Set, wanted func(file string) bool) rules.Faults {
	var faults rules.Faults
	lexicon := newLexicon(set)
	var broken []string // expansions of macros that do not compile
	for _, name := range slices.Sorted(maps.Keys(set.Macros)) {
		m := set.Macros[name]
		if m.Broken {
			continue
		}
		if _, err := syntaxOf(m.Expanded.Regexp); err != nil {
			broken = append(broken, m.Expanded.Regexp)
			if wanted(m.Path()) {
				faults = append(faults, compileFault(m.Expanded.Regexp, err, m.Fault))
			}
		}
	}
	for _, r := range set.Rules {
		holds := func(macro string) bool { return strings.Contains(r.Expanded.Regexp, macro) }
		if r.Broken || r.Pattern.Value == "" || !wanted(r.Path()) || slices.ContainsFunc(broken, holds) {
			continue
		}
		faults = append(faults, checkPattern(r)...)
		faults = append(faults, checkLiterals(r, lexicon)...)
	}
	return faults
}

// checkLiterals finds words of a pattern that texts never hold as words, as
// they are a name that becomes a token.
func checkLiterals(r *rules.Rule, l *lexicon) rules.Faults {
	var faults rules.Faults
	for _, p := range r.Expanded.Literals() {
		words := r.Expanded.Regexp[p.Start:p.End]
		for _, m := range l.find(words) {
			faults = append(faults, r.Warning(p.Start+m.Start, "CB314",
				fmt.Sprintf("%q never matches: patterns see {%s} in its place", m.Text, rules.TokenName(m.Type)), "write {"+rules.TokenName(m.Type)+"}"))
		}
	}
	return faults
}

func syntaxOf(expr string) (*syntax.RegexTree, error) {
	return syntax.Parse(expr, syntax.ParseOptions{})
}

func checkPattern(r *rules.Rule) rules.Faults {
	tree, err := syntaxOf(r.Expanded.Regexp)
	if err != nil {
		return rules.Faults{compileFault(r.Expanded.Regexp, err, r.Fault)}
	}
	var faults rules.Faults
	for _, b := range r.Expanded.Branches() {
		branch, err := syntaxOf(r.Expanded.Regexp[b.Start:b.End])
		if err == nil && branch.Root.ComputeMinLength() == 0 {
			faults = append(faults, r.Fault(b.Start, "CB305", "the pattern can match nothing at all", "let it begin with something that must be there"))
		}
	}
	switch g := growthOf(tree.Root); {
	case g.exponential:
		faults = append(faults, r.Fault(0, "CB306", fmt.Sprintf("the pattern backtracks exponentially, on many times %q", g.pump),
			"let what is repeated begin or end with something that stands nowhere else in it"))
	case g.degree > maxDegree:
		faults = append(faults, r.Warning(0, "CB308", fmt.Sprintf("the work grows with the %dth power of the length, on many times %q", g.degree, g.pump),
			"bound what is repeated: {gap:n}"))
	}
	if len(knowledgeOf(tree.Root).flush().needs) == 0 && len(faults) == 0 {
		faults = append(faults, r.Warning(0, "CB307", "no requirement can be derived: the rule is tried on every sentence", "let every branch hold a mention or a word that must be there"))
	}
	return faults
}

// maxDegree is the power of growth that is still no trouble on a sentence.
const maxDegree = 4

// compileFault places a fault of a pattern: the parser gives no offset, so the
// shortest head of the pattern that fails in the same way tells where it is.
func compileFault(text string, err error, fault func(offset int, code, message, hint string) rules.Fault) rules.Fault {
	var e *syntax.Error
	if !errors.As(err, &e) {
		return fault(0, "CB301", err.Error(), "")
	}
	message := string(e.Code)
	if len(e.Args) > 0 {
		message = fmt.Sprintf(message, e.Args...)
	}
	if e.Code == syntax.ErrMissingParen {
		return fault(unclosed(text), "CB301", message, "")
	}
	for i := 1; i <= len(text); i++ {
		var head *syntax.Error
		if _, err := syntaxOf(text[:i]); errors.As(err, &head) && head.Code == e.Code && fmt.Sprint(head.Args) == fmt.Sprint(e.Args) {
			return fault(i-1, "CB301", message, "")
		}
	}
	return fault(0, "CB301", message, "")
}

// unclosed finds the last bracket that no other closes.
func unclosed(text string) int {
	var open []int
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			open = append(open, i)
		case ')':
			open = open[:max(0, len(open)-1)]
		}
	}
	if len(open) == 0 {
		return 0
	}
	return open[len(open)-1]
}
