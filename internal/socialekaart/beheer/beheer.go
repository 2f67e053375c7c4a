// Package beheer has the pages on which redacteuren and aanbieders keep the offers of
// the sociale kaart: the list, a new offer, the form, the comparison of what was sent
// in, and archiving.
package beheer

import (
	"context"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"

	"github.com/go-chi/chi/v5"
)

// Handler serves the pages on which redacteuren and aanbieders keep their offers.
type Handler struct {
	Store    socialekaart.Store
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Wijken   socialekaart.Wijkenlijst
	Flits    socialekaart.Flitser
	Post     mail.Post // to aanbieders
	Web      *httpx.Afhandelaar

	Onderwerpen interface {
		// Lijst gives the onderwerpen by which people find help in a gemeente.
		Lijst(ctx context.Context, gemeenteID int) ([]zoeken.Onderwerp, error)
	}
	Buren func(ctx context.Context) ([]Buur, error) // the other gemeenten of this installation
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) { r.Group(h.beheer) }

func (h Handler) kaart(ctx context.Context) (*socialekaart.Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}
