package rules

import (
	"strings"
	"unicode"
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

// Key folds a name to what its spellings share: letters, digits and the marks
// that tell variants apart ("HumanEval+", "pass@1"), in lower case.
func Key(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		case r == '+', r == '@', r == '*', r == '^':
			return r
		}
		return -1
	}, name)
}
