package gemeente

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/web"
	"mantelpunt/web/kleur"
)

var (
	vormnamen   = []keuze{{"zacht", "Zacht: iets afgerond"}, {"rond", "Rond"}, {"strak", "Strak: rechte hoeken"}}
	letternamen = []keuze{{"source-sans-3", "Source Sans"}, {"atkinson", "Atkinson Hyperlegible: gemaakt voor wie slecht ziet"}}
	beeldmerken = []keuze{{"veldwaarde", "Schild met golven"}, {"lindemeer", "Boom in een cirkel"}}
)

var vormgevingblad = blad{
	Onderdeel: vormgevingdeel,
	vul:       vulVormgeving,
	lees:      leesVormgeving,
	toon:      vormgevingformulier,
	actie: func(_ *http.Request, v url.Values, f *formulier) bool {
		actie, rest, _ := strings.Cut(v.Get("actie"), " ")
		if veld, hex, _ := strings.Cut(rest, " "); actie == "neem" && (veld == "merk" || veld == "accent") {
			v.Set(veld, hex)
		} else if actie != "voorbeeld" {
			return false
		}
		t, beeldmerk := leesThema(v)
		f.Fouten, f.Los = controleerVormgeving(t, beeldmerk), true
		return true
	},
}

func vulVormgeving(g Gemeente) url.Values {
	kies := func(lijst []keuze, code string) []string {
		if !slices.ContainsFunc(lijst, func(k keuze) bool { return k.code == code }) {
			code = lijst[0].code
		}
		return []string{code}
	}
	return url.Values{"merk": {g.Thema.Merk}, "accent": {g.Thema.Accent}, "vorm": kies(vormnamen, g.Thema.Vorm),
		"letter": kies(letternamen, g.Thema.Letter), "beeldmerk": kies(beeldmerken, g.Beeldmerk)}
}

// leesThema reads the form as typed.
func leesThema(v url.Values) (kleur.Thema, string) {
	return kleur.Thema{Merk: leesHex(v.Get("merk")), Accent: leesHex(v.Get("accent")), Vorm: v.Get("vorm"), Letter: v.Get("letter")}, v.Get("beeldmerk")
}

var reHex3 = regexp.MustCompile(`^#[0-9a-f]{3}$`)

// leesHex brings a colour into the form #rrggbb; what is no colour stays as typed.
func leesHex(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if s != "" && s[0] != '#' {
		s = "#" + s
	}
	if reHex3.MatchString(s) {
		s = "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:4], 2)
	}
	return s
}

func leesVormgeving(_ *http.Request, v url.Values, g *Gemeente) web.Fouten {
	t, beeldmerk := leesThema(v)
	fouten := controleerVormgeving(t, beeldmerk)
	if len(fouten) == 0 {
		g.Thema, g.Beeldmerk = t, beeldmerk
	}
	return fouten
}

const geenKleur = "Vul een kleur in als # met zes cijfers of letters, zoals #00607f."

func controleerVormgeving(t kleur.Thema, beeldmerk string) (fouten web.Fouten) {
	for _, k := range beoordeel(t) {
		if k.Fout {
			fouten.Voeg(k.Veld, k.Zin)
		}
	}
	for _, x := range []struct {
		veld, code string
		lijst      []keuze
	}{{"vorm", t.Vorm, vormnamen}, {"letter", t.Letter, letternamen}, {"beeldmerk", beeldmerk, beeldmerken}} {
		if !slices.ContainsFunc(x.lijst, func(k keuze) bool { return k.code == x.code }) {
			fouten.Voeg(x.veld, "Kies een van de mogelijkheden.")
		}
	}
	return fouten
}

// oordeel is what the contrast check says of one typed colour.
type oordeel struct {
	Veld     string `json:"veld"`
	Zin      string `json:"zin"`
	Voorstel string `json:"voorstel"` // a colour that passes, when this one does not
	Knop     string `json:"knop"`
	Fout     bool   `json:"-"`
}

// beoordeel holds both colours against WCAG 2.2 AA.
func beoordeel(t kleur.Thema) []oordeel {
	return []oordeel{beoordeelKleur("merk", t.Merk), beoordeelKleur("accent", t.Accent)}
}

func beoordeelKleur(veld, hex string) oordeel {
	o := oordeel{Veld: veld, Knop: "Neem deze kleur"}
	if veld == "accent" && hex == "" {
		o.Zin = "Zonder accentkleur gebruiken wij de merkkleur."
		return o
	}
	voorstel, err := kleur.Voorstel(veld, hex)
	if err != nil {
		o.Zin, o.Fout = geenKleur, true
		return o
	}
	op, nodig := kleur.Contrast(hex, "#ffffff"), 4.5
	if veld == "accent" {
		nodig = 3
	}
	if voorstel == hex {
		o.Zin = fmt.Sprintf("Goed leesbaar. Het contrast met wit is %s (nodig is %s).", verhouding(op), verhouding(nodig))
		return o
	}
	o.Fout, o.Voorstel, o.Knop = true, voorstel, "Neem "+voorstel
	erbij := ""
	if veld == "merk" {
		erbij = ", ook op een licht vlak"
	}
	o.Zin = fmt.Sprintf("De %skleur is te licht: het contrast met wit is %s. Nodig is minstens %s%s. De kleur die er het meest op lijkt en wel kan, is %s.",
		veld, verhouding(op), verhouding(nodig), erbij, voorstel)
	return o
}

// verhouding writes a contrast ratio, rounded down: 4,49 must not look like 4,5.
func verhouding(v float64) string {
	getal := strconv.FormatFloat(float64(int(v*10+1e-9))/10, 'f', -1, 64)
	return strings.Replace(getal, ".", ",", 1) + "\u00a0:\u00a01"
}

// parenInWoorden are all pairs of the theme, one sentence each.
func parenInWoorden(t kleur.Thema) (uit []string) {
	paren, err := t.Paren(web.Luminanties())
	if err != nil {
		return nil
	}
	for _, p := range paren {
		goed := "goed"
		if !p.Goed() {
			goed = "te weinig"
		}
		uit = append(uit, fmt.Sprintf("%s: %s, %s (nodig is %s)", hoofdletter(p.Naam), verhouding(p.Verhouding), goed, verhouding(p.Minimaal)))
	}
	return uit
}

// toonbaar gives the theme of a form for the sample: a colour that is none, or that
// is not chosen yet, leaves the one that the gemeente has.
func toonbaar(v url.Values, nu kleur.Thema) kleur.Thema {
	t, _ := leesThema(v)
	if _, err := kleur.Luminantie(t.Merk); err != nil {
		t.Merk = nu.Merk
	}
	if _, err := kleur.Luminantie(t.Accent); err != nil {
		t.Accent = ""
	}
	if !slices.Contains(kleur.Vormen, t.Vorm) {
		t.Vorm = nu.Vorm
	}
	if !slices.Contains(kleur.Letters, t.Letter) {
		t.Letter = nu.Letter
	}
	return t
}

// voorbeeldURL is the style sheet of the sample.
func voorbeeldURL(t kleur.Thema) string {
	return web.Zoek(instellingenPad+"/vormgeving/voorbeeld.css", "merk", t.Merk, "accent", t.Accent, "vorm", t.Vorm, "letter", t.Letter)
}

// Voorbeeldstijl serves the style of the sample: of the parameters it takes colours,
// and names that it knows, and nothing else reaches the answer.
func Voorbeeldstijl(w http.ResponseWriter, r *http.Request) error {
	t, _ := leesThema(r.URL.Query())
	css, err := t.VoorbeeldCSS(web.Luminanties())
	if err != nil {
		return fault.New(fault.Invalid, "voorbeeld van een vormgeving: geen kleur, vorm of letter")
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write([]byte(css)) // #nosec G705 -- a style sheet made of colours and names that kleur knows
	return nil
}

// contrast judges the colours for the script that keeps the page up with them.
func contrast(w http.ResponseWriter, r *http.Request) error {
	t, _ := leesThema(r.URL.Query())
	kleuren := beoordeel(t)
	paren := parenInWoorden(t)
	if paren == nil {
		paren = []string{}
	}
	b, err := json.Marshal(map[string]any{"kleuren": kleuren, "paren": paren})
	if err != nil {
		return fault.Wrap(err, "contrast")
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(b)
	return nil
}
