package zegel

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"time"

	"mantelpunt/internal/fault"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
)

// stempelaar asks a timestamp service (RFC 3161) to say when a signature was there,
// so that it stays good after its certificate has expired.
type stempelaar struct {
	url    string
	client *http.Client
}

// stempelGeduld is how long issuing a document may wait for the service.
const stempelGeduld = 8 * time.Second

// grootsteStempel bounds what is read of an answer, and what a signature holds.
const grootsteStempel = 12 << 10

func nieuweStempelaar(url string) *stempelaar {
	return &stempelaar{url: url, client: &http.Client{
		Timeout:       stempelGeduld,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// stempel gives a token for the value of a signature. Nothing is issued when the
// service fails, and it can be asked again.
func (s *stempelaar) stempel(waarde []byte) ([]byte, error) {
	token, err := s.vraag(waarde)
	if err != nil {
		return nil, &fault.Error{
			Kind:  fault.Unavailable,
			Tekst: "De dienst die documenten van een tijdstempel voorziet, antwoordt nu niet. Er is niets verloren gegaan. Probeer het over een paar minuten opnieuw.",
			Err:   fmt.Errorf("tijdstempel: %w", err),
		}
	}
	return token, nil
}

func (s *stempelaar) vraag(waarde []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, err
	}
	vraag, err := timestamp.CreateRequest(bytes.NewReader(waarde), &timestamp.RequestOptions{Hash: crypto.SHA256, Certificates: true, Nonce: nonce})
	if err != nil {
		return nil, err
	}
	res, err := s.client.Post(s.url, "application/timestamp-query", bytes.NewReader(vraag))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("antwoord met status %d", res.StatusCode)
	}
	antwoord, err := io.ReadAll(io.LimitReader(res.Body, grootsteStempel+1))
	if err != nil {
		return nil, err
	}
	if len(antwoord) > grootsteStempel {
		return nil, errors.New("het antwoord is te groot")
	}
	if !ondiep(antwoord) {
		return nil, errStempel
	}
	t, err := timestamp.ParseResponse(antwoord)
	if err != nil {
		return nil, err
	}
	if t.Nonce == nil || t.Nonce.Cmp(nonce) != 0 {
		return nil, errors.New("het antwoord hoort bij een andere vraag")
	}
	return t.RawToken, stempelKlopt(t.RawToken, waarde)
}

var errStempel = errors.New("het tijdstempel is niet goed")

// stempelKlopt tells whether a token is a timestamp of this signature, undamaged
// and set by who may set timestamps. Whether that service is to be trusted is for
// whoever reads the document; we trust the one that is configured.
func stempelKlopt(token, waarde []byte) error {
	if len(token) > grootsteStempel || !ondiep(token) {
		return errStempel
	}
	t, err := timestamp.Parse(token) // checks its signature when there are certificates
	if err != nil {
		return fmt.Errorf("%w: %w", errStempel, err)
	}
	p7, err := pkcs7.Parse(token)
	if err != nil {
		return fmt.Errorf("%w: %w", errStempel, err)
	}
	c := p7.GetOnlySigner()
	switch {
	case c == nil || !slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageTimeStamping):
		return fmt.Errorf("%w: de ondertekenaar mag geen tijdstempels zetten", errStempel)
	case t.HashAlgorithm != crypto.SHA256 || !bytes.Equal(t.HashedMessage, hash(waarde)):
		return fmt.Errorf("%w: het gaat over iets anders", errStempel)
	}
	return nil
}

// ondiep tells whether b is DER that does not nest endlessly. The libraries above
// descend as deep as they are led.
func ondiep(b []byte) bool { return tot(b, 32) }

func tot(b []byte, diepte int) bool {
	for len(b) > 0 {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(b, &v)
		if err != nil || diepte == 0 || v.IsCompound && !tot(v.Bytes, diepte-1) {
			return false
		}
		b = rest
	}
	return true
}
