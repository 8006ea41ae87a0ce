package db

import (
	"testing"

	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/rules"
)

// A paper that was first met under another id has its claims named anew: as
// the extractor would have named them.
func TestClaimIDIsTheExtractors(t *testing.T) {
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(set)
	if err != nil {
		t.Fatal(err)
	}
	p := &paper.Paper{ID: "arXiv:2401.00001", Title: "Alpha", Abstract: "Alpha achieves an accuracy of 81.2% on GSM8K and 40.5% on MATH."}
	claims := x.Extract(p).Claims
	if len(claims) == 0 {
		t.Fatal("no claims to compare")
	}
	for i := range claims {
		if id := claimID(p.ID, &claims[i]); id != claims[i].ID {
			t.Errorf("claim %s is called %s here", claims[i].ID, id)
		}
	}
}
