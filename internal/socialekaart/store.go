package socialekaart

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Bron is where a revisie came from.
type Bron string

// The sources of a revisie.
const (
	BronBeheer Bron = "beheer"
	BronImport Bron = "import"
	BronDemo   Bron = "demo"
)

// Revisie is one line of the history of an aanbod.
type Revisie struct {
	Nr           int
	Bron         Bron
	DoorNaam     string
	Op           time.Time
	Gepubliceerd bool // the one that visitors see
}

// Store reads and writes the sociale kaart in Postgres.
type Store struct {
	postgres.DB
	// NaPublicatie, when set, is called after a commit that moved the generation,
	// so that who published sees the result at once.
	NaPublicatie func(ctx context.Context) error
}

const kolommenAanbod = `
	SELECT a.id, a.slug, a.status, r.nr, r.op, a.concept_nr IS NOT NULL, coalesce(a.beoordeling_nr, 0), coalesce(a.ingestuurd_op, r.op), a.terug_zin,
		r.bron, EXISTS (SELECT FROM aanbieder x WHERE x.gemeente_id = a.gemeente_id AND x.organisatie_id = a.organisatie_id AND x.gebruiker_id = r.door_id),
		r.inhoud, o.id, o.slug, o.inhoud`

// bijAanbod is followed by the number of a revisie.
const bijAanbod = `
	JOIN organisatie o ON o.gemeente_id = a.gemeente_id AND o.id = a.organisatie_id
	JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = `

const selectAanbod = kolommenAanbod + `
	FROM aanbod a` + bijAanbod

// organisatieInhoud is the column organisatie.inhoud.
type organisatieInhoud struct {
	Naam         string `json:"naam"`
	Omschrijving string `json:"omschrijving,omitempty"`
	Telefoon     string `json:"telefoon,omitempty"`
	Email        string `json:"email,omitempty"`
	Website      string `json:"website,omitempty"`
}

func (o Organisatie) inhoud() organisatieInhoud {
	return organisatieInhoud{o.Naam, o.Omschrijving, o.Telefoon, o.Email, o.Website}
}

func (i organisatieInhoud) organisatie(id uuid.UUID, slug string) Organisatie {
	return Organisatie{id, slug, i.Naam, i.Omschrijving, i.Telefoon, i.Email, i.Website}
}

func scanAanbod(row pgx.CollectableRow) (Aanbod, error) {
	var a Aanbod
	var id uuid.UUID
	var slug string
	var o organisatieInhoud
	err := row.Scan(&a.ID, &a.Slug, &a.Status, &a.Revisie, &a.GewijzigdOp, &a.IsConcept, &a.TerBeoordelen, &a.IngestuurdOp, &a.TerugZin, &a.Bron, &a.DoorOrganisatie, &a.Inhoud, &id, &slug, &o)
	a.Organisatie = o.organisatie(id, slug)
	return a, err
}

// Gepubliceerd gives everything that visitors see, by name.
func (s Store) Gepubliceerd(ctx context.Context, gemeenteID int) ([]Aanbod, error) {
	return s.lijst(ctx, selectAanbod+`a.gepubliceerd_nr WHERE a.gemeente_id = $1 AND a.status = 'gepubliceerd' ORDER BY a.id`, gemeenteID)
}

func (s Store) lijst(ctx context.Context, sql string, gemeenteID int, args ...any) ([]Aanbod, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, sql, append([]any{gemeenteID}, args...)...)
	if err != nil {
		return nil, postgres.Fout(err, "aanbod lezen")
	}
	lijst, err := pgx.CollectRows(rows, scanAanbod)
	if err != nil {
		return nil, postgres.Fout(err, "aanbod lezen")
	}
	for n := range lijst {
		lijst[n].Van = gemeenteID
	}
	// sorted here: the order must not hang on the collation of the database
	c := collate.New(language.Dutch, collate.IgnoreCase)
	slices.SortStableFunc(lijst, func(a, b Aanbod) int { return c.CompareString(a.Naam, b.Naam) })
	return lijst, nil
}

// Haal gives one aanbod in its newest revisie, the concept when there is one.
func (s Store) Haal(ctx context.Context, gemeenteID int, id uuid.UUID) (Aanbod, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, selectAanbod+`coalesce(a.concept_nr, a.gepubliceerd_nr) WHERE a.gemeente_id = $1 AND a.id = $2`, gemeenteID, id)
	if err != nil {
		return Aanbod{}, postgres.Fout(err, "aanbod ophalen")
	}
	a, err := pgx.CollectExactlyOneRow(rows, scanAanbod)
	return a, postgres.Fout(err, "aanbod ophalen")
}

// Revisies gives the history of an aanbod, newest first.
func (s Store) Revisies(ctx context.Context, gemeenteID int, id uuid.UUID) ([]Revisie, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `
		SELECT r.nr, r.bron, r.door_naam, r.op, r.nr IS NOT DISTINCT FROM a.gepubliceerd_nr AND a.status = 'gepubliceerd' AS gepubliceerd
		FROM revisie r JOIN aanbod a ON a.gemeente_id = r.gemeente_id AND a.id = r.aanbod_id
		WHERE r.gemeente_id = $1 AND r.aanbod_id = $2 ORDER BY r.nr DESC`, gemeenteID, id)
	if err != nil {
		return nil, postgres.Fout(err, "geschiedenis lezen")
	}
	lijst, err := pgx.CollectRows(rows, pgx.RowToStructByName[Revisie])
	return lijst, postgres.Fout(err, "geschiedenis lezen")
}

// Ontvangen is what was received at import, by id of the service and of the organisation.
type Ontvangen struct {
	Services, Organisaties map[uuid.UUID]json.RawMessage
}

// Ontvangen gives the HSDS objects as they were received, for the export.
func (s Store) Ontvangen(ctx context.Context, gemeenteID int) (Ontvangen, error) {
	o := Ontvangen{map[uuid.UUID]json.RawMessage{}, map[uuid.UUID]json.RawMessage{}}
	rows, err := s.Van(gemeenteID).Query(ctx, `
		SELECT true, id, hsds FROM aanbod WHERE gemeente_id = $1 AND hsds IS NOT NULL
		UNION ALL
		SELECT false, id, hsds FROM organisatie WHERE gemeente_id = $1 AND hsds IS NOT NULL`, gemeenteID)
	if err != nil {
		return o, postgres.Fout(err, "ontvangen gegevens lezen")
	}
	var service bool
	var id uuid.UUID
	var hsds []byte
	_, err = pgx.ForEachRow(rows, []any{&service, &id, &hsds}, func() error {
		if service {
			o.Services[id] = slices.Clone(hsds)
		} else {
			o.Organisaties[id] = slices.Clone(hsds)
		}
		return nil
	})
	return o, postgres.Fout(err, "ontvangen gegevens lezen")
}

// naPublicatie tells this process of what was committed. Failing is no reason to
// call the publication failed: every process sees it within a second anyway.
func (s Store) naPublicatie(ctx context.Context) {
	if s.NaPublicatie == nil {
		return
	}
	if err := s.NaPublicatie(context.WithoutCancel(ctx)); err != nil {
		slog.WarnContext(ctx, "publicatie niet meteen gezien", "fout", err)
	}
}

// schrijfAudit writes a line about door, who need not be the person of ctx: a
// command on the server has no request.
func schrijfAudit(ctx context.Context, tx pgx.Tx, gemeenteID int, door toegang.Persoon, r audit.Regel) error {
	ctx = toegang.MetPersoon(toegang.MetGemeente(ctx, toegang.Gemeente{ID: gemeenteID}), door)
	return audit.Schrijf(ctx, tx, r)
}
