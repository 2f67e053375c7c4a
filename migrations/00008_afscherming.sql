-- +goose Up
-- Version 0: no installation holds data of real people yet. What was stored in the
-- clear goes, and what comes from here on is closed. No later migration drops data.
TRUNCATE burger, inlogcode, sessie, audit CASCADE;

ALTER TABLE gemeente ADD COLUMN wijken text[] NOT NULL DEFAULT '{}';
UPDATE gemeente g SET wijken = array(SELECT w.naam FROM wijk w WHERE w.gemeente_id = g.id ORDER BY w.volgorde);
DROP TABLE wijk;

-- Getting in: medewerkers.
ALTER TABLE gebruiker
    ALTER COLUMN wachtwoord_hash DROP NOT NULL,
    ADD COLUMN totp_stap bigint NOT NULL DEFAULT 0,
    ADD COLUMN oidc_uitgever text,
    ADD COLUMN oidc_onderwerp text,
    ADD UNIQUE (oidc_uitgever, oidc_onderwerp);
COMMENT ON COLUMN gebruiker.wachtwoord_hash IS 'argon2id, PHC string format; empty until an invitation is taken, and for who comes by the identity provider of the gemeente';
COMMENT ON COLUMN gebruiker.totp_geheim IS 'second factor (RFC 6238), closed by the kluis';
COMMENT ON COLUMN gebruiker.totp_stap IS 'the last step of 30 seconds of which a code was used: no code works twice';

CREATE TABLE passkey (
    id            bytea PRIMARY KEY,
    gebruiker_id  uuid NOT NULL REFERENCES gebruiker ON DELETE CASCADE,
    naam          text NOT NULL,
    gegevens      jsonb NOT NULL,
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    gebruikt_op   timestamptz
);
CREATE INDEX passkey_gebruiker ON passkey (gebruiker_id);
COMMENT ON COLUMN passkey.gegevens IS 'public key and counter of the credential (WebAuthn level 3)';

CREATE TABLE herstelcode (
    gebruiker_id  uuid NOT NULL REFERENCES gebruiker ON DELETE CASCADE,
    hash          bytea NOT NULL,
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    gebruikt_op   timestamptz,
    PRIMARY KEY (gebruiker_id, hash)
);

CREATE TABLE herstellink (
    token_hash    bytea PRIMARY KEY,
    gebruiker_id  uuid NOT NULL REFERENCES gebruiker ON DELETE CASCADE,
    soort         text NOT NULL CHECK (soort IN ('uitnodiging', 'wachtwoord')),
    bij_gemeente  int NOT NULL REFERENCES gemeente,
    aangemaakt_op timestamptz NOT NULL DEFAULT now(),
    verloopt_op   timestamptz NOT NULL,
    gebruikt_op   timestamptz
);
CREATE INDEX herstellink_gebruiker ON herstellink (gebruiker_id);
COMMENT ON TABLE herstellink IS 'a link by mail that works once: to take an invitation, or for a forgotten password. Found by its token, so it is not of one gemeente';

ALTER TABLE lidmaatschap
    ADD COLUMN bron text NOT NULL DEFAULT 'beheer' CHECK (bron IN ('beheer', 'oidc')),
    ADD COLUMN beeindigd_op timestamptz;
COMMENT ON COLUMN lidmaatschap.bron IS 'oidc: given and taken by the groups at the identity provider, at every login';
COMMENT ON COLUMN lidmaatschap.beeindigd_op IS 'somebody who was deactivated here keeps the line, for who reads the audit later';
CREATE INDEX lidmaatschap_gebruiker ON lidmaatschap (gebruiker_id);

CREATE TABLE aanbieder (
    gemeente_id    int NOT NULL,
    gebruiker_id   uuid NOT NULL REFERENCES gebruiker ON DELETE CASCADE,
    organisatie_id uuid NOT NULL,
    PRIMARY KEY (gemeente_id, gebruiker_id, organisatie_id),
    FOREIGN KEY (gemeente_id, organisatie_id) REFERENCES organisatie (gemeente_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE aanbieder IS 'whose offers a gebruiker with the role aanbieder keeps';

CREATE TABLE partnersleutel (
    gemeente_id    int NOT NULL REFERENCES gemeente,
    id             uuid NOT NULL,
    partner        text NOT NULL,
    sleutel_hash   bytea NOT NULL UNIQUE,
    begin          text NOT NULL,
    mag            text[] NOT NULL,
    door_naam      text NOT NULL,
    aangemaakt_op  timestamptz NOT NULL DEFAULT now(),
    verloopt_op    timestamptz NOT NULL,
    gebruikt_op    timestamptz,
    ingetrokken_op timestamptz,
    PRIMARY KEY (gemeente_id, id)
);
COMMENT ON COLUMN partnersleutel.begin IS 'the first signs of the key, to recognise it by; the rest was shown once';

CREATE TABLE oidc_afmelding (
    kenmerk     bytea PRIMARY KEY,
    verloopt_op timestamptz NOT NULL
);
COMMENT ON TABLE oidc_afmelding IS 'logout tokens that were used, so that none works twice';

-- Getting in: burgers.
ALTER TABLE burger DROP COLUMN email;
ALTER TABLE burger
    ADD COLUMN email bytea,
    ADD COLUMN email_kenmerk bytea,
    ADD COLUMN bsn_kenmerk bytea,
    ADD COLUMN bsn bytea,
    ADD COLUMN gebruikt_op timestamptz NOT NULL DEFAULT now(),
    ADD UNIQUE (gemeente_id, email_kenmerk),
    ADD UNIQUE (gemeente_id, bsn_kenmerk),
    ADD CHECK (email_kenmerk IS NOT NULL OR bsn_kenmerk IS NOT NULL),
    ADD CHECK ((email IS NULL) = (email_kenmerk IS NULL));
COMMENT ON COLUMN burger.email IS 'closed by the kluis, as every bytea column with the name of a thing';
COMMENT ON COLUMN burger.email_kenmerk IS 'keyed hash, to find a person by the address';
COMMENT ON COLUMN burger.bsn IS 'closed by the kluis, and only where a regeling with a legal basis needs it';

ALTER TABLE inlogcode DROP COLUMN email;
ALTER TABLE inlogcode ADD COLUMN email bytea NOT NULL, ADD COLUMN email_kenmerk bytea NOT NULL;
CREATE INDEX inlogcode_email ON inlogcode (gemeente_id, email_kenmerk, aangemaakt_op);

ALTER TABLE sessie DROP COLUMN waarden;
ALTER TABLE sessie
    ADD COLUMN waarden bytea,
    ADD COLUMN burger_id uuid,
    ADD COLUMN oidc_sid bytea,
    ADD COLUMN oidc_onderwerp bytea,
    ADD FOREIGN KEY (gemeente_id, burger_id) REFERENCES burger (gemeente_id, id) ON DELETE CASCADE;
CREATE INDEX sessie_burger ON sessie (gemeente_id, burger_id);
CREATE INDEX sessie_oidc_sid ON sessie (gemeente_id, oidc_sid);
CREATE INDEX sessie_oidc_onderwerp ON sessie (gemeente_id, oidc_onderwerp);
COMMENT ON COLUMN sessie.oidc_sid IS 'keyed hash of issuer and sid, for logout at the provider; a sub may be a BSN, so it is hashed as well';

-- The aanvraag and the verklaring.
ALTER TABLE aanvraag DROP COLUMN antwoorden;
ALTER TABLE aanvraag ADD COLUMN antwoorden bytea, ADD COLUMN naam bytea;
COMMENT ON COLUMN aanvraag.naam IS 'closed by the kluis: a consulent who searches by name has all of them opened and compared, so that the table gives nothing away';
ALTER TABLE verklaring DROP COLUMN naam, DROP COLUMN geboortedatum;
ALTER TABLE verklaring ADD COLUMN naam bytea NOT NULL, ADD COLUMN geboortedatum bytea NOT NULL;
COMMENT ON COLUMN verklaring.document IS 'the PDF as issued, byte for byte, closed by the kluis; document_hash is the SHA-256 of the PDF';

-- The audit: each line holds the hash of the line before it.
ALTER TABLE audit DROP COLUMN id;
ALTER TABLE audit
    ADD COLUMN nr bigint NOT NULL,
    ADD COLUMN vorige bytea NOT NULL,
    ADD COLUMN hash bytea NOT NULL,
    ALTER COLUMN op DROP DEFAULT,
    ADD PRIMARY KEY (gemeente_id, nr);
CREATE INDEX audit_wie ON audit (gemeente_id, wie_id, op);
CREATE INDEX audit_op ON audit (gemeente_id, op);

CREATE TABLE audit_kop (
    gemeente_id int PRIMARY KEY REFERENCES gemeente,
    nr          bigint NOT NULL DEFAULT 0,
    hash        bytea NOT NULL DEFAULT ''
);
COMMENT ON TABLE audit_kop IS 'the last line of the audit of a gemeente; who writes a line locks it first';
INSERT INTO audit_kop (gemeente_id) SELECT id FROM gemeente;

-- Row level security: the application sees the rows of the gemeente that it named.
-- +goose StatementBegin
CREATE FUNCTION deze_gemeente() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('mantelpunt.gemeente', true), '')::int $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE tabel text;
BEGIN
    FOR tabel IN SELECT table_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND column_name = 'gemeente_id'
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('CREATE POLICY van_gemeente ON %I USING (gemeente_id = deze_gemeente())', tabel);
    END LOOP;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mantelpunt_app') THEN
        CREATE ROLE mantelpunt_app NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was first
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$ BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO mantelpunt_app', current_schema());
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO mantelpunt_app', current_schema());
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO mantelpunt_app', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mantelpunt_app', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO mantelpunt_app', current_schema());
END $$;
-- +goose StatementEnd
REVOKE UPDATE, DELETE ON audit FROM mantelpunt_app;
REVOKE DELETE ON audit_kop FROM mantelpunt_app;
REVOKE UPDATE ON aanvraag_gebeurtenis FROM mantelpunt_app;
REVOKE INSERT, UPDATE, DELETE ON goose_db_version FROM mantelpunt_app;

-- +goose Down
-- What is closed cannot be opened by SQL: go back by restoring a backup.
SELECT 1 / 0 AS "terug kan alleen met een reservekopie";
