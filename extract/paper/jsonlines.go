package paper

import "bytes"

// isJSONLines holds where each line is an object of its own.
func isJSONLines(head []byte, _ *Options) bool {
	head = bytes.TrimSpace(head)
	return head[0] == '{'
}

// splitLines makes each line that is not blank a record.
func splitLines(in *input) {
	for {
		at := in.line
		line, err := in.readLine()
		switch {
		case err == errTooLong:
			if !in.tooLong(at) {
				return
			}
		case err != nil:
			return
		case len(bytes.TrimSpace(line)) > 0 && !in.emit(at, "", line):
			return
		}
	}
}
