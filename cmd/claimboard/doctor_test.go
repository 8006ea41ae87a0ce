package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What doctor says to run mends what it found: the advice is followed word for word.
func TestDoctorsAdvice(t *testing.T) {
	rules := filepath.Join(t.TempDir(), "own rules.yaml")
	if err := os.WriteFile(rules, []byte("schema: claimboard/v1\nvocab: benchmark\nentries:\n  - {id: my-own-bench, name: MyOwnBench}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		harm string
		args []string
	}{
		"an abstract that changed":    {"UPDATE paper SET abstract = 'x' || abstract WHERE abstract IS NOT NULL", nil},
		"a rule that did not finish":  {"UPDATE paper SET faults = 'score.x' WHERE abstract IS NOT NULL", nil},
		"a killed run of other rules": {"UPDATE run SET status = 'running'", []string{"--rules", rules}},
	} {
		t.Run(name, func(t *testing.T) {
			papers := filepath.Join(t.TempDir(), "of two.jsonl")
			line := `{"id":"2401.00001","title":"Alpha: a model","abstract":"We present Alpha. Alpha achieves an accuracy of 81.2% on GSM8K."}`
			if err := os.WriteFile(papers, []byte(line+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			store := filepath.Join(t.TempDir(), "its own.db")
			say(t, 0, "extract", "--db", store, papers)
			other, err := sql.Open("sqlite3", store)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := other.Exec(test.harm); err != nil {
				t.Fatal(err)
			}
			other.Close()
			doctor := append([]string{"doctor", "--db", store}, test.args...)
			for _, line := range strings.Split(say(t, 1, doctor...), "\n") {
				if _, advice, ok := strings.Cut(line, "to mend it: claimboard "); ok {
					advice, _, _ = strings.Cut(advice, " tries them again")
					say(t, 0, shellWords(advice)...)
				}
			}
			say(t, 0, doctor...)
		})
	}
}

// say runs the program, wants its exit status, and gives what it said.
func say(t *testing.T, status int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if got := Run(args, strings.NewReader(""), &out, &out); got != status {
		t.Fatalf("%q: status %d, want %d:\n%s", args, got, status, out.String())
	}
	return out.String()
}

// shellWords splits a command line as a shell does, with single quotes and
// backslashes.
func shellWords(line string) []string {
	var words []string
	word, quoted, escaped := "", false, false
	for _, r := range line + " " {
		switch {
		case escaped:
			word, escaped = word+string(r), false
		case r == '\\' && !quoted:
			escaped = true
		case r == '\'':
			quoted = !quoted
		case r == ' ' && !quoted:
			words, word = append(words, word), ""
		default:
			word += string(r)
		}
	}
	return words
}
