//go:build !pkcs11

package zegel

import (
	"crypto"
	"crypto/x509"
	"fmt"
	"path/filepath"
)

// leesPKCS11 needs C, and the library of whoever made the device; the ordinary
// program is one file that needs nothing.
func leesPKCS11(pad string) (crypto.Signer, []*x509.Certificate, error) {
	return nil, nil, fmt.Errorf("het zegel in %s staat in een apparaat (PKCS#11), en dat kan dit programma niet: bouw het met `CGO_ENABLED=1 go build -tags pkcs11`", filepath.Join(pad, bestandPKCS11))
}
