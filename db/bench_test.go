package db

import (
	"fmt"
	"testing"

	"claimboard/extract"
	"claimboard/extract/paper"
)

// A paper in ten has claims, as in arXiv; two in five have a DOI.
func benchPaper(i int) (Place, *paper.Paper, extract.Result) {
	p := &paper.Paper{ID: fmt.Sprintf("arXiv:%04d.%05d", 1000+i/10000, i%10000), Title: fmt.Sprintf("A study of %d things and %d others", i, i*7),
		Abstract: fmt.Sprintf("We study %d things, at length, and without result.", i), URL: fmt.Sprintf("https://arxiv.org/abs/%d", i)}
	if i%5 < 2 {
		p.DOI = fmt.Sprintf("10.1000/%d", i)
	}
	r := rec{noValues: true}
	if i%10 == 0 {
		r.text = fmt.Sprintf("M gets Bench%d=%d and MATH=%d", i%977, i%100, i%90)
		p.Abstract, r.noValues = r.text, false
	}
	return Place{"bench.jsonl", i + 1, hash(p.ID)}, p, r.result(p)
}

// BenchmarkSave stores papers that are new, one an op.
func BenchmarkSave(b *testing.B) {
	d := openTest(b)
	r := begin(b, d, Job{})
	i := 0
	for b.Loop() {
		if _, err := r.Save(benchPaper(i)); err != nil {
			b.Fatal(err)
		}
		i++
	}
	if err := r.End(Done); err != nil {
		b.Fatal(err)
	}
	size, err := d.Size(ctx)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(size.Bytes)/float64(i), "bytes/paper")
}

// BenchmarkKnown asks about papers that are as they were, one an op.
func BenchmarkKnown(b *testing.B) {
	const n, batch = 50000, 64
	d := openTest(b)
	r := begin(b, d, Job{})
	var places []Place
	for i := range n {
		at, p, res := benchPaper(i)
		places = append(places, at)
		if _, err := r.Save(at, p, res); err != nil {
			b.Fatal(err)
		}
	}
	r.End(Done)
	r = begin(b, d, Job{})
	defer r.End(Done)
	i := 0
	for b.Loop() {
		if i%batch == 0 {
			from := i % (n - batch)
			if known, err := r.Known(places[from : from+batch]); err != nil || !known[0] {
				b.Fatal(known, err)
			}
		}
		i++
	}
}

// BenchmarkRecords reads claims, one an op.
func BenchmarkRecords(b *testing.B) {
	d := openTest(b)
	r := begin(b, d, Job{})
	for i := range 50000 {
		if _, err := r.Save(benchPaper(i * 10)); err != nil {
			b.Fatal(err)
		}
	}
	r.End(Done)
	for _, test := range []struct {
		name string
		f    Filter
	}{{"all", Filter{}}, {"benchmark", Filter{Benchmarks: []string{"Bench10", "Bench20"}}}, {"asof", Filter{Run: 1}}} {
		b.Run(test.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				for n == 0 {
					for _, err := range d.Records(ctx, test.f) {
						if err != nil {
							b.Fatal(err)
						}
						n++
					}
				}
				n--
			}
		})
	}
}

// BenchmarkTallies reads what the overview needs of 50,000 claims, summed up or not.
func BenchmarkTallies(b *testing.B) {
	d := openTest(b)
	r := begin(b, d, Job{})
	for i := range 25000 {
		if _, err := r.Save(benchPaper(i * 10)); err != nil {
			b.Fatal(err)
		}
	}
	r.End(Interrupted)
	for _, name := range []string{"stale", "summed-up"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if t, err := d.Tallies(ctx); err != nil || len(t) == 0 {
					b.Fatal(len(t), err)
				}
			}
		})
		run(b, d, Job{})
	}
}
