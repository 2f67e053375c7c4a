// Package zegel seals what a gemeente issues. A seal is a certificate of the
// gemeente with its key: it signs a PDF in such a way that every viewer can tell
// who issued it and that nothing has changed since (PAdES baseline B-B, and B-T
// with a timestamp service; ETSI EN 319 142-1), and it signs the short proof in a
// QR code that can be checked without us (JWS, RFC 7515). The package also judges a
// PDF that somebody brings: ours and intact, changed, or not ours.
//
// Keys stand in a folder with one folder for each gemeente, named by its slug:
//
//	zegel.pem       certificate, those that issued it, and the key; or
//	zegel.p12       the same as PKCS#12, with its password in zegel.wachtwoord; or
//	pkcs11.json     where the key is in a device, with the certificates in zegel.pem
//	jws.pem         P-256 key for QR codes, when the key of the seal is RSA
//	eerder/*.pem    certificates and public keys of before: what they signed stays good
//
// A key is ECDSA on P-256, or RSA of at least 3072 bits.
package zegel

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pdf"
)

// ErrGeenZegel is what a gemeente without a seal gets: it cannot issue documents.
var ErrGeenZegel = fault.Met(fault.Unavailable, "Deze gemeente heeft nog geen digitaal zegel, en kan daarom geen documenten afgeven. Vraag uw technisch beheerder om het zegel te plaatsen.")

// errVerlopen is a seal whose certificate is not valid at the time of signing.
var errVerlopen = fault.Met(fault.Unavailable, "Het digitale zegel van de gemeente is verlopen, en kan daarom geen documenten meer afgeven. Vraag uw technisch beheerder om een nieuw zegel.")

// Zegels are the seals of all gemeenten of this installation, read once at start.
type Zegels struct {
	kasten map[string]*kast
}

// kast is everything of one gemeente.
type kast struct {
	zegel     *Zegel // nil when there is none now
	bekend    []*x509.Certificate
	uitgevers []*x509.Certificate // of all that are bekend
	sleutels  []*ecdsa.PublicKey  // for QR codes, the one of now first
}

// Zegel is the seal of one gemeente. It may be used by several goroutines.
type Zegel struct {
	certificaat *x509.Certificate
	keten       []*x509.Certificate // who issued it, without the root
	sleutel     crypto.Signer
	jws         crypto.Signer // on P-256; often the same key
	stempelaar  *stempelaar   // nil: no timestamps
}

var reSlug = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Open reads the folder of seals; "" means that no gemeente has one. With the
// address of a timestamp service (RFC 3161) every signature gets a timestamp. What
// is wrong with a seal is told in a sentence that names the file.
func Open(hoofdmap, tijdstempelURL string) (*Zegels, error) {
	z := &Zegels{kasten: map[string]*kast{}}
	if hoofdmap == "" {
		return z, nil
	}
	mappen, err := os.ReadDir(hoofdmap)
	if err != nil {
		return nil, fmt.Errorf("de map met zegels kan niet gelezen worden: %w", err)
	}
	var s *stempelaar
	if tijdstempelURL != "" {
		s = nieuweStempelaar(tijdstempelURL)
	}
	for _, m := range mappen {
		if !reSlug.MatchString(m.Name()) { // such as ..data, where Kubernetes mounts
			continue
		}
		pad := filepath.Join(hoofdmap, m.Name())
		if info, err := os.Stat(pad); err != nil || !info.IsDir() {
			continue
		}
		k, err := leesKast(pad, time.Now())
		if err != nil {
			return nil, err
		}
		if k.zegel != nil {
			k.zegel.stempelaar = s
		}
		z.kasten[m.Name()] = k
	}
	return z, nil
}

// Van gives the seal of a gemeente, or [ErrGeenZegel].
func (z *Zegels) Van(slug string) (*Zegel, error) {
	if k := z.kasten[slug]; k != nil && k.zegel != nil {
		return k.zegel, nil
	}
	return nil, ErrGeenZegel
}

// GeldigTot is when the certificate expires, and the seal with it.
func (z *Zegel) GeldigTot() time.Time { return z.certificaat.NotAfter }

// Handtekening is for [pdf.Document.RenderSigned]; gemeente is the name that people
// read, such as "Gemeente Veldwaarde". It fails with a fault of kind Unavailable
// when the key or the timestamp service does not answer.
func (z *Zegel) Handtekening(gemeente string, op time.Time) pdf.Signature {
	const overig, tijdstempel = 2 << 10, 14 << 10
	plaats := overig + len(z.certificaat.Raw)
	for _, c := range z.keten {
		plaats += len(c.Raw)
	}
	if z.stempelaar != nil {
		plaats += tijdstempel
	}
	return pdf.Signature{
		Name: gemeente, Reason: "Afgegeven door de gemeente", Location: gemeente, Time: op, Size: plaats,
		Sign: func(delen ...[]byte) ([]byte, error) {
			if op.Before(z.certificaat.NotBefore) || op.After(z.certificaat.NotAfter) {
				return nil, errVerlopen
			}
			return z.onderteken(delen...)
		},
	}
}

// leesKast reads the folder of one gemeente.
func leesKast(pad string, nu time.Time) (*kast, error) {
	k := &kast{}
	var err error
	if k.zegel, err = leesZegel(pad, nu); err != nil {
		return nil, err
	}
	if k.zegel != nil {
		k.voegSleutel(k.zegel.jws.Public())
		k.voeg(append([]*x509.Certificate{k.zegel.certificaat}, k.zegel.keten...))
	}
	bestanden, err := os.ReadDir(filepath.Join(pad, mapEerder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("de map met eerdere zegels kan niet gelezen worden: %w", err)
	}
	for _, b := range bestanden {
		if filepath.Ext(b.Name()) != ".pem" {
			continue
		}
		if err := k.leesEerder(filepath.Join(pad, mapEerder, b.Name())); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// voeg makes the first certificate known, with those that issued it.
func (k *kast) voeg(certificaten []*x509.Certificate) {
	k.bekend = append(k.bekend, certificaten[0])
	k.uitgevers = append(k.uitgevers, zonderWortel(certificaten[1:])...)
	k.voegSleutel(certificaten[0].PublicKey)
}

// voegSleutel makes a key known for QR codes, if it can have signed them.
func (k *kast) voegSleutel(p crypto.PublicKey) {
	if !opP256(p) {
		return
	}
	ec := p.(*ecdsa.PublicKey)
	if !slices.ContainsFunc(k.sleutels, func(al *ecdsa.PublicKey) bool { return al.Equal(ec) }) {
		k.sleutels = append(k.sleutels, ec)
	}
}
