package oidc

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	maxClaim   = 255 // characters of one value (Core, 2: sub)
	maxNaam    = 120
	maxGroepen = 1000
)

// ruweClaims takes the JSON of claims as it is.
type ruweClaims = json.RawMessage

// claims are what a provider says of somebody, by exact name. They are input from
// outside: signed, but by a system where people fill in fields.
type claims map[string]json.RawMessage

// leesClaims reads the object of a token. A name that stands in it twice, also in
// other capitals, is refused: two readers could see two people.
func leesClaims(ruw []byte) (claims, error) {
	onleesbaar := fout(Geweigerd, "claims: onleesbaar")
	if len(ruw) > maxToken || !utf8.Valid(ruw) {
		return nil, onleesbaar
	}
	d := json.NewDecoder(bytes.NewReader(ruw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, onleesbaar
	}
	k, gezien := claims{}, map[string]bool{}
	for d.More() {
		t, err := d.Token()
		naam, ok := t.(string)
		var waarde json.RawMessage
		if err != nil || !ok || d.Decode(&waarde) != nil {
			return nil, onleesbaar
		}
		vouw := strings.ToLower(strings.ToUpper(naam)) // as encoding/json compares
		if gezien[vouw] {
			return nil, fout(Geweigerd, "claims: dezelfde naam twee keer")
		}
		gezien[vouw] = true
		k[naam] = waarde
	}
	if t, err := d.Token(); err != nil || t != json.Delim('}') || d.More() {
		return nil, onleesbaar
	}
	return k, nil
}

// heeft reports whether a claim is there and not null.
func (k claims) heeft(naam string) bool {
	v, ok := k[naam]
	return ok && string(v) != "null"
}

// tekst gives a claim of characters that we compare or store; "" when it is not there.
func (k claims) tekst(naam string) (string, error) {
	if !k.heeft(naam) {
		return "", nil
	}
	var s string
	if json.Unmarshal(k[naam], &s) != nil || !past(s) {
		return "", fout(Geweigerd, "claims: een tekst heeft niet de juiste vorm")
	}
	return s, nil
}

// past reports whether a value is of a length and of characters that a key can have.
func past(s string) bool {
	return len(s) <= maxClaim && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError })
}

// lijst gives a claim of several values; one value may stand by itself.
func (k claims) lijst(naam string) ([]string, error) {
	if !k.heeft(naam) {
		return nil, nil
	}
	if s, err := k.tekst(naam); err == nil {
		return []string{s}, nil
	}
	var l []string
	if json.Unmarshal(k[naam], &l) != nil || len(l) > maxGroepen {
		return nil, fout(Geweigerd, "claims: een lijst heeft niet de juiste vorm")
	}
	for _, s := range l {
		if !past(s) {
			return nil, fout(Geweigerd, "claims: een lijst heeft niet de juiste vorm")
		}
	}
	return l, nil
}

// tijd gives a claim of seconds since 1970, the zero time when it is not there.
func (k claims) tijd(naam string) (time.Time, error) {
	if !k.heeft(naam) {
		return time.Time{}, nil
	}
	var sec float64
	if json.Unmarshal(k[naam], &sec) != nil || sec < 0 || sec > 1e11 {
		return time.Time{}, fout(Geweigerd, "claims: een tijd heeft niet de juiste vorm")
	}
	return time.Unix(int64(sec), 0), nil
}

// naam gives a claim that people read: without what cannot be seen or turns the
// text round, and cut off where no name goes on.
func (k claims) naam(naam string) string {
	var s string
	if !k.heeft(naam) || json.Unmarshal(k[naam], &s) != nil {
		return ""
	}
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' || r == utf8.RuneError }), " ")
	if r := []rune(s); len(r) > maxNaam {
		s = strings.TrimSpace(string(r[:maxNaam]))
	}
	return s
}

// bsn gives the BSN: in a text, or in a number that lost its leading zero.
func (k claims) bsn(naam string) (string, error) {
	s, err := k.tekst(naam)
	var n json.Number
	if err != nil && json.Unmarshal(k[naam], &n) == nil {
		s = n.String()
	}
	if bsn, ok := BSN(s); ok {
		return bsn, nil
	}
	return "", fout(Geweigerd, "claims: geen geldig burgerservicenummer")
}

// identiteit reads who somebody is from claims that were checked.
func identiteit(c Config, k claims) (Identiteit, error) {
	var id Identiteit
	var err error
	lees := func(doel *string, naam string) {
		if err == nil {
			*doel, err = k.tekst(naam)
		}
	}
	lees(&id.Uitgever, "iss")
	lees(&id.Onderwerp, "sub")
	lees(&id.SID, "sid")
	lees(&id.ACR, "acr")
	if err == nil {
		id.AMR, err = k.lijst("amr")
	}
	if err == nil {
		id.AuthTijd, err = k.tijd("auth_time")
	}
	if err == nil && c.ClaimBSN != "" {
		id.BSN, err = k.bsn(c.ClaimBSN)
	}
	if err == nil && c.ClaimGroepen != "" {
		id.Groepen, err = k.lijst(c.ClaimGroepen)
	}
	if err == nil && (id.Onderwerp == "" || id.Uitgever == "") {
		err = fout(Geweigerd, "claims: zonder onderwerp")
	}
	if err != nil {
		return Identiteit{}, err
	}
	if id.Naam = k.naam("name"); id.Naam == "" {
		id.Naam = strings.TrimSpace(k.naam("given_name") + " " + k.naam("family_name"))
	}
	id.Email, _ = k.tekst("email") // an address that is none is no address
	id.EmailBevestigd = string(k["email_verified"]) == "true" || string(k["email_verified"]) == `"true"`
	return id, nil
}

// BSN reads a burgerservicenummer: eight or nine digits that pass the elfproef, with
// or without the sector code that DigiD puts before it. It gives nine digits.
func BSN(s string) (string, bool) {
	s = strings.TrimPrefix(s, "s00000000:")
	if len(s) == 8 {
		s = "0" + s
	}
	if len(s) != 9 || s == "000000000" {
		return "", false
	}
	som := 0
	for i, r := range []byte(s) {
		if r < '0' || r > '9' {
			return "", false
		}
		gewicht := 9 - i
		if i == 8 {
			gewicht = -1
		}
		som += gewicht * int(r-'0')
	}
	return s, som%11 == 0
}
