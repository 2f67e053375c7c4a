package gemeente

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

// Onderdeel is one part of what a beheerder sets, with a page of its own. Two people
// who change different parts are not in each other's way.
type Onderdeel struct {
	Code, Naam, Icoon string
	Uitleg            string             // on the overview: what can be set
	waarde            func(Gemeente) any // all that the page changes
	woorden           func(Gemeente) []web.Rij
}

// Merk tells whether the part still is as it was when a form was made.
func (o Onderdeel) Merk(g Gemeente) string {
	b, err := json.Marshal(o.waarde(g))
	if err != nil {
		panic(err) // our own types, without channels or functions
	}
	som := sha256.Sum256(b)
	return hex.EncodeToString(som[:12])
}

// Verschil is one thing that changed, in words.
type Verschil struct {
	Wat  string `json:"wat"`
	Voor string `json:"voor"`
	Na   string `json:"na"`
}

// verschillen compares a part before and after.
func (o Onderdeel) verschillen(voor, na Gemeente) (uit []Verschil) {
	was, gezien := map[string]string{}, map[string]bool{}
	for _, r := range o.woorden(voor) {
		was[r.Naam] = r.Waarde
	}
	for _, r := range o.woorden(na) {
		gezien[r.Naam] = true
		if was[r.Naam] != r.Waarde {
			uit = append(uit, Verschil{r.Naam, was[r.Naam], r.Waarde})
		}
	}
	for _, r := range o.woorden(voor) {
		if !gezien[r.Naam] {
			uit = append(uit, Verschil{Wat: r.Naam, Voor: r.Waarde})
		}
	}
	return uit
}

func rij(naam, waarde string) web.Rij { return web.Rij{Naam: naam, Waarde: waarde} }

// The parts, in the order of the overview. What staff reads is Dutch.
var (
	contactdeel = Onderdeel{
		Code: "contact", Naam: "Contact en openingstijden", Icoon: web.Icoonnaam("phone"),
		Uitleg:  "Hoe mensen u bereiken, en wanneer de telefoon wordt opgenomen.",
		waarde:  func(g Gemeente) any { return g.Contact },
		woorden: func(g Gemeente) []web.Rij { return contactwoorden(g.Contact) },
	}
	vormgevingdeel = Onderdeel{
		Code: "vormgeving", Naam: "Vormgeving", Icoon: web.Icoonnaam("palette"),
		Uitleg:  "De kleuren, de letter en het beeldmerk van uw gemeente.",
		waarde:  func(g Gemeente) any { return []any{g.Thema, g.Beeldmerk} },
		woorden: vormgevingwoorden,
	}
	adressendeel = Onderdeel{
		Code: "adressen", Naam: "Adressen", Icoon: web.Icoonnaam("world"),
		Uitleg: "Op welke webadressen het portaal staat.",
		waarde: func(g Gemeente) any { return g.Hosts },
		woorden: func(g Gemeente) []web.Rij {
			return []web.Rij{rij("Adressen, het openbare eerst", opEenRij(g.Hosts))}
		},
	}
	talendeel = Onderdeel{
		Code: "talen", Naam: "Talen", Icoon: web.Icoonnaam("language"),
		Uitleg: "In welke talen bezoekers het portaal kunnen lezen.",
		waarde: func(g Gemeente) any { return g.Talen },
		woorden: func(g Gemeente) []web.Rij {
			var namen []string
			for _, code := range g.Talen {
				if t, ok := i18n.Zoek(code); ok {
					namen = append(namen, t.Naam)
				}
			}
			return []web.Rij{rij("Talen", opEenRij(namen))}
		},
	}
	tekstendeel = Onderdeel{
		Code: "teksten", Naam: "Teksten", Icoon: web.Icoonnaam("messages"),
		Uitleg: "Eigen woorden op de pagina’s voor bezoekers.",
		waarde: func(g Gemeente) any { return g.Teksten },
		woorden: func(g Gemeente) []web.Rij {
			eigen := map[string]bool{}
			for _, teksten := range g.Teksten {
				for sleutel := range teksten {
					eigen[sleutel] = true
				}
			}
			return []web.Rij{rij("Eigen teksten", strconv.Itoa(len(eigen)))}
		},
	}
	inloggendeel = Onderdeel{
		Code: "inloggen", Naam: "Inloggen", Icoon: web.Icoonnaam("lock"),
		Uitleg:  "Hoe mantelzorgers en medewerkers inloggen.",
		waarde:  func(g Gemeente) any { return g.Inloggen },
		woorden: func(g Gemeente) []web.Rij { return inlogwoorden(g.Inloggen) },
	}
	wijkendeel = Onderdeel{
		Code: "wijken", Naam: "Wijken", Icoon: web.Icoonnaam("map-pin"),
		Uitleg:  "De wijken en dorpen waar bezoekers op zoeken.",
		waarde:  func(g Gemeente) any { return g.Wijken },
		woorden: func(g Gemeente) []web.Rij { return []web.Rij{rij("Wijken", opEenRij(g.Wijken))} },
	}
	onderdelen = []Onderdeel{contactdeel, vormgevingdeel, adressendeel, talendeel, tekstendeel, inloggendeel, wijkendeel}
)

// nl is the language in which changes are written down.
var nl = context.Background()

func contactwoorden(c Contact) []web.Rij {
	return []web.Rij{
		rij("Naam van het steunpunt", c.Steunpunt), rij("Telefoonnummer", c.Telefoon), rij("E-mailadres", c.Email), rij("Bezoekadres", c.Adres),
		rij("Openingstijden", strings.Join(c.Openingstijden(nl), "; ")),
	}
}

func vormgevingwoorden(g Gemeente) []web.Rij {
	return []web.Rij{
		rij("Merkkleur", g.Thema.Merk), rij("Accentkleur", g.Thema.Accent), rij("Hoeken", naamVan(vormnamen, g.Thema.Vorm)),
		rij("Letter", naamVan(letternamen, g.Thema.Letter)), rij("Beeldmerk", naamVan(beeldmerken, g.Beeldmerk)),
	}
}

// keuze is one value that can be chosen, with its name; the first of a list stands
// for an empty value as well.
type keuze struct{ code, naam string }

func naamVan(lijst []keuze, code string) string {
	for _, k := range lijst {
		if k.code == code {
			return k.naam
		}
	}
	return lijst[0].naam
}

func opEenRij(woorden []string) string { return strings.Join(woorden, ", ") }
