package paper

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// OAI-PMH ListRecords, with the metadata that arXiv serves: arXiv, arXivRaw
// and oai_dc. Files of several answers put together are read too.

var isOAI = rootIs("OAI-PMH", "ListRecords", "GetRecord", "record", "records")

func splitOAI(in *input) {
	x := &xmlCut{in: in, wanted: map[string]bool{"record": true}}
	x.element = func(line int, _ string, raw []byte) bool {
		if bytes.Contains(raw, []byte(`status="deleted"`)) {
			return true
		}
		return in.emit(line, "", raw)
	}
	x.run()
}

func decodeOAI(rec *Record) (*fields, error) {
	f := &fields{}
	given := ""
	err := xmlTexts(rec.Raw, func(name, parent, text string, _ []xml.Attr) {
		text = strings.TrimSpace(text)
		switch name {
		case "forenames":
			given = text
		case "keyname":
			f.authors = append(f.authors, text)
		case "author":
			if n := len(f.authors); n > 0 && given != "" {
				f.authors[n-1] = given + " " + f.authors[n-1]
			}
			given = ""
		case "authors":
			if len(f.authors) == 0 { // arXivRaw has them as one text
				f.authors = splitNames(text)
			}
		case "id":
			f.id = text
		case "doi":
			f.doi = text
		case "created":
			f.published = text
		case "updated":
			f.updated = text
		case "title", "abstract":
			f.setOAIText(name, text)
		default:
			f.setDublinCore(name, parent, text)
		}
	})
	return f, err
}

func (f *fields) setOAIText(name, text string) {
	if name == "title" {
		f.title = text
	} else {
		f.abstract = text
	}
}

// setDublinCore sets what oai_dc and arXivRaw name differently.
func (f *fields) setDublinCore(name, parent, text string) {
	switch {
	case name == "identifier" && parent == "header":
		f.hints = append(f.hints, text)
	case name == "identifier":
		f.hints = append(f.hints, text)
		if f.doi == "" {
			f.doi = NormalDOI(text)
		}
	case name == "description" && f.abstract == "": // further ones are comments
		f.abstract = text
	case name == "creator":
		f.authors = append(f.authors, text)
	case name == "date" && f.published == "":
		f.published = text
	case name == "date":
		f.updated = text
	}
}
