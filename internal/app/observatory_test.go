package app_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/config"
	"mantelpunt/internal/pgtest"
)

// oordeel is what web/proef/observatory.mjs says of one address.
type oordeel struct {
	Adres, Cijfer string
	Score         int
	Proeven       []struct {
		Naam, Uitkomst string
		Punten         int
		Goed           bool
	}
}

// The HTTP Observatory of Mozilla gives every kind of page its highest mark, and
// takes no point off.
func TestObservatory(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t), func(c *config.Config, _ *brievenbus) { c.TLS = true })
	adres, ca := overHTTPS(t, h.app.Handler)
	argumenten := []string{"observatory.mjs"}
	paden := []string{"/", "/informatie", "/aanbod?q=respijtzorg", "/verklaring", "/inloggen", "/beheer/inloggen", "/controleren", "/privacy"}
	for _, pad := range paden {
		argumenten = append(argumenten, adres+pad)
	}
	node := exec.CommandContext(t.Context(), "node", argumenten...)
	node.Dir = filepath.Join("..", "..", "web", "proef")
	node.Env = append(os.Environ(), "NODE_EXTRA_CA_CERTS="+ca)
	var fouten bytes.Buffer
	node.Stderr = &fouten
	uit, err := node.Output()
	if err != nil {
		t.Fatalf("this test needs Node.js and `make proef`: %v\n%s", err, fouten.String())
	}
	var oordelen []oordeel
	if err := json.Unmarshal(uit, &oordelen); err != nil || len(oordelen) != len(paden) {
		t.Fatalf("%v: %s", err, uit)
	}
	for _, o := range oordelen {
		pad := strings.TrimPrefix(o.Adres, adres)
		t.Logf("%-22s %s, score %d", pad, o.Cijfer, o.Score)
		if o.Cijfer != "A+" || len(o.Proeven) < 10 {
			t.Errorf("%s: %s after %d tests, want A+", pad, o.Cijfer, len(o.Proeven))
		}
		for _, p := range o.Proeven {
			if p.Punten < 0 || !p.Goed {
				t.Errorf("%s: %s takes %d points: %s", pad, p.Naam, -p.Punten, p.Uitkomst)
			}
			if pad == "/" {
				t.Logf("%+4d %-30s %s", p.Punten, p.Naam, p.Uitkomst)
			}
		}
	}
}

// overHTTPS serves on localhost with a certificate of an authority of its own, whose
// file comes back. Who does not speak TLS gets no answer, as where port 80 is closed.
func overHTTPS(t *testing.T, h http.Handler) (adres, ca string) {
	t.Helper()
	goed := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	sleutel, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	goed(err)
	nu := time.Now()
	wortel := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Mantelpunt test"}, NotBefore: nu.Add(-time.Hour), NotAfter: nu.Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	blad := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, NotBefore: wortel.NotBefore, NotAfter: wortel.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	wortelDER, err := x509.CreateCertificate(rand.Reader, wortel, wortel, &sleutel.PublicKey, sleutel)
	goed(err)
	bladDER, err := x509.CreateCertificate(rand.Reader, blad, wortel, &sleutel.PublicKey, sleutel)
	goed(err)
	ca = filepath.Join(t.TempDir(), "ca.pem")
	goed(os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: wortelDER}), 0o600))

	ln, err := net.Listen("tcp", "127.0.0.1:0")
	goed(err)
	srv := &http.Server{Handler: h, ReadHeaderTimeout: geduld}
	t.Cleanup(func() { goed(srv.Close()) })
	go func() {
		_ = srv.Serve(zwijgend{tls.NewListener(ln, &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{bladDER}, PrivateKey: sleutel}}})})
	}()
	return fmt.Sprintf("localhost:%d", ln.Addr().(*net.TCPAddr).Port), ca
}

// zwijgend hides from net/http that a connection is TLS: it would tell who speaks
// plain HTTP to speak TLS.
type zwijgend struct{ net.Listener }

func (z zwijgend) Accept() (net.Conn, error) {
	c, err := z.Listener.Accept()
	return struct{ net.Conn }{c}, err
}
