package db

import (
	"context"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// lock is held by the one run that writes. It is a file beside the database,
// which the system unlocks however its holder ends; SQLite's own locks guard
// single transactions, between which two runs would mix.
type lock struct{ file *lockedfile.File }

// lockRuns waits until no other run writes to the database, and calls waiting
// once if that is not at once.
func lockRuns(ctx context.Context, path string, waiting func()) (*lock, error) {
	type result struct {
		l   *lock
		err error
	}
	got := make(chan result, 1)
	go func() {
		l, err := takeLock(path + "-lock")
		got <- result{l, err}
	}()
	notice := time.After(300 * time.Millisecond)
	for {
		select {
		case r := <-got:
			return r.l, r.err
		case <-notice:
			if waiting != nil {
				waiting()
			}
		case <-ctx.Done():
			go func() { // the wait itself cannot be broken off
				if r := <-got; r.err == nil {
					r.l.release()
				}
			}()
			return nil, ctx.Err()
		}
	}
}

// takeLock locks the file that now has the name: the holder before may have
// removed the one that was waited for.
func takeLock(name string) (*lock, error) {
	for {
		f, err := lockedfile.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
		if err != nil {
			return nil, err
		}
		mine, err := f.Stat()
		if err == nil {
			var now os.FileInfo
			if now, err = os.Stat(name); err == nil && os.SameFile(mine, now) {
				return &lock{f}, nil
			}
		}
		f.Close()
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
	}
}

func (l *lock) release() {
	os.Remove(l.file.Name())
	l.file.Close()
}

// AtWork says whether a run is writing to the database right now. The lock's
// file alone does not tell: a run that was killed leaves it.
func (d *DB) AtWork() bool {
	if _, err := os.Stat(d.path + "-lock"); err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	l, err := lockRuns(ctx, d.path, nil)
	if err != nil {
		return true
	}
	l.release()
	return false
}
