package paper

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// shared is where the collection of real files is, if it is there.
const shared = "../../../shared"

func sharedFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(shared, name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no " + path)
	}
	return path
}

// readAll reads papers and errors apart.
func readAll(t *testing.T, opt Options, inputs ...string) (papers []*Paper, faults []error) {
	t.Helper()
	r, err := NewReader(inputs, os.Stdin, opt)
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range r.Papers(context.Background()) {
		if err != nil {
			faults = append(faults, err)
		} else {
			papers = append(papers, p)
		}
	}
	return papers, faults
}

// TestRealFiles counts the papers of each real file, those that have an
// abstract, and the records that cannot be read.
func TestRealFiles(t *testing.T) {
	for _, c := range []struct {
		file                     string
		papers, abstract, faults int
	}{
		{"seeds/001_dcb08d424163a0f3.txt", 95, 95, 0},
		{"seeds/002_aaf612fd814967c4.txt", 83, 83, 0},
		{"seeds/003_114b20fda176f5b7.txt", 79, 79, 0},
		{"gold/seeds.papers.jsonl", 206, 206, 0},
		{"gold/dev.papers.jsonl", 640, 640, 0},
		{"corpus/abstracts.jsonl.zst", 29752, 29752, 0},
		{"formats/kaggle_arxiv_snapshot.jsonl", 200, 200, 0},
		{"formats/openalex.jsonl", 20, 20, 0},
		{"formats/daily_arxiv_scrapy.jsonl", 371, 371, 0},
		{"formats/daily_reporter_papers.jsonl", 89, 89, 0},
		{"formats/arxiv_daily_pages.json", 422, 422, 0},
		{"formats/ai4chem_month.json", 271, 271, 0},
		{"formats/semantic_scholar_graph_api.json", 40, 39, 0},
		{"formats/paperlists_cvf.json", 643, 643, 0},
		{"formats/paperlists_openreview.json", 418, 418, 0},
		{"formats/pwc_squad.json", 0, 0, 1},
		{"formats/pwc_example.json", 0, 0, 1},
		{"formats/eee.schema.json", 0, 0, 1},
		{"formats/arxiv_atom_api.xml", 2, 2, 0},
		{"formats/arxiv_oai_pmh.xml", 1000, 1000, 0},
		{"formats/acl_anthology.xml", 559, 559, 0},
		{"formats/pmlr_with_abstract.bib", 118, 118, 0},
		{"formats/scopus.ris", 1100, 1097, 0},
		{"formats/semantic_scholar_flat.csv", 1500, 1040, 0},
		{"formats/daily_reporter_README.md", 89, 89, 0},
		{"formats/hot_papers.md", 15, 15, 0},
		{"formats/pmlr_jekyll_post.md", 1, 1, 0},
		{"formats/grobid.tei.xml", 0, 0, 1},
		{"formats/latex_source.tex", 0, 0, 1},
	} {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			papers, faults := readAll(t, Options{}, sharedFile(t, c.file))
			withAbstract := 0
			for _, p := range papers {
				if p.Abstract != "" {
					withAbstract++
				}
			}
			if len(papers) != c.papers || withAbstract != c.abstract || len(faults) != c.faults {
				t.Errorf("got %d papers, %d with abstract, %d faults; want %d, %d, %d; first faults %v",
					len(papers), withAbstract, len(faults), c.papers, c.abstract, c.faults, faults[:min(3, len(faults))])
			}
		})
	}
}

// TestSeeds checks that the three pages hold 206 papers, 42 of them on more than one page.
func TestSeeds(t *testing.T) {
	papers, faults := readAll(t, Options{}, sharedFile(t, "seeds"))
	pages := map[string]int{}
	for _, p := range papers {
		pages[TitleKey(p.Title)]++
	}
	repeated := 0
	for _, n := range pages {
		if n > 1 {
			repeated++
		}
	}
	if len(pages) != 206 || repeated != 42 || len(faults) != 0 {
		t.Errorf("%d papers, %d on more than one page, faults %v; want 206, 42", len(pages), repeated, faults)
	}
}
