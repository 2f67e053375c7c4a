// Package account lets people in. A mantelzorger (burger) needs no password: a
// code of six digits comes by mail. A medewerker (gebruiker) has a password and a
// role at one or more gemeenten. The package also says, at every request, who is
// asking, and brings people back to where they were when their session ended.
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
