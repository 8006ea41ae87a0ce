package leaderboard

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"

	"claimboard/extract"
	"claimboard/rules"
)

// names folds what papers write to what a vocabulary knows, once a spelling.
type names struct {
	set     *rules.Set
	folded  map[string]string // of a benchmark
	metrics map[string]string
	methods map[string]string
	units   map[string]string
	sizes   []string // the letters of a number of parameters, folded
}

func newNames(set *rules.Set) *names {
	n := &names{set: set, folded: map[string]string{}, metrics: map[string]string{},
		methods: map[string]string{}, units: map[string]string{}}
	for _, letter := range set.Words["sizes"] {
		n.sizes = append(n.sizes, Fold(letter))
	}
	return n
}

func (n *names) key(r *extract.Record, bySetting bool) key {
	k := key{
		benchmark: cached(n.folded, n.set.Benchmarks, r.Benchmark),
		metric:    n.metricKey(r.Metric),
		kind:      r.Kind,
	}
	if r.Kind == extract.Delta {
		k.change = change(r)
	}
	if bySetting {
		k.setting = foldSetting(r.Setting)
	}
	return k
}

// change tells apart the deltas that have no common measure.
func change(r *extract.Record) string {
	switch {
	case r.Unit == "x" || r.Unit == "×":
		return "factor"
	case r.Relative:
		return "relative"
	}
	return ""
}

func (n *names) benchmark(name string) *rules.Entry { return n.set.Benchmarks.Lookup(name) }

// metric finds a metric. The reduction of a known one is known, too: the more
// the better, if less of the metric is better. So is what words before a known one
// make another of: a "frame-level AUC" is better high as any AUC.
func (n *names) metric(name string) *rules.Entry {
	if e := n.set.Metrics.Lookup(name); e != nil {
		return e
	}
	for _, noun := range n.set.Words["reductions"] {
		base, ok := strings.CutSuffix(name, " "+noun)
		// Things counted stand in the plural but before the noun: see rules.FillMetric.
		if of := cmp.Or(n.set.Metrics.Lookup(base), n.set.Metrics.Lookup(base+"s")); ok && of != nil {
			return reduction(of, noun)
		}
	}
	if _, rest, ok := strings.Cut(name, " "); ok {
		if of := n.metric(rest); of != nil {
			e := *of
			e.ID, e.Name = Fold(name), name
			return &e
		}
	}
	return nil
}

// reduction is the metric of how much a metric was reduced.
func reduction(of *rules.Entry, noun string) *rules.Entry {
	e := &rules.Entry{ID: of.ID + " " + noun, Name: of.Name + " " + noun}
	switch of.Direction {
	case Lower:
		e.Direction = Higher
	case Higher:
		e.Direction = Lower
	}
	return e
}

// metricKey folds the name of a metric.
func (n *names) metricKey(name string) string {
	if k, ok := n.metrics[name]; ok {
		return k
	}
	k := Fold(name)
	if e := n.metric(name); e != nil {
		k = e.ID
	}
	n.metrics[name] = k
	return k
}
func (n *names) method(name string) string { return cached(n.methods, n.set.Methods, name) }

// system identifies a record's method among those of all papers. A description
// ("best model", "baseline") is another one in each paper.
func (n *names) system(r *extract.Record) string {
	if strings.IndexFunc(r.Method, func(c rune) bool { return !unicode.IsLower(c) && (unicode.IsLetter(c) || unicode.IsDigit(c)) }) < 0 {
		return n.method(r.Method) + "\x00" + r.PaperID
	}
	return n.method(r.Method)
}

// unit folds the units that share a scale, and the spellings of the others. A
// bare number, a percentage and points are one: authors leave the mark out.
func (n *names) unit(name string) string {
	switch name {
	case "", "%", "points":
		return ""
	}
	return cached(n.units, n.set.Units, name)
}

// isMethod says whether a method is one of those asked for: by its whole name,
// as a part of "BASE + METHOD", or with a size after it ("EIT-7B" is an EIT).
func (n *names) isMethod(name string, wanted []string) bool {
	parts := append(strings.Split(name, " + "), name)
	return slices.ContainsFunc(wanted, func(w string) bool {
		w = n.method(w)
		return slices.ContainsFunc(parts, func(p string) bool {
			p = n.method(p)
			rest, ok := strings.CutPrefix(p, w)
			return ok && (rest == "" || extract.IsSize(rest, n.sizes))
		})
	})
}

func cached(cache map[string]string, v *rules.Vocabulary, name string) string {
	if k, ok := cache[name]; ok {
		return k
	}
	k := Fold(name)
	if e := v.Lookup(name); e != nil {
		k = e.ID
	}
	cache[name] = k
	return k
}

// Fold reduces a name to what its spellings share: case, hyphens and spaces go.
// Between digits they stay, because "Qwen2-57B" is not "Qwen2.57B" nor "Qwen257B".
func Fold(name string) string {
	in := []rune(name)
	out := make([]rune, 0, len(in))
	for i, r := range in {
		switch {
		case !isSeparator(r):
			out = append(out, unicode.ToLower(r))
		case len(out) > 0 && unicode.IsDigit(out[len(out)-1]) && i+1 < len(in) && unicode.IsDigit(in[i+1]):
			out = append(out, '-')
		}
	}
	if len(out) == 0 {
		return name
	}
	return string(out)
}

func isSeparator(r rune) bool {
	return r == '_' || unicode.IsSpace(r) || unicode.Is(unicode.Pd, r)
}

func foldSetting(s string) string {
	if s == "" {
		return ""
	}
	return Fold(s)
}

// Nearest gives up to three of the known names that a mistyped one may stand
// for, the nearest first.
func Nearest(name string, known []string) []string {
	type near struct {
		name string
		dist int
	}
	var found []near
	for _, k := range known {
		d := distance(Fold(name), Fold(k))
		if d <= max(1, (len(name)+1)/3) {
			found = append(found, near{k, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int {
		if a.dist != b.dist {
			return a.dist - b.dist
		}
		return strings.Compare(a.name, b.name)
	})
	var out []string
	for _, f := range found {
		if len(out) < 3 && !slices.Contains(out, f.name) {
			out = append(out, f.name)
		}
	}
	return out
}

// distance counts the letters to change; the beginning of a name is near it.
func distance(a, b string) int {
	d := levenshtein.ComputeDistance(a, b)
	if len(a) >= 3 && strings.HasPrefix(b, a) {
		d = min(d, 1)
	}
	return d
}

// SameBenchmark says whether two names stand for one benchmark.
func SameBenchmark(set *rules.Set, a, b string) bool {
	n := newNames(set)
	return cached(n.folded, set.Benchmarks, a) == cached(n.folded, set.Benchmarks, b)
}
