package main

import (
	"fmt"
	"path/filepath"
	"testing"
)

// The same papers give the same bytes in every format, ten times over, whatever
// the number of workers, the locale and the time zone: and so do ten databases
// that had their papers in other orders of work.
func TestSameBytes(t *testing.T) {
	run, dir := program(t), t.TempDir()
	places := []string{"C", "de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8"}
	zones := []string{"UTC", "America/St_Johns", "Asia/Kathmandu"}
	want := map[string]string{}
	times := 10
	if testing.Short() {
		times = 2
	}
	for i := range times {
		path := filepath.Join(dir, fmt.Sprintf("%d.db", i))
		in := func(args ...string) string {
			cmd := run(append(args, "--db", path)...)
			cmd.Env = append(cmd.Env, "LC_ALL="+places[i%len(places)], "LANG="+places[i%len(places)], "TZ="+zones[i%len(zones)], "COLUMNS=80")
			return output(t, cmd)
		}
		in("extract", "-j", fmt.Sprint(1+i), "../../testdata/papers")
		for _, format := range []string{"csv", "tsv", "jsonl", "xlsx", "pwc", "eee", "bibtex"} {
			same(t, want, "export "+format, i, in("export", "--format", format))
		}
		for _, format := range []string{"table", "markdown", "csv", "json", "html", "latex"} {
			same(t, want, "boards "+format, i, in("board", "--format", format))
			same(t, want, "board "+format, i, in("board", "GSM8K", "--all", "--format", format))
		}
		same(t, want, "to jsonl", i, in("extract", "-j", fmt.Sprint(10-i), "--to", "jsonl", "../../testdata/papers"))
	}
}

func same(t *testing.T, want map[string]string, what string, i int, got string) {
	t.Helper()
	switch first, ok := want[what]; {
	case got == "":
		t.Errorf("%s is empty", what)
	case !ok:
		want[what] = got
	case got != first:
		t.Errorf("%s, time %d: %s", what, i+1, firstDifference(got, first))
	}
}
