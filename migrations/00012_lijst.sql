-- +goose Up
-- Who said that a list may be issued: with four eyes somebody else than who made it.
ALTER TABLE lijst
    ADD COLUMN bevestigd_id uuid REFERENCES gebruiker,
    ADD COLUMN bevestigd_naam text NOT NULL DEFAULT '',
    ADD COLUMN bevestigd_op timestamptz;
-- One at a time: two with the same people would not see each other.
CREATE UNIQUE INDEX lijst_een_bezig ON lijst (gemeente_id) WHERE status = 'bezig';

-- +goose Down
DROP INDEX lijst_een_bezig;
ALTER TABLE lijst DROP COLUMN bevestigd_id, DROP COLUMN bevestigd_naam, DROP COLUMN bevestigd_op;
