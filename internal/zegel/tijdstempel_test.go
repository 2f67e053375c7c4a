package zegel

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"

	"github.com/digitorus/timestamp"
)

// A service that fails or lies stops the document, in a way that lets it be tried
// again.
func TestTimestampServiceFails(t *testing.T) {
	p := plek(t)
	proefzegel(t, p)
	goed := tijdstempeldienst(t, p)
	var eerder []byte // a good answer to an earlier question
	u, err := p.autoriteit(bestandUitgever, "", nil, time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	// antwoord is a timestamp of our own making, by who may set them or may not.
	antwoord := func(r *http.Request, mag []x509.ExtKeyUsage, anders func(*timestamp.Timestamp)) []byte {
		vraag, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		v, err := timestamp.ParseRequest(vraag)
		if err != nil {
			t.Fatal(err)
		}
		c, err := u.geefUit(&x509.Certificate{NotBefore: moment.Add(-time.Hour), NotAfter: moment.Add(time.Hour), ExtKeyUsage: mag}, u.sleutel.Public())
		if err != nil {
			t.Fatal(err)
		}
		ts := timestamp.Timestamp{HashAlgorithm: v.HashAlgorithm, HashedMessage: v.HashedMessage, Time: moment, Nonce: v.Nonce, Policy: []int{1, 2, 3}, AddTSACertificate: true}
		anders(&ts)
		b, err := ts.CreateResponseWithOpts(c, u.sleutel, crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	stempelaars := []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}
	for naam, geval := range map[string]struct {
		doe http.HandlerFunc
		wil string
	}{
		"down": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "stuk", http.StatusBadGateway) }, "antwoord met status 502"},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, goed.URL, http.StatusTemporaryRedirect)
		}, "antwoord met status 307"},
		"nonsense":   {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }, errStempel.Error()},
		"nothing":    {func(http.ResponseWriter, *http.Request) {}, ""},
		"endless":    {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, grootsteStempel+1)) }, "het antwoord is te groot"},
		"deep":       {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(diep(200)) }, errStempel.Error()},
		"refused":    {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte{0x30, 3, 0x30, 1, 2}) }, ""},
		"an old one": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(eerder) }, "hoort bij een andere vraag"},
		"something else": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write(antwoord(r, stempelaars, func(ts *timestamp.Timestamp) { ts.HashedMessage = hash([]byte("iets anders")) }))
		}, "het gaat over iets anders"},
		"somebody else": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write(antwoord(r, nil, func(*timestamp.Timestamp) {}))
		}, "de ondertekenaar mag geen tijdstempels zetten"},
		"another nonce": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write(antwoord(r, stempelaars, func(ts *timestamp.Timestamp) { ts.Nonce = big.NewInt(7) }))
		}, "hoort bij een andere vraag"},
		"breaks off": {func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }, ""},
	} {
		t.Run(naam, func(t *testing.T) {
			if naam == "an old one" {
				res, err := http.Post(goed.URL, "application/timestamp-query", bytes.NewReader(vraagVoor(t, "eerder")))
				if err == nil {
					eerder, err = io.ReadAll(res.Body)
					res.Body.Close()
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			srv := httptest.NewServer(geval.doe)
			defer srv.Close()
			_, z := open(t, p, srv.URL)
			doc, err := document(t).RenderSigned(z.Handtekening("Gemeente Waterveen", moment))
			if doc != nil || !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "Er is niets verloren gegaan") || !strings.Contains(err.Error(), geval.wil) {
				t.Errorf("%d bytes, %v; want %q", len(doc), err, geval.wil)
			}
		})
	}
}

func vraagVoor(t *testing.T, wat string) []byte {
	t.Helper()
	b, err := timestamp.CreateRequest(strings.NewReader(wat), &timestamp.RequestOptions{Hash: crypto.SHA256, Certificates: true, Nonce: big.NewInt(1)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// diep is DER that nests so many times.
func diep(n int) []byte {
	b := []byte{5, 0}
	for range n {
		b = der(asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: b})
	}
	return b
}

// A service that does not answer holds nobody up for long.
func TestTimestampServiceHangs(t *testing.T) {
	p := plek(t)
	proefzegel(t, p)
	einde := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-einde }))
	defer srv.Close()
	defer close(einde)
	_, z := open(t, p, srv.URL)
	if z.stempelaar.client.Timeout > 10*time.Second {
		t.Errorf("it waits %v", z.stempelaar.client.Timeout)
	}
	z.stempelaar.client.Timeout = 50 * time.Millisecond
	if _, err := document(t).RenderSigned(z.Handtekening("Gemeente Waterveen", moment)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("%v", err)
	}
}

// A timestamp that is put in afterwards, of something else or damaged, is seen.
func TestTimestampOfSomethingElse(t *testing.T) {
	p := plek(t)
	proefzegel(t, p)
	tsa := tijdstempeldienst(t, p)
	zs, z := open(t, p, tsa.URL)
	doc := ondertekend(t, z)
	h, ok := vind(doc)
	if !ok {
		t.Fatal("no signature is found")
	}
	c, err := leesCMS(h.cms, hash(doc[:h.begin], doc[h.einde:]), zs.kasten["waterveen"].bekend)
	if err != nil {
		t.Fatal(err)
	}
	anders, err := z.stempelaar.stempel([]byte("iets anders"))
	if err != nil {
		t.Fatal(err)
	}
	beschadigd := bytes.Clone(c.stempel)
	beschadigd[len(beschadigd)-3] ^= 1
	for naam, stempel := range map[string][]byte{"of something else": anders, "damaged": beschadigd, "deep": diep(200), "empty": {0x30, 0}, "none": nil} {
		c.stempel = stempel
		wil := Veranderd
		if stempel == nil {
			wil = Echt // who takes it away has a signature of ours without a timestamp
		}
		if b := zs.Controleer("waterveen", gevuld(doc, h.begin, h.einde, c.bytes())); b.Uitkomst != wil || b.Gestempeld {
			t.Errorf("%s: %v, want %s", naam, b, wil)
		}
	}
}
