package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"claimboard/extract"
	"claimboard/extract/audit"
	"claimboard/extract/eval"
	"claimboard/extract/paper"
	"claimboard/rules"
)

type rulesStatsOptions struct {
	gold   string
	papers []string
	run    string
	show   string
	format string
}

func newRulesStatsCmd(a *app) *cobra.Command {
	var o rulesStatsOptions
	cmd := &cobra.Command{
		Use:   "stats --gold GOLD --papers FILE",
		Short: "Measure each rule against gold",
		Long: `Measure each rule against gold claims: the claims it made, how many of them are
right in full, wrong, or optional; how many are right that no other rule matched;
its precision with a 95% interval; what would be lost and spared without it, by
leaving it out and extracting again; its time per abstract.

Use gold that you develop with: figures per rule of held-back gold invite rules
that fit it.`,
		Example: `  claimboard rules stats --gold gold.jsonl --papers papers.jsonl
  claimboard rules stats --gold gold.jsonl --papers papers.jsonl --run 'delta.*' --show wrong`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return rulesStatsRun(cmd.Context(), a, &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.gold, "gold", "", "gold claims, a paper a line, in `FILE`")
	f.StringArrayVar(&o.papers, "papers", nil, "the papers of the gold, in `FILE`; may be repeated")
	f.StringVar(&o.run, "run", "*", "only rules with this `ID`, in which * stands for anything")
	f.StringVar(&o.show, "show", "", "show the claims of each rule that are `WHAT`: right, wrong or optional")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	for _, name := range []string{"gold", "papers"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
	return cmd
}

// ruleStats is what one rule did.
type ruleStats struct {
	Rule string `json:"rule"`
	Does string `json:"does"`
	// Matched is in how many papers the pattern matched; Fired is the claims made.
	Matched  int `json:"matched"`
	Fired    int `json:"fired"`
	Right    int `json:"right"`
	Wrong    int `json:"wrong"`
	Optional int `json:"optional"`
	Alone    int `json:"right_alone"`
	// Precision is right of right and wrong, with the bounds of its interval.
	Precision float64    `json:"precision"`
	Interval  [2]float64 `json:"interval"`
	// LostWithout is the right claims, SparedWithout the wrong ones, that go if
	// the rule does; a negative number comes instead.
	LostWithout   int     `json:"lost_without"`
	SparedWithout int     `json:"spared_without"`
	RecallLost    float64 `json:"recall_lost"`
	Micros        float64 `json:"microseconds"`

	claims []eval.Judged
}

var verdicts = map[string]eval.Verdict{"right": eval.Right, "wrong": eval.Wrong, "optional": eval.Optional}

func rulesStatsRun(ctx context.Context, a *app, o *rulesStatsOptions) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	if _, ok := verdicts[o.show]; o.show != "" && !ok {
		return errors.New("--show takes right, wrong or optional")
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	gold, err := readGold(o.gold)
	if err != nil {
		return err
	}
	papers, bad, err := a.readPapers(ctx, o.papers)
	if err != nil {
		return err
	}
	s := statistics{set: set, gold: gold, papers: papers}
	all, err := s.measure(ctx, func(r *rules.Rule) bool { ok, _ := path.Match(o.run, r.ID.Value); return ok })
	if err != nil {
		return err
	}
	if o.format == "json" {
		err = a.writeJSON(all)
	} else {
		err = a.listStats(all, o.show)
	}
	if err != nil {
		return err
	}
	return unread(bad)
}

// statistics measures the rules of a set.
type statistics struct {
	set    *rules.Set
	gold   []eval.Gold
	papers []*paper.Paper
}

func (s *statistics) measure(ctx context.Context, wanted func(*rules.Rule) bool) ([]*ruleStats, error) {
	survey, err := extract.NewSurvey(s.set)
	if err != nil {
		return nil, err
	}
	looks := make([]extract.Look, len(s.papers))
	alone := map[string]bool{}
	var claims []eval.Claim
	for i, p := range s.papers {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		looks[i] = survey.Look(p)
		for k := range looks[i].Claims {
			c := &looks[i].Claims[k]
			r := extract.NewRecord(p, c)
			claims = append(claims, eval.NewClaim(&r))
			alone[place(p.ID, c.Rule, c.ValueText, c.Sentence)] = looks[i].Alone[c.ID]
		}
	}
	report := eval.Score(s.gold, claims)
	cost := survey.Cost(s.papers)
	byID := map[string]*ruleStats{}
	var out []*ruleStats
	for _, r := range s.set.Rules {
		if wanted(r) {
			st := &ruleStats{Rule: r.ID.Value, Does: r.Does(), Micros: float64(cost[r.ID.Value].Nanoseconds()) / 1000 / float64(len(s.papers))}
			byID[st.Rule], out = st, append(out, st)
		}
	}
	for _, j := range report.Judged {
		if st := byID[j.Claim.Rule]; st != nil {
			st.add(j, alone[place(j.Claim.PaperID, j.Claim.Rule, j.Claim.ValueText, j.Claim.Sentence)])
		}
	}
	required := 0
	for _, g := range s.gold {
		for _, c := range g.Claims {
			if !c.Optional {
				required++
			}
		}
	}
	err = onEach(ctx, len(out), func(i int) { s.without(out[i], survey, looks, required) })
	for _, st := range out {
		st.finish()
	}
	return out, err
}

func place(parts ...string) string { return strings.Join(parts, "\x00") }

func (st *ruleStats) add(j eval.Judged, alone bool) {
	st.Fired++
	st.claims = append(st.claims, j)
	switch j.Verdict {
	case eval.Right:
		st.Right++
		if alone {
			st.Alone++
		}
	case eval.Wrong:
		st.Wrong++
	case eval.Optional:
		st.Optional++
	}
}

// without extracts again, without the rule, from the papers where it matched.
func (s *statistics) without(st *ruleStats, survey *extract.Survey, looks []extract.Look, required int) {
	x := survey.Without(st.Rule)
	var before, after []eval.Claim
	for i, p := range s.papers {
		if !looks[i].Matched[st.Rule] {
			continue
		}
		st.Matched++
		for _, set := range []struct {
			claims []extract.Claim
			to     *[]eval.Claim
		}{{looks[i].Claims, &before}, {x.Extract(p).Claims, &after}} {
			for k := range set.claims {
				r := extract.NewRecord(p, &set.claims[k])
				*set.to = append(*set.to, eval.NewClaim(&r))
			}
		}
	}
	full := func(claims []eval.Claim) eval.Row {
		rows := eval.Score(s.gold, claims).Rows
		return rows[len(rows)-1]
	}
	with, less := full(before), full(after)
	st.LostWithout, st.SparedWithout = with.Right-less.Right, with.Wrong-less.Wrong
	if required > 0 {
		st.RecallLost = float64(st.LostWithout) / float64(required)
	}
}

func (st *ruleStats) finish() {
	if n := st.Right + st.Wrong; n > 0 {
		st.Precision = float64(st.Right) / float64(n)
		st.Interval = audit.Wilson(st.Right, n)
	}
}

func (a *app) listStats(all []*ruleStats, show string) error {
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b *ruleStats) int { return b.Fired - a.Fired })
	t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "fired\tright\twrong\toptional\talone\tprecision\t95%\tlost without\tspared\tµs\tpapers\t rule\t")
	for _, st := range order {
		precision, interval := "", ""
		if st.Right+st.Wrong > 0 {
			precision, interval = fmt.Sprintf("%.2f", st.Precision), fmt.Sprintf("%.2f-%.2f", st.Interval[0], st.Interval[1])
		}
		fmt.Fprintf(t, "%d\t%d\t%d\t%d\t%d\t%s\t%s\t%d\t%d\t%.1f\t%d\t %s\t\n", st.Fired, st.Right, st.Wrong, st.Optional, st.Alone,
			precision, interval, st.LostWithout, st.SparedWithout, st.Micros, st.Matched, safe(st.Rule))
	}
	if err := t.Flush(); err != nil || show == "" {
		return err
	}
	for _, st := range order {
		for _, j := range st.claims {
			if j.Verdict == verdicts[show] {
				c := j.Claim
				fmt.Fprintf(a.stdout, "%s  %s: %s\n    %s\n", safe(st.Rule), safe(c.PaperID),
					safe(fmt.Sprintf("%s %s | %s | %s | %s", c.Kind, c.Method, c.Benchmark, c.Metric, c.ValueText)), safe(c.Sentence))
			}
		}
	}
	return nil
}
