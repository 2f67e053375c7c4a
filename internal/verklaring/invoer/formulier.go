package invoer

import (
	"context"
	"net/url"
	"slices"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// formulier is the page as it is filled in.
type formulier struct {
	url.Values
	ID      uuid.UUID
	Regels  verklaring.Regels
	Fouten  web.Fouten
	Melding string // why it could not be entered, in a sentence
	Gekozen bool   // files came along, which a browser does not remember

	Bekend  []verklaring.Bekend // what somebody with this name and date of birth has already
	Email   string              // an address that a burger has; "" when it is new
	Opnieuw bool                // it was not said yet that what is found is right
}

// vraagt reports that somebody must look before it goes on.
func (f formulier) vraagt() bool { return f.Opnieuw && (len(f.Bekend) > 0 || f.Email != "") }

// kanalen are the ways in which an aanvraag reaches a consulent.
var kanalen = []verklaring.Kanaal{verklaring.Balie, verklaring.Telefoon, verklaring.Papier}

// How the aanvrager is reached, and what is there of the zorgvrager.
const (
	bereikEmail    = "email"
	bereikPost     = "post"
	wijzeOntvangen = "ontvangen" // the form was handed in with a signature
)

// maxOud is how long ago an aanvraag can have been received: more is a typing mistake.
const maxOud = 365

func leeg(r verklaring.Regels, vandaag time.Time) formulier {
	f := formulier{ID: uuid.Must(uuid.NewV7()), Regels: r, Values: url.Values{}}
	d := web.NaarDatum(vandaag)
	f.Set("ontvangen-dag", d.Dag)
	f.Set("ontvangen-maand", d.Maand)
	f.Set("ontvangen-jaar", d.Jaar)
	return f
}

// bevestigt reports that these rules ask the zorgvrager.
func (f formulier) bevestigt() bool {
	return slices.Contains(f.Regels.Stappen(), verklaring.StapToestemming)
}

// lees reads the form; what is wrong stands in Fouten, in the order of the page.
func (f *formulier) lees(ctx context.Context, onafdrukbaar func(string) string, nu time.Time) verklaring.Aanname {
	n := verklaring.Aanname{ID: f.ID, Kanaal: verklaring.Kanaal(f.Get("kanaal")), Ontvangen: nu}
	if !slices.Contains(kanalen, n.Kanaal) {
		f.Fouten.Voeg("kanaal", "Kies hoe de aanvraag binnenkwam.")
	}
	f.leesOntvangen(&n, nu)
	v := verklaring.Invoer{Values: f.Values, Zin: verklaring.Werkzin, Vandaag: verklaring.Dag(nu), Talen: andereTalen(ctx), Onafdrukbaar: onafdrukbaar}
	n.Antwoorden.NeemDeels(&v, f.Regels)
	f.Fouten = append(f.Fouten, v.Fouten...)
	n.Antwoorden.Taal = i18n.Talen[0].Code
	if t, ok := i18n.Zoek(f.Get("taal")); ok {
		n.Antwoorden.Taal = t.Code
	}
	f.leesBereik(&n, v)
	if f.bevestigt() {
		f.leesToestemming(&n, v)
	}
	return n
}

// leesOntvangen reads the day of receipt. An earlier day counts from noon: at what hour
// it came, nobody knows.
func (f *formulier) leesOntvangen(n *verklaring.Aanname, nu time.Time) {
	d := web.LeesDatum(f.Get, "ontvangen")
	t, ok := d.Tijd()
	vandaag := verklaring.Dag(nu)
	switch {
	case d.Leeg():
		f.Fouten.Voeg("ontvangen", "Vul in wanneer de aanvraag binnenkwam.")
	case !ok:
		f.Fouten.Voeg("ontvangen", "Deze datum bestaat niet.")
	case t.After(vandaag):
		f.Fouten.Voeg("ontvangen", "De datum van ontvangst ligt in de toekomst.")
	case t.Before(vandaag.AddDate(0, 0, -maxOud)):
		f.Fouten.Voeg("ontvangen", "De datum van ontvangst ligt meer dan een jaar terug. Controleer het jaar.")
	case t.Before(vandaag):
		n.Ontvangen = t.Add(12 * time.Hour)
	}
}

// leesBereik reads the address for mail, or the one for the post: one of the two.
func (f *formulier) leesBereik(n *verklaring.Aanname, v verklaring.Invoer) {
	switch f.Get("bereik") {
	case bereikEmail:
		var ok bool
		if n.Email, ok = verklaring.LeesEmail(f.Get("email")); !ok {
			f.Fouten.Voeg("email", "Vul een e-mailadres in, zoals naam@voorbeeld.example.")
		}
	case bereikPost:
		straat := f.regel("straat", "Vul de straat en het huisnummer in, hoogstens 80 tekens.", v)
		postcode, ok := verklaring.LeesPostcode(f.Get("postcode"))
		if !ok {
			f.Fouten.Voeg("postcode", "Vul een postcode in met 4 cijfers en 2 letters, zoals 1234 AB.")
		}
		n.Antwoorden.Adres = straat + "\n" + postcode + " " + f.regel("plaats", "Vul de plaats in, hoogstens 80 tekens.", v)
	default:
		f.Fouten.Voeg("bereik", "Kies hoe de aanvrager brieven krijgt.")
	}
}

// regel reads a line of the address, which must be printed on an envelope.
func (f *formulier) regel(veld, zin string, v verklaring.Invoer) string {
	s, ok := verklaring.LeesAdresregel(f.Get(veld))
	if !ok {
		f.Fouten.Voeg(veld, zin)
	} else if tekens := v.Onafdrukbaar(s); tekens != "" {
		f.Fouten.Voeg(veld, v.Zin("afdrukken")+" "+tekens)
	}
	return s
}

// naastezinnen are the mistakes about where the zorgvrager is asked.
var naastezinnen = map[string]string{
	"wijze":              "Kies wat er met de bevestiging van de naaste is.",
	"naaste_email":       "Vul het e-mailadres van de naaste in, zoals naam@voorbeeld.example.",
	"naaste_email.eigen": "Dit is het e-mailadres van de aanvrager. De naaste bevestigt zelf: vul een ander adres in, of kies brief of papier.",
	"naaste_naam":        "Vul de naam van de naaste in, hoogstens 80 tekens.",
	"naaste_straat":      "Vul de straat en het huisnummer van de naaste in, hoogstens 80 tekens.",
	"naaste_postcode":    "Vul een postcode in met 4 cijfers en 2 letters, zoals 1234 AB.",
	"naaste_plaats":      "Vul de plaats van de naaste in, hoogstens 80 tekens.",
}

// leesToestemming reads whether the zorgvrager confirmed on paper, or how he is asked.
func (f *formulier) leesToestemming(n *verklaring.Aanname, v verklaring.Invoer) {
	if f.Get("wijze") == wijzeOntvangen {
		return
	}
	v.Fouten, v.Email = nil, n.Email
	v.Zin = func(sleutel string) string {
		if zin, ok := naastezinnen[sleutel]; ok {
			return zin
		}
		return verklaring.Werkzin(sleutel)
	}
	n.Antwoorden.Neem(verklaring.StapToestemming, &v, f.Regels)
	f.Fouten = append(f.Fouten, v.Fouten...)
}

// andereTalen are the languages of this gemeente besides Dutch.
func andereTalen(ctx context.Context) (uit []string) {
	for _, code := range web.KaderUit(ctx).Talen {
		if code != i18n.Talen[0].Code {
			uit = append(uit, code)
		}
	}
	return uit
}
