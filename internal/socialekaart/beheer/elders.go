package beheer

import (
	"cmp"
	"net/http"
	"slices"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// vanElders is an offer that another gemeente shows here.
type vanElders struct {
	socialekaart.Aanbod
	Geweerd bool
}

const padElders = "/beheer/aanbod/elders"

func (h Handler) haalElders(r *http.Request) ([]vanElders, error) {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.AanbodBewerken); err != nil {
		return nil, err
	}
	g := toegang.GemeenteUit(ctx).ID
	lijst, err := h.Store.VanBuiten(ctx, g)
	if err != nil {
		return nil, err
	}
	geweerd, err := h.Store.Geweerd(ctx, g)
	if err != nil {
		return nil, err
	}
	uit := make([]vanElders, len(lijst))
	for i, a := range lijst {
		uit[i] = vanElders{a, geweerd[a.ID]}
	}
	slices.SortFunc(uit, func(a, b vanElders) int {
		return cmp.Or(cmp.Compare(socialekaart.Plat(a.Naam), socialekaart.Plat(b.Naam)), cmp.Compare(a.Slug, b.Slug))
	})
	return uit, nil
}

// elders is GET /beheer/aanbod/elders: what other gemeenten show here.
func (h Handler) elders(w http.ResponseWriter, r *http.Request) error {
	lijst, err := h.haalElders(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, elderspagina(lijst))
}

// weer is POST /beheer/aanbod/elders: one of these is shown here no more, or again.
func (h Handler) weer(w http.ResponseWriter, r *http.Request) error {
	lijst, err := h.haalElders(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	weren := v.Has("weer")
	id, err := uuid.Parse(v.Get("weer") + v.Get("toon"))
	i := slices.IndexFunc(lijst, func(a vanElders) bool { return a.ID == id })
	if err != nil || i < 0 {
		return fault.New(fault.NotFound, "dit aanbod wordt hier niet door een andere gemeente getoond")
	}
	ctx := r.Context()
	if err := h.Store.Weer(ctx, toegang.GemeenteUit(ctx).ID, lijst[i].Aanbod, weren, toegang.PersoonUit(ctx)); err != nil {
		return err
	}
	zin := "Bezoekers zien ‘" + lijst[i].Naam + "’ hier weer."
	if weren {
		zin = "Bezoekers zien ‘" + lijst[i].Naam + "’ hier niet meer."
	}
	if err := h.Flits.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, padElders)
}
