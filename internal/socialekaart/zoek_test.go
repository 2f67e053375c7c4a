package socialekaart

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
)

// proefkaart holds a few offers that are easy to tell apart.
func proefkaart() *Kaart {
	var lijst []Aanbod
	for i, r := range []Invoer{
		logeerhuis(),
		eenvoudig("Welzijn", "Boodschappenbus", "Samen naar de supermarkt, de bus haalt u thuis op.", term("thema", "praktische-hulp"), term("onderwerp", "boodschappen"), term("onderwerp", "vervoer")),
		eenvoudig("Thuiszorg De Brink", "Oppas aan huis", "Een vrijwilliger blijft een middag bij uw man of vrouw.", term("thema", "vervangende-mantelzorg"), term("onderwerp", "respijt-thuis"), term("vorm", "aanwezigheidszorg")),
		eenvoudig("MantelSteun", "Consulent mantelzorg", "Iemand die luistert en de weg weet als het te zwaar wordt.", term("thema", "informatie-en-advies"), term("onderwerp", "overbelasting"), term("onderwerp", "mantelzorgconsulent")),
		eenvoudig("Café De Brug", "Alzheimer Café", "Een avond over dementie, met een kop koffie.", term("thema", "emotionele-steun"), term("onderwerp", "dementie-info"), term("dagdeel", "avond")),
		eenvoudig("Kinderopvang", "Zaterdagopvang", "Opvang voor kinderen met een beperking.", term("thema", "vervangende-mantelzorg"), term("onderwerp", "kind-zorg"), term("dagdeel", "weekend")),
	} {
		a := Aanbod{ID: uuid.NewSHA1(uuid.Nil, []byte(r.Inhoud.Naam)), Slug: slug(r.Inhoud.Naam), Status: Gepubliceerd, Revisie: 1, Organisatie: r.Organisatie, Inhoud: r.Inhoud}
		a.Organisatie.ID = uuid.NewSHA1(uuid.Nil, []byte(fmt.Sprint(i, r.Organisatie.Naam)))
		lijst = append(lijst, a)
	}
	return NieuweKaart(lijst)
}

func gevonden(k *Kaart, vraag string) (uit []string) {
	for _, a := range k.kies(k.index.zoek(vraag).docs) {
		uit = append(uit, a.Naam)
	}
	return uit
}

func TestBestResultComesFirst(t *testing.T) {
	k := proefkaart()
	for _, c := range []struct{ vraag, eerste string }{
		{"logeerhuis", "Logeerhuis De Linde"},
		{"LOGEERHUIS!", "Logeerhuis De Linde"},
		{"logeren", "Logeerhuis De Linde"},          // another form of the word
		{"weekend weg", "Logeerhuis De Linde"},      // everyday words
		{"even vrijaf", "Oppas aan huis"},           // everyday words
		{"oppas voor mijn vrouw", "Oppas aan huis"}, // any of the words
		{"boods", "Boodschappenbus"},                // beginning of the last word
		{"alzheimer cafe", "Alzheimer Café"},        // without accent
		{"alzheimercafe", "Alzheimer Café"},         // written as one word
		{"zaterdag opvang", "Zaterdagopvang"},       // written apart
		{"logeerhius", "Logeerhuis De Linde"},       // mistyped
		{"boodschapen", "Boodschappenbus"},          // mistyped
		{"de brink", "Oppas aan huis"},              // organisation
		{"ik kan niet meer", "Consulent mantelzorg"},
		{"ik ben vergeetachtig", "Alzheimer Café"},
		{"mijn gehandicapte dochter", "Zaterdagopvang"},
		{"opvang", "Zaterdagopvang"}, // part of a compound
		{"wie gaat mee naar de supermarkt", "Boodschappenbus"},
	} {
		if uit := gevonden(k, c.vraag); len(uit) == 0 || uit[0] != c.eerste {
			t.Errorf("%q: %q, want %q first", c.vraag, uit, c.eerste)
		}
	}
}

func TestQuestionsThatFindNothingOrAreStrange(t *testing.T) {
	k := proefkaart()
	for _, vraag := range []string{"", " ", "xqzzkw", "🙂🙂", "!?", strings.Repeat("q", 5000), "\x00\xff", "مرحبا", "#logeeropvang"} {
		uit := gevonden(k, vraag)
		if vraag != "#logeeropvang" && len(uit) > 0 {
			t.Errorf("%q finds %q", vraag, uit)
		}
	}
	if uit := gevonden(k, "de het een van"); len(uit) == 0 {
		t.Error("a question of stop words alone must be searched as it stands")
	}
	if n := len(gevonden(k, strings.Repeat("logeren ", 1000))); n == 0 {
		t.Error("a long question must be read up to its limit")
	}
}

func TestSpellingSaysWhatWasMeant(t *testing.T) {
	k := proefkaart()
	if b := k.index.zoek("demetie").bedoeld; !slices.Equal(b, []string{"dementie"}) {
		t.Errorf("bedoeld %q", b)
	}
	if b := k.index.zoek("dementie").bedoeld; b != nil {
		t.Errorf("a word that is right was changed to %q", b)
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"zorg", "zorg", 0}, {"zorg", "zrog", 1}, {"zorg", "zog", 1}, {"zorg", "sorg", 1}, {"zorg", "werk", 3}, {"", "abcd", 3}} {
		if got := bewerkingen([]rune(c.a), []rune(c.b), 2); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestEverydayWordsLeadSomewhere(t *testing.T) {
	for _, b := range begrippen {
		for _, gewoon := range strings.Split(b.gewoon, ";") {
			st := stammen(woorden(gewoon))
			if len(st) == 0 || len(begrepen(st)) == 0 {
				t.Errorf("%q leads nowhere", gewoon)
			}
		}
		for _, naar := range strings.Fields(b.naar) {
			if code, ok := strings.CutPrefix(naar, "#"); ok && !reCode.MatchString(code) {
				t.Errorf("%q is no code", naar)
			}
		}
	}
}

func TestFiltersWidenWithinAGroupAndNarrowBetweenGroups(t *testing.T) {
	k := proefkaart()
	wijken := []string{"Centrum", "Oosterwijk"}
	zoek := func(query string) Vondst {
		v, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		vr := LeesVraag(v)
		vr.alleen(k.aangeboden(wijken))
		return k.Zoek(vr, wijken)
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
		tellen := k.Zoek(vr, wijken).tellen
		for g := range aantalGroepen {
			for waarde, n := range tellen[g] {
				alleen := vr
				alleen.keuzes[g] = []string{waarde}
				if got := k.Zoek(alleen, wijken).Totaal; got != n {
					t.Errorf("%q: %s=%s counts %d, gives %d", query, groepnamen[g], waarde, n, got)
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
	if got := vr.zonder(groepThema, "educatie").URL(1); strings.Contains(got, "educatie") || !strings.Contains(got, "praktische-hulp") {
		t.Error(got)
	}
	if len(vr.keuzes[groepThema]) != 2 {
		t.Error("taking a choice away changed the question itself")
	}
	if got := (Vraag{}).URL(1); got != "/aanbod" {
		t.Error(got)
	}
}

func FuzzZoek(f *testing.F) {
	k := proefkaart()
	for _, s := range []string{"even vrijaf", "ik kan niet meer", "🙂", "\xff\x00", "İĳé", strings.Repeat("aan ", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		v := LeesVraag(url.Values{"q": {q}, "thema": {q}, "pagina": {q}})
		uit := k.Zoek(v, nil)
		if uit.Totaal > len(k.aanbod) || len(uit.Aanbod) > perPagina || !utf8.ValidString(v.Q) {
			t.Errorf("%q: %d results", q, uit.Totaal)
		}
	})
}

// BenchmarkZoek asks questions of a gemeente with 300 offers, with all counts.
func BenchmarkZoek(b *testing.B) {
	var lijst []Aanbod
	for i := range 50 {
		for _, a := range proefkaart().aanbod {
			a.Slug = fmt.Sprint(a.Slug, i)
			a.Omschrijving += strings.Repeat(fmt.Sprintf(" Dit is tekst nummer%d over zorg en hulp in de buurt.", i), 8)
			lijst = append(lijst, a)
		}
	}
	k := NieuweKaart(lijst)
	vragen := []string{"even vrijaf", "oppas voor mijn demente moeder", "logeren", "ik kan niet meer", "boodschapen", ""}
	i := 0
	for b.Loop() {
		k.Zoek(Vraag{Q: vragen[i%len(vragen)], Pagina: 1}, nil)
		i++
	}
}
