package postgres

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
)

// The example of RFC 7677, 3: with the server key of our verifier the server signs as
// the RFC says, and the stored key is the hash of the key that the client proves.
func TestScramVerifier(t *testing.T) {
	b64 := func(s string) []byte {
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	v, err := scram("pencil", b64("W22ZaJ0SNY7soEsUEjb6gQ=="))
	if err != nil || !strings.HasPrefix(v, "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$") {
		t.Fatal(v, err)
	}
	stored, server, _ := strings.Cut(v[strings.LastIndex(v, "$")+1:], ":")
	const nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
	bericht := "n=user,r=rOprNGfwEbeRWgbNEkqO,r=" + nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=" + nonce
	teken := func(sleutel []byte) []byte {
		h := hmac.New(sha256.New, sleutel)
		h.Write([]byte(bericht))
		return h.Sum(nil)
	}
	if got := base64.StdEncoding.EncodeToString(teken(b64(server))); got != "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=" {
		t.Errorf("the server signs %s", got)
	}
	client, bewijs := teken(b64(stored)), b64("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
	for i := range client {
		client[i] ^= bewijs[i]
	}
	if som := sha256.Sum256(client); base64.StdEncoding.EncodeToString(som[:]) != stored {
		t.Error("the client of the RFC is refused")
	}
}
