// Command yardstick decodes id, title and abstract of every line of a JSON
// Lines file with encoding/json, and does nothing with them: the CPU time that
// the table in bench/README.md divides by.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: yardstick FILE")
	}
	papers, bytes, err := decode(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d papers, %d bytes of abstracts\n", papers, bytes)
}

// decode counts the papers of a file and the bytes of their abstracts.
func decode(path string) (papers, bytes int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var paper struct {
			ID       string `json:"id"`
			Title    string `json:"title"`
			Abstract string `json:"abstract"`
		}
		if err := json.Unmarshal(lines.Bytes(), &paper); err != nil {
			return papers, bytes, err
		}
		papers++
		bytes += len(paper.Abstract)
	}
	return papers, bytes, lines.Err()
}
