// Package factor has what a medewerker proves with who they are: a password, a
// code of an app (TOTP), a recovery code or a passkey. It computes and judges, and
// knows no database and no HTTP: what it makes and checks is handed over as bytes
// and strings, so that every rule of it can stand in a table of a test.
package factor

import "strings"

// crockford are the signs of a recovery code: no I, L, O and U, which are read or
// heard as another sign (Crockford's base 32).
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// groepen puts a space or hyphen after every four signs, for who types them over.
func groepen(s, tussen string) string {
	var delen []string
	for len(s) > 4 {
		delen, s = append(delen, s[:4]), s[4:]
	}
	return strings.Join(append(delen, s), tussen)
}
