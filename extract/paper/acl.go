package paper

import (
	"encoding/xml"
	"strings"
)

// ACL Anthology XML: collection/volume/paper. Year and month stand in the
// volume's meta; title and abstract have inline markup (<fixed-case>,
// <tex-math>, <b>), of which the text is kept.

var isACL = rootIs("collection", "volume")

// splitACL makes each paper a record. Its context is
// "2021.naacl-main. June 2021": what its id begins with, and its date.
func splitACL(in *input) {
	collection, volume, date := "", "", ""
	x := &xmlCut{in: in, wanted: map[string]bool{"paper": true, "meta": true}}
	x.tag = func(name, tag string) {
		switch name {
		case "collection":
			collection = tagID(tag)
		case "volume":
			volume, date = tagID(tag), ""
		}
	}
	x.element = func(line int, name string, raw []byte) bool {
		if name == "meta" {
			date = volumeDate(raw)
			return true
		}
		return in.emit(line, collection+"-"+volume+". "+date, raw)
	}
	x.run()
}

// tagID is the id attribute of a tag.
func tagID(tag string) string {
	_, value, found := strings.Cut(tag, " id=")
	if !found || len(value) < 2 {
		return ""
	}
	id, _, _ := strings.Cut(value[1:], value[:1])
	return id
}

// volumeDate is the volume's month, if it has one, and its year.
func volumeDate(meta []byte) string {
	month, year := "", ""
	_ = xmlTexts(meta, func(name, parent, text string, _ []xml.Attr) {
		switch {
		case parent == "meta" && name == "month":
			month = text
		case parent == "meta" && name == "year":
			year = text
		}
	})
	return strings.TrimSpace(month + " " + year)
}

func decodeACL(rec *Record) (*fields, error) {
	f := &fields{}
	volume, date, _ := strings.Cut(rec.Context, " ")
	month, year, both := strings.Cut(date, " ")
	if !both {
		month, year = "", date
	}
	f.published = dateOf(year, month, "")
	given, number := "", ""
	err := xmlTexts(rec.Raw, func(name, parent, text string, attr []xml.Attr) {
		switch {
		case name == "paper":
			number = attrOf(attr, "id")
		case parent == "author" && name == "first":
			given = text
		case parent == "author" && name == "last":
			f.authors = append(f.authors, strings.TrimSpace(given+" "+text))
			given = ""
		case parent != "paper":
		case name == "title":
			f.title = text
		case name == "abstract":
			f.abstract = text
		case name == "doi":
			f.doi = text
		case name == "url" && !strings.Contains(text, "://"):
			f.id = text
		case name == "year":
			f.published = text
		}
	})
	if f.id == "" && number != "" {
		f.id = volume + number
	}
	if f.id != "" {
		f.url = "https://aclanthology.org/" + f.id
	}
	return f, err
}
