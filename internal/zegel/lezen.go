package zegel

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// The files of a gemeente.
const (
	bestandPEM        = "zegel.pem"
	bestandP12        = "zegel.p12"
	bestandWachtwoord = "zegel.wachtwoord"
	bestandPKCS11     = "pkcs11.json"
	bestandJWS        = "jws.pem"
	mapEerder         = "eerder"
)

// aanwezig names the files of which one is a seal.
func aanwezig(pad string) (er []string) {
	for _, naam := range []string{bestandPKCS11, bestandP12, bestandPEM} {
		if _, err := os.Stat(filepath.Join(pad, naam)); err == nil {
			er = append(er, naam)
		}
	}
	return er
}

// leesZegel reads the seal of now, nil when there is none.
func leesZegel(pad string, nu time.Time) (*Zegel, error) {
	er := aanwezig(pad)
	if len(er) == 0 {
		return nil, nil
	}
	bestand := filepath.Join(pad, er[0])
	var sleutel crypto.Signer
	var certificaten []*x509.Certificate
	var err error
	switch {
	case er[0] == bestandPKCS11:
		sleutel, certificaten, err = leesPKCS11(pad)
	case len(er) > 1:
		return nil, fmt.Errorf("in de map %s staan %s: laat er één staan, anders is niet duidelijk wat het zegel is", pad, strings.Join(er, " en "))
	case er[0] == bestandP12:
		sleutel, certificaten, err = leesP12(pad)
	default:
		sleutel, certificaten, err = leesPEM(bestand)
	}
	if err != nil {
		return nil, err
	}
	if err := keur(sleutel, certificaten, nu); err != nil {
		return nil, fmt.Errorf("het zegel in %s kan niet gebruikt worden: %w", bestand, err)
	}
	z := &Zegel{certificaat: certificaten[0], keten: zonderWortel(certificaten[1:]), sleutel: sleutel}
	z.jws, err = leesJWS(pad, sleutel)
	return z, err
}

// leesJWS gives the key for QR codes.
func leesJWS(pad string, sleutel crypto.Signer) (crypto.Signer, error) {
	bestand := filepath.Join(pad, bestandJWS)
	if _, err := os.Stat(bestand); errors.Is(err, fs.ErrNotExist) {
		if !opP256(sleutel.Public()) {
			return nil, fmt.Errorf("het bestand %s ontbreekt: een RSA-handtekening is te groot voor een QR-code, en daarom is er een tweede sleutel nodig op P-256 (`openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out %[1]s`)", bestand)
		}
		return sleutel, nil
	}
	jws, _, err := leesPEM(bestand)
	if err != nil {
		return nil, err
	}
	if jws == nil || !opP256(jws.Public()) {
		return nil, fmt.Errorf("het bestand %s moet een privésleutel op P-256 bevatten", bestand)
	}
	return jws, nil
}

func leesP12(pad string) (crypto.Signer, []*x509.Certificate, error) {
	bestand := filepath.Join(pad, bestandP12)
	b, err := geheim(bestand)
	if err != nil {
		return nil, nil, err
	}
	wachtwoord, err := geheim(filepath.Join(pad, bestandWachtwoord))
	if err != nil {
		return nil, nil, err
	}
	sleutel, certificaat, keten, err := pkcs12.DecodeChain(b, strings.TrimRight(string(wachtwoord), "\r\n"))
	if err != nil {
		return nil, nil, fmt.Errorf("het bestand %s gaat niet open met het wachtwoord uit %s: %w", bestand, bestandWachtwoord, err)
	}
	s, err := ondertekenaar(sleutel)
	if err != nil {
		return nil, nil, fmt.Errorf("het bestand %s: %w", bestand, err)
	}
	return s, append([]*x509.Certificate{certificaat}, opVolgorde(certificaat, keten)...), nil
}

// opVolgorde puts each certificate after the one that it issued; a PKCS#12 file has
// them in any order.
func opVolgorde(c *x509.Certificate, los []*x509.Certificate) (keten []*x509.Certificate) {
	for range los {
		for _, u := range los {
			if bytes.Equal(u.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(u) == nil && !bytes.Equal(u.Raw, c.Raw) {
				keten, c = append(keten, u), u
				break
			}
		}
	}
	return keten
}

// leesEerder reads certificates and public keys of before.
func (k *kast) leesEerder(bestand string) error {
	b, err := os.ReadFile(bestand) // #nosec G304 -- in the folder that ZEGELS names
	if err != nil {
		return fmt.Errorf("het bestand %s kan niet gelezen worden: %w", bestand, errors.Unwrap(err))
	}
	var certificaten []*x509.Certificate
	sleutels := 0
	for blok, rest := pem.Decode(b); blok != nil; blok, rest = pem.Decode(rest) {
		switch {
		case blok.Type == "CERTIFICATE":
			c, err := leesCertificaat(blok, bestand)
			if err != nil {
				return err
			}
			certificaten = append(certificaten, c)
		case blok.Type == "PUBLIC KEY":
			p, err := x509.ParsePKIXPublicKey(blok.Bytes)
			if err != nil || !opP256(p) {
				return fmt.Errorf("in het bestand %s staat een publieke sleutel die niet op P-256 is", bestand)
			}
			k.voegSleutel(p)
			sleutels++
		case strings.HasSuffix(blok.Type, "PRIVATE KEY"):
			return fmt.Errorf("in het bestand %s staat een privésleutel: haal die weg, want om na te gaan wat eerder is afgegeven is alleen het certificaat nodig", bestand)
		}
	}
	if len(certificaten) == 0 && sleutels == 0 {
		return fmt.Errorf("in het bestand %s staat geen certificaat en geen publieke sleutel", bestand)
	}
	if len(certificaten) > 0 {
		k.voeg(certificaten)
	}
	return nil
}

// keur tells what is wrong with a seal.
func keur(sleutel crypto.Signer, certificaten []*x509.Certificate, nu time.Time) error {
	if sleutel == nil {
		return errors.New("de privésleutel ontbreekt")
	}
	if len(certificaten) == 0 {
		return errors.New("het certificaat ontbreekt")
	}
	publiek, ok := sleutel.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !publiek.Equal(certificaten[0].PublicKey) {
		return errors.New("de sleutel hoort niet bij het eerste certificaat")
	}
	if !sterkGenoeg(sleutel.Public()) {
		return errors.New("de sleutel moet ECDSA op P-256 zijn, of RSA van 3072 tot en met 8192 bits")
	}
	const dag = "2-1-2006"
	c := certificaten[0]
	switch {
	case nu.After(c.NotAfter):
		return fmt.Errorf("het certificaat is verlopen op %s", c.NotAfter.Format(dag))
	case nu.Before(c.NotBefore):
		return fmt.Errorf("het certificaat is pas geldig vanaf %s", c.NotBefore.Format(dag))
	case c.KeyUsage != 0 && c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0:
		return errors.New("het certificaat is niet bedoeld om documenten mee te ondertekenen")
	}
	for i, u := range certificaten[1:] {
		if certificaten[i].CheckSignatureFrom(u) != nil {
			return fmt.Errorf("certificaat %d is niet uitgegeven door certificaat %d: zet ze op volgorde, dat van de gemeente eerst", i+1, i+2)
		}
	}
	return nil
}

func opP256(p crypto.PublicKey) bool {
	ec, ok := p.(*ecdsa.PublicKey)
	return ok && ec.Curve == elliptic.P256()
}

func sterkGenoeg(p crypto.PublicKey) bool {
	r, ok := p.(*rsa.PublicKey)
	return opP256(p) || ok && r.N.BitLen() >= 3072 && r.N.BitLen() <= 8192
}

// zonderWortel leaves the root out of a chain: who trusts it has it already.
func zonderWortel(keten []*x509.Certificate) (uit []*x509.Certificate) {
	for _, c := range keten {
		if !bytes.Equal(c.RawSubject, c.RawIssuer) {
			uit = append(uit, c)
		}
	}
	return uit
}
