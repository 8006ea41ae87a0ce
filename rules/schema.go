package rules

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// JSONSchema is the JSON Schema of a document of a rule file, for editors.
func JSONSchema() ([]byte, error) {
	s := schemaOf(reflect.TypeFor[Document]())
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "claimboard rules"
	s.Description = "A document of a rule file of claimboard: a vocabulary, rules with their macros, word lists, changes to built-in rules, or corrections."
	return json.MarshalIndent(s, "", "  ")
}

// choices are the fields that have one of a few values.
var choices = map[string][]string{
	"Document.schema": {Schema}, "Document.vocab": vocabularies, "Document.extends": extendable,
	"Rule.scope": scopes, "Rule.lists": lists, "Rule.follows": kinds, "Rule.role": roles, "Rule.mention": mentionOf, "Rule.bind": bindable,
	"Emit.kind": kinds, "Emit.bound": bounds, "Emit.role": roles,
	"Want.kind": kinds, "Want.bound": bounds, "Want.role": roles,
	"Entry.case": cases, "Entry.direction": directions, "Entry.class": classes, "Entry.role": roles,
}

// may are fields that may be left out although they are written when empty.
var may = []string{"Document.schema", "Entry.name", "Rule.id"}

var descriptions = map[string]string{
	"Rule.pattern":  "regexp2 syntax; {macro}, {token}, {token as label}, {gap:n}; see rules/README.md",
	"Rule.scope":    "what the pattern sees",
	"Rule.priority": "of the rules that match one value the highest has it",
	"Rule.emit":     "the claim that a match makes, or a list of them",
	"Rule.mention":  "the kind of the name captured as it",
	"Rule.own":      "the name is the paper's own",
	"Rule.role":     "the role of the system that the rule binds as the method",
	"Rule.marked":   "only names with a capital inside, a digit, a hyphen, or of several words",
	"Rule.bind":     "the slot of a claim that the pattern fills; {value} is the claim's own value",
	"Rule.reject":   "why the value is no claim",
	"Rule.follows":  "matches only where the value before, in the same sentence, is a claim of this kind",
	"Rule.allow":    "warnings that are meant, each code with the reason",
	"Entry.case":    "exact for names that are words: MATH, DROP",
	"Entry.metric":  "the id of the usual metric of a benchmark or task",
	"Entry.tasks":   "the ids of the tasks that a benchmark has data for",
	"Want.implied":  "the text names no metric",
	"Test.todo":     "why the test is known to fail",
}

// schemaOf follows the yaml tags of the types that a file is read into.
func schemaOf(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[Text]():
		return &jsonschema.Schema{Type: "string"}
	case reflect.TypeFor[Emits]():
		one := schemaOf(reflect.TypeFor[Emit]())
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: schemaOf(reflect.TypeFor[Emit]())}}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.String:
		return &jsonschema.Schema{Type: "string"}
	case reflect.Bool:
		return &jsonschema.Schema{Type: "boolean"}
	case reflect.Int:
		return &jsonschema.Schema{Type: "integer"}
	case reflect.Float64:
		return &jsonschema.Schema{Type: "number"}
	case reflect.Slice:
		return &jsonschema.Schema{Type: "array", Items: schemaOf(t.Elem())}
	case reflect.Map:
		return &jsonschema.Schema{Type: "object", AdditionalProperties: schemaOf(t.Elem())}
	}
	return structSchema(t)
}

func structSchema(t reflect.Type) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type: "object", Properties: map[string]*jsonschema.Schema{},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		key := t.Name() + "." + name
		p := schemaOf(f.Type)
		for _, v := range choices[key] {
			p.Enum = append(p.Enum, v)
		}
		p.Description = descriptions[key]
		s.Properties[name] = p
		s.PropertyOrder = append(s.PropertyOrder, name)
		if !strings.Contains(options, "omitempty") && !slices.Contains(may, key) {
			s.Required = append(s.Required, name)
		}
	}
	return s
}
