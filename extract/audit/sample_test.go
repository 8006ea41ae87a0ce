package audit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"claimboard/extract"
)

// population is n claims, two of each id.
func population(n int) []extract.Record {
	var out []extract.Record
	for i := range n {
		out = append(out, extract.Record{ClaimID: fmt.Sprintf("%012x", i/2), Metric: []string{"CER", "WER"}[i%2]})
	}
	return out
}

func draw(size int, seed int64, from []extract.Record) []string {
	s := Sample{Size: size, Seed: seed}
	for _, r := range from {
		s.Add(r)
	}
	var keys []string
	for _, r := range s.Records() {
		keys = append(keys, Key(&r))
	}
	return keys
}

func TestSampleHangsOnSeedAlone(t *testing.T) {
	from := population(1000)
	want := draw(40, 7, from)
	if len(want) != 40 || len(slices.Compact(slices.Sorted(slices.Values(want)))) != 40 {
		t.Fatalf("drew %q", want)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(from), func(i, j int) { from[i], from[j] = from[j], from[i] })
	if got := draw(40, 7, from); !slices.Equal(got, want) {
		t.Errorf("in another order %q, want %q", got, want)
	}
	if got := draw(40, 8, from); slices.Equal(got, want) {
		t.Error("another seed draws the same")
	}
	if got := draw(15, 7, from); !slices.Equal(got, want[:15]) {
		t.Errorf("a smaller sample %q does not begin %q", got, want)
	}
	if got := draw(2000, 7, from); len(got) != 1000 {
		t.Errorf("drew %d of 1000", len(got))
	}
}

// Each claim is drawn equally often: 1000 of 4000 times, 27 being the standard
// deviation.
func TestSampleIsFair(t *testing.T) {
	from := population(20)
	times := map[string]int{}
	for seed := range int64(4000) {
		for _, key := range draw(5, seed, from) {
			times[key]++
		}
	}
	for key, n := range times {
		if n < 1000-5*27 || n > 1000+5*27 {
			t.Errorf("%s was drawn %d times", key, n)
		}
	}
	if len(times) != 20 {
		t.Errorf("%d of 20 claims were drawn", len(times))
	}
}

func TestKey(t *testing.T) {
	for _, r := range population(2) {
		if !isKey(Key(&r)) {
			t.Errorf("%q is no key", Key(&r))
		}
	}
	a, b := extract.Record{ClaimID: "000000000000", Metric: "CER"}, extract.Record{ClaimID: "000000000000", Metric: "WER"}
	if Key(&a) == Key(&b) {
		t.Error("claims of two metrics have one key")
	}
}
