//go:build pkcs11

package zegel

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/ThalesGroup/crypto11"
)

// apparaat is pkcs11.json: where the key is.
type apparaat struct {
	Bibliotheek string `json:"bibliotheek"` // path of the library of the device
	Token       string `json:"token"`       // label of the token
	Pin         string `json:"pin"`
	Sleutel     string `json:"sleutel"` // label of the key
}

// leesPKCS11 opens the device; the certificates stand beside it in zegel.pem. It
// stays open as long as the program runs.
func leesPKCS11(pad string) (crypto.Signer, []*x509.Certificate, error) {
	bestand := filepath.Join(pad, bestandPKCS11)
	b, err := geheim(bestand)
	if err != nil {
		return nil, nil, err
	}
	var a apparaat
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return nil, nil, fmt.Errorf("het bestand %s is niet te lezen: %w", bestand, err)
	}
	if a.Bibliotheek == "" || a.Token == "" || a.Pin == "" || a.Sleutel == "" {
		return nil, nil, fmt.Errorf("in het bestand %s moeten bibliotheek, token, pin en sleutel staan", bestand)
	}
	c, err := crypto11.Configure(&crypto11.Config{Path: a.Bibliotheek, TokenLabel: a.Token, Pin: a.Pin})
	if err != nil {
		return nil, nil, fmt.Errorf("het apparaat uit %s gaat niet open: %w", bestand, err)
	}
	sleutel, err := c.FindKeyPair(nil, []byte(a.Sleutel))
	if err != nil {
		return nil, nil, fmt.Errorf("het apparaat uit %s geeft de sleutel %q niet: %w", bestand, a.Sleutel, err)
	}
	los, certificaten, err := leesPEM(filepath.Join(pad, bestandPEM))
	if err == nil && los != nil {
		err = fmt.Errorf("in het bestand %s staat een privésleutel, en die staat al in het apparaat: laat alleen de certificaten staan", filepath.Join(pad, bestandPEM))
	}
	return sleutel, certificaten, err
}
