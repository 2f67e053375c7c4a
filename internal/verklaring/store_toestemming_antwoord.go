package verklaring

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Toestemmingantwoord is what a zorgvrager says, or who may speak for one.
type Toestemmingantwoord struct {
	Ja          bool
	Verklaarder *Verklaarder // nil when it is the zorgvrager
}

// BijlageToestemming is the kind of bijlage of a form with an answer on paper.
const BijlageToestemming = "toestemming"

// LeesToestemming finds what the token of a link or a code of a letter is about. It is
// NotFound when there is no such thing, Gone when there is nothing to answer any more,
// and Forbidden, with a sentence, for the aanvrager: nobody confirms for himself.
func (s Store) LeesToestemming(ctx context.Context, gemeenteID int, door Handelende, sleutel string, nu time.Time) (t Toestemming, a Aanvraag, err error) {
	kenmerken := s.sleutelkenmerken(sleutel)
	if kenmerken == nil {
		return t, a, fault.New(fault.NotFound, "geen link of code")
	}
	t, _, err = s.scanToestemming(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+toestemmingKolommen+` FROM toestemming t WHERE t.gemeente_id = $1 AND t.token_kenmerk = ANY($2)`, gemeenteID, kenmerken))
	if err != nil {
		return t, a, postgres.Fout(err, "toestemming lezen")
	}
	a, err = s.ScanAanvraag(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2`, gemeenteID, t.AanvraagID))
	if err == nil {
		err = magAntwoorden(ctx, a, door)
	}
	if err == nil && (!t.Loopt(nu) || !a.Status.Open()) {
		err = fault.New(fault.Gone, "geen antwoord meer nodig")
	}
	return t, a, postgres.Fout(err, "toestemming lezen")
}

func magAntwoorden(ctx context.Context, a Aanvraag, door Handelende) error {
	if door.Soort == toegang.Burger && door.ID == a.BurgerID {
		return fault.Met(fault.Forbidden, i18n.T(ctx, "toestemming.fout.zelf"))
	}
	return nil
}

// BeantwoordToestemming keeps the answer that came by a link or a code; the faults are
// those of LeesToestemming. Where everything is there now, the verklaring is granted.
// The same answer sent twice at once is one answer.
func (s Store) BeantwoordToestemming(ctx context.Context, gemeenteID int, door Handelende, sleutel string, w Toestemmingantwoord, nu time.Time) error {
	gevonden, a, err := s.LeesToestemming(ctx, gemeenteID, door, sleutel, nu)
	if err != nil && (!fault.Is(err, fault.Gone) || !gevonden.netZo(w, nu)) {
		return err
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if a, err = s.Vergrendel(ctx, tx, gemeenteID, a.ID); err != nil {
			return err
		}
		t, _, err := s.laatsteToestemming(ctx, tx, gemeenteID, a.ID)
		switch {
		case err != nil:
			return err
		case t != nil && t.ID == gevonden.ID && t.netZo(w, nu):
			return nil
		case t == nil || t.ID != gevonden.ID || !t.Loopt(nu) || !a.Status.Open():
			return fault.New(fault.Gone, "geen antwoord meer nodig")
		}
		wie := DoorZelf
		if w.Verklaarder != nil {
			wie = DoorVertegenwoordiger
		}
		return s.legAntwoord(ctx, tx, gemeenteID, &a, t.ID, w, wie, "toestemming beantwoord", nu)
	})
	return postgres.Fout(err, "toestemming beantwoorden")
}

// netZo reports that this answer was given a moment ago: a second click.
func (t Toestemming) netZo(w Toestemmingantwoord, nu time.Time) bool {
	return t.Antwoord == w.code() && nu.Sub(*t.AntwoordOp) < tweedeKlikNog
}

func (w Toestemmingantwoord) code() string {
	if w.Ja {
		return ToestemmingJa
	}
	return ToestemmingNee
}

// ToestemmingOpPapier keeps an answer that came in on paper, whether or how it was
// asked. The caller has locked the aanvraag, and may keep the scan as a bijlage of kind
// BijlageToestemming in the same transaction. Where everything is there now, the
// verklaring is granted. What is not allowed is told in a sentence. It is the last
// thing in tx.
func (s Store) ToestemmingOpPapier(ctx context.Context, tx pgx.Tx, a *Aanvraag, w Toestemmingantwoord, nu time.Time) error {
	g := toegang.GemeenteUit(ctx)
	t, _, err := s.laatsteToestemming(ctx, tx, g.ID, a.ID)
	switch {
	case err != nil:
		return err
	case !a.Status.Open():
		return fault.Met(fault.Conflict, i18n.Kies(ctx, "toestemming.opnieuw.", "besloten"))
	case t != nil && t.Antwoord == ToestemmingJa:
		return fault.Met(fault.Conflict, i18n.Kies(ctx, "toestemming.opnieuw.", "al"))
	}
	if t == nil || t.Antwoord != "" {
		t = &Toestemming{ID: uuid.Must(uuid.NewV7())}
		_, err := tx.Exec(ctx, `INSERT INTO toestemming (gemeente_id, id, aanvraag_id, wijze, gevraagd_op, verloopt_op) VALUES ($1, $2, $3, 'papier', $4, $5)`, g.ID, t.ID, a.ID, nu, verloopt(nu))
		if err != nil {
			return err
		}
	}
	return s.legAntwoord(ctx, tx, g.ID, a, t.ID, w, DoorPapier, "toestemming op papier ontvangen", nu)
}

// legAntwoord keeps an answer. The audit does not say which: it stays longer, and is
// read by others.
func (s Store) legAntwoord(ctx context.Context, tx pgx.Tx, gemeenteID int, a *Aanvraag, id uuid.UUID, w Toestemmingantwoord, wie, wat string, nu time.Time) error {
	var verklaarder []byte
	var err error
	if w.Verklaarder != nil {
		if verklaarder, err = s.dichtJSON(*w.Verklaarder, "toestemming.verklaarder", gemeenteID, id); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `UPDATE toestemming SET antwoord = $3, antwoord_door = $4, verklaarder = $5, antwoord_op = $6, contact = NULL WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, w.code(), wie, verklaarder, nu)
	if err != nil {
		return err
	}
	if err := s.vergeetBrief(ctx, tx, gemeenteID, a.ID); err != nil {
		return err
	}
	if err := s.raak(ctx, tx, gemeenteID, a); err != nil {
		return err
	}
	if wie != DoorPapier { // on paper it is staff who keeps it
		if err := s.MeldBehandelaar(ctx, tx, *a, "Antwoord van een naaste", "Er is een antwoord op de vraag om bevestiging bij aanvraag "+a.Kenmerk+"."); err != nil {
			return err
		}
	}
	a.Stand.Toestemming = w.code()
	if err := s.VerleenVanzelf(ctx, tx, a, nu); err != nil {
		return err
	}
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: wat, Tabel: "aanvraag", Rij: a.ID.String(), Gegevens: map[string]string{"door": wie}})
}

// ToestemmingNietMeer ends what is asked, because staff need no answer any more.
// Nothing asked, it does nothing.
func (s Store) ToestemmingNietMeer(ctx context.Context, gemeenteID int, aanvraag uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, aanvraag)
		if err != nil || a.Stand.Toestemming != StaatGevraagd {
			return err
		}
		if err := s.SluitToestemming(ctx, tx, gemeenteID, aanvraag, nu); err != nil {
			return err
		}
		if err := s.raak(ctx, tx, gemeenteID, &a); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "toestemming niet meer nodig", Tabel: "aanvraag", Rij: aanvraag.String()})
	})
	return postgres.Fout(err, "toestemming niet meer vragen")
}
