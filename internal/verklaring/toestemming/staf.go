package toestemming

import (
	"context"
	"net/http"
	"net/url"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// padStaf is where a consulent sees how it stands with the confirmation of an aanvraag,
// keeps what came in on paper, and asks again.
const padStaf = verklaring.PadWerklijst + "/{id}/toestemming"

// What the buttons for staff say.
const (
	knopPapier   = "papier"
	knopOpnieuw  = "opnieuw"
	knopNietMeer = "niet_meer"
)

// stand is what a consulent sees.
type stand struct {
	A       verklaring.Aanvraag
	Ts      []verklaring.Toestemming // newest first
	Waarden url.Values
	Fouten  web.Fouten
	Fout    string // why a button did nothing
}

// stand reads how it stands. Who looks is in the audit.
func (h Handler) stand(ctx context.Context, gemeenteID int, id uuid.UUID) (s stand, err error) {
	err = h.Store.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) (err error) {
		if s.A, err = h.Store.Vergrendel(ctx, tx, gemeenteID, id); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "toestemming gelezen", Tabel: "aanvraag", Rij: id.String()})
	})
	if err != nil {
		return s, postgres.Fout(err, "toestemming lezen")
	}
	s.Ts, err = h.Store.Toestemmingen(ctx, gemeenteID, id)
	s.Waarden = url.Values{}
	return s, err
}

func (h Handler) staf(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	s, err := h.stand(r.Context(), g.ID, id)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, stafpagina(s, h.Klok()))
}

// stafDoet carries out a button. What cannot be done is told on the page.
func (h Handler) stafDoet(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen) // first: reading files takes time and memory
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	waarden, bestanden, err := httpx.Upload(w, r, bijlage.MaxBestand)
	if err != nil {
		return err
	}
	var fouten web.Fouten
	var zin string
	switch waarden.Get("knop") {
	case knopPapier:
		zin = "Het antwoord op papier is bewaard."
		fouten, err = h.opPapier(ctx, p, g.ID, id, waarden, bestanden)
	case knopOpnieuw:
		zin = "De vraag is opnieuw gesteld."
		err = h.Store.VraagToestemmingOpnieuw(ctx, g.ID, p, id, verklaring.Toestemmingvraag{}, h.Klok())
	case knopNietMeer:
		zin = "De vraag is vervallen. De link of de code werkt niet meer."
		err = h.Store.ToestemmingNietMeer(ctx, g.ID, id, h.Klok())
	default:
		err = fault.New(fault.Invalid, "onbekende knop")
	}
	if len(fouten) == 0 && err == nil {
		if err := h.Account.Flits(w, r, zin); err != nil {
			return err
		}
		return httpx.Naar(w, r, verklaring.PadToestemmingStaf(id))
	}
	if len(fouten) == 0 && fault.Tekst(err) == "" {
		return err
	}
	status := http.StatusUnprocessableEntity
	if len(fouten) == 0 {
		status = httpx.Status(err)
	}
	s, err2 := h.stand(ctx, g.ID, id)
	if err2 != nil {
		return err2
	}
	s.Waarden, s.Fouten, s.Fout = waarden, fouten, fault.Tekst(err)
	return httpx.Render(w, r, status, stafpagina(s, h.Klok()))
}

// opPapier keeps an answer that came in on paper, with its scan when there is one: both
// or neither.
func (h Handler) opPapier(ctx context.Context, p toegang.Persoon, gemeenteID int, id uuid.UUID, waarden url.Values, bestanden []httpx.Bestand) (web.Fouten, error) {
	v := vraag{Waarden: waarden, Namens: waarden.Get("naam") != "" || waarden.Get("rol") != ""}
	a, fouten := v.lees(stafzin)
	var scan *bijlage.Bestand
	for _, f := range bestanden {
		b, err := h.Keurder.Keur(ctx, f.Naam, f.Lezer())
		switch zin := fault.Tekst(err); {
		case err == nil:
			scan = &b
		case zin == "":
			return nil, err
		default:
			fouten.Voeg("scan", zin)
		}
	}
	if len(fouten) > 0 {
		return fouten, nil
	}
	err := h.Store.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		x, err := h.Store.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if scan != nil {
			bijlagen := bijlage.Store{DB: h.Store.DB, Kluis: h.Store.Kluis}
			if _, err := bijlagen.Bewaar(ctx, tx, gemeenteID, id, verklaring.BijlageToestemming, *scan, p, h.Klok()); err != nil {
				return err
			}
		}
		return h.Store.ToestemmingOpPapier(ctx, tx, &x, a, h.Klok())
	})
	return nil, postgres.Fout(err, "toestemming op papier bewaren")
}

// stafzin is the sentence of a mistake as staff read it.
func stafzin(sleutel string) string {
	return map[string]string{"antwoord": "Kies wat er op het papier staat", "naam.leeg": "Vul de naam van de vertegenwoordiger in",
		"naam.lang": "Maak de naam korter: hoogstens 100 tekens", "naam.tekens": "Gebruik in de naam alleen letters, spaties en leestekens", "rol": "Kies wie de vertegenwoordiger is"}[sleutel]
}
