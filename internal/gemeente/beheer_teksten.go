package gemeente

import (
	"net/http"
	"net/url"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
)

// tekstblad is the page of one text, in every language.
func tekstblad(sleutel string) blad {
	o := Onderdeel{
		Code: "teksten " + sleutel,
		waarde: func(g Gemeente) any {
			var uit []string
			for _, t := range i18n.Talen {
				uit = append(uit, g.Teksten[t.Code][sleutel])
			}
			return uit
		},
		woorden: func(g Gemeente) (uit []web.Rij) {
			for _, t := range i18n.Talen {
				uit = append(uit, rij(t.Naam, g.Teksten[t.Code][sleutel]))
			}
			return uit
		},
	}
	return blad{
		Onderdeel: o,
		vul: func(g Gemeente) url.Values {
			v := url.Values{}
			for _, t := range i18n.Talen {
				v.Set("tekst-"+t.Code, g.Teksten[t.Code][sleutel])
			}
			return v
		},
		lees: func(_ *http.Request, v url.Values, g *Gemeente) web.Fouten { return leesTekst(v, sleutel, g) },
		toon: func(f formulier) templ.Component {
			f.Vraag = sleutel
			return tekstformulier(f)
		},
		actie: func(_ *http.Request, v url.Values, f *formulier) bool {
			actie, taal, _ := strings.Cut(v.Get("actie"), " ")
			switch actie {
			case "voorbeeld":
				proef := f.G.kopie()
				f.Fouten = leesTekst(v, sleutel, &proef)
			case "standaard":
				if _, ok := i18n.Zoek(taal); ok {
					v.Set("tekst-"+taal, "")
				}
			default:
				return false
			}
			f.Los = true
			return true
		},
		na: instellingenPad + "/teksten",
	}
}

// leesTekst lays what was typed over the own words; an empty field is the standard text.
func leesTekst(v url.Values, sleutel string, g *Gemeente) (fouten web.Fouten) {
	for _, t := range i18n.Talen {
		tekst := strings.Join(strings.Fields(v.Get("tekst-"+t.Code)), " ")
		if tekst == "" || tekst == i18n.Standaard(t.Code, sleutel) {
			delete(g.Teksten[t.Code], sleutel)
			continue
		}
		if zin := controleerTekst(i18n.Standaard(t.Code, sleutel), tekst, maxVan(sleutel)); zin != "" {
			fouten.Voeg("tekst-"+t.Code, zin)
			continue
		}
		if g.Teksten == nil {
			g.Teksten = map[string]map[string]string{}
		}
		if g.Teksten[t.Code] == nil {
			g.Teksten[t.Code] = map[string]string{}
		}
		g.Teksten[t.Code][sleutel] = tekst
	}
	return fouten
}

// teksten is the list with the search box.
func (h Beheer) teksten(w http.ResponseWriter, r *http.Request) error {
	f, err := h.formulier(r, blad{Onderdeel: tekstendeel, vul: func(Gemeente) url.Values { return nil }})
	if err != nil {
		return err
	}
	q := httpx.Schoon(r.URL.Query().Get("q"))
	if len(q) > 100 {
		q = strings.ToValidUTF8(q[:100], "")
	}
	return httpx.Render(w, r, http.StatusOK, tekstenpagina(q, zoekTeksten(f.G, q)))
}

// bladVan finds the page of the text in the address.
func bladVan(r *http.Request) (blad, error) {
	sleutel := chi.URLParam(r, "sleutel")
	if !i18n.Bestaat("nl", sleutel) || tekstgroep(sleutel) == "" {
		return blad{}, fault.New(fault.NotFound, "deze tekst kan een gemeente niet wijzigen")
	}
	return tekstblad(sleutel), nil
}

func (h Beheer) tekst(w http.ResponseWriter, r *http.Request) error {
	b, err := bladVan(r)
	if err != nil {
		return err
	}
	return h.toon(w, r, b)
}

func (h Beheer) bewaarTekst(w http.ResponseWriter, r *http.Request) error {
	b, err := bladVan(r)
	if err != nil {
		return err
	}
	return h.bewaar(w, r, b)
}
