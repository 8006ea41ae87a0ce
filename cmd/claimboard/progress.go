package main

import (
	"fmt"
	"time"

	"github.com/cheggaaa/pb/v3"
)

// Without a terminal, a line is written after so long, and then as often.
const quietTime = 5 * time.Second

const (
	barTemplate = `{{counters . "%s of %s" "%s"}} {{bar . }} {{speed . "%s/s" ""}} {{string . "found"}} {{rtime . "%s left" "" ""}}`
	// narrowTemplate is for terminals of fewer than narrow columns, where the
	// other would be cut off before the time that is left.
	narrowTemplate = `{{counters . "%s of %s" "%s"}} {{string . "claims"}} {{rtime . "%s left" "" ""}}`
	narrow         = 80
)

// follow shows how far the pipeline is, until the returned function is called.
func follow(p *pipeline) (stop func()) {
	total, known := int64(0), true
	read := func() int64 { return p.summary.records.Load() }
	unit := "papers"
	if p.reader != nil {
		total, known = p.reader.Size()
		read, unit = p.reader.BytesRead, "bytes"
	} else {
		total = int64(p.stale)
	}
	if isTerminal(p.app.stderr) {
		return showBar(p, read, total, unit == "bytes")
	}
	return writeLines(p, read, total, known, unit == "bytes")
}

func showBar(p *pipeline, read func() int64, total int64, bytes bool) func() {
	template := barTemplate
	if width := widthOf(p.app.stderr); width > 0 && width < narrow {
		template = narrowTemplate
	}
	bar := pb.New64(total).SetTemplateString(template).SetWriter(p.app.stderr).SetRefreshRate(200 * time.Millisecond)
	bar.Set(pb.Bytes, bytes)
	bar.Set(pb.SIBytesPrefix, true)
	bar.Set(pb.CleanOnFinish, true)
	if !hasColour(p.app.stderr) {
		bar.Set(pb.Color, false)
	}
	set := func() {
		bar.SetCurrent(read())
		claims := number(int(p.summary.found.Load())) + " claims"
		bar.Set("claims", claims)
		bar.Set("found", number(int(p.summary.records.Load()))+" papers, "+claims)
	}
	set()
	bar.Start()
	done := every(200*time.Millisecond, set)
	return func() { done(); bar.Finish() }
}

func writeLines(p *pipeline, read func() int64, total int64, known, bytes bool) func() {
	return every(quietTime, func() {
		text := size(read(), bytes)
		if known {
			text += " of " + size(total, bytes)
		}
		p.app.note("%s: %s papers, %s claims", text, number(int(p.summary.records.Load())), number(int(p.summary.found.Load())))
	})
}

func size(n int64, bytes bool) string {
	if bytes {
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return number(int(n))
}

// every calls f again and again until the returned function is called, which
// waits for it.
func every(d time.Duration, f func()) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(d)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				f()
			case <-quit:
				return
			}
		}
	}()
	return func() { close(quit); <-done }
}
