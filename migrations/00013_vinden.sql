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
CREATE INDEX aanvraag_regeling ON aanvraag (gemeente_id, regeling_id, status);
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

-- Who does something and what, to choose from in the audit, without reading it all.
CREATE INDEX audit_medewerker ON audit (gemeente_id, wie_id, nr) WHERE wie_soort = 'medewerker';
CREATE INDEX audit_wat ON audit (gemeente_id, wat, nr);

-- What the back office counts and sorts is kept where the rows change, by the database:
-- also when the previous version of the program, or a term of retention, changes them.
ALTER TABLE lijst
    ADD COLUMN regels int NOT NULL DEFAULT 0,
    ADD COLUMN fout int NOT NULL DEFAULT 0,
    ADD COLUMN verleend int NOT NULL DEFAULT 0;
UPDATE lijst l SET regels = n.regels, fout = n.fout, verleend = n.verleend
    FROM (SELECT gemeente_id, lijst_id, count(*) AS regels, count(*) FILTER (WHERE fout <> '') AS fout, count(aanvraag_id) AS verleend FROM lijst_regel GROUP BY 1, 2) n
    WHERE n.gemeente_id = l.gemeente_id AND n.lijst_id = l.id;
COMMENT ON COLUMN lijst.regels IS 'how many rows it has; fout is how many of them are not issued, verleend how many are. Kept by lijst_tel';

-- +goose StatementBegin
CREATE FUNCTION lijst_tel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- each list once, however many rows a statement changes, and only when it counts for
    -- something: who changes anything else in a row must not wait for who issues the list
    CASE TG_OP
    WHEN 'INSERT' THEN
        UPDATE lijst SET regels = lijst.regels + n.regels, fout = lijst.fout + n.fout, verleend = lijst.verleend + n.verleend
            FROM (SELECT gemeente_id, lijst_id, count(*) AS regels, count(*) FILTER (WHERE fout <> '') AS fout, count(aanvraag_id) AS verleend FROM nieuw GROUP BY 1, 2) n
            WHERE lijst.gemeente_id = n.gemeente_id AND lijst.id = n.lijst_id;
    WHEN 'DELETE' THEN
        UPDATE lijst SET regels = lijst.regels - n.regels, fout = lijst.fout - n.fout, verleend = lijst.verleend - n.verleend
            FROM (SELECT gemeente_id, lijst_id, count(*) AS regels, count(*) FILTER (WHERE fout <> '') AS fout, count(aanvraag_id) AS verleend FROM oud GROUP BY 1, 2) n
            WHERE lijst.gemeente_id = n.gemeente_id AND lijst.id = n.lijst_id;
    ELSE
        UPDATE lijst SET fout = lijst.fout + n.fout, verleend = lijst.verleend + n.verleend
            FROM (SELECT gemeente_id, lijst_id, sum(teken * (fout <> '')::int) AS fout, sum(teken * (aanvraag_id IS NOT NULL)::int) AS verleend
                FROM (SELECT 1 AS teken, * FROM nieuw UNION ALL SELECT -1, * FROM oud) x GROUP BY 1, 2) n
            WHERE lijst.gemeente_id = n.gemeente_id AND lijst.id = n.lijst_id AND (n.fout <> 0 OR n.verleend <> 0);
    END CASE;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER lijst_tel_erbij AFTER INSERT ON lijst_regel REFERENCING NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION lijst_tel();
CREATE TRIGGER lijst_tel_anders AFTER UPDATE ON lijst_regel REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION lijst_tel();
CREATE TRIGGER lijst_tel_eraf AFTER DELETE ON lijst_regel REFERENCING OLD TABLE AS oud FOR EACH STATEMENT EXECUTE FUNCTION lijst_tel();

-- The list of offers in the back office is read by what stands here, not by JSON: a page
-- costs the same however many offers there are.
CREATE FUNCTION plat(tekst text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN octet_length(tekst) = length(tekst) THEN translate(lower(tekst), '''"', '')
    ELSE translate(lower(tekst), 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľĿŀŁłŃńŅņŇňŉŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſ‘’“”''"', 'aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyyaaaaaaccccccccddeeeeeeeeeegggggggghhiiiiiiiiijjkkllllllllllnnnnnnnoooooorrrrrrssssssssttttuuuuuuuuuuuuwwyyyzzzzzzs') END $$;
COMMENT ON FUNCTION plat IS 'without capitals, accents and quotes. What lower makes of accents hangs on the database, so both kinds are translated; that is slow, and most texts have none';

ALTER TABLE aanbod
    ADD COLUMN lijstplek text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN lijsttekst text NOT NULL DEFAULT '',
    ADD COLUMN gecontroleerd_op text NOT NULL DEFAULT '';
COMMENT ON COLUMN aanbod.lijstplek IS 'what waits to be judged first, the longest waiting on top, and the rest by name; kept by aanbod_lijst, as the two that follow';
COMMENT ON COLUMN aanbod.lijsttekst IS 'what redacteuren search in: name, organisatie and samenvatting of the newest revisie';
COMMENT ON COLUMN aanbod.gecontroleerd_op IS 'of the newest revisie, as in its inhoud';
-- +goose StatementBegin
CREATE FUNCTION aanbod_lijst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nieuwste jsonb := (SELECT inhoud FROM revisie WHERE gemeente_id = NEW.gemeente_id AND aanbod_id = NEW.id AND nr = coalesce(NEW.concept_nr, NEW.gepubliceerd_nr));
BEGIN
    NEW.lijstplek := CASE WHEN NEW.beoordeling_nr IS NULL THEN '1' || coalesce(plat(left(nieuwste->>'naam', 150)), '')
        ELSE '0' || to_char(NEW.ingestuurd_op AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') END;
    NEW.lijsttekst := plat(concat_ws(' ', nieuwste->>'naam', nieuwste->>'samenvatting', (SELECT inhoud->>'naam' FROM organisatie WHERE gemeente_id = NEW.gemeente_id AND id = NEW.organisatie_id)));
    NEW.gecontroleerd_op := coalesce(nieuwste->>'gecontroleerd_op', '');
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER aanbod_lijst BEFORE INSERT OR UPDATE OF concept_nr, gepubliceerd_nr, beoordeling_nr, ingestuurd_op, organisatie_id ON aanbod FOR EACH ROW EXECUTE FUNCTION aanbod_lijst();
-- +goose StatementBegin
CREATE FUNCTION revisie_lijst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- a first revisie comes after its aanbod: naming the column makes aanbod_lijst look again
    UPDATE aanbod SET concept_nr = concept_nr WHERE gemeente_id = NEW.gemeente_id AND id = NEW.aanbod_id AND coalesce(concept_nr, gepubliceerd_nr) = NEW.nr;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER revisie_lijst AFTER INSERT OR UPDATE OF inhoud ON revisie FOR EACH ROW EXECUTE FUNCTION revisie_lijst();
-- +goose StatementBegin
CREATE FUNCTION organisatie_lijst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE aanbod SET organisatie_id = organisatie_id WHERE gemeente_id = NEW.gemeente_id AND organisatie_id = NEW.id;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER organisatie_lijst AFTER UPDATE OF inhoud ON organisatie FOR EACH ROW WHEN (OLD.inhoud->>'naam' IS DISTINCT FROM NEW.inhoud->>'naam') EXECUTE FUNCTION organisatie_lijst();
UPDATE aanbod SET concept_nr = concept_nr;
CREATE INDEX aanbod_lijst ON aanbod (gemeente_id, lijstplek, id);

-- +goose Down
DROP TRIGGER organisatie_lijst ON organisatie;
DROP TRIGGER revisie_lijst ON revisie;
DROP TRIGGER aanbod_lijst ON aanbod;
DROP FUNCTION organisatie_lijst, revisie_lijst, aanbod_lijst;
ALTER TABLE aanbod DROP COLUMN lijstplek, DROP COLUMN lijsttekst, DROP COLUMN gecontroleerd_op;
DROP FUNCTION plat;
DROP TRIGGER lijst_tel_erbij ON lijst_regel;
DROP TRIGGER lijst_tel_anders ON lijst_regel;
DROP TRIGGER lijst_tel_eraf ON lijst_regel;
DROP FUNCTION lijst_tel;
ALTER TABLE lijst DROP COLUMN regels, DROP COLUMN fout, DROP COLUMN verleend;
DROP INDEX audit_wat, audit_medewerker, aanvraag_regeling, brief_te_posten, aanvraag_ontvangen, aanvraag_besloten, aanvraag_open;
ALTER TABLE aanbod DROP COLUMN opvolger_id;
DROP TABLE postcode, wijkvorm, elders_geweerd, bediening, bewaarlijst, melding, zoekvraag, onderwerp_aanvulling, onderwerp;
