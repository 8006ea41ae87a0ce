package paper

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// input is one open file that a splitter cuts into records.
type input struct {
	file    string
	r       *bufio.Reader
	line    int // of the next byte, from 1
	max     int // bytes in a record
	opt     *Options
	format  *format
	yield   func(*Record, error) bool
	empty   bool      // there is nothing but white space
	yielded int       // records and faults so far
	mapped  *mapCheck // nil once each field of Options.Map has been met
	stopped bool      // the caller wants no more
	err     error     // the first fault of the reader below
	buf     []byte
}

// emit yields a record and tells whether to go on. Raw is copied.
func (in *input) emit(line int, context string, raw []byte) bool {
	if in.stopped {
		return false
	}
	if len(raw) > in.max {
		return in.tooLong(line)
	}
	rec := &Record{in.file, line, bytes.Clone(raw), context, in.format, in.opt}
	if in.mapped != nil {
		return in.hold(rec)
	}
	return in.pass(rec)
}

// pass yields a record and tells whether to go on.
func (in *input) pass(rec *Record) bool {
	in.yielded++
	in.stopped = !in.yield(rec, nil)
	return !in.stopped
}

// fault yields an error and tells whether to go on.
func (in *input) fault(line int, err error) bool {
	if in.stopped {
		return false
	}
	in.yielded++
	in.stopped = !in.yield(nil, &RecordError{in.file, line, err})
	return !in.stopped
}

// tooLong is the fault of a record that was skipped for its size.
func (in *input) tooLong(line int) bool {
	return in.fault(line, fmt.Errorf("skipped a record of more than %s", bytesText(in.max)))
}

func bytesText(n int) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

var errTooLong = errors.New("line too long")

// readLine returns the next line without its end. The bytes hold until the
// next call. It fails with io.EOF after the last line, and with errTooLong for
// a line over the limit, which it skips. A line that the file breaks off in is
// not returned where the reader below failed.
func (in *input) readLine() ([]byte, error) {
	line, err := in.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		line, err = in.readLongLine(line)
	}
	if err != nil && err != io.EOF && err != errTooLong {
		in.err = err
		return nil, io.EOF
	}
	if err == io.EOF && len(line) == 0 {
		return nil, io.EOF
	}
	in.line++
	if err == errTooLong || len(line) > in.max {
		return nil, errTooLong
	}
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), nil
}

// readLongLine reads on where a line is longer than the reader's buffer.
func (in *input) readLongLine(start []byte) ([]byte, error) {
	in.buf = append(in.buf[:0], start...)
	tooLong := false
	for {
		part, err := in.r.ReadSlice('\n')
		if tooLong = tooLong || len(in.buf)+len(part) > in.max; !tooLong {
			in.buf = append(in.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case tooLong && (err == nil || err == io.EOF):
			return nil, errTooLong
		default:
			return in.buf, err
		}
	}
}

// readByte returns the next byte; false at the end.
func (in *input) readByte() (byte, bool) {
	b, err := in.r.ReadByte()
	if err != nil {
		if err != io.EOF {
			in.err = err
		}
		return 0, false
	}
	if b == '\n' {
		in.line++
	}
	return b, true
}
