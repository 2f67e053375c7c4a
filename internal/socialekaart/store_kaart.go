package socialekaart

import (
	"context"
	"encoding/json"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// VanBuiten gives what other gemeenten publish for this one as well, read as theirs.
func (s Store) VanBuiten(ctx context.Context, gemeenteID int) ([]Aanbod, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT van, array_agg(DISTINCT aanbod_id) FROM bediening
		WHERE van <> $1 AND voor IN ($2, (SELECT cbs_code FROM gemeente WHERE id = $1)) GROUP BY van ORDER BY van`, gemeenteID, HeelNederland)
	if err != nil {
		return nil, postgres.Fout(err, "aanbod van elders lezen")
	}
	type bron struct {
		van int
		ids []uuid.UUID
	}
	bronnen, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (b bron, err error) {
		return b, row.Scan(&b.van, &b.ids)
	})
	if err != nil {
		return nil, postgres.Fout(err, "aanbod van elders lezen")
	}
	var uit []Aanbod
	for _, b := range bronnen {
		lijst, err := s.lijst(ctx, selectAanbod+`a.gepubliceerd_nr WHERE a.gemeente_id = $1 AND a.status = 'gepubliceerd' AND a.id = ANY($2) ORDER BY a.id`, b.van, b.ids)
		if err != nil {
			return nil, err
		}
		uit = append(uit, lijst...)
	}
	return uit, nil
}

// Geweerd are the offers of others that a gemeente does not want to show.
func (s Store) Geweerd(ctx context.Context, gemeenteID int) (map[uuid.UUID]bool, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT aanbod_id FROM elders_geweerd WHERE gemeente_id = $1`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "geweerd aanbod lezen")
	}
	uit := map[uuid.UUID]bool{}
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { uit[id] = true; return nil })
	return uit, postgres.Fout(err, "geweerd aanbod lezen")
}

// Weer says whether an offer that another gemeente keeps is shown in this one.
func (s Store) Weer(ctx context.Context, gemeenteID int, a Aanbod, weren bool, door toegang.Persoon) error {
	wat, sql := "aanbod van elders geweerd", `INSERT INTO elders_geweerd (gemeente_id, van, aanbod_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
	if !weren {
		wat, sql = "aanbod van elders toegelaten", `DELETE FROM elders_geweerd WHERE gemeente_id = $1 AND van = $2 AND aanbod_id = $3`
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, sql, gemeenteID, a.Van, a.ID); err != nil {
			return err
		}
		return s.bekend(ctx, tx, gemeenteID, nil, door, audit.Regel{Wat: wat, Tabel: "elders_geweerd", Rij: a.ID.String()})
	})
	if err != nil {
		return postgres.Fout(err, "aanbod van elders weren")
	}
	s.naPublicatie(ctx)
	return nil
}

// Verdwenen gives by slug what visitors could see once and no more, with what took
// its place: the last one when that was replaced in its turn.
func (s Store) Verdwenen(ctx context.Context, gemeenteID int) (map[string]Verdwenen, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `
		SELECT a.id, a.slug, a.status = 'gepubliceerd', a.opvolger_id, r.inhoud
		FROM aanbod a JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = a.gepubliceerd_nr
		WHERE a.gemeente_id = $1 AND (a.status <> 'gepubliceerd' OR a.id IN (SELECT opvolger_id FROM aanbod WHERE gemeente_id = $1 AND opvolger_id IS NOT NULL))`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "gearchiveerd aanbod lezen")
	}
	type rij struct {
		slug      string
		zichtbaar bool
		opvolger  *uuid.UUID
		inhoud    Inhoud
	}
	rijen := map[uuid.UUID]rij{}
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (id uuid.UUID, err error) {
		var r rij
		err = row.Scan(&id, &r.slug, &r.zichtbaar, &r.opvolger, &r.inhoud)
		rijen[id] = r
		return id, err
	})
	if err != nil {
		return nil, postgres.Fout(err, "gearchiveerd aanbod lezen")
	}
	uit := map[string]Verdwenen{}
	for _, r := range rijen {
		if r.zichtbaar {
			continue
		}
		v := Verdwenen{Naam: r.inhoud.Naam, Onderwerpen: r.inhoud.Codes("onderwerp")}
		if themas := r.inhoud.Codes("thema"); len(themas) > 0 {
			v.Thema = themas[0]
		}
		na := r
		for range rijen { // no further than there are, should they go round
			if na.zichtbaar || na.opvolger == nil {
				break
			}
			na = rijen[*na.opvolger]
		}
		if na.zichtbaar {
			v.Opvolger = na.slug
		}
		uit[r.slug] = v
	}
	return uit, nil
}

// geografie gives the outlines of the wijken and the middles of the postcodes.
func (s Store) geografie(ctx context.Context, gemeenteID int) (map[string]json.RawMessage, map[string]Punt, error) {
	vormen, punten := map[string]json.RawMessage{}, map[string]Punt{}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT wijk, vorm FROM wijkvorm WHERE gemeente_id = $1`, gemeenteID)
	if err != nil {
		return nil, nil, postgres.Fout(err, "wijkvormen lezen")
	}
	var naam string
	var vorm []byte
	if _, err = pgx.ForEachRow(rows, []any{&naam, &vorm}, func() error {
		vormen[naam] = append(json.RawMessage(nil), vorm...)
		return nil
	}); err != nil {
		return nil, nil, postgres.Fout(err, "wijkvormen lezen")
	}
	rows, err = s.Van(gemeenteID).Query(ctx, `SELECT code, breedte, lengte FROM postcode WHERE gemeente_id = $1`, gemeenteID)
	if err != nil {
		return nil, nil, postgres.Fout(err, "postcodes lezen")
	}
	var p Punt
	_, err = pgx.ForEachRow(rows, []any{&naam, &p.Breedte, &p.Lengte}, func() error { punten[naam] = p; return nil })
	return vormen, punten, postgres.Fout(err, "postcodes lezen")
}
