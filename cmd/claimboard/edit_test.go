package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// After each edit of the rules, what `extract` without files leaves in the
// database is what a new database has.
func TestEdits(t *testing.T) {
	papers, err := filepath.Glob("../../testdata/papers/*")
	if err != nil || len(papers) == 0 {
		t.Fatalf("no papers: %v", err)
	}
	for i := range papers {
		if papers[i], err = filepath.Abs(papers[i]); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(t.TempDir())
	done := func(args ...string) (out, log string) {
		t.Helper()
		var o, l bytes.Buffer
		if status := Run(args, nil, &o, &l); status != statusDone {
			t.Fatalf("%q: status %d\n%s%s", args, status, o.String(), l.String())
		}
		return o.String(), l.String()
	}
	done(append([]string{"extract"}, papers...)...)
	first, _ := done("export", "--format", "jsonl")
	var claim struct{ Rule string }
	if err := json.NewDecoder(strings.NewReader(first)).Decode(&claim); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(userRules, 0o755); err != nil {
		t.Fatal(err)
	}
	changed := 0
	for i, edit := range []string{
		"rules: [{id: edit.new, pattern: '{metric} of {value}', priority: 200, emit: {kind: score, setting: edited}}]",
		"rules: [{id: edit.new, pattern: '{metric} of {value}', reject: it is to go}]",
		"rules: [{id: edit.new, pattern: '{value} (?:on|for)', priority: 200, emit: {kind: score, metric: edited}}]",
		"rules: [{id: edit.new, pattern: '{value} (?:on|for)', priority: -200, emit: {kind: score, metric: edited}}]",
		"rules: [{id: edit.new, pattern: '{value}.* (?<setting>with [a-z]+)', bind: setting}]",
		"rules: [{id: edit.new, pattern: 'with {name as it}', mention: method}]",
		"changes: [{disable: " + claim.Rule + "}]",
		"changes: [{patch: " + claim.Rule + ", priority: -300}]",
		"vocab: benchmark\nentries: [{id: edited, name: Edited, aliases: [the test set]}]",
		"vocab: metric\nentries: [{id: edited, name: edited rate, aliases: [score of]}]",
		"words: {common: [edited]}",
		"macros: {edited: 'of'}\nrules: [{id: edit.new, pattern: '{edited} {name as it}', mention: benchmark}]",
		"",
	} {
		if err := os.WriteFile(filepath.Join(userRules, "edit.yaml"), []byte("schema: claimboard/v1\nextends: builtin\n"+edit+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, log := done("extract")
		now, _ := done("export", "--format", "jsonl")
		fresh := filepath.Join(t.TempDir(), "fresh.db")
		done(append([]string{"extract", "--db", fresh}, papers...)...)
		if want, _ := done("export", "--db", fresh, "--format", "jsonl"); now != want {
			t.Errorf("edit %d: %s\n%s", i, firstDifference(now, want), log)
		}
		if !strings.Contains(log, " 0 changed") {
			changed++
		}
		if _, log := done("doctor"); strings.Contains(log, "other rules") {
			t.Errorf("edit %d: %s", i, log)
		}
		if _, log := done("extract"); !strings.Contains(log, "0 stored abstracts") {
			t.Errorf("edit %d, again: %s", i, log)
		}
	}
	if changed < 4 {
		t.Errorf("only %d edits changed a paper", changed)
	}
}
