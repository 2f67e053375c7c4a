package oidc

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestAddressesNearUsAreRefused(t *testing.T) {
	for adres, want := range map[string]bool{
		"127.0.0.1": true, "::1": true, "::ffff:127.0.0.1": true, "10.1.2.3": true, "172.16.0.1": true, "192.168.1.1": true, "169.254.169.254": true, "0.0.0.0": true, "0.1.2.3": true,
		"100.64.0.1": true, "224.0.0.1": true, "255.255.255.255": true, "fe80::1": true, "fd00::1": true, "ff02::1": true, "64:ff9b::7f00:1": true, "2002:7f00:1::": true, "::": true,
		"198.18.0.1": true, "1.1.1.1": false, "145.222.1.1": false, "2a00:1450::1": false,
	} {
		if Besloten(netip.MustParseAddr(adres)) != want {
			t.Errorf("%s: %v", adres, !want)
		}
	}
}

// A name that the check of the settings let through may lead inwards by the time that
// somebody logs in: the client judges the address that it connects to.
func TestProviderNearUsIsNotAsked(t *testing.T) {
	gevraagd := 0
	srv := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { gevraagd++ }))
	t.Cleanup(srv.Close)
	for _, uitgever := range []string{srv.URL, strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)} {
		_, _, err := Nieuw(false).Begin(context.Background(), Config{Uitgever: uitgever}, "nl")
		if RedenVan(err) != Onbereikbaar || !strings.Contains(err.Error(), "besloten netwerk") {
			t.Errorf("%s: %v", uitgever, err)
		}
		if _, _, err := Nieuw(true).Begin(context.Background(), Config{Uitgever: uitgever}, "nl"); err == nil || strings.Contains(err.Error(), "besloten netwerk") {
			t.Errorf("in dev this machine may be asked: %v", err) // and its certificate is not trusted
		}
	}
	if c, err := Dialer(true).Dial("tcp", "10.0.0.1:1"); err == nil || !strings.Contains(err.Error(), "besloten netwerk") {
		t.Errorf("dev allows this machine alone: %v %v", c, err)
	}
	if gevraagd != 0 {
		t.Error("a request went out all the same")
	}
}

// The proxy of the environment may stand near us. It is read once in a process, so
// this test runs itself in another one.
func TestProxyOfTheEnvironment(t *testing.T) {
	if proxy := os.Getenv("PROEF_PROXY"); proxy != "" {
		_, _, err := Nieuw(false).Begin(context.Background(), Config{Uitgever: "https://login.example"}, "nl")
		if RedenVan(err) != Onbereikbaar || strings.Contains(err.Error(), "besloten netwerk") {
			t.Error(err)
		}
		return
	}
	var naar string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		naar = r.Method + " " + r.Host
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(srv.Close)
	c := exec.Command(os.Args[0], "-test.run=^TestProxyOfTheEnvironment$") // #nosec G204 G702 -- this test itself
	c.Env = append(os.Environ(), "PROEF_PROXY=ja", "HTTPS_PROXY="+srv.URL, "https_proxy="+srv.URL, "NO_PROXY=", "no_proxy=")
	if uit, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, uit)
	}
	if naar != "CONNECT login.example:443" {
		t.Errorf("the proxy was asked for %q", naar)
	}
}
