package extract

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/dlclark/regexp2/v2/syntax"
)

// What the patterns of the built-in rules need is stored with the program: to
// parse and derive them takes half the time of its start. A test says when the
// file is out of date, which costs no more than that time. It begins with a line
// for each clause, its texts parted by tabs; behind an empty line it has one for
// each pattern: its hash, the numbers of its requirement's clauses, and behind a
// bar for each of its ways those of its needs, "~" before loose ones.
//
//go:embed stored.txt
var stored string

// demand is what a pattern needs.
type demand struct {
	needs requirement
	ways  []way
}

// demandOf reads what a pattern needs off its syntax tree.
func demandOf(tree *syntax.RegexTree) demand {
	return demand{derive(tree, 1)[0].requirement(), derive(tree, maxWays)}
}

// unconditional says whether some way needs nothing that a view could lack.
func (d demand) unconditional() bool {
	return slices.ContainsFunc(d.ways, func(w way) bool {
		return !slices.ContainsFunc(w, func(n need) bool { return !n.clause.ofThis() })
	})
}

// storedDemand is what a pattern needs, if it is stored.
func storedDemand(pattern string) (demand, bool) {
	d, ok := readStored()[patternHash(pattern)]
	return d, ok
}

var readStored = sync.OnceValue(func() map[string]demand {
	clauseLines, patternLines, _ := strings.Cut(stored, "\n\n")
	var clauses []clause
	for line := range strings.Lines(clauseLines) {
		clauses = append(clauses, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	out := map[string]demand{}
	for line := range strings.Lines(patternLines) {
		hash, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		needs, ways, _ := strings.Cut(rest, "|")
		d := demand{needs: storedWay(needs, clauses).requirement()}
		for w := range strings.SplitSeq(ways, "|") {
			d.ways = append(d.ways, storedWay(w, clauses))
		}
		out[hash] = d
	}
	return out
})

func storedWay(numbers string, clauses []clause) way {
	var out way
	for f := range strings.FieldsSeq(numbers) {
		digits, loose := strings.CutPrefix(f, "~")
		if n, err := strconv.Atoi(digits); err == nil && n < len(clauses) {
			out = append(out, need{clauses[n], loose})
		}
	}
	return out
}

func patternHash(pattern string) string {
	sum := sha256.Sum256([]byte(pattern))
	return hex.EncodeToString(sum[:8])
}
