package socialekaart

import (
	"cmp"
	"encoding/json"
	"slices"
	"sync"
	"sync/atomic"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/zoeken"
)

// Kaart is the momentopname of one gemeente: everything published there, what serves
// it from outside, and the words by which it is found. It is never changed after it
// was made; a publication makes a new one.
type Kaart struct {
	Grondstof
	Kast *httpx.Kast // finished pages of what is here, which go when it goes

	slugs        map[string]int
	opID         map[[16]byte]int
	organisaties []Organisatie    // by name
	vanOrg       map[string][]int // slug of an organisation to its offers
	index        *zoeken.Index
	orgIndex     *zoeken.Index

	iedereen   verzameling
	filters    [AantalGroepen]filterlijst
	aangeboden [AantalGroepen][]string
	roosters   []*rooster
	plaatsing  []plaatsing
	middens    map[string]Punt
	vlakken    map[string]vlak
	open       atomic.Pointer[openen]
	bytes      int
	suggesties suggesties
	ondergrond ondergronden
	lijkt      map[Kenmerk][]int32 // those with a kenmerk that makes offers alike, see Verwant
	verwant    sync.Map            // what Verwant found for what is published: verwantVan → []int
	onthouden  sync.Map            // see Onthoud
}

// Onthoud gives what maak made before under this key, or else now: what a room needs for
// all its pages of a Kaart. It stays as long as the Kaart does.
func (k *Kaart) Onthoud(sleutel any, maak func() any) any {
	v, ok := k.onthouden.Load(sleutel)
	if !ok {
		v, _ = k.onthouden.LoadOrStore(sleutel, maak())
	}
	return v
}

// Grondstof is what a Kaart is made of.
type Grondstof struct {
	Gemeente    int
	Aanbod      []Aanbod // by name, when the Kaart is made
	Woordenboek *zoeken.Woordenboek
	Verdwenen   map[string]Verdwenen       // by slug
	Wijkvormen  map[string]json.RawMessage // GeoJSON geometry by wijk
	Postcodes   map[string]Punt            // of four digits and whole
}

// Verdwenen is an offer that was there once.
type Verdwenen struct {
	Naam        string
	Thema       string   // code
	Onderwerpen []string // codes
	Opvolger    string   // slug of what took its place, "" when nothing did
}

// NieuweKaart makes the momentopname of what is published.
func NieuweKaart(gepubliceerd []Aanbod, w *zoeken.Woordenboek) *Kaart {
	return MaakKaart(Grondstof{Aanbod: gepubliceerd, Woordenboek: w})
}

// minKast is how many bytes of finished pages and pieces any Kaart may keep. A large one
// may keep twice what it takes itself: all its offers in one language, or nearly.
const minKast = 1 << 20

// MaakKaart makes a momentopname.
func MaakKaart(g Grondstof) *Kaart {
	g.Aanbod = slices.Clone(g.Aanbod)
	k := &Kaart{Grondstof: g, slugs: map[string]int{}, opID: map[[16]byte]int{}, vanOrg: map[string][]int{}, vlakken: map[string]vlak{}}
	opNaam(k.Aanbod, func(a Aanbod) (string, string) { return a.Naam, a.Slug })
	docs := make([]zoeken.Document, len(k.Aanbod))
	k.middens = middensVan(k.Aanbod)
	for i := range k.Aanbod {
		a := &k.Aanbod[i]
		k.slugs[a.Slug], k.opID[a.ID] = i, i
		if len(k.vanOrg[a.Organisatie.Slug]) == 0 {
			k.organisaties = append(k.organisaties, a.Organisatie)
		}
		k.vanOrg[a.Organisatie.Slug] = append(k.vanOrg[a.Organisatie.Slug], i)
		k.roosters = append(k.roosters, a.rooster())
		k.plaatsing = append(k.plaatsing, k.plaatsVan(a))
		docs[i] = Zoekdocument(*a)
	}
	for naam, vorm := range k.Wijkvormen {
		k.vlakken[naam] = leesVlak(vorm)
	}
	k.index = zoeken.Nieuw(docs, k.Woordenboek)
	k.maakOrganisaties(docs)
	k.lijkt = gelijkenissen(k.Aanbod)
	k.iedereen = volleVerzameling(len(k.Aanbod))
	k.maakFilters()
	k.bytes = k.schat()
	k.Kast = httpx.NieuweKast(max(minKast, 2*k.bytes))
	return k
}

// opNaam sorts as people read names: without capitals and accents.
func opNaam[T any](lijst []T, naam func(T) (naam, slug string)) {
	type sleutel struct {
		plat, slug string
		waarde     T
	}
	s := make([]sleutel, len(lijst))
	for i, w := range lijst {
		n, slug := naam(w)
		s[i] = sleutel{Plat(n), slug, w}
	}
	slices.SortFunc(s, func(a, b sleutel) int { return cmp.Or(cmp.Compare(a.plat, b.plat), cmp.Compare(a.slug, b.slug)) })
	for i := range s {
		lijst[i] = s[i].waarde
	}
}

// Index finds offers by words; a document is the place in Aanbod.
func (k *Kaart) Index() *zoeken.Index { return k.index }

// Elders reports that another gemeente keeps an offer.
func (k *Kaart) Elders(a *Aanbod) bool { return a.Van != k.Gemeente }

// MetSlug finds an offer by the last part of its address.
func (k *Kaart) MetSlug(slug string) (Aanbod, bool) {
	i, ok := k.slugs[slug]
	if !ok {
		return Aanbod{}, false
	}
	return k.Aanbod[i], true
}

// MetID finds an offer by its id.
func (k *Kaart) MetID(id [16]byte) (Aanbod, bool) {
	i, ok := k.opID[id]
	if !ok {
		return Aanbod{}, false
	}
	return k.Aanbod[i], true
}

// Weg tells of an offer that was at an address and is no more.
func (k *Kaart) Weg(slug string) (Verdwenen, bool) {
	v, ok := k.Verdwenen[slug]
	return v, ok
}

func (k *Kaart) kies(docs []int) []Aanbod {
	uit := make([]Aanbod, len(docs))
	for i, d := range docs {
		uit[i] = k.Aanbod[d]
	}
	return uit
}

// Hulplijnen are the national numbers to call, for who finds nothing.
func (k *Kaart) Hulplijnen() []Aanbod {
	var uit []Aanbod
	for i := range k.Aanbod {
		if a := &k.Aanbod[i]; a.Landelijk && a.Contact.Telefoon != "" && slices.Contains(a.Codes("vorm"), "telefonisch") {
			uit = append(uit, *a)
		}
	}
	return uit
}
