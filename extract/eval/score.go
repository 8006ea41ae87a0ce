// Package eval judges claims against gold, as gold/score.py does: a claim is
// right at a level when every element of that level equals one of the gold
// claim's accepted names.
//
//	found   benchmark, value and kind
//	metric  found, and the metric
//	full    metric, and the method
//
// Claims and gold are paired one to one, as many as possible. Gold claims that
// are optional are neither required nor wrong; a claim repeated to the letter
// is wrong.
package eval

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"claimboard/extract"
)

// Levels and kinds of the report, in its order.
var (
	kinds  = []string{extract.Score, extract.Delta, "all"}
	levels = []string{"found", "metric", "full"}
)

// Report is how claims compare with gold.
type Report struct {
	Papers int
	Stray  int // claims of papers that gold does not hold
	Rows   []Row
	// Attributes count what right claims say beyond method, benchmark, metric
	// and value.
	Attributes []Attribute
	Missed     []Miss // required gold claims that nothing matches in full
	Wrong      []Miss // claims that match nothing in full
	// Slots are the errors of claims that were found: right number and benchmark.
	Slots []Slot
	// Judged are all claims of the papers of gold, with the verdict at level full.
	Judged []Judged
}

// Row is one kind at one level. P, R and F1 are rounded to four digits.
type Row struct {
	Name      string
	P, R, F1  float64
	Right     int
	Wrong     int
	MissCount int
}

// Attribute counts how many full matches have one attribute right.
type Attribute struct {
	Name   string
	OK, Of int
}

// Miss is a claim without its fellow.
type Miss struct {
	Paper string
	Gold  *GoldClaim
	Claim *Claim
}

// Verdict is what became of a claim.
type Verdict int

// Verdicts.
const (
	Right    Verdict = iota // matches a required gold claim in full
	Optional                // matches an optional one
	Wrong
)

// Judged is a claim with its verdict.
type Judged struct {
	Claim   *Claim
	Verdict Verdict
	// Gold is the claim that it matches, as "paper#number", "" for none.
	Gold string
}

// Score compares claims with gold.
func Score(gold []Gold, claims []Claim) *Report {
	r := &Report{Papers: len(gold)}
	byPaper := r.sort(gold, claims)
	attrs := newAttributes()
	for _, kind := range kinds {
		for l, level := range levels {
			var row Row
			row.Name = kind + "/" + level
			last := kind == "all" && level == "full"
			for i := range gold {
				p := newPaper(&gold[i], byPaper[gold[i].ID], kind)
				p.pair(l)
				row.add(p)
				if last {
					r.note(p, attrs)
				}
				if kind == "all" && level == "found" {
					r.slots(p)
				}
			}
			row.finish()
			r.Rows = append(r.Rows, row)
		}
	}
	r.Attributes = attrs.list
	return r
}

// sort finds the paper of each claim: by its id, else by its title.
func (r *Report) sort(gold []Gold, claims []Claim) map[string][]*Claim {
	byID, byTitle := map[string]string{}, map[string]string{}
	for _, g := range gold {
		byID[g.ID] = g.ID
		if g.Title != "" {
			byTitle[key(g.Title)] = g.ID
		}
	}
	out := map[string][]*Claim{}
	for i := range claims {
		c := &claims[i]
		id, ok := byID[c.PaperID]
		if !ok {
			id, ok = byTitle[key(c.Title)]
		}
		if !ok {
			r.Stray++
			continue
		}
		out[id] = append(out[id], c)
	}
	return out
}

// pairing is the claims of one paper, of one kind or all, paired with gold at
// one level.
type pairing struct {
	id     string
	gold   []*GoldClaim
	claims []*Claim
	owner  []int // claim to gold, -1 for none
	wrong  []bool
	hit    []bool
}

func newPaper(g *Gold, claims []*Claim, kind string) *pairing {
	p := &pairing{id: g.ID}
	for i := range g.Claims {
		if kind == "all" || g.Claims[i].Kind == kind {
			p.gold = append(p.gold, &g.Claims[i])
		}
	}
	for _, c := range claims {
		if kind == "all" || c.Kind == kind {
			p.claims = append(p.claims, c)
		}
	}
	return p
}

// pair makes the largest one-to-one pairing by augmenting paths, required gold
// first.
func (p *pairing) pair(level int) {
	p.owner = make([]int, len(p.claims))
	for j := range p.owner {
		p.owner[j] = -1
	}
	for _, optional := range []bool{false, true} {
		for i, g := range p.gold {
			if g.Optional == optional {
				p.place(i, level, make([]bool, len(p.claims)))
			}
		}
	}
	p.hit = make([]bool, len(p.gold))
	for _, i := range p.owner {
		if i >= 0 && !p.gold[i].Optional {
			p.hit[i] = true
		}
	}
	p.judge()
}

func (p *pairing) place(i, level int, seen []bool) bool {
	for j, c := range p.claims {
		if seen[j] || !right(c, p.gold[i], level) {
			continue
		}
		seen[j] = true
		if p.owner[j] < 0 || p.place(p.owner[j], level, seen) {
			p.owner[j] = i
			return true
		}
	}
	return false
}

// judge tells which claims are wrong: those that no gold has, unless an optional
// one would be found by them, once.
func (p *pairing) judge() {
	p.wrong = make([]bool, len(p.claims))
	seen := map[string]bool{}
	for j, c := range p.claims {
		again := seen[c.letter()]
		seen[c.letter()] = true
		loose := func(g *GoldClaim) bool { return g.Optional && right(c, g, 0) }
		p.wrong[j] = p.owner[j] < 0 && (again || !slices.ContainsFunc(p.gold, loose))
	}
}

// letter is what makes two claims the same to the letter.
func (c *Claim) letter() string {
	return strings.Join([]string{c.keys[2], c.keys[0], c.keys[1], key(c.Kind), key(c.Setting), key(c.ValueText), written(c.Value)}, "\x00")
}

func right(c *Claim, g *GoldClaim, level int) bool {
	if c.Kind != g.Kind || !c.Valid {
		return false
	}
	if !near(c.value, g.value) && !(g.Kind == extract.Delta && near(c.value, -g.value)) {
		return false
	}
	for i := 0; i <= level; i++ {
		if !g.keys[i][c.keys[i]] {
			return false
		}
	}
	return true
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func (r *Row) add(p *pairing) {
	for i, g := range p.gold {
		switch {
		case p.hit[i]:
			r.Right++
		case !g.Optional:
			r.MissCount++
		}
	}
	for _, w := range p.wrong {
		if w {
			r.Wrong++
		}
	}
}

func (r *Row) finish() {
	p, q := share(r.Right, r.Wrong), share(r.Right, r.MissCount)
	f := 0.0
	if p+q > 0 {
		f = 2 * p * q / (p + q)
	}
	r.P, r.R, r.F1 = round4(p), round4(q), round4(f)
}

func share(right, other int) float64 {
	if right+other == 0 {
		return 0
	}
	return float64(right) / float64(right+other)
}

func round4(v float64) float64 {
	out, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 4, 64), 64)
	return out
}

// note keeps what the full level of all kinds says of single claims.
func (r *Report) note(p *pairing, attrs *attributes) {
	for j, i := range p.owner {
		verdict := Right
		gold := ""
		switch {
		case i >= 0 && !p.gold[i].Optional:
			attrs.add(p.claims[j], p.gold[i])
		case p.wrong[j]:
			verdict = Wrong
			r.Wrong = append(r.Wrong, Miss{Paper: p.id, Claim: p.claims[j]})
		default:
			verdict = Optional
		}
		if i >= 0 {
			gold = fmt.Sprintf("%s#%d", p.id, i)
		}
		r.Judged = append(r.Judged, Judged{p.claims[j], verdict, gold})
	}
	for i, g := range p.gold {
		if !g.Optional && !p.hit[i] {
			r.Missed = append(r.Missed, Miss{Paper: p.id, Gold: g})
		}
	}
}

// attributes counts in the order of score.py.
type attributes struct{ list []Attribute }

func newAttributes() *attributes {
	a := &attributes{}
	for _, name := range []string{"unit", "bound", "role", "setting present", "low", "delta sign"} {
		a.list = append(a.list, Attribute{Name: name})
	}
	return a
}

func (a *attributes) count(i int, ok bool) {
	a.list[i].Of++
	if ok {
		a.list[i].OK++
	}
}

func (a *attributes) add(c *Claim, g *GoldClaim) {
	a.count(0, sameUnit(c.Unit, g.Unit))
	a.count(1, or(c.Bound, extract.Exact) == or(g.Bound, extract.Exact))
	a.count(2, or(c.Role, extract.Proposed) == or(g.Role, extract.Proposed))
	if g.Setting != "" {
		a.count(3, c.Setting != "")
	}
	if g.Low != "" {
		low, err := g.Low.Float64()
		a.count(4, err == nil && c.Low != nil && near(*c.Low, low))
	}
	if g.Kind == extract.Delta {
		a.count(5, near(c.value, g.value))
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// sameUnit compares units. A bare number may carry the metric's usual unit, and
// points of a percentage are both.
func sameUnit(a, b string) bool {
	a, b = plainUnit(a), plainUnit(b)
	loose := func(u string) bool { return u == "" || u == "%" || u == "points" }
	return a == b || loose(a) && loose(b)
}

func plainUnit(u string) string {
	switch u = strings.ToLower(strings.TrimSpace(u)); u {
	case "percent":
		return "%"
	case "point", "pp":
		return "points"
	case "times", "×":
		return "x"
	}
	return u
}

// Write prints the report as score.py does, and the errors by slot under it.
// The first misses of either kind are shown.
func (r *Report) Write(w io.Writer, misses int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d papers, %d claims of other papers left out\n", r.Papers, r.Stray)
	fmt.Fprintf(&b, "%-14s %9s %7s %7s %6s %6s %6s\n", "kind/level", "precision", "recall", "F1", "right", "wrong", "missed")
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%-14s %9.3f %7.3f %7.3f %6d %6d %6d\n", row.Name, row.P, row.R, row.F1, row.Right, row.Wrong, row.MissCount)
	}
	var attrs []string
	for _, a := range r.Attributes {
		if a.Of > 0 {
			attrs = append(attrs, fmt.Sprintf("%s %d/%d", a.Name, a.OK, a.Of))
		}
	}
	fmt.Fprintf(&b, "of the full matches: %s\n", strings.Join(attrs, ", "))
	for _, m := range r.Missed[:min(misses, len(r.Missed))] {
		g := m.Gold
		b.WriteString(missLine("missed", m.Paper, g.Kind, g.Method.first(), g.Benchmark.first(), g.Metric.first(), g.Value.String(), g.Span))
	}
	for _, m := range r.Wrong[:min(misses, len(r.Wrong))] {
		c := m.Claim
		b.WriteString(missLine("wrong", m.Paper, c.Kind, c.Method, c.Benchmark, c.Metric, c.Value, c.Sentence))
	}
	r.writeSlots(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func missLine(what, paper, kind, method, benchmark, metric, value, words string) string {
	line := []rune(fmt.Sprintf("%-6s %s: %s %s | %s | %s | %s  «%s»", what, paper, kind, method, benchmark, metric, written(value), words))
	return string(line[:min(260, len(line))]) + "\n"
}
