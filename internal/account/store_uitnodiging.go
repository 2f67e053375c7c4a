package account

import (
	"context"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Uitnodiging is whom a beheerder asks to come and work at a gemeente.
type Uitnodiging struct {
	Email, Naam string
	Rolkeuze
	Uitgever string // of the identity provider of the gemeente, "" for none
}

// Bezorg puts the mail of an invitation in the transaction that makes it. token is
// the end of the address of the link, "" for who has an account already and needs none.
type Bezorg func(ctx context.Context, tx pgx.Tx, p toegang.Persoon, token string) error

// NodigUit gives somebody roles at a gemeente. Who has no account gets one without a
// password, and a link to choose it; who has one at another gemeente keeps that.
func (s Store) NodigUit(ctx context.Context, gemeenteID int, door toegang.Persoon, u Uitnodiging, bezorg Bezorg) (uuid.UUID, error) {
	p := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.Must(uuid.NewV7()), Naam: strings.TrimSpace(u.Naam)}
	var ok bool
	if p.Email, ok = Emailadres(u.Email); !ok {
		return uuid.Nil, fault.Met(fault.Invalid, "Het e-mailadres klopt niet. Een goed adres is bijvoorbeeld naam@gemeente.example.")
	}
	if len(u.Rollen) == 0 {
		return uuid.Nil, fault.Met(fault.Invalid, "Kies ten minste één rol.")
	}
	if err := u.controleer(); err != nil {
		return uuid.Nil, err
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if err := omDeBeurt(ctx, tx, gemeenteID, door); err != nil {
			return err
		}
		zonder, err := vindOfMaak(ctx, tx, gemeenteID, &p, u.Uitgever)
		if err != nil {
			return err
		}
		if err := geefRollen(ctx, tx, gemeenteID, p.ID, u.Rolkeuze); err != nil {
			return err
		}
		token := ""
		if zonder {
			if token, err = s.MaakLink(ctx, tx, gemeenteID, p.ID, LinkUitnodiging); err != nil {
				return err
			}
		}
		if err := bezorg(ctx, tx, p, token); err != nil {
			return err
		}
		return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: "gebruiker uitgenodigd", Tabel: "gebruiker", Rij: p.ID.String(),
			Gegevens: map[string]any{"wordt": stand{u.Rollen, u.Organisaties}}})
	})
	if err = postgres.Fout(err, "gebruiker uitnodigen"); fault.Is(err, fault.Conflict) && fault.Tekst(err) == "" {
		err = fault.Met(fault.Conflict, "Iemand anders nodigde dit e-mailadres op hetzelfde moment uit. Kijk in de lijst.")
	}
	return p.ID, err
}

// vindOfMaak finds the account of an address, or makes it. It reports whether it still
// needs a password.
func vindOfMaak(ctx context.Context, tx pgx.Tx, gemeenteID int, p *toegang.Persoon, uitgever string) (zonder bool, err error) {
	rows, err := tx.Query(ctx, `SELECT id, naam, actief, wachtwoord_hash IS NULL, coalesce(oidc_uitgever, ''), (SELECT array_agg(l.beeindigd_op IS NULL) FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id)
		FROM gebruiker g WHERE email = $2`, gemeenteID, p.Email)
	if err != nil {
		return false, err
	}
	type gevonden struct {
		ID             uuid.UUID
		Naam           string
		Actief, Zonder bool
		Uitgever       string
		Hier           []bool // a role at this gemeente: whether it holds
	}
	g, err := pgx.CollectRows(rows, pgx.RowToStructByPos[gevonden])
	switch {
	case err != nil:
		return false, err
	case len(g) == 0 && p.Naam == "":
		return false, fault.Met(fault.Invalid, "De naam ontbreekt.")
	case len(g) == 0:
		_, err = tx.Exec(ctx, `INSERT INTO gebruiker (id, email, naam) VALUES ($1, $2, $3)`, p.ID, p.Email, p.Naam)
		return true, err
	case !g[0].Actief:
		return false, fault.Met(fault.Conflict, "Het account met dit e-mailadres is gesloten. Vraag wie Mantelpunt beheert op de server om het weer te openen.")
	case slices.Contains(g[0].Hier, true):
		return false, fault.Met(fault.Conflict, "Deze persoon is al gebruiker bij uw gemeente. Zoek het e-mailadres in de lijst en wijzig daar de rollen.")
	case len(g[0].Hier) > 0:
		return false, fault.Met(fault.Conflict, "De toegang van deze persoon is eerder beëindigd. Zoek het e-mailadres in de lijst en kies ‘Weer toelaten’.")
	case g[0].Zonder && g[0].Uitgever != "" && g[0].Uitgever != uitgever:
		// a password would be a way round the provider that lets this person in elsewhere
		return false, fault.Met(fault.Conflict, "Deze persoon logt bij een andere gemeente in met het account van die gemeente. Vraag om een ander e-mailadres.")
	}
	p.ID, p.Naam = g[0].ID, g[0].Naam
	return g[0].Zonder && g[0].Uitgever == "", nil
}

// NodigOpnieuwUit makes a new link for who did not take the invitation. Links of
// before no longer work.
func (s Store) NodigOpnieuwUit(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, bezorg Bezorg) error {
	return s.wijzigLid(ctx, gemeenteID, door, id, "opnieuw uitgenodigd", func(tx pgx.Tx, l Lid) (any, error) {
		if l.Status(time.Now()) != LidUitgenodigd {
			return nil, fault.Met(fault.Conflict, "Deze gebruiker heeft de uitnodiging al aangenomen, of heeft geen toegang meer.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM herstellink WHERE bij_gemeente = $1 AND gebruiker_id = $2`, gemeenteID, id); err != nil {
			return nil, err
		}
		token, err := s.MaakLink(ctx, tx, gemeenteID, id, LinkUitnodiging)
		if err != nil {
			return nil, err
		}
		return nil, bezorg(ctx, tx, toegang.Persoon{Soort: toegang.Medewerker, ID: id, Naam: l.Naam, Email: l.Email}, token)
	})
}

// TrekUitnodigingIn takes an invitation back. An account that works nowhere else and
// never was somebody's is deleted with it.
func (s Store) TrekUitnodigingIn(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID) error {
	return s.wijzigLid(ctx, gemeenteID, door, id, "uitnodiging ingetrokken", func(tx pgx.Tx, l Lid) (any, error) {
		if l.Status(time.Now()) != LidUitgenodigd {
			return nil, fault.Met(fault.Conflict, "Deze gebruiker heeft de uitnodiging al aangenomen. U kunt wel de toegang beëindigen.")
		}
		for _, sql := range []string{
			`DELETE FROM herstellink WHERE bij_gemeente = $1 AND gebruiker_id = $2`,
			`DELETE FROM aanbieder WHERE gemeente_id = $1 AND gebruiker_id = $2`,
			`DELETE FROM lidmaatschap WHERE gemeente_id = $1 AND gebruiker_id = $2`,
		} {
			if _, err := tx.Exec(ctx, sql, gemeenteID, id); err != nil {
				return nil, err
			}
		}
		elders, err := werktElders(ctx, tx, gemeenteID, id)
		if err == nil && !elders {
			_, err = tx.Exec(ctx, `DELETE FROM gebruiker WHERE id = $1 AND wachtwoord_hash IS NULL AND laatst_ingelogd_op IS NULL`, id)
		}
		return map[string]any{"was": stand{l.Rollen, l.Organisaties}}, err
	})
}

// Genodigde is who holds the link of an invitation.
type Genodigde struct {
	toegang.Persoon
	Gebruikt, Verlopen bool
}

// Genodigde finds whom a link is for; NotFound for a link that never was, or that a
// beheerder took back.
func (s Store) Genodigde(ctx context.Context, gemeenteID int, token string) (Genodigde, error) {
	g := Genodigde{Persoon: toegang.Persoon{Soort: toegang.Medewerker}}
	err := s.Van(gemeenteID).QueryRow(ctx, `
		SELECT g.id, g.naam, g.email, array(SELECT rol FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NULL ORDER BY rol),
			h.gebruikt_op IS NOT NULL OR g.wachtwoord_hash IS NOT NULL OR g.oidc_onderwerp IS NOT NULL, h.verloopt_op <= now()
		FROM herstellink h JOIN gebruiker g ON g.id = h.gebruiker_id
		WHERE h.token_hash = $2 AND h.bij_gemeente = $1 AND h.soort = 'uitnodiging' AND g.actief
			AND EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NULL)`,
		gemeenteID, linkHash(token)).Scan(&g.ID, &g.Naam, &g.Email, &g.Rollen, &g.Gebruikt, &g.Verlopen)
	return g, postgres.Fout(err, "uitnodiging lezen")
}

// NeemAan takes an invitation: the account gets the password that its person chose.
// Of many at once one succeeds; the others find it Gone.
func (s Store) NeemAan(ctx context.Context, gemeenteID int, g Genodigde, token, gemeente, wachtwoord string) error {
	phc, err := nieuwWachtwoord(wachtwoord, g.Naam, g.Email, gemeente)
	if err != nil {
		return err
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE herstellink SET gebruikt_op = now() WHERE token_hash = $1 AND bij_gemeente = $2 AND soort = 'uitnodiging' AND gebruikt_op IS NULL AND verloopt_op > now()`,
			linkHash(token), gemeenteID)
		if err == nil && tag.RowsAffected() == 1 {
			// never over another way in that is there: then this is no invitation any more
			tag, err = tx.Exec(ctx, `UPDATE gebruiker SET wachtwoord_hash = $2, mislukt = 0, geblokkeerd_tot = NULL WHERE id = $1 AND wachtwoord_hash IS NULL AND oidc_onderwerp IS NULL AND actief`, g.ID, phc)
		}
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return fault.New(fault.Gone, "de uitnodiging is intussen aangenomen of verlopen")
		}
		// no other link of this account may set a password after this
		if _, err := tx.Exec(ctx, `UPDATE herstellink SET gebruikt_op = now() WHERE gebruiker_id = $1 AND gebruikt_op IS NULL`, g.ID); err != nil {
			return err
		}
		ctx := toegang.MetPersoon(ctx, g.Persoon)
		return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: "uitnodiging aangenomen", Tabel: "gebruiker", Rij: g.ID.String()})
	})
	return postgres.Fout(err, "uitnodiging aannemen")
}
