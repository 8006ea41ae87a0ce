package paper

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// own are the small files of our own writing, one or more a format.
const own = "../../testdata/formats"

// formatOf is the format that each file must be told as.
var formatOf = map[string]string{
	"daily-papers.txt": "daily-papers", "arxiv-snapshot.jsonl": "jsonl", "openalex.jsonl": "jsonl",
	"python-dicts.jsonl": "jsonl", "mapped.jsonl": "jsonl", "semantic-scholar.json": "json",
	"openreview.json": "json", "openreview-notes.json": "json", "hugging-face.json": "json", "csl.json": "json", "by-id.json": "json", "scraper.json": "json",
	"atom.xml": "atom", "oai.xml": "oai", "acl.xml": "acl", "papers.bib": "bibtex", "papers.ris": "ris", "volume.bib": "bibtex", "pubmed.nbib": "nbib", "table.md": "csv", "wrapped.txt": "text", "pages.txt": "daily-papers",
	"papers.csv": "csv", "papers.tsv": "tsv", "digest.md": "markdown", "labelled.md": "markdown",
	"items.md": "markdown", "post.md": "markdown", "list.txt": "text", "2303.08774v6.txt": "text",
}

// optionsOf are the options that a file needs.
var optionsOf = map[string]Options{
	"mapped.jsonl": {Map: map[string]string{"title": "doc.headline", "abstract": "doc.body", "id": "REF", "published": "when"}},
}

// TestFormats compares what is read of each file with testdata/FILE.want:
// papers as JSON, faults as text. RECORD=true rewrites them.
func TestFormats(t *testing.T) {
	entries, err := os.ReadDir(own)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		t.Run(entry.Name(), func(t *testing.T) {
			got := transcript(t, entry.Name())
			want := filepath.Join("testdata", entry.Name()+".want")
			if os.Getenv("RECORD") == "true" {
				if err := os.WriteFile(want, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			data, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, data) {
				t.Errorf("got\n%s\nwant\n%s", got, data)
			}
		})
	}
}

// transcript writes down what is read of a file.
func transcript(t *testing.T, name string) []byte {
	r, err := NewReader([]string{filepath.Join(own, name)}, nil, optionsOf[name])
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for rec, err := range r.Records(context.Background()) {
		if err == nil && rec.Format() != formatOf[name] {
			t.Fatalf("told as %s, want %s", rec.Format(), formatOf[name])
		}
		var p *Paper
		if err == nil {
			p, err = rec.Paper()
		}
		if err != nil {
			out.WriteString(strings.ReplaceAll(err.Error(), filepath.Join(own, name), name) + "\n")
			continue
		}
		p.Source = filepath.Base(p.Source)
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}
