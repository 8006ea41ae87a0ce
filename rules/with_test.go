package rules

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// A set made from another is that of the same files read anew, and leaves the other as
// it was.
func TestWith(t *testing.T) {
	head := "schema: claimboard/v1\nextends: builtin\n"
	var files [][]Source
	for _, text := range []string{
		"changes: [{disable: delta.by-value}]\n",
		"changes: [{patch: score.reach, priority: 7}, {patch: score.reach, add_tests: [{text: a, want: []}]}]\n",
		"changes: [{replace: score.reach, with: {pattern: '{value} zorks', reject: no}}]\n",
		"macros: {zork: 'zorks?'}\nrules: [{id: a.b, pattern: '{zork} {gap:2}{value}', reject: no}]\n",
		"rules: [{id: a.b, pattern: '{metric} zork {value}', bind: metric}, {id: a.c, pattern: '{value} zorks', emit: {kind: score}}]\n",
		"vocab: benchmark\nentries: [{id: zork}]\n---\nwords: {common: [zork]}\n",
	} {
		path := filepath.Join(t.TempDir(), "mine.yaml")
		if err := os.WriteFile(path, []byte(head+text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, []Source{{path, head + text}})
	}
	files = append(files, nil)
	var want []*Set
	for _, own := range files {
		want = append(want, loadSources(t, own))
	}
	for i, own := range files {
		set := loadSources(t, own)
		for k, other := range files {
			got, err := set.With(other)
			if err != nil {
				t.Fatalf("%v then %v: %v", own, other, err)
			}
			wantSame(t, got, want[k])
		}
		wantSame(t, set, want[i])
	}
}

// A set that fails to be made leaves the other as it was, too.
func TestWithFault(t *testing.T) {
	set, want := loadSources(t, nil), loadSources(t, nil)
	const text = "schema: claimboard/v1\nextends: builtin\nchanges: [{replace: score.reach, add_tests: [{text: a, want: []}]}]\n"
	if _, err := set.With([]Source{{"mine.yaml", text}}); err == nil {
		t.Error("a replacement without a rule makes a set")
	}
	wantSame(t, set, want)
}

func loadSources(t *testing.T, own []Source) *Set {
	t.Helper()
	var paths []string
	for _, f := range own {
		paths = append(paths, f.Path)
	}
	set, err := LoadForUse(paths...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func wantSame(t *testing.T, got, want *Set) {
	t.Helper()
	if got.Hash != want.Hash || got.Builtin != want.Builtin || !reflect.DeepEqual(got.Own, want.Own) || !reflect.DeepEqual(got.Words, want.Words) {
		t.Errorf("hashes %s, %s, want %s, %s, or words differ", got.Hash, got.Builtin, want.Hash, want.Builtin)
	}
	regexps := func(s *Set) map[string]string {
		out := map[string]string{}
		for name, m := range s.Macros {
			out[name] = m.Expanded.Regexp
		}
		return out
	}
	if !maps.Equal(regexps(got), regexps(want)) {
		t.Error("macros differ")
	}
	sameRule := func(a, b *Rule) bool { return a.Same(b) && a.Order == b.Order && len(a.Tests) == len(b.Tests) }
	if !slices.EqualFunc(got.Rules, want.Rules, sameRule) {
		t.Error("rules differ")
	}
	sameEntry := func(a, b *Entry) bool { return a.Same(b) }
	for _, v := range [][2]*Vocabulary{{got.Benchmarks, want.Benchmarks}, {got.Metrics, want.Metrics}, {got.Methods, want.Methods}, {got.Units, want.Units}, {got.Tasks, want.Tasks}} {
		if !slices.EqualFunc(v[0].Entries, v[1].Entries, sameEntry) || len(v[0].byKey) != len(v[1].byKey) {
			t.Error("vocabularies differ")
		}
	}
}
