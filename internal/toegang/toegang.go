// Package toegang says who is asking, at which gemeente, and what that person
// may do. One table maps roles to rights; handlers name the right they need and
// nothing else in the product compares roles.
package toegang

import (
	"context"
	"net/netip"
	"slices"

	"mantelpunt/internal/fault"

	"github.com/google/uuid"
)

// Soort is the kind of person behind a request.
type Soort string

// A visitor has no kind; a burger logged in to care, a medewerker to work.
const (
	Bezoeker   Soort = ""
	Burger     Soort = "burger"
	Medewerker Soort = "medewerker"
	Systeem    Soort = "systeem" // the rules or a job, when nobody did it by hand
)

// Rol is a role of a medewerker at one gemeente (lidmaatschap).
type Rol string

// The roles of the design.
const (
	Redacteur Rol = "redacteur"
	Consulent Rol = "consulent"
	Beleid    Rol = "beleid"
	Beheerder Rol = "beheerder"
	Aanbieder Rol = "aanbieder"
)

// Recht is something that a person may do.
type Recht string

// The rights that handlers ask for.
const (
	AanvraagDoen       Recht = "aanvraag doen"
	EigenDossier       Recht = "eigen dossier"
	AanbodBewerken     Recht = "aanbod bewerken"
	AanvraagBehandelen Recht = "aanvraag behandelen"
	Werkplek           Recht = "werkplek"

	EigenAanbodBewerken Recht = "eigen aanbod bewerken" // of the aanbieder's own organisation; somebody else publishes it
	GebruikersBeheren   Recht = "gebruikers beheren"
	InstellingenBeheren Recht = "instellingen beheren"
	PartnersBeheren     Recht = "partners beheren"
	AuditLezen          Recht = "audit lezen"
)

// Rechten are all rights, for the test that knows every route.
func Rechten() []Recht {
	return []Recht{AanvraagDoen, EigenDossier, AanbodBewerken, AanvraagBehandelen, Werkplek, EigenAanbodBewerken,
		GebruikersBeheren, InstellingenBeheren, PartnersBeheren, AuditLezen}
}

// rechten is the one table of who may do what. A beheerder opens no dossiers: who
// does both has both roles, and that stands in the audit.
var rechten = map[Rol][]Recht{
	Redacteur: {Werkplek, AanbodBewerken},
	Consulent: {Werkplek, AanvraagBehandelen},
	Beleid:    {Werkplek},
	Beheerder: {Werkplek, AanbodBewerken, GebruikersBeheren, InstellingenBeheren, PartnersBeheren, AuditLezen},
	Aanbieder: {Werkplek, EigenAanbodBewerken},
}

var burgerrechten = []Recht{AanvraagDoen, EigenDossier}

// Rollen are all roles, for the command line and tests.
func Rollen() []Rol { return []Rol{Redacteur, Consulent, Beleid, Beheerder, Aanbieder} }

// Persoon is who acts: a visitor, a burger or a medewerker at one gemeente.
type Persoon struct {
	Soort  Soort
	ID     uuid.UUID
	Naam   string // as shown to colleagues and in the audit log
	Email  string
	Rollen []Rol // of a medewerker at this gemeente

	Niveau       Niveau      // how sure we are that a burger is who he says
	Vereist      Niveau      // how sure the gemeente wants to be
	Organisaties []uuid.UUID // whose offers an aanbieder keeps
}

// Mag reports whether the person has a right.
func (p Persoon) Mag(r Recht) bool {
	switch p.Soort {
	case Burger:
		return p.Niveau >= p.Vereist && slices.Contains(burgerrechten, r)
	case Medewerker:
		return slices.ContainsFunc(p.Rollen, func(rol Rol) bool { return slices.Contains(rechten[rol], r) })
	}
	return false
}

// TeLaag reports that a burger logged in, but not surely enough for this gemeente.
func (p Persoon) TeLaag() bool { return p.Soort == Burger && p.Niveau < p.Vereist }

// Eis fails with Unauthorized for who is not logged in, or not surely enough, and
// Forbidden for who is but lacks the right.
func (p Persoon) Eis(r Recht) error {
	switch {
	case p.Mag(r):
		return nil
	case p.Soort == Bezoeker, p.TeLaag() && slices.Contains(burgerrechten, r):
		return fault.New(fault.Unauthorized, "recht %q vraagt inloggen", r)
	}
	return fault.New(fault.Forbidden, "%s mist recht %q", p.Soort, r)
}

// Gemeente is what a request needs to know of its gemeente; the rest is asked
// of the feature gemeente.
type Gemeente struct {
	ID    int
	Slug  string
	Naam  string // "Veldwaarde"
	URL   string // public address without slash at the end
	Kleur string // brand colour, #rrggbb, for documents

	Inloggen Inloggen
}

type sleutel int

const (
	persoonSleutel sleutel = iota
	gemeenteSleutel
	adresSleutel
)

// MetPersoon puts who acts in a context.
func MetPersoon(ctx context.Context, p Persoon) context.Context {
	return context.WithValue(ctx, persoonSleutel, p)
}

// PersoonUit gives who acts; the zero value is a visitor.
func PersoonUit(ctx context.Context) Persoon {
	p, _ := ctx.Value(persoonSleutel).(Persoon)
	return p
}

// MetGemeente puts the gemeente of the request in a context.
func MetGemeente(ctx context.Context, g Gemeente) context.Context {
	return context.WithValue(ctx, gemeenteSleutel, g)
}

// GemeenteUit gives the gemeente of the request. Middleware always sets it, so
// a missing one is a mistake in wiring and panics.
func GemeenteUit(ctx context.Context) Gemeente {
	g, ok := ctx.Value(gemeenteSleutel).(Gemeente)
	if !ok {
		panic("toegang: geen gemeente in de context")
	}
	return g
}

// MetAdres puts the visitor's network address in a context.
func MetAdres(ctx context.Context, a netip.Addr) context.Context {
	return context.WithValue(ctx, adresSleutel, a)
}

// AdresUit gives the visitor's network address.
func AdresUit(ctx context.Context) netip.Addr {
	a, _ := ctx.Value(adresSleutel).(netip.Addr)
	return a
}
