// Package account lets people in, and says at every request who is asking.
//
// A mantelzorger (burger) comes with DigiD, through the OpenID Connect broker of the
// gemeente, or with a code of six digits by mail; how sure that makes us is the niveau.
// A medewerker (gebruiker) comes by the identity provider of the gemeente, or with a
// password and always a second factor: a passkey, the code of an app, or a recovery
// code. Accounts begin with an invitation of a beheerder, who gives roles and ends
// them. The system of a partner has a key of its own. Whoever's session ended is
// brought back to where they were, with what they typed.
//
// ASVS.md and DREIGINGEN.md, beside the code, say what is asked of all this and which
// test shows it.
package account

import (
	"net/mail"
	"regexp"
	"strings"
	"time"

	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// Gebruiker is a medewerker as the administrator sees them.
type Gebruiker struct {
	ID               uuid.UUID
	Email            string
	Naam             string
	Actief           bool
	Rollen           []toegang.Rol // at the gemeente that was asked for
	LaatstIngelogdOp *time.Time
}

// The bounds of a login code (inlogcode).
const (
	CodeGeldig   = 10 * time.Minute // how long a code works
	CodePogingen = 5                // wrong answers before a code is dead
	CodesPerUur  = 5                // codes for one e-mail address at one gemeente
)

var reEmail = regexp.MustCompile("^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+([.][a-z0-9-]+)+$")

// Emailadres makes an e-mail address fit to compare and to store. It reports
// false for what no mail server could take, names and lists among them.
func Emailadres(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > 254 || !reEmail.MatchString(s) { // RFC 5321, 4.5.3.1: 256 with its brackets
		return "", false
	}
	a, err := mail.ParseAddress(s)
	return s, err == nil && a.Address == s
}
