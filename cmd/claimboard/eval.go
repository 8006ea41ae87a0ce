package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/extract/eval"
)

type evalOptions struct {
	gold   string
	papers []string
	claims string
	misses int
	format string
}

func newEvalCmd(a *app) *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval GOLD",
		Short: "Compare claims with gold: precision, recall, F1",
		Long: `Compare claims with those that careful readers found, a paper a line in GOLD: the
claims of the database, of papers read now under today's rules, or of a file of
claims as export --format jsonl writes it.

A claim is found where benchmark, value and kind are right; metric and full ask
for the metric, and for the metric and the method. Then the fields of what was
found are counted, with what stood in the place of what.`,
		Example: `  claimboard eval gold.jsonl
  claimboard eval gold.jsonl --papers papers.jsonl --misses 20
  claimboard export --format jsonl | claimboard eval gold.jsonl --claims -`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("eval takes one file of gold")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.gold = args[0]
			return evalRun(cmd.Context(), a, &o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.papers, "papers", nil, "extract from the papers of `FILE`; may be repeated")
	f.StringVar(&o.claims, "claims", "", "take the claims of `FILE`, - for stdin")
	f.IntVar(&o.misses, "misses", 0, "show the first `N` claims missed and wrong")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	cmd.MarkFlagsMutuallyExclusive("papers", "claims")
	return cmd
}

func evalRun(ctx context.Context, a *app, o *evalOptions) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	if o.misses < 0 {
		return errors.New("--misses cannot be negative")
	}
	gold, err := readGold(o.gold)
	if err != nil {
		return err
	}
	claims, bad, err := o.read(ctx, a)
	if err != nil {
		return err
	}
	report := eval.Score(gold, claims)
	if o.format == "json" {
		err = a.writeJSON(report)
	} else {
		var b strings.Builder
		if err = report.Write(&b, o.misses); err == nil {
			_, err = io.WriteString(a.stdout, safeLines(b.String()))
		}
	}
	if err != nil {
		return err
	}
	return unread(bad)
}

// read gives the claims to judge, and how many records were left out.
func (o *evalOptions) read(ctx context.Context, a *app) (claims []eval.Claim, bad int, err error) {
	switch {
	case o.claims == "-":
		claims, err = eval.ReadClaims(a.stdin, "stdin")
		return claims, 0, err
	case o.claims != "":
		f, err := os.Open(o.claims)
		if err != nil {
			return nil, 0, err
		}
		defer f.Close()
		claims, err = eval.ReadClaims(f, o.claims)
		return claims, 0, err
	case len(o.papers) > 0:
		set, err := a.ruleSet()
		if err != nil {
			return nil, 0, err
		}
		return a.claimsOf(ctx, set, o.papers)
	}
	store, err := a.openDB()
	if err != nil {
		return nil, 0, err
	}
	defer store.Close()
	for r, err := range store.Records(ctx, db.Filter{}) {
		if err != nil {
			return nil, 0, err
		}
		claims = append(claims, eval.NewClaim(&r))
	}
	return claims, 0, nil
}
