package zegel

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// geheim reads a file that nobody else may read.
func geheim(bestand string) ([]byte, error) {
	info, err := os.Stat(bestand)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("het bestand %s ontbreekt", bestand)
	}
	if err != nil {
		return nil, fmt.Errorf("het bestand %s kan niet gelezen worden: %w", bestand, errors.Unwrap(err))
	}
	if info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("het bestand %s is voor iedereen op deze computer toegankelijk: doe `chmod 600 %[1]s`", bestand)
	}
	b, err := os.ReadFile(bestand) // #nosec G304 -- in the folder that ZEGELS names
	if err != nil {
		return nil, fmt.Errorf("het bestand %s kan niet gelezen worden: %w", bestand, errors.Unwrap(err))
	}
	return b, nil
}

// leesPEM reads the key, when it is there, and the certificates of a file.
func leesPEM(bestand string) (sleutel crypto.Signer, certificaten []*x509.Certificate, err error) {
	b, err := geheim(bestand)
	if err != nil {
		return nil, nil, err
	}
	for blok, rest := pem.Decode(b); blok != nil; blok, rest = pem.Decode(rest) {
		switch blok.Type {
		case "CERTIFICATE":
			c, err := leesCertificaat(blok, bestand)
			if err != nil {
				return nil, nil, err
			}
			certificaten = append(certificaten, c)
		case "ENCRYPTED PRIVATE KEY":
			return nil, nil, fmt.Errorf("de sleutel in het bestand %s is met een wachtwoord gesloten: gebruik daarvoor %s met %s", bestand, bestandP12, bestandWachtwoord)
		case "PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY":
			if sleutel != nil {
				return nil, nil, fmt.Errorf("in het bestand %s staat meer dan één sleutel", bestand)
			}
			if sleutel, err = leesSleutel(blok); err != nil {
				return nil, nil, fmt.Errorf("in het bestand %s staat een sleutel die niet te lezen is: %w", bestand, err)
			}
		}
	}
	return sleutel, certificaten, nil
}

func leesSleutel(blok *pem.Block) (crypto.Signer, error) {
	var sleutel any
	var err error
	switch blok.Type {
	case "EC PRIVATE KEY":
		sleutel, err = x509.ParseECPrivateKey(blok.Bytes)
	case "RSA PRIVATE KEY":
		sleutel, err = x509.ParsePKCS1PrivateKey(blok.Bytes)
	default:
		sleutel, err = x509.ParsePKCS8PrivateKey(blok.Bytes)
	}
	if err != nil {
		return nil, err
	}
	return ondertekenaar(sleutel)
}

func ondertekenaar(sleutel any) (crypto.Signer, error) {
	if s, ok := sleutel.(crypto.Signer); ok {
		return s, nil
	}
	return nil, errors.New("met deze soort sleutel kan niet ondertekend worden")
}

// leesCertificaat reads a block of a file that is named when it is wrong.
func leesCertificaat(blok *pem.Block, bestand string) (*x509.Certificate, error) {
	c, err := x509.ParseCertificate(blok.Bytes)
	if err != nil {
		return nil, fmt.Errorf("in het bestand %s staat een certificaat dat niet te lezen is: %w", bestand, err)
	}
	return c, nil
}

// leesCertificaten reads a file of certificates alone, which is no secret.
func leesCertificaten(bestand string) (uit []*x509.Certificate, err error) {
	b, err := os.ReadFile(bestand) // #nosec G304 -- named by who gives the command
	if err != nil {
		return nil, fmt.Errorf("het bestand %s kan niet gelezen worden: %w", bestand, errors.Unwrap(err))
	}
	for blok, rest := pem.Decode(b); blok != nil; blok, rest = pem.Decode(rest) {
		if blok.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("in het bestand %s staat ook iets anders dan certificaten (%s)", bestand, blok.Type)
		}
		c, err := leesCertificaat(blok, bestand)
		if err != nil {
			return nil, err
		}
		uit = append(uit, c)
	}
	return uit, nil
}

func blokken(certificaten []*x509.Certificate) (uit []*pem.Block) {
	for _, c := range certificaten {
		uit = append(uit, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
	}
	return uit
}

func blokVanSleutel(sleutel crypto.Signer) *pem.Block {
	b, err := x509.MarshalPKCS8PrivateKey(sleutel)
	if err != nil {
		panic(err) // it knows every key that this package makes
	}
	return &pem.Block{Type: "PRIVATE KEY", Bytes: b}
}

// schrijf puts a file in place at once: a program that starts at this moment reads
// either the old one or the new one.
func schrijf(bestand string, inhoud ...*pem.Block) error {
	var b bytes.Buffer
	for _, blok := range inhoud {
		if err := pem.Encode(&b, blok); err != nil {
			return err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(bestand), ".nieuw-*") // for its owner alone
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), bestand)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
