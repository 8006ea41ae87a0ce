-- +goose Up

-- What a rule set was, so that a later run can tell what differs and reads
-- again only papers that the difference can touch.
ALTER TABLE ruleset ADD COLUMN builtin TEXT; -- hash of the built-in rule files
ALTER TABLE ruleset ADD COLUMN files   TEXT; -- the user's, a JSON array; NULL where not kept

-- The later rule set under which the papers of this one were found to have the
-- same claims, NULL while there is none.
ALTER TABLE ruleset ADD COLUMN stands_for INTEGER REFERENCES ruleset;
