// Package paper reads papers (title, abstract and what identifies them) from
// the files people have. Every format streams: a reader holds one record at a
// time, and a record that cannot be read is a value of its own, with file and
// line, that never ends the run.
package paper

// Paper is one record of an input: a title, an abstract, and where known what
// identifies and dates it.
type Paper struct {
	// ID is the input's own id, normalised ("arXiv:2401.10020", "doi:10.1/x"),
	// else "t:" and a hash of the folded title.
	ID string
	// Title is tidied for display: one line, LaTeX accents and entities resolved.
	Title string
	// Abstract is the text as read: decoded from its container, invalid UTF-8
	// repaired, nothing else changed. Claims point into it by byte.
	Abstract string
	// URL, DOI and Authors are "" or empty where the input has none.
	URL     string
	DOI     string
	Authors []string
	// Published is an ISO date, the year alone where that is all there is, or "".
	Published string
	// Source says where the record stood: "FILE:LINE".
	Source string
}
