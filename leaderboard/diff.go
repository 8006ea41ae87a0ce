package leaderboard

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// Diff is what became of the claims and boards between two sets of records.
type Diff struct {
	// Leaders are the boards that another method leads, or with another value,
	// new and vanished boards included.
	Leaders []LeaderChange `json:"leaders"`
	// Ranks are the rows whose rank changed, by board.
	Ranks   []RankChange     `json:"ranks"`
	Gained  []extract.Record `json:"gained"`
	Lost    []extract.Record `json:"lost"`
	Changed []ClaimChange    `json:"changed"`
}

// LeaderChange is a board with another leader. Before or After is nil where
// nothing ranked.
type LeaderChange struct {
	Benchmark string `json:"benchmark"`
	Metric    string `json:"metric"`
	Kind      string `json:"kind"`
	Change    string `json:"change"`
	Before    *Row   `json:"before"`
	After     *Row   `json:"after"`

	title string
}

// RankChange is a row with another rank; 0 is none.
type RankChange struct {
	Benchmark string `json:"benchmark"`
	Metric    string `json:"metric"`
	Kind      string `json:"kind"`
	Change    string `json:"change"`
	Method    string `json:"method"`
	Setting   string `json:"setting"`
	PaperID   string `json:"paper_id"`
	Before    int    `json:"before"`
	After     int    `json:"after"`
}

// ClaimChange is a claim that says something else than before.
type ClaimChange struct {
	Before extract.Record `json:"before"`
	After  extract.Record `json:"after"`
	// Fields are the names of the columns that differ.
	Fields []string `json:"fields"`
}

// DiffRecords finds what changed from a to b.
func DiffRecords(a, b iter.Seq[extract.Record], set *rules.Set) Diff {
	before, after := slices.Collect(a), slices.Collect(b)
	d := Diff{Leaders: []LeaderChange{}, Ranks: []RankChange{}, Gained: []extract.Record{}, Lost: []extract.Record{}, Changed: []ClaimChange{}}
	d.claims(before, after, newNames(set))
	o := Options{Kind: All}
	d.boards(Build(slices.Values(before), set, o), Build(slices.Values(after), set, o))
	return d
}

// claims matches claims by id, and what is left by what they are about: an id
// changes with the abstract's wording, without anything else having changed.
// One number that is two metrics' ("82% precision and recall") makes two claims
// of one id, so those of the same metric are matched first.
func (d *Diff) claims(before, after []extract.Record, n *names) {
	type named struct{ id, metric string }
	old, fresh := pointers(before), pointers(after)
	old, fresh = match(d, old, fresh, func(r *extract.Record) named { return named{r.ClaimID, r.Metric} })
	old, fresh = match(d, old, fresh, func(r *extract.Record) named { return named{id: r.ClaimID} })
	old, fresh = match(d, old, fresh, n.subject)
	d.Lost, d.Gained = copies(old), copies(fresh)
	order := func(a, b extract.Record) int { return compareRecords(&a, &b) }
	slices.SortFunc(d.Gained, order)
	slices.SortFunc(d.Lost, order)
	slices.SortFunc(d.Changed, func(a, b ClaimChange) int { return compareRecords(&a.After, &b.After) })
}

// match notes what became of the old records that a fresh one shares a key with,
// and gives those of either that are left.
func match[K comparable](d *Diff, old, fresh []*extract.Record, key func(*extract.Record) K) (left, unmatched []*extract.Record) {
	by, matched := map[K][]*extract.Record{}, map[*extract.Record]bool{}
	for _, r := range old {
		by[key(r)] = append(by[key(r)], r)
	}
	for _, r := range fresh {
		k := key(r)
		if i := nearest(by[k], r); i >= 0 {
			d.change(by[k][i], r)
			matched[by[k][i]] = true
			by[k] = slices.Delete(by[k], i, i+1)
		} else {
			unmatched = append(unmatched, r)
		}
	}
	left = slices.DeleteFunc(old, func(r *extract.Record) bool { return matched[r] })
	return left, unmatched
}

func pointers(rs []extract.Record) []*extract.Record {
	out := make([]*extract.Record, len(rs))
	for i := range rs {
		out[i] = &rs[i]
	}
	return out
}

func copies(rs []*extract.Record) []extract.Record {
	out := make([]extract.Record, len(rs))
	for i, r := range rs {
		out[i] = *r
	}
	return out
}

// subject is what a claim is about.
type subject struct{ paper, kind, benchmark, metric, method, setting string }

func (n *names) subject(r *extract.Record) subject {
	k := n.key(r, true)
	return subject{r.PaperID, r.Kind, k.benchmark, k.metric, n.method(r.Method), k.setting}
}

// nearest picks the record with the same value, or else the first, or -1.
func nearest(rs []*extract.Record, r *extract.Record) int {
	for i, old := range rs {
		if old.Value == r.Value {
			return i
		}
	}
	return min(0, len(rs)-1)
}

// change notes the columns that differ, but for those that tell where a claim
// stands and who found it.
func (d *Diff) change(before, after *extract.Record) {
	aside := []string{"claim_id", "title", "url", "published", "rule", "sentence", "start", "end", "source"}
	a, b := recordCells(before), recordCells(after)
	var fields []string
	for i, name := range Columns {
		if a[i].Text != b[i].Text && !slices.Contains(aside, name) {
			fields = append(fields, name)
		}
	}
	if len(fields) > 0 {
		d.Changed = append(d.Changed, ClaimChange{*before, *after, fields})
	}
}

func (d *Diff) boards(before, after []Board) {
	type name struct{ benchmark, metric, kind, change string }
	of := func(b *Board) name { return name{b.Benchmark, b.Metric, b.Kind, b.Change} }
	old := map[name]*Board{}
	for i := range before {
		old[of(&before[i])] = &before[i]
	}
	for i := range after {
		b := &after[i]
		d.board(old[of(b)], b)
		delete(old, of(b))
	}
	for i := range before {
		if b := &before[i]; old[of(b)] != nil {
			d.board(b, nil)
		}
	}
}

// board compares two states of one board, of which one may be nil.
func (d *Diff) board(before, after *Board) {
	named := after
	if named == nil {
		named = before
	}
	a, b := before.leader(), after.leader()
	if a != nil || b != nil {
		if a == nil || b == nil || a.method != b.method || a.Common != b.Common || a.PaperID != b.PaperID {
			d.Leaders = append(d.Leaders, LeaderChange{named.Benchmark, named.Metric, named.Kind, named.Change, a, b, named.Title()})
		}
	}
	d.ranks(named, before.ranked(), after.ranked())
}

func (b *Board) leader() *Row {
	if b == nil || b.Ranked == 0 {
		return nil
	}
	return &b.Rows[0]
}

// place is a row of a board, whatever its value.
type place struct{ paper, method, setting string }

func (b *Board) ranked() map[place]*Row {
	out := map[place]*Row{}
	if b == nil || b.Ranked == 0 {
		return out
	}
	for i := range b.Rows {
		r := &b.Rows[i]
		out[place{r.PaperID, r.method, foldSetting(r.Setting)}] = r
	}
	return out
}

func (d *Diff) ranks(b *Board, before, after map[place]*Row) {
	var changes []RankChange
	add := func(r *Row, from, to int) {
		if from != to {
			changes = append(changes, RankChange{b.Benchmark, b.Metric, b.Kind, b.Change, r.Method, r.Setting, r.PaperID, from, to})
		}
	}
	for p, r := range after {
		if old := before[p]; old != nil {
			add(r, old.Rank, r.Rank)
		} else {
			add(r, 0, r.Rank)
		}
	}
	for p, r := range before {
		if after[p] == nil {
			add(r, r.Rank, 0)
		}
	}
	slices.SortFunc(changes, func(a, b RankChange) int {
		return cmp.Or(cmp.Compare(a.After, b.After), cmp.Compare(a.Before, b.Before), cmp.Compare(a.Method, b.Method), cmp.Compare(a.PaperID, b.PaperID), cmp.Compare(a.Setting, b.Setting))
	})
	d.Ranks = append(d.Ranks, changes...)
}

// DiffFormats are what Write can write.
var DiffFormats = []string{"text", "markdown", "json"}

// Write writes the difference in one of DiffFormats.
func (d *Diff) Write(w io.Writer, format string) error {
	switch format {
	case "text":
		return d.list(w, func(title string) string { return title }, "  ", tableCell)
	case "markdown":
		return d.list(w, func(title string) string { return "### " + title + "\n" }, "- ", markdownCell)
	case "json":
		return WriteJSON(w, d)
	}
	return fmt.Errorf("unknown format %q: one of %s", format, strings.Join(DiffFormats, ", "))
}

// list writes the changes under headings, a line each.
func (d *Diff) list(w io.Writer, heading func(string) string, item string, cell func(string) string) error {
	out := bufio.NewWriter(w)
	first := true
	for _, s := range d.sections() {
		if len(s.lines) == 0 {
			continue
		}
		if !first {
			out.WriteByte('\n')
		}
		first = false
		out.WriteString(heading(fmt.Sprintf("%s (%d)", s.title, len(s.lines))) + "\n")
		for _, l := range s.lines {
			out.WriteString(item + cell(l) + "\n")
		}
	}
	if first {
		out.WriteString("no difference\n")
	}
	return out.Flush()
}

type section struct {
	title string
	lines []string
}

func (d *Diff) sections() []section {
	leaders, moved := section{title: "Leaders changed"}, section{title: "Boards with other ranks"}
	gained, lost, changed := section{title: "Claims gained"}, section{title: "Claims lost"}, section{title: "Claims changed"}
	for i := range d.Leaders {
		leaders.lines = append(leaders.lines, d.Leaders[i].String())
	}
	moved.lines = d.moves()
	for i := range d.Gained {
		gained.lines = append(gained.lines, claimLine(&d.Gained[i]))
	}
	for i := range d.Lost {
		lost.lines = append(lost.lines, claimLine(&d.Lost[i]))
	}
	for i := range d.Changed {
		changed.lines = append(changed.lines, d.Changed[i].String())
	}
	return []section{leaders, moved, gained, lost, changed}
}

// String says who leads instead of whom.
func (c *LeaderChange) String() string {
	row := func(r *Row) string {
		return fmt.Sprintf("%s %s (%s)", r.Method, Value(&r.Record), r.PaperID)
	}
	switch {
	case c.Before == nil:
		return c.title + ": new, led by " + row(c.After)
	case c.After == nil:
		return c.title + ": gone, was led by " + row(c.Before)
	}
	return c.title + ": " + row(c.After) + ", before " + row(c.Before)
}

// String says what of the claim is another.
func (c *ClaimChange) String() string {
	var parts []string
	a, b := recordCells(&c.Before), recordCells(&c.After)
	for _, f := range c.Fields {
		i := slices.Index(Columns, f)
		parts = append(parts, fmt.Sprintf("%s %q, before %q", f, b[i].Text, a[i].Text))
	}
	return claimLine(&c.After) + ": " + strings.Join(parts, "; ")
}

// moves counts the changed ranks of each board: one new leader moves all others.
func (d *Diff) moves() []string {
	type tally struct{ up, down, in, out int }
	var order []string
	by := map[string]*tally{}
	for _, c := range d.Ranks {
		b := Board{Benchmark: c.Benchmark, Metric: c.Metric, Kind: c.Kind, Change: c.Change}
		title := b.Title()
		t := by[title]
		if t == nil {
			t = &tally{}
			by[title] = t
			order = append(order, title)
		}
		switch {
		case c.Before == 0:
			t.in++
		case c.After == 0:
			t.out++
		case c.After < c.Before:
			t.up++
		default:
			t.down++
		}
	}
	var lines []string
	for _, title := range order {
		t := by[title]
		var parts []string
		for _, p := range []struct {
			n    int
			what string
		}{{t.in, "new"}, {t.out, "gone"}, {t.up, "up"}, {t.down, "down"}} {
			if p.n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
			}
		}
		lines = append(lines, title+": "+strings.Join(parts, ", "))
	}
	return lines
}

// claimLine names a claim in a line.
func claimLine(r *extract.Record) string {
	s := r.Method + ", " + r.Benchmark
	if r.Metric != "" {
		s += " " + r.Metric
	}
	if r.Kind == extract.Delta {
		s += " change"
	}
	s += " " + Value(r)
	if r.Setting != "" {
		s += ", " + r.Setting
	}
	if r.Role != extract.Proposed {
		s += ", " + r.Role
	}
	return s + " (" + r.PaperID + ")"
}
