package regelingen

import (
	"context"
	"net/http"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// stuk is something that can be looked at as PDF before the rules are saved.
type stuk struct{ Code, Naam string }

var stukken = []stuk{
	{"verklaring", "De verklaring"}, {"ontvangst", "Brief: ontvangen"}, {"verleend", "Brief: verleend"}, {"afgewezen", "Brief: afgewezen"}, {"formulier", "Formulier op papier"},
}

// What an example says of itself where a real one has a name and a number: nobody must
// take it for real. It is never signed, and its code is known nowhere.
const (
	nietGeldig = "VOORBEELD, niet geldig"
	kenmerk    = "VOORBEELD"
)

func (h Handler) voorbeeld(w http.ResponseWriter, r *http.Request) error {
	v, _, err := h.welke(r)
	if err != nil {
		return err
	}
	return h.stuurVoorbeeld(w, r, chi.URLParam(r, "welk"), v.Regels)
}

// stuurVoorbeeld gives an example as PDF, with rules that need not be saved.
func (h Handler) stuurVoorbeeld(w http.ResponseWriter, r *http.Request, welk string, regels verklaring.Regels) error {
	document, err := h.maak(r.Context(), welk, regels)
	if err != nil {
		return err
	}
	httpx.PDF(w, "voorbeeld-"+welk, document)
	return nil
}

func (h Handler) maak(ctx context.Context, welk string, regels verklaring.Regels) ([]byte, error) {
	nu := h.Klok()
	ctx = i18n.MetTaal(ctx, i18n.Talen[0].Code)
	switch welk {
	case "verklaring":
		return h.Store.Voorbeelddocument(ctx, nepverklaring(regels, nu))
	case "formulier":
		return h.papieren(ctx, regels, nu)
	case "ontvangst", "verleend", "afgewezen":
		return h.brief(ctx, verklaring.Briefsoort(welk), regels, nu)
	}
	return nil, fault.New(fault.NotFound, "geen voorbeeld %q", welk)
}

// aanvraag is one of somebody who does not exist, under these rules.
func aanvraag(regels verklaring.Regels, nu time.Time) verklaring.Aanvraag {
	a := voorbeeld.Aanvraag(verklaring.Ingediend)
	vandaag := verklaring.Dag(nu)
	voor := vandaag.AddDate(0, 0, 7*regels.BeslisWeken)
	a.Regels, a.Kenmerk, a.IngediendOp, a.TermijnTot, a.BeslisVoor = regels, kenmerk, &nu, &voor, &voor
	a.Antwoorden.Doelen = regels.Doelcodes()
	return a
}

// brief makes a letter as it would go out, addressed to nobody.
func (h Handler) brief(ctx context.Context, soort verklaring.Briefsoort, regels verklaring.Regels, nu time.Time) ([]byte, error) {
	a := aanvraag(regels, nu)
	b := verklaring.Brief{Soort: soort, Aan: []string{"VOORBEELD: deze brief is niet verstuurd", a.Antwoorden.Naam, "Voorbeeldstraat 1", "Deze persoon bestaat niet"}}
	switch soort {
	case verklaring.BriefVerleend:
		v := nepverklaring(regels, nu)
		b.Verklaring = &v
	case verklaring.BriefAfgewezen:
		b.Redenen = []string{"woont"}
		b.Woorden = "Hier schrijft de consulent in eigen woorden waarom."
	}
	return h.Store.MaakBrief(ctx, a, b, nu)
}

// nepverklaring is one of nobody, for every purpose.
func nepverklaring(regels verklaring.Regels, nu time.Time) verklaring.Verklaring {
	v := voorbeeld.Verklaring(verklaring.Geldig)
	v.Naam, v.Kenmerk, v.AfgegevenOp, v.GeldigVan = nietGeldig, kenmerk, nu, verklaring.Dag(nu)
	v.Doelen = regels.Toekennen(regels.Doelcodes(), v.GeldigVan)
	v.GeldigTot = v.GeldigVan
	for _, d := range v.Doelen {
		if d.Tot.After(v.GeldigTot) {
			v.GeldigTot = d.Tot
		}
	}
	return v
}

// drukbaar tries whether everything that comes on paper can be printed: better now
// than when a letter must go out.
func (h Handler) drukbaar(ctx context.Context, r verklaring.Regels) (fouten web.Fouten) {
	g := toegang.GemeenteUit(ctx)
	for _, x := range []struct{ veld, tekst string }{
		{"brief", r.Teksten.Brief}, {"afzender", strings.Join(r.Briefhoofd.Afzender, "\n")}, {"ondertekenaar", r.Briefhoofd.Ondertekenaar}, {"functie", r.Briefhoofd.Functie}, {"bezwaar", strings.Join(r.Briefhoofd.Bezwaar, "\n")},
	} {
		if x.tekst == "" {
			continue
		}
		_, err := h.Store.Opmaker.Brief(opmaak.Briefgegevens{Gemeente: g.Naam, Kleur: g.Kleur, Aan: []string{kenmerk}, Datum: h.Klok(), Onderwerp: kenmerk, Delen: []opmaak.Deel{{Alineas: []string{x.tekst}}}})
		if err != nil {
			fouten.Voeg(x.veld, "Bij ‘"+tekstnamen[x.veld]+"’ staat een teken dat wij niet kunnen afdrukken, zoals een emoji. Haal het weg.")
		}
	}
	return fouten
}
