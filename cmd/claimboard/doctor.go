package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/db"
)

func newDoctorCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check the database, and say what to run to mend it",
		Long: `Check that the database is whole, that every stored claim still points at its
value in the abstract, that papers are found by their titles and ids, that the sums
of the overview are right, that no run broke off, and that all papers were looked at
under today's rules. What is wrong is said along with what mends it.`,
		Example: `  claimboard doctor
  claimboard doctor --db other.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return doctorRun(cmd.Context(), a) },
	}
}

// doctor prints checks and remembers whether one failed.
type doctor struct {
	app    *app
	store  *db.DB
	failed int
}

func doctorRun(ctx context.Context, a *app) error {
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	d := &doctor{app: a}
	if d.store, err = db.OpenToCheck(a.database()); db.IsDamaged(err) {
		d.damaged(a.database(), []string{err.Error()})
		return partly("1 check failed")
	} else if err != nil {
		return err
	}
	defer d.store.Close()
	if d.integrity(ctx) {
		if err := d.store.CheckSchema(); err != nil {
			return err
		}
		for _, check := range []func(context.Context) error{d.keys, d.spans, d.sums, d.runs,
			func(ctx context.Context) error { return d.behind(ctx, set.Hash) },
			func(ctx context.Context) error { return d.counts(ctx, set.Hash) }} {
			if err := check(ctx); err != nil {
				return err
			}
		}
	}
	if d.failed > 0 {
		return partly("%s", plural(d.failed, "check")+" failed")
	}
	return nil
}

func (d *doctor) say(format string, args ...any) {
	fmt.Fprintln(d.app.stdout, safe(fmt.Sprintf(format, args...)))
}

func (d *doctor) ok(format string, args ...any) { d.say("ok    "+format, args...) }

// bad reports a failed check: what is wrong, its particulars, what mends it.
func (d *doctor) bad(what string, details []string, mend string) {
	d.failed++
	d.say("FAIL  %s", what)
	for _, line := range details {
		d.say("        %s", line)
	}
	d.say("      to mend it: %s", mend)
}

func (d *doctor) integrity(ctx context.Context) bool {
	faults, err := d.store.Integrity(ctx)
	if err != nil {
		faults = []string{err.Error()}
	}
	if len(faults) == 0 {
		d.ok("the file is whole")
		return true
	}
	d.damaged(d.store.Path(), faults)
	return false
}

func (d *doctor) damaged(path string, faults []string) {
	d.bad("the file is damaged", faults, fmt.Sprintf("rename %s and run claimboard extract on the papers again; what it held of history can be saved with sqlite3 %s .recover", path, path))
}

// keys checks what tells a record of a stored paper from a new one.
func (d *doctor) keys(ctx context.Context) error {
	ids, err := d.store.Unkeyed(ctx)
	if err != nil {
		return err
	}
	if len(ids) > 0 {
		d.bad("papers are not found by their titles and ids", ids, fmt.Sprintf(
			"sqlite3 %s 'UPDATE keyed SET paper = 0', then claimboard extract", d.store.Path()))
		return nil
	}
	d.ok("papers are found by their titles and ids")
	return nil
}

func (d *doctor) spans(ctx context.Context) error {
	s, err := d.store.Spans(ctx)
	if err != nil {
		return err
	}
	if len(s.Wrong) > 0 {
		d.bad("claims do not point at their values", s.Wrong, d.app.command("extract", append([]string{"--again"}, s.Files...)...))
		return nil
	}
	text := ""
	if s.Unkept > 0 {
		text = fmt.Sprintf(" (%s have no stored abstract to point into)", number(s.Unkept))
	}
	points := "claims point at their values"
	if s.Checked == 1 {
		points = "claim points at its value"
	}
	d.ok("%s %s%s", number(s.Checked), points, text)
	return nil
}

// sums checks what the overview is made of.
func (d *doctor) sums(ctx context.Context) error {
	wrong, checked, err := d.store.Sums(ctx)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		d.bad("the overview's sums are not those of the claims", wrong, fmt.Sprintf(
			"sqlite3 %s 'INSERT OR IGNORE INTO stale SELECT DISTINCT benchmark, metric FROM claim UNION SELECT benchmark, metric FROM summary', then claimboard extract", d.store.Path()))
		return nil
	}
	d.ok("the overview's %s what the claims say", plural(checked, "sum")+" are")
	return nil
}

// runs looks for runs that neither ended nor are at work.
func (d *doctor) runs(ctx context.Context) error {
	runs, err := d.store.Runs(ctx)
	if err != nil {
		return err
	}
	if n := len(runs); n > 0 && runs[n-1].Status == db.Running && d.store.AtWork() {
		runs = runs[:n-1]
	}
	// A run that broke off is mended by any later one of the same inputs.
	for i, r := range runs {
		if r.Status == db.Done || mendedBy(runs[i+1:], r) {
			continue
		}
		what := map[db.Status]string{db.Running: "was killed", db.Interrupted: "was interrupted", db.Failed: "failed"}[r.Status]
		d.bad(fmt.Sprintf("run %d %s; the papers it had stored are whole", r.ID, what), nil,
			d.app.command("extract", r.Inputs...))
	}
	d.ok("%s on record", plural(len(runs), "run"))
	return nil
}

func mendedBy(later []db.RunInfo, r db.RunInfo) bool {
	for _, l := range later {
		if l.Status == db.Done && strings.Join(l.Inputs, "\x00") == strings.Join(r.Inputs, "\x00") {
			return true
		}
	}
	return false
}

func (d *doctor) behind(ctx context.Context, hash string) error {
	stale, unkept, faulty, err := d.store.Behind(ctx, hash, version())
	if err != nil {
		return err
	}
	if faulty > 0 {
		d.bad(fmt.Sprintf("a rule did not finish on %s", plural(faulty, "paper")), nil, d.app.command("extract")+" tries them again; claimboard rules stats shows slow rules")
	}
	if stale > 0 {
		d.bad(fmt.Sprintf("%s looked at by other rules or another version than today's", plural(stale, "abstract")), nil, d.app.command("extract"))
	} else {
		d.ok("all stored abstracts were looked at by today's rules")
	}
	if unkept > 0 {
		d.say("      %s without a stored abstract were looked at by other rules; read their files again to be sure", plural(unkept, "paper"))
	}
	return nil
}

func (d *doctor) counts(ctx context.Context, hash string) error {
	s, err := d.store.Size(ctx)
	if err != nil {
		return err
	}
	schema, err := d.store.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	d.say("      %s, %s with claims, %s with their abstract; %s, %s once held; %s in %s",
		plural(s.Papers, "paper"), number(s.WithClaims), number(s.Abstracts), plural(s.Claims, "claim"), number(s.Lost),
		plural(s.Sources, "place"), plural(s.Files, "file"))
	d.say("      %s: %.1f MB, schema %d; rules %s, claimboard %s", d.store.Path(), float64(s.Bytes)/1e6, schema, hash, version())
	return nil
}
