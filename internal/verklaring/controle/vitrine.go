package controle

import (
	"context"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"
)

// Vitrine gives the pages of this room in every state.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	const code = "K7MW-4T9P-XQ23"
	fout := func(veld, sleutel string) web.Fouten {
		return web.Fouten{{Veld: veld, Tekst: i18n.Kies(ctx, "controle.", sleutel)}}
	}
	fouten := append(fout("code", "code.leeg"), fout("geboren", "geboren.fout")...)
	op := voorbeeld.Dag.Add(13*time.Hour + 7*time.Minute)
	antwoord := func(u verklaring.Uitkomst) Antwoord {
		return Antwoord{Uitkomst: u, V: voorbeeld.Verklaring(u), Op: op}
	}
	uit := []web.Voorbeeld{
		{Naam: "Controleren", Pagina: controlepagina(formulier{})},
		{Naam: "Controleren met fouten", Pagina: controlepagina(formulier{Geboren: "31-02-1971", Fouten: fouten})},
		{Naam: "Controleren na de QR-code", Pagina: controlepagina(formulier{Code: code, QR: true})},
		{Naam: "Controleren na een rare QR-code", Pagina: controlepagina(formulier{Code: strings.Repeat("Q", langsteCode), QR: true, Geboren: "gisteren", Fouten: fout("geboren", "geboren.fout")})},
		{Naam: "Controle onbekend", Pagina: uitslagpagina(Antwoord{Uitkomst: verklaring.Onbekend, Op: op}, formulier{Code: code, Geboren: "14-03-1971", Doel: "parkeren"}, false)},
	}
	for _, u := range voorbeeld.Uitkomsten {
		uit = append(uit, web.Voorbeeld{Naam: "Controle " + string(u), Pagina: uitslagpagina(antwoord(u), formulier{}, false)})
	}
	wel, niet, voorbij := antwoord(verklaring.Geldig), antwoord(verklaring.Geldig), antwoord(verklaring.Geldig)
	wel.Doel, niet.Doel, voorbij.Doel = "parkeren", "uwv", "parkeren"
	for i, d := range voorbij.V.Doelen {
		if d.Code == "parkeren" {
			voorbij.V.Doelen[i].Tot = voorbeeld.Dag.AddDate(0, 0, -1)
		}
	}
	uit = append(uit,
		web.Voorbeeld{Naam: "Controle geldig voor een doel", Pagina: uitslagpagina(wel, formulier{}, false)},
		web.Voorbeeld{Naam: "Controle niet voor dit doel", Pagina: uitslagpagina(niet, formulier{}, false)},
		web.Voorbeeld{Naam: "Controle doel voorbij", Pagina: uitslagpagina(voorbij, formulier{}, false)},
		web.Voorbeeld{Naam: "Bestand controleren", Pagina: bestandspagina(nil)},
		web.Voorbeeld{Naam: "Bestand controleren zonder bestand", Pagina: bestandspagina(fout("bestand", "bestand.leeg"))},
		web.Voorbeeld{Naam: "Bestand geldig", Pagina: uitslagpagina(antwoord(verklaring.Geldig), formulier{}, true)},
	)
	for _, u := range []zegel.Uitkomst{zegel.Echt, zegel.Veranderd, zegel.NietVanOns} {
		uit = append(uit, web.Voorbeeld{Naam: "Bestand " + string(u), Pagina: zegelpagina(zegel.Bevinding{Uitkomst: u, Ondertekend: op.AddDate(0, -2, 0)}, op)})
	}
	return append(uit, web.Voorbeeld{Naam: "Uitleg voor wie controleert", Pagina: uitlegpagina()})
}
