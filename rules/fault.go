package rules

import (
	"fmt"
	"sort"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Fault is something wrong in a rule file.
type Fault struct {
	File       string `json:"file"`
	Line       int    `json:"line"`
	Col        int    `json:"col"`
	Code       string `json:"code"`
	Severity   string `json:"severity"` // "error" or "warning"
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"`
	// Source is the line that holds the fault.
	Source string `json:"source,omitempty"`
}

// Error gives the fault on one line.
func (f Fault) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s[%s]: %s", f.File, f.Line, f.Col, f.Severity, f.Code, f.Message)
	if f.Suggestion != "" {
		s += "; " + f.Suggestion
	}
	return s
}

// Render gives the fault with its source line and a caret under it.
func (f Fault) Render() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s[%s]: %s\n", f.File, f.Line, f.Col, f.Severity, f.Code, f.Message)
	if f.Source != "" {
		number := fmt.Sprint(f.Line)
		pad := strings.Repeat(" ", len(number))
		fmt.Fprintf(&b, " %s | %s\n", number, f.Source)
		fmt.Fprintf(&b, " %s | %s^\n", pad, blanks(f.Source, f.Col-1))
	}
	if f.Suggestion != "" {
		fmt.Fprintf(&b, "   = %s\n", f.Suggestion)
	}
	return b.String()
}

// blanks is n characters of white space, tabs kept so that a caret lines up.
func blanks(line string, n int) string {
	var b strings.Builder
	for i, r := range line {
		if i >= n {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	for b.Len() < n && n < len(line)+2 {
		b.WriteByte(' ')
	}
	return b.String()
}

// Faults are all the faults of a load, in file order. It is an error if it
// holds one.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Errors leaves the warnings out.
func (fs Faults) Errors() Faults {
	var out Faults
	for _, f := range fs {
		if f.Severity == "error" {
			out = append(out, f)
		}
	}
	return out
}

func (fs Faults) sorted() Faults {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := fs[i], fs[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	return fs
}

// DidYouMean suggests the known name nearest to an unknown one, or nothing
// where none is near.
func DidYouMean(name string, known []string) string {
	best, least := "", len(name)/3+1
	for _, k := range known {
		if d := levenshtein.ComputeDistance(name, k); d < least || d == least && best == "" {
			best, least = k, d
		}
	}
	if best == "" || best == name {
		return ""
	}
	return "did you mean " + best + "?"
}
