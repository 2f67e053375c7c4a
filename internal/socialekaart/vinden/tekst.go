package vinden

import (
	"context"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// alsTekst writes the results of a page out without any markup.
func alsTekst(ctx context.Context, p pagina) string {
	var b strings.Builder
	regel := func(delen ...string) {
		for _, d := range delen {
			b.WriteString(d)
		}
		b.WriteByte('\n')
	}
	feit := func(naam, waarde string) {
		if waarde != "" {
			regel("   ", naam, ": ", waarde)
		}
	}
	basis := toegang.GemeenteUit(ctx).URL
	regel(p.Titel)
	if gezocht := p.alleen(); gezocht != "" {
		regel(i18n.T(ctx, "vinden.tekst.gezocht", gezocht))
	}
	regel(i18n.T(ctx, "vinden.tekst.adres", basis+p.Adres))
	waar, wanneer, kosten := i18n.T(ctx, "vinden.tekst.waar"), i18n.T(ctx, "vinden.tekst.wanneer"), i18n.T(ctx, "vinden.tekst.kosten")
	for i, r := range p.Vondst.Resultaten {
		regel()
		regel(strconv.Itoa((p.Vondst.Pagina-1)*p.Vondst.PerPagina+1+i), ". ", r.Naam)
		regel("   ", r.Organisatie.Naam)
		if r.Samenvatting != "" {
			regel("   ", r.Samenvatting)
		}
		for _, f := range weergave.Verwijsfeiten(ctx, r.Aanbod) {
			feit(f.Naam, f.Waarde)
		}
		feit(waar, weergave.Samen(weergave.PlaatsKort(ctx, r.Inhoud), weergave.Kilometers(ctx, r.Km)))
		feit(wanneer, weergave.WanneerKort(ctx, r.Tijden))
		feit(kosten, weergave.KostenKort(ctx, r.Inhoud))
		regel("   ", basis, web.Pad(ctx, "/aanbod/"+r.Slug))
	}
	return b.String()
}
