package rules

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// The YAML package says what it could not read; this file says what was most
// likely meant. It looks at the line as written, since what is broken has no
// syntax tree.

var (
	unknownField = regexp.MustCompile(`^field (.+) not found in type \S*?(\w+)$`)
	duplicateKey = regexp.MustCompile(`^mapping key (".*?") already defined`)
	intoType     = regexp.MustCompile(`into (\[\]|\*)*rules\.(\w+)$`)
	// keyLine is a line with a key, and what it holds after that.
	keyLine = regexp.MustCompile(`^\s*(?:- +)*([\w.-]+):(?:\s+(.*?))?\s*$`)
	// openQuote is a line whose text begins with a quote.
	openQuote  = regexp.MustCompile(`^(\s*(?:- +)*(?:[\w.-]+:\s+)?)(['"])(.*)$`)
	innerEntry = regexp.MustCompile(`^\w+: `)
)

func (f *File) yamlFault(e *yaml.LoadError) Fault {
	line, col := max(1, e.Mark.Line), max(1, e.Mark.Column) // of bytes that are no text there is no place
	if m := unknownField.FindStringSubmatch(e.Message); m != nil {
		return f.fault(line, col, "CB102", "unknown key "+m[1], keyHint(m[1], m[2]))
	}
	if m := duplicateKey.FindStringSubmatch(e.Message); m != nil {
		return f.fault(line, col, "CB103", "key "+m[1]+" stands twice", "")
	}
	if e.Stage == yaml.ScannerStage || e.Stage == yaml.ParserStage || e.Stage == yaml.ComposerStage {
		return f.syntaxFault(e, line, col)
	}
	hint := ""
	if m := intoType.FindStringSubmatch(e.Message); m != nil {
		hint = shapes[m[2]]
	}
	if strings.Contains(e.Message, "a text is wanted") || strings.HasSuffix(e.Message, "into string") {
		hint = f.inQuotes(line)
	}
	return f.fault(line, col, "CB101", plainWords(e.Message), hint)
}

// shapes show how a value is written that is no mapping or list yet should be.
var shapes = map[string]string{
	"Document": "write rules: above a list of rules, entries: above one of names",
	"Emit":     "write emit: {kind: score}",
	"Want":     "write want: [{benchmark: …, value: …}], or want: [] for a text that makes no claim",
	"Test":     "write tests: and under it - {text: …, want: [{benchmark: …, value: …}]}",
	"Rule":     "write rules: and under it - id: …",
	"Entry":    "write entries: and under it - {id: …, name: …}",
}

// syntaxFault is a fault of what is no YAML.
func (f *File) syntaxFault(e *yaml.LoadError, line, col int) Fault {
	if e.ContextMsg == "while scanning a quoted scalar" && strings.HasPrefix(e.Message, "found unexpected") {
		return f.unclosed(e.ContextMark.Line, e.ContextMark.Column)
	}
	if l, c := f.quoteBefore(line); l > 0 {
		return f.unclosed(l, c)
	}
	at := func(message, hint string) Fault { return f.fault(line, col, "CB101", message, hint) }
	indent := f.indentOf(line)
	switch text := f.inQuotes(line); {
	case strings.Contains(e.Message, "tab") || strings.Contains(indent, "\t"):
		return at("a tab indents the line", "indent with blanks")
	case strings.HasPrefix(e.Message, "could not find expected ':'") && e.ContextMark.Line > 0:
		line, col = e.ContextMark.Line, e.ContextMark.Column
		return at("a key without colon", "write a colon and a blank after the key")
	case strings.HasPrefix(e.Message, "did not find expected ','") && e.ContextMark.Line < line:
		line, col = e.ContextMark.Line, e.ContextMark.Column
		return at("the bracket is not closed", "write "+e.Message[len(e.Message)-2:len(e.Message)-1]+" where it ends")
	case e.Message == "found unknown escape character":
		return at("an escape that double quotes do not know", "write the text in single quotes, where a backslash stands for itself")
	case col == len(indent)+1 && strings.HasPrefix(e.Message, "did not find expected"):
		return at(syntaxWords(e.Message), "indent the keys of one mapping alike, and the dashes of one list")
	case text != "":
		return at(syntaxWords(e.Message), text)
	case line <= len(f.source()) && strings.HasPrefix(strings.TrimLeft(f.source()[line-1], "- "), "{"):
		return at(syntaxWords(e.Message), "put a comma between two keys, and in quotes a text that holds a comma, a colon or a bracket")
	}
	return at(syntaxWords(e.Message), "")
}

// unclosed is the fault of a quote that nothing closes.
func (f *File) unclosed(line, col int) Fault {
	return f.fault(line, col, "CB101", "the quote is not closed", "end the text with the quote that it begins with")
}

// quoteBefore finds a quote that is not closed on its line, where the next line
// has a key: what YAML took for the quote's end is then the begin of another.
func (f *File) quoteBefore(line int) (int, int) {
	for n := min(line, len(f.source())-1); n > 0; n-- {
		m := openQuote.FindStringSubmatch(f.source()[n-1])
		if m == nil || strings.Contains(m[3], m[2]) || !keyLine.MatchString(f.source()[n]) {
			continue
		}
		return n, len([]rune(m[1])) + 1
	}
	return 0, 0
}

func (f *File) indentOf(line int) string {
	if line > len(f.source()) {
		return ""
	}
	s := f.source()[line-1]
	return s[:len(s)-len(strings.TrimLeft(s, " \t"))]
}

// inQuotes says how to write the value of a line that YAML does not take for
// one text, "" where quotes would not help.
func (f *File) inQuotes(line int) string {
	if line > len(f.source()) {
		return ""
	}
	m := keyLine.FindStringSubmatch(f.source()[line-1])
	if m == nil || m[2] == "" {
		return ""
	}
	switch key, value := m[1], m[2]; {
	case mappingKeys[key] && innerEntry.MatchString(value):
		return fmt.Sprintf("write %s: {%s}", key, value)
	case value[0] == '\'' && strings.HasSuffix(value, "'"):
		return "inside single quotes an apostrophe is written twice: ''"
	case value[0] == '\'' || value[0] == '"':
		return "put the whole text in one pair of quotes"
	case value[0] == '|' || value[0] == '>' || listKeys[key] || mappingKeys[key]:
		return ""
	default:
		what := "text"
		if key == "pattern" {
			what = key
		}
		return "write the " + what + " in single quotes: '" + strings.ReplaceAll(value, "'", "''") + "'"
	}
}

// syntaxWords puts the YAML package's messages about syntax into the words of
// this language.
func syntaxWords(message string) string {
	for _, w := range [][2]string{
		{"mapping values are not allowed", "a colon where no key can stand"},
		{"did not find expected key", "a key is wanted here"},
		{"did not find expected '-'", "a dash is wanted here"},
		{"did not find expected ','", "a comma or a closing bracket is wanted here"},
		{"did not find expected node content", "a value is wanted here"},
		{"found character that cannot start", "no text without quotes begins with this character"},
		{"did not find expected alphabetic", "no text without quotes begins with this character"},
		{"did not find expected comment", "no text without quotes holds this character here"},
		{"unknown anchor", "no text without quotes begins with this character"},
	} {
		if strings.HasPrefix(message, w[0]) {
			return w[1]
		}
	}
	return message
}

// keyTypes are the keys of each mapping of a file, by the name of its type.
var keyTypes, mappingKeys, listKeys = keysOf(reflect.TypeFor[Document]())

// keysOf finds the keys of each mapping under a type, and which keys hold a
// mapping and which a list.
func keysOf(root reflect.Type) (types map[string][]string, mappings, lists map[string]bool) {
	types, mappings, lists = map[string][]string{}, map[string]bool{}, map[string]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			walk(t.Elem())
			return
		}
		if t.Kind() != reflect.Struct || t == reflect.TypeFor[Text]() || types[t.Name()] != nil {
			return
		}
		for key, i := range fieldsOf(t) {
			types[t.Name()] = append(types[t.Name()], key)
			field := t.Field(i).Type
			mappings[key] = mappings[key] || field == reflect.TypeFor[Emits]() || field == reflect.TypeFor[*Rule]() || field.Kind() == reflect.Map
			lists[key] = lists[key] || field.Kind() == reflect.Slice
			walk(field)
		}
		slices.Sort(types[t.Name()])
	}
	walk(root)
	return types, mappings, lists
}

// keyHint says where an unknown key belongs, or suggests one of the mapping that
// it stands in.
func keyHint(key, in string) string {
	var where []string
	for name, keys := range keyTypes {
		if slices.Contains(keys, key) {
			where = append(where, places[name])
		}
	}
	if where == nil {
		return DidYouMean(key, keyTypes[in])
	}
	slices.Sort(where)
	return key + " is a key of " + strings.Join(where, ", or of ")
}

var places = map[string]string{
	"Document": "a document", "Change": "changes", "Correction": "corrections", "Rule": "a rule", "Emit": "emit",
	"Test": "a test", "Want": "want", "Entry": "entries",
}
