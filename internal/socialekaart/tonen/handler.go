package tonen

import (
	"context"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// Handler serves the pages of an offer and of an organisation.
type Handler struct {
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Web      *httpx.Afhandelaar
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	r.Get("/aanbod/{slug}", h.Web.H(h.aanbod))
	r.Get("/organisaties/{slug}", h.Web.H(h.organisatie))
}

func (h Handler) kaart(ctx context.Context) (*socialekaart.Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

// detail is the page of one offer.
type Detail struct {
	socialekaart.Aanbod
	Bereik    socialekaart.Contact
	Oud       bool                  // not checked for half a year
	Eigen     []socialekaart.Aanbod // more of the same organisation
	Verwant   []socialekaart.Aanbod
	Voorbeeld bool // of a concept, for the redacteur
}

const maxEigen, maxVerwant = 3, 3

func NieuwDetail(k *socialekaart.Kaart, a socialekaart.Aanbod) Detail {
	d := Detail{Aanbod: a, Bereik: weergave.Bereik(a), Oud: !a.GecontroleerdOp.IsZero() && weergave.Verouderd(a.GecontroleerdOp, time.Now()), Verwant: k.Verwant(a, maxVerwant)}
	for _, b := range k.VanOrganisatie(a.Organisatie.Slug) {
		if b.ID != a.ID && len(d.Eigen) < maxEigen {
			d.Eigen = append(d.Eigen, b)
		}
	}
	return d
}

func (h Handler) aanbod(w http.ResponseWriter, r *http.Request) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	a, ok := k.MetSlug(chi.URLParam(r, "slug"))
	if !ok {
		return fault.New(fault.NotFound, "aanbod bestaat niet of is niet gepubliceerd")
	}
	return httpx.Render(w, r, http.StatusOK, Detailpagina(NieuwDetail(k, a)))
}

func (h Handler) organisatie(w http.ResponseWriter, r *http.Request) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	aanbod := k.VanOrganisatie(chi.URLParam(r, "slug"))
	if len(aanbod) == 0 {
		return fault.New(fault.NotFound, "organisatie bestaat niet of heeft niets gepubliceerd")
	}
	return httpx.Render(w, r, http.StatusOK, organisatiepagina(aanbod[0].Organisatie, aanbod))
}
