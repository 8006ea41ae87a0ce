package leaderboard

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// Summary is one board in one line.
type Summary struct {
	Benchmark string `json:"benchmark"`
	Metric    string `json:"metric"`
	Kind      string `json:"kind"`
	Change    string `json:"change"`
	Setting   string `json:"setting"`
	Direction string `json:"direction"`
	Task      string `json:"task"`
	Papers    int    `json:"papers"`
	Claims    int    `json:"claims"`
	// Best is the leading row, nil where nothing ranks.
	Best *Row `json:"best"`
	// Last is the worst value that may rank, on the board's scale.
	Last *float64 `json:"last"`
	// Newest is the date of the newest paper, "" where none is known.
	Newest string `json:"newest"`
}

// Overview sums up every board: most papers first, then by name. It is what
// Build would give, at a fraction of the memory: records pass through once and
// only leaders are kept.
func Overview(records iter.Seq[extract.Record], set *rules.Set, o Options) []Summary {
	out := overview(records, newNames(set), o)
	slices.SortFunc(out, Summary.compare)
	return out
}

func (s Summary) compare(t Summary) int {
	return cmp.Or(cmp.Compare(t.Papers, s.Papers), cmp.Compare(t.Claims, s.Claims), s.board().compareName(t.board()))
}

// overview is Overview in no order.
func overview(records iter.Seq[extract.Record], n *names, o Options) []Summary {
	tallies := map[key]*tally{}
	for r := range records {
		if !o.wants(r.Kind) || len(o.Methods) > 0 && !n.isMethod(r.Method, o.Methods) {
			continue
		}
		k := n.key(&r, o.BySetting)
		t := tallies[k]
		if t == nil {
			t = newTally(k, n, &r)
			tallies[k] = t
		}
		t.add(&r)
	}
	out := make([]Summary, 0, len(tallies))
	for _, t := range tallies {
		if len(t.papers) >= o.MinPapers {
			out = append(out, t.summary())
		}
	}
	return out
}

// tally is what is known of a board while its records pass.
type tally struct {
	key        key
	names      *names
	direction  string
	scale      scale
	papers     map[string]struct{}
	claims     int
	newest     string
	benchmarks counts
	metrics    counts
	settings   counts
	units      map[string]*ends // which unit is the main one shows at the end
}

// ends are the first and the last of the rows in one unit.
type ends struct {
	records int
	best    *Row
	last    float64
}

// counts finds the commonest of some spellings without counting twice the
// usual case, that there is only one.
type counts map[string]int

func (c counts) commonest() string {
	best, n := "", -1
	for s, k := range c {
		if k > n || k == n && s < best {
			best, n = s, k
		}
	}
	return best
}

func newTally(k key, n *names, r *extract.Record) *tally {
	t := &tally{key: k, names: n, papers: map[string]struct{}{}, units: map[string]*ends{},
		benchmarks: counts{}, metrics: counts{}, settings: counts{}}
	metric := n.metric(r.Metric)
	t.scale = newScale(metric, r.Kind)
	if metric != nil {
		t.direction = metric.Direction
	}
	return t
}

func (t *tally) add(r *extract.Record) {
	t.claims++
	t.papers[r.PaperID] = struct{}{}
	t.newest = max(t.newest, r.Published)
	t.benchmarks[r.Benchmark]++
	t.metrics[r.Metric]++
	if t.key.setting != "" {
		t.settings[r.Setting]++
	}
	unit := t.names.unit(r.Unit)
	e := t.units[unit]
	if e == nil {
		e = &ends{}
		t.units[unit] = e
	}
	e.records++
	if t.direction != "" && reason(r, t.scale, unit, unit) == "" {
		e.add(r, t)
	}
}

func (e *ends) add(r *extract.Record, t *tally) {
	common, _ := t.scale.common(r)
	if e.best != nil {
		worse := common < e.best.Common
		if t.direction == Lower {
			worse = common > e.best.Common
		}
		if worse {
			// Most records end here, before anything is copied.
			if t.direction == Lower {
				e.last = max(e.last, common)
			} else {
				e.last = min(e.last, common)
			}
			return
		}
	}
	row := &Row{Rank: 1, Common: common, Marks: []Mark{}, Conflicts: []string{}, Record: *r, method: t.names.system(r)}
	if e.best == nil {
		e.best, e.last = row, common
	} else if compareRows(row, e.best, t.direction) < 0 {
		e.best = row
	}
}

func (t *tally) summary() Summary {
	s := Summary{
		Benchmark: t.benchmarks.commonest(), Metric: t.metrics.commonest(), Setting: t.settings.commonest(),
		Papers: len(t.papers), Claims: t.claims, Newest: t.newest,
	}
	e := t.main()
	t.describe(&s, e.best, &e.last)
	return s
}

// describe adds to a summary what the vocabulary knows of the board, and its
// ends where it has any.
func (t *tally) describe(s *Summary, best *Row, last *float64) {
	s.Kind, s.Change, s.Direction = t.key.kind, t.key.change, t.direction
	if e := t.names.benchmark(s.Benchmark); e != nil {
		s.Benchmark, s.Task = e.Name, e.Task
	}
	if e := t.names.metric(s.Metric); e != nil {
		s.Metric = e.Name
	}
	if best == nil {
		return
	}
	s.Best, s.Last = best, last
	if best.MetricImplied {
		best.Marks = append(best.Marks, MarkImplied)
	}
}

func (t *tally) main() *ends {
	c := counts{}
	for unit, e := range t.units {
		c[unit] = e.records
	}
	return t.units[c.commonest()]
}

func (s *Summary) board() *Board {
	return &Board{Benchmark: s.Benchmark, Metric: s.Metric, Kind: s.Kind, Change: s.Change, Setting: s.Setting}
}

// OverviewSheet lays summaries out, a line each; more of them are not shown.
func OverviewSheet(all []Summary, more int) Sheet {
	s := Sheet{Columns: []Column{
		{Name: "benchmark", Key: true, Whole: true, Least: 12}, {Name: "metric", Least: 10}, {Name: "papers", Number: true},
		{Name: "best", Number: true, Least: 14}, {Name: "method", Whole: true, Least: 12}, {Name: "spread", Least: 11}, {Name: "newest"},
	}}
	kinds := false
	for i := range all {
		kinds = kinds || all[i].Kind == extract.Delta
		s.Lines = append(s.Lines, all[i].line())
	}
	if more > 0 {
		s.Notes = append(s.Notes, "and "+count(more).Text+" more, of no more papers")
	}
	if kinds {
		s.Notes = append(s.Notes, "Δ a change, not a value reached")
	}
	s.dropEmpty("newest")
	return s
}

func (s *Summary) line() Line {
	metric := s.Metric
	if s.Kind == extract.Delta {
		metric = strings.TrimSpace("Δ "+s.Change) + " " + metric
	}
	benchmark := s.Benchmark
	if s.Setting != "" {
		benchmark += " · " + s.Setting
	}
	best, method, spread := Cell{}, "(not ranked)", ""
	if s.Best != nil {
		best, method = number(valueParts(&s.Best.Record)), s.Best.Method
		best.Order = Number(s.Best.Common)
		if *s.Last != s.Best.Common {
			spread = Number(*s.Last) + "–" + Number(s.Best.Common)
			if *s.Last < 0 || s.Best.Common < 0 {
				spread = Number(*s.Last) + " to " + Number(s.Best.Common)
			}
		}
	}
	return Line{Cells: []Cell{text(benchmark), text(metric), count(s.Papers), best, text(method), text(spread), text(s.Newest[:min(7, len(s.Newest))])}}
}
