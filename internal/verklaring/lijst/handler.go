package lijst

import (
	"encoding/csv"
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
	ls, err := h.Store.Lijsten(r.Context(), g.ID)
	if err != nil {
		return err
	}
	regeling, err := h.Store.Regeling(r.Context(), g.ID, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	return httpx.Render(w, r, status, overzicht(ls, regeling.Regels, fouten))
}

// inlezen reads a file and keeps it to look at. Nothing is issued.
func (h Handler) inlezen(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	_, bestanden, err := httpx.Upload(w, r, maxBestand)
	if err != nil {
		return err
	}
	if len(bestanden) == 0 {
		return h.toonLijsten(w, r, http.StatusUnprocessableEntity, web.Fouten{{Veld: "bestand", Tekst: "Kies een bestand."}})
	}
	b := bestanden[0]
	regels, err := LeesBestand(b.Inhoud)
	if b.Fout != nil {
		err = b.Fout
	}
	if zin := fault.Tekst(err); zin != "" {
		return h.toonLijsten(w, r, http.StatusUnprocessableEntity, web.Fouten{{Veld: "bestand", Tekst: zin}})
	}
	if err != nil {
		return err
	}
	vandaag := verklaring.Dag(h.Klok())
	regeling, err := h.Store.Regeling(ctx, g.ID, vandaag)
	if err != nil {
		return err
	}
	err = NieuweLezer(ctx, regeling.Regels, vandaag, h.Store.Onafdrukbaar).Keur(regels, func(mensen []verklaring.Mens) (map[verklaring.Mens][]verklaring.Bekend, error) {
		return h.Store.Bekenden(ctx, g.ID, mensen, vandaag)
	})
	if err != nil {
		return err
	}
	id, err := h.Store.Voeg(ctx, g.ID, p, bestandsnaam(b.Naam), regels, h.Klok())
	if err != nil {
		return err
	}
	return httpx.Naar(w, r, padLijst(id))
}

func bestandsnaam(s string) string {
	if r := []rune(s); len(r) > maxNaam {
		s = string(r[:maxNaam])
	}
	if s == "" {
		return "lijst.csv"
	}
	return s
}

func (h Handler) voorbeeld(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return err
	}
	alsCSV(w, "mantelzorgers.csv")
	_, err := w.Write([]byte(Voorbeeldbestand))
	return fault.Wrap(err, "voorbeeld sturen")
}

func alsCSV(w http.ResponseWriter, naam string) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+naam+`"`)
	w.Header().Set("X-Content-Type-Options", "nosniff")
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
	v.Pagina, _ = strconv.Atoi(r.URL.Query().Get("pagina"))
	v.Pagina = min(max(1, v.Pagina), max(1, v.Paginas()))
	if v.Status == Bezig {
		if !v.Stil {
			w.Header().Set("Refresh", verversSeconden)
		}
		return httpx.Render(w, r, status, bezigpagina(v))
	}
	if v.Rijen, err = h.Store.Regels(ctx, g.ID, id, v.AlleenFout, v.Pagina); err != nil {
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

// fouten hands out the rows that were not issued, each with why, to mend and read in
// again.
func (h Handler) fouten(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	if _, err := h.Store.Lijst(r.Context(), g.ID, id); err != nil {
		return err
	}
	regels, err := h.Store.Regels(r.Context(), g.ID, id, true, 0)
	if err != nil {
		return err
	}
	alsCSV(w, "niet-verleend.csv")
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	_ = c.Write([]string{"\ufeffregel", "naam", "geboortedatum", "e-mail", "adres", "doelen", "geldig vanaf", "wat er niet klopt"})
	for _, x := range regels {
		_ = c.Write([]string{strconv.Itoa(x.Nr), cel(x.Rij.Naam), cel(x.Rij.Geboortedatum), cel(x.Rij.Email), cel(x.Rij.Adres), cel(x.Rij.Doelen), cel(x.Rij.Vanaf), x.Fout})
	}
	c.Flush()
	return fault.Wrap(c.Error(), "regels sturen")
}
