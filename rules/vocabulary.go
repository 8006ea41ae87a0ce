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

	// Metric and Task describe a benchmark: the id of its usual metric, and what it tests.
	Metric string `yaml:"metric,omitempty"`
	Task   string `yaml:"task,omitempty"`

	// Direction ("higher" or "lower" is better), Unit and Range describe a metric.
	Direction string    `yaml:"direction,omitempty"`
	Unit      string    `yaml:"unit,omitempty"`
	Range     []float64 `yaml:"range,omitempty,flow"`

	// Role is what a claim of a method by this name has: human, baseline or evaluated.
	Role string `yaml:"role,omitempty"`

	// Class is a unit's token: percent, points, factor or quantity.
	Class string `yaml:"class,omitempty"`
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
	plain := true
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= utf8.RuneSelf || (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			plain = false
			break
		}
	}
	if plain {
		return name
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

// add takes the entries of a document. An alias may be claimed once; an id of
// the built-in vocabulary may not be taken again.
func (v *Vocabulary) add(f *File, d *Document) Faults {
	var faults Faults
	for _, e := range d.Entries {
		if e.Name == "" {
			e.Name = e.ID
		}
		v.Entries = append(v.Entries, e)
		seen := map[string]bool{}
		for _, name := range append([]string{e.ID}, e.Names()...) {
			key := Key(name)
			if seen[key] {
				continue
			}
			seen[key] = true
			if other := v.byKey[key]; other != nil && other != e {
				line, col := f.find(name, d.Vocab.Line)
				ft := f.fault(line, col, "CB402", fmt.Sprintf("%q of %s is already a name of %s", name, e.ID, other.ID), "")
				if e.Case == "exact" || other.Case == "exact" {
					continue // told apart by their letters' case when matching
				}
				faults = append(faults, ft)
				continue
			}
			v.byKey[key] = e
		}
	}
	return faults
}

// find gives the place where a text first stands at or after a line.
func (f *File) find(text string, line int) (int, int) {
	for i := max(0, line-1); i < len(f.source); i++ {
		if n := strings.Index(f.source[i], text); n >= 0 {
			return i + 1, n + 1
		}
	}
	return line, 1
}
