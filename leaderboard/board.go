// Package leaderboard turns claims into boards and writes them down.
//
//  1. Filter says which records are asked for (filter.go).
//  2. Build groups them by benchmark and metric, and ranks each group
//     (board.go; what ranks is policy.go, on which scale is scale.go, what a
//     reader is warned of is mark.go). Overview, Compare and Diff are the
//     other views of the same records.
//  3. A view lays itself out as a Sheet: columns, lines, notes (sheet.go).
//  4. Each rendering is one file that writes sheets: table.go, markdown.go,
//     csv.go, html.go, latex.go; json.go writes the view itself.
//  5. Exports write records, not boards: export.go, xlsx.go, pwc.go, eee.go,
//     bibtex.go.
//
// Everything here is a pure function of its arguments: no clock, no files.
package leaderboard

import (
	"cmp"
	"iter"
	"slices"

	"claimboard/extract"
	"claimboard/rules"
)

// Kinds of board that Options ask for, beside extract.Score and extract.Delta.
const All = "all"

// Directions of a metric.
const (
	Higher = "higher"
	Lower  = "lower"
)

// Options say which boards to build and how.
type Options struct {
	// Kind is extract.Score (the default), extract.Delta or All.
	Kind string
	// BySetting gives each setting a board of its own.
	BySetting bool
	// All keeps the rows that do not rank.
	All bool
	// Top keeps the rows up to that rank; 0 keeps them all.
	Top int
	// MinPapers drops boards with claims of fewer papers.
	MinPapers int
	// Methods keeps the rows of these methods, with the ranks that they have
	// on the whole board.
	Methods []string
}

// Board is the claims of one benchmark and metric, best first.
type Board struct {
	Benchmark string `json:"benchmark"`
	Metric    string `json:"metric"`
	// Kind is extract.Score or extract.Delta. Change tells deltas apart that
	// have no common measure: "" in the metric's own units, "relative", "factor".
	Kind   string `json:"kind"`
	Change string `json:"change"`
	// Setting is the one setting of a board split by setting.
	Setting string `json:"setting"`
	// Direction is Higher, Lower, or "" where the vocabulary does not say: such
	// a board has rows but no ranks.
	Direction string `json:"direction"`
	Task      string `json:"task"`
	// Settings are all that occur in Rows, sorted; "" stands for none stated.
	Settings []string `json:"settings"`
	// Papers counts the papers with a claim here, ranked or not.
	Papers int `json:"papers"`
	// Ranked counts the rows with a rank, those cut by Top and Methods included.
	Ranked int `json:"ranked"`
	// Hidden counts the rows that do not rank and were not asked for.
	Hidden   int      `json:"hidden"`
	Rows     []Row    `json:"rows"`
	Unranked []Row    `json:"unranked"`
	Trend    []Point  `json:"trend"`
	Warnings []string `json:"warnings"`

	cut int // rows left out by Top and Methods
}

// Row is one method of one paper in one setting.
type Row struct {
	// Rank counts from 1, ties share one; 0 is unranked, and Reason says why.
	Rank   int    `json:"rank"`
	Reason string `json:"reason"`
	// Common is the value on the board's scale: 84 for 0.84 among percentages.
	Common float64 `json:"common"`
	Marks  []Mark  `json:"marks"`
	// Conflicts are what other papers give for this method and setting:
	// "82.0 (arXiv:2401.00001)".
	Conflicts []string `json:"conflicts"`
	extract.Record

	method string // folded name
}

// Best says whether the row leads its board.
func (r *Row) Best() bool { return r.Rank == 1 }

// key is what a board gathers: all claims with the same key are on it.
type key struct {
	benchmark, metric, kind, change, setting string
}

// Build makes the boards of the records: most papers first, then by name.
func Build(records iter.Seq[extract.Record], set *rules.Set, o Options) []Board {
	n := newNames(set)
	groups := map[key]*group{}
	for r := range records {
		if !o.wants(r.Kind) {
			continue
		}
		k := n.key(&r, o.BySetting)
		g := groups[k]
		if g == nil {
			g = &group{key: k, names: n}
			groups[k] = g
		}
		g.records = append(g.records, &r)
	}
	boards := make([]Board, 0, len(groups))
	for _, g := range groups {
		if b := g.board(o); b.Papers >= o.MinPapers && len(b.Rows)+len(b.Unranked)+b.Hidden > 0 {
			boards = append(boards, b)
		}
	}
	slices.SortFunc(boards, func(a, b Board) int {
		return cmp.Or(cmp.Compare(b.Papers, a.Papers), a.compareName(&b))
	})
	return boards
}

func (o Options) wants(kind string) bool {
	return o.Kind == All || kind == o.Kind || o.Kind == "" && kind == extract.Score
}

func (b *Board) compareName(c *Board) int {
	return cmp.Or(cmp.Compare(b.Benchmark, c.Benchmark), cmp.Compare(b.Metric, c.Metric),
		cmp.Compare(c.Kind, b.Kind), cmp.Compare(b.Change, c.Change), cmp.Compare(b.Setting, c.Setting))
}

// group is the records of one board to be.
type group struct {
	key     key
	names   *names
	records []*extract.Record
}

func (g *group) board(o Options) Board {
	// Whatever order the records come in, the same board comes out.
	slices.SortFunc(g.records, compareRecords)
	metric := g.names.metric(g.records[0].Metric)
	b := Board{
		Benchmark: commonest(g.records, func(r *extract.Record) string { return r.Benchmark }),
		Metric:    commonest(g.records, func(r *extract.Record) string { return r.Metric }),
		Kind:      g.key.kind,
		Change:    g.key.change,
		Papers:    g.papers(),
		Rows:      []Row{},
		Unranked:  []Row{},
	}
	if e := g.names.benchmark(b.Benchmark); e != nil {
		b.Benchmark, b.Task = e.Name, e.Task
	}
	if metric != nil {
		b.Metric, b.Direction = metric.Name, metric.Direction
	}
	if o.BySetting {
		b.Setting = commonest(g.records, func(r *extract.Record) string { return r.Setting })
	}
	g.rows(&b, newScale(metric, b.Kind))
	b.flag(metric != nil)
	b.Trend = b.trend()
	b.keep(g.names, o)
	if !o.All {
		b.Hidden, b.Unranked = len(b.Unranked), []Row{}
	}
	return b
}

// rows judges each record and keeps the best of those that say the same: one
// row a paper, method and setting.
func (g *group) rows(b *Board, s scale) {
	type same struct{ paper, method, setting, reason string }
	main := g.mainUnit()
	at := map[same]*Row{}
	var ranked, rest []*Row
	for _, record := range g.records {
		r := &Row{Record: *record, Marks: []Mark{}, Conflicts: []string{}}
		r.method = g.names.system(record)
		r.Common, _ = s.common(record)
		r.Reason = reason(record, s, g.names.unit(r.Unit), main)
		k := same{r.PaperID, g.names.method(r.Method), foldSetting(r.Setting), r.Reason}
		if r.Reason != "" || b.Direction == "" {
			k.reason += "\x00" + r.ValueText // no better one among these: each is shown
		}
		if old := at[k]; old != nil {
			if b.Direction != "" && compareRows(r, old, b.Direction) < 0 {
				*old = *r
			}
			continue
		}
		at[k] = r
		if r.Reason == "" {
			ranked = append(ranked, r)
		} else {
			rest = append(rest, r)
		}
	}
	b.rank(ranked, rest)
	g.scales(b, s)
}

// keep cuts the finished board down to the methods and ranks asked for.
func (b *Board) keep(n *names, o Options) {
	drop := func(r Row) bool {
		return o.Top > 0 && r.Rank > o.Top || len(o.Methods) > 0 && !n.isMethod(r.Method, o.Methods)
	}
	all := len(b.Rows)
	b.Rows = slices.DeleteFunc(b.Rows, drop)
	b.Unranked = slices.DeleteFunc(b.Unranked, drop)
	if b.Direction == "" && o.Top > 0 && len(b.Rows) > o.Top {
		b.Rows = b.Rows[:o.Top]
	}
	b.cut = all - len(b.Rows)
}

func (g *group) papers() int {
	seen := map[string]bool{}
	for _, r := range g.records {
		seen[r.PaperID] = true
	}
	return len(seen)
}

// mainUnit is the unit of most records: rows in another one cannot be compared.
func (g *group) mainUnit() string {
	return commonest(g.records, func(r *extract.Record) string { return g.names.unit(r.Unit) })
}

// commonest gives the text that most records have; of equals, the first in order.
func commonest(records []*extract.Record, text func(*extract.Record) string) string {
	count := map[string]int{}
	best := text(records[0])
	for _, r := range records {
		t := text(r)
		count[t]++
		if count[t] > count[best] || count[t] == count[best] && t < best {
			best = t
		}
	}
	return best
}

func compareRecords(a, b *extract.Record) int {
	return cmp.Or(cmp.Compare(a.PaperID, b.PaperID), cmp.Compare(a.Start, b.Start),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Benchmark, b.Benchmark), cmp.Compare(a.Metric, b.Metric),
		cmp.Compare(a.Method, b.Method), cmp.Compare(a.Setting, b.Setting), cmp.Compare(a.Value, b.Value),
		cmp.Compare(a.ClaimID, b.ClaimID))
}
