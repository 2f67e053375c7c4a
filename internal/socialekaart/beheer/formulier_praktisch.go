package beheer

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"
)

// gekozenOnderwerpen marks that the form has the group of onderwerpen, also when none is ticked.
const gekozenOnderwerpen = "onderwerpen"

// vulPraktisch fills the form with room, other days, the first step, other gemeenten and onderwerpen.
func vulPraktisch(v url.Values, in socialekaart.Inhoud) {
	v.Set("plek", string(in.Plek.Stand))
	v.Set("plek_aantal", "")
	if in.Plek.Aantal > 0 {
		v.Set("plek_aantal", strconv.Itoa(in.Plek.Aantal))
	}
	vulDatum(v, "plek_op", in.Plek.Op)
	if in.Plek == (socialekaart.Plek{}) {
		v.Set("plek_vandaag", "ja") // who fills it in looks now
	}
	for i, u := range append(slices.Clone(in.Uitzonderingen), socialekaart.Uitzondering{}) {
		v.Set(sleutel("afwijkend", i, "van"), dagTekst(u.Van))
		v.Set(sleutel("afwijkend", i, "tot"), dagTekst(u.Tot))
		if u.Gesloten {
			v.Set(sleutel("afwijkend", i, "gesloten"), "ja")
		}
		v.Set(sleutel("afwijkend", i, "open"), u.VanTijd)
		v.Set(sleutel("afwijkend", i, "dicht"), u.TotTijd)
		v.Set(sleutel("afwijkend", i, "toelichting"), u.Toelichting)
	}
	v.Set("eerste_stap", string(in.EersteStap))
	v["bedient"] = in.Bedient
	v["onderwerp"] = in.Codes("onderwerp")
	v.Set(gekozenOnderwerpen, "ja")
}

func vulDatum(v url.Values, veld string, d socialekaart.Datum) {
	w := web.NaarDatum(d.Time)
	v.Set(veld+"-dag", w.Dag)
	v.Set(veld+"-maand", w.Maand)
	v.Set(veld+"-jaar", w.Jaar)
}

func dagTekst(d socialekaart.Datum) string {
	if d.IsZero() {
		return ""
	}
	return d.Format("2-1-2006")
}

// leesPraktisch lays what was typed of those over in.
func leesPraktisch(v url.Values, in *socialekaart.Inhoud, basis socialekaart.Inhoud, nu time.Time, fouten *web.Fouten) {
	if v.Has("plek") {
		in.Plek = leesPlek(v, nu, fouten)
	}
	in.Uitzonderingen = leesUitzonderingen(v, basis.Uitzonderingen, fouten)
	in.EersteStap = socialekaart.EersteStap(v.Get("eerste_stap"))
	in.Bedient = v["bedient"]
}

func leesPlek(v url.Values, nu time.Time, fouten *web.Fouten) socialekaart.Plek {
	p := socialekaart.Plek{Stand: socialekaart.PlekStand(v.Get("plek"))}
	if p.Stand == "" {
		return p
	}
	if s := v.Get("plek_aantal"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			fouten.Voeg("plek_aantal", fmt.Sprintf("‘%s’ is geen aantal. Vul een getal in, of laat het leeg.", s))
		}
		p.Aantal = n
	}
	if p.Stand != socialekaart.PlekVrij { // what was free before it was full
		p.Aantal = 0
	}
	switch d := web.LeesDatum(v.Get, "plek_op"); {
	case v.Get("plek_vandaag") != "":
		p.Op = vandaag(nu)
	case !d.Leeg():
		t, ok := d.Tijd()
		if !ok {
			fouten.Voeg("plek_op", "Deze datum bestaat niet. Vul een dag, een maand en een jaar in, zoals 12 11 2026.")
		}
		p.Op = socialekaart.Datum{Time: t}
	}
	return p
}

func leesUitzonderingen(v url.Values, basis []socialekaart.Uitzondering, fouten *web.Fouten) []socialekaart.Uitzondering {
	var uit []socialekaart.Uitzondering
	i := 0
	for ; v.Has(sleutel("afwijkend", i, "van")); i++ {
		deel := func(naam string) string { return v.Get(sleutel("afwijkend", i, naam)) }
		datum := func(naam string) socialekaart.Datum {
			d, ok := leesDag(deel(naam))
			if !ok {
				fouten.Voeg("uitzonderingen", fmt.Sprintf("‘%s’ is geen datum die bestaat. Een datum ziet er zo uit: 25-12-2026.", deel(naam)))
			}
			return d
		}
		if deel("van")+deel("tot")+deel("gesloten")+deel("open")+deel("dicht")+deel("toelichting") == "" {
			continue
		}
		u := socialekaart.Uitzondering{Van: datum("van"), Tot: datum("tot"), Gesloten: deel("gesloten") != "", VanTijd: leesKlok(deel("open")), TotTijd: leesKlok(deel("dicht")), Toelichting: deel("toelichting")}
		if u.Tot == u.Van {
			u.Tot = socialekaart.Datum{}
		}
		uit = append(uit, u)
	}
	uit = append(uit, basis[min(i, len(basis)):]...)
	slices.SortStableFunc(uit, func(a, b socialekaart.Uitzondering) int { return a.Van.Compare(b.Van.Time) })
	return uit
}

// leesDag reads a day as people write it, or as a browser's calendar does.
func leesDag(s string) (socialekaart.Datum, bool) {
	if s == "" {
		return socialekaart.Datum{}, true
	}
	for _, vorm := range []string{"2-1-2006", time.DateOnly, "2/1/2006", "2.1.2006", "2 1 2006"} {
		if t, err := time.Parse(vorm, s); err == nil {
			return socialekaart.Datum{Time: t}, true
		}
	}
	return socialekaart.Datum{}, false
}

// leesOnderwerpen replaces the onderwerpen by what is ticked and by the one that was
// added from the list. Words that nobody keeps are left out, unless they stood there.
func leesOnderwerpen(v url.Values, kenmerken []socialekaart.Kenmerk, bekend []zoeken.Onderwerp) []socialekaart.Kenmerk {
	if v.Get(gekozenOnderwerpen) == "" {
		return kenmerken
	}
	gekozen := slices.DeleteFunc(append(slices.Clone(v["onderwerp"]), v.Get("onderwerp_erbij")), func(c string) bool { return c == "" })
	var uit []socialekaart.Kenmerk
	gehad := map[string]bool{}
	for _, k := range kenmerken {
		if k.Taxonomie != "onderwerp" || slices.Contains(gekozen, k.Code) {
			uit = append(uit, k)
			gehad[k.Taxonomie+k.Code] = true
		}
	}
	for _, code := range gekozen {
		if !gehad["onderwerp"+code] && slices.ContainsFunc(bekend, func(o zoeken.Onderwerp) bool { return o.Slug == code }) {
			uit = append(uit, socialekaart.Kenmerk{Taxonomie: "onderwerp", Code: code})
			gehad["onderwerp"+code] = true
		}
	}
	return uit
}

func vandaag(nu time.Time) socialekaart.Datum {
	nu = nu.In(i18n.Amsterdam)
	return socialekaart.Datum{Time: time.Date(nu.Year(), nu.Month(), nu.Day(), 0, 0, 0, 0, time.UTC)}
}
