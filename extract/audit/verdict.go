// Package audit measures claims that no gold covers: people read a random
// sample of them beside their abstracts, and write a verdict for each. Sample
// draws the claims, ReadSheet reads the filled sheet, Sum gives the precision
// with its interval and how far readers agree.
//
// Verdicts follow the levels by which eval compares claims with gold, so that a
// precision from an audit and one from gold mean the same.
package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimboard/extract"
)

// Verdict is what a reader thinks of a claim.
type Verdict string

// Verdicts, from best to worst. Names are right that a careful reader would
// take for the same name; the sign of a delta does not count.
const (
	// Full claims have kind, method, benchmark, metric and value right: eval's
	// level "full".
	Full Verdict = "full"
	// Found claims have benchmark, value and kind right, method or metric not:
	// eval's level "found", and no more.
	Found Verdict = "found"
	// Wrong claims are anything else.
	Wrong Verdict = "wrong"
	// Unclear claims are those of which the abstract does not tell, and those
	// that a careful reader might as well leave out, which gold calls optional.
	// As there, they are neither right nor wrong.
	Unclear Verdict = "unclear"
)

// Verdicts are all there are, in order.
var Verdicts = []Verdict{Full, Found, Wrong, Unclear}

// parseVerdict reads a cell. An empty one is "" and no error.
func parseVerdict(cell string) (Verdict, error) {
	v := Verdict(strings.ToLower(strings.TrimSpace(cell)))
	if v == "" || slices.Contains(Verdicts, v) {
		return v, nil
	}
	return "", fmt.Errorf("unknown verdict %q; write full, found, wrong or unclear", cell)
}

// Judgement is a verdict on one claim.
type Judgement struct {
	// Claim is the claim's Key.
	Claim   string
	PaperID string
	Kind    string
	Rule    string
	Verdict Verdict
	Reader  string
}

// Key names a claim in a sheet: "6b6a54fa493b/9f0c", its id and four digits of a
// hash of its metric. The id alone is shared by claims that differ in nothing
// but the metric ("CER and WER of 3.1"); with the slash, no spreadsheet takes
// an id of digits for a number.
func Key(r *extract.Record) string {
	sum := sha256.Sum256([]byte(r.Metric))
	return r.ClaimID + "/" + hex.EncodeToString(sum[:2])
}

var isKey = regexp.MustCompile(`^[0-9a-f]{12}/[0-9a-f]{4}$`).MatchString
