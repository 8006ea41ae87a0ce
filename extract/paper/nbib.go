package paper

import (
	"regexp"
	"strings"
)

// PubMed's own format, .nbib: a line "PMID- 1" begins a record, a field is a tag
// of up to four letters, and a line without a tag goes on with the last field.

var nbibTag = regexp.MustCompile(`^([A-Z]{2,4}) *- `)

var nbibStart = regexp.MustCompile(`^\s*PMID *- *[0-9]`)

func isNbib(head []byte, _ *Options) bool { return nbibStart.Match(head) }

func splitNbib(in *input) {
	b := &block{in: in}
	for !in.stopped {
		at := in.line
		line, err := in.readLine()
		switch {
		case err == errTooLong:
			b.spoil(at)
		case err != nil:
			b.end()
			return
		case nbibStart.Match(line):
			b.end()
			b.begin(at, line)
		default:
			b.add(line)
		}
	}
}

func decodeNbib(rec *Record) (*fields, error) {
	f := &fields{}
	eachTag(rec.Raw, nbibTag, f.setNbib)
	return f, nil
}

func (f *fields) setNbib(tag, value string) {
	switch tag {
	case "PMID":
		f.id = "PMID:" + value
		f.url = "https://pubmed.ncbi.nlm.nih.gov/" + value + "/"
	case "TI":
		f.title = strings.TrimSuffix(value, ".")
	case "AB":
		f.abstract = value
	case "FAU":
		f.authors = append(f.authors, value)
	case "DP": // "2017 Jan 5", "2017 Jan-Feb", "2017"
		parts := append(strings.Fields(value), "", "", "")
		f.published = dateOf(parts[0], parts[1], parts[2])
	case "AID", "LID":
		if id, is := strings.CutSuffix(value, " [doi]"); is {
			f.doi = id
		}
	}
}
