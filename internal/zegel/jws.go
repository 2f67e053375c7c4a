package zegel

import (
	"crypto"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"mantelpunt/internal/fault"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/cryptosigner"
)

// JWS signs a payload as compact JWS (RFC 7515) with ES256, which is small enough
// for a QR code. Its kid is the thumbprint of the key (RFC 7638); [Zegels.JWKS] has
// that key.
func (z *Zegel) JWS(payload any) (string, error) {
	inhoud, err := json.Marshal(payload)
	if err != nil {
		return "", err
	}
	kid, err := duim(z.jws.Public())
	if err != nil {
		return "", err
	}
	sleutel := jose.JSONWebKey{Key: cryptosigner.Opaque(z.jws), KeyID: kid}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: sleutel}, nil)
	if err != nil {
		return "", err
	}
	jws, err := s.Sign(inhoud)
	if err != nil {
		return "", fault.New(fault.Unavailable, "het zegel tekent niet: %w", err)
	}
	return jws.CompactSerialize()
}

// JWKS is the set of public keys (RFC 7517) with which anybody can check a JWS of
// the gemeente: the one of now, and those of before.
func (z *Zegels) JWKS(slug string) ([]byte, error) {
	set := jose.JSONWebKeySet{Keys: []jose.JSONWebKey{}}
	if k := z.kasten[slug]; k != nil {
		for _, p := range k.sleutels {
			kid, err := duim(p)
			if err != nil {
				return nil, err
			}
			set.Keys = append(set.Keys, jose.JSONWebKey{Key: p, KeyID: kid, Algorithm: string(jose.ES256), Use: "sig"})
		}
	}
	return json.Marshal(set)
}

// duim is the thumbprint of a public key.
func duim(publiek crypto.PublicKey) (string, error) {
	jwk := jose.JSONWebKey{Key: publiek}
	b, err := jwk.Thumbprint(crypto.SHA256)
	if err != nil {
		return "", fmt.Errorf("vingerafdruk van de sleutel: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}
