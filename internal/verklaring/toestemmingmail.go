package verklaring

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// PadToestemmingFormulier is the form on which a zorgvrager confirms with a pen.
const PadToestemmingFormulier = PadToestemming + "/formulier.pdf"

// PadToestemmingStaf is where staff see how it stands with the confirmation of an
// aanvraag, and keep an answer on paper.
func PadToestemmingStaf(id uuid.UUID) string { return PadDossier(id) + "/toestemming" }

// PadToestemmingLink is where a zorgvrager answers who was asked by mail.
func PadToestemmingLink(token string) string { return PadToestemming + "/" + token }

// IsToestemmingtoken reports that this can be the end of such a link. The code of a letter
// is not: it is short enough to guess where nobody counts, and has no place in an address.
func IsToestemmingtoken(s string) bool { return len(s) == tokenLengte }

// vraagmail asks a zorgvrager to answer; soort is "vraag" or "herinnering". Neither the
// carer nor the care is in it: whose mailbox it is was told to us by somebody else. It is
// Dutch, and for the family of who filled in the form in another language says the same
// in that one.
func vraagmail(ctx context.Context, a Aanvraag, t Toestemming, aan, token, soort string) mail.Bericht {
	g, eigen := toegang.GemeenteUit(ctx), TaalVan(ctx, a)
	ctx = i18n.MetTaal(ctx, i18n.Talen[0].Code)
	m := mail.Bericht{
		Aan: aan, Taal: i18n.Code(ctx), Onderwerp: i18n.Kies(ctx, "toestemming.mail.onderwerp.", soort), Alineas: mailzinnen(ctx, t, soort),
		LinkTekst: i18n.T(ctx, "toestemming.mail.link"), Link: g.URL + web.Pad(ctx, PadToestemmingLink(token)), Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
	if i18n.Code(eigen) != i18n.Code(ctx) {
		m.Alineas = append(m.Alineas, mailzinnen(eigen, t, soort)...)
	}
	return m
}

func mailzinnen(ctx context.Context, t Toestemming, soort string) []string {
	g, k := toegang.GemeenteUit(ctx), web.KaderUit(ctx)
	uit := []string{
		i18n.Kies(ctx, "toestemming.mail.tekst.", soort, g.Naam),
		i18n.T(ctx, "toestemming.mail.wat"),
		i18n.T(ctx, "toestemming.mail.uiterlijk", i18n.Datum(ctx, t.Uiterlijk())),
	}
	if k.Telefoon != "" {
		uit = append(uit, i18n.T(ctx, "toestemming.mail.bel", k.Telefoon))
	}
	return uit
}
