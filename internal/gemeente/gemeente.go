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
// together, "maandag tot en met vrijdag, 9.00–17.00 uur". The week begins on Monday.
func (c Contact) Openingstijden(ctx context.Context) []string {
	var regels []string
	for i := 0; i < 7; {
		uren := c.uren(i)
		j := i
		for j < 6 && len(uren) > 0 && slices.Equal(c.uren(j+1), uren) {
			j++
		}
		dag := i18n.Weekdag(ctx, weekdag(i))
		if j > i {
			dag = i18n.T(ctx, "gemeente.dagen", dag, i18n.Weekdag(ctx, weekdag(j)))
		}
		switch len(uren) {
		case 0:
		case 2:
			regels = append(regels, i18n.T(ctx, "gemeente.uren.twee", dag, punt(uren[0].Van), punt(uren[0].Tot), punt(uren[1].Van), punt(uren[1].Tot)))
		default:
			for _, u := range uren {
				regels = append(regels, i18n.T(ctx, "gemeente.uren", dag, punt(u.Van), punt(u.Tot)))
			}
		}
		i = j + 1
	}
	return regels
}

// uren are the stretches of a day, counted from Monday, without the day itself.
func (c Contact) uren(dag int) (uit []Openingstijd) {
	for _, o := range c.Tijden {
		if o.Dag == weekdag(dag) {
			uit = append(uit, Openingstijd{Van: o.Van, Tot: o.Tot})
		}
	}
	return uit
}

// weekdag gives the day with a number from Monday (0) to Sunday (6).
func weekdag(n int) time.Weekday { return time.Weekday((n + 1) % 7) }

// punt writes 09:00 as 9.00.
func punt(tijd string) string {
	uur, minuut, _ := strings.Cut(tijd, ":")
	return fmt.Sprintf("%s.%s", strings.TrimPrefix(uur, "0"), minuut)
}
