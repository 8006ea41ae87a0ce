package extract

// Tally sums up claims of a store that hold and can be compared whatever a
// vocabulary says: on one benchmark and metric, of one kind, unit, bound and size.
type Tally struct {
	Benchmark, Metric, Kind string
	// Change tells deltas apart: "factor", "relative" or "".
	Change string
	// Papers counts those with a claim of this benchmark, metric, kind and change,
	// and Newest is the last of their dates, "" where none is known.
	Papers int
	Newest string

	Unit, Bound string
	// Ranks says that the role is proposed or evaluated.
	Ranks bool
	// Size is -2 for values below -1, -1 below 0, 0 up to 1, 1 up to 100, 2 above.
	Size int
	// Fraction says that the values are bare numbers up to 1 with a decimal point.
	Fraction bool
	Claims   int
	// High is the number that the store gives the claim that leads if higher is better: of equals
	// the earliest paper's. HighBest and HighLast are the first and the last
	// value there; of a range its lower end counts.
	High               int64
	HighBest, HighLast float64
	// Low is the number of the claim that leads if lower is better.
	Low              int64
	LowBest, LowLast float64
}
