package paper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// roles are the words of Options.Map.
var roles = map[string]bool{"title": true, "abstract": true, "id": true, "url": true, "doi": true,
	"authors": true, "published": true, "updated": true}

func roleList() string { return strings.Join(slices.Sorted(maps.Keys(roles)), ", ") }

// names lists, for each role, what files call it, the best first: the arXiv
// snapshot and its scrapers, Semantic Scholar, OpenAlex, OpenReview, CSL-JSON,
// Crossref, ACL, Scopus. They are compared by foldName.
var names = map[string][]string{
	"title":    {"title", "papertitle", "displayname", "articletitle", "documenttitle", "titletext", "paper"},
	"abstract": {"abstract", "abstracttext", "paperabstract", "summary", "ab", "abstractnote", "description"},
	"inverted": {"abstractinvertedindex"},
	"arxiv":    {"arxivid", "arxiv", "eprint", "archiveid"},
	"forum":    {"forum", "openreviewid"},
	"id":       {"id", "paperid", "openalexid", "aclid", "anthologyid", "uid", "eid", "corpusid", "s2id", "key"},
	"doi":      {"doi", "doinumber"},
	"url": {"url", "absurl", "abs", "link", "paperurl", "entryid", "landingpageurl", "site", "openreview",
		"pdfurl", "pdflink", "pdf", "links", "urlabs"},
	"authors":   {"authorsparsed", "authors", "author", "authorships", "authornames", "creator"},
	"published": {"published", "publishedat", "publicationdate", "publisheddate", "datepublished", "pdate", "odate", "cdate", "created", "submitteddate", "issued", "date", "year", "publicationyear", "pubyear"},
	"updated":   {"updated", "updatedat", "updatedate", "updateddate", "lastupdated", "modified", "mdate"},
	"versions":  {"versions"},
	"ids":       {"externalids", "ids", "openaccessinfo"},
	"content":   {"content"},
	"bibtex":    {"bibtex"},
}

// roleOf finds the role and the rank of a name among its like.
var roleOf = func() map[string]ranked {
	all := map[string]ranked{}
	for role, list := range names {
		for i, name := range list {
			all[name] = ranked{role, i}
		}
	}
	return all
}()

// mostRoles is no less than there are: so many fields of a record may have one.
const mostRoles = 16

func rankOf(name string) int { return roleOf[name].rank }

type ranked struct {
	role string
	rank int
}

var nameFold = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

// foldName makes "Paper_Title", "paperTitle" and "paper title" one.
func foldName(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 {
		return s
	}
	if folded, usual := usualFolds[s]; usual {
		return folded
	}
	return fold(s)
}

func fold(s string) string { return nameFold.Replace(strings.ToLower(strings.TrimSpace(s))) }

// usualFolds are the usual keys folded.
var usualFolds = func() map[string]string {
	folds := map[string]string{}
	for _, key := range usualKeys {
		folds[key] = fold(key)
	}
	return folds
}()

// found holds, for each role, the value of the best name that had any: in an
// array, so that no record needs an allocation for it.
type found struct {
	values [mostRoles]foundValue
	n      int
}

type foundValue struct {
	ranked
	value []byte
}

func (f *found) all() []foundValue { return f.values[:f.n] }

// of is what was found for a role.
func (f *found) of(role string) (v foundValue) {
	if found := f.find(role); found != nil {
		v = *found
	}
	return v
}

func (f *found) find(role string) *foundValue {
	for i := range f.all() {
		if f.values[i].role == role {
			return &f.values[i]
		}
	}
	return nil
}

// put sets the value of a role.
func (f *found) put(v foundValue) {
	if old := f.find(v.role); old != nil {
		*old = v
		return
	}
	f.values[f.n] = v
	f.n++
}

func (f *found) add(key string, value []byte) {
	name := foldName(key)
	r, known := roleOf[name]
	if !known || isNothing(value) {
		return
	}
	if name == "paper" && at(value, 0) == '{' {
		r = ranked{role: "content"} // Hugging Face's daily papers
	}
	if old := f.find(r.role); old == nil || r.rank < old.rank {
		f.put(foundValue{r, value})
	}
}

// merge takes the values of an object within: they are the paper's own, while
// those around it may be of the list that it stands in.
func (f *found) merge(inner *found) {
	for _, v := range inner.all() {
		if old := f.find(v.role); old == nil || v.rank <= old.rank {
			f.put(v)
		}
	}
}

func isNothing(value []byte) bool {
	switch string(value) {
	case "null", `""`, "[]", "{}", "NaN":
		return true
	}
	return false
}

// asJSON is a record as JSON, be it a Python dict.
func asJSON(raw []byte) []byte {
	if raw = bytes.TrimSpace(raw); isPython(raw) {
		return pythonToJSON(raw)
	}
	return raw
}

// decodeJSON decodes one JSON object, or one Python dict as print writes it.
// Context is the key it had in an object keyed by id.
func decodeJSON(rec *Record) (*fields, error) {
	raw := asJSON(rec.Raw)
	var values found
	err := members(raw, func(key string, value []byte) { values.add(key, value) })
	if err != nil {
		return nil, err
	}
	if content := values.of("content").value; at(content, 0) == '{' {
		var inner found
		_ = members(content, func(key string, value []byte) { inner.add(key, value) })
		values.merge(&inner)
	}
	f := values.fields()
	usual := f.abstract
	f.setMapped(rec.opt.Map, func(path string) []byte { return valueAt(raw, path) })
	if f.title == "" && f.abstract == usual && values.of("abstract").rank == rankOf("description") {
		f.abstract = "" // of a schema or a task, not of a paper
	}
	if f.title == "" && f.abstract == "" && values.of("title").value == nil {
		return nil, fmt.Errorf("no field for title or abstract; name them with --map title=…,abstract=… (fields here: %s)", some(keysOf(raw)))
	}
	if f.id == "" && !isRowNumber(rec.Context) {
		f.id = rec.Context
	}
	return f, nil
}

// isRowNumber tells the keys "0", "1", … that pandas gives to rows.
func isRowNumber(key string) bool { return len(key) < 9 && strings.Trim(key, "0123456789") == "" }

func keysOf(raw []byte) (keys []string) {
	_ = members(raw, func(key string, _ []byte) { keys = append(keys, key) })
	return keys
}

// some lists the first few keys.
func some(keys []string) string {
	const few = 8
	list := strings.Join(keys[:min(len(keys), few)], ", ")
	if len(keys) > few {
		list += ", …"
	}
	if len(list) > 200 {
		list = strings.ToValidUTF8(list[:200], "") + "…"
	}
	return list
}

// valueAt follows a dotted path into an object. A member whose own name has
// dots comes first.
func valueAt(raw []byte, path string) []byte {
	if value := member(raw, path); value != nil {
		return value
	}
	first, rest, dotted := strings.Cut(path, ".")
	if !dotted {
		return nil
	}
	return valueAt(member(raw, first), rest)
}

func (v *found) fields() *fields {
	f := &fields{}
	for _, value := range v.all() {
		f.set(value.role, value.value)
	}
	if f.abstract == "" {
		f.abstract = invertedText(v.of("inverted").value)
	}
	if forum := textOf(v.of("forum").value); forum != "" {
		f.setForum(forum)
	}
	if id := textOf(v.of("arxiv").value); id != "" {
		f.hints = append(f.hints, id)
	}
	if f.published == "" {
		f.published = yearElsewhere(textOf(v.of("bibtex").value), f.url)
	}
	f.setIDs(v.of("ids").value)
	f.setVersions(v.of("versions").value)
	return f
}

// cvfYear is the year in an address of the CVF's open access pages.
var cvfYear = regexp.MustCompile(`\bthecvf\.com/content[_/]?[A-Za-z]*_?((?:19|20)[0-9]{2})\b`)

// yearElsewhere is the year of a paper whose record has no field for it: in the
// BibTeX entry that lists of conferences carry along, or in the paper's address.
func yearElsewhere(bibtex, url string) string {
	if bibtex != "" {
		return dateOfEntry([]byte(bibtex))
	}
	if m := cvfYear.FindStringSubmatch(url); m != nil {
		return m[1]
	}
	return ""
}

// setForum names a paper by its page on OpenReview, where nothing else does.
func (f *fields) setForum(id string) {
	if f.id == "" {
		f.id = id
	}
	if !strings.Contains(f.url, "://") { // a PDF's path on the site
		f.url = "https://openreview.net/forum?id=" + id
	}
}

// set sets the text of a role from a JSON value.
func (f *fields) set(role string, value []byte) {
	switch role {
	case "title":
		f.title = textOf(value)
	case "abstract":
		f.abstract = paragraphs(value)
	case "id":
		f.id = textOf(value)
	case "url":
		f.url = textOf(value)
	case "doi":
		f.doi = textOf(value)
	case "authors":
		f.authors = peopleOf(value)
	case "published":
		f.published = dateIn(value)
	case "updated":
		f.updated = dateIn(value)
	}
}

// paragraphs is textOf, but joins an abstract given as a list of paragraphs.
func paragraphs(value []byte) string {
	if at(value, 0) != '[' {
		return textOf(value)
	}
	var all []string
	elements(value, func(part []byte) {
		if s := textOf(part); s != "" {
			all = append(all, s)
		}
	})
	return strings.Join(all, "\n")
}

// dateIn reads a date, or CSL's {"date-parts": [[2021, 6, 1]]}.
func dateIn(value []byte) string {
	parts := member(value, "date-parts")
	if parts == nil {
		return textOf(value)
	}
	var numbers []string
	elements(parts, func(date []byte) {
		if at(date, 0) != '[' { // a single date, as pandoc writes it
			numbers = append(numbers, textOf(date))
		}
		elements(date, func(n []byte) { numbers = append(numbers, textOf(n)) })
	})
	numbers = append(numbers, "", "", "")
	return dateOf(numbers[0], numbers[1], numbers[2])
}

// peopleOf reads authors: one text, or a list of texts, of objects, or of the
// arXiv snapshot's [family, given, suffix].
func peopleOf(value []byte) []string {
	if inner := member(value, "value"); inner != nil { // OpenReview's API
		value = inner
	}
	if at(value, 0) != '[' {
		return splitNames(textOf(value))
	}
	var people []string
	elements(value, func(person []byte) {
		if name := personName(person); name != "" {
			people = append(people, name)
		}
	})
	return people
}

func personName(person []byte) string {
	switch at(person, 0) {
	case '[':
		var parts [3]string
		n := 0
		elements(person, func(part []byte) {
			if n < len(parts) {
				parts[n] = textOf(part)
			}
			n++
		})
		return oneBlank(parts[1] + " " + parts[0] + " " + parts[2])
	case '{':
	default:
		return textOf(person)
	}
	got := map[string]string{}
	_ = members(person, func(key string, value []byte) {
		key = foldName(key)
		if key == "author" && at(value, 0) == '{' { // OpenAlex's authorships
			got["name"] = textOf(member(value, "display_name"))
		} else {
			got[key] = textOf(value)
		}
	})
	for _, key := range []string{"name", "displayname", "fullname", "literal"} {
		if got[key] != "" {
			return got[key]
		}
	}
	given, family := got["given"]+got["first"], got["family"]+got["last"]
	return strings.TrimSpace(given + " " + family)
}

// setIDs reads Semantic Scholar's externalIds, which its bulk files have within
// openaccessinfo, and OpenAlex's ids.
func (f *fields) setIDs(value []byte) {
	_ = members(value, func(key string, value []byte) {
		switch foldName(key) {
		case "externalids":
			f.setIDs(value)
		case "arxiv":
			f.hints = append(f.hints, textOf(value))
		case "doi":
			if f.doi == "" {
				f.doi = textOf(value)
			}
		}
	})
}

// setVersions reads the arXiv snapshot's versions: the first was the paper's
// publication. Its update_date is when the record last changed.
func (f *fields) setVersions(value []byte) {
	var last []byte
	first := ""
	elements(value, func(version []byte) {
		if last = member(version, "created"); first == "" {
			first = textOf(last)
		}
	})
	if first != "" {
		f.published = first
	}
	if f.updated == "" {
		f.updated = textOf(last)
	}
}

// invertedText puts OpenAlex's {"word": [positions]} back in order.
func invertedText(value []byte) string {
	var index map[string][]int
	if value == nil || json.Unmarshal(value, &index) != nil {
		return ""
	}
	words := map[int]string{}
	for _, word := range slices.Sorted(maps.Keys(index)) { // in order: two may claim a place
		for _, place := range index[word] {
			words[place] = word
		}
	}
	var text []string
	for _, place := range slices.Sorted(maps.Keys(words)) {
		text = append(text, words[place])
	}
	return strings.Join(text, " ")
}
