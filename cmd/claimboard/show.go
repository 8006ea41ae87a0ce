package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/leaderboard"
	"claimboard/rules"
)

func newShowCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show PAPER|CLAIM",
		Short: "Show an abstract with its claims marked, and why each was made",
		Long: `Show a paper's abstract with its claims marked, and for each claim its fields and
the rule that made it. A paper is named by its id, a claim by its own; the
beginning of either, or of a title, will do where only one begins so.`,
		Example: `  claimboard show arXiv:2406.18629
  claimboard show 2406.18629
  claimboard show "Step-DPO"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("show which paper or claim? claimboard list papers has their ids")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return showRun(cmd.Context(), a, strings.Join(args, " "))
		},
	}
}

func showRun(ctx context.Context, a *app, text string) error {
	store, err := a.openDB()
	if err != nil {
		return err
	}
	defer store.Close()
	m, err := find(ctx, store, text)
	if err != nil {
		return err
	}
	p, err := store.Paper(ctx, m.Paper)
	if err != nil {
		return err
	}
	lost := ""
	if m.Claim != "" {
		if lost, err = onlyClaim(ctx, store, p, m.Claim); err != nil {
			return err
		}
	}
	page := page{paper: p, lost: lost, colour: hasColour(a.stdout), width: widthOf(a.stdout)}
	if set, err := a.ruleSet(); err == nil {
		page.corrections = set.CorrectionsOf(p.ID)
	}
	return a.write("-", page.write)
}

// find gives the one paper or claim that a text stands for.
func find(ctx context.Context, store *db.DB, text string) (db.Match, error) {
	found, err := store.Find(ctx, text)
	switch {
	case err != nil:
		return db.Match{}, err
	case len(found) == 0:
		return db.Match{}, fmt.Errorf("no paper or claim %q; claimboard list papers shows them", text)
	case len(found) == 1:
		return found[0], nil
	}
	var lines []string
	for _, m := range found[:min(len(found), 10)] {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("  %s %s  %s", m.Paper, m.Claim, m.Title)))
	}
	return db.Match{}, fmt.Errorf("%q may be any of\n  %s", text, strings.Join(lines, "\n  "))
}

// onlyClaim leaves a paper the one claim. It says so where that holds no more.
func onlyClaim(ctx context.Context, store *db.DB, p *db.Paper, id string) (string, error) {
	p.Claims = slices.DeleteFunc(p.Claims, func(c extract.Claim) bool { return c.ID != id })
	if len(p.Claims) > 0 {
		return "", nil
	}
	r, lost, err := store.Claim(ctx, id)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("Claim %s no longer holds: run %d lost it. It was %s = %s on %s, by rule %s:\n  %s\n",
		id, lost, r.Method, leaderboard.Value(&r), r.Benchmark, r.Rule, r.Sentence), nil
}

// page is what show prints of one paper.
type page struct {
	paper  *db.Paper
	lost   string
	colour bool
	width  int // of the terminal; 0 leaves the lines as long as they are

	corrections []*rules.Correction
}

func (g *page) write(w io.Writer) error {
	var b strings.Builder
	p := g.paper
	fmt.Fprintln(&b, g.bold(safe(cmp.Or(p.Title, "(title not kept: the paper has no claims)"))))
	fmt.Fprintln(&b, safe(strings.Join(present(append([]string{p.ID, p.Published, p.URL}, p.Aliases...)), "  ")))
	if p.Authors != "" {
		fmt.Fprintln(&b, safe(p.Authors))
	}
	g.sources(&b)
	fmt.Fprintln(&b)
	switch {
	case p.Abstract != "":
		fmt.Fprintln(&b, strings.Join(g.paragraphs(), "\n\n"))
	case p.Kept:
		fmt.Fprintln(&b, "(no abstract)")
	default:
		fmt.Fprintln(&b, "(the abstract is not kept; extract --keep-abstracts says which are)")
	}
	if len(p.Faults) > 0 {
		fmt.Fprintf(&b, "\nRules that did not finish on it: %s\n", safe(strings.Join(p.Faults, ", ")))
	}
	g.claims(&b)
	for _, c := range g.corrections {
		what := "corrected"
		if c.Reject {
			what = "rejected"
		}
		fmt.Fprintf(&b, "\nClaim %s is %s by %s: %s\n", safe(c.Claim.Value), what, safe(c.Path()), safe(c.Reason))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sources says where the paper was read, and which of its texts this is.
func (g *page) sources(b *strings.Builder) {
	p := g.paper
	if len(p.Sources) == 1 {
		fmt.Fprintf(b, "Read in %s\n", safe(p.Sources[0]))
		return
	}
	for _, s := range p.Sources {
		note := ""
		if s == p.Used {
			note = "  <- the text below"
		}
		fmt.Fprintf(b, "Read in %s%s\n", safe(s), note)
	}
	if p.Differ {
		fmt.Fprintln(b, "The records differ; of differing abstracts the newest by date is used, else the last given.")
	}
}

func present(texts []string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// blank is what parts paragraphs.
var blank = regexp.MustCompile(`\n[ \t\r]*\n\s*`)

// paragraphs are the abstract's, tidied of LaTeX, entities and hard line ends,
// with the values of the claims marked.
func (g *page) paragraphs() []string {
	text := g.paper.Abstract
	var out []string
	add := func(from, to int) {
		if p := strings.TrimSpace(g.marked(from, to)); p != "" {
			out = append(out, g.wrap(p, ""))
		}
	}
	from := 0
	for _, gap := range blank.FindAllStringIndex(text, -1) {
		add(from, gap[0])
		from = gap[1]
	}
	add(from, len(text))
	return out
}

// marked is a part of the abstract, tidied, with the values in it marked.
func (g *page) marked(from, to int) string {
	text := extract.Tidy(g.paper.Abstract[from:to])
	open, shut := "[[", "]]"
	if g.colour {
		open, shut = "\x1b[7m", "\x1b[0m"
	}
	var b strings.Builder
	at := 0
	for _, c := range g.paper.Claims {
		if c.Start < from || c.End > to || c.Start >= c.End {
			continue
		}
		start, end := text.At(c.Start-from, c.End-from)
		if start < at {
			continue // a value with two claims is marked once
		}
		b.WriteString(safe(text.Tidy[at:start]) + open + safe(text.Tidy[start:end]) + shut)
		at = end
	}
	return b.String() + safe(text.Tidy[at:])
}

func (g *page) claims(b *strings.Builder) {
	if g.lost != "" {
		fmt.Fprintf(b, "\n%s", safeLines(g.lost))
		return
	}
	if len(g.paper.Claims) == 0 {
		fmt.Fprintln(b, "\nNo claims.")
	}
	for i := range g.paper.Claims {
		c := &g.paper.Claims[i]
		r := extract.Record{Value: c.Value, Low: c.Low, ValueText: c.ValueText, Unit: c.Unit, Bound: c.Bound, Kind: c.Kind}
		fmt.Fprintf(b, "\n%s  %s  %s on %s\n", safe(c.ID), g.bold(safe(c.Method)), safe(leaderboard.Value(&r)), safe(c.Benchmark))
		for _, f := range [][2]string{
			{"metric", c.Metric + implied(c)}, {"kind", c.Kind + relative(c)}, {"role", c.Role}, {"versus", c.Versus},
			{"setting", c.Setting}, {"bound", inexact(c.Bound)}, {"written", c.ValueText}, {"rule", c.Rule}, {"sentence", c.Sentence},
		} {
			if f[1] != "" {
				fmt.Fprintln(b, g.wrap(fmt.Sprintf("  %-9s %s", f[0], safe(f[1])), strings.Repeat(" ", 12)))
			}
		}
	}
}

func implied(c *extract.Claim) string {
	if c.MetricImplied {
		return " (implied)"
	}
	return ""
}

func relative(c *extract.Claim) string {
	if c.Relative {
		return ", relative"
	}
	return ""
}

func inexact(bound string) string {
	if bound == extract.Exact {
		return ""
	}
	return bound
}

func (g *page) wrap(s, indent string) string {
	if g.width == 0 {
		return s
	}
	return leaderboard.Wrap(s, g.width, indent)
}

func (g *page) bold(s string) string {
	if g.colour {
		return "\x1b[1m" + s + "\x1b[0m"
	}
	return s
}
