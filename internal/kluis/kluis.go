// Package kluis keeps personal data unreadable for whoever gets hold of the
// database alone: fields are closed with AES-256-GCM before they are stored, and
// what must be found again without being readable has a keyed hash beside it.
//
// The keys come from outside the database (SLEUTELS). The first one closes; every
// one opens, so that a new key can be put in front while the program runs on the
// old one, and `mantelpunt sleutels roteren` closes the rest anew afterwards.
package kluis

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"mantelpunt/internal/fault"
)

// Lengte is the size of a key in bytes.
const Lengte = 32

// versie is the first byte of everything that is closed: key id and nonce follow.
const versie = 1

var reID = regexp.MustCompile(`^[a-z0-9-]{1,20}$`)

// Kluis holds the keys. It is safe for use by many at once.
type Kluis struct {
	sleutels []sleutel // the first is the active one
	kassen   sync.Map  // "id doel" to cipher.AEAD
}

type sleutel struct {
	id  string
	ruw []byte
}

// Nieuw reads keys written as id:base64, with commas between them.
func Nieuw(tekst string) (*Kluis, error) {
	k := &Kluis{}
	for _, deel := range strings.FieldsFunc(tekst, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
		id, b64, _ := strings.Cut(deel, ":")
		ruw, err := base64.StdEncoding.DecodeString(b64)
		if !reID.MatchString(id) || err != nil || len(ruw) != Lengte {
			return nil, errors.New("moet bestaan uit naam:sleutel, met komma's ertussen; `mantelpunt sleutels maken` maakt een goede")
		}
		for _, s := range k.sleutels {
			if s.id == id {
				return nil, fmt.Errorf("heeft twee sleutels met de naam %s", id)
			}
		}
		k.sleutels = append(k.sleutels, sleutel{id, ruw})
	}
	if len(k.sleutels) == 0 {
		return nil, errors.New("ontbreekt; `mantelpunt sleutels maken` maakt er een")
	}
	return k, nil
}

// Maak gives a new key under a name, as it is written in SLEUTELS.
func Maak(id string) (string, error) {
	if !reID.MatchString(id) {
		return "", errors.New("de naam van een sleutel bestaat uit kleine letters, cijfers en streepjes, zoals: 2026-11")
	}
	ruw := make([]byte, Lengte)
	_, _ = rand.Read(ruw)
	return id + ":" + base64.StdEncoding.EncodeToString(ruw), nil
}

// Actief is the name of the key that closes.
func (k *Kluis) Actief() string { return k.sleutels[0].id }

// Sleutel tells under which key something was closed or hashed, "" when it was not.
func Sleutel(dicht []byte) string {
	if len(dicht) < 2 || dicht[0] != versie || len(dicht) < 2+int(dicht[1]) {
		return ""
	}
	return string(dicht[2 : 2+int(dicht[1])])
}

// Dicht closes a value. plaats says where it belongs, the field first ("burger.email",
// gemeente, row): it opens there and nowhere else, so that a value cannot be moved
// to another row. An empty value stays empty.
func (k *Kluis) Dicht(klaar []byte, plaats ...string) []byte {
	if len(klaar) == 0 {
		return nil
	}
	s := k.sleutels[0]
	kas := k.kas(s, plaats[0])
	uit := kop(s.id, kas.NonceSize()+len(klaar)+kas.Overhead())
	nonce := make([]byte, kas.NonceSize())
	_, _ = rand.Read(nonce)
	uit = append(uit, nonce...)
	return kas.Seal(uit, nonce, klaar, aad(plaats))
}

// Open gives back what Dicht closed at the same plaats; anything else is an error.
func (k *Kluis) Open(dicht []byte, plaats ...string) ([]byte, error) {
	if len(dicht) == 0 {
		return nil, nil
	}
	id := Sleutel(dicht)
	for _, s := range k.sleutels {
		if s.id != id {
			continue
		}
		kas, rest := k.kas(s, plaats[0]), dicht[2+len(id):]
		if len(rest) < kas.NonceSize() {
			break
		}
		klaar, err := kas.Open(nil, rest[:kas.NonceSize()], rest[kas.NonceSize():], aad(plaats))
		if err != nil {
			return nil, fault.New(fault.Internal, "%s: niet te openen", plaats[0])
		}
		return klaar, nil
	}
	return nil, fault.New(fault.Internal, "%s: gesloten met een sleutel die er niet is (%q)", plaats[0], id)
}

// Kenmerk is a keyed hash of a value, under the active key: equal values of one
// doel have equal ones, and without the key nobody can try values out.
func (k *Kluis) Kenmerk(doel string, waarde []byte) []byte { return k.Kenmerken(doel, waarde)[0] }

// Kenmerken are the hashes of a value under every key, the active one first: what
// to look for while some rows still have an older one.
func (k *Kluis) Kenmerken(doel string, waarde []byte) (uit [][]byte) {
	for _, s := range k.sleutels {
		h := hmac.New(sha256.New, afgeleid(s, "kenmerk "+doel))
		h.Write(waarde)
		uit = append(uit, h.Sum(kop(s.id, sha256.Size)))
	}
	return uit
}

func kop(id string, ruimte int) []byte {
	uit := make([]byte, 0, 2+len(id)+ruimte)
	return append(append(uit, versie, byte(len(id))), id...) // #nosec G115 -- at most 20 signs (reID)
}

func (k *Kluis) kas(s sleutel, veld string) cipher.AEAD {
	naam := s.id + " " + veld
	if kas, ok := k.kassen.Load(naam); ok {
		return kas.(cipher.AEAD)
	}
	blok, err := aes.NewCipher(afgeleid(s, "veld "+veld))
	if err != nil {
		panic(err) // the key has 32 bytes
	}
	kas, err := cipher.NewGCM(blok)
	if err != nil {
		panic(err)
	}
	k.kassen.Store(naam, kas)
	return kas
}

// afgeleid gives every use a key of its own (RFC 5869), so that no key closes more
// than the 2³² values that a random nonce allows (NIST SP 800-38D, 8.3).
func afgeleid(s sleutel, doel string) []byte {
	uit, err := hkdf.Key(sha256.New, s.ruw, nil, "mantelpunt "+doel, Lengte)
	if err != nil {
		panic(err) // the length is a constant
	}
	return uit
}

func aad(plaats []string) []byte { return []byte(strings.Join(plaats, "\x1f")) }
