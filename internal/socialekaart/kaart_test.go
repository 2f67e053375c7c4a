package socialekaart

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
)

// proefomgeving is a Wednesday morning.
var proefomgeving = Omgeving{Nu: time.Date(2026, 11, 25, 10, 0, 0, 0, i18n.Amsterdam), Wijken: []string{"Centrum", "Oosterwijk"}}

var leegWoordenboek = zoeken.NieuwWoordenboek(nil)

// proefkaart holds a few offers that are easy to tell apart.
func proefkaart() *Kaart {
	var lijst []Aanbod
	for i, r := range []struct {
		organisatie, naam, samenvatting string
		kenmerken                       string
		in                              Inhoud
	}{
		{"Thuis in Proefstad", "Logeerhuis De Linde", "Uw naaste logeert een weekend of een week in een klein huis met zorg.", "thema:vervangende-mantelzorg wet:wmo verwijzing:nee doelgroep:mensen-met-dementie vorm:logeeropvang dagdeel:weekend onderwerp:logeeropvang", Inhoud{Werkgebied: []string{"Oosterwijk"}, Talen: []string{"nl", "ar"}}},
		{"Welzijn", "Boodschappenbus", "Samen naar de supermarkt, de bus haalt u thuis op.", "thema:praktische-hulp onderwerp:boodschappen", Inhoud{Talen: []string{"nl"}}},
		{"Thuiszorg De Brink", "Oppas aan huis", "Een vrijwilliger blijft een middag bij uw man of vrouw.", "thema:vervangende-mantelzorg onderwerp:respijt-thuis vorm:aanwezigheidszorg", Inhoud{}},
		{"MantelSteun", "Consulent mantelzorg", "Iemand die luistert en de weg weet als het te zwaar wordt.", "thema:informatie-en-advies onderwerp:overbelasting", Inhoud{}},
		{"Café De Brug", "Alzheimer Café", "Een avond over dementie, met een kop koffie.", "thema:emotionele-steun onderwerp:dementie-info dagdeel:avond", Inhoud{}},
		{"Kinderopvang", "Zaterdagopvang", "Opvang voor kinderen met een beperking.", "thema:vervangende-mantelzorg onderwerp:kind-zorg dagdeel:weekend", Inhoud{}},
	} {
		a := Aanbod{ID: uuid.NewSHA1(uuid.Nil, []byte(r.naam)), Slug: slug(r.naam), Status: Gepubliceerd, Revisie: 1, Inhoud: r.in,
			Organisatie: Organisatie{ID: uuid.NewSHA1(uuid.Nil, []byte(fmt.Sprint(i, r.organisatie))), Naam: r.organisatie, Slug: slug(r.organisatie)}}
		a.Naam, a.Samenvatting = r.naam, r.samenvatting
		for _, k := range strings.Fields(r.kenmerken) {
			taxonomie, code, _ := strings.Cut(k, ":")
			a.Kenmerken = append(a.Kenmerken, Kenmerk{Taxonomie: taxonomie, Code: code})
		}
		lijst = append(lijst, a)
	}
	return NieuweKaart(lijst, zoeken.NieuwWoordenboek(onderwerp.Standaard()))
}

func TestFiltersWidenWithinAGroupAndNarrowBetweenGroups(t *testing.T) {
	k := proefkaart()
	zoek := func(query string) Vondst {
		v, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		return k.Zoek(k.Lees(v, proefomgeving), proefomgeving)
	}
	for _, c := range []struct {
		query string
		n     int
	}{
		{"", 6}, {"thema=vervangende-mantelzorg", 3}, {"thema=vervangende-mantelzorg&thema=emotionele-steun", 4},
		{"thema=vervangende-mantelzorg&dagdeel=weekend", 2}, {"thema=vervangende-mantelzorg&dagdeel=weekend&dagdeel=avond", 2},
		{"wijk=Oosterwijk", 6}, {"wijk=Centrum", 5}, // no werkgebied is the whole gemeente
		{"thema=bestaat-niet", 6}, {"wijk=%27%3B+DROP+TABLE+aanbod", 6}, {"dagdeel=weekend&dagdeel=onbekend", 2}, {"taal=ar", 1}, {"verwijzing=nee", 1},
	} {
		if got := zoek(c.query); got.Totaal != c.n {
			t.Errorf("%q: %d, want %d", c.query, got.Totaal, c.n)
		}
	}
	// what a count promises is what choosing the option alone in its group gives
	for _, query := range []string{"", "thema=vervangende-mantelzorg", "thema=vervangende-mantelzorg&dagdeel=weekend&wijk=Centrum", "q=opvang&dagdeel=weekend"} {
		v, _ := url.ParseQuery(query)
		vr := LeesVraag(v)
		tellen := k.Zoek(vr, proefomgeving).Tellen
		for g := range AantalGroepen {
			for waarde, n := range tellen[g] {
				alleen := vr
				alleen.Keuzes[g] = []string{waarde}
				if got := k.Zoek(alleen, proefomgeving).Totaal; got != n {
					t.Errorf("%q: %s=%s counts %d, gives %d", query, Groepnamen[g], waarde, n, got)
				}
			}
		}
	}
}

func TestAddressOfAQuestionReadsBack(t *testing.T) {
	v, _ := url.ParseQuery("q=even+weg&thema=educatie&thema=praktische-hulp&kosten=gratis&sorteer=naam&onbekend=1&pagina=3")
	vr := LeesVraag(v)
	u, err := url.Parse(vr.URL(3))
	if err != nil {
		t.Fatal(err)
	}
	if terug := LeesVraag(u.Query()); fmt.Sprint(terug) != fmt.Sprint(vr) {
		t.Errorf("%v became %v", vr, terug)
	}
	if got := vr.Zonder(GroepThema, "educatie").URL(1); strings.Contains(got, "educatie") || !strings.Contains(got, "praktische-hulp") {
		t.Error(got)
	}
	if len(vr.Keuzes[GroepThema]) != 2 {
		t.Error("taking a choice away changed the question itself")
	}
	if got := (Vraag{}).URL(1); got != "/aanbod" {
		t.Error(got)
	}
}

func TestAnOlderAddressKeepsItsMeaning(t *testing.T) {
	k := proefkaart()
	v := k.Lees(url.Values{"doelgroep": {"mensen-met-dementie", "mantelzorgers"}, "zorgvoor": {"mensen-met-dementie"}}, Omgeving{})
	if got := v.Keuzes[GroepZorgvoor]; len(got) != 1 || got[0] != "mensen-met-dementie" || len(v.Genegeerd) != 0 {
		t.Errorf("%v, ignored %v", got, v.Genegeerd)
	}
}
