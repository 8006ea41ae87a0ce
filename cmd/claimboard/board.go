package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/leaderboard"
	"claimboard/rules"
)

type boardOptions struct {
	claimFilter
	build   leaderboard.Options
	by      string
	format  string
	output  string
	wide    bool
	compare bool
	raw     bool
}

func newBoardCmd(a *app) *cobra.Command {
	var o boardOptions
	cmd := &cobra.Command{
		Use:   "board [BENCHMARK]...",
		Short: "Print leaderboards",
		Long: `Print the leaderboard of each benchmark, best first, or without a name a line
for each benchmark that there are claims on; as html, a page with all boards.

What ranks is what papers say of their own or their evaluated systems, exactly
or with the cautious bound ("over 99.9"); --all lists the rest below. Names may
be aliases, in any case: gsm-8k is GSM8K. Each row is one method of one paper in
one setting. Tables are as wide as the terminal, or as $COLUMNS says. On a
terminal the overview is no longer than the window, unless --top or --all says so.`,
		Example: `  claimboard board
  claimboard board GSM8K
  claimboard board gsm8k MATH --compare
  claimboard board --method Step-DPO
  claimboard board GSM8K --format markdown
  claimboard board -o boards.html               # a page of all boards`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Benchmarks = args
			if len(o.Methods) > 0 && !cmd.Flags().Changed("kind") {
				o.Kind = leaderboard.All // everything claimed for it
			}
			return boardRun(cmd.Context(), a, &o)
		},
	}
	f := cmd.Flags()
	o.flags(cmd, extract.Score)
	f.BoolVar(&o.build.All, "all", false, "list what does not rank, too: baselines, humans, upper bounds; in the overview, all boards")
	f.StringVar(&o.by, "by", "", "split boards by `WHAT` (setting)")
	f.IntVar(&o.build.Top, "top", 0, "only the first `N` ranks, or the first N boards of the overview")
	f.IntVar(&o.build.MinPapers, "min-papers", 0, "only boards with claims of at least `N` papers")
	f.BoolVar(&o.compare, "compare", false, "methods as rows, benchmarks as columns; of each, the metric with most ranks, or those of --metric")
	f.BoolVar(&o.wide, "wide", false, "show the rule and the sentence behind each row")
	f.BoolVar(&o.raw, "raw", false, "in CSV and TSV, leave text alone that a spreadsheet would run as a formula")
	f.StringVar(&o.format, "format", "", "`FORMAT` of the boards: "+strings.Join(leaderboard.Formats, ", ")+" (default: as the name after -o says, else table)")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	return cmd
}

func (o *boardOptions) check(a *app) error {
	if err := o.claimFilter.check(); err != nil {
		return err
	}
	switch {
	case o.by != "" && o.by != "setting":
		return fmt.Errorf("--by is %q; boards can only be split by setting", o.by)
	case o.build.Top < 0:
		return errors.New("--top must not be negative")
	case o.compare && len(o.Benchmarks)+len(o.Tasks)+len(o.Metrics)+len(o.Methods) == 0:
		return errors.New("--compare needs something to compare: name benchmarks, or give --task, --metric or --method")
	case o.build.MinPapers < 0:
		return errors.New("--min-papers must not be negative")
	}
	o.build.BySetting = o.by == "setting"
	o.build.Kind, o.build.Methods = o.Kind, o.Methods
	o.WholeBoards = true
	if o.isOverview() && o.build.Top == 0 && !o.build.All && o.output == "-" && o.format == "" && isTerminal(a.stdout) {
		o.build.Top = max(10, heightOf(a.stdout)-6) // the rest scrolls the top away
	}
	var err error
	o.format, err = formatOf(o.format, o.output, "table", leaderboard.Formats)
	return err
}

func boardRun(ctx context.Context, a *app, o *boardOptions) error {
	if err := o.check(a); err != nil {
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
	claims, err := o.claims(ctx, store, set)
	if err != nil {
		return err
	}
	claims.filter.Brief = !o.showsProof()
	report, err := o.report(claims, set)
	if err != nil {
		return err
	}
	if err := claims.verdict(a); err != nil {
		return err
	}
	if o.format == "csv" || o.format == "tsv" {
		for _, w := range report.Warnings {
			a.note("%s", safeLines(w))
		}
	}
	return a.write(o.output, func(w io.Writer) error {
		return report.Write(w, o.format, terminalStyle(w), leaderboard.Delimited{Raw: o.raw})
	})
}

// showsProof says whether what proves a row, its sentence and its sources, is
// anywhere in what is written.
func (o *boardOptions) showsProof() bool {
	switch o.format {
	case "json", "html":
		return true
	case "csv", "tsv":
		return !o.compare && !o.isOverview()
	}
	return o.wide
}

// isOverview says whether a line a board is asked for.
func (o *boardOptions) isOverview() bool {
	return len(o.Benchmarks) == 0 && len(o.Methods) == 0 && !o.compare
}

// report makes the view that the options ask for.
func (o *boardOptions) report(c *claims, set *rules.Set) (leaderboard.Report, error) {
	records := c.all()
	if o.isOverview() {
		if o.format == "html" { // a page has room for the boards themselves
			records = slices.Values(slices.Collect(records))
			return leaderboard.SiteReport(leaderboard.Overview(records, set, o.build), leaderboard.Build(records, set, o.build), true), nil
		}
		if o.isSummedUp() {
			all, err := c.overview(set, o.build)
			return leaderboard.OverviewReport(all, o.build.Top), err
		}
		return leaderboard.OverviewReport(leaderboard.Overview(records, set, o.build), o.build.Top), nil
	}
	if len(o.Methods) > 0 && !o.compare {
		o.build.All = true
	}
	boards := leaderboard.Build(records, set, o.build)
	switch {
	case o.compare && len(o.Metrics) > 0:
		return leaderboard.CompareReport(o.inOrder(boards, set), nil), nil
	case o.compare:
		return leaderboard.CompareReport(leaderboard.MainBoards(o.inOrder(boards, set))), nil
	case len(o.Benchmarks) == 0:
		return leaderboard.MethodReport(strings.Join(o.Methods, ", "), boards, o.wide), nil
	}
	// A page has room for what proves a row.
	return leaderboard.BoardsReport(o.inOrder(boards, set), o.wide || o.format == "html"), nil
}

// isSummedUp says whether the sums that a database keeps answer an overview.
func (o *boardOptions) isSummedUp() bool {
	return !o.build.BySetting && o.Since == "" && o.Until == "" && o.asOf == ""
}

// inOrder puts boards in the order in which their benchmarks were named.
func (o *boardOptions) inOrder(boards []leaderboard.Board, set *rules.Set) []leaderboard.Board {
	place := func(b leaderboard.Board) int {
		return slices.IndexFunc(o.Benchmarks, func(name string) bool { return leaderboard.SameBenchmark(set, name, b.Benchmark) })
	}
	slices.SortStableFunc(boards, func(a, b leaderboard.Board) int { return place(a) - place(b) })
	return boards
}

// claimFilter is the flags that choose claims.
type claimFilter struct {
	leaderboard.Filter
	asOf string
}

func (c *claimFilter) flags(cmd *cobra.Command, kind string) {
	f := cmd.Flags()
	f.StringArrayVar(&c.Metrics, "metric", nil, "only claims of this metric; may be repeated")
	f.StringArrayVar(&c.Tasks, "task", nil, "only benchmarks of this task; may be repeated")
	f.StringArrayVar(&c.Methods, "method", nil, "only this method; may be repeated")
	f.StringVar(&c.Kind, "kind", kind, "`KIND` of claims: score, delta or all")
	f.StringVar(&c.Since, "since", "", "only papers published on or after `DATE` (2024, 2024-05, 2024-05-01)")
	f.StringVar(&c.Until, "until", "", "only papers published on or before `DATE`")
	f.StringVar(&c.asOf, "as-of", "", "what the database held after a run: `run:N|DATE`")
}

var isoDate = regexp.MustCompile(`^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`)

func (c *claimFilter) check() error {
	if kinds := []string{extract.Score, extract.Delta, leaderboard.All}; !slices.Contains(kinds, c.Kind) {
		return fmt.Errorf("--kind is %q; it can be %s", c.Kind, strings.Join(kinds, ", "))
	}
	for _, d := range []struct{ flag, date string }{{"since", c.Since}, {"until", c.Until}} {
		if d.date != "" && !isoDate.MatchString(d.date) {
			return fmt.Errorf("--%s is %q; write a date as 2024, 2024-05 or 2024-05-01", d.flag, d.date)
		}
	}
	if c.Since != "" && c.Until != "" && c.Since[:min(len(c.Since), len(c.Until))] > c.Until {
		return fmt.Errorf("--since %s is after --until %s", c.Since, c.Until)
	}
	return nil
}

// named says whether the filter asks for anything by a name.
func (c *claimFilter) named() bool {
	return len(c.Benchmarks)+len(c.Metrics)+len(c.Tasks)+len(c.Methods) > 0
}

// onlyBenchmarks says whether the filter asks for benchmarks, and nothing else
// but the kind.
func (c *claimFilter) onlyBenchmarks() bool {
	return len(c.Benchmarks) > 0 && len(c.Metrics)+len(c.Tasks)+len(c.Methods) == 0 && c.Since == "" && c.Until == ""
}

// claims is the selection of a filter from a database.
type claims struct {
	ctx       context.Context
	store     *db.DB
	filter    db.Filter
	selection *leaderboard.Selection
	none      bool // the database has no claim on any of the benchmarks
	some      bool // a record has come out of the database
	err       error
}

func (c *claimFilter) claims(ctx context.Context, store *db.DB, set *rules.Set) (*claims, error) {
	out := &claims{ctx: ctx, store: store, selection: leaderboard.Select(set, c.Filter)}
	if c.asOf != "" {
		run, err := runOf(ctx, store, c.asOf)
		if err != nil {
			return nil, fmt.Errorf("--as-of %s: %w", c.asOf, err)
		}
		out.filter.Run = run
		return out, nil
	}
	if len(c.Benchmarks) == 0 {
		return out, nil
	}
	// Names fold here, not in the database: it is asked for the spellings it has.
	stored, err := store.Names(ctx, db.Benchmarks)
	if err != nil {
		return nil, err
	}
	out.filter.Benchmarks = out.selection.Benchmarks(stored)
	out.none = len(out.filter.Benchmarks) == 0
	out.some = !out.none
	if c.Kind != leaderboard.All && c.onlyBenchmarks() { // else all say which names occur
		out.filter.Kinds = []string{c.Kind}
	}
	return out, nil
}

// runOf gives the run that "run:N" or a date means.
func runOf(ctx context.Context, store *db.DB, text string) (int64, error) {
	number, ok := strings.CutPrefix(text, "run:")
	if !ok {
		return store.RunAt(ctx, text)
	}
	runs, err := store.Runs(ctx)
	if err != nil {
		return 0, err
	}
	for _, r := range runs {
		if strconv.FormatInt(r.ID, 10) == number {
			return r.ID, nil
		}
	}
	return 0, fmt.Errorf("no run %q; see claimboard list runs", number)
}

// all gives the selected records. A failure ends them; verdict tells it.
func (c *claims) all() iter.Seq[extract.Record] {
	return c.selection.From(func(yield func(extract.Record) bool) {
		if c.none {
			return
		}
		for r, err := range c.store.Records(c.ctx, c.filter) {
			if err != nil {
				c.err = err
				return
			}
			c.some = true
			if !yield(r) {
				return
			}
		}
	})
}

// overview makes an overview of what the database has summed up, and of the
// claims on those boards only that the sums do not settle.
func (c *claims) overview(set *rules.Set, o leaderboard.Options) ([]leaderboard.Summary, error) {
	stored, err := c.store.Tallies(c.ctx)
	if err != nil {
		return nil, err
	}
	c.some = len(stored) > 0
	sums := leaderboard.SumUp(c.selection.Tallies(slices.Values(stored)), set, o)
	leaders, err := c.store.Claims(c.ctx, sums.Leaders(), c.filter.Brief)
	if err != nil {
		return nil, err
	}
	rest := c.filter
	rest.Benchmarks, rest.Metrics = sums.Unsettled()
	all := sums.Summaries(leaders, func(yield func(extract.Record) bool) {
		if len(rest.Benchmarks) == 0 {
			return
		}
		for r, e := range c.store.Records(c.ctx, rest) {
			if err = e; err != nil || !yield(r) {
				return
			}
		}
	})
	return all, err
}

// verdict says, once all records have been read, what was wrong with the
// question: an unknown name is an error, a known one without claims a note.
func (c *claims) verdict(a *app) error {
	if c.err != nil {
		return c.err
	}
	var unknown []string
	none := c.selection.Kept() == 0
	for _, m := range c.selection.Missing() {
		switch {
		case m.Kind == "metric" && m.Known && len(c.filter.Benchmarks) > 0 && len(m.Seen) > 0:
			a.note("no claims of metric %s on %s yet; those there are of %s", safe(m.Name), safe(some(c.filter.Benchmarks, 4)), safe(some(m.Seen, 12)))
			none = false
		case m.Known:
			a.note("no claims on %s %s yet", m.Kind, safe(m.Name))
			none = false
		case len(m.Nearest) > 0:
			unknown = append(unknown, fmt.Sprintf("unknown %s %q; did you mean %s?", m.Kind, m.Name, strings.Join(m.Nearest, " or ")))
		case m.Kind == "task":
			unknown = append(unknown, fmt.Sprintf("unknown task %q; the claims here have %s", m.Name, safe(some(m.Seen, 12))))
		default:
			unknown = append(unknown, fmt.Sprintf("unknown %s %q; claimboard list %ss shows them", m.Kind, m.Name, m.Kind))
		}
	}
	if n := c.selection.Undated(); n > 0 {
		a.note("left out %s: nothing says when published", plural(n, "paper"))
	}
	if len(unknown) > 0 {
		return errors.New(strings.Join(unknown, "\n"))
	}
	switch {
	case none && !c.some && !c.none && c.filter.Run == 0:
		a.note("the database holds no claims yet; claimboard extract FILE adds some")
	case none:
		a.note("no claims match")
	}
	return nil
}

// some names the first few.
func some(names []string, most int) string {
	switch {
	case len(names) == 0:
		return "none"
	case len(names) > most:
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// promising are the endings of files in which a reader expects one format.
var promising = []string{"json", "jsonl", "ndjson", "xlsx", "xls", "ods", "html", "markdown", "latex", "bibtex", "csv", "tsv",
	"parquet", "arrow", "feather", "yaml", "yml", "xml", "pdf", "docx"}

// formatOf is the format asked for, or what the ending of the output file
// names, or the usual one.
func formatOf(format, output, usual string, known []string) (string, error) {
	if format == "" {
		ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(output), "."))
		for _, alias := range [][2]string{{"md", "markdown"}, {"tex", "latex"}, {"txt", "table"}, {"htm", "html"}, {"bib", "bibtex"}} {
			if ending == alias[0] {
				ending = alias[1]
			}
		}
		switch {
		case slices.Contains(known, ending):
			return ending, nil
		case slices.Contains(promising, ending):
			return "", fmt.Errorf("-o %s: %s is no format of this command; it can write %s: say which with --format", output, ending, strings.Join(known, ", "))
		}
		return usual, nil
	}
	if slices.Contains(known, format) {
		return format, nil
	}
	text := fmt.Sprintf("unknown format %q", format)
	if near := leaderboard.Nearest(format, known); len(near) > 0 {
		return "", fmt.Errorf("%s; did you mean %s?", text, near[0])
	}
	return "", fmt.Errorf("%s; it can be %s", text, strings.Join(known, ", "))
}

// terminalStyle fits tables to where they are written: to $COLUMNS if it is
// set, which is the way to say how wide a pipe or a file may be.
func terminalStyle(w io.Writer) leaderboard.Style {
	return leaderboard.Style{Colour: hasColour(w), Width: widthOf(w)}
}

// widthOf is how wide lines to a stream may be, 0 where nothing says it.
func widthOf(w any) int {
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
		return width
	}
	if f, ok := w.(*os.File); ok && isTerminal(f) {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// heightOf is how many lines a terminal shows, 0 where nothing says it.
func heightOf(w any) int {
	if f, ok := w.(*os.File); ok {
		if _, height, err := term.GetSize(int(f.Fd())); err == nil {
			return height
		}
	}
	return 0
}
