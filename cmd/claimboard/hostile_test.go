package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// hostile is what a paper's texts may bring along.
const hostile = "\x1b]0;owned\x07\x1b[31m\u202egnp\u2066\u200f\x00\u0085</script><img src=x onerror=alert(1)>=cmd|'/C calc'!A0 [x](javascript:alert(1)) ../../etc/passwd\r\n\t\\input{/etc/passwd}\u2028$x|y`z`"

// Whatever a paper, a file or a folder is called, nothing that moves a
// terminal's cursor or turns text around comes out, in any format, of any
// command; and no file is written but the one that is named.
func TestHostileNames(t *testing.T) {
	t.Chdir(t.TempDir())
	input := "\x1b[31mred\u202e\n<script>.jsonl"
	records := []map[string]any{
		{"id": hostile, "title": hostile, "abstract": hostile + " We present FooNet. FooNet achieves an accuracy of 81.2% on GSM8K.", "url": "javascript:alert(1)", "authors": []string{hostile}},
		{"id": "2401.00001", "title": "=HYPERLINK(1): " + hostile, "abstract": "We present \x1b[31m\u202eFooNet. \x1b[31mFooNet\u202e achieves an accuracy of 71.2% on <b>GSM8K</b> with </script>.", "date": hostile},
		{"id": "../../../x", "title": "+1", "abstract": "We present @SUM-Net. @SUM-Net achieves an accuracy of 61.2% on GSM8K (-1)."},
	}
	var papers bytes.Buffer
	enc := json.NewEncoder(&papers)
	for _, r := range records {
		if err := enc.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	papers.WriteString("{\"title\":\"\x1b[31m\u202e\n")
	if err := os.WriteFile(input, papers.Bytes(), 0o644); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile("\x1b[31m\u202e.yaml", []byte("schema: \"\x1b[31m\u202e\"\n# \u202e\n"), 0o644); err != nil {
		t.Skip(err)
	}
	const name = "\x1b[31m\u202e.db"
	run := func(wanted int, args ...string) {
		t.Helper()
		var out, log bytes.Buffer
		if status := Run(args, bytes.NewReader(papers.Bytes()), &out, &log); status != wanted {
			t.Errorf("%q: status %d, want %d\n%s", args, status, wanted, log.String())
		}
		wantHarmless(t, args, out.Bytes())
		wantHarmless(t, args, log.Bytes())
	}
	run(statusPartly, "extract", "--db", name, input)
	run(statusPartly, "extract", "--to", "jsonl", "-")
	run(statusNothing, "extract", "--db", name, "--rules", "\x1b[31m\u202e.yaml", input)
	run(statusPartly, "extract", "--db", name, "\x1b[31m\u202e/no/such")
	run(statusNothing, "board", "--db", "\x1b[31m\u202e/no/such.db")
	run(statusNothing, "board", "--db", name, hostile)
	run(statusNothing, "show", "--db", name, hostile)
	for _, format := range []string{"table", "markdown", "csv", "tsv", "json", "html", "latex"} {
		run(statusDone, "board", "--db", name, "--format", format, "GSM8K", "--all")
		run(statusDone, "board", "--db", name, "--format", format)
	}
	for _, format := range []string{"csv", "tsv", "jsonl", "pwc", "eee", "bibtex"} {
		run(statusDone, "export", "--db", name, "--format", format)
	}
	run(statusDone, "board", "--db", name, "GSM8K", "--wide")
	for _, what := range []string{"benchmarks", "methods", "metrics", "papers", "rules", "runs"} {
		run(statusDone, "list", what, "--db", name)
	}
	run(statusDone, "show", "--db", name, "2401.00001")
	run(statusDone, "explain", "--format", "json", hostile+" FooNet achieves an accuracy of 81.2% on GSM8K.", "--title", hostile)
	run(statusDone, "explain", hostile+" FooNet achieves an accuracy of 81.2% on GSM8K.", "--title", hostile)
	run(statusDone, "doctor", "--db", name)
	run(statusDone, "diff", "--db", name, "run:1", "run:1")
	run(statusDone, "audit", "draw", "--db", name)
	run(statusNothing, hostile)

	files, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f != input && !strings.HasPrefix(f, name) && !strings.HasSuffix(f, ".yaml") {
			t.Errorf("%q was written", f)
		}
	}
}

// wantHarmless checks what goes to a terminal or a file of text.
func wantHarmless(t *testing.T, args []string, out []byte) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Errorf("%q: not UTF-8", args)
	}
	for i, r := range string(out) {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028') {
			t.Errorf("%q lets %U through: %q", args, r, out[max(0, i-40):min(len(out), i+40)])
			return
		}
	}
	if bytes.Contains(out, []byte("<img")) && len(args) > 4 && args[4] == "html" {
		t.Errorf("%q writes an element that a paper brought along", args)
	}
}
