package rules

import (
	"fmt"
	"slices"
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
	// Source is the line that holds the fault, of a long one the part around it.
	Source string `json:"source,omitempty"`
	// cut is how many characters of the line are left out before Source.
	cut int

	// allow is what the rule or document silences, each code with the reason.
	allow map[string]string
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
	if line, caret := f.window(); line != "" {
		number := fmt.Sprint(f.Line)
		fmt.Fprintf(&b, " %s | %s\n", number, line)
		fmt.Fprintf(&b, " %s | %s\n", strings.Repeat(" ", len(number)), caret)
	}
	if f.Suggestion != "" {
		fmt.Fprintf(&b, "   = %s\n", f.Suggestion)
	}
	return b.String()
}

// window is the stretch of the source line around the fault that fits a
// terminal, and the caret under it. A tab is shown as a blank.
func (f Fault) window() (line, caret string) {
	const before, width = 70, 110
	text := []rune(strings.ReplaceAll(f.Source, "\t", " "))
	if strings.TrimSpace(string(text)) == "" {
		return "", ""
	}
	at := min(max(0, f.Col-1-f.cut), len(text))
	head, tail := "", ""
	if at > before {
		text, at, head = text[at-before:], before, "…"
	}
	if len(text) > width {
		text, tail = text[:width], "…"
	}
	return head + string(text) + tail, strings.Repeat(" ", len([]rune(head))+at) + "^"
}

// of says what may silence the fault.
func (f Fault) of(allow map[string]string) Fault {
	f.allow = allow
	return f
}

// hint says how to mend the fault.
func (f Fault) hint(suggestion string) Fault {
	f.Suggestion = suggestion
	return f
}

// warning makes a warning of an error.
func (f Fault) warning() Fault {
	f.Severity = "warning"
	return f
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

// sorted orders faults by file and line. A fault that two ways lead to is told once.
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
	return slices.CompactFunc(fs, func(a, b Fault) bool {
		return a.File == b.File && a.Line == b.Line && a.Col == b.Col && a.Code == b.Code && a.Message == b.Message
	})
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
