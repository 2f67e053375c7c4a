package socialekaart

import (
	"context"
	"strings"

	"mantelpunt/internal/zoeken"
)

// How much a word counts by where it stands.
const gewichtNaam, gewichtSamenvatting, gewichtTekst = 3, 2, 1

// Zoekdocument is what is searched of an offer.
func Zoekdocument(a Aanbod) zoeken.Document {
	var labels []string
	for _, k := range a.Kenmerken {
		if k.Taxonomie != "onderwerp" {
			labels = append(labels, Label(context.Background(), k)) // in Dutch, as the texts are
		}
	}
	d := zoeken.Document{Onderwerpen: a.Codes("onderwerp"), Doelgroepen: a.Codes("doelgroep"), Velden: []zoeken.Veld{
		{Tekst: a.Naam, Gewicht: gewichtNaam, Deelbaar: true}, {Tekst: a.Samenvatting, Gewicht: gewichtSamenvatting, Deelbaar: true},
		{Tekst: a.Omschrijving, Gewicht: gewichtTekst, Deelbaar: true}, {Tekst: a.VoorWie + "\n" + a.Organisatie.Naam, Gewicht: gewichtTekst},
		{Tekst: strings.Join(labels, " "), Gewicht: gewichtTekst},
	}}
	if themas := a.Codes("thema"); len(themas) > 0 {
		d.Thema = themas[0]
	}
	return d
}

// maakOrganisaties makes the organisations findable: by name and by what they say
// of themselves first, then by what they offer.
func (k *Kaart) maakOrganisaties(docs []zoeken.Document) {
	opNaam(k.organisaties, func(o Organisatie) (string, string) { return o.Naam, o.Slug })
	orgs := make([]zoeken.Document, len(k.organisaties))
	for i, o := range k.organisaties {
		var namen []string
		var onderwerpen []string
		for _, d := range k.vanOrg[o.Slug] {
			namen = append(namen, k.Aanbod[d].Naam)
			onderwerpen = append(onderwerpen, docs[d].Onderwerpen...)
		}
		orgs[i] = zoeken.Document{Onderwerpen: uniek(onderwerpen), Velden: []zoeken.Veld{
			{Tekst: o.Naam, Gewicht: gewichtNaam, Deelbaar: true}, {Tekst: o.Omschrijving, Gewicht: gewichtSamenvatting, Deelbaar: true},
			{Tekst: strings.Join(namen, "\n"), Gewicht: gewichtTekst, Deelbaar: true},
		}}
	}
	k.orgIndex = zoeken.Nieuw(orgs, k.Woordenboek)
}

func uniek(lijst []string) (uit []string) {
	gezien := map[string]bool{}
	for _, s := range lijst {
		if !gezien[s] {
			gezien[s] = true
			uit = append(uit, s)
		}
	}
	return uit
}

// Organisaties are those that offer something, by name.
func (k *Kaart) Organisaties() []Organisatie { return k.organisaties }

// VanOrganisatie gives the offers of an organisation, by name.
func (k *Kaart) VanOrganisatie(slug string) []Aanbod { return k.kies(k.vanOrg[slug]) }

// MeerVan gives the first n other offers of the organisation of a.
func (k *Kaart) MeerVan(a Aanbod, n int) []Aanbod {
	var docs []int
	for _, i := range k.vanOrg[a.Organisatie.Slug] {
		if k.Aanbod[i].ID != a.ID && len(docs) < n {
			docs = append(docs, i)
		}
	}
	return k.kies(docs)
}

// ZoekOrganisaties finds organisations, the best first. An organisation is about all
// that it offers, so what hardly fits beside the best is left out.
func (k *Kaart) ZoekOrganisaties(q string) []Organisatie {
	const voldoende = 0.4 // of the best score
	var uit []Organisatie
	treffers := k.orgIndex.Antwoord(Kort(q)).Treffers
	for _, t := range treffers {
		if t.Score < voldoende*treffers[0].Score {
			break
		}
		uit = append(uit, k.organisaties[t.Doc])
	}
	return uit
}

// Bytes estimates the memory of a Kaart, with the pages and the answers that are kept
// of it.
func (k *Kaart) Bytes() int {
	return k.bytes + k.Kast.Bytes() + k.index.Onthouden() + k.orgIndex.Onthouden()
}

// schat counts the text twice over: once for itself, once for what stands around it.
func (k *Kaart) schat() int {
	const perAanbod, perDeel = 2000, 60
	n := k.index.Bytes() + k.orgIndex.Bytes() + k.Woordenboek.Bytes()
	for i := range k.Aanbod {
		a := &k.Aanbod[i]
		n += perAanbod + len(a.Naam) + len(a.Samenvatting) + len(a.Omschrijving) + len(a.VoorWie) + len(a.Aanmelden) + len(a.KostenUitleg) + len(a.Verwijzing)
		n += perDeel * (len(a.Kenmerken) + len(a.Kosten) + 2*len(a.Locaties) + len(a.Tijden) + len(a.Talen) + len(a.Werkgebied) + len(a.Uitzonderingen))
	}
	for _, vorm := range k.Wijkvormen {
		n += 2 * len(vorm)
	}
	for g := range k.filters {
		n += len(k.filters[g].waarden) * (perDeel + len(k.Aanbod)/8)
	}
	for _, docs := range k.lijkt {
		n += perDeel + 4*len(docs)
	}
	return n + perDeel*len(k.Postcodes)
}
