package extract

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"claimboard/rules"
)

// matchedAndSlow are what the matcher of a pattern finds first in a view, from a place
// on, and what regexp2 does.
func matchedAndSlow(t *testing.T, regexp string, view []rune, from int, names ...string) (got, want *match, sure bool) {
	t.Helper()
	r := &rules.Rule{Expanded: rules.Expansion{Regexp: regexp, Groups: names}}
	p, err := compile(r)
	if err != nil {
		t.Fatal(err)
	}
	m := newMatcher(parsed(t, regexp), names)
	if m == nil {
		t.Fatalf("%s has no matcher", regexp)
	}
	slow, err := p.newSlowEngine(false)
	if err != nil {
		t.Fatal(err)
	}
	a, found, sure := m.try(view, from, false, names)
	b, ok, err := slow.find(view, from)
	if err != nil {
		t.Fatal(err)
	}
	if found {
		got = &a
	}
	if ok {
		want = &b
	}
	return got, want, sure
}

// A matcher finds what regexp2 finds, and notes the same groups.
func TestMatcher(t *testing.T) {
	views := []string{
		"", "a", "b", "aab", "aaab ab", "abab abba", "ab\nab\n", "we improve over gsm8k by 3.2 points, and by 4 over math", "naïve über-übung, über",
		"\uE000 on \uE006, \uE002 and \uE000", strings.Repeat("ab", 30), "aaaaaaaaaa b",
	}
	for _, regexp := range []string{
		`a`, `ab`, `[ab]`, `[^a]b`, `.`, `(?s:.)`, `a|ab|b`, `(?:a|ab)(?:c|ba|b)`, `(?:abb|ab|)a`, `(?:|a)b`,
		`a*b`, `a+?b`, `a*?b`, `[ab]{2,4}b`, `[ab]{2,4}?b`, `a{3}`, `.*b`, `.*?b`, `(?>a*)b`, `(?>a*)ab`, `(?>a|ab)b`,
		`(?:ab)*a`, `(?:ab)*?a`, `(?:ab)+b`, `(?:ab)+?b`, `(?:ab|a){2,3}b`, `(?:ab|a){2,3}?b`, `(?:(?:a|b){2}a){1,2}`, `(?:a(?:b{1,2}|a){2}){0,2}b`,
		`(?:a|)b`, `(?:a*)?b`, `(?:a*)??b`, `^a`, `a$`, `(?m)^a`, `(?m)b$`, `a\z`, `\Aa`, `\bb`, `\Bb`, `\b`, `$`,
		`(?=ab)a`, `(?!ab)a`, `(?<=a)b`, `(?<!a)b`, `(?<=a{2,3})b`, `(?<=(?:ab|b)a)b`, `(?<=^.*)b`, `(?<=a+?)b`, `(?<!(?:a|b){2})b`, `(?=.*(?<!a)b)a`,
		`(?<=a[^c]*)(?:b|aa)`, `(?<=a[^c]*)$`, `(?<=a)(?!b)(?=a)\b?a`, `(?:(?<=a)b|(?<!b)a)(?<x>b)`, `(?<=(?=b)b)a`, `(?<=a)(?:b{1,2}|a){2,}b`, `(?<=b)(?>a|b)`,
		`(?<x>a)b`, `(?<x>a)|(?<y>b)`, `(?<x>a|b)*`, `(?:(?<x>a)|(?<y>b))+`, `(?<x>a(?<x>b)?)`, `(?:(?<x>a)b|a(?<y>a))`, `(?:(?<x>a)?b)*`, `(?<x>a)?(?<y>b)`,
		`(?=(?<x>a+))a`, `(?!(?<x>a+)b)a`, `(?<=(?<x>a+))(?<y>b)`, `(?>(?<x>a)|ab)b`, `(?:(?=(?<x>a))ab|aa)`, `(?:(?>(?<x>a)b)a|abb)`, `(a)(?<x>b)`, `(?<x>)b`,
		`by (?<x>\w+) points|by (?<x>\d+)`, `\w+(?=,)`, `[\uE000-\uE003](?:,| on)? [\uE000-\uE03F]`, `ü\w+`, `[^\W\d]+-`, `(?i)AB`, `(?i)ÜBER`, `(?:a*)*b`,
	} {
		for _, text := range views {
			view := []rune(text)
			for from := range len(view) + 1 {
				got, want, sure := matchedAndSlow(t, regexp, view, from, "x", "y")
				if !sure || !reflect.DeepEqual(got, want) {
					t.Errorf("%s in %q from %d: %v, want %v, sure %v", regexp, text, from, got, want, sure)
				}
			}
		}
	}
}

// What a matcher does not know it leaves to regexp2.
func TestNoMatcher(t *testing.T) {
	for _, regexp := range []string{
		`(\w)\1`, `\Ga`, `(?:a*b?)*c`, `(?:a|)+`, `(?:a?){2,3}?`, `(?<x>a)(?(x)b|c)`, `(?<x>a)(?<-x>b)`, `[\x00]*`, "b|\x00a",
	} {
		if newMatcher(parsed(t, regexp), []string{"x"}) != nil {
			t.Errorf("%s has a matcher", regexp)
		}
	}
}

// A matcher that takes too many steps says so, and regexp2 has the last word.
func TestMatcherGivesUp(t *testing.T) {
	const regexp = `(?:(?:a|aa)c?)*d|a`
	view := strings.Repeat("a", 20) + "b"
	if _, _, sure := newMatcher(parsed(t, regexp), nil).try([]rune(view), 0, true, nil); sure {
		t.Error("a match that takes a while is found at once")
	}
	filtered, plain := filteredAndPlain(t, regexp)
	got, want := matchesOf(t, filtered, ofView(view)), matchesOf(t, plain, ofView(view))
	if !reflect.DeepEqual(got, want) || len(got) != 20 {
		t.Errorf("%v, want %v", got, want)
	}
}

// What a loop takes at the least are steps, too.
func TestMatcherCountsRunes(t *testing.T) {
	view := []rune(strings.Repeat("a", 4000))
	if _, _, sure := newMatcher(parsed(t, `[^c]*?.{2000,2001}?b`), nil).try(view, 0, true, nil); sure {
		t.Error("millions of runes are looked at in a few thousand steps")
	}
}

// An attempt keeps neither the view nor what a long one needed of memory.
func TestAttemptKeepsLittle(t *testing.T) {
	m := newMatcher(parsed(t, `(?:a|b|c[^d])*d`), nil)
	a := new(attempt)
	a.begin(m, []rune(strings.Repeat("ac ", 1<<14)))
	if _, ok := a.follow(m.start, 0); ok || cap(a.ways) < 1<<14 {
		t.Fatalf("room for %d ways, matched %v", cap(a.ways), ok)
	}
	if a.end(); a.view != nil || cap(a.ways) > 1<<12 {
		t.Errorf("room for %d ways and %d runes is kept", cap(a.ways), len(a.view))
	}
}

// The same of patterns and views that chance has made.
func TestMatcherOfRandomPatterns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	known := 0
	for range 4000 {
		regexp := randomPattern(random, 3)
		if newMatcher(parsed(t, regexp), []string{"x", "y"}) == nil {
			continue
		}
		known++
		for range 4 {
			view := make([]rune, random.IntN(9))
			for i := range view {
				view[i] = rune("abc"[random.IntN(3)])
			}
			got, want, sure := matchedAndSlow(t, regexp, view, 0, "x", "y")
			if sure && !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %q: %v, want %v", regexp, string(view), got, want)
			}
		}
	}
	if known < 2000 {
		t.Errorf("only %d patterns have a matcher", known)
	}
}

// randomPattern is a pattern of a, b and c with parts of parts, so deep at most.
func randomPattern(random *rand.Rand, deep int) string {
	part := func() string { return randomPattern(random, deep-1) }
	if deep == 0 {
		return []string{"a", "b", "c", "ab", "[ab]", "[^a]", ".", `\b`, "^", "$"}[random.IntN(10)]
	}
	switch random.IntN(9) {
	case 0, 1, 2:
		return part() + part()
	case 3:
		return "(?:" + part() + "|" + part() + "|" + part() + ")"
	case 4, 5:
		return "(?:" + part() + ")" + []string{"?", "*", "+", "{1,2}", "{2}", "{2,}", "??", "*?", "+?", "{1,3}?"}[random.IntN(10)]
	case 6:
		return []string{"(?=", "(?!", "(?<=", "(?<!", "(?>"}[random.IntN(5)] + part() + ")"
	case 7:
		return []string{"(?<x>", "(?<y>", "("}[random.IntN(3)] + part() + ")"
	}
	return part()
}
