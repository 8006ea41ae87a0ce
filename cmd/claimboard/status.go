package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"claimboard/db"
	"claimboard/rules"
)

// Exit statuses.
const (
	statusDone        = 0
	statusPartly      = 1
	statusNothing     = 2
	statusInterrupted = 130
)

// partlyError is the error of a command that did its work, but found some of
// the input bad or some check failed.
type partlyError struct{ err error }

func (e partlyError) Error() string { return e.err.Error() }
func (e partlyError) Unwrap() error { return e.err }

// partly marks an error as one that leaves the work done: exit status 1. What
// was bad has been said on stderr already, so that err may be "".
func partly(format string, args ...any) error { return partlyError{fmt.Errorf(format, args...)} }

// status says what went wrong, and as what exit status.
func (a *app) status(err error) int {
	var part partlyError
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, context.Canceled):
		a.note("claimboard: interrupted")
		return statusInterrupted
	case errors.As(err, &part):
		if text := err.Error(); text != "" {
			a.note("claimboard: %s", safeLines(text))
		}
		return statusPartly
	}
	a.complain(err)
	return statusNothing
}

func (a *app) complain(err error) {
	if faults, ok := rules.IsFaults(err); ok {
		for _, text := range faultTexts(faults) {
			fmt.Fprint(a.stderr, safeLines(text))
		}
		a.note("claimboard: %s in the rules; nothing was done", plural(len(faults), "mistake"))
		return
	}
	a.note("claimboard: %s", safeLines(plainly(err)))
	if errors.Is(err, db.ErrMissing) {
		a.note("make one with claimboard extract FILE, or name one with --db")
	}
}

// plainly is an error's text in words that are not the program's own: no "stat"
// before the path that is not there, no names of functions.
func plainly(err error) string {
	text := err.Error()
	var path *fs.PathError
	if errors.As(err, &path) {
		return strings.Replace(text, path.Op+" "+path.Path, path.Path, 1)
	}
	if names, ok := strings.CutPrefix(text, "required flag(s) \""); ok {
		names, _, _ = strings.Cut(names, "\" not set")
		return "--" + strings.ReplaceAll(names, `", "`, " and --") + " must be given"
	}
	return text
}

// unknownCommand is the Args of a command that only has subcommands: cobra
// itself prints help and exits 0 for a mistyped one.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2
	text := fmt.Sprintf("unknown command %q for %q", args[0], cmd.CommandPath())
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		text += "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return errors.New(text)
}

// flagError adds the nearest flag to the error of an unknown one.
func flagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) && strings.HasPrefix(invalid.GetFlag().Value.Type(), "int") {
		return fmt.Errorf("--%s: %q is no whole number (see %s --help)", invalid.GetFlag().Name, invalid.GetValue(), cmd.CommandPath())
	}
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return fmt.Errorf("%w (see %s --help)", err, cmd.CommandPath())
	}
	best, distance := "", len(name)/3+2
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if d := levenshtein.ComputeDistance(name, f.Name); d < distance && !f.Hidden {
			best, distance = f.Name, d
		}
	})
	if best == "" {
		return fmt.Errorf("unknown flag --%s (see %s --help)", name, cmd.CommandPath())
	}
	return fmt.Errorf("unknown flag --%s; did you mean --%s?", name, best)
}
