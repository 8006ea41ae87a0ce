package audit

import (
	"slices"
	"testing"
)

// judged makes the judgements of a reader, claim by claim.
func judged(reader string, verdicts ...Verdict) []Judgement {
	var out []Judgement
	for i, v := range verdicts {
		if v != "" {
			out = append(out, Judgement{Claim: string(rune('a' + i)), Kind: "score", Rule: "r", Verdict: v, Reader: reader})
		}
	}
	return out
}

// A claim that several have read counts once, by the worst that anyone who knew
// thought of it.
func TestStrictest(t *testing.T) {
	ann := judged("ann", Full, Full, Found, Wrong, Unclear, Unclear, Wrong, "")
	bob := judged("bob", Full, Found, Wrong, Full, Full, Unclear, Unclear, Found)
	want := []Verdict{Full, Found, Wrong, Wrong, Full, Unclear, Wrong, Found}
	for _, all := range [][]Judgement{append(slices.Clone(ann), bob...), append(slices.Clone(bob), ann...)} {
		got := strictest(all)
		slices.SortFunc(got, func(a, b Judgement) int { return int(a.Claim[0]) - int(b.Claim[0]) })
		var verdicts []Verdict
		for _, j := range got {
			verdicts = append(verdicts, j.Verdict)
		}
		if !slices.Equal(verdicts, want) {
			t.Errorf("%q, want %q", verdicts, want)
		}
	}
}

func TestSum(t *testing.T) {
	all := append(judged("ann", Full, Full, Found, Wrong, Unclear), judged("bob", Full, Wrong, "", "", Unclear)...)
	r := Sum(all)
	// a full, b wrong, c found, d wrong, e unclear.
	if g := r.All; g.Judged != 4 || g.Unclear != 1 || g.Found.Right != 2 || g.Full.Right != 1 || *g.Found.Value != 0.5 || *g.Full.Value != 0.25 || g.Full.Interval != Wilson(1, 4) {
		t.Errorf("all %+v", g)
	}
	if len(r.Readers) != 2 || r.Readers[0].Judged != 4 || r.Readers[1].Judged != 2 {
		t.Errorf("readers %+v", r.Readers)
	}
	if len(r.Pairs) != 1 {
		t.Fatalf("pairs %+v", r.Pairs)
	}
	p := r.Pairs[0]
	if p.Readers != [2]string{"ann", "bob"} || p.Common != 3 || p.Agreed != 2 || !near(p.Raw, 2.0/3) {
		t.Errorf("pair %+v", p)
	}
	// By chance 2/3·1/3 + 0 + 1/3·1/3 = 1/3: (2/3 - 1/3) / (2/3).
	if p.Kappa == nil || !near(*p.Kappa, 0.5) {
		t.Errorf("kappa %v", p.Kappa)
	}
	if len(p.Differ) != 1 || p.Differ[0].Claim != "b" || p.Differ[0].Verdicts != [2]Verdict{Full, Wrong} {
		t.Errorf("differ %+v", p.Differ)
	}
}

// One wrong claim of one is less of a case against a rule than nine of ten.
func TestWorstRulesFirst(t *testing.T) {
	var all []Judgement
	for rule, verdicts := range map[string][]Verdict{
		"few":  {Wrong},
		"bad":  {Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Full},
		"good": {Full, Full, Full, Full},
		"none": {Unclear},
	} {
		for i, v := range verdicts {
			all = append(all, Judgement{Claim: rule + string(rune('a'+i)), Rule: rule, Verdict: v, Reader: "ann"})
		}
	}
	var got []string
	for _, g := range Sum(all).Rules {
		got = append(got, g.Name)
	}
	if want := []string{"bad", "few", "good", "none"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSumOfNothing(t *testing.T) {
	r := Sum(nil)
	if r.All.Full.Value != nil || r.All.Full.Interval != [2]float64{0, 1} || r.Kinds == nil || r.Rules == nil || r.Readers == nil || r.Pairs == nil {
		t.Errorf("%+v", r)
	}
}
