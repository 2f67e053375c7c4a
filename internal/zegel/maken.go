package zegel

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Plek is where the seal of a gemeente stands or comes to stand.
type Plek struct {
	Map  string // the folder of all seals
	Slug string
	Naam string // of the gemeente, without the word gemeente
	RSA  bool   // RSA-3072 instead of P-256, for a CA that wants it
}

// The files of whoever makes or asks for a seal, beside the seal itself.
const (
	mapCA           = "ca"
	bestandWortel   = "wortel.pem"
	bestandUitgever = "uitgever.pem"
	bestandAanvraag = "aanvraag.pem" // the key for which a certificate was asked
)

const jaar = 365 * 24 * time.Hour

func (p Plek) pad(delen ...string) string {
	return filepath.Join(append([]string{p.Map, p.Slug}, delen...)...)
}

// Wortel is the file with the root to trust when a test CA issued the seal.
func (p Plek) Wortel() string { return p.pad(mapCA, bestandWortel) }

// Leeg tells whether there is no seal yet.
func (p Plek) Leeg() bool { return len(aanwezig(p.pad())) == 0 }

// MaakProef makes a seal for three years, issued by a CA that nobody else trusts and
// that is made when it is not there yet. Whatever was the seal before keeps proving
// what it signed; a seal of another CA is not touched.
func MaakProef(p Plek, nu time.Time) error {
	return maakProef(p, nu.Add(-time.Hour), nu.Add(3*jaar), nu.Add(30*jaar))
}

// maakProef makes a seal that is valid until tot, and its CA until totCA.
func maakProef(p Plek, van, tot, totCA time.Time) error {
	if err := p.bereid(); err != nil {
		return err
	}
	wortel, err := p.autoriteit(bestandWortel, "Proefwortel van "+p.Naam, nil, van, totCA)
	if err != nil {
		return err
	}
	uitgever, err := p.autoriteit(bestandUitgever, "Proefuitgever van "+p.Naam, wortel, van, totCA)
	if err != nil {
		return err
	}
	_, oud, err := p.huidig()
	if err != nil {
		return err
	}
	if oud != nil && oud[0].CheckSignatureFrom(uitgever.certificaat) != nil {
		return fmt.Errorf("het zegel in %s is van een echte uitgever en wordt niet door een proefzegel vervangen: vraag een nieuw certificaat aan met --csr", p.pad(bestandPEM))
	}
	sleutel, err := nieuweSleutel(p.RSA)
	if err != nil {
		return err
	}
	c, err := uitgever.geefUit(&x509.Certificate{
		Subject:               p.onderwerp(),
		NotBefore:             van,
		NotAfter:              tot,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
	}, sleutel.Public())
	if err != nil {
		return err
	}
	return p.plaats(sleutel, []*x509.Certificate{c, uitgever.certificaat})
}

// onderwerp is who a seal is of; no person, and so no e-mail address.
func (p Plek) onderwerp() pkix.Name {
	naam := "Gemeente " + p.Naam
	return pkix.Name{CommonName: naam, Organization: []string{naam}, Country: []string{"NL"}}
}

// Vraag gives a certificate request (PKCS#10) for a CA. Its key waits in a file of
// its own, and is used again when the request is printed once more.
func Vraag(p Plek) (csr []byte, err error) {
	if err := p.bereid(); err != nil {
		return nil, err
	}
	sleutel, err := p.aanvraagsleutel()
	if err != nil {
		return nil, err
	}
	verzoek, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: p.onderwerp()}, sleutel)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: verzoek}), nil
}

func (p Plek) aanvraagsleutel() (sleutel crypto.Signer, err error) {
	bestand := p.pad(bestandAanvraag)
	if _, err := os.Stat(bestand); err == nil {
		sleutel, _, err = leesPEM(bestand)
		if err == nil && sleutel == nil {
			err = fmt.Errorf("in het bestand %s staat geen sleutel", bestand)
		}
		return sleutel, err
	}
	if sleutel, err = nieuweSleutel(p.RSA); err != nil {
		return nil, err
	}
	return sleutel, schrijf(bestand, blokVanSleutel(sleutel))
}

// Neem takes the certificates that a CA gave for the request, that of the gemeente
// first, as the seal from now on.
func Neem(p Plek, bestand string, nu time.Time) error {
	sleutel, _, err := leesPEM(p.pad(bestandAanvraag))
	if err != nil {
		return err
	}
	certificaten, err := leesCertificaten(bestand)
	if err != nil {
		return err
	}
	if err := keur(sleutel, certificaten, nu); err != nil {
		return fmt.Errorf("het certificaat in %s kan niet gebruikt worden: %w", bestand, err)
	}
	if err := p.plaats(sleutel, certificaten); err != nil {
		return err
	}
	return os.Remove(p.pad(bestandAanvraag))
}

// bereid makes the folder of a gemeente, for its owner alone.
func (p Plek) bereid() error {
	if !reSlug.MatchString(p.Slug) {
		return fmt.Errorf("%q is geen slug van een gemeente: gebruik kleine letters, cijfers en streepjes", p.Slug)
	}
	for _, anders := range []string{bestandP12, bestandPKCS11} {
		if _, err := os.Stat(p.pad(anders)); err == nil {
			return fmt.Errorf("het zegel in %s is niet hier gemaakt en wordt niet vervangen", p.pad(anders))
		}
	}
	return os.MkdirAll(p.pad(mapEerder), 0o700)
}

// huidig is the seal of now, nil when there is none.
func (p Plek) huidig() (crypto.Signer, []*x509.Certificate, error) {
	if _, err := os.Stat(p.pad(bestandPEM)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	sleutel, certificaten, err := leesPEM(p.pad(bestandPEM))
	if err == nil && len(certificaten) == 0 {
		err = fmt.Errorf("in het bestand %s staat geen certificaat", p.pad(bestandPEM))
	}
	return sleutel, certificaten, err
}

// plaats makes this the seal. What was there is made known as earlier first, so
// that what it signed is good at every moment.
func (p Plek) plaats(sleutel crypto.Signer, certificaten []*x509.Certificate) error {
	_, oud, err := p.huidig()
	if err != nil {
		return err
	}
	if oud != nil {
		naam := fmt.Sprintf("%s-%x.pem", oud[0].NotBefore.Format("2006-01-02"), hash(oud[0].Raw)[:4])
		if err := schrijf(p.pad(mapEerder, naam), blokken(oud)...); err != nil {
			return err
		}
	}
	if err := p.bewaarJWS(); err != nil {
		return err
	}
	zegel := append(blokken(certificaten), blokVanSleutel(sleutel))
	if opP256(sleutel.Public()) {
		if err := schrijf(p.pad(bestandPEM), zegel...); err != nil {
			return err
		}
		if err := os.Remove(p.pad(bestandJWS)); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	jws, err := nieuweSleutel(false)
	if err != nil {
		return err
	}
	if err := schrijf(p.pad(bestandJWS), blokVanSleutel(jws)); err != nil {
		return err
	}
	return schrijf(p.pad(bestandPEM), zegel...)
}

// bewaarJWS makes the key for QR codes known as earlier, if it is not that of the seal.
func (p Plek) bewaarJWS() error {
	bestand := p.pad(bestandJWS)
	if _, err := os.Stat(bestand); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	sleutel, _, err := leesPEM(bestand)
	if err != nil {
		return err
	}
	if sleutel == nil {
		return fmt.Errorf("in het bestand %s staat geen sleutel", bestand)
	}
	publiek, err := x509.MarshalPKIXPublicKey(sleutel.Public())
	if err != nil {
		return err
	}
	naam := fmt.Sprintf("jws-%x.pem", hash(publiek)[:4])
	return schrijf(p.pad(mapEerder, naam), &pem.Block{Type: "PUBLIC KEY", Bytes: publiek})
}
