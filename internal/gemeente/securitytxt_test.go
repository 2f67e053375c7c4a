package gemeente

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/clearsign"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/go-chi/chi/v5"
)

// velden reads the file as RFC 9116 says who reports will.
func velden(t *testing.T, tekst string) map[string][]string {
	t.Helper()
	v := map[string][]string{}
	for _, regel := range strings.Split(strings.TrimSuffix(tekst, "\n"), "\n") {
		naam, waarde, ok := strings.Cut(regel, ": ")
		if !ok || waarde == "" || strings.TrimSpace(regel) != regel {
			t.Fatalf("not a field: %q", regel)
		}
		v[naam] = append(v[naam], waarde)
	}
	return v
}

func TestSecurityTxtIsRFC9116(t *testing.T) {
	nu := time.Date(2026, 11, 23, 15, 4, 5, 6, time.UTC)
	vol := Gemeente{Instellingen: Instellingen{Contact: Contact{Email: "info@veldwaarde.example"}}}
	eigen := Gemeente{Instellingen: Instellingen{Meldpunt: Meldpunt{Contact: "https://veldwaarde.example/melden", Beleid: "https://veldwaarde.example/cvd"}}}
	for _, c := range []struct {
		naam            string
		g               Gemeente
		hosts           []string
		contact, policy string
	}{
		{"a new gemeente", Gemeente{}, []string{"localhost:8080"}, "https://localhost:8080/contact", "https://localhost:8080/beveiliging"},
		{"the mail of the steunpunt", vol, []string{"mantelzorg.veldwaarde.example", "www.veldwaarde.example"}, "mailto:info@veldwaarde.example", "https://mantelzorg.veldwaarde.example/beveiliging"},
		{"its own words", eigen, []string{"mantelzorg.veldwaarde.example"}, "https://veldwaarde.example/melden", "https://veldwaarde.example/cvd"},
	} {
		v := velden(t, c.g.securitytxt(c.hosts, nu))
		if !slices.Equal(v["Contact"], []string{c.contact}) || !slices.Equal(v["Policy"], []string{c.policy}) || !slices.Equal(v["Preferred-Languages"], []string{"nl, en"}) {
			t.Errorf("%s: %v", c.naam, v)
		}
		for _, adres := range slices.Concat(v["Contact"], v["Policy"], v["Canonical"]) {
			u, err := url.Parse(adres)
			if err != nil || u.Scheme != "https" && u.Scheme != "mailto" {
				t.Errorf("%s: %q is no address that RFC 9116 allows", c.naam, adres)
			}
			if u.Scheme == "mailto" {
				if _, err := mail.ParseAddress(u.Opaque); err != nil {
					t.Errorf("%s: %q: %v", c.naam, adres, err)
				}
			}
		}
		if len(v["Canonical"]) != len(c.hosts) || v["Canonical"][0] != "https://"+c.hosts[0]+"/.well-known/security.txt" {
			t.Errorf("%s: %v", c.naam, v["Canonical"])
		}
	}
}

// Whatever the day, the file is good for months and never for a year.
func TestSecurityTxtExpiresWithinAYear(t *testing.T) {
	for nu := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC); nu.Year() < 2029; nu = nu.Add(25 * time.Hour) {
		v := velden(t, Gemeente{}.securitytxt([]string{"localhost"}, nu))
		if len(v["Expires"]) != 1 {
			t.Fatalf("%d times Expires", len(v["Expires"]))
		}
		tot, err := time.Parse(time.RFC3339, v["Expires"][0])
		if err != nil || tot.Before(nu.AddDate(0, 5, 0)) || !tot.Before(nu.AddDate(1, 0, 0)) {
			t.Fatalf("on %s: Expires %v, %v", nu, v["Expires"], err)
		}
	}
}

func TestMeldpuntTakesOnlyWhatTheFileMayHold(t *testing.T) {
	for _, m := range []Meldpunt{{}, {Contact: "mailto:cert@veldwaarde.example"}, {Contact: "tel:+31599000123"}, {Contact: "https://veldwaarde.example/melden", Beleid: "https://veldwaarde.example/cvd"}} {
		if zin := m.controleer(); zin != "" {
			t.Errorf("%+v: %s", m, zin)
		}
	}
	for _, m := range []Meldpunt{
		{Contact: "cert@veldwaarde.example"}, {Contact: "http://veldwaarde.example"}, {Contact: "javascript:alert(1)"}, {Contact: " "},
		{Contact: "mailto:a@b.example\nContact: mailto:kwaad@b.example"}, {Contact: "mailto:a@b.example Contact:"},
		{Beleid: "mailto:a@b.example"}, {Beleid: "/cvd"}, {Beleid: "https://a.example/\r\nExpires: 2099-01-01T00:00:00Z"},
	} {
		g := nieuweGemeente("veldwaarde", "GM9902")
		g.Meldpunt = m
		if g.Controleer() == "" {
			t.Errorf("%+v is taken", m)
		}
	}
}

// sleutelbestand writes a key as `gpg --export-secret-keys --armor` does.
func sleutelbestand(t *testing.T, blok string, schrijf func(*openpgp.Entity, *bytes.Buffer) error, cfg *packet.Config) (*openpgp.Entity, string) {
	t.Helper()
	e, err := openpgp.NewEntity("Mantelpunt", "proef", "cert@veldwaarde.example", cfg)
	if err != nil {
		t.Fatal(err)
	}
	var kaal, tekst bytes.Buffer
	if err := schrijf(e, &kaal); err != nil {
		t.Fatal(err)
	}
	w, err := armor.Encode(&tekst, blok, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(kaal.Bytes())
	_ = w.Close()
	pad := filepath.Join(t.TempDir(), "sleutel.asc")
	if err := os.WriteFile(pad, tekst.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return e, pad
}

func geheim(e *openpgp.Entity, b *bytes.Buffer) error   { return e.SerializePrivate(b, nil) }
func openbaar(e *openpgp.Entity, b *bytes.Buffer) error { return e.Serialize(b) }

func TestSignedSecurityTxt(t *testing.T) {
	sleutel, pad := sleutelbestand(t, openpgp.PrivateKeyType, geheim, nil)
	o, err := LeesOndertekenaar(pad)
	if err != nil {
		t.Fatal(err)
	}
	tekst := Gemeente{}.securitytxt([]string{"localhost"}, time.Now())
	uit, err := o.teken(tekst)
	if err != nil {
		t.Fatal(err)
	}
	blok, rest := clearsign.Decode(uit)
	if blok == nil || len(bytes.TrimSpace(rest)) != 0 || string(blok.Plaintext) != tekst {
		t.Fatalf("not the same text, signed:\n%s", uit)
	}
	if !bytes.Contains(uit, []byte("\n=")) {
		t.Error("no checksum: GnuPG reads past the end")
	}
	wie, err := blok.VerifySignature(openpgp.EntityList{sleutel}, nil)
	if err != nil || !bytes.Equal(wie.PrimaryKey.Fingerprint, sleutel.PrimaryKey.Fingerprint) {
		t.Fatalf("the signature is not valid: %v", err)
	}
	if weer, err := o.teken(tekst); err != nil || !bytes.Equal(weer, uit) {
		t.Error("the same text is signed again")
	}
	vals := bytes.Replace(uit, []byte("/contact"), []byte("/kwaad"), 1)
	if blok, _ = clearsign.Decode(vals); blok == nil {
		t.Fatal("not readable")
	}
	if _, err := blok.VerifySignature(openpgp.EntityList{sleutel}, nil); err == nil {
		t.Error("a changed text passes")
	}
}

func TestAKeyThatCannotSignIsRefusedAtStart(t *testing.T) {
	if o, err := LeesOndertekenaar(""); o != nil || err != nil {
		t.Errorf("no key is no signature: %v %v", o, err)
	}
	_, publiek := sleutelbestand(t, openpgp.PublicKeyType, openbaar, nil)
	dicht := func(e *openpgp.Entity, b *bytes.Buffer) error {
		if err := e.EncryptPrivateKeys([]byte("geheim"), nil); err != nil {
			return err
		}
		return e.SerializePrivateWithoutSigning(b, nil)
	}
	_, wachtwoord := sleutelbestand(t, openpgp.PrivateKeyType, dicht, nil)
	toen := func() time.Time { return time.Now().AddDate(-2, 0, 0) }
	_, verlopen := sleutelbestand(t, openpgp.PrivateKeyType, func(e *openpgp.Entity, b *bytes.Buffer) error {
		return e.SerializePrivate(b, &packet.Config{Time: toen})
	}, &packet.Config{Time: toen, KeyLifetimeSecs: 86400})
	geen := filepath.Join(t.TempDir(), "geen.asc")
	onzin := filepath.Join(t.TempDir(), "onzin.asc")
	if err := os.WriteFile(onzin, []byte("geen sleutel"), 0o600); err != nil {
		t.Fatal(err)
	}
	for naam, pad := range map[string]string{"public": publiek, "password": wachtwoord, "expired": verlopen, "missing": geen, "nonsense": onzin} {
		if _, err := LeesOndertekenaar(pad); err == nil || !strings.Contains(err.Error(), "BEVEILIGING_PGP_SLEUTEL") || strings.Contains(err.Error(), pad) {
			t.Errorf("%s: %v", naam, err)
		}
	}
}

func TestSecurityTxtIsServedPerGemeente(t *testing.T) {
	p := nieuweProef(t, true, twee()...)
	for host, wil := range map[string]string{
		"veldwaarde.localhost": "Contact: mailto:info@veldwaarde.example\n", // its public name is in Canonical
		"lindemeer.localhost":  "Contact: https://lindemeer.localhost/contact\n",
	} {
		w := p.vraag(host, "/.well-known/security.txt")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" || !strings.HasPrefix(w.Body.String(), wil) {
			t.Errorf("%s: %d %s\n%s", host, w.Code, w.Header(), w.Body)
		}
		velden(t, w.Body.String())
	}
	if w := p.vraag("veldwaarde.localhost", "/.well-known/security.txt"); !strings.Contains(w.Body.String(), "\nCanonical: https://mantelzorg.veldwaarde.example/.well-known/security.txt\n") {
		t.Errorf("%s", w.Body)
	}
	if w := p.vraag("kwaad.example", "/.well-known/security.txt"); w.Code != http.StatusMisdirectedRequest {
		t.Errorf("a host that is nobody's: %d", w.Code)
	}
	for _, pad := range []string{"/beveiliging", "/en/beveiliging"} {
		if d := p.pagina(t, "veldwaarde.localhost", pad, http.StatusOK); d.Find("main a[href='mailto:info@veldwaarde.example']").Length() != 1 {
			t.Errorf("%s does not say where to report", pad)
		}
	}
	if d := p.pagina(t, "lindemeer.localhost", "/en/beveiliging", http.StatusOK); d.Find("main a[href='/en/contact']").Length() != 1 {
		t.Error("without mail address it leads to the page with the others")
	}
}

// With a key the file is signed; with one that is past its day it is still there.
func TestServedSecurityTxtIsSigned(t *testing.T) {
	p := nieuweProef(t, true, twee()...)
	sleutel, pad := sleutelbestand(t, openpgp.PrivateKeyType, geheim, &packet.Config{KeyLifetimeSecs: 86400})
	o, err := LeesOndertekenaar(pad)
	if err != nil {
		t.Fatal(err)
	}
	a := &httpx.Afhandelaar{Log: slog.New(slog.DiscardHandler)}
	r := chi.NewRouter()
	r.Use(p.register.Middleware(a))
	Handler{Register: p.register, Web: a, Ondertekenaar: o}.Routes(r)
	vraag := func() []byte {
		req := httptest.NewRequest(http.MethodGet, "/.well-known/security.txt", nil)
		req.Host = "veldwaarde.localhost"
		w := httptest.NewRecorder()
		r.ServeHTTP(w, req)
		if w.Code != http.StatusOK {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return w.Body.Bytes()
	}
	blok, _ := clearsign.Decode(vraag())
	if blok == nil {
		t.Fatal("not signed")
	}
	if _, err := blok.VerifySignature(openpgp.EntityList{sleutel}, nil); err != nil {
		t.Error(err)
	}
	o.klok = func() time.Time { return time.Now().AddDate(1, 0, 0) }
	clear(o.getekend)
	if b := vraag(); bytes.Contains(b, []byte("PGP")) || !bytes.HasPrefix(b, []byte("Contact: ")) {
		t.Errorf("%s", b)
	}
}
