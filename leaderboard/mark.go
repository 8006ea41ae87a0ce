package leaderboard

import (
	"fmt"
	"slices"
	"strings"

	"claimboard/extract"
	"claimboard/rules"
)

// Mark is something about a row that a reader must know.
type Mark string

// Marks, in the order of the legend.
const (
	MarkImplied  Mark = "implied"  // the text names no metric
	MarkConflict Mark = "conflict" // another paper gives another value
	MarkScale    Mark = "scale"    // written on another scale than the board's
	MarkRange    Mark = "range"    // a range, ranked by its cautious end
)

var marks = []struct {
	mark Mark
	sign string
	text string
}{
	{MarkImplied, "†", "the abstract names no metric; the benchmark's usual one is taken"},
	{MarkConflict, "‡", "another paper gives another value for this method"},
	{MarkScale, "§", "written on another scale; ranked on the common one"},
	{MarkRange, "¶", "a range; ranked by its cautious end"},
}

func (b *Board) warn(format string, args ...any) {
	b.Warnings = append(b.Warnings, fmt.Sprintf(format, args...))
}

// flag marks the rows and warns of what makes them hard to compare. known says
// that the vocabulary has the metric.
func (b *Board) flag(known bool) {
	if b.Warnings == nil {
		b.Warnings = []string{}
	}
	rows := b.all()
	for _, r := range rows {
		if r.MetricImplied {
			r.Marks = append(r.Marks, MarkImplied)
		}
		if r.Low != nil {
			r.Marks = append(r.Marks, MarkRange)
		}
	}
	conflicts(rows)
	b.settings()
	b.units()
	if b.Direction == "" {
		b.warn("%s", b.noDirection(known))
	}
}

func (b *Board) all() []*Row {
	rows := make([]*Row, 0, len(b.Rows)+len(b.Unranked))
	for i := range b.Rows {
		rows = append(rows, &b.Rows[i])
	}
	for i := range b.Unranked {
		rows = append(rows, &b.Unranked[i])
	}
	return rows
}

// conflicts tells each row what other papers say of its method and setting.
// Bounds conflict with nothing: "up to 60" and 58 may both be true.
func conflicts(rows []*Row) {
	type same struct{ method, setting string }
	by := map[same][]*Row{}
	for _, r := range rows {
		if r.Bound == extract.Exact && r.Low == nil && !strings.HasPrefix(r.Reason, "unit") {
			k := same{r.method, foldSetting(r.Setting)}
			by[k] = append(by[k], r)
		}
	}
	for _, rows := range by {
		said := differing(rows)
		if len(said) < 2 {
			continue
		}
		for _, r := range rows {
			for _, other := range said {
				if other.PaperID != r.PaperID && other.Common != r.Common {
					r.Conflicts = append(r.Conflicts, fmt.Sprintf("%s (%s)", Value(&other.Record), other.PaperID))
				}
			}
			if len(r.Conflicts) > 0 {
				r.Marks = append(r.Marks, MarkConflict)
			}
		}
	}
}

// mostConflicts is how many values a conflict names: a system that every paper
// measures would fill the page with them.
const mostConflicts = 8

// differing picks from rows those that say something else: of each value, two
// papers, so that one of them is another paper than any row's.
func differing(rows []*Row) []*Row {
	var out []*Row
	papers := map[float64][]string{}
	for _, r := range rows {
		have := papers[r.Common]
		if len(have) >= 2 || slices.Contains(have, r.PaperID) || have == nil && len(papers) == mostConflicts {
			continue
		}
		papers[r.Common] = append(have, r.PaperID)
		out = append(out, r)
	}
	if len(papers) < 2 {
		return nil
	}
	return out
}

// settings gathers the settings of the rows, and warns where there are several.
func (b *Board) settings() {
	b.Settings = []string{}
	seen := map[string]bool{}
	for i := range b.Rows {
		if s := b.Rows[i].Setting; !seen[foldSetting(s)] {
			seen[foldSetting(s)] = true
			b.Settings = append(b.Settings, s)
		}
	}
	slices.Sort(b.Settings)
	if len(b.Settings) > 1 {
		b.warn("mixes settings, which may not be comparable (%s); --by setting splits them", list(b.Settings, 4))
	}
}

// list writes the first few of some texts.
func list(texts []string, most int) string {
	var out []string
	for i, t := range texts {
		if i == most {
			return fmt.Sprintf("%s and %d more", strings.Join(out, ", "), len(texts)-most)
		}
		if t == "" {
			t = "none stated"
		}
		if short := []rune(t); len(short) > 30 {
			t = strings.TrimSpace(string(short[:29])) + "…"
		}
		out = append(out, t)
	}
	return strings.Join(out, ", ")
}

// units warns of units that authors use for the same thing or for two: percent
// and points of a change.
func (b *Board) units() {
	seen := map[string]bool{}
	for i := range b.Rows {
		seen[b.Rows[i].Unit] = true
	}
	if b.Kind == extract.Delta && seen["%"] && seen["points"] {
		b.warn("mixes changes in %% and in points, which authors do not always tell apart")
	}
}

// noDirection says why nothing is ranked, and what to write to change it.
func (b *Board) noDirection(known bool) string {
	switch {
	case b.Metric == "":
		return "not ranked: no metric is known for these values"
	case known:
		return fmt.Sprintf("not ranked: the vocabulary says of %s neither that higher is better nor that lower is", b.Metric)
	}
	return fmt.Sprintf(`not ranked: no rule file says whether higher or lower %s is better.
Save this as ./claimboard.rules/%s.yaml (or name the file with --rules), with the direction that is right:
    schema: %s
    vocab: metric
    entries:
      - id: %s
        name: %q
        direction: higher  # or lower`, b.Metric, slug(b.Metric), rules.Schema, slug(b.Metric), b.Metric)
}

// slug makes a name safe as an id and a file name.
func slug(name string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, name)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	s = strings.Trim(s, "-")
	if s == "" {
		return "my-metric"
	}
	return s
}
