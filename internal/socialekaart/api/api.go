// Package api gives the sociale kaart to other systems: searching, and one service by
// its id, as HSDS 3.1. It is public and reads no cookies; order and filters are those
// of the page on which visitors search.
package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/uitwisseling"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Pad is where the router of the API hangs.
const Pad = "/api/hsds/v3"

// Handler answers the API.
type Handler struct {
	Voorraad  *momentopname.Voorraad[*socialekaart.Kaart]
	ontvangen *momentopname.Voorraad[ontvangen]
	Wijken    socialekaart.Wijkenlijst
	Log       *slog.Logger
	Klok      func() time.Time
	Tempo     *httpx.Tempo // nil bounds nothing
}

// ontvangen is what was received at import: the writer lays what we know over it.
type ontvangen struct {
	socialekaart.Ontvangen
	bytes int // of what was received
	klaar *klaar
}

// perStuk is what a piece of JSON takes besides its text.
const perStuk = 200

func maakOntvangen(o socialekaart.Ontvangen) ontvangen {
	uit := ontvangen{Ontvangen: o, klaar: &klaar{}}
	for _, b := range o.Services {
		uit.bytes += perStuk + len(b)
	}
	for _, b := range o.Organisaties {
		uit.bytes += perStuk + len(b)
	}
	return uit
}

// Bytes estimates its memory, for the Voorraad.
func (o ontvangen) Bytes() int { return o.bytes + o.klaar.Bytes() }

// Nieuw makes the API; the momentopname is shared with the pages.
func Nieuw(s socialekaart.Store, w *momentopname.Wachter, kaarten *momentopname.Voorraad[*socialekaart.Kaart], wijken socialekaart.Wijkenlijst, log *slog.Logger, klok func() time.Time) Handler {
	laad := func(ctx context.Context, gemeenteID int) (ontvangen, error) {
		o, err := s.Ontvangen(ctx, gemeenteID)
		return maakOntvangen(o), err
	}
	return Handler{Voorraad: kaarten, ontvangen: momentopname.NieuweVoorraad(w, laad), Wijken: wijken, Log: log, Klok: klok}
}

// Routes hangs the API in a router of its own.
func (h Handler) Routes(r chi.Router) {
	r.Use(iedereen, h.Tempo.Houd(h.fout))
	r.Get("/services", h.h(h.zoek))
	r.Get("/services/{id}", h.h(h.service))
	r.NotFound(h.h(func(http.ResponseWriter, *http.Request) error {
		return fault.Met(fault.NotFound, "Dit adres bestaat niet. Wel: "+Pad+"/services en "+Pad+"/services/{id}.")
	}))
	r.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		schrijfProbleem(w, http.StatusMethodNotAllowed, "Vraag dit adres met GET.")
	})
}

// iedereen lets the scripts of any site ask: there is nothing here that is not public.
func iedereen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k := w.Header()
		k.Set("Access-Control-Allow-Origin", "*")
		k.Set("Access-Control-Expose-Headers", "ETag, Retry-After")
		k.Set("Cross-Origin-Resource-Policy", "cross-origin")
		if r.Method == http.MethodOptions {
			k.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
			k.Set("Access-Control-Allow-Headers", "If-None-Match")
			k.Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// pagina is a page of HSDS.
type pagina struct {
	TotalItems int               `json:"total_items"`
	TotalPages int               `json:"total_pages"`
	PageNumber int               `json:"page_number"`
	Size       int               `json:"size"` // on this page
	FirstPage  bool              `json:"first_page"`
	LastPage   bool              `json:"last_page"`
	Empty      bool              `json:"empty"`
	Contents   []json.RawMessage `json:"contents"`
}

func (h Handler) zoek(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	kaart, ontvangen, err := h.haal(ctx)
	if err != nil {
		return err
	}
	omgeving := socialekaart.Omgeving{Nu: h.Klok(), Wijken: h.Wijken.Wijken(ctx)}
	v, heel, err := leesVraag(kaart, omgeving, r.URL.Query())
	if err != nil {
		return err
	}
	vondst := kaart.Zoek(v, omgeving)
	if vondst.PostcodeFout {
		return fault.Met(fault.Invalid, "De postcode "+v.Postcode+" is geen postcode, of is hier niet bekend.")
	}
	p := pagina{TotalItems: vondst.Totaal, TotalPages: vondst.Paginas, PageNumber: v.Pagina, FirstPage: v.Pagina == 1, LastPage: v.Pagina >= vondst.Paginas, Contents: []json.RawMessage{}}
	if v.Pagina <= vondst.Paginas { // past the last one is nothing: who reads on until it is empty must come to an end
		for _, gevonden := range vondst.Resultaten {
			s, err := ontvangen.service(kaart, *gevonden.Aanbod, heel)
			if err != nil {
				return err
			}
			p.Contents = append(p.Contents, s)
		}
	}
	p.Size, p.Empty = len(p.Contents), len(p.Contents) == 0
	return geef(w, r, p)
}

func (h Handler) service(w http.ResponseWriter, r *http.Request) error {
	kaart, ontvangen, err := h.haal(r.Context())
	if err != nil {
		return err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	a, ok := kaart.MetID(id)
	if err != nil || !ok {
		return fault.Met(fault.NotFound, "Deze gemeente heeft geen aanbod met dit id.")
	}
	s, err := ontvangen.service(kaart, a, true)
	if err != nil {
		return err
	}
	return geef(w, r, s)
}

func (h Handler) haal(ctx context.Context) (*socialekaart.Kaart, ontvangen, error) {
	id := toegang.GemeenteUit(ctx).ID
	kaart, err := h.Voorraad.Haal(ctx, id)
	if err != nil {
		return nil, ontvangen{}, err
	}
	o, err := h.ontvangen.Haal(ctx, id)
	return kaart, o, err
}

// dienst writes an offer as the export does. What was received with the offers of
// another gemeente is hers to give.
func dienst(k *socialekaart.Kaart, a socialekaart.Aanbod, o ontvangen) map[string]any {
	if k.Elders(&a) {
		return uitwisseling.Service(a, nil, nil)
	}
	return uitwisseling.Service(a, o.Services[a.ID], o.Organisaties[a.Organisatie.ID])
}

// vlak leaves the fields that there can be but one of, as a list has them.
func vlak(m map[string]any) map[string]any {
	uit := make(map[string]any, len(m))
	for sleutel, waarde := range m {
		switch w := waarde.(type) {
		case []any:
		case map[string]any:
			uit[sleutel] = vlak(w)
		default:
			uit[sleutel] = w
		}
	}
	return uit
}
