package leaderboard

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"

	"claimboard/extract"
)

// table writes a report at a width; no line may be wider.
func table(t *testing.T, r Report, width int) string {
	t.Helper()
	var out bytes.Buffer
	if err := r.Write(&out, "table", Style{Width: width}, Delimited{}); err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(out.String(), "\n") {
		if twwidth.Width(l) > width {
			t.Errorf("wider than %d: %s", width, l)
		}
	}
	return out.String()
}

// A row is known by its method: titles are shortened and left out before it,
// settings shortened, and only what then has no room is cut.
func TestNamesKeepTheirRoom(t *testing.T) {
	const method = "Qwen2-72B-Instruct + Step-DPO"
	long := c(method, "GSM8K", "94.0%").title("Step-DPO: Step-wise Preference Optimization for Long-chain Reasoning of LLMs").paper("t:49d5277b259e")
	setting := "with eight examples and majority voting over 64 samples"
	for _, test := range []struct {
		name      string
		claim     claim
		width     int
		has, lack string
	}{
		{"the title is shortened", long, 80, "Step-DPO: Step-wise…", ""},
		{"the title is left out", long, 76, method, "title"},
		{"the title has what is left", long, 100, "Step-DPO: Step-wise Preference Optimiza…", ""},
		{"the setting is shortened", long.in(setting), 80, "with eight examples…", "title"},
		{"the setting goes as far as it may", long.in(setting), 72, "with eight… ", "title"},
		{"a sentence of a name leaves the title", c(strings.Repeat("very ", 40)+"long", "GSM8K", "94.0%"), 110, "title", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := table(t, BoardsReport(build(Options{}, test.claim), false), test.width)
			if test.claim.Method == method && !strings.Contains(out, method) {
				t.Errorf("the method is cut:\n%s", out)
			}
			if !strings.Contains(out, test.has) {
				t.Errorf("lacks %q:\n%s", test.has, out)
			}
			if test.lack != "" && strings.Contains(out, test.lack) {
				t.Errorf("has %q:\n%s", test.lack, out)
			}
		})
	}
}

func TestNamesAreCutInTheEnd(t *testing.T) {
	out := table(t, BoardsReport(build(Options{}, c("Qwen2-72B-Instruct + Step-DPO", "GSM8K", "94.0%").in("with eight examples")), false), 60)
	if !strings.Contains(out, "…") || !strings.Contains(out, "Qwen2-72B-Ins") {
		t.Error(out)
	}
}

// Columns stand under each other whatever the script, cut or not.
func TestWideCharactersAlign(t *testing.T) {
	claims := []claim{
		c("深度学习模型", "GSM8K", "84.1%").on("2021").title(strings.Repeat("数学推理", 20)),
		c("한국어-모델 + e\u0301", "GSM8K", "9.25%").on("2022").title("Émile " + strings.Repeat("漢字", 30)),
		c("👩‍👩‍👧 family", "GSM8K", "100%").bound(extract.AtLeast).on("2023").title(strings.Repeat("👩‍🔬", 40)),
		c("plain", "GSM8K", "0.5").on("2024"),
	}
	for width := 50; width < 120; width++ {
		out := table(t, BoardsReport(build(Options{}, claims...), false), width)
		for _, year := range []string{"2022", "2023", "2024"} {
			if a, b := columnOf(t, out, "2021"), columnOf(t, out, year); a != b {
				t.Fatalf("at %d, 2021 stands in column %d, %s in %d:\n%s", width, a, year, b, out)
			}
		}
	}
}

// columnOf is where a text begins in the first line of the table that has it.
func columnOf(t *testing.T, out, text string) int {
	t.Helper()
	for _, l := range strings.Split(out, "\n") {
		if before, _, ok := strings.Cut(l, " "+text+" "); ok {
			return twwidth.Width(before)
		}
	}
	t.Fatalf("no %s in\n%s", text, out)
	return 0
}

// A sheet too wide for one table is cut into several, parted by an empty line,
// each with the methods that have something there.
func TestTablesCutApart(t *testing.T) {
	claims := []claim{c("Everywhere", "GSM8K", "50%"), c("Everywhere", "MATH", "50%"), c("Everywhere", "MNIST", "50%")}
	for _, b := range []string{"GSM8K", "MATH", "MNIST"} {
		claims = append(claims, c("OnlyOn"+b, b, "60%"))
	}
	tables := strings.Split(table(t, CompareReport(build(Options{}, claims...), nil), 34), "\n\n")
	var got []string
	for _, part := range tables {
		if strings.HasPrefix(part, "method") && !strings.HasPrefix(part, "methods across") {
			var names []string
			for _, l := range strings.Split(strings.TrimSpace(part), "\n")[2:] {
				names = append(names, strings.Fields(l)[0])
			}
			got = append(got, strings.Join(names, " "))
		}
	}
	want := []string{"Everywhere OnlyOnGSM8K OnlyOnMATH", "Everywhere OnlyOnMNIST"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q, from\n%s", got, want, strings.Join(tables, "\n\n"))
	}
}

// What is not shown is counted, and a board without rows is no empty table.
func TestRowsNotShownAreCounted(t *testing.T) {
	claims := []claim{
		c("A", "GSM8K", "50%"), c("B", "GSM8K", "60%"), c("C", "GSM8K", "70%"),
		c("D", "GSM8K", "80%").bound(extract.AtMost), c("E", "GSM8K", "90%").role(extract.Baseline),
	}
	for _, test := range []struct {
		name   string
		o      Options
		claims []claim
		want   []string
		lack   string
	}{
		{"all", Options{}, claims, []string{"2 more not ranked; --all lists them"}, "not shown"},
		{"top", Options{Top: 1}, claims, []string{"2 more ranked, not shown", "2 more not ranked; --all lists them"}, ""},
		{"method", Options{Methods: []string{"B"}}, claims, []string{"2 more ranked, not shown"}, ""},
		{"listed", Options{All: true}, claims, []string{"up to", "baseline", "≤ 80%"}, "more not ranked"},
		{"nothing ranks", Options{}, claims[3:], []string{"nothing ranks; --all lists the 2 that may not rank"}, "───"},
		{"no direction", Options{Top: 1}, []claim{c("A", "GSM8K", "1.5").metric("zest"), c("B", "GSM8K", "2.5").metric("zest")}, []string{"1 more not shown"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := table(t, BoardsReport(build(test.o, test.claims...), false), 80)
			for _, want := range test.want {
				if !strings.Contains(out, want) {
					t.Errorf("lacks %q:\n%s", want, out)
				}
			}
			if test.lack != "" && strings.Contains(out, test.lack) {
				t.Errorf("has %q:\n%s", test.lack, out)
			}
			if strings.Contains(out, "\n\n\n") {
				t.Errorf("two empty lines:\n%s", out)
			}
		})
	}
}

// In an overview, a board on which nothing ranks leaves the column of values to
// the values.
func TestOverviewOfUnranked(t *testing.T) {
	claims := records(c("A", "GSM8K", "50%"), c("B", "MATH", "60%").role(extract.Baseline))
	out := table(t, OverviewReport(Overview(slices.Values(claims), set, Options{}), 0), 80)
	if !strings.Contains(out, "1       50%   A") || !strings.Contains(out, "1             (not ranked)") {
		t.Error(out)
	}
	if out := table(t, OverviewReport(nil, 0), 80); out != "" {
		t.Errorf("an overview of nothing is %q", out)
	}
}

// The first boards of an overview are a choice of every format's.
func TestTopOfAnOverview(t *testing.T) {
	claims := records(c("A", "GSM8K", "50%"), c("B", "GSM8K", "60%").paper("2"), c("C", "MATH", "60%"))
	all := Overview(slices.Values(claims), set, Options{})
	report := OverviewReport(all, 1)
	if out := table(t, report, 80); strings.Contains(out, "MATH") || !strings.Contains(out, "\nand 1 more, of no more papers\n") {
		t.Error(out)
	}
	if n := len(report.Data().Lines); n != 1 {
		t.Errorf("%d lines of data", n)
	}
	if out := table(t, OverviewReport(all, 2), 80); strings.Contains(out, "more") || !strings.Contains(out, "MATH") {
		t.Error(out)
	}
}

// Boards without a row to show share a line in every rendering for people.
func TestBoardsWithoutRows(t *testing.T) {
	report := BoardsReport(build(Options{}, c("A", "GSM8K", "50%"), c("B", "GSM8K", "3").metric("WER").role(extract.Baseline), c("C", "MATH", "60%").role(extract.Human)), false)
	for _, format := range []string{"table", "markdown", "html", "latex"} {
		var out bytes.Buffer
		if err := report.Write(&out, format, Style{Width: 120}, Delimited{}); err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(out.String(), "$\\cdot$", "·")
		if !strings.Contains(text, "nothing ranks on GSM8K · WER (1), MATH · accuracy (1); --all lists what is there") ||
			strings.Count(text, "<table")+strings.Count(text, "begin{tabular}")+strings.Count(text, "\n| ---: |")+strings.Count(text, "──  ─")/4 > 1 {
			t.Errorf("%s:\n%s", format, text)
		}
	}
}

// A comparison has a column a benchmark: the metric on which most rank.
func TestMainBoards(t *testing.T) {
	boards := build(Options{}, c("A", "GSM8K", "50%"), c("B", "GSM8K", "60%").paper("2"), c("A", "GSM8K", "3").metric("WER"),
		c("B", "GSM8K", "3").metric("F1").role(extract.Baseline), c("C", "MATH", "60%"))
	main, others := MainBoards(boards)
	out := table(t, CompareReport(main, others), 80)
	if !strings.Contains(out, "method  GSM8K ↑  MATH ↑\n") || !strings.Contains(out, "not shown: GSM8K · WER; --metric chooses others") {
		t.Error(out)
	}
}

func TestMissingTasks(t *testing.T) {
	missing := func(task string) Missing {
		s := Select(set, Filter{Tasks: []string{task}})
		for range s.From(slices.Values(records(c("EIT", "GSM8K", "84.1%"), c("EIT", "no such benchmark", "1%")))) {
		}
		if m := s.Missing(); len(m) == 1 {
			return m[0]
		}
		return Missing{}
	}
	if m := missing("speech recognition"); !m.Known {
		t.Errorf("a task of the vocabulary without claims is unknown: %+v", m)
	}
	if m := missing("spech recognition"); m.Known || !slices.Contains(m.Nearest, "speech recognition") {
		t.Errorf("%+v", m)
	}
	if m := missing("xyzzy"); m.Known || len(m.Nearest) > 0 || len(m.Seen) != 1 || m.Seen[0] == "" {
		t.Errorf("%+v", m)
	}
}

func TestWrap(t *testing.T) {
	const text = "  sentence  EIT reaches \x1b[7m84.1%\x1b[0m on GSM8K, see https://example.org/a-long-address for more"
	want := []string{"  sentence  EIT", "    reaches \x1b[7m84.1%\x1b[0m", "    on GSM8K, see", "    https://example.org/a-long-address", "    for more"}
	if got := strings.Split(Wrap(text, 18, "    "), "\n"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Wrap(text, 200, "    "); got != text {
		t.Errorf("%q", got)
	}
}

func TestSpreadOfNegativeValues(t *testing.T) {
	claims := records(c("A", "GSM8K", "-50.4%").delta(), c("B", "GSM8K", "-21.2%").delta())
	out := table(t, OverviewReport(Overview(slices.Values(claims), set, Options{Kind: All}), 0), 80)
	if !strings.Contains(out, "-50.4 to -21.2") {
		t.Error(out)
	}
}
