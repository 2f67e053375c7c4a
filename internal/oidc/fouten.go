package oidc

import (
	"context"
	"errors"
	"net"
	"net/url"
	"regexp"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// reFoutcode is what an error code of OAuth looks like (RFC 6749, 4.1.2.1), as
// narrow as those in use are.
var reFoutcode = regexp.MustCompile(`^[a-z_]{1,60}$`)

// foutcode gives an error code that came from outside, fit for the log.
func foutcode(s string) string {
	if reFoutcode.MatchString(s) {
		return s
	}
	return "onbekend"
}

// kort tells what went wrong with a provider in words of ours: what a provider
// answers, and what a decoder quotes from it, stays out of the log.
func kort(err error) string {
	var antwoord *oauth2.RetrieveError
	var net_ net.Error
	var adres *url.Error
	var uitgever *oidc.IssuerMismatchError
	switch {
	case errors.As(err, &antwoord):
		return "antwoord " + antwoord.Response.Status + " " + foutcode(antwoord.ErrorCode)
	case errors.As(err, &uitgever):
		return "de aanbieder noemt zich anders"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &net_) && net_.Timeout():
		return "geen antwoord op tijd"
	case errors.Is(err, ErrBesloten):
		return ErrBesloten.Error()
	case errors.As(err, &adres):
		return "geen verbinding"
	}
	return "geen bruikbaar antwoord"
}

// ruilfout is an error of the exchange of a code for tokens.
func ruilfout(err error) error {
	var antwoord *oauth2.RetrieveError
	if errors.As(err, &antwoord) && antwoord.ErrorCode == "invalid_grant" {
		return fout(Verlopen, "de code is al gebruikt, verlopen of niet van ons")
	}
	return fout(Onbereikbaar, "code inwisselen: %s", kort(err))
}

// redenen are what go-oidc says of a token, by a part that it says of nothing else.
var redenen = []struct{ zegt, reden string }{
	{"failed to verify", "de handtekening klopt niet"},
	{"malformed jwt", "geen token, of een ander algoritme"},
	{"different provider", "van een andere uitgever"},
	{"expected audience", "voor een ander"},
	{"logout token audience", "voor een ander"},
	{"(not before)", "nog niet geldig"},
	{"'nonce'", "het uitlogtoken heeft een nonce"},
	{"missing required", "het uitlogtoken mist iets"},
	{"must contain", "het uitlogtoken mist iets"},
}

// tokenfout is an error of go-oidc about a token. Its text may quote a claim, so
// only what it is about comes through.
func tokenfout(err error) error {
	var verlopen *oidc.TokenExpiredError
	tekst := err.Error()
	switch {
	case errors.As(err, &verlopen):
		return fout(Geweigerd, "het token is verlopen")
	case strings.Contains(tekst, "fetching keys"):
		return fout(Onbereikbaar, "sleutels lezen: %s", kort(err))
	}
	for _, x := range redenen {
		if strings.Contains(tekst, x.zegt) {
			return fout(Geweigerd, "token: %s", x.reden)
		}
	}
	return fout(Geweigerd, "token: onleesbaar")
}
