package paper

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
)

// A disk that fails midway is told of once, with file and line, whatever the
// format; the papers before are as they are in the whole file.
func TestReadError(t *testing.T) {
	entries, err := os.ReadDir(own)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		t.Run(entry.Name(), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(own, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			opt := Options{Format: formatOf[entry.Name()]}
			whole, _ := readFrom(t, bytes.NewReader(data), opt)
			for _, at := range []int{0, 1, len(data) / 3, len(data) / 2, len(data) - 1, len(data)} {
				papers, faults := readFrom(t, io.MultiReader(bytes.NewReader(data[:at]), iotest.ErrReader(syscall.EIO)), opt)
				told := 0
				for _, f := range faults {
					if strings.HasPrefix(f, "stdin") && strings.Contains(f, syscall.EIO.Error()) {
						told++
					}
				}
				if told != 1 {
					t.Errorf("at byte %d of %d: faults %q", at, len(data), faults)
				}
				if len(papers) > len(whole) {
					t.Errorf("at byte %d: %d papers of %d", at, len(papers), len(whole))
				}
				for i, p := range papers[:max(0, len(papers)-1)] { // the last may be cut off
					if p.Title != whole[i].Title || p.Abstract != whole[i].Abstract {
						t.Errorf("at byte %d: paper %d is %+v, want %+v", at, i+1, p, whole[i])
					}
				}
			}
		})
	}
}
