package leaderboard

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteLaTeX writes sheets as tables that need the package booktabs, in UTF-8.
func WriteLaTeX(w io.Writer, sheets []Sheet) error {
	out := bufio.NewWriter(w)
	out.WriteString("% needs \\usepackage{booktabs}; names in other scripts need XeLaTeX or LuaLaTeX\n")
	for i := range sheets {
		latex(out, &sheets[i])
	}
	return out.Flush()
}

func latex(out *bufio.Writer, s *Sheet) {
	out.WriteString("\\begin{table}\n\\centering\n")
	if s.Title != "" {
		out.WriteString("\\caption{" + latexCell(s.Title) + "}\n")
	}
	if len(s.Columns) > 0 {
		latexTabular(out, s)
	}
	for _, n := range s.Notes {
		for _, line := range strings.Split(n, "\n") {
			out.WriteString("\n{\\footnotesize " + latexCell(line) + "}\n")
		}
	}
	out.WriteString("\\end{table}\n")
}

func latexTabular(out *bufio.Writer, s *Sheet) {
	var format strings.Builder
	head := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		head[i] = latexCell(c.Name)
		switch {
		case c.Number:
			format.WriteByte('r')
		case c.Name == "title" || c.Name == "sentence":
			format.WriteString("p{0.35\\linewidth}") // long titles must break
		case s.longest(i) > 30:
			format.WriteString("p{0.2\\linewidth}")
		default:
			format.WriteByte('l')
		}
	}
	out.WriteString("\\begin{tabular}{" + format.String() + "}\n\\toprule\n")
	latexLine(out, head)
	out.WriteString("\\midrule\n")
	for n, l := range s.Lines {
		if l.Below && n > 0 && !s.Lines[n-1].Below {
			out.WriteString("\\midrule\n")
		}
		cells := make([]string, len(l.Cells))
		for i, c := range l.Cells {
			cells[i] = latexCell(c.Text) + latexCell(c.Signs)
			if (l.Best && i == 1 || c.Best) && cells[i] != "" {
				cells[i] = "\\textbf{" + cells[i] + "}"
			}
		}
		latexLine(out, cells)
	}
	out.WriteString("\\bottomrule\n\\end{tabular}\n")
}

// longest is the length of a column's longest text, in runes.
func (s *Sheet) longest(column int) int {
	n := 0
	for _, l := range s.Lines {
		n = max(n, utf8.RuneCountInString(l.Cells[column].Text))
	}
	return n
}

func latexLine(out *bufio.Writer, cells []string) {
	out.WriteString(strings.Join(cells, " & ") + " \\\\\n")
}

// latexCell makes a text harmless in LaTeX: its special characters are
// letters, and ours that its fonts lack are commands.
func latexCell(s string) string {
	return latexEscapes.Replace(strings.TrimSpace(plain(s)))
}

var latexEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, `<`, `\textless{}`, `>`, `\textgreater{}`, `|`, `\textbar{}`,
	`"`, `\char34{}`, // babel makes it a command in some languages
	"[", "{[}", "*", "{*}", // after the \\ of the line before they would be its arguments
	"≥", `$\geq$`, "≤", `$\leq$`, "≈", `$\approx$`, "↑", `$\uparrow$`, "↓", `$\downarrow$`, "Δ", `$\Delta$`,
	"†", `\dag{}`, "‡", `\ddag{}`, "§", `\S{}`, "¶", `\P{}`, "·", `$\cdot$`, "–", `\textendash{}`, "★", `$\star$`,
	"▁", "", "▂", "", "▃", "", "▄", "", "▅", "", "▆", "", "▇", "", "█", "")
