package verklaring

import (
	"net/mail"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	maxAdresregel = 80
	maxEmail      = 254 // RFC 5321, 4.5.3.1: 256 with its brackets
)

var (
	reEmail    = regexp.MustCompile("^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+([.][a-z0-9-]+)+$")
	rePostcode = regexp.MustCompile(`^([1-9][0-9]{3}) ?([A-Z]{2})$`)
)

// LeesEmail gives an e-mail address in small letters; false when it is none.
func LeesEmail(s string) (email string, ok bool) {
	email = strings.ToLower(s)
	m, err := mail.ParseAddress(email)
	return email, len(email) <= maxEmail && reEmail.MatchString(email) && err == nil && m.Address == email
}

// LeesPostcode gives a postcode as "1234 AB"; false when it is none.
func LeesPostcode(s string) (string, bool) {
	m := rePostcode.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return "", false
	}
	return m[1] + " " + m[2], true
}

// LeesAdresregel gives one line of an address with single spaces; false when it is empty
// or too long for an envelope.
func LeesAdresregel(s string) (string, bool) {
	s = strings.Join(strings.Fields(s), " ")
	return s, s != "" && utf8.RuneCountInString(s) <= maxAdresregel
}
