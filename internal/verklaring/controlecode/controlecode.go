// Package controlecode makes and reads the code that proves a verklaring.
package controlecode

import (
	"crypto/rand"
	"errors"
	"strings"
	"unicode"
)

// Code is what proves a verklaring: twelve symbols of Crockford's base 32,
// of which eleven are random (55 bits) and the last is a check on the others, so
// that a typing error is told apart from a code that does not exist. It is kept
// and compared in this form, without hyphens.
type Code string

// ErrFout says that a text is not a check code: it has the wrong length,
// a symbol that does not occur in codes, or a typing error.
var ErrFout = errors.New("dit is geen controlecode")

const (
	symbolen      = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // without I, L, O and U
	codeLengte    = 12
	groepsgrootte = 4
)

// Nieuw draws a code that cannot be guessed.
func Nieuw() Code {
	waarden := make([]byte, codeLengte-1)
	rand.Read(waarden) // never fails
	for i := range waarden {
		waarden[i] %= byte(len(symbolen))
	}
	code := make([]byte, 0, codeLengte)
	for _, w := range append(waarden, controlewaarde(waarden)) {
		code = append(code, symbolen[w])
	}
	return Code(code)
}

// Lees reads a code as people type it: in capitals or not, with spaces
// or hyphens anywhere, with O for 0 and I or L for 1. It does not tell whether a
// verklaring with that code exists. The error is [ErrFout].
func Lees(s string) (Code, error) {
	var code, waarden []byte
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			continue
		}
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		switch r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		waarde := strings.IndexRune(symbolen, r)
		if waarde < 0 || len(code) == codeLengte {
			return "", ErrFout
		}
		code, waarden = append(code, symbolen[waarde]), append(waarden, byte(waarde)) // #nosec G115 -- a place among 32 symbols
	}
	if len(code) != codeLengte || controlewaarde(waarden[:codeLengte-1]) != waarden[codeLengte-1] {
		return "", ErrFout
	}
	return Code(code), nil
}

// Gegroepeerd is the code as it is printed and read aloud: K7MW-4T9P-XQ2H.
func (c Code) Gegroepeerd() string {
	var groepen []string
	for s := string(c); s != ""; {
		n := min(groepsgrootte, len(s))
		groepen = append(groepen, s[:n])
		s = s[n:]
	}
	return strings.Join(groepen, "-")
}

// controlewaarde weighs each value with another power of x in the field of 32
// elements (modulo x⁵+x²+1). The weights differ from each other and from one, so
// every single wrong symbol and every two symbols that changed places show.
func controlewaarde(waarden []byte) byte {
	const hoogsteBit, modulus = 0b100000, 0b100101
	var som byte
	for _, w := range waarden {
		som = (som ^ w) << 1
		if som&hoogsteBit != 0 {
			som ^= modulus
		}
	}
	return som
}
