-- +goose Up
-- The rules of a gemeente: versions with a number, so that a day can have two.
ALTER TABLE regeling
    ADD COLUMN nr int,
    ADD COLUMN door_naam text NOT NULL DEFAULT '',
    ADD COLUMN aangemaakt_op timestamptz NOT NULL DEFAULT now();
UPDATE regeling r SET nr = x.nr
    FROM (SELECT gemeente_id, id, row_number() OVER (PARTITION BY gemeente_id, soort ORDER BY geldig_vanaf) AS nr FROM regeling) x
    WHERE x.gemeente_id = r.gemeente_id AND x.id = r.id;
ALTER TABLE regeling
    ALTER COLUMN nr SET NOT NULL,
    DROP CONSTRAINT regeling_gemeente_id_soort_geldig_vanaf_key,
    ADD UNIQUE (gemeente_id, soort, nr);
UPDATE regeling SET regels = (regels - 'maanden' - 'geldig_maanden') || jsonb_build_object(
    'weken', round((regels->>'maanden')::int * 13 / 3.0)::int,
    'doelen', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d, 'maanden', (regels->>'geldig_maanden')::int)), '[]') FROM jsonb_array_elements_text(regels->'doelen') d),
    'modus', 'beoordeling', 'bevestiging', 'niet', 'besluit', true, 'opschorten', true, 'verleng_weken', 4, 'antwoord_dagen', 14,
    'bewaren', '{"verleend_maanden": 12, "afgewezen_maanden": 60, "afgebroken_dagen": 42}'::jsonb)
    WHERE soort = 'verklaring' AND regels ? 'maanden';
COMMENT ON COLUMN regeling.nr IS 'of two versions from the same day the one with the highest number counts';

-- The aanvraag: how it came in, and its term.
ALTER TABLE aanvraag DROP CONSTRAINT aanvraag_status_check;
ALTER TABLE aanvraag
    ADD CHECK (status IN ('concept', 'ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld', 'verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken')),
    ADD COLUMN soort text NOT NULL DEFAULT 'nieuw' CHECK (soort IN ('nieuw', 'verlenging', 'uitbreiding')),
    ADD COLUMN eerder_id uuid,
    ADD COLUMN kanaal text NOT NULL DEFAULT 'online' CHECK (kanaal IN ('online', 'balie', 'telefoon', 'papier', 'lijst')),
    ADD COLUMN termijn_tot date,
    ADD COLUMN opgeschort_op date,
    ADD COLUMN antwoord_voor date,
    ADD COLUMN verlengd_op timestamptz,
    ADD COLUMN gewaarschuwd_op timestamptz,
    ADD COLUMN vasthouden text NOT NULL DEFAULT '' CHECK (vasthouden IN ('', 'bezwaar', 'inzage')),
    ADD CHECK ((opgeschort_op IS NULL) OR status = 'wacht_op_aanvrager');
UPDATE aanvraag SET termijn_tot = beslis_voor;
DROP INDEX aanvraag_werklijst;
CREATE INDEX aanvraag_werklijst ON aanvraag (gemeente_id, beslis_voor, id) WHERE status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld');
COMMENT ON COLUMN aanvraag.termijn_tot IS 'end of the term in calendar days (Awb 4:13); beslis_voor is that day, or the first working day after it (Algemene termijnenwet)';
COMMENT ON COLUMN aanvraag.opgeschort_op IS 'the term stands still from this day, until the answer or antwoord_voor (Awb 4:15)';
COMMENT ON COLUMN aanvraag.verlengd_op IS 'when the aanvrager was told that the decision comes later (Awb 4:14): once';
COMMENT ON COLUMN aanvraag.gewaarschuwd_op IS 'a concept: when it was announced that it will disappear';
COMMENT ON COLUMN aanvraag.vasthouden IS 'while an objection or a request for inspection runs nothing of it is deleted';

-- Somebody at the desk or on paper need not have an address for mail.
ALTER TABLE burger DROP CONSTRAINT burger_check;

-- A decision that waits for a second pair of eyes.
CREATE TABLE voorstel (
    gemeente_id int NOT NULL,
    id          uuid NOT NULL,
    aanvraag_id uuid NOT NULL,
    besluit     bytea NOT NULL,
    door_id     uuid NOT NULL REFERENCES gebruiker,
    door_naam   text NOT NULL,
    op          timestamptz NOT NULL,
    oordeel     text NOT NULL DEFAULT '' CHECK (oordeel IN ('', 'akkoord', 'terug')),
    oordeel_id  uuid REFERENCES gebruiker,
    oordeel_naam text NOT NULL DEFAULT '',
    oordeel_op  timestamptz,
    toelichting bytea,
    PRIMARY KEY (gemeente_id, id),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id),
    CHECK (oordeel <> 'akkoord' OR oordeel_id <> door_id)
);
CREATE UNIQUE INDEX voorstel_open ON voorstel (gemeente_id, aanvraag_id) WHERE oordeel = '';
COMMENT ON COLUMN voorstel.besluit IS 'what is proposed, JSON, closed by the kluis';

-- What aanvrager and consulent say to each other, and what a consulent notes.
CREATE TABLE bericht (
    gemeente_id    int NOT NULL,
    id             uuid NOT NULL,
    aanvraag_id    uuid NOT NULL,
    soort          text NOT NULL CHECK (soort IN ('bericht', 'vraag', 'antwoord', 'notitie')),
    tekst          bytea NOT NULL,
    door_soort     text NOT NULL,
    door_id        uuid NOT NULL,
    door_naam      text NOT NULL,
    op             timestamptz NOT NULL,
    token_kenmerk  bytea UNIQUE,
    uiterlijk      date,
    herinnerd_op   timestamptz,
    beantwoord_op  timestamptz,
    gelezen_op     timestamptz,
    PRIMARY KEY (gemeente_id, id),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
CREATE INDEX bericht_aanvraag ON bericht (gemeente_id, aanvraag_id, op);
CREATE UNIQUE INDEX bericht_open_vraag ON bericht (gemeente_id, aanvraag_id) WHERE soort = 'vraag' AND beantwoord_op IS NULL;
COMMENT ON COLUMN bericht.token_kenmerk IS 'keyed hash of the link with which a vraag can be answered without logging in';
COMMENT ON COLUMN bericht.beantwoord_op IS 'of a vraag: when it was answered, or closed without an answer';

-- The confirmation of the zorgvrager, apart from the legal basis.
CREATE TABLE toestemming (
    gemeente_id   int NOT NULL,
    id            uuid NOT NULL,
    aanvraag_id   uuid NOT NULL,
    wijze         text NOT NULL CHECK (wijze IN ('email', 'brief', 'papier')),
    contact       bytea,
    token_kenmerk bytea UNIQUE,
    gevraagd_op   timestamptz NOT NULL,
    verstuurd_op  timestamptz,
    herinnerd_op  timestamptz,
    verloopt_op   timestamptz NOT NULL,
    antwoord      text NOT NULL DEFAULT '' CHECK (antwoord IN ('', 'ja', 'nee', 'vervallen')),
    antwoord_door text NOT NULL DEFAULT '' CHECK (antwoord_door IN ('', 'zelf', 'vertegenwoordiger', 'papier')),
    verklaarder   bytea,
    antwoord_op   timestamptz,
    PRIMARY KEY (gemeente_id, id),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
CREATE INDEX toestemming_aanvraag ON toestemming (gemeente_id, aanvraag_id, gevraagd_op);
COMMENT ON COLUMN toestemming.contact IS 'where the zorgvrager is asked, JSON, closed by the kluis; gone once there is an answer';
COMMENT ON COLUMN toestemming.verklaarder IS 'who answered, when that was a representative: name and relation, JSON, closed';

-- Files that came with an aanvraag.
CREATE TABLE bijlage (
    gemeente_id int NOT NULL,
    id          uuid NOT NULL,
    aanvraag_id uuid NOT NULL,
    soort       text NOT NULL,
    naam        bytea NOT NULL,
    type        text NOT NULL,
    grootte     int NOT NULL,
    inhoud      bytea NOT NULL,
    hash        bytea NOT NULL,
    door_soort  text NOT NULL,
    door_id     uuid NOT NULL,
    op          timestamptz NOT NULL,
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, aanvraag_id, hash),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
COMMENT ON COLUMN bijlage.hash IS 'SHA-256 of the content';

-- Letters, kept as they went out.
CREATE TABLE brief (
    gemeente_id   int NOT NULL,
    id            uuid NOT NULL,
    aanvraag_id   uuid NOT NULL,
    soort         text NOT NULL,
    document      bytea NOT NULL,
    document_hash bytea NOT NULL,
    op            timestamptz NOT NULL,
    per_post      boolean NOT NULL,
    gepost_op     timestamptz,
    PRIMARY KEY (gemeente_id, id),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
CREATE INDEX brief_aanvraag ON brief (gemeente_id, aanvraag_id, op);
COMMENT ON COLUMN brief.per_post IS 'the receiver has no address for mail: staff print it, and gepost_op is when';

-- A link by mail with which a concept goes on, once.
CREATE TABLE verderlink (
    gemeente_id   int NOT NULL,
    token_kenmerk bytea NOT NULL,
    aanvraag_id   uuid NOT NULL,
    verloopt_op   timestamptz NOT NULL,
    gebruikt_op   timestamptz,
    PRIMARY KEY (gemeente_id, token_kenmerk),
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
CREATE INDEX verderlink_aanvraag ON verderlink (gemeente_id, aanvraag_id);

-- The verklaring: the code is closed, a newer one may replace it, purposes have their own end.
ALTER TABLE verklaring RENAME COLUMN code TO code_open;
ALTER TABLE verklaring
    ALTER COLUMN code_open DROP NOT NULL,
    DROP CONSTRAINT verklaring_gemeente_id_aanvraag_id_key,
    ADD COLUMN code bytea,
    ADD COLUMN code_kenmerk bytea UNIQUE,
    ADD COLUMN versie int NOT NULL DEFAULT 1,
    ADD COLUMN taal text NOT NULL DEFAULT '',
    ADD COLUMN doel_tot date[],
    ADD COLUMN vervangt_id uuid,
    ADD COLUMN reden text NOT NULL DEFAULT '' CHECK (reden IN ('', 'zelf', 'gestopt', 'vervangen', 'onjuist', 'misbruik', 'overleden')),
    ADD COLUMN herinnerd_op timestamptz,
    ALTER COLUMN afgegeven_door DROP NOT NULL,
    DROP CONSTRAINT verklaring_check,
    ADD CHECK (geldig_tot >= geldig_van),
    ADD CHECK ((code_kenmerk IS NULL) = (code IS NULL)),
    ADD CHECK (code_open IS NOT NULL OR code IS NOT NULL),
    ADD CHECK (reden = '' OR ingetrokken_op IS NOT NULL),
    ADD UNIQUE (gemeente_id, aanvraag_id, versie);
UPDATE verklaring SET doel_tot = array_fill(geldig_tot, ARRAY[cardinality(doelen)]), reden = CASE WHEN ingetrokken_op IS NULL THEN '' ELSE 'zelf' END;
ALTER TABLE verklaring ALTER COLUMN doel_tot SET NOT NULL, ADD CHECK (cardinality(doel_tot) = cardinality(doelen));
CREATE UNIQUE INDEX verklaring_een_geldige ON verklaring (gemeente_id, aanvraag_id) WHERE ingetrokken_op IS NULL;
CREATE INDEX verklaring_einde ON verklaring (gemeente_id, geldig_tot) WHERE ingetrokken_op IS NULL;
COMMENT ON COLUMN verklaring.code_open IS 'of before version 10; the application closes these at its start and empties the column';
COMMENT ON COLUMN verklaring.code IS 'closed by the kluis, as the document that holds it is; found by code_kenmerk';
COMMENT ON COLUMN verklaring.doel_tot IS 'last day of each purpose, beside doelen; geldig_tot is the latest';
COMMENT ON COLUMN verklaring.afgegeven_door IS 'empty when it was granted at once, by the rules';

-- A check: for what, and how; never by whom.
ALTER TABLE controle
    ADD COLUMN wijze text NOT NULL DEFAULT 'code' CHECK (wijze IN ('code', 'qr', 'bestand', 'koppeling')),
    ADD COLUMN doel text NOT NULL DEFAULT '';

-- A list of carers whom a steunpunt knows.
CREATE TABLE lijst (
    gemeente_id int NOT NULL REFERENCES gemeente,
    id          uuid NOT NULL,
    naam        text NOT NULL,
    door_id     uuid NOT NULL REFERENCES gebruiker,
    door_naam   text NOT NULL,
    op          timestamptz NOT NULL,
    status      text NOT NULL CHECK (status IN ('voorbeeld', 'bezig', 'klaar', 'gestopt')),
    klaar_op    timestamptz,
    PRIMARY KEY (gemeente_id, id)
);
CREATE TABLE lijst_regel (
    gemeente_id int NOT NULL,
    lijst_id    uuid NOT NULL,
    nr          int NOT NULL,
    id          uuid NOT NULL,
    gegevens    bytea,
    fout        text NOT NULL DEFAULT '',
    aanvraag_id uuid,
    PRIMARY KEY (gemeente_id, lijst_id, nr),
    UNIQUE (gemeente_id, id),
    FOREIGN KEY (gemeente_id, lijst_id) REFERENCES lijst (gemeente_id, id) ON DELETE CASCADE,
    FOREIGN KEY (gemeente_id, aanvraag_id) REFERENCES aanvraag (gemeente_id, id)
);
COMMENT ON COLUMN lijst_regel.gegevens IS 'the row as it was read, JSON, closed by the kluis; gone once its verklaring is issued';

ALTER TABLE lidmaatschap ADD COLUMN afwezig_tot date;
COMMENT ON COLUMN lidmaatschap.afwezig_tot IS 'last day on which a colleague is away: others see that and can take over';

-- What the terms of retention deleted, and when.
CREATE TABLE opruiming (
    gemeente_id int NOT NULL REFERENCES gemeente,
    id          bigint GENERATED ALWAYS AS IDENTITY,
    regel       text NOT NULL,
    tabel       text NOT NULL,
    aantal      int NOT NULL,
    op          timestamptz NOT NULL,
    PRIMARY KEY (gemeente_id, id)
);

-- +goose StatementBegin
DO $$
DECLARE tabel text;
BEGIN
    FOREACH tabel IN ARRAY ARRAY['voorstel', 'bericht', 'toestemming', 'bijlage', 'brief', 'verderlink', 'lijst', 'lijst_regel', 'opruiming'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('CREATE POLICY van_gemeente ON %I USING (gemeente_id = deze_gemeente())', tabel);
    END LOOP;
END $$;
-- +goose StatementEnd
REVOKE UPDATE ON opruiming FROM mantelpunt_app;

-- +goose Down
-- What is closed cannot be opened by SQL: go back by restoring a backup.
SELECT 1 / 0 AS "terug kan alleen met een reservekopie";
