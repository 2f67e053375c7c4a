package toegang

import (
	"testing"

	"mantelpunt/internal/fault"
)

func TestWhoMayDoWhat(t *testing.T) {
	alle := Rechten()
	for _, c := range []struct {
		naam string
		p    Persoon
		mag  map[Recht]bool
	}{
		{"bezoeker", Persoon{}, nil},
		{"burger", Persoon{Soort: Burger}, map[Recht]bool{AanvraagDoen: true, EigenDossier: true}},
		{"burger, zeker genoeg", Persoon{Soort: Burger, Niveau: NiveauHoog, Vereist: NiveauMidden}, map[Recht]bool{AanvraagDoen: true, EigenDossier: true}},
		{"burger, niet zeker genoeg", Persoon{Soort: Burger, Niveau: NiveauEmail, Vereist: NiveauMidden}, nil},
		{"redacteur", Persoon{Soort: Medewerker, Rollen: []Rol{Redacteur}}, map[Recht]bool{Werkplek: true, AanbodBewerken: true}},
		{"consulent", Persoon{Soort: Medewerker, Rollen: []Rol{Consulent}}, map[Recht]bool{Werkplek: true, AanvraagBehandelen: true}},
		{"beleid", Persoon{Soort: Medewerker, Rollen: []Rol{Beleid}}, map[Recht]bool{Werkplek: true}},
		{"aanbieder", Persoon{Soort: Medewerker, Rollen: []Rol{Aanbieder}}, map[Recht]bool{Werkplek: true, EigenAanbodBewerken: true}},
		{"beheerder", Persoon{Soort: Medewerker, Rollen: []Rol{Beheerder}}, map[Recht]bool{Werkplek: true, AanbodBewerken: true, GebruikersBeheren: true, InstellingenBeheren: true, PartnersBeheren: true, AuditLezen: true}},
		{"twee rollen", Persoon{Soort: Medewerker, Rollen: []Rol{Redacteur, Consulent}}, map[Recht]bool{Werkplek: true, AanbodBewerken: true, AanvraagBehandelen: true}},
		{"medewerker zonder rol", Persoon{Soort: Medewerker}, nil},
	} {
		for _, r := range alle {
			if got := c.p.Mag(r); got != c.mag[r] {
				t.Errorf("%s, %s: %v, want %v", c.naam, r, got, c.mag[r])
			}
			err := c.p.Eis(r)
			switch {
			case c.mag[r] && err != nil, !c.mag[r] && c.p.Soort == Bezoeker && !fault.Is(err, fault.Unauthorized),
				!c.mag[r] && c.p.TeLaag() && !fault.Is(err, fault.Unauthorized) && (r == AanvraagDoen || r == EigenDossier),
				!c.mag[r] && c.p.Soort != Bezoeker && !c.p.TeLaag() && !fault.Is(err, fault.Forbidden):
				t.Errorf("%s, Eis(%s): %v", c.naam, r, err)
			}
		}
	}
}
