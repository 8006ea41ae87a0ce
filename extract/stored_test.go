package extract

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimboard/rules"
)

func TestStoredNeeds(t *testing.T) {
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	want, err := storeNeeds(set.Rules)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("RECORD") == "true" {
		if err := os.WriteFile("stored.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if stored != want {
		t.Error("what the built-in rules need has changed: RECORD=true go test ./extract -run TestStoredNeeds")
	}
}

// storeNeeds writes what readStored reads.
func storeNeeds(rs []*rules.Rule) (string, error) {
	var clauses, patterns []string
	for _, r := range rs {
		tree, err := syntaxOf(r.Expanded.Regexp)
		if err != nil {
			return "", err
		}
		line := patternHash(r.Expanded.Regexp)
		for _, c := range derive(tree) {
			texts := strings.Join(c, "\t")
			if strings.Contains(texts, "\n") || strings.Count(texts, "\t") != len(c)-1 {
				return "", fmt.Errorf("rule %s: a text that it needs has a tab or line end", r.ID.Value)
			}
			n := slices.Index(clauses, texts)
			if n < 0 {
				n = len(clauses)
				clauses = append(clauses, texts)
			}
			line += " " + strconv.Itoa(n)
		}
		patterns = append(patterns, line)
	}
	return strings.Join(clauses, "\n") + "\n\n" + strings.Join(patterns, "\n") + "\n", nil
}
