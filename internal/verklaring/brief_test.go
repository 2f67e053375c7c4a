package verklaring_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

// schrijftafel makes letters of the sample aanvraag without a database.
type schrijftafel struct {
	*testing.T
	ctx context.Context
	s   verklaring.Store
}

func nieuweSchrijftafel(t *testing.T) schrijftafel {
	t.Helper()
	o, err := opmaak.NieuweOpmaker(web.Lettertypen())
	if err != nil {
		t.Fatal(err)
	}
	ctx := toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: 1, Naam: "Veldwaarde", URL: "https://mantelpunt.veldwaarde.example", Kleur: "#00607f"})
	ctx = web.MetKader(ctx, web.Kader{Gemeente: "Veldwaarde", Telefoon: "0599-00 01 23", Email: "mantelsteun@veldwaarde.example", Steunpunt: "MantelSteun", Adres: "Raadhuisplein 1, 7991 AA Veldwaarde"})
	return schrijftafel{t, ctx, verklaring.Store{Opmaker: o}}
}

// lees gives what a screen reader reads of a letter, on one line.
func (t schrijftafel) lees(a verklaring.Aanvraag, b verklaring.Brief) string {
	t.Helper()
	doc, err := t.s.MaakBrief(t.ctx, a, b, voorbeeld.Dag.Add(10*time.Hour))
	if err != nil {
		t.Fatal(b.Soort, err)
	}
	uit := pdftest.Run(t, "pdfinfo", "-struct-text", pdftest.Save(t, doc))
	var tekst strings.Builder
	for _, m := range reInhoud.FindAllStringSubmatch(uit, -1) {
		tekst.WriteString(m[1] + " ")
	}
	return strings.Join(strings.Fields(tekst.String()), " ")
}

var reInhoud = regexp.MustCompile(`(?m)^\s*"(.*)"$`)

const (
	ziekte = "Alzheimer in een laat stadium"
	naaste = "Johanna Jansen-Mulder"
)

// aanvraag has what must never be in a letter to others than who wrote it.
func briefaanvraag() verklaring.Aanvraag {
	a := voorbeeld.Aanvraag(verklaring.InBehandeling)
	a.Antwoorden.Toelichting = ziekte
	a.Antwoorden.Toestemming = &verklaring.Toestemmingvraag{Wijze: verklaring.WijzeBrief, Naam: naaste, Adres: "Dorpsstraat 1\n7991 AB Veldwaarde"}
	return a
}

// brieven are the letters, each with what it is made of.
func brieven() map[verklaring.Briefsoort]verklaring.Brief {
	v, nieuw, weg := voorbeeld.Verklaring(verklaring.Geldig), voorbeeld.Verklaring(verklaring.Geldig), voorbeeld.Verklaring(verklaring.IsIngetrokken)
	nieuw.Versie, nieuw.Kenmerk, nieuw.Naam = 2, v.Kenmerk+"-2", "Fatima van den Berg"
	weg.Reden = verklaring.RedenOnjuist
	later := voorbeeld.Dag.AddDate(0, 0, 14)
	uit := map[verklaring.Briefsoort]verklaring.Brief{
		verklaring.BriefOntvangst:             {},
		verklaring.BriefVraag:                 {Woorden: "Sinds welk jaar zorgt u?", Uiterlijk: later},
		verklaring.BriefVerlengd:              {Woorden: "Er zijn minder consulenten dan anders.", Uiterlijk: later},
		verklaring.BriefVerleend:              {Verklaring: &v},
		verklaring.BriefAfgewezen:             {Redenen: []string{"uren", "duur", verklaring.GrondOnbetaald}, Woorden: "Wij tellen alleen de uren waarin u zorgt."},
		verklaring.BriefBuitenBehandeling:     {Woorden: "Wij missen sinds wanneer u zorgt.", Uiterlijk: later},
		verklaring.BriefIngetrokken:           {},
		verklaring.BriefVervangen:             {Verklaring: &nieuw, Woorden: "Uw naam was niet goed geschreven."},
		verklaring.BriefVerklaringIngetrokken: {Verklaring: &weg, Woorden: "U woont niet in Veldwaarde."},
		verklaring.BriefHerinnering:           {Uiterlijk: later},
		verklaring.BriefToestemming:           {Aan: []string{naaste, "Dorpsstraat 1"}, Code: "K7MW-4T9P", Uiterlijk: later},
	}
	for soort, b := range uit {
		b.Soort = soort
		uit[soort] = b
	}
	return uit
}

// What each letter says: what was decided, why, and what follows.
func TestLetters(t *testing.T) {
	t.Parallel()
	s := nieuweSchrijftafel(t)
	zegt := map[verklaring.Briefsoort][]string{
		verklaring.BriefOntvangst:             {"Op 23 oktober 2026 ontvingen wij uw aanvraag", "uiterlijk op 18 december 2026 een besluit", "mantelpunt.veldwaarde.example/mijn", "14 maart 1971", "Mijn ouder of schoonouder", "telt de tijd niet mee"},
		verklaring.BriefVraag:                 {"Sinds welk jaar zorgt u?", "uiterlijk op 26 november 2026", "staat onze termijn om te beslissen stil", "niet verder behandelen"},
		verklaring.BriefVerlengd:              {"uiterlijk op 26 november 2026", "Er zijn minder consulenten dan anders.", "ingebrekestelling"},
		verklaring.BriefVerleend:              {"U krijgt die verklaring", "geldt vanaf 12 november 2026", "Parkeren bij uw naaste, tot en met 11 november 2027", "U vulde in: 14 uur in de week.", "sinds maart 2024", "mantelpunt.veldwaarde.example/mijn"},
		verklaring.BriefAfgewezen:             {"dat u die verklaring niet krijgt", "deze 3 voorwaarden", "U zorgt minstens 8 uur in de week. U vulde in: 14 uur in de week.", "Mantelzorg is onbetaald.", "Wij tellen alleen de uren waarin u zorgt.", "zonder verklaring ook hulp"},
		verklaring.BriefBuitenBehandeling:     {"niet beoordeeld of u de verklaring kunt krijgen", "antwoorden tot en met 26 november 2026", "Wij missen sinds wanneer u zorgt.", "artikel 4:5", "nieuwe aanvraag"},
		verklaring.BriefIngetrokken:           {"Uw aanvraag van 23 oktober 2026", "op 12 november 2026 ingetrokken", "Na 42 dagen verwijderen wij uw aanvraag."},
		verklaring.BriefVervangen:             {"Beste Fatima van den Berg,", "MV-2026-00042-2", "Uw naam was niet goed geschreven.", "De oude versie geldt vanaf die dag niet meer.", "Gooi de oude versie weg."},
		verklaring.BriefVerklaringIngetrokken: {"Wij hebben besloten om uw mantelzorgverklaring MV-2026-00042 in te trekken.", "U woont niet in Veldwaarde.", "geldt sinds 12 november 2026 niet meer"},
		verklaring.BriefHerinnering:           {"geldt tot en met 26 november 2026", "Zorgt u nog steeds?", "mantelpunt.veldwaarde.example/mijn"},
		verklaring.BriefToestemming:           {"Beste " + naaste, "Fatima van der Berg vraagt bij ons een mantelzorgverklaring aan", "mantelpunt.veldwaarde.example/verklaring/toestemming", "K7MW-4T9P", "tot en met 26 november 2026", "niet verplicht", "niets over u", "niet naar uw gezondheid"},
	}
	besluiten := map[verklaring.Briefsoort]bool{verklaring.BriefVerleend: true, verklaring.BriefAfgewezen: true, verklaring.BriefBuitenBehandeling: true, verklaring.BriefVervangen: true, verklaring.BriefVerklaringIngetrokken: true}
	for _, soort := range verklaring.Brieven {
		a, b := briefaanvraag(), brieven()[soort]
		got := s.lees(a, b)
		for _, zin := range append(zegt[soort], "Gemeente Veldwaarde", "MV-2026-00042", "0599-00 01 23") {
			if !strings.Contains(got, zin) {
				t.Errorf("%s lacks %q:\n%s", soort, zin, got)
			}
		}
		if strings.ContainsAny(got, "[%") {
			t.Errorf("%s has a text that is missing: %s", soort, got)
		}
		if soort != verklaring.BriefToestemming && soort != verklaring.BriefVervangen && !strings.Contains(got, "Beste Fatima van der Berg,") {
			t.Errorf("%s does not greet by name: %s", soort, got)
		}
		if soort != verklaring.BriefOntvangst && strings.Contains(got, ziekte) {
			t.Errorf("%s has what the carer told about the naaste", soort)
		}
		if soort != verklaring.BriefOntvangst && soort != verklaring.BriefToestemming && strings.Contains(got, naaste) {
			t.Errorf("%s names the naaste", soort)
		}
		clausule := []string{"Bent u het niet eens met dit besluit?", "binnen 6 weken na de datum van deze brief", "Het college van burgemeester en wethouders van Veldwaarde", "Juridisch Loket: 0800-8020", "uw handtekening"}
		a.Regels.Besluit = false
		zonder := s.lees(a, b)
		for _, zin := range clausule {
			if strings.Contains(got, zin) != besluiten[soort] {
				t.Errorf("%s: %q stands in it: %v", soort, zin, !besluiten[soort])
			}
			if strings.Contains(zonder, zin) {
				t.Errorf("%s, where it is no decision of the Awb, has %q", soort, zin)
			}
		}
	}
}

// For who reads English a translation follows, which says that the Dutch text counts.
func TestLettersInEnglish(t *testing.T) {
	t.Parallel()
	s := nieuweSchrijftafel(t)
	for _, soort := range verklaring.Brieven {
		a := briefaanvraag()
		a.Antwoorden.Taal = "en"
		got := s.lees(a, brieven()[soort])
		nederlands, engels, ok := strings.Cut(got, "The Dutch text is the decision.")
		if !ok || !strings.Contains(nederlands, "Met vriendelijke groet") || !strings.Contains(engels, "Dear ") || !strings.Contains(engels, "Kind regards") || !strings.Contains(engels, "MV-2026-00042") {
			t.Errorf("%s in two languages: %s", soort, got)
		}
		if strings.ContainsAny(got, "[%") {
			t.Errorf("%s has a text that is missing: %s", soort, got)
		}
		if w := brieven()[soort].Woorden; w != "" && soort != verklaring.BriefVraag && !strings.Contains(engels, "in Dutch: "+w) {
			t.Errorf("%s does not say that these words are Dutch: %s", soort, engels)
		}
	}
}

// A letter fits who gets it: on paper, in mourning, with a clause of its own gemeente.
func TestLettersForWhoReadsThem(t *testing.T) {
	t.Parallel()
	s := nieuweSchrijftafel(t)
	bevat := func(naam, got string, wel, niet []string) {
		t.Helper()
		for _, zin := range wel {
			if !strings.Contains(got, zin) {
				t.Errorf("%s lacks %q:\n%s", naam, zin, got)
			}
		}
		for _, zin := range niet {
			if strings.Contains(got, zin) {
				t.Errorf("%s must not say %q", naam, zin)
			}
		}
	}
	papier := briefaanvraag()
	papier.Email, papier.Antwoorden.Adres = "", "Kerklaan 12\n7991 BB Veldwaarde"
	bevat("on paper", s.lees(papier, brieven()[verklaring.BriefVerleend]), []string{"Kerklaan 12", "De verklaring zit bij deze brief."}, []string{"/mijn"})
	bevat("a question on paper", s.lees(papier, brieven()[verklaring.BriefVraag]), []string{"Schrijf ons een brief."}, []string{"/mijn", "e-mail die"})

	v := voorbeeld.Verklaring(verklaring.IsIngetrokken)
	ingetrokken := func(r verklaring.Reden, aan []string) string {
		v.Reden = r
		return s.lees(briefaanvraag(), verklaring.Brief{Soort: verklaring.BriefVerklaringIngetrokken, Verklaring: &v, Aan: aan})
	}
	clausule := []string{"bezwaar"}
	bevat("in mourning", ingetrokken(verklaring.RedenOverleden, verklaring.Nabestaanden(briefaanvraag())), []string{"Aan de nabestaanden van", "Geachte familie,", "condoleren", "U hoeft niets te doen."}, append(clausule, "Beste "))
	bevat("care that ended", ingetrokken(verklaring.RedenGestopt, nil), []string{"Wij hoorden dat de zorg die u gaf, is gestopt.", "U bent welkom, ook als u geen mantelzorger meer bent."}, clausule)
	bevat("asked for", ingetrokken(verklaring.RedenZelf, nil), []string{"U vroeg ons om uw mantelzorgverklaring"}, clausule)
	bevat("misuse", ingetrokken(verklaring.RedenMisbruik, nil), []string{"niet gebruikt waarvoor zij is bedoeld", "bezwaar maken"}, nil)

	a := briefaanvraag()
	a.Regels.Briefhoofd = verklaring.Briefhoofd{Afzender: []string{"Team Mantelzorg"}, Ondertekenaar: "Jolanda Brink", Functie: "teamleider", Bezwaar: []string{"Commissie bezwaarschriften", "Postbus 12"}}
	a.Regels.Teksten.Brief = "Kom ook eens langs in ons huiskamercafé."
	a.Antwoorden.Sinds, a.Antwoorden.Uren = voorbeeld.Dag.AddDate(0, 0, -30), 20
	bevat("of its own gemeente", s.lees(a, verklaring.Brief{Soort: verklaring.BriefAfgewezen, Redenen: []string{"duur"}, Woorden: "Het is nog te kort."}),
		[]string{"Team Mantelzorg", "Jolanda Brink", "Commissie bezwaarschriften", "huiskamercafé", "deze voorwaarde:", "Dan zorgt u lang genoeg."}, []string{"Het college van"})
}
