package aanvragen

import (
	"net/http"
	"slices"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"
)

// vraagtToestemming reports that the zorgvrager still has to confirm. On paper is always
// a way (Wmebv).
func vraagtToestemming(a verklaring.Aanvraag) bool {
	gevraagd := slices.Contains(a.Regels.Stappen(), verklaring.StapToestemming)
	return gevraagd && a.Status.Open() && a.Stand.Toestemming != "ja" && a.Stand.Toestemming != "nee"
}

// formulier gives the paper on which the zorgvrager confirms: Dutch, as every document
// that comes back to the gemeente.
func (h Handler) formulier(w http.ResponseWriter, r *http.Request) error {
	a, g, err := h.eigenVerstuurd(r)
	if err != nil {
		return err
	}
	if !vraagtToestemming(a) {
		return fault.New(fault.NotFound, "er hoeft niets bevestigd te worden")
	}
	ctx := i18n.MetTaal(r.Context(), i18n.Talen[0].Code)
	t := func(sleutel string) string { return i18n.Kies(ctx, "aanvragen.formulier.", sleutel) }
	k := web.KaderUit(ctx)
	document, err := h.Store.Opmaker.Formulier(opmaak.Formuliergegevens{
		Gemeente: g.Naam, Kleur: g.Kleur, Titel: t("titel"), Datum: verklaring.Dag(*a.IngediendOp), Kenmerk: a.Kenmerk,
		Inleiding: []string{i18n.T(ctx, "aanvragen.formulier.inleiding", a.Antwoorden.Naam, g.Naam), t("deelt"), t("weigeren")},
		Retour:    slices.DeleteFunc([]string{k.Steunpunt, k.Adres}, func(s string) bool { return s == "" }),
		Delen: []opmaak.Formulierdeel{
			{Kop: t("antwoord"), Velden: []opmaak.Formulierveld{{Label: i18n.T(ctx, "aanvragen.formulier.vraag", a.Antwoorden.Naam), Soort: opmaak.Keuze, Keuzes: []string{t("ja"), t("nee")}}}},
			{Kop: t("wie"), Velden: []opmaak.Formulierveld{
				{Label: t("rol"), Soort: opmaak.Keuze, Keuzes: []string{t("rol.zelf"), t("rol.ander")}},
				{Label: t("naam"), Soort: opmaak.Regel},
			}},
			{Kop: t("tekenen"), Uitleg: t("tekenen.uitleg"), Velden: []opmaak.Formulierveld{{Label: t("handtekening"), Soort: opmaak.Handtekening}}},
		},
	})
	if err != nil {
		return fault.Wrap(err, "formulier maken")
	}
	geef(w, "bevestiging-"+a.Kenmerk, document)
	return nil
}
