package toegang

// Niveau is how sure we are who a burger is.
type Niveau int

// The levels: a mailbox, and those of DigiD (eIDAS: low, substantial, high).
const (
	NiveauGeen Niveau = iota
	NiveauEmail
	NiveauMidden
	NiveauSubstantieel
	NiveauHoog
)

// Inloggen is how people get in at a gemeente. The zero value works: a code by
// e-mail for burgers, a password and a second factor for medewerkers.
type Inloggen struct {
	DigiD          *Aanbieding `json:",omitempty"` // OpenID Connect broker in front of DigiD
	Personeel      *Aanbieding `json:",omitempty"` // identity provider of the gemeente
	MinimaalNiveau Niveau      `json:",omitempty"` // of a burger who asks for something
}

// PerEmail reports whether a code by e-mail is a way in that leads anywhere.
func (i Inloggen) PerEmail() bool { return i.MinimaalNiveau <= NiveauEmail }

// Aanbieding is an OpenID Connect provider that the gemeente trusts.
type Aanbieding struct {
	Uitgever string // issuer: https://…
	ClientID string
	Geheim   []byte `json:",omitempty"` // client secret, closed by the kluis: plaats "inloggen.geheim", gemeente id, Uitgever

	ACR     map[string]Niveau `json:",omitempty"` // accepted values of acr and what they stand for; none: acr is not looked at (staff alone)
	Groepen map[string][]Rol  `json:",omitempty"` // of staff: the roles of a group at the provider

	ClaimBSN     string `json:",omitempty"` // of DigiD: which claim holds the BSN, "sub" when empty
	ClaimGroepen string `json:",omitempty"` // of staff: which claim holds the groups, "groups" when empty
}
