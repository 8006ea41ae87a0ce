package audit

import (
	"cmp"
	"maps"
	"slices"
)

// Report sums judgements up.
type Report struct {
	// All, Kinds and Rules count a claim once however many have read it, by the
	// worst verdict that any gave it; unclear only if none knew better.
	All   Group   `json:"all"`
	Kinds []Group `json:"kinds"`
	// Rules are sorted worst first: by the most that the precision in full may
	// be, so that a few readings do not lead.
	Rules []Group `json:"rules"`
	// Readers count each reader's own verdicts.
	Readers []Group `json:"readers"`
	// Pairs are the readers that have read the same claims.
	Pairs []Pair `json:"pairs"`
}

// Group is the precision of some claims.
type Group struct {
	Name string `json:"name"`
	// Judged and Unclear are the claims with such verdicts. Precision is of
	// those judged.
	Judged  int       `json:"judged"`
	Unclear int       `json:"unclear"`
	Found   Precision `json:"found"`
	Full    Precision `json:"full"`
}

// Precision is a proportion of the claims judged, from 0 to 1.
type Precision struct {
	Right int `json:"right"`
	// Value is nil where none was judged.
	Value *float64 `json:"precision"`
	// Interval is Wilson's, of 95 %. It takes the claims for independent, which
	// those of one paper are not quite.
	Interval [2]float64 `json:"interval"`
}

// Pair says how far two readers agree.
type Pair struct {
	Readers [2]string `json:"readers"`
	// Common counts the claims that both gave a verdict, unclear included.
	Common int     `json:"common"`
	Agreed int     `json:"agreed"`
	Raw    float64 `json:"agreement"`
	// Kappa is Cohen's, nil where it says nothing.
	Kappa  *float64     `json:"kappa"`
	Differ []Difference `json:"differ"`
}

// Difference is a claim of which two readers think differently, in the order
// of the pair.
type Difference struct {
	Claim    string     `json:"claim"`
	PaperID  string     `json:"paper_id"`
	Rule     string     `json:"rule"`
	Verdicts [2]Verdict `json:"verdicts"`
}

// Sum sums judgements up, at most one for each claim and reader.
func Sum(all []Judgement) Report {
	strict := strictest(all)
	report := Report{
		Kinds: groups(strict, func(j *Judgement) string { return j.Kind }),
		Rules: groups(strict, func(j *Judgement) string { return j.Rule }),
		// Not of strict: who reads worse is to be seen.
		Readers: groups(all, func(j *Judgement) string { return j.Reader }),
		Pairs:   pairs(all),
	}
	report.All.Name = "all"
	for i := range strict {
		report.All.add(strict[i].Verdict)
	}
	report.All.finish()
	slices.SortStableFunc(report.Rules, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Full.Interval[1], b.Full.Interval[1]), cmp.Compare(a.Found.Interval[1], b.Found.Interval[1]))
	})
	return report
}

// strictest gives each claim once, with the worst verdict that it got.
func strictest(all []Judgement) []Judgement {
	at := map[string]int{}
	var out []Judgement
	for _, j := range all {
		i, again := at[j.Claim]
		switch {
		case !again:
			at[j.Claim] = len(out)
			out = append(out, j)
		case out[i].Verdict == Unclear, j.Verdict != Unclear && rank(j.Verdict) > rank(out[i].Verdict):
			out[i].Verdict = j.Verdict
		}
	}
	return out
}

// rank is higher for worse verdicts.
func rank(v Verdict) int { return slices.Index(Verdicts, v) }

// groups sums judgements up by a name, in order of the names.
func groups(all []Judgement, name func(*Judgement) string) []Group {
	byName := map[string]*Group{}
	for i := range all {
		n := name(&all[i])
		if byName[n] == nil {
			byName[n] = &Group{Name: n}
		}
		byName[n].add(all[i].Verdict)
	}
	out := []Group{}
	for _, n := range slices.Sorted(maps.Keys(byName)) {
		byName[n].finish()
		out = append(out, *byName[n])
	}
	return out
}

func (g *Group) add(v Verdict) {
	if v == Unclear {
		g.Unclear++
		return
	}
	g.Judged++
	if v == Full {
		g.Full.Right++
	}
	if v == Full || v == Found {
		g.Found.Right++
	}
}

func (g *Group) finish() {
	for _, p := range []*Precision{&g.Found, &g.Full} {
		p.Interval = Wilson(p.Right, g.Judged)
		if g.Judged > 0 {
			value := float64(p.Right) / float64(g.Judged)
			p.Value = &value
		}
	}
}

// pairs compares each two readers that have claims in common.
func pairs(all []Judgement) []Pair {
	byReader := map[string]map[string]*Judgement{}
	for i := range all {
		j := &all[i]
		if byReader[j.Reader] == nil {
			byReader[j.Reader] = map[string]*Judgement{}
		}
		byReader[j.Reader][j.Claim] = j
	}
	readers := slices.Sorted(maps.Keys(byReader))
	out := []Pair{}
	for i, a := range readers {
		for _, b := range readers[i+1:] {
			if p := pairOf(byReader[a], byReader[b]); p.Common > 0 {
				p.Readers = [2]string{a, b}
				out = append(out, p)
			}
		}
	}
	return out
}

// pairOf compares the judgements of two readers, by claim.
func pairOf(a, b map[string]*Judgement) Pair {
	p := Pair{Differ: []Difference{}}
	var verdicts [][2]Verdict
	for _, claim := range slices.Sorted(maps.Keys(a)) {
		other := b[claim]
		if other == nil {
			continue
		}
		j := a[claim]
		both := [2]Verdict{j.Verdict, other.Verdict}
		verdicts = append(verdicts, both)
		if both[0] == both[1] {
			p.Agreed++
			continue
		}
		p.Differ = append(p.Differ, Difference{Claim: claim, PaperID: j.PaperID, Rule: j.Rule, Verdicts: both})
	}
	p.Common = len(verdicts)
	if p.Common == 0 {
		return p
	}
	p.Raw = float64(p.Agreed) / float64(p.Common)
	if kappa, ok := Kappa(verdicts); ok {
		p.Kappa = &kappa
	}
	return p
}
