package rules

import (
	"reflect"
	"slices"
	"testing"
)

// forPeople are fields that nothing of a text depends on, or of which another
// field holds the result.
var forPeople = []string{"Doc", "Pattern", "Allow", "Tests", "Broken", "Order", "Reason"}

// A field that is added to a rule, an entry or a correction has to be compared,
// or named above.
func TestSameLooksAtEveryField(t *testing.T) {
	same := map[reflect.Type]func(a, b any) bool{
		reflect.TypeFor[Rule]():       func(a, b any) bool { return a.(*Rule).Same(b.(*Rule)) },
		reflect.TypeFor[Entry]():      func(a, b any) bool { return a.(*Entry).Same(b.(*Entry)) },
		reflect.TypeFor[Correction](): func(a, b any) bool { return a.(*Correction).Same(b.(*Correction)) },
	}
	for typ, same := range same {
		for i := range typ.NumField() {
			field := typ.Field(i)
			if !field.IsExported() {
				continue
			}
			plain, other := reflect.New(typ), reflect.New(typ)
			if !same(plain.Interface(), other.Interface()) {
				t.Fatalf("two empty %s differ", typ)
			}
			other.Elem().Field(i).Set(filled(t, field.Type))
			if got, want := same(plain.Interface(), other.Interface()), slices.Contains(forPeople, field.Name); got != want {
				t.Errorf("two %s with another %s are the same: %v", typ, field.Name, got)
			}
		}
	}
}

// filled is a value of a type that is not its zero value.
func filled(t *testing.T, typ reflect.Type) reflect.Value {
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		return reflect.MakeSlice(typ, 1, 1)
	case reflect.Map:
		v.Set(reflect.MakeMap(typ))
		v.SetMapIndex(filled(t, typ.Key()), filled(t, typ.Elem()))
	case reflect.Struct:
		v.Field(0).Set(filled(t, typ.Field(0).Type))
	default:
		t.Fatalf("no value of %s", typ)
	}
	return v
}

func TestDiffering(t *testing.T) {
	a, b, c := &Entry{ID: "a"}, &Entry{ID: "b"}, &Entry{ID: "c"}
	other := &Entry{ID: "b", Name: "B"}
	for _, test := range []struct {
		old, now, want []*Entry
		ok             bool
	}{
		{[]*Entry{a, b, c}, []*Entry{a, b, c}, nil, true},
		{[]*Entry{a, c}, []*Entry{a, b, c}, []*Entry{b}, true},
		{[]*Entry{a, b, c}, []*Entry{a, c}, []*Entry{b}, true},
		{[]*Entry{a, b, c}, []*Entry{a, other, c}, []*Entry{other, b}, true},
		{[]*Entry{a, b}, []*Entry{a, b, b}, []*Entry{b}, true},
		{[]*Entry{a, b, c}, []*Entry{c, a, b}, nil, false},
	} {
		if got, ok := Differing(test.old, test.now); ok != test.ok || !slices.Equal(got, test.want) {
			t.Errorf("%v and %v differ by %v, %v", test.old, test.now, got, ok)
		}
	}
}
