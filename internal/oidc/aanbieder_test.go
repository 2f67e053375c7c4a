package oidc

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/oidctest"
)

const bsn = "999990019"

// proef is our client, a real provider, and a browser.
type proef struct {
	t       *testing.T
	a       *Aanbieders
	p       *oidctest.Aanbieder
	c       Config
	browser *http.Client
}

func nieuw(t *testing.T) *proef {
	t.Helper()
	p := &proef{t: t, a: Nieuw(true), p: oidctest.Start(t)}
	p.c = Config{Uitgever: p.p.Uitgever, ClientID: "portaal", Geheim: "geheim van het portaal", Terug: "http://portaal.example/terug",
		ACR: []string{"midden", "hoog"}, ClaimBSN: "bsn", MaxLeeftijd: 15 * time.Minute}
	client := oidctest.Client{ID: p.c.ClientID, Geheim: p.c.Geheim, Terug: []string{p.c.Terug}, NaUitloggen: []string{"http://portaal.example/uitgelogd"}}
	kaal, post, ec := client, client, client
	kaal.ID, post.ID, ec.ID = "ander", "post", "ec"
	post.Aanmelden, post.Algoritme, ec.Algoritme = "client_secret_post", "PS256", "ES256"
	p.p.Zet(oidctest.Stand{Clients: []oidctest.Client{client, kaal, post, ec}, Mensen: map[string]oidctest.Mens{
		"fatima": {ACR: "midden", AMR: []string{"otp"}, Claims: map[string]any{"bsn": bsn}},
		"laag":   {ACR: "laag", Claims: map[string]any{"bsn": bsn}},
		"zonder": {Claims: map[string]any{"bsn": bsn}},
		"fout":   {ACR: "hoog", Claims: map[string]any{"bsn": "999990018"}},
		"gister": {ACR: "hoog", Geleden: 86400, Claims: map[string]any{"bsn": bsn}},
		"carla": {ACR: "mfa", AMR: []string{"pwd", "mfa"}, Claims: map[string]any{"name": " Carla\u202e \n Bakker ", "email": "carla@veldwaarde.example", "email_verified": true,
			"groups": []string{"consulenten", "iedereen"}}},
	}})
	p.nieuweBrowser()
	return p
}

func (p *proef) nieuweBrowser() {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	p.browser = &http.Client{Jar: jar}
}

// begin starts a login and gives the address to go to.
func (p *proef) begin() (Aanvraag, string) {
	p.t.Helper()
	v, adres, err := p.a.Begin(context.Background(), p.c, "nl")
	if err != nil {
		p.t.Fatal(err)
	}
	return v, adres
}

// loop walks through the provider and gives the query that comes back.
func (p *proef) loop(adres, wie string) url.Values {
	p.t.Helper()
	pagina := p.p.Loop(p.browser, adres, wie)
	u, err := url.Parse(pagina.Naar)
	if err != nil || !strings.HasPrefix(pagina.Naar, p.c.Terug+"?") {
		p.t.Fatalf("the provider did not send us back: %d %q %.500s", pagina.Status, pagina.Naar, pagina.Tekst)
	}
	return u.Query()
}

func (p *proef) log(wie string) (Identiteit, error) {
	p.t.Helper()
	p.nieuweBrowser()
	v, adres := p.begin()
	return p.a.Terugkomst(context.Background(), p.c, v, p.loop(adres, wie))
}

func (p *proef) wil(err error, r Reden, in string) {
	p.t.Helper()
	if RedenVan(err) != r || !strings.Contains(err.Error(), in) {
		p.t.Errorf("got %v, want %s about %q", err, r, in)
	}
	if err != nil && (strings.Contains(err.Error(), bsn) || strings.Contains(err.Error(), "999990018")) {
		p.t.Errorf("the error holds a BSN: %v", err)
	}
}

func TestLogin(t *testing.T) {
	p := nieuw(t)
	v, adres := p.begin()
	u, err := url.Parse(adres)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for naam, want := range map[string]string{"response_type": "code", "scope": "openid", "acr_values": "midden hoog", "code_challenge_method": "S256", "max_age": "900",
		"ui_locales": "nl", "state": v.State, "nonce": v.Nonce, "redirect_uri": p.c.Terug, "claims": `{"id_token":{"bsn":{"essential":true}}}`} {
		if q.Get(naam) != want {
			t.Errorf("%s is %q, want %q", naam, q.Get(naam), want)
		}
	}
	if strings.Contains(adres, v.Verifier) || len(v.State) != 43 || len(v.Nonce) != 43 || len(v.Verifier) != 43 || v.State == v.Nonce {
		t.Error("the verifier must stay here, and each secret be 32 random bytes")
	}
	terug := p.loop(adres, "fatima")
	if terug.Get("iss") != p.c.Uitgever {
		t.Error("the provider names itself (RFC 9207)")
	}
	id, err := p.a.Terugkomst(context.Background(), p.c, v, terug)
	if err != nil {
		t.Fatal(err)
	}
	if id.BSN != bsn || id.Onderwerp != "fatima" || id.Uitgever != p.c.Uitgever || id.ACR != "midden" || id.SID != "" && len(id.SID) < 10 || id.IDToken == "" || !slices.Equal(id.AMR, []string{"otp"}) || time.Since(id.AuthTijd) > time.Minute {
		t.Errorf("who came back is not who logged in")
	}

	// the same answer once more: the code is spent
	_, err = p.a.Terugkomst(context.Background(), p.c, v, terug)
	p.wil(err, Verlopen, "code is al gebruikt")
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("kind %v", fault.KindOf(err))
	}
}

func TestStaff(t *testing.T) {
	p := nieuw(t)
	p.c.ACR, p.c.ClaimBSN, p.c.ClaimGroepen, p.c.MaxLeeftijd, p.c.Scopes = nil, "", "groups", 0, []string{"profile", "email"}
	id, err := p.log("carla")
	if err != nil {
		t.Fatal(err)
	}
	if id.Naam != "Carla Bakker" || id.Email != "carla@veldwaarde.example" || !id.EmailBevestigd || !slices.Equal(id.Groepen, []string{"consulenten", "iedereen"}) || id.BSN != "" {
		t.Errorf("%q %q %v %v", id.Naam, id.Email, id.EmailBevestigd, id.Groepen)
	}
	p.c.ACR = []string{"tweede factor"}
	_, err = p.log("carla")
	p.wil(err, TeLaag, "acr")
	p.c.ACR = []string{"pwd"} // stands in amr
	_, err = p.log("carla")
	p.wil(err, TeLaag, "acr")
	p.c.AMRTelt = true
	if _, err = p.log("carla"); err != nil {
		t.Error(err)
	}
}

func TestEveryAlgorithm(t *testing.T) {
	p := nieuw(t)
	for _, client := range []string{"post", "ec"} { // PS256 and ES256
		p.c.ClientID = client
		if _, err := p.log("fatima"); err != nil {
			t.Errorf("%s: %v", client, err)
		}
	}
	p.c.Geheim = "een ander"
	_, err := p.log("fatima")
	p.wil(err, Onbereikbaar, "invalid_client")
}

func TestRefused(t *testing.T) {
	p := nieuw(t)
	for wie, want := range map[string]struct {
		r  Reden
		in string
	}{
		"laag":   {TeLaag, "acr"},
		"zonder": {TeLaag, "acr"},
		"fout":   {Geweigerd, "burgerservicenummer"},
		"carla":  {TeLaag, "acr"},
		"":       {Geannuleerd, "afgebroken"},
	} {
		_, err := p.log(wie)
		p.wil(err, want.r, want.in)
	}
	_, err := p.log("gister")
	p.wil(err, Geweigerd, "te lang geleden")
}

func TestTheAnswerBelongsToTheQuestion(t *testing.T) {
	p := nieuw(t)
	ctx := context.Background()
	probeer := func(naam string, r Reden, in string, wijzig func(v *Aanvraag, adres *string), terug func(q url.Values)) {
		t.Helper()
		p.nieuweBrowser()
		v, adres := p.begin()
		if wijzig != nil {
			wijzig(&v, &adres)
		}
		q := p.loop(adres, "fatima")
		if terug != nil {
			terug(q)
		}
		_, err := p.a.Terugkomst(ctx, p.c, v, q)
		if RedenVan(err) != r || !strings.Contains(err.Error(), in) {
			t.Errorf("%s: got %v, want %s %q", naam, err, r, in)
		}
	}
	vervang := func(naam, waarde string) func(*Aanvraag, *string) {
		return func(_ *Aanvraag, adres *string) {
			u, _ := url.Parse(*adres)
			q := u.Query()
			q.Set(naam, waarde)
			u.RawQuery = q.Encode()
			*adres = u.String()
		}
	}
	zet := func(naam, waarde string) func(url.Values) { return func(q url.Values) { q.Set(naam, waarde) } }
	probeer("nonce of another", Geweigerd, "nonce", vervang("nonce", "een andere nonce die niemand vroeg"), nil)
	probeer("state of another", Verlopen, "state", vervang("state", "een andere"), nil)
	probeer("no state", Verlopen, "state", nil, func(q url.Values) { q.Del("state") })
	probeer("verifier of another", Verlopen, "code", func(v *Aanvraag, _ *string) { v.Verifier = geheim() }, nil)
	probeer("issuer of another", Geweigerd, "uitgever", nil, zet("iss", "https://elders.example"))
	probeer("no issuer", Geweigerd, "uitgever", nil, func(q url.Values) { q.Del("iss") })
	probeer("no code", Geweigerd, "geen code", nil, func(q url.Values) { q.Del("code") })
	probeer("made up code", Verlopen, "code", nil, zet("code", "verzonnen"))
	probeer("two codes", Geweigerd, "geen code", nil, func(q url.Values) { q.Add("code", "nog een") })
	probeer("too late", Verlopen, "te lang", func(v *Aanvraag, _ *string) { v.Begonnen = v.Begonnen.Add(-11 * time.Minute) }, nil)
	probeer("another registration", Verlopen, "state", func(v *Aanvraag, _ *string) { v.ClientID = "ander" }, nil)
	probeer("error of an outsider", Onbereikbaar, "onbekend", nil, zet("error", "a\r\nregel=vals"))
	probeer("error of the provider", Onbereikbaar, "server_error", nil, zet("error", "server_error"))
	probeer("error without issuer", Geweigerd, "uitgever", nil, func(q url.Values) { q.Set("error", "access_denied"); q.Del("iss") })
}

func TestCodeOfAnotherClient(t *testing.T) {
	p := nieuw(t)
	v, adres := p.begin()
	q := p.loop(adres, "fatima")
	p.c.ClientID, v.ClientID = "ander", "ander"
	_, err := p.a.Terugkomst(context.Background(), p.c, v, q)
	p.wil(err, Verlopen, "niet van ons")
}

func TestExpiredToken(t *testing.T) {
	p := nieuw(t)
	v, adres := p.begin()
	q := p.loop(adres, "fatima")
	terug := -7200
	p.p.Zet(oidctest.Stand{Klok: &terug}) // its tokens live five minutes
	_, err := p.a.Terugkomst(context.Background(), p.c, v, q)
	p.wil(err, Geweigerd, "verlopen")
	vooruit := 600
	p.p.Zet(oidctest.Stand{Klok: &vooruit})
	_, err = p.log("fatima")
	p.wil(err, Geweigerd, "niet van dit moment")
	half := 60
	p.p.Zet(oidctest.Stand{Klok: &half})
	if _, err = p.log("fatima"); err != nil {
		t.Errorf("a minute is no difference: %v", err)
	}
}

func TestKeyRotation(t *testing.T) {
	p := nieuw(t)
	if _, err := p.log("fatima"); err != nil {
		t.Fatal(err)
	}
	p.p.Zet(oidctest.Stand{NieuweSleutels: true})
	if _, err := p.log("fatima"); err != nil {
		t.Errorf("a key that came after the first login: %v", err)
	}
}

func TestClaimsInUserinfoAlone(t *testing.T) {
	p := nieuw(t)
	ja := true
	p.p.Zet(oidctest.Stand{InUserinfo: &ja})
	if id, err := p.log("fatima"); err != nil || id.BSN != bsn {
		t.Errorf("%v", err)
	}
}

func TestProviderAway(t *testing.T) {
	p := nieuw(t)
	ctx := context.Background()
	nu := time.Now()
	p.a.nu = func() time.Time { return nu }
	ja, nee := true, false
	p.p.Zet(oidctest.Stand{Weg: &ja})
	_, _, err := p.a.Begin(ctx, p.c, "nl")
	p.wil(err, Onbereikbaar, "geen verbinding")
	if fault.KindOf(err) != fault.Unavailable {
		t.Errorf("kind %v", fault.KindOf(err))
	}
	p.p.Zet(oidctest.Stand{Weg: &nee})
	if _, _, err = p.a.Begin(ctx, p.c, "nl"); RedenVan(err) != Onbereikbaar {
		t.Errorf("a provider that was away a moment ago is left alone: %v", err)
	}
	nu = nu.Add(naStoring)
	v, adres, err := p.a.Begin(ctx, p.c, "nl")
	if err != nil {
		t.Fatalf("it is back: %v", err)
	}
	q := p.loop(adres, "fatima")
	p.p.Zet(oidctest.Stand{Weg: &ja})
	_, err = p.a.Terugkomst(ctx, p.c, v, q)
	p.wil(err, Onbereikbaar, "geen verbinding")

	nu = nu.Add(2 * versVoor)
	if _, _, err = p.a.Begin(ctx, p.c, "nl"); err != nil {
		t.Errorf("what was known before is kept: %v", err)
	}
	p.p.Stop()
	if _, _, err = Nieuw(true).Begin(ctx, p.c, "nl"); RedenVan(err) != Onbereikbaar {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestOnlyHTTPS(t *testing.T) {
	for _, uitgever := range []string{"http://127.0.0.1:1", "https://wie@elders.example", "ftp://elders.example", "elders", "", "https://elders.example#x"} {
		if _, _, err := Nieuw(false).Begin(context.Background(), Config{Uitgever: uitgever}, "nl"); RedenVan(err) != Onbereikbaar || !strings.Contains(err.Error(), "https") {
			t.Errorf("%q: %v", uitgever, err)
		}
	}
}

func TestLogoutForm(t *testing.T) {
	p := nieuw(t)
	id, err := p.log("fatima")
	if err != nil {
		t.Fatal(err)
	}
	f, ok := p.a.Uitloggen(context.Background(), p.c, id.IDToken, "http://portaal.example/uitgelogd")
	if !ok || f.Oorsprong != p.p.Uitgever || f.Actie != p.p.Uitgever+"/session/end" {
		t.Fatalf("%v %s %s", ok, f.Oorsprong, f.Actie)
	}
	pagina := p.p.Uitloggen(p.browser, url.Values{"id_token_hint": {f.IDToken}, "client_id": {f.ClientID}, "post_logout_redirect_uri": {f.Terug}, "state": {"x"}})
	if pagina.Naar != "http://portaal.example/uitgelogd?state=x" {
		t.Errorf("%d %q %.300s", pagina.Status, pagina.Naar, pagina.Tekst)
	}
	if _, ok := p.a.Uitloggen(context.Background(), p.c, "", "x"); ok {
		t.Error("without an ID token there is nothing to post")
	}
}

func TestTheProviderTellsThatSomebodyLoggedOut(t *testing.T) {
	p := nieuw(t)
	tokens := make(chan string, 2)
	wij := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { tokens <- r.PostFormValue("logout_token") }))
	defer wij.Close()
	for _, metSID := range []bool{true, false} {
		p.p.Zet(oidctest.Stand{Clients: []oidctest.Client{{ID: p.c.ClientID, Geheim: p.c.Geheim, Terug: []string{p.c.Terug}, Afmelden: wij.URL, MetSID: metSID}}})
		id, err := p.log("fatima")
		if err != nil {
			t.Fatal(err)
		}
		if metSID != (id.SID != "") {
			t.Errorf("sid %q", id.SID)
		}
		p.p.Uitloggen(p.browser, nil)
		var ruw string
		select {
		case ruw = <-tokens: // the provider waits for our answer before it goes on
		default:
			t.Fatal("the provider told us nothing")
		}
		af, err := p.a.Uitlogtoken(context.Background(), p.c, ruw)
		if err != nil || af.SID != id.SID || af.Onderwerp != "fatima" || af.Uitgever != p.c.Uitgever || af.JTI == "" || time.Until(af.Tot) < aanvraagDuur || time.Until(af.Tot) > time.Hour {
			t.Errorf("%v", err)
		}
		if _, err := p.a.Uitlogtoken(context.Background(), p.c, id.IDToken); RedenVan(err) != Geweigerd {
			t.Errorf("an ID token is no logout token: %v", err)
		}
		ander := p.c
		ander.ClientID = "ander"
		if _, err := p.a.Uitlogtoken(context.Background(), ander, ruw); RedenVan(err) != Geweigerd {
			t.Errorf("a token for another client: %v", err)
		}
	}
}
