package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWalkthrough does what the walk-through of rules/README.md says, step by
// step: files are written, commands run, and what they print compared. A line
// of "..." stands for any lines, "..." in a line for any text.
func TestWalkthrough(t *testing.T) {
	data, err := os.ReadFile("../../rules/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(data), "## Walk-through")
	if !ok {
		t.Fatal("no walk-through")
	}
	t.Chdir(t.TempDir())
	t.Setenv("NO_COLOR", "1")
	blocks := regexp.MustCompile("(?ms)^```(\\S+)(?: file=(\\S+))?\n(.*?)^```$").FindAllStringSubmatch(text, -1)
	if len(blocks) < 6 {
		t.Fatalf("only %d steps", len(blocks))
	}
	for _, b := range blocks {
		switch kind, file, body := b[1], b[2], b[3]; {
		case file != "":
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		case kind == "console":
			for _, step := range strings.Split("\n"+body, "\n$ ")[1:] {
				command, want, _ := strings.Cut(step, "\n")
				got := session(t, command)
				if !like(strings.TrimSpace(got), strings.TrimSpace(want)) {
					t.Errorf("$ %s\n%s\nwant\n%s", command, got, want)
				}
			}
		}
	}
}

// session runs one line: claimboard in this process, all else in a shell.
func session(t *testing.T, line string) string {
	t.Helper()
	args, ok := strings.CutPrefix(line, "claimboard ")
	if !ok {
		out, err := exec.Command("sh", "-c", line).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
		return string(out)
	}
	var out bytes.Buffer
	Run(words(args), strings.NewReader(""), &out, &out)
	return out.String()
}

// words splits a line at blanks outside double quotes.
func words(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}

func like(got, want string) bool {
	var pattern strings.Builder
	pattern.WriteString("(?s)^")
	for i, part := range strings.Split(want, "...") {
		if i > 0 {
			pattern.WriteString(".*")
		}
		pattern.WriteString(regexp.QuoteMeta(part))
	}
	return regexp.MustCompile(pattern.String() + "$").MatchString(got)
}
