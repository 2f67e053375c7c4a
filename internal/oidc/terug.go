package oidc

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Terugkomst reads what a provider sent back with the browser (the query of the
// callback) for a login of this browser, and gives who it is. Whatever is wrong is
// a *Fout.
func (a *Aanbieders) Terugkomst(ctx context.Context, c Config, v Aanvraag, q url.Values) (Identiteit, error) {
	switch {
	case !gelijk(v.State, q.Get("state")), v.Uitgever != c.Uitgever, v.ClientID != c.ClientID:
		return Identiteit{}, fout(Verlopen, "state hoort niet bij deze browser")
	case a.nu().Sub(v.Begonnen) > aanvraagDuur:
		return Identiteit{}, fout(Verlopen, "het inloggen duurde te lang")
	}
	s, err := a.haal(ctx, c.Uitgever)
	if err != nil {
		return Identiteit{}, err
	}
	// who answers must be who was asked (RFC 9207), even when it answers "no"
	if iss := q.Get("iss"); iss != c.Uitgever && (iss != "" || s.meta.Responsiss) {
		return Identiteit{}, fout(Geweigerd, "het antwoord noemt een andere uitgever")
	}
	if q.Has("error") {
		return Identiteit{}, antwoordfout(q.Get("error"))
	}
	code := q.Get("code")
	if code == "" || len(code) > 4096 || len(q["code"]) > 1 {
		return Identiteit{}, fout(Geweigerd, "het antwoord heeft geen code")
	}
	token, err := s.oauth(c).Exchange(a.met(ctx), code, oauth2.VerifierOption(v.Verifier))
	if err != nil {
		return Identiteit{}, ruilfout(err)
	}
	ruw, _ := token.Extra("id_token").(string)
	if ruw == "" || len(ruw) > maxToken {
		return Identiteit{}, fout(Geweigerd, "geen bruikbaar ID-token")
	}
	t, err := a.controleur(s, c).Verify(a.met(ctx), ruw)
	if err != nil {
		return Identiteit{}, tokenfout(err)
	}
	var payload ruweClaims
	if err := t.Claims(&payload); err != nil {
		return Identiteit{}, fout(Geweigerd, "token: onleesbaar")
	}
	k, err := leesClaims(payload)
	if err != nil {
		return Identiteit{}, err
	}
	if err := a.klopt(c, v, t, k, token.AccessToken); err != nil {
		return Identiteit{}, err
	}
	if k, err = a.vulAan(ctx, s, c, k, t.Subject, token); err != nil {
		return Identiteit{}, err
	}
	id, err := identiteit(c, k)
	if err != nil {
		return Identiteit{}, err
	}
	if len(ruw) <= maxBewaard {
		id.IDToken = ruw
	}
	return id, nil
}

// antwoordfout is what a provider answers in place of a code.
func antwoordfout(code string) error {
	switch code {
	case "access_denied":
		return fout(Geannuleerd, "afgebroken bij de aanbieder")
	case "unmet_authentication_requirements":
		return fout(TeLaag, "de aanbieder haalt het gevraagde niveau niet")
	case "login_required", "interaction_required", "consent_required", "account_selection_required":
		return fout(Verlopen, "de aanbieder wil opnieuw beginnen")
	}
	return fout(Onbereikbaar, "de aanbieder weigert: %s", foutcode(code))
}

// klopt checks of an ID token what go-oidc leaves to us (Core, 3.1.3.7). Its
// signature, issuer, audience, exp and nbf are good already.
func (a *Aanbieders) klopt(c Config, v Aanvraag, t *oidc.IDToken, k claims, access string) error {
	nu := a.nu()
	iss, err1 := k.tekst("iss")
	sub, err2 := k.tekst("sub")
	nonce, err3 := k.tekst("nonce")
	azp, err4 := k.tekst("azp")
	acr, err5 := k.tekst("acr")
	if err := cmp.Or(err1, err2, err3, err4, err5); err != nil {
		return err
	}
	switch {
	case iss != t.Issuer, sub != t.Subject, nonce != t.Nonce:
		return fout(Geweigerd, "token: claims in dubbele spelling") // go-oidc does not mind capitals, we do
	case !gelijk(v.Nonce, nonce):
		return fout(Geweigerd, "token: nonce hoort niet bij deze aanvraag")
	case len(t.Audience) != 1: // there is no other that we trust
		return fout(Geweigerd, "token: ook voor een ander")
	case azp != "" && azp != c.ClientID:
		return fout(Geweigerd, "token: uitgegeven aan een ander")
	case t.IssuedAt.Before(v.Begonnen.Add(-speling)), t.IssuedAt.After(nu.Add(speling)):
		return fout(Geweigerd, "token: niet van dit moment")
	case t.AccessTokenHash != "" && t.VerifyAccessToken(access) != nil:
		return fout(Geweigerd, "token: at_hash klopt niet")
	}
	hoog := len(c.ACR) == 0 || slices.Contains(c.ACR, acr)
	if !hoog && c.AMRTelt {
		amr, err := k.lijst("amr")
		if err != nil {
			return err
		}
		hoog = slices.ContainsFunc(amr, func(s string) bool { return slices.Contains(c.ACR, s) })
	}
	if !hoog {
		return fout(TeLaag, "token: acr ontbreekt of is te laag")
	}
	wanneer, err := k.tijd("auth_time")
	switch {
	case err != nil:
		return err
	case wanneer.After(nu.Add(speling)):
		return fout(Geweigerd, "token: auth_time ligt in de toekomst")
	case c.MaxLeeftijd > 0 && nu.Sub(wanneer) > c.MaxLeeftijd+speling: // the zero time is long ago too
		return fout(Geweigerd, "token: te lang geleden ingelogd")
	}
	return nil
}

// vulAan asks the userinfo endpoint for a claim that the ID token should have had:
// some providers give it there alone. It must be about the same person.
func (a *Aanbieders) vulAan(ctx context.Context, s *stand, c Config, k claims, sub string, token *oauth2.Token) (claims, error) {
	mist := slices.DeleteFunc([]string{c.ClaimBSN, c.ClaimGroepen}, func(naam string) bool { return naam == "" || k.heeft(naam) })
	if len(mist) == 0 || s.meta.InfoURL == "" {
		return k, nil
	}
	info, err := s.UserInfo(a.met(ctx), oauth2.StaticTokenSource(token))
	if err != nil {
		return nil, fout(Onbereikbaar, "userinfo lezen: %s", kort(err))
	}
	var payload ruweClaims
	if err := info.Claims(&payload); err != nil {
		return nil, fout(Geweigerd, "userinfo: onleesbaar")
	}
	meer, err := leesClaims(payload)
	if err != nil {
		return nil, err
	}
	if wie, _ := meer.tekst("sub"); wie != sub || info.Subject != sub {
		return nil, fout(Geweigerd, "userinfo: over een ander")
	}
	for _, naam := range mist {
		if meer.heeft(naam) {
			k[naam] = meer[naam]
		}
	}
	return k, nil
}
