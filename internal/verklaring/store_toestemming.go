package verklaring

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// tokenGrootte is how many bytes the token of a link has.
const tokenGrootte = 16

// tokenLengte is a token as it stands in a link, in base 64.
var tokenLengte = base64.RawURLEncoding.EncodedLen(tokenGrootte)

// tokensVan gives the token of the link by mail, under every key of the kluis. It
// follows from the id of the toestemming, so that a reminder has the link of the mail
// before it, and the database alone has too little to make one.
func (s Store) tokensVan(toestemming uuid.UUID) (uit []string) {
	for _, k := range s.Kluis.Kenmerken("toestemming.link", toestemming[:]) {
		som := sha256.Sum256(k)
		uit = append(uit, base64.RawURLEncoding.EncodeToString(som[:tokenGrootte]))
	}
	return uit
}

// sleutelkenmerken are the hashes under which a token or a code is found, the newest
// first; nil for what cannot be one.
func (s Store) sleutelkenmerken(sleutel string) [][]byte {
	if len(sleutel) != tokenLengte {
		code, err := controlecode.Lees(sleutel)
		if err != nil {
			return nil
		}
		sleutel = string(code)
	}
	return s.Kluis.Kenmerken("toestemming.token", []byte(sleutel))
}

const toestemmingKolommen = `t.id, t.aanvraag_id, t.wijze, t.gevraagd_op, t.verstuurd_op, t.herinnerd_op, t.verloopt_op, t.antwoord, t.antwoord_door, t.antwoord_op, t.contact, t.verklaarder`

// scanToestemming reads a row of toestemmingKolommen, and where the zorgvrager is asked.
func (s Store) scanToestemming(gemeenteID int, row pgx.Row) (t Toestemming, contact Toestemmingvraag, err error) {
	var c, v []byte
	if err := row.Scan(&t.ID, &t.AanvraagID, &t.Wijze, &t.GevraagdOp, &t.VerstuurdOp, &t.HerinnerdOp, &t.VerlooptOp, &t.Antwoord, &t.AntwoordDoor, &t.AntwoordOp, &c, &v); err != nil {
		return t, contact, err
	}
	if err := s.openJSON(c, &contact, "toestemming.contact", gemeenteID, t.ID); err != nil {
		return t, contact, err
	}
	contact.Wijze = t.Wijze
	if len(v) > 0 {
		t.Verklaarder = new(Verklaarder)
	}
	return t, contact, s.openJSON(v, t.Verklaarder, "toestemming.verklaarder", gemeenteID, t.ID)
}

func (s Store) openJSON(dicht []byte, naar any, veld string, gemeenteID int, id uuid.UUID) error {
	klaar, err := s.Kluis.Open(dicht, veld, strconv.Itoa(gemeenteID), id.String())
	if err != nil || len(klaar) == 0 {
		return err
	}
	return json.Unmarshal(klaar, naar)
}

func (s Store) dichtJSON(v any, veld string, gemeenteID int, id uuid.UUID) ([]byte, error) {
	klaar, err := json.Marshal(v)
	if err != nil {
		return nil, fault.Wrap(err, veld)
	}
	return s.Kluis.Dicht(klaar, veld, strconv.Itoa(gemeenteID), id.String()), nil
}

// Toestemmingen gives every time that the zorgvrager was asked about an aanvraag, newest
// first: the first one is how it stands.
func (s Store) Toestemmingen(ctx context.Context, gemeenteID int, aanvraag uuid.UUID) ([]Toestemming, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+toestemmingKolommen+` FROM toestemming t WHERE t.gemeente_id = $1 AND t.aanvraag_id = $2 ORDER BY t.gevraagd_op DESC, t.id DESC`, gemeenteID, aanvraag)
	if err != nil {
		return nil, postgres.Fout(err, "toestemmingen lezen")
	}
	ts, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Toestemming, error) {
		t, _, err := s.scanToestemming(gemeenteID, row)
		return t, err
	})
	return ts, postgres.Fout(err, "toestemmingen lezen")
}

// laatsteToestemming gives within tx the toestemming that counts, and where the zorgvrager was
// asked; nil when nobody was.
func (s Store) laatsteToestemming(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID) (*Toestemming, Toestemmingvraag, error) {
	t, contact, err := s.scanToestemming(gemeenteID, tx.QueryRow(ctx, `SELECT `+toestemmingKolommen+` FROM toestemming t WHERE t.gemeente_id = $1 AND t.aanvraag_id = $2 ORDER BY t.gevraagd_op DESC, t.id DESC LIMIT 1`, gemeenteID, aanvraag))
	if fault.Is(postgres.Fout(err, ""), fault.NotFound) {
		return nil, contact, nil
	}
	return &t, contact, err
}

// vraagtToestemming reports that these rules ask the zorgvrager.
func (r Regels) vraagtToestemming() bool { return slices.Contains(r.Stappen(), StapToestemming) }

// VraagToestemming asks the zorgvrager to confirm an aanvraag that is being sent, where
// and how its answers say; after that the answers no longer hold where that is. Where
// nobody is to be asked it asks nobody.
func (s Store) VraagToestemming(ctx context.Context, tx pgx.Tx, a *Aanvraag, nu time.Time) error {
	v := a.Antwoorden.Toestemming
	if v == nil {
		return nil
	}
	if a.Regels.vraagtToestemming() {
		if err := s.vraag(ctx, tx, a, *v, nu); err != nil {
			return err
		}
	}
	a.Antwoorden.Toestemming = nil
	g := toegang.GemeenteUit(ctx)
	antwoorden, naam, err := s.dicht(g.ID, a.ID, a.Antwoorden)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE aanvraag SET antwoorden = $3, naam = $4 WHERE gemeente_id = $1 AND id = $2`, g.ID, a.ID, antwoorden, naam)
	return err
}

// vraag asks the zorgvrager; what was asked before is vervallen.
func (s Store) vraag(ctx context.Context, tx pgx.Tx, a *Aanvraag, v Toestemmingvraag, nu time.Time) error {
	g := toegang.GemeenteUit(ctx)
	switch {
	case !slices.Contains(a.Regels.Wijzen(), v.Wijze):
		return fault.New(fault.Invalid, "wijze van vragen bestaat niet")
	case v.Wijze == WijzeEmail && postvak(v.Email) == postvak(a.Email):
		return fault.Met(fault.Invalid, i18n.T(ctx, "toestemming.fout.eigen"))
	}
	if err := s.SluitToestemming(ctx, tx, g.ID, a.ID, nu); err != nil {
		return err
	}
	t := Toestemming{ID: uuid.Must(uuid.NewV7()), AanvraagID: a.ID, Wijze: v.Wijze, GevraagdOp: nu, VerlooptOp: verloopt(nu)}
	var sleutel string
	var contact, kenmerk []byte
	var err error
	switch v.Wijze {
	case WijzeEmail:
		sleutel, t.VerstuurdOp = s.tokensVan(t.ID)[0], &nu
	case WijzeBrief:
		sleutel = string(controlecode.Nieuw())
	}
	if sleutel != "" {
		kenmerk = s.sleutelkenmerken(sleutel)[0]
		if contact, err = s.dichtJSON(v, "toestemming.contact", g.ID, t.ID); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `INSERT INTO toestemming (gemeente_id, id, aanvraag_id, wijze, contact, token_kenmerk, gevraagd_op, verstuurd_op, verloopt_op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		g.ID, t.ID, a.ID, t.Wijze, contact, kenmerk, nu, t.VerstuurdOp, t.VerlooptOp)
	if err != nil {
		return err
	}
	a.Stand.Toestemming = StaatGevraagd
	switch v.Wijze {
	case WijzeEmail:
		return s.Post.Verstuur(ctx, tx, vraagmail(ctx, *a, t, v.Email, sleutel, "vraag"))
	case WijzeBrief:
		return s.Schrijf(ctx, tx, *a, Brief{Soort: BriefToestemming, Aan: append([]string{v.Naam}, strings.Split(v.Adres, "\n")...), Code: controlecode.Code(sleutel).Gegroepeerd(), Uiterlijk: t.Uiterlijk()}, nu)
	}
	return nil
}

// SluitToestemming ends what is asked and not answered: its link goes no further, and
// where the zorgvrager was asked is forgotten.
func (s Store) SluitToestemming(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID, nu time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE toestemming SET antwoord = 'vervallen', antwoord_op = $3, contact = NULL WHERE gemeente_id = $1 AND aanvraag_id = $2 AND antwoord = ''`, gemeenteID, aanvraag, nu)
	if err != nil {
		return err
	}
	return s.vergeetBrief(ctx, tx, gemeenteID, aanvraag)
}

// vergeetBrief removes the letter to the zorgvrager, on which the address stands.
func (s Store) vergeetBrief(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID) error {
	_, err := tx.Exec(ctx, `DELETE FROM brief WHERE gemeente_id = $1 AND aanvraag_id = $2 AND soort = $3`, gemeenteID, aanvraag, BriefToestemming)
	return err
}

// How often an aanvrager can have somebody asked: who gives a wrong address can mend
// that, and nobody can fill the mailbox of another.
const (
	vragenPerDag  = 3
	vragenSamen   = 8
	tweedeKlikNog = 10 * time.Minute // the same again within it is a double click
)

// VraagToestemmingOpnieuw asks the zorgvrager again, or in another way: by the
// aanvrager, while there is no answer yet, or by staff, unless it was confirmed. The
// zero vraag asks as before, as long as we know where. What is not allowed is told in a
// sentence. Sent twice it asks once.
func (s Store) VraagToestemmingOpnieuw(ctx context.Context, gemeenteID int, door Handelende, aanvraag uuid.UUID, v Toestemmingvraag, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.vergrendelVoor(ctx, tx, gemeenteID, door, aanvraag)
		if err != nil {
			return err
		}
		t, eerder, err := s.laatsteToestemming(ctx, tx, gemeenteID, aanvraag)
		if err != nil {
			return err
		}
		if v.Wijze == "" {
			v = eerder
		}
		if t != nil && t.Loopt(nu) && v == eerder && nu.Sub(t.GevraagdOp) < tweedeKlikNog {
			return nil
		}
		if err := s.magOpnieuw(ctx, tx, a, t, v, door, nu); err != nil {
			return err
		}
		if err := s.vraag(ctx, tx, &a, v, nu); err != nil {
			return err
		}
		if err := s.raak(ctx, tx, gemeenteID, &a); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "toestemming opnieuw gevraagd", Tabel: "aanvraag", Rij: a.ID.String(), Gegevens: map[string]string{"wijze": v.Wijze}})
	})
	return postgres.Fout(err, "toestemming opnieuw vragen")
}

// magOpnieuw says in a sentence why somebody may not be asked again. t is nil when
// nobody was asked before.
func (s Store) magOpnieuw(ctx context.Context, tx pgx.Tx, a Aanvraag, t *Toestemming, v Toestemmingvraag, door Handelende, nu time.Time) error {
	nee := func(k fault.Kind, waarom string) error {
		return fault.Met(k, i18n.Kies(ctx, "toestemming.opnieuw.", waarom))
	}
	switch {
	case !a.Status.Open():
		return nee(fault.Conflict, "besloten")
	case !a.Regels.vraagtToestemming():
		return nee(fault.Conflict, "nietnodig")
	case t != nil && t.Antwoord == ToestemmingJa:
		return nee(fault.Conflict, "al")
	case v.Wijze == "", v.Wijze == WijzeEmail && v.Email == "", v.Wijze == WijzeBrief && v.Adres == "":
		return nee(fault.Invalid, "waar")
	case door.Soort != toegang.Burger:
		return nil
	case t != nil && !t.Loopt(nu): // no answer and no are alike for the aanvrager
		return nee(fault.Conflict, "consulent")
	}
	var vandaag, samen int
	err := tx.QueryRow(ctx, `SELECT count(*) FILTER (WHERE gevraagd_op > $3), count(*) FROM toestemming WHERE gemeente_id = $1 AND aanvraag_id = $2`, toegang.GemeenteUit(ctx).ID, a.ID, nu.Add(-24*time.Hour)).Scan(&vandaag, &samen)
	if err == nil && (vandaag >= vragenPerDag || samen >= vragenSamen) {
		err = nee(fault.TooMany, "vaak")
	}
	return err
}

// raak makes a dossier a newer one: who decides on what was there before is told.
func (s Store) raak(ctx context.Context, tx pgx.Tx, gemeenteID int, a *Aanvraag) error {
	return tx.QueryRow(ctx, `UPDATE aanvraag SET gewijzigd_op = now() WHERE gemeente_id = $1 AND id = $2 RETURNING gewijzigd_op`, gemeenteID, a.ID).Scan(&a.GewijzigdOp)
}
