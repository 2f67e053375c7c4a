package zegel

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"

	"mantelpunt/internal/fault"
)

// The names that a signature needs: RFC 5652 (CMS), RFC 5035 (signing-certificate-v2),
// RFC 3161 (timestamp).
var (
	oidData       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidSoort      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidDigest     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidCertV2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidStempel    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSHA256     = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSASHA256  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidECSHA256   = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
)

type (
	contentInfo struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue
	}
	signedData struct {
		Version int
		Digests []algoritme `asn1:"set"`
		Inhoud  struct{ Type asn1.ObjectIdentifier }
		Certs   asn1.RawValue
		Signers []signerInfo `asn1:"set"`
	}
	signerInfo struct {
		Version  int
		SID      issuerSerial
		Digest   algoritme
		Signed   asn1.RawValue
		SigAlg   algoritme
		Waarde   []byte
		Unsigned asn1.RawValue `asn1:"optional"`
	}
	issuerSerial struct {
		Issuer asn1.RawValue
		Serial *big.Int
	}
	algoritme struct {
		Alg   asn1.ObjectIdentifier
		Param asn1.RawValue `asn1:"optional"`
	}
	attribuut struct {
		Type    asn1.ObjectIdentifier
		Waarden []asn1.RawValue `asn1:"set"`
	}
	// signingCertificateV2 names the certificate in what is signed, so that no
	// other one with the same key can be put in its place.
	signingCertificateV2 struct{ Certs []essCert }
	essCert              struct {
		Hash         []byte // SHA-256, the default
		IssuerSerial struct {
			Issuer []asn1.RawValue
			Serial *big.Int
		}
	}
)

// cms is a signature as we write it. What is not here is the same in all of them.
type cms struct {
	certificaat *x509.Certificate
	uitgevers   [][]byte // certificates, in DER
	digest      []byte   // SHA-256 of what is signed
	waarde      []byte   // of the signature
	stempel     []byte   // timestamp token, nil without
}

// kenmerken is what the key signs: the signed attributes as a SET (RFC 5652, 5.4).
// The time is not among them: in a PDF it stands in the dictionary, and PAdES
// forbids it here.
func (c cms) kenmerken() []byte {
	hash := sha256.Sum256(c.certificaat.Raw)
	var ess essCert
	ess.Hash = hash[:]
	ess.IssuerSerial.Issuer = []asn1.RawValue{{Class: asn1.ClassContextSpecific, Tag: 4, IsCompound: true, Bytes: c.certificaat.RawIssuer}}
	ess.IssuerSerial.Serial = c.certificaat.SerialNumber
	delen := [][]byte{
		nieuwAttribuut(oidSoort, der(oidData)),
		nieuwAttribuut(oidDigest, der(c.digest)),
		nieuwAttribuut(oidCertV2, der(signingCertificateV2{[]essCert{ess}})),
	}
	slices.SortFunc(delen, bytes.Compare)
	return der(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: bytes.Join(delen, nil)})
}

func nieuwAttribuut(soort asn1.ObjectIdentifier, waarde []byte) []byte {
	return der(attribuut{soort, []asn1.RawValue{{FullBytes: waarde}}})
}

// bytes is the whole in DER.
func (c cms) bytes() []byte {
	inContext := func(tag int, inhoud []byte) asn1.RawValue {
		return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: true, Bytes: inhoud}
	}
	var set asn1.RawValue
	if _, err := asn1.Unmarshal(c.kenmerken(), &set); err != nil {
		panic(err) // what was just written
	}
	ondertekening := algoritme{Alg: oidECSHA256}
	if _, ok := c.certificaat.PublicKey.(*rsa.PublicKey); ok {
		ondertekening = algoritme{oidRSASHA256, asn1.NullRawValue}
	}
	si := signerInfo{
		Version: 1,
		SID:     issuerSerial{asn1.RawValue{FullBytes: c.certificaat.RawIssuer}, c.certificaat.SerialNumber},
		Digest:  algoritme{Alg: oidSHA256},
		Signed:  inContext(0, set.Bytes),
		SigAlg:  ondertekening,
		Waarde:  c.waarde,
	}
	if c.stempel != nil {
		si.Unsigned = inContext(1, nieuwAttribuut(oidStempel, c.stempel))
	}
	sd := signedData{
		Version: 1,
		Digests: []algoritme{{Alg: oidSHA256}},
		Certs:   inContext(0, append(slices.Clone(c.certificaat.Raw), bytes.Join(c.uitgevers, nil)...)),
		Signers: []signerInfo{si},
	}
	sd.Inhoud.Type = oidData
	return der(contentInfo{oidSignedData, inContext(0, der(sd))})
}

// der panics where a value cannot be written, which only a wrong type can cause.
func der(v any) []byte {
	b, err := asn1.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// onderteken gives a detached signature over the parts.
func (z *Zegel) onderteken(delen ...[]byte) ([]byte, error) {
	c := cms{certificaat: z.certificaat, digest: hash(delen...)}
	for _, u := range z.keten {
		c.uitgevers = append(c.uitgevers, u.Raw)
	}
	var err error
	if c.waarde, err = z.sleutel.Sign(rand.Reader, hash(c.kenmerken()), crypto.SHA256); err != nil {
		return nil, fault.New(fault.Unavailable, "het zegel tekent niet: %w", err)
	}
	if z.stempelaar != nil {
		if c.stempel, err = z.stempelaar.stempel(c.waarde); err != nil {
			return nil, err
		}
	}
	return c.bytes(), nil
}

func hash(delen ...[]byte) []byte {
	h := sha256.New()
	for _, d := range delen {
		h.Write(d)
	}
	return h.Sum(nil)
}

var errVorm = errors.New("dit is geen handtekening zoals wij die zetten")

// leesCMS takes out what varies in a signature over a digest, made with one of the
// certificates that are known. What comes back gives the same bytes: so a signature
// in another form, or with something added that nothing protects, is refused.
func leesCMS(b []byte, digest []byte, bekend []*x509.Certificate) (cms, error) {
	var ci contentInfo
	if rest, err := asn1.Unmarshal(b, &ci); err != nil || len(rest) > 0 {
		return cms{}, errVorm
	}
	var sd signedData
	if rest, err := asn1.Unmarshal(ci.Content.Bytes, &sd); err != nil || len(rest) > 0 || len(sd.Signers) != 1 {
		return cms{}, errVorm
	}
	c := cms{digest: digest, waarde: sd.Signers[0].Waarde}
	certificaten, err := los(sd.Certs.Bytes)
	if err != nil || len(certificaten) == 0 {
		return cms{}, errVorm
	}
	for _, k := range bekend {
		if bytes.Equal(k.Raw, certificaten[0]) {
			c.certificaat = k
		}
	}
	if c.certificaat == nil {
		return cms{}, errors.New("dit certificaat is niet van de gemeente")
	}
	c.uitgevers = certificaten[1:]
	if extra := sd.Signers[0].Unsigned.Bytes; extra != nil {
		var a attribuut
		if _, err := asn1.Unmarshal(extra, &a); err != nil || len(a.Waarden) != 1 {
			return cms{}, errVorm
		}
		c.stempel = a.Waarden[0].FullBytes
	}
	if !bytes.Equal(c.bytes(), b) {
		return cms{}, errVorm
	}
	return c, nil
}

// los divides values that stand one after the other; no signature has more than a few.
func los(b []byte) (delen [][]byte, err error) {
	const meest = 8
	for len(b) > 0 && len(delen) < meest {
		var v asn1.RawValue
		if b, err = asn1.Unmarshal(b, &v); err != nil {
			return nil, err
		}
		delen = append(delen, v.FullBytes)
	}
	return delen, nil
}
