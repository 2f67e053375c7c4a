package toestemming

import (
	"net/http"
	"slices"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"
)

// formulier gives a carer the paper on which the zorgvrager answers with a pen: for the
// aanvraag that he is filling in, or that is open. It is Dutch, as everything is that
// comes back to the gemeente.
func (h Handler) formulier(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return err
	}
	if err := h.limiet.Neem(toegang.AdresUit(r.Context())); err != nil { // a PDF costs more than a page
		return err
	}
	as, err := h.Store.VanBurger(r.Context(), g.ID, p.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(as, moetBevestigd)
	if i < 0 {
		return fault.New(fault.NotFound, "er hoeft niets bevestigd te worden")
	}
	r = r.WithContext(i18n.MetTaal(r.Context(), i18n.Talen[0].Code))
	document, err := h.Store.Opmaker.Formulier(h.inhoud(r, as[i]))
	if err != nil {
		return fault.Wrap(err, "formulier maken")
	}
	httpx.PDF(w, "bevestiging", document)
	return nil
}

// moetBevestigd reports that a zorgvrager can still confirm an aanvraag.
func moetBevestigd(a verklaring.Aanvraag) bool {
	return (a.Status == verklaring.Concept || a.Status.Open()) && slices.Contains(a.Regels.Stappen(), verklaring.StapToestemming) && a.Stand.Toestemming != verklaring.ToestemmingJa
}

// inhoud is what stands on the form: what the page asks, with the same words.
func (h Handler) inhoud(r *http.Request, a verklaring.Aanvraag) opmaak.Formuliergegevens {
	ctx := r.Context()
	g, k, naam := toegang.GemeenteUit(ctx), web.KaderUit(ctx), naamVan(ctx, a)
	schreef := i18n.T(ctx, "toestemming.vraag.schreef", naam) + "." // in one piece, so that all fits on one page
	for _, rij := range feiten(ctx, a) {
		schreef += " " + rij.Naam + ": " + regel(rij.Waarde) + "."
	}
	return opmaak.Formuliergegevens{
		Gemeente: g.Naam, Kleur: g.Kleur, Titel: i18n.T(ctx, "toestemming.formulier.titel"), Datum: verklaring.Dag(h.Klok()), Kenmerk: a.Kenmerk,
		Inleiding: []string{i18n.T(ctx, "toestemming.vraag.inleiding", naam, g.Naam), schreef},
		Retour:    slices.DeleteFunc([]string{k.Steunpunt, k.Adres}, func(s string) bool { return s == "" }),
		Delen: []opmaak.Formulierdeel{
			{Kop: i18n.T(ctx, "toestemming.formulier.antwoord"), Velden: []opmaak.Formulierveld{
				{Label: i18n.T(ctx, "toestemming.vraag.klopt"), Uitleg: i18n.T(ctx, "toestemming.formulier.zelf"), Soort: opmaak.Keuze, Keuzes: []string{i18n.T(ctx, "toestemming.ja"), i18n.T(ctx, "toestemming.nee")}},
			}},
			{Kop: i18n.T(ctx, "toestemming.formulier.namens"), Uitleg: i18n.T(ctx, "toestemming.namens.niet", naam), Velden: []opmaak.Formulierveld{
				{Label: i18n.T(ctx, "toestemming.namens.naam"), Soort: opmaak.Regel},
				{Label: i18n.T(ctx, "toestemming.namens.rol"), Soort: opmaak.Keuze, Keuzes: rolnamen(ctx)},
			}},
			{Kop: i18n.T(ctx, "toestemming.formulier.tekenen"), Velden: []opmaak.Formulierveld{{Label: i18n.T(ctx, "toestemming.formulier.handtekening"), Soort: opmaak.Handtekening}}},
		},
	}
}
