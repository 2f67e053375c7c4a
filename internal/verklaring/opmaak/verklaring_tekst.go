package opmaak

import (
	"mantelpunt/internal/i18n"
)

// verklaringtekst is what stands on a verklaring in one language. Without that
// language all of it is empty.
type verklaringtekst struct {
	taal                                          string
	titel, inleiding                              string
	naam, geboortedatum, afgegeven, kenmerk       string
	geldigVan, geldigTot                          string
	waarvoor, doel, totEnMet, beslist             string
	controle, scan, invullen, vergelijk           string
	nagemaakt, afdruk                             string
	vragen                                        string
	geborenOp, afgegevenOp, eersteDag, laatsteDag string // dates
	doelTot                                       []string
}

func nieuweVerklaringtekst(taal string, g Documentgegevens) verklaringtekst {
	if taal == "" {
		return verklaringtekst{doelTot: make([]string, len(g.Doelen))}
	}
	ctx := in(taal)
	t := verklaringtekst{
		taal:          taal,
		titel:         i18n.T(ctx, "document.titel"),
		inleiding:     i18n.T(ctx, "document.inleiding", g.Gemeente),
		naam:          i18n.T(ctx, "document.naam"),
		geboortedatum: i18n.T(ctx, "document.geboortedatum"),
		afgegeven:     i18n.T(ctx, "document.afgegeven"),
		kenmerk:       i18n.T(ctx, "document.kenmerk"),
		geldigVan:     i18n.T(ctx, "document.geldig.van"),
		geldigTot:     i18n.T(ctx, "document.geldig.tot"),
		waarvoor:      i18n.T(ctx, "document.waarvoor"),
		doel:          i18n.T(ctx, "document.doel"),
		totEnMet:      i18n.T(ctx, "document.doel.tot"),
		beslist:       i18n.T(ctx, "document.beslist"),
		controle:      i18n.T(ctx, "document.controle"),
		scan:          i18n.T(ctx, "document.controle.scan"),
		invullen:      i18n.T(ctx, "document.controle.invullen"),
		vergelijk:     i18n.T(ctx, "document.controle.vergelijk"),
		nagemaakt:     i18n.T(ctx, "document.controle.nagemaakt"),
		afdruk:        i18n.T(ctx, "document.controle.afdruk"),
		vragen:        i18n.T(ctx, "document.vragen"),
		geborenOp:     i18n.Datum(ctx, g.Geboortedatum),
		afgegevenOp:   i18n.Datum(ctx, g.AfgegevenOp),
		eersteDag:     i18n.Datum(ctx, g.GeldigVan),
		laatsteDag:    i18n.Datum(ctx, g.GeldigTot),
	}
	for _, d := range g.Doelen {
		t.doelTot = append(t.doelTot, i18n.Datum(ctx, d.Tot))
	}
	return t
}
