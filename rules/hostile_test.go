package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files of strangers end soon, and say why they are refused.
func TestHostileFiles(t *testing.T) {
	bomb := "schema: claimboard/v1\nwords:\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		last := "*" + string(c-1)
		bomb += "  " + string(c) + ": &" + string(c) + " [" + strings.Repeat(last+", ", 9) + last + "]\n"
	}
	doubling := "schema: claimboard/v1\nmacros:\n  m0: xx\n"
	for c := 'a'; c <= 'z'; c++ {
		doubling += "  m" + string(c) + ": '{" + map[bool]string{true: "m0", false: "m" + string(c-1)}[c == 'a'] + "}{" + map[bool]string{true: "m0", false: "m" + string(c-1)}[c == 'a'] + "}'\n"
	}
	doubling += "rules:\n  - {id: a.b, pattern: '{mz}{percent}', emit: {kind: score}}\n"
	for _, c := range []struct{ name, text, want string }{
		{"aliases of aliases", bomb, "CB101"},
		{"an alias of itself", "schema: claimboard/v1\nrules: &a\n  - *a\n", "CB101"},
		{"deep lists", "schema: claimboard/v1\nwords: " + strings.Repeat("[", 100_000), "max depth"},
		{"deep mappings", "schema: claimboard/v1\nwords: " + strings.Repeat("{a: ", 100_000), "max depth"},
		{"macros that double", doubling, "CB206"},
		{"macros in a ring", "schema: claimboard/v1\nmacros: {a: '{b}', b: '{a}'}\n", "CB202"},
		{"what extends itself", "schema: claimboard/v1\nextends: hostile.yaml\n", `extends cannot be "hostile.yaml"`},
		{"a newer schema", "schema: claimboard/v2\nvocab: benchmark\n", "use the newer claimboard"},
		{"no schema", "vocab: benchmark\n", "write schema: claimboard/v1"},
		{"no text", "\xff\xfe\x00", "CB101"},
		{"a huge file", "#" + strings.Repeat("x", maxFile), "larger than 16 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "hostile.yaml")
			if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := Load(path)
			if err == nil {
				t.Fatal("it is taken")
			}
			said := err.Error()
			if faults, ok := IsFaults(err); ok {
				said = ""
				for _, f := range faults {
					said += f.Render()
				}
			}
			if !strings.Contains(said, c.want) || len(said) > 20_000 {
				t.Errorf("it says %.300s, want %s", said, c.want)
			}
		})
	}
}

// Links in a folder of rules are read as the files they name, and lead nowhere
// else: not round in a circle, not into other folders.
func TestLinksInFolder(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other")
	mine := filepath.Join(dir, "mine")
	for _, d := range []string{other, filepath.Join(mine, "deeper")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const text = "schema: claimboard/v1\nvocab: benchmark\nentries:\n  - {id: BENCH, name: BENCH}\n"
	for _, f := range []string{filepath.Join(other, "far-bench.yaml"), filepath.Join(mine, "near-bench.yaml")} {
		name := strings.TrimSuffix(filepath.Base(f), ".yaml")
		if err := os.WriteFile(f, []byte(strings.ReplaceAll(text, "BENCH", name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"loop": ".", "deeper/up": "..", "aside": other, "link.yaml": filepath.Join(other, "far-bench.yaml")} {
		if err := os.Symlink(to, filepath.Join(mine, link)); err != nil {
			t.Skip(err)
		}
	}
	s, err := Load(mine)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"near-bench", "far-bench"} {
		if s.Benchmarks.Lookup(name) == nil {
			t.Errorf("%s is not there", name)
		}
	}
	if err := os.Symlink(".", filepath.Join(mine, "self.yaml")); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(mine); err == nil || !strings.Contains(err.Error(), "self.yaml: not a file") {
		t.Errorf("a link to a folder: %v", err)
	}
}

// A file may be one line, as programs write them. What a word of it costs does
// not grow with the line; nor does what is told of a mistake.
func TestLongLines(t *testing.T) {
	const n = 20_000
	words := "schema: claimboard/v1\nwords: {common: [" + strings.Repeat("word, ", 10*n) + "word]}\n"
	if _, err := LoadWith("words.yaml", []byte(words)); err != nil {
		t.Error(err)
	}
	faulty := "schema: claimboard/v1\nrules: [" + strings.Repeat("{id: a.b, oops: 1, pattern: '{nosuch} x'}, ", n) + "]\n"
	_, err := LoadWith("faulty.yaml", []byte(faulty))
	faults, ok := IsFaults(err)
	if !ok || len(faults) < n {
		t.Fatalf("%d faults, %.300v", len(faults), err)
	}
	last := faults[len(faults)-1]
	for _, f := range faults {
		if len(f.Source) > maxSource {
			t.Fatalf("a fault shows %d bytes", len(f.Source))
		}
	}
	source, caret := last.window()
	at := string([]rune(source)[len([]rune(caret))-1:])
	if !strings.HasPrefix(at, "{nosuch}") && !strings.HasPrefix(at, "oops") && !strings.HasPrefix(at, "a.b") && !strings.HasPrefix(at, "{id") {
		t.Errorf("the caret points at %q", at)
	}
}
