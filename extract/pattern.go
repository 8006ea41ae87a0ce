package extract

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"

	"claimboard/rules"
)

// DefaultMatchTime ends a pattern that backtracks for ever, where [MatchTime]
// does not say otherwise. It is generous, as hosts may be starved of time; the
// requirement checks keep patterns from running where they cannot match.
const DefaultMatchTime = 15 * time.Second

// MatchTime bounds the time of one search of a pattern in a sentence. A rule
// that hits it is a [Fault] of the paper's Result.
func MatchTime(most time.Duration) Option {
	return func(x *Extractor) {
		for _, p := range x.patterns {
			p.time = most
		}
	}
}

// pattern is a rule, ready to be matched.
type pattern struct {
	rule *rules.Rule
	code uint16 // of the rule, in notes
	// engine runs the pattern. It is made when it is first asked: many never are.
	engine func() *engine
	time   time.Duration // that one search may take
	demand
	// gate is asked before the pattern is run, by the pattern's number; nil lets
	// everything pass.
	gate   *gate
	number int32
	// watch is told of every match, where somebody measures coverage.
	watch func(view []rune, m match)
	// cost counts, where somebody measures it.
	cost *cost
}

// engine runs a pattern: by its matcher, or what that does not know, or takes too many
// steps for, by regexp2. Without a gate it has neither matcher nor filter.
type engine struct {
	// filter is asked where the pattern may match; nil lets everything pass.
	filter *filter
	// anchored says that the filter names each place, and the pattern is tried there
	// alone.
	anchored bool
	matcher  *matcher // nil for none
	slow     func() (*slowEngine, error)
	names    []string // of the groups
}

// slowEngine is a pattern in regexp2.
type slowEngine struct {
	re     *regexp2.Regexp
	names  []string // of the groups
	groups []int    // their numbers
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
	p := &pattern{rule: r, code: ruleCode(r.ID.Value), time: DefaultMatchTime}
	expr := r.Expanded.Regexp
	var stored bool
	if p.demand, stored = storedDemand(expr); stored {
		p.engine = sync.OnceValue(func() *engine {
			tree, _ := syntaxOf(expr) // regexp2 will say what is wrong with it
			return p.newEngine(tree)
		})
		return p, nil
	}
	tree, err := syntaxOf(expr)
	if err != nil {
		return nil, compileFault(expr, err, r.Fault)
	}
	p.demand = demandOf(tree)
	p.engine = sync.OnceValue(func() *engine { return p.newEngine(tree) })
	return p, nil
}

func (p *pattern) newEngine(tree *syntax.RegexTree) *engine {
	e := &engine{names: p.rule.Expanded.Groups}
	if p.gate != nil && tree != nil {
		e.filter = newFilter(tree)
		e.anchored = e.filter != nil && !e.filter.program.behind
		e.matcher = newMatcher(tree, e.names)
	}
	e.slow = sync.OnceValues(func() (*slowEngine, error) { return p.newSlowEngine(e.anchored) })
	return e
}

func (p *pattern) filter() *filter { return p.engine().filter }

// newSlowEngine compiles a pattern. To search for a place, where one is known, is what
// would take it most of its time.
func (p *pattern) newSlowEngine(anchored bool) (*slowEngine, error) {
	x := &p.rule.Expanded
	e := &slowEngine{names: x.Groups}
	if anchored {
		e.re, _ = regexp2.Compile(`\G(?:` + x.Regexp + `)`) // not where the pattern ends with a comment
	}
	if e.re == nil {
		var err error
		if e.re, err = regexp2.Compile(x.Regexp); err != nil {
			return nil, err
		}
	}
	e.re.MatchTimeout = p.time
	for _, name := range x.Groups {
		e.groups = append(e.groups, e.re.GroupNumberFromName(name))
	}
	return e, nil
}

// match is where a pattern matched in a view.
type match struct {
	start, end int
	group      groups
}

// groups are the groups that took part in a match: there are few, so that to
// look through them is quicker than a map.
type groups []group

type group struct {
	name string
	span
}

func (gs groups) named(name string) (span, bool) {
	for _, g := range gs {
		if g.name == name {
			return g.span, true
		}
	}
	return span{}, false
}

// mayMatch says whether the pattern may match in a sentence.
func (p *pattern) mayMatch(s *sentence) bool {
	return p.gate == nil || p.gate.admits(p, s) && p.filter().admits(s.view)
}

// each calls yield for every match in a sentence's view. After a match the search goes on
// behind its first value, so that a long match hides no later one.
func (p *pattern) each(s *sentence, yield func(match) bool) error {
	if p.gate != nil && !p.gate.admits(p, s) {
		return nil
	}
	return p.eachUngated(s, yield)
}

// eachUngated is each for a pattern that is one of few: to ask the gate takes longer
// than to look for one pattern.
func (p *pattern) eachUngated(s *sentence, yield func(match) bool) error {
	search := p.search(s.view)
	defer search.end()
	return p.eachIn(&search, yield)
}

// eachAmong is each where it is known that the pattern matches at no other than some
// places, which are in order: those are tried, without any search.
func (p *pattern) eachAmong(places []int, s *sentence, yield func(match) bool) error {
	if len(places) == 0 {
		return nil
	}
	return p.eachIn(&search{view: s.view, places: places}, yield)
}

func (p *pattern) eachIn(s *search, yield func(match) bool) error {
	for from := 0; from <= len(s.view); {
		m, found, err := p.find(s, from)
		if found && p.watch != nil {
			p.watch(s.view, m)
		}
		if err != nil || !found || !yield(m) {
			return err
		}
		next := m.start + 1
		if v, ok := m.group.named("value"); ok && v.start > m.start {
			next = v.start // the value may be where the next match begins
		}
		from = max(from+1, next)
	}
	return nil
}

func (p *pattern) search(view []rune) search {
	if p.gate == nil {
		return search{view: view}
	}
	return p.filter().search(view)
}

// find returns the first match that does not begin before from.
func (p *pattern) find(s *search, from int) (m match, found bool, err error) {
	if p.cost != nil {
		began := time.Now()
		defer func() { p.cost.add(began, found) }()
	}
	at, ok := s.next(from)
	if !ok {
		return m, false, nil
	}
	e := p.engine()
	for began := time.Now(); ok; at, ok = s.next(at + 1) {
		if m, found, err = e.find(s.view, at); found || err != nil || !e.anchored {
			return m, found, err
		}
		if time.Since(began) > p.time { // which ends a single try in the engine
			return m, false, fmt.Errorf("match timeout after %v", p.time)
		}
	}
	return m, false, nil
}

// find is the first match not before a place, or if anchored the one there.
func (e *engine) find(view []rune, from int) (m match, found bool, err error) {
	if e.matcher != nil {
		if m, found, sure := e.matcher.try(view, from, e.anchored, e.names); sure {
			return m, found, nil
		}
	}
	slow, err := e.slow()
	if err != nil {
		return match{}, false, err
	}
	m, found, err = slow.find(view, from)
	return m, found && (m.start == from || !e.anchored), err
}

func (e *slowEngine) find(view []rune, from int) (m match, found bool, err error) {
	err = e.re.FindRunesMatches(view, from, func(v regexp2.MatchView) bool {
		m, found = e.take(v), true
		return false
	})
	if err != nil {
		err = unfinished(err)
	}
	return m, found, err
}

// unfinished leaves the text that was searched, which may be long, out of the
// engine's error: "match timeout after 15s".
func unfinished(err error) error {
	what, _, _ := strings.Cut(err.Error(), " on input ")
	return errors.New(what)
}

func (e *slowEngine) take(v regexp2.MatchView) match {
	start, length, _ := v.GroupRange(0)
	m := match{start: start, end: start + length, group: make(groups, 0, len(e.groups))}
	for k, number := range e.groups {
		if i, n, ok := v.GroupRange(number); ok {
			m.group = append(m.group, group{e.names[k], span{i, i + n}})
		}
	}
	return m
}
