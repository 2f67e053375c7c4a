package verklaring

import (
	"context"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Concept gives the aanvraag that a burger is filling in; NotFound when there is none.
func (s Store) Concept(ctx context.Context, gemeenteID int, burger uuid.UUID) (Aanvraag, error) {
	a, err := s.ScanAanvraag(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.status = 'concept'`, gemeenteID, burger))
	return a, postgres.Fout(err, "concept lezen")
}

// NieuwConcept says what a concept begins with.
type NieuwConcept struct {
	Soort    Soort
	EerderID uuid.UUID // the verklaring that is renewed or extended
	Kanaal   Kanaal
	Begin    Antwoorden
}

// Begin gives the concept of a burger and makes one when there is none, filled in
// with what the burger told last time about himself. While an aanvraag is open no
// second one is begun: the open one comes back.
func (s Store) Begin(ctx context.Context, gemeenteID int, burger uuid.UUID, dag time.Time) (Aanvraag, error) {
	begin := NieuwConcept{Soort: Nieuw, Kanaal: Online}
	eerdere, err := s.VanBurger(ctx, gemeenteID, burger)
	if err != nil {
		return Aanvraag{}, err
	}
	if len(eerdere) > 0 {
		a := eerdere[0].Antwoorden
		begin.Begin = Antwoorden{Naam: a.Naam, Geboortedatum: a.Geboortedatum, Telefoon: a.Telefoon}
	}
	return s.BeginMet(ctx, gemeenteID, burger, begin, dag)
}

// BeginMet is Begin with other answers to start from. The row of the burger is locked,
// so that of two tabs one makes the concept and the other finds it.
func (s Store) BeginMet(ctx context.Context, gemeenteID int, burger uuid.UUID, n NieuwConcept, dag time.Time) (Aanvraag, error) {
	r, err := s.Regeling(ctx, gemeenteID, dag)
	if err != nil {
		return Aanvraag{}, err
	}
	var a Aanvraag
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM burger WHERE gemeente_id = $1 AND id = $2 FOR UPDATE`, gemeenteID, burger); err != nil {
			return err
		}
		lees := func() (err error) {
			a, err = s.ScanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2
				AND a.status IN ('concept', 'ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld') ORDER BY a.aangemaakt_op DESC LIMIT 1`, gemeenteID, burger))
			return err
		}
		if err := lees(); !fault.Is(postgres.Fout(err, ""), fault.NotFound) {
			return err
		}
		id := uuid.Must(uuid.NewV7())
		antwoorden, naam, err := s.dicht(gemeenteID, id, n.Begin)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status, soort, eerder_id, kanaal, antwoorden, naam) VALUES ($1, $2, $3, $4, 'concept', $5, nullif($6, '00000000-0000-0000-0000-000000000000'::uuid), $7, $8, $9)`,
			gemeenteID, id, burger, r.ID, n.Soort, n.EerderID, n.Kanaal, antwoorden, naam)
		if err != nil {
			return err
		}
		return lees()
	})
	return a, postgres.Fout(err, "aanvraag beginnen")
}

// WijzigConcept changes the answers of a concept, one change at a time: of two tabs
// each finds what the other did. An error of wijzig changes nothing and comes back.
// NotFound when it is no longer a concept.
func (s Store) WijzigConcept(ctx context.Context, gemeenteID int, burger, id uuid.UUID, wijzig func(a *Antwoorden) error) (Aanvraag, error) {
	var a Aanvraag
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) (err error) {
		if a, err = s.VergrendelConcept(ctx, tx, gemeenteID, burger, id); err != nil {
			return err
		}
		if err := wijzig(&a.Antwoorden); err != nil {
			return err
		}
		antwoorden, naam, err := s.dicht(gemeenteID, id, a.Antwoorden)
		if err != nil {
			return err
		}
		return tx.QueryRow(ctx, `UPDATE aanvraag SET antwoorden = $3, naam = $4, gewijzigd_op = now(), gewaarschuwd_op = NULL WHERE gemeente_id = $1 AND id = $2 RETURNING gewijzigd_op`,
			gemeenteID, id, antwoorden, naam).Scan(&a.GewijzigdOp)
	})
	return a, postgres.Fout(err, "antwoorden bewaren")
}

// VergrendelConcept is VergrendelEigen for what was not sent yet; NotFound for what was.
func (s Store) VergrendelConcept(ctx context.Context, tx pgx.Tx, gemeenteID int, burger, id uuid.UUID) (Aanvraag, error) {
	a, err := s.VergrendelEigen(ctx, tx, gemeenteID, burger, id)
	if err == nil && a.Status != Concept {
		err = pgx.ErrNoRows
	}
	return a, err
}

// BewaarConcept stores the answers of a concept as they are. NotFound when it is no
// longer one.
func (s Store) BewaarConcept(ctx context.Context, gemeenteID int, burger, id uuid.UUID, a Antwoorden) error {
	_, err := s.WijzigConcept(ctx, gemeenteID, burger, id, func(x *Antwoorden) error { *x = a; return nil })
	return err
}

// ConceptDagen is how many days a concept stays after the last change. The job that
// deletes it goes by the same number (gegevens.Regels).
const ConceptDagen = 30

// BewaardTot is the day on which a concept disappears.
func (a Aanvraag) BewaardTot() time.Time { return Dag(a.GewijzigdOp).AddDate(0, 0, ConceptDagen) }

// Indienen sends a concept: it gets its kenmerk, its term and its receipt, in one
// transaction. Where the rules decide by themselves and the answers meet them, the
// verklaring is granted at once. Sent twice (a double click) it stays one: the second
// time gives the same aanvraag and changes nothing.
func (s Store) Indienen(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) (Aanvraag, error) {
	var a Aanvraag
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) (err error) {
		a, err = s.DienIn(ctx, tx, gemeenteID, door, door.ID, id, nu)
		return err
	})
	return a, postgres.Fout(err, "aanvraag indienen")
}

// DienIn is Indienen within a transaction: door acts for burger, who may be the same.
func (s Store) DienIn(ctx context.Context, tx pgx.Tx, gemeenteID int, door Handelende, burger, id uuid.UUID, nu time.Time) (Aanvraag, error) {
	return s.dienIn(ctx, tx, gemeenteID, door, burger, id, nu, nu)
}

// dienIn sends a concept that was received on ontvangen: the term runs from that day.
func (s Store) dienIn(ctx context.Context, tx pgx.Tx, gemeenteID int, door Handelende, burger, id uuid.UUID, ontvangen, nu time.Time) (Aanvraag, error) {
	a, err := s.VergrendelEigen(ctx, tx, gemeenteID, burger, id)
	if err != nil || a.Status != Concept {
		return a, err
	}
	if err := s.nietTeVaak(ctx, tx, gemeenteID, door, burger, nu); err != nil {
		return a, err
	}
	if a.Kenmerk, err = volgendKenmerk(ctx, tx, gemeenteID, Dag(nu).Year()); err != nil {
		return a, err
	}
	a.IngediendOp = &ontvangen
	tot, voor := a.termijn(Dag(ontvangen).AddDate(0, 0, 7*a.Regels.BeslisWeken))
	_, err = tx.Exec(ctx, `UPDATE aanvraag SET kenmerk = $3, ingediend_op = $4, termijn_tot = $5, beslis_voor = $6 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, a.Kenmerk, ontvangen, tot, voor)
	if err != nil {
		return a, err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM verderlink WHERE gemeente_id = $1 AND aanvraag_id = $2`, gemeenteID, id); err != nil { // there is nothing to go on with
		return a, err
	}
	if a.Kanaal != Lijst { // who stands on a list sent nothing: the letter with the verklaring says it all
		if err := s.Schrijf(ctx, tx, a, Brief{Soort: BriefOntvangst}, nu); err != nil {
			return a, err
		}
	}
	if err := s.VraagToestemming(ctx, tx, &a, nu); err != nil {
		return a, err
	}
	if err := s.Verander(ctx, tx, gemeenteID, &a, Ingediend, door, nu); err != nil {
		return a, err
	}
	return a, s.VerleenVanzelf(ctx, tx, &a, nu)
}

// aanvragenPerDag is how many aanvragen a burger can send in a day. Each asks a zorgvrager
// by mail or letter, so who sends and withdraws again and again fills the mailbox of
// another.
const aanvragenPerDag = 5

func (s Store) nietTeVaak(ctx context.Context, tx pgx.Tx, gemeenteID int, door Handelende, burger uuid.UUID, nu time.Time) error {
	if door.Soort != toegang.Burger {
		return nil
	}
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM aanvraag WHERE gemeente_id = $1 AND burger_id = $2 AND ingediend_op > $3`, gemeenteID, burger, nu.Add(-24*time.Hour)).Scan(&n)
	if err == nil && n >= aanvragenPerDag {
		err = fault.Met(fault.TooMany, i18n.T(ctx, "verklaring.fout.tevaak"))
	}
	return err
}

// Systeem acts where the rules of the gemeente decide by themselves.
var Systeem = Handelende{Soort: toegang.Systeem, Naam: "de regeling"}

// VerleenVanzelf grants an aanvraag that waits, where the regeling does so and
// everything that it asks is there. It does nothing in any other case: nobody is
// refused by a rule.
func (s Store) VerleenVanzelf(ctx context.Context, tx pgx.Tx, a *Aanvraag, nu time.Time) error {
	if a.Status != Ingediend || a.Regels.Modus != Direct || a.Regels.VierOgen || !a.Regels.Toets(ctx, a.Antwoorden, a.Stand, Dag(nu)).Compleet {
		return nil
	}
	ctx = toegang.MetPersoon(ctx, Systeem) // whoever sent the last thing that was missing decides nothing
	van, err := s.Ingang(ctx, tx, toegang.GemeenteUit(ctx).ID, *a, Dag(nu))
	if err != nil {
		return err
	}
	err = pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error { // a savepoint: what goes wrong leaves nothing behind
		_, err := s.Beslis(ctx, tx, a, Besluit{Soort: Verleend, Doelen: a.Antwoorden.Doelen, GeldigVan: van, Taal: a.Antwoorden.TweedeTaal}, Systeem, nu)
		return err
	})
	if fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Invalid) { // no seal, or a name that cannot be printed: a consulent sees to it
		return nil
	}
	return err
}
