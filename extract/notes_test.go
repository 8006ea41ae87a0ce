package extract

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimboard/extract/paper"
)

// Notes give back the views in which rules looked for claims.
func TestNotes(t *testing.T) {
	x := newBuiltin(t)
	noted := 0
	for _, p := range changePapers(t) {
		a := x.analyse(p)
		var want []string
		if a.searched {
			for _, s := range a.sentences {
				if s.hasValue() {
					want = append(want, string(s.view))
				}
			}
		}
		var got []string
		_, ok := a.notes().views(a.text.Tidy, a.spans, func(string) bool { return true }, func(s *sentence) bool {
			got = append(got, string(s.view))
			return false
		})
		if !ok || !slices.Equal(got, want) {
			t.Errorf("%s %q: views are\n%q, want\n%q", p.ID, p.Title, got, want)
		}
		noted += len(got)
	}
	if noted == 0 {
		t.Error("nothing was noted")
	}
}

// A rule that makes claims or rejects could as well not be there where it had no part.
func TestParts(t *testing.T) {
	x := newBuiltin(t)
	idle := 0
	for _, p := range changePapers(t) {
		a := &analysis{x: x, paper: p, brief: true}
		a.run()
		for _, r := range a.noted {
			if r.rule.Mention != "" || r.rule.Bind != "" || slices.Contains(a.parts, r) {
				continue
			}
			if slices.ContainsFunc(a.candidates, func(c *candidate) bool { return c.rule == r }) {
				idle++
			}
			want := withoutNotes(x.Extract(p))
			if got := withoutNotes(x.without(r).Extract(p)); !reflect.DeepEqual(got, want) {
				t.Errorf("%s %q: without %s %+v\nwith it %+v", p.ID, p.Abstract, r.rule.ID.Value, got, want)
			}
		}
	}
	if idle == 0 {
		t.Error("no rule had a value, and yet no part")
	}
}

// without is an extractor without one of its rules for claims.
func (x *Extractor) without(p *pattern) *Extractor {
	less := *x
	for _, list := range []*[]*pattern{&less.claims, &less.rejects, &less.across} {
		*list = slices.DeleteFunc(slices.Clone(*list), func(q *pattern) bool { return q == p })
	}
	return &less
}

// Notes may be of a file that anyone wrote.
func TestBrokenNotes(t *testing.T) {
	x := newBuiltin(t)
	p := &paper.Paper{ID: "t:1", Title: "FooNet", Abstract: "We propose FooNet. FooNet reaches an accuracy of 84.1% on GSM8K, 3.2 points more than BarNet."}
	change := x.Since(load(t, "schema: claimboard/v1\nextends: builtin\nchanges: [{disable: "+x.Extract(p).Claims[0].Rule+"}]\n"))
	notes := x.Extract(p).Notes
	r := rand.New(rand.NewPCG(3, 4))
	for range 5_000 {
		broken := slices.Clone(notes)[:r.IntN(len(notes)+1)]
		for range 1 + r.IntN(3) {
			if len(broken) > 0 {
				broken[r.IntN(len(broken))] = byte(r.IntN(256))
			}
		}
		change.Touches(p, broken)
		change.Extract(p, broken)
	}
}

// Notes that say less, as they once did, are as good as none.
func TestFormerNotes(t *testing.T) {
	x := newBuiltin(t)
	now := compiled(t, load(t, "schema: claimboard/v1\nextends: builtin\nrules: [{id: a.b, pattern: 'zorks {value}', emit: {kind: score}}]\n"))
	change := now.Since(x.set)
	p := &paper.Paper{ID: "t:1", Abstract: strings.Repeat("We look at foos. ", 40) + "FooNet reaches an accuracy of 84.1% on GSM8K, and zorks 3.2%."}
	notes := x.Extract(p).Notes
	codes, _, sentences := notes.cut()
	former := slices.Concat(Notes{1}, notes[1:len(codes)+2], sentences)
	if !change.Touches(p, former) {
		t.Error("a paper that a rule matches in is not touched")
	}
	if got, want := change.Extract(p, former), now.Extract(p); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
