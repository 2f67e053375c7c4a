package web

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Voorbeeld is one page in one state, filled with sample data. Every feature has
// a function Vitrine that gives its own; cmd/vitrine shows and tests them.
type Voorbeeld struct {
	Naam   string
	Pagina templ.Component
}

// metAnderKader shows a page in a frame that differs from the usual one.
func metAnderKader(c templ.Component, wijzig func(*Kader)) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		k := KaderUit(ctx)
		wijzig(&k)
		return c.Render(MetKader(ctx, k), w)
	})
}

// AlsBurger shows a page to a mantelzorger who is logged in.
func AlsBurger(c templ.Component) templ.Component {
	return metAnderKader(c, func(k *Kader) { k.Soort, k.Persoon = "burger", "Fatima van der Berg" })
}

// AlsMedewerker shows a page to a medewerker who is logged in.
func AlsMedewerker(c templ.Component) templ.Component {
	return metAnderKader(c, func(k *Kader) {
		k.Soort, k.Persoon = "medewerker", "Carla Bakker"
		k.Werk = []Link{Naar("Werkplek", "/beheer"), Naar("Aanvragen", "/beheer/aanvragen"), Naar("Sociale kaart", "/beheer/aanbod")}
	})
}

// ZonderContact shows a page of a gemeente that has only just begun: no telephone,
// no address, no hours.
func ZonderContact(c templ.Component) templ.Component {
	return metAnderKader(c, func(k *Kader) {
		k.Steunpunt, k.Telefoon, k.Email, k.Adres, k.Openingstijden, k.NuBereikbaar = "", "", "", "", "", ""
	})
}

// LangWoord is a word without a place to break, such as people paste in a field.
const LangWoord = "Arbeidsongeschiktheidsverzekeringsmaatschappijvertegenwoordigersvergadering"

// Vitrine gives the components, page by page, and the pages that belong to no feature.
func Vitrine(ctx context.Context) []Voorbeeld {
	uit := []Voorbeeld{
		{"Velden", veldenvitrine(nil)},
		{"Velden met fouten", veldenvitrine(vitrinefouten)},
		{"Bestanden", bestandvitrine(nil)},
		{"Bestanden met een fout", bestandvitrine(vitrinefouten)},
		{"Keuzes", keuzevitrine(nil)},
		{"Keuzes met fouten", keuzevitrine(vitrinefouten)},
		{"Meldingen", meldingenvitrine()},
		{"Stappen", stappenvitrine()},
		{"Gegevens", gegevensvitrine()},
		{"Kaarten", kaartenvitrine()},
		{"Knoppen", knoppenvitrine()},
		{"Paginering aan het begin", pagineringvitrine(1, 3)},
		{"Paginering in het midden", pagineringvitrine(6, 12)},
		{"Paginering aan het eind", pagineringvitrine(12, 12)},
		{"Pagina met een flits", metAnderKader(leegvitrine(false), func(k *Kader) { k.Flits = "Uw antwoorden zijn bewaard." })},
		{"Pagina van de demo", metAnderKader(leegvitrine(false), func(k *Kader) { k.Dev = true })},
		{"Pagina voor wie is ingelogd", AlsBurger(leegvitrine(false))},
		{"Pagina voor een medewerker", AlsMedewerker(leegvitrine(true))},
		{"Pagina zonder contactgegevens", ZonderContact(leegvitrine(false))},
		{"Pagina met lange namen", metAnderKader(leegvitrine(false), func(k *Kader) {
			k.Gemeente, k.Adres = "Noardeast-Fryslân-Schouwen-Duiveland", "Burgemeester van Voorst tot Voorststraat 1243-bis, 7991 AA Veldwaarde"
		})},
		{"Fout op onbekend adres", metAnderKader(Foutpagina(421, ""), func(k *Kader) { *k = Kader{} })},
		{"Fout met een eigen zin", Foutpagina(409, "Deze aanvraag is vandaag om 10.12 uur al door een collega verleend.")},
		{"Fout zonder contactgegevens", ZonderContact(Foutpagina(404, ""))},
	}
	for _, status := range []int{400, 403, 404, 405, 409, 410, 413, 429, 500, 503} {
		uit = append(uit, Voorbeeld{"Fout " + optioneelGetal(status), metAnderKader(Foutpagina(status, ""), func(k *Kader) { k.Verzoek = "4f1c9a7e" })})
	}
	return uit
}

var vitrinefouten = Fouten{
	{"tekst", "Vul uw naam in."}, {"kort", "Vul een postcode in met 4 cijfers en 2 letters."}, {"vak", "Maak uw tekst korter: hoogstens 500 tekens."},
	{"datum", "Deze datum bestaat niet. Vul een dag, maand en jaar in."}, {"maand", "Vul een maand in die in het verleden ligt."},
	{"bestand", "Dit soort bestand kunnen wij niet lezen. Stuur een PDF, of een foto (JPEG, PNG of HEIC)."}, {"een", "Kies een van de antwoorden."}, {"meer", "Kies minstens één ding dat u doet."}, {"tegels", "Kies minstens één ding dat u doet."}, {"lijst", "Kies wat uw naaste van u is."},
}

// alleen are the mistakes in these fields alone.
func (f Fouten) alleen(velden ...string) (uit Fouten) {
	for _, v := range velden {
		if t := f.Voor(v); t != "" {
			uit.Voeg(v, t)
		}
	}
	return uit
}

func vitrinekeuzes(gekozen ...int) []Keuze {
	uit := []Keuze{
		{Waarde: "a", Naam: "Partner", Icoon: Icoonnaam("user-heart")}, {Waarde: "b", Naam: "Ouder of schoonouder", Uitleg: "Ook als u niet in hetzelfde huis woont.", Icoon: Icoonnaam("home-heart")},
		{Waarde: "c", Naam: LangWoord, Icoon: Icoonnaam("messages")},
	}
	for _, i := range gekozen {
		uit[i].Gekozen = true
	}
	return uit
}
