package extract

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimboard/extract/paper"
	"claimboard/rules"
)

// A sentence as patterns see it: each mention or list is one token.
func TestMentions(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct {
		text, view string
		names      []string // of all mentions, members of lists singly
	}{
		// Benchmarks, by any spelling, and variants that are others.
		{"It reaches 84.1% on GSM8K.", "{self} reaches {percent} on {benchmark}.", []string{"It", "84.1%", "GSM8K"}},
		{"on gsm-8k and GSM 8K", "on {benchmark}", []string{"GSM8K", "GSM8K"}},
		{"on MATH-500 and GSM8K-Hard, not HumanEval+", "on {benchmark}, not {benchmark}", []string{"MATH-500", "GSM8K-Hard", "HumanEval+"}},
		{"MATH skills and math problems", "{benchmark} skills and math problems", []string{"MATH"}},
		{"ImageNet-pretrained and BERT-based models", "imagenet-pretrained and bert-based models", nil},
		{"the Penn Treebank and NYU Depth v2 corpora", "the {benchmark} corpora", []string{"Penn Treebank", "NYU Depth v2"}},
		{"AlpacaEval 2.0 gives 50.3", "{benchmark} gives {decimal}", []string{"AlpacaEval 2.0", "50.3"}},
		{"the WMT 2016 English–Romanian and WMT17 Finnish–English tasks", "the {benchmark} tasks", []string{"WMT16 En-Ro", "WMT17 Finnish–English"}},
		{"a QuxHarm-Score of 0.9", "a {metric} of {decimal}", []string{"QuxHarm-Score", "0.9"}},
		{"R*CNN beats CNN*", "{name} beats {method}", []string{"R*CNN", "CNN*"}},
		{"10 runs on CIFAR-10", "{integer} runs on {benchmark}", []string{"10", "CIFAR-10"}},
		{"GTAV->Cityscapes has 50.3% mIoU", "{benchmark} has {percent} {metric}", []string{"GTAV->Cityscapes", "50.3%", "mIoU"}},
		// Long and short forms are one name.
		{"the Abstraction and Reasoning Corpus (ARC) is hard", "the {benchmark} is hard", []string{"ARC-AGI"}},
		{"word error rate (WER) of 1.8", "{metric} of {decimal}", []string{"WER", "1.8"}},
		{"on activation variability amplification (AVA), AVA is", "on activation variability amplification ({name}), {name} is", []string{"AVA", "AVA"}},
		{"the Accurate Coordinate Encoding (ACE) of ACE", "the {name} of {name}", []string{"ACE", "ACE"}},
		{"the Automatic Content Extraction (ACE) of ACE", "the {benchmark} of {benchmark}", []string{"ACE", "ACE"}},
		{"the new virtual action (AVA) dataset", "the new virtual action ({benchmark}) dataset", []string{"AVA"}},
		// Metrics.
		{"the F1 score is 51.0", "the {metric} is {decimal}", []string{"F1", "51.0"}},
		{"δ1 of 0.925", "{metric} of {decimal}", []string{"δ1", "0.925"}},
		{"pass@1 and pass@100 of 28.8%", "{metric} of {percent}", []string{"pass@1", "pass@100", "28.8%"}},
		{"an xTPR of 0.9 and XTPR", "an {metric} of {decimal} and {name}", []string{"xTPR", "0.9", "XTPR"}},
		{"a closed-loop score of 3", "a {metric} of {integer}", []string{"closed-loop score", "3"}},
		// Systems, with sizes and variants.
		{"Qwen2-72B-Instruct and Llama 2 70B", "{method}", []string{"Qwen2-72B-Instruct", "Llama 2 70B"}},
		{"Gemma 3 27B IT", "{method}", []string{"Gemma 3 27B IT"}},
		{"ViT-B/16 gets 84.1", "{method} gets {decimal}", []string{"ViT-B/16", "84.1"}},
		{"ViT (tiny) gets 84.1 (small)", "{method} gets {decimal} (small)", []string{"ViT (tiny)", "84.1"}},
		{"we ask Foox 2.0 Lite in subtask1", "{self} ask {name} in subtask1", []string{"we", "Foox 2.0 Lite"}},
		{"the previous state of the art", "the {rival}", []string{"previous state of the art"}},
		{"FooNet strongly outperforms leading baselines by 3.2%", "{name} strongly outperforms leading {rival} by {percent}", []string{"FooNet", "baselines", "3.2%"}},
		{"a Mistral-7B self-consistency baseline has 3.2%", "a {rival} has {percent}", []string{"Mistral-7B self-consistency baseline", "3.2%"}},
		{"a human performance of 97%", "a {rival} of {percent}", []string{"human performance", "97%"}},
		{"our method and we show", "{self} and {self} show", []string{"our method", "we"}},
		// What an arrow leads to from the code of a language.
		{"our Foox->En and En→Foox systems, Foox->Quux", "our foox->en and en→foox systems, {name}->{name}", []string{"Foox", "Quux"}},
		// The full stop of an abbreviation ends no sentence.
		{"it runs vs. Plain Foox. Plain Foox runs", "{self} runs vs. {name}. plain {name} runs", []string{"it", "Plain Foox", "Foox"}},
		// A sentence's first word that stands elsewhere with its capital, and nowhere without.
		{"Quxish is new, so we like Quxish", "{name} is new, so {self} like {name}", []string{"Quxish", "we", "Quxish"}},
		{"Quxish is new, so we like quxish Quxish", "quxish is new, so {self} like quxish {name}", []string{"we", "Quxish"}},
		// Names of unknown kind.
		{"We call it FooBar and FooBar-XL.", "{self} call {self} {name}.", []string{"We", "it", "FooBar", "FooBar-XL"}},
		{"A, B and C", "a, b and c", nil},
		{"the hybrid DNN/HMM system beats BERT/RoBERTa models", "the hybrid {method} system beats {method} models", []string{"DNN/HMM", "BERT", "RoBERTa"}},
		{"Foo-SQL+BERT beats FooNet + BERT", "{method} beats {method}", []string{"Foo-SQL+BERT", "FooNet + BERT"}},
		{"Point Transformer V3 and Foox M2.5 beat BERT F1 and Llama Guard 3.0", "{method} beat {method} {metric} and {method}", []string{"Point Transformer V3", "Foox M2.5", "BERT", "F1", "Llama Guard 3.0"}},
		{"We call it Foo-LLM R1, not R4", "{self} call {self} {name}, not r4", []string{"We", "it", "Foo-LLM R1"}},
		// Lists.
		{"on MNLI, SST-2, and QQP", "on {benchmark}", []string{"MultiNLI", "SST-2", "QQP"}},
		{"BERT, RoBERTa and XLNet: 80.5, 88.5 and 88.4", "{method}: {decimal}", []string{"BERT", "RoBERTa", "XLNet", "80.5", "88.5", "88.4"}},
		{"on WMT14 English-to-German and English-to-French", "on {benchmark}", []string{"WMT14 En-De", "WMT14 En-Fr"}},
		{"humans score 92.1% on MNLI", "{rival} score {percent} on {benchmark}", []string{"humans", "92.1%", "MultiNLI"}},
		{"a human score 92.1%", "a human {metric} {percent}", []string{"score", "92.1%"}},
		{"on LibriSpeech test-clean/other and old COCO", "on {benchmark} and old {benchmark}", []string{"LibriSpeech test-clean", "LibriSpeech test-other", "COCO"}},
		{"on two FooQA datasets, MNLI and QQP", "on two {name} datasets, {benchmark}", []string{"FooQA", "MultiNLI", "QQP"}},
		{"on English MNLI, German QQP and Thai SST-2", "on english {benchmark}", []string{"MultiNLI", "QQP", "SST-2"}},
		{"on MNLI and quick QQP", "on {benchmark} and quick {benchmark}", []string{"MultiNLI", "QQP"}},
		{"on MNLI, QQP and BERT", "on {benchmark}, {benchmark} and {method}", []string{"MultiNLI", "QQP", "BERT"}},
		{"On MNLI, BERT has 86.7%", "on {benchmark}, {method} has {percent}", []string{"MultiNLI", "BERT", "86.7%"}},
		{"On MNLI, Fooish and Quxish have 86.7%", "on {benchmark}, {name} have {percent}", []string{"MultiNLI", "Fooish", "Quxish", "86.7%"}},
		{"On MNLI, Fooish and Quxish, it has 86.7%", "on {benchmark}, {self} has {percent}", []string{"MultiNLI", "Fooish", "Quxish", "it", "86.7%"}},
		{"It works on MNLI, Fooish and Quxish with 86.7%", "{self} works on {benchmark} with {percent}", []string{"It", "MultiNLI", "Fooish", "Quxish", "86.7%"}},
		{"on VOC 2007 and 2012: 85.1", "on {benchmark}: {decimal}", []string{"PASCAL VOC 2007", "PASCAL VOC 2012", "85.1"}},
		{"on CIFAR-10/100: 85.1", "on {benchmark}: {decimal}", []string{"CIFAR-10", "CIFAR-100", "85.1"}},
		{"on CIFAR-10 and 100", "on {benchmark}", []string{"CIFAR-10", "CIFAR-100"}},
		{"on the Quxus 2017, 2015 and 2011 datasets", "on the {name} datasets", []string{"Quxus 2017", "Quxus 2015", "Quxus 2011"}},
		{"on SWE-bench Verified and Lite: 85.1", "on {benchmark}: {decimal}", []string{"SWE-bench Verified", "SWE-bench Lite", "85.1"}},
		{"on SWE-bench Verified and Fooish: 85.1", "on {benchmark}: {decimal}", []string{"SWE-bench Verified", "Fooish", "85.1"}},
		{"on CIFAR-10 and 100% of MNIST", "on {benchmark} and {percent} of {benchmark}", []string{"CIFAR-10", "100%", "MNIST"}},
		{"on CIFAR-10 and 12 others", "on {benchmark} and {integer} others", []string{"CIFAR-10", "12"}},
		{"on GSM8K, MATH val and our new Quxish: 85.1", "on {benchmark}: {decimal}", []string{"GSM8K", "MATH", "Quxish", "85.1"}},
		{"on FFHQ 64x64 and the more challenging LSUN: 85.1", "on {benchmark}: {decimal}", []string{"FFHQ", "LSUN", "85.1"}},
		{"on GSM8K and another new MATH: 85.1", "on {benchmark} and another new {benchmark}: {decimal}", []string{"GSM8K", "MATH", "85.1"}},
		{"41.2 for Fooish+CoCo, 32.5 for COCO + SUN", "{decimal} for {name}, {decimal} for {benchmark} + {name}", []string{"41.2", "Fooish+CoCo", "32.5", "COCO", "SUN"}},
		{"84.1%, surpassing 32.5%; over 84.1%, 32.5%", "{percent}, {percent}; {percent}", []string{"84.1%", "surpassing 32.5%", "over 84.1%", "32.5%"}},
		{"on the Quxish University corpus, Quxish Video benchmarks and Quxish Video models", "on the {name} corpus, {name} video benchmarks and {name} video models", []string{"Quxish University", "Quxish", "Quxish"}},
		{"on three Quxish datasets, GSM8K, MATH and MMLU", "on three {name} datasets, {benchmark}", []string{"Quxish", "GSM8K", "MATH", "MMLU"}},
		{"on English CoNLL 2003 and Chinese MSRA: 85.1", "on english {benchmark}: {decimal}", []string{"CoNLL-2003", "MSRA", "85.1"}},
		// Two numbers of two benchmarks, one before and one behind, are no list.
		{"On GSM8K it has an F1 of 84.1%, and 32.5% on MATH", "on {benchmark} {self} has an {metric} of {percent}, and {percent} on {benchmark}", []string{"GSM8K", "it", "F1", "84.1%", "32.5%", "MATH"}},
		{"GSM8K accuracy is 84.1 and 32.5 F1 on the harder MATH", "{benchmark} {metric} is {decimal} and {decimal} {metric} on the harder {benchmark}", []string{"GSM8K", "accuracy", "84.1", "32.5", "F1", "MATH"}},
		{"on GSM8K and MATH, 84.1 and 32.5 on MMLU", "on {benchmark}, {decimal} on {benchmark}", []string{"GSM8K", "MATH", "84.1", "32.5", "MMLU"}},
		{"on GSM8K, 84.1 and 32.5 on MATH and MMLU", "on {benchmark}, {decimal} on {benchmark}", []string{"GSM8K", "84.1", "32.5", "MATH", "MMLU"}},
		{"on COCO, 84.1 and 32.5 on COCO test-dev", "on {benchmark}, {decimal} on {benchmark}", []string{"COCO", "84.1", "32.5", "COCO test-dev"}},
		{"on GSM8K, F1 and EM are 84.1 and 32.5 on MATH", "on {benchmark}, {metric} are {decimal} on {benchmark}", []string{"GSM8K", "F1", "exact match", "84.1", "32.5", "MATH"}},
		{"84.1 on GSM8K, 32.5 and 55.1 on MATH", "{decimal} on {benchmark}, {decimal} on {benchmark}", []string{"84.1", "GSM8K", "32.5", "55.1", "MATH"}},
		{"on GSM8K, 84.1/32.5 on MATH; 84.1 and 32.5 on MMLU", "on {benchmark}, {decimal} on {benchmark}; {decimal} on {benchmark}", []string{"GSM8K", "84.1", "32.5", "MATH", "84.1", "32.5", "MMLU"}},
		// Two changes are none, either.
		{"from 61.2% to 71.2% and 51.2% to 55.3%", "from {percent} to {percent} and {percent} to {percent}", []string{"61.2%", "71.2%", "51.2%", "55.3%"}},
		{"61.2→71.2, 51.2→55.3", "{decimal}→{decimal}, {decimal}→{decimal}", []string{"61.2", "71.2", "51.2", "55.3"}},
		{"from 61.2 and 51.2 to 71.2 and 55.3", "from {decimal} to {decimal}", []string{"61.2", "51.2", "71.2", "55.3"}},
		{"GSM8K (84.1%), MATH (32.5%)", "{benchmark} ({percent}), {benchmark} ({percent})", []string{"GSM8K", "84.1%", "MATH", "32.5%"}},
	} {
		s := new(room).newSentence(c.text, span{0, len(c.text)}, x.lists.join(nil, c.text, x.mentions(c.text, "", false)))
		if got := s.String(); got != c.view {
			t.Errorf("%q: got %q, want %q", c.text, got, c.view)
		}
		var names []string
		for i := range s.mentions {
			for _, m := range s.mentions[i].items() {
				names = append(names, m.Name())
			}
		}
		if !slices.Equal(names, c.names) {
			t.Errorf("%q: got %q, want %q", c.text, names, c.names)
		}
	}
}

// Of two descriptions that overlap, the first is made a mention.
func TestDescribeOverlap(t *testing.T) {
	text := "over a foo 4B baseline (53.3%)"
	s := &sentence{span: span{0, len(text)}}
	s.mentions = newBuiltin(t).mentions(text, "", false)
	s.describe(text, rules.Rival, []span{{7, 22}, {11, 22}})
	var got []string
	for _, m := range s.mentions {
		got = append(got, m.Text)
	}
	if want := []string{"foo 4B baseline", "53.3%"}; !slices.Equal(got, want) {
		t.Errorf("mentions %q, want %q", got, want)
	}
}

// Two sentences without a space between them hold no name across their bounds.
func TestNoMentionAcross(t *testing.T) {
	x := newBuiltin(t)
	p := &paper.Paper{ID: "t:1", Abstract: "We use 'Training.Several networks are made by 'Studentnet.This model has 84.1% on GSM8K."}
	a := x.analyse(p)
	if len(a.sentences) != 3 {
		t.Fatalf("%d sentences", len(a.sentences))
	}
	for _, s := range a.sentences {
		for _, m := range s.mentions {
			if m.Start < s.start || m.End > s.end {
				t.Errorf("%q is not within %q", a.text.Tidy[m.Start:m.End], a.text.Tidy[s.start:s.end])
			}
		}
	}
}

// In a title every word has a capital: only the word before a colon is a name.
func TestMentionsInTitle(t *testing.T) {
	x := newBuiltin(t)
	for title, want := range map[string]string{
		"Foobar: Learning to Reason":               "{name}: learning to reason",
		"Learning to Reason with Many Small Steps": "learning to reason with many small steps",
		"Towards FooBar for Everyone":              "towards {name} for everyone",
	} {
		s := new(room).newSentence(title, span{0, len(title)}, x.lists.join(nil, title, x.mentions(title, "", true)))
		if got := s.String(); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestTitleHead(t *testing.T) {
	x := newBuiltin(t)
	for _, c := range []struct{ title, abstract, want string }{
		{"Vision Foomutator: networks", "Vision Foomutator is small.", "Vision Foomutator"},
		{"Vision Foomutator: networks", "It is small.", ""},
		{"LESS: learning from few foos", "We introduce LESS.", "LESS"},
		{"LESS: learning from few foos", "Less is more.", ""},
		{"PMI Picker: frames", "We pick frames.", "PMI Picker"},
		{"Foo Bar Recognition: a large dataset", "Foo Bar Recognition is hard.", ""},
		{"FooBar Benchmark: of foos", "The FooBar Benchmark is hard.", ""},
	} {
		if got := x.titleHead(c.title, c.abstract); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.title, c.abstract, got, c.want)
		}
	}
}

func TestLongForm(t *testing.T) {
	x := newBuiltin(t)
	for text, want := range map[string]string{
		"a unified Multi Image BART (MI-BART) is":             "a unified multi image bart ({name}) is",
		"A Long-Form VIdeo-LAnguage training net (LF-VILA)":   "a long-form video-language training net ({name})",
		"GPT-4 and a Multi Image BART (MI-BART)":              "{method} and a multi image bart ({name})",
		"a strong BART (FooNet) is":                           "a strong {method} ({name}) is",
		"slow bidirectional long short-term memory (SB-LSTM)": "slow bidirectional long short-term memory ({name})",
	} {
		s := new(room).newSentence(text, span{0, len(text)}, x.lists.join(nil, text, x.mentions(text, "", false)))
		if got := s.String(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// What passSmall passes over are words that no name begins with, as they are found and
// judged one by one.
func TestPassSmall(t *testing.T) {
	x := newBuiltin(t)
	texts := []string{"the model's up-to-date - and --x", "an a.b c. d/2 e/f g", "naïve über words", "is it? yes! so: a", "x_y a+b u@v p*q r^s t&u", "the users' task1 and 'so'"}
	for c := range rune(256) {
		texts = append(texts, "of"+string(c), "a"+string(c)+"b is", string(c)+"ab "+string(c))
	}
	for _, text := range append(texts, abstracts(t)...) {
		for limit := len(text); limit >= max(0, len(text)-20); limit-- {
			for i := 0; i < limit; {
				end, words := passSmall(text, i, limit)
				if end > limit {
					t.Fatalf("%q: passed %d from %d to %d", text, limit, i, end)
				}
				met := false
				for i < end {
					w := wordFrom(text, i)
					if w.start == w.end && strings.IndexByte(".!?:", text[i]) < 0 {
						_, size := utf8.DecodeRuneInString(text[i:])
						i += size
						continue
					}
					if w.start == w.end || x.beginsName(text, w, false) {
						t.Fatalf("%q: passed %q", text, text[w.start:])
					}
					met, i = true, w.end
				}
				if i != end || met != words {
					t.Fatalf("%q: passed to %d, not %d; words %v, not %v", text, end, i, words, met)
				}
				i += max(1, wordFrom(text, i).end-i)
			}
		}
	}
}

// A paper is read in the room that another has left as it is in a new one.
func TestRoom(t *testing.T) {
	x := newBuiltin(t)
	var left room
	for _, file := range ownPapers(t) {
		for _, p := range readPapers(t, file) {
			a := &analysis{x: x, paper: p, room: left}
			a.run()
			left = a.room.empty()
			b := x.analyse(p)
			if !reflect.DeepEqual(a.claims, b.claims) || len(a.sentences) != len(b.sentences) {
				t.Fatalf("%s: claims %v, not %v", p.ID, a.claims, b.claims)
			}
			for i, s := range a.sentences {
				if !reflect.DeepEqual(s.mentions, b.sentences[i].mentions) || s.String() != b.sentences[i].String() {
					t.Errorf("%s: %s, not %s", p.ID, s, b.sentences[i])
				}
			}
		}
	}
}

// What is taken from memory is no part of what was taken before; a lot is not left.
func TestTake(t *testing.T) {
	var memory []int
	var taken [][]int
	for n := range 20 {
		var some []int
		some, memory = take(memory, n)
		for i := range some {
			some[i] = n
		}
		taken = append(taken, some)
	}
	for n, some := range taken {
		if len(some) != n || cap(some) != n || slices.ContainsFunc(some, func(m int) bool { return m != n }) {
			t.Errorf("%d: %v", n, some)
		}
	}
	if kept, most := emptied(memory, cap(memory)), cap(memory)-1; len(kept) > 0 || cap(kept) != cap(memory) || emptied(memory, most) != nil {
		t.Errorf("kept %v", kept)
	}
}

// The sets of words and pairs that names begin with tell of no name that it is none.
func TestNamesAtEveryWord(t *testing.T) {
	l := newBuiltin(t).lexicon
	for _, text := range append(abstracts(t), "we are we", "on pass@1, Pass@1234 and PASS@k", "ΔE and Σ-QA of ∞Bench", "our Our oUR method") {
		var want []Mention
		floor := 0
		for p := nextPiece(text, 0); p.start < p.end; {
			next := p.end
			if hash := hashOf(foldCase(text[p.start:p.end])); hash != p.hash {
				t.Errorf("%q hashes to %x, not %x", text[p.start:p.end], p.hash, hash)
			}
			if m, ok := l.at(text, p, true, floor); ok {
				want, floor, next = append(want, m), m.End, m.End
			}
			p = nextPiece(text, next)
		}
		if got := l.find(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: found %v, not %v", text, got, want)
		}
	}
}

// Texts are compared in lower case as if they were made so.
func TestLower(t *testing.T) {
	words := []string{"", "foo", "Foo", "FOO-2", "Ünder", "under", "İst", "Σ", "K", strings.Repeat("Long", 20), "a", "É"}
	for _, word := range words {
		for _, other := range words {
			low := strings.ToLower(other)
			if got, want := hasLower(map[string]bool{low: true}, word), strings.ToLower(word) == low; got != want {
				t.Errorf("%q is %q: %v", word, low, got)
			}
			if got, want := foldsTo(word, foldCase(other)), foldCase(word) == foldCase(other); got != want {
				t.Errorf("%q folds to %q: %v", word, foldCase(other), got)
			}
		}
	}
}

func FuzzMentions(f *testing.F) {
	for _, seed := range abstracts(f) {
		f.Add(seed)
	}
	f.Add("Foo Bar (FB) of 3% ± 2, A/B/C and GSM8K-x (GSM) 1-2x")
	x := newBuiltin(f)
	f.Fuzz(func(t *testing.T, raw string) {
		text := Tidy(valid(raw)).Tidy
		for _, title := range []bool{false, true} {
			ms := x.mentions(text, "", title)
			checkMentions(t, text, ms)
			lists := x.lists.join(nil, text, ms)
			checkMentions(t, text, lists)
			for i := range lists {
				checkMentions(t, text, lists[i].Items)
			}
			s := new(room).newSentence(text, span{0, len(text)}, lists)
			if len(s.view) != len(s.mention) || len(s.offset) != len(s.view)+1 {
				t.Fatalf("%q: view of %d runes, %d mentions, %d offsets", text, len(s.view), len(s.mention), len(s.offset))
			}
		}
	})
}

// checkMentions checks that mentions are in order, do not overlap, and are
// whole runes of the text.
func checkMentions(t testing.TB, text string, ms []Mention) {
	t.Helper()
	end := 0
	for i := range ms {
		m := &ms[i]
		switch {
		case m.Start < end || m.End <= m.Start || m.End > len(text):
			t.Fatalf("%q: %q at %d:%d after %d", text, m.Text, m.Start, m.End, end)
		case m.Text == "" || valid(m.Text) != m.Text:
			t.Fatalf("%q: the words %q at %d:%d", text, m.Text, m.Start, m.End)
		case m.IsValue() && (m.Number.Start < m.Start || m.Number.End > m.End || !strings.ContainsAny(text[m.Number.Start:m.Number.End], "0123456789")):
			t.Fatalf("%q: the number of %q is at %d:%d", text, m.Text, m.Number.Start, m.Number.End)
		}
		end = m.End
	}
}
