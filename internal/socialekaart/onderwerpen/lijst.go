package onderwerpen

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
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/web"
)

// lijstpagina is all onderwerpen, and beside them what visitors did not find.
type lijstpagina struct {
	Q, Welke    string
	Onderwerpen []lijstregel
	Totaal      int
	Alles       int // before filtering
	Pagina      int
	Paginas     int
	Gemist      []onderwerp.Zoekvraag
}

const perPagina = 50

func (p lijstpagina) url(n int) string {
	pagina := ""
	if n > 1 {
		pagina = strconv.Itoa(n)
	}
	return web.Zoek(start, "q", p.Q, "welke", p.Welke, "pagina", pagina)
}

type lijstregel struct {
	Slug, Naam      string
	Woorden, Aanbod int
	Eigen           bool // of this gemeente alone
	Gewijzigd       bool // shared, with words that were added or left out here
}

// Which onderwerpen the list shows.
const (
	welkeGewijzigd = "gewijzigd"
	welkeZonder    = "zonder-aanbod"
)

func (h Handler) lijst(w http.ResponseWriter, r *http.Request) error {
	s, err := h.lees(r)
	if err != nil {
		return err
	}
	gemist, err := h.Store.Zoekvragen(r.Context(), s.gemeenteID, onderwerp.Niets, h.sinds(3), 8)
	if err != nil {
		return err
	}
	p := maakLijst(s, r.URL.Query())
	p.Gemist = gemist
	return httpx.Render(w, r, http.StatusOK, lijstblad(p))
}

// sinds is the first day of the given number of months, this one counted.
func (h Handler) sinds(maanden int) time.Time {
	nu := h.Klok()
	return time.Date(nu.Year(), nu.Month()+1-time.Month(maanden), 1, 0, 0, 0, 0, time.UTC)
}

func maakLijst(s stand, v url.Values) lijstpagina {
	p := lijstpagina{Q: socialekaart.Kort(v.Get("q")), Welke: v.Get("welke"), Alles: len(s.samen)}
	if p.Welke != welkeGewijzigd && p.Welke != welkeZonder {
		p.Welke = ""
	}
	aanbod, ws := s.aanbod(), socialekaart.Woorden(p.Q)
	for _, o := range s.samen {
		tekst := slices.Concat([]string{o.Naam}, o.GewoneWoorden, o.Vaktermen)
		for _, code := range onderwerp.Talen {
			tekst = append(tekst, o.Talen[code]...)
		}
		regel := lijstregel{Slug: o.Slug, Naam: o.Naam, Woorden: len(tekst) - 1, Aanbod: aanbod[o.Slug]}
		_, gedeeld := vind(s.gedeeld, o.Slug)
		regel.Eigen, regel.Gewijzigd = !gedeeld, gedeeld && !onderwerp.Vind(s.eigen, o.Slug).Leeg()
		plat := socialekaart.Plat(strings.Join(tekst, " "))
		mist := func(w string) bool { return !strings.Contains(plat, w) }
		if slices.ContainsFunc(ws, mist) || p.Welke == welkeGewijzigd && !regel.Eigen && !regel.Gewijzigd || p.Welke == welkeZonder && regel.Aanbod > 0 {
			continue
		}
		p.Onderwerpen = append(p.Onderwerpen, regel)
	}
	p.Totaal = len(p.Onderwerpen)
	p.Paginas = (p.Totaal + perPagina - 1) / perPagina
	p.Pagina = 1
	if n, err := strconv.Atoi(v.Get("pagina")); err == nil {
		p.Pagina = max(1, min(n, p.Paginas))
	}
	van := (p.Pagina - 1) * perPagina
	p.Onderwerpen = p.Onderwerpen[van:min(van+perPagina, p.Totaal)]
	return p
}

// vragenpagina is what visitors typed, by what it found.
type vragenpagina struct {
	Maanden int
	Soort   onderwerp.Soort // one group, with all of it; "" is the beginning of each
	Groepen []vragengroep
}

type vragengroep struct {
	Soort  onderwerp.Soort
	Vragen []vraagregel
	Meer   bool // there are more than these
}

type vraagregel struct {
	onderwerp.Zoekvraag
	Nu       int        // what it finds now
	Begrepen []web.Link // onderwerpen that were understood
}

const (
	perGroep = 20
	perSoort = 200
)

var vraagsoorten = []onderwerp.Soort{onderwerp.Niets, onderwerp.Weinig, onderwerp.Alle}

func (h Handler) vragen(w http.ResponseWriter, r *http.Request) error {
	s, err := h.lees(r)
	if err != nil {
		return err
	}
	v := r.URL.Query()
	p := vragenpagina{Maanden: 3}
	switch v.Get("maanden") {
	case "1":
		p.Maanden = 1
	case "13":
		p.Maanden = maxMaanden
	}
	soorten, n := vraagsoorten, perGroep
	if soort := onderwerp.Soort(v.Get("soort")); slices.Contains(vraagsoorten, soort) {
		p.Soort, soorten, n = soort, []onderwerp.Soort{soort}, perSoort
	}
	for _, soort := range soorten {
		g, err := h.groep(r.Context(), s, soort, p.Maanden, n)
		if err != nil {
			return err
		}
		p.Groepen = append(p.Groepen, g)
	}
	return httpx.Render(w, r, http.StatusOK, vragenblad(p))
}

func (h Handler) groep(ctx context.Context, s stand, soort onderwerp.Soort, maanden, n int) (vragengroep, error) {
	vragen, err := h.Store.Zoekvragen(ctx, s.gemeenteID, soort, h.sinds(maanden), n+1)
	if err != nil {
		return vragengroep{}, err
	}
	g := vragengroep{Soort: soort, Meer: len(vragen) > n && n < perSoort}
	for _, v := range vragen[:min(len(vragen), n)] {
		g.Vragen = append(g.Vragen, s.begrip(v))
	}
	return g, nil
}

// begrip says what the search makes of a question now.
func (s stand) begrip(v onderwerp.Zoekvraag) vraagregel {
	u := s.kaart.Index().Zoek(v.Vraag)
	r := vraagregel{Zoekvraag: v, Nu: len(u.Treffers)}
	for _, o := range u.Begrip.Onderwerpen {
		if !o.Verwant && len(r.Begrepen) < 2 {
			r.Begrepen = append(r.Begrepen, web.Naar(s.naam(o.Slug), metWoord(o.Slug, v.Vraag)))
		}
	}
	return r
}

// metWoord is the page of an onderwerp with a word laid ready in its field.
func metWoord(slug, woord string) string { return web.Zoek(start+"/"+slug, "erbij", woord) }

// toevoegen leads to the onderwerp that was chosen for a word.
func (h Handler) toevoegen(w http.ResponseWriter, r *http.Request) error {
	s, err := h.lees(r)
	if err != nil {
		return err
	}
	v := r.URL.Query()
	slug := v.Get("onderwerp")
	if _, ok := vind(s.samen, slug); !ok && slug != "nieuw" {
		return fault.New(fault.NotFound, "dit onderwerp is er niet")
	}
	return httpx.Naar(w, r, metWoord(slug, v.Get("erbij")))
}
