package zegel

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf/pdftest"
)

func bewaar(t testing.TB, bestand string, b []byte) {
	t.Helper()
	if err := os.WriteFile(bestand, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// tijdstempeldienst is a timestamp service of openssl, certified by the CA of a place.
func tijdstempeldienst(t testing.TB, p Plek) *httptest.Server {
	t.Helper()
	m := t.TempDir()
	sleutel, err := nieuweSleutel(false)
	if err != nil {
		t.Fatal(err)
	}
	wortel, err := p.autoriteit(bestandWortel, "", nil, time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	eku := der([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	c, err := wortel.geefUit(&x509.Certificate{
		Subject: pkix.Name{CommonName: "Tijdstempeldienst"}, NotBefore: moment.Add(-time.Hour), NotAfter: moment.Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: eku}},
	}, sleutel.Public())
	if err != nil {
		t.Fatal(err)
	}
	bewaar(t, filepath.Join(m, "tsa.pem"), pem.EncodeToMemory(blokken([]*x509.Certificate{c})[0]))
	bewaar(t, filepath.Join(m, "tsa.key"), pem.EncodeToMemory(blokVanSleutel(sleutel)))
	bewaar(t, filepath.Join(m, "serial"), []byte("01\n"))
	bewaar(t, filepath.Join(m, "tsa.cnf"), fmt.Appendf(nil, "[tsa]\ndefault_tsa=t\n[t]\nserial=%s/serial\ndefault_policy=1.2.3.4.1\ndigests=sha256\nsigner_digest=sha256\ness_cert_id_alg=sha256\n", m))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		vraag, err := io.ReadAll(r.Body)
		if err == nil {
			err = os.WriteFile(filepath.Join(m, "vraag"), vraag, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
		uit, err := exec.Command("openssl", "ts", "-reply", "-queryfile", filepath.Join(m, "vraag"), "-config", filepath.Join(m, "tsa.cnf"),
			"-signer", filepath.Join(m, "tsa.pem"), "-inkey", filepath.Join(m, "tsa.key"), "-chain", p.Wortel()).Output()
		if err != nil {
			t.Errorf("openssl ts: %v", err)
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		_, _ = w.Write(uit)
	}))
	t.Cleanup(srv.Close)
	return srv
}

// alsP12 puts a seal in a PKCS#12 file, in the form that openssl gives it.
func alsP12(t testing.TB, p Plek) {
	t.Helper()
	bewaar(t, p.pad(bestandWachtwoord), []byte("theepot-fiets\n"))
	pdftest.Run(t, "openssl", "pkcs12", "-export", "-in", p.pad(bestandPEM), "-out", p.pad(bestandP12), "-passout", "file:"+p.pad(bestandWachtwoord))
	if err := errors.Join(os.Chmod(p.pad(bestandP12), 0o600), os.Remove(p.pad(bestandPEM))); err != nil {
		t.Fatal(err)
	}
}

// What we sign is good in the eyes of others: for every kind of key, in every kind
// of file, with and without a timestamp.
func TestOthersAgree(t *testing.T) {
	for _, metRSA := range []bool{false, true} {
		p := plek(t)
		p.RSA = metRSA
		proefzegel(t, p)
		nss, tsa := pdftest.Trust(t, p.Wortel()), tijdstempeldienst(t, p)
		for _, vorm := range []string{"PEM", "P12"} {
			if vorm == "P12" {
				alsP12(t, p)
			}
			for _, stempel := range []string{"", tsa.URL} {
				t.Run(fmt.Sprintf("rsa=%v,%s,tijdstempel=%v", metRSA, vorm, stempel != ""), func(t *testing.T) {
					zs, z := open(t, p, stempel)
					doc := ondertekend(t, z)
					if oordeel := pdftest.Pdfsig(t, nss, doc); !pdftest.Trusted(oordeel) || !strings.Contains(oordeel, "ETSI.CAdES.detached") {
						t.Errorf("pdfsig:\n%s", oordeel)
					}
					pdftest.VerifyCMS(t, p.Wortel(), doc)
					pdftest.Run(t, "qpdf", "--check", pdftest.Save(t, doc))
					wil := Bevinding{Echt, moment.UTC(), stempel != ""}
					b := zs.Controleer("waterveen", doc)
					if b.Ondertekend = b.Ondertekend.UTC(); b != wil {
						t.Errorf("we say %v, want %v", b, wil)
					}
					if stempel != "" {
						stempelNaarOpenssl(t, p.Wortel(), z, doc)
					}
				})
			}
		}
	}
}

// stempelNaarOpenssl checks the timestamp by itself.
func stempelNaarOpenssl(t *testing.T, wortel string, z *Zegel, doc []byte) {
	t.Helper()
	h, ok := vind(doc)
	if !ok {
		t.Fatal("no signature is found")
	}
	c, err := leesCMS(h.cms, hash(doc[:h.begin], doc[h.einde:]), []*x509.Certificate{z.certificaat})
	if err != nil {
		t.Fatal(err)
	}
	m := t.TempDir()
	bewaar(t, filepath.Join(m, "waarde"), c.waarde)
	bewaar(t, filepath.Join(m, "token"), c.stempel)
	if uit := pdftest.Run(t, "openssl", "ts", "-verify", "-data", filepath.Join(m, "waarde"), "-in", filepath.Join(m, "token"), "-token_in", "-CAfile", wortel); !strings.Contains(uit, "OK") {
		t.Errorf("openssl ts: %s", uit)
	}
}
