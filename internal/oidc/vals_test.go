package oidc

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// vals is a provider that signs whatever a test wants: what no honest one would send.
type vals struct {
	t       *testing.T
	srv     *httptest.Server
	sleutel *rsa.PrivateKey
	meta    map[string]any
	token   string         // id_token of the next exchange
	info    map[string]any // userinfo
	form    url.Values     // of the last exchange
	a       *Aanbieders
	c       Config
}

func nieuwVals(t *testing.T) *vals {
	t.Helper()
	sleutel, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &vals{t: t, sleutel: sleutel, a: Nieuw(true)}
	antwoord := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) { antwoord(w, p.meta) })
	mux.HandleFunc("/sleutels", func(w http.ResponseWriter, _ *http.Request) {
		antwoord(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: sleutel.Public(), KeyID: "een", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/ruil", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		p.form = r.PostForm
		antwoord(w, map[string]any{"access_token": "toegang", "token_type": "Bearer", "id_token": p.token})
	})
	mux.HandleFunc("/wie", func(w http.ResponseWriter, _ *http.Request) { antwoord(w, p.info) })
	mux.HandleFunc("/elders", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/ruil", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/lang", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"access_token":"` + strings.Repeat("x", maxAntwoord) + `"}`))
	})
	p.srv = httptest.NewServer(mux)
	t.Cleanup(p.srv.Close)
	p.meta = map[string]any{"issuer": p.srv.URL, "authorization_endpoint": p.srv.URL + "/begin", "token_endpoint": p.srv.URL + "/ruil",
		"jwks_uri": p.srv.URL + "/sleutels", "id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"}}
	p.c = Config{Uitgever: p.srv.URL, ClientID: "portaal", Geheim: "geheim", Terug: "http://portaal.example/terug", ClaimGroepen: "groups"}
	return p
}

func (p *vals) teken(alg jose.SignatureAlgorithm, sleutel any, typ jose.ContentType, payload []byte) string {
	p.t.Helper()
	o := (&jose.SignerOptions{}).WithHeader("kid", "een")
	if typ != "" {
		o = o.WithType(typ)
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: sleutel}, o)
	if err != nil {
		p.t.Fatal(err)
	}
	j, err := s.Sign(payload)
	if err != nil {
		p.t.Fatal(err)
	}
	t, err := j.CompactSerialize()
	if err != nil {
		p.t.Fatal(err)
	}
	return t
}

// goed are claims with which somebody gets in, but for those of anders.
func (p *vals) goed(v Aanvraag, anders map[string]any) []byte {
	nu := time.Now().Unix()
	c := map[string]any{"iss": p.srv.URL, "sub": "iemand", "aud": "portaal", "exp": nu + 60, "iat": nu, "nonce": v.Nonce, "groups": []string{"een"}}
	maps.Copy(c, anders)
	maps.DeleteFunc(c, func(_ string, v any) bool { return v == nil })
	b, err := json.Marshal(c)
	if err != nil {
		p.t.Fatal(err)
	}
	return b
}

func (p *vals) log(maak func(v Aanvraag) string) (Identiteit, error) {
	p.t.Helper()
	v, _, err := p.a.Begin(context.Background(), p.c, "")
	if err != nil {
		return Identiteit{}, err
	}
	p.token = maak(v)
	return p.a.Terugkomst(context.Background(), p.c, v, url.Values{"state": {v.State}, "code": {"x"}})
}

func TestTokensThatNoHonestProviderSends(t *testing.T) {
	p := nieuwVals(t)
	nu := time.Now().Unix()
	for naam, c := range map[string]struct {
		anders map[string]any
		want   string // "" is let in
	}{
		"as it should be":              {nil, ""},
		"of another issuer":            {map[string]any{"iss": "https://elders.example"}, "andere uitgever"},
		"for another client":           {map[string]any{"aud": "ander"}, "voor een ander"},
		"for another client as well":   {map[string]any{"aud": []string{"portaal", "ander"}}, "ook voor een ander"},
		"a list of one":                {map[string]any{"aud": []string{"portaal"}}, ""},
		"given to another":             {map[string]any{"azp": "ander"}, "uitgegeven aan een ander"},
		"given to us":                  {map[string]any{"azp": "portaal"}, ""},
		"given to something strange":   {map[string]any{"azp": 7}, "vorm"},
		"expired":                      {map[string]any{"exp": nu - 1}, "verlopen"},
		"without end":                  {map[string]any{"exp": nil}, "verlopen"},
		"not yet":                      {map[string]any{"nbf": nu + 3600}, "nog niet geldig"},
		"of an hour ago":               {map[string]any{"iat": nu - 3600}, "niet van dit moment"},
		"of an hour from now":          {map[string]any{"iat": nu + 3600}, "niet van dit moment"},
		"without a moment":             {map[string]any{"iat": nil}, "niet van dit moment"},
		"without nonce":                {map[string]any{"nonce": nil}, "nonce"},
		"with the nonce of another":    {map[string]any{"nonce": "x"}, "nonce"},
		"with a wrong at_hash":         {map[string]any{"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash"},
		"of a login in the future":     {map[string]any{"auth_time": nu + 3600}, "toekomst"},
		"of a login at a strange time": {map[string]any{"auth_time": "gisteren"}, "tijd"},
		"without person":               {map[string]any{"sub": nil}, "onderwerp"},
		"about a person of no name":    {map[string]any{"sub": ""}, "onderwerp"},
		"about a number":               {map[string]any{"sub": 999990019}, "onleesbaar"},
		"about two people":             {map[string]any{"SUB": "een ander"}, "twee keer"},
		"with other letters for s":     {map[string]any{"ſub": "een ander"}, "twee keer"},
		"about somebody very long":     {map[string]any{"sub": strings.Repeat("x", 256)}, "vorm"},
		"about a line end":             {map[string]any{"sub": "a\nb"}, "vorm"},
		"groups that are no list":      {map[string]any{"groups": map[string]int{"een": 1}}, "lijst"},
		"groups of numbers":            {map[string]any{"groups": []int{1}}, "lijst"},
		"too many groups":              {map[string]any{"groups": make([]string, maxGroepen+1)}, "lijst"},
		"one group":                    {map[string]any{"groups": "een"}, ""},
		"claims that stand elsewhere":  {map[string]any{"groups": nil, "_claim_names": map[string]string{"groups": "src1"}, "_claim_sources": map[string]any{"src1": map[string]string{"endpoint": p.srv.URL}}}, ""},
	} {
		id, err := p.log(func(v Aanvraag) string { return p.teken(jose.RS256, p.sleutel, "JWT", p.goed(v, c.anders)) })
		switch {
		case c.want == "" && (err != nil || id.Onderwerp != "iemand"):
			t.Errorf("%s: %v", naam, err)
		case c.want != "" && (RedenVan(err) != Geweigerd || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %q", naam, err, c.want)
		case err != nil && strings.Contains(err.Error(), bsn):
			t.Errorf("%s: %v", naam, err)
		}
	}
}

func TestSignatures(t *testing.T) {
	p := nieuwVals(t)
	ander, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for naam, maak := range map[string]func(v Aanvraag) string{
		"of another key": func(v Aanvraag) string { return p.teken(jose.RS256, ander, "JWT", p.goed(v, nil)) },
		"with the secret": func(v Aanvraag) string {
			return p.teken(jose.HS256, []byte(strings.Repeat("geheim", 6)), "JWT", p.goed(v, nil))
		},
		"of a larger hash": func(v Aanvraag) string { return p.teken(jose.RS512, p.sleutel, "JWT", p.goed(v, nil)) },
		"none":             func(v Aanvraag) string { return "eyJhbGciOiJub25lIn0." + b64(p.goed(v, nil)) + "." },
		"no token":         func(Aanvraag) string { return "" },
		"rubbish":          func(Aanvraag) string { return "a.b.c" },
		"too long": func(v Aanvraag) string {
			return p.teken(jose.RS256, p.sleutel, "JWT", p.goed(v, map[string]any{"x": strings.Repeat("x", maxToken)}))
		},
		"payload of one letter": func(Aanvraag) string { return p.teken(jose.RS256, p.sleutel, "JWT", []byte("7")) },
	} {
		if _, err := p.log(maak); RedenVan(err) != Geweigerd {
			t.Errorf("%s: %v", naam, err)
		}
	}
	id, err := p.log(func(v Aanvraag) string {
		return p.teken(jose.RS256, p.sleutel, "JWT", p.goed(v, map[string]any{"x": strings.Repeat("x", maxBewaard)}))
	})
	if err != nil || id.IDToken != "" {
		t.Errorf("a token that is too long to keep is good to log in with: %v", err)
	}
}

func TestWhatAProviderMayAnswer(t *testing.T) {
	goed := func(p *vals) func(Aanvraag) string {
		return func(v Aanvraag) string { return p.teken(jose.RS256, p.sleutel, "JWT", p.goed(v, nil)) }
	}
	for naam, c := range map[string]struct {
		meta map[string]any
		want string
	}{
		"secret in the form":           {map[string]any{"token_endpoint_auth_methods_supported": []string{"client_secret_post"}}, ""},
		"tokens sent elsewhere":        {map[string]any{"token_endpoint": "/elders"}, "antwoord 307"},
		"an answer without end":        {map[string]any{"token_endpoint": "/lang"}, "geen bruikbaar"},
		"another name":                 {map[string]any{"issuer": "https://elders.example"}, "noemt zich anders"},
		"an address of this machine":   {map[string]any{"token_endpoint": "file:///etc/passwd"}, "https"},
		"an end of no address":         {map[string]any{"end_session_endpoint": "javascript:alert(1)"}, "https"},
		"no place for tokens":          {map[string]any{"token_endpoint": nil}, "https"},
		"metadata of the wrong shape":  {map[string]any{"end_session_endpoint": 7}, "metadata"},
		"it must name itself, and not": {map[string]any{"authorization_response_iss_parameter_supported": true}, "uitgever"},
		"keys that are not there":      {map[string]any{"jwks_uri": "/nergens"}, "sleutels"},
	} {
		p := nieuwVals(t)
		for k, v := range c.meta {
			if s, ok := v.(string); ok && strings.HasPrefix(s, "/") {
				v = p.srv.URL + s
			}
			p.meta[k] = v
		}
		_, err := p.log(goed(p))
		switch {
		case c.want == "" && err != nil, c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %q", naam, err, c.want)
		case naam == "secret in the form" && p.form.Get("client_secret") != "geheim":
			t.Error("the secret must be in the form for who takes it nowhere else")
		}
	}
}

func TestUserinfoIsAboutTheSamePerson(t *testing.T) {
	p := nieuwVals(t)
	p.meta["userinfo_endpoint"] = p.srv.URL + "/wie"
	zonder := func(v Aanvraag) string {
		return p.teken(jose.RS256, p.sleutel, "JWT", p.goed(v, map[string]any{"groups": nil}))
	}
	p.info = map[string]any{"sub": "iemand", "groups": []string{"twee"}, "name": "telt niet"}
	if id, err := p.log(zonder); err != nil || len(id.Groepen) != 1 || id.Groepen[0] != "twee" || id.Naam != "" {
		t.Errorf("%v %v", id.Groepen, err)
	}
	p.info["sub"] = "een ander"
	if _, err := p.log(zonder); RedenVan(err) != Geweigerd || !strings.Contains(err.Error(), "over een ander") {
		t.Error(err)
	}
}

func TestLogoutTokensThatNoHonestProviderSends(t *testing.T) {
	p := nieuwVals(t)
	nu := time.Now().Unix()
	gebeurtenis := map[string]any{uitloggebeurtenis: map[string]any{}}
	for naam, c := range map[string]struct {
		typ    jose.ContentType
		anders map[string]any
		want   string
	}{
		"as it should be":           {"logout+jwt", nil, ""},
		"about all of a person":     {"application/Logout+JWT", map[string]any{"sid": nil}, ""},
		"of no type that counts":    {"JWT", nil, "geen uitlogtoken"},
		"without type":              {"", map[string]any{"sid": nil}, "geen uitlogtoken"},
		"of another type":           {"at+jwt", nil, "geen uitlogtoken"},
		"of another issuer":         {"logout+jwt", map[string]any{"iss": "https://elders.example"}, "andere uitgever"},
		"for another client":        {"logout+jwt", map[string]any{"aud": "ander"}, "voor een ander"},
		"for another as well":       {"logout+jwt", map[string]any{"aud": []string{"portaal", "ander"}}, "ook voor een ander"},
		"with a nonce":              {"logout+jwt", map[string]any{"nonce": "x"}, "nonce"},
		"without event":             {"logout+jwt", map[string]any{"events": nil}, "mist iets"},
		"of another event":          {"logout+jwt", map[string]any{"events": map[string]any{"x": map[string]any{}}}, "mist iets"},
		"of an event that is text":  {"logout+jwt", map[string]any{"events": map[string]any{uitloggebeurtenis: "ja"}}, "zonder gebeurtenis"},
		"without jti":               {"logout+jwt", map[string]any{"jti": nil}, "mist iets"},
		"without end":               {"logout+jwt", map[string]any{"exp": nil}, "mist iets"},
		"expired":                   {"logout+jwt", map[string]any{"exp": nu - 1}, "verlopen"},
		"of an hour ago":            {"logout+jwt", map[string]any{"iat": nu - 3600}, "niet van dit moment"},
		"of an hour from now":       {"logout+jwt", map[string]any{"iat": nu + 3600}, "niet van dit moment"},
		"about nobody":              {"logout+jwt", map[string]any{"sub": nil, "sid": nil}, "mist iets"},
		"about a line end":          {"logout+jwt", map[string]any{"sid": "a\nb"}, "vorm"},
		"about two people":          {"logout+jwt", map[string]any{"Sub": "een ander"}, "twee keer"},
		"an ID token with an event": {"logout+jwt", map[string]any{"nonce": ""}, "nonce"},
	} {
		claims := map[string]any{"nonce": nil, "jti": "uniek", "sid": "sessie", "events": gebeurtenis}
		maps.Copy(claims, c.anders)
		af, err := p.a.Uitlogtoken(context.Background(), p.c, p.teken(jose.RS256, p.sleutel, c.typ, p.goed(Aanvraag{}, claims)))
		switch {
		case c.want == "" && (err != nil || af.Onderwerp != "iemand" || af.Uitgever != p.srv.URL || af.JTI != "uniek"):
			t.Errorf("%s: %v", naam, err)
		case c.want != "" && (RedenVan(err) != Geweigerd || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %q", naam, err, c.want)
		}
	}
	for _, ruw := range []string{"", "x", "eyJhbGciOiJub25lIn0.e30.", strings.Repeat("x", maxToken+1)} {
		if _, err := p.a.Uitlogtoken(context.Background(), p.c, ruw); RedenVan(err) != Geweigerd {
			t.Errorf("%.20q: %v", ruw, err)
		}
	}
}
