package regelingen

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// blad is the form of a new version.
type blad struct {
	V         url.Values
	Fouten    web.Fouten
	Basis     int // number of the version that was the newest when the form was made
	Eerder    string
	Voorbeeld *verklaring.Regels // shown above the form, not saved
	Verschil  []verklaring.Verschil
	Vanaf     time.Time
}

// begin shows the form, filled in with the newest version.
func (h Handler) begin(w http.ResponseWriter, r *http.Request) error {
	rs, err := h.bestaande(r)
	if err != nil {
		return err
	}
	nieuwste := verklaring.Nieuwste(rs)
	return httpx.Render(w, r, http.StatusOK, nieuwpagina(blad{V: vanafVeld(vul(nieuwste.Regels), verklaring.Dag(h.Klok())), Basis: nieuwste.Nr}))
}

// bestaande are the versions that there are; at least one.
func (h Handler) bestaande(r *http.Request) ([]verklaring.Regeling, error) {
	_, g, err := verklaring.Wie(r, toegang.InstellingenBeheren)
	if err != nil {
		return nil, err
	}
	if _, err := h.Store.Regeling(r.Context(), g.ID, verklaring.Dag(h.Klok())); err != nil {
		return nil, err
	}
	return h.Store.Regelingen(r.Context(), g.ID)
}

// bewaar takes the form: to look at what it would give, or to make the version.
func (h Handler) bewaar(w http.ResponseWriter, r *http.Request) error {
	v, err := httpx.Formulier(w, r) // first: a form sent without a session is kept
	if err != nil {
		return err
	}
	rs, err := h.bestaande(r)
	if err != nil {
		return err
	}
	b := blad{V: v}
	b.Basis, _ = strconv.Atoi(v.Get("basis")) // something else than a number is nobody's version: the newest is another
	regels, vanaf, fouten := lees(v, verklaring.Dag(h.Klok()))
	if b.Vanaf, b.Fouten = vanaf, fouten; len(fouten) == 0 {
		b.Fouten = h.drukbaar(r.Context(), regels)
	}
	if len(b.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, nieuwpagina(b))
	}
	switch actie := v.Get("actie"); {
	case strings.HasPrefix(actie, "pdf-"):
		return h.stuurVoorbeeld(w, r, strings.TrimPrefix(actie, "pdf-"), regels)
	case actie != "bewaar":
		b.Voorbeeld, b.Verschil = &regels, regels.Verschillen(r.Context(), verklaring.OpDag(rs, vanaf).Regels)
		return httpx.Render(w, r, http.StatusOK, nieuwpagina(b))
	}
	g := toegang.GemeenteUit(r.Context())
	if err := h.Store.VoegRegelingNa(r.Context(), g.ID, vanaf, regels, b.Basis); err != nil {
		return h.eerder(w, r, b, err)
	}
	if err := h.Account.Flits(w, r, "De regels zijn bewaard. Zij gelden vanaf "+i18n.Datum(r.Context(), vanaf)+"."); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadRegelingen)
}

// eerder shows the form again when somebody else was first: what was typed stays, and
// who saves it once more knows what of.
func (h Handler) eerder(w http.ResponseWriter, r *http.Request, b blad, err error) error {
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	rs, err := h.bestaande(r)
	if err != nil {
		return err
	}
	n := verklaring.Nieuwste(rs)
	b.Basis = n.Nr
	b.Eerder = "Intussen is versie " + strconv.Itoa(n.Nr) + " bewaard, door " + n.DoorNaam + ". Die geldt vanaf " + i18n.Datum(r.Context(), n.GeldigVanaf) + "."
	return httpx.Render(w, r, http.StatusConflict, nieuwpagina(b))
}
