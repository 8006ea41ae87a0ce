package eval

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON gives the report as score.py --json does, and the errors by slot.
func (r *Report) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	put := func(name string, v any) error {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		k, err := json.Marshal(name)
		if err != nil {
			return err
		}
		data, err := json.Marshal(v)
		b.Write(append(append(k, ':'), data...))
		return err
	}
	type row struct {
		P  float64 `json:"p"`
		R  float64 `json:"r"`
		F1 float64 `json:"f1"`
		TP int     `json:"tp"`
		FP int     `json:"fp"`
		FN int     `json:"fn"`
	}
	attrs, slots := map[string][2]int{}, map[string][2]int{}
	for _, a := range r.Attributes {
		attrs[a.Name] = [2]int{a.OK, a.Of}
	}
	for _, s := range r.Slots {
		slots[s.Name] = [2]int{s.Wrong, s.Of}
	}
	if err := put("papers", r.Papers); err != nil {
		return nil, err
	}
	if err := put("stray", r.Stray); err != nil {
		return nil, err
	}
	for _, x := range r.Rows {
		if err := put(x.Name, row{x.P, x.R, x.F1, x.Right, x.Wrong, x.MissCount}); err != nil {
			return nil, err
		}
	}
	if err := put("attributes", attrs); err != nil {
		return nil, err
	}
	if err := put("wrong_slots", slots); err != nil {
		return nil, err
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
