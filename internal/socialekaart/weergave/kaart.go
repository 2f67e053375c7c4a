// Package weergave says in words what an offer of the sociale kaart is: when it is
// open, what it costs, how to begin. The pieces of a page that more than one room
// shows, such as the card of a result, are here too.
package weergave

import (
	"context"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/stuk"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// Kaartvorm is how the cards of one list look.
type Kaartvorm struct {
	Eerste    int       // number of the first card, 0 for cards without a number
	Nu        time.Time // for what is open and how old things are
	Bewaren   bool      // with a button for the list of the visitor; the page has a Bewaarformulier
	Verwijzer bool      // law, indicatie and where to refer to come first
}

// nummer is that of the i-th card.
func (v Kaartvorm) nummer(i int) int {
	if v.Eerste == 0 {
		return 0
	}
	return v.Eerste + i
}

// ZonderNummers is the same without numbers.
func (v Kaartvorm) ZonderNummers() Kaartvorm {
	v.Eerste = 0
	return v
}

// naam tells the ways apart in which an offer can stand on a card.
func (v Kaartvorm) naam(slug string) string {
	b := strconv.AppendBool(append(make([]byte, 0, 64), "kaart "...), v.Bewaren)
	b = append(strconv.AppendBool(append(b, ' '), v.Verwijzer), ' ')
	return string(append(b, slug...))
}

// inhoud is what stands on the card of an offer. It is the same for every visitor, but
// for the distance.
func inhoud(a socialekaart.Resultaat, vorm Kaartvorm) templ.Component {
	maak := func(ctx context.Context) templ.Component { return web.Resultaatinhoud(resultaat(ctx, a, vorm)) }
	if a.Km < 0 {
		return stuk.Vast(vorm.naam(a.Slug), maak)
	}
	return stuk.Los(maak)
}

func resultaat(ctx context.Context, a socialekaart.Resultaat, vorm Kaartvorm) web.Resultaat {
	r := web.Resultaat{Naam: a.Naam, URL: web.Pad(ctx, "/aanbod/"+a.Slug), Aanbieder: a.Organisatie.Naam, Tekst: a.Samenvatting}
	voeg := func(icoon, waarde string) {
		if waarde != "" {
			r.Regels = append(r.Regels, web.Rij{Icoon: icoon, Waarde: waarde})
		}
	}
	voeg(web.Icoonnaam("map-pin"), Samen(PlaatsKort(ctx, a.Inhoud), Kilometers(ctx, a.Km)))
	voeg(web.Icoonnaam("calendar"), WanneerKort(ctx, a.Tijden))
	voeg(web.Icoonnaam("coin-euro"), KostenKort(ctx, a.Inhoud))
	switch codes := a.Codes("verwijzing"); {
	case slices.Contains(codes, "ja"):
		voeg(web.Icoonnaam("file-check"), i18n.T(ctx, "socialekaart.verwijzing.kort"))
	case slices.Contains(codes, "nee"):
		voeg(web.Icoonnaam("file-check"), i18n.T(ctx, "vinden.kaart.geenverwijzing"))
	}
	r.Soort, r.Status = Plek(ctx, a.Inhoud)
	r.Nu = NuOpen(ctx, a.Open)
	r.Kenmerken = Kenmerken(ctx, a.Inhoud)
	r.Vers, r.Oud = versheid(ctx, a.GecontroleerdOp, vorm.Nu)
	if vorm.Bewaren {
		r.Knop = Bewaarknop(a.Slug, a.Naam)
	}
	if vorm.Verwijzer {
		r.Feiten = Verwijsfeiten(ctx, a.Aanbod)
	}
	return r
}

// alsResultaten are offers that were not searched for.
func alsResultaten(lijst []socialekaart.Aanbod, nu time.Time) []socialekaart.Resultaat {
	uit := make([]socialekaart.Resultaat, len(lijst))
	for i := range lijst {
		uit[i] = socialekaart.Resultaat{Aanbod: &lijst[i], Km: -1, Open: lijst[i].OpenOp(nu)}
	}
	return uit
}

// Kilometers writes a distance, "" when it is not known.
func Kilometers(ctx context.Context, km float64) string {
	if km < 0 {
		return ""
	}
	tienden := max(1, int(math.Round(km*10))) // a postcode is no more precise than that
	getal := strconv.Itoa(tienden/10) + i18n.T(ctx, "datum.komma") + strconv.Itoa(tienden%10)
	if tienden >= 100 {
		getal = strconv.Itoa(int(math.Round(km)))
	}
	return i18n.T(ctx, "vinden.kaart.km", getal)
}

// NuOpen says that somebody can come or call at this moment and until when; "" when
// that is not so, or not known.
func NuOpen(ctx context.Context, o socialekaart.Openstand) string {
	switch {
	case o.Stand != socialekaart.StandOpen:
		return ""
	case o.Tot.IsZero():
		return i18n.T(ctx, "vinden.kaart.nuopen")
	}
	return i18n.T(ctx, "vinden.kaart.nuopentot", strings.TrimPrefix(o.Tot.In(i18n.Amsterdam).Format("15.04"), "0"))
}

// versheid tells when somebody made sure that it is right, and whether that is long ago.
func versheid(ctx context.Context, d socialekaart.Datum, nu time.Time) (woorden string, oud bool) {
	switch {
	case d.IsZero():
		return i18n.T(ctx, "vinden.kaart.nooit"), true
	case Verouderd(d, nu):
		return i18n.T(ctx, "vinden.kaart.oud", i18n.Maand(ctx, d.Time)), true
	}
	return i18n.T(ctx, "vinden.kaart.vers", i18n.Maand(ctx, d.Time)), false
}

// Kenmerken are the few labels that tell most about an offer: its form, then for whom.
func Kenmerken(ctx context.Context, in socialekaart.Inhoud) []string {
	var uit []string
	for _, taxonomie := range []string{"vorm", "doelgroep"} {
		for _, k := range in.Kenmerken {
			if k.Taxonomie != taxonomie || k.Code == "iedereen" || k.Code == "mantelzorgers" || len(uit) == 3 {
				continue
			}
			if naam := socialekaart.Label(ctx, k); !slices.Contains(uit, naam) {
				uit = append(uit, naam)
			}
		}
	}
	return uit
}

// Verwijsfeiten are what who refers somebody asks first.
func Verwijsfeiten(ctx context.Context, a *socialekaart.Aanbod) []web.Feit {
	onbekend := i18n.T(ctx, "vinden.feit.onbekend")
	of := func(s string) string {
		if s == "" {
			return onbekend
		}
		return s
	}
	var wetten []string
	for _, code := range a.Codes("wet") {
		wetten = append(wetten, socialekaart.Label(ctx, socialekaart.Kenmerk{Taxonomie: "wet", Code: code}))
	}
	uit := []web.Feit{{Naam: i18n.T(ctx, "vinden.feit.wet"), Waarde: of(i18n.Opsomming(ctx, wetten))}}
	if a.Indicatie != "" {
		uit = append(uit, web.Feit{Naam: i18n.T(ctx, "vinden.feit.indicatie"), Waarde: a.Indicatie})
	}
	uit = append(uit, web.Feit{Naam: i18n.T(ctx, "vinden.feit.verwijzing"), Waarde: of(Verwijzing(ctx, a.Inhoud))})
	telefoon, email := verwijsadres(a)
	if telefoon != "" {
		uit = append(uit, web.Feit{Naam: i18n.T(ctx, "vinden.feit.bellen"), Waarde: telefoon, URL: web.TelURL(telefoon)})
	}
	if email != "" {
		uit = append(uit, web.Feit{Naam: i18n.T(ctx, "vinden.feit.mailen"), Waarde: email, URL: "mailto:" + url.PathEscape(email)})
	}
	_, plek := Plek(ctx, a.Inhoud)
	if op := a.Plek.Op; plek != "" && a.Plek.Stand != "" && !op.IsZero() {
		plek += " (" + i18n.Datum(ctx, op.Time) + ")"
	}
	return append(uit, web.Feit{Naam: i18n.T(ctx, "vinden.feit.plek"), Waarde: of(plek)})
}

// verwijsadres is where a referral goes to: its own way, or else that of everybody.
func verwijsadres(a *socialekaart.Aanbod) (telefoon, email string) {
	if c := a.Contact; c.VerwijsTelefoon != "" || c.VerwijsEmail != "" {
		return c.VerwijsTelefoon, c.VerwijsEmail
	}
	c := Bereik(*a)
	return c.Telefoon, c.Email
}
