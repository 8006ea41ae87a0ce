package paper

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// headSize is how many bytes of a file its format is told from.
const headSize = 64 << 10

// open opens and unpacks a file and tells its format.
func (r *Reader) open(ctx context.Context, f file) (*input, func(), error) {
	if f.err != nil {
		return nil, nil, f.err
	}
	raw, closeFile := r.stdin, func() {}
	if !f.stdin {
		file, err := os.Open(f.name)
		if err != nil {
			return nil, nil, plainError(err)
		}
		raw, closeFile = file, func() { file.Close() }
	}
	text, closeText, err := unpack(&counter{ctx: ctx, r: raw, read: &r.read})
	if err != nil {
		closeFile()
		return nil, nil, readFault(err)
	}
	closeAll := func() { closeText(); closeFile() }
	in, err := r.newInput(f.name, text)
	if err != nil {
		closeAll()
		return nil, nil, err
	}
	return in, closeAll, nil
}

// latin1 is the one other encoding that XML files declare.
var latin1 = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*encoding=["'](?:iso-8859-1|latin-?1|windows-1252)["']`)

// newInput tells the format of an unpacked file.
func (r *Reader) newInput(name string, text *bufio.Reader) (*input, error) {
	in := &input{file: name, r: text, line: 1, max: int(r.opt.MaxRecord), opt: &r.opt}
	head, err := text.Peek(headSize)
	if len(head) == 0 && err != nil && err != io.EOF {
		return nil, readFault(err)
	}
	in.empty = len(bytes.TrimSpace(head)) == 0
	switch {
	case r.opt.Format != "":
		in.format = formatNamed(r.opt.Format)
	case in.empty: // any that reads nothing
		in.format = formatNamed("jsonl")
	default:
		in.format, err = tellFormat(head, &r.opt)
		if err != nil {
			return nil, err
		}
	}
	in.mapped = newMapCheck(in.format, &r.opt)
	if latin1.Match(head[:min(len(head), 200)]) {
		in.r = bufio.NewReaderSize(charmap.Windows1252.NewDecoder().Reader(text), headSize)
	}
	return in, nil
}

// counter counts what is read of the file itself, before it is unpacked, and
// stops reading when ctx is done, be it in the middle of a record.
type counter struct {
	ctx  context.Context
	r    io.Reader
	read *atomic.Int64
	n    int64 // of this file
}

func (c *counter) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(b)
	c.read.Add(int64(n))
	c.n += int64(n)
	return n, err
}

// A file that unpacks to more than bombLeast bytes, and to more than bombRatio
// times what it has, is a bomb: papers pack to a tenth or so.
const (
	bombLeast = 256 << 20
	bombRatio = 200
)

var errBomb = fmt.Errorf("a bomb: it unpacks to more than %d times its size; what stood before was read; if it is meant so, unpack it first", bombRatio)

// fuse ends the unpacking of a bomb.
type fuse struct {
	packed   *counter
	unpacked io.Reader
	n        int64
}

func (f *fuse) Read(b []byte) (int, error) {
	n, err := f.unpacked.Read(b)
	if f.n += int64(n); f.n > bombLeast && f.n/bombRatio > f.packed.n {
		return n, errBomb
	}
	return n, err
}

// zstdWindow bounds the memory of a zstd stream; zstd --long asks for 128 MiB.
const zstdWindow = 128 << 20

// unpack reads gzip, zstd, UTF-16 with a byte order mark, or plain text.
// Compression is one layer deep.
func unpack(packed *counter) (*bufio.Reader, func(), error) {
	b := bufio.NewReaderSize(packed, headSize)
	closeText := func() {}
	magic, _ := b.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, nil, err
		}
		b = bufio.NewReaderSize(&fuse{packed: packed, unpacked: z}, headSize)
	case bytes.HasPrefix(magic, []byte("\x28\xb5\x2f\xfd")):
		z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, nil, err
		}
		closeText = z.Close
		b = bufio.NewReaderSize(&fuse{packed: packed, unpacked: z}, headSize)
	}
	return dropMark(b), closeText, nil
}

// dropMark removes a byte order mark, and turns UTF-16, which spreadsheets
// write as "Unicode text", into UTF-8.
func dropMark(b *bufio.Reader) *bufio.Reader {
	mark, _ := b.Peek(3)
	switch {
	case bytes.Equal(mark, []byte("\xef\xbb\xbf")):
		b.Discard(3)
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		utf16 := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		return bufio.NewReaderSize(utf16.Reader(b), headSize)
	}
	return b
}

// readFault says what an error of the reader below means to a person.
func readFault(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the compressed file is cut off here; what stood before was read")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return fmt.Errorf("damaged gzip file (%w); what stood before was read", err)
	}
	return plainError(err)
}
