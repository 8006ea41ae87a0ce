package paper

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// CSV and TSV with a header that names a title or abstract column. Cells may
// hold line breaks; stray quotes are taken as they are.

// delimiters are tried in this order.
const delimiters = "\t,;|"

func isCSV(head []byte, opt *Options) bool { return delimiterOf(firstLine(head), opt) > ' ' }

func isTSV(head []byte, opt *Options) bool { return delimiterOf(firstLine(head), opt) == '\t' }

func firstLine(head []byte) []byte {
	head = bytes.TrimLeft(head, "\r\n")
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.TrimSpace(line)
}

// delimiterOf is the byte by which a header falls into short names, an
// abstract's among them; 0 if there is none.
func delimiterOf(header []byte, opt *Options) byte {
	if len(header) > 8<<10 {
		return 0
	}
	for i := range len(delimiters) {
		cells := cellsOf(header, delimiters[i])
		if len(cells) > 1 && hasAbstract(cells, opt) {
			return delimiters[i]
		}
	}
	return 0
}

func hasAbstract(header []string, opt *Options) bool {
	for _, cell := range header {
		switch role := roleOf[foldName(cell)].role; {
		case role == "abstract", isMapped(cell, opt.Map["abstract"]):
			return true
		case opt.Map["abstract"] != "" && (role == "title" || isMapped(cell, opt.Map["title"])):
			return true // that the abstract's name is mistyped is told later
		}
	}
	return false
}

func isMapped(name, wanted string) bool {
	return wanted != "" && strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(wanted))
}

// cellsOf parses one row; nil if it cannot be.
func cellsOf(row []byte, delimiter byte) []string {
	r := csv.NewReader(bytes.NewReader(row))
	r.Comma = rune(delimiter)
	r.LazyQuotes = true
	cells, err := r.Read()
	if err != nil {
		return nil
	}
	return cells
}

// splitCSV makes each row a record. Its context is the delimiter and the header.
func splitCSV(in *input) {
	rows := &rowReader{in: in}
	context := ""
	for {
		line := in.line
		row, err := rows.next()
		switch {
		case err == errTooLong:
			in.tooLong(line)
		case err == errOpenQuote:
			in.fault(line, err)
			rows.retry(line)
		case err != nil:
			return
		case len(bytes.TrimSpace(row)) == 0, isTableRule(row):
		case context == "":
			if rows.delimiter = delimiterOf(bytes.TrimSpace(row), in.opt); rows.delimiter == 0 {
				in.fault(line, errors.New("the first row names no abstract column; name it with --map title=…,abstract=…"))
				return
			}
			if err := in.opt.checkColumns(cellsOf(row, rows.delimiter)); err != nil {
				in.fault(line, err)
				return
			}
			context = string(rows.delimiter) + string(row)
		default:
			in.emit(line, context, row)
		}
		if in.stopped {
			return
		}
	}
}

// isTableRule tells the line below the header of a Markdown table.
func isTableRule(row []byte) bool {
	return bytes.Contains(row, []byte("--")) && len(bytes.Trim(row, "|-: \t\r")) == 0
}

var errOpenQuote = errors.New("a quote opened in this row is never closed")

// retriesMost bounds how often rows are cut again after an open quote, which
// takes time in the square of their number.
const retriesMost = 100

// rowReader cuts at the line ends that are not within quotes.
type rowReader struct {
	in        *input
	delimiter byte // 0 until the header is read
	row       []byte
	retries   int
}

func (r *rowReader) next() ([]byte, error) {
	r.row = r.row[:0]
	// quoted: within quotes. start: at the start of a cell. closing: after a
	// quote that ends the cell unless what follows says otherwise.
	quoted, start, closing, tooLong, any := false, true, false, false, false
	for {
		c, ok := r.in.readByte()
		if !ok {
			break
		}
		any = true
		ends := c == '\n' || c == '\r' || r.isDelimiter(c)
		switch {
		case closing && ends:
			quoted, closing = false, false
		case closing:
			closing = false
		case quoted && c == '"':
			closing = true
		case start && c == '"':
			quoted = true
		}
		if c == '\n' && !quoted {
			break
		}
		start = !quoted && ends
		if tooLong = tooLong || len(r.row) >= r.in.max; !tooLong {
			r.row = append(r.row, c)
		}
	}
	switch {
	case !any || r.in.err != nil:
		return nil, errors.New("no more rows")
	case tooLong:
		return nil, errTooLong
	case quoted && !closing && bytes.IndexByte(r.row, '\n') >= 0 && r.retries < retriesMost:
		return nil, errOpenQuote
	}
	return r.row, nil
}

// retry goes back, after an open quote took the rest of the file for one row,
// to the line below it.
func (r *rowReader) retry(line int) {
	_, rest, _ := bytes.Cut(r.row, []byte("\n"))
	r.in.r = bufio.NewReader(bytes.NewReader(bytes.Clone(rest)))
	r.in.line = line + 1
	r.retries++
}

func (r *rowReader) isDelimiter(c byte) bool {
	if r.delimiter == 0 {
		return strings.IndexByte(delimiters, c) >= 0
	}
	return c == r.delimiter
}

func decodeCSV(rec *Record) (*fields, error) {
	if rec.Context == "" {
		return nil, errors.New("a row without a header")
	}
	header := cellsOf([]byte(rec.Context[1:]), rec.Context[0])
	cells := cellsOf(rec.Raw, rec.Context[0])
	if len(cells) == 1 && len(header) > 1 {
		return nil, fmt.Errorf("a row of 1 cell under a header of %d: %s", len(header), shorten(cells[0]))
	}
	var values found
	var hints []string // links of a Markdown table
	for i, cell := range cells[:min(len(cells), len(header))] {
		if rec.Context[0] == '|' && roleOf[foldName(header[i])].role != "abstract" {
			hints = append(hints, mdURL.FindAllString(cell, -1)...)
			cell = plainMarkdown(cell)
		}
		values.add(header[i], quote(cell))
		cells[i] = cell
	}
	f := values.fields()
	f.setMapped(rec.opt.Map, func(name string) []byte {
		if i := slices.IndexFunc(header, func(cell string) bool { return isMapped(cell, name) }); i >= 0 && i < len(cells) {
			return quote(cells[i])
		}
		return nil
	})
	f.hints = append(f.hints, hints...)
	if f.url == "" && len(hints) > 0 {
		f.url = hints[0]
	}
	return f, nil
}
