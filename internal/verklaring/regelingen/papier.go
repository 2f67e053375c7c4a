package regelingen

import (
	"context"
	"slices"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"
)

// papieren makes the form to print. It asks what the form on the screen asks, in the
// same words, and is Dutch as whoever reads it is.
func (h Handler) papieren(ctx context.Context, regels verklaring.Regels, nu time.Time) ([]byte, error) {
	ctx = i18n.MetTaal(ctx, i18n.Talen[0].Code)
	g, k := toegang.GemeenteUit(ctx), web.KaderUit(ctx)
	f := opmaak.Formuliergegevens{
		Gemeente: g.Naam, Kleur: g.Kleur, Titel: i18n.T(ctx, "regeling.papier.titel"), Datum: nu.In(i18n.Amsterdam),
		Inleiding: []string{i18n.T(ctx, "regeling.papier.inleiding"), i18n.T(ctx, "regeling.papier.niet")},
		Retour:    slices.DeleteFunc(slices.Clone(regels.Briefhoofd.Afzender), func(s string) bool { return s == "" }),
	}
	if len(f.Retour) == 0 {
		f.Retour = slices.DeleteFunc([]string{k.Steunpunt, k.Adres}, func(s string) bool { return s == "" })
	}
	if k.Telefoon != "" {
		f.Inleiding = append(f.Inleiding, i18n.T(ctx, "regeling.papier.hulp", k.Telefoon))
	}
	for _, stap := range regels.Stappen() {
		f.Delen = append(f.Delen, papierdeel(ctx, stap, regels))
	}
	b, err := h.Store.Opmaker.Formulier(f)
	return b, fault.Wrap(err, "formulier op papier")
}

// papierdeel is one step of the form, on paper.
func papierdeel(ctx context.Context, stap string, regels verklaring.Regels) opmaak.Formulierdeel {
	g := web.KaderUit(ctx).Gemeente
	t := func(sleutel string, args ...any) string { return i18n.Kies(ctx, "verklaring.", sleutel, args...) }
	regel := func(naam, uitleg string) opmaak.Formulierveld {
		return opmaak.Formulierveld{Label: naam, Uitleg: uitleg, Soort: opmaak.Regel}
	}
	keuze := func(naam, uitleg string, keuzes []string) opmaak.Formulierveld {
		return opmaak.Formulierveld{Label: naam, Uitleg: uitleg, Soort: opmaak.Keuze, Keuzes: keuzes}
	}
	van := func(prefix string, codes []string) []string {
		return woorden(codes, func(c string) string { return t(prefix + "." + c) })
	}
	d := opmaak.Formulierdeel{Kop: i18n.Kies(ctx, "regeling.papier.kop.", stap)}
	switch stap {
	case verklaring.StapWie:
		d.Velden = []opmaak.Formulierveld{regel(t("naam"), t("naam.uitleg")), {Label: t("geboortedatum"), Soort: opmaak.Vakjes, Patroon: "dd-mm-jjjj"},
			keuze(t("woont_hier", g), "", van("antwoord", verklaring.JaNee)), regel(t("telefoon"), ""), regel(i18n.T(ctx, "regeling.papier.email"), ""),
			{Label: t("adres"), Soort: opmaak.Regel, Regels: 2}}
	case verklaring.StapNaaste:
		d.Velden = []opmaak.Formulierveld{keuze(t("relatie"), t("relatie.uitleg"), van("relatie", verklaring.Relaties)), keuze(t("naaste_woont_hier", g), "", van("antwoord", verklaring.JaNee))}
	case verklaring.StapZorg:
		d.Velden = []opmaak.Formulierveld{keuze(t("taken"), t("taken.uitleg"), van("taak", verklaring.Taken)), regel(t("uren"), t("uren.uitleg")),
			{Label: t("sinds"), Soort: opmaak.Vakjes, Patroon: "mm-jjjj"}, {Label: t("toelichting"), Uitleg: t("toelichting.uitleg"), Soort: opmaak.Tekstvak}}
	case verklaring.StapDoel:
		d.Velden = []opmaak.Formulierveld{keuze(t("doelen"), t("doelen.uitleg"), van("doel", regels.Doelcodes()))}
	case verklaring.StapToestemming:
		d.Uitleg = i18n.T(ctx, "regeling.papier.toestemming")
		d.Velden = []opmaak.Formulierveld{regel(i18n.T(ctx, "regeling.papier.naastenaam"), ""),
			keuze(i18n.T(ctx, "regeling.papier.wie"), "", woorden(vertegenwoordiging, func(c string) string { return i18n.Kies(ctx, "regeling.papier.wie.", c) })), {Label: i18n.T(ctx, "regeling.papier.naastetekent"), Soort: opmaak.Handtekening}}
	case verklaring.StapBewijs:
		d.Uitleg = i18n.T(ctx, "regeling.papier.bewijs")
		d.Velden = []opmaak.Formulierveld{keuze(i18n.T(ctx, "regeling.papier.meegestuurd"), "", woorden(regels.Bewijs, func(c string) string { return i18n.Kies(ctx, "regeling.bewijs.", c) }))}
	default:
		d.Velden = []opmaak.Formulierveld{keuze(t("akkoord"), "", []string{t("akkoord.ja")}), {Label: i18n.T(ctx, "regeling.papier.tekent"), Soort: opmaak.Handtekening}}
	}
	return d
}

// vertegenwoordiging is who signs for the zorgvrager.
var vertegenwoordiging = []string{"zelf", "vertegenwoordiger"}

// woorden says codes as the catalogue does: one key for each, after a prefix.
func woorden(codes []string, zeg func(code string) string) (uit []string) {
	for _, c := range codes {
		uit = append(uit, zeg(c))
	}
	return uit
}
