package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/rules"
)

type rejectOptions struct {
	claim  string
	reason string
	file   string
}

func newRejectCmd(a *app) *cobra.Command {
	var o rejectOptions
	cmd := &cobra.Command{
		Use:   "reject CLAIM --reason TEXT",
		Short: "Reject one claim for good, with the reason",
		Long: `Write a correction to a file of the rules: the claim is left out from the next
extract on, however often the paper is read. To set fields of a claim instead,
edit the file: write set: {metric: F1} in place of reject: true.`,
		Example: `  claimboard reject 136028b8947a --reason "the number is of another table"
  claimboard extract`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("reject which claim? claimboard show PAPER has their ids")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.claim = args[0]
			return rejectRun(cmd.Context(), a, &o)
		},
	}
	cmd.Flags().StringVar(&o.reason, "reason", "", "why the claim is wrong: `TEXT`")
	cmd.Flags().StringVar(&o.file, "file", filepath.Join(userRules, "corrections.yaml"), "write to `FILE`")
	if err := cmd.MarkFlagRequired("reason"); err != nil {
		panic(err)
	}
	return cmd
}

func rejectRun(ctx context.Context, a *app, o *rejectOptions) error {
	if strings.TrimSpace(o.reason) == "" {
		return errors.New("a claim is rejected with a reason: say why")
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	store, err := a.openDB()
	if err != nil {
		return err
	}
	defer store.Close()
	m, err := find(ctx, store, o.claim)
	if err != nil {
		return err
	}
	if m.Claim == "" {
		return fmt.Errorf("%s is a paper; claimboard show %s has the ids of its claims", m.Paper, m.Paper)
	}
	for _, c := range set.CorrectionsOf(m.Paper) {
		if c.Claim.Value == m.Claim {
			return fmt.Errorf("%s corrects the claim already: %s", c.Path(), c.Reason)
		}
	}
	r, _, err := store.Claim(ctx, m.Claim)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("  # %s | %s | %s | %s\n  - {claim: %q, paper: %q, reject: true, reason: %s}\n",
		comment(r.Method), comment(r.Benchmark), comment(r.Metric), comment(r.ValueText), m.Claim, m.Paper, strconv.Quote(o.reason))
	if err := a.addCorrection(o.file, line); err != nil {
		return err
	}
	a.note("rejected in %s; %s applies it", o.file, a.command("extract"))
	return nil
}

// comment makes a text harmless in a YAML comment.
func comment(s string) string { return safe(s) }

// addCorrection appends to a file of corrections, or begins one. The file is
// read back before it takes the old one's place.
func (a *app) addCorrection(file, line string) error {
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("cannot add the correction to %s: %w; name another file with --file", file, bare(err))
	}
	text := string(old)
	switch last := strings.TrimRight(text, "\n"); {
	case last == "":
		text = "schema: " + rules.Schema + "\ncorrections:\n" + line
	case strings.HasPrefix(last[strings.LastIndexByte(last, '\n')+1:], "  - {claim: "):
		text = last + "\n" + line
	default:
		text = last + "\n---\ncorrections:\n" + line
	}
	if _, faults := rules.Parse(file, []byte(text)); len(faults) > 0 {
		return faults
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("cannot make the folder %s: %w; name another file with --file", filepath.Dir(file), bare(err))
	}
	return a.write(file, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}
