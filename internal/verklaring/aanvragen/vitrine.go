package aanvragen

import (
	"context"
	"net/url"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the steps of the form: empty, filled in, and with every
// mistake that an empty or a wrong answer gives.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	voeg := func(naam string, g stapgegevens) {
		if g.Naam == "controleren" {
			g.Toets = g.Regels.Toets(ctx, g.A, verklaring.Stand{}, voorbeeld.Dag)
		}
		uit = append(uit, web.Voorbeeld{Naam: "Stap " + g.Naam + naam, Pagina: web.AlsBurger(stappagina(g))})
	}
	vol, r := voorbeeld.Antwoorden(), verklaring.StandaardRegels()
	fout := url.Values{"naam": {"F@tima"}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "geboortedatum-jaar": {"1971"}, "telefoon": {"12"},
		"uren": {"200"}, "sinds-maand": {"3"}, "sinds-jaar": {"2046"}, "toelichting": {strings.Repeat("zorg ", 101)}}
	stappen := r.Stappen()
	for i, naam := range stappen[:len(stappen)-1] {
		begonnen := verklaring.Antwoorden{Klaar: stappen[:i]}
		voeg("", stapgegevens{Naam: naam, Waarden: url.Values{}, Regels: r, A: begonnen})
		voeg(" ingevuld", stapgegevens{Naam: naam, Waarden: vol.Waarden(), Regels: r, A: vol})
		voeg(" teruggehaald na inloggen", stapgegevens{Naam: naam, Waarden: vol.Waarden(), Regels: r, A: begonnen, Bewaard: true})
		for _, f := range []struct {
			soort   string
			waarden url.Values
		}{{" niets ingevuld", url.Values{}}, {" fout ingevuld", fout}} {
			v := &verklaring.Invoer{Values: f.waarden, Vandaag: voorbeeld.Dag, Zin: func(s string) string { return i18n.Kies(ctx, "verklaring.fout.", s) }}
			new(verklaring.Antwoorden).Neem(naam, v, r)
			voeg(f.soort, stapgegevens{Naam: naam, Waarden: f.waarden, Fouten: v.Fouten, Regels: r, A: begonnen})
		}
	}
	kort, weinig := vol, vol
	kort.Sinds = voorbeeld.Dag.AddDate(0, -1, 0)
	weinig.Uren, weinig.WoontHier, weinig.NaasteWoontHier, weinig.Telefoon, weinig.Toelichting = 2, "nee", "nee", "", ""
	voeg(" voldoet", stapgegevens{Naam: "controleren", Regels: r, A: vol})
	voeg(" nog niet lang genoeg", stapgegevens{Naam: "controleren", Regels: r, A: kort})
	voeg(" voldoet niet", stapgegevens{Naam: "controleren", Regels: r, A: weinig})
	voeg(" lange woorden", stapgegevens{Naam: "controleren", Regels: r, A: voorbeeld.LangeAntwoorden()})
	voeg(" zonder akkoord", stapgegevens{Naam: "controleren", Regels: r, A: vol, Fouten: web.Fouten{{Veld: "akkoord", Tekst: i18n.T(ctx, "verklaring.fout.akkoord")}}})
	return uit
}
