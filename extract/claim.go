package extract

import "claimboard/extract/paper"

// Kinds of claim.
const (
	Score = "score" // an absolute value that a system reaches
	Delta = "delta" // a difference between two systems
)

// Bounds of a value.
const (
	Exact   = "exact"
	AtLeast = "at_least" // "over 99.9%"
	AtMost  = "at_most"  // "up to 60%"
	Approx  = "approx"   // "around 10%"
)

// Roles of the system that has a value.
const (
	Proposed  = "proposed"  // the paper's own system
	Baseline  = "baseline"  // what it is compared with or starts from
	Evaluated = "evaluated" // a system that a benchmark paper measures
	Human     = "human"
)

// Claim is one number that an abstract reports: a method's value on a
// benchmark, and the words that say so.
type Claim struct {
	// ID hashes paper, start, kind, benchmark and method: stable across runs.
	ID        string `json:"claim_id"`
	Method    string `json:"method"`
	Benchmark string `json:"benchmark"`
	Metric    string `json:"metric"`
	// MetricImplied says that the text names no metric and the benchmark's
	// usual one was taken.
	MetricImplied bool `json:"metric_implied"`
	// Value is the number as written: 84.1 for "84.1%", 0.73 for "0.73".
	// Of a range it is the higher end and Low the lower.
	Value float64  `json:"value"`
	Low   *float64 `json:"low"`
	// ValueText is the author's text, sign and unit mark included:
	// Abstract[Start:End] == ValueText.
	ValueText string `json:"value_text"`
	// Unit is "%", "points", "x", "" for a bare number, or the unit written.
	Unit     string `json:"unit"`
	Kind     string `json:"kind"`
	Relative bool   `json:"relative"`
	Bound    string `json:"bound"`
	Role     string `json:"role"`
	// Versus is what a delta is a difference to, where the text tells; a score has none.
	Versus  string `json:"versus"`
	Setting string `json:"setting"`
	// Rule is the id of the rule that made the claim.
	Rule     string `json:"rule"`
	Sentence string `json:"sentence"`
	// Start and End are the value's bytes in the abstract as read.
	Start int `json:"start"`
	End   int `json:"end"`
}

// IDIn is the id that the claim has as one of the paper of that id.
func (c *Claim) IDIn(paper string) string { return claimID(paper, c) }

// Record is a claim with its paper: one line of an export. Its fields, in
// order, are the columns.
type Record struct {
	ClaimID       string   `json:"claim_id"`
	PaperID       string   `json:"paper_id"`
	Title         string   `json:"title"`
	URL           string   `json:"url"`
	Published     string   `json:"published"`
	Method        string   `json:"method"`
	Benchmark     string   `json:"benchmark"`
	Metric        string   `json:"metric"`
	MetricImplied bool     `json:"metric_implied"`
	Value         float64  `json:"value"`
	Low           *float64 `json:"low"`
	ValueText     string   `json:"value_text"`
	Unit          string   `json:"unit"`
	Kind          string   `json:"kind"`
	Relative      bool     `json:"relative"`
	Bound         string   `json:"bound"`
	Role          string   `json:"role"`
	Versus        string   `json:"versus"`
	Setting       string   `json:"setting"`
	Rule          string   `json:"rule"`
	Sentence      string   `json:"sentence"`
	Start         int      `json:"start"`
	End           int      `json:"end"`
	Source        string   `json:"source"`
}

// NewRecord puts a claim and its paper into one record.
func NewRecord(p *paper.Paper, c *Claim) Record {
	return Record{
		ClaimID: c.ID, PaperID: p.ID, Title: p.Title, URL: p.URL, Published: p.Published,
		Method: c.Method, Benchmark: c.Benchmark, Metric: c.Metric, MetricImplied: c.MetricImplied,
		Value: c.Value, Low: c.Low, ValueText: c.ValueText, Unit: c.Unit, Kind: c.Kind,
		Relative: c.Relative, Bound: c.Bound, Role: c.Role, Versus: c.Versus, Setting: c.Setting,
		Rule: c.Rule, Sentence: c.Sentence, Start: c.Start, End: c.End, Source: p.Source,
	}
}
