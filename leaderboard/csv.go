package leaderboard

import (
	"bufio"
	"encoding/csv"
	"io"
	"regexp"
	"strings"
)

// Delimited says how to write CSV and TSV.
type Delimited struct {
	// Tab writes TSV: cells parted by tabs, never quoted.
	Tab bool
	// Raw leaves text alone that a spreadsheet would run as a formula.
	Raw bool
	// BOM begins the file with a byte order mark, by which Excel knows UTF-8.
	BOM bool
}

// cells writes lines of cells. It hides the difference between CSV and TSV.
type cells struct {
	format Delimited
	w      *bufio.Writer
	csv    *csv.Writer
}

func (d Delimited) writer(w io.Writer) *cells {
	c := &cells{format: d, w: bufio.NewWriter(w)}
	if d.BOM {
		c.w.WriteString("\uFEFF")
	}
	if !d.Tab {
		c.csv = csv.NewWriter(c.w)
	}
	return c
}

func (c *cells) write(line []string) error {
	if c.csv != nil {
		return c.csv.Write(line)
	}
	_, err := c.w.WriteString(strings.Join(line, "\t") + "\n")
	return err
}

func (c *cells) flush() error {
	if c.csv != nil {
		c.csv.Flush()
		if err := c.csv.Error(); err != nil {
			return err
		}
	}
	return c.w.Flush()
}

// cell makes a text harmless in a cell of CSV or TSV: one line, no control
// characters, and no formula unless Raw. Numbers do not come here.
func (d Delimited) cell(s string) string {
	s = plain(s)
	if !d.Raw && isFormula(s) {
		return "'" + s
	}
	return s
}

// isFormula says whether a spreadsheet would run a text, or would if the mark
// before it or the blanks (once tabs and returns) were taken away: so one mark
// can always be taken off again. A plain number, "-21.7%", is none.
func isFormula(s string) bool {
	bare := strings.TrimLeft(s, " '")
	return bare != "" && strings.ContainsRune("=+-@", rune(bare[0])) && !plainNumber.MatchString(s)
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)*%?$`)

// WriteSheet writes one sheet: a header, then its lines, nothing else.
func (d Delimited) WriteSheet(w io.Writer, s Sheet) error {
	out := d.writer(w)
	head := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		head[i] = d.cell(c.Name)
	}
	if err := out.write(head); err != nil {
		return err
	}
	for _, l := range s.Lines {
		line := make([]string, len(l.Cells))
		for i, c := range l.Cells {
			line[i] = c.Text
			if !c.Numeric {
				line[i] = d.cell(c.Text)
			}
		}
		if err := out.write(line); err != nil {
			return err
		}
	}
	return out.flush()
}
