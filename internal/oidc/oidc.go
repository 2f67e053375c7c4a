// Package oidc logs people in at somebody else's: a broker in front of DigiD for
// mantelzorgers, the identity provider of the gemeente for medewerkers. It is a
// client of OpenID Connect with the authorisation code flow, PKCE and nothing
// else, on coreos/go-oidc.
//
// What go-oidc leaves to its user is done here: state, nonce, PKCE, the issuer of
// the answer (RFC 9207), azp, a single audience, iat, at_hash, acr, auth_time, the
// size and the shape of claims, and the logout token. Providers are read when the
// first person wants to log in, so one that is away never stops a start.
//
// Nothing here remembers a person: a login that is under way (Aanvraag) lies in
// the session of the browser, who came back (Identiteit) goes to the caller. No
// error of this package quotes a claim, a code or a token.
package oidc

import (
	"errors"
	"log/slog"
	"time"

	"mantelpunt/internal/fault"
)

// Config is one registration at one provider.
type Config struct {
	Uitgever string // issuer, letter for letter as the provider names itself
	ClientID string
	Geheim   string
	Terug    string   // redirect_uri
	Scopes   []string // besides openid
	ACR      []string // accepted values of acr, the preferred one first; none: acr is not looked at
	AMRTelt  bool     // a value of amr (RFC 8176, such as "mfa") serves where one of ACR is asked

	ClaimBSN     string // which claim holds the BSN, "" when none is wanted
	ClaimGroepen string // which claim holds the groups, "" when none are wanted

	MaxLeeftijd time.Duration // how long ago the person may have logged in at the provider; 0: does not matter
}

// Identiteit is who a provider says that somebody is. It never shows what it holds
// when it is printed or logged.
type Identiteit struct {
	Uitgever  string
	Onderwerp string // sub: names the person at this provider, and may be a BSN
	SID       string // session at the provider, "" when it names none
	ACR       string
	AMR       []string
	AuthTijd  time.Time // when the person logged in at the provider, zero when it does not say

	BSN            string // nine digits that pass the elfproef, "" when none was wanted
	Naam           string
	Email          string // as it came: not yet judged
	EmailBevestigd bool   // the provider says that the person reads this mail
	Groepen        []string

	IDToken string // for logging out at the provider, "" when it is too long to keep
}

func (Identiteit) String() string       { return "(identiteit)" }
func (Identiteit) GoString() string     { return "(identiteit)" }
func (Identiteit) LogValue() slog.Value { return slog.StringValue("(identiteit)") }

// Reden says in which way logging in did not come off, for the page that tells it.
type Reden string

// The reasons.
const (
	Geannuleerd  Reden = "geannuleerd"  // the person pressed cancel
	Verlopen     Reden = "verlopen"     // not begun in this browser, too long ago, or used before
	TeLaag       Reden = "telaag"       // logged in, but not surely enough
	Geweigerd    Reden = "geweigerd"    // what came back is not to be trusted
	Onbereikbaar Reden = "onbereikbaar" // the provider is away, or does not know us
)

var soorten = map[Reden]fault.Kind{
	Geannuleerd: fault.Invalid, Verlopen: fault.Invalid, TeLaag: fault.Forbidden, Geweigerd: fault.Invalid, Onbereikbaar: fault.Unavailable,
}

// Fout is an error of this package: a Reden and, for the log, what happened.
type Fout struct {
	Reden Reden
	Err   error // a fault of the kind that belongs to Reden
}

func (f *Fout) Error() string { return "oidc " + string(f.Reden) + ": " + f.Err.Error() }
func (f *Fout) Unwrap() error { return f.Err }

func fout(r Reden, format string, args ...any) error {
	return &Fout{r, fault.New(soorten[r], format, args...)}
}

// RedenVan gives the reason of an error of this package, "" for any other.
func RedenVan(err error) Reden {
	var f *Fout
	if errors.As(err, &f) {
		return f.Reden
	}
	return ""
}
