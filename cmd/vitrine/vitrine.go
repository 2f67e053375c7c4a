package main

import (
	"context"
	"net/http"
	"strings"
	"unicode"

	"mantelpunt/internal/account"
	"mantelpunt/internal/account/ontwikkel"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/informatiepunt"
	"mantelpunt/internal/privacy"
	"mantelpunt/internal/socialekaart/beheer"
	"mantelpunt/internal/socialekaart/kaartbeeld"
	bewaarlijst "mantelpunt/internal/socialekaart/lijst"
	"mantelpunt/internal/socialekaart/melden"
	"mantelpunt/internal/socialekaart/onderwerpen"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/socialekaart/vinden"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/toezicht"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/controle"
	"mantelpunt/internal/verklaring/invoer"
	"mantelpunt/internal/verklaring/lijst"
	"mantelpunt/internal/verklaring/mijn"
	"mantelpunt/internal/verklaring/regelingen"
	"mantelpunt/internal/verklaring/toestemming"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// afdelingen are the features, in the order of the index.
var afdelingen = []struct {
	code, naam string
	vitrine    func(context.Context) []web.Voorbeeld
}{
	{"onderdelen", "Onderdelen en fouten", web.Vitrine},
	{"informatiepunt", "Informatiepunt", informatiepunt.Vitrine},
	{"zoeken", "Sociale kaart: zoeken", vinden.Vitrine},
	{"kaart", "Sociale kaart: kaart", kaartbeeld.Vitrine},
	{"aanbod", "Sociale kaart: aanbod", tonen.Vitrine},
	{"melden", "Sociale kaart: meldingen", melden.Vitrine},
	{"bewaarlijst", "Mijn lijst", bewaarlijst.Vitrine},
	{"aanbodbeheer", "Sociale kaart: beheer", beheer.Vitrine},
	{"onderwerpen", "Sociale kaart: zoekwoorden", onderwerpen.Vitrine},
	{"regelingen", "Verklaring: regels en uitleg", regelingen.Vitrine},
	{"aanvragen", "Verklaring: aanvragen", aanvragen.Vitrine},
	{"mijn", "Verklaring: mijn omgeving", mijn.Vitrine},
	{"toestemming", "Verklaring: toestemming van de naaste", toestemming.Vitrine},
	{"behandelen", "Verklaring: behandelen", behandelen.Vitrine},
	{"invoer", "Verklaring: invoeren voor iemand", invoer.Vitrine},
	{"lijst", "Verklaring: lijsten", lijst.Vitrine},
	{"controle", "Verklaring: controleren", controle.Vitrine},
	{"account", "Inloggen", account.Vitrine},
	{"gemeente", "Gemeente", gemeente.Vitrine},
	{"privacy", "Privacy", privacy.Vitrine},
	{"toezicht", "Audit", toezicht.Vitrine},
	{"demo", "Stand-ins van de demo", ontwikkel.Vitrine},
}

// adres is where one example can be seen.
func adres(afdeling, naam string) string {
	woorden := strings.FieldsFunc(strings.ToLower(naam), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return "/vitrine/" + afdeling + "/" + strings.Join(woorden, "-")
}

// routes serves the examples by the same middleware as the product, so that the
// Content-Security-Policy and the address of a language are the same.
func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		toon(w, r, http.StatusOK, indexpagina(inhoud(r.Context())))
	})
	mux.HandleFunc("GET /vitrine/{afdeling}/{naam}", voorbeeld)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		toon(w, r, http.StatusNotFound, web.Foutpagina(http.StatusNotFound, "In de vitrine leiden links in de voorbeelden nergens heen."))
	})
	buiten := http.NewServeMux()
	buiten.Handle("/static/", web.Statisch())
	buiten.HandleFunc("GET /stijl/{bestand}", stijl)
	buiten.HandleFunc("GET /beheer/instellingen/vormgeving/voorbeeld.css", func(w http.ResponseWriter, r *http.Request) {
		if err := gemeente.Voorbeeldstijl(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
	buiten.Handle("/", httpx.MetTaal(inKader(mux)))
	return httpx.Koppen(false)(buiten)
}

// inKader puts the frame of the samples in the context.
func inKader(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := kies(r)
		k := t.kader(r)
		ctx := toegang.MetGemeente(r.Context(), toegang.Gemeente{ID: 1, Slug: strings.ToLower(k.Gemeente), Naam: k.Gemeente, URL: "https://" + strings.ToLower(k.Gemeente) + ".example", Kleur: t.Merk})
		next.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
	})
}

func voorbeeld(w http.ResponseWriter, r *http.Request) {
	for _, a := range afdelingen {
		if a.code != r.PathValue("afdeling") {
			continue
		}
		for _, v := range a.vitrine(r.Context()) {
			if adres(a.code, v.Naam) == r.URL.Path {
				toon(w, r, http.StatusOK, v.Pagina)
				return
			}
		}
	}
	toon(w, r, http.StatusNotFound, web.Foutpagina(http.StatusNotFound, "Dit voorbeeld bestaat niet."))
}

func toon(w http.ResponseWriter, r *http.Request, status int, c templ.Component) {
	if err := httpx.Render(w, r, status, c); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// groep is the examples of one feature, as links.
type groep struct {
	Naam   string
	Links  []web.Link
	Engels []string // the same in English
}

func inhoud(ctx context.Context) (uit []groep) {
	for _, a := range afdelingen {
		g := groep{Naam: a.naam}
		for _, v := range a.vitrine(ctx) {
			pad := adres(a.code, v.Naam)
			g.Links, g.Engels = append(g.Links, web.Naar(v.Naam, pad)), append(g.Engels, "/en"+pad)
		}
		uit = append(uit, g)
	}
	return uit
}
