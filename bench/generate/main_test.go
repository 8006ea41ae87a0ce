package main

import (
	"regexp"
	"testing"
)

// No two records of the largest file that is measured are one paper.
func TestArxivIDs(t *testing.T) {
	valid := regexp.MustCompile(`^\d\d(0[1-9]|1[0-2])\.\d{5}$`)
	seen := make(map[string]bool, 3_200_000)
	for n := range 3_200_000 {
		id := arxivID(n, 2010+n/100%17, 1+n/10%12)
		if seen[id] || !valid.MatchString(id) {
			t.Fatalf("record %d is %s", n, id)
		}
		seen[id] = true
	}
}

func TestTitlesDiffer(t *testing.T) {
	g := newGenerator(1)
	seen := map[string]bool{}
	for range 100_000 {
		name := g.title()
		if seen[name] {
			t.Fatalf("%s is given twice", name)
		}
		seen[name] = true
	}
}
