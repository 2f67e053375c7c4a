package verklaring

import (
	"context"
	"errors"
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

// When a verklaring can be renewed: from eight weeks before its last day until three
// months after it. The carer is reminded six weeks before.
const (
	verlengVanafDagen   = 56
	verlengTotMaanden   = 3
	herinnerVoorafDagen = 42
)

// Verlengbaar reports whether a verklaring can be renewed on a day.
func (v Verklaring) Verlengbaar(dag time.Time) bool {
	return v.IngetrokkenOp == nil && !dag.Before(v.GeldigTot.AddDate(0, 0, -verlengVanafDagen)) && !dag.After(v.GeldigTot.AddDate(0, verlengTotMaanden, 0))
}

// Wijzigbaar reports whether a verklaring can get more purposes, or other answers.
func (v Verklaring) Wijzigbaar(dag time.Time) bool {
	return v.Op(dag) == Geldig || v.Op(dag) == NogNietGeldig
}

// Vervolg begins an aanvraag that renews a verklaring of the burger (Verlenging) or
// extends it (Uitbreiding), with the answers of last time. While another aanvraag is
// open that one comes back: look at its EerderID. What cannot follow is a Conflict with
// a sentence.
func (s Store) Vervolg(ctx context.Context, gemeenteID int, burger, verklaring uuid.UUID, soort Soort, nu time.Time) (Aanvraag, error) {
	v, err := s.ScanVerklaring(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.burger_id = $2 AND v.id = $3`, gemeenteID, burger, verklaring))
	if err != nil {
		return Aanvraag{}, postgres.Fout(err, "verklaring lezen")
	}
	vandaag := Dag(nu)
	switch {
	case soort == Verlenging && !v.Verlengbaar(vandaag):
		return Aanvraag{}, fault.Met(fault.Conflict, i18n.T(ctx, "verklaring.vervolg.verlengen", i18n.Datum(ctx, v.GeldigTot.AddDate(0, 0, -verlengVanafDagen))))
	case soort == Uitbreiding && !v.Wijzigbaar(vandaag):
		return Aanvraag{}, fault.Met(fault.Conflict, i18n.T(ctx, "verklaring.vervolg.uitbreiden"))
	}
	eerder, err := s.EigenAanvraag(ctx, gemeenteID, burger, v.AanvraagID)
	if err != nil {
		return Aanvraag{}, err
	}
	begin := eerder.Antwoorden
	begin.Toestemming, begin.TweedeTaal = nil, v.Taal
	begin.Doelen = v.Doelcodes()
	begin.Klaar = []string{StapWie, StapNaaste, StapZorg}
	if soort == Verlenging { // an extension begins with what it is for
		begin.Klaar = append(begin.Klaar, StapDoel)
	}
	return s.BeginMet(ctx, gemeenteID, burger, NieuwConcept{Soort: soort, EerderID: v.ID, Kanaal: Online, Begin: begin}, vandaag)
}

// Ingang is the first day of what an aanvraag would be granted: a renewal follows on
// the verklaring that it renews, or on its correction.
func (s Store) Ingang(ctx context.Context, q postgres.Querier, gemeenteID int, a Aanvraag, vandaag time.Time) (time.Time, error) {
	if a.Soort != Verlenging || a.EerderID == uuid.Nil {
		return vandaag, nil
	}
	var tot time.Time
	err := q.QueryRow(ctx, `SELECT w.geldig_tot FROM verklaring v JOIN verklaring w ON w.gemeente_id = v.gemeente_id AND w.aanvraag_id = v.aanvraag_id AND w.ingetrokken_op IS NULL
		WHERE v.gemeente_id = $1 AND v.id = $2`, gemeenteID, a.EerderID).Scan(&tot)
	if errors.Is(err, pgx.ErrNoRows) || tot.Before(vandaag) {
		return vandaag, nil
	}
	return tot.AddDate(0, 0, 1), postgres.Fout(err, "ingangsdatum bepalen")
}

// Herinner reminds every burger of a gemeente whose verklaring ends within six weeks,
// once, unless it is renewed already: by mail, or by a letter who has none. Each in a
// transaction of its own, so that one that fails holds up nobody.
func (s Store) Herinner(ctx context.Context, gemeenteID int, nu time.Time) error {
	vandaag := Dag(nu)
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT v.id FROM verklaring v WHERE v.gemeente_id = $1 AND v.ingetrokken_op IS NULL AND v.herinnerd_op IS NULL
		AND v.geldig_tot BETWEEN $2 AND $3 AND v.geldig_tot - v.geldig_van > $4 ORDER BY v.geldig_tot, v.id`, gemeenteID, vandaag, vandaag.AddDate(0, 0, herinnerVoorafDagen), herinnerVoorafDagen)
	if err != nil {
		return postgres.Fout(err, "verklaringen die aflopen zoeken")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return postgres.Fout(err, "verklaringen die aflopen zoeken")
	}
	var fouten []error
	for _, id := range ids {
		err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error { return s.herinner(ctx, tx, gemeenteID, id, nu) })
		fouten = append(fouten, postgres.Fout(err, "herinneren"))
	}
	return errors.Join(fouten...)
}

func (s Store) herinner(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, nu time.Time) error {
	v, err := s.ScanVerklaring(gemeenteID, tx.QueryRow(ctx, `SELECT `+VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.id = $2 AND v.herinnerd_op IS NULL AND v.ingetrokken_op IS NULL
		AND NOT EXISTS (SELECT FROM verklaring w WHERE w.gemeente_id = $1 AND w.burger_id = v.burger_id AND w.geldig_tot > v.geldig_tot AND w.ingetrokken_op IS NULL)
		AND NOT EXISTS (SELECT FROM aanvraag a WHERE a.gemeente_id = $1 AND a.burger_id = v.burger_id AND a.eerder_id = v.id AND a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld'))
		FOR UPDATE SKIP LOCKED`, gemeenteID, id))
	if errors.Is(err, pgx.ErrNoRows) { // renewed, withdrawn, or another worker has it
		return nil
	}
	if err != nil {
		return err
	}
	a, err := s.ScanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2`, gemeenteID, v.AanvraagID))
	if err != nil {
		return err
	}
	if a.Email == "" {
		err = s.Schrijf(ctx, tx, a, Brief{Soort: BriefHerinnering, Verklaring: &v, Uiterlijk: v.GeldigTot}, nu)
	} else {
		err = s.Post.Verstuur(ctx, tx, herinnermail(ctx, a, v))
	}
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE verklaring SET herinnerd_op = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, nu); err != nil {
		return err
	}
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "aan verlengen herinnerd", Tabel: "verklaring", Rij: id.String()})
}

// herinnermail leads to the page on which the verklaring is renewed.
func herinnermail(ctx context.Context, a Aanvraag, v Verklaring) mail.Bericht {
	g := toegang.GemeenteUit(ctx)
	ctx = TaalVan(ctx, a)
	return mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.T(ctx, "verklaring.herinnering.onderwerp"),
		Alineas: []string{
			i18n.T(ctx, "verklaring.herinnering.1", i18n.Datum(ctx, v.GeldigTot)),
			i18n.T(ctx, "verklaring.herinnering.2"),
			i18n.T(ctx, "verklaring.herinnering.3"),
		},
		LinkTekst: i18n.T(ctx, "verklaring.herinnering.link"), Link: g.URL + web.Pad(ctx, PadVerlengen(v.ID)),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
}
