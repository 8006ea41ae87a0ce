package main

import "github.com/spf13/cobra"

func newAuditCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Have people judge a sample of the claims",
		Long: `Measure the claims that there is no gold for: draw a random sample as a sheet,
read it in a spreadsheet, write a verdict into each row, and sum it up. Verdicts:

` + verdictHelp,
		Example: `  claimboard audit draw -o sheet.csv            # then fill in a copy: ann.csv
  claimboard audit sum ann.csv`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAuditDrawCmd(a), newAuditSumCmd(a))
	return cmd
}

const verdictHelp = `  full     kind, method, benchmark, metric and value are right
  found    benchmark, value and kind are right, method or metric is not
  wrong    anything else
  unclear  the abstract does not tell, or a careful reader might as well leave the
           claim out; counts neither as right nor as wrong

These are the levels of eval. A name is right if a careful reader would take it
for the same; the sign of a delta does not count.`
