package db

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Whatever happens to some files between runs, running again on the same
// files soon changes nothing: at once, but for texts in use that grew older than
// one that was not at hand, and for versions of one paper on one line of a file
// that was rewritten. The records here are few and alike, so that all of that
// happens all the time.
func TestRerunAfterRandomEdits(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(seed, 1))
			d := openTest(t)
			files := [3][]rec{}
			for range 6 {
				for f := range files {
					files[f] = edit(rnd, files[f])
				}
				in := atLines(rnd, files)
				run(t, d, Job{}, in...)
				settles(t, d, in)
				check(t, d)
				if t.Failed() {
					return
				}
			}
		})
	}
}

func settles(t *testing.T, d *DB, in []rec) {
	t.Helper()
	before := dump(t, d)
	for range 3 {
		c := run(t, d, Job{}, in...)
		after := dump(t, d)
		if after == before && c.Unchanged == len(in) {
			return
		}
		before = after
	}
	t.Errorf("%d records do not settle:\n%s", len(in), before)
}

// edit adds, drops and changes some records.
func edit(rnd *rand.Rand, file []rec) []rec {
	for range rnd.IntN(4) {
		file = append(file, randomRec(rnd))
	}
	for range rnd.IntN(2) {
		if len(file) > 0 {
			file[rnd.IntN(len(file))] = randomRec(rnd)
		}
		if i := rnd.IntN(len(file) + 1); i < len(file) {
			file = append(file[:i:i], file[i+1:]...)
		}
		i := rnd.IntN(len(file) + 1)
		file = append(file[:i:i], append([]rec{randomRec(rnd)}, file[i:]...)...)
	}
	return file
}

func randomRec(rnd *rand.Rand) rec {
	some := func(texts ...string) string { return texts[rnd.IntN(len(texts))] }
	return rec{
		title: some("One", "Two", "Three", "Two", ""),
		id:    some("", "", "arXiv:1", "arXiv:2", "17", "18"),
		doi:   some("", "", "10.1/a", "10.1/b"),
		date:  some("", "2023", "2024-05", "2024-05-02"),
		url:   some("", "https://x"),
		text:  some("", "M gets GSM8K=80", "M gets GSM8K=81 and MATH=3", "nothing"),
	}
}

// atLines lays the files out, each record on a line or, in the last, some on
// one.
func atLines(rnd *rand.Rand, files [3][]rec) []rec {
	var out []rec
	for f, records := range files {
		line := rnd.IntN(3)
		for _, r := range records {
			if f < 2 || rnd.IntN(2) == 0 {
				line += 1 + rnd.IntN(2)
			}
			r.file, r.line = fmt.Sprint("file", f), max(line, 1)
			out = append(out, r)
		}
	}
	return out
}
