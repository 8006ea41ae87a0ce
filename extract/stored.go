package extract

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strconv"
	"strings"
	"sync"
)

// What the patterns of the built-in rules need is stored with the program: to
// parse and derive them takes half the time of its start. A test says when the
// file is out of date, which costs no more than that time. It begins with a line
// for each clause, its texts parted by tabs; behind an empty line it has one for
// each pattern: its hash and the numbers of its clauses.
//
//go:embed stored.txt
var stored string

// storedNeeds is the requirement of a pattern, if it is stored.
func storedNeeds(pattern string) (requirement, bool) {
	q, ok := readStored()[patternHash(pattern)]
	return q, ok
}

var readStored = sync.OnceValue(func() map[string]requirement {
	clauseLines, patternLines, _ := strings.Cut(stored, "\n\n")
	var clauses []clause
	for line := range strings.Lines(clauseLines) {
		clauses = append(clauses, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	needs := map[string]requirement{}
	for line := range strings.Lines(patternLines) {
		fields := strings.Fields(line)
		var q requirement
		for _, f := range fields[1:] {
			n, err := strconv.Atoi(f)
			if err != nil || n >= len(clauses) {
				return nil
			}
			q = append(q, clauses[n])
		}
		needs[fields[0]] = q
	}
	return needs
})

func patternHash(pattern string) string {
	sum := sha256.Sum256([]byte(pattern))
	return hex.EncodeToString(sum[:8])
}
