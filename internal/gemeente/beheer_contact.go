package gemeente

import (
	"fmt"
	"net/http"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

var contactblad = blad{
	Onderdeel: contactdeel,
	vul:       func(g Gemeente) url.Values { return vulContact(g.Contact) },
	lees: func(_ *http.Request, v url.Values, g *Gemeente) (fouten web.Fouten) {
		g.Contact, fouten = leesContact(v)
		return fouten
	},
	toon: contactformulier,
	actie: func(_ *http.Request, v url.Values, f *formulier) bool {
		if v.Get("actie") != "voorbeeld" {
			return false
		}
		_, f.Fouten = leesContact(v)
		f.Los = true
		return true
	},
}

// tijdveld is the name of a field with a time: the day from Monday (0), which
// stretch (1 or 2), and van or tot.
func tijdveld(dag, deel int, welk string) string {
	return fmt.Sprintf("tijd-%d-%s%d", dag, welk, deel)
}

func vulContact(c Contact) url.Values {
	v := url.Values{"steunpunt": {c.Steunpunt}, "telefoon": {c.Telefoon}, "email": {c.Email}, "adres": {c.Adres}}
	for dag := range 7 {
		for i, u := range c.uren(dag) {
			v.Set(tijdveld(dag, i+1, "van"), u.Van)
			v.Set(tijdveld(dag, i+1, "tot"), u.Tot)
		}
	}
	return v
}

var reTelefoon = regexp.MustCompile(`^\+?[0-9][0-9 ()-]{1,23}$`)

// leesContact reads the form. What is right is in the answer, whatever else is wrong.
func leesContact(v url.Values) (c Contact, fouten web.Fouten) {
	c = Contact{Steunpunt: v.Get("steunpunt"), Telefoon: v.Get("telefoon"), Email: v.Get("email"), Adres: v.Get("adres")}
	for _, l := range []struct {
		veld, wat string
		max       int
		plek      *string
	}{{"steunpunt", "de naam", 100, &c.Steunpunt}, {"telefoon", "het nummer", 25, &c.Telefoon}, {"email", "het e-mailadres", 200, &c.Email}, {"adres", "het adres", 200, &c.Adres}} {
		if utf8.RuneCountInString(*l.plek) > l.max {
			fouten.Voeg(l.veld, fmt.Sprintf("Maak %s korter: hoogstens %d tekens.", l.wat, l.max))
			*l.plek = ""
		}
	}
	if c.Telefoon != "" && !reTelefoon.MatchString(c.Telefoon) {
		fouten.Voeg("telefoon", "Vul een telefoonnummer in met cijfers, spaties en streepjes, zoals 0599-00 01 23.")
		c.Telefoon = ""
	}
	if a, err := mail.ParseAddress(c.Email); c.Email != "" && (err != nil || a.Address != c.Email) {
		fouten.Voeg("email", "Vul een e-mailadres in, zoals info@gemeente.nl.")
		c.Email = ""
	}
	if v.Get("telefoon") == "" && v.Get("email") == "" {
		fouten.Voeg("telefoon", "Vul een telefoonnummer of een e-mailadres in. Anders kan niemand u bereiken.")
	}
	for dag := range 7 {
		tijden, zin := leesDag(v, dag)
		if zin != "" {
			fouten.Voeg(tijdveld(dag, 1, "van"), hoofdletter(i18n.Weekdag(nl, weekdag(dag)))+": "+zin)
		}
		c.Tijden = append(c.Tijden, tijden...)
	}
	return c, fouten
}

// leesDag reads the stretches of one day; zin says what is wrong.
func leesDag(v url.Values, dag int) (uit []Openingstijd, zin string) {
	einde := ""
	for deel := 1; deel <= 2; deel++ {
		van, ok1 := leesKlok(v.Get(tijdveld(dag, deel, "van")))
		tot, ok2 := leesKlok(v.Get(tijdveld(dag, deel, "tot")))
		switch {
		case !ok1 || !ok2:
			return uit, "vul tijden in zoals 9.00 en 17.30."
		case van == "" && tot == "":
			continue
		case van == "" || tot == "":
			return uit, "vul bij elke tijd in vanaf hoe laat en tot hoe laat."
		case van >= tot:
			return uit, "de eerste tijd moet vroeger zijn dan de tweede."
		case van < einde:
			return uit, "de tweede keer begint pas als de eerste voorbij is."
		}
		einde = tot
		uit = append(uit, Openingstijd{weekdag(dag), van, tot})
	}
	return uit, ""
}

var reKlok = regexp.MustCompile(`^([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: ?uur)?$`)

// leesKlok makes "09:00" of 9, 9.00 and 9:00 uur; an empty time is right.
func leesKlok(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	m := reKlok.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	uur, err1 := strconv.Atoi(m[1])
	minuut, err2 := strconv.Atoi("0" + m[2])
	if err1 != nil || err2 != nil || minuut > 59 || uur*60+minuut > 24*60 {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", uur, minuut), true
}

func hoofdletter(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}
