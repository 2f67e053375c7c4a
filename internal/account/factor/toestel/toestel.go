// Package toestel is a passkey device in software, for tests: it answers the
// questions of a site as a telephone would, and can be made to cheat.
package toestel

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
)

// Toestel holds one passkey.
type Toestel struct {
	Oorsprong   string // the origin that the browser says it is at
	RP          string // the RP ID that it signs for
	Ongezien    bool   // its owner was not checked
	Teller      uint32 // signatures so far; 0 for a device that does not count
	ID, Persoon []byte // of the passkey, once made

	sleutel *ecdsa.PrivateKey
}

var b64 = base64.RawURLEncoding

// opties are the parts of the questions that a device looks at.
type opties struct {
	Challenge string `json:"challenge"`
	User      struct {
		ID string `json:"id"`
	} `json:"user"`
}

// Maak answers the question for a new passkey.
func (t *Toestel) Maak(vraag []byte) []byte {
	var o opties
	moet(json.Unmarshal(vraag, &o))
	t.Persoon, _ = b64.DecodeString(o.User.ID)
	t.ID = make([]byte, 32)
	_, _ = rand.Read(t.ID)
	var err error
	t.sleutel, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	moet(err)
	punt, err := t.sleutel.PublicKey.Bytes() // 0x04, x, y
	moet(err)
	cose, err := webauthncbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: punt[1:33], -3: punt[33:]})
	moet(err)
	gegevens := t.gegevens(0x40)
	gegevens = append(gegevens, make([]byte, 16)...)                      // AAGUID
	gegevens = binary.BigEndian.AppendUint16(gegevens, uint16(len(t.ID))) // #nosec G115 -- 32
	gegevens = append(append(gegevens, t.ID...), cose...)
	verklaring, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": gegevens})
	moet(err)
	return t.antwoord(map[string]any{
		"clientDataJSON": b64.EncodeToString(t.klant("webauthn.create", o.Challenge)), "attestationObject": b64.EncodeToString(verklaring), "transports": []string{"internal"},
	})
}

// Bewijs answers the question who somebody is.
func (t *Toestel) Bewijs(vraag []byte) []byte {
	var o opties
	moet(json.Unmarshal(vraag, &o))
	if t.Teller > 0 {
		t.Teller++
	}
	klant, gegevens := t.klant("webauthn.get", o.Challenge), t.gegevens(0)
	kh := sha256.Sum256(klant)
	hash := sha256.Sum256(append(append([]byte{}, gegevens...), kh[:]...))
	teken, err := ecdsa.SignASN1(rand.Reader, t.sleutel, hash[:])
	moet(err)
	return t.antwoord(map[string]any{
		"clientDataJSON": b64.EncodeToString(klant), "authenticatorData": b64.EncodeToString(gegevens), "signature": b64.EncodeToString(teken), "userHandle": b64.EncodeToString(t.Persoon),
	})
}

func (t *Toestel) klant(soort, vraag string) []byte {
	b, err := json.Marshal(map[string]any{"type": soort, "challenge": vraag, "origin": t.Oorsprong, "crossOrigin": false})
	moet(err)
	return b
}

// gegevens is the authenticator data up to the counter: user present, and seen.
func (t *Toestel) gegevens(vlag byte) []byte {
	rp := sha256.Sum256([]byte(t.RP))
	vlag |= 0x01
	if !t.Ongezien {
		vlag |= 0x04
	}
	return binary.BigEndian.AppendUint32(append(rp[:], vlag), t.Teller)
}

func (t *Toestel) antwoord(response map[string]any) []byte {
	id := b64.EncodeToString(t.ID)
	b, err := json.Marshal(map[string]any{"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	moet(err)
	return b
}

// moet stops a test at what cannot happen.
func moet(err error) {
	if err != nil {
		panic(err)
	}
}
