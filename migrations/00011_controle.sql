-- +goose Up
-- Who brings the PDF of a verklaring: which one is it?
CREATE INDEX verklaring_document ON verklaring (gemeente_id, document_hash);

-- A text that a gemeente may have put in its own words has a new name.
UPDATE gemeente SET instellingen = replace(instellingen::text, '"verklaring.controle.inleiding":', '"controle.inleiding":')::jsonb
    WHERE instellingen::text LIKE '%"verklaring.controle.inleiding":%';

-- +goose Down
DROP INDEX verklaring_document;
UPDATE gemeente SET instellingen = replace(instellingen::text, '"controle.inleiding":', '"verklaring.controle.inleiding":')::jsonb
    WHERE instellingen::text LIKE '%"controle.inleiding":%';
