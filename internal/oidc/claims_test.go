package oidc

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func TestBSN(t *testing.T) {
	for s, want := range map[string]string{
		"999990019": "999990019", "111222333": "111222333", "123456782": "123456782", "s00000000:123456782": "123456782",
		"10000008": "010000008", // a zero that a number lost
		"":         "", "123456789": "", "999990018": "", "000000000": "", "00000000": "", "99999001": "", "9999900190": "", "99999001a": "",
		" 999990019": "", "s00000001:999990019": "", "-99990019": "", "٩٩٩٩٩٠٠١٩": "",
	} {
		if got, ok := BSN(s); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v", s, got, ok)
		}
	}
}

func TestClaimsOfTheBSN(t *testing.T) {
	for ruw, want := range map[string]string{
		`{"bsn":"999990019"}`: bsn, `{"bsn":999990019}`: bsn, `{"bsn":"s00000000:999990019"}`: bsn,
		`{"bsn":9.99990019e8}`: "", `{"bsn":["999990019"]}`: "", `{"bsn":null}`: "", `{}`: "", `{"BSN":"999990019"}`: "", `{"bsn":{"x":"999990019"}}`: "",
	} {
		k, err := leesClaims([]byte(ruw))
		if err != nil {
			t.Fatal(ruw, err)
		}
		if got, err := k.bsn("bsn"); got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %v", ruw, err)
		}
	}
}

func TestWhatIsNoSetOfClaims(t *testing.T) {
	for _, ruw := range []string{"", "7", "[]", "{", `{"a":1`, `{"a":1}x`, `{"a":1}{}`, `{"a":1,"a":2}`, `{"a":1,"A":2}`, "{\"k\":1,\"\u212a\":2}", "{\"a\":\"\xff\"}", `{"a":` + strings.Repeat(" ", maxToken) + `1}`} {
		if _, err := leesClaims([]byte(ruw)); RedenVan(err) != Geweigerd {
			t.Errorf("%.30q: %v", ruw, err)
		}
	}
}

func TestAnIdentityIsNotPrinted(t *testing.T) {
	id := Identiteit{BSN: bsn, Onderwerp: "fatima", IDToken: "token", Naam: "Fatima"}
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "id", id)
	fmt.Fprintf(&b, "%v %+v %#v %s", id, id, id, id)
	for _, x := range []string{bsn, "atima", "token"} {
		if strings.Contains(b.String(), x) {
			t.Errorf("%q stands in %s", x, b.String())
		}
	}
}

func TestLoginsThatAreUnderWay(t *testing.T) {
	c := Config{Uitgever: "https://a.example", ClientID: "portaal"}
	nu := time.Now()
	nieuw := func(state string, sinds time.Duration) Aanvraag {
		return Aanvraag{Uitgever: c.Uitgever, ClientID: c.ClientID, State: state, Begonnen: nu.Add(-sinds)}
	}
	var l Lopend
	l = l.Met(nieuw("oud", time.Hour)).Met(nieuw("een", time.Minute)).Met(nieuw("twee", 0))
	l = LeesLopend(l.String())
	if len(l) != 2 {
		t.Fatalf("%d logins, want the two that are not too old", len(l))
	}
	if _, _, ok := l.Neem(c, ""); ok {
		t.Error("no state is no login")
	}
	if _, _, ok := l.Neem(Config{Uitgever: c.Uitgever, ClientID: "ander"}, "een"); ok {
		t.Error("a login of another registration")
	}
	v, rest, ok := l.Neem(c, "een")
	if !ok || v.State != "een" || len(rest) != 1 || len(l) != 2 || l[0].State != "een" {
		t.Error("the login of the first tab must be found and taken, without touching the list itself")
	}
	if _, _, ok := rest.Neem(c, "een"); ok {
		t.Error("a login serves once")
	}
	for i := range 9 {
		rest = rest.Met(nieuw(fmt.Sprint(i), 0))
	}
	if len(rest) != maxLopend || rest[maxLopend-1].State != "8" {
		t.Errorf("%d logins under way", len(rest))
	}
	if LeesLopend("x") != nil || LeesLopend("") != nil || (Lopend)(nil).String() != "" {
		t.Error("nothing is nothing")
	}
}

func TestOrigin(t *testing.T) {
	for s, want := range map[string]string{
		"https://a.example/realms/b": "https://a.example", "https://a.example:8443": "https://a.example:8443", "javascript:x": "", "": "", "a.example": "", "ftp://a.example": "",
		"https://u:p@a.example/": "https://a.example",
	} {
		if got := Oorsprong(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// FuzzClaims reads what a provider may sign: whatever it is, what comes out is
// short, can be printed, and a BSN is one.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{
		`{"iss":"https://a.example","sub":"x","bsn":"999990019","groups":["a","b"],"amr":["mfa"],"auth_time":1,"name":"A\u202eB","email":"a@b.example","email_verified":true,"sid":"s","acr":"h"}`,
		`{"iss":"i","sub":"s00000000:999990019","bsn":999990019,"groups":"a"}`, `{"iss":"i","sub":"x","bsn":"1","groups":[1]}`, `{"sub":"a","SUB":"b"}`,
		`{"iss":"i","sub":"x","bsn":"111222333","given_name":"A","family_name":"B","auth_time":1e99}`, `{"iss":null,"sub":[],"x":{"y":{"z":[[[[]]]]}}}`, `[]`, ``, `{"sub":"\ud800"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, ruw []byte) {
		k, err := leesClaims(ruw)
		if err != nil {
			if RedenVan(err) != Geweigerd {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		id, err := identiteit(Config{ClaimBSN: "bsn", ClaimGroepen: "groups"}, k)
		if err != nil {
			if id.Onderwerp != "" || id.BSN != "" || RedenVan(err) != Geweigerd {
				t.Fatalf("half a person, or an error of another kind: %v", err)
			}
			return
		}
		if _, ok := BSN(id.BSN); !ok || len(id.BSN) != 9 || id.Onderwerp == "" || id.Uitgever == "" || len(id.Groepen) > maxGroepen {
			t.Fatal("this is nobody")
		}
		for _, s := range append([]string{id.Uitgever, id.Onderwerp, id.SID, id.ACR, id.Email, id.Naam}, append(id.Groepen, id.AMR...)...) {
			if len(s) > 4*maxClaim || !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Fatalf("%q came through", s)
			}
		}
	})
}
