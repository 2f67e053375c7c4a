package aanvragen

import (
	"context"
	"net/url"
	"strings"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// vitrine collects the pages.
type vitrine struct {
	ctx context.Context
	uit []web.Voorbeeld
}

// stap adds a step, as a carer sees it.
func (v *vitrine) stap(naam string, g stapgegevens) {
	g.Vandaag, g.A.GewijzigdOp = voorbeeld.Dag, voorbeeld.Dag
	g.Tekort = tekort(v.ctx, g)
	v.uit = append(v.uit, web.Voorbeeld{Naam: "Stap " + g.Naam + naam, Pagina: web.AlsBurger(stappagina(g))})
}

// alles are rules that ask every step.
func alles() verklaring.Regels {
	r := verklaring.StandaardRegels()
	r.Bevestiging, r.Bewijs = verklaring.BevestigingLink, verklaring.AlleBewijs
	return r
}

// concept is an aanvraag that is being filled in.
func concept(r verklaring.Regels, a verklaring.Antwoorden) verklaring.Aanvraag {
	c := voorbeeld.Aanvraag(verklaring.Concept)
	c.Regels, c.Antwoorden = r, a
	return c
}

// volledig are answers to every step of alles.
func volledig() verklaring.Antwoorden {
	a := voorbeeld.Antwoorden()
	a.TweedeTaal = "en"
	a.Toestemming = &verklaring.Toestemmingvraag{Wijze: verklaring.WijzeEmail, Email: "moeder@post.example"}
	a.Bewijs = map[string]string{"takenlijst": verklaring.BewijsBij, "indicatie": verklaring.BewijsLater}
	a.Klaar = alles().Stappen()
	return a
}

// bestanden are files that were added.
func bestanden() []bijlage.Bijlage {
	return []bijlage.Bijlage{
		{ID: uuid.UUID{15: 1}, Soort: "takenlijst", Naam: "mijn week.jpg", Type: bijlage.JPEG, Grootte: 1_340_000},
		{ID: uuid.UUID{15: 2}, Soort: "takenlijst", Naam: web.LangWoord + ".pdf", Type: bijlage.PDF, Grootte: 48_000},
	}
}

// Vitrine gives the steps of the form in every state, and what comes after them.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	v := &vitrine{ctx: ctx}
	v.stappen()
	v.toestemmingEnBewijs()
	v.tekorten()
	v.controleren()
	v.naVersturen()
	later := concept(alles(), verklaring.Antwoorden{})
	later.GewijzigdOp = voorbeeld.Dag
	v.uit = append(v.uit,
		web.Voorbeeld{Naam: "Later verder", Pagina: web.AlsBurger(laterpagina(later))},
		web.Voorbeeld{Naam: "Link om verder te gaan", Pagina: verderpagina()},
		web.Voorbeeld{Naam: "Link bij een gemeente die DigiD vraagt", Pagina: inlogpagina()},
		web.Voorbeeld{Naam: "Link die niet meer werkt", Pagina: oudelinkpagina()})
	return v.uit
}

// stappen are the steps with fields: empty, filled in, taken back, and with every
// mistake that an empty or a wrong answer gives.
func (v *vitrine) stappen() {
	vol, r := volledig(), alles()
	fout := url.Values{"naam": {"F@tima"}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "geboortedatum-jaar": {"1971"}, "telefoon": {"12"},
		"uren": {"200"}, "sinds-maand": {"3"}, "sinds-jaar": {"2046"}, "toelichting": {strings.Repeat("zorg ", 101)}, "wijze": {"email"}, "naaste_email": {"f.vandenberg+moeder@post.example"}}
	stappen := r.Stappen()
	for i, naam := range stappen[:len(stappen)-1] {
		begonnen := concept(r, verklaring.Antwoorden{Klaar: stappen[:i]})
		v.stap("", stapgegevens{Naam: naam, Waarden: url.Values{}, A: begonnen})
		v.stap(" ingevuld", stapgegevens{Naam: naam, Waarden: vol.Waarden(), A: concept(r, vol)})
		v.stap(" teruggehaald na inloggen", stapgegevens{Naam: naam, Waarden: vol.Waarden(), A: begonnen, Terug: "bewaard"})
		v.stap(" half ingevuld teruggevonden", stapgegevens{Naam: naam, Waarden: fout, A: begonnen, Terug: "half"})
		for _, f := range []struct {
			soort   string
			waarden url.Values
		}{{" niets ingevuld", url.Values{}}, {" fout ingevuld", fout}} {
			v.stap(f.soort, stapgegevens{Naam: naam, Waarden: f.waarden, Fouten: v.fouten(naam, f.waarden, r), A: begonnen})
		}
	}
	v.stap(" alvast ingevuld", stapgegevens{Naam: verklaring.StapWie, Waarden: vol.Waarden(), A: concept(r, verklaring.Antwoorden{}), Terug: "vooraf"})
}

// fouten are the mistakes in a posted step.
func (v *vitrine) fouten(naam string, waarden url.Values, r verklaring.Regels) web.Fouten {
	in := &verklaring.Invoer{Values: waarden, Vandaag: voorbeeld.Dag, Email: "f.vandenberg@post.example", Zin: func(s string) string { return i18n.Kies(v.ctx, "verklaring.fout.", s) }}
	new(verklaring.Antwoorden).Neem(naam, in, r)
	return in.Fouten
}

func (v *vitrine) toestemmingEnBewijs() {
	vol, r := volledig(), alles()
	papier := r
	papier.Bevestiging = verklaring.BevestigingPapier
	v.stap(" alleen op papier", stapgegevens{Naam: verklaring.StapToestemming, Waarden: url.Values{}, A: concept(papier, vol)})
	brief := url.Values{"wijze": {"brief"}, "naaste_naam": {"M. van den Berg-el Amrani"}, "naaste_straat": {"Kerkstraat 12"}, "naaste_postcode": {"7991 AB"}, "naaste_plaats": {"Veldwaarde"}}
	v.stap(" per brief", stapgegevens{Naam: verklaring.StapToestemming, Waarden: brief, A: concept(r, vol)})
	leeg := url.Values{"wijze": {"brief"}}
	v.stap(" per brief zonder adres", stapgegevens{Naam: verklaring.StapToestemming, Waarden: leeg, Fouten: v.fouten(verklaring.StapToestemming, leeg, r), A: concept(r, vol)})
	v.stap(" met bestanden", stapgegevens{Naam: verklaring.StapBewijs, Waarden: vol.Waarden(), A: concept(r, vol), Bijlagen: bestanden()})
	v.stap(" met een bestand dat niet kan", stapgegevens{Naam: verklaring.StapBewijs, Waarden: url.Values{}, A: concept(r, vol), Bijlagen: bestanden()[:1],
		Fouten: web.Fouten{{Veld: veldBestand + "takenlijst", Tekst: i18n.T(v.ctx, "bijlage.fout.soort")}}})
}

func (v *vitrine) tekorten() {
	kort, weinig := volledig(), volledig()
	kort.Sinds = voorbeeld.Dag.AddDate(0, -1, 0)
	weinig.Uren, weinig.WoontHier, weinig.NaasteWoontHier, weinig.Telefoon, weinig.Toelichting = 2, "nee", "nee", "", ""
	v.stap(" niemand woont hier", stapgegevens{Naam: verklaring.StapZorg, Waarden: weinig.Waarden(), A: concept(alles(), weinig)})
	v.stap(" nog niet lang genoeg", stapgegevens{Naam: verklaring.StapDoel, Waarden: kort.Waarden(), A: concept(alles(), kort)})
	v.stap(" voldoet niet", stapgegevens{Naam: verklaring.StapDoel, Waarden: weinig.Waarden(), A: concept(alles(), weinig)})
	v.stap(" nog niet lang genoeg", stapgegevens{Naam: verklaring.StapControleren, A: concept(alles(), kort)})
	v.stap(" voldoet niet", stapgegevens{Naam: verklaring.StapControleren, A: concept(alles(), weinig)})
}

func (v *vitrine) controleren() {
	vol, gewoon := volledig(), verklaring.StandaardRegels()
	direct, directMeer := gewoon, alles()
	direct.Modus, directMeer.Modus = verklaring.Direct, verklaring.Direct
	ziek := vol
	ziek.Toelichting = "Mijn moeder heeft Alzheimer en ik doe alles voor haar. Zij kreeg ook borstkanker."
	v.stap(" voldoet", stapgegevens{Naam: verklaring.StapControleren, A: concept(gewoon, voorbeeld.Antwoorden())})
	v.stap(" met bevestiging en bewijs", stapgegevens{Naam: verklaring.StapControleren, A: concept(alles(), vol), Bijlagen: bestanden()})
	v.stap(" meteen een verklaring", stapgegevens{Naam: verklaring.StapControleren, A: concept(direct, voorbeeld.Antwoorden())})
	v.stap(" een verklaring zodra alles er is", stapgegevens{Naam: verklaring.StapControleren, A: concept(directMeer, vol), Bijlagen: bestanden()})
	v.stap(" een ziekte in de tekst", stapgegevens{Naam: verklaring.StapControleren, A: concept(gewoon, ziek)})
	v.stap(" lange woorden", stapgegevens{Naam: verklaring.StapControleren, A: concept(gewoon, voorbeeld.LangeAntwoorden())})
	v.stap(" zonder akkoord", stapgegevens{Naam: verklaring.StapControleren, A: concept(gewoon, voorbeeld.Antwoorden()), Fouten: web.Fouten{{Veld: "akkoord", Tekst: i18n.T(v.ctx, "verklaring.fout.akkoord")}}})
}

func (v *vitrine) naVersturen() {
	voeg := func(naam string, o ontvangen) {
		v.uit = append(v.uit, web.Voorbeeld{Naam: "Verstuurd " + naam, Pagina: web.AlsBurger(verstuurdpagina(o))})
	}
	ingediend, verleend := voorbeeld.Aanvraag(verklaring.Ingediend), voorbeeld.Verklaring(verklaring.Geldig)
	voeg("naar een consulent", ontvangen{A: ingediend})
	voeg("wacht op bevestiging en bewijs", ontvangen{A: ingediend, Papier: "moet", Bewijs: true, WachtOp: []string{i18n.T(v.ctx, "aanvragen.wacht.toestemming"), i18n.T(v.ctx, "verklaring.bewijs.takenlijst")}})
	voeg("verklaring zodra alles er is", ontvangen{A: ingediend, Papier: "kan", Meteen: true, WachtOp: []string{i18n.T(v.ctx, "aanvragen.wacht.toestemming")}})
	voeg("en meteen verleend", ontvangen{A: voorbeeld.Aanvraag(verklaring.Verleend), V: &verleend, Meteen: true})
}
