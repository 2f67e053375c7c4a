package mijn

import (
	"context"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the pages of this room in every state.
func Vitrine(context.Context) (uit []web.Voorbeeld) {
	voeg := func(naam string, aanvragen []verklaring.Aanvraag, verklaringen []verklaring.Verklaring) {
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: web.AlsBurger(mijnpagina(aanvragen, verklaringen, voorbeeld.Dag))})
	}
	var alle []verklaring.Aanvraag
	for _, s := range []verklaring.Status{verklaring.Concept, verklaring.Ingediend, verklaring.InBehandeling, verklaring.WachtOpAanvrager, verklaring.Verleend, verklaring.Afgewezen, verklaring.BuitenBehandeling, verklaring.Ingetrokken} {
		alle = append(alle, voorbeeld.Aanvraag(s))
	}
	var verklaringen []verklaring.Verklaring
	for i, u := range voorbeeld.Uitkomsten {
		v := voorbeeld.Verklaring(u)
		v.Kenmerk = v.Kenmerk[:len(v.Kenmerk)-1] + string(rune('1'+i))
		verklaringen = append(verklaringen, v)
	}
	voeg("Mijn leeg", nil, nil)
	voeg("Mijn met een begonnen aanvraag", alle[:1], nil)
	voeg("Mijn met een verklaring", alle[4:5], verklaringen[:1])
	voeg("Mijn met alles", alle, verklaringen)
	for _, a := range alle[1:] {
		if a.Status != verklaring.Verleend {
			uit = append(uit, web.Voorbeeld{Naam: "Mijn aanvraag " + string(a.Status), Pagina: web.AlsBurger(aanvraagpagina(a, voorbeeld.Geschiedenis(a.Status), nil, nil, voorbeeld.Dag))})
		}
	}
	controles := []verklaring.Controle{{Uitkomst: verklaring.Geldig, Wijze: "qr", Op: voorbeeld.Dag.Add(14 * time.Hour)}, {Uitkomst: verklaring.NogNietGeldig, Wijze: "code", Op: voorbeeld.Dag.Add(-time.Hour)}}
	for _, u := range voorbeeld.Uitkomsten {
		v := voorbeeld.Verklaring(u)
		uit = append(uit, web.Voorbeeld{Naam: "Mijn aanvraag verleend en " + string(u), Pagina: web.AlsBurger(aanvraagpagina(voorbeeld.Aanvraag(verklaring.Verleend), voorbeeld.Geschiedenis(verklaring.Verleend), &v, controles, voorbeeld.Dag))})
	}
	v, lang := voorbeeld.Verklaring(verklaring.Geldig), voorbeeld.Aanvraag(verklaring.Verleend)
	lang.Antwoorden = voorbeeld.LangeAntwoorden()
	return append(uit, web.Voorbeeld{Naam: "Mijn aanvraag lang en nooit gecontroleerd", Pagina: web.AlsBurger(web.ZonderContact(aanvraagpagina(lang, voorbeeld.Geschiedenis(verklaring.Verleend), &v, nil, voorbeeld.Dag)))})
}
