package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The claims are the same, in the same order, for any number of workers, with
// and without the gates, and whether or not the input is compressed.
func TestSameClaims(t *testing.T) {
	for name, papers := range paperSets(t) {
		t.Run(name, func(t *testing.T) {
			want := claimsOf(t, papers, "-j", "1")
			if strings.Count(want, "\n") < 5 {
				t.Fatalf("hardly any claims:\n%s", want)
			}
			var zipped bytes.Buffer
			z := gzip.NewWriter(&zipped)
			z.Write(papers)
			z.Close()
			for _, c := range []struct {
				name string
				in   []byte
				args []string
			}{
				{"-j 2", papers, []string{"-j", "2"}},
				{"-j 5", papers, []string{"-j", "5"}},
				{"gzip", zipped.Bytes(), nil},
				{"--no-gate", papers, []string{"--no-gate"}},
				{"--profile-rules", papers, []string{"--profile-rules"}},
			} {
				if got := claimsOf(t, c.in, c.args...); got != want {
					t.Errorf("%s gives other claims: %s", c.name, firstDifference(got, want))
				}
			}
		})
	}
}

// paperSets are the papers of this repository, and of the project's shared data
// where it stands beside it, each as one file.
func paperSets(t *testing.T) map[string][]byte {
	sets := map[string][]byte{}
	own, err := filepath.Glob("../../testdata/papers/*")
	if err != nil || len(own) == 0 {
		t.Fatal("no papers: ", err)
	}
	shared, _ := filepath.Glob("../../../shared/gold/*.papers.jsonl")
	for _, file := range append(own, shared...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sets[filepath.Base(file)] = data
	}
	return sets
}

// claimsOf are the claims in what is read from stdin.
func claimsOf(t *testing.T, papers []byte, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	args = append([]string{"extract", "--to", "jsonl", "-"}, args...)
	if status := Run(args, bytes.NewReader(papers), &out, io.Discard); status != statusDone {
		t.Fatalf("%s: status %d", args, status)
	}
	return out.String()
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "\n" + g[i] + "\nis not\n" + w[i]
		}
	}
	return "one has more"
}
