package verklaring

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// taalVan is a context that speaks the language of the carer.
func taalVan(ctx context.Context, a Aanvraag) context.Context {
	if _, ok := i18n.Zoek(a.Antwoorden.Taal); ok {
		return i18n.MetTaal(ctx, a.Antwoorden.Taal)
	}
	return i18n.MetTaal(ctx, i18n.Talen[0].Code)
}

// ontvangstmail is the receipt that the Wmebv asks for: what was received, when,
// and when an answer comes.
func ontvangstmail(ctx context.Context, a Aanvraag) mail.Bericht {
	g := toegang.GemeenteUit(ctx)
	ctx = taalVan(ctx, a)
	return mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.T(ctx, "verklaring.mail.ontvangst.onderwerp"),
		Alineas: []string{
			i18n.T(ctx, "verklaring.mail.ontvangst.1", i18n.DatumTijd(ctx, *a.IngediendOp)),
			i18n.T(ctx, "verklaring.mail.kenmerk", a.Kenmerk),
			i18n.T(ctx, "verklaring.mail.ontvangst.2", i18n.Datum(ctx, *a.BeslisVoor)),
		},
		LinkTekst: i18n.T(ctx, "verklaring.mail.link"), Link: g.URL + web.Pad(ctx, "/mijn/aanvragen/"+a.ID.String()),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
}

// verleendmail says that the verklaring can be downloaded. The document itself is
// not mailed: a mailbox is no place for it.
func verleendmail(ctx context.Context, a Aanvraag) mail.Bericht {
	g := toegang.GemeenteUit(ctx)
	ctx = taalVan(ctx, a)
	return mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.T(ctx, "verklaring.mail.verleend.onderwerp"),
		Alineas:   []string{i18n.T(ctx, "verklaring.mail.verleend.1"), i18n.T(ctx, "verklaring.mail.kenmerk", a.Kenmerk), i18n.T(ctx, "verklaring.mail.verleend.2")},
		LinkTekst: i18n.T(ctx, "verklaring.mail.link"), Link: g.URL + web.Pad(ctx, "/mijn"),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
}
