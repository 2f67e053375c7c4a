// Package gemeente knows which gemeenten this installation serves: their hosts,
// look, words, contact and opening hours. The host name of a request decides
// which one it is for; everything else in the product belongs to one.
package gemeente

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web/kleur"
)

// Gemeente is one municipality.
type Gemeente struct {
	ID      int
	Slug    string // "veldwaarde"
	Naam    string // "Veldwaarde"
	CBSCode string // "GM9902"
	Hosts   []string
	Wijken  []string
	Instellingen
}

// Instellingen are what a gemeente sets itself. The zero value works: a plain
// look and no telephone.
type Instellingen struct {
	Thema     kleur.Thema
	Beeldmerk string // name of the mark in web
	Talen     []string
	Contact   Contact
	Meldpunt  Meldpunt
	Teksten   map[string]map[string]string // own words by language and catalogue key
	Inloggen  toegang.Inloggen
}

// Contact is how people reach the gemeente's steunpunt.
type Contact struct {
	Steunpunt string // who answers: "MantelSteun Veldwaarde"
	Telefoon  string
	Email     string
	Adres     string
	Tijden    []Openingstijd
}

// Openingstijd is one stretch of a weekday in which the telephone is answered.
type Openingstijd struct {
	Dag      time.Weekday
	Van, Tot string // "09:00", "17:00", local time
}

var (
	reSlug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	reCBS  = regexp.MustCompile(`^GM[0-9]{4}$`)
)

// Controleer says in one sentence what is wrong with a new gemeente, "" when nothing is.
func (g Gemeente) Controleer() string {
	switch {
	case !reSlug.MatchString(g.Slug):
		return "De slug bestaat uit kleine letters, cijfers en streepjes, zoals: veldwaarde."
	case strings.TrimSpace(g.Naam) == "":
		return "De naam ontbreekt."
	case !reCBS.MatchString(g.CBSCode):
		return "De code is de CBS-code van de gemeente: GM met vier cijfers, zoals GM0363."
	}
	for i, wijk := range g.Wijken {
		if slices.Contains(g.Wijken[:i], wijk) {
			return fmt.Sprintf("De wijk %s staat er twee keer.", wijk)
		}
	}
	if zin := g.Meldpunt.controleer(); zin != "" {
		return zin
	}
	for taal, teksten := range g.Teksten {
		for sleutel := range teksten {
			if !i18n.Bestaat(taal, sleutel) {
				return fmt.Sprintf("De eigen tekst %q bestaat niet in taal %q.", sleutel, taal)
			}
		}
	}
	return ""
}

// metStandaard fills in what every gemeente needs.
func (i Instellingen) metStandaard() Instellingen {
	if i.Thema.Merk == "" {
		i.Thema = kleur.Thema{Merk: "#00607f", Accent: "#b4690e", Vorm: "zacht", Letter: "source-sans-3"}
	}
	if len(i.Talen) == 0 {
		for _, t := range i18n.Talen {
			i.Talen = append(i.Talen, t.Code)
		}
	}
	return i
}

// OpenTot gives the closing time ("17.00") when the telephone is answered at t, else "".
func (c Contact) OpenTot(t time.Time) string {
	t = t.In(i18n.Amsterdam)
	nu := t.Format("15:04")
	for _, o := range c.Tijden {
		if o.Dag == t.Weekday() && o.Van <= nu && nu < o.Tot {
			return punt(o.Tot)
		}
	}
	return ""
}

// Openingstijden writes the hours as people do: days with the same hours taken
// together, "maandag tot en met vrijdag, 9.00–17.00 uur".
func (c Contact) Openingstijden(ctx context.Context) []string {
	var regels []string
	for i := 0; i < len(c.Tijden); {
		o := c.Tijden[i]
		j := i
		for j+1 < len(c.Tijden) && c.Tijden[j+1].Dag == c.Tijden[j].Dag+1 && c.Tijden[j+1].Van == o.Van && c.Tijden[j+1].Tot == o.Tot {
			j++
		}
		dag := i18n.Weekdag(ctx, o.Dag)
		if j > i {
			dag = i18n.T(ctx, "gemeente.dagen", dag, i18n.Weekdag(ctx, c.Tijden[j].Dag))
		}
		regels = append(regels, i18n.T(ctx, "gemeente.uren", dag, punt(o.Van), punt(o.Tot)))
		i = j + 1
	}
	return regels
}

// punt writes 09:00 as 9.00.
func punt(tijd string) string {
	uur, minuut, _ := strings.Cut(tijd, ":")
	return fmt.Sprintf("%s.%s", strings.TrimPrefix(uur, "0"), minuut)
}
