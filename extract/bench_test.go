package extract

import (
	"testing"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// BenchmarkStart is what every run does before its first paper: read the
// built-in rules and vocabulary, and compile them.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		set, err := rules.LoadForUse()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := New(set); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStages runs the stages one by one over the papers of
// testdata/papers, dense with results as they are; an op is all of them. The
// store has benchmarks of its own, in db.
func BenchmarkStages(b *testing.B) {
	x := newBuiltin(b)
	var papers []*paper.Paper
	var texts []string
	bytes := 0
	for _, file := range ownPapers(b) {
		for _, p := range readPapers(b, file) {
			papers, texts = append(papers, p), append(texts, Tidy(p.Abstract).Tidy)
			bytes += len(p.Abstract)
		}
	}
	each := func(name string, stage func(i int)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(bytes))
			for b.Loop() {
				for i := range papers {
					stage(i)
				}
			}
		})
	}
	each("tidy", func(i int) { Tidy(papers[i].Abstract) })
	each("sentences", func(i int) { sentences(texts[i], x.abbrev) })
	each("mentions", func(i int) { x.mentions(texts[i], "", false) })
	each("all", func(i int) { x.Extract(papers[i]) })
	patterns := func(name string, x *Extractor) {
		each(name, func(i int) {
			a := &analysis{x: x, paper: papers[i], text: Tidy(papers[i].Abstract)}
			a.read()
			for _, p := range x.patterns {
				for _, s := range a.sentences {
					_ = p.each(s, func(match) bool { return true })
				}
			}
		})
	}
	patterns("rules", x) // with what stands before them
	patterns("rules-no-gate", newBuiltin(b, NoGate()))
}
