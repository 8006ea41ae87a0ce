package audit

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

const header = "claim,paper_id,kind,rule,verdict\n"

// read reads a sheet of ann's, and gives its judgements as "claim verdict reader".
func read(t *testing.T, text string) (*Sheet, []string) {
	t.Helper()
	s, err := ReadSheet(strings.NewReader(text), "s.csv", "ann")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, j := range s.Judgements {
		got = append(got, j.Claim[:2]+" "+string(j.Verdict)+" "+j.Reader)
	}
	return s, got
}

func TestReadSheet(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
		unfilled   []int
		faults     string
	}{
		{name: "as drawn", text: header + "aa0000000000/0000,p,score,r,\n", unfilled: []int{2}},
		{name: "filled", text: header + "aa0000000000/0000,p,score,r,full\nbb0000000000/0000,p,score,r,wrong\n", want: []string{"aa full ann", "bb wrong ann"}},
		{name: "byte order mark and returns", text: "\uFEFF" + strings.ReplaceAll(header, "\n", "\r\n") + "aa0000000000/0000,p,score,r,full\r\n", want: []string{"aa full ann"}},
		{name: "tabs", text: strings.ReplaceAll(header, ",", "\t") + "aa0000000000/0000\tp\tscore\tr\tfull\n", want: []string{"aa full ann"}},
		{name: "semicolons", text: strings.ReplaceAll(header, ",", ";") + "aa0000000000/0000;p, q;score;r;full\n", want: []string{"aa full ann"}},
		{name: "columns moved", text: "note,verdict,Rule,kind,paper_id, claim \nwhy,unclear,r,score,p,aa0000000000/0000\n", want: []string{"aa unclear ann"}},
		{name: "readers named", text: "claim,paper_id,kind,rule,verdict,reader\naa0000000000/0000,p,score,r,full,bob\naa0000000000/0000,p,score,r,found,\n", want: []string{"aa full bob", "aa found ann"}},
		{name: "no newline at the end", text: header + "aa0000000000/0000,p,score,r,found", want: []string{"aa found ann"}},
		{name: "empty rows", text: header + ",,,,\n\n , ,,,\naa0000000000/0000,p,score,r,full\n", want: []string{"aa full ann"}},
		{name: "a short row", text: header + "aa0000000000/0000,p\n", unfilled: []int{2}},
		{name: "lines within cells", text: header + "aa0000000000/0000,\"p\n\nq\",score,r,full\nbb0000000000/0000,p,score,r,fine\n", want: []string{"aa full ann"},
			faults: `s.csv:5: unknown verdict "fine"; write full, found, wrong or unclear`},
		{name: "an id made a number", text: header + "1.2E+11,p,score,r,full\n", faults: `s.csv:2: "1.2E+11" is no claim, which is as in 6b6a54fa493b/9f0c`},
		{name: "twice", text: header + "aa0000000000/0000,p,score,r,full\naa0000000000/0000,p,score,r,\n", want: []string{"aa full ann"},
			faults: "s.csv:3: claim aa0000000000/0000 is in line 2 already"},
		{name: "a quote too many", text: header + "aa0000000000/0000,p\"q,score,r,full\nbb0000000000/0000,p,score,r,full\n", want: []string{"bb full ann"},
			faults: "s.csv:2: bare \" in non-quoted-field"},
		{name: "a quote too few", text: header + "aa0000000000/0000,p,score,r,full\nbb0000000000/0000,\"p,score,r,full\n", want: []string{"aa full ann"},
			faults: "s.csv:3: extraneous or missing \" in quoted-field"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, got := read(t, tt.text)
			if !slices.Equal(got, tt.want) || !slices.Equal(s.Unfilled, tt.unfilled) {
				t.Errorf("read %q, unfilled %d; want %q, %d", got, s.Unfilled, tt.want, tt.unfilled)
			}
			if err := errors.Join(s.Faults...); err == nil && tt.faults != "" || err != nil && err.Error() != tt.faults {
				t.Errorf("faults %v, want %s", err, tt.faults)
			}
		})
	}
}

func TestReadSheetRefuses(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", `s.csv:1: no column "claim": this is no sheet of an audit, or its first row is gone`},
		{"claim,paper_id,kind,rule\n", `s.csv:1: no column "verdict": this is no sheet of an audit, or its first row is gone`},
		{header[:len(header)-1] + ",Verdict\n", `s.csv:1: two columns are called "verdict"`},
		{"claim,\"pap\"er_id\n", `s.csv:1: extraneous or missing " in quoted-field`},
	} {
		if _, err := ReadSheet(strings.NewReader(tt.text), "s.csv", "ann"); err == nil || err.Error() != tt.want {
			t.Errorf("%q: %v, want %s", tt.text, err, tt.want)
		}
	}
	if _, err := ReadSheet(iotest.ErrReader(io.ErrUnexpectedEOF), "s.csv", "ann"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
	if testing.Short() {
		return
	}
	if _, err := ReadSheet(zeros{}, "s.csv", "ann"); err == nil || err.Error() != "s.csv: larger than 256 MiB; is this a sheet?" {
		t.Errorf("error %v", err)
	}
}

// zeros is a file without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestUnmarked(t *testing.T) {
	for in, want := range map[string]string{
		"'=1": "=1", "''=1": "'=1", "' =1": " =1", "'-x": "-x", "=1": "=1", "'x": "'x", "'": "'", "": "", "x'=": "x'=",
	} {
		if got := unmarked(in); got != want {
			t.Errorf("unmarked(%q) = %q, want %q", in, got, want)
		}
	}
}

// The published audits can be read, and nobody's verdict is lost.
func TestPublished(t *testing.T) {
	const name = "../../testdata/audit/2026-11-21.csv"
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := ReadSheet(f, name, "")
	if err != nil || len(s.Faults)+len(s.Unfilled) > 0 {
		t.Fatal(err, s.Faults, s.Unfilled)
	}
	r := Sum(s.Judgements)
	if r.All.Judged != 208 || r.All.Unclear != 12 || r.All.Found.Right != 155 || r.All.Full.Right != 98 || len(r.Readers) != 2 || len(r.Pairs) != 0 {
		t.Errorf("%+v", r.All)
	}
}

// Whatever a sheet holds, what is read of it is sound, each claim once a reader.
func FuzzReadSheet(f *testing.F) {
	for _, s := range []string{
		"", header, header + "aa0000000000/0000,p,score,r,full\n", "\uFEFF" + strings.ReplaceAll(header, ",", ";") + ";;;;\n",
		"claim,paper_id,kind,rule,verdict,reader\naa0000000000/0000,'=p,score,r,FOUND ,bob\naa0000000000/0000,p,,,wrong,bob\n",
		header + "aa0000000000/0000,\"p\n\"\"q\",score,r,ful\n1.2E+11,p,score,r,full\n", header + "\"", "claim\tpaper_id\n\x00\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadSheet(strings.NewReader(text), "s.csv", "ann")
		if err != nil {
			if s != nil || !strings.HasPrefix(err.Error(), "s.csv:1: ") {
				t.Errorf("sheet %v, error %v", s, err)
			}
			return
		}
		lines := strings.Count(text, "\n") + 1
		if n := len(s.Judgements) + len(s.Unfilled) + len(s.Faults); n > lines {
			t.Errorf("%d rows of %d lines", n, lines)
		}
		for _, err := range s.Faults {
			if !strings.HasPrefix(err.Error(), "s.csv:") {
				t.Errorf("fault %v", err)
			}
		}
		seen := map[[2]string]bool{}
		for _, j := range s.Judgements {
			if id := [2]string{j.Claim, j.Reader}; seen[id] || !isKey(j.Claim) || j.Reader == "" || !slices.Contains(Verdicts, j.Verdict) {
				t.Errorf("judgement %+v", j)
			} else {
				seen[id] = true
			}
		}
		if r := Sum(s.Judgements); r.All.Full.Right > r.All.Found.Right || r.All.Found.Right > r.All.Judged || r.All.Judged+r.All.Unclear > len(s.Judgements) {
			t.Errorf("sum %+v", r.All)
		}
	})
}
