package main

import (
	"slices"
	"testing"

	"claimboard/extract"
)

func TestNewCommand(t *testing.T) {
	g := extract.Gap{Sentence: `It's "$HOME" & 9% on A.`, Benchmark: "A", Value: "9%"}
	want := []string{"claimboard", "rules", "new", "--id", "my.shape-1", "--text", g.Sentence, "--benchmark", "A", "--value", "9%", "-o", "claimboard.rules/shape-1.yaml"}
	if got := shellWords(newCommand(&g, "shape-1")); !slices.Equal(got, want) {
		t.Errorf("a shell reads %q, want %q", got, want)
	}
}
