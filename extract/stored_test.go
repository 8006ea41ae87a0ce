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
		for i, w := range append(derive(tree, 1), derive(tree, maxWays)...) {
			if i > 0 {
				line += " |"
			}
			for _, n := range w {
				texts := strings.Join(n.clause, "\t")
				if strings.Contains(texts, "\n") || strings.Count(texts, "\t") != len(n.clause)-1 {
					return "", fmt.Errorf("rule %s: a text that it needs has a tab or line end", r.ID.Value)
				}
				k := slices.Index(clauses, texts)
				if k < 0 {
					k = len(clauses)
					clauses = append(clauses, texts)
				}
				line += " "
				if n.loose {
					line += "~"
				}
				line += strconv.Itoa(k)
			}
		}
		patterns = append(patterns, line)
	}
	return strings.Join(clauses, "\n") + "\n\n" + strings.Join(patterns, "\n") + "\n", nil
}
