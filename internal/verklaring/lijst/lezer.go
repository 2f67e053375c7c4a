package lijst

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// Lezer makes of a row what an aanvraag needs.
type Lezer struct {
	Regels       verklaring.Regels
	Vandaag      time.Time
	Onafdrukbaar func(string) string
	namen        map[string]string // of purposes, to their code
}

// NieuweLezer makes one for these rules on a day.
func NieuweLezer(ctx context.Context, r verklaring.Regels, vandaag time.Time, onafdrukbaar func(string) string) Lezer {
	l := Lezer{Regels: r, Vandaag: vandaag, Onafdrukbaar: eenmaal(onafdrukbaar), namen: map[string]string{}}
	for _, code := range r.Doelcodes() {
		l.namen[sleutel(code)] = code
		l.namen[sleutel(verklaring.DoelNaam(ctx, code))] = code
	}
	return l
}

// eenmaal asks of a character once whether it can be printed: that takes a document, and
// a list has thousands of names.
func eenmaal(onafdrukbaar func(string) string) func(string) string {
	kan := map[rune]bool{}
	return func(tekst string) string {
		var mist, nieuw []rune
		for _, r := range tekst {
			switch ok, bekend := kan[r]; {
			case r <= unicode.MaxLatin1:
			case !bekend:
				nieuw = append(nieuw, r)
			case !ok && !slices.Contains(mist, r):
				mist = append(mist, r)
			}
		}
		if len(nieuw) == 0 {
			return string(mist)
		}
		uit := onafdrukbaar(tekst)
		for _, r := range nieuw {
			kan[r] = !strings.ContainsRune(uit, r)
		}
		return uit
	}
}

func sleutel(s string) string { return strings.Join(i18n.Woorden(s), " ") }

// Mantelzorger is a row that was understood.
type Mantelzorger struct {
	Email      string
	Antwoorden verklaring.Antwoorden
	Vanaf      time.Time // first day of the verklaring
}

// Mens is who it is, to compare with others.
func (m Mantelzorger) Mens() verklaring.Mens {
	return verklaring.MensVan(m.Antwoorden.Naam, m.Antwoorden.Geboortedatum)
}

// maxVooruit is how many days ahead a verklaring can begin.
const maxVooruit = 366

// Lees reads a row, and says in sentences what is wrong with it; they quote nothing.
func (l Lezer) Lees(r Rij) (m Mantelzorger, zinnen []string) {
	d := leesDatum(r.Geboortedatum)
	v := verklaring.Invoer{Zin: verklaring.Werkzin, Vandaag: l.Vandaag, Onafdrukbaar: l.Onafdrukbaar, Values: url.Values{
		"naam": {r.Naam}, "geboortedatum-dag": {d.Dag}, "geboortedatum-maand": {d.Maand}, "geboortedatum-jaar": {d.Jaar}}}
	m.Antwoorden.Taal = i18n.Talen[0].Code
	doelen, fout := l.leesDoelen(r.Doelen)
	v.Values["doelen"] = doelen
	m.Antwoorden.NeemDeels(&v, l.Regels)
	for _, f := range v.Fouten {
		if f.Veld != "doelen" || fout == "" {
			zinnen = append(zinnen, f.Tekst)
		}
	}
	voeg := func(zin string) {
		if zin != "" {
			zinnen = append(zinnen, zin)
		}
	}
	voeg(fout)
	voeg(l.leesBereik(&m, r))
	voeg(l.leesVanaf(&m, r.Vanaf))
	return m, zinnen
}

var (
	reDatum = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
	reISO   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
)

// leesDatum reads a date as 31-12-1970 or 1970-12-31. Anything else is a date that does
// not exist.
func leesDatum(s string) web.Datum {
	if m := reDatum.FindStringSubmatch(s); m != nil {
		return web.Datum{Dag: m[1], Maand: m[2], Jaar: m[3]}
	}
	if m := reISO.FindStringSubmatch(s); m != nil {
		return web.Datum{Dag: m[3], Maand: m[2], Jaar: m[1]}
	}
	if s != "" {
		return web.Datum{Dag: "?"}
	}
	return web.Datum{}
}

// leesDoelen reads purposes by code or name, with a plus between them.
func (l Lezer) leesDoelen(s string) (codes []string, fout string) {
	for _, deel := range strings.Split(s, "+") {
		naam := sleutel(deel)
		if naam == "" {
			continue
		}
		code, ok := l.namen[naam]
		if !ok {
			return nil, "Een van de doelen kent de regeling niet. Kies uit: " + strings.Join(l.Regels.Doelcodes(), ", ") + "."
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes, ""
}

// leesBereik reads the address for mail or, without one, the one for the post: street,
// and behind the last comma the postcode and place.
func (l Lezer) leesBereik(m *Mantelzorger, r Rij) string {
	if r.Email != "" {
		var ok bool
		if m.Email, ok = verklaring.LeesEmail(r.Email); !ok {
			return "Het e-mailadres klopt niet."
		}
		return ""
	}
	if r.Adres == "" {
		return "Er is geen e-mailadres en geen adres."
	}
	i := strings.LastIndexAny(r.Adres, ",\n")
	if i < 0 {
		return adresZin
	}
	straat, ok := verklaring.LeesAdresregel(r.Adres[:i])
	postcode, plaats, ok2 := reAdresregel(r.Adres[i+1:])
	if !ok || !ok2 {
		return adresZin
	}
	m.Antwoorden.Adres = straat + "\n" + postcode + " " + plaats
	if tekens := l.Onafdrukbaar(m.Antwoorden.Adres); tekens != "" {
		return verklaring.Werkzin("afdrukken") + " " + tekens
	}
	return ""
}

const adresZin = "Het adres klopt niet. Schrijf het als: Dorpsstraat 1, 7991 AB Veldwaarde."

var rePostcodePlaats = regexp.MustCompile(`^\s*(\d{4}\s?[A-Za-z]{2})\s+(\S.*)$`)

// reAdresregel reads postcode and place.
func reAdresregel(s string) (postcode, plaats string, ok bool) {
	d := rePostcodePlaats.FindStringSubmatch(s)
	if d == nil {
		return "", "", false
	}
	postcode, ok = verklaring.LeesPostcode(d[1])
	plaats, ok2 := verklaring.LeesAdresregel(d[2])
	return postcode, plaats, ok && ok2
}

// leesVanaf reads the first day; today when there is none.
func (l Lezer) leesVanaf(m *Mantelzorger, s string) string {
	m.Vanaf = l.Vandaag
	if s == "" {
		return ""
	}
	t, ok := leesDatum(s).Tijd()
	switch {
	case !ok:
		return "De datum bij geldig vanaf bestaat niet. Schrijf bijvoorbeeld 1-1-2027."
	case t.Before(l.Vandaag):
		return "De datum bij geldig vanaf ligt in het verleden."
	case t.After(l.Vandaag.AddDate(0, 0, maxVooruit)):
		return "De datum bij geldig vanaf ligt meer dan een jaar vooruit."
	}
	m.Vanaf = t
	return ""
}

// Keur reads all rows and writes in each what is wrong with it: with the row, with an
// earlier one of the same person or address, or because that person has a verklaring
// already. bekend finds what people have.
func (l Lezer) Keur(regels []Regel, bekend func([]verklaring.Mens) (map[verklaring.Mens][]verklaring.Bekend, error)) error {
	gelezen := make([]Mantelzorger, len(regels))
	mensen, emails := map[verklaring.Mens]int{}, map[string]int{}
	var wie []verklaring.Mens
	for i := range regels {
		r := &regels[i]
		if r.Fout != "" {
			continue
		}
		m, zinnen := l.Lees(r.Rij)
		if len(zinnen) > 0 {
			r.Fout = strings.Join(zinnen, " ")
			continue
		}
		gelezen[i] = m
		if nr, al := mensen[m.Mens()]; al {
			r.Fout = "Deze mantelzorger staat ook op regel " + strconv.Itoa(nr) + "."
			continue
		}
		if nr, al := emails[m.Email]; al && m.Email != "" {
			r.Fout = "Dit e-mailadres staat ook op regel " + strconv.Itoa(nr) + ". Een e-mailadres hoort bij één mantelzorger."
			continue
		}
		mensen[m.Mens()], emails[m.Email] = r.Nr, r.Nr
		wie = append(wie, m.Mens())
	}
	al, err := bekend(wie)
	if err != nil {
		return err
	}
	for i := range regels {
		if r := &regels[i]; r.Fout == "" {
			r.Fout = heeftAl(al[gelezen[i].Mens()], gelezen[i].Vanaf)
		}
	}
	return nil
}

// heeftAl says what a carer has that stands in the way on the first day; "" for nothing.
func heeftAl(bs []verklaring.Bekend, vanaf time.Time) string {
	for _, b := range bs {
		switch {
		case b.Status.Open():
			return "Deze mantelzorger heeft al een aanvraag die loopt: " + b.Kenmerk + "."
		case !b.GeldigTot.Before(vanaf):
			return "Deze mantelzorger heeft al een verklaring die dan nog geldig is: " + b.Kenmerk + "."
		}
	}
	return ""
}
