package main

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/extract"
	"claimboard/rules"
)

type rulesTestOptions struct {
	paths    []string
	run      string
	coverage bool
	builtin  bool
	format   string
}

func newRulesTestCmd(a *app) *cobra.Command {
	var o rulesTestOptions
	cmd := &cobra.Command{
		Use:   "test [PATH]...",
		Short: "Run the tests that rules carry",
		Long: `Run the tests that rules carry. A test passes if the whole rule set, not the rule
alone, makes exactly its claims of its text. Without PATH, your rules are tested,
and the built-in ones where you have none; a built-in test that comes out
otherwise under your rules is told, and is no failure.

A test with "todo: reason" is known to fail; once it passes it fails here, to be
promoted. --coverage also wants every rule, and every top-level alternative of
its pattern, to fire in some test.

Exit status: 0 all passed, 1 some did not, 2 the rules cannot be used.`,
		Example: `  claimboard rules test
  claimboard rules test my.yaml --coverage
  claimboard rules test --run 'score.*' --builtin`,
		RunE: func(_ *cobra.Command, args []string) error {
			o.paths = args
			return rulesTestRun(a, &o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.run, "run", "", "only rules with this `ID`, in which * stands for anything")
	f.BoolVar(&o.coverage, "coverage", false, "every rule and alternative must fire in some test")
	f.BoolVar(&o.builtin, "builtin", false, "test the built-in rules too")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	return cmd
}

// testReport is what rules test found.
type testReport struct {
	Tests     int                  `json:"tests"`
	Rules     int                  `json:"rules"`
	Todo      int                  `json:"todo"`
	Failed    []extract.TestResult `json:"failed"`
	Promote   []extract.TestResult `json:"promote"`
	Builtin   []extract.TestResult `json:"builtin"` // built-in tests changed by the user's rules
	Uncovered []extract.Uncovered  `json:"uncovered"`

	idle []string // rules that never fire, where nobody asked for coverage
}

func (t *testReport) neverFire() []string {
	var out []string
	for _, u := range t.Uncovered {
		if u.Branch == "" {
			out = append(out, u.Rule)
		}
	}
	return out
}

func rulesTestRun(a *app, o *rulesTestOptions) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	paths := o.paths
	if len(paths) == 0 {
		paths = a.rulePaths()
	}
	set, err := rules.Load(paths...)
	if err != nil {
		return err
	}
	if _, err := path.Match(o.run, ""); err != nil {
		return fmt.Errorf("--run %s: %w", o.run, err)
	}
	chosen := func(r *rules.Rule) bool {
		ok, _ := path.Match(o.run, r.ID.Value)
		return ok || o.run == ""
	}
	if !slices.ContainsFunc(set.Rules, chosen) {
		return fmt.Errorf("no rule %q; %s", o.run, orElse(rules.DidYouMean(o.run, set.IDs()), "claimboard list rules shows them"))
	}
	report, err := runTests(set, chosen, func(file string) bool {
		return o.builtin || o.run != "" || len(paths) == 0 || !rules.IsBuiltin(file)
	})
	if err != nil {
		return err
	}
	if !o.coverage {
		report.idle, report.Uncovered = report.neverFire(), nil
	}
	return a.showTests(report, o)
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// runTests runs the tests of the chosen rules; only those in own files can fail.
func runTests(set *rules.Set, chosen func(*rules.Rule) bool, own func(file string) bool) (*testReport, error) {
	t, err := extract.NewTester(set)
	if err != nil {
		return nil, err
	}
	report := &testReport{}
	for _, r := range set.Rules {
		if !chosen(r) {
			continue
		}
		if own(r.Path()) {
			report.Rules++
		}
		for i := range r.Tests {
			report.add(t.Run(r, &r.Tests[i]), own)
		}
	}
	report.Uncovered = t.Uncovered(func(r *rules.Rule) bool { return chosen(r) && own(r.Path()) })
	return report, report.blameUser()
}

// blameUser keeps of the built-in tests that do not pass those that would
// without the user's rules.
func (t *testReport) blameUser() error {
	if len(t.Builtin) == 0 {
		return nil
	}
	set, err := rules.Load()
	if err != nil {
		return err
	}
	alone, err := extract.NewTester(set)
	if err != nil {
		return err
	}
	passes := map[string]bool{}
	for _, r := range set.Rules {
		for i := range r.Tests {
			res := alone.Run(r, &r.Tests[i])
			passes[fmt.Sprint(res.File, res.Line)] = res.Passed()
		}
	}
	t.Builtin = slices.DeleteFunc(t.Builtin, func(r extract.TestResult) bool { return !passes[fmt.Sprint(r.File, r.Line)] })
	return nil
}

func (t *testReport) add(res extract.TestResult, own func(file string) bool) {
	switch {
	case !own(res.File):
		if !res.Passed() && res.Todo == "" {
			t.Builtin = append(t.Builtin, res)
		}
		return
	case res.Todo != "" && res.Passed():
		t.Promote = append(t.Promote, res)
	case res.Todo != "":
		t.Todo++
	case !res.Passed():
		t.Failed = append(t.Failed, res)
	}
	t.Tests++
}

func (a *app) showTests(t *testReport, o *rulesTestOptions) error {
	if o.format == "json" {
		if err := a.writeJSON(t); err != nil {
			return err
		}
	} else {
		a.listTests(t)
	}
	bad := len(t.Failed) + len(t.Promote) + len(t.Uncovered)
	line := fmt.Sprintf("%s of %s: %d passed, %d failed, %d todo", plural(t.Tests, "test"), plural(t.Rules, "rule"),
		t.Tests-len(t.Failed)-len(t.Promote)-t.Todo, len(t.Failed)+len(t.Promote), t.Todo)
	if len(t.Uncovered) > 0 {
		line += fmt.Sprintf("; %d not covered", len(t.Uncovered))
	}
	if len(t.Builtin) > 0 {
		line += fmt.Sprintf("; %s changed", plural(len(t.Builtin), "built-in test"))
	}
	a.note("%s", line)
	if len(t.idle) > 0 {
		a.note("no test run makes these rules fire: %s; --coverage tells why", safe(strings.Join(t.idle, ", ")))
	}
	if bad > 0 {
		return partly("")
	}
	return nil
}

func (a *app) listTests(t *testReport) {
	for _, r := range t.Failed {
		a.showTest("FAIL", r)
	}
	for _, r := range t.Promote {
		a.showTest("PASSES NOW", r)
		fmt.Fprintf(a.stdout, "    was todo (%s): take that away, and the test will hold\n\n", safe(r.Todo))
	}
	for _, r := range t.Builtin {
		a.showTest("CHANGED", r)
	}
	for _, u := range t.Uncovered {
		if u.Branch == "" {
			fmt.Fprintf(a.stdout, "NOT COVERED %s (%s:%d): no test makes it fire\n", safe(u.Rule), safe(u.File), u.Line)
			a.showPart(u.Rule, u.Part)
		} else {
			fmt.Fprintf(a.stdout, "NOT COVERED %s (%s:%d): no test makes this alternative fire: %s\n", safe(u.Rule), safe(u.File), u.Line, safe(u.Branch))
		}
	}
}

func (a *app) showTest(verdict string, r extract.TestResult) {
	w := a.stdout
	fmt.Fprintf(w, "%s %s (%s:%d)\n", verdict, safe(r.Rule), safe(r.File), r.Line)
	if r.Title != "" {
		fmt.Fprintf(w, "    title: %s\n", safe(r.Title))
	}
	fmt.Fprintf(w, "    text:  %s\n", safe(r.Text))
	a.showPart(r.Rule, r.Part)
	for _, d := range r.Differences {
		by := ""
		if d.Rule != "" {
			by = "  [" + d.Rule + "]"
		}
		fmt.Fprintf(w, "    %s: %s%s\n", d.What, safe(d.Claim), safe(by))
		for _, f := range d.Fields {
			fmt.Fprintf(w, "        %-10s want %s\n        %-10s  got %s\n", f.Field, orNothing(f.Want), "", orNothing(f.Got))
		}
	}
	fmt.Fprintln(w)
}

// showPart tells what a rule had to do with the text of a test.
func (a *app) showPart(rule string, p *extract.Part) {
	if p == nil {
		return
	}
	for _, view := range p.Seen {
		fmt.Fprintf(a.stdout, "    seen:  %s\n", safe(view))
	}
	switch {
	case p.Matched != "":
		fmt.Fprintf(a.stdout, "      %s matches «%s», but %s\n", safe(rule), safe(p.Matched), safe(p.Why))
	case p.Attempt != nil:
		var t telling
		t.attempt(*p.Attempt)
		io.WriteString(a.stdout, t.b.String())
	}
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return safe(s)
}
