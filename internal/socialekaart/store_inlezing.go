package socialekaart

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// inlezing is one file being taken in: what the gemeente has, kept current row by row.
type inlezing struct {
	tx         pgx.Tx
	gemeenteID int
	cbs        string
	bron       Bron
	door       toegang.Persoon
	veranderd  bool
	bediend    []string // where aanbod of this gemeente was shown too, by CBS code

	aanbod   map[uuid.UUID]*bestaand
	opNaam   map[string]uuid.UUID // organisation and name
	slugs    map[string]uuid.UUID
	gezien   map[uuid.UUID]bool
	orgs     map[uuid.UUID]*Organisatie
	orgNaam  map[string]uuid.UUID
	orgSlugs map[string]uuid.UUID
	orgVers  map[uuid.UUID]bool // seen in this file
}

// begin locks out other readings of this gemeente and reads what there is. The
// rows are locked first and read after: the locks may have been waited for.
func begin(ctx context.Context, tx pgx.Tx, gemeenteID int, bron Bron, door toegang.Persoon) (*inlezing, error) {
	i := &inlezing{tx: tx, gemeenteID: gemeenteID, bron: bron, door: door,
		aanbod: map[uuid.UUID]*bestaand{}, opNaam: map[string]uuid.UUID{}, slugs: map[string]uuid.UUID{}, gezien: map[uuid.UUID]bool{},
		orgs: map[uuid.UUID]*Organisatie{}, orgNaam: map[string]uuid.UUID{}, orgSlugs: map[string]uuid.UUID{}, orgVers: map[uuid.UUID]bool{}}
	if err := tx.QueryRow(ctx, `SELECT cbs_code FROM gemeente WHERE id = $1`, gemeenteID).Scan(&i.cbs); err != nil {
		return nil, postgres.Fout(err, "gemeente lezen")
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('socialekaart inlezen'), $1)`, gemeenteID); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, `SELECT id FROM aanbod WHERE gemeente_id = $1 ORDER BY id FOR UPDATE`, gemeenteID); err != nil {
		return nil, err
	}
	bediend, err := bediendVan(ctx, tx, gemeenteID)
	if err != nil {
		return nil, err
	}
	i.bediend = bediend
	rows, err := tx.Query(ctx, `SELECT id, slug, inhoud FROM organisatie WHERE gemeente_id = $1`, gemeenteID)
	if err != nil {
		return nil, err
	}
	var id uuid.UUID
	var slug string
	var inhoud organisatieInhoud
	_, err = pgx.ForEachRow(rows, []any{&id, &slug, &inhoud}, func() error {
		o := inhoud.organisatie(id, slug)
		i.onthoudOrganisatie(&o)
		inhoud = organisatieInhoud{}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return i, i.leesAanbod(ctx)
}

func (i *inlezing) leesAanbod(ctx context.Context) error {
	rows, err := i.tx.Query(ctx, `
		SELECT a.id, a.slug, a.organisatie_id, a.status, a.gepubliceerd_nr, a.concept_nr, coalesce(a.hsds->>'status', 'active') <> 'active',
			h.nr, coalesce(p.inhoud, '{}'), coalesce(p.bron, ''), coalesce(p.door_naam, ''), coalesce(p.op, a.aangemaakt_op), v.inhoud, n.inhoud->>'naam'
		FROM aanbod a
		LEFT JOIN revisie p ON p.gemeente_id = a.gemeente_id AND p.aanbod_id = a.id AND p.nr = a.gepubliceerd_nr
		LEFT JOIN revisie n ON n.gemeente_id = a.gemeente_id AND n.aanbod_id = a.id AND n.nr = coalesce(a.gepubliceerd_nr, a.concept_nr)
		CROSS JOIN LATERAL (SELECT coalesce(max(r.nr), 0) AS nr FROM revisie r WHERE r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id) h
		LEFT JOIN LATERAL (SELECT r.inhoud FROM revisie r WHERE r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.bron <> 'beheer'
			ORDER BY r.nr DESC LIMIT 1) v ON true
		WHERE a.gemeente_id = $1`, i.gemeenteID)
	if err != nil {
		return err
	}
	alle, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*bestaand, error) {
		b := &bestaand{}
		return b, row.Scan(&b.ID, &b.Slug, &b.OrganisatieID, &b.Status, &b.Nr, &b.ConceptNr, &b.AfgeslotenDoorBron,
			&b.Hoogste, &b.Gepubliceerd, &b.Bron, &b.DoorNaam, &b.Op, &b.Ingelezen, &b.Naam)
	})
	for _, b := range alle {
		i.onthoud(b)
	}
	return err
}

func (i *inlezing) onthoud(b *bestaand) {
	i.aanbod[b.ID] = b
	i.slugs[b.Slug] = b.ID
	i.opNaam[i.sleutel(b.OrganisatieID, b.Naam)] = b.ID
}

func (i *inlezing) onthoudOrganisatie(o *Organisatie) {
	i.orgs[o.ID] = o
	i.orgSlugs[o.Slug] = o.ID
	i.orgNaam[strings.ToLower(o.Naam)] = o.ID
}

func (i *inlezing) sleutel(org uuid.UUID, naam string) string {
	return org.String() + " " + strings.ToLower(naam)
}

// ruimte is where ids of offers without one come from.
var ruimte = uuid.NewSHA1(uuid.NameSpaceURL, []byte("mantelpunt:socialekaart"))

// herken fills in the ids that the source didn't give.
func (i *inlezing) herken(rij *Invoer) {
	o := &rij.Organisatie
	if o.ID == uuid.Nil {
		id, ok := i.orgSlugs[o.Slug]
		if !ok {
			id, ok = i.orgNaam[strings.ToLower(o.Naam)]
		}
		if !ok {
			id = uuid.NewSHA1(ruimte, []byte(i.cbs+"\x00"+strings.ToLower(o.Naam)))
		}
		o.ID = id
	}
	if rij.ID == uuid.Nil {
		naam := rij.Inhoud.Naam
		if rij.Over != nil {
			naam = rij.Over(Inhoud{}).Naam
		}
		id, ok := i.slugs[rij.Slug]
		if !ok {
			id, ok = i.opNaam[i.sleutel(o.ID, naam)]
		}
		if !ok {
			id = uuid.NewSHA1(ruimte, []byte(i.cbs+"\x00"+o.ID.String()+"\x00"+strings.ToLower(naam)))
		}
		rij.ID = id
	}
	if i.aanbod[rij.ID] == nil {
		i.aanbod[rij.ID] = &bestaand{}
	}
}

// organisatie is the organisation of a row as it will be. The first row of a file
// that has it replaces what there was; later ones only fill gaps.
func (i *inlezing) organisatie(rij Invoer) (Organisatie, string) {
	nieuw := rij.Organisatie
	was := i.orgs[nieuw.ID]
	switch {
	case was == nil && nieuw.Naam == "":
		return nieuw, "De organisatie ontbreekt."
	case was == nil:
		return nieuw, ""
	}
	nieuw.Slug = was.Slug
	if nieuw.Naam == "" {
		nieuw.Naam = was.Naam
	}
	if i.orgVers[nieuw.ID] {
		nieuw.vul(*was, true)
	} else if rij.Over != nil || rij.OrganisatieHSDS == nil && rij.HSDS != nil {
		nieuw.vul(*was, false)
	}
	return nieuw, ""
}

// vul fills what is empty; voorrang lets what was there go first.
func (o *Organisatie) vul(was Organisatie, voorrang bool) {
	for _, v := range []struct {
		nieuw *string
		was   string
	}{{&o.Naam, was.Naam}, {&o.Omschrijving, was.Omschrijving}, {&o.Telefoon, was.Telefoon}, {&o.Email, was.Email}, {&o.Website, was.Website}} {
		if *v.nieuw == "" || voorrang && v.was != "" {
			*v.nieuw = v.was
		}
	}
}

// schrijfOrganisatie keeps an organisation when it is new or changed, and reports that.
func (i *inlezing) schrijfOrganisatie(ctx context.Context, tx pgx.Tx, o Organisatie, hsds json.RawMessage) (bool, error) {
	was := i.orgs[o.ID]
	if was == nil {
		o.Slug = i.vrijeSlug(i.orgSlugs, o.Slug, o.Naam)
	}
	veranderd := was == nil || *was != o
	if veranderd || !i.orgVers[o.ID] && hsds != nil {
		_, err := tx.Exec(ctx, `
			INSERT INTO organisatie (gemeente_id, id, slug, inhoud, hsds) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (gemeente_id, id) DO UPDATE SET inhoud = excluded.inhoud, hsds = coalesce(excluded.hsds, organisatie.hsds),
				gewijzigd_op = CASE WHEN organisatie.inhoud = excluded.inhoud THEN organisatie.gewijzigd_op ELSE now() END`,
			i.gemeenteID, o.ID, o.Slug, o.inhoud(), hsds)
		if err != nil {
			return false, err
		}
	}
	i.orgVers[o.ID] = true
	i.onthoudOrganisatie(&o)
	return veranderd && was != nil, nil
}

// vasteAdressen are pages of their own below /aanbod, which no offer can have.
var vasteAdressen = []string{"suggesties", "tekst"}

// vrijeSlug is what was asked for, or made from the name; taken ones get a number.
func (i *inlezing) vrijeSlug(bezet map[string]uuid.UUID, gewenst, naam string) string {
	basis := slug(gewenst)
	if basis == "" {
		basis = slug(naam)
	}
	if basis == "" {
		basis = "aanbod"
	}
	s := basis
	for n := 2; ; n++ {
		if _, ok := bezet[s]; !ok && !slices.Contains(vasteAdressen, s) {
			return s
		}
		s = fmt.Sprintf("%s-%d", basis, n)
	}
}
