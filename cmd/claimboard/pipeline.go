package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"claimboard/db"
	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/leaderboard"
	"claimboard/rules"
)

// pipeline reads papers, extracts on several goroutines, and writes in the
// order of reading, so that the output is the same for any number of workers:
//
//	read -> group -> workers
//	          \         |
//	           ordered -> write
//
// Both channels are short: memory does not grow with the input.
type pipeline struct {
	app       *app
	rules     *rules.Set
	extractor *extract.Extractor
	workers   int
	reader    *paper.Reader // nil reads the stored abstracts again
	mapping   string
	store     *db.Run // nil stores nothing
	claims    bool    // write claims to stdout
	noGate    bool
	// changes are what differs from the rules of earlier runs, by their number.
	changes map[int64]*extract.Change
	many    sync.Once // when a batch is full
	ballast []byte    // nil unless expectMany was called
	percent int       // the collector's before that

	out     *bufio.Writer
	json    *json.Encoder
	stale   int // stored papers to look at again
	lost    int // those that cannot be looked at
	summary summary
}

// item is one record on its way.
type item struct {
	record *paper.Record
	err    error // it could not be read

	place  db.Place
	known  bool // the database has it as it is
	paper  *paper.Paper
	stored db.Stored // where the stored abstracts are read
	passed bool      // what differs from the rules that it was read under cannot touch it
	result extract.Result
}

// batch is some records of one file. Done is closed when they are worked out.
type batch struct {
	items []item
	bytes int
	err   error // the database failed
	done  chan struct{}
}

// A batch is sent on when it has so many records or bytes.
const (
	batchRecords = 64
	batchBytes   = 512 << 10
)

// Where many papers pass through, garbage is collected each time that gcPercent
// of what is held and of the ballast lies about. That is 22 MB, and hardly more
// where much is held: the rules, what their automata have learnt and the store's
// keys are 40 to 100 MB. With 4 GB of papers no more than 128 MiB are then in use.
const (
	gcPercent   = 5
	manyBallast = 320 << 20 // beside main's, and like it never written to
)

// expectMany sets the collector up for many papers, unless somebody has set a limit of
// memory: the ballast would count there, though it takes none.
func (p *pipeline) expectMany() {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	p.ballast = make([]byte, manyBallast)
	p.percent = debug.SetGCPercent(gcPercent)
}

// expectFew undoes expectMany, for what the process does next.
func (p *pipeline) expectFew() {
	if p.ballast != nil {
		debug.SetGCPercent(p.percent)
		p.ballast = nil
	}
}

func (p *pipeline) run(ctx context.Context) error {
	p.summary.start()
	p.out = bufio.NewWriterSize(p.app.stdout, 64<<10)
	p.json = leaderboard.NewEncoder(p.out)
	stop := follow(p)
	defer stop()

	g, ctx := errgroup.WithContext(ctx)
	work := make(chan *batch, p.workers)
	ordered := make(chan *batch, 4*p.workers)
	g.Go(func() error {
		defer close(work)
		defer close(ordered)
		return p.group(ctx, p.read(ctx), func(b *batch) {
			work <- b // first: what the writer waits for is always worked out
			select {
			case ordered <- b:
			case <-ctx.Done(): // the writer may be gone
			}
		})
	})
	for range p.workers {
		g.Go(func() error {
			for b := range work {
				b.err = p.workOut(b)
				close(b.done)
			}
			return nil
		})
	}
	g.Go(func() error { return p.writeAll(ordered) })
	err := g.Wait()
	return errors.Join(err, p.out.Flush())
}

// read sends the records of the input, then closes the channel. When ctx is
// done it stops, unless it waits for a pipe: nobody waits for it then.
func (p *pipeline) read(ctx context.Context) <-chan item {
	items := make(chan item, batchRecords)
	send := func(it item) bool {
		select {
		case items <- it:
			return true
		case <-ctx.Done():
			return false
		}
	}
	go func() {
		defer close(items)
		if p.reader == nil {
			for stored, err := range p.store.Stale {
				if !send(item{paper: stored.Paper, stored: stored, err: err}) {
					return
				}
			}
			return
		}
		for rec, err := range p.reader.Records(ctx) {
			if ctx.Err() != nil || !send(item{record: rec, err: err}) {
				return
			}
		}
	}()
	return items
}

// group makes batches of the items of one file each, and passes on what it has
// when the input is slow. It ends with the items or with ctx.
func (p *pipeline) group(ctx context.Context, items <-chan item, pass func(*batch)) error {
	b := newBatch()
	flush := func() {
		if len(b.items) > 0 {
			pass(b)
			b = newBatch()
		}
	}
	defer func() { flush() }()
	slow := time.NewTicker(200 * time.Millisecond)
	defer slow.Stop()
	for {
		select {
		case it, more := <-items:
			if !more {
				return nil
			}
			if it.record != nil && b.file() != it.record.File {
				flush()
			}
			b.add(it)
			if len(b.items) >= batchRecords || b.bytes >= batchBytes {
				flush()
				p.many.Do(p.expectMany)
			}
		case <-slow.C:
			flush()
		case <-ctx.Done():
			return nil
		}
	}
}

func newBatch() *batch {
	return &batch{items: make([]item, 0, batchRecords), done: make(chan struct{})}
}

func (b *batch) add(it item) {
	b.items = append(b.items, it)
	if it.record != nil {
		b.bytes += len(it.record.Raw)
	}
}

// file is the file of the batch's records, "" where none could be read.
func (b *batch) file() string {
	for i := range b.items {
		if r := b.items[i].record; r != nil {
			return r.File
		}
	}
	return ""
}

// workOut decodes and extracts what is not known already.
func (p *pipeline) workOut(b *batch) error {
	if p.store != nil && p.reader != nil {
		if err := p.markKnown(b); err != nil {
			return err
		}
	}
	for i := range b.items {
		if it := &b.items[i]; !it.known {
			p.extract(it)
		}
	}
	return nil
}

func (p *pipeline) markKnown(b *batch) error {
	var places []db.Place
	var at []*item
	for i := range b.items {
		it := &b.items[i]
		if it.record == nil {
			continue
		}
		it.place = db.PlaceOf(it.record, p.mapping)
		places, at = append(places, it.place), append(at, it)
	}
	known, err := p.store.Known(places)
	for i, k := range known {
		at[i].known = k
	}
	return err
}

// extract decodes one record and finds its claims. A fault of the program that
// one paper brings out is reported like a bad record, and ends nothing.
func (p *pipeline) extract(it *item) {
	defer func() {
		if r := recover(); r != nil {
			it.err = fmt.Errorf("the program failed on this paper: %v", r)
			if it.record != nil {
				it.err = &paper.RecordError{File: it.record.File, Line: it.record.Line, Err: it.err}
			}
		}
	}()
	if it.err != nil {
		return
	}
	if it.paper == nil {
		if it.paper, it.err = it.record.Paper(); it.err != nil {
			return
		}
	}
	if it.stored.Former == 0 {
		it.result = p.extractor.Extract(it.paper)
		return
	}
	change := p.changes[it.stored.Former]
	if it.passed = !change.Touches(it.paper, it.stored.Notes); !it.passed {
		it.result = change.Extract(it.paper, it.stored.Notes)
	}
}

// compare finds out what differs from the rules of earlier runs, where the
// built-in ones are the same. What cannot be compared is read again in full.
func (p *pipeline) compare(builtin string) error {
	former, err := p.store.Former()
	if err != nil {
		return err
	}
	p.changes = map[int64]*extract.Change{}
	for _, f := range former {
		var files []rules.Source
		if f.Builtin != builtin || json.Unmarshal([]byte(f.Files), &files) != nil {
			continue
		}
		old, err := p.rules.With(files)
		if err != nil {
			continue
		}
		if change := p.extractor.Since(old); !change.All() {
			p.changes[f.N] = change
			p.store.Compare(f.N, db.Reach{Depth: change.Depth(), Papers: change.Papers()})
		}
	}
	return nil
}

// count counts the stored papers that are to be looked at, and those that need
// not be read for that.
func (p *pipeline) count() error {
	stale, passed, lost, err := p.store.CountStale()
	p.stale, p.lost, p.summary.passed = stale+passed, lost, passed
	p.summary.records.Add(int64(passed))
	return err
}

// writeAll writes the batches in order, and lets the store commit in between.
func (p *pipeline) writeAll(ordered <-chan *batch) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case b, more := <-ordered:
			if !more {
				return nil
			}
			<-b.done
			if b.err != nil {
				return b.err
			}
			for i := range b.items {
				if err := p.write(&b.items[i]); err != nil {
					return err
				}
			}
		case <-tick.C:
			if err := p.out.Flush(); err != nil {
				return err
			}
			if p.store != nil {
				if err := p.store.Tick(); err != nil {
					return err
				}
			}
		}
	}
}

func (p *pipeline) write(it *item) error {
	if it.known {
		ok, err := p.store.Skip(it.place)
		if ok || err != nil {
			p.summary.records.Add(1)
			return err
		}
		p.extract(it)
	}
	p.summary.records.Add(1)
	if it.passed {
		p.summary.passed++
		return p.store.Pass()
	}
	if it.err != nil && p.reader == nil && it.paper == nil {
		return it.err // of the database, not of a record
	}
	if it.err != nil {
		p.summary.bad(it.err)
		if p.store != nil {
			p.store.Counts.Records++
			p.store.Counts.Unreadable++
		}
		return nil
	}
	p.summary.saw(it)
	if p.claims {
		return p.writeClaims(it)
	}
	if p.store == nil {
		return nil
	}
	var err error
	if p.reader == nil {
		_, err = p.store.Update(it.stored, it.result)
	} else {
		_, err = p.store.Save(it.place, it.paper, it.result)
	}
	return err
}

func (p *pipeline) writeClaims(it *item) error {
	for i := range it.result.Claims {
		if err := p.json.Encode(extract.NewRecord(it.paper, &it.result.Claims[i])); err != nil {
			return err
		}
	}
	return nil
}

// outcome is the command's error: what failed, else that it was interrupted,
// else that some input was bad.
func (p *pipeline) outcome(ctx context.Context, err error) error {
	switch {
	case err != nil && !errors.Is(err, context.Canceled):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case p.summary.unreadable > 0 || p.summary.faults > 0:
		return partly("")
	}
	return nil
}
