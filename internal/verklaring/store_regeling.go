package verklaring

import (
	"context"
	"encoding/json"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Elke says to VoegRegelingNa that any version may be the newest.
const Elke = -1

// VoegRegeling stores a version of the rules from a date. Versions that are there stay
// as they are: running aanvragen hold on to them.
func (s Store) VoegRegeling(ctx context.Context, gemeenteID int, vanaf time.Time, r Regels) error {
	return s.VoegRegelingNa(ctx, gemeenteID, vanaf, r, Elke)
}

// VoegRegelingNa is VoegRegeling when the newest version still has this number (0 for
// none): a Conflict when somebody made one meanwhile, or when a form was sent twice.
func (s Store) VoegRegelingNa(ctx context.Context, gemeenteID int, vanaf time.Time, r Regels, nr int) error {
	regels, err := json.Marshal(r)
	if err != nil {
		return fault.Wrap(err, "regeling toevoegen")
	}
	id := uuid.Must(uuid.NewV7())
	door := toegang.PersoonUit(ctx)
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM gemeente WHERE id = $1 FOR NO KEY UPDATE`, gemeenteID); err != nil { // one at a time draws a number
			return err
		}
		rs, err := regelingen(ctx, tx, gemeenteID)
		if err != nil {
			return err
		}
		nieuwste := Nieuwste(rs).Nr
		if nr != Elke && nr != nieuwste {
			return fault.New(fault.Conflict, "versie %d is niet meer de nieuwste", nr)
		}
		_, err = tx.Exec(ctx, `INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels, door_naam) VALUES ($1, $2, 'verklaring', $3, $4, $5, $6)`,
			gemeenteID, id, nieuwste+1, vanaf, regels, door.Naam)
		if err != nil {
			return err
		}
		if err := momentopname.Verhoog(ctx, tx, gemeenteID); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "regeling toegevoegd", Tabel: "regeling", Rij: id.String(), Gegevens: map[string]any{
			"nr": nieuwste + 1, "vanaf": vanaf.Format(time.DateOnly), "regels": r, "verschil": r.Verschillen(ctx, OpDag(rs, vanaf).Regels)}})
	})
	return postgres.Fout(err, "regeling toevoegen")
}

// Nieuwste is the version that was made last, the zero Regeling when there is none.
func Nieuwste(rs []Regeling) (uit Regeling) {
	for _, r := range rs {
		if r.Nr > uit.Nr {
			uit = r
		}
	}
	return uit
}

// VerwijderRegeling removes a version that is not yet in force on a day and that no
// aanvraag holds on to: a Conflict with a sentence otherwise.
func (s Store) VerwijderRegeling(ctx context.Context, gemeenteID int, id uuid.UUID, vandaag time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var nr int
		var vanaf time.Time
		var gebruikt bool
		err := tx.QueryRow(ctx, `SELECT nr, geldig_vanaf, EXISTS (SELECT FROM aanvraag a WHERE a.gemeente_id = r.gemeente_id AND a.regeling_id = r.id)
			FROM regeling r WHERE gemeente_id = $1 AND id = $2 AND soort = 'verklaring' FOR UPDATE`, gemeenteID, id).Scan(&nr, &vanaf, &gebruikt)
		switch {
		case err != nil:
			return err
		case gebruikt || !vanaf.After(vandaag):
			return fault.Met(fault.Conflict, "Deze versie geldt al. Zij blijft staan, want aanvragen houden de regels waarmee zij begonnen. Maak een nieuwe versie als de regels anders moeten.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM regeling WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id); err != nil {
			return err
		}
		if err := momentopname.Verhoog(ctx, tx, gemeenteID); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "regeling verwijderd", Tabel: "regeling", Rij: id.String(), Gegevens: map[string]any{"nr": nr, "vanaf": vanaf.Format(time.DateOnly)}})
	})
	return postgres.Fout(err, "regeling verwijderen")
}

// MeestHouvast is where Houvast stops counting.
const MeestHouvast = 1000

// Houvast counts the aanvragen that hold on to each version: those that are open (a
// concept too) and all together, up to MeestHouvast.
func (s Store) Houvast(ctx context.Context, gemeenteID int) (map[uuid.UUID][2]int, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT r.id,
		(SELECT count(*) FROM (SELECT FROM aanvraag a WHERE a.gemeente_id = $1 AND a.regeling_id = r.id AND a.status IN ('concept', 'ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld') LIMIT $2) x),
		(SELECT count(*) FROM (SELECT FROM aanvraag a WHERE a.gemeente_id = $1 AND a.regeling_id = r.id LIMIT $2) x)
		FROM regeling r WHERE r.gemeente_id = $1 AND r.soort = 'verklaring'`, gemeenteID, MeestHouvast)
	if err != nil {
		return nil, postgres.Fout(err, "aanvragen per regeling tellen")
	}
	uit := map[uuid.UUID][2]int{}
	var id uuid.UUID
	var open, alle int
	_, err = pgx.ForEachRow(rows, []any{&id, &open, &alle}, func() error {
		uit[id] = [2]int{open, alle}
		return nil
	})
	return uit, postgres.Fout(err, "aanvragen per regeling tellen")
}

// Regelingen gives every version of a gemeente's rules, the one that counts first: by
// day, and of the same day the newest.
func (s Store) Regelingen(ctx context.Context, gemeenteID int) ([]Regeling, error) {
	rs, err := regelingen(ctx, s.Van(gemeenteID), gemeenteID)
	return rs, postgres.Fout(err, "regelingen lezen")
}

func regelingen(ctx context.Context, q postgres.Querier, gemeenteID int) ([]Regeling, error) {
	rows, err := q.Query(ctx, `SELECT id, nr, geldig_vanaf, regels, door_naam, aangemaakt_op FROM regeling WHERE gemeente_id = $1 AND soort = 'verklaring' ORDER BY geldig_vanaf DESC, nr DESC`, gemeenteID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Regeling])
}

// wmo is when the usual rules began: the Wmo 2015.
var wmo = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// huis signs the usual rules: nobody of the gemeente chose them, least of all the carer
// who happens to be the first.
var huis = Handelende{Soort: toegang.Systeem, Naam: "Mantelpunt"}

// Regeling gives the rules in force on a day. A gemeente without rules of its own gets
// the usual ones stored here, since an aanvraag names its version.
func (s Store) Regeling(ctx context.Context, gemeenteID int, dag time.Time) (Regeling, error) {
	for {
		rs, err := s.Regelingen(ctx, gemeenteID)
		if err != nil {
			return Regeling{}, err
		}
		if r := OpDag(rs, dag); r.ID != uuid.Nil {
			return r, nil
		}
		if err := s.VoegRegeling(toegang.MetPersoon(ctx, huis), gemeenteID, wmo, StandaardRegels()); err != nil {
			return Regeling{}, err
		}
	}
}

// OpDag finds the version in force among all, in the order of Regelingen; the usual
// rules without an id when there is none.
func OpDag(rs []Regeling, dag time.Time) Regeling {
	for _, r := range rs {
		if !r.GeldigVanaf.After(dag) {
			return r
		}
	}
	return Regeling{GeldigVanaf: wmo, Regels: StandaardRegels()}
}
