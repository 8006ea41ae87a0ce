package db

// readersIndexes are indexes of claims that only readers use. Their keys come in
// no order, so that each claim changes a page of its own in each: a run that adds
// many does without them, and makes them when done. Until then, and after a run
// that was cut off until one is done, readers go through all claims.
var readersIndexes = []struct{ name, of string }{
	{"result_benchmark", "result (benchmark, metric)"},
	{"result_id", "result (id)"},
}

// manyClaims is how many a run adds, and no fewer than there were, before it does
// without: the pages of fewer are at hand.
var manyClaims = int64(1000)

// dropIndexes does so once it pays.
func (r *Run) dropIndexes() error {
	if r.unindexed || int64(r.Counts.ClaimsNew) < max(manyClaims, r.lastClaim) {
		return nil
	}
	r.unindexed = true
	for _, i := range readersIndexes {
		if err := r.exec("DROP INDEX IF EXISTS " + i.name); err != nil {
			return err
		}
	}
	return nil
}

// makeIndexes makes those that are not there. SQLite sorts in as much memory as
// its cache may take, which is better off smaller from here on.
func (r *Run) makeIndexes() error {
	for _, i := range readersIndexes {
		var has bool
		err := r.conn.QueryRowContext(background, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?)", i.name).Scan(&has)
		if err != nil {
			return err
		}
		if has {
			continue
		}
		if err := r.exec("PRAGMA cache_size = -2000"); err != nil {
			return err
		}
		if err := r.exec("CREATE INDEX " + i.name + " ON " + i.of); err != nil {
			return err
		}
	}
	return nil
}
