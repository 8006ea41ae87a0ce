package paper

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// So many records are held back, or records of so many bytes.
const (
	heldRecords = 1000
	heldBytes   = 8 << 20
)

// mapCheck holds the first records of a file back until each field of
// Options.Map has stood in one: under a mistyped name papers would be read
// without their abstracts.
type mapCheck struct {
	missing []string // fields that have not been met
	held    []*Record
	bytes   int
}

// newMapCheck is nil where no field is named, or the format has no fields.
func newMapCheck(f *format, opt *Options) *mapCheck {
	if len(opt.Map) == 0 || f.name != "json" && f.name != "jsonl" {
		return nil
	}
	return &mapCheck{missing: slices.Sorted(maps.Values(opt.Map))}
}

// meet notes the fields of a record.
func (c *mapCheck) meet(raw []byte) {
	raw = asJSON(raw)
	c.missing = slices.DeleteFunc(c.missing, func(path string) bool { return valueAt(raw, path) != nil })
}

// hold keeps a record back, or passes it and all that were held on once every
// field has been met. It tells whether to go on.
func (in *input) hold(rec *Record) bool {
	c := in.mapped
	c.meet(rec.Raw)
	c.held, c.bytes = append(c.held, rec), c.bytes+len(rec.Raw)
	if len(c.missing) == 0 {
		in.mapped = nil
		return !slices.ContainsFunc(c.held, func(rec *Record) bool { return !in.pass(rec) })
	}
	return !c.isFull()
}

// refuse gives a file up whose records, as many as were held, lack a field.
func (in *input) refuse() {
	if c := in.mapped; c != nil && len(c.held) > 0 {
		all := "no record"
		if c.isFull() {
			all = fmt.Sprintf("none of the first %d records", len(c.held))
		}
		in.fault(0, errNoField(all, c.missing[0], keysOf(asJSON(c.held[0].Raw))))
	}
}

func (c *mapCheck) isFull() bool { return len(c.held) >= heldRecords || c.bytes >= heldBytes }

func errNoField(all, name string, fields []string) error {
	return fmt.Errorf("%s has a field %q (fields here: %s); mend --map: nothing of it was read", all, name, some(fields))
}

// checkColumns finds a column of Options.Map that a header lacks.
func (o *Options) checkColumns(header []string) error {
	for _, name := range slices.Sorted(maps.Values(o.Map)) {
		if !slices.ContainsFunc(header, func(cell string) bool { return isMapped(cell, name) }) {
			return errNoField("no record", name, trimmed(header))
		}
	}
	return nil
}

// setMapped sets what the fields of a map hold. Where one has nothing, what
// stands under the usual names is left.
func (f *fields) setMapped(names map[string]string, valueOf func(name string) []byte) {
	for role, name := range names {
		if value := valueOf(name); len(value) > 0 && !isNothing(value) {
			f.set(role, value)
		}
	}
}

// trimmed is a header's names.
func trimmed(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = strings.TrimSpace(cell)
	}
	return out
}
