package leaderboard

import (
	"cmp"
	"slices"
)

// Comparison sets methods against boards.
type Comparison struct {
	Boards  []Compared `json:"boards"`
	Methods []Across   `json:"methods"`
}

// Compared names a board of a comparison.
type Compared struct {
	Benchmark string `json:"benchmark"`
	Metric    string `json:"metric"`
	Kind      string `json:"kind"`
	Direction string `json:"direction"`

	title string
}

// Across is one method on every board: its best row there, or nil.
type Across struct {
	Method string `json:"method"`
	Rows   []*Row `json:"rows"`
	// Others counts, by board, the rows of this method that are not shown:
	// other settings and other papers.
	Others []int `json:"others"`
}

// Compare makes methods rows and boards columns: methods on most boards first,
// then in the order of the first board that tells them apart.
func Compare(boards []Board) Comparison {
	c := Comparison{Boards: []Compared{}, Methods: []Across{}}
	at := map[string]int{}
	for i := range boards {
		b := &boards[i]
		c.Boards = append(c.Boards, Compared{b.Benchmark, b.Metric, b.Kind, b.Direction, b.Title()})
		for j := range b.Rows {
			r := &b.Rows[j]
			m, ok := at[r.method]
			if !ok {
				m = len(c.Methods)
				at[r.method] = m
				c.Methods = append(c.Methods, Across{Method: r.Method, Rows: make([]*Row, len(boards)), Others: make([]int, len(boards))})
			}
			if a := &c.Methods[m]; a.Rows[i] == nil {
				a.Rows[i] = r // rows come best first
			} else {
				a.Others[i]++
			}
		}
	}
	slices.SortStableFunc(c.Methods, Across.compare)
	return c
}

// MainBoards picks a board for each benchmark and kind, that with most ranked
// rows, in the order in which they come. The others with ranked rows are left.
func MainBoards(boards []Board) (main, others []Board) {
	type of struct{ benchmark, kind string }
	most := map[of]int{}
	for i := range boards {
		k := of{boards[i].Benchmark, boards[i].Kind}
		if j, ok := most[k]; !ok || boards[i].Ranked > boards[j].Ranked {
			most[k] = i
		}
	}
	for i := range boards {
		b := &boards[i]
		switch {
		case most[of{b.Benchmark, b.Kind}] == i:
			main = append(main, *b)
		case b.Ranked > 0:
			others = append(others, *b)
		}
	}
	return main, others
}

func (a Across) compare(b Across) int {
	if d := cmp.Compare(b.boards(), a.boards()); d != 0 {
		return d
	}
	for i := range a.Rows {
		switch x, y := a.Rows[i], b.Rows[i]; {
		case x == nil && y == nil:
		case x == nil:
			return 1
		case y == nil:
			return -1
		case x.Rank != y.Rank:
			return cmp.Compare(x.Rank, y.Rank)
		}
	}
	return cmp.Compare(a.Method, b.Method)
}

func (a Across) boards() int {
	n := 0
	for _, r := range a.Rows {
		if r != nil {
			n++
		}
	}
	return n
}

// Sheet lays the comparison out.
func (c *Comparison) Sheet() Sheet {
	s := Sheet{Title: "methods across benchmarks", Columns: []Column{{Name: "method", Key: true, Whole: true, Least: 16}}}
	twice := c.benchmarksTwice()
	for _, b := range c.Boards {
		name := b.Benchmark
		if twice[name] {
			name = b.title
		}
		switch b.Direction {
		case Higher:
			name += " ↑"
		case Lower:
			name += " ↓"
		}
		s.Columns = append(s.Columns, Column{Name: name, Number: true})
	}
	others := false
	for _, m := range c.Methods {
		l := Line{Cells: []Cell{text(m.Method)}}
		for i, r := range m.Rows {
			cell := Cell{}
			if r != nil {
				cell = r.value()
				cell.Signs = ""
				cell.Best = r.Best()
				if m.Others[i] > 0 {
					others = true
					cell.Signs = "‡"
				}
			}
			l.Cells = append(l.Cells, cell)
		}
		s.Lines = append(s.Lines, l)
	}
	if others {
		s.Notes = append(s.Notes, "‡ the best of several, in other settings or papers")
	}
	s.Notes = append(s.Notes, "★ leads that benchmark")
	return s
}

// benchmarksTwice are those that several boards share, which a name alone does
// not tell apart.
func (c *Comparison) benchmarksTwice() map[string]bool {
	seen, twice := map[string]bool{}, map[string]bool{}
	for _, b := range c.Boards {
		twice[b.Benchmark] = seen[b.Benchmark]
		seen[b.Benchmark] = true
	}
	return twice
}
