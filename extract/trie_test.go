package extract

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A trie finds what a search for each text finds.
func TestTrie(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(1 + random.IntN(4))
		}
		return string(b)
	}
	for round := range 200 {
		var texts []lettering
		for i := range 1 + random.IntN(20) {
			texts = append(texts, lettering{text(1 + random.IntN(6)), uint16(i / 2)})
		}
		trie := newTrie(slices.Clone(texts), 6, round%2*maxDense)
		view := text(100) + "\x05\x00" + text(20)
		at := uint16(0)
		for i := range len(view) {
			at = trie.step(at, view[i])
			var want []uint16
			for _, l := range texts {
				if strings.HasSuffix(view[:i+1], l.columns) {
					want = append(want, l.clause)
				}
			}
			slices.Sort(want)
			if want = slices.Compact(want); !slices.Equal(trie.met(at), want) {
				t.Fatalf("%v in %q: %v, want %v", texts, view[:i+1], trie.met(at), want)
			}
		}
	}
}
