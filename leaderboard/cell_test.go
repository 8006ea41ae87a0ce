package leaderboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"claimboard/extract"
)

// Each rendering is read back, by another program's eyes where there is one:
// the cells must be those that went in.

// sheetOf makes a sheet of texts, two columns wide.
func sheetOf(a, b string) Sheet {
	return Sheet{
		Columns: []Column{{Name: "left", Key: true, Least: 8}, {Name: "right", Least: 8}},
		Lines:   []Line{{Cells: []Cell{text(a), text(b)}}, {Cells: []Cell{text(b), text(a)}}},
	}
}

func trimmed(s string) string { return strings.TrimSpace(plain(s)) }

// seeds are texts that break renderings which trust them.
var seeds = []string{
	"", " ", "MuMath-Code-7B", "a|b", `a\|b`, `a\`, "`a`", "**a**", "[a](javascript:alert(1))", "![](http://x/)", "<img src=x onerror=alert(1)>",
	"</script><script>alert(1)</script>", "=1+1", "+1", "-1", "-21.7%", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "a\nb", "a\r\nb", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07",
	"\u202Egnp.exe", "\u2066x\u2069", "\x00", "\xff\xfe", "漢字かな", "👩‍👩‍👧", "e\u0301", "100%", "$x_1^2$", "\\input{/etc/passwd}", "#1 & {2}", "~", `"quoted"`, "a,b", "\u2028", "\u0085",
	"*", "[x]", "\uFEFFx", "-- a", "&lt;", "-", "--", "| --- |", strings.Repeat("long ", 100), strings.Repeat("字", 100),
}

func check(t *testing.T, a, b string, parse func(t *testing.T, out string) [][]string, write func(*bytes.Buffer, Sheet) error) {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, sheetOf(a, b)); err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(out.Bytes()) {
		t.Errorf("not UTF-8: %q", out.String())
	}
	for _, r := range out.String() {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || isDeceptive(r)) {
			t.Errorf("%q lets %U through", out.String(), r)
		}
	}
	got := parse(t, out.String())
	want := [][]string{{trimmed(a), trimmed(b)}, {trimmed(b), trimmed(a)}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("cells %q, want %q, from %s", got, want, out.String())
	}
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, parseMarkdown, func(w *bytes.Buffer, s Sheet) error { return WriteMarkdown(w, []Sheet{s}) })
}

func FuzzLaTeX(f *testing.F) {
	fuzz(f, parseLaTeX, func(w *bytes.Buffer, s Sheet) error { return WriteLaTeX(w, []Sheet{s}) })
}

func FuzzHTML(f *testing.F) {
	fuzz(f, parseHTML, func(w *bytes.Buffer, s Sheet) error { return WriteHTML(w, "t", []Sheet{s}) })
}

func FuzzCSV(f *testing.F) {
	fuzz(f, parseCSV, func(w *bytes.Buffer, s Sheet) error { return Delimited{}.WriteSheet(w, s) })
}

func FuzzTSV(f *testing.F) {
	fuzz(f, parseTSV, func(w *bytes.Buffer, s Sheet) error { return Delimited{Tab: true}.WriteSheet(w, s) })
}

func fuzz(f *testing.F, parse func(*testing.T, string) [][]string, write func(*bytes.Buffer, Sheet) error) {
	for i, s := range seeds {
		f.Add(s, seeds[(i+7)%len(seeds)])
	}
	f.Fuzz(func(t *testing.T, a, b string) { check(t, a, b, parse, write) })
}

func parseCSV(t *testing.T, out string) [][]string {
	lines, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return unquoted(t, lines)
}

func parseTSV(t *testing.T, out string) [][]string {
	var lines [][]string
	for _, l := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
		lines = append(lines, strings.Split(l, "\t"))
	}
	return unquoted(t, lines)
}

// unquoted takes away the mark before formulas, and none may be left.
func unquoted(t *testing.T, lines [][]string) [][]string {
	for _, l := range lines[1:] {
		for i, c := range l {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) && !plainNumber.MatchString(c) {
				t.Errorf("%q is a formula", c)
			}
			if isFormula(c) {
				c = c[1:]
			}
			l[i] = strings.TrimSpace(c)
		}
	}
	return lines[1:]
}

func parseMarkdown(t *testing.T, out string) [][]string {
	var lines [][]string
	for n, l := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
		if n < 2 {
			continue // header and rule
		}
		var cells []string
		var cell strings.Builder
		for i := 0; i < len(l); i++ {
			switch {
			case l[i] == '\\' && i+1 < len(l):
				i++
				cell.WriteByte(l[i])
			case l[i] == '|':
				cells = append(cells, html.UnescapeString(strings.TrimSpace(cell.String())))
				cell.Reset()
			case strings.IndexByte("<>[]`$", l[i]) >= 0:
				t.Errorf("%q is live in %q", l[i], l)
			default:
				cell.WriteByte(l[i])
			}
		}
		lines = append(lines, cells[1:])
	}
	return lines
}

func parseLaTeX(t *testing.T, out string) [][]string {
	_, body, _ := strings.Cut(out, "\\midrule\n")
	body, _, ok := strings.Cut(body, "\\bottomrule\n")
	if !ok {
		t.Fatalf("no rules in %q", out)
	}
	back := strings.NewReplacer(
		`\textbackslash{}`, `\`, `\{`, `{`, `\}`, `}`, `\$`, `$`, `\&`, `&`, `\%`, `%`, `\#`, `#`, `\_`, `_`,
		`\textasciitilde{}`, `~`, `\textasciicircum{}`, `^`, `\textless{}`, `<`, `\textgreater{}`, `>`, `\textbar{}`, `|`,
		`\char34{}`, `"`, "{[}", "[", "{*}", "*",
		`$\geq$`, "≥", `$\leq$`, "≤", `$\approx$`, "≈", `$\uparrow$`, "↑", `$\downarrow$`, "↓", `$\Delta$`, "Δ",
		`\dag{}`, "†", `\ddag{}`, "‡", `\S{}`, "§", `\P{}`, "¶", `$\cdot$`, "·", `$\star$`, "★", `\textendash{}`, "–")
	var lines [][]string
	for _, l := range strings.Split(strings.TrimSuffix(body, "\n"), "\n") {
		cells := strings.Split(strings.TrimSuffix(l, " \\\\"), " & ")
		for i, c := range cells {
			cells[i] = strings.TrimSpace(back.Replace(strings.TrimPrefix(c, "")))
		}
		lines = append(lines, cells)
	}
	return lines
}

// parseHTML reads the page as a browser would, and wants no element or
// attribute in it but ours.
func parseHTML(t *testing.T, out string) [][]string {
	doc, err := html.Parse(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.Contains(strings.ToLower(a.Val), "javascript:") {
					t.Errorf("attribute %s=%q", a.Key, a.Val)
				}
			}
			switch n.Data {
			case "img", "iframe", "input", "form", "svg":
				t.Errorf("element %s", n.Data)
			case "tr":
				lines = append(lines, nil)
			case "td":
				lines[len(lines)-1] = append(lines[len(lines)-1], textOf(n))
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return lines[1:]
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var s string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s += textOf(c)
	}
	return s
}

// A table shortens, so it cannot be read back: but it must stay in its width,
// in its lines, and free of what moves a terminal's cursor.
func FuzzTable(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, seeds[(i+3)%len(seeds)], 80)
	}
	f.Add("a", "b", 24)
	f.Fuzz(func(t *testing.T, a, b string, width int) {
		width = 24 + int(uint(width)%200)
		var out bytes.Buffer
		if err := WriteTable(&out, []Sheet{sheetOf(a, b)}, Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		if len(lines) != 4 {
			t.Errorf("%d lines: %q", len(lines), out.String())
		}
		for _, l := range lines {
			if w := twwidth.Width(l); w > width {
				t.Errorf("width %d > %d: %q", w, width, l)
			}
			for _, r := range l {
				if unicode.IsControl(r) || isDeceptive(r) {
					t.Errorf("%U in %q", r, l)
				}
			}
		}
	})
}

// Every real board must fit, at any width that people use.
func TestTablesFit(t *testing.T) {
	for name, report := range views() {
		for _, width := range []int{60, 72, 80, 100, 132, 200} {
			var out bytes.Buffer
			if err := report.Write(&out, "table", Style{Width: width}, Delimited{}); err != nil {
				t.Fatal(err)
			}
			for _, l := range strings.Split(out.String(), "\n") {
				if w := twwidth.Width(l); w > width && !strings.HasPrefix(l, "    ") {
					t.Errorf("%s at %d: width %d: %s", name, width, w, l)
				}
			}
		}
	}
}

func TestDecimalPointsAlign(t *testing.T) {
	b := one(t, Options{}, c("漢字模型", "GSM8K", "84.1%"), c("e\u0301", "GSM8K", "9.25%"), c("👩‍👩‍👧", "GSM8K", "100%").bound(extract.AtLeast))
	var out bytes.Buffer
	if err := WriteTable(&out, []Sheet{b.Sheet(false)}, Style{}); err != nil {
		t.Fatal(err)
	}
	columns := map[int]bool{}
	for _, l := range strings.Split(out.String(), "\n") {
		for _, whole := range []string{"84", "  9", "≥ 100"} {
			if before, _, ok := strings.Cut(l, whole); ok && !strings.Contains(l, "value") {
				columns[twwidth.Width(before+whole)] = true
			}
		}
	}
	if len(columns) != 1 {
		t.Errorf("whole parts end at %v:\n%s", columns, out.String())
	}
}

// anyRecord draws a record whose text may be anything.
func anyRecord(t *rapid.T) extract.Record {
	s := func(name string) string {
		return rapid.OneOf(rapid.String(), rapid.SampledFrom(seeds)).Draw(t, name)
	}
	r := extract.Record{
		ClaimID: s("claim"), PaperID: s("paper"), Title: s("title"), URL: s("url"), Published: s("published"), Method: s("method"),
		Benchmark: s("benchmark"), Metric: s("metric"), MetricImplied: rapid.Bool().Draw(t, "implied"),
		Value: rapid.Float64Range(-1e9, 1e9).Draw(t, "value"), ValueText: s("text"), Unit: s("unit"), Kind: s("kind"),
		Relative: rapid.Bool().Draw(t, "relative"), Bound: s("bound"), Role: s("role"), Versus: s("versus"), Setting: s("setting"),
		Rule: s("rule"), Sentence: s("sentence"), Start: rapid.IntRange(0, 9999).Draw(t, "start"), End: rapid.IntRange(0, 9999).Draw(t, "end"), Source: s("source"),
	}
	if rapid.Bool().Draw(t, "range") {
		low := rapid.Float64Range(-1e9, 1e9).Draw(t, "low")
		r.Low = &low
	}
	return r
}

// readBack gives a record's cells as a file must hold them.
func readBack(r *extract.Record) []string {
	var out []string
	for _, c := range recordCells(r) {
		if !c.Numeric {
			c.Text = plain(c.Text)
		}
		out = append(out, c.Text)
	}
	return out
}

func TestExportReadsBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := anyRecord(rt)
		seq := slices.Values([]extract.Record{r})
		var out bytes.Buffer
		if err := ExportDelimited(&out, seq, Delimited{Raw: true}); err != nil {
			rt.Fatal(err)
		}
		lines, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		if !slices.Equal(lines[0], Columns) || !slices.Equal(lines[1], readBack(&r)) {
			rt.Errorf("csv %q\nwant %q", lines[1], readBack(&r))
		}
		out.Reset()
		if err := ExportDelimited(&out, seq, Delimited{Raw: true, Tab: true}); err != nil {
			rt.Fatal(err)
		}
		if got := strings.Split(strings.Split(out.String(), "\n")[1], "\t"); !slices.Equal(got, readBack(&r)) {
			rt.Errorf("tsv %q\nwant %q", got, readBack(&r))
		}
		out.Reset()
		if err := ExportJSONL(&out, seq); err != nil {
			rt.Fatal(err)
		}
		var back extract.Record
		if err := json.Unmarshal(out.Bytes(), &back); err != nil {
			rt.Fatal(err)
		}
		if i := bytes.IndexFunc(out.Bytes(), jsonEscaped); i >= 0 {
			rt.Errorf("%q at %d", out.String(), i)
		}
		if back.Title != string([]rune(r.Title)) || back.Sentence != string([]rune(r.Sentence)) || back.Value != r.Value || (back.Low == nil) != (r.Low == nil) {
			rt.Errorf("json %+v\nwant %+v", back, r)
		}
	})
}

// Whatever the records and their order, the boards hold each paper's claims once.
func TestBuildIsPure(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rs := rapid.SliceOfN(rapid.Custom(someClaim), 0, 30).Draw(rt, "records")
		o := Options{Kind: All, All: true, BySetting: rapid.Bool().Draw(rt, "by setting")}
		mixed := rapid.Permutation(rs).Draw(rt, "order")
		a, b := Build(slices.Values(rs), set, o), Build(slices.Values(mixed), set, o)
		x, y := asJSON(rt, a), asJSON(rt, b)
		if x != y {
			rt.Fatalf("order matters:\n%s\n%s", x, y)
		}
		agree(rt, a, Overview(slices.Values(mixed), set, o))
	})
}

// agree checks that an overview says of each board what the board says.
func agree(t *rapid.T, boards []Board, all []Summary) {
	if len(boards) != len(all) {
		t.Fatalf("%d boards, %d summaries", len(boards), len(all))
	}
	find := func(s *Summary) *Board {
		for i := range boards {
			if boards[i].compareName(s.board()) == 0 {
				return &boards[i]
			}
		}
		t.Fatalf("no board of %+v", s)
		return nil
	}
	for i := range all {
		s, b := &all[i], find(&all[i])
		if s.Papers != b.Papers || (s.Best != nil) != (b.Ranked > 0) {
			t.Fatalf("summary %+v\nboard %+v", s, b)
		}
		if s.Best != nil && (s.Best.ClaimID != b.Rows[0].ClaimID || s.Best.Common != b.Rows[0].Common) {
			t.Fatalf("best %+v\nboard %+v", s.Best, b.Rows[0])
		}
		if last := len(b.Rows) - 1; s.Best != nil && s.Papers == 1 && last == 0 && *s.Last > s.Best.Common && s.Direction == Higher {
			t.Fatalf("last %v, board %+v", *s.Last, b.Rows)
		}
	}
}

func someClaim(t *rapid.T) extract.Record {
	r := extract.Record(c(rapid.SampledFrom([]string{"A", "a", "B-7B", "B 7b", "C"}).Draw(t, "method"),
		rapid.SampledFrom([]string{"GSM8K", "gsm-8k", "MATH"}).Draw(t, "benchmark"),
		rapid.SampledFrom([]string{"84.1%", "0.84", "84", "84.10", "1", "0.5", "12.5%"}).Draw(t, "value")))
	r.PaperID = rapid.SampledFrom([]string{"p1", "p2", "p3"}).Draw(t, "paper")
	r.Metric = rapid.SampledFrom([]string{"accuracy", "WER", "zest"}).Draw(t, "metric")
	r.Kind = rapid.SampledFrom([]string{extract.Score, extract.Score, extract.Delta}).Draw(t, "kind")
	r.Role = rapid.SampledFrom([]string{extract.Proposed, extract.Evaluated, extract.Baseline}).Draw(t, "role")
	r.Bound = rapid.SampledFrom([]string{extract.Exact, extract.AtLeast, extract.AtMost, extract.Approx}).Draw(t, "bound")
	r.Setting = rapid.SampledFrom([]string{"", "5-shot", "5 shot", "zero-shot"}).Draw(t, "setting")
	r.Published = rapid.SampledFrom([]string{"", "2024", "2024-05-01", "2023-01"}).Draw(t, "published")
	r.Start = rapid.IntRange(0, 1e9).Draw(t, "start")
	r.ClaimID = r.PaperID + strings.Repeat("x", r.Start%7) + Number(float64(r.Start))
	return r
}

func asJSON(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
