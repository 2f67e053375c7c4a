package factor

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"mantelpunt/internal/fault"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The cost of a password: the recommendation of the OWASP Password Storage Cheat
// Sheet for Argon2id (19 MiB of memory, two passes, one lane).
const (
	argonGeheugen = 19 * 1024 // KiB
	argonRondes   = 2
	argonBanen    = 1
	argonZout     = 16 // bytes
	argonSleutel  = 32 // bytes
)

// argonPlaats bounds how many passwords are worked on at a time, and with that
// the memory that logins can take.
var argonPlaats = make(chan struct{}, 4)

// argon hashes a text in one form: a letter with an accent is one character or two,
// as the keyboard wills (NIST SP 800-63B-4, section 3.1.1.2).
func argon(wachtwoord string, zout []byte, rondes, geheugen uint32, banen uint8, lengte uint32) []byte {
	argonPlaats <- struct{}{}
	defer func() { <-argonPlaats }()
	return argon2.IDKey([]byte(norm.NFC.String(wachtwoord)), zout, rondes, geheugen, banen, lengte)
}

// Versleutel makes the PHC string of a password:
// $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>, base64 without padding.
func Versleutel(wachtwoord string) string {
	zout := make([]byte, argonZout)
	_, _ = rand.Read(zout)
	sleutel := argon(wachtwoord, zout, argonRondes, argonGeheugen, argonBanen, argonSleutel)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonGeheugen, argonRondes, argonBanen, b64.EncodeToString(zout), b64.EncodeToString(sleutel))
}

// Klopt compares a password with its PHC string, at the cost that stands in the
// string: a hash from before a change of cost keeps working.
func Klopt(wachtwoord, phc string) (bool, error) {
	var versie int
	var geheugen, rondes uint32
	var banen uint8
	delen := strings.Split(phc, "$")
	if len(delen) != 6 || delen[1] != "argon2id" {
		return false, fault.New(fault.Internal, "wachtwoord_hash is geen argon2id")
	}
	if _, err := fmt.Sscanf(delen[2]+" "+delen[3], "v=%d m=%d,t=%d,p=%d", &versie, &geheugen, &rondes, &banen); err != nil || versie != argon2.Version {
		return false, fault.New(fault.Internal, "wachtwoord_hash is niet te lezen")
	}
	zout, err1 := base64.RawStdEncoding.DecodeString(delen[4])
	wil, err2 := base64.RawStdEncoding.DecodeString(delen[5])
	if err1 != nil || err2 != nil || len(wil) == 0 || len(wil) > 1024 {
		return false, fault.New(fault.Internal, "wachtwoord_hash is niet te lezen")
	}
	return subtle.ConstantTimeCompare(argon(wachtwoord, zout, rondes, geheugen, banen, uint32(len(wil))), wil) == 1, nil // #nosec G115 -- at most 1024
}

// Niemand is the hash against which the password for an unknown account is
// compared, so that the answer takes as long as for a known one.
var Niemand = sync.OnceValue(func() string { return Versleutel(rand.Text()) })
