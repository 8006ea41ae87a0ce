package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/leaderboard"
)

// listing is a table: the same cells for a terminal, CSV and JSON. Cells are
// strings, ints or float64s.
type listing struct {
	columns []string
	rows    [][]any
}

var listFormats = []string{"table", "csv", "json"}

// lists are what there is to list.
var lists = []struct {
	name, short string
	make        func(context.Context, *app) (listing, error)
}{
	{"benchmarks", "Benchmarks, with how many claims, papers, metrics and methods each has", listBenchmarks},
	{"methods", "Methods, with how many claims, papers and benchmarks each has", listMethods},
	{"metrics", "Metrics, with how many claims, papers and benchmarks each has", listMetrics},
	{"papers", "Papers, with how many claims each has, and in how many places it was read", listPapers},
	{"rules", "Rules, with how many claims each has made", listRules},
	{"runs", "Runs of extract, and what each changed", listRuns},
}

func newListCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List benchmarks, methods, metrics, papers, rules or runs",
		Long:  "List what is in the database, with counts.",
		Example: `  claimboard list benchmarks
  claimboard list papers --format csv
  claimboard list runs`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fmt.Errorf("list what? benchmarks, methods, metrics, papers, rules or runs")
		},
	}
	for _, l := range lists {
		var format string
		sub := &cobra.Command{
			Use:     l.name,
			Short:   l.short,
			Example: "  claimboard list " + l.name + "\n  claimboard list " + l.name + " --format json",
			Args:    cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				if !slices.Contains(listFormats, format) {
					return fmt.Errorf("unknown format %q; it can be %s", format, strings.Join(listFormats, ", "))
				}
				table, err := l.make(cmd.Context(), a)
				if err != nil {
					return err
				}
				return a.write("-", func(w io.Writer) error { return table.write(w, format) })
			},
		}
		sub.Flags().StringVar(&format, "format", "table", "`FORMAT`: "+strings.Join(listFormats, ", "))
		cmd.AddCommand(sub)
	}
	return cmd
}

func (l listing) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return leaderboard.WriteJSON(w, l.objects())
	case "csv":
		return leaderboard.Delimited{}.WriteSheet(w, l.sheet(fullCell))
	}
	if len(l.rows) == 0 {
		_, err := fmt.Fprintln(w, "none")
		return err
	}
	return leaderboard.WriteTable(w, []leaderboard.Sheet{l.sheet(cell)}, terminalStyle(w))
}

// objects are the rows by column name, for JSON.
func (l listing) objects() []map[string]any {
	out := []map[string]any{}
	for _, row := range l.rows {
		o := map[string]any{}
		for i, v := range row {
			o[strings.ReplaceAll(l.columns[i], " ", "_")] = v
		}
		out = append(out, o)
	}
	return out
}

func (l listing) sheet(cell func(any) leaderboard.Cell) leaderboard.Sheet {
	s := leaderboard.Sheet{}
	for i, name := range l.columns {
		col := leaderboard.Column{Name: name, Least: 16}
		if len(l.rows) > 0 {
			_, text := l.rows[0][i].(string)
			col.Number = !text
		}
		if col.Number {
			col.Least = 0
		}
		if i == 0 { // what the row is about, and again where a table is cut
			col.Key, col.Whole = true, true
		}
		s.Columns = append(s.Columns, col)
	}
	for _, row := range l.rows {
		line := leaderboard.Line{}
		for _, v := range row {
			line.Cells = append(line.Cells, cell(v))
		}
		s.Lines = append(s.Lines, line)
	}
	return s
}

// cell shows a value to people, fullCell to programs.
func cell(v any) leaderboard.Cell {
	switch v := v.(type) {
	case int:
		return leaderboard.Cell{Text: number(v), Order: strconv.Itoa(v), Point: len(number(v))}
	case float64:
		text := strconv.FormatFloat(v, 'f', 1, 64)
		return leaderboard.Cell{Text: text, Numeric: true, Point: len(text) - 2}
	}
	return leaderboard.Cell{Text: fmt.Sprint(v)}
}

func fullCell(v any) leaderboard.Cell {
	_, text := v.(string)
	return leaderboard.Cell{Text: fmt.Sprint(v), Numeric: !text}
}

// listNames lists a column's names; row gives the counts to show.
func listNames(ctx context.Context, a *app, by db.Column, columns []string, row func(db.Count) []any) (listing, error) {
	l := listing{columns: columns}
	store, err := a.openDB()
	if err != nil {
		return l, err
	}
	defer store.Close()
	counts, err := store.List(ctx, by, db.Filter{})
	for _, c := range counts {
		l.rows = append(l.rows, row(c))
	}
	return l, err
}

func listBenchmarks(ctx context.Context, a *app) (listing, error) {
	return listNames(ctx, a, db.Benchmarks, []string{"benchmark", "claims", "papers", "metrics", "methods"},
		func(c db.Count) []any { return []any{c.Name, c.Claims, c.Papers, c.Metrics, c.Methods} })
}

func listMethods(ctx context.Context, a *app) (listing, error) {
	return listNames(ctx, a, db.Methods, []string{"method", "claims", "papers", "benchmarks"},
		func(c db.Count) []any { return []any{c.Name, c.Claims, c.Papers, c.Benchmarks} })
}

func listMetrics(ctx context.Context, a *app) (listing, error) {
	return listNames(ctx, a, db.Metrics, []string{"metric", "claims", "papers", "benchmarks"},
		func(c db.Count) []any { return []any{c.Name, c.Claims, c.Papers, c.Benchmarks} })
}

func listPapers(ctx context.Context, a *app) (listing, error) {
	l := listing{columns: []string{"paper", "claims", "places", "published", "title"}}
	store, err := a.openDB()
	if err != nil {
		return l, err
	}
	defer store.Close()
	papers, err := store.Papers(ctx)
	for _, p := range papers {
		l.rows = append(l.rows, []any{p.ID, p.Claims, p.Sources, p.Published, p.Title})
	}
	return l, err
}

// listRules lists today's rules, and any that is gone but still has claims.
func listRules(ctx context.Context, a *app) (listing, error) {
	l := listing{columns: []string{"rule", "claims", "papers", "file"}}
	set, err := a.ruleSet()
	if err != nil {
		return l, err
	}
	store, err := a.openDB()
	if err != nil {
		return l, err
	}
	defer store.Close()
	counts, err := store.List(ctx, db.Rules, db.Filter{})
	if err != nil {
		return l, err
	}
	byName := map[string]db.Count{}
	for _, c := range counts {
		byName[c.Name] = c
	}
	for _, r := range set.Rules {
		id := r.ID.Value
		l.rows = append(l.rows, []any{id, byName[id].Claims, byName[id].Papers, r.Path()})
		delete(byName, id)
	}
	for _, c := range counts {
		if _, gone := byName[c.Name]; gone {
			l.rows = append(l.rows, []any{c.Name, c.Claims, c.Papers, "(no such rule today)"})
		}
	}
	slices.SortStableFunc(l.rows, func(a, b []any) int { return b[1].(int) - a[1].(int) })
	return l, nil
}

func listRuns(ctx context.Context, a *app) (listing, error) {
	l := listing{columns: []string{"run", "started", "status", "records", "new", "changed", "unchanged", "claims new", "claims lost", "seconds", "rules", "inputs"}}
	store, err := a.openDB()
	if err != nil {
		return l, err
	}
	defer store.Close()
	runs, err := store.Runs(ctx)
	for _, r := range runs {
		inputs := strings.Join(r.Inputs, " ")
		if inputs == "" {
			inputs = "(stored abstracts)"
		}
		status := string(r.Status)
		if r.Status == db.Running {
			status = "unfinished"
		}
		c := r.Counts
		l.rows = append(l.rows, []any{int(r.ID), r.Started.Format(time.DateTime), status, c.Records, c.New, c.Changed,
			c.Unchanged + c.Again, c.ClaimsNew, c.ClaimsLost, r.Seconds, r.Rules, inputs})
	}
	return l, err
}
