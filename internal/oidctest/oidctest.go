// Package oidctest starts a real OpenID Connect provider for a test: npm
// oidc-provider under node (web/proef/aanbieder.mjs). Nobody here wrote it, so it
// shares no mistake with our client. Without node a test fails, it never skips.
package oidctest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Aanbieder is a provider that runs until the test ends.
type Aanbieder struct {
	Uitgever string
	t        testing.TB
	stop     func()
}

// Mens is somebody who can log in there.
type Mens struct {
	Claims  map[string]any `json:"claims"`
	ACR     string         `json:"acr,omitempty"`
	AMR     []string       `json:"amr,omitempty"`
	Geleden int            `json:"geleden,omitempty"` // seconds since this person logged in
}

// Client is a registration there (OpenID Connect Dynamic Client Registration, 2).
type Client struct {
	ID          string   `json:"client_id"`
	Geheim      string   `json:"client_secret"`
	Terug       []string `json:"redirect_uris"`
	Algoritme   string   `json:"id_token_signed_response_alg,omitempty"`
	Aanmelden   string   `json:"token_endpoint_auth_method,omitempty"`
	NaUitloggen []string `json:"post_logout_redirect_uris,omitempty"`
	Afmelden    string   `json:"backchannel_logout_uri,omitempty"`
	MetSID      bool     `json:"backchannel_logout_session_required,omitempty"`
	VereistTijd bool     `json:"require_auth_time,omitempty"`
}

// Stand changes the provider; what is nil stays as it is.
type Stand struct {
	Clients        []Client        `json:"clients,omitempty"`
	Mensen         map[string]Mens `json:"mensen,omitempty"`
	Klok           *int            `json:"klok,omitempty"`       // seconds that its clock is ahead
	Weg            *bool           `json:"weg,omitempty"`        // it hangs up on everybody
	InUserinfo     *bool           `json:"inUserinfo,omitempty"` // claims stand in the userinfo alone
	NieuweSleutels bool            `json:"nieuweSleutels,omitempty"`
}

// Start starts a provider at which nobody is registered yet.
func Start(t testing.TB) *Aanbieder {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatalf("deze test heeft Node.js nodig: %v", err)
	}
	map_ := proefmap(t)
	if _, err := os.Stat(filepath.Join(map_, "node_modules", "oidc-provider")); err != nil {
		t.Fatalf("deze test heeft npm oidc-provider nodig (make proef): %v", err)
	}
	cmd := exec.Command(node, "--no-warnings", "aanbieder.mjs") // #nosec G204 -- our own script
	cmd.Dir = map_
	var fouten bytes.Buffer
	cmd.Stderr = &fouten
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	uit, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	a := &Aanbieder{t: t}
	a.stop = func() {
		a.stop = func() {}
		_ = in.Close() // it ends by itself
		_ = cmd.Wait()
	}
	t.Cleanup(func() {
		a.stop()
		if t.Failed() && fouten.Len() > 0 {
			t.Logf("de aanbieder zei:\n%.4000s", fouten.String())
		}
	})
	var klaar struct{ Uitgever string }
	regel, err := bufio.NewReader(uit).ReadBytes('\n')
	if err != nil || json.Unmarshal(regel, &klaar) != nil {
		a.stop()
		t.Fatalf("de aanbieder begint niet: %v\n%s", err, fouten.String())
	}
	a.Uitgever = klaar.Uitgever
	return a
}

// Stop ends the provider before the test does.
func (a *Aanbieder) Stop() { a.stop() }

// Zet changes the provider.
func (a *Aanbieder) Zet(s Stand) {
	a.t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		a.t.Fatal(err)
	}
	res, err := http.Post(a.Uitgever+"/proef", "application/json", bytes.NewReader(b))
	if err != nil {
		a.t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		a.t.Fatalf("de aanbieder neemt de stand niet aan: %s", res.Status)
	}
}

// Pagina is where a browser ended up: on a page of the provider, or sent away from it.
type Pagina struct {
	Status int
	Tekst  string
	Naar   string // address outside the provider, "" when it is still there

	hier string // address of the page itself
}

// Loop lets a browser open an address of the provider and say who it is; wie "" is
// who presses cancel. It gives the address that the browser is sent back to.
func (a *Aanbieder) Loop(c *http.Client, adres, wie string) Pagina {
	a.t.Helper()
	p := a.doe(c, adres, nil)
	if p.Naar == "" && strings.Contains(p.Tekst, "Wie bent u?") {
		form := url.Values{"wie": {wie}}
		if wie == "" {
			form = url.Values{"afbreken": {"ja"}}
		}
		p = a.doe(c, p.hier, form)
	}
	return p
}

// Uitloggen lets a browser log out at the provider: by itself, or with the form
// that we gave it. It agrees to whatever is asked.
func (a *Aanbieder) Uitloggen(c *http.Client, form url.Values) Pagina {
	a.t.Helper()
	p := a.doe(c, a.Uitgever+"/session/end", form)
	m, x := reForm.FindStringSubmatch(p.Tekst), reXSRF.FindStringSubmatch(p.Tekst)
	if p.Naar != "" || m == nil || x == nil {
		return p
	}
	return a.doe(c, html.UnescapeString(m[1]), url.Values{"xsrf": {x[1]}, "logout": {"yes"}})
}

var (
	reForm = regexp.MustCompile(`<form[^>]* action="([^"]*)"`)
	reXSRF = regexp.MustCompile(`name="xsrf" value="([^"]*)"`)
)

// doe asks a page, and goes where it is sent as long as that is the provider.
func (a *Aanbieder) doe(c *http.Client, adres string, form url.Values) Pagina {
	a.t.Helper()
	kaal := *c
	kaal.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	kaal.Timeout = 20 * time.Second
	for range 20 {
		methode, lijf := http.MethodGet, io.Reader(nil)
		if form != nil {
			methode, lijf = http.MethodPost, strings.NewReader(form.Encode())
		}
		r, err := http.NewRequest(methode, adres, lijf)
		if err != nil {
			a.t.Fatal(err)
		}
		if form != nil {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		res, err := kaal.Do(r)
		if err != nil {
			a.t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil {
			a.t.Fatal(err)
		}
		if res.Header.Get("Location") == "" {
			return Pagina{Status: res.StatusCode, Tekst: string(b), hier: adres}
		}
		volgende, err := res.Location()
		if err != nil {
			a.t.Fatal(err)
		}
		if adres, form = volgende.String(), nil; !strings.HasPrefix(adres, a.Uitgever+"/") {
			return Pagina{Status: res.StatusCode, Naar: adres}
		}
	}
	a.t.Fatal("de aanbieder stuurt rond")
	return Pagina{}
}

// proefmap finds web/proef above the test.
func proefmap(t testing.TB) string {
	t.Helper()
	map_, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; map_ != filepath.Dir(map_); map_ = filepath.Dir(map_) {
		if _, err := os.Stat(filepath.Join(map_, "go.mod")); err == nil {
			return filepath.Join(map_, "web", "proef")
		}
	}
	t.Fatal("geen go.mod boven de werkmap")
	return ""
}
