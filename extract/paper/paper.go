// Package paper reads papers (title, abstract and what identifies them) from
// the files people have. Every format streams: a reader holds one record at a
// time, and a record that cannot be read is a value of its own, with file and
// line, that never ends the run.
//
// The way of a byte: [NewReader] lists the files (files.go), each is opened
// and unpacked (open.go), its format told from its first bytes (format.go),
// cut into records by that format's splitter and decoded by its decoder (a
// file a format), then identified (identity.go) and given a title for display
// (title.go).
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
	// repaired, white space around it trimmed, nothing else changed. Claims
	// point into it by byte. It is "" for a paper listed without one.
	Abstract string
	// URL, DOI and Authors are "" or empty where the input has none.
	URL     string
	DOI     string
	Authors []string
	// Published is an ISO date, the year alone where that is all there is, or "".
	Published string
	// Updated is the ISO date of this version of the record, or "": of two
	// abstracts of one paper the later is the one to keep.
	Updated string
	// Source says where the record stood: "FILE:LINE".
	Source string
}
