-- +goose Up

-- How a paper was read, so that after an edit of a rule most papers
-- need not even be read: see Notes of package extract. NULL where not known.
ALTER TABLE paper ADD COLUMN notes BLOB;
