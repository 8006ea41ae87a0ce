package main

import (
	"fmt"
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
	for _, f := range faults {
		if _, err := fmt.Fprintln(a.stdout, strings.TrimRight(safeLines(f.Render()), "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}
