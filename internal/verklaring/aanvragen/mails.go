package aanvragen

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// verdermail brings the link with which somebody goes on later.
func verdermail(ctx context.Context, a verklaring.Aanvraag, token string) mail.Bericht {
	ctx = verklaring.TaalVan(ctx, a)
	b := bericht(ctx, a, token)
	b.Onderwerp = i18n.T(ctx, "aanvragen.mail.verder.onderwerp")
	b.Alineas = []string{i18n.T(ctx, "aanvragen.mail.verder.1"), i18n.T(ctx, "aanvragen.mail.eenmalig", i18n.Datum(ctx, a.BewaardTot())), i18n.T(ctx, "aanvragen.mail.nietu")}
	return b
}

// waarschuwmail says that a concept will disappear.
func waarschuwmail(ctx context.Context, a verklaring.Aanvraag, token string) mail.Bericht {
	ctx = verklaring.TaalVan(ctx, a)
	b := bericht(ctx, a, token)
	b.Onderwerp = i18n.T(ctx, "aanvragen.mail.waarschuwing.onderwerp")
	b.Alineas = []string{i18n.T(ctx, "aanvragen.mail.waarschuwing.1", i18n.Datum(ctx, a.BewaardTot())), i18n.T(ctx, "aanvragen.mail.waarschuwing.2"), i18n.T(ctx, "aanvragen.mail.waarschuwing.3")}
	return b
}

// bericht is what both mails have. Without a token, when many links went out already,
// it leads to logging in.
func bericht(ctx context.Context, a verklaring.Aanvraag, token string) mail.Bericht {
	g, pad := toegang.GemeenteUit(ctx), verklaring.PadAanvragen
	if token != "" {
		pad = padVerder(token)
	}
	return mail.Bericht{Aan: a.Email, Taal: i18n.Code(ctx), LinkTekst: i18n.T(ctx, "aanvragen.mail.link"), Link: g.URL + web.Pad(ctx, pad), Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam)}
}
