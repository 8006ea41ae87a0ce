package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimboard/extract"
	"claimboard/extract/paper"
	"claimboard/rules"
)

type explainOptions struct {
	title  string
	paper  string
	rule   string
	all    bool
	format string
}

func newExplainCmd(a *app) *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain [TEXT|-]",
		Short: "Tell what the rules make of a text, and why",
		Long: `Tell what the rules make of a text: its sentences as patterns see them, the claims
and the rules that made them, and for every number that is no claim the reason,
with the rules that came nearest. The text is read from stdin where none is given.

--rule ID tells of one rule whether it was tried, and if so how far its pattern
got and where it stopped; --all tells it of every rule.`,
		Example: `  claimboard explain "EIT achieves an accuracy of 84.1% on GSM8K."
  claimboard explain --title "EIT: a method" - < abstract.txt
  claimboard explain --rule score.reach "EIT gets to 84.1% on GSM8K."`,
		RunE: func(cmd *cobra.Command, args []string) error { return explainRun(cmd.Context(), a, &o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.title, "title", "", "the paper's `TITLE`, where rules look for names too")
	f.StringVar(&o.paper, "paper", "", "explain the stored abstract of the paper with this `ID`")
	f.StringVar(&o.rule, "rule", "", "tell of the rules with this `ID`, in which * stands for anything")
	f.BoolVar(&o.all, "all", false, "tell of every rule")
	f.StringVar(&o.format, "format", "text", "`FORMAT`: text, json")
	return cmd
}

func explainRun(ctx context.Context, a *app, o *explainOptions, args []string) error {
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; write text or json", o.format)
	}
	p, err := a.explained(ctx, o, args)
	if err != nil {
		return err
	}
	set, err := a.ruleSet()
	if err != nil {
		return err
	}
	wanted, err := o.wanted(set)
	if err != nil {
		return err
	}
	x, err := extract.New(set)
	if err != nil {
		return err
	}
	e := x.NewTracer().Explain(p, wanted)
	if o.format == "json" {
		return a.writeJSON(e)
	}
	t := telling{colour: hasColour(a.stdout), attempts: o.rule != "" || o.all}
	_, err = io.WriteString(a.stdout, t.tell(&e))
	return err
}

// explained is the paper to explain: a text, or one of the database.
func (a *app) explained(ctx context.Context, o *explainOptions, args []string) (*paper.Paper, error) {
	if o.paper == "" {
		text, err := a.textOf(args)
		return &paper.Paper{ID: "text", Title: o.title, Abstract: text}, err
	}
	if len(args) > 0 {
		return nil, errors.New("explain a text or a --paper, not both")
	}
	store, err := a.openDB()
	if err != nil {
		return nil, err
	}
	defer store.Close()
	m, err := find(ctx, store, o.paper)
	if err != nil {
		return nil, err
	}
	p, err := store.Paper(ctx, m.Paper)
	if err != nil {
		return nil, err
	}
	if p.Abstract == "" {
		return nil, fmt.Errorf("the abstract of %s is not kept", p.ID)
	}
	return &paper.Paper{ID: p.ID, Title: p.Title, Abstract: p.Abstract}, nil
}

// maxText is the most of stdin that is taken for one text.
const maxText = 1 << 20

// textOf is the text of the arguments, or of stdin.
func (a *app) textOf(args []string) (string, error) {
	if len(args) > 0 && !(len(args) == 1 && args[0] == "-") {
		return repair(strings.Join(args, " ")), nil
	}
	if len(args) == 0 && isTerminal(a.stdin) {
		return "", errors.New("explain which text? give it in quotes, or on stdin")
	}
	data, err := io.ReadAll(io.LimitReader(a.stdin, maxText+1))
	if err != nil {
		return "", err
	}
	if len(data) > maxText {
		return "", errors.New("the text is larger than 1 MB: explain takes one abstract")
	}
	return strings.TrimSpace(repair(string(data))), nil
}

// repair makes a text what the readers of papers would give: valid UTF-8.
func repair(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// wanted chooses the rules to tell of: those that make claims, unless asked.
func (o *explainOptions) wanted(set *rules.Set) (func(*rules.Rule) bool, error) {
	if o.rule == "" {
		return func(r *rules.Rule) bool { return o.all || len(r.Emit) > 0 || r.Reject != "" }, nil
	}
	match := func(r *rules.Rule) bool { ok, _ := path.Match(o.rule, r.ID.Value); return ok }
	if _, err := path.Match(o.rule, ""); err != nil {
		return nil, fmt.Errorf("--rule %s: %w", o.rule, err)
	}
	if !slices.ContainsFunc(set.Rules, match) {
		return nil, fmt.Errorf("no rule %q; %s", o.rule, orElse(rules.DidYouMean(o.rule, set.IDs()), "claimboard list rules shows them"))
	}
	return match, nil
}

// telling writes an explanation for people.
type telling struct {
	colour   bool
	attempts bool // of the rules asked for, rather than the nearest ones
	b        strings.Builder
}

func (t *telling) line(format string, args ...any) {
	fmt.Fprintf(&t.b, format+"\n", args...)
}

func (t *telling) strong(s string) string {
	if t.colour {
		return "\x1b[1m" + safe(s) + "\x1b[0m"
	}
	return safe(s)
}

func (t *telling) tell(e *extract.Explanation) string {
	if len(e.Sentences) == 0 {
		t.line("There is no number in it.")
	}
	for _, own := range []struct{ what, name string }{{"system", e.OwnMethod}, {"benchmark", e.OwnBenchmark}} {
		if own.name != "" {
			t.line("The paper's own %s: %s", own.what, safe(own.name))
		}
	}
	for _, c := range e.Corrected {
		switch {
		case !c.Applied:
			t.line("A correction no longer applies: there is no claim %s (%s)", safe(c.Claim), safe(c.Reason))
		case c.Reject:
			t.line("Rejected by a correction: %s (%s)", safe(claimLine(c.Was)), safe(c.Reason))
		default:
			t.line("Corrected: it was %s (%s)", safe(claimLine(c.Was)), safe(c.Reason))
		}
	}
	claims := map[string]*extract.Claim{}
	for i := range e.Claims {
		claims[e.Claims[i].ID] = &e.Claims[i]
	}
	for i := range e.Sentences {
		t.sentence(&e.Sentences[i], claims)
	}
	return t.b.String()
}

func (t *telling) sentence(s *extract.ExplainedSentence, claims map[string]*extract.Claim) {
	t.line("\n%s", t.strong(s.Text))
	if len(s.Values) == 0 && len(s.Others) == 0 {
		return
	}
	t.line("  seen as  %s", safe(s.View))
	var names []string
	for _, m := range s.Mentions {
		name := fmt.Sprintf("%s %s", m.Type, m.Text)
		if m.Name != "" && m.Name != m.Text {
			name += " = " + m.Name
		}
		names = append(names, name)
	}
	t.line("  holds    %s", safe(strings.Join(names, "; ")))
	for i := range s.Values {
		t.value(&s.Values[i], s, claims)
	}
	for _, v := range s.Others {
		t.line("  %s: no value: %s", t.strong(v.Text), safe(v.Why))
	}
	if t.attempts {
		t.line("  rules:")
		for _, at := range s.Attempts {
			t.attempt(at)
		}
	}
}

func (t *telling) value(v *extract.ExplainedValue, s *extract.ExplainedSentence, claims map[string]*extract.Claim) {
	switch {
	case len(v.Claims) > 0:
		for _, id := range v.Claims {
			t.line("  %s: claim: %s", t.strong(v.Text), safe(claimLine(claims[id])))
		}
	default:
		t.line("  %s: no claim: %s", t.strong(v.Text), safe(orElse(v.Why, "another value of the sentence makes the same claim")))
	}
	if v.Unknown != "" {
		t.line("      %s is a name of unknown kind; a vocabulary entry or a mention rule would make it a benchmark", safe(v.Unknown))
	}
	if v.Rule != "" {
		t.line("      by %s%s", safe(v.Rule), safe(over(v.Losers)))
	}
	for _, slot := range v.Slots {
		t.line("      %s %s, by %s", slot.Slot, safe(slot.Text), safe(slot.Rule))
	}
	if v.Rule == "" && !t.attempts {
		for _, at := range nearest(s.Attempts, v.Text) {
			t.attempt(at)
		}
	}
}

// claimLine is a claim in short.
func claimLine(c *extract.Claim) string {
	line := fmt.Sprintf("%s | %s | %s | %s (%s, %s", c.Method, c.Benchmark, c.Metric+implied(c), c.ValueText, c.Kind+relative(c), c.Role)
	for _, more := range []string{inexact(c.Bound), c.Setting} {
		if more != "" {
			line += ", " + more
		}
	}
	if c.Versus != "" {
		line += ", versus " + c.Versus
	}
	return line + ")"
}

func over(losers []extract.ExplainedLoser) string {
	var out []string
	for _, l := range losers {
		out = append(out, fmt.Sprintf("%s (%s)", l.Rule, l.Why))
	}
	if out == nil {
		return ""
	}
	return ", before " + strings.Join(out, ", ")
}

// nearest are the few rules that came nearest to making a claim of a value.
func nearest(attempts []extract.Attempt, value string) []extract.Attempt {
	var out []extract.Attempt
	for _, at := range attempts {
		about := strings.Contains(at.On, value) || strings.HasPrefix(at.At, value)
		if at.Does == "emit" && at.Reached != "" && about && len(out) < 3 {
			out = append(out, at)
		}
	}
	return out
}

func (t *telling) attempt(at extract.Attempt) {
	switch {
	case len(at.Matched) > 0:
		t.line("      %s matches «%s»", safe(at.Rule), safe(strings.Join(at.Matched, "», «")))
	case at.Reached == "" && at.Tried():
		t.line("      %s was tried: nothing of it matches", safe(at.Rule))
	case at.Reached == "":
		t.line("      %s was not tried: the sentence holds no %s", safe(at.Rule), safe(anyOf(at.Missing)))
	default:
		if at.Tried() {
			t.line("      %s got as far as «%s» with %s", safe(at.Rule), safe(at.On), safe(tail(at.Reached)))
		} else {
			t.line("      %s was not tried: the sentence holds no %s", safe(at.Rule), safe(anyOf(at.Missing)))
			t.line("        it would get as far as «%s» with %s", safe(at.On), safe(tail(at.Reached)))
		}
		if at.At == "" {
			t.line("        and came to the end, where the pattern goes on with %s", safe(at.Stopped))
		} else {
			t.line("        and stopped at «%s», where the pattern goes on with %s", safe(at.At), safe(at.Stopped))
		}
	}
}

// anyOf lists texts of which one is needed, the first few where they are many.
func anyOf(texts []string) string {
	const few = 6
	var out []string
	for _, s := range texts[:min(len(texts), few)] {
		out = append(out, "«"+s+"»")
	}
	line := strings.Join(out, " or ")
	if n := len(texts) - few; n > 0 {
		line += fmt.Sprintf(" or %d more", n)
	}
	return line
}

// tail is the end of a long text.
func tail(s string) string {
	r := []rune(s)
	if len(r) <= 90 {
		return s
	}
	return "…" + string(r[len(r)-90:])
}
