package zegel

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"slices"
	"time"
)

// Uitkomst is what we say of a PDF that somebody brings.
type Uitkomst string

// The outcomes.
const (
	Echt       Uitkomst = "echt"         // issued by this gemeente, not a byte different
	Veranderd  Uitkomst = "veranderd"    // bears the seal of this gemeente, and is not what was sealed
	NietVanOns Uitkomst = "niet_van_ons" // not sealed by this gemeente, or no PDF at all
)

// Bevinding is the judgement of a PDF. The rest is set when it is Echt.
type Bevinding struct {
	Uitkomst    Uitkomst
	Ondertekend time.Time // as the gemeente says, under its signature
	Gestempeld  bool      // a timestamp service confirms it
}

// Documents are far smaller than this; so a larger file is not one of ours.
const grootste = 8 << 20

// Controleer judges a PDF. It looks only for what [pdf.Document.RenderSigned]
// writes, and knows no other way to sign: a file has one signature, at its end, over
// everything but itself. So there is nothing to be led astray by: no second
// signature, no gap, no later revision. Its work is bounded by the size of the file.
func (z *Zegels) Controleer(slug string, bestand []byte) Bevinding {
	k := z.kasten[slug]
	if k == nil || len(bestand) > grootste {
		return Bevinding{Uitkomst: NietVanOns}
	}
	b, ok := k.controleer(bestand)
	switch {
	case ok:
		b.Uitkomst = Echt
		return b
	case k.draagtZegel(bestand):
		return Bevinding{Uitkomst: Veranderd}
	}
	return Bevinding{Uitkomst: NietVanOns}
}

func (k *kast) controleer(bestand []byte) (b Bevinding, ok bool) {
	h, ok := vind(bestand)
	if !ok {
		return b, false
	}
	c, err := leesCMS(h.cms, hash(bestand[:h.begin], bestand[h.einde:]), k.bekend)
	if err != nil || !k.kentUitgevers(c.uitgevers) {
		return b, false
	}
	if c.certificaat.CheckSignature(ondertekenwijze(c.certificaat), c.kenmerken(), c.waarde) != nil {
		return b, false
	}
	if h.op.Before(c.certificaat.NotBefore) || h.op.After(c.certificaat.NotAfter) {
		return b, false
	}
	if c.stempel != nil && stempelKlopt(c.stempel, c.waarde) != nil {
		return b, false
	}
	return Bevinding{Ondertekend: h.op, Gestempeld: c.stempel != nil}, true
}

// kentUitgevers tells whether the certificates beside that of the gemeente are those
// of its issuers: the signature itself does not protect them.
func (k *kast) kentUitgevers(los [][]byte) bool {
	return !slices.ContainsFunc(los, func(b []byte) bool {
		return !slices.ContainsFunc(k.uitgevers, func(c *x509.Certificate) bool { return bytes.Equal(c.Raw, b) })
	})
}

// draagtZegel tells whether a file shows a certificate of the gemeente, or its hash,
// of which a signature holds both.
func (k *kast) draagtZegel(bestand []byte) bool {
	return slices.ContainsFunc(k.bekend, func(c *x509.Certificate) bool {
		return bytes.Contains(bestand, naarHex(c.Raw)) || bytes.Contains(bestand, naarHex(hash(c.Raw)))
	})
}

func ondertekenwijze(c *x509.Certificate) x509.SignatureAlgorithm {
	if _, ok := c.PublicKey.(*rsa.PublicKey); ok {
		return x509.SHA256WithRSA
	}
	return x509.ECDSAWithSHA256
}
