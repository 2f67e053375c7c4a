//go:build pkcs11

package zegel

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mantelpunt/internal/pdf/pdftest"
)

// bibliotheek is where Debian puts SoftHSM, which behaves as a device does.
const bibliotheek = "/usr/lib/softhsm/libsofthsm2.so"

// The key of a seal may be in a device that never gives it away.
func TestPKCS11(t *testing.T) {
	m := t.TempDir()
	if err := os.Mkdir(filepath.Join(m, "tokens"), 0o700); err != nil {
		t.Fatal(err)
	}
	bewaar(t, filepath.Join(m, "softhsm2.conf"), fmt.Appendf(nil, "directories.tokendir = %s/tokens\nlog.level = ERROR\n", m))
	t.Setenv("SOFTHSM2_CONF", filepath.Join(m, "softhsm2.conf"))
	pdftest.Run(t, "softhsm2-util", "--init-token", "--free", "--label", "zegel", "--pin", "1234", "--so-pin", "5678")

	for _, metRSA := range []bool{false, true} {
		p := plek(t)
		p.RSA = metRSA
		proefzegel(t, p)
		naam := fmt.Sprintf("waterveen-rsa-%v", metRSA)
		sleutel := filepath.Join(m, naam+".key")
		los, certificaten, err := leesPEM(p.pad(bestandPEM))
		if err != nil {
			t.Fatal(err)
		}
		if err := schrijf(sleutel, blokVanSleutel(los)); err != nil {
			t.Fatal(err)
		}
		pdftest.Run(t, "softhsm2-util", "--import", sleutel, "--token", "zegel", "--label", naam, "--id", map[bool]string{false: "01", true: "02"}[metRSA], "--pin", "1234")
		if err := schrijf(p.pad(bestandPEM), blokken(certificaten)...); err != nil {
			t.Fatal(err)
		}
		instelling := func(bib, pin, label string) []byte {
			return fmt.Appendf(nil, `{"bibliotheek": %q, "token": "zegel", "pin": %q, "sleutel": %q}`, bib, pin, label)
		}
		if !metRSA { // a device asks the PIN only once of a program
			bewaar(t, p.pad(bestandPKCS11), instelling(bibliotheek, "9999", naam))
			if _, err := Open(p.Map, ""); err == nil || !strings.Contains(err.Error(), "gaat niet open") {
				t.Errorf("with another PIN: %v", err)
			}
		}
		bewaar(t, p.pad(bestandPKCS11), instelling(bibliotheek, "1234", naam))

		zs, z := open(t, p, "")
		doc := ondertekend(t, z)
		if b := zs.Controleer("waterveen", doc); b.Uitkomst != Echt {
			t.Errorf("%v", b)
		}
		if nss := pdftest.Trust(t, p.Wortel()); !pdftest.Trusted(pdftest.Pdfsig(t, nss, doc)) {
			t.Errorf("pdfsig:\n%s", pdftest.Pdfsig(t, nss, doc))
		}
		pdftest.VerifyCMS(t, p.Wortel(), doc)
		jws, err := z.JWS("hallo")
		if err != nil {
			t.Fatal(err)
		}
		if inhoud, err := gelezen(t, zs, jws); err != nil || inhoud != `"hallo"` {
			t.Errorf("%q %v", inhoud, err)
		}

		for wil, b := range map[string][]byte{
			"geeft de sleutel \"ander\" niet":    instelling(bibliotheek, "1234", "ander"),
			"bibliotheek, token, pin en sleutel": instelling("", "1234", naam),
			"is niet te lezen":                   []byte(`{"pincode": "1234"}`),
		} {
			bewaar(t, p.pad(bestandPKCS11), b)
			if _, err := Open(p.Map, ""); err == nil || !strings.Contains(err.Error(), wil) || !strings.Contains(err.Error(), p.pad(bestandPKCS11)) {
				t.Errorf("%v, want %s", err, wil)
			}
		}
		bewaar(t, p.pad(bestandPKCS11), instelling(bibliotheek, "1234", naam))
		if err := schrijf(p.pad(bestandPEM), append(blokken(certificaten), blokVanSleutel(los))...); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(p.Map, ""); err == nil || !strings.Contains(err.Error(), "die staat al in het apparaat") {
			t.Errorf("a key beside the device: %v", err)
		}
	}
}
