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
		"an infinite value":           {"UPDATE result SET value = 9e999", nil},
		"an infinite low end":         {"UPDATE result SET low = -9e999", nil},
		"a sentence that is gone":     {"DELETE FROM sentence", nil},
		"a rule that did not finish":  {"UPDATE paper SET faults = 'score.x' WHERE abstract IS NOT NULL", nil},
		"a killed run of other rules": {"UPDATE run SET status = 'running'", []string{"--rules", rules}},
	} {
		t.Run(name, func(t *testing.T) {
			store, _ := altered(t, test.harm)
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

// altered makes a database of one paper, and does something to it by hand.
func altered(t *testing.T, harm string) (store, papers string) {
	t.Helper()
	papers = filepath.Join(t.TempDir(), "of two.jsonl")
	line := `{"id":"2401.00001","title":"Alpha: a model","abstract":"We present Alpha. Alpha achieves an accuracy of 81.2% on GSM8K."}`
	if err := os.WriteFile(papers, []byte(line+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	store = filepath.Join(t.TempDir(), "its own.db")
	say(t, 0, "extract", "--db", store, papers)
	other, err := sql.Open("sqlite3", store)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.Exec(harm); err != nil {
		t.Fatal(err)
	}
	return store, papers
}

// What was altered by hand is told in words, by the commands that cannot do
// without it.
func TestAlteredByHand(t *testing.T) {
	for _, test := range []struct{ harm, command, want string }{
		{"UPDATE result SET value = 9e999", "export --format jsonl", "the value of claim 53cfa53e3f7b of arXiv:2401.00001 is +Inf, which JSON cannot hold; claimboard doctor"},
		{"UPDATE result SET low = -9e999", "export --format jsonl", "the value of claim 53cfa53e3f7b of arXiv:2401.00001 is -Inf"},
		{"UPDATE result SET value = 9e999", "export --format eee", "the value of claim 53cfa53e3f7b of arXiv:2401.00001 is +Inf"},
		{"UPDATE result SET value = 9e999", "board GSM8K --all --format json", "a claim's value is +Inf, which JSON cannot hold; other formats show it"},
		{"DELETE FROM paper", "extract PAPERS", "paper 1 is not in the table of papers, but other tables refer to it: it was deleted by hand; claimboard doctor"},
		{"DELETE FROM paper", "extract --again PAPERS", "paper 1 is not in the table of papers"},
	} {
		store, papers := altered(t, test.harm)
		args := strings.Fields(test.command)
		for i, arg := range args {
			if arg == "PAPERS" {
				args[i] = papers
			}
		}
		if said := say(t, 2, append(args, "--db", store)...); !strings.Contains(said, test.want) {
			t.Errorf("%s after %s says\n%s", test.command, test.harm, said)
		}
	}
	for harm, want := range map[string]string{
		"DELETE FROM paper": "source row 1 refers to a missing paper",
		"INSERT INTO alias (paper, id) VALUES (9, 'doi:10.1/1')": "a row of alias refers to a missing paper",
	} {
		store, _ := altered(t, harm)
		if said := say(t, 1, "doctor", "--db", store); strings.Contains(said, "row 0") || !strings.Contains(said, want) {
			t.Errorf("after %s doctor says\n%s", harm, said)
		}
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
