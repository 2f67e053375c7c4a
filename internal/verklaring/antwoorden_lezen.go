package verklaring

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mantelpunt/web"
)

func (a *Antwoorden) neemWie(v *Invoer) {
	a.Naam = strings.Join(strings.Fields(v.Get("naam")), " ")
	switch n := utf8.RuneCountInString(a.Naam); {
	case n == 0:
		v.fout("naam", "naam")
	case n > 100:
		v.fout("naam", "naam.lang")
	case strings.ContainsAny(a.Naam, "<>@{}[]0123456789"):
		v.fout("naam", "naam.tekens")
	default:
		v.drukbaar("naam", a.Naam)
	}
	d := web.LeesDatum(v.Get, "geboortedatum")
	t, ok := d.Tijd()
	switch {
	case d.Leeg():
		v.fout("geboortedatum", "geboortedatum")
	case !ok:
		v.fout("geboortedatum", "datum.bestaatniet")
	case t.After(v.Vandaag):
		v.fout("geboortedatum", "geboortedatum.toekomst")
	case t.Before(v.Vandaag.AddDate(-120, 0, 0)):
		v.fout("geboortedatum", "geboortedatum.oud")
	}
	a.Geboortedatum = t
	a.WoontHier = v.keuze("woont_hier", JaNee)
	a.Telefoon = v.Get("telefoon")
	if a.Telefoon != "" && !telefoonKlopt(a.Telefoon) {
		v.fout("telefoon", "telefoon")
	}
}

func (a *Antwoorden) neemZorg(v *Invoer) {
	a.Taken = v.keuzes("taken", Taken)
	uren, err := strconv.Atoi(v.Get("uren"))
	switch {
	case v.Get("uren") == "":
		v.fout("uren", "uren")
	case err != nil:
		v.fout("uren", "uren.getal")
	case uren < 1 || uren > 168:
		v.fout("uren", "uren.week")
	}
	a.Uren = uren
	d := web.LeesDatum(v.Get, "sinds")
	d.Dag = "1"
	t, ok := d.Tijd()
	switch {
	case d.Maand == "" && d.Jaar == "":
		v.fout("sinds", "sinds")
	case !ok:
		v.fout("sinds", "sinds.bestaatniet")
	case t.After(v.Vandaag):
		v.fout("sinds", "sinds.toekomst")
	case t.Before(v.Vandaag.AddDate(-100, 0, 0)):
		v.fout("sinds", "sinds.bestaatniet")
	}
	a.Sinds = t
	a.Toelichting = v.Get("toelichting")
	if utf8.RuneCountInString(a.Toelichting) > MaxToelichting {
		v.fout("toelichting", "toelichting.lang")
	} else {
		v.drukbaar("toelichting", a.Toelichting)
	}
}

// drukbaar finds what a letter or the verklaring could not show, such as a picture
// between the words. It is told here, where it can be changed.
func (v *Invoer) drukbaar(veld, tekst string) {
	if v.Onafdrukbaar == nil {
		return
	}
	if tekens := v.Onafdrukbaar(tekst); tekens != "" {
		v.Fouten.Voeg(veld, v.Zin("afdrukken")+" "+tekens)
	}
}

// keuze reads one answer out of a list.
func (v *Invoer) keuze(veld string, lijst []string) string {
	if w := v.Get(veld); slices.Contains(lijst, w) {
		return w
	}
	v.fout(veld, veld)
	return ""
}

// keuzes reads one or more answers out of a list, in its order.
func (v *Invoer) keuzes(veld string, lijst []string) []string {
	var out []string
	for _, w := range lijst {
		if slices.Contains(v.Values[veld], w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		v.fout(veld, veld)
	}
	return out
}

func telefoonKlopt(s string) bool {
	if len(s) > 25 { // room for spaces and a country code
		return false
	}
	cijfers := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			cijfers++
		case !strings.ContainsRune(" +-()", r):
			return false
		}
	}
	return cijfers >= 10 && cijfers <= 15
}
