package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/extract"
	"claimboard/rules"
)

type rulesCheckOptions struct {
	paths   []string
	format  string
	builtin bool
}

func newRulesCheckCmd(a *app) *cobra.Command {
	var o rulesCheckOptions
	cmd := &cobra.Command{
		Use:   "check [PATH]...",
		Short: "Find every fault in rule files",
		Long: `Find every fault in rule files, and say how to mend it: errors, with which rules
are not used at all, and warnings. Without PATH, your rules are checked, and the
built-in ones where you have none.

A warning that is meant is silenced where it stands, with the reason:
    allow: {CB602: "nothing looks alike"}

Of a file with more than 100 faults 100 are told, errors first; --format json
has all.

Exit status: 0 no errors, 1 errors, 2 a path cannot be read.`,
		Example: `  claimboard rules check
  claimboard rules check my.yaml more/
  claimboard rules check --format json my.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			o.paths = args
			return rulesCheckRun(a, &o)
		},
	}
	cmd.Flags().StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	cmd.Flags().BoolVar(&o.builtin, "builtin", false, "check the built-in rules too")
	return cmd
}

func rulesCheckRun(a *app, o *rulesCheckOptions) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	paths := o.paths
	if len(paths) == 0 {
		paths = a.rulePaths()
	}
	set, faults, err := rules.Check(paths...)
	if err != nil {
		return err
	}
	wanted := func(file string) bool { return o.builtin || len(paths) == 0 || !rules.IsBuiltin(file) }
	faults = set.Silence(append(faults, extract.CheckPatterns(set, wanted)...))
	var shown rules.Faults
	files := 0
	for _, f := range faults {
		if wanted(f.File) {
			shown = append(shown, f)
		}
	}
	for _, f := range set.Files {
		if wanted(f.Path) {
			files++
		}
	}
	if err := a.showFaults(shown, o.format); err != nil {
		return err
	}
	errors := len(shown.Errors())
	a.note("%s: %s, %s", plural(files, "file"), plural(errors, "error"), plural(len(shown)-errors, "warning"))
	if errors > 0 {
		return partly("")
	}
	return nil
}

func (a *app) showFaults(faults rules.Faults, format string) error {
	if format == "json" {
		if faults == nil {
			faults = rules.Faults{}
		}
		return a.writeJSON(faults)
	}
	for _, text := range faultTexts(faults) {
		if _, err := fmt.Fprintln(a.stdout, strings.TrimRight(safeLines(text), "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// mostShown is how many faults of a file are told one by one.
const mostShown = 100

// faultTexts renders faults, those of a file side by side. Of a file with more
// than mostShown, as a program's mistake makes them, only so many are told,
// errors before warnings.
func faultTexts(faults rules.Faults) []string {
	var out []string
	for len(faults) > 0 {
		file := faults[0].File
		n := slices.IndexFunc(faults, func(f rules.Fault) bool { return f.File != file })
		if n < 0 {
			n = len(faults)
		}
		shown := faults[:n]
		if n > mostShown {
			shown = slices.SortedStableFunc(slices.Values(shown), func(a, b rules.Fault) int { return cmp.Compare(a.Severity, b.Severity) })[:mostShown]
		}
		for _, f := range shown {
			out = append(out, f.Render())
		}
		if n > mostShown {
			out = append(out, fmt.Sprintf("and %s more in %s\n", number(n-mostShown), file))
		}
		faults = faults[n:]
	}
	return out
}
