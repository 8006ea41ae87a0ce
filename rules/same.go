package rules

import "slices"

// Same says whether two rules make the same of any text: they may differ in
// what is only for people, such as tests.
func (r *Rule) Same(o *Rule) bool {
	return r.ID.Value == o.ID.Value && r.Expanded.Regexp == o.Expanded.Regexp && r.Scope == o.Scope &&
		r.Priority == o.Priority && slices.Equal(r.Emit, o.Emit) && r.Mention == o.Mention && r.Own == o.Own &&
		r.Bind == o.Bind && r.Role == o.Role && r.Reject == o.Reject && r.Follows == o.Follows &&
		r.Marked == o.Marked && r.Lists == o.Lists
}

// Key is what a rule is known by in two sets.
func (r *Rule) Key() string { return r.ID.Value }

// Same says whether two entries make the same of any text.
func (e *Entry) Same(o *Entry) bool {
	return e.ID == o.ID && e.Name == o.Name && slices.Equal(e.Aliases, o.Aliases) && e.Case == o.Case &&
		e.Metric == o.Metric && e.Task == o.Task && slices.Equal(e.Tasks, o.Tasks) && e.Direction == o.Direction && e.Unit == o.Unit &&
		slices.Equal(e.Range, o.Range) && e.Kind == o.Kind && e.Role == o.Role && e.Class == o.Class
}

// Key is what an entry is known by in two vocabularies.
func (e *Entry) Key() string { return e.ID }

// Same says whether two corrections do the same.
func (c *Correction) Same(o *Correction) bool {
	if c.Claim.Value != o.Claim.Value || c.Paper.Value != o.Paper.Value || c.Reject != o.Reject || len(c.Set) != len(o.Set) {
		return false
	}
	for field, value := range c.Set {
		if was, ok := o.Set[field]; !ok || was != value {
			return false
		}
	}
	return true
}

// Key is what a correction is known by in two sets.
func (c *Correction) Key() string { return c.Claim.Value + " " + c.Paper.Value }

// Comparable is a part of a rule set that can be looked for in another.
type Comparable[T any] interface {
	Same(T) bool
	Key() string
}

// Differing gives those parts that only one of two lists has. It fails where
// what both have stands in another order.
func Differing[T Comparable[T]](old, now []T) (only []T, ok bool) {
	at := make(map[string]int, len(old))
	for i, x := range old {
		at[x.Key()] = i
	}
	kept := make([]bool, len(old))
	last := -1
	for _, x := range now {
		i, known := at[x.Key()]
		if !known || kept[i] || !x.Same(old[i]) {
			only = append(only, x)
			continue
		}
		if i < last {
			return nil, false
		}
		kept[i], last = true, i
	}
	for i, x := range old {
		if !kept[i] {
			only = append(only, x)
		}
	}
	return only, true
}
