package socialekaart

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
)

// groteKaart makes n offers of every kind, always the same ones.
func groteKaart(n int) *Kaart {
	r := rand.New(rand.NewPCG(1, 2))
	een := func(lijst []string) string { return lijst[r.IntN(len(lijst))] }
	onderwerpen := onderwerp.Standaard()
	zinnen := []string{"Een vrijwilliger komt bij u thuis", "Samen koffie drinken en praten", "Hulp bij formulieren en regelingen", "Uw naaste logeert een weekend", "Vervoer naar het ziekenhuis",
		"Een luisterend oor voor mantelzorgers", "Cursus omgaan met dementie", "Dagbesteding in een groene omgeving", "Advies over geld en wonen", "Oppas voor een middag of avond"}
	aanbod := make([]Aanbod, n)
	for i := range aanbod {
		o := onderwerpen[r.IntN(len(onderwerpen))]
		a := Aanbod{ID: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, i)), Slug: fmt.Sprintf("aanbod-%d", i), Status: Gepubliceerd,
			Organisatie: Organisatie{ID: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, "o", i/5)), Slug: fmt.Sprintf("organisatie-%d", i/5), Naam: fmt.Sprintf("Organisatie %d", i/5)}}
		a.Naam = fmt.Sprintf("%s %d", o.Naam, i)
		a.Samenvatting = een(zinnen) + ". " + een(zinnen) + "."
		a.Omschrijving = strings.Join([]string{een(zinnen), een(zinnen), een(zinnen), strings.Join(o.GewoneWoorden[:min(3, len(o.GewoneWoorden))], ", ")}, ". ")
		for taxonomie, codes := range map[string][]string{"thema": Themas, "wet": Wetten, "vorm": Vormen, "dagdeel": Dagdelen, "verwijzing": Verwijzingen, "doelgroep": Doelgroepen, "toegankelijkheid": Toegankelijk} {
			a.Kenmerken = append(a.Kenmerken, Kenmerk{Taxonomie: taxonomie, Code: een(codes)}, Kenmerk{Taxonomie: taxonomie, Code: een(codes)})
		}
		a.Kenmerken = append(a.Kenmerken, Kenmerk{Taxonomie: "onderwerp", Code: o.Slug})
		slices.SortFunc(a.Kenmerken, func(a, b Kenmerk) int { return strings.Compare(a.Taxonomie+a.Code, b.Taxonomie+b.Code) })
		a.Talen = []string{"nl", een([]string{"en", "ar", "tr", "pl", "uk"})}
		if i%3 > 0 {
			a.Werkgebied = []string{fmt.Sprintf("Wijk %d", r.IntN(20))}
		}
		a.Kosten = []Kosten{{Omschrijving: "Meedoen", Eurocent: r.IntN(2) * 500}}
		a.Tijden = []Tijd{{Dagen: Dagen[:5], Van: "09:00", Tot: "17:00"}, {Dagen: Dagen[5:6], Van: "10:00", Tot: "12:00"}}
		a.Locaties = []Locatie{{Postcode: fmt.Sprintf("79%02d AB", r.IntN(100)), Breedte: 52.8 + r.Float64()/10, Lengte: 6.4 + r.Float64()/10}}
		a.Plek.Stand = []PlekStand{PlekVrij, PlekVol, ""}[i%3]
		aanbod[i] = a
	}
	return NieuweKaart(aanbod, zoeken.NieuwWoordenboek(onderwerpen))
}

// zwaar are the questions that ask most: many words, many choices, all counts.
var zwaar = []string{
	"", "q=oppas+voor+mijn+demente+moeder", "q=ik+kan+niet+meer", "q=vervoer&sorteer=afstand&postcode=7950",
	"thema=vervangende-mantelzorg&thema=praktische-hulp&doelgroep=iedereen&doelgroep=mantelzorgers&zorgvoor=mensen-met-dementie&zorgvoor=ouderen&wet=wmo&wet=wlz&kosten=gratis&kosten=betaald&dagdeel=avond&dagdeel=weekend&taal=nl&verwijzing=nee",
	"q=oppas+voor+een+middag&thema=vervangende-mantelzorg&wijk=Wijk+1&wijk=Wijk+2&open=nu&taal=nl&plek=ja&toegankelijkheid=rolstoel&postcode=7950&straal=10&respijt=logeeropvang&respijt=dagopvang",
	"sorteer=afstand&postcode=7912&straal=20&open=nu", "sorteer=naam&pagina=200", "q=luisterend+oor&dagdeel=avond&taal=tr&wet=zvw&wet=wmo",
}

// BenchmarkZoekMetTellingen answers the heaviest questions among 5,000 offers, with
// every count, each for the first time, and reports the middle one
// and the slowest of a hundred.
func BenchmarkZoekMetTellingen(b *testing.B) {
	k := groteKaart(5000)
	o := proefomgeving
	for i := range 20 {
		o.Wijken = append(o.Wijken, fmt.Sprintf("Wijk %d", i))
	}
	vragen := make([]Vraag, len(zwaar))
	for i, z := range zwaar {
		p, err := url.ParseQuery(z)
		if err != nil {
			b.Fatal(err)
		}
		vragen[i] = k.Lees(p, o)
	}
	var duur []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		v := vragen[i%len(vragen)]
		if v.Q != "" {
			v.Q += fmt.Sprintf(" %d", i%5000) // a word of one offer, so that no answer of before is given again
		}
		van := time.Now()
		k.Zoek(v, o)
		duur = append(duur, time.Since(van))
	}
	slices.Sort(duur)
	b.ReportMetric(float64(duur[len(duur)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(duur[len(duur)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(k.Bytes())/5000, "B/aanbod")
}

// The counts must cost next to nothing beside the words: a slow way of counting
// shows here long before anybody measures it.
func TestCountingIsCheap(t *testing.T) {
	k := groteKaart(5000)
	p, err := url.ParseQuery(zwaar[4])
	if err != nil {
		t.Fatal(err)
	}
	v := k.Lees(p, proefomgeving)
	if n := testing.AllocsPerRun(20, func() { k.Zoek(v, proefomgeving) }); n > 200 {
		t.Errorf("%.0f allocations for one question", n)
	}
}
