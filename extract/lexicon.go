package extract

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimboard/rules"
)

// lexicon finds the names of the vocabularies in a text. A name is a sequence
// of pieces, runs of letters or of digits, so that "GSM8K", "GSM-8K" and
// "gsm 8k" are one; between two pieces may stand nothing or one mark.
type lexicon struct {
	// nodes are those of a tree of pieces, the root first; edges lead from each to
	// the next. They are a hash table of which a fourth is free at least.
	nodes []node
	edges []edge
	// folded holds the pieces' text, endings those of the nodes: a few large
	// allocations are quicker than many small ones.
	folded  strings.Builder
	endings []ending
	// alone has the pieces that are names by themselves, pairs those that names
	// begin with and the next: nearly all words are in neither.
	alone, pairs hashSet
	// splits are endings that a benchmark's name may have and still be one;
	// variants are words that go on with a system's name: "Tiny", "Instruct".
	splits, variants map[string]bool
	// grades and lettered, with a letter, make another benchmark of the one before.
	grades, lettered map[string]bool
	// languages are the names and codes in "German-to-English", "De-En";
	// languageLinks the "to" between them.
	languages     map[string]bool
	languageLinks []string
	// sizes are the letters of a number of parameters: "7B".
	sizes []string
}

type node struct {
	piece string // that leads to it
	ends  []ending
	// cutoff is set behind the "@" of "pass@1": any number goes there.
	cutoff rune
}

// edge leads from one node to another by a piece of that hash; to is 0 in a free
// place of the table.
type edge struct {
	from, to int32
	hash     uint32
}

// newTree is a lexicon without names, with room for so many.
func newTree(names int) *lexicon {
	l := &lexicon{nodes: make([]node, 1, 1+names+names/2), edges: make([]edge, 2<<bits.Len(uint(names))), endings: make([]ending, 0, names)}
	l.folded.Grow(16 * names)
	return l
}

// edge is the one behind a node and a piece in any case, or the free place that it would
// take.
func (l *lexicon) edge(from int32, piece string, hash uint32) *edge {
	mask := uint32(len(l.edges) - 1)
	for i := (hash ^ uint32(from)*0x9E3779B1) * 0x85EBCA6B >> 7; ; i++ {
		e := &l.edges[i&mask]
		if e.to == 0 || e.from == from && e.hash == hash && foldsTo(piece, l.nodes[e.to].piece) {
			return e
		}
	}
}

// child is the node behind a piece, 0 where there is none.
func (l *lexicon) child(from int32, piece string, hash uint32) int32 {
	return l.edge(from, piece, hash).to
}

// addChild is the node behind a piece, made where there is none.
func (l *lexicon) addChild(from int32, piece string, hash uint32) int32 {
	e := l.edge(from, piece, hash)
	if e.to != 0 {
		return e.to
	}
	to := int32(len(l.nodes))
	*e = edge{from, to, hash}
	l.nodes = append(l.nodes, node{piece: piece})
	if 4*len(l.nodes) > 3*len(l.edges) {
		l.grow()
	}
	return to
}

func (l *lexicon) grow() {
	old := l.edges
	l.edges = make([]edge, 2*len(old))
	for _, e := range old {
		if e.to != 0 {
			*l.edge(e.from, l.nodes[e.to].piece, e.hash) = e
		}
	}
}

func (l *lexicon) addEnding(to int32, e ending) {
	if ends := l.nodes[to].ends; len(ends) > 0 {
		l.nodes[to].ends = append(ends, e)
		return
	}
	l.endings = append(l.endings, e)
	l.nodes[to].ends = slices.Clip(l.endings[len(l.endings)-1:])
}

// fold is a name in lower case.
func (l *lexicon) fold(name string) string {
	from := l.folded.Len()
	if isASCII(name) {
		for i := range len(name) {
			l.folded.WriteByte(lowerASCII(name[i]))
		}
	} else {
		l.folded.WriteString(foldCase(name))
	}
	return l.folded.String()[from:]
}

// foldsTo says whether a text in lower case is another.
func foldsTo(text, low string) bool {
	if len(text) != len(low) {
		return false
	}
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return foldCase(text) == low
		}
		if lowerASCII(text[i]) != low[i] {
			return false
		}
	}
	return true
}

func lowerASCII(c byte) byte {
	if isUpper(c) {
		c |= 0x20
	}
	return c
}

type ending struct {
	entry *rules.Entry
	typ   rune
	// exact is the name's letters, where their case counts.
	exact string
	// word says that the name is a plain word, so that "QuaLITY" is not "quality".
	word bool
}

func newLexicon(set *rules.Set) *lexicon {
	names := len(set.Words["self"])
	for _, v := range []*rules.Vocabulary{set.Benchmarks, set.Metrics, set.Methods} {
		for _, e := range v.Entries {
			names += 1 + len(e.Aliases)
		}
	}
	l := newTree(names)
	l.grades, l.lettered = wordSet(set.Words["grades"]), wordSet(set.Words["lettered"])
	l.splits, l.variants, l.sizes = wordSet(set.Words["splits"]), wordSet(set.Words["variants"]), set.Words["sizes"]
	l.languages, l.languageLinks = wordSet(set.Words["languages"]), set.Words["language-links"]
	for _, v := range []struct {
		vocab *rules.Vocabulary
		typ   rune
	}{{set.Benchmarks, rules.Benchmark}, {set.Metrics, rules.Metric}, {set.Methods, rules.Method}} {
		for _, e := range v.vocab.Entries {
			typ := v.typ
			switch e.Role {
			case Baseline, Human:
				typ = rules.Rival // "previous state of the art", "human performance"
			case Evaluated:
				typ = rules.Described
			}
			for _, name := range e.Names() {
				l.add(name, e, typ)
			}
		}
	}
	for _, phrase := range set.Words["self"] {
		l.add(phrase, nil, rules.Self)
	}
	return l
}

// keySet is the set of the keys of names, whose case, blanks and hyphens do not count.
func keySet(names []string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[rules.Key(name)] = true
	}
	return set
}

func wordSet(lists ...[]string) map[string]bool {
	set := map[string]bool{}
	for _, words := range lists {
		for _, w := range words {
			set[w] = true
		}
	}
	return set
}

func (l *lexicon) add(name string, e *rules.Entry, typ rune) {
	n, first := int32(0), int32(0)
	folded := l.fold(name)
	at := false // after an "@"
	var hash uint32
	for p := nextPiece(folded, 0); p.start < p.end; p = nextPiece(folded, p.end) {
		piece := folded[p.start:p.end]
		if at && isDigit(piece[0]) && l.nodes[n].cutoff == 0 {
			l.nodes[n].cutoff = typ
		}
		at = piece == "@"
		switch n {
		case 0:
			first, hash = l.addChild(0, piece, p.hash), p.hash
		case first:
			l.pairs.add(hashOfPair(hash, p.hash))
		}
		n = l.addChild(n, piece, p.hash)
	}
	end := ending{entry: e, typ: typ, word: typ == rules.Metric && name == strings.ToLower(name)}
	if e != nil && e.Case == "exact" {
		end.exact = letterDigits(name)
	}
	if n == 0 {
		return
	}
	l.addEnding(n, end)
	if n == first {
		l.alone.add(hash)
	}
}

// foldCase lowers a text without moving a byte.
func foldCase(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if low := unicode.ToLower(r); utf8.RuneLen(low) == utf8.RuneLen(r) {
			return low
		}
		return r
	}, s)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// piece is a run of letters or of digits, or a mark that tells variants apart.
type piece struct {
	span
	hash uint32 // of its text in lower case
}

// nextPiece finds the next piece of a text at or after from.
func nextPiece(s string, from int) piece {
	for i := from; i < len(s); {
		kind := pieceBytes[s[i]]
		if kind == noPiece {
			i++
			continue
		}
		if kind != otherPiece {
			if p := plainPiece(s, i, kind); p.end == len(s) || s[p.end] < utf8.RuneSelf {
				return p
			}
		}
		// Not ASCII alone, or a mark.
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i
		switch {
		case unicode.IsLetter(r):
			end = i + run(s[i:], unicode.IsLetter)
		case unicode.IsDigit(r):
			end = i + run(s[i:], unicode.IsDigit)
		case unicode.IsSymbol(r), unicode.Is(unicode.No, r), r == '@' || r == '*' || r == '%':
			end = i + size // the "∞" of "∞Bench", the "²" of "R²"
		default:
			i += size
			continue
		}
		return piece{span{i, end}, hashOf(foldCase(s[i:end]))}
	}
	return piece{span: span{len(s), len(s)}}
}

// plainPiece is the run of ASCII's letters, or digits, at a place of a text.
func plainPiece(s string, start int, kind pieceByte) piece {
	hash := uint64(0)
	for end := start; ; end += 8 {
		eight, n := eightOf(s, end, kind)
		hash = addToHash(hash, eight, n)
		if n < 8 {
			return piece{span{start, end + n}, uint32(hash >> 32)}
		}
	}
}

// eightOf says how many of the eight bytes at a place of a text are letters, or digits, up
// to the first that is none. Bytes behind it may be in what it gives.
func eightOf(s string, at int, kind pieceByte) (eight uint64, n int) {
	if kind == letterPiece && at+8 <= len(s) {
		eight = eightBytes(s[at:])
		low := (eight | 0x20*each) &^ (0x80 * each)
		letters := (low + (0x80-'a')*each) &^ (low + (0x80-'z'-1)*each) &^ eight
		return eight, bits.TrailingZeros64(^letters&(0x80*each)) / 8
	}
	for n < 8 && at+n < len(s) && pieceBytes[s[at+n]] == kind {
		eight |= uint64(s[at+n]) << (8 * n)
		n++
	}
	return eight, n
}

// pieceBytes says which bytes are ASCII's letters and digits, and which may be
// of a piece in another way.
var pieceBytes = func() (kinds [256]pieceByte) {
	for c := range kinds {
		switch r := rune(c); {
		case r >= utf8.RuneSelf || unicode.IsSymbol(r) || r == '@' || r == '*' || r == '%':
			kinds[c] = otherPiece
		case unicode.IsLetter(r):
			kinds[c] = letterPiece
		case unicode.IsDigit(r):
			kinds[c] = digitPiece
		}
	}
	return kinds
}()

type pieceByte uint8

const (
	noPiece pieceByte = iota
	letterPiece
	digitPiece
	otherPiece
)

func run(s string, in func(rune) bool) int {
	for i, r := range s {
		if !in(r) {
			return i
		}
	}
	return len(s)
}

func letterDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// hashSet tells of most texts that they are not in it, by two bits of a word.
type hashSet [1 << 11]uint64

func (s *hashSet) add(hash uint32)      { s[hash>>21] |= bitsOf(hash) }
func (s *hashSet) has(hash uint32) bool { return bitsOf(hash)&^s[hash>>21] == 0 }

func bitsOf(hash uint32) uint64 { return 1<<(hash>>15&63) | 1<<(hash>>9&63) }

func hashOf(text string) uint32 {
	hash := uint64(0)
	for ; text != ""; text = text[min(8, len(text)):] {
		eight := uint64(0)
		for i := range min(8, len(text)) {
			eight |= uint64(text[i]) << (8 * i)
		}
		hash = addToHash(hash, eight, min(8, len(text)))
	}
	return uint32(hash >> 32)
}

// addToHash takes the first of eight bytes, and disregards the case of ASCII's letters.
func addToHash(hash, eight uint64, n int) uint64 {
	if n == 0 {
		return hash
	}
	return (hash ^ (eight|0x20*each)&(1<<(8*n)-1)) * 0x9E3779B97F4A7C15
}

func hashOfPair(first, next uint32) uint32 { return (first*0x9E3779B1 ^ next) * 0x85EBCA6B }

// find returns the names in a text, the longest at each place.
func (l *lexicon) find(text string) []Mention { return l.appendNames(nil, text) }

func (l *lexicon) appendNames(out []Mention, text string) []Mention {
	floor := 0 // the end of the mention before
	for p := nextPiece(text, 0); p.start < p.end; {
		next := nextPiece(text, p.end)
		pair := l.pairs.has(hashOfPair(p.hash, next.hash))
		if pair || l.alone.has(p.hash) {
			if m, ok := l.at(text, p, pair, floor); ok {
				floor = m.End
				out = append(out, m)
				next = nextPiece(text, m.End)
			}
		}
		p = next
	}
	return out
}

// at returns the longest name that begins with the piece p; pair says that names may
// begin with that and the next.
func (l *lexicon) at(text string, p piece, pair bool, floor int) (Mention, bool) {
	hyphened, ok := wordBegins(text, p.start)
	if !ok {
		return Mention{}, false
	}
	var best Mention
	start := p.start
	for at := int32(0); ; {
		next := l.child(at, text[p.start:p.end], p.hash)
		if cutoff := l.nodes[at].cutoff; next == 0 && cutoff != 0 && isDigit(text[p.start]) {
			end := p.end
			if behind := endOfDigits(text, end+1); end < len(text) && text[end] == '.' && behind > end+1 {
				end = behind // "Acc@0.5"
			}
			return Mention{Type: cutoff, Start: start, End: end, Text: text[start:end]}, true
		}
		if next == 0 {
			break
		}
		at = next
		n := &l.nodes[at]
		if m, ok := l.ending(text, n, start, p.end); ok && (!hyphened || m.Type == rules.Metric && text[start] != foldCase(text[start:p.end])[0]) {
			best = m
			if hyphened {
				l.prefix(text, &best, floor)
			}
		}
		if !pair && n.cutoff == 0 {
			break
		}
		q := nextPiece(text, p.end)
		if gap := text[p.end:q.start]; gap != "" && (len(gap) > 1 || !strings.Contains(" -_./:'&", gap)) && gap != "‐" && gap != enDash && gap != "’" {
			break
		}
		if q.start == q.end {
			break
		}
		p = q
	}
	return best, best.End > 0
}

// wordBegins says whether a name may begin at i, and whether a hyphen ties it
// to the word before.
func wordBegins(text string, i int) (hyphened, ok bool) {
	if i == 0 {
		return false, true
	}
	r, size := utf8.DecodeLastRuneInString(text[:i])
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '\\' {
		return false, false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i-size])
	switch r {
	case '-', '‐':
		return unicode.IsLetter(before) || unicode.IsDigit(before), true
	case '*':
		return false, !unicode.IsLetter(before) // "R*CNN" is no CNN
	}
	return false, true
}

// ending checks the end of a name in the text, and which of the entries by
// that name its letters' case allows.
func (l *lexicon) ending(text string, n *node, start, end int) (Mention, bool) {
	for _, e := range n.ends {
		if e.exact != "" && !sameLetters(text[start:end], e.exact) || e.word && isCamel(text[start:end]) {
			continue
		}
		m := Mention{Type: e.typ, Start: start, End: end, Text: text[start:end], Entry: e.entry}
		if l.extend(text, &m) {
			return m, true
		}
	}
	return Mention{}, false
}

// isCamel says whether a word has capitals behind its first letter, yet is not
// all capitals.
func isCamel(word string) bool {
	_, size := utf8.DecodeRuneInString(word) // "δ1" begins with two bytes
	rest := word[size:]
	return !strings.Contains(word, " ") && rest != strings.ToLower(rest) && word != strings.ToUpper(word)
}

// sameLetters compares case and all; a plural s may follow.
func sameLetters(text, exact string) bool {
	got := letterDigits(text)
	return got == exact
}

// extend settles what is written against the end of a name: nothing; the mark
// or suffix of a variant ("GSM8K-Hard", "HumanEval+", "Qwen2-72B-Instruct"),
// which is then a name of its own; or a word that makes the whole no name at
// all ("ImageNet-pretrained").
func (l *lexicon) extend(text string, m *Mention) bool {
	if m.Type == rules.Method {
		takeVersion(text, m)
	}
	rest := text[m.End:]
	r, size := utf8.DecodeRuneInString(rest)
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' {
		return m.Type == rules.Method && l.suffix(text, m, m.End)
	}
	after, _ := utf8.DecodeRuneInString(rest[size:])
	switch {
	case r == '+' || r == '@' && unicode.IsDigit(after), r == '*' && !unicode.IsDigit(after), setsPoint(text, m, m.End):
		return l.suffix(text, m, m.End)
	case (r == '-' || r == '‐') && (unicode.IsLetter(after) || unicode.IsDigit(after)):
		if !l.suffix(text, m, m.End) {
			return false
		}
	}
	switch m.Type {
	case rules.Method:
		l.variant(text, m)
	case rules.Benchmark:
		l.languagePair(text, m)
		l.grade(text, m)
	}
	return true
}

// takeVersion takes the part of a version that stands behind the point into a
// system's name: the ".5" of "Claude Sonnet 4.5".
func takeVersion(text string, m *Mention) {
	end := m.End
	if end == 0 || !isDigit(text[end-1]) || !strings.HasPrefix(text[end:], ".") {
		return
	}
	end = endOfDigits(text, end+1)
	if end > m.End+1 {
		m.End, m.Text, m.Entry = end, text[m.Start:end], nil
	}
}

// enDash stands between the languages of a pair in careful print.
const enDash = "–"

// languagePair takes the languages of a translation task into its name: "WMT
// 2017 German-to-English".
func (l *lexicon) languagePair(text string, m *Mention) {
	if m.End+1 >= len(text) || text[m.End] != ' ' {
		return
	}
	w := wordFrom(text, m.End+1)
	if strings.HasPrefix(text[w.end:], enDash) {
		w.end = wordFrom(text, w.end+len(enDash)).end
	}
	if l.isLanguagePair(strings.ReplaceAll(text[w.start:w.end], enDash, "-")) {
		m.End, m.Text, m.Variant = w.end, text[m.Start:w.end], true
	}
}

// grade takes the word for a part of a benchmark into its name: "MAMO Easy", and
// "FooBench Set A"; a version's number, "RTLLM 2.0", only from the text.
func (l *lexicon) grade(text string, m *Mention) {
	if m.End+1 >= len(text) || text[m.End] != ' ' {
		return
	}
	w := wordFrom(text, m.End+1)
	end := w.end
	if word := text[w.start:w.end]; !l.grades[word] {
		if isEdition(word) && isDigit(word[0]) && !strings.HasPrefix(text[end:], "%") {
			m.End = end // "RTLLM 2.0": no value
			return
		}
		if end = letterBehind(text, w, l.lettered); end == 0 {
			return
		}
	}
	m.End, m.Text, m.Variant = end, text[m.Start:end], true
}

// letterBehind is where the capital letter ends that stands behind one of some
// words, 0 if none does.
func letterBehind(text string, w span, words map[string]bool) int {
	if !words[text[w.start:w.end]] || w.end+1 >= len(text) || text[w.end] != ' ' {
		return 0
	}
	letter := wordFrom(text, w.end+1)
	if letter.end != letter.start+1 || text[letter.start] < 'A' || text[letter.start] > 'H' {
		return 0
	}
	return letter.end
}

func (l *lexicon) isLanguagePair(word string) bool {
	from, to, ok := strings.Cut(strings.ToLower(word), "-")
	if !ok || !l.languages[from] {
		return false
	}
	for _, w := range l.languageLinks {
		if rest, ok := strings.CutPrefix(to, w+"-"); ok {
			to = rest
		}
	}
	return l.languages[to]
}

// shareTask gives language pairs in a list the task of the first: the second of
// "WMT14 En-De and En-Fr" is WMT14 En-Fr.
func (x *Extractor) shareTask(text string, ms []Mention) {
	l := x.lexicon
	for i := 1; i < len(ms); i++ {
		a, b := &ms[i-1], &ms[i]
		space := strings.LastIndexByte(a.Text, ' ') + 1
		if a.Type != rules.Benchmark || space == 0 || !l.isLanguagePair(a.Text[space:]) ||
			b.Type != rules.Name || !l.isLanguagePair(b.Text) {
			continue
		}
		if ok, _ := x.lists.separates(text[a.End:b.Start]); !ok {
			continue
		}
		b.Type, b.Text = rules.Benchmark, a.Text[:space]+b.Text
		if known := l.find(b.Text); len(known) == 1 && known[0].Text == b.Text {
			b.Entry, b.Variant = known[0].Entry, known[0].Variant
		}
	}
}

// variant takes the words of a size or variant that stand after a system's
// name into it: "ConvNeXt Tiny", "Claude 3.5 Sonnet", "Llama 2 7B", "ViT-B/14".
func (l *lexicon) variant(text string, m *Mention) {
	for m.End+1 < len(text) {
		w := wordFrom(text, m.End+1)
		word := text[w.start:w.end]
		switch {
		case text[m.End] == '/' && len(word) <= 2 && isDigit(text[w.start]):
		case text[m.End] == ' ' && (l.variants[word] || IsSize(word, l.sizes) || isEdition(word)):
		default:
			return
		}
		m.End, m.Text, m.Entry = w.end, text[m.Start:w.end], nil
	}
}

// isEdition says whether a word behind a system's name is its version, and no
// value: "V3", "v2.1", "M2.5", "2.0".
func isEdition(word string) bool {
	if word == "" {
		return false
	}
	if c := word[0]; isUpper(c) || c == 'v' {
		whole, frac, dotted := strings.Cut(word[1:], ".")
		return whole != "" && (dotted || c == 'v' || c == 'V') && len(whole)+len(frac) <= 2 && strings.Trim(whole+frac, "0123456789") == ""
	}
	return len(word) == 3 && isDigit(word[0]) && word[1:] == ".0"
}

// IsSize says whether a word is a number and one of some letters: of
// parameters, "7B", "1.5B", "350M".
func IsSize(word string, letters []string) bool {
	for _, unit := range letters {
		if number, ok := strings.CutSuffix(word, unit); ok && number != "" {
			return strings.Trim(number, "0123456789.") == ""
		}
	}
	return false
}

// isInitials says whether a suffix is the letters of a variant: the "D" of "CIDEr-D".
func isInitials(s string) bool {
	return 0 < len(s) && len(s) <= 3 && s == strings.ToUpper(s) && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isCapitalised says whether a word is a capital and small letters.
func isCapitalised(word string) bool {
	return len(word) > 1 && isUpper(word[0]) && isLowerWord(word[1:])
}

// prefix takes the capitals, or word with one first or inside, or single letter before a
// metric's hyphen into its name: "NTA-IoU", "Image-AUROC", "FooBar-Score" and "p-AP" are
// not IoU, AUROC, score and AP.
func (l *lexicon) prefix(text string, m *Mention, floor int) {
	from := strings.LastIndexAny(text[:m.Start-1], " (/") + 1
	if from < floor {
		return
	}
	if head := text[from : m.Start-1]; isInitials(head) && len(head) > 1 || len(head) == 1 || isCapitalised(head) || isCamel(head) && letterDigits(head) == head {
		m.Start, m.Text, m.Entry = from, text[from:m.End], nil
	}
}

// setsPoint says whether an equals sign sets the point that a metric is taken at:
// "TAR@FAR=1e-3". In "mAP@0.5=33.9" and "FID=3.1" the value follows.
func setsPoint(text string, m *Mention, i int) bool {
	return m.Type == rules.Metric && i+1 < len(text) && text[i] == '=' && isDigit(text[i+1]) &&
		strings.Contains(text[m.Start:i], "@") && isUpper(text[i-1])
}

// suffix takes the rest of the word into the name.
func (l *lexicon) suffix(text string, m *Mention, from int) bool {
	end := from
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		dot := r == '.' && end+1 < len(text) && isDigit(text[end+1])
		point := r == '%' && m.Type == rules.Metric || setsPoint(text, m, end)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-‐_+@*", r) && !dot && !point {
			break
		}
		end += size
	}
	word := text[from:end]
	tail := strings.TrimLeft(word, "-‐")
	if tail == strings.ToLower(tail) && tail != "" && !strings.ContainsAny(tail, "0123456789+@*") && !l.splits[tail] {
		return false // "ImageNet-pretrained": a property, no name
	}
	if m.Type == rules.Metric && strings.IndexAny(word, "@*=") != 0 && !isInitials(tail) {
		return false
	}
	if m.Type == rules.Self {
		return false
	}
	m.End = end
	m.Text = text[m.Start:end]
	m.Variant = true
	if m.Type == rules.Metric {
		m.Entry = nil
	}
	return true
}
