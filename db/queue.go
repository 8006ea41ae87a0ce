package db

import (
	"database/sql"
	"strings"
)

// queue holds rows that wait to be added to a table, many in one statement. For
// each statement that adds several rows, or whose table has a trigger, SQLite
// copies the pages that it changes, in case the statement fails, and the way to
// it takes as long as a row: one row by itself costs several times as much as
// one of many.
type queue struct {
	table, columns string
	then           string    // what follows the rows in the statement
	statements     []writing // as rowsAtOnce says, each prepared when first run
	values         []any
}

// rowsAtOnce are how many rows the statements add, from most to least.
var rowsAtOnce = [...]int{256, 16, 1}

func newQueue(table, columns, then string) queue {
	return queue{table: table, columns: columns, then: then, statements: make([]writing, len(rowsAtOnce))}
}

func (q *queue) width() int { return 1 + strings.Count(q.columns, ",") }

// query adds so many rows.
func (q *queue) query(rows int) string {
	row := "(?" + strings.Repeat(", ?", q.width()-1) + ")"
	return "INSERT INTO " + q.table + " (" + q.columns + ") VALUES " + row + strings.Repeat(", "+row, rows-1) + q.then
}

// add adds the rows that wait.
func (q *queue) add(conn *sql.Conn) error {
	rest := q.values
	for i, n := range rowsAtOnce {
		for size := n * q.width(); len(rest) >= size; rest = rest[size:] {
			w := &q.statements[i]
			if w.stmt == nil {
				if err := w.prepare(conn, q.query(n)); err != nil {
					return err
				}
			}
			if err := w.exec(rest[:size]...); err != nil {
				return err
			}
		}
	}
	clear(q.values) // of texts
	q.values = q.values[:0]
	return nil
}

// queues are those of a run, the tables that others refer to first.
type queues struct{ papers, aliases, keys, sources, sentences, results queue }

func newQueues() queues {
	return queues{
		papers:    newQueue("paper", paperColumns+", id, n", ""),
		aliases:   newQueue("alias", "id, paper", " ON CONFLICT DO NOTHING"),
		keys:      newQueue("paper_key", "hash, paper", " ON CONFLICT DO NOTHING"),
		sources:   newQueue("source", "file, line, hash, turn, date, other, n", ""),
		sentences: newQueue("sentence", "n, text", ""),
		results:   newQueue("result", resultColumns, ""),
	}
}

// close ends their statements.
func (q *queues) close() {
	for _, queue := range q.all() {
		for i := range queue.statements {
			queue.statements[i].close()
		}
	}
}

func (q *queues) all() []*queue {
	return []*queue{&q.papers, &q.aliases, &q.keys, &q.sources, &q.sentences, &q.results}
}

// wait has a row wait, until a query asks for what there is, the batch ends, or
// enough wait. The values are the row's last, which follow those that its queue
// already has.
func (r *Run) wait(q *queue, values ...any) error {
	if q.values = append(q.values, values...); len(q.values) < rowsAtOnce[0]*q.width() {
		return nil
	}
	return r.addWaiting()
}

// addWaiting adds all rows that wait.
func (r *Run) addWaiting() error {
	for _, q := range r.queues.all() {
		if err := q.add(r.conn); err != nil {
			return err
		}
	}
	return nil
}
