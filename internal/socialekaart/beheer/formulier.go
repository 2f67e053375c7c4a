package beheer

import (
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"
)

// teksten are the plain fields of the form: the name in the form, and its place.
var teksten = []struct {
	veld string
	plek func(*socialekaart.Inhoud) *string
}{
	{"naam", func(i *socialekaart.Inhoud) *string { return &i.Naam }},
	{"samenvatting", func(i *socialekaart.Inhoud) *string { return &i.Samenvatting }},
	{"omschrijving", func(i *socialekaart.Inhoud) *string { return &i.Omschrijving }},
	{"voor_wie", func(i *socialekaart.Inhoud) *string { return &i.VoorWie }},
	{"aanmelden", func(i *socialekaart.Inhoud) *string { return &i.Aanmelden }},
	{"kosten_uitleg", func(i *socialekaart.Inhoud) *string { return &i.KostenUitleg }},
	{"verwijzing", func(i *socialekaart.Inhoud) *string { return &i.Verwijzing }},
	{"wachttijd", func(i *socialekaart.Inhoud) *string { return &i.Wachttijd }},
	{"contactnaam", func(i *socialekaart.Inhoud) *string { return &i.Contact.Naam }},
	{"telefoon", func(i *socialekaart.Inhoud) *string { return &i.Contact.Telefoon }},
	{"email", func(i *socialekaart.Inhoud) *string { return &i.Contact.Email }},
	{"website", func(i *socialekaart.Inhoud) *string { return &i.Contact.Website }},
	{"whatsapp", func(i *socialekaart.Inhoud) *string { return &i.Contact.WhatsApp }},
	{"indicatie", func(i *socialekaart.Inhoud) *string { return &i.Indicatie }},
	{"verwijs_telefoon", func(i *socialekaart.Inhoud) *string { return &i.Contact.VerwijsTelefoon }},
	{"verwijs_email", func(i *socialekaart.Inhoud) *string { return &i.Contact.VerwijsEmail }},
}

// taxonomieVelden are the groups of kenmerken in the form, by field name.
var taxonomieVelden = []struct{ veld, taxonomie string }{
	{"thema", "thema"}, {"doelgroep", "doelgroep"}, {"vorm", "vorm"}, {"dagdeel", "dagdeel"}, {"wet", "wet"}, {"verwijzing_nodig", "verwijzing"}, {"toegankelijk", "toegankelijkheid"},
}

func sleutel(groep string, i int, deel string) string {
	return groep + "-" + strconv.Itoa(i) + "-" + deel
}

// naarFormulier fills the form, with an empty line behind each list to add one.
func naarFormulier(in socialekaart.Inhoud) url.Values {
	v := url.Values{"werkgebied": in.Werkgebied, "talen": in.Talen}
	for _, t := range teksten {
		v.Set(t.veld, *t.plek(&in))
	}
	for i, k := range append(slices.Clone(in.Kosten), socialekaart.Kosten{}) {
		v.Set(sleutel("kosten", i, "omschrijving"), k.Omschrijving)
		v.Set(sleutel("kosten", i, "per"), k.Per)
		v.Set(sleutel("kosten", i, "bedrag"), "")
		if i < len(in.Kosten) {
			v.Set(sleutel("kosten", i, "bedrag"), fmt.Sprintf("%d,%02d", k.Eurocent/100, k.Eurocent%100))
		}
	}
	for i, t := range append(slices.Clone(in.Tijden), socialekaart.Tijd{}) {
		v[sleutel("tijd", i, "dag")] = t.Dagen
		v.Set(sleutel("tijd", i, "van"), t.Van)
		v.Set(sleutel("tijd", i, "tot"), t.Tot)
		v.Set(sleutel("tijd", i, "toelichting"), t.Toelichting)
	}
	for i, l := range append(slices.Clone(in.Locaties), socialekaart.Locatie{}) {
		v.Set(sleutel("locatie", i, "naam"), l.Naam)
		v.Set(sleutel("locatie", i, "adres"), l.Adres)
		v.Set(sleutel("locatie", i, "postcode"), l.Postcode)
		v.Set(sleutel("locatie", i, "plaats"), l.Plaats)
		v.Set(sleutel("locatie", i, "toegankelijkheid"), l.Toegankelijkheid)
		v.Set(sleutel("locatie", i, "breedte"), graden(l.Breedte))
		v.Set(sleutel("locatie", i, "lengte"), graden(l.Lengte))
	}
	if in.Landelijk {
		v.Set("landelijk", "ja")
	}
	for _, t := range taxonomieVelden {
		v[t.veld] = in.Codes(t.taxonomie)
	}
	vulDatum(v, "gecontroleerd_op", in.GecontroleerdOp)
	vulPraktisch(v, in)
	return v
}

// leesFormulier lays what was typed over basis. What the form has no field for,
// and lines that it did not show, stay as they are in basis.
func leesFormulier(v url.Values, basis socialekaart.Inhoud, wijken []string, onderwerpen []zoeken.Onderwerp, nu time.Time) (socialekaart.Inhoud, web.Fouten) {
	in, fouten := basis, web.Fouten(nil)
	for _, t := range teksten {
		*t.plek(&in) = v.Get(t.veld)
	}
	in.Kosten = leesKosten(v, basis.Kosten, &fouten)
	in.Tijden = leesTijden(v, basis.Tijden)
	in.Locaties = leesLocaties(v, basis.Locaties, &fouten)
	bekend := func(w string) bool { return slices.Contains(wijken, w) || slices.Contains(basis.Werkgebied, w) }
	in.Werkgebied = slices.DeleteFunc(slices.Clone(v["werkgebied"]), func(w string) bool { return !bekend(w) })
	in.Talen = v["talen"]
	in.Landelijk = v.Get("landelijk") != ""
	in.Kenmerken = leesOnderwerpen(v, leesKenmerken(v, basis.Kenmerken), onderwerpen)
	leesPraktisch(v, &in, basis, nu, &fouten)
	switch d := web.LeesDatum(v.Get, "gecontroleerd_op"); {
	case v.Get("vandaag") != "":
		in.GecontroleerdOp = vandaag(nu)
	case d.Leeg():
		in.GecontroleerdOp = socialekaart.Datum{}
	default:
		t, ok := d.Tijd()
		if !ok {
			fouten.Voeg("gecontroleerd_op", "Deze datum bestaat niet. Vul een dag, een maand en een jaar in, zoals 12 11 2026.")
		} else {
			in.GecontroleerdOp = socialekaart.Datum{Time: t}
		}
	}
	return in, fouten
}

func leesKosten(v url.Values, basis []socialekaart.Kosten, fouten *web.Fouten) []socialekaart.Kosten {
	var uit []socialekaart.Kosten
	i := 0
	for ; v.Has(sleutel("kosten", i, "omschrijving")); i++ {
		k := socialekaart.Kosten{Omschrijving: v.Get(sleutel("kosten", i, "omschrijving")), Per: v.Get(sleutel("kosten", i, "per"))}
		bedrag := v.Get(sleutel("kosten", i, "bedrag"))
		if k == (socialekaart.Kosten{}) && bedrag == "" {
			continue
		}
		cent, ok := leesBedrag(bedrag)
		if !ok {
			fouten.Voeg("kosten", fmt.Sprintf("Vul bij ‘%s’ een bedrag in, zoals 7,50. Vul 0 in als het gratis is.", k.Omschrijving))
		}
		k.Eurocent = cent
		uit = append(uit, k)
	}
	return append(uit, basis[min(i, len(basis)):]...)
}

var reBedrag = regexp.MustCompile(`^€? ?([0-9]{1,7})(?:[.,]([0-9]{2}|-))?$`)

// leesBedrag reads an amount in euro as people write it.
func leesBedrag(s string) (cent int, ok bool) {
	if strings.EqualFold(s, "gratis") {
		return 0, true
	}
	m := reBedrag.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	bedrag, err := strconv.ParseFloat(m[1]+"."+strings.Trim(m[2], "-")+"0", 64)
	return int(math.Round(bedrag * 100)), err == nil
}

func leesTijden(v url.Values, basis []socialekaart.Tijd) []socialekaart.Tijd {
	var uit []socialekaart.Tijd
	i := 0
	for ; v.Has(sleutel("tijd", i, "van")); i++ {
		t := socialekaart.Tijd{Dagen: v[sleutel("tijd", i, "dag")], Van: leesKlok(v.Get(sleutel("tijd", i, "van"))), Tot: leesKlok(v.Get(sleutel("tijd", i, "tot"))),
			Toelichting: v.Get(sleutel("tijd", i, "toelichting"))}
		if len(t.Dagen) > 0 || t.Van != "" || t.Tot != "" || t.Toelichting != "" {
			uit = append(uit, t)
		}
	}
	return append(uit, basis[min(i, len(basis)):]...)
}

var reKlok = regexp.MustCompile(`^([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: uur)?$`)

// leesKlok makes "09:00" of 9, 9.00 and 9:00 uur; anything else stays as typed,
// for the check to name.
func leesKlok(s string) string {
	m := reKlok.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	if m[2] == "" {
		m[2] = "00"
	}
	return fmt.Sprintf("%02s:%s", m[1], m[2])
}

// leesKenmerken replaces the kenmerken of the taxonomies in the form and leaves
// the others where they stand.
func leesKenmerken(v url.Values, basis []socialekaart.Kenmerk) []socialekaart.Kenmerk {
	gekozen := map[string][]string{}
	for _, t := range taxonomieVelden {
		gekozen[t.taxonomie] = v[t.veld]
	}
	var uit []socialekaart.Kenmerk
	for _, k := range basis {
		if codes, inFormulier := gekozen[k.Taxonomie]; !inFormulier || slices.Contains(codes, k.Code) {
			uit = append(uit, k)
		}
	}
	for _, t := range taxonomieVelden {
		for _, code := range v[t.veld] {
			heeft := slices.ContainsFunc(uit, func(k socialekaart.Kenmerk) bool { return k.Taxonomie == t.taxonomie && k.Code == code })
			if !heeft && slices.Contains(socialekaart.Codelijst(t.taxonomie), code) {
				uit = append(uit, socialekaart.Kenmerk{Taxonomie: t.taxonomie, Code: code})
			}
		}
	}
	return uit
}

// controleerFormulier checks an offer in the words of the form. Publishing asks
// more than keeping a concept.
func controleerFormulier(in socialekaart.Inhoud, publiceren bool) web.Fouten {
	fouten := socialekaart.Controleer(in)
	if publiceren {
		fouten = append(fouten, socialekaart.Opmerkingen(in)...)
	}
	for i, f := range fouten {
		switch f.Veld {
		case "postcode":
			fouten[i].Veld = "locaties"
		case "toegankelijkheid":
			fouten[i].Veld = "toegankelijk"
		case "thema":
			fouten[i].Tekst = "Kies ten minste één soort hulp."
		}
	}
	return fouten
}
