package behandelen

import (
	"context"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/termijn"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// dringend is an aanvraag that is late, or due within a week.
type dringend struct {
	Kenmerk       string
	BehandelaarID uuid.UUID
	Afwezig       bool // the behandelaar is
	TeLaat        bool
}

// maxKenmerken is how many kenmerken stand in one line of the mail.
const maxKenmerken = 25

// vroegst is the hour, in the Netherlands, from which the daily mail goes out.
const vroegst = 7

// StuurTermijnen mails every consulent of a gemeente who is there what of theirs, and of
// what nobody looks after, is late or due within a week: numbers and kenmerken, no names.
// It does so once on a working day, however often it is called; the audit knows whether
// it did.
func (s Store) StuurTermijnen(ctx context.Context, gemeenteID int, nu time.Time) error {
	vandaag := verklaring.Dag(nu)
	if nu.In(i18n.Amsterdam).Hour() < vroegst || !termijn.Werkdag(vandaag) {
		return nil
	}
	lijst, err := s.dringende(ctx, gemeenteID, vandaag)
	if err != nil || len(lijst) == 0 {
		return err
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		al, err := s.alGemaild(ctx, tx, gemeenteID, vandaag)
		if al || err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT g.id, g.email FROM lidmaatschap l JOIN gebruiker g ON g.id = l.gebruiker_id
			WHERE l.gemeente_id = $1 AND l.rol = 'consulent' AND l.beeindigd_op IS NULL AND g.actief AND (l.afwezig_tot IS NULL OR l.afwezig_tot < $2) ORDER BY g.id`, gemeenteID, vandaag)
		if err != nil {
			return err
		}
		type ontvanger struct {
			ID    uuid.UUID
			Email string
		}
		wie, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ontvanger])
		if err != nil {
			return err
		}
		for _, w := range wie {
			alineas := termijnalineas(lijst, w.ID)
			if len(alineas) == 0 {
				continue
			}
			if err := s.Post.Verstuur(ctx, tx, termijnmail(ctx, w.Email, alineas)); err != nil {
				return err
			}
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: termijnenGemaild, Tabel: "gemeente", Rij: vandaag.Format(time.DateOnly), Gegevens: map[string]int{"aanvragen": len(lijst)}})
	})
	return postgres.Fout(err, "termijnen mailen")
}

const termijnenGemaild = "termijnen gemaild"

// alGemaild reports that the mail of this day went out. Who asks at the same moment
// waits for the other.
func (s Store) alGemaild(ctx context.Context, tx pgx.Tx, gemeenteID int, vandaag time.Time) (al bool, err error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('termijnen gemaild ' || $1::text, 0))`, strconv.Itoa(gemeenteID)); err != nil {
		return false, err
	}
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM audit WHERE gemeente_id = $1 AND tabel = 'gemeente' AND rij = $2 AND wat = $3)`, gemeenteID, vandaag.Format(time.DateOnly), termijnenGemaild).Scan(&al)
	return al, err
}

func (s Store) dringende(ctx context.Context, gemeenteID int, vandaag time.Time) ([]dringend, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT a.kenmerk, coalesce(a.behandelaar_id, '00000000-0000-0000-0000-000000000000'),
		EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = a.behandelaar_id AND l.rol = 'consulent' AND l.afwezig_tot >= $2), t.uiterlijk < $2
		FROM aanvraag a`+termijnTabel+` WHERE a.gemeente_id = $1 AND `+lijstVoorwaarde[Openstaand]+` AND t.uiterlijk <= $2::date + 7 ORDER BY t.uiterlijk, a.id`, gemeenteID, vandaag)
	if err != nil {
		return nil, postgres.Fout(err, "termijnen lezen")
	}
	uit, err := pgx.CollectRows(rows, pgx.RowToStructByPos[dringend])
	return uit, postgres.Fout(err, "termijnen lezen")
}

// termijnalineas are the lines of the mail for one consulent, none when there is nothing.
func termijnalineas(lijst []dringend, wie uuid.UUID) (uit []string) {
	for _, groep := range []struct {
		van  string
		hoor func(dringend) bool
	}{
		{"Van u", func(d dringend) bool { return d.BehandelaarID == wie }},
		{"Van niemand", func(d dringend) bool { return d.BehandelaarID == uuid.Nil }},
		{"Van een collega die afwezig is", func(d dringend) bool { return d.Afwezig }},
	} {
		for _, laat := range []bool{true, false} {
			var kenmerken []string
			for _, d := range lijst {
				if groep.hoor(d) && d.TeLaat == laat {
					kenmerken = append(kenmerken, d.Kenmerk)
				}
			}
			if len(kenmerken) > 0 {
				uit = append(uit, groep.van+", "+map[bool]string{true: "te laat", false: "deze week klaar"}[laat]+": "+opsomming(kenmerken)+".")
			}
		}
	}
	return uit
}

// opsomming names how many there are, and the first of them.
func opsomming(kenmerken []string) string {
	n := len(kenmerken)
	zin := aantal(n, "aanvraag", "aanvragen") + " (" + strings.Join(kenmerken[:min(n, maxKenmerken)], ", ")
	if n > maxKenmerken {
		zin += " en meer"
	}
	return zin + ")"
}

func termijnmail(ctx context.Context, aan string, alineas []string) mail.Bericht {
	g := toegang.GemeenteUit(ctx)
	return mail.Bericht{Aan: aan, Onderwerp: "Aanvragen waarvan de termijn bijna om is", Alineas: append([]string{"Deze aanvragen voor een mantelzorgverklaring zijn te laat, of moeten binnen een week af."}, alineas...),
		LinkTekst: "Open de werklijst", Link: g.URL + verklaring.PadWerklijst, Afzender: i18n.T(i18n.MetTaal(ctx, i18n.Talen[0].Code), "verklaring.mail.afzender", g.Naam)}
}
