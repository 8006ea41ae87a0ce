-- +goose Up

-- Hashes that are compared with one other each need 48 bits, which SQLite keeps in
-- 6 bytes; those that only say where to look need 32.
UPDATE paper SET text = text >> 16;

CREATE TABLE short_key (
  hash  INTEGER NOT NULL, -- the upper half
  paper INTEGER NOT NULL, -- without a reference, which is looked up where no page is at hand
  PRIMARY KEY (hash, paper)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO short_key SELECT hash >> 32, paper FROM paper_key ORDER BY hash;
DROP TABLE paper_key;
ALTER TABLE short_key RENAME TO paper_key;

-- The first source of a paper has the paper's number: most papers have no other,
-- and none of these needs an index to be found by its paper.
DROP VIEW claims;
DROP VIEW papers;

CREATE TABLE place (
  n     INTEGER PRIMARY KEY, -- of the first source of a paper that of the paper, of further ones below 0
  file  INTEGER NOT NULL REFERENCES file,
  line  INTEGER NOT NULL,
  hash  INTEGER NOT NULL, -- of the record as it stands in the file
  turn  INTEGER NOT NULL, -- counts up with every new or changed source
  date  INTEGER NOT NULL, -- of this text: 20240517, 20240000 for a year, 0 unknown, -1 without abstract
  other INTEGER, -- the paper of a further source
  paper INTEGER AS (coalesce(other, n)) REFERENCES paper
) STRICT;
INSERT INTO place
SELECT CASE nth WHEN 1 THEN paper ELSE -turn END, file, line, hash >> 16, turn, date, CASE nth WHEN 1 THEN NULL ELSE paper END
  FROM (SELECT *, row_number() OVER (PARTITION BY paper ORDER BY turn) AS nth FROM source);
DROP TABLE source;
ALTER TABLE place RENAME TO source;
CREATE INDEX source_place ON source (file, line);
CREATE INDEX source_other ON source (other) WHERE other IS NOT NULL;

CREATE VIEW claims AS
SELECT c.id AS claim_id, p.id AS paper_id, coalesce(p.title, '') AS title,
       CASE p.url WHEN '' THEN 'https://arxiv.org/abs/' || substr(p.id, 7) ELSE coalesce(p.url, '') END AS url,
       coalesce(p.published, '') AS published,
       c.method, c.benchmark, c.metric, c.metric_implied, c.value, c.low, c.value_text, c.unit,
       c.kind, c.relative, c.bound, c.role, c.versus, c.setting, c.rule, c.sentence, c.start, c."end",
       (SELECT group_concat(place, ' ; ')
          FROM (SELECT DISTINCT f.name || ':' || s.line AS place
                  FROM source s CROSS JOIN file f ON f.n = s.file WHERE s.n = p.n OR s.other = p.n ORDER BY place)) AS source
  FROM claim c JOIN paper p ON p.n = c.paper
 WHERE c.lost_run IS NULL;

CREATE VIEW papers AS
SELECT p.id AS paper_id, p.title,
       CASE p.url WHEN '' THEN 'https://arxiv.org/abs/' || substr(p.id, 7) ELSE p.url END AS url,
       p.published, p.authors, p.abstract,
       (SELECT count(*) FROM claim c WHERE c.paper = p.n AND c.lost_run IS NULL) AS claims,
       p.holds > 0 AS has_values, p.faults,
       (SELECT group_concat(place, ' ; ')
          FROM (SELECT DISTINCT f.name || ':' || s.line AS place
                  FROM source s CROSS JOIN file f ON f.n = s.file WHERE s.n = p.n OR s.other = p.n ORDER BY place)) AS source
  FROM paper p;

-- Of a paper there are few claims, which need no index to be sorted.
DROP INDEX claim_paper;
CREATE INDEX claim_paper ON claim (paper);
