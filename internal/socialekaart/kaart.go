package socialekaart

import (
	"mantelpunt/internal/zoeken"

	"cmp"
	"context"
	"slices"
	"strings"
)

// Kaart is the momentopname of one gemeente: everything published there, what serves
// it from outside, and the words by which it is found. It is never changed after it
// was made; a publication makes a new one.
type Kaart struct {
	Aanbod       []Aanbod // by name
	Woordenboek  *zoeken.Woordenboek
	facetten     []facetten
	slugs        map[string]int
	organisaties map[string][]int // slug to its offers
	index        *zoeken.Index
}

// NieuweKaart makes the momentopname of what is published.
func NieuweKaart(gepubliceerd []Aanbod, w *zoeken.Woordenboek) *Kaart {
	k := &Kaart{Aanbod: slices.Clone(gepubliceerd), Woordenboek: w, slugs: map[string]int{}, organisaties: map[string][]int{}}
	slices.SortFunc(k.Aanbod, func(a, b Aanbod) int {
		return cmp.Or(cmp.Compare(Plat(a.Naam), Plat(b.Naam)), cmp.Compare(a.Slug, b.Slug))
	})
	docs := make([]zoeken.Document, len(k.Aanbod))
	for i, a := range k.Aanbod {
		k.slugs[a.Slug] = i
		k.organisaties[a.Organisatie.Slug] = append(k.organisaties[a.Organisatie.Slug], i)
		k.facetten = append(k.facetten, facettenVan(a.Inhoud))
		docs[i] = Zoekdocument(a)
	}
	k.index = zoeken.Nieuw(docs, w)
	return k
}

// Index finds offers by words; a document is the place in Aanbod.
func (k *Kaart) Index() *zoeken.Index { return k.index }

// Woordenboek gives the onderwerpen of a gemeente, made ready to search with.
type Woordenboek func(ctx context.Context, gemeenteID int) (*zoeken.Woordenboek, error)

// Laad makes the function by which a Voorraad loads a Kaart.
func Laad(s Store, woorden Woordenboek) func(ctx context.Context, gemeenteID int) (*Kaart, error) {
	return func(ctx context.Context, gemeenteID int) (*Kaart, error) {
		aanbod, err := s.Gepubliceerd(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		w, err := woorden(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		return NieuweKaart(aanbod, w), nil
	}
}

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

// metSlug finds an offer by the last part of its address.
func (k *Kaart) MetSlug(slug string) (Aanbod, bool) {
	i, ok := k.slugs[slug]
	if !ok {
		return Aanbod{}, false
	}
	return k.Aanbod[i], true
}

// vanOrganisatie gives the offers of an organisation, by name.
func (k *Kaart) VanOrganisatie(slug string) []Aanbod { return k.kies(k.organisaties[slug]) }

func (k *Kaart) kies(docs []int) []Aanbod {
	uit := make([]Aanbod, len(docs))
	for i, d := range docs {
		uit[i] = k.Aanbod[d]
	}
	return uit
}

// How much a shared kenmerk makes two offers alike.
var gelijkenis = map[string]int{"onderwerp": 4, "vorm": 3, "thema": 2, "doelgroep": 1}

// verwant gives at most n offers of other organisations that are most like a.
// One shared doelgroep or thema alone is not alike.
func (k *Kaart) Verwant(a Aanbod, n int) []Aanbod {
	const genoeg = 5
	eigen := map[Kenmerk]bool{}
	for _, m := range a.Kenmerken {
		eigen[Kenmerk{Taxonomie: m.Taxonomie, Code: m.Code}] = true
	}
	punten := make([]int, len(k.Aanbod))
	var docs []int
	for i, b := range k.Aanbod {
		if b.Organisatie.ID == a.Organisatie.ID || b.ID == a.ID {
			continue
		}
		for _, m := range b.Kenmerken {
			if eigen[Kenmerk{Taxonomie: m.Taxonomie, Code: m.Code}] {
				punten[i] += gelijkenis[m.Taxonomie]
			}
		}
		if punten[i] >= genoeg {
			docs = append(docs, i)
		}
	}
	slices.SortStableFunc(docs, func(x, y int) int { return punten[y] - punten[x] })
	return k.kies(docs[:min(n, len(docs))])
}

// hulplijnen are the national numbers to call, for who finds nothing.
func (k *Kaart) Hulplijnen() []Aanbod {
	var uit []Aanbod
	for _, a := range k.Aanbod {
		if a.Landelijk && a.Contact.Telefoon != "" && slices.Contains(a.Codes("vorm"), "telefonisch") {
			uit = append(uit, a)
		}
	}
	return uit
}
