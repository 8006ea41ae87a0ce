package rules

import "fmt"

// Patterns are matched against a sentence in which each mention, or list of
// mentions ("MATH and GSM8K"), is one rune. The runes come from Unicode's
// private use area, so that no text can hold them by accident: the extractor
// replaces any that an abstract brings along.
const (
	Percent  = '\uE000' // 84.1%
	Points   = '\uE001' // 3.2 points
	Factor   = '\uE002' // 1.8x
	Decimal  = '\uE003' // 0.73
	Quantity = '\uE004' // 23 ms
	Signed   = '\uE005' // +17.0, of whatever unit
	Integer  = '\uE006' // 24

	Benchmark = '\uE010'
	Metric    = '\uE011'
	Method    = '\uE012' // a system's name
	Self      = '\uE013' // "our method", "it": the paper's own system
	Rival     = '\uE014' // a system that the sentence compares with
	Name      = '\uE015' // a proper name of unknown kind
	Corpus    = '\uE016' // a data set that the sentence names as training data
	Described = '\uE017' // systems that are described, not named: "the best model"
)

// This is added to a value's rune where the value is the one whose claim is
// being completed: what {value} stands for in a bind rule.
const This = 0x20

// tokens are the typed tokens of patterns: the class of runes that each stands
// for, and the group that it captures into.
var tokens = map[string]struct{ class, group string }{
	"value":     {valueClass, "value"},
	"number":    {valueClass + string(Integer), "value"},
	"percent":   {string(Percent), "value"},
	"points":    {string(Points), "value"},
	"factor":    {string(Factor), "value"},
	"decimal":   {string(Decimal), "value"},
	"quantity":  {string(Quantity), "value"},
	"signed":    {string(Signed), "value"},
	"integer":   {string(Integer), "value"},
	"benchmark": {string(Benchmark), "benchmark"},
	"metric":    {string(Metric), "metric"},
	"method":    {string(Method) + string(Self), "method"},
	"self":      {string(Self), "method"},
	"rival":     {string(Rival), "versus"},
	"system":    {string(Method) + string(Self) + string(Name) + string(Rival), "method"},
	"name":      {string(Name), "name"},
	"corpus":    {string(Corpus), "corpus"},
	"described": {string(Described), "method"},
	"other":     {allValues, ""},
}

var (
	valueClass = fmt.Sprintf("%c-%c", Percent, Signed)
	allValues  = fmt.Sprintf("%c-%c", Percent, Integer)
	anyValue   = fmt.Sprintf("%s%c-%c", allValues, Percent+This, Integer+This)
)

// gaps are the bounded wildcards: what they may step over.
var gaps = map[string]string{
	// gap:n is up to n words or mentions of one phrase, each with its blank: no
	// value, no punctuation between words.
	"gap": `(?:[^\s,;:()` + "%s" + `]+\s){0,%d}?`,
	// skip:n is the same across commas and brackets.
	"skip": `(?:[^\s;` + "%s" + `]+\s){0,%d}?`,
	// over:n steps over values too.
	"over": `(?:[^\s;]+\s){0,%[2]d}?`,
}

// TokenName is the name of a token's rune in patterns, "" for a rune that is none.
func TokenName(r rune) string {
	switch r {
	case Percent:
		return "percent"
	case Points:
		return "points"
	case Factor:
		return "factor"
	case Decimal:
		return "decimal"
	case Quantity:
		return "quantity"
	case Signed:
		return "signed"
	case Integer:
		return "integer"
	case Benchmark:
		return "benchmark"
	case Metric:
		return "metric"
	case Method:
		return "method"
	case Self:
		return "self"
	case Rival:
		return "rival"
	case Name:
		return "name"
	case Corpus:
		return "corpus"
	case Described:
		return "described"
	}
	return ""
}

// NoneGroup is the group by which a bind rule says that a slot stays empty:
// "on six real-world tasks" names no benchmark.
const NoneGroup = "none"

// IsToken says whether a rune stands for a mention in patterns.
func IsToken(r rune) bool { return Percent <= r && r < Percent+64 }
