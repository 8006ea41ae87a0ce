package paper

import "encoding/xml"

// An Atom feed, as arXiv's API answers: feed/entry with id, title, summary,
// published, updated, author/name, link, arxiv:doi.

var isAtom = rootIs("feed", "entry")

func splitAtom(in *input) { splitElements(in, "entry") }

// splitElements makes each element of a name a record.
func splitElements(in *input, name string) {
	x := &xmlCut{in: in, wanted: map[string]bool{name: true}}
	x.element = func(line int, _ string, raw []byte) bool { return in.emit(line, "", raw) }
	x.run()
}

func decodeAtom(rec *Record) (*fields, error) {
	f := &fields{}
	err := xmlTexts(rec.Raw, func(name, parent, text string, attr []xml.Attr) {
		if name == "name" && parent == "author" {
			f.authors = append(f.authors, text)
		}
		if parent != "entry" {
			return
		}
		switch name {
		case "id":
			f.id, f.url = text, text
		case "title":
			f.title = text
		case "summary":
			f.abstract = text
		case "content":
			if f.abstract == "" {
				f.abstract = text
			}
		case "published":
			f.published = text
		case "updated":
			f.updated = text
		case "doi":
			f.doi = text
		case "link":
			if rel := attrOf(attr, "rel"); rel == "alternate" || rel == "" {
				f.hints = append(f.hints, attrOf(attr, "href"))
			}
		}
	})
	return f, err
}
