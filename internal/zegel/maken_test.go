package zegel

import (
	"crypto/x509"
	"encoding/pem"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pdf/pdftest"
)

func TestMaakProef(t *testing.T) {
	p := plek(t)
	if !p.Leeg() {
		t.Error("there is a seal already")
	}
	proefzegel(t, p)
	proefzegel(t, p)
	if p.Leeg() {
		t.Error("there is no seal")
	}
	zs, z := open(t, p, "")
	c := z.certificaat
	if c.Subject.CommonName != "Gemeente Waterveen" || len(c.EmailAddresses) != 0 || c.IsCA || c.KeyUsage != x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment {
		t.Errorf("the certificate: %v %v", c.Subject, c.KeyUsage)
	}
	if duur := time.Until(z.GeldigTot()); duur < 3*jaar-time.Hour || duur > 3*jaar {
		t.Errorf("it is valid for %v", duur)
	}
	if k := zs.kasten["waterveen"]; len(k.bekend) != 2 || len(k.sleutels) != 2 {
		t.Errorf("%d certificates and %d keys are known", len(k.bekend), len(k.sleutels))
	}
	err := filepath.WalkDir(filepath.Join(p.Map, p.Slug), func(pad string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if wil := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; err == nil && info.Mode().Perm() != wil {
			t.Errorf("%s: %v, want %v", pad, info.Mode().Perm(), wil)
		}
		if !d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			t.Errorf("%s was left behind", pad)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	pdftest.Run(t, "openssl", "verify", "-CAfile", p.Wortel(), "-untrusted", p.pad(bestandPEM), "-purpose", "any", p.pad(bestandPEM))
	for _, slug := range []string{"", "../ander", "Waterveen", "a/b"} {
		if err := MaakProef(Plek{Map: p.Map, Slug: slug, Naam: "X"}, time.Now()); err == nil || !strings.Contains(err.Error(), "geen slug") {
			t.Errorf("%q: %v", slug, err)
		}
	}
}

// A seal of a real CA is asked for, taken, and never replaced by one of our own.
func TestCertificateOfAnotherCA(t *testing.T) {
	for _, metRSA := range []bool{false, true} {
		p, ca := plek(t), plek(t)
		p.RSA = metRSA
		proefzegel(t, p)
		_, z := open(t, p, "")
		oud := ondertekend(t, z)

		csr, err := Vraag(p)
		if err != nil {
			t.Fatal(err)
		}
		m := t.TempDir()
		bewaar(t, filepath.Join(m, "csr"), csr)
		if uit := pdftest.Run(t, "openssl", "req", "-in", filepath.Join(m, "csr"), "-verify", "-noout", "-subject"); !strings.Contains(uit, "CN = Gemeente Waterveen") {
			t.Errorf("the request: %s", uit)
		}
		proefzegel(t, ca)
		u, err := ca.autoriteit(bestandUitgever, "", nil, time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		blok, _ := pem.Decode(csr)
		verzoek, err := x509.ParseCertificateRequest(blok.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		c, err := u.geefUit(&x509.Certificate{Subject: verzoek.Subject, NotBefore: moment.Add(-time.Hour), NotAfter: moment.Add(time.Hour), KeyUsage: x509.KeyUsageContentCommitment}, verzoek.PublicKey)
		if err != nil {
			t.Fatal(err)
		}
		gekregen := filepath.Join(m, "gekregen.pem")
		for naam, inhoud := range map[string][]*x509.Certificate{
			"de sleutel hoort niet bij het eerste certificaat": {z.certificaat},
			"het certificaat ontbreekt":                        nil,
		} {
			schrijfPEM(t, gekregen, inhoud)
			if err := Neem(p, gekregen, time.Now()); err == nil || !strings.Contains(err.Error(), naam) || !strings.Contains(err.Error(), gekregen) {
				t.Errorf("%v, want %s", err, naam)
			}
		}
		schrijfPEM(t, gekregen, []*x509.Certificate{c, u.certificaat})
		if again, err := Vraag(p); err != nil || !strings.Contains(string(again), "CERTIFICATE REQUEST") {
			t.Errorf("printing the request again: %v", err)
		}
		if err := Neem(p, gekregen, time.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(p.pad(bestandAanvraag)); err == nil {
			t.Error("the key still waits")
		}
		zs, z := open(t, p, "")
		if !z.certificaat.Equal(c) {
			t.Error("it is not the new seal")
		}
		doc := ondertekend(t, z)
		if !pdftest.Trusted(pdftest.Pdfsig(t, pdftest.Trust(t, ca.Wortel()), doc)) {
			t.Error("pdfsig does not trust it")
		}
		for naam, doc := range map[string][]byte{"old": oud, "new": doc} {
			if b := zs.Controleer("waterveen", doc); b.Uitkomst != Echt {
				t.Errorf("the %s document: %v", naam, b)
			}
		}
		if err := MaakProef(p, time.Now()); err == nil || !strings.Contains(err.Error(), "van een echte uitgever") {
			t.Errorf("a test seal in its place: %v", err)
		}
		alsP12(t, p)
		if err := MaakProef(p, time.Now()); err == nil || !strings.Contains(err.Error(), "zegel.p12 is niet hier gemaakt") {
			t.Errorf("in place of a P12: %v", err)
		}
	}
	p := plek(t)
	if err := Neem(p, "gekregen.pem", time.Now()); err == nil || !strings.Contains(err.Error(), "aanvraag.pem ontbreekt") {
		t.Errorf("without a request: %v", err)
	}
}

func schrijfPEM(t *testing.T, bestand string, certificaten []*x509.Certificate) {
	t.Helper()
	if err := schrijf(bestand, blokken(certificaten)...); err != nil {
		t.Fatal(err)
	}
}

// What expires while the program runs signs nothing more.
func TestExpiresWhileRunning(t *testing.T) {
	p := plek(t)
	proefzegel(t, p)
	_, z := open(t, p, "")
	for _, op := range []time.Time{z.certificaat.NotBefore.Add(-time.Second), z.GeldigTot().Add(time.Second)} {
		if _, err := document(t).RenderSigned(z.Handtekening("Gemeente Waterveen", op)); !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "verlopen") {
			t.Errorf("on %v: %v", op, err)
		}
	}
}

func TestProef(t *testing.T) {
	zs := Proef(t, "veldwaarde", "lindemeer")
	for _, slug := range []string{"veldwaarde", "lindemeer"} {
		z, err := zs.Van(slug)
		if err != nil {
			t.Fatal(err)
		}
		if b := zs.Controleer(slug, ondertekend(t, z)); b.Uitkomst != Echt {
			t.Errorf("%s: %v", slug, b)
		}
	}
}
