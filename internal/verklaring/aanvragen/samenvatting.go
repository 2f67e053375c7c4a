package aanvragen

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// samenvatting is what was filled in, with links to change it.
func samenvatting(ctx context.Context, g stapgegevens) []web.Rij {
	return g.A.Antwoorden.Samenvatting(ctx, func(stap string) string { return web.Pad(ctx, verklaring.PadStap(stap)) })
}

// wijzekeuzen are the ways to ask the zorgvrager, each with what it takes.
func wijzekeuzen(ctx context.Context, wijzen, gekozen []string) []web.Keuze {
	uit := verklaring.Keuzen(ctx, "wijze", wijzen, gekozen)
	for i := range uit {
		uit[i].Uitleg = i18n.Kies(ctx, "aanvragen.wijze.uitleg.", uit[i].Waarde)
	}
	return uit
}
