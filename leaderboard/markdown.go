package leaderboard

import (
	"bufio"
	"io"
	"strings"
)

// WriteMarkdown writes sheets as GitHub's tables under headings.
func WriteMarkdown(w io.Writer, sheets []Sheet) error {
	out := bufio.NewWriter(w)
	for i := range sheets {
		if i > 0 {
			out.WriteByte('\n')
		}
		markdown(out, &sheets[i])
	}
	return out.Flush()
}

func markdown(out *bufio.Writer, s *Sheet) {
	if s.Title != "" {
		out.WriteString("### " + markdownCell(s.Title) + "\n\n")
	}
	if len(s.Columns) > 0 {
		markdownTable(out, s)
	}
	for i, n := range s.Notes {
		if i > 0 || len(s.Columns) > 0 {
			out.WriteByte('\n')
		}
		markdownNote(out, n)
	}
}

func markdownTable(out *bufio.Writer, s *Sheet) {
	head, rule := make([]string, len(s.Columns)), make([]string, len(s.Columns))
	for i, c := range s.Columns {
		head[i], rule[i] = markdownCell(c.Name), "---"
		if c.Number {
			rule[i] = "---:"
		}
	}
	markdownLine(out, head)
	markdownLine(out, rule)
	for _, l := range s.Lines {
		cells := make([]string, len(l.Cells))
		for i, c := range l.Cells {
			cells[i] = markdownCell(c.Text) + c.Signs
			if url := safeURL(c.Link); url != "" && cells[i] != "" {
				cells[i] = "[" + cells[i] + "](" + markdownURL(url) + ")"
			}
			if (l.Best && i == 1 || c.Best) && cells[i] != "" {
				cells[i] = "**" + cells[i] + "**"
			}
		}
		markdownLine(out, cells)
	}
}

func markdownLine(out *bufio.Writer, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// markdownNote writes a note as a paragraph; what it quotes of a rule file
// becomes a code block.
func markdownNote(out *bufio.Writer, note string) {
	before := false
	for _, line := range strings.Split(note, "\n") {
		if strings.HasPrefix(line, "    ") {
			if !before {
				out.WriteByte('\n')
			}
			before = true
			out.WriteString("    " + plain(strings.TrimPrefix(line, "    ")) + "\n")
			continue
		}
		out.WriteString(markdownCell(line) + "\n")
	}
}

// markdownCell makes a text harmless in Markdown: one line, and nothing in it
// is a pipe, a tag, a link or a formula.
func markdownCell(s string) string {
	return markdownEscapes.Replace(strings.TrimSpace(plain(s)))
}

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, `|`, `\|`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`,
	`<`, `&lt;`, `>`, `&gt;`, `&`, `&amp;`, `~`, `\~`, `$`, `\$`)

// markdownURL keeps an address from ending its link or its cell.
func markdownURL(url string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", "|", "%7C", `\`, "%5C", "<", "%3C", ">", "%3E", " ", "%20", "*", "%2A", "_", "%5F", "`", "%60").Replace(url)
}
