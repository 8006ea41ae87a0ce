package db

import (
	"fmt"
	"testing"
)

// many has so many rows added at once.
func many(t *testing.T, rows [3]int) {
	before := rowsAtOnce
	rowsAtOnce = rows
	t.Cleanup(func() { rowsAtOnce = before })
}

// What is stored is what rows added one by one make, and a record meets those
// that wait.
func TestQueues(t *testing.T) {
	var records []rec
	for i := range 700 {
		r := rec{file: "a", line: i + 1, id: fmt.Sprint("p", i), title: fmt.Sprint("Paper ", i), date: "2024", text: "nothing", noValues: i%3 == 0}
		switch i % 5 {
		case 0:
			r.text = fmt.Sprintf("GSM8K=%d and MATH=%d", i, i+1)
			r.url = "https://example.org/" + r.id
		case 1:
			r.doi = fmt.Sprint("10.1000/", i/10) // of two papers each
		case 2:
			r.title = "Paper 1"
		}
		records = append(records, r)
	}
	stored := func(rows [3]int) string {
		many(t, rows)
		d := openTest(t)
		run(t, d, Job{}, records...)
		check(t, d)
		return dump(t, d)
	}
	want := stored([3]int{1, 1, 1})
	for _, rows := range [][3]int{{256, 16, 1}, {7, 3, 1}} {
		if got := stored(rows); got != want {
			t.Errorf("added %d at once, the rows differ", rows)
		}
	}
}
