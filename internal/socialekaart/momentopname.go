package socialekaart

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Kaart is the momentopname of one gemeente: everything published, ready to read
// and to search. It is never changed after it was made.
type Kaart struct {
	aanbod       []Aanbod // by name
	facetten     []facetten
	slugs        map[string]int
	organisaties map[string][]int // slug to its offers
	index        *index
}

// NieuweKaart makes the momentopname of what is published.
func NieuweKaart(gepubliceerd []Aanbod) *Kaart {
	k := &Kaart{aanbod: slices.Clone(gepubliceerd), slugs: map[string]int{}, organisaties: map[string][]int{}}
	slices.SortFunc(k.aanbod, func(a, b Aanbod) int {
		return cmp.Or(cmp.Compare(plat(a.Naam), plat(b.Naam)), cmp.Compare(a.Slug, b.Slug))
	})
	teksten := make([]zoektekst, len(k.aanbod))
	for i, a := range k.aanbod {
		k.slugs[a.Slug] = i
		k.organisaties[a.Organisatie.Slug] = append(k.organisaties[a.Organisatie.Slug], i)
		k.facetten = append(k.facetten, facettenVan(a.Inhoud))
		teksten[i] = zoektekstVan(a)
	}
	k.index = nieuweIndex(teksten)
	return k
}

// Laad makes the function by which a Voorraad loads a Kaart.
func Laad(s Store) func(ctx context.Context, gemeenteID int) (*Kaart, error) {
	return func(ctx context.Context, gemeenteID int) (*Kaart, error) {
		aanbod, err := s.Gepubliceerd(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		return NieuweKaart(aanbod), nil
	}
}

func zoektekstVan(a Aanbod) zoektekst {
	t := zoektekst{velden: []veld{
		{a.Naam, gewichtNaam}, {a.Samenvatting, gewichtSamenvatting},
		{a.Omschrijving, gewichtTekst}, {a.VoorWie, gewichtTekst}, {a.Organisatie.Naam, gewichtTekst},
	}}
	var labels []string
	for _, k := range a.Kenmerken {
		t.codes = append(t.codes, k.Code)
		labels = append(labels, Label(context.Background(), k)) // in Dutch, as the texts are
	}
	slices.Sort(t.codes) // one code may stand in two taxonomies
	t.codes = slices.Compact(t.codes)
	t.velden = append(t.velden, veld{strings.Join(labels, " "), gewichtTekst})
	return t
}

// metSlug finds an offer by the last part of its address.
func (k *Kaart) metSlug(slug string) (Aanbod, bool) {
	i, ok := k.slugs[slug]
	if !ok {
		return Aanbod{}, false
	}
	return k.aanbod[i], true
}

// vanOrganisatie gives the offers of an organisation, by name.
func (k *Kaart) vanOrganisatie(slug string) []Aanbod { return k.kies(k.organisaties[slug]) }

func (k *Kaart) kies(docs []int) []Aanbod {
	uit := make([]Aanbod, len(docs))
	for i, d := range docs {
		uit[i] = k.aanbod[d]
	}
	return uit
}

// How much a shared kenmerk makes two offers alike.
var gelijkenis = map[string]int{"onderwerp": 4, "vorm": 3, "thema": 2, "doelgroep": 1}

// verwant gives at most n offers of other organisations that are most like a.
// One shared doelgroep or thema alone is not alike.
func (k *Kaart) verwant(a Aanbod, n int) []Aanbod {
	const genoeg = 5
	eigen := map[Kenmerk]bool{}
	for _, m := range a.Kenmerken {
		eigen[Kenmerk{Taxonomie: m.Taxonomie, Code: m.Code}] = true
	}
	punten := make([]int, len(k.aanbod))
	var docs []int
	for i, b := range k.aanbod {
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
func (k *Kaart) hulplijnen() []Aanbod {
	var uit []Aanbod
	for _, a := range k.aanbod {
		if a.Landelijk && a.Contact.Telefoon != "" && slices.Contains(a.Codes("vorm"), "telefonisch") {
			uit = append(uit, a)
		}
	}
	return uit
}
