package extract

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"claimboard/extract/paper"
)

// ownPapers are the files of testdata/papers, written by us about real results.
func ownPapers(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testdata/papers/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata/papers: %v", err)
	}
	return files
}

// readPapers reads every paper of a file, all of which must be readable.
func readPapers(t testing.TB, file string) []*paper.Paper {
	t.Helper()
	r, err := paper.NewReader([]string{file}, nil, paper.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []*paper.Paper
	for p, err := range r.Papers(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// TestGolden compares the claims of testdata/papers with testdata/FILE.want,
// one claim a line. RECORD=true rewrites them.
func TestGolden(t *testing.T) {
	x := newBuiltin(t)
	for _, file := range ownPapers(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			var got strings.Builder
			for _, p := range readPapers(t, file) {
				fmt.Fprintf(&got, "%s\n", p.Title)
				r := x.Extract(p)
				for _, f := range r.Faults {
					t.Error(f)
				}
				for i := range r.Claims {
					fmt.Fprintf(&got, "    %s\n", claimLine(&r.Claims[i]))
				}
			}
			compareClaims(t, filepath.Join("testdata", filepath.Base(file)+".want"), got.String())
		})
	}
}

// claimLine writes a claim for people: kind | method | benchmark | metric |
// value | unit bound role | setting | versus | rule. A star marks an implied
// metric; what is exact, proposed or absent is left out.
func claimLine(c *Claim) string {
	metric := c.Metric
	if c.MetricImplied {
		metric += "*"
	}
	value := c.ValueText
	if c.Low != nil {
		value += fmt.Sprintf(" [%v, %v]", *c.Low, c.Value)
	} else if c.Value < 0 {
		value += fmt.Sprintf(" [%v]", c.Value)
	}
	marks := []string{c.Unit}
	if c.Relative {
		marks = append(marks, "relative")
	}
	if c.Bound != Exact {
		marks = append(marks, c.Bound)
	}
	if c.Role != Proposed {
		marks = append(marks, c.Role)
	}
	columns := []string{c.Kind, c.Method, c.Benchmark, metric, value, strings.TrimSpace(strings.Join(marks, " ")), c.Setting, c.Versus, c.Rule}
	return strings.Join(columns, " | ")
}

func compareClaims(t *testing.T, path, got string) {
	t.Helper()
	if os.Getenv("RECORD") == "true" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := string(data)
	if got == want {
		return
	}
	t.Errorf("%s differs; RECORD=true go test ./extract -run TestGolden writes it anew", path)
	for _, line := range lost(want, got) {
		t.Logf("- %s", line)
	}
	for _, line := range lost(got, want) {
		t.Logf("+ %s", line)
	}
}

// lost gives the lines of a that are not in b.
func lost(a, b string) []string {
	have := map[string]int{}
	for line := range strings.Lines(b) {
		have[line]++
	}
	var out []string
	for line := range strings.Lines(a) {
		if have[line]--; have[line] < 0 {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// checkResult checks what holds for the claims of every text.
func checkResult(t testing.TB, p *paper.Paper, r *Result) {
	t.Helper()
	ids := map[string]int{}
	last := 0
	for i := range r.Claims {
		c := &r.Claims[i]
		switch {
		case c.Start < last || c.End <= c.Start || c.End > len(p.Abstract):
			t.Fatalf("%s: claim at %d:%d after %d of %d bytes", p.Title, c.Start, c.End, last, len(p.Abstract))
		case p.Abstract[c.Start:c.End] != c.ValueText:
			t.Fatalf("%s: value %q, but %q stands at %d:%d", p.Title, c.ValueText, p.Abstract[c.Start:c.End], c.Start, c.End)
		case !strings.ContainsAny(c.ValueText, "0123456789"):
			t.Fatalf("%s: value %q has no digit", p.Title, c.ValueText)
		case !utf8.ValidString(c.ValueText + c.Method + c.Benchmark + c.Metric + c.Setting + c.Versus + c.Sentence):
			t.Fatalf("%s: invalid UTF-8 in %q", p.Title, claimLine(c))
		case c.Benchmark == "" || c.Metric == "" || c.Method == "" || c.Rule == "" || c.Sentence == "":
			t.Fatalf("%s: an empty field in %q", p.Title, claimLine(c))
		case c.Kind != Score && c.Kind != Delta || c.Role != Proposed && c.Role != Baseline && c.Role != Evaluated && c.Role != Human:
			t.Fatalf("%s: unknown kind or role in %q", p.Title, claimLine(c))
		case c.Low != nil && *c.Low > c.Value && c.Value >= 0:
			t.Fatalf("%s: low %v is above %v", p.Title, *c.Low, c.Value)
		}
		ids[c.ID+c.Metric]++
		if ids[c.ID+c.Metric] > 1 {
			t.Fatalf("%s: claim %s is there twice", p.Title, c.ID)
		}
		last = c.Start
	}
	if len(r.Claims) > 0 && !r.Values {
		t.Fatalf("%s: claims, but no values", p.Title)
	}
}

// Papers that are worked on at once, and hand memory on to each other, have the
// results of each by itself.
func TestAtOnce(t *testing.T) {
	x := newBuiltin(t)
	var papers []*paper.Paper
	for _, file := range ownPapers(t) {
		papers = append(papers, readPapers(t, file)...)
	}
	want := make([]Result, len(papers))
	for i, p := range papers {
		want[i] = x.Extract(p)
	}
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for i, p := range papers {
				if got := x.Extract(p); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s: another result than by itself", p.Title)
				}
			}
		})
	}
	workers.Wait()
}

// TestEvidence checks every claim of papers of all kinds against their texts,
// and that reading a paper again gives the same.
func TestEvidence(t *testing.T) {
	x := newBuiltin(t)
	for name, papers := range manyPapers(t) {
		t.Run(name, func(t *testing.T) {
			claims := 0
			for _, p := range papers {
				r := x.Extract(p)
				checkResult(t, p, &r)
				for _, f := range r.Faults {
					t.Errorf("%s: %v", p.Title, f)
				}
				if again := x.Extract(p); !reflect.DeepEqual(r, again) {
					t.Errorf("%s: other claims the second time", p.Title)
				}
				claims += len(r.Claims)
			}
			t.Logf("%d papers, %d claims", len(papers), claims)
		})
	}
}

// manyPapers are our own, and where they are at hand the shared seeds, both
// gold sets and the first papers of the corpus.
func manyPapers(t *testing.T) map[string][]*paper.Paper {
	out := map[string][]*paper.Paper{}
	for _, file := range ownPapers(t) {
		out["own"] = append(out["own"], readPapers(t, file)...)
	}
	const shared = "../../shared/"
	if _, err := os.Stat(shared + "gold"); err != nil {
		t.Log("no ../shared: only our own papers are read")
		return out
	}
	seeds, _ := filepath.Glob(shared + "seeds/*.txt")
	for _, file := range seeds {
		out["seeds"] = append(out["seeds"], readPapers(t, file)...)
	}
	if testing.Short() {
		return out
	}
	for _, name := range []string{"seeds", "dev"} {
		out["gold/"+name] = readPapers(t, shared+"gold/"+name+".papers.jsonl")
	}
	out["corpus"] = readPapers(t, corpusHead(t, shared+"corpus/abstracts.jsonl.zst", 3000))
	return out
}

// corpusHead unpacks the first lines of a file.
func corpusHead(t *testing.T, file string, lines int) string {
	in, err := os.Open(file)
	if err != nil {
		t.Skip(err)
	}
	defer in.Close()
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	r := bufio.NewReader(z)
	head := filepath.Join(t.TempDir(), "corpus.jsonl")
	out, err := os.Create(head)
	if err != nil {
		t.Fatal(err)
	}
	for range lines {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		if _, err := out.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return head
}

// FuzzExtract reads whatever text as an abstract.
func FuzzExtract(f *testing.F) {
	for _, file := range ownPapers(f) {
		for _, p := range readPapers(f, file) {
			f.Add(p.Title, p.Abstract)
		}
	}
	x := newBuiltin(f)
	f.Fuzz(func(t *testing.T, title, abstract string) {
		p := &paper.Paper{ID: "fuzz", Title: valid(title), Abstract: valid(abstract)}
		r := x.Extract(p)
		checkResult(t, p, &r)
		if again := x.Extract(p); !reflect.DeepEqual(r.Claims, again.Claims) {
			t.Errorf("other claims the second time of %q", abstract)
		}
	})
}

// valid repairs a text as the readers do.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
