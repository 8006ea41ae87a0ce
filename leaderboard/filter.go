package leaderboard

import (
	"iter"
	"maps"
	"slices"

	"claimboard/extract"
	"claimboard/rules"
)

// Filter says which records are wanted. Empty fields want all.
type Filter struct {
	// Benchmarks, Metrics, Tasks and Methods are names in any spelling.
	Benchmarks []string
	Metrics    []string
	Tasks      []string
	Methods    []string
	// WholeBoards lets other methods through as well: Options picks rows when
	// they have their ranks.
	WholeBoards bool
	// Kind is extract.Score, extract.Delta, or All or "" for both.
	Kind string
	// Since and Until bound the publication: ISO dates, or their beginnings.
	// A paper known by its year alone passes if the year touches the range.
	Since string
	Until string
}

// Selection is a Filter at work on one stream of records. It counts what it
// has seen.
type Selection struct {
	filter Filter
	names  *names

	benchmarks, metrics, tasks, methods wanted

	undated map[string]bool
	kept    int
}

// wanted is the names of one kind that a filter wants, and those that occur.
type wanted struct {
	kind  string
	names []string
	fold  func(string) string
	vocab []string
	set   map[string]bool
	seen  map[string]string // folded to as written
}

// newWanted takes what of the vocabulary's entries is such a name; nil where it
// has none.
func newWanted(kind string, names []string, vocab *rules.Vocabulary, name func(*rules.Entry) string, fold func(string) string) wanted {
	w := wanted{kind: kind, names: names, fold: fold, set: map[string]bool{}, seen: map[string]string{}}
	for _, n := range names {
		w.set[fold(n)] = true
	}
	if vocab == nil || len(names) == 0 {
		return w
	}
	once := map[string]bool{}
	for _, e := range vocab.Entries {
		if n := name(e); n != "" && !once[n] {
			once[n] = true
			w.vocab = append(w.vocab, n)
		}
	}
	return w
}

// has says whether a name is wanted, and remembers that it occurs.
func (w *wanted) has(name string) bool {
	if len(w.set) == 0 {
		return true
	}
	folded := w.fold(name)
	if _, ok := w.seen[folded]; !ok {
		w.seen[folded] = name
	}
	return w.set[folded]
}

// missing gives the wanted names that did not occur.
func (w *wanted) missing() []Missing {
	var out []Missing
	for _, name := range w.names {
		folded := w.fold(name)
		if _, ok := w.seen[folded]; ok {
			continue
		}
		known := slices.Sorted(maps.Values(w.seen))
		known = slices.DeleteFunc(known, func(s string) bool { return s == "" })
		m := Missing{Kind: w.kind, Name: name, Seen: slices.Clone(known)}
		for _, v := range w.vocab {
			m.Known = m.Known || w.fold(v) == folded
			known = append(known, v)
		}
		if !m.Known {
			m.Nearest = Nearest(name, known)
		}
		out = append(out, m)
	}
	return out
}

// Missing is a name asked for that no record has.
type Missing struct {
	// Kind is what it should name: "benchmark", "metric", "task" or "method".
	Kind string
	Name string
	// Known says that the vocabulary has it: there are just no claims of it.
	Known   bool
	Nearest []string
	// Seen are the names that records have.
	Seen []string
}

// Select makes a Selection of what the filter wants.
func Select(set *rules.Set, f Filter) *Selection {
	n := newNames(set)
	name := func(e *rules.Entry) string { return e.Name }
	task := func(e *rules.Entry) string { return e.Task }
	return &Selection{
		filter: f, names: n, undated: map[string]bool{},
		benchmarks: newWanted("benchmark", f.Benchmarks, set.Benchmarks, name, func(s string) string { return cached(n.folded, set.Benchmarks, s) }),
		metrics:    newWanted("metric", f.Metrics, set.Metrics, name, n.metricKey),
		tasks:      newWanted("task", f.Tasks, set.Benchmarks, task, Fold),
		methods:    newWanted("method", f.Methods, nil, nil, n.method),
	}
}

// From gives those of the records that are wanted.
func (s *Selection) From(records iter.Seq[extract.Record]) iter.Seq[extract.Record] {
	return func(yield func(extract.Record) bool) {
		for r := range records {
			if s.keep(&r) && !yield(r) {
				return
			}
		}
	}
}

// Tallies gives those of the tallies that are wanted. They know no methods or
// days: a filter of these needs records.
func (s *Selection) Tallies(tallies iter.Seq[extract.Tally]) iter.Seq[extract.Tally] {
	return func(yield func(extract.Tally) bool) {
		for t := range tallies {
			r := extract.Record{}
			r.Benchmark, r.Metric, r.Kind = t.Benchmark, t.Metric, t.Kind
			if s.keep(&r) && !yield(t) {
				return
			}
		}
	}
}

// Benchmarks gives those of all benchmark names in a store that are wanted. The
// others are remembered, to be suggested by Missing.
func (s *Selection) Benchmarks(all []string) []string {
	var out []string
	for _, name := range all {
		if s.benchmarks.has(name) {
			out = append(out, name)
		}
	}
	return out
}

// Kept counts the records that were wanted.
func (s *Selection) Kept() int { return s.kept }

// Undated counts the papers left out because nothing says when they appeared.
func (s *Selection) Undated() int { return len(s.undated) }

// Missing gives the names asked for that no record had, each with the nearest
// of those that occur or that the vocabulary knows.
func (s *Selection) Missing() []Missing {
	out := slices.Concat(s.benchmarks.missing(), s.metrics.missing(), s.tasks.missing())
	for _, name := range s.filter.Methods {
		seen := slices.Sorted(maps.Values(s.methods.seen))
		if !slices.ContainsFunc(seen, func(have string) bool { return s.names.isMethod(have, []string{name}) }) {
			out = append(out, Missing{Kind: "method", Name: name, Nearest: Nearest(name, seen)})
		}
	}
	return out
}

func (s *Selection) keep(r *extract.Record) bool {
	// Every name is looked at, wanted or not: Missing suggests what occurs.
	ok := s.benchmarks.has(r.Benchmark)
	ok = s.metrics.has(r.Metric) && ok
	ok = (len(s.filter.Tasks) == 0 || s.tasks.has(s.task(r.Benchmark))) && ok
	ok = s.isMethod(r.Method) && ok
	ok = ok && (s.filter.Kind == "" || s.filter.Kind == All || s.filter.Kind == r.Kind) && s.inTime(r)
	if ok {
		s.kept++
	}
	return ok
}

func (s *Selection) isMethod(name string) bool {
	if len(s.filter.Methods) == 0 {
		return true
	}
	s.methods.has(name)
	return s.filter.WholeBoards || s.names.isMethod(name, s.filter.Methods)
}

func (s *Selection) task(benchmark string) string {
	if e := s.names.benchmark(benchmark); e != nil {
		return e.Task
	}
	return ""
}

func (s *Selection) inTime(r *extract.Record) bool {
	if s.filter.Since == "" && s.filter.Until == "" {
		return true
	}
	if r.Published == "" {
		s.undated[r.PaperID] = true
		return false
	}
	return (s.filter.Since == "" || notBefore(r.Published, s.filter.Since)) &&
		(s.filter.Until == "" || notAfter(r.Published, s.filter.Until))
}
