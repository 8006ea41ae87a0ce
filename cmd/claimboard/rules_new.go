package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/rules"
)

type rulesNewOptions struct {
	wish   extract.Wish
	output string
}

func newRulesNewCmd(a *app) *cobra.Command {
	var o rulesNewOptions
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write a first version of a rule from a sentence that was missed",
		Long: `Write a rule file from a sentence that was missed: a pattern that also matches the
same sentence with another method, benchmark and number, and three tests. It
passes rules check and rules test as written; edit it to make it more general.
A benchmark that no vocabulary knows gets an entry.`,
		Example: `  claimboard rules new --text "SipNet sips 91.5% from TeaTrials." \
      --benchmark TeaTrials --value 91.5% --method SipNet -o claimboard.rules/sips.yaml`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return rulesNewRun(a, &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.wish.Text, "text", "", "the `SENTENCE`, - for stdin")
	f.StringVar(&o.wish.Benchmark, "benchmark", "", "the benchmark's `NAME`, as the sentence has it")
	f.StringVar(&o.wish.Value, "value", "", "the `NUMBER`, as the sentence has it")
	f.StringVar(&o.wish.Method, "method", "", "the `NAME` of the system, as the sentence has it, if it is there")
	f.StringVar(&o.wish.Title, "title", "", "the paper's `TITLE`, if it names the system")
	f.StringVar(&o.wish.Kind, "kind", extract.Score, "the claim's `KIND`: score, delta")
	f.StringVar(&o.wish.ID, "id", "", "the rule's `ID` (default made from the benchmark's name)")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`, which must not be there yet")
	for _, name := range []string{"text", "benchmark", "value"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flags above have these names
		}
	}
	return cmd
}

func rulesNewRun(a *app, o *rulesNewOptions) error {
	w := &o.wish
	if w.Kind != extract.Score && w.Kind != extract.Delta {
		return fmt.Errorf("unknown kind %q; write score or delta", w.Kind)
	}
	if w.Text == "-" {
		text, err := a.textOf([]string{"-"})
		if err != nil {
			return err
		}
		w.Text = text
	}
	for _, s := range []*string{&w.Text, &w.Title, &w.Benchmark, &w.Value, &w.Method} {
		*s = repair(*s)
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	if w.ID == "" {
		w.ID = extract.RuleID(w.Benchmark, set)
	}
	if !rules.ValidRuleID(w.ID) {
		return fmt.Errorf("%q is no rule id: write lower case words with full stops between, as my.first-rule", w.ID)
	}
	if set.Rule(w.ID) != nil {
		return fmt.Errorf("there is a rule %s already: name another with --id", w.ID)
	}
	if _, err := os.Stat(o.output); o.output != "-" && err == nil {
		return fmt.Errorf("%s is there already: name another file with -o", o.output)
	}
	data, err := extract.Stub(*w, a.rulePaths())
	if err != nil {
		return err
	}
	if err := a.noteMade(w, set); err != nil {
		return err
	}
	if o.output != "-" {
		if err := os.MkdirAll(filepath.Dir(o.output), 0o755); err != nil {
			return err
		}
	}
	if err := a.write(o.output, func(out io.Writer) error { _, err := out.Write(data); return err }); err != nil {
		return err
	}
	if o.output != "-" {
		a.note("wrote %s; now edit it, and run claimboard rules check and rules test", o.output)
	}
	return nil
}

// noteMade tells of a claim that the rules make without the new one.
func (a *app) noteMade(w *extract.Wish, set *rules.Set) error {
	x, err := extract.New(set)
	if err != nil {
		return err
	}
	benchmark := w.Benchmark
	if e := set.Benchmarks.Lookup(benchmark); e != nil {
		benchmark = e.Name
	}
	for _, c := range x.Extract(&paper.Paper{ID: "new", Title: w.Title, Abstract: w.Text}).Claims {
		if strings.Contains(c.ValueText, w.Value) && c.Benchmark == benchmark && c.Kind == w.Kind {
			a.note("note: the rules make this claim already, by %s; claimboard explain tells how", c.Rule)
			return nil
		}
	}
	return nil
}
