// Package web has what every page shares: the frame (header, navigation,
// footer), the form fields, the cards and the assets. It knows no feature: what
// it shows it is handed.
package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/stuk"

	"github.com/a-h/templ"
)

// Kader is the frame around a page: which gemeente, who is logged in, where we
// are. Middleware fills it once a request.
type Kader struct {
	Gemeente       string // "Veldwaarde"; empty on a host that we don't know
	Beeldmerk      string // name of the mark: "veldwaarde", "lindemeer" or "" for the plain one
	Merkkleur      string // for meta theme-color
	ThemaURL       string // stylesheet of the theme
	Telefoon       string // "0599-00 01 23"
	Steunpunt      string // who answers: "MantelSteun Veldwaarde"
	Email          string
	Adres          string   // "Raadhuisplein 1, 7991 AA Veldwaarde"
	Openingstijden string   // "maandag tot en met vrijdag, 9.00–17.00 uur"
	NuBereikbaar   string   // "tot 17.00 uur" while the phone is answered, else ""
	Pad            string   // path of this page without language prefix
	Wortel         string   // public address of the portal without slash at the end: "https://mantelzorg.veldwaarde.example"
	Persoon        string   // name of who is logged in
	Soort          string   // "", "burger" or "medewerker"
	Werk           []Link   // navigation of a medewerker
	Dev            bool     // the demo strip is shown
	Verzoek        string   // request id, shown on error pages
	Talen          []string // language codes that this gemeente offers
	Flits          string   // message after a redirect ("Opgeslagen"), already a sentence
	Versie         string   // changes when the gemeente changes anything about itself
	GegevensVan    string   // of when the page is, while the database is away: "22 november 2026, 14.03 uur"
}

// Link is a place to go to.
type Link struct{ Naam, URL string }

type kaderSleutel struct{}

// MetKader puts the frame in a context.
func MetKader(ctx context.Context, k Kader) context.Context {
	return context.WithValue(ctx, kaderSleutel{}, k)
}

// KaderUit gives the frame; without one a bare frame.
func KaderUit(ctx context.Context) Kader {
	k, _ := ctx.Value(kaderSleutel{}).(Kader)
	return k
}

// Pad makes an address within the portal in the language of the request:
// Pad(ctx, "/aanbod") is "/aanbod" or "/en/aanbod".
func Pad(ctx context.Context, pad string) string {
	return taalPad(i18n.Code(ctx), pad)
}

func taalPad(code, pad string) string {
	if code == i18n.Talen[0].Code {
		return pad
	}
	if pad == "/" {
		return "/" + code + "/"
	}
	return "/" + code + pad
}

// TelURL makes "tel:+31599000123" of a Dutch number as people write it. Short and
// free numbers (112, 0800, 088 …) keep their digits.
func TelURL(nummer string) string {
	var b strings.Builder
	for _, r := range nummer {
		if r >= '0' && r <= '9' || r == '+' {
			b.WriteRune(r)
		}
	}
	cijfers := b.String()
	if len(cijfers) == 10 && cijfers[0] == '0' && !strings.HasPrefix(cijfers, "0800") && !strings.HasPrefix(cijfers, "0900") {
		return "tel:+31" + cijfers[1:]
	}
	return "tel:" + cijfers
}

// Zoek adds parameters to an address, in the given order: Zoek("/aanbod", "q", "respijt").
// Pairs with an empty value are left out.
func Zoek(pad string, paren ...string) string {
	var delen []string
	for i := 0; i+1 < len(paren); i += 2 {
		if paren[i+1] != "" {
			delen = append(delen, url.QueryEscape(paren[i])+"="+url.QueryEscape(paren[i+1]))
		}
	}
	if len(delen) == 0 {
		return pad
	}
	return pad + "?" + strings.Join(delen, "&")
}

// Pagina is what one page tells the frame.
type Pagina struct {
	Titel          string
	Kruimel        string // its name in the path, Titel when empty
	Omschrijving   string // for search engines
	Nav            string // which item of the main navigation is current: "home", "aanbod", "informatie", "verklaring", "contact"
	Kruimels       []Link // path to this page; home and the page itself are added
	ZonderZoek     bool   // no search box in the header (home, results)
	ZonderKruimels bool
	Privé          bool   // personal: not indexed
	Fouten         Fouten // puts "Fout:" before the title
	Werkplek       bool   // back office: staff navigation instead of the public one
	Adres          string // the one path under which search engines and who shares it know this page, without language prefix
}

// Huidig marks the item of a navigation that is current, in ARIA's words.
func Huidig(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}

// PadSuggesties answers with JSON what a visitor may be typing in a search field.
const PadSuggesties = "/zoeken/suggesties"

// Suggesties makes a search field one that gives suggestions, where a script runs.
func Suggesties(ctx context.Context) templ.Attributes {
	return templ.Attributes{
		"data-suggesties": Pad(ctx, PadSuggesties),
		"data-naam":       i18n.T(ctx, "suggesties.naam"), "data-aantal": i18n.T(ctx, "suggesties.aantal"), "data-geen": i18n.T(ctx, "suggesties.geen"),
	}
}

// Resultaatanker leads to the card with a number on the same page.
func Resultaatanker(nummer int) string { return "#r" + strconv.Itoa(nummer) }

// Naar makes a link.
func Naar(naam, url string) Link { return Link{Naam: naam, URL: url} }

// deel is a part of the frame that follows from the path alone, whatever else a visitor
// asks: not the title, which may say how much was found.
func (p Pagina) deel(naam string, k Kader, c templ.Component) templ.Component {
	return stuk.Ingepakt(naam+" "+k.Pad, func(context.Context) templ.Component { return c })
}

func (p Pagina) metKruimels() bool {
	return !p.ZonderKruimels && (!p.Werkplek || len(p.Kruimels) > 0)
}

// kruimels is the path to the page, from the home page on for visitors.
func (p Pagina) kruimels(ctx context.Context) []Link {
	if p.Werkplek {
		return p.Kruimels
	}
	return append([]Link{Naar(i18n.T(ctx, "web.nav.home"), Pad(ctx, "/"))}, p.Kruimels...)
}

func (p Pagina) titel(ctx context.Context) string {
	k := KaderUit(ctx)
	t := p.Titel + " | " + i18n.T(ctx, "web.site")
	if k.Gemeente != "" {
		t += " " + k.Gemeente
	}
	if len(p.Fouten) > 0 {
		t = i18n.T(ctx, "web.fout.titel") + " " + t
	}
	return t
}

// andereTalen are the other languages in which this page can be read.
func andereTalen(ctx context.Context) []taalLink {
	k := KaderUit(ctx)
	var out []taalLink
	for _, code := range k.Talen {
		if t, ok := i18n.Zoek(code); ok {
			pad := k.Pad
			if pad == "" {
				pad = "/"
			}
			out = append(out, taalLink{t, taalPad(code, pad), code == i18n.Code(ctx)})
		}
	}
	return out
}

type taalLink struct {
	i18n.Taal
	URL    string
	Huidig bool
}

type navItem struct{ id, sleutel, pad string }

var hoofdnav = []navItem{
	{"home", "home", "/"}, {"aanbod", "aanbod", "/aanbod"}, {"informatie", "informatie", "/informatie"},
	{"verklaring", "verklaring", "/verklaring"}, {"contact", "contact", "/contact"},
}

func richting(ctx context.Context) string {
	t, _ := i18n.Zoek(i18n.Code(ctx))
	return t.Richting
}
