package extract

import (
	"strings"

	"claimboard/rules"
)

// appendEditions appends mentions, and behind the benchmarks whose name ends in a
// number those that share the rest of it: the second in "VOC 2007 and 2012", in
// "CIFAR-10/100", and those that give but their last word. What else was found there
// was no number.
func (x *Extractor) appendEditions(out []Mention, text string, ms []Mention) []Mention {
	changed := false
	for _, m := range ms {
		if n := len(out); n > 0 && m.Start < out[n-1].End {
			continue
		}
		if n := len(out); n > 0 && x.sharesFront(text, &out[n-1], &m) {
			changed = true
		}
		out = append(out, m)
		if more := x.moreSplits(text, &m); more != nil {
			out, changed = append(out, more...), true
		}
		if m.Type != rules.Benchmark && m.Type != rules.Name || !isDigit(text[m.End-1]) {
			continue
		}
		if more := x.moreEditions(text, &m); more != nil {
			out, changed = append(out, more...), true
		}
	}
	if !changed {
		return append(out[:0], ms...)
	}
	return out
}

// sharesFront makes a name the benchmark that it is behind the front of the one
// before: "Lite" in "SWE-bench Verified and Lite".
func (x *Extractor) sharesFront(text string, before, m *Mention) bool {
	if m.Type != rules.Name || before.Type != rules.Benchmark {
		return false
	}
	front := strings.LastIndexAny(before.Text, " -")
	if ok, _ := x.lists.separates(text[before.End:m.Start]); !ok || front <= 0 {
		return false
	}
	full := before.Text[:front+1] + m.Text
	e := x.benchmarkNamed(full)
	if e == nil {
		return false
	}
	m.Type, m.Entry, m.Text = rules.Benchmark, e, full
	return true
}

// benchmarkNamed is the entry of the benchmark with a name, nil if there is none.
func (x *Extractor) benchmarkNamed(name string) *rules.Entry {
	known := x.lexicon.find(name)
	if len(known) != 1 || known[0].Start != 0 || known[0].End != len(name) || known[0].Type != rules.Benchmark || known[0].Variant {
		return nil
	}
	return known[0].Entry
}

// moreSplits are the benchmarks that follow one of the vocabulary and give but their
// last word: the second in "LibriSpeech test-clean/other", and in
// "WMT14 English-to-German and English-to-French".
func (x *Extractor) moreSplits(text string, m *Mention) (out []Mention) {
	if m.Type != rules.Benchmark || m.Entry == nil {
		return nil
	}
	front := strings.LastIndexAny(m.Text, " -") + 1
	if front == 0 {
		return nil
	}
	for end := m.End; ; {
		start := x.nextMember(text, end)
		if start < 0 {
			return out
		}
		w := wordFrom(text, start)
		if x.lexicon.isLanguagePair(text[w.start:w.end]) {
			task := strings.LastIndexByte(m.Text, ' ') + 1
			known := x.lexicon.find(m.Text[:task] + text[w.start:w.end])
			if len(known) != 1 || known[0].Start != 0 || known[0].End != task+w.end-w.start || !x.lexicon.isLanguagePair(m.Text[task:]) {
				return out
			}
			next := known[0]
			next.Start, next.End, next.Topic = w.start, w.end, m.Topic
			out, end = append(out, next), w.end
			continue
		}
		e := x.benchmarkNamed(m.Text[:front] + text[w.start:w.end])
		if e == nil || e == m.Entry {
			return out
		}
		out = append(out, Mention{Type: rules.Benchmark, Entry: e, Start: w.start, End: w.end, Text: m.Text[:front] + text[w.start:w.end], Topic: m.Topic})
		end = w.end
	}
}

// nextMember is where the next member of a list begins behind end, -1 if none does
// with a small letter or a pair of languages.
func (x *Extractor) nextMember(text string, end int) int {
	for n := min(x.lists.longest+len(" the "), len(text)-end); n > 0; n-- {
		w := wordFrom(text, end+n)
		if ok, _ := x.lists.separates(text[end : end+n]); !ok || w.end == w.start || isWordByte(text[end+n-1]) {
			continue
		}
		if text[w.start] >= 'a' || x.lexicon.isLanguagePair(text[w.start:w.end]) {
			return w.start
		}
		break
	}
	return -1
}

// moreEditions are the benchmarks that follow a name and give but their number.
// A number that makes no name of the vocabulary must be a year, as the first is,
// and the last of them joined.
func (x *Extractor) moreEditions(text string, m *Mention) []Mention {
	front := strings.TrimRight(m.Text, "0123456789")
	if whole := strings.TrimSuffix(front, "."); whole != front {
		front = strings.TrimRight(whole, "0123456789") // "MultiWOZ 2.0 and 2.1"
	}
	if len(front) < 2 || len(m.Text) < len(front)+2 {
		return nil
	}
	var out []Mention
	sure := 0
	for end := m.End; ; {
		n, joined, ok := x.nextEdition(text, end)
		if !ok {
			break
		}
		end = n.end
		number := text[n.start:n.end]
		e := Mention{Type: m.Type, Start: n.start, End: n.end, Text: front + number, Topic: m.Topic}
		switch known := x.benchmarkNamed(e.Text); {
		case known != nil:
			e.Type, e.Entry = rules.Benchmark, known
		case !isYear(number) || !isYear(m.Text[len(front):]):
			return out[:sure]
		}
		out = append(out, e)
		if joined || text[n.start-1] == '/' {
			sure = len(out)
		}
		if joined {
			break
		}
	}
	return out[:sure]
}

// nextEdition is the number that a list goes on with behind end, and whether it
// is the last of the list.
func (x *Extractor) nextEdition(text string, end int) (n span, last, ok bool) {
	n.start = end
	for n.start < len(text) && !isDigit(text[n.start]) {
		n.start++
		if n.start > end+len(", and the ") {
			return span{}, false, false
		}
	}
	ok, last = x.lists.separates(text[end:n.start])
	n.end = digits(text, n.start)
	after := text[n.end:]
	if !ok || n.end == n.start || n.end-n.start > 4 || after != "" && (isWordByte(after[0]) || strings.IndexByte("%-\\$", after[0]) >= 0) ||
		len(after) > 1 && (after[0] == '.' || after[0] == ',') && isDigit(after[1]) {
		return span{}, false, false
	}
	return n, last, true
}
