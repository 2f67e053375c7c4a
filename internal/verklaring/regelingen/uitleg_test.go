package regelingen_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"

	"github.com/PuerkitoBio/goquery"
)

// stel puts rules in force today and shows what everybody reads of them.
func stel(h *proef.Huis, r verklaring.Regels) *goquery.Document {
	h.Helper()
	h.Goed(h.Store.VoegRegeling(h.Ctx(h.Bea), h.G.ID, verklaring.Dag(h.Klok), r))
	h.Goed(h.Wachter.Kijk(context.Background()))
	return h.Get(h.Burger, verklaring.PadUitleg, 200)
}

func punten(d *goquery.Document, kop string) (uit []string) {
	d.Find("ul[aria-labelledby='" + kop + "'] li").Each(func(_ int, s *goquery.Selection) { uit = append(uit, strings.TrimSpace(s.Text())) })
	return uit
}

// What the page says follows from the rules, and its criteria are those that a
// consulent applies, word for word.
func TestThePageFollowsFromTheRules(t *testing.T) {
	h := nieuw(t)
	ctx := context.Background()
	for naam, wijzig := range map[string]func(*verklaring.Regels){
		"usual":          func(*verklaring.Regels) {},
		"one of the two": func(r *verklaring.Regels) { r.Beide, r.Woont = false, verklaring.WoontZorgvrager },
		"hours alone":    func(r *verklaring.Regels) { r.Weken, r.Woont = 0, verklaring.WoontMantelzorger },
		"duration alone": func(r *verklaring.Regels) { r.UrenPerWeek, r.Weken = 0, 52 },
		"any care":       func(r *verklaring.Regels) { r.UrenPerWeek, r.Weken = 0, 0 },
		"at once":        func(r *verklaring.Regels) { r.Modus, r.Besluit = verklaring.Direct, false },
		"at once, waits": func(r *verklaring.Regels) { r.Modus, r.Bewijs = verklaring.Direct, []string{"takenlijst"} },
		"asks everything": func(r *verklaring.Regels) {
			r.Bewijs, r.Bevestiging, r.VierOgen = verklaring.AlleBewijs, verklaring.BevestigingLink, true
		},
		"on paper": func(r *verklaring.Regels) {
			r.Bevestiging, r.Opschorten, r.VerlengWeken, r.BeslisWeken = verklaring.BevestigingPapier, false, 0, 3
		},
		"several terms": func(r *verklaring.Regels) {
			r.Doelen = []verklaring.Doel{{Code: "school", Maanden: 6}, {Code: "parkeren", Maanden: 24}, {Code: "uwv", Maanden: 6}}
			r.Teksten.Uitleg = "Eigen woorden.\n\nNog een alinea."
		},
	} {
		r := verklaring.StandaardRegels()
		wijzig(&r)
		d := stel(h, r)
		tekst := strings.Join(strings.Fields(d.Find("main").Text()), " ")
		staat := func(is bool, zin string) {
			if strings.Contains(tekst, zin) != is {
				t.Errorf("%s: %q on the page: %v, want %v", naam, zin, !is, is)
			}
		}

		wil := append([]string{i18n.T(ctx, "verklaring.uitleg.onbetaald")}, r.Toets(ctx, verklaring.Antwoorden{}, verklaring.Stand{}, verklaring.Dag(h.Klok)).Ontbreekt...)
		if got := punten(d, "voorwaarden"); !slices.Equal(got, wil) {
			t.Errorf("%s: criteria\n got %q\nwant %q", naam, got, wil)
		}
		bevestigt := r.Bevestiging != verklaring.BevestigingNiet
		staat(len(r.Bewijs) == 0, "U hoeft niets mee te sturen.")
		if got := len(punten(d, "nodig")); got != len(r.Bewijs) {
			t.Errorf("%s: %d kinds of evidence, want %d", naam, got, len(r.Bewijs))
		}
		staat(bevestigt, "U kunt het niet voor uzelf bevestigen.")
		staat(!bevestigt, "niet hoe uw naaste heet")
		staat(r.Modus == verklaring.Direct, "Dan krijgt u uw verklaring meteen.")
		staat(r.Modus == verklaring.Direct && len(r.Bewijs) > 0, "Is alles binnen")
		staat(r.Modus == verklaring.Beoordeling, "Een consulent leest uw aanvraag. U krijgt antwoord binnen "+i18n.N(ctx, "verklaring.duur.weken", r.BeslisWeken))
		staat(r.VierOgen, "Een tweede consulent kijkt mee")
		staat(r.Opschorten, "staat onze termijn stil")
		staat(r.VerlengWeken > 0, "Lukt het ons niet op tijd?")
		staat(r.Besluit, "bezwaar")
		staat(r.Teksten.Uitleg != "", "Nog een alinea.")

		var doelen []string
		d.Find("ul[aria-labelledby='waarvoor'] li, ul[aria-labelledby^='duur-'] li").Each(func(_ int, s *goquery.Selection) { doelen = append(doelen, s.Text()) })
		wilDoelen := verklaring.DoelNamen(ctx, r.Doelcodes())
		if slices.Sort(doelen); !slices.Equal(doelen, slices.Sorted(slices.Values(wilDoelen))) {
			t.Errorf("%s: purposes %q, want %q", naam, doelen, wilDoelen)
		}
		if naam == "several terms" {
			if got := punten(d, "duur-6"); len(got) != 2 || len(punten(d, "duur-24")) != 1 {
				t.Errorf("not grouped: %q", got)
			}
			staat(true, "6 maanden tot 2 jaar")
		} else {
			staat(true, "Voor elk doel geldt de verklaring 1 jaar.")
		}
	}
}

// Who meets every sentence that the page has as a criterion meets the rules, and nobody
// else does; who misses one hears that one. Tried over all kinds of rules and answers.
func TestNoOtherCriteriaThanThoseThatAreTold(t *testing.T) {
	ctx, vandaag := context.Background(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	duur := verklaring.Duur(ctx, 13)
	gevallen := 0
	probeer := func(r verklaring.Regels, a verklaring.Antwoorden, lang bool) {
		ik, naaste, genoeg := a.WoontHier == "ja", a.NaasteWoontHier == "ja", a.Uren >= 8
		waar := map[string]bool{ // what each sentence means
			i18n.T(ctx, "verklaring.eis.uren", 8): genoeg, i18n.T(ctx, "verklaring.eis.alleenuren", 8): genoeg,
			i18n.T(ctx, "verklaring.eis.duur", duur): lang, i18n.T(ctx, "verklaring.eis.alleenduur", duur): lang,
			i18n.T(ctx, "verklaring.eis.een", 8, duur):       genoeg || lang,
			i18n.T(ctx, "verklaring.eis.woont.mantelzorger"): ik, i18n.T(ctx, "verklaring.eis.woont.zorgvrager"): naaste, i18n.T(ctx, "verklaring.eis.woont.een_van_beide"): ik || naaste,
		}
		var ontbreekt []string
		for _, eis := range r.Eisen(ctx) {
			is, ok := waar[eis]
			if !ok {
				t.Fatalf("%+v: the page says %q, which is no criterion", r, eis)
			}
			if !is {
				ontbreekt = append(ontbreekt, eis)
			}
		}
		if toets := r.Toets(ctx, a, verklaring.Stand{}, vandaag); toets.Voldoet != (ontbreekt == nil) || !slices.Equal(toets.Ontbreekt, ontbreekt) {
			t.Fatalf("%+v with %+v: the page says that %q is missing, the consulent sees %q", r, a, ontbreekt, toets.Ontbreekt)
		}
		gevallen++
	}
	for _, r := range soorten() {
		for _, uren := range []int{0, 7, 8} {
			for _, dagen := range []int{0, 90, 91} {
				for _, ik := range []string{"", "ja", "nee"} {
					for _, naaste := range []string{"", "ja", "nee"} {
						a := verklaring.Antwoorden{Uren: uren, WoontHier: ik, NaasteWoontHier: naaste}
						if dagen > 0 {
							a.Sinds = vandaag.AddDate(0, 0, -dagen)
						}
						probeer(r, a, dagen >= 91)
					}
				}
			}
		}
	}
	if gevallen != 24*81 {
		t.Errorf("%d cases", gevallen)
	}
}

// soorten are all kinds of rules about the care and who lives where.
func soorten() (uit []verklaring.Regels) {
	for woont := range maps.Keys(verklaring.WoontWoorden) {
		for i := range 8 {
			r := verklaring.Regels{Woont: woont, Beide: i&1 > 0}
			if i&2 > 0 {
				r.UrenPerWeek = 8
			}
			if i&4 > 0 {
				r.Weken = 13
			}
			uit = append(uit, r)
		}
	}
	return uit
}

// The form on paper asks what these rules ask, in the words of the screen.
func TestTheFormOnPaper(t *testing.T) {
	h := nieuw(t)
	r := verklaring.StandaardRegels()
	r.Bewijs, r.Bevestiging, r.Doelen = []string{"indicatie"}, verklaring.BevestigingPapier, r.Doelen[:2]
	stel(h, r)
	res := h.Vraag(h.Burger, http.MethodGet, verklaring.PadUitleg+"/formulier.pdf", nil)
	bestand := pdftest.Save(t, lees(h, res, 200))
	tekst := strings.Join(strings.Fields(pdftest.Run(t, "pdftotext", bestand, "-")), " ")
	for _, w := range []string{"Uw naaste bevestigt", "Wat u meestuurt", "MantelSteun", "0599-00 01 23", verklaring.DoelNaam(context.Background(), r.Doelen[1].Code), i18n.T(context.Background(), "verklaring.uren"), "burgerservicenummer"} {
		if !strings.Contains(tekst, w) {
			t.Errorf("it lacks %q", w)
		}
	}
	if strings.Contains(tekst, "urgentie") {
		t.Error("it offers a purpose that is not there")
	}
	pdftest.Run(t, "qpdf", "--check", bestand)
	for range 25 {
		res = h.Vraag(h.Burger, http.MethodGet, verklaring.PadUitleg+"/formulier.pdf", nil)
	}
	if res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("made without end: status %d", res.StatusCode)
	}
}

// The terms that count where a regeling says nothing are those of the usual rules, and
// every term that a regeling can set is one that the job looks for.
func TestTermsAreThoseOfTheUsualRules(t *testing.T) {
	var bewaren map[string]any
	b, err := json.Marshal(verklaring.StandaardRegels().Bewaren)
	if err == nil {
		err = json.Unmarshal(b, &bewaren)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range gegevens.Regels {
		if r.Regeling == "" {
			continue
		}
		if bewaren[r.Regeling] != float64(r.Aantal) {
			t.Errorf("%s: %d, the usual rules say %v", r.Code, r.Aantal, bewaren[r.Regeling])
		}
		delete(bewaren, r.Regeling)
	}
	if len(bewaren) > 0 {
		t.Errorf("nothing looks for %v", bewaren)
	}
}
