-- +goose Up

-- Many claims are alike in how they were made, and those of a sentence share it:
-- both are stored once. The view named claim has the columns that the table had.

CREATE TABLE way (
  n              INTEGER PRIMARY KEY,
  rule           TEXT    NOT NULL,
  kind           TEXT    NOT NULL,
  role           TEXT    NOT NULL,
  bound          TEXT    NOT NULL,
  unit           TEXT    NOT NULL,
  relative       INTEGER NOT NULL CHECK (relative IN (0, 1)),
  metric_implied INTEGER NOT NULL CHECK (metric_implied IN (0, 1)),
  UNIQUE (rule, kind, role, bound, unit, relative, metric_implied)
) STRICT;
INSERT INTO way (rule, kind, role, bound, unit, relative, metric_implied)
SELECT DISTINCT rule, kind, role, bound, unit, relative, metric_implied FROM claim;

CREATE TABLE sentence (
  n    INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
INSERT INTO sentence SELECT min(n), sentence FROM claim GROUP BY paper, sentence ORDER BY min(n);

-- Rows are closed, not deleted: lost_run is NULL while a claim holds.
CREATE TABLE result (
  n          INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL,
  paper      INTEGER NOT NULL REFERENCES paper,
  method     TEXT    NOT NULL,
  benchmark  TEXT    NOT NULL,
  metric     TEXT    NOT NULL,
  value      REAL    NOT NULL,
  low        REAL,
  value_text TEXT    NOT NULL,
  versus     TEXT    NOT NULL,
  setting    TEXT    NOT NULL,
  way        INTEGER NOT NULL REFERENCES way,
  sentence   INTEGER NOT NULL, -- without a reference, for which each that is dropped would read all results
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  first_run  INTEGER NOT NULL REFERENCES run,
  lost_run   INTEGER REFERENCES run
) STRICT;
INSERT INTO result
SELECT c.n, c.id, c.paper, c.method, c.benchmark, c.metric, c.value, c.low, c.value_text, c.versus, c.setting, w.n,
       (SELECT min(s.n) FROM claim s WHERE s.paper = c.paper AND s.sentence = c.sentence), c.start, c."end", c.first_run, c.lost_run
  FROM claim c JOIN way w USING (rule, kind, role, bound, unit, relative, metric_implied) ORDER BY c.n;
DROP TABLE claim;

CREATE INDEX result_paper ON result (paper);
CREATE INDEX result_benchmark ON result (benchmark, metric);
CREATE INDEX result_id ON result (id);

-- The order of a cross join is kept: ways are looked for by results, never the other
-- way. Sentences are not looked for where nobody asks for their texts.
CREATE VIEW claim AS
SELECT r.n, r.id, r.paper, r.method, r.benchmark, r.metric, w.metric_implied, r.value, r.low, r.value_text, w.unit, w.kind,
       w.relative, w.bound, w.role, r.versus, r.setting, w.rule, s.text AS sentence, r.start, r."end", r.first_run, r.lost_run
  FROM result r CROSS JOIN way w ON w.n = r.way LEFT JOIN sentence s ON s.n = r.sentence;

-- +goose StatementBegin
CREATE TRIGGER result_added AFTER INSERT ON result BEGIN
  INSERT OR IGNORE INTO stale VALUES (NEW.benchmark, NEW.metric);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER result_dropped AFTER DELETE ON result BEGIN
  INSERT OR IGNORE INTO stale VALUES (OLD.benchmark, OLD.metric);
  DELETE FROM sentence WHERE n = OLD.sentence AND NOT EXISTS (SELECT 1 FROM result WHERE paper = OLD.paper AND sentence = OLD.sentence);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER result_changed AFTER UPDATE ON result BEGIN
  INSERT OR IGNORE INTO stale VALUES (OLD.benchmark, OLD.metric), (NEW.benchmark, NEW.metric);
END;
-- +goose StatementEnd
