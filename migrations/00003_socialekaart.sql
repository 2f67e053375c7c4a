-- +goose Up
CREATE TABLE organisatie (
    gemeente_id  int NOT NULL REFERENCES gemeente,
    id           uuid NOT NULL,
    slug         text NOT NULL,
    inhoud       jsonb NOT NULL,
    hsds         jsonb,
    gewijzigd_op timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, slug)
);
COMMENT ON COLUMN organisatie.hsds IS 'as received at import, so that export gives back what the portal has no room for';

CREATE TABLE aanbod (
    gemeente_id     int NOT NULL,
    id              uuid NOT NULL,
    organisatie_id  uuid NOT NULL,
    slug            text NOT NULL,
    status          text NOT NULL CHECK (status IN ('concept', 'ter_beoordeling', 'gepubliceerd', 'gearchiveerd')),
    gepubliceerd_nr int,
    concept_nr      int,
    hsds            jsonb,
    aangemaakt_op   timestamptz NOT NULL DEFAULT now(),
    gewijzigd_op    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, slug),
    FOREIGN KEY (gemeente_id, organisatie_id) REFERENCES organisatie (gemeente_id, id),
    CHECK (status <> 'gepubliceerd' OR gepubliceerd_nr IS NOT NULL)
);
COMMENT ON COLUMN aanbod.gepubliceerd_nr IS 'the revisie that visitors see; stays while concept_nr is being edited';

CREATE TABLE revisie (
    gemeente_id int NOT NULL,
    aanbod_id   uuid NOT NULL,
    nr          int NOT NULL,
    inhoud      jsonb NOT NULL,
    bron        text NOT NULL CHECK (bron IN ('beheer', 'import', 'demo')),
    door_id     uuid,
    door_naam   text NOT NULL,
    op          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, aanbod_id, nr),
    FOREIGN KEY (gemeente_id, aanbod_id) REFERENCES aanbod (gemeente_id, id)
);

-- +goose Down
DROP TABLE revisie, aanbod, organisatie;
