package regelingen

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// The names of the fields of a purpose.
func plaatsveld(code string) string  { return "plaats-" + code }
func maandenveld(code string) string { return "maanden-" + code }

// velden are the fields in the order of the form, so that mistakes are told in it.
var velden = func() []string {
	uit := []string{"woont", "uren", "weken", "beide", "bewijs", "bevestiging", "doelen"}
	for _, code := range verklaring.AlleDoelen {
		uit = append(uit, plaatsveld(code), maandenveld(code))
	}
	return append(uit, "modus", "vier_ogen", "besluit", "beslis_weken", "verleng_weken", "antwoord_dagen", "opschorten",
		"verleend_maanden", "afgewezen_maanden", "afgebroken_dagen", "bron", "uitleg", "brief", "afzender", "ondertekenaar", "functie", "bezwaar", "vanaf")
}()

// vul gives the rules as the form shows them.
func vul(r verklaring.Regels) url.Values {
	if r.Bevestiging == "" {
		r.Bevestiging = verklaring.BevestigingNiet
	}
	v := url.Values{
		"woont": {string(r.Woont)}, "beide": {ja(r.Beide)}, "bewijs": r.Bewijs, "bevestiging": {string(r.Bevestiging)}, "modus": {string(r.Modus)},
		"vier_ogen": {ja(r.VierOgen)}, "besluit": {ja(r.Besluit)}, "opschorten": {ja(r.Opschorten)}, "bron": {r.Bewaren.Bron}, "uitleg": {r.Teksten.Uitleg}, "brief": {r.Teksten.Brief},
		"afzender": {strings.Join(r.Briefhoofd.Afzender, "\n")}, "ondertekenaar": {r.Briefhoofd.Ondertekenaar}, "functie": {r.Briefhoofd.Functie}, "bezwaar": {strings.Join(r.Briefhoofd.Bezwaar, "\n")},
	}
	for veld, n := range getallen(&r) {
		v.Set(veld, strconv.Itoa(*n))
	}
	for i, d := range r.Doelen {
		v.Set(plaatsveld(d.Code), strconv.Itoa(i+1))
		v.Set(maandenveld(d.Code), strconv.Itoa(d.Maanden))
	}
	return v
}

func ja(b bool) string {
	if b {
		return "ja"
	}
	return "nee"
}

// getallen are the rules that are a number, by their field.
func getallen(r *verklaring.Regels) map[string]*int {
	return map[string]*int{
		"uren": &r.UrenPerWeek, "weken": &r.Weken, "beslis_weken": &r.BeslisWeken, "verleng_weken": &r.VerlengWeken, "antwoord_dagen": &r.AntwoordDagen,
		"verleend_maanden": &r.Bewaren.VerleendMaanden, "afgewezen_maanden": &r.Bewaren.AfgewezenMaanden, "afgebroken_dagen": &r.Bewaren.AfgebrokenDagen,
	}
}

// vanafVeld puts the first day of a version in the form.
func vanafVeld(v url.Values, vanaf time.Time) url.Values {
	d := web.NaarDatum(vanaf)
	v.Set("vanaf-dag", d.Dag)
	v.Set("vanaf-maand", d.Maand)
	v.Set("vanaf-jaar", d.Jaar)
	return v
}

// jaNeeVragen are the questions of yes or no, as a sentence about a mistake names them.
var jaNeeVragen = map[string]string{"beide": "aan allebei voldoen", "vier_ogen": "tweede consulent", "besluit": "besluit", "opschorten": "termijn staat stil"}

// tekstnamen are the fields with own words.
var tekstnamen = map[string]string{"uitleg": "uitlegpagina", "brief": "onder elke brief", "afzender": "afzender", "bezwaar": "adres voor bezwaar", "ondertekenaar": "wie ondertekent", "functie": "functie", "bron": "waar de termijnen vandaan komen"}

// lees reads the form. The sentences of one field are one: the first thing to mend.
func lees(v url.Values, vandaag time.Time) (r verklaring.Regels, vanaf time.Time, fouten web.Fouten) {
	fout := func(veld, zin string) {
		if fouten.Voor(veld) == "" {
			fouten.Voeg(veld, zin)
		}
	}
	getal := func(veld string) int {
		n, err := strconv.Atoi(v.Get(veld))
		if err != nil {
			fout(veld, "Vul bij ‘"+verklaring.Getalnaam(veld)+"’ een heel getal in, bijvoorbeeld 8.")
		}
		return n
	}
	tekst := func(veld string, max int) string {
		if utf8.RuneCountInString(v.Get(veld)) > max {
			fout(veld, fmt.Sprintf("Maak de tekst bij ‘%s’ korter: hoogstens %d tekens.", tekstnamen[veld], max))
		}
		return v.Get(veld)
	}
	r = verklaring.Regels{
		Woont: verklaring.Woont(v.Get("woont")), Beide: v.Get("beide") == "ja", Bevestiging: verklaring.Bevestiging(v.Get("bevestiging")),
		Modus: verklaring.Modus(v.Get("modus")), VierOgen: v.Get("vier_ogen") == "ja", Besluit: v.Get("besluit") == "ja", Opschorten: v.Get("opschorten") == "ja",
		Teksten: verklaring.Teksten{Uitleg: tekst("uitleg", 2000), Brief: tekst("brief", 1000)},
		Briefhoofd: verklaring.Briefhoofd{Afzender: regels(v, "afzender", fout), Bezwaar: regels(v, "bezwaar", fout),
			Ondertekenaar: eenRegel(tekst("ondertekenaar", 80)), Functie: eenRegel(tekst("functie", 80))},
	}
	for veld, n := range getallen(&r) {
		*n = getal(veld)
	}
	r.Bewaren.Bron = eenRegel(tekst("bron", 200))
	for _, b := range verklaring.AlleBewijs {
		if slices.Contains(v["bewijs"], b) {
			r.Bewijs = append(r.Bewijs, b)
		}
	}
	for veld := range jaNeeVragen {
		if v.Get(veld) != "ja" && v.Get(veld) != "nee" {
			fout(veld, "Kies ja of nee bij ‘"+jaNeeVragen[veld]+"’.")
		}
	}
	r.Doelen = leesDoelen(v, getal)
	vanaf = leesVanaf(v, vandaag, fout)
	for _, g := range r.Keur() {
		fout(g.Veld, g.Zin)
	}
	slices.SortStableFunc(fouten, func(a, b web.Fout) int {
		return cmp.Compare(slices.Index(velden, a.Veld), slices.Index(velden, b.Veld))
	})
	return r, vanaf, fouten
}

// leesDoelen reads the purposes that have a place in the list, in its order.
func leesDoelen(v url.Values, getal func(string) int) (uit []verklaring.Doel) {
	plaats := map[string]int{}
	for _, code := range verklaring.AlleDoelen {
		if v.Get(plaatsveld(code)) != "" {
			plaats[code] = getal(plaatsveld(code))
			uit = append(uit, verklaring.Doel{Code: code, Maanden: getal(maandenveld(code))})
		}
	}
	slices.SortStableFunc(uit, func(a, b verklaring.Doel) int { return cmp.Compare(plaats[a.Code], plaats[b.Code]) })
	return uit
}

// meesteJaren is how far ahead a version may begin: further is a slip of the keyboard.
const meesteJaren = 5

func leesVanaf(v url.Values, vandaag time.Time, fout func(veld, zin string)) time.Time {
	vanaf, ok := web.LeesDatum(v.Get, "vanaf").Tijd()
	switch {
	case !ok:
		fout("vanaf", "Vul een dag, maand en jaar in die bestaan, bijvoorbeeld 1 1 2027.")
	case vanaf.Before(vandaag):
		fout("vanaf", "Kies vandaag of een dag daarna. Regels kunnen niet in het verleden ingaan: aanvragen van toen houden de regels van toen.")
	case vanaf.After(vandaag.AddDate(meesteJaren, 0, 0)):
		fout("vanaf", fmt.Sprintf("Kies een dag binnen %d jaar.", meesteJaren))
	}
	return vanaf
}

// regels reads the lines of an address.
func regels(v url.Values, veld string, fout func(veld, zin string)) (uit []string) {
	for r := range strings.SplitSeq(v.Get(veld), "\n") {
		if r = eenRegel(r); r != "" {
			uit = append(uit, r)
		}
		if utf8.RuneCountInString(r) > 60 {
			fout(veld, "Maak elke regel van ‘"+tekstnamen[veld]+"’ korter: hoogstens 60 tekens.")
		}
	}
	if len(uit) > 6 {
		fout(veld, "Gebruik hoogstens 6 regels bij ‘"+tekstnamen[veld]+"’.")
	}
	return uit
}

// eenRegel makes one line of what was typed.
func eenRegel(s string) string { return strings.Join(strings.Fields(s), " ") }
