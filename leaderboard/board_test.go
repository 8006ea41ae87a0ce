package leaderboard

import (
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
			unranked: "upper bound B ≤ 99%; approximate C ≈ 90%",
		},
		{
			name:     "of bounds only the cautious one ranks, lower",
			options:  Options{All: true},
			claims:   []claim{c("A", "LibriSpeech", "3%").metric("WER").bound(extract.AtMost), c("B", "LibriSpeech", "1%").metric("WER").bound(extract.AtLeast)},
			rows:     "1 A ≤ 3%",
			unranked: "lower bound B ≥ 1%",
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
