package weergave

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// blok is one piece of a text: a paragraph ("p"), a list ("ul") or steps ("ol").
type blok struct {
	soort  string
	regels []string
}

var reStap = regexp.MustCompile(`^[0-9]{1,2}[.)] +`)

// blokken reads a text as redacteuren type it: an empty line ends a paragraph,
// lines with "- " are a list and lines with "1. " are steps.
func blokken(tekst string) []blok {
	var uit []blok
	nieuw := true
	for _, regel := range strings.Split(tekst, "\n") {
		regel = strings.TrimSpace(regel)
		soort := "p"
		if s, ok := strings.CutPrefix(regel, "- "); ok {
			soort, regel = "ul", s
		} else if p := reStap.FindString(regel); p != "" {
			soort, regel = "ol", regel[len(p):]
		}
		if regel == "" {
			nieuw = true
			continue
		}
		laatste := len(uit) - 1
		if laatste < 0 || uit[laatste].soort != soort || nieuw && soort == "p" {
			uit = append(uit, blok{soort: soort, regels: []string{regel}})
		} else {
			uit[laatste].regels = append(uit[laatste].regels, regel)
		}
		nieuw = false
	}
	return uit
}

// Nederlands marks texts of redacteuren on a page in another language.
func Nederlands(ctx context.Context) templ.Attributes {
	if i18n.Code(ctx) == "nl" {
		return nil
	}
	return templ.Attributes{"lang": "nl"}
}

// Bereik is how to reach an offer: its own contact, and that of the organisation
// where it has none.
func Bereik(a socialekaart.Aanbod) socialekaart.Contact {
	c := a.Contact
	if c.Telefoon == "" && c.Email == "" {
		c.Telefoon, c.Email = a.Organisatie.Telefoon, a.Organisatie.Email
	}
	if c.Website == "" {
		c.Website = a.Organisatie.Website
	}
	c.Website = Webadres(c.Website)
	return c
}

// Webadres gives an address that a link may lead to, "" for anything but the web.
func Webadres(s string) string {
	if s != "" && !strings.Contains(s, ":") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.String()
}

// Host is the name of a website, to read: "delindehoeve.example".
func Host(adres string) string {
	u, err := url.Parse(adres)
	if err != nil {
		return adres
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// Kostenregel writes one line of what it costs: "€ 45 per dag".
func Kostenregel(ctx context.Context, k socialekaart.Kosten) string {
	switch {
	case k.Eurocent == 0:
		return i18n.T(ctx, "socialekaart.gratis")
	case k.Per == "":
		return i18n.Bedrag(ctx, k.Eurocent)
	}
	return i18n.T(ctx, "socialekaart.bedragper", i18n.Bedrag(ctx, k.Eurocent), k.Per)
}

// KostenKort sums up what it costs, "" when that is not known.
func KostenKort(ctx context.Context, in socialekaart.Inhoud) string {
	switch {
	case len(in.Kosten) == 0:
		return ""
	case in.Gratis():
		return i18n.T(ctx, "socialekaart.gratis")
	case len(in.Kosten) == 1:
		return Kostenregel(ctx, in.Kosten[0])
	}
	laagste := slices.MinFunc(in.Kosten, func(a, b socialekaart.Kosten) int { return a.Eurocent - b.Eurocent })
	if laagste.Eurocent == 0 {
		return i18n.T(ctx, "socialekaart.deelsgratis")
	}
	return i18n.T(ctx, "socialekaart.vanaf", Kostenregel(ctx, laagste))
}

// PlaatsKort says where it happens.
func PlaatsKort(ctx context.Context, in socialekaart.Inhoud) string {
	vormen := in.Codes("vorm")
	var plaatsen []string
	for _, l := range in.Locaties {
		if l.Plaats != "" && !slices.Contains(plaatsen, l.Plaats) {
			plaatsen = append(plaatsen, l.Plaats)
		}
	}
	switch {
	case len(plaatsen) > 0 && len(plaatsen) <= 3:
		return i18n.Opsomming(ctx, plaatsen)
	case len(plaatsen) > 3:
		return i18n.T(ctx, "socialekaart.plaatsen", len(plaatsen))
	case slices.Contains(vormen, "telefonisch"):
		return i18n.T(ctx, "socialekaart.telefonisch")
	case slices.ContainsFunc(vormen, func(v string) bool { return slices.Contains(aanHuis, v) }):
		return i18n.T(ctx, "socialekaart.thuis")
	}
	return hoofdletter(VoorWijken(ctx, in))
}

// aanHuis are the forms of help that come to the door.
var aanHuis = []string{"huisbezoek", "aanwezigheidszorg", "thuiszorg"}

// VoorWijken says for whom it is by where they live.
func VoorWijken(ctx context.Context, in socialekaart.Inhoud) string {
	switch {
	case in.Landelijk:
		return i18n.T(ctx, "socialekaart.land")
	case len(in.Werkgebied) > 0:
		return i18n.Opsomming(ctx, in.Werkgebied)
	}
	return i18n.T(ctx, "socialekaart.heelgemeente", web.KaderUit(ctx).Gemeente)
}

// Betaalt says in plain words who pays.
func Betaalt(ctx context.Context, in socialekaart.Inhoud) []string {
	var uit []string
	for _, code := range in.Codes("wet") {
		if slices.Contains(socialekaart.Wetten, code) {
			uit = append(uit, i18n.Kies(ctx, "socialekaart.betaalt.", code))
		}
	}
	return uit
}

// Verwijzing says whether somebody has to refer you, "" when that is not known.
func Verwijzing(ctx context.Context, in socialekaart.Inhoud) string {
	codes := in.Codes("verwijzing")
	switch {
	case slices.Contains(codes, "ja"):
		return i18n.T(ctx, "socialekaart.verwijzing.ja")
	case slices.Contains(codes, "nee"):
		return i18n.T(ctx, "socialekaart.verwijzing.nee")
	}
	return ""
}

// Taalnamen writes languages out in the language of the page.
func Taalnamen(ctx context.Context, codes []string) []string {
	uit := make([]string, len(codes))
	for i, c := range codes {
		uit[i] = Taalnaam(ctx, c)
	}
	return uit
}

func Taalnaam(ctx context.Context, code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	return display.Languages(language.Make(i18n.Code(ctx))).Name(tag)
}

// Wachtsoort colours the badge of a waiting time.
func Wachtsoort(s string) string {
	s = strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "plaats beschikbaar"), strings.HasPrefix(s, "er is plek"), strings.HasPrefix(s, "direct"):
		return "success"
	case strings.HasPrefix(s, "wachttijd"), strings.HasPrefix(s, "wachtlijst"):
		return "warning"
	}
	return "neutral"
}

// Verouderd reports that nobody has checked it for half a year.
func Verouderd(d socialekaart.Datum, nu time.Time) bool { return d.Before(nu.AddDate(0, -6, 0)) }

// Kenmerknaam gives the labels of one taxonomie.
func Kenmerknaam(ctx context.Context, taxonomie string) func(string) string {
	return func(code string) string {
		return socialekaart.Label(ctx, socialekaart.Kenmerk{Taxonomie: taxonomie, Code: code})
	}
}

func Bronnaam(b socialekaart.Bron) string {
	switch b {
	case socialekaart.BronImport:
		return ", uit een bestand"
	case socialekaart.BronDemo:
		return ", demo-inhoud"
	}
	return ""
}
