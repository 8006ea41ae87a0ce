package paper

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// readFrom reads papers and faults of a stream.
func readFrom(t testing.TB, input io.Reader, opt Options) (papers []*Paper, faults []string) {
	t.Helper()
	r, err := NewReader([]string{"-"}, input, opt)
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range r.Papers(context.Background()) {
		if err != nil {
			faults = append(faults, err.Error())
		} else {
			papers = append(papers, p)
		}
	}
	return papers, faults
}

func titles(papers []*Paper) string {
	var all []string
	for _, p := range papers {
		all = append(all, p.Title)
	}
	return strings.Join(all, "|")
}

const twoLines = `{"title":"A","abstract":"one"}` + "\n" + `{"title":"B","abstract":"two"}` + "\n"

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func zstded(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

func utf16le(s string) string {
	out := "\xff\xfe"
	for _, r := range s {
		out += string([]byte{byte(r), byte(r >> 8)})
	}
	return out
}

// TestInputs reads odd but readable, and unreadable, inputs. want lists titles
// and, after a #, the parts that the faults must have, in order.
func TestInputs(t *testing.T) {
	deep := strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)
	random := make([]byte, 64<<10)
	for i, seed := 0, uint32(1); i < len(random); i++ {
		seed = seed*1664525 + 1013904223
		random[i] = "0123456789abcdef"[seed>>28]
	}
	many := strings.Repeat(twoLines, 100) + `{"title":"` + string(random) + `"}`
	for _, c := range []struct{ name, input, want string }{
		{"empty", "", "#stdin: no papers found in it; it is empty"},
		{"blank", "\n \n\t\n", "#stdin: no papers found in it; it is empty"},
		{"gzip of nothing", gzipped(""), "#stdin: no papers found in it; it is empty"},
		{"lines", twoLines, "A|B"},
		{"no last line end", strings.TrimSpace(twoLines), "A|B"},
		{"CRLF", strings.ReplaceAll(twoLines, "\n", "\r\n"), "A|B"},
		{"BOM", "\xef\xbb\xbf" + twoLines, "A|B"},
		{"UTF-16", utf16le(twoLines), "A|B"},
		{"gzip", gzipped(twoLines), "A|B"},
		{"gzip of two members", gzipped(twoLines) + gzipped(twoLines), "A|B|A|B"},
		{"zstd", zstded(twoLines), "A|B"},
		{"gzip of gzip", gzipped(gzipped(twoLines)), "#stdin: compressed twice"},
		{"gzip header alone", "\x1f\x8b\x08", "#stdin: the compressed file is cut off"},
		{"gzip damaged", gzipped(many)[:20] + "xxxxxxxxxxxx" + gzipped(many)[32:], "#stdin"},
		{"zstd truncated", zstded(twoLines)[:20], "#stdin: the compressed file is cut off"},
		{"xz", "\xfd7zXZ\x00...", "#stdin: xz compression is not read"},
		{"PDF", "%PDF-1.7\n", "#stdin: a PDF"},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00", "#stdin: a binary file"},
		{"NUL later on", `{"title":"A"}` + strings.Repeat("\n", 9000) + "\x00\n" + `{"title":"B"}`, "A|B#stdin:9001: not a JSON object"},
		{"escaped NUL", `{"title":"A\u0000B","abstract":"x\u0000y"}`, "A B"},
		{"invalid UTF-8", "{\"title\":\"A\xff\xfeB\"}", "A\uFFFDB"},
		{"lone surrogate", `{"title":"A\ud800B"}`, "A\uFFFDB"},
		{"broken line", twoLines + "{oops\n" + twoLines, "A|B|A|B#stdin:3: broken JSON at byte 2"},
		{"cut off line", twoLines + `{"title":"C`, "A|B#stdin:3: broken JSON: the record ends too early"},
		{"line that is no object", twoLines + "17\n", "A|B#stdin:3: not a JSON object"},
		{"deep line", `{"title":"A","x":` + deep + "}\n" + twoLines, "A|A|B"},
		{"deep title", `{"title":` + deep + `,"abstract":"x"}`, "x"},
		{"deep array", deep, "#stdin: unknown format"},
		{"deep array within", `{"papers":[{"title":"A"},` + deep + `]}`, "A"},
		{"empty list", `{"count":0,"papers":[]}`, "#stdin: no papers found in it, read as json"},
		{"values in a row", `[{"title":"A"}]` + "\n" + `[{"title":"B"}]`, "A|B"},
		{"array cut off", `[{"title":"A"},{"title":"B`, "A#stdin:1: the JSON ends too early"},
		{"nested keys", `{"cs.CL":{"2401.00001":{"title":"A","abstract":"a"}},"cs.LG":{"2401.00002":{"title":"B","abstract":"b"}}}`, "A|B"},
		{"lists by day", `{"2024-01-01":[{"title":"A","summary":"a","authors":[{"name":"x"}]}],"2024-01-02":[]}`, "A"},
		{"one paper over lines", "{\n \"title\": \"A\",\n \"references\": [{\"title\": \"no\"}],\n \"abstract\": \"a\"\n}", "A"},
		{"deep XML", "<feed><entry><title>" + strings.Repeat("<b>", 1000) + "</title></entry><entry><title>B</title></entry></feed>", "B#stdin:1: elements nested too deep"},
		{"entity bomb", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed><entry><title>A &b;</title><summary>s</summary></entry></feed>`, "A &b;"},
		{"XML cut off", "<feed><entry><title>A</title></entry>\n<entry><title>B", "A#stdin:2: the file ends within this record"},
		{"XML in Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><feed><entry><title>caf\xe9</title></entry></feed>", "café"},
		{"XML control characters", "<feed><entry><title>A\x01B</title></entry></feed>", "A\uFFFDB"},
		{"TEI", "<?xml version='1.0'?>\n<TEI><teiHeader/></TEI>", "#stdin: unknown format: TEI"},
		{"HTML", "<!DOCTYPE html><html><p>x</p></html>", "#stdin: unknown format: a web page"},
		{"LaTeX", "\\documentclass{article}\n\\begin{document}", "#stdin: unknown format: the LaTeX source"},
		{"source code", "package x\n\nfunc f() {\n\treturn;\n}\n", "#stdin: unknown format"},
		{"CSV with semicolons", "\xef\xbb\xbfTitle;Abstract\r\n\"A;A\";\"x\r\ny\"\r\n", "A;A"},
		{"CSV with an open quote", "title,abstract\nA,a\nB,\"b\nC,c\n", "A|C#stdin:3: a quote opened in this row is never closed"},
		{"RIS cut off", "TY  - JOUR\nTI  - A", "A"},
		{"BibTeX on one line", "@article{a,title={A},abstract={a}}\n@article{b,title={B},abstract={b}}", "A|B"},
		{"BibTeX in parentheses", "@article(a, title = {A}, abstract = \"a \\\"quoted\\\" word\")", "A"},
		{"YAML broken", "---\ntitle: [\nabstract: x\n---\n", "#stdin:1: broken YAML"},
		{"front matter without end", "---\ntitle: A\nabstract: x\n", "A"},
		{"title of control characters", "{\"title\":\"\\u0002{}\"}", "#stdin:1: no title and no abstract here"},
		{"id of a prefix alone", `{"id":"https://openalex.org/","title":"A title"}`, `#stdin:1: its id "https://openalex.org/" names no paper`},
		{"long abstract", `{"title":"A","abstract":"` + strings.Repeat("word ", 14<<10) + `"}` + "\n" + twoLines, "A|B#stdin:1: skipped: its abstract has 70 KiB, and no abstract has more than 64 KiB"},
		{"long title", `{"title":"` + strings.Repeat("word ", 14<<10) + `x","abstract":"a"}` + "\n" + twoLines, "A|B#stdin:1: skipped: its title has 71681 bytes"},
		{"hostile title", `{"title":"\u001b[31mred</script>=cmd"}`, "[31mred</script>=cmd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			papers, faults := readFrom(t, strings.NewReader(c.input), Options{})
			wantTitles, wantFaults, faulty := strings.Cut(c.want, "#")
			if got := titles(papers); got != wantTitles {
				t.Errorf("titles %q, want %q", got, wantTitles)
			}
			if faulty != (len(faults) == 1) || faulty && !strings.HasPrefix(faults[0], wantFaults) {
				t.Errorf("faults %q, want one with %q", faults, wantFaults)
			}
		})
	}
}

// TestBomb reads a file that unpacks to more than a disk could hold up to the
// point where it is known for one.
func TestBomb(t *testing.T) {
	size := 400 // MiB
	if *full {
		size = 4096
	}
	for name, pack := range map[string]func(w io.Writer) io.WriteCloser{
		"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"zstd": func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("unpacks 256 MiB")
			}
			var bomb bytes.Buffer
			w := pack(&bomb)
			io.WriteString(w, twoLines)
			io.Copy(w, repeat(strings.Repeat("\n", 1<<20), size))
			io.WriteString(w, `{"title":"C"}`)
			w.Close()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			papers, faults := readFrom(t, &bomb, Options{})
			runtime.ReadMemStats(&after)
			if got := titles(papers); got != "A|B" {
				t.Errorf("titles %s", got)
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 64 {
				t.Errorf("allocated %d MB in all", used)
			}
			if len(faults) != 1 || !strings.Contains(faults[0], "a bomb: it unpacks to more than 200 times its size") {
				t.Errorf("faults %q", faults)
			}
		})
	}
}

// TestTruncatedGzip keeps what stands before the end.
func TestTruncatedGzip(t *testing.T) {
	var lines strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&lines, "{\"title\":\"title %d of many %d\",\"abstract\":\"x\"}\n", i, i*7919)
	}
	whole := gzipped(lines.String())
	papers, faults := readFrom(t, strings.NewReader(whole[:len(whole)/2]), Options{})
	if len(papers) < 1000 || len(papers) > 4000 || len(faults) != 1 || !strings.Contains(faults[0], "cut off") {
		t.Errorf("%d papers, faults %q", len(papers), faults)
	}
}

// repeat reads a text n times over, without holding it.
func repeat(text string, n int) io.Reader {
	return &repeated{text: []byte(text), left: n}
}

type repeated struct {
	text []byte
	at   int
	left int
}

func (r *repeated) Read(b []byte) (n int, err error) {
	for n < len(b) && r.left > 0 {
		m := copy(b[n:], r.text[r.at:])
		n += m
		if r.at += m; r.at == len(r.text) {
			r.at = 0
			r.left--
		}
	}
	if n == 0 {
		err = io.EOF
	}
	return n, err
}

var full = flag.Bool("full", false, "read records of 1 GiB and bombs of 4 GiB")

// TestLongRecord skips a record of 30 or 100 MB in every format, -short one of
// 4 MB, -full one of 1 GiB, in bounded memory, and reads the record after it.
func TestLongRecord(t *testing.T) {
	const mb = 1 << 20
	size := func(format string) int {
		switch {
		case testing.Short():
			return 4 * mb
		case *full:
			return 1 << 30
		case format == "jsonl":
			return 100 * mb
		}
		return 30 * mb // the others take longer
	}
	filler := strings.Repeat("word ", 200)
	for _, c := range []struct{ format, before, after string }{
		{"jsonl", `{"title":"A"}` + "\n" + `{"title":"`, `"}` + "\n" + `{"title":"B"}`},
		{"json", `[{"title":"A"},{"title":"`, `"},{"title":"B"}]`},
		{"atom", "<feed><entry><title>A</title></entry><entry><title>", "</title></entry><entry><title>B</title></entry></feed>"},
		{"oai", "<record><title>A</title></record><record><title>", "</title></record><record><title>B</title></record>"},
		{"acl", "<paper><title>A</title></paper><paper><title>", "</title></paper><paper><title>B</title></paper>"},
		{"bibtex", "@a{a,title={A}}\n@a{a,title={", "}}\n@a{b,title={B}}"},
		{"ris", "TY  - J\nTI  - A\nER  - \nTY  - J\nTI  - ", "\nER  - \nTY  - J\nTI  - B\nER  - "},
		{"nbib", "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - ", "\n\nPMID- 3\nTI  - B"},
		{"csv", "title,abstract\nA,a\n", ",x\nB,b"},
		{"tsv", "title\tabstract\nA\ta\n\"", "\"\tx\nB\tb"},
		{"daily-papers", "Subscribe\n\nA\n\nan abstract\n\n", "\n\nB\n\nan abstract"},
		{"markdown", "# A\n\nAbstract: a\n\n# Long\n", "\n\n# B\n\nAbstract: b"},
		{"text", "A\n\nThis is an abstract.\n\n", "\n\nB\n\nThis is an abstract."},
	} {
		t.Run(c.format, func(t *testing.T) {
			input := io.MultiReader(strings.NewReader(c.before), repeat(filler, size(c.format)/len(filler)), strings.NewReader(c.after))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			papers, faults := readFrom(t, input, Options{Format: c.format, MaxRecord: mb})
			runtime.ReadMemStats(&after)
			if got := titles(papers); got != "A|B" {
				t.Errorf("titles %.200q, want A|B", got)
			}
			if len(faults) != 1 || !strings.HasSuffix(faults[0], "skipped a record of more than 1 MiB") {
				t.Errorf("faults %.200q", faults)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 16*mb {
				t.Errorf("allocated %d MB in all", used/mb)
			}
		})
	}
}

// TestManyRecords reads 20 MB of records, -short 2 MB, in every format: what is
// held at the end is no more than near the beginning.
func TestManyRecords(t *testing.T) {
	size := 20 << 20
	if testing.Short() {
		size = 2 << 20
	}
	abstract := strings.Repeat("A sentence of an abstract that holds nothing. ", 20)
	for _, c := range []struct{ format, before, record, after string }{
		{"jsonl", "", `{"title":"A","abstract":"` + abstract + `"}` + "\n", ""},
		{"json", `{"papers":[`, `{"title":"A","abstract":"` + abstract + `"},`, `]}`},
		{"json", `{`, `"2401.00001":{"title":"A","abstract":"` + abstract + `"},`, `}`},
		{"atom", "<feed>", "<entry><title>A</title><summary>" + abstract + "</summary></entry>\n", "</feed>"},
		{"oai", "<OAI-PMH>", "<record><title>A</title><abstract>" + abstract + "</abstract></record>\n", "</OAI-PMH>"},
		{"acl", "<volume>", "<paper id='1'><title>A</title><abstract>" + abstract + "</abstract></paper>\n", "</volume>"},
		{"bibtex", "@proceedings{p, year=2024}\n", "@a{a, title={A}, abstract={" + abstract + "}}\n", ""},
		{"ris", "", "TY  - J\nTI  - A\nAB  - " + abstract + "\nER  - \n", ""},
		{"nbib", "", "PMID- 1\nTI  - A\nAB  - " + abstract + "\n\n", ""},
		{"csv", "title,abstract\n", `A,"` + abstract + `"` + "\n", ""},
		{"daily-papers", "Subscribe\n\n", "A\n\n" + abstract + "\n\n", ""},
		{"markdown", "", "# A title\n\nAbstract: " + abstract + "\n\n", ""},
		{"text", "", "A title\n\n" + abstract + "\n\n", ""},
	} {
		t.Run(c.format, func(t *testing.T) {
			total := size / len(c.record)
			input := io.MultiReader(strings.NewReader(c.before), repeat(c.record, total), strings.NewReader(c.after))
			r, err := NewReader([]string{"-"}, input, Options{Format: c.format})
			if err != nil {
				t.Fatal(err)
			}
			n, early := 0, uint64(0)
			for p, err := range r.Papers(context.Background()) {
				if err != nil || p.Abstract == "" {
					t.Fatalf("record %d: %+v, %v", n, p, err)
				}
				if n++; n == total/10 {
					early = held()
				}
			}
			if n != total {
				t.Fatalf("%d papers, want %d", n, total)
			}
			if late := held(); late > early+256<<10 {
				t.Errorf("%d kB held after a tenth, %d kB at the end", early>>10, late>>10)
			}
		})
	}
}

// A record just within the limit costs no more for being in many pieces.
func TestManyPieces(t *testing.T) {
	n := 2 << 20
	if testing.Short() {
		n = 1 << 18
	}
	for format, text := range map[string]string{
		"nbib":         "PMID- 1\nTI  - A\n" + strings.Repeat(" x\n", n) + "\nPMID- 2\nTI  - B",
		"ris":          "TY  - J\nTI  - A\n" + strings.Repeat(" x\n", n) + "ER  - \nTY  - J\nTI  - B\nER  - ",
		"bibtex":       "@a{a,title=A" + strings.Repeat("#a", n) + "}\n@a{b,title={B}}",
		"markdown":     "# A\n\nabstract: x\n\n" + strings.Repeat("#", 2*n) + "\n\n# B\n\nabstract: y\n",
		"daily-papers": "Subscribe\n\nA\n\nx\n\n" + strings.Repeat(strings.Repeat("word ", 61)+"end.\n\n", n/100) + "B\n\nan abstract",
	} {
		t.Run(format, func(t *testing.T) {
			papers, _ := readFrom(t, strings.NewReader(text), Options{Format: format})
			if len(papers) == 0 || papers[len(papers)-1].Title != "B" {
				t.Errorf("%d papers", len(papers))
			}
		})
	}
}

// held is how many bytes of the heap are in use.
func held() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestFolder walks a folder with a loop of links, hidden files and a faulty one.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("b.jsonl", `{"title":"B"}`)
	write("a/2.jsonl.gz", gzipped(`{"title":"A2"}`))
	write("a/1.txt", `{"title":"A1"}`)
	write("a/photo.jpg", "\xff\xd8\xff\x00")
	write(".git/config", "x")
	write(".hidden", "x")
	write("my.rules/x.yaml", "a: b")
	write("x.db", "SQLite format 3\x00")
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Skip(err)
	}
	os.Symlink(filepath.Join(dir, "b.jsonl"), filepath.Join(dir, "c.link"))
	os.Symlink("nowhere", filepath.Join(dir, "d.link"))
	missing := filepath.Join(dir, "missing")
	r, err := NewReader([]string{missing, dir, "-"}, strings.NewReader(`{"title":"S"}`),
		Options{Aside: []string{filepath.Join(dir, "my.rules"), filepath.Join(dir, "a", "..", "x.db"), "no such"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, known := r.Size(); known {
		t.Error("the size of a stream is known")
	}
	var papers []*Paper
	var faults []string
	for p, err := range r.Papers(context.Background()) {
		if err != nil {
			faults = append(faults, strings.TrimPrefix(err.Error(), dir+"/"))
		} else {
			papers = append(papers, p)
		}
	}
	if got := titles(papers); got != "A1|A2|B|B|S" {
		t.Errorf("titles %s", got)
	}
	want := []string{"missing: no such file or directory", "a/photo.jpg: a binary file, not text", "d.link: no such file or directory"}
	if strings.Join(faults, "|") != strings.Join(want, "|") {
		t.Errorf("faults %q, want %q", faults, want)
	}
}

// TestProgress counts the bytes of the files as they are.
func TestProgress(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.gz")
	data := gzipped(strings.Repeat(twoLines, 1000))
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := NewReader([]string{path, path}, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range r.Papers(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if size, known := r.Size(); !known || size != int64(2*len(data)) || r.BytesRead() != size {
		t.Errorf("read %d of %d bytes", r.BytesRead(), size)
	}
}

// TestStop ends on a break, and soon after its context is done, be it in the
// middle of an endless line.
func TestStop(t *testing.T) {
	r, _ := NewReader([]string{"-"}, repeat(twoLines, 1<<30), Options{})
	n := 0
	for range r.Papers(context.Background()) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	r, _ = NewReader([]string{"-"}, io.MultiReader(strings.NewReader(`{"title":"`), repeat("x", 1<<50)), Options{Format: "jsonl"})
	var last error
	for _, err := range r.Papers(ctx) {
		last = err
	}
	if !errors.Is(last, context.DeadlineExceeded) {
		t.Errorf("ended with %v", last)
	}
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		opt  Options
		want string
	}{
		{Options{Format: "xlsx"}, `unknown input format "xlsx"; known are json, jsonl,`},
		{Options{Map: map[string]string{"tittle": "x"}}, `cannot map "tittle"; fields are abstract, authors,`},
	} {
		if _, err := NewReader(nil, nil, c.opt); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

// A field of Options.Map comes before the usual names, and must be in the file.
func TestMap(t *testing.T) {
	for _, c := range []struct{ name, input, title, abstract, want string }{
		{"mapped", `{"headline":"A","body":"a"}`, "headline", "body", "A: a"},
		{"mapped first", `{"title":"B","headline":"A","body":"a","abstract":"b"}`, "headline", "body", "A: a"},
		{"else the usual", `{"title":"B","abstract":"b"}` + "\n" + `{"headline":"A","body":"a"}`, "headline", "body", "B: b|A: a"},
		{"else the usual where it is null", `{"title":"B","headline":null,"body":"a"}`, "headline", "body", "B: a"},
		{"absent", `{"id":"x","title":"A","abstract":"a"}`, "title", "summary", `#stdin: no record has a field "summary" (fields here: id, title, abstract); mend --map: nothing of it was read`},
		{"absent, in an array", `[{"title":"A"},{"title":"B"}]`, "title", "content.text", `#stdin: no record has a field "content.text" (fields here: title)`},
		{"within", `[{"title":"A","content":{"text":"a"}}]`, "title", "content.text", "A: a"},
		{"Python", `{'title': 'A', 'body': 'a'}`, "title", "body", "A: a"},
		{"absent, in Python", `{'title': 'A', 'text': 'a'}`, "title", "body", `#stdin: no record has a field "body" (fields here: title, text)`},
		{"late", strings.Repeat(`{"title":"A"}`+"\n", heldRecords-1) + `{"body":"b"}`, "title", "body", strings.Repeat("A: |", heldRecords-1) + "b: b"},
		{"too late", strings.Repeat(`{"title":"A"}`+"\n", heldRecords) + `{"body":"b"}`, "title", "body", `#stdin: none of the first 1000 records has a field "body"`},
		{"absent column of a table without abstract", "title,text\nA,a\n", "title", "body", `#stdin:1: no record has a field "body" (fields here: title, text)`},
		{"column", "headline,body,abstract\nA,a,b\nB,,b\n", "Headline", "body", "A: a|B: b"},
		{"absent column", "title, abstract\nA,a\n", "title", "body", `#stdin:1: no record has a field "body" (fields here: title, abstract)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _ := NewReader([]string{"-"}, strings.NewReader(c.input), Options{Map: map[string]string{"title": c.title, "abstract": c.abstract}})
			var papers []string
			faults := ""
			for p, err := range r.Papers(context.Background()) {
				if err != nil {
					faults += "#" + err.Error()
				} else {
					papers = append(papers, p.Title+": "+p.Abstract)
				}
			}
			if got := strings.Join(papers, "|") + faults; !strings.HasPrefix(got, c.want) {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// BenchmarkJSONLines reads lines of the shape of the arXiv snapshot.
func BenchmarkJSONLines(b *testing.B) {
	line := `{"id":"1706.03762","authors":"` + strings.Repeat("x ", 100) + `","title":"Attention Is All\n  You Need","comments":null,"abstract":"  ` +
		strings.Repeat("A model of attention\\nalone. ", 40) + `","versions":[{"version":"v1","created":"Mon, 12 Jun 2017 17:57:34 GMT"}],"update_date":"2023-08-03"}` + "\n"
	for _, decode := range []bool{false, true} {
		b.Run(fmt.Sprintf("decode=%v", decode), func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			r, _ := NewReader([]string{"-"}, repeat(line, b.N), Options{})
			for rec, err := range r.Records(context.Background()) {
				if err == nil && decode {
					_, err = rec.Paper()
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
