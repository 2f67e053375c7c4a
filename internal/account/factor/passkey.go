package factor

import (
	"encoding/json"
	"net/netip"
	"net/url"
	"time"

	"mantelpunt/internal/fault"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
)

// PasskeyGeldig is how long a person may take to answer the question of their device.
const PasskeyGeldig = 5 * time.Minute

// MaxAntwoord bounds the answer of a browser, in bytes.
const MaxAntwoord = 64 << 10

// Passkey is what is kept of a passkey: its public key, counter and flags.
type Passkey = webauthn.Credential

// Houder is a person with the passkeys that they have at one host.
type Houder struct {
	ID       uuid.UUID
	Email    string
	Naam     string
	Passkeys []Passkey
}

// WebAuthnID is part of webauthn.User. An authenticator keeps it and gives it back
// at a login without a name; it says nothing about the person.
func (h Houder) WebAuthnID() []byte { return h.ID[:] }

// WebAuthnName is part of webauthn.User.
func (h Houder) WebAuthnName() string { return h.Email }

// WebAuthnDisplayName is part of webauthn.User.
func (h Houder) WebAuthnDisplayName() string { return h.Naam }

// WebAuthnCredentials is part of webauthn.User.
func (h Houder) WebAuthnCredentials() []Passkey { return h.Passkeys }

// Poort asks browsers for passkeys at one address of the portal. The device must
// have seen its owner (PIN, finger or face), so that a passkey is two factors by
// itself: the device, and what opens it.
type Poort struct{ w *webauthn.WebAuthn }

// NieuwePoort makes one for an origin such as "https://mantelpunt.veldwaarde.example".
// An address that is no name, as 127.0.0.1, cannot have passkeys: false.
func NieuwePoort(naam, oorsprong string) (Poort, bool) {
	u, err := url.Parse(oorsprong)
	if err != nil || u.Hostname() == "" {
		return Poort{}, false
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return Poort{}, false
	}
	tijd := webauthn.TimeoutConfig{Enforce: true, Timeout: PasskeyGeldig, TimeoutUVD: PasskeyGeldig}
	w, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: naam, RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation, // which make of device somebody has is none of our business
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementPreferred, UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: tijd, Registration: tijd},
		// some password managers answer what nobody asked; none of it is used
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore,
	})
	return Poort{w}, err == nil
}

// Naam is the host that the passkeys of this door belong to (the RP ID).
func (p Poort) Naam() string { return p.w.Config.RPID }

// VraagNieuw gives what the browser needs to make a passkey, and what must be kept
// on our side until its answer comes.
func (p Poort) VraagNieuw(h Houder) (opties, bewaar []byte, err error) {
	c, s, err := p.w.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.Passkeys).CredentialDescriptors()))
	if err != nil {
		return nil, nil, fault.Wrap(err, "passkey vragen")
	}
	return twee(c.Response, s)
}

// Vraag gives what the browser needs to prove that it has a passkey: one of this
// person, or, for the zero Houder, whichever its owner picks.
func (p Poort) Vraag(h Houder) (opties, bewaar []byte, err error) {
	var c *protocol.CredentialAssertion
	var s *webauthn.SessionData
	if h.ID == uuid.Nil {
		c, s, err = p.w.BeginDiscoverableLogin()
	} else {
		c, s, err = p.w.BeginLogin(h)
	}
	if err != nil {
		return nil, nil, fault.Wrap(err, "passkey vragen")
	}
	return twee(c.Response, s)
}

func twee(opties, sessie any) (o, s []byte, err error) {
	if o, err = json.Marshal(opties); err == nil {
		s, err = json.Marshal(sessie)
	}
	return o, s, fault.Wrap(err, "passkey vragen")
}

// Nieuw checks the answer to VraagNieuw and gives the passkey to keep. A wrong
// answer is Invalid.
func (p Poort) Nieuw(h Houder, bewaard, antwoord []byte) (Passkey, error) {
	s, err := gelezen(bewaard, antwoord)
	if err != nil {
		return Passkey{}, err
	}
	a, err := protocol.ParseCredentialCreationResponseBytes(antwoord)
	if err != nil {
		return Passkey{}, fout(err)
	}
	k, err := p.w.CreateCredential(h, s, a)
	if err != nil {
		return Passkey{}, fout(err)
	}
	return *k, nil
}

// Bewijs checks the answer to Vraag. zoek finds the person with an id that has a
// passkey. It gives that person and the passkey with its counter moved on, to be
// stored. A wrong answer is Invalid; so is a passkey whose counter went back, which
// means that there are two of it.
func (p Poort) Bewijs(bewaard, antwoord []byte, zoek func(persoon uuid.UUID, passkey []byte) (Houder, error)) (Houder, Passkey, error) {
	s, err := gelezen(bewaard, antwoord)
	if err != nil {
		return Houder{}, Passkey{}, err
	}
	a, err := protocol.ParseCredentialRequestResponseBytes(antwoord)
	if err != nil {
		return Houder{}, Passkey{}, fout(err)
	}
	var h Houder
	var k *Passkey
	if len(s.UserID) > 0 {
		id, err := uuid.FromBytes(s.UserID)
		if err != nil {
			return Houder{}, Passkey{}, fout(err)
		}
		if h, err = zoek(id, a.RawID); err != nil {
			return Houder{}, Passkey{}, err
		}
		if k, err = p.w.ValidateLogin(h, s, a); err != nil {
			return Houder{}, Passkey{}, fout(err)
		}
	} else {
		var zoekfout error
		_, k, err = p.w.ValidatePasskeyLogin(func(rawID, handle []byte) (webauthn.User, error) {
			id, err := uuid.FromBytes(handle)
			if err != nil {
				return nil, err
			}
			h, zoekfout = zoek(id, rawID)
			return h, zoekfout
		}, s, a)
		if zoekfout != nil {
			return Houder{}, Passkey{}, zoekfout
		}
		if err != nil {
			return Houder{}, Passkey{}, fout(err)
		}
	}
	if k.Authenticator.CloneWarning {
		return Houder{}, Passkey{}, fault.New(fault.Invalid, "de teller van de passkey liep terug")
	}
	return h, *k, nil
}

func gelezen(bewaard, antwoord []byte) (s webauthn.SessionData, err error) {
	if len(antwoord) > MaxAntwoord {
		return s, fault.New(fault.Invalid, "het antwoord van de passkey is te lang")
	}
	if err := json.Unmarshal(bewaard, &s); err != nil {
		return s, fault.New(fault.Invalid, "er is geen passkey gevraagd")
	}
	return s, nil
}

// fout hides the words of the library, which may quote what the browser sent.
func fout(err error) error {
	soort := "onbekend"
	if e, ok := err.(*protocol.Error); ok {
		soort = e.Type
	}
	return fault.New(fault.Invalid, "het antwoord van de passkey klopt niet (%s)", soort)
}
