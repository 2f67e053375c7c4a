package onderwerp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"

	"github.com/jackc/pgx/v5"
)

// Zaai brings the onderwerpen of this release into the database, and leaves alone
// what was changed here.
func Zaai(ctx context.Context, q postgres.Querier) error {
	for _, o := range Standaard() {
		_, err := q.Exec(ctx, `INSERT INTO onderwerp (slug, inhoud) VALUES ($1, $2)
			ON CONFLICT (slug) DO UPDATE SET inhoud = excluded.inhoud, gewijzigd_op = now()
			WHERE NOT onderwerp.eigen AND onderwerp.inhoud <> excluded.inhoud`, o.Slug, o)
		if err != nil {
			return postgres.Fout(err, "onderwerpen bijwerken")
		}
	}
	return nil
}

// Schrijf writes the shared onderwerpen as JSON, in the form of [Lees].
func Schrijf(w io.Writer, lijst []zoeken.Onderwerp) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(lijst)
}

var reSlug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Lees reads shared onderwerpen: an array of [zoeken.Onderwerp]. What is wrong is an
// Invalid with a sentence.
func Lees(r io.Reader) ([]zoeken.Onderwerp, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	var lijst []zoeken.Onderwerp
	if err := dec.Decode(&lijst); err != nil {
		return nil, fault.Met(fault.Invalid, "Dit bestand is geen lijst van onderwerpen: "+err.Error())
	}
	gehad := map[string]bool{}
	for _, o := range lijst {
		switch {
		case !reSlug.MatchString(o.Slug):
			return nil, fault.Met(fault.Invalid, fmt.Sprintf("%q is geen slug van een onderwerp: gebruik kleine letters, cijfers en streepjes.", o.Slug))
		case gehad[o.Slug]:
			return nil, fault.Met(fault.Invalid, fmt.Sprintf("Het onderwerp %q staat er twee keer in.", o.Slug))
		case o.Naam == "" || len(o.Vaktermen)+len(o.GewoneWoorden) == 0:
			return nil, fault.Met(fault.Invalid, fmt.Sprintf("Het onderwerp %q heeft geen naam of geen woorden.", o.Slug))
		}
		gehad[o.Slug] = true
		for code := range o.Talen {
			if !slices.Contains(Talen, code) {
				return nil, fault.Met(fault.Invalid, fmt.Sprintf("Het onderwerp %q heeft woorden in de taal %q, die wij niet kennen.", o.Slug, code))
			}
		}
	}
	return lijst, nil
}

// Inlezen puts shared onderwerpen in the database as changed by who keeps this
// installation, so that a release leaves them alone, and gives the slugs of those that
// changed. What is not in lijst stays. The generation of every gemeente moves on.
func (s Store) Inlezen(ctx context.Context, lijst []zoeken.Onderwerp, door toegang.Persoon) (gewijzigd []string, err error) {
	ctx = toegang.MetPersoon(ctx, door)
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		for _, o := range lijst {
			tag, err := tx.Exec(ctx, `INSERT INTO onderwerp (slug, inhoud, eigen, gewijzigd_op) VALUES ($1, $2, true, now())
				ON CONFLICT (slug) DO UPDATE SET inhoud = excluded.inhoud, eigen = true, gewijzigd_op = now() WHERE onderwerp.inhoud <> excluded.inhoud`, o.Slug, o)
			if err != nil {
				return err
			}
			if tag.RowsAffected() > 0 {
				gewijzigd = append(gewijzigd, o.Slug)
			}
		}
		var los []string
		for _, o := range lijst {
			los = append(los, o.Verwant...)
		}
		rows, err := tx.Query(ctx, `SELECT v.slug FROM unnest($1::text[]) AS v (slug) WHERE NOT EXISTS (SELECT FROM onderwerp o WHERE o.slug = v.slug) LIMIT 1`, los)
		if err != nil {
			return err
		}
		onbekend, err := pgx.CollectRows(rows, pgx.RowTo[string])
		switch {
		case err != nil:
			return err
		case len(onbekend) > 0:
			return fault.Met(fault.Invalid, fmt.Sprintf("Het verwante onderwerp %q bestaat niet.", onbekend[0]))
		case len(gewijzigd) == 0:
			return nil
		}
		return overal(ctx, tx, gewijzigd)
	})
	return gewijzigd, postgres.Fout(err, "onderwerpen inlezen")
}

// overal tells every gemeente of shared onderwerpen that changed.
func overal(ctx context.Context, tx pgx.Tx, slugs []string) error {
	rows, err := tx.Query(ctx, `SELECT id FROM gemeente ORDER BY id`)
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return err
	}
	if err := momentopname.Verhoog(ctx, tx, ids...); err != nil {
		return err
	}
	for _, id := range ids {
		if err := postgres.Stel(ctx, tx, id); err != nil {
			return err
		}
		r := audit.Regel{Wat: "gedeelde zoekwoorden ingelezen", Tabel: "onderwerp", Gegevens: map[string]any{"onderwerpen": slugs}}
		if err := audit.Schrijf(toegang.MetGemeente(ctx, toegang.Gemeente{ID: id}), tx, r); err != nil {
			return err
		}
	}
	return nil
}
