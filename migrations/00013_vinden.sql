-- +goose Up
-- The words by which people find help. What every gemeente starts from, and what a
-- gemeente adds to it.
CREATE TABLE onderwerp (
    slug         text PRIMARY KEY,
    inhoud       jsonb NOT NULL,
    eigen        boolean NOT NULL DEFAULT false,
    gewijzigd_op timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE onderwerp IS 'terms of the field, everyday words and related topics, for all gemeenten together';
COMMENT ON COLUMN onderwerp.eigen IS 'changed by who keeps this installation, so that a new release leaves it alone';

CREATE TABLE onderwerp_aanvulling (
    gemeente_id  int NOT NULL REFERENCES gemeente,
    slug         text NOT NULL,
    inhoud       jsonb NOT NULL,
    gewijzigd_op timestamptz NOT NULL DEFAULT now(),
    door_id      uuid REFERENCES gebruiker ON DELETE SET NULL,
    door_naam    text NOT NULL,
    PRIMARY KEY (gemeente_id, slug)
);
COMMENT ON TABLE onderwerp_aanvulling IS 'what a gemeente adds to an onderwerp or leaves out of it, or an onderwerp of its own';

-- Words and counts, without person.
CREATE TABLE zoekvraag (
    gemeente_id  int NOT NULL REFERENCES gemeente,
    vraag        text NOT NULL,
    maand        date NOT NULL,
    aantal       int NOT NULL,
    gevonden     int NOT NULL,
    laatst_op    date NOT NULL,
    PRIMARY KEY (gemeente_id, vraag, maand)
);
CREATE INDEX zoekvraag_maand ON zoekvraag (gemeente_id, maand, gevonden, aantal DESC);
COMMENT ON TABLE zoekvraag IS 'what was typed in the sociale kaart, as words with numbers left out, and how often';
COMMENT ON COLUMN zoekvraag.gevonden IS 'how much the last one found';

-- "This is not right", from a visitor.
CREATE TABLE melding (
    gemeente_id     int NOT NULL,
    id              uuid NOT NULL,
    aanbod_id       uuid NOT NULL,
    soort           text NOT NULL CHECK (soort IN ('contact', 'tijden', 'kosten', 'gestopt', 'anders')),
    tekst           bytea NOT NULL,
    email           bytea,
    op              timestamptz NOT NULL DEFAULT now(),
    afgehandeld_op  timestamptz,
    afgehandeld_door uuid REFERENCES gebruiker ON DELETE SET NULL,
    PRIMARY KEY (gemeente_id, id),
    FOREIGN KEY (gemeente_id, aanbod_id) REFERENCES aanbod (gemeente_id, id)
);
CREATE INDEX melding_open ON melding (gemeente_id, id) WHERE afgehandeld_op IS NULL;
COMMENT ON COLUMN melding.tekst IS 'closed by the kluis: visitors write who they are in it';

-- A shortlist: of an account, or one that a link opens.
CREATE TABLE bewaarlijst (
    gemeente_id   int NOT NULL,
    id            uuid NOT NULL,
    burger_id     uuid,
    token_kenmerk bytea,
    inhoud        bytea NOT NULL,
    door_id       uuid REFERENCES gebruiker ON DELETE SET NULL,
    gewijzigd_op  timestamptz NOT NULL DEFAULT now(),
    verloopt_op   timestamptz,
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, burger_id),
    UNIQUE (gemeente_id, token_kenmerk),
    FOREIGN KEY (gemeente_id, burger_id) REFERENCES burger (gemeente_id, id) ON DELETE CASCADE,
    CHECK ((burger_id IS NULL) <> (token_kenmerk IS NULL)),
    CHECK ((token_kenmerk IS NULL) = (verloopt_op IS NULL))
);
CREATE INDEX bewaarlijst_verloopt ON bewaarlijst (gemeente_id, verloopt_op);
COMMENT ON TABLE bewaarlijst IS 'what somebody picked from the sociale kaart, with notes; a row without burger is a copy behind a link that expires';

-- What serves people outside the gemeente that keeps it. It holds no gemeente_id: it
-- says of published offers where else they may be shown. Both sides read it; only the
-- gemeente that keeps the offer writes it.
CREATE TABLE bediening (
    van       int NOT NULL REFERENCES gemeente,
    aanbod_id uuid NOT NULL,
    voor      text NOT NULL CHECK (voor ~ '^(GM[0-9]{4}|NL)$'),
    PRIMARY KEY (van, aanbod_id, voor)
);
CREATE INDEX bediening_voor ON bediening (voor);
CREATE POLICY van_gemeente ON bediening USING (van = deze_gemeente());
CREATE POLICY gelezen ON bediening FOR SELECT USING (true);
ALTER TABLE bediening ENABLE ROW LEVEL SECURITY;
COMMENT ON COLUMN bediening.voor IS 'CBS code of the gemeente in which it is shown too, which need not be here yet; NL is every gemeente';

CREATE TABLE elders_geweerd (
    gemeente_id int NOT NULL REFERENCES gemeente,
    van         int NOT NULL REFERENCES gemeente,
    aanbod_id   uuid NOT NULL,
    PRIMARY KEY (gemeente_id, van, aanbod_id)
);
COMMENT ON TABLE elders_geweerd IS 'what another gemeente offers here and this one does not want to show';

-- Where it is.
CREATE TABLE wijkvorm (
    gemeente_id int NOT NULL REFERENCES gemeente,
    wijk        text NOT NULL,
    vorm        jsonb NOT NULL,
    PRIMARY KEY (gemeente_id, wijk)
);
COMMENT ON COLUMN wijkvorm.vorm IS 'GeoJSON geometry (RFC 7946), Polygon or MultiPolygon in WGS 84';

CREATE TABLE postcode (
    gemeente_id int NOT NULL REFERENCES gemeente,
    code        text NOT NULL CHECK (code ~ '^[1-9][0-9]{3}([A-Z]{2})?$'),
    breedte     double precision NOT NULL,
    lengte      double precision NOT NULL,
    PRIMARY KEY (gemeente_id, code)
);
COMMENT ON TABLE postcode IS 'the middle of a postcode, of four digits or whole, in degrees (WGS 84)';

ALTER TABLE aanbod ADD COLUMN opvolger_id uuid,
    ADD FOREIGN KEY (gemeente_id, opvolger_id) REFERENCES aanbod (gemeente_id, id);
COMMENT ON COLUMN aanbod.opvolger_id IS 'what took the place of an archived offer: its address leads there';

-- The worklist. Open work is counted without what was handled, which grows for ever; that
-- is read from its end, with a filter decided in the index.
CREATE INDEX aanvraag_open ON aanvraag (gemeente_id, status, behandelaar_id) WHERE status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld');
CREATE INDEX aanvraag_besloten ON aanvraag (gemeente_id, besloten_op, id, status, kanaal) WHERE status IN ('verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken');
CREATE INDEX aanvraag_ontvangen ON aanvraag (gemeente_id, ingediend_op, id, status, kanaal) WHERE status IN ('verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken');
CREATE INDEX brief_te_posten ON brief (gemeente_id, op, id) WHERE per_post AND gepost_op IS NULL;

-- +goose StatementBegin
DO $$
DECLARE tabel text;
BEGIN
    FOREACH tabel IN ARRAY ARRAY['onderwerp_aanvulling', 'zoekvraag', 'melding', 'bewaarlijst', 'elders_geweerd', 'wijkvorm', 'postcode'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('CREATE POLICY van_gemeente ON %I USING (gemeente_id = deze_gemeente())', tabel);
    END LOOP;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP INDEX brief_te_posten, aanvraag_ontvangen, aanvraag_besloten, aanvraag_open;
ALTER TABLE aanbod DROP COLUMN opvolger_id;
DROP TABLE postcode, wijkvorm, elders_geweerd, bediening, bewaarlijst, melding, zoekvraag, onderwerp_aanvulling, onderwerp;
