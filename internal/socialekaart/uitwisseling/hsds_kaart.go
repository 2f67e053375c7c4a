package uitwisseling

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
)

// kaart maps HSDS objects to those of the sociale kaart and collects what is wrong.
type kaart struct{ fouten []string }

// tekst reads a string; absent and null are empty.
func (k *kaart) tekst(m map[string]any, sleutel string) string {
	switch v := m[sleutel].(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n"))
	}
	k.fout("Het veld ‘%s’ is geen tekst.", sleutel)
	return ""
}

func (k *kaart) getal(m map[string]any, sleutel string) (float64, bool) {
	switch v := m[sleutel].(type) {
	case nil:
		return 0, false
	case json.Number:
		f, err := v.Float64()
		if err == nil {
			return f, true
		}
	}
	k.fout("Het veld ‘%s’ is geen getal.", sleutel)
	return 0, false
}

func (k *kaart) een(m map[string]any, sleutel string) map[string]any {
	o, ok := m[sleutel].(map[string]any)
	if !ok && m[sleutel] != nil {
		k.fout("Het veld ‘%s’ is geen object.", sleutel)
	}
	return o
}

func (k *kaart) lijst(m map[string]any, sleutel string) []map[string]any {
	lijst, ok := m[sleutel].([]any)
	if !ok && m[sleutel] != nil {
		k.fout("Het veld ‘%s’ is geen lijst.", sleutel)
	}
	var uit []map[string]any
	for _, v := range lijst {
		if o, ok := v.(map[string]any); ok {
			uit = append(uit, o)
		} else {
			k.fout("In ‘%s’ staat iets dat geen object is.", sleutel)
		}
	}
	return uit
}

func (k *kaart) id(m map[string]any, sleutel, waarvan string) uuid.UUID {
	tekst := k.tekst(m, sleutel)
	id, err := uuid.Parse(tekst)
	switch {
	case tekst == "":
		k.fout("Het id %s ontbreekt.", waarvan)
	case err != nil || len(tekst) != 36 || id == uuid.Nil:
		k.fout("Het id %s, ‘%s’, is geen UUID.", waarvan, tekst)
	}
	return id
}

// vertaal maps the elements that the sociale kaart has room for.
func vertaal[T any](elementen []map[string]any, f func(map[string]any) (T, bool)) []T {
	var uit []T
	for _, e := range elementen {
		if v, ok := f(e); ok {
			uit = append(uit, v)
		}
	}
	return uit
}

// inhoud maps a service to what a redacteur can change.
func (k *kaart) inhoud(doc map[string]any) socialekaart.Inhoud {
	return socialekaart.Inhoud{
		Naam:            k.tekst(doc, "name"),
		Samenvatting:    k.tekst(doc, "samenvatting"),
		Omschrijving:    k.tekst(doc, "description"),
		VoorWie:         k.tekst(doc, "eligibility_description"),
		Aanmelden:       k.tekst(doc, "application_process"),
		KostenUitleg:    k.tekst(doc, "fees_description"),
		Kosten:          vertaal(k.lijst(doc, "cost_options"), k.kosten),
		Verwijzing:      k.tekst(doc, "verwijzing"),
		Wachttijd:       k.tekst(doc, "wait_time"),
		Contact:         k.contact(doc),
		Locaties:        vertaal(k.lijst(doc, "service_at_locations"), k.locatie),
		Tijden:          k.tijden(doc),
		Werkgebied:      vertaal(k.lijst(doc, "service_areas"), k.wijk),
		Landelijk:       k.landelijk(doc),
		Talen:           vertaal(k.lijst(doc, "languages"), k.taal),
		Kenmerken:       vertaal(k.lijst(doc, "attributes"), k.kenmerk),
		GecontroleerdOp: k.datum(doc, "assured_date"),
		Plek:            k.plek(doc),
		Uitzonderingen:  vertaal(k.lijst(doc, "schedules"), k.uitzondering),
		Indicatie:       k.tekst(doc, "indicatie"),
		EersteStap:      socialekaart.EersteStap(k.tekst(doc, "eerste_stap")),
		Bedient:         vertaal(k.lijst(doc, "service_areas"), k.bedient),
	}
}

func (k *kaart) organisatie(m map[string]any) socialekaart.Organisatie {
	o := socialekaart.Organisatie{Naam: k.tekst(m, "name"), Omschrijving: k.tekst(m, "description"),
		Telefoon: k.telefoon(m), Email: k.tekst(m, "email"), Website: web(k.tekst(m, "website"))}
	if o.Omschrijving == o.Naam { // HSDS asks for one, so who has none repeats the name
		o.Omschrijving = ""
	}
	return o
}

// kosten maps a cost option in euro; without an amount the price is not known.
func (k *kaart) kosten(m map[string]any) (socialekaart.Kosten, bool) {
	bedrag, ok := k.getal(m, "amount")
	munt := strings.ToUpper(k.tekst(m, "currency"))
	if !ok || munt != "" && munt != "EUR" || math.Abs(bedrag) > 1e9 {
		return socialekaart.Kosten{}, false
	}
	return socialekaart.Kosten{Omschrijving: k.tekst(m, "option"), Eurocent: int(math.Round(bedrag * 100)), Per: k.tekst(m, "amount_description")}, true
}

// locatie maps a service at location that is a place one can go to.
func (k *kaart) locatie(m map[string]any) (socialekaart.Locatie, bool) {
	loc := k.een(m, "location")
	if soort := k.tekst(loc, "location_type"); loc == nil || soort != "" && soort != "physical" {
		return socialekaart.Locatie{}, false
	}
	l := socialekaart.Locatie{Naam: k.tekst(loc, "name")}
	l.Breedte, _ = k.getal(loc, "latitude")
	l.Lengte, _ = k.getal(loc, "longitude")
	if adressen := k.lijst(loc, "addresses"); len(adressen) > 0 {
		i := max(0, slices.IndexFunc(adressen, func(a map[string]any) bool { return a["address_type"] == "physical" }))
		l.Adres, l.Plaats = k.tekst(adressen[i], "address_1"), k.tekst(adressen[i], "city")
		l.Postcode = postcode(k.tekst(adressen[i], "postal_code"))
	}
	if t := k.lijst(loc, "accessibility"); len(t) > 0 {
		l.Toegankelijkheid = k.tekst(t[0], "description")
	}
	return l, l != socialekaart.Locatie{}
}

// wijk maps a service area to a wijk; the whole gemeente, or more, is none.
func (k *kaart) wijk(m map[string]any) (string, bool) {
	naam := k.tekst(m, "name")
	if _, elders := k.bedient(m); elders {
		return "", false
	}
	klein := strings.ToLower(naam)
	alles := klein == "" || klein == "regio" || heelNederland(klein) || strings.HasPrefix(klein, "heel ") || strings.HasPrefix(klein, "hele ")
	return naam, !alles
}

func heelNederland(naam string) bool {
	return slices.Contains([]string{"heel nederland", "nederland", "landelijk"}, strings.ToLower(naam))
}

func (k *kaart) landelijk(doc map[string]any) bool {
	if ja, ok := doc["landelijk"].(bool); ok {
		return ja
	}
	return slices.ContainsFunc(k.lijst(doc, "service_areas"), func(m map[string]any) bool {
		_, elders := k.bedient(m)
		return !elders && heelNederland(k.tekst(m, "name"))
	})
}

func (k *kaart) taal(m map[string]any) (string, bool) {
	code := strings.ToLower(k.tekst(m, "code"))
	return code, code != ""
}

// kenmerk maps an attribute of one of our taxonomies.
func (k *kaart) kenmerk(m map[string]any) (socialekaart.Kenmerk, bool) {
	term := k.een(m, "taxonomy_term")
	taxonomie := strings.ToLower(k.tekst(term, "taxonomy"))
	naam := k.tekst(term, "name")
	code := k.tekst(term, "code")
	if code == "" {
		code = naam
	}
	if !slices.Contains(socialekaart.Taxonomieen, taxonomie) || code == "" {
		return socialekaart.Kenmerk{}, false
	}
	uit := socialekaart.Kenmerk{Taxonomie: taxonomie, Code: socialekaart.Code(taxonomie, code)}
	if naam != code && naam != socialekaart.Label(context.Background(), uit) {
		uit.Naam = naam
	}
	return uit, true
}

func (k *kaart) datum(m map[string]any, sleutel string) socialekaart.Datum {
	tekst := k.tekst(m, sleutel)
	if tekst == "" {
		return socialekaart.Datum{}
	}
	t, err := time.Parse(time.DateOnly, tekst[:min(len(tekst), len(time.DateOnly))])
	if err != nil {
		k.fout("‘%s’ is geen datum die bestaat (veld %s).", tekst, sleutel)
	}
	return socialekaart.Datum{Time: t}
}

// web gives an address that was written without https:// its scheme.
func web(adres string) string {
	if adres != "" && !strings.Contains(adres, "://") {
		return "https://" + adres
	}
	return adres
}

// postcode writes 1234ab as 1234 AB.
func postcode(s string) string {
	kaal := strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(kaal) != 6 {
		return s
	}
	if _, err := strconv.Atoi(kaal[:4]); err != nil {
		return s
	}
	return kaal[:4] + " " + kaal[4:]
}
