package oidc

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// Uitlogformulier ends the session of the browser at the provider as well (OpenID
// Connect RP-Initiated Logout). It is to be posted: an ID token names a person, and
// an address is kept in history and in logs.
type Uitlogformulier struct {
	Actie     string // address at the provider
	Oorsprong string // of Actie, for form-action
	IDToken   string
	ClientID  string
	Terug     string // where the provider sends the browser afterwards
}

// Uitloggen gives the form; false when the provider has no such endpoint or does
// not answer. The session with us has ended by then.
func (a *Aanbieders) Uitloggen(ctx context.Context, c Config, idToken, terug string) (Uitlogformulier, bool) {
	s, err := a.haal(ctx, c.Uitgever)
	if err != nil || s.meta.EindeURL == "" || idToken == "" {
		return Uitlogformulier{}, false
	}
	return Uitlogformulier{Actie: s.meta.EindeURL, Oorsprong: Oorsprong(s.meta.EindeURL), IDToken: idToken, ClientID: c.ClientID, Terug: terug}, true
}

// Afmelding is a provider that tells us that sessions have ended.
type Afmelding struct {
	Uitgever  string
	SID       string    // the session at the provider, or ""
	Onderwerp string    // whose sessions, or ""
	JTI       string    // names the token: it serves once
	Tot       time.Time // after this the token is refused by its age
}

const uitloggebeurtenis = "http://schemas.openid.net/event/backchannel-logout"

// Uitlogtoken reads a logout token that a provider posted (OpenID Connect
// Back-Channel Logout 1.0, 2.6).
func (a *Aanbieders) Uitlogtoken(ctx context.Context, c Config, ruw string) (Afmelding, error) {
	if ruw == "" || len(ruw) > maxToken || !uitlogtype(ruw) {
		return Afmelding{}, fout(Geweigerd, "geen uitlogtoken")
	}
	s, err := a.haal(ctx, c.Uitgever)
	if err != nil {
		return Afmelding{}, err
	}
	t, err := a.controleur(s, c).VerifyLogout(a.met(ctx), ruw)
	if err != nil {
		return Afmelding{}, tokenfout(err)
	}
	var payload ruweClaims
	if err := t.Claims(&payload); err != nil {
		return Afmelding{}, fout(Geweigerd, "token: onleesbaar")
	}
	k, err := leesClaims(payload)
	if err != nil {
		return Afmelding{}, err
	}
	var gebeurtenissen map[string]map[string]any
	if json.Unmarshal(k["events"], &gebeurtenissen) != nil || gebeurtenissen[uitloggebeurtenis] == nil {
		return Afmelding{}, fout(Geweigerd, "uitlogtoken: zonder gebeurtenis")
	}
	sub, err1 := k.tekst("sub")
	sid, err2 := k.tekst("sid")
	iat, err3 := k.tijd("iat")
	jti, err4 := k.tekst("jti")
	nu := a.nu()
	switch {
	case err1 != nil, err2 != nil, err3 != nil, err4 != nil, jti != t.TokenID, sub != t.Subject, sid != t.SessionID, sub == "" && sid == "":
		return Afmelding{}, fout(Geweigerd, "uitlogtoken: niet van de juiste vorm")
	case len(t.Audience) != 1:
		return Afmelding{}, fout(Geweigerd, "uitlogtoken: ook voor een ander")
	case iat.After(nu.Add(speling)), nu.Sub(iat) > aanvraagDuur:
		return Afmelding{}, fout(Geweigerd, "uitlogtoken: niet van dit moment")
	}
	return Afmelding{Uitgever: c.Uitgever, SID: sid, Onderwerp: sub, JTI: jti, Tot: iat.Add(aanvraagDuur + speling)}, nil
}

// uitlogtype reports whether the header of a token says that it is a logout token: what
// names another type, or none, may be something else with the same signature
// (RFC 8725, 3.11).
func uitlogtype(ruw string) bool {
	kop, _, _ := strings.Cut(ruw, ".")
	b, err := base64.RawURLEncoding.DecodeString(kop)
	var h struct {
		Typ string `json:"typ"`
	}
	return err == nil && json.Unmarshal(b, &h) == nil && strings.TrimPrefix(strings.ToLower(h.Typ), "application/") == "logout+jwt"
}
