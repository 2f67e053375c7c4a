-- +goose Up
-- What an aanbieder changes waits for a redacteur.
ALTER TABLE aanbod
    ADD COLUMN beoordeling_nr  int,
    ADD COLUMN ingestuurd_op   timestamptz,
    ADD COLUMN ingestuurd_door uuid REFERENCES gebruiker ON DELETE SET NULL,
    ADD COLUMN terug_zin       text NOT NULL DEFAULT '',
    ADD CHECK ((beoordeling_nr IS NULL) = (ingestuurd_op IS NULL));
COMMENT ON COLUMN aanbod.beoordeling_nr IS 'the revisie that an aanbieder sent to be judged; what is published stays up meanwhile';
COMMENT ON COLUMN aanbod.terug_zin IS 'why it was sent back, for the aanbieder; empty once it is sent again or published';

-- +goose Down
ALTER TABLE aanbod DROP COLUMN beoordeling_nr, DROP COLUMN ingestuurd_op, DROP COLUMN ingestuurd_door, DROP COLUMN terug_zin;
