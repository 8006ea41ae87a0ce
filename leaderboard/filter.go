package leaderboard

import (
	"iter"
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
	filter  Filter
	names   *names
	wanted  map[string]bool // folded benchmarks
	metrics map[string]bool
	tasks   map[string]bool

	undated    map[string]bool
	benchmarks map[string]string // folded to as written
	kept       int
}

// Select makes a Selection of what the filter wants.
func Select(set *rules.Set, f Filter) *Selection {
	s := &Selection{filter: f, names: newNames(set), undated: map[string]bool{}, benchmarks: map[string]string{}}
	s.wanted = foldAll(f.Benchmarks, func(name string) string { return cached(s.names.folded, set.Benchmarks, name) })
	s.metrics = foldAll(f.Metrics, func(name string) string { return cached(s.names.metrics, set.Metrics, name) })
	s.tasks = foldAll(f.Tasks, Fold)
	return s
}

func foldAll(names []string, fold func(string) string) map[string]bool {
	out := map[string]bool{}
	for _, n := range names {
		out[fold(n)] = true
	}
	return out
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

// Kept counts the records that were wanted.
func (s *Selection) Kept() int { return s.kept }

// Undated counts the papers left out because nothing says when they appeared.
func (s *Selection) Undated() int { return len(s.undated) }

// Missing gives those of the wanted benchmarks that no record had, each with
// the nearest names among the seen and the known.
func (s *Selection) Missing() []Missing {
	var out []Missing
	for _, name := range s.filter.Benchmarks {
		folded := cached(s.names.folded, s.names.set.Benchmarks, name)
		if _, seen := s.benchmarks[folded]; seen {
			continue
		}
		m := Missing{Name: name, Known: s.names.benchmark(name) != nil}
		if !m.Known {
			m.Nearest = Nearest(name, s.knownBenchmarks())
		}
		out = append(out, m)
	}
	return out
}

// Missing is a benchmark asked for of which there are no claims.
type Missing struct {
	Name string
	// Known says that the vocabulary has it: there are just no claims of it.
	Known   bool
	Nearest []string
}

func (s *Selection) knownBenchmarks() []string {
	var out []string
	for _, name := range s.benchmarks {
		out = append(out, name)
	}
	slices.Sort(out)
	for _, e := range s.names.set.Benchmarks.Entries {
		out = append(out, e.Name)
	}
	return out
}

func (s *Selection) keep(r *extract.Record) bool {
	folded := cached(s.names.folded, s.names.set.Benchmarks, r.Benchmark)
	if _, seen := s.benchmarks[folded]; !seen {
		s.benchmarks[folded] = r.Benchmark
	}
	ok := (len(s.wanted) == 0 || s.wanted[folded]) &&
		(len(s.metrics) == 0 || s.metrics[cached(s.names.metrics, s.names.set.Metrics, r.Metric)]) &&
		(len(s.tasks) == 0 || s.isTask(r.Benchmark)) &&
		(s.filter.Kind == "" || s.filter.Kind == All || s.filter.Kind == r.Kind) &&
		(len(s.filter.Methods) == 0 || s.names.isMethod(r.Method, s.filter.Methods)) &&
		s.inTime(r)
	if ok {
		s.kept++
	}
	return ok
}

func (s *Selection) isTask(benchmark string) bool {
	e := s.names.benchmark(benchmark)
	return e != nil && s.tasks[Fold(e.Task)]
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
