// Package extract finds the claims of a paper in its abstract. [New] compiles a
// rule set; [Extractor.Extract] takes a paper through these steps, each of
// which is a type that can be looked at on its own ([Extractor.Explain] shows
// what each made of a text):
//
//  1. [Tidy] resolves LaTeX, HTML and line wraps. A [Text] knows for each byte
//     which bytes of the abstract it stands for.
//  2. sentences cuts the text, minding abbreviations and lost blanks.
//     The screen then ends most papers: as the vocabulary's names in them and
//     their letters tell, no rule can make a claim of them (screen.go, letters.go).
//  3. Mentions are found in the text ([Mention], in order, none overlapping):
//     names of the vocabularies (lexicon.go), then numbers with their units and
//     bounds (number.go), then proper names of unknown kind (name.go); long and
//     short forms and parts of names become one, lists one mention with items.
//  4. Mention rules settle what kind a name is ("on the X dataset", "we propose
//     X") and which method and benchmark are the paper's own, then which
//     benchmarks a later sentence may be about (analysis.go).
//  5. Each sentence becomes a view: its text in lower case, each mention one
//     rune, its token (view.go). This is what patterns see.
//  6. Claim rules are matched against the views that have a value, those that
//     the gate admits: what is derived from each pattern tells which texts a view
//     must hold, and in what order (require.go, gate.go, path.go). An automaton says
//     where such a view may match (program.go, filter.go), and a matcher whether it
//     does, and what its groups are (matcher.go, attempt.go). A match makes a candidate
//     for each value that it names, or rejects the value (candidate.go).
//  7. Conflicts: of the rules that match one value the higher priority has it,
//     then the rule that binds more of benchmark, metric and method, then the
//     longer match, then the lesser id. A rule that follows a kind has a value
//     only behind a claim of that kind.
//  8. Bind rules fill what the candidate leaves open, each slot by the first
//     rule that matches around the value (complete.go). A score of a few per cent
//     behind a word that compares ("outperforms") then becomes a difference.
//  9. Completion looks further: a benchmark from the sentences before or the
//     paper's own (topic.go), the metric of an earlier score, lists paired
//     "respectively" (pair.go).
//  10. A candidate becomes claims, one for each value and name of its lists
//     (assemble.go): the benchmark's usual metric where none is named (implied,
//     usual.go), "our method" under its name and the role (system.go), the
//     author's bytes of the value, the id.
//
// What differs between two rule sets, and which papers it can touch, is told by
// [Change], from the same requirements (change.go). Where only rules for claims differ, a
// paper that is read again has rules tried where they matched before (earlier.go).
//
// A rule that runs out of time is a [Fault] of the result, never silence. The
// same paper and rules always give the same claims.
package extract
