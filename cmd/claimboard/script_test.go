package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// commands are what the test's own program is under other names.
var commands = map[string]func(){"claimboard": main}

func TestMain(m *testing.M) {
	testscript.Main(m, commands)
}

// Each file of testdata/script is a session with the program. RECORD=true
// rewrites the outputs that they compare with.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("RECORD") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			return nil
		},
	})
}
