package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"time"

	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// Partnersleutel is the key by which the system of a partner, such as the parking
// department, may ask something of one gemeente. The key itself is shown once and
// kept nowhere.
type Partnersleutel struct {
	ID            uuid.UUID
	Partner       string
	Begin         string // the first signs, to recognise it by
	Mag           []toegang.Bereik
	DoorNaam      string // who made it
	AangemaaktOp  time.Time
	VerlooptOp    time.Time
	GebruiktOp    *time.Time // to the minute
	IngetrokkenOp *time.Time
}

// Sleutelstaat says whether a key works.
type Sleutelstaat string

// The states of a key; they are derived.
const (
	SleutelActief      Sleutelstaat = "actief"
	SleutelVerlopen    Sleutelstaat = "verlopen"
	SleutelIngetrokken Sleutelstaat = "ingetrokken"
)

// Staat derives the state at a moment.
func (s Partnersleutel) Staat(nu time.Time) Sleutelstaat {
	switch {
	case s.IngetrokkenOp != nil:
		return SleutelIngetrokken
	case !s.VerlooptOp.After(nu):
		return SleutelVerlopen
	}
	return SleutelActief
}

// A key is "mp_", 32 random bytes and the CRC-32 of those in base64url: programs that
// look for secrets in code find it by its beginning and know by its end that it is one.
const (
	sleutelVoor  = "mp_"
	sleutelBytes = 32
	sleutelBegin = len(sleutelVoor) + 6 // how many signs are kept to recognise it by
)

var sleutelTekens = base64.RawURLEncoding

// nieuweSleutel draws a key that cannot be guessed.
func nieuweSleutel() string {
	b := make([]byte, sleutelBytes)
	_, _ = rand.Read(b) // never fails
	return sleutelVoor + sleutelTekens.EncodeToString(b) + controlegetal(b)
}

func controlegetal(b []byte) string {
	return sleutelTekens.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(b)))
}

// isSleutel reports whether a text can be a key: what was cut off or mistyped is
// known without asking the database.
func isSleutel(s string) bool {
	rest, ok := strings.CutPrefix(s, sleutelVoor)
	n := sleutelTekens.EncodedLen(sleutelBytes)
	if !ok || len(rest) != n+sleutelTekens.EncodedLen(crc32.Size) {
		return false
	}
	b, err := sleutelTekens.Strict().DecodeString(rest[:n])
	return err == nil && controlegetal(b) == rest[n:]
}

// sleutelHash is what is stored. A key is too long to guess, so a plain hash will do.
func sleutelHash(sleutel string) []byte {
	h := sha256.Sum256([]byte(sleutel))
	return h[:]
}
