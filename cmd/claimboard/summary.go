package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"claimboard/db"
)

// summary is what extract says on stderr when it is done.
type summary struct {
	dry     bool
	cut     bool // the run was interrupted
	began   time.Time
	records atomic.Int64 // that the writer has seen
	found   atomic.Int64 // claims in what was looked at

	unreadable  int
	firstBad    []error
	faults      int // rules that did not finish on a paper, each counted once a paper
	firstFaults []string
	passed      int            // stored papers that the change of rules cannot touch
	corrected   int            // claims that corrections rejected or changed
	stale       []string       // corrections that no longer apply
	benchmarks  map[string]int // where there is no database to ask
	kinds       map[string]int
}

// shown is how many bad records are shown.
const shown = 5

func (s *summary) start() {
	s.began = time.Now()
	s.benchmarks, s.kinds = map[string]int{}, map[string]int{}
}

func (s *summary) bad(err error) {
	s.unreadable++
	if len(s.firstBad) < shown {
		s.firstBad = append(s.firstBad, err)
	}
}

// saw counts a paper that was looked at.
func (s *summary) saw(it *item) {
	s.found.Add(int64(len(it.result.Claims)))
	for i := range it.result.Claims {
		s.kinds[it.result.Claims[i].Kind]++
		s.benchmarks[it.result.Claims[i].Benchmark]++
	}
	for _, c := range it.result.Corrected {
		if c.Applied {
			s.corrected++
		} else {
			s.stale = append(s.stale, fmt.Sprintf("%s has no claim %s any more (%s)", it.paper.ID, c.Claim, c.Reason))
		}
	}
	for _, f := range it.result.Faults {
		if s.faults++; len(s.firstFaults) < shown {
			s.firstFaults = append(s.firstFaults, fmt.Sprintf("%s (%s): %v", it.paper.ID, it.paper.Source, f))
		}
	}
}

// print writes the summary; store is nil where nothing was stored.
func (s *summary) print(a *app, p *pipeline, store *db.DB) {
	for _, err := range s.firstBad {
		a.note("%s", safe(err.Error()))
	}
	if more := s.unreadable - len(s.firstBad); more > 0 {
		a.note("and %s more that could not be read", number(more))
	}
	for _, f := range s.firstFaults {
		a.note("did not finish: %s", safe(f))
	}
	if more := s.faults - len(s.firstFaults); more > 0 {
		a.note("and %s more that did not finish", number(more))
	}
	for _, c := range s.stale {
		a.note("a correction no longer applies: %s", safe(c))
	}
	if costs := p.extractor.RuleCosts(); costs != nil {
		a.profile(costs)
	}
	a.note("%s", s.papers(p))
	if s.corrected > 0 {
		a.note("%s corrected by your rules", plural(s.corrected, "claim"))
	}
	s.claims(a, p, store)
	a.note("%s", s.speed(p))
	s.next(a, p)
}

// papers is the line of what was read.
func (s *summary) papers(p *pipeline) string {
	if p.store == nil {
		return fmt.Sprintf("%s read, %s unreadable", plural(int(s.records.Load())-s.unreadable, "paper"), number(s.unreadable))
	}
	c := &p.store.Counts
	if p.reader == nil {
		text := fmt.Sprintf("%s looked at again: %s changed", plural(c.Records, "stored abstract"), number(c.Changed))
		if s.passed > 0 {
			text = fmt.Sprintf("%s of %s looked at again: %s changed; the edit of the rules cannot touch the others",
				number(c.Records-s.passed), plural(c.Records, "stored abstract"), number(c.Changed))
		}
		switch {
		case p.lost == 1:
			text += "; 1 could not be: its abstract is not kept, so read its file again"
		case p.lost > 1:
			text += fmt.Sprintf("; %s could not be: their abstracts are not kept, so read their files again", number(p.lost))
		}
		return text
	}
	text := fmt.Sprintf("%s read: %s new, %s changed, %s unchanged, %s known from another place, %s unreadable",
		plural(c.Records, "record"), number(c.New), number(c.Changed), number(c.Unchanged), number(c.Again), number(c.Unreadable))
	if c.Unchanged > 0 && c.Unchanged+c.Unreadable == c.Records {
		text += "; nothing changed"
	}
	return text
}

// claims are the lines of what was found.
func (s *summary) claims(a *app, p *pipeline, store *db.DB) {
	kinds, benchmarks := s.kinds, s.benchmarks
	where := ""
	if store != nil {
		c := &p.store.Counts
		a.note("%s found, %s lost", plural(c.ClaimsNew, "claim"), number(c.ClaimsLost))
		kinds, benchmarks = stored(store, db.Kinds), stored(store, db.Benchmarks)
		s.benchmarks = benchmarks
		where = " in " + safe(store.Path())
	}
	total := 0
	for _, n := range kinds {
		total += n
	}
	a.note("%s%s%s", plural(total, "claim"), where, list(" (", commonest(kinds, 9), ")"))
	if names := commonest(benchmarks, 5); len(names) > 0 {
		a.note("commonest benchmarks: %s", safe(strings.Join(names, ", ")))
	}
}

// stored counts the claims of the database by a column's names.
func stored(store *db.DB, by db.Column) map[string]int {
	counts, err := store.Tally(context.Background(), by)
	if err != nil {
		return nil // the run is done and told of; a count is not worth an error
	}
	return counts
}

// commonest are the names with the most, each with its number.
func commonest(counts map[string]int, n int) []string {
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var out []string
	for _, name := range names[:min(n, len(names))] {
		out = append(out, fmt.Sprintf("%s %s", name, number(counts[name])))
	}
	return out
}

// first is the name with the most.
func first(counts map[string]int) string {
	best := ""
	for name, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && name < best {
			best = name
		}
	}
	return best
}

func list(before string, items []string, after string) string {
	if len(items) == 0 {
		return ""
	}
	return before + strings.Join(items, ", ") + after
}

func (s *summary) speed(p *pipeline) string {
	seconds := time.Since(s.began).Seconds()
	text := fmt.Sprintf("%.1f s", seconds)
	if p.reader != nil && seconds > 0 {
		text += fmt.Sprintf(", %.1f MB/s", float64(p.reader.BytesRead())/1e6/seconds)
	}
	return text
}

// next says what to type now.
func (s *summary) next(a *app, p *pipeline) {
	switch {
	case s.cut && p.store != nil:
		a.note("next: the same command again, which goes on from here")
	case p.claims:
	case s.dry && s.records.Load() <= int64(s.unreadable):
		a.note("nothing was stored")
	case s.dry:
		a.note("nothing was stored; leave --dry-run out to store it")
	case p.store != nil && len(s.benchmarks) > 0:
		a.note("next: %s", a.command("board", first(s.benchmarks)))
	case p.store != nil && p.reader != nil && p.store.Counts.Records > s.unreadable:
		a.note("next: claimboard explain shows what is made of any text; claimboard rules coverage what the rules miss in a file")
	}
}

// quoted is a name as a shell takes it.
func quoted(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.+@/:,=", r)
	}) {
		return "'" + strings.ReplaceAll(safe(name), "'", `'\''`) + "'"
	}
	return name
}

// plural is a number with its noun: "1 paper", "2,048 papers".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + noun + "s"
}

// number writes a count with commas.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
