package bijlage

import (
	"bytes"
	"context"
	"errors"
	"io"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
)

// Keurder looks at what people send. The zero value works, without a virus scanner.
type Keurder struct {
	Clam *Clam // nil when none is configured
}

// Keur reads a file and gives what may be kept of it: a PDF as it is, a photo made
// anew without metadata. What a file is, it finds in its content; the name only
// serves to show. It fails with Invalid and a sentence for its sender in the language
// of ctx, one per cause; with Unavailable while it cannot be judged; and with what r
// fails with.
func (k Keurder) Keur(ctx context.Context, naam string, r io.Reader) (Bestand, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBestand+1))
	switch {
	case err != nil:
		return Bestand{}, fault.Wrap(err, "bijlage lezen")
	case len(b) == 0:
		return Bestand{}, fault.Met(fault.Invalid, i18n.T(ctx, "bijlage.fout.leeg"))
	case len(b) > MaxBestand:
		return Bestand{}, teGroot(ctx)
	}
	soort := soortVan(b)
	if soort == "" {
		return Bestand{}, fault.Met(fault.Invalid, i18n.T(ctx, "bijlage.fout.soort"))
	}
	// first, so that nothing known to be bad reaches a decoder
	if err := k.Clam.keur(ctx, b); err != nil {
		return Bestand{}, err
	}
	if soort == PDF {
		if err := neemGeheugen(ctx, pdfGeheugen); err != nil {
			return Bestand{}, beeldfout(ctx, err)
		}
		defer werk.Release(pdfGeheugen)
		if err := keurPDF(ctx, b); err != nil {
			return Bestand{}, err
		}
		return nieuwBestand(naam, PDF, b), nil
	}
	soort, b, err = opnieuw(ctx, soort, b)
	if err != nil {
		return Bestand{}, err
	}
	return nieuwBestand(naam, soort, b), nil
}

func teGroot(ctx context.Context) error {
	return fault.Met(fault.Invalid, i18n.T(ctx, "bijlage.fout.groot", MaxBestand>>20))
}

// afgekeurd is a refusal with its sentence, and for the log why.
func afgekeurd(zin, waarom string) error {
	return &fault.Error{Kind: fault.Invalid, Tekst: zin, Err: errors.New("bijlage: " + waarom)}
}

// heicType comes in and is not kept.
const heicType = "image/heic"

// soortVan finds the type of a file by how it begins, "" when it is none of ours.
func soortVan(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case isHEIC(b):
		return heicType
	}
	return ""
}
