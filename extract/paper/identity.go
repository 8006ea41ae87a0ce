package paper

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// identify gives the paper its id: its arXiv id wherever the record states one,
// else the input's own, else the DOI, else a hash of the title, or of the
// abstract where there is none. A BibTeX key is no id: another file may use it
// for another paper.
func (f *fields) identify(p *Paper) string {
	for _, hints := range [][]string{{f.id, f.doi, f.url}, f.hints} {
		for _, hint := range hints {
			if id := arxivID(hint); id != "" {
				return id
			}
		}
	}
	switch own := strings.Join(strings.Fields(repair(f.id)), " "); {
	case own != "" && NormalDOI(own) != "":
		return "doi:" + NormalDOI(own)
	case own != "":
		return strings.TrimPrefix(own, "https://openalex.org/")
	case p.DOI != "":
		return "doi:" + p.DOI
	}
	key := TitleKey(p.Title)
	if key == "" {
		key = TitleKey(p.Abstract)
	}
	if key == "" { // no letter in either
		key = p.Title + p.Abstract
	}
	sum := sha256.Sum256([]byte(key))
	return "t:" + hex.EncodeToString(sum[:6])
}

// link is the URL given, else the page of the arXiv id or DOI. Of arXiv's own
// links, to files and versions, the paper's page is the one to show.
func (f *fields) link(p *Paper) string {
	given := strings.TrimSpace(repair(f.url))
	arxiv, isArxiv := strings.CutPrefix(p.ID, "arXiv:")
	if isArxiv && arxivID(given) != "" {
		given = ""
	}
	switch {
	case strings.HasPrefix(given, "http://"), strings.HasPrefix(given, "https://"):
		return given
	case isArxiv:
		return "https://arxiv.org/abs/" + arxiv
	case p.DOI != "":
		return "https://doi.org/" + p.DOI
	}
	return ""
}

var (
	newArxiv = `[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}`
	oldArxiv = `[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2})?/[0-9]{7}`
	// An arXiv id alone, or behind something that says it is one.
	arxivAlone = regexp.MustCompile(`^(` + newArxiv + `|` + oldArxiv + `)(?:v[0-9]+)?$`)
	arxivNamed = regexp.MustCompile(`(?i:^(?:oai:)?arxiv(?:\.org)?:\s*|arxiv\.org/(?:abs|pdf|html|ps|format|src|e-print)/|^(?:https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.|(?:alphaxiv\.org/abs|huggingface\.co/papers|ar5iv\.org/html|ar5iv\.org/abs)/)(` + newArxiv + `|` + oldArxiv + `)(?:v[0-9]+)?(?:$|[^0-9.]|\.pdf)`)
)

// arxivID finds the arXiv id in an id or URL, without its version:
// "arXiv:2401.10020", "arXiv:cs/0112017", or "".
func arxivID(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 9 || len(s) > 500 {
		return ""
	}
	if isNewArxiv(s) { // as most are
		return "arXiv:" + s
	}
	if m := arxivAlone.FindStringSubmatch(s); m != nil {
		return "arXiv:" + m[1]
	}
	if !strings.Contains(strings.ToLower(s), "rxiv") && !strings.Contains(s, "huggingface.co/") && !strings.Contains(s, "ar5iv") {
		return ""
	}
	if m := arxivNamed.FindStringSubmatch(s); m != nil {
		return "arXiv:" + m[1]
	}
	return ""
}

// isNewArxiv says whether a text is what newArxiv stands for, and no more.
func isNewArxiv(s string) bool {
	if len(s) != len("2401.1002") && len(s) != len("2401.10020") || s[4] != '.' {
		return false
	}
	for i := range len(s) {
		if i != 4 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return "01" <= s[2:4] && s[2:4] <= "12"
}

// arxivMonth is the month in an arXiv id, that of the paper's first version:
// "2024-01" for "arXiv:2401.10020", "1999-12" for "arXiv:hep-th/9912001", or "".
func arxivMonth(id string) string {
	number, is := strings.CutPrefix(id, "arXiv:")
	if !is {
		return ""
	}
	number = number[strings.IndexByte(number, '/')+1:]
	century := "20"
	if number[0] == '9' { // arXiv began in 1991
		century = "19"
	}
	if monthOf(number[2:4]) == 0 {
		return ""
	}
	return century + number[:2] + "-" + number[2:4]
}

var doi = regexp.MustCompile(`^(?i:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/\S+)`)

// NormalDOI is a DOI without its resolver, in lower case, since DOIs ignore
// case; "" for what is no DOI. Of several the first counts.
func NormalDOI(s string) string {
	if m := doi.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

// TitleKey folds a title to its letters and digits, lower case, in the NFKC
// form: what stays equal when a title is wrapped, hyphenated or capitalised
// differently.
func TitleKey(title string) string {
	var key strings.Builder
	key.Grow(len(title))
	if isASCII(title) {
		for i := range len(title) {
			switch c := title[i]; {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				key.WriteByte(c)
			case 'A' <= c && c <= 'Z':
				key.WriteByte(c | 0x20)
			}
		}
		return key.String()
	}
	title = norm.NFKC.String(title)
	for _, r := range title {
		// Marks are kept: they are the vowels of many scripts.
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			key.WriteRune(unicode.ToLower(r))
		}
	}
	return key.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
