package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimboard/rules"
)

// TestDiagnostics compares what is said of each file of testdata/rules/check
// with the .want beside it. RECORD=true rewrites them. Each file is loaded with
// the built-in rules: -short, under the race detector, does so with some.
func TestDiagnostics(t *testing.T) {
	files, err := filepath.Glob("../testdata/rules/check/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files to check", err)
	}
	var all strings.Builder
	for i, file := range files {
		if leftOut(i) {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			got := diagnose(t, file)
			all.WriteString(got)
			shows(t, filepath.Base(file), got)
			golden(t, strings.TrimSuffix(file, ".yaml")+".want", got)
		})
	}
	if testing.Short() {
		return
	}
	for _, c := range rules.Codes {
		if !strings.Contains(all.String(), c.Severity+"["+c.Name+"]") {
			t.Errorf("%s is shown by no file", c.Name)
		}
	}
}

// shows wants a file to show the fault that it is named after, and none that
// comes of a built-in name that is no more.
func shows(t *testing.T, name, got string) {
	t.Helper()
	code, _, _ := strings.Cut(strings.ToUpper(name), "-")
	if strings.HasPrefix(code, "CB") && !strings.Contains(got, "["+code+"]") {
		t.Errorf("%s does not show %s", name, code)
	}
	if strings.Contains(got, "unknown macro {") && !strings.Contains(got, "benchmrk") && !strings.Contains(got, "numbr") {
		t.Errorf("%s uses a macro that is not there", name)
	}
}

func diagnose(t *testing.T, file string) string {
	set, faults, err := rules.Check(file)
	if err != nil {
		t.Fatal(err)
	}
	users := func(file string) bool { return !rules.IsBuiltin(file) }
	var b strings.Builder
	for _, f := range set.Silence(append(faults, CheckPatterns(set, users)...)) {
		if users(f.File) {
			f.File = filepath.Base(f.File)
			b.WriteString(f.Render() + "\n")
		}
	}
	return b.String()
}

// golden compares a text with a file, or rewrites the file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("RECORD") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
