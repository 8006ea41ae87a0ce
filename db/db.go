// Package db is the store: papers, where they were read, their claims, and the
// runs that found them, in one SQLite file. README.md in this folder documents
// the schema for people who query the file themselves.
//
// Writing goes through a [Run], one at a time; reading through [DB.Records] and
// the listings, at any time.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/mattn/go-sqlite3"
)

// applicationID marks a SQLite file as claimboard's.
const applicationID = 1668050274

// busy is how long a statement waits for another program's lock.
var busy = 10 * time.Second

// DB is an open database, safe for concurrent use.
type DB struct {
	pool *sql.DB
	path string
}

// maxValue is the most bytes of a text that is read or stored: an old file, or a
// stranger's, may hold larger ones, of which every command takes a multiple.
const maxValue = 64 << 20

// driverName opens SQLite files that nobody vouches for: what their views and
// triggers call are harmless functions only.
const driverName = "sqlite3 of claimboard"

func init() {
	sql.Register(driverName, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		c.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, maxValue)
		_, err := c.Exec("PRAGMA trusted_schema = OFF", nil)
		return err
	}})
}

// ErrMissing says that there is no database file to read.
var ErrMissing = errors.New("no such database")

// Open opens the database for writing, makes it if it is not there, and brings
// an older schema up to date.
func Open(path string) (*DB, error) {
	if err := refuse(path); err != nil {
		return nil, err
	}
	if err := layOut(path); err != nil {
		return nil, err
	}
	d, err := open(path, url.Values{
		"_journal_mode": {"WAL"},
		"_synchronous":  {"NORMAL"},
	})
	if err != nil {
		return nil, err
	}
	if err := d.migrate(); err != nil {
		d.Close()
		return nil, d.explain(err)
	}
	return d, nil
}

// pageSize is that of new files, in bytes: an abstract takes one or two
// thousand, of which a page holds no parts, so that pages of SQLite's usual size
// leave a fourth of their room empty, and these a thirtieth.
const pageSize = 16384

// layOut settles the page size of a new file, which the log that Open turns on
// would settle otherwise.
func layOut(path string) error {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	d, err := open(path, url.Values{})
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = d.pool.Exec(fmt.Sprintf("PRAGMA page_size = %d; PRAGMA application_id = %d", pageSize, applicationID))
	return d.explain(err)
}

// refuse says why a file that is there cannot be the database. It looks
// without writing: to open for writing is to change the file's journal mode,
// and it may be another program's.
func refuse(path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil
	}
	d, err := open(path, url.Values{"mode": {"ro"}})
	if err != nil {
		if sealed(path, err) {
			return nil // opening for writing says it better
		}
		return err
	}
	defer d.Close()
	p, err := d.migrator()
	if err != nil {
		return err
	}
	has, err := d.SchemaVersion(context.Background())
	if err != nil {
		return err
	}
	return d.notNewer(has, latest(p))
}

// OpenReadOnly opens a database that is there, and never writes to it. The
// error is ErrMissing where there is none.
func OpenReadOnly(path string) (*DB, error) {
	return openReadOnly(path, (*DB).CheckSchema)
}

// OpenToCheck is OpenReadOnly for a database of any schema: whether the file is
// whole can be told of all. What else there is needs CheckSchema first.
func OpenToCheck(path string) (*DB, error) {
	return openReadOnly(path, func(d *DB) error {
		_, err := d.SchemaVersion(context.Background())
		return err
	})
}

// openReadOnly opens a database that passes a test, which reads from it.
func openReadOnly(path string, test func(*DB) error) (*DB, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", path, ErrMissing)
	}
	d, err := open(path, url.Values{"mode": {"ro"}})
	if err == nil {
		err = test(d)
	}
	if err != nil && sealed(path, err) {
		if d != nil {
			d.Close()
		}
		d, err = open(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
		if err == nil {
			err = test(d)
		}
	}
	if err != nil {
		if d != nil {
			d.Close()
		}
		return nil, err
	}
	return d, nil
}

// sealed says whether a database cannot be opened only because its folder
// cannot be written to: SQLite wants a file for the lock beside it, and can do
// without where no log of unfinished work is left.
func sealed(path string, err error) bool {
	var e sqlite3.Error
	if !errors.As(err, &e) || e.Code != sqlite3.ErrCantOpen && e.Code != sqlite3.ErrReadonly {
		return false
	}
	info, err := os.Stat(path + "-wal")
	return err != nil || info.Size() == 0
}

func open(path string, params url.Values) (*DB, error) {
	params.Set("_foreign_keys", "on")
	params.Set("_txlock", "immediate")
	params.Set("_mutex", "no") // the pool uses a connection in one place at a time
	params.Set("_busy_timeout", fmt.Sprint(busy.Milliseconds()))
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder, not a database", path)
	} else if err == nil && !info.Mode().IsRegular() { // SQLite would wait for a pipe
		return nil, fmt.Errorf("%s is no file, and cannot hold a database", path)
	}
	file := filepath.ToSlash(path)
	if strings.HasPrefix(file, ":") { // ":memory:" would be kept nowhere
		file = "./" + file
	}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: params.Encode()}
	pool, err := sql.Open(driverName, name.String())
	if err != nil {
		return nil, err
	}
	d := &DB{pool: pool, path: path}
	if err := d.checkKind(); err != nil {
		pool.Close()
		return nil, d.explain(err)
	}
	return d, nil
}

// checkKind refuses a database that another program made.
func (d *DB) checkKind() error {
	var id, tables int
	if err := d.pool.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if err := d.pool.QueryRow("PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if tables > 0 && id != applicationID {
		return fmt.Errorf("%s is a SQLite database, but not claimboard's; name another file with --db", d.path)
	}
	return nil
}

// Files are the files that a database of this path is kept in: its own, and
// those that SQLite and runs make beside it for a while.
func Files(path string) []string {
	return []string{path, path + "-wal", path + "-shm", path + "-journal", path + "-lock"}
}

// Path is the file's name as given.
func (d *DB) Path() string { return d.path }

// Close closes the database.
func (d *DB) Close() error { return d.pool.Close() }

// explain says what an error of SQLite means to a person. The error stays
// wrapped.
func (d *DB) explain(err error) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return &Error{Path: d.path, Message: "the database's folder is read-only", err: err}
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	say := func(format string, args ...any) error {
		return &Error{Path: d.path, Message: fmt.Sprintf(format, args...), err: err}
	}
	switch e.Code {
	case sqlite3.ErrNotADB:
		return say("this file is no database")
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return say("locked by another program for more than %s; try again when that is done", busy)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return say("the database cannot be written to: the file or its folder is read-only")
	case sqlite3.ErrCantOpen:
		return say("the database cannot be opened: %s", d.cannotOpen())
	case sqlite3.ErrFull:
		return say("no room left on the disk; what was committed is safe, and a rerun goes on from there")
	case sqlite3.ErrIoErr:
		return say("reading or writing the disk failed (%v); what was committed is safe, and a rerun goes on from there", err)
	case sqlite3.ErrTooBig:
		return say("a text of more than %d MiB: none so large is read or stored", maxValue>>20)
	case sqlite3.ErrCorrupt:
		return say("the file is damaged (%v); run claimboard doctor --db %s", err, d.path)
	}
	return say("%v", err)
}

// IsDamaged says whether an error is of a file that is no database any more.
func IsDamaged(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB)
}

func (d *DB) cannotOpen() string {
	if _, err := os.Stat(filepath.Dir(d.path)); err != nil {
		return "its folder is not there"
	}
	return "the file or its folder is not accessible, or read-only"
}

// Error is a database that cannot be used, and why.
type Error struct {
	Path    string
	Message string
	err     error
}

func (e *Error) Error() string { return e.Path + ": " + e.Message }

func (e *Error) Unwrap() error { return e.err }

// rows runs a query and calls scan for each row.
func (d *DB) rows(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := d.pool.QueryContext(ctx, query, args...)
	if err != nil {
		return d.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return d.explain(err)
		}
	}
	return d.explain(rows.Err())
}
