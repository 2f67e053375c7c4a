package zegel

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"os"
	"time"
)

func nieuweSleutel(alsRSA bool) (crypto.Signer, error) {
	if alsRSA {
		return rsa.GenerateKey(rand.Reader, 3072)
	}
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

// uitgever is a certificate with which others are issued.
type uitgever struct {
	certificaat *x509.Certificate
	sleutel     crypto.Signer
}

// autoriteit reads a test CA, or makes it; boven is its own issuer, nil for a root.
func (p Plek) autoriteit(naam, onderwerp string, boven *uitgever, van, tot time.Time) (*uitgever, error) {
	bestand := p.pad(mapCA, naam)
	if _, err := os.Stat(bestand); err == nil {
		sleutel, certificaten, err := leesPEM(bestand)
		if err != nil {
			return nil, err
		}
		if err := keurUitgever(sleutel, certificaten); err != nil {
			return nil, fmt.Errorf("het bestand %s kan niet gebruikt worden: %w", bestand, err)
		}
		return &uitgever{certificaten[0], sleutel}, nil
	}
	sleutel, err := nieuweSleutel(false)
	if err != nil {
		return nil, err
	}
	u := &uitgever{
		certificaat: &x509.Certificate{
			Subject:               pkix.Name{CommonName: onderwerp, Organization: []string{"Alleen om te proberen"}, Country: []string{"NL"}},
			NotBefore:             van,
			NotAfter:              tot,
			KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
			BasicConstraintsValid: true,
			IsCA:                  true,
		},
		sleutel: sleutel,
	}
	if boven == nil {
		boven = u
	}
	if u.certificaat, err = boven.geefUit(u.certificaat, sleutel.Public()); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(p.pad(mapCA), 0o700); err != nil {
		return nil, err
	}
	return u, schrijf(bestand, blokken([]*x509.Certificate{u.certificaat})[0], blokVanSleutel(sleutel))
}

func keurUitgever(sleutel crypto.Signer, certificaten []*x509.Certificate) error {
	if sleutel == nil || len(certificaten) != 1 {
		return errors.New("er moeten één certificaat en zijn sleutel in staan")
	}
	return nil
}

func (u *uitgever) geefUit(c *x509.Certificate, publiek crypto.PublicKey) (*x509.Certificate, error) {
	var err error
	if c.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 126)); err != nil {
		return nil, err
	}
	b, err := x509.CreateCertificate(rand.Reader, c, u.certificaat, publiek, u.sleutel)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(b)
}
