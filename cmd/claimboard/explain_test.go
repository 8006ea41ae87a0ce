package main

import (
	"strings"
	"testing"
)

// A text on the command line may be of any bytes, as one on stdin may.
func TestInvalidText(t *testing.T) {
	for _, args := range [][]string{
		{"explain", "\xe40", "EIT reaches 84.1% on GSM8K\xff."},
		{"rules", "new", "--text", "SipNet\xe4 sips 91.5% from TeaTrials.", "--benchmark", "TeaTrials", "--value", "91.5%", "--title", "SipNet: tea\xff"},
	} {
		var out, log strings.Builder
		if status := Run(args, strings.NewReader(""), &out, &log); status != 0 || !strings.Contains(out.String(), "\uFFFD") {
			t.Errorf("%q: status %d, %s%s", args, status, out.String(), log.String())
		}
	}
}
