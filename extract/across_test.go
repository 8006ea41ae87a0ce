package extract

import (
	"testing"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// TestAcross runs rules whose parts stand in different sentences, one of each
// kind: what the abstract scope is for.
func TestAcross(t *testing.T) {
	set, err := rules.LoadWith("across.yaml", []byte(`
schema: claimboard/v1
rules:
  - id: tea.two-cups
    scope: abstract
    pattern: 'one cup: {value as first} {gap:2}{benchmark as here}\. another: {value as second} {gap:2}{benchmark as there}'
    priority: 50
    emit:
      - {kind: score, value: first, benchmark: '{there}', metric: accuracy}
      - {kind: score, value: second, benchmark: '{here}', metric: accuracy}
    tests:
      - text: "We present SipNet. One cup: 70.1% of MATH. Another: 80.2% of GSM8K."
        want:
          - {method: SipNet, benchmark: GSM8K, metric: accuracy, value: 70.1, unit: "%"}
          - {method: SipNet, benchmark: MATH, metric: accuracy, value: 80.2, unit: "%"}
  - id: tea.names
    scope: abstract
    pattern: 'there is a new teapot\. {name as it} is its name'
    mention: benchmark
    tests:
      - text: There is a new teapot. GaiwanQA is its name. EIT achieves an accuracy of 84.1% on GaiwanQA.
        want: [{method: EIT, benchmark: GaiwanQA, metric: accuracy, value: 84.1, unit: "%"}]
  - id: tea.bind-leaves
    scope: abstract
    pattern: '(?<setting>\w+) leaves are used\. [^.]*{value}'
    bind: setting
    tests:
      - text: Green leaves are used. EIT achieves an accuracy of 84.1% on GSM8K and 32.5% on MATH.
        want:
          - {method: EIT, benchmark: GSM8K, metric: accuracy, value: 84.1, unit: "%", setting: Green}
          - {method: EIT, benchmark: MATH, metric: accuracy, value: 32.5, unit: "%", setting: Green}
  - id: tea.reject-guess
    scope: abstract
    pattern: 'only guess\. [^.]*{number}'
    priority: 90
    reject: a guess
    tests:
      - text: We only guess. EIT achieves an accuracy of 84.1% on GSM8K.
        want: []
`))
	if err != nil {
		t.Fatal(err)
	}
	tester, err := NewTester(set)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range set.Rules {
		for i := range r.Tests {
			if r.Path() != "across.yaml" {
				break
			}
			if res := tester.Run(r, &r.Tests[i]); !res.Passed() {
				t.Errorf("%s: %s: %+v %+v", r.ID.Value, res.Text, res.Differences, res.Part)
			}
		}
	}
	for _, u := range tester.Uncovered(func(r *rules.Rule) bool { return r.Path() == "across.yaml" }) {
		t.Errorf("%s never fires: %+v", u.Rule, u.Part)
	}
}

// What a sentence is said to be about may stand in another.
func TestPhraseAcross(t *testing.T) {
	x := compiled(t, load(t, `
schema: claimboard/v1
extends: builtin
rules:
  - id: tea.phrase
    pattern: '(?<phrase>teapot scheme).*{value}'
    scope: abstract
    bind: phrase
`))
	got := x.Extract(&paper.Paper{ID: "x", Abstract: "Many look at how tea is made in what we call our teapot scheme. Accuracy is 84.1% on GSM8K."}).Claims
	if len(got) != 1 || got[0].Method != "teapot scheme" {
		t.Errorf("%v", got)
	}
}
