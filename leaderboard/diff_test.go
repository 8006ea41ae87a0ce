package leaderboard

import (
	"bytes"
	"slices"
	"testing"

	"claimboard/extract"
)

func diffOf(before, after []extract.Record) Diff {
	return DiffRecords(slices.Values(before), slices.Values(after), set)
}

func TestDiffGolden(t *testing.T) {
	before := facts()
	after := slices.Clone(before)
	after = slices.DeleteFunc(after, func(r extract.Record) bool { return r.Method == "Multi-column DNN" || r.Method == "SwallowMath" })
	for i := range after {
		if r := &after[i]; r.Method == "Tree-PLV" && r.Benchmark == "GSM8K" {
			r.Value, r.ValueText = 95.5, "95.5%"
		}
	}
	after = append(after, records(c("LLaVA|1.5", "ScienceQA", "71.6").paper("arXiv:2310.03744"))...)
	d := diffOf(before, after)
	for format, ext := range map[string]string{"text": "txt", "markdown": "md", "json": "json"} {
		var out bytes.Buffer
		if err := d.Write(&out, format); err != nil {
			t.Fatal(err)
		}
		golden(t, "diff."+ext, out.Bytes())
	}
}

func TestDiffOfTheSame(t *testing.T) {
	d := diffOf(facts(), facts())
	var out bytes.Buffer
	if err := d.Write(&out, "text"); err != nil {
		t.Fatal(err)
	}
	if out.String() != "no difference\n" {
		t.Errorf("%s", out.String())
	}
}

// A claim that only moved within its abstract has another id, yet is the same.
func TestDiffOfMovedClaim(t *testing.T) {
	before := records(c("EIT", "GSM8K", "84.1%"))
	after := records(c("EIT", "GSM8K", "84.1%"))
	after[0].ClaimID, after[0].Start, after[0].End = "other", 300, 305
	if d := diffOf(before, after); len(d.Gained)+len(d.Lost)+len(d.Changed)+len(d.Leaders)+len(d.Ranks) != 0 {
		t.Errorf("%+v", d)
	}
}

// A number that is of two metrics makes two claims of one id.
func TestDiffOfClaimsWithOneID(t *testing.T) {
	both := func(second string) []extract.Record {
		rs := records(c("EIT", "MedNER", "82%"), c("EIT", "MedNER", "82%"))
		rs[0].Metric, rs[1].Metric, rs[1].ClaimID = "precision", second, rs[0].ClaimID
		return rs
	}
	if d := diffOf(both("recall"), both("recall")); len(d.Gained)+len(d.Lost)+len(d.Changed) != 0 {
		t.Errorf("of the same: %+v", d)
	}
	d := diffOf(both("recall"), both("F1"))
	if len(d.Gained)+len(d.Lost) != 0 || len(d.Changed) != 1 || d.Changed[0].Before.Metric != "recall" || d.Changed[0].After.Metric != "F1" {
		t.Errorf("of another metric: %+v", d)
	}
}
