package tonen

import (
	"context"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/toegang"
)

// object is one thing in the words of schema.org; what is empty is left out.
type object map[string]any

func ding(soort string, paren ...any) object {
	o := object{"@type": soort}
	for i := 0; i+1 < len(paren); i += 2 {
		switch v := paren[i+1].(type) {
		case nil:
		case string:
			if v != "" {
				o[paren[i].(string)] = v
			}
		case []object:
			if len(v) > 0 {
				o[paren[i].(string)] = v
			}
		case []string:
			if len(v) > 0 {
				o[paren[i].(string)] = v
			}
		default:
			o[paren[i].(string)] = v
		}
	}
	return o
}

// gestructureerd is an offer as search engines and assistants read it: a Service with
// its Places (https://schema.org/Service). adres is that of its page.
func gestructureerd(ctx context.Context, a socialekaart.Aanbod, adres string) object {
	g := toegang.GemeenteUit(ctx)
	c := weergave.Bereik(a)
	var plaatsen []object
	for _, l := range a.Locaties {
		plaatsen = append(plaatsen, plaats(a.Inhoud, l))
	}
	kanaal := ding("ServiceChannel", "serviceUrl", c.Website, "availableLanguage", a.Talen, "serviceLocation", plaatsen)
	if c.Telefoon != "" || c.Email != "" {
		kanaal["servicePhone"] = ding("ContactPoint", "telephone", c.Telefoon, "email", c.Email)
	}
	dienst := ding("Service", "@id", adres, "url", adres, "name", a.Naam, "description", tekst(a.Inhoud), "serviceType", strings.Join(soorten(a.Inhoud), ", "),
		"provider", ding("Organization", "name", a.Organisatie.Naam, "url", weergave.Webadres(a.Organisatie.Website), "telephone", a.Organisatie.Telefoon, "email", a.Organisatie.Email),
		"areaServed", gebied(a.Inhoud, g.Naam), "hoursAvailable", openingstijden(a.Tijden), "offers", prijzen(a.Kosten), "availableChannel", kanaal)
	if a.VoorWie != "" {
		dienst["audience"] = ding("Audience", "audienceType", a.VoorWie)
	}
	dienst["@context"] = "https://schema.org"
	return dienst
}

// tekst is the shortest text that says what it is.
func tekst(in socialekaart.Inhoud) string {
	if in.Samenvatting != "" {
		return in.Samenvatting
	}
	return in.Omschrijving
}

// soorten are the forms of help, in Dutch as all texts of an offer are.
func soorten(in socialekaart.Inhoud) (uit []string) {
	nl := i18n.MetTaal(context.Background(), i18n.Talen[0].Code)
	for _, k := range in.Kenmerken {
		if k.Taxonomie == "vorm" {
			uit = append(uit, socialekaart.Label(nl, k))
		}
	}
	return uit
}

func plaats(in socialekaart.Inhoud, l socialekaart.Locatie) object {
	naam := l.Naam
	if naam == "" {
		naam = in.Naam
	}
	p := ding("Place", "name", naam, "openingHoursSpecification", openingstijden(in.Tijden), "specialOpeningHoursSpecification", bijzonder(in.Uitzonderingen),
		"address", ding("PostalAddress", "streetAddress", l.Adres, "postalCode", l.Postcode, "addressLocality", l.Plaats, "addressCountry", "NL"))
	if l.Breedte != 0 && l.Lengte != 0 {
		p["geo"] = ding("GeoCoordinates", "latitude", l.Breedte, "longitude", l.Lengte)
	}
	return p
}

func gebied(in socialekaart.Inhoud, gemeente string) []object {
	switch {
	case in.Landelijk:
		return []object{ding("Country", "name", "Nederland")}
	case len(in.Werkgebied) == 0 && gemeente != "":
		return []object{ding("AdministrativeArea", "name", gemeente)}
	}
	var uit []object
	for _, w := range in.Werkgebied {
		uit = append(uit, ding("AdministrativeArea", "name", w, "containedInPlace", ding("AdministrativeArea", "name", gemeente)))
	}
	return uit
}

// dagen are the days as schema.org names them.
var dagen = map[string]string{"ma": "Monday", "di": "Tuesday", "wo": "Wednesday", "do": "Thursday", "vr": "Friday", "za": "Saturday", "zo": "Sunday"}

func openingstijden(tijden []socialekaart.Tijd) (uit []object) {
	for _, t := range tijden {
		var op []string
		for _, d := range t.Dagen {
			if naam, ok := dagen[d]; ok {
				op = append(op, "https://schema.org/"+naam)
			}
		}
		if len(op) > 0 && t.Van != "" && t.Tot != "" {
			uit = append(uit, ding("OpeningHoursSpecification", "dayOfWeek", op, "opens", t.Van, "closes", middernacht(t.Tot)))
		}
	}
	return uit
}

// bijzonder are the exceptions; closed is what opens and closes at the same time.
func bijzonder(alle []socialekaart.Uitzondering) (uit []object) {
	for _, u := range alle {
		if u.Van.IsZero() || !u.Gesloten && (u.VanTijd == "" || u.TotTijd == "") {
			continue
		}
		tot := u.Tot
		if tot.IsZero() {
			tot = u.Van
		}
		van, eind := "00:00", "00:00"
		if !u.Gesloten {
			van, eind = u.VanTijd, middernacht(u.TotTijd)
		}
		uit = append(uit, ding("OpeningHoursSpecification", "validFrom", i18n.ISO(u.Van.Time), "validThrough", i18n.ISO(tot.Time), "opens", van, "closes", eind))
	}
	return uit
}

// middernacht writes the end of a day as ISO 8601 of today does.
func middernacht(t string) string {
	if t == "24:00" {
		return "23:59"
	}
	return t
}

func prijzen(kosten []socialekaart.Kosten) (uit []object) {
	for _, k := range kosten {
		wat := k.Omschrijving
		if k.Per != "" {
			wat = strings.TrimSpace(wat + ", per " + k.Per)
		}
		uit = append(uit, ding("Offer", "description", wat, "price", strconv.FormatFloat(float64(k.Eurocent)/100, 'f', 2, 64), "priceCurrency", "EUR"))
	}
	return uit
}
