-- +goose Up
CREATE TABLE gebruiker (
    id                uuid PRIMARY KEY,
    email             text NOT NULL UNIQUE CHECK (email = lower(email)),
    naam              text NOT NULL,
    wachtwoord_hash   text NOT NULL,
    totp_geheim       bytea,
    totp_sinds        timestamptz,
    actief            boolean NOT NULL DEFAULT true,
    mislukt           int NOT NULL DEFAULT 0,
    geblokkeerd_tot   timestamptz,
    laatst_ingelogd_op timestamptz,
    aangemaakt_op     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN gebruiker.wachtwoord_hash IS 'argon2id, PHC string format';
COMMENT ON COLUMN gebruiker.totp_geheim IS 'second factor (RFC 6238), empty until it is set up';

CREATE TABLE lidmaatschap (
    gemeente_id  int NOT NULL REFERENCES gemeente,
    gebruiker_id uuid NOT NULL REFERENCES gebruiker ON DELETE CASCADE,
    rol          text NOT NULL CHECK (rol IN ('redacteur', 'consulent', 'beleid', 'beheerder', 'aanbieder')),
    PRIMARY KEY (gemeente_id, gebruiker_id, rol)
);

CREATE TABLE burger (
    gemeente_id   int NOT NULL REFERENCES gemeente,
    id            uuid NOT NULL,
    email         text NOT NULL CHECK (email = lower(email)),
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, email)
);

CREATE TABLE inlogcode (
    gemeente_id   int NOT NULL REFERENCES gemeente,
    id            uuid NOT NULL,
    email         text NOT NULL,
    code_hash     bytea NOT NULL,
    browser_hash  bytea NOT NULL,
    pogingen      int NOT NULL DEFAULT 0,
    verloopt_op   timestamptz NOT NULL,
    gebruikt_op   timestamptz,
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX inlogcode_email ON inlogcode (gemeente_id, email, aangemaakt_op);
COMMENT ON COLUMN inlogcode.browser_hash IS 'the code works only in the browser that asked for it';

CREATE TABLE sessie (
    token_hash    bytea PRIMARY KEY,
    gemeente_id   int NOT NULL REFERENCES gemeente,
    waarden       jsonb NOT NULL,
    gebruiker_id  uuid REFERENCES gebruiker ON DELETE CASCADE,
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    gebruikt_op   timestamptz NOT NULL DEFAULT now(),
    verloopt_op   timestamptz NOT NULL
);
CREATE INDEX sessie_verloopt ON sessie (verloopt_op);
CREATE INDEX sessie_gebruiker ON sessie (gebruiker_id);
COMMENT ON TABLE sessie IS 'token_hash is SHA-256 of the cookie; the token itself is never stored';

CREATE TABLE audit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gemeente_id int NOT NULL REFERENCES gemeente,
    op          timestamptz NOT NULL DEFAULT now(),
    wie_soort   text NOT NULL,
    wie_id      uuid,
    wie_naam    text NOT NULL,
    adres       inet,
    wat         text NOT NULL,
    tabel       text NOT NULL,
    rij         text NOT NULL,
    gegevens    jsonb
);
CREATE INDEX audit_rij ON audit (gemeente_id, tabel, rij, op);

-- +goose Down
DROP TABLE audit, sessie, inlogcode, burger, lidmaatschap, gebruiker;
