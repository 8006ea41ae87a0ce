package leaderboard

import (
	"fmt"
	"io"
	"iter"
	"testing"

	"claimboard/extract"
)

// million yields claims as the literature has them: a few benchmarks that most
// papers report, and a long tail.
func million(n int) []extract.Record {
	out := make([]extract.Record, n)
	for i := range out {
		b := i % 997
		if i%3 == 0 {
			b %= 10
		}
		r := extract.Record(c(fmt.Sprintf("Method-%dB", i%5000), fmt.Sprintf("Benchmark-%d", b), fmt.Sprintf("%d.%d%%", i%97, i%10)))
		r.PaperID = fmt.Sprintf("arXiv:2401.%05d", i/4)
		r.Published = fmt.Sprintf("20%02d-%02d-01", i%25, 1+i%12)
		out[i] = r
	}
	return out
}

// each yields copies, as a database does.
func each(rs []extract.Record) iter.Seq[extract.Record] {
	return func(yield func(extract.Record) bool) {
		for i := range rs {
			if !yield(rs[i]) {
				return
			}
		}
	}
}

func BenchmarkOverviewMillion(b *testing.B) {
	rs := million(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		Overview(each(rs), set, Options{})
	}
}

func BenchmarkBuildMillion(b *testing.B) {
	rs := million(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		Build(each(rs), set, Options{})
	}
}

func BenchmarkTable(b *testing.B) {
	boards := Build(each(million(100_000)[:60_000]), set, Options{})[:1]
	b.ReportMetric(float64(len(boards[0].Rows)), "rows")
	b.ReportAllocs()
	for b.Loop() {
		if err := BoardsReport(boards, false).Write(io.Discard, "table", Style{}, Delimited{}); err != nil {
			b.Fatal(err)
		}
	}
}
