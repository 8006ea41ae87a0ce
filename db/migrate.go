package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date, each step in a transaction. That it is
// not newer has been seen to.
func (d *DB) migrate() error {
	p, err := d.migrator()
	if err != nil {
		return err
	}
	has, err := d.SchemaVersion(context.Background())
	if err != nil {
		return err
	}
	if has == latest(p) {
		return nil
	}
	l, err := lockRuns(context.Background(), d.path, nil) // two programs may find the file new at once
	if err != nil {
		return err
	}
	defer l.release()
	// Before anything else is in the file, or one that is killed here leaves a
	// file that is told to be another program's.
	if _, err := d.pool.Exec(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	_, err = p.Up(context.Background())
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrConstraint {
		return &Error{Path: d.path, Message: fmt.Sprintf(
			"the database has the older schema %d and cannot be brought to %d, because it was altered by hand (%v); claimboard doctor --db %s says what mends that", has, latest(p), e, d.path)}
	}
	return err
}

// CheckSchema wants exactly the schema of this program.
func (d *DB) CheckSchema() error {
	p, err := d.migrator()
	if err != nil {
		return err
	}
	has, err := d.SchemaVersion(context.Background())
	if err != nil {
		return err
	}
	if err := d.notNewer(has, latest(p)); err != nil {
		return err
	}
	switch {
	case has == 0:
		return &Error{Path: d.path, Message: "the database is empty; fill it with claimboard extract"}
	case has < latest(p):
		return &Error{Path: d.path, Message: fmt.Sprintf("the database has the older schema %d; run claimboard extract once to bring it to %d", has, latest(p))}
	}
	return nil
}

func (d *DB) notNewer(has, known int64) error {
	if has <= known {
		return nil
	}
	return &Error{Path: d.path, Message: fmt.Sprintf("the database has schema %d, and this program knows only %d: use the newer claimboard that made it", has, known)}
}

func (d *DB) migrator() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, d.pool, files)
}

func latest(p *goose.Provider) int64 {
	sources := p.ListSources()
	return sources[len(sources)-1].Version
}

// SchemaVersion is the number of the last migration that the file has seen, 0
// for an empty database.
func (d *DB) SchemaVersion(ctx context.Context) (int64, error) {
	var n sql.NullInt64
	var table string
	err := d.pool.QueryRowContext(ctx, "SELECT name FROM sqlite_schema WHERE name = 'goose_db_version'").Scan(&table)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, d.explain(err)
	}
	err = d.pool.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&n)
	return n.Int64, d.explain(err)
}
