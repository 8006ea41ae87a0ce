package eval

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/rules"
)

const shared = "../../../shared/gold/"

// TestSameAsScorePy compares with the reference on both gold sets, with the
// claims that the built-in rules make and with spoilt ones.
func TestSameAsScorePy(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	for _, set := range []string{"seeds", "dev"} {
		t.Run(set, func(t *testing.T) {
			file := claimsFile(t, shared+set+".papers.jsonl")
			gold, claims := read(t, shared+set+".jsonl", ReadGold), read(t, file, ReadClaims)
			var got bytes.Buffer
			report := Score(gold, claims)
			if err := report.Write(&got, 40); err != nil {
				t.Fatal(err)
			}
			want, err := exec.Command(python, shared+"score.py", shared+set+".jsonl", file, "--misses", "40").Output()
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(got.String(), "of those found")
			if head != string(want) {
				t.Errorf("got\n%s\nwant\n%s", head, want)
			}
			sameJSON(t, python, set, file, report)
		})
	}
}

func sameJSON(t *testing.T, python, set, file string, report *Report) {
	t.Helper()
	out, err := exec.Command(python, shared+"score.py", shared+set+".jsonl", file, "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	var got, want map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	delete(got, "wrong_slots")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func read[T any](t *testing.T, name string, read func(r io.Reader, name string) (T, error)) T {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Skip("no shared gold here")
	}
	defer f.Close()
	out, err := read(f, name)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// claimsFile extracts the claims of papers, and adds what a judge could trip
// over: repetitions, numbers as text, other titles, claims of other papers.
func claimsFile(t *testing.T, papers string) string {
	t.Helper()
	data, err := os.ReadFile(papers)
	if err != nil {
		t.Skip("no shared papers here")
	}
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(set)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	n := 0
	for line := range bytes.Lines(data) {
		var p struct{ ID, Title, Abstract string }
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		paper := &paper.Paper{ID: p.ID, Title: p.Title, Abstract: p.Abstract}
		for _, c := range x.Extract(paper).Claims {
			text, err := json.Marshal(extract.NewRecord(paper, &c))
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(text, '\n'))
			if n++; n%7 == 0 {
				b.WriteString(spoil(string(text), n) + "\n")
			}
		}
	}
	file := filepath.Join(t.TempDir(), "claims.jsonl")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func spoil(line string, n int) string {
	switch n % 4 {
	case 1:
		return strings.Replace(line, `"kind":"delta"`, `"kind":"score"`, 1)
	case 2:
		return strings.Replace(line, `"paper_id":"`, `"paper_id":"x`, 1)
	case 3:
		return strings.Replace(line, `"method":"`, `"method":"the `, 1)
	}
	return line
}

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"The EIT method": "eit", "GSM8K": "gsm8k", "our  model": "model", "pass@1": "pass@1", "F1 score": "f1",
		"MATH\u00a0dataset": "math", "τ-Bench": "τbench", "ＣＩＦＡＲ-10": "cifar10", "": "", "ΒΑΣ": "βας", "test set": "testset",
	} {
		if got := key(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWritten(t *testing.T) {
	for in, want := range map[string]string{"84": "84", "84.0": "84.0", "84.10": "84.1", "1e3": "1000.0", "0.00001": "1e-05", "1e+16": "1e+16"} {
		if got := written(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
