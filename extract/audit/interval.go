package audit

import "math"

// z is the normal quantile of a two-sided interval of 95 %.
const z = 1.959963984540054

// Wilson gives the bounds of Wilson's score interval of 95 % for the proportion
// of which right of n were seen: it stays within 0 and 1, and holds for few.
// Without any it is 0 to 1.
func Wilson(right, n int) [2]float64 {
	if n == 0 {
		return [2]float64{0, 1}
	}
	of := float64(n)
	p := float64(right) / of
	mid := p + z*z/(2*of)
	half := z * math.Sqrt(p*(1-p)/of+z*z/(4*of*of))
	all := 1 + z*z/of
	return [2]float64{max(0, (mid-half)/all), min(1, (mid+half)/all)}
}

// Kappa is Cohen's kappa of pairs of verdicts: the agreement beyond what chance
// gives to readers with their leanings, 1 if they always agree, 0 or less if
// they agree no more than that. ok is false where it says nothing: without
// pairs, or if both gave one and the same verdict to all.
func Kappa(pairs [][2]Verdict) (kappa float64, ok bool) {
	if len(pairs) == 0 {
		return 0, false
	}
	counts := map[Verdict][2]int{}
	agreed := 0
	for _, p := range pairs {
		if p[0] == p[1] {
			agreed++
		}
		for reader, v := range p {
			c := counts[v]
			c[reader]++
			counts[v] = c
		}
	}
	n := float64(len(pairs))
	chance := 0.0
	for _, v := range Verdicts { // in order: a sum of floats hangs on it
		chance += float64(counts[v][0]) / n * float64(counts[v][1]) / n
	}
	if chance == 1 {
		return 0, false
	}
	return (float64(agreed)/n - chance) / (1 - chance), true
}
