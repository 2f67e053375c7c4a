package socialekaart

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Voeg takes in rows of a source and publishes what is new or changed, in one
// transaction: either the whole file is in or nothing is. A row that cannot be
// right is refused and doesn't stop the others.
//
// A row is unchanged when it says what visitors see, or says again what was taken
// in before: then what staff changed here since stays. A row that says something
// new wins from staff; their version stays in the history, and so does a concept.
func (s Store) Voeg(ctx context.Context, gemeenteID int, rijen []Invoer, bron Bron, door toegang.Persoon) ([]Uitslag, error) {
	uitslagen := make([]Uitslag, 0, len(rijen))
	veranderd := false
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		i, err := begin(ctx, tx, gemeenteID, bron, door)
		if err != nil {
			return err
		}
		for _, rij := range rijen {
			u, err := i.rij(ctx, rij)
			if err != nil {
				return err
			}
			uitslagen = append(uitslagen, u)
		}
		if veranderd = i.veranderd; !veranderd {
			return nil
		}
		geraakt, err := bediendVan(ctx, tx, gemeenteID)
		if err != nil {
			return err
		}
		aantal := map[Uitkomst]int{}
		for _, u := range uitslagen {
			aantal[u.Uitkomst]++
		}
		return s.bekend(ctx, tx, gemeenteID, append(geraakt, i.bediend...), door, audit.Regel{Wat: "aanbod ingelezen", Tabel: "aanbod", Rij: string(bron), Gegevens: aantal})
	})
	if err != nil {
		return nil, postgres.Fout(err, "aanbod inlezen")
	}
	if veranderd {
		s.naPublicatie(ctx)
	}
	return uitslagen, nil
}

// rij takes in one row. Its own savepoint lets Postgres refuse the row alone.
func (i *inlezing) rij(ctx context.Context, rij Invoer) (Uitslag, error) {
	i.herken(&rij)
	was := i.aanbod[rij.ID]
	u := Uitslag{Regel: rij.Regel, ID: rij.ID, Naam: rij.Inhoud.Naam, Uitkomst: Geweigerd}
	inhoud := rij.Inhoud
	if rij.Over != nil {
		inhoud = rij.Over(was.Gepubliceerd)
		u.Naam = inhoud.Naam
	}
	org, reden := i.organisatie(rij)
	if reden != "" {
		u.Reden = reden
		return u, nil
	}
	if i.gezien[rij.ID] {
		u.Reden = "Dit aanbod staat al eerder in het bestand."
		return u, nil
	}
	for _, f := range append(Controleer(inhoud), ControleerOrganisatie(org)...) {
		u.Reden = metZin(u.Reden, f.Tekst)
	}
	if u.Reden != "" {
		return u, nil
	}

	var na *bestaand
	orgWas, orgVers := i.orgs[org.ID], i.orgVers[org.ID]
	err := pgx.BeginFunc(ctx, i.tx, func(tx pgx.Tx) error {
		orgNieuw, err := i.schrijfOrganisatie(ctx, tx, org, rij.OrganisatieHSDS)
		if err != nil {
			return err
		}
		na, err = i.schrijfAanbod(ctx, tx, &u, was, rij, org.ID, inhoud)
		if err == nil && orgNieuw && u.Uitkomst == Ongewijzigd {
			u.Uitkomst, u.Reden = Gewijzigd, "De gegevens van de organisatie zijn bijgewerkt."
		}
		return err
	})
	var pg *pgconn.PgError
	if errors.As(err, &pg) && slices.Contains([]string{"22", "23", "54"}, pg.Code[:2]) {
		i.orgs[org.ID], i.orgVers[org.ID] = orgWas, orgVers
		maps.DeleteFunc(i.orgSlugs, func(_ string, id uuid.UUID) bool { return orgWas == nil && id == org.ID })
		u.Uitkomst, u.Reden = Geweigerd, "De database kan deze rij niet bewaren. Kijk of er vreemde tekens in staan."
		return u, nil
	}
	if err != nil {
		return u, err
	}
	i.gezien[rij.ID] = true
	i.onthoud(na)
	if u.Uitkomst != Ongewijzigd {
		i.veranderd = true
		for _, f := range append(Opmerkingen(inhoud), Adviezen(inhoud)...) {
			u.Reden = metZin(u.Reden, f.Tekst)
		}
	}
	return u, nil
}

// schrijfAanbod decides what a row changes, and writes that.
func (i *inlezing) schrijfAanbod(ctx context.Context, tx pgx.Tx, u *Uitslag, was *bestaand, rij Invoer, orgID uuid.UUID, inhoud Inhoud) (*bestaand, error) {
	naar := Gepubliceerd
	if rij.Gearchiveerd {
		naar = Gearchiveerd
		u.Reden = "Volgens de bron is dit aanbod er niet (meer). Bezoekers zien het niet."
	}
	if was.Slug == "" {
		na := &bestaand{ID: rij.ID, OrganisatieID: orgID, Naam: inhoud.Naam, Gepubliceerd: inhoud, Status: naar}
		na.Slug = i.vrijeSlug(i.slugs, rij.Slug, inhoud.Naam)
		_, err := tx.Exec(ctx, `INSERT INTO aanbod (gemeente_id, id, organisatie_id, slug, status, gepubliceerd_nr, hsds) VALUES ($1, $2, $3, $4, $5, 1, $6)`,
			i.gemeenteID, na.ID, orgID, na.Slug, naar, rij.HSDS)
		if err != nil {
			return nil, err
		}
		u.Uitkomst = Nieuw
		if err := nieuweRevisie(ctx, tx, i.gemeenteID, na.ID, 1, inhoud, i.bron, i.door); err != nil {
			return nil, err
		}
		_, err = bedien(ctx, tx, i.gemeenteID, na.ID)
		return na, err
	}

	na := *was
	na.OrganisatieID = orgID
	u.Uitkomst = Ongewijzigd
	anders := was.anders(rij, inhoud)
	if anders {
		u.Uitkomst = Gewijzigd
		na.Naam, na.Gepubliceerd, na.Hoogste = inhoud.Naam, inhoud, was.Hoogste+1
		na.Nr = &na.Hoogste
		if was.Bron == BronBeheer {
			u.Reden = metZin(u.Reden, fmt.Sprintf("Dit vervangt wat %s hier wijzigde op %s; die versie staat nog in de geschiedenis.", was.DoorNaam, i18n.Datum(ctx, was.Op)))
		}
		if was.ConceptNr != nil {
			u.Reden = metZin(u.Reden, "Er is hier nog een concept dat niet is gepubliceerd; dat is bewaard.")
		}
		if err := nieuweRevisie(ctx, tx, i.gemeenteID, na.ID, na.Hoogste, inhoud, i.bron, i.door); err != nil {
			return nil, err
		}
	}
	switch bronZegtAnders := rij.HSDS != nil && rij.Gearchiveerd != was.AfgeslotenDoorBron; {
	case bronZegtAnders:
		na.Status = naar
	case anders && was.Status != Gearchiveerd:
		na.Status = Gepubliceerd
	case was.Status == Gearchiveerd && !rij.Gearchiveerd:
		u.Reden = metZin(u.Reden, "Dit aanbod is hier gearchiveerd en blijft dat.")
	}
	if was.Status != na.Status || was.OrganisatieID != orgID {
		u.Uitkomst = Gewijzigd
	}
	// a field that only the source knows is kept without a word: visitors see no difference
	_, err := tx.Exec(ctx, `UPDATE aanbod SET organisatie_id = $3, status = $4, gepubliceerd_nr = $5, hsds = coalesce($6, hsds),
			opvolger_id = CASE WHEN $4 = 'gearchiveerd' THEN opvolger_id END,
			gewijzigd_op = CASE WHEN $7 THEN now() ELSE gewijzigd_op END
		WHERE gemeente_id = $1 AND id = $2 AND ($7 OR hsds IS DISTINCT FROM coalesce($6, hsds))`,
		i.gemeenteID, na.ID, orgID, na.Status, na.Nr, rij.HSDS, u.Uitkomst == Gewijzigd)
	if err == nil && u.Uitkomst == Gewijzigd {
		_, err = bedien(ctx, tx, i.gemeenteID, na.ID)
	}
	return &na, err
}

// anders reports whether a row says something new.
func (b *bestaand) anders(rij Invoer, inhoud Inhoud) bool {
	switch {
	case b.Nr == nil:
		return true
	case gelijk(inhoud, b.Gepubliceerd):
		return false
	case b.Ingelezen == nil:
		return true
	case rij.Over != nil:
		return !gelijk(rij.Over(*b.Ingelezen), *b.Ingelezen)
	}
	return !gelijk(inhoud, *b.Ingelezen)
}

// gelijk compares as stored: nil and empty lists are the same.
func gelijk(a, b Inhoud) bool {
	x, errX := json.Marshal(a.schoon())
	y, errY := json.Marshal(b.schoon())
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// schoon makes the one list that JSON would write as null an empty one.
func (i Inhoud) schoon() Inhoud {
	i.Tijden = slices.Clone(i.Tijden)
	for n, t := range i.Tijden {
		if len(t.Dagen) == 0 {
			i.Tijden[n].Dagen = []string{}
		}
	}
	return i
}

func metZin(a, b string) string { return strings.TrimSpace(a + " " + b) }

// bestaand is what is known of an aanbod before a row is taken in.
type bestaand struct {
	ID                 uuid.UUID
	Slug               string // "" when there is none yet
	OrganisatieID      uuid.UUID
	Naam               string
	Status             Status
	Nr, ConceptNr      *int // Nr is the published revisie
	Hoogste            int
	AfgeslotenDoorBron bool
	Gepubliceerd       Inhoud
	Bron               Bron // of the published revisie, with who and when
	DoorNaam           string
	Op                 time.Time
	Ingelezen          *Inhoud // what was taken in last
}
