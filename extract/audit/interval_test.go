package audit

import (
	"math"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 0.00005 }

// The first four are in Newcombe (1998), Statistics in Medicine 17, table I,
// method 3; the others by hand.
func TestWilson(t *testing.T) {
	for _, tt := range []struct {
		right, n  int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{8, 10, 0.4902, 0.9433},
		{10, 10, 0.7225, 1}, // 1 - 3.8415/13.8415
		{0, 0, 0, 1},
	} {
		got := Wilson(tt.right, tt.n)
		if !near(got[0], tt.low) || !near(got[1], tt.high) {
			t.Errorf("Wilson(%d, %d) = %.5f, want %.4f to %.4f", tt.right, tt.n, got, tt.low, tt.high)
		}
	}
}

// times repeats a pair of verdicts.
func times(n int, a, b Verdict) [][2]Verdict {
	var out [][2]Verdict
	for range n {
		out = append(out, [2]Verdict{a, b})
	}
	return out
}

func join(parts ...[][2]Verdict) [][2]Verdict {
	var out [][2]Verdict
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func TestKappa(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pairs [][2]Verdict
		want  float64
		ok    bool
	}{
		// They agree on 35 of 50; by chance on 25/50·30/50 + 25/50·20/50 = 0.5.
		{"two verdicts", join(times(20, Full, Full), times(5, Full, Wrong), times(10, Wrong, Full), times(15, Wrong, Wrong)), 0.4, true},
		// 7 of 10; by chance 0.5·0.4 + 0.2·0.3 + 0.2·0.2 + 0.1·0.1 = 0.31: 0.39/0.69.
		{"all verdicts", join(times(4, Full, Full), times(1, Full, Found), times(2, Found, Found), times(1, Wrong, Wrong),
			times(1, Wrong, Unclear), times(1, Unclear, Wrong)), 0.5652, true},
		{"always agreed", join(times(3, Full, Full), times(2, Wrong, Wrong)), 1, true},
		{"never agreed", join(times(2, Full, Wrong), times(2, Wrong, Full)), -1, true},
		{"one verdict", times(5, Full, Full), 0, false},
		{"none", nil, 0, false},
	} {
		if got, ok := Kappa(tt.pairs); ok != tt.ok || !near(got, tt.want) {
			t.Errorf("%s: %.5f, %v; want %.4f, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}
