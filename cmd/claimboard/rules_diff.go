package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/rules"
)

type rulesDiffOptions struct {
	old, new string
	corpus   []string
	format   string
}

func newRulesDiffCmd(a *app) *cobra.Command {
	var o rulesDiffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW --corpus FILE",
		Short: "Show the claims gained, lost and changed between two sets of rules",
		Long: `Extract from the papers of FILE under two sets of rules, and show the claims that
the second gained (+), lost (-) and changed (~), with their sentences, and a
summary per rule. OLD and NEW are files or folders; the word builtin is the
built-in rules alone.`,
		Example: `  claimboard rules diff builtin claimboard.rules --corpus papers.jsonl
  claimboard rules diff old.yaml new.yaml --corpus papers.jsonl --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("diff takes two sets of rules: files, folders, or builtin")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.old, o.new = args[0], args[1]
			return rulesDiffRun(cmd.Context(), a, &o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.corpus, "corpus", nil, "papers of `FILE`; may be repeated")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	if err := cmd.MarkFlagRequired("corpus"); err != nil {
		panic(err)
	}
	return cmd
}

// claimChange is a claim that one set of rules makes and the other does not, or
// makes otherwise. Old is nil for one gained, New for one lost.
type claimChange struct {
	Paper  string         `json:"paper_id"`
	Old    *extract.Claim `json:"old"`
	New    *extract.Claim `json:"new"`
	Fields []string       `json:"fields,omitempty"`
}

func rulesDiffRun(ctx context.Context, a *app, o *rulesDiffOptions) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	papers, bad, err := a.readPapers(ctx, o.corpus)
	if err != nil {
		return err
	}
	var results [2][]extract.Result
	for i, path := range []string{o.old, o.new} {
		if results[i], err = underRules(ctx, path, papers); err != nil {
			return err
		}
	}
	changes := []claimChange{}
	for i, p := range papers {
		changes = append(changes, changesOf(p, results[0][i].Claims, results[1][i].Claims)...)
	}
	if o.format == "json" {
		err = a.writeJSON(changes)
	} else {
		err = showChanges(a.stdout, changes)
	}
	if err != nil {
		return err
	}
	return unread(bad)
}

// underRules extracts from papers under the rules of a path.
func underRules(ctx context.Context, path string, papers []*paper.Paper) ([]extract.Result, error) {
	var paths []string
	if path != "builtin" {
		paths = []string{path}
	}
	set, err := rules.Load(paths...)
	if err != nil {
		return nil, err
	}
	x, err := extract.New(set)
	if err != nil {
		return nil, err
	}
	return extractAll(ctx, x, papers)
}

// changesOf pairs the claims of a paper: those of one id first, then those of
// one number.
func changesOf(p *paper.Paper, old, new []extract.Claim) []claimChange {
	taken := make([]bool, len(new))
	pair := make([]int, len(old))
	for i := range pair {
		pair[i] = -1
	}
	for _, same := range []func(c, d *extract.Claim) bool{
		func(c, d *extract.Claim) bool { return c.ID == d.ID },
		func(c, d *extract.Claim) bool { return c.Start == d.Start && c.Benchmark == d.Benchmark },
		func(c, d *extract.Claim) bool { return c.Start == d.Start },
	} {
		for i := range old {
			for k := range new {
				if pair[i] < 0 && !taken[k] && same(&old[i], &new[k]) {
					pair[i], taken[k] = k, true
				}
			}
		}
	}
	var out []claimChange
	for i := range old {
		if k := pair[i]; k < 0 {
			out = append(out, claimChange{Paper: p.ID, Old: &old[i]})
		} else if fields := differing(&old[i], &new[k]); len(fields) > 0 {
			out = append(out, claimChange{p.ID, &old[i], &new[k], fields})
		}
	}
	for k := range new {
		if !taken[k] {
			out = append(out, claimChange{Paper: p.ID, New: &new[k]})
		}
	}
	return out
}

// differing are the fields in which two claims differ, the rule aside.
func differing(c, d *extract.Claim) []string {
	var out []string
	for _, f := range []struct {
		name string
		a, b any
	}{
		{"method", c.Method, d.Method}, {"benchmark", c.Benchmark, d.Benchmark}, {"metric", c.Metric, d.Metric},
		{"metric_implied", c.MetricImplied, d.MetricImplied}, {"value", c.Value, d.Value}, {"low", lowOf(c), lowOf(d)},
		{"unit", c.Unit, d.Unit}, {"kind", c.Kind, d.Kind}, {"relative", c.Relative, d.Relative}, {"bound", c.Bound, d.Bound},
		{"role", c.Role, d.Role}, {"versus", c.Versus, d.Versus}, {"setting", c.Setting, d.Setting},
	} {
		if f.a != f.b {
			out = append(out, fmt.Sprintf("%s %v -> %v", f.name, filled(f.a), filled(f.b)))
		}
	}
	return out
}

func lowOf(c *extract.Claim) any {
	if c.Low == nil {
		return ""
	}
	return *c.Low
}

func filled(v any) any {
	if v == "" {
		return "nothing"
	}
	return v
}

// ruleCount counts the changes that touch one rule.
type ruleCount struct{ gained, lost, changed int }

func showChanges(w io.Writer, changes []claimChange) error {
	var b strings.Builder
	counts := map[string]*ruleCount{}
	count := func(c *extract.Claim) *ruleCount {
		if counts[c.Rule] == nil {
			counts[c.Rule] = &ruleCount{}
		}
		return counts[c.Rule]
	}
	for _, ch := range changes {
		mark, c := "~", ch.New
		switch {
		case ch.Old == nil:
			mark = "+"
			count(ch.New).gained++
		case ch.New == nil:
			mark, c = "-", ch.Old
			count(ch.Old).lost++
		default:
			count(ch.New).changed++
		}
		fmt.Fprintf(&b, "%s %s: %s  [%s]\n", mark, safe(ch.Paper), safe(claimLine(c)), safe(c.Rule))
		for _, f := range ch.Fields {
			fmt.Fprintf(&b, "      %s\n", safe(f))
		}
		fmt.Fprintf(&b, "    %s\n", safe(c.Sentence))
	}
	if len(changes) == 0 {
		b.WriteString("no claim gained, lost or changed\n")
	} else {
		b.WriteByte('\n')
		writeCounts(&b, counts)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeCounts(b *strings.Builder, counts map[string]*ruleCount) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "rule\tgained\tlost\tchanged")
	total := ruleCount{}
	order := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		a, b := counts[x], counts[y]
		return cmp.Or(b.gained+b.lost+b.changed-a.gained-a.lost-a.changed, strings.Compare(x, y))
	})
	for _, rule := range order {
		c := counts[rule]
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\n", safe(rule), c.gained, c.lost, c.changed)
		total.gained, total.lost, total.changed = total.gained+c.gained, total.lost+c.lost, total.changed+c.changed
	}
	fmt.Fprintf(t, "all\t%d\t%d\t%d\n", total.gained, total.lost, total.changed)
	t.Flush()
}
