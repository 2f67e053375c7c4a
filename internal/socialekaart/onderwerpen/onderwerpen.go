// Package onderwerpen has the pages on which a redacteur keeps the words by which
// visitors find help: what visitors typed, what was understood of it and what a
// change of words would do, before it is saved.
package onderwerpen

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"

	"github.com/go-chi/chi/v5"
)

// Handler serves the pages.
type Handler struct {
	Store    onderwerp.Store
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Flits    socialekaart.Flitser
	Bekend   func(ctx context.Context) error // sees at once that words were changed
	Web      *httpx.Afhandelaar
	Klok     func() time.Time
}

const start = "/beheer/onderwerpen"

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(start, h.Web.H(h.lijst))
		r.Get(start+"/vragen", h.Web.H(h.vragen))
		r.Get(start+"/proberen", h.Web.H(h.proberen))
		r.Get(start+"/toevoegen", h.Web.H(h.toevoegen))
		r.Get(start+"/nieuw", h.Web.H(h.nieuw))
		r.Post(start+"/nieuw", h.Web.H(h.maak))
		r.Get(start+"/{slug}", h.Web.H(h.blad))
		r.Post(start+"/{slug}", h.Web.H(h.bewaar))
		r.Get(start+"/{slug}/terugzetten", h.Web.H(h.terugvraag))
		r.Post(start+"/{slug}/terugzetten", h.Web.H(h.zetTerug))
	})
}

// stand is the words of a gemeente as they are now, and what they find.
type stand struct {
	gemeenteID int
	kaart      *socialekaart.Kaart
	gedeeld    []zoeken.Onderwerp
	eigen      []onderwerp.Aanvulling
	samen      []zoeken.Onderwerp // by name
}

// lees checks the right and reads how things stand.
func (h Handler) lees(r *http.Request) (s stand, err error) {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.AanbodBewerken); err != nil {
		return s, err
	}
	s.gemeenteID = toegang.GemeenteUit(ctx).ID
	if s.kaart, err = h.Voorraad.Haal(ctx, s.gemeenteID); err != nil {
		return s, err
	}
	if s.gedeeld, err = h.Store.Gedeeld(ctx); err != nil {
		return s, err
	}
	if s.eigen, err = h.Store.Aanvullingen(ctx, s.gemeenteID); err != nil {
		return s, err
	}
	s.samen = opNaam(onderwerp.Samen(s.gedeeld, s.eigen))
	return s, nil
}

func opNaam(lijst []zoeken.Onderwerp) []zoeken.Onderwerp {
	slices.SortStableFunc(lijst, func(a, b zoeken.Onderwerp) int {
		return strings.Compare(socialekaart.Plat(a.Naam), socialekaart.Plat(b.Naam))
	})
	return lijst
}

// vind gives an onderwerp of a list by its slug.
func vind(lijst []zoeken.Onderwerp, slug string) (zoeken.Onderwerp, bool) {
	for _, o := range lijst {
		if o.Slug == slug {
			return o, true
		}
	}
	return zoeken.Onderwerp{Slug: slug}, false
}

// naam is what an onderwerp is called here.
func (s stand) naam(slug string) string { return zoeken.Naam(s.samen, slug) }

// aanbod counts the offers of every onderwerp.
func (s stand) aanbod() map[string]int {
	uit := map[string]int{}
	for _, a := range s.kaart.Aanbod {
		for _, code := range a.Codes("onderwerp") {
			uit[code]++
		}
	}
	return uit
}

// index is the search with other words: those of the gemeente with a in the place of
// what it has now.
func (s stand) index(a onderwerp.Aanvulling) *zoeken.Index {
	docs := make([]zoeken.Document, len(s.kaart.Aanbod))
	for i, x := range s.kaart.Aanbod {
		docs[i] = socialekaart.Zoekdocument(x)
	}
	return zoeken.Nieuw(docs, zoeken.NieuwWoordenboek(onderwerp.Samen(s.gedeeld, onderwerp.Met(s.eigen, a))))
}
