package verklaring

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

// Keuzen makes options of codes, with their words from the catalogue.
func Keuzen(ctx context.Context, prefix string, codes, gekozen []string) []web.Keuze {
	var out []web.Keuze
	for _, c := range codes {
		out = append(out, web.Keuze{Waarde: c, Naam: i18n.Kies(ctx, "verklaring.", prefix+"."+c), Gekozen: slices.Contains(gekozen, c)})
	}
	return out
}

// taakiconen are the pictograms of the tasks.
var taakiconen = map[string]string{
	"huishouden": web.Icoonnaam("wash-machine"), "boodschappen": web.Icoonnaam("shopping-cart"), "verzorging": web.Icoonnaam("bath"),
	"medicijnen": web.Icoonnaam("pill"), "administratie": web.Icoonnaam("file-text"), "vervoer": web.Icoonnaam("car"),
	"toezicht": web.Icoonnaam("eye"), "gezelschap": web.Icoonnaam("message-circle"),
}

// Taakkeuzen are the tasks as tiles: a pictogram with words.
func Taakkeuzen(ctx context.Context, gekozen []string) []web.Keuze {
	k := Keuzen(ctx, "taak", Taken, gekozen)
	for i := range k {
		k[i].Icoon = taakiconen[k[i].Waarde]
	}
	return k
}

// Antwoordrij is one answer in words.
type Antwoordrij struct {
	Code    string // of the question, as its field in the form
	Stap    string // where it is asked
	Naam    string // the question, as the carer reads it
	Waarde  string // "" when it was not answered
	Verberg bool   // not shown when it was not answered: nobody asked
}

// Rijen gives the answers in the words of the form, in its order.
func (a Antwoorden) Rijen(ctx context.Context) []Antwoordrij {
	g := web.KaderUit(ctx).Gemeente
	kies := func(prefix, code string) string {
		if code == "" {
			return ""
		}
		return i18n.Kies(ctx, prefix, code)
	}
	geboren, sinds, uren, taal := "", "", "", ""
	if !a.Geboortedatum.IsZero() {
		geboren = i18n.Datum(ctx, a.Geboortedatum)
	}
	if !a.Sinds.IsZero() {
		sinds = i18n.Maand(ctx, a.Sinds)
	}
	if a.Uren > 0 {
		uren = strconv.Itoa(a.Uren)
	}
	if t, ok := i18n.Zoek(a.TweedeTaal); ok {
		taal = t.Naam
	}
	var taken []string
	for _, t := range a.Taken {
		taken = append(taken, i18n.Kies(ctx, "verklaring.taak.", t))
	}
	uit := []Antwoordrij{
		{"naam", StapWie, i18n.T(ctx, "verklaring.naam"), a.Naam, false},
		{"geboortedatum", StapWie, i18n.T(ctx, "verklaring.geboortedatum"), geboren, false},
		{"woont_hier", StapWie, i18n.T(ctx, "verklaring.woont_hier", g), kies("verklaring.antwoord.", a.WoontHier), false},
		{"telefoon", StapWie, i18n.T(ctx, "verklaring.telefoon"), a.Telefoon, false},
		{"adres", StapWie, i18n.T(ctx, "verklaring.adres"), a.Adres, true},
		{"relatie", StapNaaste, i18n.T(ctx, "verklaring.relatie"), kies("verklaring.relatie.", a.Relatie), false},
		{"naaste_woont_hier", StapNaaste, i18n.T(ctx, "verklaring.naaste_woont_hier", g), kies("verklaring.antwoord.", a.NaasteWoontHier), false},
		{"taken", StapZorg, i18n.T(ctx, "verklaring.taken"), strings.Join(taken, "\n"), false},
		{"uren", StapZorg, i18n.T(ctx, "verklaring.uren"), uren, false},
		{"sinds", StapZorg, i18n.T(ctx, "verklaring.sinds"), sinds, false},
		{"toelichting", StapZorg, i18n.T(ctx, "verklaring.toelichting"), a.Toelichting, true},
		{"doelen", StapDoel, i18n.T(ctx, "verklaring.doelen"), strings.Join(DoelNamen(ctx, a.Doelen), "\n"), false},
		{"tweede_taal", StapDoel, i18n.T(ctx, "verklaring.tweede_taal"), taal, true},
	}
	if t := a.Toestemming; t != nil {
		uit = append(uit, Antwoordrij{"wijze", StapToestemming, i18n.T(ctx, "verklaring.wijze"), kies("verklaring.wijze.", t.Wijze), true},
			Antwoordrij{naasteContact, StapToestemming, i18n.T(ctx, "verklaring.naaste_contact"), strings.Trim(t.Email+"\n"+t.Naam+"\n"+t.Adres, "\n"), true})
	}
	for _, soort := range AlleBewijs {
		uit = append(uit, Antwoordrij{"bewijs-" + soort, StapBewijs, i18n.Kies(ctx, "verklaring.bewijs.", soort), kies("verklaring.bewijsstaat.", a.Bewijs[soort]), true})
	}
	for _, stap := range slices.Sorted(maps.Keys(a.Half)) {
		uit = append(uit, Antwoordrij{"half-" + stap, stap, i18n.T(ctx, "verklaring.half", i18n.Kies(ctx, "verklaring.stap.", stap)), getypt(a.Half[stap]), true})
	}
	return uit
}

// naasteContact is where the zorgvrager can be asked to confirm. It is shown to who
// gave it, and stands in no letter: it is gone once there is an answer.
const naasteContact = "naaste_contact"

// getypt gives what was typed in a step that is not ready.
func getypt(v url.Values) string {
	var uit []string
	for _, veld := range slices.Sorted(maps.Keys(v)) {
		for _, w := range v[veld] {
			if w != "" {
				uit = append(uit, w)
			}
		}
	}
	return strings.Join(uit, "\n")
}

// Samenvatting shows the answers. wijzig gives the address at which the answers of a
// step are changed; nil shows no links, for a letter or a dossier.
func (a Antwoorden) Samenvatting(ctx context.Context, wijzig func(stap string) string) (uit []web.Rij) {
	for _, r := range a.Rijen(ctx) {
		if r.Code == naasteContact && wijzig == nil {
			continue
		}
		if r.Waarde == "" {
			if r.Verberg {
				continue
			}
			r.Waarde = i18n.T(ctx, "verklaring.nietingevuld")
		}
		rij := web.Rij{Naam: r.Naam, Waarde: r.Waarde}
		if wijzig != nil {
			rij.WijzigURL = wijzig(r.Stap)
		}
		uit = append(uit, rij)
	}
	return uit
}
