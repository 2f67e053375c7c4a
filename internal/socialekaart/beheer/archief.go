package beheer

import (
	"net/http"
	"slices"
	"strings"

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
	Opvolgers []socialekaart.Aanbod // what is most like it first
	Q         string                // words that somebody searched others by
	Zoekbaar  bool                  // there are more than fit in the list
	Gekozen   string
	Fouten    web.Fouten
}

// How many others there are to choose from.
const (
	maxVerwant   = 5
	maxOpvolgers = 200
)

func (h Handler) archiefvraag(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
	if err != nil {
		return err
	}
	return h.toonArchief(w, r, http.StatusOK, archiefblad{Aanbod: a, Q: socialekaart.Kort(r.URL.Query().Get("q"))})
}

func (h Handler) toonArchief(w http.ResponseWriter, r *http.Request, status int, b archiefblad) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	hier := toegang.GemeenteUit(r.Context()).ID
	gehad := map[uuid.UUID]bool{b.Aanbod.ID: true}
	voeg := func(lijst []socialekaart.Aanbod, past func(socialekaart.Aanbod) bool) {
		for _, o := range lijst {
			// what another gemeente keeps can go without a word
			if gehad[o.ID] || o.Van != 0 && o.Van != hier || !past(o) {
				continue
			}
			if b.Zoekbaar = len(b.Opvolgers) == maxOpvolgers; b.Zoekbaar {
				return
			}
			gehad[o.ID] = true
			b.Opvolgers = append(b.Opvolgers, o)
		}
	}
	altijd := func(socialekaart.Aanbod) bool { return true }
	ws := socialekaart.Woorden(b.Q)
	if len(ws) == 0 {
		voeg(k.Verwant(b.Aanbod, maxVerwant), altijd)
		voeg(k.Aanbod, altijd)
	} else {
		voeg(k.Aanbod, func(o socialekaart.Aanbod) bool {
			tekst := socialekaart.Plat(o.Naam + " " + o.Organisatie.Naam)
			return !slices.ContainsFunc(ws, func(w string) bool { return !strings.Contains(tekst, w) })
		})
		b.Zoekbaar = true
	}
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
