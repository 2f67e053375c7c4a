-- +goose Up
CREATE TABLE gemeente (
    id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug          text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    naam          text NOT NULL,
    cbs_code      text NOT NULL UNIQUE CHECK (cbs_code ~ '^GM[0-9]{4}$'),
    hosts         text[] NOT NULL DEFAULT '{}',
    instellingen  jsonb NOT NULL DEFAULT '{}',
    generatie     bigint NOT NULL DEFAULT 1,
    aangemaakt_op timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN gemeente.generatie IS 'moves on with every publication; every copy of the process reloads its momentopname';

CREATE TABLE wijk (
    gemeente_id int NOT NULL REFERENCES gemeente,
    naam        text NOT NULL,
    volgorde    int NOT NULL,
    PRIMARY KEY (gemeente_id, naam)
);

-- +goose Down
DROP TABLE wijk, gemeente;
