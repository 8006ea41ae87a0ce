package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"claimboard/rules"
)

func newRulesSchemaCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of rule files, for editors",
		Long: `Print the JSON Schema of a document of a rule file. An editor with a YAML language
server completes and checks a file that begins with

    # yaml-language-server: $schema=schema.json`,
		Example: `  claimboard rules schema > schema.json`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			data, err := rules.JSONSchema()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.stdout, "%s\n", data)
			return err
		},
	}
}
