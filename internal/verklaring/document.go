package verklaring

import (
	"context"
	"errors"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/controlecode"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"
)

// voorbeeldcode stands on a preview: it reads as a code, and no verklaring has it.
const voorbeeldcode = controlecode.Code("000000000000")

// document makes the PDF of a verklaring as it is issued: with the seal of the gemeente
// over the file and over the proof in the QR code. Without that seal, or when it does
// not sign, nothing is issued.
func (s Store) document(ctx context.Context, v Verklaring) ([]byte, error) {
	g := toegang.GemeenteUit(ctx)
	z, err := s.Zegels.Van(g.Slug)
	if err != nil {
		return nil, err // a sentence for staff
	}
	d := documentgegevens(ctx, v)
	handtekening := z.Handtekening("Gemeente "+g.Naam, v.AfgegevenOp.In(amsterdam))
	d.Zegel = &handtekening
	if d.QR, err = metBewijs(d.QR, z, v); err != nil {
		return nil, fault.Wrap(err, "document maken")
	}
	b, err := s.Opmaker.Verklaring(d)
	return b, drukfout(err)
}

// metBewijs puts the proof behind the address in the QR code. What does not fit in a
// code that can be read from a copy is left out: first the purposes, and of somebody
// with a great many initials all of it. The address remains.
func metBewijs(adres string, z *zegel.Zegel, v Verklaring) (string, error) {
	heel := v.Bewijs()
	kort := heel
	kort.Doelen = nil
	for _, b := range []Bewijs{heel, kort} {
		jws, err := z.JWS(b)
		if err != nil {
			return "", err
		}
		if met := adres + "#" + jws; len(met) <= opmaak.MeesteQR {
			return met, nil
		}
	}
	return adres, nil
}

// Voorbeelddocument makes the PDF as it would look: with a code that proves nothing, and
// without the seal of the gemeente.
func (s Store) Voorbeelddocument(ctx context.Context, v Verklaring) ([]byte, error) {
	v.Code = voorbeeldcode
	b, err := s.Opmaker.Verklaring(documentgegevens(ctx, v))
	return b, drukfout(err)
}

// documentgegevens is what stands on the document of a verklaring.
func documentgegevens(ctx context.Context, v Verklaring) opmaak.Documentgegevens {
	g, k := toegang.GemeenteUit(ctx), web.KaderUit(ctx)
	nl := i18n.MetTaal(ctx, i18n.Talen[0].Code) // the document is Dutch
	var doelen []opmaak.Doel
	for _, d := range v.Doelen {
		doel := opmaak.Doel{Naam: DoelNaam(nl, d.Code), Tot: d.Tot}
		if v.Taal != "" {
			doel.Vertaling = DoelNaam(i18n.MetTaal(ctx, v.Taal), d.Code)
		}
		doelen = append(doelen, doel)
	}
	return opmaak.Documentgegevens{
		Gemeente: g.Naam, Kleur: g.Kleur, Taal: v.Taal, Naam: v.Naam, Geboortedatum: v.Geboortedatum, Doelen: doelen,
		GeldigVan: v.GeldigVan, GeldigTot: v.GeldigTot, AfgegevenOp: v.AfgegevenOp, Kenmerk: v.Kenmerk, Code: v.Code,
		ControleAdres: kaleURL(g.URL) + PadControleren, ControleURL: g.URL + PadControleren, QR: g.URL + PadCode + "/" + string(v.Code), Contact: strings.Join([]string{k.Steunpunt, k.Telefoon, k.Email}, "\n"),
	}
}

// drukfout tells in a sentence what cannot be printed.
func drukfout(err error) error {
	var mist *pdf.MissingGlyphsError
	switch {
	case errors.As(err, &mist):
		return fault.Met(fault.Invalid, "In de naam of in de tekst staat een teken dat wij niet kunnen afdrukken. Gebruik Latijns, Cyrillisch of Arabisch schrift.")
	case errors.Is(err, opmaak.ErrPastNiet):
		return fault.Met(fault.Invalid, "De tekst past niet. Kies minder doelen, of maak uw tekst korter.")
	}
	return fault.Wrap(err, "document maken")
}
