package extract

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// matchLimit ends a pattern that backtracks for ever. It is generous, as hosts
// may be starved of time; the requirement checks keep patterns from running
// where they cannot match.
const matchLimit = 15 * time.Second

// pattern is a compiled rule.
type pattern struct {
	rule   *rules.Rule
	re     *regexp2.Regexp
	groups map[string]int
	needs  requirement
	// gate is asked before the pattern is run, by the numbers of its clauses;
	// nil lets everything pass.
	gate    *gate
	clauses []uint16
	// filter is asked next, where there is a gate; nil lets everything pass.
	filter *filter
	// watch is told of every match, where somebody measures coverage.
	watch func(view []rune, m match)
	// cost counts, where somebody measures it.
	cost *cost
}

// compilation is a pattern, or why there is none.
type compilation struct {
	pattern *pattern
	err     error
}

// compileAll compiles rules on all cores, in their order.
func compileAll(rs []*rules.Rule) []compilation {
	out := make([]compilation, len(rs))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(rs)); i = next.Add(1) - 1 {
				out[i].pattern, out[i].err = compile(rs[i])
			}
		})
	}
	workers.Wait()
	return out
}

func compile(r *rules.Rule) (*pattern, error) {
	re, err := regexp2.Compile(r.Expanded.Regexp)
	if err != nil {
		return nil, compileFault(r.Expanded.Regexp, err, r.Fault)
	}
	re.MatchTimeout = matchLimit
	p := &pattern{rule: r, re: re, groups: map[string]int{}}
	for _, name := range r.Expanded.Groups {
		p.groups[name] = re.GroupNumberFromName(name)
	}
	tree, err := syntax.Parse(r.Expanded.Regexp, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	p.needs, p.filter = derive(tree), newFilter(tree)
	return p, nil
}

// match is where a pattern matched in a view.
type match struct {
	start, end int
	// group maps the groups that took part to their first rune and length.
	group map[string]span
}

// each calls yield for every match in a sentence's view. After a match the search goes on
// behind its first value, so that a long match hides no later one.
func (p *pattern) each(s *sentence, yield func(match) bool) error {
	if p.gate != nil && !p.gate.admits(p, s) {
		return nil
	}
	view := s.view
	for from := 0; from <= len(view); {
		m, found, err := p.find(view, from)
		if found && p.watch != nil {
			p.watch(view, m)
		}
		if err != nil || !found || !yield(m) {
			return err
		}
		next := m.start + 1
		if v, ok := m.group["value"]; ok && v.start > m.start {
			next = v.start // the value may be where the next match begins
		}
		from = max(from+1, next)
	}
	return nil
}

// find returns the first match that does not begin before from.
func (p *pattern) find(view []rune, from int) (m match, found bool, err error) {
	if p.cost != nil {
		began := time.Now()
		defer func() { p.cost.add(began, found) }()
	}
	if p.gate != nil && p.filter != nil && !p.filter.admits(view, from) {
		return m, false, nil
	}
	err = p.re.FindRunesMatches(view, from, func(v regexp2.MatchView) bool {
		m, found = p.take(v), true
		return false
	})
	return m, found, err
}

func (p *pattern) take(v regexp2.MatchView) match {
	start, length, _ := v.GroupRange(0)
	m := match{start: start, end: start + length, group: make(map[string]span, len(p.groups))}
	for name, number := range p.groups {
		if i, n, ok := v.GroupRange(number); ok {
			m.group[name] = span{i, i + n}
		}
	}
	return m
}
