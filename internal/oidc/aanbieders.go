package oidc

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

const (
	geduld       = 5 * time.Second // with a provider, for one answer
	naStoring    = 5 * time.Second // how long a provider that was away is not asked again
	versVoor     = time.Hour       // after this the metadata and all keys are read anew
	maxAntwoord  = 1 << 20         // bytes of one answer of a provider
	maxToken     = 64 << 10        // bytes of a token that we look at
	maxBewaard   = 16 << 10        // bytes of an ID token that a session keeps
	speling      = 2 * time.Minute // how far the clocks may differ
	aanvraagDuur = 10 * time.Minute
)

// algoritmen sign what we believe: no symmetric ones, and never none.
var algoritmen = []string{oidc.RS256, oidc.PS256, oidc.ES256}

// Aanbieders knows the providers, by issuer. It reads their metadata when it is
// first needed, remembers it, and reads it again after an hour; a key that it has
// not seen is asked for at once. It may be used by many at a time.
type Aanbieders struct {
	client *http.Client
	lokaal bool
	nu     func() time.Time

	mu  sync.Mutex
	per map[string]*aanbieder // as many as the gemeenten have settings
}

// aanbieder is what we know of one provider.
type aanbieder struct {
	mu       sync.Mutex
	stand    *stand
	gelezen  time.Time
	mislukt  time.Time
	waardoor error
}

// stand is a provider at a moment. It does not change.
type stand struct {
	*oidc.Provider
	meta metadata
}

// metadata is what go-oidc does not read (OpenID Connect Discovery, RFC 9207,
// RP-Initiated Logout).
type metadata struct {
	AuthURL    string   `json:"authorization_endpoint"`
	TokenURL   string   `json:"token_endpoint"`
	JWKSURL    string   `json:"jwks_uri"`
	InfoURL    string   `json:"userinfo_endpoint"`
	EindeURL   string   `json:"end_session_endpoint"`
	Aanmelden  []string `json:"token_endpoint_auth_methods_supported"`
	Responsiss bool     `json:"authorization_response_iss_parameter_supported"`
	Claims     bool     `json:"claims_parameter_supported"`
}

// Nieuw makes Aanbieders. A provider must speak https and stand outside our own network;
// lokaal also allows http and this machine, for one in a test or in dev.
func Nieuw(lokaal bool) *Aanbieders {
	return &Aanbieders{lokaal: lokaal, nu: time.Now, per: map[string]*aanbieder{}, client: &http.Client{
		Timeout:   geduld,
		Transport: begrensd{nieuweUitweg(lokaal)},
		// an endpoint is where the metadata says it is: nobody sends us elsewhere
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// begrensd cuts an answer off that is longer than any provider has to say.
type begrensd struct{ http.RoundTripper }

func (b begrensd) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = http.MaxBytesReader(nil, res.Body, maxAntwoord)
	}
	return res, err
}

// met puts our http client in ctx, for go-oidc and oauth2 alike.
func (a *Aanbieders) met(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, a.client)
}

// haal gives a provider, read from memory when it can be.
func (a *Aanbieders) haal(ctx context.Context, uitgever string) (*stand, error) {
	a.mu.Lock()
	p := a.per[uitgever]
	if p == nil {
		p = &aanbieder{}
		a.per[uitgever] = p
	}
	a.mu.Unlock()

	p.mu.Lock() // who comes second waits, no longer than geduld
	defer p.mu.Unlock()
	nu := a.nu()
	if p.stand != nil && nu.Sub(p.gelezen) < versVoor {
		return p.stand, nil
	}
	if nu.Sub(p.mislukt) >= naStoring {
		nieuw, err := a.lees(ctx, uitgever)
		if err == nil {
			p.stand, p.gelezen, p.mislukt = nieuw, nu, time.Time{}
			return nieuw, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err() // the visitor left: that says nothing of the provider
		}
		p.mislukt, p.waardoor = nu, err
	}
	if p.stand != nil {
		return p.stand, nil // what we knew an hour ago is better than nothing
	}
	return nil, p.waardoor
}

// lees asks a provider who it is.
func (a *Aanbieders) lees(ctx context.Context, uitgever string) (*stand, error) {
	if err := a.adres(uitgever); err != nil {
		return nil, err
	}
	p, err := oidc.NewProvider(a.met(ctx), uitgever)
	if err != nil {
		return nil, fout(Onbereikbaar, "aanbieder lezen: %s", kort(err))
	}
	s := &stand{Provider: p}
	if err := p.Claims(&s.meta); err != nil {
		return nil, fout(Onbereikbaar, "aanbieder lezen: geen metadata")
	}
	for _, u := range []string{s.meta.AuthURL, s.meta.TokenURL, s.meta.JWKSURL} {
		if err := a.adres(u); err != nil {
			return nil, err
		}
	}
	for _, u := range []string{s.meta.InfoURL, s.meta.EindeURL} {
		if u != "" && a.adres(u) != nil {
			return nil, a.adres(u)
		}
	}
	return s, nil
}

// adres checks an address that a setting or a provider gave.
func (a *Aanbieders) adres(s string) error {
	u, err := url.Parse(s)
	if err != nil || len(s) > 1000 || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (!a.lokaal || u.Scheme != "http") {
		return fout(Onbereikbaar, "de aanbieder heeft een adres dat geen https-adres is")
	}
	return nil
}

// oauth gives the registration as oauth2 wants it.
func (s *stand) oauth(c Config) *oauth2.Config {
	e := s.Endpoint()
	e.AuthStyle = oauth2.AuthStyleInHeader // client_secret_basic is what a provider has that does not say (Discovery, 3)
	if m := s.meta.Aanmelden; len(m) > 0 && !slices.Contains(m, "client_secret_basic") {
		e.AuthStyle = oauth2.AuthStyleInParams
	}
	scopes := append([]string{oidc.ScopeOpenID}, c.Scopes...)
	return &oauth2.Config{ClientID: c.ClientID, ClientSecret: c.Geheim, Endpoint: e, RedirectURL: c.Terug, Scopes: scopes}
}

// controleur checks the signature and the times of tokens for one registration.
func (a *Aanbieders) controleur(s *stand, c Config) *oidc.IDTokenVerifier {
	return s.Verifier(&oidc.Config{ClientID: c.ClientID, SupportedSigningAlgs: algoritmen, Now: a.nu})
}

// Oorsprong is the origin of an issuer, for a Content-Security-Policy; "" for what
// is no address.
func Oorsprong(uitgever string) string {
	u, err := url.Parse(uitgever)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
