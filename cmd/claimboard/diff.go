package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/leaderboard"
)

type diffOptions struct {
	format string
	output string
}

func newDiffCmd(a *app) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "Show what changed between two databases or runs",
		Long: `Show the boards that have another leader, and the claims gained, lost and
changed, from A to B. Each is a database file, or run:N for what the database
held after that run.`,
		Example: `  claimboard diff run:1 run:2
  claimboard diff last-month.db claimboard.db --format markdown`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("diff what? two databases or runs: claimboard diff run:1 run:2; claimboard list runs shows them")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return diffRun(cmd.Context(), a, &o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "`FORMAT`: "+strings.Join(leaderboard.DiffFormats, ", ")+" (default: as the name after -o says, else text)")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	return cmd
}

func diffRun(ctx context.Context, a *app, o *diffOptions, args []string) error {
	format, err := formatOf(o.format, o.output, "text", leaderboard.DiffFormats)
	if err != nil {
		return err
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	var states [2][]extract.Record
	for i, arg := range args {
		if states[i], err = a.state(ctx, arg); err != nil {
			return err
		}
	}
	d := leaderboard.DiffRecords(slices.Values(states[0]), slices.Values(states[1]), set)
	return a.write(o.output, func(w io.Writer) error { return d.Write(w, format) })
}

// state reads all claims of a database file, or of the database after run:N.
func (a *app) state(ctx context.Context, arg string) ([]extract.Record, error) {
	path, run := arg, strings.HasPrefix(arg, "run:")
	if run {
		path = a.database()
	}
	store, err := db.OpenReadOnly(path)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	var filter db.Filter
	if run {
		if filter.Run, err = runOf(ctx, store, arg); err != nil {
			return nil, err
		}
	}
	var out []extract.Record
	for r, err := range store.Records(ctx, filter) {
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}
