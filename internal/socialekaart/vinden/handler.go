// Package vinden is where visitors search the sociale kaart: the question, the filters,
// the results and the way on for who finds nothing. A question costs no SQL.
package vinden

import (
	"context"
	"net/http"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/kaartbeeld"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
)

// Handler serves the page on which visitors search.
type Handler struct {
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Wijken   socialekaart.Wijkenlijst
	Bronnen  []Bron // what else is searched, shown below the offers
	// Stand moves on with what the Bronnen read, which may be behind the offers or away; nil when it is as the offers are.
	Stand  func(ctx context.Context) momentopname.Stand
	Teller Teller // nil counts nothing
	Klok   func() time.Time
	TLS    bool
	Tegels *kaartbeeld.Tegels // nil draws the map ourselves
	Tempo  *httpx.Tempo       // of suggestions; nil bounds nothing
	Web    *httpx.Afhandelaar
}

// Teller counts the questions of visitors, without who asked.
type Teller interface {
	Tel(gemeenteID int, vraag string, gevonden int)
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	beelden := ""
	if h.Tegels != nil {
		beelden = h.Tegels.Oorsprong()
	}
	r.With(httpx.MetBeelden(beelden)).Get("/aanbod", h.Web.H(h.zoek))
	r.Get("/aanbod/tekst", h.Web.H(h.tekst))
	r.With(h.Tempo.Houd(h.Web.Fout)).Get(web.PadSuggesties, h.Web.H(h.suggesties))
}

func (h Handler) kaart(ctx context.Context) (*socialekaart.Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

func (h Handler) zoek(w http.ResponseWriter, r *http.Request) error {
	k, stand, err := h.Voorraad.HaalMet(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	if h.Stand != nil {
		stand = stand.Met(h.Stand(r.Context()))
	}
	verwijzer := h.verwijzer(w, r)
	return httpx.Publiek(w, r, k.Kast, stand, func() (int, templ.Component, error) {
		p := h.maak(r, k, verwijzer)
		c := zoekpagina(p)
		if h.telt(r, p) {
			gemeente, vraag, gevonden := toegang.GemeenteUit(r.Context()).ID, p.Vraag.Q, p.Vondst.Totaal
			c = httpx.BijElkeKeer(c, func() { h.Teller.Tel(gemeente, vraag, gevonden) })
		}
		return http.StatusOK, c, nil
	})
}

// tekst gives the results of a page as plain text, to paste into a letter or a file.
func (h Handler) tekst(w http.ResponseWriter, r *http.Request) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	p := h.maak(r, k, h.verwijzer(w, r))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Robots-Tag", "noindex")
	if r.Method != http.MethodHead {
		_, _ = w.Write([]byte(alsTekst(r.Context(), p))) // the visitor may have left
	}
	return nil
}

// maak answers the question in the address of a request.
func (h Handler) maak(r *http.Request, k *socialekaart.Kaart, verwijzer bool) pagina {
	ctx, nu := r.Context(), time.Now
	if h.Klok != nil {
		nu = h.Klok
	}
	return maakPagina(ctx, k, invoer{
		Parameters: r.URL.Query(), Omgeving: socialekaart.Omgeving{Nu: nu(), Wijken: h.Wijken.Wijken(ctx)},
		Verwijzer: verwijzer, Bronnen: h.vraagBronnen(ctx, r.URL.Query()), Tegels: h.Tegels,
	})
}

// telt reports that a question counts: its first page, before anybody chose a filter.
// What the people of the gemeente try themselves is none of it.
func (h Handler) telt(r *http.Request, p pagina) bool {
	return h.Teller != nil && r.Method == http.MethodGet && p.Vraag.Pagina <= 1 && p.Soort == "" && p.Vraag.Gefilterd() == 0 && p.Woorden &&
		toegang.PersoonUit(r.Context()).Soort != toegang.Medewerker
}
