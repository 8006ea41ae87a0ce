package extract

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// Extractor is a compiled rule set, safe for concurrent use.
type Extractor struct {
	set        *rules.Set
	lexicon    *lexicon
	lists      *listWords
	units      unitTable
	qualifiers qualifierTable
	common     map[string]bool
	// endings are last parts of hyphenated words that are no names: "based".
	endings map[string]bool
	abbrev  map[string]bool
	// parts are words behind which a number names a part: "task 1".
	parts map[string]bool
	// generic are the metrics that say nothing of their own ("performance"): the
	// benchmark's usual metric is meant.
	generic map[string]bool
	// reductions are nouns of less of a metric, and changeAdjectives words before them
	// that are not the metric's.
	reductions, changeAdjectives map[string]bool
	// systemNouns end the names of systems: "Global Convolutional Network"; datasetNouns
	// stand behind those of data.
	systemNouns, datasetNouns map[string]bool
	// modifiers are words, and last parts of hyphenated ones, that make another
	// system of the one behind them: "attention-augmented".
	modifiers map[string]bool
	// broadMetrics are of many things, which one of the metricWords before them says.
	broadMetrics, metricWords map[string]bool
	// metricKinds are words before a metric that make another of it, metricEndings
	// last parts of such with hyphens, levels what stands before these and says how
	// good a score is: the human of "human-level".
	metricKinds, metricEndings, levels map[string]bool
	// comparing are words behind which a few per cent are most likely a
	// difference ("outperforms"), stating those behind which they are not ("reaches").
	comparing, stating map[string]bool
	// noKinds are words before a score that do not tell its kind.
	noKinds map[string]bool
	// costs are metrics that are measured anywhere: time, memory, energy.
	costs map[string]bool
	// places are metrics of where things are, not of what they are: mIoU.
	places map[string]bool
	// benchmarkParts are what a benchmark is made of: tasks, problems.
	benchmarkParts map[string]bool
	// noBenchmarks are the keys of names that are no benchmarks: "Bluetooth".
	noBenchmarks map[string]bool
	// owners are the "our" of a paper's own system, papers words behind it that
	// mean the paper: "our work".
	owners, papers map[string]bool
	// superlatives are words before described systems that pick one of them.
	superlatives []string

	corrections map[string][]*rules.Correction // by paper

	patterns []*pattern // all, in the order of their rules

	kinds   []*pattern            // mention rules
	topics  []*pattern            // mention rules that need to know the kinds
	claims  []*pattern            // emit rules
	rejects []*pattern            // reject rules
	binds   map[string][]*pattern // by slot
	across  []*pattern            // emit and reject rules that look across sentences

	// screen tells that a paper has no claims; nil lets every one pass.
	screen screen
}

// Option changes how an Extractor works, never what it finds.
type Option func(*Extractor)

// NoGate runs every pattern on every sentence, whether or not the sentence
// holds what the pattern needs: slow, and the same claims.
func NoGate() Option {
	return func(x *Extractor) {
		for _, p := range x.patterns {
			p.gate = nil
		}
		x.screen = nil
	}
}

// New compiles the patterns of a set. Its error holds rules.Faults for every
// pattern that does not compile.
func New(set *rules.Set, options ...Option) (*Extractor, error) {
	x := &Extractor{
		set:        set,
		lexicon:    newLexicon(set),
		lists:      newListWords(set.Words),
		units:      newUnitTable(set.Units),
		qualifiers: newQualifierTable(set.Words),
		common:     wordSet(set.Words["common"], set.Words["languages"]),
		endings:    wordSet(set.Words["endings"]),
		abbrev:     wordSet(set.Words["abbreviations"]),
		parts:      wordSet(set.Words["parts"]),
		generic:    wordSet(set.Words["generic-metrics"]),
		reductions: wordSet(set.Words["reductions"]), changeAdjectives: wordSet(set.Words["change-adjectives"]),
		costs:  wordSet(set.Words["cost-metrics"]),
		places: wordSet(set.Words["place-metrics"]),

		systemNouns:    wordSet(set.Words["system-nouns"]),
		datasetNouns:   wordSet(set.Words["dataset-nouns"]),
		benchmarkParts: wordSet(set.Words["benchmark-parts"]),
		noBenchmarks:   keySet(set.Words["no-benchmarks"]),
		owners:         wordSet(set.Words["owners"]),
		papers:         wordSet(set.Words["papers"]),
		modifiers:      wordSet(set.Words["modifiers"]),
		broadMetrics:   wordSet(set.Words["broad-metrics"]),
		metricWords:    wordSet(set.Words["metric-qualifiers"]),
		metricKinds:    wordSet(set.Words["metric-kinds"]),
		metricEndings:  wordSet(set.Words["metric-kind-endings"]),
		levels:         wordSet(set.Words["levels-reached"]),
		noKinds:        wordSet(set.Words["no-kind-words"]),
		comparing:      wordSet(set.Words["comparing"]),
		stating:        wordSet(set.Words["stating"]),

		superlatives: set.Words["superlatives"],
		binds:        map[string][]*pattern{},

		corrections: correctionsOf(set),
	}
	var faults rules.Faults
	compiled := compileAll(set.Rules)
	for i, r := range set.Rules {
		p, err := compiled[i].pattern, compiled[i].err
		var f rules.Fault
		if errors.As(err, &f) {
			faults = append(faults, f)
			continue
		} else if err != nil {
			return nil, err
		}
		x.patterns = append(x.patterns, p)
		switch {
		case r.Mention == "topic":
			x.topics = append(x.topics, p)
		case r.Mention != "":
			x.kinds = append(x.kinds, p)
		case r.Bind != "":
			x.binds[r.Bind] = append(x.binds[r.Bind], p)
		case r.Reject != "":
			x.rejects = append(x.rejects, p)
		default:
			x.claims = append(x.claims, p)
		}
	}
	for _, p := range slices.Concat(x.claims, x.rejects) {
		if p.rule.Scope == acrossScope {
			x.across = append(x.across, p)
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	g := newGate(maxRead)
	for _, p := range x.patterns {
		p.gate, p.number = g, g.add(p.ways)
	}
	x.screen = newScreen(x.patterns)
	for _, o := range options {
		o(x)
	}
	return x, nil
}

// Result is what one abstract gave.
type Result struct {
	// Claims are in order of their start, then benchmark, method.
	Claims []Claim
	// Values says whether the abstract holds any number that a rule could
	// take for a result, whatever names and rules make of it.
	Values bool
	// Faults are rules that did not finish on this abstract.
	Faults []Fault
	// Corrected are the corrections of this paper, applied or not.
	Corrected []Corrected
	// Notes are for a later Change.
	Notes Notes
}

// Fault is a rule that hit its time or stack limit on a paper.
type Fault struct {
	Rule string
	Err  error
}

func (f Fault) Error() string { return fmt.Sprintf("rule %s: %v", f.Rule, f.Err) }

// Extract finds the claims of one paper, whose texts are valid UTF-8, as those
// of package paper are.
func (x *Extractor) Extract(p *paper.Paper) Result { return x.extract(p, nil) }

func (x *Extractor) extract(p *paper.Paper, known *earlier) Result {
	r := rooms.Get().(*room)
	a := &analysis{x: x, paper: p, brief: x.screen != nil, earlier: known, room: *r}
	a.run()
	res := Result{Claims: a.claims, Values: a.values, Faults: a.faults, Corrected: a.corrected, Notes: a.notes()}
	*r = a.room.empty() // last: the notes are made of it
	rooms.Put(r)
	return res
}

// analyse takes an abstract through all stages, and keeps what each made.
func (x *Extractor) analyse(p *paper.Paper) *analysis {
	a := &analysis{x: x, paper: p}
	a.run()
	return a
}

func (a *analysis) run() {
	if a.brief && !hasDigit(a.paper.Abstract) {
		a.correct()
		return
	}
	a.text = Tidy(a.paper.Abstract)
	if hasDigit(a.paper.Abstract) {
		a.values = a.x.holdsNumber(a.text.Tidy)
		a.stages()
	}
	a.correct()
}

func (a *analysis) stages() {
	if a.brief && !a.values {
		return
	}
	a.look()
	if a.brief && !a.promises() {
		return
	}
	a.read()
	if !a.values {
		return
	}
	if a.brief && !a.hasBenchmark() && !a.mayGetBenchmark() {
		return
	}
	a.nameKinds()
	if a.brief && !a.hasBenchmark() && !a.mayDoWithout() {
		return
	}
	a.searched = true
	a.matchAcross()
	for i, s := range a.sentences {
		if s.hasValue() {
			a.candidates = append(a.candidates, a.match(i)...)
		}
	}
	a.claims = a.complete()
	a.noteParts()
	sortClaims(a.claims)
}

func hasDigit(s string) bool { return nextDigit(s, 0) < len(s) }

func sortClaims(cs []Claim) {
	sort.SliceStable(cs, func(i, j int) bool {
		a, b := &cs[i], &cs[j]
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		if a.Benchmark != b.Benchmark {
			return a.Benchmark < b.Benchmark
		}
		return a.Method < b.Method
	})
}
