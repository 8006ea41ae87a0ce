package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/extract/audit"
	"claimboard/leaderboard"
	"claimboard/rules"
)

type auditDrawOptions struct {
	claimFilter
	size   int
	seed   int64
	rule   string
	output string
	bom    bool
}

func newAuditDrawCmd(a *app) *cobra.Command {
	var o auditDrawOptions
	cmd := &cobra.Command{
		Use:   "draw",
		Short: "Draw a random sample of claims as a sheet to fill in",
		Long: `Draw a simple random sample of the claims in the database, and write it as CSV
with a claim a row: title, abstract and sentence, each field of the claim, and
empty columns for a verdict and a note. The same seed and claims give the same
sheet; a larger sample begins with the smaller one. Give each reader a copy of
the sheet, named after the reader. A sheet with verdicts is never written over.
Verdicts:

` + verdictHelp + `

In the first column, show takes what stands before the slash.`,
		Example: `  claimboard audit draw -o sheet.csv
  claimboard audit draw --size 100 --seed 7 --kind delta -o sheet.csv
  claimboard audit draw --rule 'score.*' --benchmark GSM8K > sheet.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return auditDrawRun(cmd.Context(), a, &o) },
	}
	f := cmd.Flags()
	o.flags(cmd, leaderboard.All)
	f.StringArrayVar(&o.Benchmarks, "benchmark", nil, "only claims on this benchmark; may be repeated")
	f.StringVar(&o.rule, "rule", "*", "only claims of rules with this `ID`, in which * stands for anything")
	f.IntVar(&o.size, "size", 300, "draw `N` claims")
	f.Int64Var(&o.seed, "seed", 1, "the `N` by which to draw: another gives another sample")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.BoolVar(&o.bom, "bom", false, "begin with a byte order mark, by which Excel knows UTF-8")
	return cmd
}

func auditDrawRun(ctx context.Context, a *app, o *auditDrawOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if err := a.checkFree(o.output); err != nil {
		return err
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	store, err := a.openDB()
	if err != nil {
		return err
	}
	defer store.Close()
	if err := o.checkRule(ctx, store, set); err != nil {
		return err
	}
	sample, err := o.draw(ctx, a, store, set)
	if err != nil {
		return err
	}
	records := sample.Records()
	abstracts, err := abstractsOf(ctx, store, records)
	if err != nil {
		return err
	}
	err = a.write(o.output, func(w io.Writer) error {
		return leaderboard.Delimited{BOM: o.bom}.WriteSheet(w, auditSheet(records, abstracts))
	})
	if err != nil {
		return err
	}
	a.note("drew %s of %s, seed %d", number(len(records)), plural(sample.Seen(), "claim"), o.seed)
	if n := unkept(abstracts); n > 0 {
		a.note("of %s no abstract is kept: judge by the sentence, or look the paper up", plural(n, "paper"))
	}
	return nil
}

func (o *auditDrawOptions) check() error {
	if o.size < 1 {
		return errors.New("--size must be at least 1")
	}
	if _, err := path.Match(o.rule, ""); err != nil {
		return fmt.Errorf("--rule %s: %w", o.rule, err)
	}
	return o.claimFilter.check()
}

// checkFree refuses to write over verdicts, which are hours of somebody's work.
func (a *app) checkFree(name string) error {
	info, err := os.Stat(name)
	if name == "-" || err != nil || !info.Mode().IsRegular() {
		return nil
	}
	sheet, err := a.readSheet(name)
	if err != nil {
		return nil // no sheet, and as free as for any other command
	}
	if n := len(sheet.Judgements) + len(sheet.Faults); n > 0 {
		return fmt.Errorf("%s holds %s: name another file, or remove it", name, plural(n, "verdict"))
	}
	return nil
}

func (o *auditDrawOptions) ofRule(id string) bool { ok, _ := path.Match(o.rule, id); return ok }

// checkRule wants the rule to be one of today's, or to have claims still.
func (o *auditDrawOptions) checkRule(ctx context.Context, store *db.DB, set *rules.Set) error {
	for _, id := range set.IDs() {
		if o.ofRule(id) {
			return nil
		}
	}
	stored, err := store.Tally(ctx, db.Rules)
	if err != nil {
		return err
	}
	for id := range stored {
		if o.ofRule(id) {
			return nil
		}
	}
	return fmt.Errorf("no rule %q; %s", o.rule, orElse(rules.DidYouMean(o.rule, set.IDs()), "claimboard list rules shows them"))
}

func (o *auditDrawOptions) draw(ctx context.Context, a *app, store *db.DB, set *rules.Set) (*audit.Sample, error) {
	claims, err := o.claims(ctx, store, set)
	if err != nil {
		return nil, err
	}
	sample := &audit.Sample{Size: o.size, Seed: o.seed}
	for r := range claims.all() {
		if o.ofRule(r.Rule) {
			sample.Add(r)
		}
	}
	return sample, claims.verdict(a)
}

// abstractsOf gives the abstracts of the claims' papers by their id, "" where
// one is not kept.
func abstractsOf(ctx context.Context, store *db.DB, records []extract.Record) (map[string]string, error) {
	out := map[string]string{}
	for i := range records {
		id := records[i].PaperID
		if _, done := out[id]; done {
			continue
		}
		p, err := store.Paper(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("paper %s: %w", id, err)
		}
		out[id] = p.Abstract
	}
	return out, nil
}

func unkept(abstracts map[string]string) int {
	n := 0
	for _, text := range abstracts {
		if text == "" {
			n++
		}
	}
	return n
}

// auditSheet lays the drawn claims out. What a verdict is about stands next to
// the text, the columns to fill in at the end.
func auditSheet(records []extract.Record, abstracts map[string]string) leaderboard.Sheet {
	s := leaderboard.Sheet{Columns: columnsNamed(audit.ClaimColumn, audit.PaperColumn, "title", "abstract", "sentence",
		audit.KindColumn, "method", "benchmark", "metric", "value_text", "value", "low", "unit", "bound", "role", "versus", "setting",
		audit.RuleColumn, audit.VerdictColumn, "note")}
	for i := range records {
		r := &records[i]
		low := leaderboard.Cell{Numeric: true}
		if r.Low != nil {
			low.Text = leaderboard.Number(*r.Low)
		}
		line := leaderboard.Line{Cells: textCells(audit.Key(r), r.PaperID, r.Title, abstracts[r.PaperID], r.Sentence,
			r.Kind, r.Method, r.Benchmark, r.Metric, r.ValueText)}
		line.Cells = append(line.Cells, leaderboard.Cell{Text: leaderboard.Number(r.Value), Numeric: true}, low)
		line.Cells = append(line.Cells, textCells(r.Unit, r.Bound, r.Role, r.Versus, r.Setting, r.Rule, "", "")...)
		s.Lines = append(s.Lines, line)
	}
	return s
}

func columnsNamed(names ...string) []leaderboard.Column {
	var out []leaderboard.Column
	for _, n := range names {
		out = append(out, leaderboard.Column{Name: n})
	}
	return out
}

func textCells(texts ...string) []leaderboard.Cell {
	var out []leaderboard.Cell
	for _, t := range texts {
		out = append(out, leaderboard.Cell{Text: t})
	}
	return out
}
