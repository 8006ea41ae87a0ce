package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/extract"
)

type rulesCoverageOptions struct {
	corpus   []string
	top      int
	examples int
	format   string
}

func newRulesCoverageCmd(a *app) *cobra.Command {
	var o rulesCoverageOptions
	cmd := &cobra.Command{
		Use:   "coverage --corpus FILE",
		Short: "Show what the rules miss, commonest shape first",
		Long: `Show the sentences of papers that hold a value near a benchmark, or near a name
that may be one, and gave no claim of it, grouped by shape, the commonest first:
each with examples, a rule to start from, and the command that writes that rule
with tests. <M> is a system, <V> a value, <B> a benchmark, <K> a metric. Where the
benchmark stands in the sentence before or after, the rule has scope: abstract,
and is written by hand. Then come the benchmarks that no vocabulary has, as entries
to start from.`,
		Example: `  claimboard rules coverage --corpus papers.jsonl --top 20`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("rules coverage takes no %q; give papers with --corpus FILE", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return rulesCoverageRun(cmd.Context(), a, &o) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.corpus, "corpus", nil, "papers of `FILE`; may be repeated")
	f.IntVar(&o.top, "top", 10, "show `N` shapes and benchmarks")
	f.IntVar(&o.examples, "examples", 2, "show `N` sentences of each shape")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	if err := cmd.MarkFlagRequired("corpus"); err != nil {
		panic(err)
	}
	return cmd
}

// shape is the gaps that look alike.
type shape struct {
	Shape string        `json:"shape"`
	Count int           `json:"count"`
	Gaps  []extract.Gap `json:"examples"`
	Stub  string        `json:"stub"`
	// Command writes a rule with tests from the first example, "" where its
	// benchmark stands in another sentence.
	Command string `json:"command,omitempty"`
}

// coverage is what rules coverage found.
type coverage struct {
	Papers     int                 `json:"papers"`
	Gaps       int                 `json:"gaps"`
	Shapes     []shape             `json:"shapes"`
	Benchmarks []extract.Spellings `json:"benchmarks"`
}

func rulesCoverageRun(ctx context.Context, a *app, o *rulesCoverageOptions) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	if o.top < 1 || o.examples < 1 {
		return fmt.Errorf("--top and --examples must be 1 or more")
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	x, err := extract.New(set)
	if err != nil {
		return err
	}
	papers, bad, err := a.readPapers(ctx, o.corpus)
	if err != nil {
		return err
	}
	found := make([][]extract.Gap, len(papers))
	if err := onEach(ctx, len(papers), func(i int) { found[i] = x.Gaps(papers[i]) }); err != nil {
		return err
	}
	c := coverage{Papers: len(papers)}
	gaps := slices.Concat(found...)
	c.Gaps, c.Shapes, c.Benchmarks = len(gaps), shapesOf(gaps, o.examples), x.UnknownBenchmarks(gaps)
	c.Shapes, c.Benchmarks = c.Shapes[:min(o.top, len(c.Shapes))], c.Benchmarks[:min(o.top, len(c.Benchmarks))]
	if o.format == "json" {
		err = a.writeJSON(c)
	} else {
		err = c.write(a.stdout)
	}
	if err != nil {
		return err
	}
	return unread(bad)
}

// newCommand is the command line that writes a rule from a gap.
func newCommand(g *extract.Gap, name string) string {
	if g.Scope != "" {
		return ""
	}
	line := "claimboard rules new --id my." + name
	for _, f := range [][2]string{{"text", g.Sentence}, {"benchmark", g.Benchmark}, {"value", g.Value}, {"method", g.Method}} {
		if f[1] != "" {
			line += " --" + f[0] + " " + shellWord(f[1])
		}
	}
	return line + " -o " + userRules + "/" + name + ".yaml"
}

// shellWord quotes a text for a shell.
func shellWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func shapesOf(gaps []extract.Gap, examples int) []shape {
	by := map[string]*shape{}
	for _, g := range gaps {
		s := by[g.Shape]
		if s == nil {
			s = &shape{Shape: g.Shape}
			by[g.Shape] = s
		}
		s.Count++
		if len(s.Gaps) < examples {
			s.Gaps = append(s.Gaps, g)
		}
	}
	var out []shape
	for _, s := range slices.SortedFunc(maps.Values(by), func(a, b *shape) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Shape, b.Shape))
	}) {
		name := fmt.Sprintf("shape-%d", len(out)+1)
		s.Stub, s.Command = extract.RuleStub(&s.Gaps[0], "my."+name), newCommand(&s.Gaps[0], name)
		out = append(out, *s)
	}
	return out
}

func (c *coverage) write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s near a benchmark gave no claim\n", plural(c.Papers, "paper"), plural(c.Gaps, "value"))
	for _, s := range c.Shapes {
		fmt.Fprintf(&b, "\n%dx  %s\n", s.Count, safe(s.Shape))
		for _, g := range s.Gaps {
			fmt.Fprintf(&b, "    %s: %s (%s: %s)\n", safe(g.Paper), safe(g.Sentence), safe(g.Value), safe(g.Why))
		}
		b.WriteString(safeLines(s.Stub))
		if s.Command != "" {
			fmt.Fprintf(&b, "  with tests: %s\n", safe(s.Command))
		}
	}
	if len(c.Benchmarks) > 0 {
		b.WriteString("\nNames near values that may be benchmarks:\n\nvocab: benchmark\nentries:\n")
		for _, n := range c.Benchmarks {
			fmt.Fprintf(&b, "%s  # %dx: %s\n", safe(extract.EntryStub(&n)), n.Count, safe(n.Example))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
