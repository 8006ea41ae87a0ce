package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fence is a block of shell commands, and the text block right after it, if
// any: what the commands print.
var fence = regexp.MustCompile("(?ms)^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?")

// TestReadme runs the commands of README.md, one block after the other, in a
// folder of their own. RECORD=true rewrites the outputs that it shows.
func TestReadme(t *testing.T) {
	const file = "../../README.md"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	bin, work := readmeFolder(t)
	for i, m := range fence.FindAllStringSubmatchIndex(readme, -1) {
		commands := readme[m[2]:m[3]]
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			if strings.HasPrefix(commands, "sqlite3 ") {
				if _, err := exec.LookPath("sqlite3"); err != nil {
					t.Skip(err)
				}
			}
			cmd := exec.Command("sh", "-ec", commands)
			cmd.Dir = work
			cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "CLAIMBOARD_DB=", "NO_COLOR=1")
			var log strings.Builder
			cmd.Stderr = &log
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%s%v\n%s%s", commands, err, out, log.String())
			}
			if m[4] < 0 {
				return
			}
			if shown := readme[m[4]:m[5]]; shown != string(out) && os.Getenv("RECORD") == "true" {
				recordOutput(t, file, shown, string(out), commands)
			} else if shown != string(out) {
				t.Errorf("%sprints\n%sREADME.md shows\n%s", commands, out, shown)
			}
		})
	}
}

// recordOutput puts an output in the place of the one shown after some commands.
func recordOutput(t *testing.T, file, shown, out, commands string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const between = "```\n\n```text\n"
	text := strings.Replace(string(data), commands+between+shown, commands+between+out, 1)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// readmeFolder is a folder with testdata's papers and audits, and one with the programs that
// the commands call: claimboard, and a go that runs it rather than build it
// anew, and leaves out the tests, which are running.
func readmeFolder(t *testing.T) (bin, work string) {
	bin, work = t.TempDir(), t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test's program is claimboard where it is called so.
	if err := os.Symlink(self, filepath.Join(bin, "claimboard")); err != nil {
		t.Skip(err)
	}
	const goShim = `#!/bin/sh
case "$1 $2" in
"run ./cmd/claimboard") shift 2; exec claimboard "$@" ;;
"test -timeout") ;;
*) echo "go $*: not known to this test" >&2; exit 1 ;;
esac
`
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(goShim), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"testdata/papers", "testdata/audit"} {
		if err := os.CopyFS(filepath.Join(work, folder), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	return bin, work
}

// Each file that README.md and its like link to is there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^):#]+)\)`)
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"} {
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if _, err := os.Stat(filepath.Join("../..", m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			}
		}
	}
}
