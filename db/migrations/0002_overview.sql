-- +goose Up

-- What the overview needs of each board, so that it need not read every claim.
-- Nothing here depends on a vocabulary: names, units and bounds are as stored,
-- and both ends are kept, since which is the better one is not known here.
CREATE TABLE summary (
  benchmark TEXT    NOT NULL,
  metric    TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  change    TEXT    NOT NULL, -- of deltas: 'factor', 'relative' or ''
  claims    INTEGER NOT NULL,
  papers    INTEGER NOT NULL,
  newest    TEXT    NOT NULL, -- publication, '' where none is known
  PRIMARY KEY (benchmark, metric, kind, change)
) STRICT, WITHOUT ROWID;

-- The ends of those claims of a board that compare without further ado.
CREATE TABLE ends (
  benchmark  TEXT    NOT NULL,
  metric     TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  change     TEXT    NOT NULL,
  unit       TEXT    NOT NULL,
  bound      TEXT    NOT NULL,
  ranks      INTEGER NOT NULL, -- 1 for the roles that may rank
  size       INTEGER NOT NULL, -- of the value: -2 below -1, -1 below 0, 0 up to 1, 1 up to 100, 2 above
  fraction   INTEGER NOT NULL, -- 1 for a bare number up to 1 with a decimal point
  claims     INTEGER NOT NULL,
  high       INTEGER NOT NULL, -- the claim that leads where higher is better
  high_best  REAL    NOT NULL, -- of a range its lower end counts there
  high_last  REAL    NOT NULL,
  low        INTEGER NOT NULL, -- the claim that leads where lower is better
  low_best   REAL    NOT NULL,
  low_last   REAL    NOT NULL,
  PRIMARY KEY (benchmark, metric, kind, change, unit, bound, ranks, size, fraction)
) STRICT, WITHOUT ROWID;

-- The boards whose claims have changed since they were summed up. Triggers name
-- them in the transaction of the change, whoever makes it. Readers count these
-- boards themselves, and the end of a run sums them up.
CREATE TABLE stale (
  benchmark TEXT NOT NULL,
  metric    TEXT NOT NULL,
  PRIMARY KEY (benchmark, metric)
) STRICT, WITHOUT ROWID;

INSERT INTO stale SELECT DISTINCT benchmark, metric FROM claim;

-- +goose StatementBegin
CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
  INSERT OR IGNORE INTO stale VALUES (NEW.benchmark, NEW.metric);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claim_dropped AFTER DELETE ON claim BEGIN
  INSERT OR IGNORE INTO stale VALUES (OLD.benchmark, OLD.metric);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claim_changed AFTER UPDATE ON claim BEGIN
  INSERT OR IGNORE INTO stale VALUES (OLD.benchmark, OLD.metric), (NEW.benchmark, NEW.metric);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER paper_changed AFTER UPDATE OF n, id, published ON paper
  WHEN OLD.n <> NEW.n OR OLD.id <> NEW.id OR OLD.published IS NOT NEW.published BEGIN
  INSERT OR IGNORE INTO stale SELECT benchmark, metric FROM claim WHERE paper IN (OLD.n, NEW.n);
END;
-- +goose StatementEnd
