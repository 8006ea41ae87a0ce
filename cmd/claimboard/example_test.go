package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every command has an example in its help, and each example works, in a
// folder that has the files it names.
func TestExamples(t *testing.T) {
	if _, err := exec.LookPath("gzip"); err != nil {
		t.Skip(err)
	}
	home := exampleFolder(t)
	var check func(cmd *cobra.Command)
	check = func(cmd *cobra.Command) {
		if cmd.Example == "" {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
		for line := range strings.Lines(strings.ReplaceAll(cmd.Example, "\\\n", "")) {
			line = strings.Join(strings.Fields(line), " ")
			t.Run(line, func(t *testing.T) {
				work := filepath.Join(t.TempDir(), "work")
				if err := os.CopyFS(work, os.DirFS(filepath.Join(home, "work"))); err != nil {
					t.Fatal(err)
				}
				shell(t, home, work, line)
			})
		}
		for _, sub := range cmd.Commands() {
			check(sub)
		}
	}
	check(newRootCmd(&app{}))
}

const examplePapers = `{"id":"2406.18629","title":"Step-DPO: a model","abstract":"We present Step-DPO. Step-DPO achieves an accuracy of 81.2% on GSM8K and an accuracy of 40.5% on MATH.","update_date":"2024-01-02"}
{"id":"2401.10021","title":"Gamma: a model","abstract":"We present Gamma. Gamma achieves an accuracy of 71.2% on GSM8K.","update_date":"2024-01-02"}
`

const exampleBib = `@article{x, title={Delta: a model}, abstract={We present Delta. Delta achieves an accuracy of 71.2% on GSM8K.}, year={2024}}
`

const exampleRules = `schema: claimboard/v1
vocab: benchmark
entries:
  - {id: example-bench, name: ExampleBench}
`

const exampleVerdicts = `claim,paper_id,kind,rule,verdict
6b6a54fa493b/9f0c,arXiv:2406.18629,score,score.metric-of,full
97aeb6e51697/9f0c,arXiv:2401.10021,score,score.metric-of,found
`

// exampleFiles are what the examples read, beside some databases. An example
// that names another file needs it here.
var exampleFiles = map[string]string{
	"papers.jsonl":               examplePapers,
	"papers.bib":                 exampleBib,
	"more-papers/a.jsonl":        examplePapers,
	"abstract.txt":               "EIT achieves an accuracy of 84.1% on GSM8K.\n",
	"gold.jsonl":                 `{"id":"arXiv:2406.18629","claims":[{"method":["Step-DPO"],"benchmark":["GSM8K"],"metric":["accuracy"],"value":81.2,"unit":"%","kind":"score","bound":"exact","role":"proposed","span":"81.2% on GSM8K"}]}` + "\n",
	"ann.csv":                    exampleVerdicts,
	"bob.csv":                    exampleVerdicts,
	"my.yaml":                    exampleRules,
	"claimboard.rules/mine.yaml": strings.ReplaceAll(strings.ReplaceAll(exampleRules, "example", "mine"), "Example", "Mine"),
	"old.yaml":                   exampleRules,
	"new.yaml":                   strings.ReplaceAll(exampleRules, "entries:", "entries:\n  - {id: new-bench, name: NewBench}"),
	"more/other.yaml":            strings.ReplaceAll(strings.ReplaceAll(exampleRules, "example", "other"), "Example", "Other"),
}

// exampleFolder holds the program, and a folder with what the examples name.
func exampleFolder(t *testing.T) string {
	home := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test's program is claimboard where it is called so.
	if err := os.Symlink(self, filepath.Join(home, "claimboard")); err != nil {
		t.Skip(err)
	}
	work := filepath.Join(home, "work")
	for name, text := range exampleFiles {
		file := filepath.Join(work, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	shell(t, home, work, `gzip < papers.jsonl > arxiv.jsonl.gz
claimboard extract papers.jsonl
claimboard extract
for name in other old new last-month; do cp claimboard.db $name.db; done`)
	return home
}

// shell runs a command line, which must not fail.
func shell(t *testing.T, home, work, command string) {
	cmd := exec.Command("sh", "-ec", command)
	cmd.Dir = work
	cmd.Env = append(os.Environ(), "PATH="+home+":"+os.Getenv("PATH"), "CLAIMBOARD_DB=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", command, err, out)
	}
}
