package paper

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// fields are the texts of one record as its decoder found them, before they
// are identified and tidied.
type fields struct {
	id              string // the input's own
	title, abstract string
	url, doi        string
	authors         []string
	published       string // in any form that isoDate reads
	updated         string
	hints           []string // further texts that may hold an arXiv id
}

// tooLong is the fault of a title or an abstract of more than most bytes.
func (f *fields) tooLong(most int64) error {
	for _, text := range []struct{ name, text string }{{"title", f.title}, {"abstract", f.abstract}} {
		if n := len(text.text); int64(n) > most {
			return fmt.Errorf("skipped: its %s has %s, and no %s has more than %s", text.name, bytesText(n), text.name, bytesText(int(most)))
		}
	}
	return nil
}

// paper identifies and tidies the fields.
func (f *fields) paper() *Paper {
	p := &Paper{
		Title:     tidyTitle(repair(f.title)),
		Abstract:  strings.TrimSpace(repair(f.abstract)),
		DOI:       NormalDOI(repair(f.doi)),
		Published: isoDate(f.published),
		Updated:   isoDate(f.updated),
	}
	if arxivID(p.DOI) != "" {
		p.DOI = "" // arXiv's DOI says no more than its id; a journal's is another
	}
	for i, name := range f.authors {
		f.authors[i] = tidyTitle(repair(name))
	}
	if names := slices.DeleteFunc(f.authors, func(name string) bool { return name == "" }); len(names) > 0 {
		p.Authors = names
	}
	p.ID = f.identify(p)
	if len(p.Published) <= len("2024") { // the record says no more than the year
		if month := arxivMonth(p.ID); strings.HasPrefix(month, p.Published) {
			p.Published = month
		}
	}
	p.URL = f.link(p)
	if p.Title == "" {
		p.Title = opening(p.Abstract)
	}
	return p
}

// opening stands in for a title: the abstract's first words. They are many
// enough that no two abstracts share them, as they may a first sentence or a
// file's name; titles are compared to tell papers apart.
func opening(abstract string) string {
	const enough = 160
	words := strings.Join(strings.Fields(abstract), " ")
	if len(words) <= enough {
		return words
	}
	end := strings.LastIndexByte(words[:enough], ' ')
	if end < 0 {
		end = enough
	}
	return strings.ToValidUTF8(words[:end], "") + "…"
}

// repair replaces invalid UTF-8 by U+FFFD.
func repair(s string) string {
	if utf8.ValidString(s) { // many times faster
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// splitNames splits a list of authors written as one text.
func splitNames(s string) []string {
	switch {
	case strings.Contains(s, ";"):
		return strings.Split(s, ";")
	case strings.Contains(s, " and ") && strings.Count(s, ",") == 0:
		return strings.Split(s, " and ")
	}
	names := strings.Split(strings.ReplaceAll(s, " and ", ", "), ", ")
	return slices.DeleteFunc(names, func(n string) bool { return strings.TrimSpace(n) == "" })
}
