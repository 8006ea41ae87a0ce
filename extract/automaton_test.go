package extract

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// States whose hashes are the same by chance are told apart.
func TestStatesOfOneHash(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	lists := map[uint32][]uint16{}
	var one, other []uint16
	for range 1 << 18 {
		at := []uint16{uint16(random.Uint32()), uint16(random.Uint32()), uint16(random.Uint32())}
		hash := hashState(at, situation{})
		if known, ok := lists[hash]; ok {
			one, other = known, at
		}
		lists[hash] = at
	}
	if one == nil {
		t.Fatal("no two lists have one hash")
	}
	a := newAutomaton(newProgram(parsed(t, `ab`)))
	first, second := a.state(one, situation{}), a.state(other, situation{})
	if first == second || a.state(one, situation{}) != first || a.state(other, situation{}) != second {
		t.Errorf("states %d and %d", first, second)
	}
	if !slices.Equal(a.stepsOf(first), one) || !slices.Equal(a.stepsOf(second), other) {
		t.Errorf("steps %v and %v, want %v and %v", a.stepsOf(first), a.stepsOf(second), one, other)
	}
}

// An automaton that may begin anywhere goes on as one that begins at each place.
func TestAutomatonBeginsAnywhere(t *testing.T) {
	for _, regexp := range []string{`ab`, `\bab`, `^ab`, `a[ab]*c`, `\B(?:b|ab)`, `a{3}`, `c$`, `\b`} {
		f := newFilter(parsed(t, regexp))
		for _, text := range []string{"", "ab", "xab", "x ab", "abc", "aabbc", "xaaa", "cab c", "é ab"} {
			view := []rune(text)
			s := f.search(view)
			want := false
			for at := range len(view) + 1 {
				want = want || s.matches(at)
			}
			if got := s.ahead(0); got != want {
				t.Errorf("%s in %q: %v, want %v", regexp, text, got, want)
			}
			s.end()
		}
	}
}
