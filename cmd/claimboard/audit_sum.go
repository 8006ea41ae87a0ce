package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"claimboard/extract/audit"
	"claimboard/leaderboard"
)

type auditSumOptions struct {
	sheets []string
	keep   string
	format string
}

func newAuditSumCmd(a *app) *cobra.Command {
	var o auditSumOptions
	cmd := &cobra.Command{
		Use:   "sum SHEET...",
		Short: "Sum filled sheets up: precision with an interval, agreement",
		Long: `Sum filled sheets up: how many of the claims judged are found, and how many right
in full, each with its 95% interval (Wilson's), by kind and by rule, worst first.

A sheet's reader is its file's name, unless a column says who. A claim that
several have read counts once, by the worst verdict that it got; how far each
two readers agree, by Cohen's kappa too, and on which claims they differ, comes
last. Rows without a verdict, and rows that cannot be read, are told with their
line and left out: exit status 1.

--keep writes verdicts and ids alone, without any text of the papers: a file
to publish, which can be summed up again. Verdicts:

` + verdictHelp,
		Example: `  claimboard audit sum ann.csv
  claimboard audit sum ann.csv bob.csv --format json
  claimboard audit sum ann.csv bob.csv --keep verdicts.csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("audit sum takes one sheet or more")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.sheets = args
			return auditSumRun(a, &o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.keep, "keep", "", "write ids and verdicts to `FILE`; - for stdout, and no sum")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	return cmd
}

func auditSumRun(a *app, o *auditSumOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	judged, left, err := a.readSheets(o.sheets)
	if err != nil {
		return err
	}
	if o.keep != "" {
		err := a.write(o.keep, func(w io.Writer) error { return leaderboard.Delimited{}.WriteSheet(w, keptSheet(judged)) })
		if err != nil {
			return err
		}
	}
	if o.keep != "-" {
		if err := a.writeAudit(audit.Sum(judged), o.format); err != nil {
			return err
		}
	}
	if left != "" {
		return partly("left out %s", left)
	}
	return nil
}

// check refuses to write over a sheet, which has more than is kept, and readers
// that could not be told apart.
func (o *auditSumOptions) check() error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	readers := map[string]string{}
	for _, name := range o.sheets {
		if sameFile(o.keep, name) {
			return fmt.Errorf("--keep %s would write over the sheet", o.keep)
		}
		reader := readerOf(name)
		if other, twice := readers[reader]; twice {
			return fmt.Errorf("%s and %s would be one reader's: name each sheet after its reader", other, name)
		}
		readers[reader] = name
	}
	return nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// readerOf is who filled a sheet in: "ann" of "sheets/ann.csv".
func readerOf(name string) string {
	if name == "-" {
		return "stdin"
	}
	base := filepath.Base(name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// readSheets gives the judgements of all sheets, and says what was left out, "" if
// nothing was.
func (a *app) readSheets(names []string) (judged []audit.Judgement, left string, err error) {
	bad, unfilled := 0, 0
	for _, name := range names {
		sheet, err := a.readSheet(name)
		if err != nil {
			return nil, "", err
		}
		a.tellSheet(sheet)
		judged = append(judged, sheet.Judgements...)
		bad += len(sheet.Faults)
		unfilled += len(sheet.Unfilled)
	}
	if len(judged) == 0 {
		return nil, "", errors.New("no row has a verdict")
	}
	if bad+unfilled > 0 {
		left = fmt.Sprintf("%s without a verdict, %s that could not be read", plural(unfilled, "row"), number(bad))
	}
	return judged, left, onceEach(judged)
}

func (a *app) readSheet(name string) (*audit.Sheet, error) {
	if name == "-" {
		return audit.ReadSheet(a.stdin, "stdin", readerOf(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return audit.ReadSheet(f, name, readerOf(name))
}

// tellSheet says what of a sheet is left out.
func (a *app) tellSheet(s *audit.Sheet) {
	for i, err := range s.Faults {
		if i == shown {
			a.note("and %s more that could not be read", number(len(s.Faults)-shown))
			break
		}
		a.note("%s", safeLines(err.Error()))
	}
	if n := len(s.Unfilled); n > 0 {
		a.note("%s:%d: no verdict%s", safe(s.Name), s.Unfilled[0], list(" (also in ", lineNumbers(s.Unfilled[1:]), ")"))
	}
}

// lineNumbers names the first lines of some.
func lineNumbers(lines []int) []string {
	var out []string
	for i, n := range lines {
		if i == shown {
			return append(out, number(len(lines)-shown)+" more")
		}
		out = append(out, "line "+strconv.Itoa(n))
	}
	return out
}

// onceEach wants one verdict from a reader on a claim: files of kept verdicts
// may hold the same twice.
func onceEach(all []audit.Judgement) error {
	seen := map[[2]string]bool{}
	for _, j := range all {
		id := [2]string{j.Claim, j.Reader}
		if seen[id] {
			return fmt.Errorf("two sheets have a verdict of reader %s on claim %s", j.Reader, j.Claim)
		}
		seen[id] = true
	}
	return nil
}

// keptSheet lays out what may be published: ids and verdicts.
func keptSheet(all []audit.Judgement) leaderboard.Sheet {
	s := leaderboard.Sheet{Columns: columnsNamed(audit.ClaimColumn, audit.PaperColumn, audit.KindColumn, audit.RuleColumn,
		audit.VerdictColumn, audit.ReaderColumn)}
	for _, j := range all {
		s.Lines = append(s.Lines, leaderboard.Line{Cells: textCells(j.Claim, j.PaperID, j.Kind, j.Rule, string(j.Verdict), j.Reader)})
	}
	return s
}

func (a *app) writeAudit(r audit.Report, format string) error {
	if format == "json" {
		return a.writeJSON(r)
	}
	var b strings.Builder
	writeReport(&b, &r)
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// writeReport writes a report for people.
func writeReport(w io.Writer, r *audit.Report) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	writeGroups(t, "by kind", append(slices.Clone(r.Kinds), r.All))
	fmt.Fprintln(t)
	writeGroups(t, "by rule, worst first", r.Rules)
	if len(r.Readers) > 1 {
		fmt.Fprintln(t)
		writeGroups(t, "by reader", r.Readers)
	}
	t.Flush() // into a text, which does not fail
	for i := range r.Pairs {
		writePair(w, &r.Pairs[i])
	}
}

func writeGroups(w io.Writer, heading string, groups []audit.Group) {
	fmt.Fprintf(w, "judged\tunclear\tfound\t95%%\tfull\t95%%\t  %s\n", heading)
	for _, g := range groups {
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\t  %s\n", g.Judged, g.Unclear, precisionCells(g.Found), precisionCells(g.Full), safe(g.Name))
	}
}

// precisionCells are a precision and its interval.
func precisionCells(p audit.Precision) string {
	if p.Value == nil {
		return "\t"
	}
	return fmt.Sprintf("%.3f\t%.3f-%.3f", *p.Value, p.Interval[0], p.Interval[1])
}

func writePair(w io.Writer, p *audit.Pair) {
	kappa := "no kappa, for both gave one verdict throughout"
	if p.Kappa != nil {
		kappa = fmt.Sprintf("Cohen's kappa %.3f", *p.Kappa)
	}
	fmt.Fprintf(w, "\n%s and %s agree on %d of %s, %.3f; %s\n",
		safe(p.Readers[0]), safe(p.Readers[1]), p.Agreed, plural(p.Common, "claim"), p.Raw, kappa)
	for _, d := range p.Differ {
		fmt.Fprintf(w, "  %s  %s  %s: %s, %s\n", d.Claim, safe(d.PaperID), safe(d.Rule), d.Verdicts[0], d.Verdicts[1])
	}
}
