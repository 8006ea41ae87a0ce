-- +goose Up

-- Notes begin with a byte more since: how far the rules came. Those of before are
-- no longer read.
UPDATE paper SET notes = NULL WHERE notes <> X'';
