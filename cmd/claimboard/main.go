// Claimboard reads benchmark claims from the abstracts of papers and prints
// leaderboards. A command is a file here: newXCmd states its flags and help,
// and does its work with the packages below.
package main

import (
	"os"
	"runtime"
)

// ballast is never written to, so that it takes no memory, but counts as such:
// no garbage is collected before about as much has been made. What most
// commands make at all, the rules and an open database, is less.
const ballast = 64 << 20

func main() {
	heap := make([]byte, ballast)
	status := Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	runtime.KeepAlive(heap)
	os.Exit(status)
}
