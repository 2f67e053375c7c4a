package behandelen

import (
	"net/http"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// antwoordformulier is the page on which the aanvrager answers a vraag by its link. It
// says nothing about who asked what: the link may be seen by others.
type antwoordformulier struct {
	Vraag  verklaring.Bericht
	Token  string
	Tekst  string
	TeLaat bool // the last day has passed; an answer may still help
	Fouten web.Fouten
}

func padAntwoord(token string) string { return PadAntwoord + "/" + token }

func (h Handler) antwoordroutes(r chi.Router) {
	r.Get(PadAntwoord+"/{token}", h.Web.H(h.antwoord))
	r.With(httpx.Uploads, h.Web.Begrens(h.zwaar)).Post(PadAntwoord+"/{token}", h.Web.H(h.beantwoord))
}

// vraagMetLink finds the vraag of the link; otherwise it shows why there is none.
func (h Handler) vraagMetLink(w http.ResponseWriter, r *http.Request) (f antwoordformulier, ok bool, err error) {
	f.Token = chi.URLParam(r, "token")
	b, _, err := h.Store.VraagMetLink(r.Context(), toegang.GemeenteUit(r.Context()).ID, f.Token)
	switch kind := fault.KindOf(err); {
	case err == nil:
		f.Vraag, f.TeLaat = b, verklaring.Dag(h.Klok()).After(*b.Uiterlijk)
		return f, true, nil
	case kind == fault.NotFound || kind == fault.Gone:
		return f, false, httpx.Render(w, r, httpx.Status(err), linkpagina(kind))
	}
	return f, false, err
}

func (h Handler) antwoord(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := h.vraagMetLink(w, r)
	if !ok {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, antwoordpagina(f))
}

// beantwoord takes the answer, with files. What was typed stays when something is
// wrong; files must be chosen again, as browsers do.
func (h Handler) beantwoord(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := h.vraagMetLink(w, r) // first: reading files takes time and memory
	if !ok {
		return err
	}
	waarden, bestanden, err := httpx.Upload(w, r, bijlage.MaxBestand)
	if err != nil {
		return err
	}
	f.Tekst = waarden.Get("antwoord")
	goed, zinnen, err := verklaring.KeurBestanden(r.Context(), h.Keurder, bestanden)
	if err != nil {
		return err
	}
	for _, zin := range zinnen {
		f.Fouten.Voeg("bestand", zin)
	}
	if len(f.Fouten) == 0 {
		antwoord := verklaring.Antwoord{Tekst: f.Tekst, Bewaar: h.Store.BewaarBestanden(bijlageAntwoord, goed, h.Klok())}
		err = h.Store.BeantwoordMetLink(r.Context(), toegang.GemeenteUit(r.Context()).ID, f.Token, antwoord, h.Klok())
	}
	switch zin := fault.Tekst(err); {
	case err == nil && len(f.Fouten) == 0:
		return httpx.Render(w, r, http.StatusOK, bedanktpagina())
	case fault.Is(err, fault.Conflict), fault.Is(err, fault.Gone):
		return httpx.Render(w, r, http.StatusGone, linkpagina(fault.Gone))
	case fault.Is(err, fault.Invalid) && zin != "":
		f.Fouten.Voeg("antwoord", zin)
	case err != nil:
		return err
	}
	return httpx.Render(w, r, http.StatusUnprocessableEntity, antwoordpagina(f))
}
