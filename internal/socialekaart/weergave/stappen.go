package weergave

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// Stap is one way to begin: a button.
type Stap struct {
	Soort  socialekaart.EersteStap
	URL    string
	Tekst  string // "Bel"
	Waarde string // what it leads to, to read or to copy by hand: a number, the name of a site
	Icoon  string
	Buiten bool // leads to another site
}

// Stappen are the ways to begin with an offer. The first is the one that its redacteur
// chose, or else the first in the order in which people find it easiest.
func Stappen(ctx context.Context, a socialekaart.Aanbod) []Stap {
	c := Bereik(a)
	var uit []Stap
	voeg := func(s Stap) {
		if s.URL != "" {
			uit = append(uit, s)
		}
	}
	if c.Telefoon != "" {
		voeg(Stap{socialekaart.StapBellen, web.TelURL(c.Telefoon), i18n.T(ctx, "socialekaart.bel"), c.Telefoon, web.Icoonnaam("phone"), false})
	}
	voeg(Stap{socialekaart.StapWhatsApp, WhatsAppURL(c.WhatsApp), i18n.T(ctx, "tonen.stap.whatsapp"), c.WhatsApp, web.Icoonnaam("brand-whatsapp"), true})
	if c.Email != "" {
		voeg(Stap{socialekaart.StapMailen, "mailto:" + url.PathEscape(c.Email), i18n.T(ctx, "socialekaart.mail"), c.Email, web.Icoonnaam("mail"), false})
	}
	voeg(Stap{socialekaart.StapWebsite, c.Website, i18n.T(ctx, "tonen.stap.website"), Host(c.Website), web.Icoonnaam("world"), true})
	if len(a.Locaties) == 1 {
		voeg(Stap{socialekaart.StapLangs, RouteURL(a.Locaties[0]), i18n.T(ctx, "tonen.stap.route"), a.Locaties[0].Plaats, web.Icoonnaam("route"), true})
	}
	slices.SortStableFunc(uit, func(x, y Stap) int { return rang(x, a.EersteStap) - rang(y, a.EersteStap) })
	return uit
}

// buiten marks a link to another site.
func buiten(s Stap) templ.Attributes {
	if !s.Buiten {
		return nil
	}
	return templ.Attributes{"rel": "noopener external"}
}

func rang(s Stap, eerst socialekaart.EersteStap) int {
	if s.Soort == eerst {
		return 0
	}
	return 1
}

// reApp is a number as wa.me wants it: a Dutch mobile one, or one of another country.
var reApp = regexp.MustCompile(`^(316[0-9]{8}|([124-9][0-9]|3[02-9])[0-9]{6,12})$`)

// WhatsAppURL opens a conversation with a number as people write it: 06, +316, 00316 or
// that of another country. It is "" for a number that cannot have WhatsApp.
func WhatsAppURL(nummer string) string {
	cijfers := strings.TrimPrefix(web.TelURL(nummer), "tel:")
	landnummer, ok := strings.CutPrefix(cijfers, "+")
	if !ok {
		landnummer, ok = strings.CutPrefix(cijfers, "00")
	}
	if !ok || !reApp.MatchString(landnummer) {
		return ""
	}
	return "https://wa.me/" + landnummer
}
