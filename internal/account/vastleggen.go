package account

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

const misluktplaats = "inloggen_mislukt"

// poging is a login or a confirmation that failed.
type poging struct {
	Wat   string     `json:"wat"`
	Met   string     `json:"met"`
	ID    uuid.UUID  `json:"id"`    // whose account was tried,
	Email string     `json:"email"` // or the address that was typed
	Adres netip.Addr `json:"adres"`
}

// mislukttaak carries a poging, closed, to where it is written down.
type mislukttaak struct {
	GemeenteID int    `json:"gemeente"`
	Dicht      []byte `json:"dicht"`
}

func (mislukttaak) Kind() string { return "account_inloggen_mislukt" }

// mislukt has a failed try written in the audit. Whether there is such an account is
// looked up by a job, so that this takes as long for every address.
func (h Handler) mislukt(r *http.Request, v poging) error {
	ctx := r.Context()
	v.Adres = toegang.AdresUit(ctx)
	b, err := json.Marshal(v)
	if err != nil {
		return fault.Wrap(err, "mislukte poging")
	}
	g := toegang.GemeenteUit(ctx).ID
	err = pgx.BeginFunc(ctx, h.Store.Pool, func(tx pgx.Tx) error {
		return h.Post.Rij.Erin(ctx, tx, mislukttaak{GemeenteID: g, Dicht: h.Store.Kluis.Dicht(b, misluktplaats, strconv.Itoa(g))})
	})
	return postgres.Fout(err, "mislukte poging")
}

type vastlegger struct {
	river.WorkerDefaults[mislukttaak]
	store Store
}

func (v *vastlegger) Work(ctx context.Context, job *river.Job[mislukttaak]) error {
	g := job.Args.GemeenteID
	b, err := v.store.Kluis.Open(job.Args.Dicht, misluktplaats, strconv.Itoa(g))
	if err != nil {
		return err
	}
	var p poging
	if err := json.Unmarshal(b, &p); err != nil {
		return fault.Wrap(err, "mislukte poging")
	}
	return v.store.misluktePoging(ctx, g, p)
}

// misluktePoging writes the line of an account that has or had a role at the gemeente,
// with how it stands after the try; of any other there is nothing to write. Who tried
// is not known: somebody else, perhaps, so the line is not in the name of the owner.
func (s Store) misluktePoging(ctx context.Context, gemeenteID int, p poging) error {
	stand := struct {
		Met     string     `json:"met"`
		Mislukt int        `json:"mislukt"` // tries since the last login
		Wacht   *time.Time `json:"wacht_tot"`
		Toegang bool       `json:"toegang"`
	}{Met: p.Met}
	ctx = toegang.MetGemeente(toegang.MetAdres(ctx, p.Adres), toegang.Gemeente{ID: gemeenteID})
	ctx = toegang.MetPersoon(ctx, toegang.Persoon{Soort: "onbekend", Naam: "onbekend"})
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var id uuid.UUID
		err := tx.QueryRow(ctx, `SELECT g.id, g.mislukt, CASE WHEN g.geblokkeerd_tot > now() THEN g.geblokkeerd_tot END, g.actief AND bool_or(l.beeindigd_op IS NULL)
			FROM gebruiker g JOIN lidmaatschap l ON l.gebruiker_id = g.id AND l.gemeente_id = $1
			WHERE g.id = $2 OR g.email = $3 GROUP BY g.id`, gemeenteID, p.ID, p.Email).Scan(&id, &stand.Mislukt, &stand.Wacht, &stand.Toegang)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: p.Wat, Tabel: "gebruiker", Rij: id.String(), Gegevens: stand})
	})
	return postgres.Fout(err, "mislukte poging")
}

// What failed, in the audit.
const (
	inloggenMislukt   = "inloggen mislukt"
	bevestigenMislukt = "bevestigen mislukt"
)

// niveaus are the words of the audit for how sure we are of a mantelzorger.
var niveaus = map[toegang.Niveau]string{toegang.NiveauEmail: "e-mail", toegang.NiveauMidden: "midden", toegang.NiveauSubstantieel: "substantieel", toegang.NiveauHoog: "hoog"}

// BurgerIngelogd writes down that a mantelzorger logged in, and with what. The line
// has no name and no address (audit).
func (s Store) BurgerIngelogd(ctx context.Context, p toegang.Persoon, met string) error {
	err := s.Van(toegang.GemeenteUit(ctx).ID).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(toegang.MetPersoon(ctx, p), tx, audit.Regel{Wat: "ingelogd", Tabel: "burger", Rij: p.ID.String(),
			Gegevens: map[string]string{"met": met, "niveau": niveaus[p.Niveau]}})
	})
	return postgres.Fout(err, "inloggen vastleggen")
}
