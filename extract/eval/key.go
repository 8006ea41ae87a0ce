package eval

import (
	"regexp"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

var (
	generic = regexp.MustCompile(`(?i)^(?:the|our|a|an|its|their)` + space + `+`)
	tail    = regexp.MustCompile(`(?i)` + space + `+(?:model|models|method|methods|framework|approach|system|benchmark|dataset|test set|scores?|rates?)$`)
	others  = regexp.MustCompile(`[^0-9a-z+@α-ω]+`)
)

const space = `[\s\p{Z}\x0b\x1c-\x1f\x{85}]`

// key folds a name to what two careful readers would call the same name.
func key(name string) string {
	s := strings.TrimSpace(norm.NFKC.String(name))
	s = tail.ReplaceAllString(generic.ReplaceAllString(s, ""), "")
	return others.ReplaceAllString(lower(s), "")
}

// lower lowers a text, the last sigma of a word as its small form.
func lower(s string) string {
	if strings.ContainsRune(s, 'Σ') {
		return cases.Lower(language.Und).String(s)
	}
	return strings.ToLower(s)
}
