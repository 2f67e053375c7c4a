package zegel

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

// gelezen checks a JWS as somebody else does, with the keys that are published.
func gelezen(t *testing.T, zs *Zegels, jws string) (inhoud string, err error) {
	t.Helper()
	b, err := zs.JWKS("waterveen")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), `"d"`) {
		t.Fatalf("a private key is published: %s", b)
	}
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(b, &set); err != nil {
		t.Fatal(err)
	}
	s, err := jose.ParseSigned(jws, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	uit, err := s.Verify(set)
	return string(uit), err
}

func TestJWS(t *testing.T) {
	for _, metRSA := range []bool{false, true} {
		p := plek(t)
		p.RSA = metRSA
		proefzegel(t, p)
		zs, z := open(t, p, "")
		jws, err := z.JWS(map[string]string{"code": "K7MW4T9PXQ2H"})
		if err != nil {
			t.Fatal(err)
		}
		if len(jws) > 300 || strings.Count(jws, ".") != 2 {
			t.Errorf("%d letters do not fit in a QR code: %s", len(jws), jws)
		}
		if inhoud, err := gelezen(t, zs, jws); err != nil || inhoud != `{"code":"K7MW4T9PXQ2H"}` {
			t.Errorf("%q %v", inhoud, err)
		}
		proefzegel(t, p)
		nieuw, z2 := open(t, p, "")
		if inhoud, err := gelezen(t, nieuw, jws); err != nil || inhoud == "" {
			t.Errorf("after rotation, rsa=%v: %v", metRSA, err)
		}
		na, err := z2.JWS(1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := gelezen(t, zs, na); err == nil {
			t.Error("the key did not change")
		}
		if _, err := gelezen(t, nieuw, na); err != nil {
			t.Errorf("the new key: %v", err)
		}
	}
	_, z := open(t, func() Plek { p := plek(t); proefzegel(t, p); return p }(), "")
	if _, err := z.JWS(make(chan int)); err == nil {
		t.Error("what is no JSON is signed")
	}
}
