package db

import "testing"

// A key that is there is never denied, and few are taken to be that are not.
func TestKeySet(t *testing.T) {
	const n = 200_000
	k := newKeySet()
	for i := range int64(n) {
		k.add(k.hint(i))
	}
	wrong := 0
	for i := range int64(n) {
		if !k.mayHave(k.hint(i)) {
			t.Fatalf("key %d is lost", i)
		}
		if k.mayHave(k.hint(n + i)) {
			wrong++
		}
	}
	if wrong > n/1000 {
		t.Errorf("of %d other keys %d are taken to be there", n, wrong)
	}
}
