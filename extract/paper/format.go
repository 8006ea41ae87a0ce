package paper

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// format is one kind of file: how to know it, how to cut it into records, and
// how to decode a record. A new format is one value here and one file.
type format struct {
	name   string
	is     func(head []byte, opt *Options) bool // never sees an empty head
	split  func(in *input)
	decode func(rec *Record) (*fields, error)
}

// formats are tried in this order, so the more telling ones come first.
var formats []*format

func init() { // a plain variable would refer to itself through formatNamed
	formats = []*format{
		{"json", isJSON, splitJSON, decodeJSON},
		{"jsonl", isJSONLines, splitLines, decodeJSON},
		{"atom", isAtom, splitAtom, decodeAtom},
		{"oai", isOAI, splitOAI, decodeOAI},
		{"acl", isACL, splitACL, decodeACL},
		{"bibtex", isBibTeX, splitBibTeX, decodeBibTeX},
		{"ris", isRIS, splitRIS, decodeRIS},
		{"nbib", isNbib, splitNbib, decodeNbib},
		{"csv", isCSV, splitCSV, decodeCSV},
		{"tsv", isTSV, splitCSV, decodeCSV},
		{"daily-papers", isDailyPapers, splitDailyPapers, decodeTitled},
		{"markdown", isMarkdown, splitMarkdown, decodeMarkdown},
		{"text", isText, splitText, decodeText},
	}
}

// Formats names the input formats.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

func formatList() string { return strings.Join(Formats(), ", ") }

func formatNamed(name string) *format {
	for _, f := range formats {
		if f.name == name {
			return f
		}
	}
	return nil
}

// tellFormat tells a file's format from its first bytes, which are not all
// white space.
func tellFormat(head []byte, opt *Options) (*format, error) {
	if name := foreign(head); name != "" {
		return nil, errors.New(name)
	}
	for _, f := range formats {
		if f.is(head, opt) {
			return f, nil
		}
	}
	return nil, fmt.Errorf("unknown format; say which it is with --input-format (%s)", formatList())
}

// foreignMarks are files that people have but that hold no readable papers.
var foreignMarks = []struct{ start, advice string }{
	{"%PDF-", "a PDF, which is not read; give its title and abstract as text"},
	{"PK\x03\x04", "a zip archive or Office file; unpack it, or save it as CSV"},
	{"\xfd7zXZ", "xz compression is not read; unpack it, or pipe it: xzcat FILE | claimboard extract -"},
	{"BZh", "bzip2 compression is not read; unpack it, or pipe it: bzcat FILE | claimboard extract -"},
	{"\x1f\x8b", "compressed twice; unpack it once"},
	{"\x28\xb5\x2f\xfd", "compressed twice; unpack it once"},
	{"SQLite format 3", "an SQLite database, not papers; a claimboard database is named by --db"},
	{"FN Clarivate", "the plain text of Web of Science, which is not read; export it as RIS or BibTeX"},
	{"PAR1", "a Parquet file, which is not read; convert it to CSV or JSON Lines, e.g. with DuckDB"},
}

// foreign says what a file is that no format can be, or "".
func foreign(head []byte) string {
	for _, f := range foreignMarks {
		if bytes.HasPrefix(head, []byte(f.start)) {
			return f.advice
		}
	}
	if bytes.IndexByte(head[:min(len(head), 8<<10)], 0) >= 0 {
		return "a binary file, not text"
	}
	return foreignText(head)
}

// foreignRoots are the XML and HTML files that are recognised but not read.
var foreignRoots = map[string]string{
	"TEI":              "unknown format: TEI, as GROBID makes of a PDF; give its title and abstract as text",
	"html":             "unknown format: a web page; save it as text",
	"PubmedArticleSet": "unknown format: PubMed XML; export it as CSV or RIS",
	"rss":              "unknown format: an RSS feed; use arXiv's Atom feed",
	"RDF":              "unknown format: an RDF feed; use arXiv's Atom feed",
}

func foreignText(head []byte) string {
	if advice := foreignRoots[xmlRoot(head)]; advice != "" {
		return advice
	}
	if bytes.Contains(head, []byte(`\documentclass`)) || bytes.Contains(head, []byte(`\begin{document}`)) {
		return "unknown format: the LaTeX source of one paper; give its title and abstract as text"
	}
	return ""
}
