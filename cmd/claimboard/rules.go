package main

import (
	"github.com/spf13/cobra"

	"claimboard/leaderboard"
)

func newRulesCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Write, check and test extraction rules",
		Long: `Rules are YAML files: those built in, and yours in ./claimboard.rules or where
--rules says. The way to a new one: explain a sentence that was missed, rules new
for a first version, edit it, rules check, rules test, rules diff.

rules/README.md is the reference of the language.`,
		Example: `  claimboard rules check
  claimboard rules test --run score.reach`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, c := range []*cobra.Command{
		newRulesCheckCmd(a),
		newRulesTestCmd(a),
		newRulesNewCmd(a),
		newRulesSchemaCmd(a),
		newRulesCoverageCmd(a),
		newRulesDiffCmd(a),
		newRulesStatsCmd(a),
	} {
		cmd.AddCommand(c)
	}
	return cmd
}

// writeJSON writes one value to stdout, indented, for other programs.
func (a *app) writeJSON(v any) error { return leaderboard.WriteJSON(a.stdout, v) }
