-- +goose Up
CREATE TABLE regeling (
    gemeente_id  int NOT NULL REFERENCES gemeente,
    id           uuid NOT NULL,
    soort        text NOT NULL CHECK (soort IN ('verklaring')),
    geldig_vanaf date NOT NULL,
    regels       jsonb NOT NULL,
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, soort, geldig_vanaf)
);

CREATE TABLE volgnummer (
    gemeente_id int NOT NULL REFERENCES gemeente,
    soort       text NOT NULL,
    jaar        int NOT NULL,
    laatste     int NOT NULL,
    PRIMARY KEY (gemeente_id, soort, jaar)
);

CREATE TABLE aanvraag (
    gemeente_id   int NOT NULL,
    id            uuid NOT NULL,
    burger_id     uuid NOT NULL,
    regeling_id   uuid NOT NULL,
    kenmerk       text,
    status        text NOT NULL CHECK (status IN ('concept', 'ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken')),
    antwoorden    jsonb NOT NULL DEFAULT '{}',
    behandelaar_id uuid REFERENCES gebruiker,
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    gewijzigd_op  timestamptz NOT NULL DEFAULT now(),
    ingediend_op  timestamptz,
    beslis_voor   date,
    besloten_op   timestamptz,
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, kenmerk),
    FOREIGN KEY (gemeente_id, burger_id) REFERENCES burger (gemeente_id, id),
    FOREIGN KEY (gemeente_id, regeling_id) REFERENCES regeling (gemeente_id, id),
    CHECK (status = 'concept' OR kenmerk IS NOT NULL AND ingediend_op IS NOT NULL AND beslis_voor IS NOT NULL)
);
CREATE UNIQUE INDEX aanvraag_een_concept ON aanvraag (gemeente_id, burger_id) WHERE status = 'concept';
CREATE INDEX aanvraag_burger ON aanvraag (gemeente_id, burger_id, aangemaakt_op);
CREATE INDEX aanvraag_werklijst ON aanvraag (gemeente_id, beslis_voor, id) WHERE status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager');

CREATE TABLE aanvraag_gebeurtenis (
    gemeente_id int NOT NULL,
    aanvraag_id uuid NOT NULL,
    id          bigint GENERATED ALWAYS AS IDENTITY,
    van         text NOT NULL,
    naar        text NOT NULL,
    door_soort  text NOT NULL,
    door_id     uuid NOT NULL,
    door_naam   text NOT NULL,
    op          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, aanvraag_id, id),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
COMMENT ON TABLE aanvraag_gebeurtenis IS 'append only: what happened to an aanvraag, by whom';

CREATE TABLE verklaring (
    gemeente_id   int NOT NULL,
    id            uuid NOT NULL,
    aanvraag_id   uuid NOT NULL,
    burger_id     uuid NOT NULL,
    kenmerk       text NOT NULL,
    code          text NOT NULL UNIQUE,
    naam          text NOT NULL,
    geboortedatum date NOT NULL,
    doelen        text[] NOT NULL,
    geldig_van    date NOT NULL,
    geldig_tot    date NOT NULL,
    afgegeven_op  timestamptz NOT NULL,
    afgegeven_door uuid NOT NULL REFERENCES gebruiker,
    ingetrokken_op timestamptz,
    document      bytea NOT NULL,
    document_hash bytea NOT NULL,
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, aanvraag_id),
    UNIQUE (gemeente_id, kenmerk),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id),
    FOREIGN KEY (gemeente_id, burger_id) REFERENCES burger (gemeente_id, id),
    CHECK (geldig_tot > geldig_van)
);
COMMENT ON COLUMN verklaring.document IS 'the PDF as issued, byte for byte; document_hash is its SHA-256';
COMMENT ON COLUMN verklaring.geldig_tot IS 'last day on which it is valid';

CREATE TABLE controle (
    gemeente_id   int NOT NULL REFERENCES gemeente,
    id            bigint GENERATED ALWAYS AS IDENTITY,
    verklaring_id uuid,
    uitkomst      text NOT NULL CHECK (uitkomst IN ('geldig', 'verlopen', 'ingetrokken', 'nog_niet_geldig', 'onbekend')),
    op            timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, id),
    FOREIGN KEY (gemeente_id, verklaring_id) REFERENCES verklaring (gemeente_id, id)
);
CREATE INDEX controle_verklaring ON controle (gemeente_id, verklaring_id, op);
COMMENT ON TABLE controle IS 'who asked is not recorded: when and with what outcome is enough';

-- +goose Down
DROP TABLE controle, verklaring, aanvraag_gebeurtenis, aanvraag, volgnummer, regeling;
