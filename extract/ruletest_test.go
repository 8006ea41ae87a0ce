package extract

import (
	"strings"
	"testing"

	"claimboard/rules"
)

// requireTests makes a built-in rule without test a failure.
const requireTests = true

// TestBuiltinRules runs the tests that the built-in rules carry, each against
// the whole set.
func TestBuiltinRules(t *testing.T) {
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	tester, err := NewTester(set)
	if err != nil {
		t.Fatal(err)
	}
	tests, without := 0, 0
	for _, r := range set.Rules {
		if len(r.Tests) == 0 {
			without++
		}
		for i := range r.Tests {
			tests++
			res := tester.Run(r, &r.Tests[i])
			switch {
			case res.Todo != "" && res.Passed():
				t.Errorf("%s:%d: %s: the todo (%s) passes now", res.File, res.Line, res.Rule, res.Todo)
			case res.Todo == "" && !res.Passed():
				t.Errorf("%s:%d: %s: %s\n\t%+v", res.File, res.Line, res.Rule, res.Text, res.Differences)
			}
		}
	}
	uncovered := tester.Uncovered(func(*rules.Rule) bool { return true })
	t.Logf("%d tests; %d of %d rules without one; %d rules or alternatives never fire", tests, without, len(set.Rules), len(uncovered))
	if requireTests {
		for _, u := range uncovered {
			t.Errorf("%s:%d: %s never fires in a test %s", u.File, u.Line, u.Rule, u.Branch)
		}
	}
}

func TestCompare(t *testing.T) {
	x := newBuiltin(t)
	claim := Claim{Method: "EIT", Benchmark: "GSM8K", Metric: "accuracy", Value: 84.1, Unit: "%", Kind: Score, Bound: Exact, Role: Proposed, Rule: "r"}
	want := rules.Want{Method: "EIT", Benchmark: "gsm8k", Metric: "acc", Value: 84.1, Unit: "%"}
	other := want
	other.Benchmark, other.Value = "MATH", 32.5
	wrong := want
	wrong.Metric, wrong.Role = "F1", "baseline"
	for _, c := range []struct {
		name string
		want []rules.Want
		got  []Claim
		out  string
	}{
		{"same", []rules.Want{want}, []Claim{claim}, ""},
		{"missing", []rules.Want{want, other}, []Claim{claim}, "missing EIT | MATH | accuracy | 32.5%"},
		{"unexpected", nil, []Claim{claim}, "unexpected EIT | GSM8K | accuracy | 84.1%"},
		{"differs", []rules.Want{wrong}, []Claim{claim}, "differs EIT | GSM8K | F1 | 84.1% (role baseline): metric F1/accuracy, role baseline/proposed"},
		{"nearest", []rules.Want{other, want}, []Claim{claim}, "missing EIT | MATH | accuracy | 32.5%"},
	} {
		var lines []string
		for _, d := range x.compare(c.want, c.got) {
			line := d.What + " " + d.Claim
			var fields []string
			for _, f := range d.Fields {
				fields = append(fields, f.Field+" "+f.Want+"/"+f.Got)
			}
			if fields != nil {
				line += ": " + strings.Join(fields, ", ")
			}
			lines = append(lines, line)
		}
		if got := strings.Join(lines, "; "); got != c.out {
			t.Errorf("%s: %q, want %q", c.name, got, c.out)
		}
	}
}
