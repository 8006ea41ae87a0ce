package db

import "strings"

// Filter selects claims. Empty fields want all. Names are as stored: exact.
type Filter struct {
	Benchmarks []string
	Metrics    []string
	Methods    []string
	Kinds      []string
	Roles      []string
	Rules      []string
	Papers     []string // paper ids

	// Since and Until bound the day of publication, inclusive: ISO dates, or
	// their beginnings. Dates are compared as far as both are known; undated
	// papers are left out.
	Since, Until string

	// Brief leaves Sentence and Source of the records empty, and may give them in
	// any order: most of the work of reading them.
	Brief bool

	// Run asks for what held at the end of that run; 0 is now.
	Run int64
}

// where writes the filter as SQL over claim c and paper p.
func (f Filter) where() (string, []any) {
	var conds []string
	var args []any
	add := func(cond string, values ...any) {
		conds = append(conds, cond)
		args = append(args, values...)
	}
	if f.Run == 0 {
		add("c.lost_run IS NULL")
	} else {
		add("c.first_run <= ? AND (c.lost_run IS NULL OR c.lost_run > ?)", f.Run, f.Run)
	}
	for _, in := range []struct {
		column string
		names  []string
	}{
		{"c.benchmark", f.Benchmarks}, {"c.metric", f.Metrics}, {"c.method", f.Methods}, {"c.kind", f.Kinds},
		{"c.role", f.Roles}, {"c.rule", f.Rules}, {"p.id", f.Papers},
	} {
		if len(in.names) == 0 {
			continue
		}
		var values []any
		for _, n := range in.names {
			values = append(values, n)
		}
		add(in.column+" IN (?"+strings.Repeat(", ?", len(in.names)-1)+")", values...)
	}
	if f.Since != "" {
		add("p.published >= substr(?, 1, length(p.published))", f.Since)
	}
	if f.Until != "" {
		add("substr(p.published, 1, length(?)) <= ?", f.Until, f.Until)
	}
	return strings.Join(conds, " AND "), args
}

// narrow says whether the filter names benchmarks or papers, by which claims
// are found without reading them all.
func (f Filter) narrow() bool { return len(f.Benchmarks) > 0 || len(f.Papers) > 0 }

// needsPaper says whether the filter asks anything of the paper.
func (f Filter) needsPaper() bool { return len(f.Papers) > 0 || f.Since != "" || f.Until != "" }
