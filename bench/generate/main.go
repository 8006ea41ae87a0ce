// Command generate writes JSON Lines in the shape of the arXiv metadata
// snapshot, made of sentences of our own: always the same for the same flags.
//
//	go run ./bench/generate -mb 400 > papers.jsonl
//	go run ./bench/generate -names 40000 -rules 200 > more.yaml
//
// One abstract in ten holds one to three results, three in a hundred name a
// benchmark without a number, and three sentences in ten of the rest hold a
// digit that is no result. With -names or -rules it writes a rule file instead,
// of benchmarks and rules that no such abstract mentions.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"strings"
)

func main() {
	log.SetFlags(0)
	size := flag.Float64("mb", 40, "size of the output in `MB`, of 10^6 bytes")
	seed := flag.Uint64("seed", 1, "seed of the random numbers")
	names := flag.Int("names", 0, "write so many benchmarks")
	rules := flag.Int("rules", 0, "write so many rules")
	flag.Parse()
	if *names+*rules > 0 {
		if err := writeRules(os.Stdout, *names, *rules); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := write(os.Stdout, int(*size*1e6), *seed); err != nil {
		log.Fatal(err)
	}
}

// write writes whole papers until there are so many bytes.
func write(w io.Writer, bytes int, seed uint64) error {
	out := bufio.NewWriterSize(w, 1<<20)
	g := newGenerator(seed)
	for n := 0; bytes > 0; n++ {
		line, err := json.Marshal(g.record(n))
		if err != nil {
			return err
		}
		bytes -= len(line) + 1
		out.Write(append(line, '\n')) // an error stays until Flush
	}
	return out.Flush()
}

// writeRules writes a rule file of invented benchmarks, and of rules that each
// need a word of their own.
func writeRules(w io.Writer, names, rules int) error {
	out := bufio.NewWriter(w)
	g := newGenerator(2)
	if names > 0 {
		fmt.Fprintf(out, "schema: claimboard/v1\nvocab: benchmark\nentries:\n")
		for n := range names {
			fmt.Fprintf(out, "  - {id: bench-%d, name: %s%dBench, metric: accuracy}\n", n, title(g.invent()), n)
		}
	}
	if rules > 0 {
		fmt.Fprintf(out, "---\nschema: claimboard/v1\nrules:\n")
		for n := range rules {
			fmt.Fprintf(out, "  - id: bench.rule-%d\n    pattern: '{method} %s%s {gap:3}{value} {gap:4}on {gap:2}{benchmark}'\n    emit: {kind: score}\n",
				n, g.invent(), g.invent())
		}
	}
	return out.Flush()
}

// record is a line of the snapshot, its fields in their order.
type record struct {
	ID         string     `json:"id"`
	Submitter  string     `json:"submitter"`
	Authors    string     `json:"authors"`
	Title      string     `json:"title"`
	Comments   string     `json:"comments"`
	Journal    *string    `json:"journal-ref"`
	DOI        *string    `json:"doi"`
	Report     *string    `json:"report-no"`
	Categories string     `json:"categories"`
	License    string     `json:"license"`
	Abstract   string     `json:"abstract"`
	Versions   []version  `json:"versions"`
	Updated    string     `json:"update_date"`
	Parsed     [][]string `json:"authors_parsed"`
}

type version struct {
	Version string `json:"version"`
	Created string `json:"created"`
}

// generator makes papers from a seeded source of random numbers.
type generator struct {
	*rand.Rand
	terms []string         // invented words, the first ones commonest
	given map[uint64]int32 // how often titles were, by their hash
}

func newGenerator(seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 20261121)), given: map[uint64]int32{}}
	for range 40000 {
		g.terms = append(g.terms, g.invent())
	}
	return g
}

// invent makes a word that no list has: "tremolic", "varnosity".
func (g *generator) invent() string {
	word := g.pick(onsets)
	for range 1 + g.IntN(2) {
		word += g.pick(vowels) + g.pick(codas)
	}
	return word + g.pick(endings)
}

func (g *generator) pick(from []string) string { return from[g.IntN(len(from))] }

// chance is true so many times in a hundred.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

// term picks an invented word, early ones more often.
func (g *generator) term() string {
	r := g.Float64()
	return g.terms[int(r*r*r*float64(len(g.terms)))]
}

func (g *generator) record(n int) record {
	year, month := 2010+n/100%17, 1+n/10%12
	day := 1 + g.IntN(28)
	authors, parsed := g.authors()
	return record{
		ID: arxivID(n, year, month), Submitter: parsed[0][1] + " " + parsed[0][0],
		Authors: authors, Title: g.title(), Comments: fmt.Sprintf("%d pages, %d figures", 6+g.IntN(30), 1+g.IntN(12)),
		Categories: g.pick(categories), License: "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
		Abstract: wrap(g.abstract()),
		Versions: []version{{"v1", fmt.Sprintf("Mon, %d Jan %d 10:%02d:%02d GMT", day, year, g.IntN(60), g.IntN(60))}},
		Updated:  fmt.Sprintf("%d-%02d-%02d", year, month, day), Parsed: parsed,
	}
}

// arxivID gives each record an id of its own that arXiv could have given. Those of
// the first four blocks leave some years out, which are for the rest.
func arxivID(n, year, month int) string {
	const block, blocks, perYear = 170000, 4, 1200000
	if n < block*blocks {
		return fmt.Sprintf("%02d%02d.%05d", year%100+n/block*20, month, n%100000)
	}
	n -= block * blocks
	left := []int{27, 28, 29, 47, 48, 49, 67, 68, 69, 87, 88, 89}
	return fmt.Sprintf("%02d%02d.%05d", left[n/perYear%len(left)], 1+n/100000%12, n%100000)
}

func (g *generator) authors() (string, [][]string) {
	var names []string
	var parsed [][]string
	for range 1 + g.IntN(6) {
		first, last := title(g.invent()), title(g.invent())
		names = append(names, first+" "+last)
		parsed = append(parsed, []string{last, first, ""})
	}
	return strings.Join(names, ", "), parsed
}

func (g *generator) title() string {
	words := strings.Fields(g.fill(g.pick(titles)))
	for i := range words {
		if len(words[i]) > 3 || i == 0 {
			words[i] = title(words[i])
		}
	}
	return g.own(strings.Join(words, " "))
}

// own is a title that no record had before: papers' titles hardly ever repeat,
// and ours would, the oftener the larger the file.
func (g *generator) own(name string) string {
	hash := fnv.New64a()
	hash.Write([]byte(name))
	key := hash.Sum64()
	g.given[key]++
	if n := g.given[key]; n > 1 {
		return name + " of Kind " + letters(n)
	}
	return name
}

// letters writes a number as columns of a spreadsheet are named.
func letters(n int32) string {
	if n == 0 {
		return ""
	}
	return letters((n-1)/26) + string(rune('A'+(n-1)%26))
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// tailed is how many plain and numbered sentences in a hundred have a tail: with these
// an abstract has 1,060 bytes.
const tailed = 60

// abstract joins four to eight sentences, and puts results or names among them.
func (g *generator) abstract() string {
	var out []string
	for range 4 + g.IntN(5) {
		kind := plain
		if g.chance(30) {
			kind = numbered
		}
		text := g.sentence(kind)
		if g.chance(tailed) {
			text = strings.TrimSuffix(text, ".") + g.fill(g.pick(tails)) + "."
		}
		out = append(out, text)
	}
	switch k := g.IntN(100); {
	case k < 10:
		for range 1 + g.IntN(3) {
			out = append(out, g.sentence(results))
		}
	case k < 13:
		out[len(out)-1] = g.sentence(named)
	}
	return strings.Join(out, " ")
}

// sentence fills one of the patterns, and begins with a capital.
func (g *generator) sentence(patterns []string) string {
	return title(g.fill(g.pick(patterns)))
}

// fill replaces each {slot} of a pattern.
func (g *generator) fill(pattern string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(pattern, "{")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		out.WriteString(g.slot(slot))
		pattern = after
	}
}

func (g *generator) slot(name string) string {
	switch name {
	case "term":
		return g.term()
	case "score":
		return fmt.Sprintf("%.1f", 20+79*g.Float64())
	case "small":
		return fmt.Sprintf("%.1f", 0.1+12*g.Float64())
	case "count":
		return fmt.Sprint(2 + g.IntN(400))
	case "thousands":
		return fmt.Sprintf("%d,%03d", 1+g.IntN(90), g.IntN(1000))
	case "year":
		return fmt.Sprint(1990 + g.IntN(36))
	case "system":
		return strings.ToUpper(g.term()[:2+g.IntN(3)]) + g.pick([]string{"", "Net", "Former", "-Lite", "-X"})
	}
	words, ok := slots[name]
	if !ok {
		panic("bench/generate: a sentence has an unknown slot " + name)
	}
	return g.pick(words)
}

// wrap breaks lines as arXiv's abstracts do: two blanks first, at most 79 bytes.
func wrap(text string) string {
	var out strings.Builder
	out.WriteByte(' ')
	width := 1
	for _, word := range strings.Fields(text) {
		if width+1+len(word) > 79 {
			out.WriteByte('\n')
			width = 0
		} else {
			out.WriteByte(' ')
			width++
		}
		out.WriteString(word)
		width += len(word)
	}
	out.WriteByte('\n')
	return out.String()
}
