package leaderboard

import (
	"iter"
	"maps"
	"slices"

	"claimboard/extract"
	"claimboard/rules"
)

// Sums is an overview in the making from tallies. Most boards come out of them
// alone; Leaders and Unsettled say which records the others need.
type Sums struct {
	names   *names
	options Options
	boards  map[key]*sum
}

// sum is the tallies of one board.
type sum struct {
	tally   *tally
	tallies []extract.Tally
	// leaders are the claims that may lead the board, by number.
	leaders []int64
	best    float64
	last    *float64
	// unsettled: only the claims themselves tell.
	unsettled bool
}

// SumUp begins an overview of tallies. Options that split boards or choose
// methods need records: see Overview.
func SumUp(tallies iter.Seq[extract.Tally], set *rules.Set, o Options) *Sums {
	s := &Sums{names: newNames(set), options: o, boards: map[key]*sum{}}
	for t := range tallies {
		if !o.wants(t.Kind) {
			continue
		}
		r := extract.Record{}
		r.Benchmark, r.Metric, r.Kind = t.Benchmark, t.Metric, t.Kind
		k := s.names.key(&r, false)
		k.change = t.Change
		b := s.boards[k]
		if b == nil {
			b = &sum{tally: newTally(k, s.names, &r)}
			s.boards[k] = b
		}
		b.tallies = append(b.tallies, t)
	}
	for _, b := range s.boards {
		b.settle(s.names)
	}
	return s
}

// settle finds the ends of a board, if the tallies tell.
func (b *sum) settle(n *names) {
	first := &b.tallies[0]
	units := counts{}
	for i := range b.tallies {
		t := &b.tallies[i]
		if t.Benchmark != first.Benchmark || t.Metric != first.Metric {
			b.unsettled = true // a paper may have claims under both names
			return
		}
		b.tally.claims += t.Claims
		units[n.unit(t.Unit)] += t.Claims
	}
	b.tally.direction = b.tally.scale.direction
	if b.tally.direction == "" {
		return
	}
	main := units.commonest()
	for i := range b.tallies {
		if t := &b.tallies[i]; n.unit(t.Unit) == main {
			b.ends(t)
		}
	}
}

// ends takes the ends of a tally for those of the board.
func (b *sum) ends(t *extract.Tally) {
	s := b.tally.scale
	best, last, leader := highOf(t, t.HighBest), highOf(t, t.HighLast), t.High
	if s.direction == Lower {
		best, last, leader = lowOf(t, t.LowBest), lowOf(t, t.LowLast), t.Low
	}
	if reason(&best, s.unbounded(), "", "") != "" {
		return
	}
	if !s.holds(&best) || !s.holds(&last) {
		x, _ := s.common(&best)
		y, _ := s.common(&last)
		if max(x, y) >= s.low && min(x, y) <= s.high {
			b.unsettled = true // some of the values are none of this metric
		}
		return
	}
	x, _ := s.common(&best)
	y, _ := s.common(&last)
	switch {
	case b.last == nil || s.better(x, b.best):
		b.best, b.leaders = x, []int64{leader}
	case x == b.best:
		b.leaders = append(b.leaders, leader)
	}
	if b.last == nil || s.better(*b.last, y) {
		b.last = &y
	}
}

// highOf is a claim that has a tally's value where higher is better.
func highOf(t *extract.Tally, cautious float64) extract.Record {
	r := lowOf(t, []float64{-10, -0.5, 0.5, 10, 1000}[t.Size+2])
	r.Low = &cautious
	return r
}

// lowOf is a claim that has a tally's value where lower is better.
func lowOf(t *extract.Tally, value float64) extract.Record {
	r := extract.Record{}
	r.Value, r.Unit, r.Bound, r.Kind, r.Role = value, t.Unit, t.Bound, t.Kind, extract.Baseline
	if t.Ranks {
		r.Role = extract.Proposed
	}
	if t.Fraction {
		r.ValueText = "."
	}
	return r
}

// Leaders gives the numbers of the claims that may lead their boards.
func (s *Sums) Leaders() []int64 {
	var out []int64
	for _, b := range s.boards {
		if !b.unsettled && b.tallies[0].Papers >= s.options.MinPapers {
			out = append(out, b.leaders...)
		}
	}
	slices.Sort(out)
	return out
}

// Unsettled gives the names, as stored, of the boards whose records Summaries
// needs, sorted; none where there is no such board.
func (s *Sums) Unsettled() (benchmarks, metrics []string) {
	b, m := map[string]bool{}, map[string]bool{}
	for _, sum := range s.boards {
		if !sum.unsettled {
			continue
		}
		for _, t := range sum.tallies {
			b[t.Benchmark], m[t.Metric] = true, true
		}
	}
	return slices.Sorted(maps.Keys(b)), slices.Sorted(maps.Keys(m))
}

// Summaries gives the overview: what Overview would of all records. leaders
// has a record for each of Leaders; rest are all records of the boards that are
// Unsettled, among others.
func (s *Sums) Summaries(leaders map[int64]extract.Record, rest iter.Seq[extract.Record]) []Summary {
	var out []Summary
	for _, b := range s.boards {
		if !b.unsettled && b.tallies[0].Papers >= s.options.MinPapers {
			out = append(out, b.summary(s.names, leaders))
		}
	}
	unsettled := func(yield func(extract.Record) bool) {
		for r := range rest {
			if b := s.boards[s.names.key(&r, false)]; b != nil && b.unsettled && !yield(r) {
				return
			}
		}
	}
	out = append(out, overview(unsettled, s.names, s.options)...)
	slices.SortFunc(out, Summary.compare)
	return out
}

func (b *sum) summary(n *names, leaders map[int64]extract.Record) Summary {
	first := &b.tallies[0]
	var best *Row
	for _, l := range b.leaders {
		r := &Row{Rank: 1, Common: b.best, Marks: []Mark{}, Conflicts: []string{}, Record: leaders[l]}
		r.method = n.system(&r.Record)
		if best == nil || compareRows(r, best, b.tally.direction) < 0 {
			best = r
		}
	}
	out := Summary{Benchmark: first.Benchmark, Metric: first.Metric, Papers: first.Papers, Newest: first.Newest, Claims: b.tally.claims}
	b.tally.describe(&out, best, b.last)
	return out
}
