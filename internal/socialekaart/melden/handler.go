// Package melden is where visitors say what is not right about an offer, without an
// account, and where redacteuren read that and handle it.
package melden

import (
	"context"
	"net/http"
	"net/mail"
	"slices"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// Gemeentenamen knows the gemeenten of this installation by name.
type Gemeentenamen interface {
	Naam(ctx context.Context, gemeenteID int) string
}

// Handler serves the form of visitors and the list of redacteuren.
type Handler struct {
	Voorraad  *momentopname.Voorraad[*socialekaart.Kaart]
	Store     socialekaart.Meldingen
	Gemeenten Gemeentenamen
	Flits     socialekaart.Flitser
	Web       *httpx.Afhandelaar
}

// PadMeldingen is the list of redacteuren.
const PadMeldingen = "/beheer/meldingen"

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get("/aanbod/{slug}/melding", h.Web.H(h.vraag))
		r.With(h.Web.Begrens(httpx.NieuweLimiet(time.Minute, 5))).Post("/aanbod/{slug}/melding", h.Web.H(h.meld))
		r.Get("/aanbod/{slug}/melding/bedankt", h.Web.H(h.bedankt))
		r.Get(PadMeldingen, h.Web.H(h.lijst))
		r.Post(PadMeldingen+"/{id}", h.Web.H(h.zet))
	})
}

// formulier is a report as it was typed.
type formulier struct {
	Aanbod              socialekaart.Aanbod
	Naar                string // gemeente that gets it, when that is another than the one that is visited
	Soort, Tekst, Email string
	Fouten              web.Fouten
}

func pad(slug string) string { return "/aanbod/" + slug + "/melding" }

// maxTekst and maxEmail are the most characters of each.
const maxTekst, maxEmail = 1000, 254

func (h Handler) aanbod(r *http.Request) (f formulier, err error) {
	ctx := r.Context()
	g := toegang.GemeenteUit(ctx)
	k, err := h.Voorraad.Haal(ctx, g.ID)
	if err != nil {
		return f, err
	}
	a, ok := k.MetSlug(chi.URLParam(r, "slug"))
	if !ok {
		return f, fault.New(fault.NotFound, "aanbod bestaat niet of is niet gepubliceerd")
	}
	f.Aanbod = a
	if a.Van != 0 && a.Van != g.ID {
		f.Naar = h.Gemeenten.Naam(ctx, a.Van)
	}
	return f, nil
}

func (h Handler) vraag(w http.ResponseWriter, r *http.Request) error {
	f, err := h.aanbod(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, meldpagina(f))
}

func (h Handler) meld(w http.ResponseWriter, r *http.Request) error {
	f, err := h.aanbod(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	f.Soort, f.Tekst, f.Email = v.Get("soort"), v.Get("tekst"), v.Get("email")
	f.controleer(ctx)
	if len(f.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, meldpagina(f))
	}
	van := f.Aanbod.Van
	if van == 0 {
		van = toegang.GemeenteUit(ctx).ID
	}
	err = h.Store.Voeg(ctx, van, socialekaart.Melding{AanbodID: f.Aanbod.ID, Soort: f.Soort, Tekst: f.Tekst, Email: f.Email})
	if err != nil {
		return err
	}
	return httpx.Naar(w, r, pad(f.Aanbod.Slug)+"/bedankt")
}

func (f *formulier) controleer(ctx context.Context) {
	if !slices.Contains(socialekaart.Meldsoorten, f.Soort) {
		f.Fouten.Voeg("soort", i18n.T(ctx, "melden.fout.soort"))
	}
	switch n := utf8.RuneCountInString(f.Tekst); {
	case n > maxTekst:
		f.Fouten.Voeg("tekst", i18n.T(ctx, "melden.fout.lang"))
	case n == 0 && f.Soort != "gestopt":
		f.Fouten.Voeg("tekst", i18n.T(ctx, "melden.fout.tekst"))
	}
	if a, err := mail.ParseAddress(f.Email); f.Email != "" && (err != nil || a.Address != f.Email || len(f.Email) > maxEmail) {
		f.Fouten.Voeg("email", i18n.T(ctx, "melden.fout.email"))
	}
}

func (h Handler) bedankt(w http.ResponseWriter, r *http.Request) error {
	f, err := h.aanbod(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, bedanktpagina(f))
}
