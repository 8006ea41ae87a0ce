package extract

import (
	"slices"
	"strings"
)

// trie is an Aho-Corasick automaton: it tells, from one pass over runes, which
// clauses' texts end where. A stem is the start of a text, shorter ones first.
// What comes after a stem is mostly what comes after the longest end of it that
// is a stem too: with at most two runes that lead elsewhere it uses that one's
// row, so that all fit the cache of a processor.
type trie struct {
	stems []stem
	// rows say for each column which stem comes next, width columns each. Column 0
	// is for the runes that stand in no text.
	rows  []uint16
	width int
	// dense says that each stem has a row of its own, of the same number: there are
	// few enough.
	dense bool
	// lists of clauses lie one behind the other in clauses, each up to where the
	// next begins: none is the first.
	lists   []uint32
	clauses []uint16
}

type stem struct {
	row  uint16
	back uint16 // the longest end of its text that is a stem
	met  uint16 // the list of the clauses that are fulfilled here
	// to are the stems that two columns lead to, whatever the row says: column 0 is
	// none.
	to     [2]uint16
	column [2]uint8
}

// lettering is a text of a clause in columns.
type lettering struct {
	columns string
	clause  uint16
}

func (l lettering) compare(m lettering) int { return strings.Compare(l.columns, m.columns) }

// sharing is the texts that begin with a stem.
type sharing struct{ from, to, depth int }

// leading leads from one stem to a longer one.
type leading struct {
	column uint8
	to     uint16
}

// newTrie makes the trie of texts, dense where the rows of all stems have no more
// than so many columns together.
func newTrie(texts []lettering, width, dense int) *trie {
	slices.SortFunc(texts, lettering.compare)
	t := &trie{stems: make([]stem, 1), width: width, lists: make([]uint32, 2)}
	t.dense = stemsOf(texts)*width <= dense
	numbers := map[string]uint16{} // of the lists
	begun := []sharing{{0, len(texts), 0}}
	var leads []leading
	var met []uint16
	for at := 0; at < len(t.stems); at++ {
		s, back := begun[at], t.stems[at].back
		met = append(met[:0], t.met(back)...)
		for ; s.from < s.to && len(texts[s.from].columns) == s.depth; s.from++ {
			met = append(met, texts[s.from].clause)
		}
		t.stems[at].met = t.list(met, numbers)
		for leads = leads[:0]; s.from < s.to; {
			longer := s.next(texts)
			e := leading{texts[longer.from].columns[s.depth], uint16(len(t.stems))}
			leads, begun = append(leads, e), append(begun, longer)
			next := stem{}
			if at > 0 {
				next.back = t.step(back, e.column)
			}
			t.stems = append(t.stems, next)
		}
		t.lead(at, leads)
	}
	return t
}

// stemsOf counts the stems of sorted texts, the empty one among them.
func stemsOf(texts []lettering) int {
	n, before := 1, ""
	for _, l := range texts {
		shared := 0
		for shared < min(len(before), len(l.columns)) && before[shared] == l.columns[shared] {
			shared++
		}
		n, before = n+len(l.columns)-shared, l.columns
	}
	return n
}

// next takes the texts that go on with the same rune.
func (s *sharing) next(texts []lettering) sharing {
	longer := sharing{s.from, s.from, s.depth + 1}
	for longer.to < s.to && texts[longer.to].columns[s.depth] == texts[s.from].columns[s.depth] {
		longer.to++
	}
	s.from = longer.to
	return longer
}

// list gives the number of a list of clauses.
func (t *trie) list(clauses []uint16, numbers map[string]uint16) uint16 {
	if len(clauses) == 0 {
		return 0
	}
	slices.Sort(clauses)
	clauses = slices.Compact(clauses)
	key := make([]byte, 0, 64)
	for _, c := range clauses {
		key = append(key, byte(c), byte(c>>8))
	}
	n, known := numbers[string(key)]
	if !known {
		n = uint16(len(t.lists) - 1)
		numbers[string(key)] = n
		t.clauses = append(t.clauses, clauses...)
		t.lists = append(t.lists, uint32(len(t.clauses)))
	}
	return n
}

// lead says where the columns lead to from a stem: its leads to longer ones, the
// others as from the end of it that is a stem.
func (t *trie) lead(at int, leads []leading) {
	s := &t.stems[at]
	back := t.stems[s.back]
	for i, column := range back.column {
		if column != 0 && !slices.ContainsFunc(leads, func(e leading) bool { return e.column == column }) {
			leads = append(leads, leading{column, back.to[i]})
		}
	}
	if at > 0 && !t.dense && len(leads) <= len(s.to) {
		s.row = back.row
		for i, e := range leads {
			s.column[i], s.to[i] = e.column, e.to
		}
		return
	}
	n := len(t.rows) / t.width
	if at == 0 {
		t.rows = make([]uint16, t.width)
	} else {
		t.rows = append(t.rows, t.rows[int(back.row)*t.width:][:t.width]...)
	}
	s.row = uint16(n)
	for _, e := range leads {
		t.rows[n*t.width+int(e.column)] = e.to
	}
}

// step is the stem after a rune. One that stands in no text leads to the first.
func (t *trie) step(at uint16, column uint8) uint16 {
	if t.dense {
		return t.rows[int(at)*t.width+int(column)]
	}
	s := &t.stems[at]
	next, first, second := t.rows[int(s.row)*t.width+int(column)], s.to[0], s.to[1]
	if column == s.column[0] {
		next = first
	}
	if column == s.column[1] {
		next = second
	}
	return next
}

// met are the clauses that a stem fulfils.
func (t *trie) met(at uint16) []uint16 {
	n := t.stems[at].met
	if n == 0 {
		return nil // as of most
	}
	return t.clauses[t.lists[n]:t.lists[n+1]]
}
