package verklaring

import (
	"context"
	"net/url"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// vitrinedag is the day on which the samples are looked at.
var vitrinedag = time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC)

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	uit := []web.Voorbeeld{
		{Naam: "Uitleg", Pagina: uitlegpagina(StandaardRegels())},
		{Naam: "Uitleg met andere regels", Pagina: uitlegpagina(Regels{UrenPerWeek: 4, Maanden: 1, Woont: WoontZorgvrager, GeldigMaanden: 1, BeslisWeken: 1, Doelen: []string{"werkgever"}})},
		{Naam: "Uitleg bij een nieuwe gemeente", Pagina: web.ZonderContact(uitlegpagina(StandaardRegels()))},
	}
	uit = append(uit, vitrinestappen(ctx)...)
	uit = append(uit, vitrinemijn()...)
	uit = append(uit, vitrinecontroles(ctx)...)
	return append(uit, vitrinebeheer(ctx)...)
}

func vitrineantwoorden() Antwoorden {
	return Antwoorden{Taal: "nl", Naam: "Fatima van der Berg", Geboortedatum: time.Date(1971, 3, 14, 0, 0, 0, 0, time.UTC), WoontHier: "ja", Telefoon: "06 12345678",
		Relatie: "ouder", NaasteWoontHier: "ja", Taken: []string{"huishouden", "boodschappen", "medicijnen"}, Uren: 14, Sinds: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC),
		Toelichting: "Mijn moeder kan niet meer alleen naar buiten. Ik doe ook haar administratie.", Doelen: []string{"werkgever", "parkeren"}, Klaar: Stapnamen[:4]}
}

func langeAntwoorden() Antwoorden {
	a := vitrineantwoorden()
	a.Naam, a.Toelichting, a.Taken, a.Doelen = web.LangWoord, strings.Repeat(web.LangWoord+" en ", 6), Taken, StandaardRegels().Doelen
	return a
}

func vitrineaanvraag(s Status) Aanvraag {
	ingediend, beslis := vitrinedag.AddDate(0, 0, -20).Add(9*time.Hour), vitrinedag.AddDate(0, 0, 36)
	a := Aanvraag{ID: uuid.UUID{15: 42}, Kenmerk: "MV-2026-00042", Status: s, Antwoorden: vitrineantwoorden(), Regels: StandaardRegels(),
		AangemaaktOp: ingediend.Add(-time.Hour), IngediendOp: &ingediend, BeslisVoor: &beslis, Email: "f.vandenberg@post.example"}
	if s == Concept {
		a.Kenmerk, a.IngediendOp, a.BeslisVoor = "", nil, nil
	}
	if s != Concept && s != Ingediend {
		a.Behandelaar = "Carla Bakker"
	}
	if s != Concept && !s.Open() {
		a.BeslotenOp = &vitrinedag
	}
	return a
}

// vitrinelijn is the history of an aanvraag with this status.
func vitrinelijn(s Status) []Gebeurtenis {
	g := []Gebeurtenis{{Concept, Ingediend, toegang.Burger, "de aanvrager", vitrinedag.AddDate(0, 0, -20).Add(9 * time.Hour)}}
	if s != Ingediend {
		g = append(g, Gebeurtenis{Ingediend, InBehandeling, toegang.Medewerker, "Carla Bakker", vitrinedag.AddDate(0, 0, -3).Add(13 * time.Hour)})
	}
	if s != Ingediend && s != InBehandeling {
		g = append(g, Gebeurtenis{InBehandeling, s, toegang.Medewerker, "Carla Bakker", vitrinedag.Add(10 * time.Hour)})
	}
	return g
}

// vitrineverklaring stands like this on the day of the samples.
func vitrineverklaring(u Uitkomst) Verklaring {
	van := map[Uitkomst]time.Time{Geldig: vitrinedag, NogNietGeldig: vitrinedag.AddDate(0, 1, 0), Verlopen: vitrinedag.AddDate(-1, 0, -1), IsIngetrokken: vitrinedag}[u]
	v := Verklaring{ID: uuid.UUID{15: 7}, Kenmerk: "MV-2026-00042", Code: "K7MW4T9PXQ2H", Naam: "Fatima van der Berg", Doelen: []string{"werkgever", "parkeren"},
		GeldigVan: van, GeldigTot: StandaardRegels().Einde(van), AfgegevenOp: van}
	if u == IsIngetrokken {
		v.IngetrokkenOp = &vitrinedag
	}
	return v
}

var uitkomsten = []Uitkomst{Geldig, NogNietGeldig, Verlopen, IsIngetrokken}

// vitrinestappen are the steps of the form: empty, filled in, and with every
// mistake that an empty or a wrong answer gives.
func vitrinestappen(ctx context.Context) (uit []web.Voorbeeld) {
	voeg := func(naam string, g stapgegevens) {
		if g.Naam == "controleren" {
			g.Toets = g.Regels.Toets(ctx, g.A, vitrinedag)
		}
		uit = append(uit, web.Voorbeeld{Naam: "Stap " + g.Naam + naam, Pagina: web.AlsBurger(stappagina(g))})
	}
	vol, r := vitrineantwoorden(), StandaardRegels()
	fout := url.Values{"naam": {"F@tima"}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "geboortedatum-jaar": {"1971"}, "telefoon": {"12"},
		"uren": {"200"}, "sinds-maand": {"3"}, "sinds-jaar": {"2046"}, "toelichting": {strings.Repeat("zorg ", 101)}}
	for i, naam := range Stapnamen[:4] {
		begonnen := Antwoorden{Klaar: Stapnamen[:i]}
		voeg("", stapgegevens{Naam: naam, Waarden: url.Values{}, Regels: r, A: begonnen})
		voeg(" ingevuld", stapgegevens{Naam: naam, Waarden: vol.Waarden(), Regels: r, A: vol})
		voeg(" teruggehaald na inloggen", stapgegevens{Naam: naam, Waarden: vol.Waarden(), Regels: r, A: begonnen, Bewaard: true})
		for _, f := range []struct {
			soort   string
			waarden url.Values
		}{{" niets ingevuld", url.Values{}}, {" fout ingevuld", fout}} {
			v := &invoer{Values: f.waarden, datum: vitrinedag, zin: func(s string) string { return i18n.Kies(ctx, "verklaring.fout.", s) }}
			new(Antwoorden).neem(naam, v, r)
			voeg(f.soort, stapgegevens{Naam: naam, Waarden: f.waarden, Fouten: v.Fouten, Regels: r, A: begonnen})
		}
	}
	kort, weinig := vol, vol
	kort.Sinds = vitrinedag.AddDate(0, -1, 0)
	weinig.Uren, weinig.WoontHier, weinig.NaasteWoontHier, weinig.Telefoon, weinig.Toelichting = 2, "nee", "nee", "", ""
	voeg(" voldoet", stapgegevens{Naam: "controleren", Regels: r, A: vol})
	voeg(" nog niet lang genoeg", stapgegevens{Naam: "controleren", Regels: r, A: kort})
	voeg(" voldoet niet", stapgegevens{Naam: "controleren", Regels: r, A: weinig})
	voeg(" lange woorden", stapgegevens{Naam: "controleren", Regels: r, A: langeAntwoorden()})
	voeg(" zonder akkoord", stapgegevens{Naam: "controleren", Regels: r, A: vol, Fouten: web.Fouten{{Veld: "akkoord", Tekst: i18n.T(ctx, "verklaring.fout.akkoord")}}})
	return uit
}

func vitrinemijn() (uit []web.Voorbeeld) {
	voeg := func(naam string, aanvragen []Aanvraag, verklaringen []Verklaring) {
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: web.AlsBurger(mijnpagina(aanvragen, verklaringen, vitrinedag))})
	}
	var alle []Aanvraag
	for _, s := range []Status{Concept, Ingediend, InBehandeling, WachtOpAanvrager, Verleend, Afgewezen, BuitenBehandeling, Ingetrokken} {
		alle = append(alle, vitrineaanvraag(s))
	}
	var verklaringen []Verklaring
	for i, u := range uitkomsten {
		v := vitrineverklaring(u)
		v.Kenmerk = v.Kenmerk[:len(v.Kenmerk)-1] + string(rune('1'+i))
		verklaringen = append(verklaringen, v)
	}
	voeg("Mijn leeg", nil, nil)
	voeg("Mijn met een begonnen aanvraag", alle[:1], nil)
	voeg("Mijn met een verklaring", alle[4:5], verklaringen[:1])
	voeg("Mijn met alles", alle, verklaringen)
	for _, a := range alle[1:] {
		if a.Status != Verleend {
			uit = append(uit, web.Voorbeeld{Naam: "Mijn aanvraag " + string(a.Status), Pagina: web.AlsBurger(aanvraagpagina(a, vitrinelijn(a.Status), nil, nil, vitrinedag))})
		}
	}
	controles := []Controle{{Geldig, vitrinedag.Add(14 * time.Hour)}, {NogNietGeldig, vitrinedag.Add(-time.Hour)}}
	for _, u := range uitkomsten {
		v := vitrineverklaring(u)
		uit = append(uit, web.Voorbeeld{Naam: "Mijn aanvraag verleend en " + string(u), Pagina: web.AlsBurger(aanvraagpagina(vitrineaanvraag(Verleend), vitrinelijn(Verleend), &v, controles, vitrinedag))})
	}
	v, lang := vitrineverklaring(Geldig), vitrineaanvraag(Verleend)
	lang.Antwoorden = langeAntwoorden()
	return append(uit, web.Voorbeeld{Naam: "Mijn aanvraag lang en nooit gecontroleerd", Pagina: web.AlsBurger(web.ZonderContact(aanvraagpagina(lang, vitrinelijn(Verleend), &v, nil, vitrinedag)))})
}

func vitrinecontroles(ctx context.Context) []web.Voorbeeld {
	uit := []web.Voorbeeld{
		{Naam: "Controleren", Pagina: controlepagina(controle{})},
		{Naam: "Controleren zonder code", Pagina: controlepagina(controle{Fouten: web.Fouten{{Veld: "code", Tekst: i18n.T(ctx, "verklaring.controle.leeg")}}})},
		{Naam: "Controle onbekend", Pagina: controlepagina(controle{Uitkomst: Onbekend, Getypt: "K7MW-4T9P-XQ2Z"})},
	}
	for _, u := range uitkomsten {
		v := vitrineverklaring(u)
		uit = append(uit, web.Voorbeeld{Naam: "Controle " + string(u), Pagina: controlepagina(controle{Uitkomst: u, Getypt: v.Code.Gegroepeerd(), V: v})})
	}
	return uit
}
