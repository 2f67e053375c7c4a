package zegel

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
)

// vast signs the same in the same way, so that every process that makes up input
// knows the same document.
type vast struct{ *ecdsa.PrivateKey }

func (v vast) Sign(_ io.Reader, digest []byte, o crypto.SignerOpts) ([]byte, error) {
	return v.PrivateKey.Sign(nil, digest, o)
}

// vastZegel is a seal that is the same in every process, with a document.
func vastZegel(f *testing.F) (*Zegels, []byte) {
	f.Helper()
	sleutel, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), hash([]byte("alleen voor deze toets")))
	if err != nil {
		f.Fatal(err)
	}
	van := time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Gemeente Waterveen"}, NotBefore: van, NotAfter: van.Add(jaar)}
	b, err := x509.CreateCertificate(nil, c, c, sleutel.Public(), vast{sleutel})
	if err != nil {
		f.Fatal(err)
	}
	if c, err = x509.ParseCertificate(b); err != nil {
		f.Fatal(err)
	}
	z := &Zegel{certificaat: c, sleutel: vast{sleutel}, jws: vast{sleutel}}
	d := pdf.New(pdf.Info{Title: "Kort", Language: "nl-NL", Author: "Waterveen", Subject: "Toets", Producer: "Mantelpunt", Created: van})
	doc, err := d.RenderSigned(z.Handtekening("Gemeente Waterveen", van))
	if err != nil {
		f.Fatal(err)
	}
	zs := &Zegels{kasten: map[string]*kast{"waterveen": {zegel: z, bekend: []*x509.Certificate{c}}}}
	if zs.Controleer("waterveen", doc).Uitkomst != Echt {
		f.Fatal("the document is not good")
	}
	return zs, doc
}

// Whatever is brought: it takes little, and only the document itself is the document.
func FuzzControleer(f *testing.F) {
	zs, doc := vastZegel(f)
	f.Add(doc)
	f.Add(doc[:len(doc)/2])
	f.Add(bytes.ReplaceAll(doc, []byte("/ByteRange [0 "), []byte("/ByteRange [0 99")))
	f.Add(append(bytes.Clone(doc), doc...))
	f.Fuzz(func(t *testing.T, b []byte) {
		if zs.Controleer("waterveen", b).Uitkomst == Echt && !bytes.Equal(b, doc) {
			t.Error("another document is taken for ours")
		}
	})
}

// The same with only the signature made up, so that it gets further.
func FuzzHandtekening(f *testing.F) {
	zs, doc := vastZegel(f)
	h, _ := vind(doc)
	f.Add(h.cms)
	f.Add(bytes.Replace(h.cms, []byte("Waterveen"), []byte("Lindemeer"), 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > (h.einde-h.begin)/2-1 {
			return
		}
		if zs.Controleer("waterveen", gevuld(doc, h.begin, h.einde, b)).Uitkomst == Echt && !bytes.Equal(bytes.TrimRight(b, "\x00"), bytes.TrimRight(h.cms, "\x00")) {
			t.Error("another signature is taken for ours")
		}
	})
}

// A timestamp comes from elsewhere, and is never good for what was not stamped.
func FuzzTijdstempel(f *testing.F) {
	f.Add([]byte{0x30, 0})
	f.Add(diep(40))
	f.Add(bytes.Repeat([]byte{0x30, 0x80}, 2000))
	f.Fuzz(func(t *testing.T, b []byte) {
		if stempelKlopt(b, []byte("waarde")) == nil {
			t.Error("it is taken for a timestamp")
		}
	})
}
