package main

import (
	"os/exec"
	"strings"
	"testing"
)

// The program has nothing to reach a network or to run another program with.
func TestOffline(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	if err != nil {
		t.Skipf("no go command here: %v\n%s", err, out)
	}
	linked := strings.Fields(string(out))
	if len(linked) < 50 {
		t.Fatalf("only %d packages", len(linked))
	}
	for _, name := range linked {
		switch name {
		case "net/http", "net/rpc", "net/smtp", "crypto/tls", "os/exec", "plugin":
			t.Errorf("%s is linked", name)
		}
	}
}
