package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// bytesFlag is a flag's number of bytes: 65536, 64KiB, 8MiB.
type bytesFlag int64

// byteUnits go from the largest; a number without one counts bytes.
var byteUnits = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"", 1}}

// mostBytes is a record that any machine can hold.
const mostBytes = 1 << 30

func (b *bytesFlag) Set(text string) error {
	for _, unit := range byteUnits {
		digits, ok := strings.CutSuffix(text, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err != nil || n < 1 || n > mostBytes/unit.bytes {
			break
		}
		*b = bytesFlag(n * unit.bytes)
		return nil
	}
	return errors.New("write a size up to 1GiB, such as 64KiB or 8MiB")
}

func (b *bytesFlag) String() string {
	for _, unit := range byteUnits {
		if n := int64(*b); n >= unit.bytes && n%unit.bytes == 0 {
			return fmt.Sprint(n/unit.bytes) + unit.name
		}
	}
	return "0"
}

// Type is the word for the value in help that names none.
func (b *bytesFlag) Type() string { return "size" }
