package factor

import (
	"crypto/rand"
	"crypto/subtle"
	"strings"
)

// Recovery codes: as many as fit on a card. Sixty bits are too many to guess, and
// since they are too few for a plain hash each set is hashed as a password is.
const (
	AantalHerstelcodes = 10
	herstelTekens      = 12
)

// NieuweHerstelcodes makes a set of codes as they are shown, once, and what is kept
// of them. A set shares one salt: to try a code is then one computation and not ten.
func NieuweHerstelcodes() (codes []string, hashes [][]byte) {
	zout := make([]byte, argonZout)
	_, _ = rand.Read(zout)
	for range AantalHerstelcodes {
		var b [herstelTekens]byte
		_, _ = rand.Read(b[:])
		for i := range b {
			b[i] = crockford[b[i]%32] // 256 is a multiple of 32: each sign as likely as the others
		}
		codes = append(codes, groepen(string(b[:]), "-"))
		hashes = append(hashes, herstelHash(string(b[:]), zout))
	}
	return codes, hashes
}

// ZoekHerstelcode gives the place of the hash that belongs to a code, -1 when none does.
func ZoekHerstelcode(getypt string, hashes [][]byte) int {
	code, ok := leesHerstelcode(getypt)
	if !ok {
		return -1
	}
	gevonden := -1
	gehasht := map[string][]byte{} // by salt
	for i, h := range hashes {
		if len(h) != argonZout+argonSleutel {
			continue
		}
		zout := string(h[:argonZout])
		if gehasht[zout] == nil {
			gehasht[zout] = herstelHash(code, h[:argonZout])
		}
		if subtle.ConstantTimeCompare(gehasht[zout], h) == 1 {
			gevonden = i
		}
	}
	return gevonden
}

// leesHerstelcode reads a code as people type it: in capitals or not, with and
// without hyphens, and with an O or an I that must be a digit.
func leesHerstelcode(s string) (string, bool) {
	s = strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(s))
	return s, len(s) == herstelTekens && strings.Trim(s, crockford) == ""
}

func herstelHash(code string, zout []byte) []byte {
	sleutel := argon(code, zout, argonRondes, argonGeheugen, argonBanen, argonSleutel)
	return append(append([]byte{}, zout...), sleutel...)
}
