package beheer

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/zoeken"
)

// verschil is one field that differs between two versions of an offer, as lines to read.
type verschil struct {
	Naam       string
	Was, Wordt []string
}

// verschillen are the fields that differ, in the order of the form. Of an offer that
// nobody saw before was is nil.
func verschillen(ctx context.Context, onderwerpen []zoeken.Onderwerp, was *socialekaart.Inhoud, wordt socialekaart.Inhoud) []verschil {
	uit := velden(ctx, onderwerpen, wordt)
	if was != nil {
		for i, v := range velden(ctx, onderwerpen, *was) {
			uit[i].Was = v.Wordt
		}
	}
	return slices.DeleteFunc(uit, func(v verschil) bool { return slices.Equal(v.Was, v.Wordt) })
}

// velden writes out every field of an offer; the same fields in the same order for any.
func velden(ctx context.Context, onderwerpen []zoeken.Onderwerp, in socialekaart.Inhoud) (uit []verschil) {
	veld := func(naam string, regels ...string) {
		regels = slices.DeleteFunc(regels, func(s string) bool { return s == "" })
		uit = append(uit, verschil{Naam: naam, Wordt: regels})
	}
	tekst := func(naam, s string) { veld(naam, strings.Split(s, "\n")...) }
	lijst := func(naam, taxonomie string) {
		var labels []string
		for _, k := range in.Kenmerken {
			if k.Taxonomie == taxonomie {
				labels = append(labels, socialekaart.Label(ctx, k))
			}
		}
		slices.Sort(labels)
		veld(naam, labels...)
	}
	tekst("Naam", in.Naam)
	tekst("Samenvatting", in.Samenvatting)
	tekst("Wat is het?", in.Omschrijving)
	tekst("Voor wie is het?", in.VoorWie)
	lijst("Soort hulp", "thema")
	lijst("Doelgroepen", "doelgroep")
	lijst("Vorm", "vorm")
	var onder []string
	for _, k := range in.Kenmerken {
		if k.Taxonomie == "onderwerp" {
			onder = append(onder, cmp.Or(k.Naam, zoeken.Naam(onderwerpen, k.Code)))
		}
	}
	slices.Sort(onder)
	veld("Onderwerpen", onder...)
	tekst("Hoe meldt iemand zich aan?", in.Aanmelden)
	veld("Verwijzing of indicatie", weergave.Verwijzing(ctx, in))
	tekst("Uitleg over verwijzing", in.Verwijzing)
	tekst("Indicatie", in.Indicatie)
	veld("Voor verwijzers", in.Contact.VerwijsTelefoon, in.Contact.VerwijsEmail)
	veld("Is er plaats", plekregel(ctx, in.Plek))
	tekst("Wachttijd", in.Wachttijd)
	tekst("Wat kost het?", in.KostenUitleg)
	var kosten, tijden, locaties []string
	for _, k := range in.Kosten {
		kosten = append(kosten, weergave.Samen(k.Omschrijving, weergave.Kostenregel(ctx, k)))
	}
	for _, t := range in.Tijden {
		tijden = append(tijden, weergave.Samen(weergave.Tijdregel(ctx, t), t.Toelichting))
	}
	for _, l := range in.Locaties {
		locaties = append(locaties, weergave.Samen(l.Naam, weergave.Adresregel(l), l.Toegankelijkheid))
	}
	veld("Bedragen", kosten...)
	lijst("Wie betaalt (wet)", "wet")
	tekst("Contactpersoon", in.Contact.Naam)
	tekst("Telefoonnummer", in.Contact.Telefoon)
	tekst("E-mailadres", in.Contact.Email)
	tekst("Nummer voor WhatsApp", in.Contact.WhatsApp)
	tekst("Website", in.Contact.Website)
	tekst("Eerste stap", stapNamen[in.EersteStap])
	veld("Tijden", tijden...)
	veld("Afwijkende dagen", afwijkendeDagen(ctx, in.Uitzonderingen)...)
	lijst("Dagdelen", "dagdeel")
	veld("Locaties", locaties...)
	lijst("Toegankelijkheid", "toegankelijkheid")
	veld("Voor inwoners van", weergave.VoorWijken(ctx, in))
	var bedient []string
	for _, code := range in.Bedient {
		bedient = append(bedient, strings.Replace(code, socialekaart.HeelNederland, "Alle gemeenten", 1))
	}
	veld("Ook te vinden in", bedient...)
	veld("Talen", weergave.Taalnamen(ctx, in.Talen)...)
	gecontroleerd := ""
	if !in.GecontroleerdOp.IsZero() {
		gecontroleerd = i18n.Datum(ctx, in.GecontroleerdOp.Time)
	}
	veld("Laatst gecontroleerd op", gecontroleerd)
	return uit
}

func plekregel(ctx context.Context, p socialekaart.Plek) string {
	if p.Stand == "" {
		return ""
	}
	zin := plekNamen[p.Stand]
	if p.Aantal > 0 {
		zin += ": " + strconv.Itoa(p.Aantal)
	}
	return zin + " (" + i18n.Datum(ctx, p.Op.Time) + ")"
}

func afwijkendeDagen(ctx context.Context, lijst []socialekaart.Uitzondering) (uit []string) {
	for _, u := range lijst {
		zin := i18n.Datum(ctx, u.Van.Time)
		if !u.Tot.IsZero() {
			zin += " tot en met " + i18n.Datum(ctx, u.Tot.Time)
		}
		tijd := "gesloten"
		if !u.Gesloten {
			tijd = u.VanTijd + "–" + u.TotTijd
		}
		uit = append(uit, weergave.Samen(zin, tijd, u.Toelichting))
	}
	return uit
}
