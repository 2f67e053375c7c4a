package lijst

import (
	"context"
	"errors"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// loop is the issuing of one list: by which rules, and who has something already.
type loop struct {
	lijst    uuid.UUID
	regeling verklaring.Regeling
	lezer    Lezer
	al       map[verklaring.Mens][]verklaring.Bekend
}

// Verleen issues what is left of a list, in small transactions, until it is done or was
// stopped. It may be cut off at any moment and run again, also twice at once: a row is
// issued in the transaction that says so, and one of them works on a list at a time.
// What went wrong with a row by a mistake of ours comes back at the end; the other rows
// are issued.
func (s Store) Verleen(ctx context.Context, gemeenteID int, id uuid.UUID, klok func() time.Time) error {
	lp, err := s.begin(ctx, gemeenteID, id, verklaring.Dag(klok()))
	if err != nil {
		return err
	}
	var fouten []error
	for {
		meer, mis, err := s.deel(ctx, gemeenteID, lp, klok())
		fouten = append(fouten, mis...)
		if err != nil {
			return postgres.Fout(err, "lijst verlenen")
		}
		if !meer {
			return fault.Wrap(errors.Join(fouten...), "regels van een lijst verlenen")
		}
	}
}

// begin looks once at what the people of a list have: it opens every name, and the list
// itself holds nobody twice.
func (s Store) begin(ctx context.Context, gemeenteID int, id uuid.UUID, vandaag time.Time) (lp loop, err error) {
	lp.lijst = id
	if lp.regeling, err = s.Regeling(ctx, gemeenteID, vandaag); err != nil {
		return lp, err
	}
	lp.lezer = NieuweLezer(ctx, lp.regeling.Regels, vandaag, s.Onafdrukbaar)
	rows, err := s.Van(gemeenteID).Query(ctx, regelsTeDoen, gemeenteID, id, MaxRegels)
	if err != nil {
		return lp, postgres.Fout(err, "lijst lezen")
	}
	regels, err := pgx.CollectRows(rows, s.scanRegel(gemeenteID))
	if err != nil {
		return lp, postgres.Fout(err, "lijst lezen")
	}
	var mensen []verklaring.Mens
	for _, r := range regels {
		m, _ := lp.lezer.Lees(r.Rij)
		mensen = append(mensen, m.Mens())
	}
	lp.al, err = s.Bekenden(ctx, gemeenteID, mensen, vandaag)
	return lp, err
}

// regelsTeDoen are the rows that are right and not issued.
const regelsTeDoen = `SELECT nr, id, gegevens, fout, '00000000-0000-0000-0000-000000000000'::uuid, '' FROM lijst_regel
	WHERE gemeente_id = $1 AND lijst_id = $2 AND fout = '' AND aanvraag_id IS NULL ORDER BY nr LIMIT $3`

// deel issues some rows in one transaction; meer says that there may be others. mis is
// what went wrong by a mistake of ours.
func (s Store) deel(ctx context.Context, gemeenteID int, lp loop, nu time.Time) (meer bool, mis []error, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var door toegang.Persoon
		var status Status
		err := tx.QueryRow(ctx, `SELECT status, coalesce(bevestigd_id, '00000000-0000-0000-0000-000000000000'), bevestigd_naam FROM lijst WHERE gemeente_id = $1 AND id = $2 FOR UPDATE`, gemeenteID, lp.lijst).Scan(&status, &door.ID, &door.Naam)
		if errors.Is(err, pgx.ErrNoRows) || err == nil && status != Bezig {
			return nil // deleted or stopped meanwhile
		}
		if err != nil {
			return err
		}
		door.Soort = toegang.Medewerker
		ctx := toegang.MetPersoon(ctx, door)
		rows, err := tx.Query(ctx, regelsTeDoen, gemeenteID, lp.lijst, perKeer)
		if err != nil {
			return err
		}
		regels, err := pgx.CollectRows(rows, s.scanRegel(gemeenteID))
		if err != nil {
			return err
		}
		if len(regels) == 0 {
			return s.rondAf(ctx, tx, gemeenteID, lp.lijst, nu)
		}
		meer = true
		mis, err = s.verleenRegels(ctx, tx, gemeenteID, lp, regels, door, nu)
		return err
	})
	return meer && err == nil, mis, err
}

func (s Store) rondAf(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, nu time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE lijst SET status = 'klaar', klaar_op = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, nu); err != nil {
		return err
	}
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "lijst klaar", Tabel: "lijst", Rij: id.String()})
}

// onzeFout is what staff read when a row could not be issued and it was not the row.
const onzeFout = "Deze verklaring kon niet worden gemaakt door een fout van ons. Voer deze mantelzorger zelf in."

// verleenRegels issues rows one by one, each in a savepoint: one that cannot be issued
// keeps its sentence and holds up no other.
func (s Store) verleenRegels(ctx context.Context, tx pgx.Tx, gemeenteID int, lp loop, regels []Regel, door toegang.Persoon, nu time.Time) (mis []error, err error) {
	gelezen := make([]Mantelzorger, len(regels))
	var emails []string
	for i, r := range regels {
		var zinnen []string
		gelezen[i], zinnen = lp.lezer.Lees(r.Rij)
		if zin := strings.Join(zinnen, " "); zin != "" {
			regels[i].Fout = zin // the rules changed since it was read in
		} else {
			regels[i].Fout = heeftAl(lp.al[gelezen[i].Mens()], gelezen[i].Vanaf)
		}
		emails = append(emails, gelezen[i].Email)
	}
	// before the audit is locked by the first row: who saves a concept waits for it
	if err := s.VergrendelVan(ctx, tx, gemeenteID, emails); err != nil {
		return nil, err
	}
	for i, r := range regels {
		if r.Fout == "" {
			err := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
				return s.verleen(ctx, tx, gemeenteID, lp.regeling, r, gelezen[i], door, nu)
			})
			switch kind := fault.KindOf(postgres.Fout(err, "")); {
			case err == nil:
				continue
			case ctx.Err() != nil, kind == fault.Unavailable, kind == fault.Conflict && fault.Tekst(err) == "": // the last is a deadlock
				return nil, err // later, all of them
			}
			if r.Fout = fault.Tekst(err); r.Fout == "" {
				r.Fout = onzeFout
				mis = append(mis, err)
			}
		}
		if _, err := tx.Exec(ctx, `UPDATE lijst_regel SET fout = $4 WHERE gemeente_id = $1 AND lijst_id = $2 AND nr = $3`, gemeenteID, lp.lijst, r.Nr, r.Fout); err != nil {
			return mis, err
		}
	}
	return mis, nil
}

// verleen issues one row: the aanvraag that it stands for goes by the same steps as any
// other, by who confirmed the list.
func (s Store) verleen(ctx context.Context, tx pgx.Tx, gemeenteID int, regeling verklaring.Regeling, r Regel, m Mantelzorger, door toegang.Persoon, nu time.Time) error {
	a, err := s.NeemAan(ctx, tx, gemeenteID, door, verklaring.Aanname{ID: r.ID, RegelingID: regeling.ID, Kanaal: verklaring.Lijst, Email: m.Email, Antwoorden: m.Antwoorden, Ontvangen: nu}, nu)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE lijst_regel SET aanvraag_id = $3, gegevens = NULL WHERE gemeente_id = $1 AND id = $2`, gemeenteID, r.ID, a.ID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE aanvraag SET behandelaar_id = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, a.ID, door.ID); err != nil {
		return err
	}
	if err := s.Verander(ctx, tx, gemeenteID, &a, verklaring.InBehandeling, door, nu); err != nil {
		return err
	}
	_, err = s.Beslis(ctx, tx, &a, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: m.Antwoorden.Doelen, GeldigVan: m.Vanaf}, door, nu)
	return err
}
