package leaderboard

import (
	"encoding/json"
	"io"
)

// WriteJSON writes a view as it is. Control characters are escaped by JSON
// itself; marks that turn text around on a terminal stay, because JSON is what
// programs read back.
func WriteJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(value)
}
