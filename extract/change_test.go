package extract

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimboard/extract/paper"
	"claimboard/rules"
)

var edits = flag.Int("edits", 5, "edits of the rules that TestChange compares papers after")

// TestChange edits the rules at random, again and again, and wants the same
// claims as before of every paper that a change is said not to touch. Notes are
// kept from when a paper was last touched.
func TestChange(t *testing.T) {
	papers := changePapers(t)
	e := newEditor(newBuiltin(t).set, papers)
	old := load(t, e.file())
	before := extractAll(compiled(t, old), papers)
	notes := make([]Notes, len(papers))
	for i := range papers {
		notes[i] = before[i].Notes
	}
	all := 0
	for n := range *edits {
		e.edit(n%3 == 0)
		now := load(t, e.file())
		x := compiled(t, now)
		change := x.Since(old)
		passed, noted, unread := 0, 0, 0
		after := extractAll(x, papers)
		for i, p := range papers {
			unknown, known := !change.Touches(p, nil), !change.Touches(p, notes[i])
			if unknown {
				passed++
			}
			if known {
				noted++
			}
			if notes[i].depth() < change.Depth() && !slices.Contains(change.Papers(), p.ID) {
				if unread++; !known {
					t.Errorf("edit %d, %s %q is touched, although the change does not go so far", n, p.ID, p.Title)
				}
			}
			was, is := withoutNotes(before[i]), withoutNotes(after[i])
			if (unknown || known) && !reflect.DeepEqual(is, was) {
				t.Errorf("edit %d, %s %q, notes %x: now %+v\nbefore %+v\n%s\n%s", n, p.ID, p.Title, notes[i], is, was, p.Abstract, e.file())
			}
			if !known {
				if got := change.Extract(p, notes[i]); !reflect.DeepEqual(got, after[i]) {
					t.Errorf("edit %d, %s %q, notes %x: read again %+v\nwant %+v\n%s\n%s", n, p.ID, p.Title, notes[i], got, after[i], p.Abstract, e.file())
				}
				notes[i] = after[i].Notes
			}
		}
		t.Logf("edit %d: of %d papers %d passed over, %d by notes, %d of them unread, all %v", n, len(papers), passed, noted, unread, change.All())
		if passed == 0 && !change.All() {
			t.Errorf("edit %d passes no paper over", n)
		}
		all += passed
		old, before = now, after
	}
	if all == 0 {
		t.Error("no edit passes a paper over")
	}
}

// Where only rules for claims differ, a paper is read again by what was noted.
func TestChangeExtract(t *testing.T) {
	x := newBuiltin(t)
	var many []string
	for _, r := range x.set.Rules {
		if r.Mention == "" && !makesBenchmark(r) && len(many) < 2*manyDiffer {
			many = append(many, fmt.Sprintf("{patch: %s, priority: %d}", r.ID.Value, len(many)))
		}
	}
	papers := changePapers(t)
	before := extractAll(x, papers)
	for _, edit := range []string{
		"rules: [{id: a.b, pattern: '{value}', priority: -200, emit: {kind: score}}]",
		"rules: [{id: a.b, pattern: '{value}', priority: 200, reject: no}]",
		"rules: [{id: a.b, pattern: '{benchmark}.*{value}', scope: abstract, emit: {kind: score}}]",
		"rules: [{id: a.b, pattern: '{value}.* (?<setting>with [a-z]+)', bind: setting}]",
		"rules: [{id: a.b, pattern: '\\G{skip:60}{value}', priority: 200, emit: {kind: score}}]",
		"changes: [{disable: score.reach}, {patch: score.value-on, priority: 200}]",
		"changes: [{disable: " + x.binds["metric"][0].rule.ID.Value + "}]",
		"changes: [" + strings.Join(many, ", ") + "]",
	} {
		y := compiled(t, load(t, "schema: claimboard/v1\nextends: builtin\n"+edit+"\n"))
		change := y.Since(x.set)
		if change.Depth() != Searched {
			t.Fatalf("%s goes deeper than rules for claims", edit)
		}
		touched := 0
		for i, p := range papers {
			if !change.Touches(p, before[i].Notes) || before[i].Notes.depth() < Searched {
				continue
			}
			touched++
			if got, want := change.Extract(p, before[i].Notes), y.Extract(p); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s %q: read again %+v\nwant %+v", edit, p.ID, p.Abstract, got, want)
			}
		}
		if touched == 0 {
			t.Errorf("%s touches no paper", edit)
		}
	}
}

func compiled(t *testing.T, set *rules.Set) *Extractor {
	t.Helper()
	x, err := New(set)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func extractAll(x *Extractor, papers []*paper.Paper) []Result {
	out := make([]Result, len(papers))
	for i, p := range papers {
		out[i] = x.Extract(p)
	}
	return out
}

func TestChangeOfNothing(t *testing.T) {
	x := newBuiltin(t)
	change := x.Since(load(t, "schema: claimboard/v1\nwords: {}\n"))
	for _, p := range changePapers(t) {
		if change.Touches(p, nil) || change.Touches(p, x.Extract(p).Notes) {
			t.Fatalf("%s is touched by the same rules", p.ID)
		}
	}
}

func TestChangeOfAll(t *testing.T) {
	x := newBuiltin(t)
	p := &paper.Paper{ID: "t:1", Abstract: "It gets 84.1 zorks on GSM8K."}
	for _, edit := range []string{
		"words: {common: [zork]}",
		"vocab: task\nentries: [{id: zork, name: zorking, metric: accuracy}]",
		"vocab: unit\nentries: [{id: zork, name: zorks, class: quantity}]",
		"vocab: benchmark\nentries: [{id: gsm8k-too, name: GSM8k, case: exact}]", // one name for two
	} {
		if change := x.Since(load(t, "schema: claimboard/v1\n"+edit+"\n")); !change.All() || !change.Touches(p, nil) {
			t.Errorf("%s: touches %v, all %v", edit, change.Touches(p, nil), change.All())
		}
	}
}

// The usual metric of a benchmark has a say in claims that do not name it.
func TestChangeOfUsualMetric(t *testing.T) {
	file := func(direction string) string {
		return "schema: claimboard/v1\nvocab: metric\nentries: [{id: zork, name: zork rate, direction: " + direction + "}]\n" +
			"---\nvocab: benchmark\nentries: [{id: zorks, name: Zorks, metric: zork}]\n"
	}
	x, err := New(load(t, file("higher")))
	if err != nil {
		t.Fatal(err)
	}
	change := x.Since(load(t, file("lower")))
	for text, want := range map[string]bool{"It gets 3.2% on Zorks.": true, "It gets 3.2% on Borks.": false} {
		if got := change.Touches(&paper.Paper{Abstract: text}, nil); got != want {
			t.Errorf("%q is touched: %v", text, got)
		}
	}
}

// A part that is added to a rule set has to be compared by Since.
func TestChangeKnowsTheParts(t *testing.T) {
	known := []string{"Benchmarks", "Metrics", "Methods", "Units", "Tasks", "Rules", "Words", "Corrections",
		"Macros",                                      // written out in the rules
		"Files", "Hash", "Builtin", "Own", "Warnings"} // no part of what rules make of a text
	for i := range reflect.TypeFor[rules.Set]().NumField() {
		if name := reflect.TypeFor[rules.Set]().Field(i).Name; !slices.Contains(known, name) {
			t.Errorf("does Since compare %s?", name)
		}
	}
}

// What a new rule describes is one word to the rules behind it, which may make a
// benchmark of something where none matched before.
func TestChangeOfDescriber(t *testing.T) {
	const head = "schema: claimboard/v1\nextends: builtin\nrules:\n"
	const describer = "  - {id: a.describes, mention: method, pattern: '(?<it>zork thing)'}\n"
	const others = "  - {id: a.makes, mention: benchmark, pattern: '{method} is zapped near (?<it>{name})'}\n" +
		"  - {id: a.claims, pattern: '{benchmark}.*{value}', emit: {kind: score}}\n"
	old, now := load(t, head+others), compiled(t, load(t, head+describer+others))
	p := &paper.Paper{ID: "t:1", Abstract: "The zork thing is zapped near Foobl-X, with an accuracy of 81.2%."}
	before, after := compiled(t, old).Extract(p), now.Extract(p)
	if len(before.Claims) != 0 || len(after.Claims) != 1 {
		t.Fatalf("claims were %v, are %v", before.Claims, after.Claims)
	}
	if c := now.Since(old); before.Notes.depth() < c.Depth() || !c.Touches(p, before.Notes) {
		t.Errorf("a paper of notes %x is not touched, the change goes to %d", before.Notes, c.Depth())
	}
}

func TestChangeTouches(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		edit, title, text string
		want              bool
	}{
		{"rules: [{id: a.b, pattern: '\\bby {value}', reject: no}]", "", "It wins by up to 3.2%.", true},
		{"rules: [{id: a.b, pattern: '\\bby {value}', reject: no}]", "", "It wins by far. It gets 3.2%.", false},
		{"rules: [{id: a.b, pattern: '{value} zorks', reject: no}]", "", "It gets 3.2% ZORKS.", true},
		{"rules: [{id: a.b, pattern: 'zork.*pop {value}', scope: abstract, reject: no}]", "", "The zork is here. Pop 3.2%.", true},
		{"rules: [{id: a.b, pattern: 'zork {name as it}', scope: title, mention: metric}]", "A zork FooNet", "It gets 3.2%.", true},
		{"rules: [{id: a.b, pattern: 'zork {value}', reject: no}]", "A zork", "It gets 3.2%.", false},
		{"rules: [{id: a.b, pattern: '{name as it}', mention: metric}]", "", "It gets 3.2%.", true},
		{"rules: [{id: a.b, pattern: '{name as it}', mention: metric}]", "", "It holds no number.", false},
		{"vocab: benchmark\nentries: [{id: zork-8k, name: Zork-8K}]", "", "It gets 3.2% on zork 8k.", true},
		{"vocab: benchmark\nentries: [{id: zork-8k, name: Zork-8K}]", "Zork8K", "It gets 3.2%.", true},
		{"vocab: benchmark\nentries: [{id: zork-8k, name: Zork-8K}]", "", "It gets 3.2% on ZORK\n  8K.", true},
		{"vocab: benchmark\nentries: [{id: zork-8k, name: Zork-8K}]", "", `It gets 3.2% on \textbf{Zo}rk-8K.`, true},
		{"vocab: benchmark\nentries: [{id: zork-8k, name: Zork-8K}]", "", "It gets 3.2% on a zorkish 8K, az zork\n9k.", false},
		{"vocab: benchmark\nentries: [{id: eszork, name: Êszork}]", "", "It gets 3.2% on êszork.", true},
		{"vocab: benchmark\nentries: [{id: zork-8k, name: Zork-8K}]", "", "It gets 3.2% on zork.", false},
		{"vocab: metric\nentries: [{id: zork-5, name: zork@5}]", "", "It has a zork@10 of 3.2%.", true},
		{"vocab: benchmark\nentries: [{id: zork, name: Zork En-Fr}]", "", "It gets 3.2 and 4.2 on Zork En-De and En-Fr.", true},
		{"vocab: benchmark\nentries: [{id: zork, name: Zork En-to-Fr}]", "", "It gets 3.2 and 4.2 on Zork En-to-De and En-to-Fr.", true},
		{"corrections: [{claim: c1, paper: 't:1', reject: true, reason: no}]", "", "It gets 3.2%.", true},
		{"corrections: [{claim: c1, paper: 't:2', reject: true, reason: no}]", "", "It gets 3.2%.", false},
	} {
		now := load(t, "schema: claimboard/v1\n"+c.edit+"\n")
		y, err := New(now)
		if err != nil {
			t.Fatal(err)
		}
		p := &paper.Paper{ID: "t:1", Title: c.title, Abstract: c.text}
		if got := y.Since(x.set).Touches(p, nil); got != c.want {
			t.Errorf("%s added touches %q %q: %v", c.edit, c.title, c.text, got)
		}
		if got := x.Since(now).Touches(p, nil); got != c.want {
			t.Errorf("%s taken away touches %q %q: %v", c.edit, c.title, c.text, got)
		}
	}
}

// What lacks the letters of all names and rules that differ is not touched by them.
func TestChangeLacks(t *testing.T) {
	x := newBuiltin(t)
	papers := append(changePapers(t), &paper.Paper{ID: "t:1", Abstract: "It gets 3.2 % on the $Fo$obar\u2009Set."}, &paper.Paper{ID: "t:2", Title: "A Foobar-Set", Abstract: "It gets 3.2%."})
	for _, edit := range []string{
		"rules: [{id: a.b, pattern: 'outperform(?:s|ed) {gap:9}{value}', emit: {kind: score}}]",
		"rules: [{id: a.b, pattern: '{value} on {benchmark} (?:data|tests?)', reject: no}]",
		"rules: [{id: a.b, pattern: 'the {name as it} (?:dataset|corpus)', mention: benchmark}, {id: a.c, pattern: '{name as it}: Towards', scope: title, mention: method}]",
		"rules: [{id: a.b, pattern: 'dataset.*{value}', scope: abstract, reject: no}]",
		"rules: [{id: a.b, pattern: '{value} at', reject: no}]",
		"vocab: benchmark\nentries: [{id: foobar, name: Foobar Set}, {id: attention, name: Attention}]",
		"vocab: benchmark\nentries: [{id: a-2, name: A-2}]",
	} {
		y := compiled(t, load(t, "schema: claimboard/v1\nextends: builtin\n"+edit+"\n"))
		change := y.Since(x.set)
		slow := *change
		slow.words = nil
		touched := 0
		for _, p := range papers {
			before := x.Extract(p)
			for _, n := range []Notes{nil, before.Notes} {
				got, may := change.Touches(p, n), slow.Touches(p, n)
				if got {
					touched++
				}
				if got && !may {
					t.Errorf("%s: %q, notes %x: touched by words alone", edit, p.Abstract, n)
				} else if !got && may && !reflect.DeepEqual(y.Extract(p), before) {
					t.Errorf("%s: %q, notes %x: not touched, and yet read in another way", edit, p.Abstract, n)
				}
			}
		}
		if touched == 0 && !strings.Contains(edit, "A-2") {
			t.Errorf("%s touches no paper", edit)
		}
	}
}

func TestWordsOf(t *testing.T) {
	for pattern, want := range map[string]string{
		`attain(?:s|ed) (?<value>[\uE000-\uE005]) on`: "attain",
		`(?:scored|reaches) an? (?<it>x)`:             "scored,reaches",
		`(?:scored|\w+) of late`:                      "late",
		`(?:gain|)s? of (?:\w+ ){0,3}about`:           "about",
		`(?:gain ){2}`:                                "gain",
		`(?:gain )*over`:                              "over",
		`(?=over)[a-z]+`:                              "over",
		`(?!over)[a-z]+`:                              "",
		`(?<=over )[a-z]`:                             "",
		`(?i)over`:                                    "",
		`state-of-the-art`:                            "state",
		`[a-z]+`:                                      "",
	} {
		if got := strings.Join(wordsOf(&rules.Rule{Expanded: rules.Expansion{Regexp: pattern}}), ","); got != want {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}

func load(t *testing.T, file string) *rules.Set {
	t.Helper()
	path := filepath.Join(t.TempDir(), "edit.yaml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(path)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	return set
}

// changePapers are papers of our own, the texts of the rules' tests, and the
// gold papers where they are at hand.
func changePapers(t *testing.T) []*paper.Paper {
	var out []*paper.Paper
	for _, file := range ownPapers(t) {
		out = append(out, readPapers(t, file)...)
	}
	for _, r := range newBuiltin(t).set.Rules {
		for i, test := range r.Tests {
			out = append(out, &paper.Paper{ID: fmt.Sprint(r.ID.Value, i), Title: test.Title, Abstract: test.Text})
		}
	}
	for _, file := range []string{"gold/seeds.papers.jsonl", "gold/dev.papers.jsonl"} {
		if file = filepath.Join("..", "..", "shared", file); !testing.Short() && exists(file) {
			out = append(out, readPapers(t, file)...)
		}
	}
	return out
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// editor writes a rule file, and edits it at random.
type editor struct {
	*rand.Rand
	set     *rules.Set
	papers  []*paper.Paper
	given   map[string]bool // the names of the file
	changes map[string]string
	rules   []string
	names   map[string][]string // lines of entries by vocabulary
	entries int
}

func newEditor(set *rules.Set, papers []*paper.Paper) *editor {
	e := &editor{Rand: rand.New(rand.NewPCG(1, 7)), set: set, papers: papers, given: map[string]bool{}, changes: map[string]string{}, names: map[string][]string{}}
	e.edit(true)
	return e
}

// edit changes a few rules, built in or the file's own, and maybe names.
func (e *editor) edit(names bool) {
	for range 1 + e.IntN(2) {
		switch id := e.rule().ID.Value; e.IntN(4) {
		case 0:
			e.changes[id] = fmt.Sprintf("{disable: %s}", id)
		case 1:
			e.changes[id] = fmt.Sprintf("{patch: %s, priority: %d}", id, e.IntN(200))
		case 2:
			for _, id := range slices.Sorted(maps.Keys(e.changes)) {
				delete(e.changes, id)
				break
			}
		default:
			if n := len(e.rules); n > 3 || n > 0 && e.IntN(2) == 0 {
				e.rules = slices.Delete(e.rules, 0, 1)
			}
			e.entries++
			e.rules = append(e.rules, fmt.Sprintf("{id: edit.n%d, priority: %d, pattern: '%s'}", e.entries, e.IntN(200), e.pattern()))
		}
	}
	if len(e.rules) > 0 && e.IntN(3) == 0 { // another pattern of the same id
		i := e.IntN(len(e.rules))
		id, _, _ := strings.Cut(e.rules[i], ",")
		e.rules[i] = fmt.Sprintf("%s, priority: %d, pattern: '%s'}", id, e.IntN(200), e.pattern())
	}
	if !names {
		return
	}
	kind := []string{"benchmark", "metric", "method"}[e.IntN(3)]
	if n := len(e.names[kind]); n > 2 {
		e.names[kind] = slices.Delete(e.names[kind], 0, 1)
	}
	e.entries++
	e.names[kind] = append(e.names[kind], fmt.Sprintf("{id: edit-%s-%d, name: '%s'}", kind, e.entries, e.name()))
}

func (e *editor) rule() *rules.Rule { return e.set.Rules[e.IntN(len(e.set.Rules))] }

// file is the file as it is now.
func (e *editor) file() string {
	var b strings.Builder
	list := func(head string, items []string) {
		if len(items) > 0 {
			b.WriteString(head + "\n  - " + strings.Join(items, "\n  - ") + "\n")
		}
	}
	b.WriteString("schema: claimboard/v1\nextends: builtin\n")
	var changes []string
	for _, id := range slices.Sorted(maps.Keys(e.changes)) {
		changes = append(changes, e.changes[id])
	}
	list("changes:", changes)
	list("rules:", e.rules)
	for _, kind := range slices.Sorted(maps.Keys(e.names)) {
		list("---\nvocab: "+kind+"\nentries:", e.names[kind])
	}
	return b.String()
}

// pattern is a pattern in single quotes, and what its rule does.
func (e *editor) pattern() string {
	word := e.words(1)
	return strings.ReplaceAll([]string{
		"\\bWORD (?:the )?{name as it}', mention: 'benchmark",
		"{name as it} WORD', mention: 'method",
		"{name as it}[^:]*: WORD', scope: title, own: true, mention: 'method",
		"WORD {gap:2}{value}', reject: 'no",
		"{value} WORD', reject: 'no",
		"{metric} {gap:3}WORD {gap:3}{value}', emit: {kind: score}, doc: '",
		"WORD {skip:9}{value}', emit: {kind: delta, benchmark: X}, doc: '",
		"WORD.*{value} (?<setting>[a-z]+)', bind: 'setting",
		"WORD.*{benchmark}.*{value}', scope: abstract, bind: 'benchmark",
	}[e.IntN(9)], "WORD", word)
}

// words are letters of a paper, in lower case.
func (e *editor) words(n int) string {
	for {
		fields := strings.Fields(e.papers[e.IntN(len(e.papers))].Abstract)
		if len(fields) <= n {
			continue
		}
		from := e.IntN(len(fields) - n)
		words := strings.Map(func(r rune) rune {
			if 'a' <= r|0x20 && r|0x20 <= 'z' || r == ' ' || r == '-' {
				return r
			}
			return -1
		}, strings.Join(fields[from:from+n], " "))
		if len(words) > 4 {
			return strings.ToLower(words)
		}
	}
}

// name is some words of a paper that no vocabulary has.
func (e *editor) name() string {
	for {
		name := e.words(1 + e.IntN(2))
		known := func(v *rules.Vocabulary) bool { return v.Lookup(name) != nil }
		if key := rules.Key(name); !e.given[key] && !slices.ContainsFunc([]*rules.Vocabulary{e.set.Benchmarks, e.set.Metrics, e.set.Methods}, known) {
			e.given[key] = true
			return name
		}
	}
}
