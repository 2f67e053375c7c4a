package gemeente

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

var talenblad = blad{
	Onderdeel: talendeel,
	vul:       func(g Gemeente) url.Values { return url.Values{"talen": g.Talen} },
	lees: func(_ *http.Request, v url.Values, g *Gemeente) web.Fouten {
		g.Talen = nil
		for i, t := range i18n.Talen { // Dutch is always there, and the order stays
			if i == 0 || slices.Contains(v["talen"], t.Code) {
				g.Talen = append(g.Talen, t.Code)
			}
		}
		return nil
	},
	toon: talenformulier,
}

var wijkenblad = blad{
	Onderdeel: wijkendeel,
	vul:       func(g Gemeente) url.Values { return vulWijken(g.Wijken) },
	lees: func(_ *http.Request, v url.Values, g *Gemeente) (fouten web.Fouten) {
		g.Wijken, fouten = leesWijken(v)
		return fouten
	},
	toon:  wijkenformulier,
	actie: schuifWijken,
	zin:   "Bewaard. Kreeg een wijk een andere naam, of is er een weg? Kijk dan bij Sociale kaart na welk aanbod daar nog bij hoort.",
}

// maxWijken is more than any gemeente has.
const maxWijken = 200

// vulWijken gives each wijk a field, and an empty one behind them.
func vulWijken(wijken []string) url.Values {
	v := url.Values{}
	for i, w := range append(slices.Clone(wijken), "") {
		v.Set(wijkveld(i), w)
	}
	return v
}

func wijkveld(i int) string { return "wijk-" + strconv.Itoa(i) }

// wijkvelden are the names as they stand in the form, the empty ones as well.
func wijkvelden(v url.Values) (uit []string) {
	for i := 0; i <= maxWijken && v.Has(wijkveld(i)); i++ {
		uit = append(uit, v.Get(wijkveld(i)))
	}
	return uit
}

func leesWijken(v url.Values) (wijken []string, fouten web.Fouten) {
	for i, naam := range wijkvelden(v) {
		naam = strings.Join(strings.Fields(naam), " ")
		dubbel := func(w string) bool { return strings.EqualFold(w, naam) }
		switch {
		case naam == "":
			continue
		case utf8.RuneCountInString(naam) > 60:
			fouten.Voeg(wijkveld(i), "Maak de naam korter: hoogstens 60 tekens.")
		case slices.ContainsFunc(wijken, dubbel):
			fouten.Voeg(wijkveld(i), fmt.Sprintf("De wijk ‘%s’ staat er twee keer.", naam))
		case len(wijken) >= maxWijken:
			fouten.Voeg(wijkveld(i), fmt.Sprintf("Er kunnen hoogstens %d wijken zijn.", maxWijken))
		}
		wijken = append(wijken, naam)
	}
	return wijken, fouten
}

// schuifWijken moves or empties a line, or adds one, without saving: the list is
// saved as a whole.
func schuifWijken(_ *http.Request, v url.Values, f *formulier) bool {
	actie, nr, _ := strings.Cut(v.Get("actie"), " ")
	namen := wijkvelden(v)
	i, err := strconv.Atoi(nr)
	if actie == "bewaar" || actie == "" || err != nil || i < 0 || i >= len(namen) {
		return false
	}
	switch {
	case actie == "omhoog" && i > 0:
		namen[i-1], namen[i] = namen[i], namen[i-1]
	case actie == "omlaag" && i+1 < len(namen):
		namen[i+1], namen[i] = namen[i], namen[i+1]
	case actie == "weg":
		namen = slices.Delete(namen, i, i+1)
	}
	namen = slices.DeleteFunc(namen, func(s string) bool { return strings.TrimSpace(s) == "" })
	f.V, f.Los = vulWijken(namen), true
	return true
}
