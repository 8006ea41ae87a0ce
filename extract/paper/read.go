package paper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"sync/atomic"
)

// DefaultMaxRecord is the size in bytes above which a record is skipped and
// reported, where Options do not say otherwise.
const DefaultMaxRecord = 8 << 20

// DefaultMaxText is the size in bytes above which a title or an abstract is
// taken for something else, and its record reported, where Options do not say
// otherwise. The longest abstracts have some thousands.
const DefaultMaxText = 64 << 10

// Options choose how inputs are read.
type Options struct {
	// Format is a name from [Formats]; "" tells each file's format from its content.
	Format string
	// Map names the input's fields for its own words: title, abstract, id, url,
	// doi, authors, published, updated. A dot steps into an object: "content.title".
	// JSON and CSV only. Names are compared without regard to case. Where a
	// record has nothing there, the usual names count; a file in which no record
	// has such a field is a fault, and nothing of it is read.
	Map map[string]string
	// MaxRecord is the most bytes one record may have; 0 means DefaultMaxRecord.
	MaxRecord int64
	// Aside are files and folders that are no input though they may lie in a
	// folder that is.
	Aside []string
	// MaxText is the most bytes a title or an abstract may have; 0 means
	// DefaultMaxText.
	MaxText int64
}

// Reader reads the papers of a list of files, one after the other.
// Only BytesRead may be called while another goroutine ranges over the papers.
type Reader struct {
	files []file
	stdin io.Reader
	opt   Options
	read  atomic.Int64
}

// NewReader lists the files that inputs name: files, folders (walked, in sorted
// order), and "-" for stdin. It fails only on faulty Options; an input that is
// not there is reported, in its turn, when the papers are read.
func NewReader(inputs []string, stdin io.Reader, opt Options) (*Reader, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	if opt.MaxRecord <= 0 {
		opt.MaxRecord = DefaultMaxRecord
	}
	if opt.MaxText <= 0 {
		opt.MaxText = DefaultMaxText
	}
	return &Reader{files: listFiles(inputs, stdin, opt.Aside), stdin: stdin, opt: opt}, nil
}

func (o *Options) check() error {
	if o.Format != "" && formatNamed(o.Format) == nil {
		return fmt.Errorf("unknown input format %q; known are %s", o.Format, formatList())
	}
	for name := range o.Map {
		if !roles[name] {
			return fmt.Errorf("cannot map %q; fields are %s", name, roleList())
		}
	}
	return nil
}

// BytesRead tells how many bytes of the inputs, compressed as they are, have
// been read so far. Any goroutine may call it at any time.
func (r *Reader) BytesRead() int64 { return r.read.Load() }

// Size is the number of bytes in all inputs, and whether it is known: a pipe
// has no size.
func (r *Reader) Size() (bytes int64, known bool) {
	for _, f := range r.files {
		if f.size < 0 {
			return 0, false
		}
		bytes += f.size
	}
	return bytes, true
}

// RecordError is a record, or a whole file (Line 0), that could not be read.
type RecordError struct {
	File string
	Line int // from 1; where the record begins
	Err  error
}

func (e *RecordError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

func (e *RecordError) Unwrap() error { return e.Err }

// Record is one record as it stands in its file, not yet decoded, so that a
// caller can pass over records it has seen before at the speed of reading, and
// decode the others on as many goroutines as it likes.
type Record struct {
	File string
	Line int // from 1
	// Raw is the record's text; it belongs to the record. In one format, equal
	// Raw and equal Context give an equal paper, but for its Source.
	Raw []byte
	// Context is what the file says about the record elsewhere: its key in a
	// JSON object, the header of a CSV file, the volume of an ACL paper.
	Context string
	format  *format
	opt     *Options
}

// Format is the name, from [Formats], of the format the record was read as.
func (r *Record) Format() string { return r.format.name }

// Paper decodes the record. The error is a *RecordError. Safe for concurrent
// use on different records.
func (r *Record) Paper() (*Paper, error) {
	f, err := r.format.decode(r)
	if err != nil {
		return nil, &RecordError{r.File, r.Line, err}
	}
	if err := f.tooLong(r.opt.MaxText); err != nil {
		return nil, &RecordError{r.File, r.Line, err}
	}
	p := f.paper()
	if p.Title == "" && p.Abstract == "" {
		return nil, &RecordError{r.File, r.Line, errors.New("no title and no abstract here")}
	}
	if p.ID == "" { // OpenAlex's prefix alone
		return nil, &RecordError{r.File, r.Line, fmt.Errorf("its id %q names no paper", f.id)}
	}
	p.Source = r.File + ":" + strconv.Itoa(r.Line)
	return p, nil
}

// Papers yields each paper of the inputs in order, or the *RecordError of a
// record or file that could not be read, after which it goes on. A paper listed
// without an abstract is a paper with Abstract "". When ctx is done its error
// is yielded last.
func (r *Reader) Papers(ctx context.Context) iter.Seq2[*Paper, error] {
	return func(yield func(*Paper, error) bool) {
		for rec, err := range r.Records(ctx) {
			var p *Paper
			if err == nil {
				p, err = rec.Paper()
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

// Records is Papers before decoding.
func (r *Reader) Records(ctx context.Context) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for _, f := range r.files {
			if ctx.Err() != nil {
				break
			}
			if !r.readFile(ctx, f, yield) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// readFile yields the records of one file; false when the caller wants no more.
func (r *Reader) readFile(ctx context.Context, f file, yield func(*Record, error) bool) bool {
	in, close, err := r.open(ctx, f)
	if err != nil {
		return ctx.Err() != nil || yield(nil, &RecordError{File: f.name, Err: err})
	}
	defer close()
	in.yield = yield
	in.format.split(in)
	if ctx.Err() == nil {
		in.refuse()
	}
	switch {
	case ctx.Err() != nil:
	case in.err != nil:
		in.fault(in.line, readFault(in.err))
	case in.yielded > 0:
	case in.empty:
		in.fault(0, errors.New("no papers found in it; it is empty"))
	default:
		in.fault(0, fmt.Errorf("no papers found in it, read as %s; another format can be named with --input-format", in.format.name))
	}
	return !in.stopped
}
