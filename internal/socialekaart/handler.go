package socialekaart

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// Wijkenlijst knows the wijken of the gemeente of a request.
type Wijkenlijst interface {
	Wijken(ctx context.Context) []string
}

// Flitser shows a sentence once, on the next page.
type Flitser interface {
	Flits(w http.ResponseWriter, r *http.Request, zin string) error
}

// Handler serves the pages of the sociale kaart. What visitors read comes from
// the Voorraad, what redacteuren work on from the Store.
type Handler struct {
	Store    Store
	Voorraad *momentopname.Voorraad[*Kaart]
	Wijken   Wijkenlijst
	Flits    Flitser
	Post     mail.Post // to aanbieders
	Web      *httpx.Afhandelaar
}

// NieuweHandler makes a Handler whose momentopnamen follow w.
func NieuweHandler(s Store, w *momentopname.Wachter, wijken Wijkenlijst, flits Flitser, a *httpx.Afhandelaar) Handler {
	return Handler{Store: s, Voorraad: momentopname.NieuweVoorraad(w, Laad(s)), Wijken: wijken, Flits: flits, Web: a}
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	r.Get("/aanbod", h.Web.H(h.zoek))
	r.Get("/aanbod/{slug}", h.Web.H(h.aanbod))
	r.Get("/organisaties/{slug}", h.Web.H(h.organisatie))
	r.Group(h.beheer)
}

func (h Handler) kaart(ctx context.Context) (*Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

// Thema is one of the vraaggebieden with how much there is for it.
type Thema struct {
	Code, Naam string
	Aantal     int
}

// Themas gives the vraaggebieden in their fixed order, for the home page.
func (h Handler) Themas(ctx context.Context) ([]Thema, error) {
	k, err := h.kaart(ctx)
	if err != nil {
		return nil, err
	}
	return k.themas(ctx), nil
}

func (k *Kaart) themas(ctx context.Context) []Thema {
	var uit []Thema
	for _, code := range Themas {
		t := Thema{Code: code, Naam: Label(ctx, Kenmerk{Taxonomie: "thema", Code: code})}
		for i := range k.facetten {
			if k.facetten[i].heeft(groepThema, code) {
				t.Aantal++
			}
		}
		uit = append(uit, t)
	}
	return uit
}

// zoekresultaten is what the page of results shows.
type zoekresultaten struct {
	Vraag      Vraag
	Vondst     Vondst
	Filters    []filter
	Themas     []Thema
	Hulplijnen []Aanbod
}

// filter is one group of options beside the results. The first few are shown,
// the others on request.
type filter struct {
	groep  groep
	Naam   string
	Keuzes []web.Keuze
	tonen  int
}

const maxTonen = 6

// rest reports that a chosen option is among those shown on request.
func (f filter) rest() bool {
	return slices.ContainsFunc(f.Keuzes[f.tonen:], func(k web.Keuze) bool { return k.Gekozen })
}

func (h Handler) zoek(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, zoekpagina(maakResultaten(ctx, k, r.URL.Query(), h.Wijken.Wijken(ctx))))
}

// maakResultaten answers the question in the parameters of an address.
func maakResultaten(ctx context.Context, k *Kaart, parameters url.Values, wijken []string) zoekresultaten {
	aangeboden := k.aangeboden(wijken)
	vraag := LeesVraag(parameters)
	vraag.alleen(aangeboden)
	p := zoekresultaten{Vraag: vraag, Vondst: k.Zoek(vraag, wijken)}
	for g := range aantalGroepen {
		f := maakFilter(ctx, g, aangeboden[g], vraag, p.Vondst.tellen[g])
		if len(f.Keuzes) > 1 || len(f.Keuzes) == 1 && (g == groepKosten || f.Keuzes[0].Gekozen) {
			p.Filters = append(p.Filters, f)
		}
	}
	if p.Vondst.Totaal == 0 {
		p.Themas, p.Hulplijnen = k.themas(ctx), k.hulplijnen()
	}
	return p
}

// volgorde is the order of the options of a group; nil is by how often they occur.
func volgorde(g groep) []string {
	switch g {
	case groepThema:
		return Themas
	case groepWet:
		return Wetten
	case groepDagdeel:
		return Dagdelen
	case groepVerwijzing:
		return Verwijzingen
	}
	return nil
}

func maakFilter(ctx context.Context, g groep, waarden []string, v Vraag, tellen map[string]int) filter {
	f := filter{groep: g, Naam: i18n.Kies(ctx, "socialekaart.filter.", groepnamen[g])}
	for _, w := range waarden {
		gekozen := slices.Contains(v.keuzes[g], w)
		if gekozen || tellen[w] > 0 { // never a way to nothing
			f.Keuzes = append(f.Keuzes, web.Keuze{Waarde: w, Naam: filternaam(ctx, g, w), Gekozen: gekozen, Aantal: tellen[w]})
		}
	}
	vast := volgorde(g)
	slices.SortStableFunc(f.Keuzes, func(a, b web.Keuze) int {
		if g == groepWijk {
			return 0 // as the gemeente orders them
		}
		if vast != nil {
			return plek(vast, a.Waarde) - plek(vast, b.Waarde)
		}
		return b.Aantal - a.Aantal
	})
	f.tonen = len(f.Keuzes)
	if f.tonen > maxTonen+2 { // no "show more" for one or two
		f.tonen = maxTonen
	}
	return f
}

// plek is the place in a list, past the end for what is not in it.
func plek(lijst []string, s string) int {
	if i := slices.Index(lijst, s); i >= 0 {
		return i
	}
	return len(lijst)
}

func filternaam(ctx context.Context, g groep, waarde string) string {
	switch g {
	case groepKosten:
		return i18n.T(ctx, "socialekaart.gratis")
	case groepTaal:
		return taalnaam(ctx, waarde)
	case groepWijk:
		return waarde
	case groepWet:
		if slices.Contains(Wetten, waarde) {
			return i18n.Kies(ctx, "socialekaart.wet.", waarde)
		}
	}
	return Label(ctx, Kenmerk{Taxonomie: groepnamen[g], Code: waarde})
}

// detail is the page of one offer.
type detail struct {
	Aanbod
	Bereik    Contact
	Oud       bool     // not checked for half a year
	Eigen     []Aanbod // more of the same organisation
	Verwant   []Aanbod
	Voorbeeld bool // of a concept, for the redacteur
}

const maxEigen, maxVerwant = 3, 3

func nieuwDetail(k *Kaart, a Aanbod) detail {
	d := detail{Aanbod: a, Bereik: bereik(a), Oud: !a.GecontroleerdOp.IsZero() && verouderd(a.GecontroleerdOp, time.Now()), Verwant: k.verwant(a, maxVerwant)}
	for _, b := range k.vanOrganisatie(a.Organisatie.Slug) {
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
	a, ok := k.metSlug(chi.URLParam(r, "slug"))
	if !ok {
		return fault.New(fault.NotFound, "aanbod bestaat niet of is niet gepubliceerd")
	}
	return httpx.Render(w, r, http.StatusOK, detailpagina(nieuwDetail(k, a)))
}

func (h Handler) organisatie(w http.ResponseWriter, r *http.Request) error {
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	aanbod := k.vanOrganisatie(chi.URLParam(r, "slug"))
	if len(aanbod) == 0 {
		return fault.New(fault.NotFound, "organisatie bestaat niet of heeft niets gepubliceerd")
	}
	return httpx.Render(w, r, http.StatusOK, organisatiepagina(aanbod[0].Organisatie, aanbod))
}

// adresregel writes an address on one line.
func adresregel(l Locatie) string {
	return samen(l.Adres, strings.TrimSpace(l.Postcode+" "+l.Plaats))
}

// kaartURL shows a place on a map, "" when its place on earth is not known.
func kaartURL(l Locatie) string {
	if l.Breedte == 0 || l.Lengte == 0 {
		return ""
	}
	breedte, lengte := strconv.FormatFloat(l.Breedte, 'f', 5, 64), strconv.FormatFloat(l.Lengte, 'f', 5, 64)
	return "https://www.openstreetmap.org/?mlat=" + breedte + "&mlon=" + lengte + "#map=17/" + breedte + "/" + lengte
}
