package oidc

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Aanvraag is a login that is under way. It stays on the server, in the session
// of the browser that began it.
type Aanvraag struct {
	Uitgever string    `json:"u"`
	ClientID string    `json:"c"`
	State    string    `json:"s"`
	Nonce    string    `json:"n"`
	Verifier string    `json:"v"` // PKCE (RFC 7636)
	Taal     string    `json:"t,omitempty"`
	Begonnen time.Time `json:"b"`
}

// Begin gives a new login and the address of the provider to send the browser to.
func (a *Aanbieders) Begin(ctx context.Context, c Config, taal string) (Aanvraag, string, error) {
	s, err := a.haal(ctx, c.Uitgever)
	if err != nil {
		return Aanvraag{}, "", err
	}
	v := Aanvraag{Uitgever: c.Uitgever, ClientID: c.ClientID, State: geheim(), Nonce: geheim(), Verifier: oauth2.GenerateVerifier(), Taal: taal, Begonnen: a.nu()}
	opties := []oauth2.AuthCodeOption{oidc.Nonce(v.Nonce), oauth2.S256ChallengeOption(v.Verifier)}
	zet := func(naam, waarde string) {
		if waarde != "" {
			opties = append(opties, oauth2.SetAuthURLParam(naam, waarde))
		}
	}
	zet("ui_locales", taal)
	zet("acr_values", strings.Join(c.ACR, " "))
	if c.MaxLeeftijd > 0 {
		zet("max_age", strconv.Itoa(int(c.MaxLeeftijd.Seconds())))
	}
	if s.meta.Claims {
		zet("claims", claimvraag(c))
	}
	return v, s.oauth(c).AuthCodeURL(v.State, opties...), nil
}

// claimvraag asks for the one claim that we need, and no other (Core, 5.5).
func claimvraag(c Config) string {
	wil := map[string]any{}
	for _, naam := range []string{c.ClaimBSN, c.ClaimGroepen} {
		if naam != "" && naam != "sub" {
			wil[naam] = map[string]bool{"essential": true}
		}
	}
	if len(wil) == 0 {
		return ""
	}
	b, err := json.Marshal(map[string]any{"id_token": wil})
	if err != nil {
		return ""
	}
	return string(b)
}

func geheim() string {
	var b [32]byte
	_, _ = rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// maxLopend is how many logins one browser may have under way: one a tab, and the
// oldest gives way.
const maxLopend = 5

// Lopend are the logins that a browser has under way, the oldest first.
type Lopend []Aanvraag

// LeesLopend reads what String wrote; what it cannot read is none.
func LeesLopend(tekst string) Lopend {
	var l Lopend
	if json.Unmarshal([]byte(tekst), &l) != nil {
		return nil
	}
	return l
}

func (l Lopend) String() string {
	if len(l) == 0 {
		return ""
	}
	b, err := json.Marshal([]Aanvraag(l))
	if err != nil {
		return ""
	}
	return string(b)
}

// Met adds a login, and drops those that are too old or too many.
func (l Lopend) Met(v Aanvraag) Lopend {
	uit := slices.DeleteFunc(slices.Clone(l), func(x Aanvraag) bool { return v.Begonnen.Sub(x.Begonnen) > aanvraagDuur })
	uit = append(uit, v)
	return uit[max(0, len(uit)-maxLopend):]
}

// Neem takes the login with a state out, so that it serves once. It reports false
// when this browser did not begin it with this registration.
func (l Lopend) Neem(c Config, state string) (Aanvraag, Lopend, bool) {
	for i, v := range l {
		if gelijk(v.State, state) && v.Uitgever == c.Uitgever && v.ClientID == c.ClientID {
			return v, slices.Delete(slices.Clone(l), i, i+1), true
		}
	}
	return Aanvraag{}, l, false
}

// gelijk compares what is secret; nothing is equal to nothing.
func gelijk(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}
