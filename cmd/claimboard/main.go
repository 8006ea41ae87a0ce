// Claimboard reads benchmark claims from the abstracts of papers and prints
// leaderboards. A command is a file here: newXCmd states its flags and help,
// and does its work with the packages below.
package main

import "os"

func main() { os.Exit(Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
