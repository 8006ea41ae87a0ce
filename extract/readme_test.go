package extract

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"claimboard/rules"
)

// TestReadmeExamples loads every example of rules/README.md with the built-in
// rules, finds no fault in it, and runs its tests; -short loads some.
func TestReadmeExamples(t *testing.T) {
	data, err := os.ReadFile("../rules/README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := strings.Split(string(data), "\n```yaml\n")[1:]
	if len(examples) < 10 {
		t.Fatalf("only %d examples", len(examples))
	}
	for i, e := range examples {
		if leftOut(i) {
			continue
		}
		text, _, _ := strings.Cut(e, "\n```")
		name := filepath.Join(t.TempDir(), "example.yaml")
		if err := os.WriteFile(name, []byte(text+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		runExample(t, name)
	}
}

func runExample(t *testing.T, name string) {
	t.Helper()
	set, faults, err := rules.Check(name)
	if err != nil {
		t.Fatal(err)
	}
	users := func(file string) bool { return !rules.IsBuiltin(file) }
	broken := false
	for _, f := range set.Silence(append(faults, CheckPatterns(set, users)...)) {
		if users(f.File) {
			t.Errorf("%s", f.Render())
			broken = broken || f.Severity == "error"
		}
	}
	if broken {
		return
	}
	tester, err := NewTester(set)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range set.Rules {
		for i := range r.Tests {
			if res := tester.Run(r, &r.Tests[i]); r.Path() == name && !res.Passed() {
				t.Errorf("%s: %s: %+v", r.ID.Value, res.Text, res.Differences)
			}
		}
	}
	for _, u := range tester.Uncovered(func(r *rules.Rule) bool { return r.Path() == name && len(r.Tests) > 0 }) {
		t.Errorf("%s never fires %s", u.Rule, u.Branch)
	}
}

// TestReadmeNames looks for every token, macro and gap that rules/README.md
// speaks of: one that is renamed would live on there.
func TestReadmeNames(t *testing.T) {
	data, err := os.ReadFile("../rules/README.md")
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(data), "## Walk-through") // there one is misspelt
	file := "schema: claimboard/v1\nmacros: {swallow: eats}\nrules:\n"
	for i, m := range regexp.MustCompile("`(\\{[a-z][a-z|:0-9 -]*\\})`").FindAllStringSubmatch(text, -1) {
		file += fmt.Sprintf("  - {id: a.%d, pattern: 'at %s', emit: {kind: score}}\n", i, m[1])
	}
	var faults rules.Faults
	if _, err := rules.LoadWith("names.yaml", []byte(file)); !errors.As(err, &faults) {
		t.Fatal("no fault in rules of which some bind no value", err)
	}
	for _, f := range faults {
		if f.Code == "CB201" {
			t.Error(f.Message)
		}
	}
}
