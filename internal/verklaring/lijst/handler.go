package lijst

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Handler has the lists.
type Handler struct {
	Store   Store
	Account verklaring.Account
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
}

// Nieuw makes the handler.
func Nieuw(s verklaring.Store, a verklaring.Account, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: Store{s}, Account: a, Web: w, Klok: klok}
}

// The addresses.
const (
	PadLijsten   = verklaring.PadLijsten
	padVoorbeeld = PadLijsten + "/voorbeeld.csv"
)

func padLijst(id uuid.UUID) string  { return PadLijsten + "/" + id.String() }
func padFouten(id uuid.UUID) string { return padLijst(id) + "/fouten.csv" }

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	zwaar := httpx.NieuweLimiet(2*time.Second, 30)
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(PadLijsten, h.Web.H(h.lijsten))
		r.With(httpx.Uploads, h.Web.Begrens(zwaar)).Post(PadLijsten, h.Web.H(h.inlezen))
		r.Get(padVoorbeeld, h.Web.H(h.voorbeeld))
		r.Get(PadLijsten+"/{id}", h.Web.H(h.lijst))
		r.Post(PadLijsten+"/{id}", h.Web.H(h.doen))
		r.With(h.Web.Begrens(zwaar)).Get(PadLijsten+"/{id}/fouten.csv", h.Web.H(h.fouten))
	})
}

func (h Handler) lijsten(w http.ResponseWriter, r *http.Request) error {
	return h.toonLijsten(w, r, http.StatusOK, nil)
}

func (h Handler) toonLijsten(w http.ResponseWriter, r *http.Request, status int, fouten web.Fouten) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	v := lijstenpagina{Fouten: fouten}
	if na, err := uuid.Parse(r.URL.Query().Get("na")); err == nil { // anything else is the beginning
		v.Na = na
	}
	if v.Lijsten, v.Meer, err = h.Store.Lijsten(r.Context(), g.ID, v.Na); err != nil {
		return err
	}
	regeling, err := h.Store.Regeling(r.Context(), g.ID, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	return httpx.Render(w, r, status, overzicht(v, regeling.Regels))
}

func (h Handler) lijst(w http.ResponseWriter, r *http.Request) error {
	return h.toon(w, r, http.StatusOK, lijstpagina{})
}

// verversSeconden is how often the page of a list that is on its way looks again; who
// finds that in the way can let it stand still.
const verversSeconden = "5"

func (h Handler) toon(w http.ResponseWriter, r *http.Request, status int, v lijstpagina) error {
	ctx := r.Context()
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	if v.Lijst, err = h.Store.Lijst(ctx, g.ID, id); err != nil {
		return err
	}
	regeling, err := h.Store.Regeling(ctx, g.ID, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	v.Mag = v.MagBevestigen(p.ID, regeling.Regels)
	v.AlleenFout, v.Stil = r.URL.Query().Get("toon") == "fouten", r.URL.Query().Get("stil") == "ja"
	if n, err := strconv.Atoi(r.URL.Query().Get("na")); err == nil && n > 0 && n <= math.MaxInt32 { // anything else is the beginning
		v.Na = n
	}
	if v.Status == Bezig {
		if !v.Stil {
			w.Header().Set("Refresh", verversSeconden)
		}
		return httpx.Render(w, r, status, bezigpagina(v))
	}
	if v.Rijen, v.Meer, err = h.Store.Regels(ctx, g.ID, id, v.AlleenFout, v.Na); err != nil {
		return err
	}
	return httpx.Render(w, r, status, pagina(v))
}

// doen confirms, stops or deletes a list.
func (h Handler) doen(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	naar, zin := padLijst(id), ""
	switch waarden.Get("knop") {
	case "verlenen":
		if waarden.Get("akkoord") != "ja" {
			return h.toon(w, r, http.StatusUnprocessableEntity, lijstpagina{Fouten: web.Fouten{{Veld: "akkoord", Tekst: "Kruis aan dat het steunpunt deze mantelzorgers kent en dat zij het goed vinden."}}})
		}
		aantal, _ := strconv.Atoi(waarden.Get("aantal"))
		err = h.Store.Bevestig(ctx, g.ID, p, id, aantal, h.Klok())
	case "stoppen":
		zin = "De lijst is gestopt. Wat verleend is, blijft."
		err = h.Store.Stop(ctx, g.ID, id, h.Klok())
	case "verwijderen":
		naar, zin = PadLijsten, "De lijst is verwijderd."
		err = h.Store.Verwijder(ctx, g.ID, id)
	default:
		return fault.New(fault.Invalid, "knop bestaat niet")
	}
	if melding := fault.Tekst(err); melding != "" {
		return h.toon(w, r, http.StatusConflict, lijstpagina{Melding: melding})
	}
	if err != nil {
		return err
	}
	if zin != "" {
		if err := h.Account.Flits(w, r, zin); err != nil {
			return err
		}
	}
	return httpx.Naar(w, r, naar)
}
