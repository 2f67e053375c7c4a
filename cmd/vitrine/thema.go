package main

import (
	"net/http"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
	"mantelpunt/web/kleur"
)

// thema is one look: that of a gemeente of the demo, or a brand colour that is hard
// to make readable.
type thema struct {
	code, naam string
	kleur.Thema
	beeldmerk string
}

var themas = []thema{
	{"veldwaarde", "Veldwaarde", kleur.Thema{Merk: "#00607f", Accent: "#b4690e", Vorm: "zacht"}, "veldwaarde"},
	{"lindemeer", "Lindemeer", kleur.Thema{Merk: "#1f6b3a", Accent: "#8a5a00", Vorm: "rond", Letter: "atkinson"}, "lindemeer"},
	{"geel", "Geel", kleur.Thema{Merk: "#ffd200", Accent: "#d52b1e", Vorm: "strak"}, ""},
	{"paars", "Paars", kleur.Thema{Merk: "#6f2c91", Vorm: "rond"}, ""},
	{"zwart", "Zwart", kleur.Thema{Merk: "#000000", Vorm: "strak", Letter: "atkinson"}, ""},
}

// kies gives the theme of ?thema=, which the links of the index hand on; the
// first one for anything else.
func kies(r *http.Request) thema {
	for _, t := range themas {
		if t.code == r.URL.Query().Get("thema") {
			return t
		}
	}
	return themas[0]
}

// stijl serves the stylesheet of a theme.
func stijl(w http.ResponseWriter, r *http.Request) {
	naam := strings.TrimSuffix(r.PathValue("bestand"), ".css")
	for _, t := range themas {
		if t.code != naam {
			continue
		}
		css, err := t.CSS(web.Luminanties())
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write([]byte(css))
		return
	}
	http.NotFound(w, r)
}

// kader is the frame of the samples.
func (t thema) kader(r *http.Request) web.Kader {
	gemeente := "Veldwaarde"
	if t.code == "lindemeer" {
		gemeente = "Lindemeer"
	}
	k := web.Kader{
		Gemeente: gemeente, Beeldmerk: t.beeldmerk, Merkkleur: t.Merk, ThemaURL: "/stijl/" + t.code + ".css", Pad: r.URL.Path,
		Steunpunt: "MantelSteun " + gemeente, Telefoon: "0599-00 01 23", Email: "info@mantelsteun.example", Adres: "Raadhuisplein 1, 7991 AA " + gemeente,
		Openingstijden: "maandag tot en met vrijdag, 9.00–17.00 uur", NuBereikbaar: "tot 17.00 uur",
	}
	for _, taal := range i18n.Talen {
		k.Talen = append(k.Talen, taal.Code)
	}
	return k
}
