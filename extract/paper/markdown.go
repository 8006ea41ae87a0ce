package paper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Markdown: digests and reading lists, where a heading or a list item in bold
// is a title and the abstract stands below it, labelled "Abstract" or as the
// longest paragraph; and pages whose YAML front matter has the abstract.
// A section without an abstract is no record: most lists have such headings.

var (
	mdHeading = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$`)
	mdItem    = regexp.MustCompile(`^ {0,3}(?:[-*+]|[0-9]+[.)])?[ \t]*(?:\[?\*\*|__)(.+?)(?:\*\*|__)`)
	mdLabel   = regexp.MustCompile(`^[\s>*_+-]*([A-Z][A-Za-z ]{2,24})[*_]*[ \t]*[:：][*_]*[ \t]*`)
	// <summary>Abstract</summary> is how digests fold their abstracts. What may stand
	// before is cut off by abstractLabel: there may be megabytes of it.
	mdAbstract = regexp.MustCompile(`(?i)^(?:<[a-z]+>\s*)*abstract[*_]*[ \t]*(?:[:：.—–-]|$|</summary>)[*_]*[ \t]*`)
	mdLink     = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	mdURL      = regexp.MustCompile(`https?://[^\s)>\]"']+`)
	mdNumber   = regexp.MustCompile(`^[0-9]{1,4}[.)][ \t]+`)
	mdSigns    = regexp.MustCompile(`(?m)^(?: {0,3}#{1,6} \S|[ \t]*(?:[-*+]|[0-9]+\.)[ \t]+\[?\*\*|\*\*[A-Z][a-z]+:?\*\*|---\r?$)`)
	mdNoRecord = regexp.MustCompile(`(?i)^(?:[0-9.]*\s*)?(?:introduction|background|related work|methods?|experiments?|results|conclusions?|references|acknowledge?ments?|(?:table of )?contents|about|usage|install(?:ation)?|getting started|licen[sc]e|citation|contributing|overview|readme)\W*$`)
	// Names alone on a line, as of authors: "Ann B. Cee, Dee Eff".
	mdNames    = regexp.MustCompile(`^(?:\p{Lu}[\pL.'’-]*(?: [\pL.'’-]+){1,4}(?:, and | and |, |$))+$`)
	mdFrontHas = regexp.MustCompile(`(?m)^abstract[ \t]*:`)
)

// isMarkdown holds for front matter, and for two or more headings, items in
// bold, or labels.
func isMarkdown(head []byte, _ *Options) bool {
	if bytes.HasPrefix(head, []byte("---\n")) || bytes.HasPrefix(head, []byte("---\r\n")) {
		return true
	}
	signs := mdSigns.FindAll(head, 3)
	heading := len(signs) > 0 && mdHeading.Match(firstLine(head))
	return len(signs) > 1 || heading
}

// markdown gathers the lines of one section.
type markdown struct {
	block
	title    func(line []byte) string
	labelled bool // abstracts have labels here, so a bare paragraph is none
}

const frontMatter = "front matter"

func splitMarkdown(in *input) {
	head, _ := in.r.Peek(headSize)
	m := &markdown{block: block{in: in}, title: titleStyle(head), labelled: hasLabels(head)}
	first, fenced := true, false
	for !in.stopped {
		at := in.line
		line, err := in.readLine()
		if err == errTooLong {
			m.spoil(at)
			continue
		}
		if err != nil {
			break
		}
		if first && string(bytes.TrimSpace(line)) == "---" {
			m.front(at)
			first = false
			continue
		}
		first = false
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("```")) {
			fenced = !fenced
		}
		if title := m.title(line); title != "" && !fenced && abstractLabel(title) == 0 {
			m.endSection()
			m.begin(at, line)
		} else {
			m.add(line)
		}
	}
	m.endSection()
}

// front reads front matter, which is a record if it has an abstract.
func (m *markdown) front(at int) {
	m.begin(at, nil)
	for {
		line, err := m.in.readLine()
		if err == errTooLong {
			m.spoil(at)
			continue
		}
		if err != nil || string(bytes.TrimSpace(line)) == "---" {
			break
		}
		m.add(line)
	}
	m.open = false
	switch {
	case m.tooLong:
		m.in.tooLong(at)
	case mdFrontHas.Match(m.raw):
		m.in.emit(at, frontMatter, m.raw)
	}
}

// endSection emits the section if it holds an abstract.
func (m *markdown) endSection() {
	if m.open && !m.tooLong {
		title, _, _ := bytes.Cut(m.raw, []byte("\n"))
		abstract, labelled := section(m.raw)
		if abstract == "" || m.labelled && !labelled || mdNoRecord.MatchString(m.title(title)) {
			m.open = false
		}
	}
	m.end()
}

// titleStyle finds whether titles are headings or items in bold here: what
// there is more of.
func titleStyle(head []byte) func([]byte) string {
	headings, items := 0, 0
	for line := range bytes.Lines(head) {
		if mdHeading.Match(line) {
			headings++
		} else if itemTitle(line) != "" {
			items++
		}
	}
	if items > headings {
		return itemTitle
	}
	return headingTitle
}

func headingTitle(line []byte) string {
	if m := mdHeading.FindSubmatch(line); m != nil {
		return string(m[1])
	}
	return ""
}

// itemTitle is the bold text that begins a line, unless it is a label such as
// "**Authors**: …".
func itemTitle(line []byte) string {
	m := mdItem.FindSubmatch(line)
	if m == nil || len(m[1]) < 12 || mdLabel.Match(line) || bytes.HasSuffix(m[1], []byte(":")) {
		return headingTitle(line)
	}
	return string(m[1])
}

// abstractLabel is how many bytes at the beginning of a text say that the
// abstract follows, 0 if none do.
func abstractLabel(text string) int {
	bare := strings.TrimLeft(text, "\t\n\f\r >*_+#-")
	label := mdAbstract.FindString(bare)
	if label == "" {
		return 0
	}
	return len(text) - len(bare) + len(label)
}

func hasLabels(head []byte) bool {
	for line := range bytes.Lines(head) {
		if abstractLabel(string(bytes.TrimRight(line, "\r\n"))) > 0 {
			return true
		}
	}
	return false
}

// section finds the abstract among the paragraphs below a title, and tells
// whether it was labelled.
func section(raw []byte) (abstract string, labelled bool) {
	_, body, _ := strings.Cut(string(raw), "\n")
	var taken []string
	for _, p := range splitParagraphs(body) {
		switch label := abstractLabel(p); {
		case label > 0:
			labelled = true
			taken = nil
			if rest := unquoteBlock(p[label:]); rest != "" {
				taken = append(taken, rest)
			}
		case labelled && isProse(p):
			taken = append(taken, unquoteBlock(p))
		case labelled && len(taken) > 0:
			return strings.Join(taken, "\n\n"), true
		case !labelled && isProse(p) && len(p) >= proseLeast && len(p) > len(strings.Join(taken, "")):
			taken = []string{unquoteBlock(p)}
		}
	}
	return strings.Join(taken, "\n\n"), labelled
}

// proseLeast is the length in bytes of the shortest bare paragraph that is
// taken for an abstract.
const proseLeast = 150

// isProse tells a paragraph of text from lists, tables, HTML, images, rules
// and labelled lines.
func isProse(p string) bool {
	p = strings.TrimSpace(p)
	if p == "" || strings.ContainsAny(p[:1], "<|!#`") || strings.Trim(p, "-*_= ") == "" {
		return false
	}
	item := strings.HasPrefix(p, "- ") || strings.HasPrefix(p, "* ") || strings.HasPrefix(p, "+ ")
	return !item && !mdLabel.MatchString(p)
}

// unquoteBlock drops the > of a quotation, and the HTML that folds it.
func unquoteBlock(p string) string {
	lines := strings.Split(strings.TrimSpace(p), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(strings.TrimPrefix(line, ">"), " ")
	}
	p = strings.Join(lines, "\n")
	p = strings.TrimSuffix(strings.TrimSpace(p), "</details>")
	p = strings.TrimPrefix(strings.TrimSpace(p), "<p>")
	return strings.TrimSpace(strings.TrimSuffix(p, "</p>"))
}

// splitParagraphs cuts at blank lines, and before a list item or label that
// follows text directly.
func splitParagraphs(text string) []string {
	var all []string
	var p []string
	end := func() {
		if len(p) > 0 {
			all = append(all, strings.Join(p, "\n"))
		}
		p = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, "\r")
		bare := strings.TrimSpace(line)
		if bare == "" {
			end()
			continue
		}
		if strings.HasPrefix(bare, "- ") || strings.HasPrefix(bare, "* ") || strings.HasPrefix(bare, "**") || abstractLabel(line) > 0 {
			end()
		}
		p = append(p, line)
	}
	end()
	return all
}

func decodeMarkdown(rec *Record) (*fields, error) {
	if rec.Context == frontMatter {
		return decodeFrontMatter(rec)
	}
	line, _, _ := bytes.Cut(rec.Raw, []byte("\n"))
	f := &fields{title: plainMarkdown(titleOf(line))}
	f.abstract, _ = section(rec.Raw)
	rest := strings.Replace(string(rec.Raw), f.abstract, "", 1)
	for i, p := range splitParagraphs(rest) {
		f.setLabelled(p)
		if i == 1 && len(f.authors) == 0 && mdNames.MatchString(p) { // below the title
			if names := splitNames(p); len(names) > 1 { // a single one may be anything
				f.authors = names
			}
		}
	}
	f.hints = append(f.hints, mdURL.FindAllString(rest, -1)...)
	if f.url == "" && len(f.hints) > 0 && arxivID(f.hints[0]) == "" {
		f.url = f.hints[0]
	}
	return f, nil
}

// titleOf is the title on a line, in whichever style.
func titleOf(line []byte) string {
	if title := headingTitle(line); title != "" {
		return title
	}
	return itemTitle(line)
}

// plainMarkdown drops emphasis, links and the number in a list.
func plainMarkdown(s string) string {
	s = mdLink.ReplaceAllString(s, "$1")
	s = strings.NewReplacer("**", "", "__", "", "`", "", "[", "", "]", "").Replace(s)
	s = mdNumber.ReplaceAllString(strings.TrimSpace(s), "")
	if label := mdLabel.FindString(s); strings.HasPrefix(strings.ToLower(label), "title") {
		s = s[len(label):]
	}
	return s
}

// setLabelled reads "**Authors**: …" and the like.
func (f *fields) setLabelled(p string) {
	m := mdLabel.FindStringSubmatchIndex(p)
	if m == nil {
		return
	}
	value := strings.TrimSpace(mdLink.ReplaceAllString(p[m[1]:], "$1"))
	switch foldName(p[m[2]:m[3]]) {
	case "authors", "author":
		f.authors = splitNames(value)
	case "published", "publicationdate", "date", "submitted", "year":
		f.published = value
	case "updated":
		f.updated = value
	case "doi":
		f.doi = value
	}
}

// decodeFrontMatter reads the YAML as the JSON object it is equal to.
func decodeFrontMatter(rec *Record) (*fields, error) {
	var values map[string]any
	if err := yaml.Load(bytes.ToValidUTF8(rec.Raw, []byte("\uFFFD")), &values); err != nil {
		return nil, fmt.Errorf("broken YAML: %s", firstWords(err.Error()))
	}
	for key, value := range values {
		if _, err := json.Marshal(value); err != nil {
			delete(values, key) // keys that are no text: not what we look for
		}
	}
	raw, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	return decodeJSON(&Record{rec.File, rec.Line, raw, "", rec.format, rec.opt})
}

// firstWords is the first line of a message of a library, not too long.
func firstWords(s string) string {
	s = strings.TrimPrefix(strings.Join(strings.Fields(s), " "), "yaml: ")
	if len(s) > 120 {
		s = repair(s[:120]) + "…"
	}
	return s
}
