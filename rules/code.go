package rules

// Code is a kind of fault. Codes are stable: a code that is no longer used is
// not given to another fault.
type Code struct {
	Name     string
	Severity string
	// Means says what the fault is, in a few words.
	Means string
}

// Codes are all the kinds of fault, in order.
var Codes = []Code{
	{"CB101", "error", "not YAML, or a value of the wrong type"},
	{"CB102", "error", "an unknown key"},
	{"CB103", "error", "a key that stands twice"},
	{"CB104", "error", "a schema version that this program does not know"},
	{"CB105", "error", "a file that holds nothing"},
	{"CB106", "error", "a value that the key cannot have"},
	{"CB107", "error", "a key that must be there and is not"},
	{"CB108", "error", "a rule that does nothing, or more than one thing"},
	{"CB109", "error", "an allow of no known warning, or without a reason"},
	{"CB110", "warning", "an allow of a warning that does not occur"},
	{"CB201", "error", "an unknown macro or token"},
	{"CB202", "error", "a macro that is defined by itself"},
	{"CB203", "error", "a gap without bound, or too wide"},
	{"CB204", "error", "a macro that is defined twice"},
	{"CB205", "warning", "a macro that no pattern uses"},
	{"CB206", "error", "a pattern that grows too long"},
	{"CB207", "error", "a brace before a token or macro that is not closed"},
	{"CB301", "error", "a pattern that does not compile"},
	{"CB302", "error", "(?P<name> for (?<name>"},
	{"CB303", "error", "one group name twice in an alternative"},
	{"CB304", "error", "a field that no branch of the pattern binds"},
	{"CB305", "error", "a pattern that can match nothing at all"},
	{"CB306", "error", "a pattern that backtracks exponentially"},
	{"CB307", "warning", "a pattern of which no requirement can be derived: it runs on every sentence"},
	{"CB308", "warning", "a pattern whose work grows with a high power of the length"},
	{"CB309", "warning", "a character that views never hold: a capital, a curly quote, a long dash"},
	{"CB310", "warning", "a pattern in double quotes"},
	{"CB311", "warning", "a branch that binds none of the rule's values"},
	{"CB312", "warning", "a group that nothing uses"},
	{"CB313", "error", "a group for a number that holds something else"},
	{"CB314", "warning", "text that is always part of a mention: patterns see a token there"},
	{"CB401", "error", "an unknown vocabulary"},
	{"CB402", "error", "a name that two entries claim"},
	{"CB403", "warning", "a name that another vocabulary shadows"},
	{"CB404", "error", "a benchmark's metric that is not in the vocabulary"},
	{"CB405", "error", "an entry without id"},
	{"CB406", "error", "a range that is none"},
	{"CB407", "error", "a benchmark's task that is not in the vocabulary"},
	{"CB408", "error", "a word list that nothing reads"},
	{"CB409", "warning", "a rule's metric that is nearly one of the vocabulary"},
	{"CB501", "error", "a rule id that stands twice"},
	{"CB502", "error", "a change to a rule that is not there"},
	{"CB503", "error", "a change with no verb, or several"},
	{"CB504", "error", "a change that changes nothing"},
	{"CB601", "warning", "a rule without test"},
	{"CB602", "warning", "a rule without negative test"},
	{"CB603", "error", "a test without text or want"},
	{"CB604", "error", "a wanted claim without benchmark"},
	{"CB701", "error", "a correction without claim, paper or reason"},
	{"CB702", "error", "a correction that neither rejects nor sets, or both"},
	{"CB703", "error", "a correction of a field that cannot be set"},
}

func codeOf(name string) *Code {
	for i := range Codes {
		if Codes[i].Name == name {
			return &Codes[i]
		}
	}
	return nil
}

func codeNames() []string {
	names := make([]string, len(Codes))
	for i, c := range Codes {
		names[i] = c.Name
	}
	return names
}
