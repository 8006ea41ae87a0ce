-- +goose Up

-- "clmb": tells this program's files from other SQLite databases.
PRAGMA application_id = 1668050274;

-- What the extractor was when it looked at a paper.
CREATE TABLE ruleset (
  n       INTEGER PRIMARY KEY,
  hash    TEXT NOT NULL, -- of all rule files
  version TEXT NOT NULL, -- of the program
  UNIQUE (hash, version)
) STRICT;

CREATE TABLE run (
  n            INTEGER PRIMARY KEY AUTOINCREMENT,
  started      TEXT    NOT NULL, -- UTC, 2026-11-21T05:54:07Z
  seconds      REAL,             -- NULL while it runs, and for ever where it was killed
  status       TEXT    NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'interrupted', 'failed')),
  ruleset      INTEGER NOT NULL REFERENCES ruleset,
  inputs       TEXT    NOT NULL, -- as given, a JSON array; [] re-read the stored abstracts
  keep         TEXT    NOT NULL, -- which abstracts are kept: all, values, claims, none
  records      INTEGER NOT NULL DEFAULT 0,
  new          INTEGER NOT NULL DEFAULT 0,
  changed      INTEGER NOT NULL DEFAULT 0,
  again        INTEGER NOT NULL DEFAULT 0,
  unchanged    INTEGER NOT NULL DEFAULT 0,
  unreadable   INTEGER NOT NULL DEFAULT 0,
  claims_new   INTEGER NOT NULL DEFAULT 0,
  claims_lost  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE file (
  n    INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE, -- from the database's folder: the same file from wherever it is named
  name TEXT NOT NULL         -- as first given
) STRICT;

-- A paper without claims is a row of small numbers: the texts are NULL unless
-- the abstract is kept or the paper has, or had, claims.
CREATE TABLE paper (
  n         INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL UNIQUE,
  title_key INTEGER NOT NULL, -- hash of the folded title; 0 for none
  text      INTEGER NOT NULL, -- hash of title and abstract
  ruleset   INTEGER NOT NULL REFERENCES ruleset, -- that last looked at it
  used      INTEGER NOT NULL, -- the turn of the source whose text this is
  holds     INTEGER NOT NULL, -- -1 no abstract, 0 no value, 1 values, 2 claims
  faults    TEXT,             -- the rules that did not finish on it
  title     TEXT,
  url       TEXT,
  published TEXT,
  authors   TEXT,
  abstract  TEXT
) STRICT;
CREATE INDEX paper_title ON paper (title_key);

-- Further ids of a paper: arXiv:…, doi:….
CREATE TABLE alias (
  id    TEXT    PRIMARY KEY,
  paper INTEGER NOT NULL REFERENCES paper
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_paper ON alias (paper);

-- Every place that a paper was read at.
CREATE TABLE source (
  file  INTEGER NOT NULL REFERENCES file,
  line  INTEGER NOT NULL,
  hash  INTEGER NOT NULL, -- of the record as it stands in the file
  paper INTEGER NOT NULL REFERENCES paper,
  turn  INTEGER NOT NULL, -- counts up with every new or changed source
  date  INTEGER NOT NULL, -- of this text: 20240517, 20240000 for a year, 0 unknown, -1 without abstract
  PRIMARY KEY (file, line, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_paper ON source (paper);

-- Rows are closed, not deleted: lost_run is NULL while a claim holds.
CREATE TABLE claim (
  n              INTEGER PRIMARY KEY,
  id             TEXT    NOT NULL,
  paper          INTEGER NOT NULL REFERENCES paper,
  method         TEXT    NOT NULL,
  benchmark      TEXT    NOT NULL,
  metric         TEXT    NOT NULL,
  metric_implied INTEGER NOT NULL CHECK (metric_implied IN (0, 1)),
  value          REAL    NOT NULL,
  low            REAL,
  value_text     TEXT    NOT NULL,
  unit           TEXT    NOT NULL,
  kind           TEXT    NOT NULL,
  relative       INTEGER NOT NULL CHECK (relative IN (0, 1)),
  bound          TEXT    NOT NULL,
  role           TEXT    NOT NULL,
  versus         TEXT    NOT NULL,
  setting        TEXT    NOT NULL,
  rule           TEXT    NOT NULL,
  sentence       TEXT    NOT NULL,
  start          INTEGER NOT NULL,
  "end"          INTEGER NOT NULL,
  first_run      INTEGER NOT NULL REFERENCES run,
  lost_run       INTEGER REFERENCES run
) STRICT;
CREATE INDEX claim_paper ON claim (paper, start, benchmark, method);
CREATE INDEX claim_benchmark ON claim (benchmark, metric);
CREATE INDEX claim_id ON claim (id);

-- For people: names instead of numbers, and only what holds now. Nothing here
-- that SQLite 3.38 lacks: one view that it cannot read, and it opens no file.

CREATE VIEW claims AS
SELECT c.id AS claim_id, p.id AS paper_id,
       coalesce(p.title, '') AS title, coalesce(p.url, '') AS url, coalesce(p.published, '') AS published,
       c.method, c.benchmark, c.metric, c.metric_implied, c.value, c.low, c.value_text, c.unit,
       c.kind, c.relative, c.bound, c.role, c.versus, c.setting, c.rule, c.sentence, c.start, c."end",
       (SELECT group_concat(place, ' ; ')
          FROM (SELECT DISTINCT f.name || ':' || s.line AS place
                  FROM source s JOIN file f ON f.n = s.file WHERE s.paper = p.n ORDER BY place)) AS source
  FROM claim c JOIN paper p ON p.n = c.paper
 WHERE c.lost_run IS NULL;

CREATE VIEW papers AS
SELECT p.id AS paper_id, p.title, p.url, p.published, p.authors, p.abstract,
       (SELECT count(*) FROM claim c WHERE c.paper = p.n AND c.lost_run IS NULL) AS claims,
       p.holds > 0 AS has_values, p.faults,
       (SELECT group_concat(place, ' ; ')
          FROM (SELECT DISTINCT f.name || ':' || s.line AS place
                  FROM source s JOIN file f ON f.n = s.file WHERE s.paper = p.n ORDER BY place)) AS source
  FROM paper p;

CREATE VIEW boards AS
SELECT benchmark, metric,
       count(*) FILTER (WHERE kind = 'score') AS scores,
       count(*) FILTER (WHERE kind = 'delta') AS deltas,
       count(DISTINCT paper) AS papers, count(DISTINCT method) AS methods,
       min(value) FILTER (WHERE kind = 'score') AS lowest,
       max(value) FILTER (WHERE kind = 'score') AS highest
  FROM claim WHERE lost_run IS NULL
 GROUP BY benchmark, metric;

CREATE VIEW runs AS
SELECT run.n AS run, started, seconds, status, ruleset.hash AS rules, ruleset.version, inputs, keep,
       records, new, changed, again, unchanged, unreadable, claims_new, claims_lost
  FROM run JOIN ruleset ON ruleset.n = run.ruleset;

-- Every claim that ever was: last_run is the last at whose end it held.
CREATE VIEW history AS
SELECT c.id AS claim_id, p.id AS paper_id, c.method, c.benchmark, c.metric, c.value, c.value_text, c.kind,
       c.rule, c.first_run, coalesce(c.lost_run - 1, (SELECT max(n) FROM run)) AS last_run, c.lost_run
  FROM claim c JOIN paper p ON p.n = c.paper;
