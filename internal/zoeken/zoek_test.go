package zoeken

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

var proefonderwerpen = []Onderwerp{
	{Slug: "respijt-thuis", Naam: "Oppas of vervanging thuis", Vaktermen: []string{"respijtzorg", "vervangende mantelzorg"},
		GewoneWoorden: []string{"oppas", "iemand die het overneemt", "even weg kunnen", "kan niet alleen blijven"}, Verwant: []string{"logeren"}},
	{Slug: "logeren", Naam: "Logeren", Vaktermen: []string{"logeeropvang", "kortdurend verblijf"}, GewoneWoorden: []string{"logeren", "weekend weg"},
		Talen: map[string][]string{"pl": {"nocleg"}, "tr": {"misafir evi"}, "ar": {"مبيت"}, "uk": {"ночівля"}, "en": {"weekend away"}}},
	{Slug: "overbelasting", Naam: "Als het te veel wordt", Vaktermen: []string{"overbelasting"}, GewoneWoorden: []string{"moe", "ik kan niet meer", "uitgeput"}},
	{Slug: "rolstoel", Naam: "Rolstoel", Vaktermen: []string{"rolstoel"}, GewoneWoorden: []string{"kan niet meer lopen"}},
	{Slug: "verslaving", Naam: "Verslaving", Vaktermen: []string{"verslaving"}, GewoneWoorden: []string{"drinkt te veel", "alcohol"}},
}

func proefdoc(naam, samenvatting string, onderwerpen, doelgroepen []string) Document {
	return Document{Velden: []Veld{{naam, 3, true}, {samenvatting, 2, true}}, Onderwerpen: onderwerpen, Doelgroepen: doelgroepen}
}

const (
	docVrijwilliger = iota
	docLogeerhuis
	docConsulent
	docRolstoel
	docZelfhulp
	docCafe
	docKind
	docLoket
)

var proefdocs = []Document{
	docVrijwilliger: proefdoc("Respijtzorg door vrijwilligers", "Een vrijwilliger blijft bij uw naaste", []string{"respijt-thuis"}, []string{"ouderen"}),
	docLogeerhuis:   proefdoc("Logeerhuis De Linde", "Uw naaste slaapt hier een paar nachten", []string{"logeren"}, []string{"ouderen"}),
	docConsulent:    proefdoc("Gesprek met een consulent", "Als de zorg zwaar valt", []string{"overbelasting"}, []string{"mantelzorgers"}),
	docRolstoel:     proefdoc("Rolstoelen lenen", "Een rolstoel voor binnen en buiten", []string{"rolstoel"}, nil),
	docZelfhulp:     proefdoc("Zelfhulpgroep", "Voor familie van wie drinkt", []string{"verslaving"}, []string{"naasten-verslaving"}),
	docCafe:         proefdoc("Alzheimercafé", "Een ontmoeting over dementie", nil, []string{"iedereen"}),
	docKind:         proefdoc("Logeerweekend voor kinderen", "Kinderen slapen hier een weekend", []string{"logeren"}, []string{"kinderen"}),
	docLoket:        proefdoc("Loket van de gemeente", "Vragen over dagopvang, andere opvang en de Wmo", nil, []string{"iedereen"}),
}

func proefindex() *Index { return Nieuw(proefdocs, NieuwWoordenboek(proefonderwerpen)) }

// Every way in which a question leads to an offer, each with the offer that must be first.
func TestZoek(t *testing.T) {
	ix := proefindex()
	for vraag, eerste := range map[string]int32{
		"respijtzorg":                       docVrijwilliger, // the word itself
		"rolstoel":                          docRolstoel,     // its stem
		"een oppas voor mijn moeder":        docVrijwilliger, // an everyday word
		"iemand die overneemt":              docVrijwilliger, // a phrase
		"Ik kan niet meer!":                 docConsulent,    // a phrase of stop words
		"ik kan echt niet meer":             docConsulent,    // with a word in between
		"kan niet meer lopen":               docRolstoel,     // which is not this one
		"respijdzorg":                       docVrijwilliger, // spelled by ear
		"rolstol":                           docRolstoel,
		"logeer huis":                       docLogeerhuis, // two words for one
		"kortdurend verblijf voor mijn man": docLogeerhuis, // a term that no offer has
		"logeren met mijn kind":             docKind,       // for whom it is
		"dag opvang":                        docLoket,
		"opvang":                            docLoket, // part of a compound
		"alzheimer":                         docCafe,
		"mijn vader drinkt te veel":         docZelfhulp,
		"nocleg":                            docLogeerhuis, // Polish, Turkish, Arabic, Ukrainian, English
		"MİSAFİR EVİ":                       docLogeerhuis,
		"مبيت":                              docLogeerhuis,
		"ночівлі":                           docLogeerhuis,
		"hij drinkt":                        docZelfhulp,
		"drinken":                           docZelfhulp,
		"alz":                               docCafe, // not finished
		"dementieachtig":                    docCafe, // only a part is known
	} {
		u := ix.Zoek(vraag)
		if len(u.Treffers) == 0 {
			t.Errorf("%q: nothing; understood %+v", vraag, u.Begrip)
		} else if got := u.Treffers[0].Doc; got != eerste {
			t.Errorf("%q: %q, want %q; understood %+v", vraag, proefdocs[got].Velden[0].Tekst, proefdocs[eerste].Velden[0].Tekst, u.Begrip)
		}
	}
}

func TestNothing(t *testing.T) {
	ix := proefindex()
	for vraag, leeg := range map[string]bool{"": true, "  ": true, "🙂🙂": true, "?! --": true, "asdfgh qwerty": false} {
		u := ix.Zoek(vraag)
		if len(u.Treffers) > 0 || u.Begrip.Leeg != leeg {
			t.Errorf("%q: %d results, %+v", vraag, len(u.Treffers), u.Begrip)
		}
	}
	if u := Nieuw(nil, NieuwWoordenboek(nil)).Zoek("hulp"); len(u.Treffers) > 0 {
		t.Error("found something in nothing")
	}
}

func TestBegrip(t *testing.T) {
	ix := proefindex()
	b := ix.Zoek("respijdzorg voor mijn vrouw").Begrip
	if want := []Spelling{{"respijdzorg", "respijtzorg"}}; !slices.Equal(b.Gespeld, want) {
		t.Errorf("spelled %v, want %v", b.Gespeld, want)
	}
	if want := []string{"respijdzorg", "vrouw"}; !slices.Equal(b.Woorden, want) {
		t.Errorf("words %v, want %v", b.Woorden, want)
	}
	if len(b.Onderwerpen) < 2 || b.Onderwerpen[0].Slug != "respijt-thuis" || b.Onderwerpen[0].Verwant {
		t.Errorf("onderwerpen %+v", b.Onderwerpen)
	}
	if i := slices.IndexFunc(b.Onderwerpen, func(h Herkend) bool { return h.Slug == "logeren" }); i < 0 || !b.Onderwerpen[i].Verwant {
		t.Errorf("what is related does not come along: %+v", b.Onderwerpen)
	}
	if b := ix.Zoek("oppas").Begrip; !slices.Contains(b.Ook, "respijtzorg") {
		t.Errorf("also searched %v", b.Ook)
	}
	if b := ix.Zoek("respijtzorg").Begrip; slices.Contains(b.Ook, "respijtzorg") {
		t.Errorf("also searched what was typed: %v", b.Ook)
	}
	if b := ix.Zoek("alzheimercafeetje").Begrip; len(b.Gespeld) > 0 && b.Gespeld[0].Gelezen != "alzheimercafé" {
		t.Errorf("spelled %v", b.Gespeld)
	}
}

// An ordinary word that no offer has is not a mistake, unless nothing else is found.
func TestOrdinaryWord(t *testing.T) {
	ix := proefindex()
	if u := ix.Zoek("oppas uit liefde"); len(u.Begrip.Gespeld) > 0 {
		t.Errorf("%+v", u.Begrip.Gespeld)
	}
	if u := ix.Zoek("liefde"); len(u.Treffers) == 0 {
		t.Errorf("nothing: %+v", u.Begrip)
	}
}

// An offer for others than the question is about stands below one for everybody.
func TestDoelgroep(t *testing.T) {
	u := proefindex().Zoek("logeren voor mijn man")
	if u.Treffers[0].Doc != docLogeerhuis {
		t.Errorf("%+v", u.Treffers)
	}
	if u = proefindex().Zoek("logeren voor mijn kind"); u.Treffers[0].Doc != docKind {
		t.Errorf("%+v", u.Treffers)
	}
}

// The explanation adds up to the score.
func TestLegUit(t *testing.T) {
	ix := proefindex()
	for _, vraag := range []string{"respijdzorg", "logeren met mijn kind", "logeer huis", "opvang", "mijn vader drinkt te veel", "ik kan niet meer"} {
		for _, tr := range ix.Zoek(vraag).Treffers {
			som, soorten := float32(0), ""
			for _, b := range ix.LegUit(vraag, int(tr.Doc)) {
				som += b.Punten
				soorten += fmt.Sprintf(" %+v", b)
			}
			if math.Abs(float64(som-tr.Score)) > .01 {
				t.Errorf("%q, %d: %v, want %v:%s", vraag, tr.Doc, som, tr.Score, soorten)
			}
		}
	}
	uitleg := ix.LegUit("respijdzorg", docVrijwilliger)
	if !slices.ContainsFunc(uitleg, func(b Bijdrage) bool {
		return b.Woord == "respijdzorg" && b.Term == "respijtzorg" && b.Soort == SoortSpelling
	}) {
		t.Errorf("%+v", uitleg)
	}
	if ix.LegUit("opvang", -1) != nil || ix.LegUit("opvang", 99) != nil {
		t.Error("explained a document that is not there")
	}
}

func TestAanvullen(t *testing.T) {
	ix := proefindex()
	for begin, wil := range map[string]Aanvulling{
		"opp":              {"Oppas of vervanging thuis", AanvulOnderwerp, "respijt-thuis"},
		"Weekend w":        {"Logeren", AanvulOnderwerp, "logeren"},
		"ik wil een oppas": {"Oppas of vervanging thuis", AanvulOnderwerp, "respijt-thuis"},
		"alz":              {"alzheimercafé", AanvulWoord, ""},
		"het alz":          {"het alzheimercafé", AanvulWoord, ""},
	} {
		if got := ix.Aanvullen(begin, 5); !slices.Contains(got, wil) || len(got) > 5 {
			t.Errorf("%q: %+v, want %+v among them", begin, got, wil)
		}
	}
	for _, begin := range []string{"", "x", "🙂", "zzzz"} {
		if got := ix.Aanvullen(begin, 5); len(got) > 0 {
			t.Errorf("%q: %+v", begin, got)
		}
	}
}

// A word that stands with several onderwerpen means most the one it stands with most.
func TestHerkenOwn(t *testing.T) {
	w := NieuwWoordenboek([]Onderwerp{
		{Slug: "a", Naam: "A", GewoneWoorden: []string{"logeren", "uit logeren", "nachtje logeren"}},
		{Slug: "b", Naam: "B", GewoneWoorden: []string{"kind uit logeren bij een gezin"}},
	})
	got := w.herken([]string{"logeren"}, []gelezen{{stam("logeren"), 0}})
	if len(got) == 0 || got[0].Slug != "a" {
		t.Errorf("%+v", got)
	}
}

func TestManyAtATime(t *testing.T) {
	ix := proefindex()
	want := fmt.Sprint(ix.Zoek("oppas of logeren"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				ix.Zoek("mijn vader drinkt")
				if got := fmt.Sprint(ix.Zoek("oppas of logeren")); got != want {
					t.Errorf("%s, want %s", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestBytes(t *testing.T) {
	if n := proefindex().Bytes(); n < 1000 || n > 100_000 {
		t.Errorf("%d bytes for %d small documents", n, len(proefdocs))
	}
}

func FuzzZoek(f *testing.F) {
	ix := proefindex()
	for _, s := range []string{"een oppas voor mijn moeder", "ik kan niet meer", "🙂", "\xff\x00", "İĳé łß", "'; DROP TABLE aanbod; --", "مبيت", "ночівля",
		strings.Repeat("aan ", 2000), strings.Repeat("x", 5000), strings.Repeat("logeeropvang", 50), "dag opvang dag opvang"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		u := ix.Zoek(q)
		if len(u.Treffers) > len(proefdocs) || len(u.Begrip.Woorden) > maxWoorden || len(u.Begrip.Ook) > maxOok {
			t.Errorf("%q: %+v", q, u)
		}
		for i, tr := range u.Treffers {
			if !(tr.Score > 0) || i > 0 && tr.Score > u.Treffers[i-1].Score {
				t.Errorf("%q: not in order: %+v", q, u.Treffers)
			}
		}
		if again := ix.Zoek(q); fmt.Sprint(again) != fmt.Sprint(u) {
			t.Errorf("%q: %+v, then %+v", q, u, again)
		}
		for _, a := range ix.Aanvullen(q, 6) {
			if !utf8.ValidString(a.Tekst) {
				t.Errorf("%q: %+v", q, a)
			}
		}
		ix.LegUit(q, 0)
	})
}
