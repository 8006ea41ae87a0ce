package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"claimboard/leaderboard"
)

type exportOptions struct {
	claimFilter
	format string
	output string
	raw    bool
	bom    bool
}

func newExportCmd(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write claims for spreadsheets and other programs",
		Long: `Write all claims, one a line, in columns that never change; --kind, --metric,
--benchmark and so on choose some.

csv and tsv are for spreadsheets, jsonl for programs, xlsx for Excel (with a
sheet of boards), pwc is the evaluation-tables JSON of Papers with Code, eee is
Every Eval Ever records, bibtex cites the papers.`,
		Example: `  claimboard export > claims.csv
  claimboard export --format jsonl --benchmark GSM8K
  claimboard export --bom -o claims.csv         # for Excel
  claimboard export --format xlsx -o claims.xlsx`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return exportRun(cmd.Context(), a, &o) },
	}
	f := cmd.Flags()
	o.flags(cmd, leaderboard.All)
	f.StringArrayVar(&o.Benchmarks, "benchmark", nil, "only claims on this benchmark; may be repeated")
	f.StringVar(&o.format, "format", "", "`FORMAT`: "+strings.Join(leaderboard.ExportFormats, ", ")+" (default: as the name after -o says, else csv)")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.BoolVar(&o.raw, "raw", false, "leave text alone that a spreadsheet would run as a formula")
	f.BoolVar(&o.bom, "bom", false, "begin CSV and TSV with a byte order mark, by which Excel knows UTF-8")
	return cmd
}

func exportRun(ctx context.Context, a *app, o *exportOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	format, err := formatOf(o.format, o.output, "csv", leaderboard.ExportFormats)
	if err != nil {
		return err
	}
	if format == "xlsx" && isTerminal(a.stdout) && o.output == "-" {
		return errors.New("an xlsx file is not for a terminal: name one with -o")
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
	claims, err := o.claims(ctx, store, set)
	if err != nil {
		return err
	}
	opt := leaderboard.ExportOptions{Delimited: leaderboard.Delimited{Raw: o.raw, BOM: o.bom}, Retrieved: epoch()}
	if format == "bibtex" {
		if opt.Authors, err = store.Authors(ctx); err != nil {
			return err
		}
	}
	records := claims.all()
	if o.named() {
		// A mistyped name must not leave half a file on stdout, and the claims
		// of some names are few enough to hold.
		records = slices.Values(slices.Collect(records))
		if err := claims.verdict(a); err != nil {
			return err
		}
	}
	return a.write(o.output, func(w io.Writer) error {
		left, err := leaderboard.Export(w, format, records, set, opt)
		if err != nil {
			return err
		}
		if left > 0 {
			a.note("left out %s: %s has no place for such", plural(left, "claim"), format)
		}
		if o.named() {
			return nil
		}
		return claims.verdict(a)
	})
}

// epoch is the time that an export states: now, or what reproducible builds
// set (reproducible-builds.org).
func epoch() int64 {
	if n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return n
	}
	return time.Now().Unix()
}

// write writes to stdout for "-", else to a file that is whole or not there: a
// temporary one beside it takes its place at the end. A reader that closes the
// pipe is no error. A database is never replaced: its name is on the same
// command line, and soon typed twice.
func (a *app) write(path string, write func(io.Writer) error) error {
	if path == "-" {
		err := write(a.stdout)
		if errors.Is(err, syscall.EPIPE) {
			return nil
		}
		return err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return writeTo(path, write) // /dev/stdout, a pipe: nothing to rename
	}
	mode := os.FileMode(0o644)
	if err == nil {
		if isDatabase(path) {
			return fmt.Errorf("%s is a database; name another file with -o", path)
		}
		mode = info.Mode().Perm()
	}
	return replaceFile(path, mode, write)
}

// isDatabase says whether a file is a SQLite database.
func isDatabase(path string) bool {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(magic))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == magic
}

func writeTo(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, bare(err))
	}
	err = write(f)
	if e := f.Close(); err == nil {
		err = e
	}
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// bare is an error of the file system without the call and the file, which may
// be one that nobody named.
func bare(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

func replaceFile(path string, mode os.FileMode, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("cannot write %s into the folder %s: %w", filepath.Base(path), filepath.Dir(path), bare(err))
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	out := bufio.NewWriter(f)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
