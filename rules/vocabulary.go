package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entry is one name of a vocabulary, with its aliases and properties. Which
// properties matter depends on the vocabulary.
type Entry struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases,omitempty"`
	// Case is "fold" (the default) or "exact", for names that are words: MATH, DROP.
	Case string `yaml:"case,omitempty"`

	// Metric and Task describe a benchmark: the id of its usual metric, and what it
	// tests. Metric is also what a task is measured in.
	Metric string `yaml:"metric,omitempty"`
	Task   string `yaml:"task,omitempty"`
	// Tasks are the ids of the tasks that a benchmark has data for: in a paper on
	// one of them that task's metric is meant, not the benchmark's own.
	Tasks []string `yaml:"tasks,omitempty,flow"`

	// Direction ("higher" or "lower" is better), Unit and Range describe a metric.
	Direction string    `yaml:"direction,omitempty"`
	Unit      string    `yaml:"unit,omitempty"`
	Range     []float64 `yaml:"range,omitempty,flow"`

	// Kind is "delta" for a metric that is a difference by itself: a speedup.
	Kind string `yaml:"kind,omitempty"`

	// Role is what a claim of a method by this name has: human, baseline or evaluated.
	Role string `yaml:"role,omitempty"`

	// Class is a unit's token: percent, points, factor or quantity.
	Class string `yaml:"class,omitempty"`

	doc *Document
}

// Vocabulary is the entries of one kind, found by any of their names.
type Vocabulary struct {
	Entries []*Entry
	byKey   map[string]*Entry
}

// Lookup finds the entry that a name stands for: its id, name or an alias,
// case, hyphens and spaces ignored. It returns nil for an unknown name.
func (v *Vocabulary) Lookup(name string) *Entry {
	return v.byKey[Key(name)]
}

// Names are the entry's name and aliases.
func (e *Entry) Names() []string {
	return append([]string{e.Name}, e.Aliases...)
}

// Key folds a name to what its spellings share: letters, digits and the marks
// that tell variants apart ("HumanEval+", "pass@1"), in lower case.
func Key(name string) string {
	if key, ok := asciiKey(name); ok {
		return key
	}
	key := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r): // "τ²-bench" is not "τ-bench"
			return unicode.ToLower(r)
		case strings.ContainsRune("+@*^%×", r):
			return r
		}
		return -1
	}, name)
	if key == "" {
		return name
	}
	return key
}

// asciiKey is the key of a name in ASCII.
func asciiKey(name string) (key string, ok bool) {
	folded := make([]byte, 0, 64)
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= utf8.RuneSelf:
			return "", false
		case 'A' <= c && c <= 'Z':
			folded = append(folded, c|0x20)
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+', c == '@', c == '*', c == '^', c == '%':
			folded = append(folded, c)
		}
	}
	if len(folded) == 0 || string(folded) == name {
		return name, true
	}
	return string(folded), true
}

// add takes the entries of a document. A name may be claimed once; where the
// letters' case tells two apart, both have it.
func (v *Vocabulary) add(d *Document) Faults {
	var faults Faults
	for i, e := range d.Entries {
		if e.Name == "" {
			e.Name = e.ID
		}
		e.doc = d
		v.Entries = append(v.Entries, e)
		claim := func(k int, name string) {
			key := Key(name)
			other := v.byKey[key]
			switch {
			case other == nil:
				v.byKey[key] = e
			case other != e && e.Case != "exact" && other.Case != "exact":
				faults = append(faults, d.fault("CB402",
					fmt.Sprintf("%q of %s is already a name of %s in %s", name, e.ID, other.ID, other.doc.file.Path),
					"", nameAt(i, k)...))
			}
		}
		claim(0, e.ID)
		claim(1, e.Name)
		for k, name := range e.Aliases {
			claim(k+2, name)
		}
	}
	return faults
}

// nameAt is the path to the k-th of an entry's id, name and aliases.
func nameAt(entry, k int) []any {
	switch k {
	case 0:
		return []any{"entries", entry, "id"}
	case 1:
		return []any{"entries", entry, "name"}
	}
	return []any{"entries", entry, "aliases", k - 2}
}
