package gemeente

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/oidc"
	"mantelpunt/web"
)

// bevinding is what trying a provider brought to light.
type bevinding struct {
	Wie    string // "DigiD" or "medewerkers"
	Gelukt bool
	Zin    string
	Rijen  []web.Rij
}

const (
	geduld      = 5 * time.Second
	maxMetadata = 256 << 10
)

// uitgeverFout says what is wrong with the address of a provider, "" when nothing is.
func uitgeverFout(s string, dev bool) string {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || len(s) > 300 || strings.ContainsAny(s, " \t\n"):
		return "Vul het adres van de uitgever in, zoals https://login.aanbieder.nl."
	case u.Scheme != "https" && !(dev && u.Scheme == "http"):
		return "Het adres van de uitgever begint met https://."
	}
	a, err := netip.ParseAddr(u.Hostname())
	if host := strings.ToLower(u.Hostname()); !dev && (err == nil && oidc.Besloten(a) || host == "localhost" || strings.HasSuffix(host, ".localhost")) {
		return "Dit adres ligt in een besloten netwerk. Het portaal maakt daar geen verbinding mee."
	}
	return ""
}

// probeerder asks a provider who it is. The address is judged when the connection is
// made, so that a name that leads inwards is refused too, and redirects are not followed.
func probeerder(dev bool) *http.Client {
	return &http.Client{
		Timeout:       geduld,
		Transport:     &http.Transport{DialContext: oidc.Dialer(dev).DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true}, // and no proxy: it would go round the check
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// metadata is what we look at in the answer (OpenID Connect Discovery 1.0, section 3).
type metadata struct {
	Uitgever string   `json:"issuer"`
	Inlog    string   `json:"authorization_endpoint"`
	Token    string   `json:"token_endpoint"`
	Sleutels string   `json:"jwks_uri"`
	Einde    string   `json:"end_session_endpoint"`
	ACR      []string `json:"acr_values_supported"`
	Claims   []string `json:"claims_supported"`
	PKCE     []string `json:"code_challenge_methods_supported"`
	Achter   bool     `json:"backchannel_logout_supported"`
}

// probeer fetches the metadata of a provider and tells in words what it found. An
// answer of whatever is there is never shown but for the names that are looked for.
func probeer(ctx context.Context, client *http.Client, uitgever string) bevinding {
	ctx, stop := context.WithTimeout(ctx, geduld)
	defer stop()
	m, zin := leesMetadata(ctx, client, uitgever)
	if zin != "" {
		return bevinding{Zin: zin}
	}
	if m.Uitgever != uitgever {
		return bevinding{Zin: fmt.Sprintf("Er antwoordt een aanbieder, maar die noemt zich %s. Neem dat adres letter voor letter over.", kortWoord(m.Uitgever))}
	}
	for _, a := range []string{m.Inlog, m.Token, m.Sleutels} {
		if u, err := url.Parse(a); err != nil || u.Host == "" {
			return bevinding{Zin: "De aanbieder antwoordt, maar zegt niet alles wat nodig is om in te loggen. Vraag het aan uw leverancier."}
		}
	}
	jaNee := func(ja bool, goed, niet string) string {
		if ja {
			return goed
		}
		return niet
	}
	return bevinding{Gelukt: true, Zin: "De verbinding werkt. De aanbieder is wie hij zegt te zijn.", Rijen: []web.Rij{
		rij("Uitgever", kortWoord(m.Uitgever)),
		rij("Niveaus (acr) die de aanbieder noemt", lijstOf(m.ACR, "De aanbieder noemt er geen. Vraag het aan uw leverancier.")),
		rij("Gegevens (claims) die de aanbieder noemt", lijstOf(m.Claims, "De aanbieder noemt er geen. Vraag het aan uw leverancier.")),
		rij("Extra beveiliging (PKCE)", jaNee(slices.Contains(m.PKCE, "S256"), "Ja", "De aanbieder zegt er niets over. Wij gebruiken het altijd.")),
		rij("Uitloggen bij de aanbieder", jaNee(m.Einde != "", "Ja", "Nee: mensen loggen dan alleen hier uit.")),
		rij("Uitloggen vanuit de aanbieder", jaNee(m.Achter, "Ja", "Nee")),
	}}
}

// leesMetadata gets the document; zin says why there is none.
func leesMetadata(ctx context.Context, client *http.Client, uitgever string) (m metadata, zin string) {
	const weg = "De aanbieder is niet bereikbaar. Controleer het adres, of probeer het later nog eens."
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(uitgever, "/")+"/.well-known/openid-configuration", nil) // #nosec G704 -- as below
	if err != nil {
		return m, weg
	}
	res, err := client.Do(req) // #nosec G704 -- probeerder judges the address it leads to
	if errors.Is(err, oidc.ErrBesloten) {
		return m, "Dit adres ligt in een besloten netwerk. Het portaal maakt daar geen verbinding mee."
	}
	if err != nil {
		return m, weg
	}
	defer res.Body.Close()
	switch b, err := io.ReadAll(io.LimitReader(res.Body, maxMetadata+1)); {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		return m, "De aanbieder stuurt door naar een ander adres. Vul het adres in waar hij zelf op antwoordt."
	case res.StatusCode != http.StatusOK:
		return m, fmt.Sprintf("Op dit adres staat geen aanbieder (antwoord %d). Controleer het adres.", res.StatusCode)
	case err != nil:
		return m, weg
	case len(b) > maxMetadata || json.Unmarshal(b, &m) != nil:
		return m, "Op dit adres staat wel een website, maar geen aanbieder van OpenID Connect. Controleer het adres."
	}
	return m, ""
}

// lijstOf writes words that another server gave, no more than a person reads.
func lijstOf(woorden []string, geen string) string {
	if len(woorden) == 0 {
		return geen
	}
	var uit []string
	for _, w := range woorden[:min(len(woorden), 30)] {
		uit = append(uit, kortWoord(w))
	}
	return strings.Join(uit, ", ")
}

func kortWoord(s string) string {
	r := []rune(strings.ToValidUTF8(s, ""))
	if len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return string(r)
}
