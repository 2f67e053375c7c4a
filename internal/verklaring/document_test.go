package verklaring

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/controlecode"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"

	"github.com/go-jose/go-jose/v4"
)

// drukkerij makes documents without a database; wortel is the root to trust.
func drukkerij(t *testing.T) (s Store, ctx context.Context, wortel string) {
	t.Helper()
	opmaker, err := opmaak.NieuweOpmaker(web.Lettertypen())
	if err != nil {
		t.Fatal(err)
	}
	zegels := zegel.ProefMap(t, "veldwaarde")
	zs, err := zegel.Open(zegels, "")
	if err != nil {
		t.Fatal(err)
	}
	ctx = toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: 1, Slug: "veldwaarde", Naam: "Veldwaarde", URL: "https://mantelpunt.veldwaarde.example", Kleur: "#00607f"})
	return Store{Opmaker: opmaker, Zegels: zs}, ctx, zegel.Plek{Map: zegels, Slug: "veldwaarde"}.Wortel()
}

func testverklaring(doelen ...string) Verklaring {
	van := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	v := Verklaring{Kenmerk: "MV-2026-00042-2", Code: controlecode.Nieuw(), Naam: "Fatima van der Berg", Geboortedatum: time.Date(1971, 3, 3, 0, 0, 0, 0, time.UTC),
		GeldigVan: van, GeldigTot: van.AddDate(1, 0, -1), AfgegevenOp: van.Add(13 * time.Hour)}
	for i, d := range doelen { // the last one ends last, the others each on a day of their own
		v.Doelen = append(v.Doelen, Toegekend{d, v.GeldigTot.AddDate(0, 0, i+1-len(doelen))})
	}
	return v
}

// inQR is what the QR code of a document proves, checked with the keys of the gemeente.
func inQR(t *testing.T, s Store, doc []byte, v Verklaring) (bewijs string) {
	t.Helper()
	adres, jws, ok := strings.Cut(pdftest.LeesQR(t, doc), "#")
	if wil := "https://mantelpunt.veldwaarde.example" + PadCode + "/" + string(v.Code); adres != wil {
		t.Errorf("the QR code leads to %q, want %q", adres, wil)
	}
	if !ok {
		return ""
	}
	var set jose.JSONWebKeySet
	b, err := s.Zegels.JWKS("veldwaarde")
	if err == nil {
		err = json.Unmarshal(b, &set)
	}
	if err != nil {
		t.Fatal(err)
	}
	ondertekend, err := jose.ParseSigned(jws, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	inhoud, err := ondertekend.Verify(set)
	if err != nil {
		t.Errorf("the proof: %v", err)
	}
	return string(inhoud)
}

func TestIssuedDocumentIsSealed(t *testing.T) {
	s, ctx, wortel := drukkerij(t)
	v := testverklaring("parkeren", "werkgever")
	doc, err := s.document(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Zegels.Controleer("veldwaarde", doc); b.Uitkomst != zegel.Echt || !b.Ondertekend.Equal(v.AfgegevenOp) {
		t.Errorf("the seal: %v", b)
	}
	if oordeel := pdftest.Pdfsig(t, pdftest.Trust(t, wortel), doc); !pdftest.Trusted(oordeel) {
		t.Errorf("pdfsig:\n%s", oordeel)
	}
	pdftest.VerifyCMS(t, wortel, doc)
	pdftest.Run(t, "qpdf", "--check", pdftest.Save(t, doc))
	if b := inQR(t, s, doc, v); b != `{"ken":"MV-2026-00042-2","ini":"F. B.","van":"2026-11-22","tot":"2027-11-21","doel":["parkeren 2027-11-20","werkgever"]}` {
		t.Errorf("the QR code proves %s", b)
	}

	voorbeeld, err := s.Voorbeelddocument(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Zegels.Controleer("veldwaarde", voorbeeld); b.Uitkomst != zegel.NietVanOns {
		t.Errorf("a preview: %v", b)
	}
	if qr := pdftest.LeesQR(t, voorbeeld); strings.Contains(qr, "#") || strings.Contains(qr, string(v.Code)) {
		t.Errorf("a preview proves %s", qr)
	}

	zonder := toegang.MetGemeente(ctx, toegang.Gemeente{ID: 2, Slug: "lindemeer", Naam: "Lindemeer", URL: "https://mantelpunt.lindemeer.example", Kleur: "#00607f"})
	if doc, err := s.document(zonder, v); doc != nil || !errors.Is(err, zegel.ErrGeenZegel) || fault.Tekst(err) == "" {
		t.Errorf("without a seal: %v", err)
	}
	v.AfgegevenOp = time.Date(2101, 1, 1, 0, 0, 0, 0, time.UTC)
	if doc, err := s.document(ctx, v); doc != nil || !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "verlopen") {
		t.Errorf("with a seal that has expired: %v", err)
	}
}

// What does not fit in a QR code is not a reason to refuse somebody a document.
func TestProofThatIsTooLong(t *testing.T) {
	s, ctx, _ := drukkerij(t)
	for naam, geval := range map[string]struct {
		v   Verklaring
		wil string
	}{
		"every purpose, each with a last day": {testverklaring(AlleDoelen...), `{"ken":"MV-2026-00042-2","ini":"F. B.","van":"2026-11-22","tot":"2027-11-21"}`},
		"a great many initials": {func() Verklaring {
			v := testverklaring("parkeren")
			v.Naam = strings.TrimSpace(strings.Repeat("Ş ", 50))
			return v
		}(), ""},
	} {
		t.Run(naam, func(t *testing.T) {
			doc, err := s.document(ctx, geval.v)
			if err != nil {
				t.Fatal(err)
			}
			if b := inQR(t, s, doc, geval.v); b != geval.wil {
				t.Errorf("the QR code proves %q, want %q", b, geval.wil)
			}
		})
	}
}
