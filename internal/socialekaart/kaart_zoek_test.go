package socialekaart

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"testing"

	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func lees(t *testing.T, k *Kaart, query string) Vraag {
	t.Helper()
	p, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return k.Lees(p, proefomgeving)
}

// What a count promises is what choosing that value alone in its group gives, the
// other groups as they are; and a choice more in a group never finds less.
func TestCountsAreTrueInCombination(t *testing.T) {
	k := groteKaart(130) // not a whole number of words of bits
	o := proefomgeving
	o.Wijken = []string{"Wijk 1", "Wijk 2", "Nergens genoemd"}
	aangeboden := k.Aangeboden(o.Wijken)
	rapid.Check(t, func(t *rapid.T) {
		v := Vraag{Q: rapid.SampledFrom([]string{"", "", "oppas", "luisterend oor voor mantelzorgers", "zzzz"}).Draw(t, "q")}
		v.Postcode = rapid.SampledFrom([]string{"", "7950", "0000"}).Draw(t, "postcode")
		v.Straal = rapid.SampledFrom([]int{0, 2, 5}).Draw(t, "straal")
		for g := range AantalGroepen {
			if rapid.IntRange(0, 2).Draw(t, "filter") == 0 && len(aangeboden[g]) > 0 {
				v.Keuzes[g] = rapid.SliceOfNDistinct(rapid.SampledFrom(aangeboden[g]), 0, min(3, len(aangeboden[g])), rapid.ID).Draw(t, Groepnamen[g])
			}
		}
		uit := k.Zoek(v, o)
		v.PerPagina = len(k.Aanbod)
		if alle := k.Zoek(v, o); len(alle.Resultaten) != uit.Totaal || alle.Totaal != uit.Totaal {
			t.Fatalf("%d found, %d given", uit.Totaal, len(alle.Resultaten))
		}
		for g := range AantalGroepen {
			for _, w := range aangeboden[g] {
				alleen := v
				alleen.Keuzes[g] = []string{w}
				if got := k.Zoek(alleen, o).Totaal; got != uit.Tellen[g][w] {
					t.Fatalf("%s=%s counts %d, gives %d", Groepnamen[g], w, uit.Tellen[g][w], got)
				}
				ruimer := v
				ruimer.Keuzes[g] = append(slices.Clone(v.Keuzes[g]), w)
				if n := k.Zoek(ruimer, o).Totaal; len(v.Keuzes[g]) > 0 && n < uit.Totaal {
					t.Fatalf("%s=%s besides %v: %d, was %d", Groepnamen[g], w, v.Keuzes[g], n, uit.Totaal)
				}
			}
		}
		for _, w := range uit.Weglaten {
			if n := k.Zoek(w.Vraag, o).Totaal; n != w.Aantal || n <= uit.Totaal {
				t.Fatalf("dropping %d gives %d, says %d", w.Groep, n, w.Aantal)
			}
		}
		zonder := v
		zonder.Q = ""
		if n := k.Zoek(zonder, o).Totaal; n != uit.ZonderVraag {
			t.Fatalf("without words %d, says %d", n, uit.ZonderVraag)
		}
	})
}

func TestFiltersOfEveryGroup(t *testing.T) {
	maak := func(naam string, in Inhoud, kenmerken ...string) Aanbod {
		in.Naam = naam
		for i := 0; i < len(kenmerken); i += 2 {
			in.Kenmerken = append(in.Kenmerken, Kenmerk{Taxonomie: kenmerken[i], Code: kenmerken[i+1]})
		}
		return Aanbod{ID: uuid.NewSHA1(uuid.Nil, []byte(naam)), Slug: slug(naam), Organisatie: Organisatie{Slug: "o"}, Inhoud: in}
	}
	elders := maak("C elders", Inhoud{Werkgebied: []string{"Daar"}}, "vorm", "telefonisch")
	elders.Van = 9
	k := NieuweKaart([]Aanbod{
		maak("A logeren", Inhoud{Kosten: []Kosten{{Eurocent: 500}}, Plek: Plek{Stand: PlekVrij}, Werkgebied: []string{"Centrum"}, Talen: []string{"tr"},
			Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "09:00", Tot: "17:00"}}},
			"doelgroep", "mensen-met-dementie", "doelgroep", "jonge-mantelzorgers", "vorm", "logeeropvang", "wet", "wmo", "toegankelijkheid", "rolstoel"),
		maak("B gratis", Inhoud{Kosten: []Kosten{{Eurocent: 0}}, Plek: Plek{Stand: PlekVol}, Tijden: []Tijd{{Dagen: []string{"do"}, Van: "09:00", Tot: "17:00"}}}, "wet", "geen", "verwijzing", "nee", "vorm", "cursus"),
		elders,
	}, zoeken.NieuwWoordenboek(nil))
	for _, c := range []struct{ query, wil string }{
		{"zorgvoor=mensen-met-dementie", "A"}, {"doelgroep=jonge-mantelzorgers", "A"}, {"doelgroep=mensen-met-dementie", "A"}, // where it stood in older addresses
		{"respijt=logeeropvang", "A"}, {"respijt=cursus", "ABC"}, {"kosten=gratis", "B"}, {"kosten=betaald", "A"}, {"kosten=vergoed", "A"}, {"kosten=gratis&kosten=betaald", "AB"},
		{"plek=ja", "A"}, {"open=nu", "A"}, {"open=straks", "ABC"}, {"taal=tr", "A"}, {"taal=xx", "ABC"}, {"toegankelijkheid=rolstoel", "A"}, {"toegankelijkheid=toilet", ""}, {"verwijzing=nee", "B"},
		{"wijk=Centrum", "ABC"}, {"wijk=Oosterwijk", "BC"}, {"wijk=Daar", "ABC"}, // a wijk of another gemeente
		{"wet=jeugdwet", ""}, {"wet=wmo&wet=jeugdwet", "A"}, {"thema=onzin&onbekend=1", "ABC"},
	} {
		is := ""
		for _, r := range k.Zoek(lees(t, k, c.query), proefomgeving).Resultaten {
			is += r.Naam[:1]
		}
		if is != c.wil {
			t.Errorf("%s: %q, want %q", c.query, is, c.wil)
		}
	}
	v := lees(t, k, "thema=onzin&straal=7&sorteer=x&wijk=Daar&postcode=7950&wet=wmo")
	if want := []string{"straal=7", "sorteer=x", "thema=onzin", "wijk=Daar"}; !slices.Equal(v.Genegeerd, want) {
		t.Errorf("%v", v.Genegeerd)
	}
}

// plekkenkaart has four offers on one line to the north, and one that comes to you.
func plekkenkaart() *Kaart {
	var lijst []Aanbod
	for i, km := range []float64{12, 1, 4.9, 5.1, -1, -1} {
		a := Aanbod{ID: uuid.UUID{15: byte(i)}, Slug: fmt.Sprint(i), Organisatie: Organisatie{Slug: "o"}, Inhoud: Inhoud{Naam: fmt.Sprint("Naam ", i)}}
		if km >= 0 {
			a.Locaties = []Locatie{{Breedte: 53.5, Lengte: 6.5}, {Breedte: 52.8 + km/111.195, Lengte: 6.5, Postcode: "7951 AB"}}
		}
		lijst = append(lijst, a)
	}
	lijst[4].Werkgebied = []string{"Zuid"}
	lijst[5].Werkgebied = []string{"Noord"}
	vierkant := func(van, tot float64) []byte {
		return fmt.Appendf(nil, `{"type":"Polygon","coordinates":[[[6,%f],[7,%f],[7,%f],[6,%f],[6,%f]]]}`, van, van, tot, tot, van)
	}
	return MaakKaart(Grondstof{Aanbod: lijst, Woordenboek: zoeken.NieuwWoordenboek(nil), Postcodes: map[string]Punt{"7950": {52.8, 6.5}, "7950XX": {52.81, 6.5}},
		Wijkvormen: map[string]json.RawMessage{"Zuid": vierkant(52.7, 52.9), "Noord": vierkant(52.9, 54)}})
}

func TestDistance(t *testing.T) {
	k := plekkenkaart()
	for _, c := range []struct{ query, wil string }{
		{"postcode=7950&straal=5&sorteer=afstand", "1:1.0 2:4.9 4:-1.0"}, // 4 comes to this wijk, 5 to another
		{"postcode=7950&straal=10&sorteer=afstand", "1:1.0 2:4.9 3:5.1 4:-1.0"},
		{"postcode=7950&sorteer=afstand", "1:1.0 2:4.9 3:5.1 0:12.0 4:-1.0 5:-1.0"},
		{"postcode=7950+xx&straal=2", "1:0.1 4:-1.0"}, {"postcode=7950ab&straal=2", "1:1.0 4:-1.0"}, // whole, or else its four digits
		{"postcode=7950", "0:12.0 1:1.0 2:4.9 3:5.1 4:-1.0 5:-1.0"},
		{"sorteer=afstand&straal=2", "0:-1.0 1:-1.0 2:-1.0 3:-1.0 4:-1.0 5:-1.0"},
		{"postcode=9999&straal=2&sorteer=afstand", "0:-1.0 1:-1.0 2:-1.0 3:-1.0 4:-1.0 5:-1.0"},
	} {
		v := k.Zoek(lees(t, k, c.query), proefomgeving)
		is := ""
		for _, r := range v.Resultaten {
			is += fmt.Sprintf(" %s:%.1f", r.Slug, r.Km)
		}
		if is != " "+c.wil {
			t.Errorf("%s:%s, want %s", c.query, is, c.wil)
		}
		if fout := c.query == "postcode=9999&straal=2&sorteer=afstand"; v.PostcodeFout != fout {
			t.Errorf("%s: wrong postcode is %v", c.query, v.PostcodeFout)
		}
	}
	if km := kilometers(Punt{52.3676, 4.9041}.vector().koorde(Punt{53.2194, 6.5665}.vector())); math.Abs(km-146.1) > .5 {
		t.Errorf("Amsterdam to Groningen is %.1f km", km)
	}
	if _, _, ok := k.Punt("7951"); !ok {
		t.Error("the middle of known places is not used")
	}
	for _, s := range []string{"", "abc", "0123", "79500", "7950 A", "7950 ABC", "１２３４"} {
		if _, ok := Postcode(s); ok {
			t.Errorf("%q is a postcode", s)
		}
	}
	if got, ok := Postcode(" 7950  ab "); !ok || got != "7950AB" {
		t.Error(got)
	}
}

// The office of who comes to people is no place to go to; who does both has a place.
func TestHelpAtHomeHasNoDistance(t *testing.T) {
	k := plekkenkaart()
	for vorm, wil := range map[string]plaatsing{"huisbezoek": {thuis: true}, "telefonisch inloop": {thuis: true, punten: make([]vector, 1)}, "inloop": {punten: make([]vector, 1)}} {
		in := Inhoud{Locaties: []Locatie{{Postcode: "7950 XX"}}}
		for _, code := range Woorden(vorm) {
			in.Kenmerken = append(in.Kenmerken, Kenmerk{Taxonomie: "vorm", Code: code})
		}
		if got := k.plaatsVan(&Aanbod{Inhoud: in}); got.thuis != wil.thuis || len(got.punten) != len(wil.punten) {
			t.Errorf("%s: %+v", vorm, got)
		}
	}
}

func TestLittleFoundSaysWhatToDrop(t *testing.T) {
	k := proefkaart()
	v := k.Zoek(lees(t, k, "q=weekend&thema=emotionele-steun&dagdeel=weekend&verwijzing=nee"), proefomgeving)
	if v.Totaal != 0 || len(v.Weglaten) == 0 || v.Weglaten[0].Groep != GroepThema || v.Weglaten[0].Aantal != 1 {
		t.Fatalf("%d %+v", v.Totaal, v.Weglaten)
	}
	if len(v.Buiten) == 0 || v.Buiten[0].Naam != "Logeerhuis De Linde" {
		t.Errorf("%+v", v.Buiten)
	}
	if v.ZonderFilters == 0 || v.ZonderVraag != 0 {
		t.Errorf("%d without filters, %d without words", v.ZonderFilters, v.ZonderVraag)
	}
	if v = k.Zoek(lees(t, k, "thema=vervangende-mantelzorg"), proefomgeving); v.Weglaten != nil || v.Buiten != nil {
		t.Error("enough was found")
	}
}
