package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/extract/paper"
)

type extractOptions struct {
	inputs  []string
	noGate  bool
	profile bool
	dryRun  bool
	to      string
	workers int
	keep    string
	again   bool
	format  string
	mapping []string

	maxRecord, maxText bytesFlag
	maxTime            time.Duration
}

func newExtractCmd(a *app) *cobra.Command {
	var o extractOptions
	cmd := &cobra.Command{
		Use:   "extract [FILE|DIR|-]...",
		Short: "Read papers, and store them and their claims",
		Long: `Read papers of any known format and store them and their claims. Folders are
walked; - is stdin. A paper seen before, under the same rules, is passed over,
so that running it again costs little and changes nothing.

Without a file, the abstracts in the database are read again under today's
rules.`,
		Example: `  claimboard extract papers.jsonl more-papers/
  zcat arxiv.jsonl.gz | claimboard extract -
  claimboard extract --to jsonl papers.bib > claims.jsonl
  claimboard extract                     # again, after editing the rules`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.inputs = args
			return extractRun(cmd.Context(), a, &o)
		},
	}
	f := cmd.Flags()
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, "read and count, but store nothing")
	f.BoolVar(&o.noGate, "no-gate", false, "run every rule on every sentence: slow, and the same claims")
	f.BoolVar(&o.profile, "profile-rules", false, "say what each rule cost: tries, matches, time")
	f.StringVar(&o.to, "to", "", "write claims to stdout as `FORMAT` (jsonl), and use no database")
	f.IntVarP(&o.workers, "jobs", "j", runtime.GOMAXPROCS(0), "cores to use, and papers to work on at once")
	f.StringVar(&o.keep, "keep-abstracts", "", "abstracts to store: all, values (those that hold any number that could be a result), claims or none (default: as the run before, at first values)")
	f.BoolVar(&o.again, "again", false, "look at every paper, though neither it nor the rules changed")
	f.StringVar(&o.format, "input-format", "", "format of the input, where its content does not tell ("+strings.Join(paper.Formats(), ", ")+")")
	o.maxRecord, o.maxText = paper.DefaultMaxRecord, paper.DefaultMaxText
	f.Var(&o.maxRecord, "max-record", "skip and report a record of more bytes than `SIZE`")
	f.Var(&o.maxText, "max-text", "skip and report a record whose title or abstract has more bytes than `SIZE`")
	f.DurationVar(&o.maxTime, "max-time", extract.DefaultMatchTime, "end a rule that searches a sentence for longer, and report it")
	f.StringArrayVar(&o.mapping, "map", nil, "your names for fields, before the usual ones: `title=…,abstract=…,id=…`")
	return cmd
}

// check reads the flags that cobra does not.
func (o *extractOptions) check() (paper.Options, error) {
	opt := paper.Options{Format: o.format, MaxRecord: int64(o.maxRecord), MaxText: int64(o.maxText)}
	switch {
	case o.to != "" && o.to != "jsonl":
		return opt, fmt.Errorf("--to is %q; it can only be jsonl", o.to)
	case o.workers < 1:
		return opt, fmt.Errorf("-j is %d; it must be at least 1", o.workers)
	case o.maxTime <= 0:
		return opt, fmt.Errorf("--max-time is %s; it must be more than nothing", o.maxTime)
	case len(o.inputs) == 0 && (o.dryRun || o.to != ""):
		return opt, errors.New("name the papers to read: FILE, DIR or -")
	}
	if o.keep != "" {
		if _, err := db.ParseKeep(o.keep); err != nil {
			return opt, err
		}
	}
	for _, pair := range strings.Split(strings.Join(o.mapping, ","), ",") {
		name, field, ok := strings.Cut(pair, "=")
		if pair == "" {
			continue
		}
		if !ok || name == "" || field == "" {
			return opt, fmt.Errorf("--map %q: write it as title=FIELD,abstract=FIELD", pair)
		}
		if opt.Map == nil {
			opt.Map = map[string]string{}
		}
		opt.Map[strings.TrimSpace(name)] = strings.TrimSpace(field)
	}
	return opt, nil
}

func extractRun(ctx context.Context, a *app, o *extractOptions) error {
	opt, err := o.check()
	if err != nil {
		return err
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	options := []extract.Option{extract.MatchTime(o.maxTime)}
	if o.noGate {
		options = append(options, extract.NoGate())
	}
	if o.profile {
		options = append(options, extract.Profile())
	}
	x, err := extract.New(set, options...)
	if err != nil {
		return err
	}
	set.Forget()
	// Reading and writing go on beside the workers, and would use further cores.
	runtime.GOMAXPROCS(min(o.workers, runtime.GOMAXPROCS(0)))
	p := &pipeline{app: a, rules: set, extractor: x, workers: o.workers, noGate: o.noGate, mapping: strings.Join(o.mapping, ",")}
	defer p.expectFew() // once the store has summed up, too
	if len(o.inputs) > 0 {
		opt.Aside = append(db.Files(a.database()), a.rulePaths()...)
		if p.reader, err = paper.NewReader(o.inputs, a.stdin, opt); err != nil {
			return err
		}
	}
	// No database is made for files that are not there.
	p.summary.dry = o.dryRun || p.reader != nil && noneThere(o.inputs) && noneThere([]string{a.database()})
	if p.summary.dry || o.to != "" {
		p.claims = o.to == "jsonl"
		err := p.run(ctx)
		p.summary.print(a, p, nil)
		return p.outcome(ctx, err)
	}
	files, err := json.Marshal(set.Own)
	if err != nil {
		return err
	}
	return extractInto(ctx, a, p, db.Job{
		Rules: set.Hash, Builtin: set.Builtin, Files: string(files), Version: version(), Inputs: o.inputs, Keep: db.Keep(o.keep), Again: o.again,
		Waiting: func() { a.note("waiting for another run on %s to end", safe(a.database())) },
	})
}

func noneThere(paths []string) bool {
	return !slices.ContainsFunc(paths, func(path string) bool {
		_, err := os.Stat(path)
		return !errors.Is(err, fs.ErrNotExist) || path == "-"
	})
}

// extractInto runs the pipeline into the database.
func extractInto(ctx context.Context, a *app, p *pipeline, job db.Job) error {
	if _, err := os.Stat(a.database()); p.reader == nil && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", a.database(), db.ErrMissing)
	}
	store, err := db.Open(a.database())
	if err != nil {
		return err
	}
	defer store.Close()
	if p.store, err = store.Begin(ctx, job); err != nil {
		return err
	}
	if p.reader == nil && !p.noGate {
		err = p.compare(job.Builtin)
	}
	if p.reader == nil && err == nil {
		err = p.count()
	}
	if err == nil {
		err = p.run(ctx)
	}
	status := db.Done
	if ctx.Err() != nil {
		status = db.Interrupted
	} else if err != nil {
		status = db.Failed
	}
	if e := p.store.End(status); err == nil {
		err = e
	}
	if p.summary.cut = ctx.Err() != nil; p.summary.cut || err == nil {
		p.summary.print(a, p, store)
	}
	return p.outcome(ctx, err)
}
