package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/rules"
)

// app is what all commands share: the streams, and the flags of the root.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	dbFlag    string
	rulesFlag []string
}

// Run runs the program with these arguments, without its name, and returns the
// exit status: 0 done, 1 done but some input was bad or some check failed, 2
// nothing was done, 130 interrupted.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once

	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := newRootCmd(a)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	ended := make(chan error, 1)
	go func() { ended <- root.ExecuteContext(ctx) }()
	select {
	case err := <-ended:
		return a.status(err)
	case <-ctx.Done():
	}
	select {
	case err := <-ended:
		return a.status(err)
	case <-time.After(patience):
		return a.status(ctx.Err())
	}
}

// patience is how long a command may take to end after Ctrl-C. What opens a pipe
// that nobody writes to hears of nothing. To go without its end is safe: to the
// database it is as if the program had been killed.
var patience = 10 * time.Second

func newRootCmd(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "claimboard",
		Short: "Leaderboards from the claims in papers' abstracts",
		Long: `claimboard reads the abstracts of papers, finds the benchmark results they claim
("84.1% on GSM8K"), keeps each claim with the words that prove it, and prints
leaderboards.`,
		Example: `  claimboard extract papers.jsonl
  claimboard board GSM8K
  claimboard show 2406.18629`,
		Version:           version(),
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
		Args:              unknownCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("claimboard {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	flags := root.PersistentFlags()
	flags.StringVar(&a.dbFlag, "db", "", "database `FILE` (default $CLAIMBOARD_DB, else ./claimboard.db)")
	flags.StringArrayVar(&a.rulesFlag, "rules", nil, "further rules, `FILE|DIR`; may be repeated (default ./claimboard.rules if it is there)")

	root.AddGroup(
		&cobra.Group{ID: "work", Title: "From papers to boards:"},
		&cobra.Group{ID: "look", Title: "Looking closer:"},
		&cobra.Group{ID: "rules", Title: "Rules:"},
	)
	for _, c := range []struct {
		group string
		cmd   *cobra.Command
	}{
		{"work", newExtractCmd(a)},
		{"work", newBoardCmd(a)},
		{"work", newExportCmd(a)},
		{"look", newListCmd(a)},
		{"look", newShowCmd(a)},
		{"look", newDiffCmd(a)},
		{"look", newDoctorCmd(a)},
		{"rules", newExplainCmd(a)},
		{"rules", newRulesCmd(a)},
		{"rules", newEvalCmd(a)},
		{"rules", newAuditCmd(a)},
		{"rules", newRejectCmd(a)},
	} {
		c.cmd.GroupID = c.group
		root.AddCommand(c.cmd)
	}
	return root
}

// database is the path of the database to use.
func (a *app) database() string {
	if a.dbFlag != "" {
		return a.dbFlag
	}
	if env := os.Getenv("CLAIMBOARD_DB"); env != "" {
		return env
	}
	return "claimboard.db"
}

// command is a command line of claimboard to advise: these words, with the
// database and rules that this one was told to use.
func (a *app) command(name string, args ...string) string {
	words := []string{"claimboard", name}
	if a.dbFlag != "" {
		words = append(words, "--db", a.dbFlag)
	}
	for _, path := range a.rulesFlag {
		words = append(words, "--rules", path)
	}
	words = append(words, args...)
	for i, w := range words {
		words[i] = quoted(w)
	}
	return strings.Join(words, " ")
}

// openDB opens the database for reading.
func (a *app) openDB() (*db.DB, error) { return db.OpenReadOnly(a.database()) }

// userRules is the folder of rules that is used without being named.
const userRules = "claimboard.rules"

// ruleSet loads the built-in rules and the user's.
func (a *app) ruleSet() (*rules.Set, error) { return rules.LoadForUse(a.rulePaths()...) }

func (a *app) rulePaths() []string {
	if len(a.rulesFlag) > 0 {
		return a.rulesFlag
	}
	if rules.HasFiles(userRules) {
		return []string{userRules}
	}
	return nil
}

// release is set when a release is linked: -ldflags "-X main.release=v1.0.0".
var release string

// version names the program that looked at a paper: with another version,
// claims may differ.
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// note tells something on stderr.
func (a *app) note(format string, args ...any) {
	fmt.Fprintf(a.stderr, format+"\n", args...)
}
