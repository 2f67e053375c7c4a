package behandelen

import (
	"context"
	"fmt"
	"mantelpunt/internal/verklaring"

	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Vitrine gives the worklist and the dossiers in every state.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	lijst := func(naam string, l Lijst, as []verklaring.Aanvraag, vervolg bool) {
		uit = append(uit, web.Voorbeeld{Naam: "Werklijst " + naam, Pagina: web.AlsMedewerker(werklijstpagina(l, as, vervolg, voorbeeld.Dag))})
	}
	var open, klaar []verklaring.Aanvraag
	for i, dagen := range []int{-9, -1, 0, 1, 14, 36} {
		a := voorbeeld.Aanvraag([]verklaring.Status{verklaring.Ingediend, verklaring.InBehandeling, verklaring.WachtOpAanvrager}[i%3])
		beslis := voorbeeld.Dag.AddDate(0, 0, dagen)
		a.BeslisVoor, a.Kenmerk = &beslis, fmt.Sprintf("MV-2026-%05d", 42+i)
		open = append(open, a)
	}
	open[3].Antwoorden.Naam = web.LangWoord
	for _, s := range []verklaring.Status{verklaring.Verleend, verklaring.Afgewezen, verklaring.BuitenBehandeling, verklaring.Ingetrokken} {
		klaar = append(klaar, voorbeeld.Aanvraag(s))
	}
	var vol []verklaring.Aanvraag
	for len(vol) < verklaring.PerPagina {
		vol = append(vol, open[len(vol)%len(open)])
	}
	lijst("", Openstaand, open, false)
	lijst("met één aanvraag", Openstaand, open[:1], false)
	lijst("met een vervolg", Openstaand, vol, false)
	lijst("leeg", Openstaand, nil, false)
	lijst("na de laatste", Openstaand, nil, true)
	lijst("afgehandeld", Afgehandeld, klaar, false)
	lijst("afgehandeld leeg", Afgehandeld, nil, false)

	zoek := func(naam, vraag string, as []verklaring.Aanvraag) {
		uit = append(uit, web.Voorbeeld{Naam: "Aanvragen zoeken " + naam, Pagina: web.AlsMedewerker(zoekpagina(vraag, as, voorbeeld.Dag))})
	}
	zoek("", "berg", open)
	zoek("één gevonden", "berg fatima", open[:1])
	zoek("te veel gevonden", "f", vol)
	zoek("niets gevonden", "zeppelin", nil)
	zoek("zonder vraag", "", nil)

	dossier := func(naam string, a verklaring.Aanvraag, conflict string) {
		d := Dossier{Aanvraag: a, Geschiedenis: voorbeeld.Geschiedenis(a.Status)}
		if a.Status == verklaring.Verleend {
			d.Verklaringen = []verklaring.Verklaring{voorbeeld.Verklaring(verklaring.Geldig)}
		}
		t := d.Regels.Toets(ctx, d.Antwoorden, d.Stand, voorbeeld.Dag)
		uit = append(uit, web.Voorbeeld{Naam: "Dossier " + naam, Pagina: web.AlsMedewerker(dossierpagina(d, t, conflict, voorbeeld.Dag))})
	}
	for _, s := range []verklaring.Status{verklaring.Ingediend, verklaring.InBehandeling, verklaring.WachtOpAanvrager, verklaring.Verleend, verklaring.Afgewezen, verklaring.BuitenBehandeling, verklaring.Ingetrokken} {
		dossier(string(s), voorbeeld.Aanvraag(s), "")
	}
	niet := voorbeeld.Aanvraag(verklaring.InBehandeling)
	niet.Antwoorden.Uren, niet.Regels.Beide, niet.BeslisVoor = 2, true, open[0].BeslisVoor
	dossier("te laat en voldoet niet", niet, "")
	dossier("met een conflict", voorbeeld.Aanvraag(verklaring.InBehandeling), "Deze aanvraag is intussen door Samir el Amrani in behandeling genomen.")
	lang := voorbeeld.Aanvraag(verklaring.InBehandeling)
	lang.Antwoorden, lang.ID, lang.Behandelaar = voorbeeld.LangeAntwoorden(), uuid.UUID{15: 43}, web.LangWoord
	dossier("met lange woorden", lang, "")
	return append(uit, besluitVitrine(ctx)...)
}
