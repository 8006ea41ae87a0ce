package leaderboard

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimboard/extract"
	"claimboard/rules"
)

var set = mustLoad()

func mustLoad() *rules.Set {
	s, err := rules.Load("testdata/vocabulary.yaml")
	if err != nil {
		panic(err)
	}
	return s
}

// claim is a record in the making.
type claim extract.Record

// c makes a score of accuracy in percent, as most papers state one.
func c(method, benchmark, value string) claim {
	r := extract.Record{
		Method: method, Benchmark: benchmark, Metric: "accuracy", ValueText: value,
		Kind: extract.Score, Bound: extract.Exact, Role: extract.Proposed,
		Rule: "score.on", Title: "On " + method, PaperID: "t:" + slug(method),
		Sentence: method + " achieves " + value + " on " + benchmark + ".",
	}
	number := strings.TrimSuffix(value, "%")
	if number != value {
		r.Unit = "%"
	}
	r.Value = mustFloat(number)
	r.ClaimID = slug(r.PaperID + benchmark + value)
	r.Start, r.End = len(method)+10, len(method)+10+len(value)
	return claim(r)
}

func (c claim) paper(id string) claim   { c.PaperID = id; return c }
func (c claim) title(s string) claim    { c.Title = s; return c }
func (c claim) metric(m string) claim   { c.Metric = m; return c }
func (c claim) implied() claim          { c.MetricImplied = true; return c }
func (c claim) role(r string) claim     { c.Role = r; return c }
func (c claim) bound(b string) claim    { c.Bound = b; return c }
func (c claim) in(setting string) claim { c.Setting = setting; return c }
func (c claim) on(date string) claim    { c.Published = date; return c }
func (c claim) unit(u string) claim     { c.Unit = u; return c }
func (c claim) delta() claim            { c.Kind = extract.Delta; return c }
func (c claim) relative() claim         { c.Relative = true; return c }
func (c claim) low(v float64) claim     { c.Low = &v; return c }
func (c claim) url(u string) claim      { c.URL = u; return c }

func records(cs ...claim) []extract.Record {
	out := make([]extract.Record, len(cs))
	for i, c := range cs {
		out[i] = extract.Record(c)
	}
	return out
}

func build(o Options, cs ...claim) []Board {
	return Build(slices.Values(records(cs...)), set, o)
}

// one builds the only board of some claims.
func one(t *testing.T, o Options, cs ...claim) Board {
	t.Helper()
	boards := build(o, cs...)
	if len(boards) != 1 {
		t.Fatalf("%d boards, want 1: %+v", len(boards), boards)
	}
	return boards[0]
}

// ranking writes a board's rows as "1 EIT 84.1%".
func ranking(rows []Row) string {
	var out []string
	for _, r := range rows {
		s := r.Reason
		if s == "" {
			s = Number(float64(r.Rank))
		}
		out = append(out, s+" "+r.Method+" "+Value(&r.Record))
	}
	return strings.Join(out, "; ")
}

func TestRanking(t *testing.T) {
	tests := []struct {
		name     string
		options  Options
		claims   []claim
		rows     string
		unranked string
		warning  string
	}{
		{
			name:   "higher is better",
			claims: []claim{c("EIT", "GSM8K", "84.1%"), c("MuMath-Code-70B", "GSM8K", "90.7%"), c("Tree-PLV", "GSM8K", "82.79%")},
			rows:   "1 MuMath-Code-70B 90.7%; 2 EIT 84.1%; 3 Tree-PLV 82.79%",
		},
		{
			name:   "lower is better",
			claims: []claim{c("wav2vec 2.0", "LibriSpeech", "1.8").metric("WER"), c("HuBERT", "LibriSpeech", "1.9").metric("WER"), c("Deep Speech 2", "LibriSpeech", "5.33").metric("word error rate")},
			rows:   "1 wav2vec 2.0 1.8; 2 HuBERT 1.9; 3 Deep Speech 2 5.33",
		},
		{
			name:    "unknown direction refuses to rank",
			claims:  []claim{c("A", "GSM8K", "1.5").metric("zest").unit("").on("2024"), c("B", "GSM8K", "2.5").metric("zest").on("2023")},
			rows:    "0 B 2.5; 0 A 1.5",
			warning: "- id: zest",
		},
		{
			name:   "ties share a rank",
			claims: []claim{c("A", "GSM8K", "84.10%"), c("B", "GSM8K", "84.1"), c("C", "GSM8K", "90%"), c("D", "GSM8K", "80%")},
			rows:   "1 C 90%; 2 A 84.10%; 2 B 84.1; 4 D 80%",
		},
		{
			name:   "the best of a paper, method and setting",
			claims: []claim{c("A", "GSM8K", "80%"), c("a", "GSM8K", "84%").paper("t:a"), c("A", "GSM8K", "82%")},
			rows:   "1 a 84%",
		},
		{
			name:    "settings are rows of their own",
			claims:  []claim{c("MuggleMath", "GSM8K", "68.4%").in("7B"), c("MuggleMath", "GSM8K", "74.0%").in("13B")},
			rows:    "1 MuggleMath 74.0%; 2 MuggleMath 68.4%",
			warning: "mixes settings, which may not be comparable (13B, 7B)",
		},
		{
			name:   "baselines and humans do not rank",
			claims: []claim{c("A", "GSM8K", "80%"), c("B", "GSM8K", "85%").role(extract.Baseline), c("people", "GSM8K", "97%").role(extract.Human)},
			rows:   "1 A 80%",
		},
		{
			name:     "baselines are listed with All",
			options:  Options{All: true},
			claims:   []claim{c("A", "GSM8K", "80%"), c("B", "GSM8K", "85%").role(extract.Baseline)},
			rows:     "1 A 80%",
			unranked: "baseline B 85%",
		},
		{
			name:     "of bounds only the cautious one ranks, higher",
			options:  Options{All: true},
			claims:   []claim{c("A", "GSM8K", "80%").bound(extract.AtLeast), c("B", "GSM8K", "99%").bound(extract.AtMost), c("C", "GSM8K", "90%").bound(extract.Approx)},
			rows:     "1 A ≥ 80%",
			unranked: "up to B ≤ 99%; around C ≈ 90%",
		},
		{
			name:     "of bounds only the cautious one ranks, lower",
			options:  Options{All: true},
			claims:   []claim{c("A", "LibriSpeech", "3%").metric("WER").bound(extract.AtMost), c("B", "LibriSpeech", "1%").metric("WER").bound(extract.AtLeast)},
			rows:     "1 A ≤ 3%",
			unranked: "at least B ≥ 1%",
		},
		{
			name:   "evaluated systems rank",
			claims: []claim{c("GPT-4", "CHAMP", "58.1%").role(extract.Evaluated)},
			rows:   "1 GPT-4 58.1%",
		},
		{
			name:   "deltas are no scores",
			claims: []claim{c("SwallowMath", "GSM8K", "+12.4").delta(), c("EIT", "GSM8K", "84.1%")},
			rows:   "1 EIT 84.1%",
		},
		{
			name:    "deltas on a board of their own",
			options: Options{Kind: extract.Delta},
			claims:  []claim{c("SwallowMath", "GSM8K", "+12.4").delta().unit("points"), c("EIT", "GSM8K", "84.1%"), c("B", "GSM8K", "3").delta()},
			rows:    "1 SwallowMath +12.4; 2 B 3",
		},
		{
			name:    "the reduction of what is better low is better high",
			options: Options{Kind: extract.Delta},
			claims:  []claim{c("A", "LibriSpeech", "12%").metric("error rate reduction").delta(), c("B", "LibriSpeech", "20%").metric("error rates reduction").delta()},
			rows:    "1 B 20%; 2 A 12%",
		},
		{
			name:    "the reduction of things counted, named as one, is better high",
			options: Options{Kind: extract.Delta},
			claims:  []claim{c("A", "LibriSpeech", "12%").metric("false positive reduction").delta(), c("B", "LibriSpeech", "20%").metric("false positives reduction").delta()},
			rows:    "1 B 20%; 2 A 12%",
		},
		{
			name:   "a metric with a word before it is better as the metric is",
			claims: []claim{c("A", "GSM8K", "3.1").metric("row-level MAE"), c("B", "GSM8K", "2.5").metric("row-level MAE")},
			rows:   "1 B 2.5; 2 A 3.1",
		},
		{
			name:    "fractions among percentages",
			claims:  []claim{c("A", "GSM8K", "0.84"), c("B", "GSM8K", "84.1"), c("C", "GSM8K", "83%")},
			rows:    "1 B 84.1; 2 A 0.84; 3 C 83%",
			warning: "mixes scales",
		},
		{
			name:    "percentages among fractions",
			claims:  []claim{c("A", "GSM8K", "0.914").metric("zip"), c("B", "GSM8K", "91.5%").metric("zip")},
			rows:    "1 B 91.5%; 2 A 0.914",
			warning: "mixes scales",
		},
		{
			name:   "fractions alone are no mixture",
			claims: []claim{c("A", "GSM8K", "0.84"), c("B", "GSM8K", "0.9")},
			rows:   "1 B 0.9; 2 A 0.84",
		},
		{
			name:     "another unit cannot be compared",
			options:  Options{All: true},
			claims:   []claim{c("A", "GSM8K", "84%"), c("B", "GSM8K", "80%"), c("C", "GSM8K", "1100").unit("problems")},
			rows:     "1 A 84%; 2 B 80%",
			unranked: "unit problems C 1100 problems",
		},
		{
			name:   "a range ranks by its cautious end",
			claims: []claim{c("A", "GSM8K", "70%-90%").low(70), c("B", "GSM8K", "80%")},
			rows:   "1 B 80%; 2 A 70–90%",
		},
		{
			name:    "top keeps ties",
			options: Options{Top: 1},
			claims:  []claim{c("A", "GSM8K", "84%"), c("B", "GSM8K", "84%"), c("C", "GSM8K", "80%")},
			rows:    "1 A 84%; 1 B 84%",
		},
		{
			name:    "a method keeps its rank on the whole board",
			options: Options{Methods: []string{"step-dpo"}},
			claims:  []claim{c("A", "GSM8K", "95%"), c("Qwen2-72B-Instruct + Step-DPO", "GSM8K", "94.0%"), c("C", "GSM8K", "80%")},
			rows:    "2 Qwen2-72B-Instruct + Step-DPO 94.0%",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := one(t, tt.options, tt.claims...)
			if got := ranking(b.Rows); got != tt.rows {
				t.Errorf("rows %s\nwant %s", got, tt.rows)
			}
			if got := ranking(b.Unranked); got != tt.unranked {
				t.Errorf("unranked %s\nwant     %s", got, tt.unranked)
			}
			if got := strings.Join(b.Warnings, "\n"); !strings.Contains(got, tt.warning) || tt.warning == "" && got != "" {
				t.Errorf("warnings %q, want %q", got, tt.warning)
			}
		})
	}
}

func TestVariantsNeverFold(t *testing.T) {
	boards := build(Options{},
		c("A", "MATH", "50%"), c("A", "MATH-500", "60%"), c("A", "MMLU", "70%"), c("A", "MMLU-Pro", "55%"),
		c("A", "GSM8K", "90%"), c("A", "GSM8K-Hard", "70%"), c("A", "GSM-8K", "90%"), c("A", "gsm8k", "90%"))
	if len(boards) != 6 {
		t.Errorf("%d boards, want 6", len(boards))
	}
}

func TestConflictIsShownNotMerged(t *testing.T) {
	b := one(t, Options{},
		c("EIT", "GSM8K", "84.1%").paper("arXiv:1"), c("EIT", "GSM8K", "82%").paper("arXiv:2"),
		c("EIT", "GSM8K", "70%").paper("arXiv:3").in("7B"))
	if len(b.Rows) != 3 {
		t.Fatalf("rows %s", ranking(b.Rows))
	}
	if got := b.Rows[0].Conflicts; !slices.Equal(got, []string{"82% (arXiv:2)"}) || !b.Rows[0].has(MarkConflict) {
		t.Errorf("conflicts %q, marks %q", got, b.Rows[0].Marks)
	}
	if b.Rows[2].has(MarkConflict) {
		t.Error("another setting is no conflict")
	}
}

// A description names no system: "the baseline" of two papers is two.
func TestDescriptionsDoNotConflict(t *testing.T) {
	b := one(t, Options{},
		c("best model", "GSM8K", "84.1%").paper("arXiv:1").role(extract.Evaluated), c("best model", "GSM8K", "82%").paper("arXiv:2").role(extract.Evaluated))
	if len(b.Rows) != 2 || b.Rows[0].has(MarkConflict) {
		t.Errorf("rows %s, marks %q", ranking(b.Rows), b.Rows[0].Marks)
	}
}

func TestValuesOutOfRangeDoNotRank(t *testing.T) {
	b := one(t, Options{All: true}, c("A", "GSM8K", "514.3%"), c("B", "GSM8K", "90%"))
	if got := ranking(b.Rows) + " | " + ranking(b.Unranked); got != "1 B 90% | over 100 A 514.3%" {
		t.Error(got)
	}
}

// What a board without ranks tells its reader to save must rank it.
func TestAdviceOnDirectionsWorks(t *testing.T) {
	zest := c("A", "GSM8K", "1.5").metric(`zest "2"`)
	advice := one(t, Options{}, zest).Warnings[0]
	_, yaml, ok := strings.Cut(advice, "that is right:\n")
	if !ok {
		t.Fatalf("%s", advice)
	}
	file := filepath.Join(t.TempDir(), "zest.yaml")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(yaml, "\n    ", "\n")[4:]+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	boards := Build(slices.Values(records(zest)), set, Options{})
	if got := ranking(boards[0].Rows); got != "1 A 1.5" {
		t.Errorf("%s", got)
	}
}

func TestRolesUnknownDoNotRank(t *testing.T) {
	b := one(t, Options{All: true}, c("A", "GSM8K", "84%").role("judge"), c("B", "GSM8K", "85%").role(""))
	if got := ranking(b.Unranked); got != "role unknown B 85%; judge A 84%" {
		t.Error(got)
	}
}

func TestBySetting(t *testing.T) {
	boards := build(Options{BySetting: true},
		c("A", "GSM8K", "80%").in("5-shot"), c("B", "GSM8K", "85%").in("5 shot"), c("C", "GSM8K", "70%"))
	if len(boards) != 2 || boards[0].Title() != "GSM8K · accuracy · 5 shot" || len(boards[0].Rows) != 2 {
		t.Fatalf("%d boards, the first %s with %s", len(boards), boards[0].Title(), ranking(boards[0].Rows))
	}
	for _, b := range boards {
		if len(b.Warnings) > 0 {
			t.Errorf("%s: %q", b.Title(), b.Warnings)
		}
	}
}

func TestMinPapers(t *testing.T) {
	boards := build(Options{MinPapers: 2}, c("A", "GSM8K", "80%"), c("B", "GSM8K", "85%"), c("A", "MATH", "40%"))
	if len(boards) != 1 || boards[0].Benchmark != "GSM8K" {
		t.Errorf("%d boards", len(boards))
	}
}

func TestKindsOfChangeDoNotMix(t *testing.T) {
	boards := build(Options{Kind: extract.Delta},
		c("A", "MATH", "36%").delta().relative(), c("B", "MATH", "17.0").delta().unit("points"), c("C", "MATH", "2").delta().unit("x"))
	var titles []string
	for _, b := range boards {
		titles = append(titles, b.Title())
	}
	if want := []string{"MATH · accuracy · change", "MATH · accuracy · change by a factor", "MATH · accuracy · relative change"}; !slices.Equal(titles, want) {
		t.Errorf("%q", titles)
	}
}

func TestPercentAndPointsAreWarnedOf(t *testing.T) {
	b := one(t, Options{Kind: extract.Delta}, c("A", "MATH", "3.2%").delta(), c("B", "MATH", "2.5").delta().unit("points"))
	if len(b.Warnings) != 1 || !strings.Contains(b.Warnings[0], "points") {
		t.Errorf("%q", b.Warnings)
	}
}

func TestFilter(t *testing.T) {
	all := records(
		c("A", "GSM8K", "80%").on("2023-06-01"), c("B", "GSM8K", "81%").on("2024"), c("C", "GSM8K", "82%"),
		c("D-7B", "MATH", "40%").on("2024-12-31"), c("Base + D", "MATH", "41%").on("2025-01"), c("E", "LibriSpeech", "2.1").metric("WER").on("2020-01-01"))
	tests := []struct {
		name   string
		filter Filter
		want   string
	}{
		{"all", Filter{}, "A B C D-7B Base + D E"},
		{"benchmark by an alias", Filter{Benchmarks: []string{"gsm-8k"}}, "A B C"},
		{"metric by an alias", Filter{Metrics: []string{"Word Error Rate"}}, "E"},
		{"method with its sizes and bases", Filter{Methods: []string{"d"}}, "D-7B Base + D"},
		{"since, a year touches", Filter{Since: "2024-03"}, "B D-7B Base + D"},
		{"until", Filter{Until: "2024"}, "A B D-7B E"},
		{"both", Filter{Since: "2024-12-31", Until: "2024-12-31"}, "B D-7B"},
		{"task", Filter{Tasks: []string{"Speech-Recognition"}}, "E"},
		{"kind", Filter{Kind: extract.Delta}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Select(set, tt.filter)
			var got []string
			for r := range s.From(slices.Values(all)) {
				got = append(got, r.Method)
			}
			if strings.Join(got, " ") != tt.want || s.Kept() != len(got) {
				t.Errorf("%q, want %q", got, tt.want)
			}
			if dated := tt.filter.Since != "" || tt.filter.Until != ""; dated != (s.Undated() == 1) {
				t.Errorf("%d undated", s.Undated())
			}
		})
	}
}

func TestMissing(t *testing.T) {
	s := Select(set, Filter{Benchmarks: []string{"GMS8K", "ImageNet", "MATH"}, Methods: []string{"EITT"}})
	for range s.From(slices.Values(records(c("EIT", "GSM8K", "84.1%"), c("EIT", "MATH", "32.5%")))) {
	}
	got := map[string]Missing{}
	for _, m := range s.Missing() {
		got[m.Name] = m
	}
	if m := got["GMS8K"]; m.Known || len(m.Nearest) == 0 || m.Nearest[0] != "GSM8K" {
		t.Errorf("%+v", m)
	}
	if m := got["ImageNet"]; !m.Known {
		t.Errorf("%+v", m)
	}
	if m := got["EITT"]; m.Kind != "method" || !slices.Equal(m.Nearest, []string{"EIT"}) {
		t.Errorf("%+v", m)
	}
	if _, ok := got["MATH"]; ok || len(got) != 3 {
		t.Errorf("%+v", got)
	}
}

func TestFold(t *testing.T) {
	same := [][2]string{{"Step-DPO", "step dpo"}, {"Llama-2-7B", "Llama 2 7B"}, {"GSM_8K", "gsm8k"}, {"A – B", "a-b"}}
	differ := [][2]string{{"Qwen2.5-7B", "Qwen2-57B"}, {"Llama-2 7B", "Llama-27B"}, {"HumanEval", "HumanEval+"}, {"pass@1", "pass1"}, {"v2.1", "v21"}}
	for _, p := range same {
		if Fold(p[0]) != Fold(p[1]) {
			t.Errorf("%q and %q are one", p[0], p[1])
		}
	}
	for _, p := range differ {
		if Fold(p[0]) == Fold(p[1]) {
			t.Errorf("%q and %q are two", p[0], p[1])
		}
	}
}

func TestValue(t *testing.T) {
	for want, c := range map[string]claim{
		"84.10%":         c("A", "B", "84.10%"),
		"≥ 99.9%":        c("A", "B", "99.9%").bound(extract.AtLeast),
		"≤ 60%":          c("A", "B", "60%").bound(extract.AtMost),
		"≈ 10":           c("A", "B", "10").bound(extract.Approx),
		"15–50%":         c("A", "B", "15%-50%").low(15),
		"+12.4":          c("A", "B", "+12.4").delta().unit("points"),
		"12.4":           c("A", "B", "12.4").delta().unit("points"),
		"3.5x":           c("A", "B", "3.5").delta().unit("x"),
		"12 ms":          c("A", "B", "12").unit("ms"),
		"1,234 problems": {ValueText: "1,234", Value: 1234, Unit: "problems"},
		"-21.7%":         {ValueText: "21.7\\%", Value: -21.7, Unit: "%"},
		"3":              {ValueText: "three", Value: 3},
	} {
		r := extract.Record(c)
		if got := Value(&r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTrend(t *testing.T) {
	b := one(t, Options{},
		c("A", "GSM8K", "50%").on("2020-01-01"), c("B", "GSM8K", "40%").on("2020-06-01"), c("C", "GSM8K", "70%").on("2021-01-01"), c("D", "GSM8K", "95%"))
	var got []string
	for _, p := range b.Trend {
		got = append(got, p.Method)
	}
	if !slices.Equal(got, []string{"A", "C"}) {
		t.Errorf("leaders %q", got)
	}
	if got := sparkline(b.Trend); got != "▁▁▁▁▁▁▁▁█" {
		t.Errorf("sparkline %q", got)
	}
}
