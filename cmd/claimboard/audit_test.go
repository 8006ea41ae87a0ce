package main

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"claimboard/extract/audit"
	"claimboard/leaderboard"
)

// What --keep writes, sum reads: also names that a spreadsheet would run.
func TestKeptReadsBack(t *testing.T) {
	name := rapid.StringMatching(`[-=+@' a-z0-9.,;"%:]{0,8}[a-z]`).Filter(func(s string) bool { return s[0] != ' ' })
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) audit.Judgement {
			return audit.Judgement{
				Claim:   rapid.StringMatching(`[0-9a-f]{12}/[0-9a-f]{4}`).Draw(t, "claim"),
				PaperID: name.Draw(t, "paper"), Kind: name.Draw(t, "kind"), Rule: name.Draw(t, "rule"), Reader: name.Draw(t, "reader"),
				Verdict: rapid.SampledFrom(audit.Verdicts).Draw(t, "verdict"),
			}
		}), 0, 9, func(j audit.Judgement) string { return j.Claim }).Draw(t, "judgements")
		var out bytes.Buffer
		if err := (leaderboard.Delimited{}).WriteSheet(&out, keptSheet(want)); err != nil {
			t.Fatal(err)
		}
		s, err := audit.ReadSheet(&out, "kept.csv", "")
		if err != nil || len(s.Faults)+len(s.Unfilled) > 0 || !slices.Equal(s.Judgements, want) {
			t.Fatalf("read %+v (%v), want %+v", s, err, want)
		}
	})
}
