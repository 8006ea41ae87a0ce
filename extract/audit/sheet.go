package audit

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Columns that ReadSheet looks for; others are the reader's affair. All but
// reader must be there.
const (
	ClaimColumn   = "claim"
	PaperColumn   = "paper_id"
	KindColumn    = "kind"
	RuleColumn    = "rule"
	VerdictColumn = "verdict"
	ReaderColumn  = "reader"
)

// maxSheet is far more than people judge: 256 MiB.
const maxSheet = 256 << 20

// Sheet is a sheet as it came back from its readers.
type Sheet struct {
	Name       string
	Judgements []Judgement
	// Unfilled are the lines of claims without a verdict.
	Unfilled []int
	// Faults are rows left out, each said as "ann.csv:3: …".
	Faults []error
}

// ReadSheet reads a CSV file: a filled sheet, or the judgements kept of one. Its
// first row names the columns. Spreadsheets may have put a byte order mark
// before it, and semicolons or tabs for commas. A row without a reader is the
// given one's. An error means that this is no sheet; bad rows are Faults.
func ReadSheet(r io.Reader, name, reader string) (*Sheet, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSheet+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxSheet {
		return nil, fmt.Errorf("%s: larger than %d MiB; is this a sheet?", name, maxSheet>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	rows := csv.NewReader(bytes.NewReader(data))
	rows.Comma = delimiter(data)
	rows.FieldsPerRecord = -1 // trailing empty cells may have gone
	head, err := rows.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1: %w", name, cause(err))
	}
	t := table{sheet: &Sheet{Name: name}, reader: reader, lines: map[[2]string]int{}}
	if t.columns, err = columns(head); err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	t.read(rows)
	return t.sheet, nil
}

// delimiter is what parts the cells of the first line.
func delimiter(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', 0
	for _, d := range ",;\t" {
		if n := bytes.Count(line, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}

// columns finds the place of each column by its name.
func columns(head []string) (map[string]int, error) {
	at := map[string]int{}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := at[name]; twice && name != "" {
			return nil, fmt.Errorf("two columns are called %q", name)
		}
		at[name] = i
	}
	for _, name := range []string{ClaimColumn, PaperColumn, KindColumn, RuleColumn, VerdictColumn} {
		if _, ok := at[name]; !ok {
			return nil, fmt.Errorf("no column %q: this is no sheet of an audit, or its first row is gone", name)
		}
	}
	return at, nil
}

// table is a sheet being read.
type table struct {
	sheet   *Sheet
	reader  string
	columns map[string]int
	lines   map[[2]string]int // by claim and reader
}

func (t *table) read(rows *csv.Reader) {
	for {
		row, err := rows.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &bad):
			t.fault(bad.StartLine, bad.Err)
		default: // a reader of bytes has no other errors
			line, _ := rows.FieldPos(0)
			if err := t.row(row, line); err != nil {
				t.fault(line, err)
			}
		}
	}
}

func (t *table) fault(line int, err error) {
	t.sheet.Faults = append(t.sheet.Faults, fmt.Errorf("%s:%d: %w", t.sheet.Name, line, err))
}

func (t *table) row(row []string, line int) error {
	if !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
		return nil // spreadsheets leave such below
	}
	j := Judgement{
		Claim: t.cell(row, ClaimColumn), PaperID: t.cell(row, PaperColumn), Kind: t.cell(row, KindColumn),
		Rule: t.cell(row, RuleColumn), Reader: t.cell(row, ReaderColumn),
	}
	if j.Reader == "" {
		j.Reader = t.reader
	}
	if !isKey(j.Claim) {
		return fmt.Errorf("%q is no claim, which is as in 6b6a54fa493b/9f0c", j.Claim)
	}
	var err error
	if j.Verdict, err = parseVerdict(t.cell(row, VerdictColumn)); err != nil {
		return err
	}
	id := [2]string{j.Claim, j.Reader}
	if first, twice := t.lines[id]; twice {
		return fmt.Errorf("claim %s is in line %d already", j.Claim, first)
	}
	t.lines[id] = line
	if j.Verdict == "" {
		t.sheet.Unfilled = append(t.sheet.Unfilled, line)
		return nil
	}
	t.sheet.Judgements = append(t.sheet.Judgements, j)
	return nil
}

// cell gives a cell's text, "" where the row is too short.
func (t *table) cell(row []string, column string) string {
	i, ok := t.columns[column]
	if !ok || i >= len(row) {
		return ""
	}
	return unmarked(strings.TrimSpace(row[i]))
}

// unmarked takes off the mark by which exports keep a spreadsheet from running a
// text as a formula; leaderboard.Delimited says when they put it.
func unmarked(s string) string {
	rest, ok := strings.CutPrefix(s, "'")
	if bare := strings.TrimLeft(rest, " '"); ok && bare != "" && strings.ContainsRune("=+-@", rune(bare[0])) {
		return rest
	}
	return s
}

// cause is an error of encoding/csv without its own line number.
func cause(err error) error {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return bad.Err
	}
	return err
}
