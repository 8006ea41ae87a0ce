package leaderboard

import (
	"bufio"
	"io"
	"iter"
	"slices"
	"strings"

	"claimboard/extract"
)

// ExportBibTeX writes the papers of the records, each once, to cite. Records
// know no authors: these are given by paper id. Entries hold what is known.
func ExportBibTeX(w io.Writer, records iter.Seq[extract.Record], authors map[string][]string) error {
	papers := map[string]extract.Record{}
	for r := range records {
		if _, have := papers[r.PaperID]; !have {
			papers[r.PaperID] = r
		}
	}
	ids := make([]string, 0, len(papers))
	for id := range papers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := bufio.NewWriter(w)
	for _, id := range ids {
		r := papers[id]
		bibtex(out, &r, authors[id])
	}
	return out.Flush()
}

func bibtex(out *bufio.Writer, r *extract.Record, authors []string) {
	out.WriteString("@misc{" + bibtexKey(r.PaperID))
	field := func(name, value string) {
		if value != "" {
			out.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	names := make([]string, len(authors))
	for i, a := range authors {
		if names[i] = latexCell(a); strings.Contains(" "+strings.ToLower(a)+" ", " and ") || strings.Count(a, ",") > 1 {
			names[i] = "{" + names[i] + "}" // a group's name, not several
		}
	}
	field("author", strings.Join(names, " and "))
	if r.Title != "" {
		field("title", "{"+latexCell(r.Title)+"}") // the inner braces keep capitals
	}
	if y := year(r.Published); y != "" {
		field("year", latexCell(y))
	}
	if len(r.Published) >= len("2024-05") {
		field("month", strings.TrimLeft(latexCell(r.Published[5:7]), "0"))
	}
	if id, ok := strings.CutPrefix(r.PaperID, "arXiv:"); ok {
		field("eprint", latexCell(id))
		field("archiveprefix", "arXiv")
	}
	if id, ok := strings.CutPrefix(r.PaperID, "doi:"); ok {
		field("doi", latexCell(id))
	}
	field("url", bibtexURL(paperURL(r)))
	out.WriteString("\n}\n\n")
}

// bibtexKey makes an id safe to cite by.
func bibtexKey(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(":.-/_", r):
			return r
		}
		return '-'
	}, id)
}

// bibtexURL keeps an address from ending its field.
func bibtexURL(url string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(url)
}
