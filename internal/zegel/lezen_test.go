package zegel

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
)

func TestWithoutASeal(t *testing.T) {
	leeg := t.TempDir()
	for _, m := range []string{"", leeg} {
		zs, err := Open(m, "")
		if err != nil {
			t.Fatal(err)
		}
		_, err = zs.Van("waterveen")
		if !errors.Is(err, ErrGeenZegel) || !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "nog geen digitaal zegel") {
			t.Errorf("map %q: %v", m, err)
		}
		if b := zs.Controleer("waterveen", []byte("%PDF-1.7\n")); b.Uitkomst != NietVanOns {
			t.Errorf("map %q: %v", m, b)
		}
		if jwks, err := zs.JWKS("waterveen"); err != nil || string(jwks) != `{"keys":[]}` {
			t.Errorf("map %q: %s %v", m, jwks, err)
		}
	}
	if _, err := Open(filepath.Join(leeg, "nergens"), ""); err == nil || !strings.Contains(err.Error(), "de map met zegels kan niet gelezen worden") {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// What is wrong is told before the first document is issued, and where.
func TestWrongSealsAreRefused(t *testing.T) {
	pemVan := func(t *testing.T, p Plek, certificaten []*x509.Certificate, sleutel any) {
		t.Helper()
		var b []byte
		for _, blok := range blokken(certificaten) {
			b = append(b, pem.EncodeToMemory(blok)...)
		}
		if sleutel != nil {
			der, err := x509.MarshalPKCS8PrivateKey(sleutel)
			if err != nil {
				t.Fatal(err)
			}
			b = append(b, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...)
		}
		bewaar(t, p.pad(bestandPEM), b)
	}
	// metSleutel has a certificate of the right CA for any key, for any time and use.
	metSleutel := func(t *testing.T, p Plek, sleutel crypto.Signer, van, tot time.Time, gebruik x509.KeyUsage) {
		t.Helper()
		u, err := p.autoriteit(bestandUitgever, "", nil, time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := u.geefUit(&x509.Certificate{Subject: p.onderwerp(), NotBefore: van, NotAfter: tot, KeyUsage: gebruik}, sleutel.Public())
		if err != nil {
			t.Fatal(err)
		}
		pemVan(t, p, []*x509.Certificate{c}, sleutel)
	}
	nu := time.Now()
	for naam, geval := range map[string]struct {
		maak func(*testing.T, Plek, *Zegel)
		wil  string // the file, and what is wrong with it
	}{
		"readable for everybody": {func(t *testing.T, p Plek, _ *Zegel) {
			if err := os.Chmod(p.pad(bestandPEM), 0o644); err != nil {
				t.Fatal(err)
			}
		}, "zegel.pem is voor iedereen op deze computer toegankelijk: doe `chmod 600"},
		"expired": {func(t *testing.T, p Plek, z *Zegel) {
			metSleutel(t, p, z.sleutel, nu.Add(-48*time.Hour), nu.Add(-24*time.Hour), 0)
		}, "zegel.pem kan niet gebruikt worden: het certificaat is verlopen op " + nu.Add(-24*time.Hour).UTC().Format("2-1-2006")},
		"not yet valid": {func(t *testing.T, p Plek, z *Zegel) {
			metSleutel(t, p, z.sleutel, nu.Add(24*time.Hour), nu.Add(48*time.Hour), 0)
		}, "zegel.pem kan niet gebruikt worden: het certificaat is pas geldig vanaf"},
		"another use": {func(t *testing.T, p Plek, z *Zegel) {
			metSleutel(t, p, z.sleutel, nu.Add(-time.Hour), nu.Add(time.Hour), x509.KeyUsageKeyAgreement)
		}, "zegel.pem kan niet gebruikt worden: het certificaat is niet bedoeld om documenten mee te ondertekenen"},
		"key of another certificate": {func(t *testing.T, p Plek, z *Zegel) {
			s, err := nieuweSleutel(false)
			if err != nil {
				t.Fatal(err)
			}
			pemVan(t, p, append([]*x509.Certificate{z.certificaat}, z.keten...), s)
		}, "zegel.pem kan niet gebruikt worden: de sleutel hoort niet bij het eerste certificaat"},
		"chain in the wrong order": {func(t *testing.T, p Plek, z *Zegel) {
			pemVan(t, p, []*x509.Certificate{z.certificaat, z.certificaat}, z.sleutel)
		}, "zegel.pem kan niet gebruikt worden: certificaat 1 is niet uitgegeven door certificaat 2"},
		"no key":         {func(t *testing.T, p Plek, z *Zegel) { pemVan(t, p, []*x509.Certificate{z.certificaat}, nil) }, "zegel.pem kan niet gebruikt worden: de privésleutel ontbreekt"},
		"no certificate": {func(t *testing.T, p Plek, z *Zegel) { pemVan(t, p, nil, z.sleutel) }, "zegel.pem kan niet gebruikt worden: het certificaat ontbreekt"},
		"another curve": {func(t *testing.T, p Plek, _ *Zegel) {
			s, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			metSleutel(t, p, s, nu.Add(-time.Hour), nu.Add(time.Hour), 0)
		}, "zegel.pem kan niet gebruikt worden: de sleutel moet ECDSA op P-256 zijn, of RSA van 3072"},
		"small RSA": {func(t *testing.T, p Plek, _ *Zegel) {
			s, err := rsa.GenerateKey(rand.Reader, 2048)
			if err != nil {
				t.Fatal(err)
			}
			metSleutel(t, p, s, nu.Add(-time.Hour), nu.Add(time.Hour), 0)
		}, "zegel.pem kan niet gebruikt worden: de sleutel moet ECDSA op P-256 zijn, of RSA van 3072"},
		"two keys": {func(t *testing.T, p Plek, z *Zegel) {
			b := pem.EncodeToMemory(blokVanSleutel(z.sleutel))
			bewaar(t, p.pad(bestandPEM), append(b, b...))
		}, "zegel.pem staat meer dan één sleutel"},
		"closed key": {func(t *testing.T, p Plek, _ *Zegel) {
			bewaar(t, p.pad(bestandPEM), pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY"}))
		}, "zegel.pem is met een wachtwoord gesloten: gebruik daarvoor zegel.p12"},
		"broken key": {func(t *testing.T, p Plek, _ *Zegel) {
			bewaar(t, p.pad(bestandPEM), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")}))
		}, "zegel.pem staat een sleutel die niet te lezen is"},
		"broken certificate": {func(t *testing.T, p Plek, _ *Zegel) {
			bewaar(t, p.pad(bestandPEM), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")}))
		}, "zegel.pem staat een certificaat dat niet te lezen is"},
		"in a device":      {func(t *testing.T, p Plek, _ *Zegel) { bewaar(t, p.pad(bestandPKCS11), []byte("{}")) }, "pkcs11.json"},
		"two seals":        {func(t *testing.T, p Plek, _ *Zegel) { bewaar(t, p.pad(bestandP12), nil) }, "staan zegel.p12 en zegel.pem: laat er één staan"},
		"p12, no password": {func(t *testing.T, p Plek, _ *Zegel) { alsP12(t, p); verwijder(t, p.pad(bestandWachtwoord)) }, "zegel.wachtwoord ontbreekt"},
		"p12, wrong": {func(t *testing.T, p Plek, _ *Zegel) {
			alsP12(t, p)
			bewaar(t, p.pad(bestandWachtwoord), []byte("anders"))
		}, "zegel.p12 gaat niet open met het wachtwoord uit zegel.wachtwoord"},
		"broken JWS key": {func(t *testing.T, p Plek, _ *Zegel) { bewaar(t, p.pad(bestandJWS), nil) }, "jws.pem moet een privésleutel op P-256 bevatten"},
		"key among earlier": {func(t *testing.T, p Plek, z *Zegel) {
			bewaar(t, p.pad(mapEerder, "oud.pem"), pem.EncodeToMemory(blokVanSleutel(z.sleutel)))
		}, "oud.pem staat een privésleutel: haal die weg"},
		"nothing earlier": {func(t *testing.T, p Plek, _ *Zegel) { bewaar(t, p.pad(mapEerder, "oud.pem"), nil) }, "oud.pem staat geen certificaat en geen publieke sleutel"},
		"earlier, broken": {func(t *testing.T, p Plek, _ *Zegel) {
			bewaar(t, p.pad(mapEerder, "oud.pem"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY"}))
		}, "oud.pem staat een publieke sleutel die niet op P-256 is"},
	} {
		t.Run(naam, func(t *testing.T) {
			p := plek(t)
			proefzegel(t, p)
			_, z := open(t, p, "")
			geval.maak(t, p, z)
			_, err := Open(p.Map, "")
			if err == nil || !strings.Contains(err.Error(), geval.wil) || !strings.Contains(err.Error(), p.pad()) {
				t.Errorf("%v\nwant: %s", err, geval.wil)
			}
		})
	}
}

func verwijder(t testing.TB, bestand string) {
	t.Helper()
	if err := os.Remove(bestand); err != nil {
		t.Fatal(err)
	}
}
