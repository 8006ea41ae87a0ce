package rules

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

func TestBuiltinFilesFitSchema(t *testing.T) {
	resolved := resolvedSchema(t)
	files, err := fs.Glob(builtin, "builtin/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no built-in files", err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(builtin, name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), "# yaml-language-server: $schema=") {
			t.Errorf("%s does not begin with the yaml-language-server line", name)
		}
		if err := fits(resolved, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	resolved := resolvedSchema(t)
	for _, doc := range []string{
		"rules: [{id: a.b, patern: x, pattern: x}]",
		"rules: [{id: a.b, pattern: x, emit: {kind: scores}}]",
		"rules: [{id: a.b, pattern: x, tests: [{text: x}]}]",
		"vocab: benchmarks",
		"entries: [{name: x}]",
		"schema: claimboard/v9",
	} {
		if err := fits(resolved, []byte(doc)); err == nil {
			t.Errorf("%s fits the schema", doc)
		}
	}
}

// TestSchemaFile compares the schema with the file that the built-in files
// name. RECORD=true rewrites it.
func TestSchemaFile(t *testing.T) {
	got, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	name := filepath.Join("schema.json")
	if os.Getenv("RECORD") != "" {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || string(got) != string(want) {
		t.Errorf("schema.json is not that of the types (%v): RECORD=true go test ./rules", err)
	}
}

func resolvedSchema(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	data, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return resolved
}

// fits validates every document of a file, as JSON sees it.
func fits(s *jsonschema.Resolved, data []byte) error {
	var docs []any
	if err := yaml.Load(data, &docs, yaml.WithAllDocuments()); err != nil {
		return err
	}
	for _, d := range docs {
		text, err := json.Marshal(d)
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(text, &v); err != nil {
			return err
		}
		if err := s.Validate(v); err != nil {
			return err
		}
	}
	return nil
}
