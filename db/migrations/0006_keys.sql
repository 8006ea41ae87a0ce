-- +goose Up

-- What papers are found by beside their id: hashes of folded titles and of
-- further ids. They come in no order, and one by one each would change a page of
-- its own, so that runs keep them back and add many at once, sorted. They are
-- hints: a paper of a key has that title or id, or once had.
CREATE TABLE paper_key (
  hash  INTEGER NOT NULL,
  paper INTEGER NOT NULL, -- without a reference, which is looked up where no page is at hand
  PRIMARY KEY (hash, paper)
) STRICT, WITHOUT ROWID;
DROP INDEX paper_title;

-- The last paper that all keys are there of, those before it included. The next
-- run adds those of later papers.
CREATE TABLE keyed (paper INTEGER NOT NULL) STRICT;
INSERT INTO keyed VALUES (0);

-- In the order of papers, which is that in which they come.
CREATE TABLE further (
  paper INTEGER NOT NULL REFERENCES paper,
  id    TEXT    NOT NULL,
  PRIMARY KEY (paper, id)
) STRICT, WITHOUT ROWID;
INSERT INTO further SELECT paper, id FROM alias ORDER BY paper, id;
DROP TABLE alias;
ALTER TABLE further RENAME TO alias;
