package verklaring

import (
	"context"
	"encoding/json"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Leesbaar gives the answers of an aanvraag, as they are stored, in the words of the
// form, for who looks at everything that we keep. A question that was not answered is
// left out.
func (s Store) Leesbaar(ctx context.Context, antwoorden []byte) ([]web.Rij, error) {
	var a Antwoorden
	if err := json.Unmarshal(antwoorden, &a); err != nil {
		return nil, fault.Wrap(err, "antwoorden lezen")
	}
	beantwoord := []bool{a.Naam != "", !a.Geboortedatum.IsZero(), a.WoontHier != "", a.Telefoon != "", a.Relatie != "", a.NaasteWoontHier != "",
		len(a.Taken) > 0, a.Uren > 0, !a.Sinds.IsZero(), len(a.Doelen) > 0, a.Toelichting != ""}
	var uit []web.Rij
	for i, r := range samenvatting(ctx, a, false) {
		if beantwoord[i] {
			uit = append(uit, r)
		}
	}
	return uit, nil
}

// TrekAanvraagIn withdraws an aanvraag of the burger who asks for it, who gets a mail
// as proof. Once it is decided there is nothing to withdraw: a Conflict with a
// sentence. Asked twice it stays withdrawn.
func (s Store) TrekAanvraagIn(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.scanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.id = $3 AND a.status <> 'concept' FOR UPDATE OF a`, gemeenteID, door.ID, id))
		if err != nil || a.Status == Ingetrokken {
			return err
		}
		if !a.Status.Mag(Ingetrokken, door.Soort) {
			return fault.Met(fault.Conflict, i18n.T(ctx, "privacy.intrekken.besloten"))
		}
		if err := s.postIntrekking(ctx, tx, a, "aanvraag", nu); err != nil {
			return err
		}
		return verander(ctx, tx, gemeenteID, &a, Ingetrokken, door, nu)
	})
	return postgres.Fout(err, "aanvraag intrekken")
}

// TrekVerklaringIn withdraws a verklaring on behalf of its burger: from now on every
// check says so. Asked twice it stays as it was.
func (s Store) TrekVerklaringIn(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var aanvraag uuid.UUID
		var al *time.Time
		err := tx.QueryRow(ctx, `SELECT aanvraag_id, ingetrokken_op FROM verklaring WHERE gemeente_id = $1 AND burger_id = $2 AND id = $3 FOR UPDATE`, gemeenteID, door.ID, id).Scan(&aanvraag, &al)
		if err != nil || al != nil {
			return err
		}
		a, err := s.scanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2`, gemeenteID, aanvraag))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE verklaring SET ingetrokken_op = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, nu); err != nil {
			return err
		}
		if err := s.postIntrekking(ctx, tx, a, "verklaring", nu); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "verklaring ingetrokken", Tabel: "verklaring", Rij: id.String()})
	})
	return postgres.Fout(err, "verklaring intrekken")
}

// postIntrekking mails the proof (Wmebv) to who has an address.
func (s Store) postIntrekking(ctx context.Context, tx pgx.Tx, a Aanvraag, wat string, nu time.Time) error {
	if a.Email == "" {
		return nil
	}
	g := toegang.GemeenteUit(ctx)
	ctx = taalVan(ctx, a)
	return s.Post.Verstuur(ctx, tx, mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.Kies(ctx, "privacy.mail.onderwerp.", wat),
		Alineas: []string{
			i18n.Kies(ctx, "privacy.mail.ingetrokken.", wat, i18n.DatumTijd(ctx, nu)),
			i18n.T(ctx, "verklaring.mail.kenmerk", a.Kenmerk),
			i18n.T(ctx, "privacy.mail.nietu"),
		},
		LinkTekst: i18n.T(ctx, "verklaring.mail.link"), Link: g.URL + web.Pad(ctx, padMijn),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	})
}
