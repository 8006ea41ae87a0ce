-- +goose Up

-- The link of most papers follows from their arXiv id. It is '' in the table
-- then, as rows from now on have it; those of before have it in full.

DROP VIEW claims;
DROP VIEW papers;

CREATE VIEW claims AS
SELECT c.id AS claim_id, p.id AS paper_id, coalesce(p.title, '') AS title,
       CASE p.url WHEN '' THEN 'https://arxiv.org/abs/' || substr(p.id, 7) ELSE coalesce(p.url, '') END AS url,
       coalesce(p.published, '') AS published,
       c.method, c.benchmark, c.metric, c.metric_implied, c.value, c.low, c.value_text, c.unit,
       c.kind, c.relative, c.bound, c.role, c.versus, c.setting, c.rule, c.sentence, c.start, c."end",
       (SELECT group_concat(place, ' ; ')
          FROM (SELECT DISTINCT f.name || ':' || s.line AS place
                  FROM source s JOIN file f ON f.n = s.file WHERE s.paper = p.n ORDER BY place)) AS source
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
                  FROM source s JOIN file f ON f.n = s.file WHERE s.paper = p.n ORDER BY place)) AS source
  FROM paper p;
