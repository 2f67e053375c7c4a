package verklaring

import (
	"net/http"
	"net/url"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Account is what this feature needs of sessions: a sentence after a redirect,
// and a form that was sent while nobody was logged in.
type Account interface {
	Flits(w http.ResponseWriter, r *http.Request, zin string) error
	Bewaard(w http.ResponseWriter, r *http.Request, pad string) (url.Values, bool)
}

// Handler has the pages of carer, consulent and controleur.
type Handler struct {
	Store   Store
	Account Account
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
	limiet  *httpx.Limiet
	zwaar   *httpx.Limiet // what costs the server more than a page: a PDF, opening every name

	regelingen *momentopname.Voorraad[[]Regeling]
}

// Nieuw makes the handler. One address may check ten codes at once and then one
// every six seconds: quick enough for a counter, too slow to guess 55 bits.
func Nieuw(s Store, m *momentopname.Wachter, a Account, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: s, Account: a, Web: w, Klok: klok, limiet: httpx.NieuweLimiet(6*time.Second, 10), zwaar: httpx.NieuweLimiet(time.Second, 60), regelingen: momentopname.NieuweVoorraad(m, s.Regelingen)}
}

// The addresses of this feature.
const (
	padUitleg      = "/verklaring"
	padAanvragen   = "/verklaring/aanvragen"
	padMijn        = "/mijn"
	padControleren = "/controleren"
	padWerklijst   = "/beheer/aanvragen"
	padZoeken      = padWerklijst + "/zoeken"
)

func padStap(naam string) string          { return padAanvragen + "/" + naam }
func padMijnAanvraag(id uuid.UUID) string { return padMijn + "/aanvragen/" + id.String() }
func padDocument(id uuid.UUID) string     { return padMijn + "/verklaringen/" + id.String() + ".pdf" }
func padDossier(id uuid.UUID) string      { return padWerklijst + "/" + id.String() }

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Get(padUitleg, h.Web.H(h.uitleg))
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(padAanvragen, h.Web.H(h.begin))
		r.Get(padAanvragen+"/{stap}", h.Web.H(h.stap))
		r.Post(padAanvragen+"/{stap}", h.Web.H(h.stapOpslaan))
		r.Get(padMijn, h.Web.H(h.mijn))
		r.Get(padMijn+"/aanvragen/{id}", h.Web.H(h.mijnAanvraag))
		r.Get(padMijn+"/verklaringen/{id}.pdf", h.Web.H(h.download))
		r.Get(padWerklijst, h.Web.H(h.werklijst))
		r.Get(padZoeken, h.Web.H(h.zoeken))
		r.With(h.Web.Begrens(h.zwaar)).Post(padZoeken, h.Web.H(h.zoeken))
		r.Get(padWerklijst+"/{id}", h.Web.H(h.dossier))
		r.Post(padWerklijst+"/{id}/behandelen", h.Web.H(h.behandelen))
		r.With(h.Web.Begrens(h.zwaar)).Post(padWerklijst+"/{id}/verlenen", h.Web.H(h.verlenen))
		r.Get(padControleren, h.Web.H(h.controleren))
		r.Post(padControleren, h.Web.H(h.controleer))
		r.Get("/v/{code}", h.Web.H(h.controleerQR))
	})
}

// uitleg tells who can get a verklaring, from the rules that the consulent applies.
// Visitors read them from a momentopname.
func (h Handler) uitleg(w http.ResponseWriter, r *http.Request) error {
	rs, err := h.regelingen.Haal(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	reg, err := opDag(rs, dag(h.Klok()))
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, uitlegpagina(reg.Regels))
}

// idUit reads an id from the address; anything else is a page that does not exist.
func idUit(r *http.Request) (uuid.UUID, error) {
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return id, fault.New(fault.NotFound, "geen id in het adres")
	}
	return id, nil
}

// wie gives who acts and where, when that person has the right.
func wie(r *http.Request, recht toegang.Recht) (toegang.Persoon, toegang.Gemeente, error) {
	p := toegang.PersoonUit(r.Context())
	return p, toegang.GemeenteUit(r.Context()), p.Eis(recht)
}
