package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dlclark/regexp2/v2"

	"claimboard/rules"
)

// Attempt is what became of one rule on one sentence.
type Attempt struct {
	Rule string `json:"rule"`
	// Does is "emit", "reject", "mention" or "bind".
	Does string `json:"does"`
	// Missing are texts and tokens of which the sentence holds none, although
	// the pattern needs one. Then the rule cannot match, whether or not it was
	// tried, and what follows says how far it gets.
	Missing []string `json:"missing,omitempty"`
	// Matched are the stretches of the sentence that the rule matched.
	Matched []string `json:"matched,omitempty"`
	// Reached is the longest head of a branch of the pattern, as written, that
	// still matches; On what it matched, Stopped the part of the pattern that
	// then failed, At the words that stood there.
	Reached string `json:"reached,omitempty"`
	On      string `json:"on,omitempty"`
	Stopped string `json:"stopped,omitempty"`
	At      string `json:"at,omitempty"`
	// Part is the share of the branch that was reached, 0 to 1.
	Part float64 `json:"part"`
}

// Tried says whether the pattern was run.
func (t Attempt) Tried() bool { return len(t.Missing) == 0 }

// Tracer explains texts: beside what came of them, what every rule came to. It
// serves one goroutine.
type Tracer struct {
	x     *Extractor
	heads map[string]*regexp2.Regexp // compiled heads of branches
}

// NewTracer makes a tracer for the rules of an extractor.
func (x *Extractor) NewTracer() *Tracer {
	return &Tracer{x: x, heads: map[string]*regexp2.Regexp{}}
}

// attempts says what each of the patterns came to on a sentence, matches first,
// then by how far they got.
func (t *Tracer) attempts(a *analysis, s *sentence, patterns []*pattern) []Attempt {
	var out []Attempt
	for _, p := range patterns {
		if p.rule.Bind != "" {
			out = append(out, t.bindAttempt(a, s, p))
		} else {
			out = append(out, t.attempt(a, s, p))
		}
	}
	slices.SortStableFunc(out, func(a, b Attempt) int {
		return cmp.Or(cmp.Compare(len(b.Matched), len(a.Matched)), cmp.Compare(b.Part, a.Part))
	})
	return out
}

// bindAttempt is the best attempt of a bind rule for any value of a sentence:
// such a rule sees the value that it is to complete marked.
func (t *Tracer) bindAttempt(a *analysis, s *sentence, p *pattern) Attempt {
	var best Attempt
	for i := range s.view {
		if m := s.at(i); m == nil || !m.IsValue() {
			continue
		}
		s.view[i] += rules.This
		got := t.attempt(a, s, p)
		s.view[i] -= rules.This
		if best.Rule == "" || got.Part > best.Part {
			best = got
		}
	}
	return best
}

// best is the best attempt of one rule on a text, nil where it was not run on
// any sentence.
func (t *Tracer) best(a *analysis, r *rules.Rule) *Attempt {
	i := slices.IndexFunc(t.x.patterns, func(p *pattern) bool { return p.rule == r })
	p := *t.x.patterns[i]
	p.watch = nil // this is no use of the rule
	on := a
	if r.Mention != "" { // it sees names before their kinds are settled
		on = &analysis{x: t.x, paper: a.paper, text: a.text}
		on.look()
		on.read()
	}
	sentences := on.sentences
	switch r.Scope {
	case "title":
		sentences = []*sentence{on.title}
	case acrossScope:
		sentences = []*sentence{&newWhole(on.sentences).sentence}
	}
	var best *Attempt
	for _, s := range sentences {
		for _, at := range t.attempts(on, s, []*pattern{&p}) {
			if at.Rule != "" && (best == nil || at.Part > best.Part) {
				best = &at
			}
		}
	}
	return best
}

func (t *Tracer) attempt(a *analysis, s *sentence, p *pattern) Attempt {
	out := Attempt{Rule: p.rule.ID.Value, Does: p.rule.Does()}
	words := func(from, to int) string { return a.wordsOf(s, from, to) }
	if p.gate != nil {
		out.Missing = inFewWords(p.needs.unmet(s.view))
	}
	a.each(p, s, false, func(m match) bool {
		out.Matched = append(out.Matched, words(m.start, m.end))
		return true
	})
	if len(out.Matched) > 0 {
		out.Part = 1
		return out
	}
	for _, b := range p.rule.Expanded.Branches() {
		t.reach(&out, s, p, b, words)
	}
	return out
}

// unmet is the first clause that a view does not fulfil, nil if there is none.
func (q requirement) unmet(view []rune) clause {
	text := string(view)
	for _, c := range q {
		if !c.ofThis() && !slices.ContainsFunc(c, func(s string) bool { return strings.Contains(text, s) }) {
			return c
		}
	}
	return nil
}

// inFewWords writes the texts of a clause, one for all that differ in a token
// only where a token stands for them together.
func inFewWords(c clause) []string {
	var out []string
	for _, text := range c {
		out = append(out, named(text))
	}
	for _, wide := range []struct {
		name string
		of   []string
	}{
		{"{number}", []string{"{percent}", "{points}", "{factor}", "{decimal}", "{quantity}", "{signed}", "{integer}"}},
		{"{value}", []string{"{percent}", "{points}", "{factor}", "{decimal}", "{quantity}", "{signed}"}},
		{"{system}", []string{"{method}", "{self}", "{name}", "{rival}"}},
		{"{method}", []string{"{method}", "{self}"}},
	} {
		for _, text := range slices.Clone(out) {
			head, tail, ok := strings.Cut(text, wide.of[0])
			missing := func(name string) bool { return !slices.Contains(out, head+name+tail) }
			if !ok || slices.ContainsFunc(wide.of, missing) {
				continue
			}
			out[slices.Index(out, text)] = head + wide.name + tail
			for _, name := range wide.of[1:] {
				i := slices.Index(out, head+name+tail)
				out = slices.Delete(out, i, i+1)
			}
		}
	}
	return out
}

// named writes a text of a requirement with its tokens' names in braces.
func named(text string) string {
	var b strings.Builder
	for _, r := range text {
		if name := rules.TokenName(r); name != "" {
			b.WriteString("{" + name + "}")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// reach finds the longest head of a branch that matches somewhere. A head that
// matches has heads that match, so that halving finds it.
func (t *Tracer) reach(out *Attempt, s *sentence, p *pattern, b rules.Piece, words func(from, to int) string) {
	x := &p.rule.Expanded
	steps := x.Steps(b)
	from, to := -1, -1
	low, high := 0, len(steps) // heads of low steps match, of high do not
	for low+1 < high {
		mid := (low + high) / 2
		if f, e, ok := t.find(s, x.Regexp[b.Start:steps[mid-1].End]); ok {
			low, from, to = mid, f, e
		} else {
			high = mid
		}
	}
	for low > 1 && midWord(x.Regexp, steps, low) {
		low--
		from, to, _ = t.find(s, x.Regexp[b.Start:steps[low-1].End])
	}
	if from < 0 || to == from {
		return
	}
	part := float64(low) / float64(len(steps))
	if part <= out.Part {
		return
	}
	out.Part = part
	out.Reached = x.Source(rules.Piece{Start: b.Start, End: steps[low-1].End})
	out.Stopped = x.Source(rules.Piece{Start: steps[low].Start, End: wordEnd(x.Regexp, steps, low)})
	out.On, out.At = words(from, to), words(to, min(to+40, len(s.view)))
}

// midWord says whether a word goes on from the step before the i-th to it.
func midWord(text string, steps []rules.Piece, i int) bool {
	letter := func(p rules.Piece) bool { return p.End == p.Start+1 && isWordByte(text[p.Start]) }
	return letter(steps[i-1]) && letter(steps[i])
}

// wordEnd ends the step that failed; of letters the whole word is shown.
func wordEnd(text string, steps []rules.Piece, i int) int {
	for ; i+1 < len(steps); i++ {
		if step := text[steps[i].Start:steps[i].End]; len(step) > 1 || step == " " || !isWordByte(text[steps[i+1].Start]) {
			break
		}
	}
	return steps[i].End
}

func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) }

// find runs a head of a branch. Heads that do not compile, as half a
// conditional, match nothing.
func (t *Tracer) find(s *sentence, head string) (from, to int, ok bool) {
	re, known := t.heads[head]
	if !known {
		re, _ = regexp2.Compile(head)
		if re != nil {
			re.MatchTimeout = DefaultMatchTime
		}
		t.heads[head] = re
	}
	if re == nil {
		return 0, 0, false
	}
	err := re.FindRunesMatches(s.view, 0, func(v regexp2.MatchView) bool {
		start, n, _ := v.GroupRange(0)
		from, to, ok = start, start+n, true
		return false
	})
	return from, to, ok && err == nil
}

// wordsOf are the author's words for a stretch of a view.
func (a *analysis) wordsOf(s *sentence, from, to int) string {
	text := a.text.Tidy
	if s == a.title {
		text = a.titleText
	}
	return strings.TrimSpace(text[s.offset[from]:s.offset[to]])
}
