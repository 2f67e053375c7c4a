package beheer

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// archiefblad asks whether an offer may go, and what took its place.
type archiefblad struct {
	Aanbod    socialekaart.Aanbod
	Opvolgers []socialekaart.Aanbod // what visitors see, what is most like it first
	Lijkt     int                   // how many of them are alike
	Gekozen   string
	Fouten    web.Fouten
}

func (h Handler) archiefvraag(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
	if err != nil {
		return err
	}
	return h.toonArchief(w, r, http.StatusOK, archiefblad{Aanbod: a})
}

func (h Handler) toonArchief(w http.ResponseWriter, r *http.Request, status int, b archiefblad) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	const lijkt = 5
	b.Opvolgers = k.Verwant(b.Aanbod, lijkt)
	b.Lijkt = len(b.Opvolgers)
	gehad := map[uuid.UUID]bool{b.Aanbod.ID: true}
	for _, o := range b.Opvolgers {
		gehad[o.ID] = true
	}
	for _, o := range k.Aanbod {
		if !gehad[o.ID] {
			b.Opvolgers = append(b.Opvolgers, o)
		}
	}
	// what another gemeente keeps can go without a word
	hier := toegang.GemeenteUit(r.Context()).ID
	eigen := b.Opvolgers[:0]
	for i, o := range b.Opvolgers {
		if o.Van == 0 || o.Van == hier {
			eigen = append(eigen, o)
		} else if i < b.Lijkt {
			b.Lijkt--
		}
	}
	b.Opvolgers = eigen
	return httpx.Render(w, r, status, archiefpagina(b))
}

func (h Handler) archiveer(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	b := archiefblad{Aanbod: a, Gekozen: v.Get("opvolger")}
	opvolger := uuid.Nil
	if b.Gekozen != "" {
		if opvolger, err = uuid.Parse(b.Gekozen); err != nil {
			return fault.New(fault.Invalid, "geen id van een opvolger: %w", err)
		}
	}
	ctx := r.Context()
	err = h.Store.Archiveer(ctx, toegang.GemeenteUit(ctx).ID, a.ID, opvolger, toegang.PersoonUit(ctx))
	if fault.Is(err, fault.Conflict) && opvolger != uuid.Nil && a.Status.Mag(socialekaart.Gearchiveerd) {
		b.Fouten.Voeg("opvolger", fault.Tekst(err))
		return h.toonArchief(w, r, http.StatusConflict, b)
	}
	if err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, "‘"+a.Naam+"’ is gearchiveerd. Bezoekers zien het niet meer."); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod")
}
