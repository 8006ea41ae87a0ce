package leaderboard

import (
	_ "embed"
	"html/template"
	"io"
	"net/url"
	"strings"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"cell":  htmlCell,
	"link":  safeURL,
	"lines": func(s string) []string { return strings.Split(s, "\n") },
	"quote": func(s string) bool { return strings.HasPrefix(s, "    ") },
}).Parse(pageText))

// WriteHTML writes sheets as one page that needs nothing else: no script to be
// read, no network. Where scripts run, a click on a heading sorts.
func WriteHTML(w io.Writer, title string, sheets []Sheet) error {
	return page.Execute(w, struct {
		Title  string
		Sheets []Sheet
	}{title, sheets})
}

// htmlCell makes a text one harmless line; the template escapes it for its place.
func htmlCell(s string) string { return strings.TrimSpace(plain(s)) }

// safeURL gives an address that can be followed without harm, or "".
func safeURL(s string) string {
	s = strings.TrimSpace(plain(s))
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
