package uitwisseling

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ruimte is where the ids of taxonomies and their terms come from: the same
// everywhere, so that receivers recognise them.
var ruimte = uuid.NewSHA1(uuid.NameSpaceURL, []byte("mantelpunt:taxonomie"))

var taxonomieUitleg = map[string]string{
	"thema":      "De acht vraaggebieden van mantelzorgers",
	"wet":        "Wet die betaalt",
	"verwijzing": "Verwijzing of indicatie nodig",
	"onderwerp":  "Onderwerp, door de redactie gekozen",
	"doelgroep":  "Voor wie",
	"vorm":       "Vorm van de hulp",
	"dagdeel":    "Wanneer",

	"toegankelijkheid": "Hoe toegankelijk het is",
}

func (l *laag) kosten(v socialekaart.Kosten) map[string]any {
	m := map[string]any{"id": l.sub("cost_options", v), "service_id": l.id.String(), "amount": float64(v.Eurocent) / 100, "currency": "EUR"}
	zet(m, "option", v.Omschrijving)
	zet(m, "amount_description", v.Per)
	return m
}

func (l *laag) tijd(v socialekaart.Tijd) map[string]any {
	m := map[string]any{"id": l.sub("schedules", v), "service_id": l.id.String()}
	var byday []string
	for _, d := range v.Dagen {
		if i := slices.Index(socialekaart.Dagen, d); i >= 0 {
			byday = append(byday, rrule[i])
		}
	}
	if len(byday) > 0 {
		m["freq"] = "WEEKLY"
	}
	zet(m, "byday", strings.Join(byday, ","))
	zet(m, "opens_at", v.Van)
	zet(m, "closes_at", v.Tot)
	zet(m, "description", v.Toelichting)
	return m
}

// locatie makes a place. HSDS asks for a province; the portal doesn't know it and
// gives the country, which is true.
func (l *laag) locatie(v socialekaart.Locatie) map[string]any {
	id := l.sub("locations", v)
	loc := map[string]any{"id": id, "location_type": "physical"}
	zet(loc, "name", v.Naam)
	if v.Breedte != 0 || v.Lengte != 0 {
		loc["latitude"], loc["longitude"] = v.Breedte, v.Lengte
	}
	if v.Adres != "" || v.Postcode != "" || v.Plaats != "" {
		loc["addresses"] = []any{map[string]any{"id": l.sub("addresses", v), "location_id": id, "address_type": "physical", "address_1": v.Adres,
			"postal_code": v.Postcode, "city": v.Plaats, "state_province": "Nederland", "country": "NL"}}
	}
	if v.Toegankelijkheid != "" {
		loc["accessibility"] = []any{map[string]any{"id": l.sub("accessibility", v), "location_id": id, "description": v.Toegankelijkheid}}
	}
	return map[string]any{"id": l.sub("service_at_locations", v), "service_id": l.id.String(), "location_id": id, "location": loc}
}

func (l *laag) taal(code string) map[string]any {
	m := map[string]any{"id": l.sub("languages", code), "service_id": l.id.String(), "code": code}
	if tag, err := language.Parse(code); err == nil {
		zet(m, "name", display.Languages(language.Dutch).Name(tag))
	}
	return m
}

func (l *laag) kenmerk(v socialekaart.Kenmerk) map[string]any {
	naam := v.Naam
	if naam == "" {
		naam = socialekaart.Label(context.Background(), v)
	}
	taxonomie := uuid.NewSHA1(ruimte, []byte(v.Taxonomie))
	return map[string]any{"id": l.sub("attributes", v), "link_id": l.id.String(), "link_entity": "service", "taxonomy_term": map[string]any{
		"id": uuid.NewSHA1(taxonomie, []byte(v.Code)).String(), "code": v.Code, "name": naam, "description": naam, "taxonomy": v.Taxonomie,
		"taxonomy_detail": map[string]any{"id": taxonomie.String(), "name": v.Taxonomie, "description": taxonomieUitleg[v.Taxonomie]},
	}}
}

// organisatie lays the organisation over the one in the service; a service that
// only refers to it keeps doing so.
func (l *laag) organisatie(k *kaart, o socialekaart.Organisatie, ontvangen json.RawMessage) {
	id := o.ID.String()
	m := k.een(l.doc, "organization")
	if m == nil && strings.EqualFold(k.tekst(l.doc, "organization_id"), id) {
		return
	}
	if m == nil || !strings.EqualFold(k.tekst(m, "id"), id) {
		if m, _ = object(ontvangen); m == nil {
			m = map[string]any{}
		}
		m["id"] = id
		l.zet("organization", m)
		if l.doc["organization_id"] != nil {
			l.doc["organization_id"] = id
		}
	}
	was := k.organisatie(m)
	laag := laag{id: o.ID, doc: m}
	if was.Naam != o.Naam || was.Omschrijving != o.Omschrijving {
		laag.zet("name", o.Naam)
		laag.zet("description", o.Omschrijving)
		if o.Omschrijving == "" { // asked for by HSDS
			laag.zet("description", o.Naam)
		}
	}
	if was.Telefoon != o.Telefoon {
		gewoon, app := k.telefoons(m)
		laag.zet("phones", samen(telefoons(gewoon, o.Telefoon, laag.sub("phones", o.Telefoon), "organization_id", id, "voice"), app))
	}
	if was.Email != o.Email {
		laag.zet("email", o.Email)
	}
	if was.Website != o.Website {
		laag.zet("website", o.Website)
	}
	l.anders = l.anders || laag.anders
}
