package gemeente

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

var niveaus = []struct {
	toegang.Niveau
	Code, Naam, Uitleg string
}{
	{toegang.NiveauEmail, "email", "Een code per e-mail is genoeg", "Iedereen met een e-mailadres kan inloggen. DigiD mag ook."},
	{toegang.NiveauMidden, "midden", "DigiD midden", "Met een sms of de DigiD-app."},
	{toegang.NiveauSubstantieel, "substantieel", "DigiD substantieel", "Met de DigiD-app na een controle van een identiteitsbewijs."},
	{toegang.NiveauHoog, "hoog", "DigiD hoog", "Met een identiteitskaart of rijbewijs."},
}

// groepsrollen are the roles that a group of the gemeente's own staff can give.
var groepsrollen = []keuze{
	{string(toegang.Redacteur), "Redacteur"}, {string(toegang.Consulent), "Consulent"}, {string(toegang.Beleid), "Beleidsmedewerker"}, {string(toegang.Beheerder), "Beheerder"},
}

func (h Beheer) inlogblad() blad {
	return blad{
		Onderdeel: inloggendeel,
		vul:       func(g Gemeente) url.Values { return vulInloggen(g.Inloggen) },
		lees: func(_ *http.Request, v url.Values, g *Gemeente) web.Fouten {
			return h.leesInloggen(v, g)
		},
		toon: inlogformulier,
		actie: func(r *http.Request, v url.Values, f *formulier) bool {
			actie, wie, _ := strings.Cut(v.Get("actie"), " ")
			if actie != "proef" || wie != "digid" && wie != "personeel" {
				return false
			}
			f.Los = true
			if zin := uitgeverFout(v.Get(wie+"-uitgever"), h.Dev); zin != "" {
				f.Fouten.Voeg(wie+"-uitgever", zin)
				return true
			}
			b := probeer(r.Context(), probeerder(h.Dev), v.Get(wie+"-uitgever"))
			b.Wie = wie
			f.Proef = &b
			return true
		},
	}
}

func vulInloggen(in toegang.Inloggen) url.Values {
	v := url.Values{"niveau": {"email"}}
	for _, n := range niveaus {
		if n.Niveau == in.MinimaalNiveau {
			v.Set("niveau", n.Code)
		}
	}
	if d := in.DigiD; d != nil {
		v.Set("digid-uitgever", d.Uitgever)
		v.Set("digid-client", d.ClientID)
		v.Set("digid-claim", d.ClaimBSN)
		for _, n := range niveaus[1:] {
			v.Set("digid-"+n.Code, strings.Join(acrVan(d.ACR, n.Niveau), "\n"))
		}
	}
	groepen := []string{}
	if p := in.Personeel; p != nil {
		v.Set("personeel-uitgever", p.Uitgever)
		v.Set("personeel-client", p.ClientID)
		v.Set("personeel-claim", p.ClaimGroepen)
		v.Set("personeel-acr", strings.Join(slices.Sorted(maps.Keys(p.ACR)), "\n"))
		groepen = slices.Sorted(maps.Keys(p.Groepen))
		for i, g := range groepen {
			for _, rol := range p.Groepen[g] {
				v.Add(groepveld(i, "rol"), string(rol))
			}
		}
	}
	for i, g := range append(groepen, "", "") {
		v.Set(groepveld(i, "naam"), g)
	}
	return v
}

func groepveld(i int, deel string) string { return "groep-" + strconv.Itoa(i) + "-" + deel }

// maxGroepen bounds the form.
const maxGroepen = 50

func acrVan(acr map[string]toegang.Niveau, n toegang.Niveau) (uit []string) {
	for _, a := range slices.Sorted(maps.Keys(acr)) {
		if acr[a] == n {
			uit = append(uit, a)
		}
	}
	return uit
}

// leesInloggen lays the form over the gemeente. An empty secret keeps the one there
// is, as long as it goes to the same provider.
func (h Beheer) leesInloggen(v url.Values, g *Gemeente) (fouten web.Fouten) {
	in := toegang.Inloggen{}
	for _, n := range niveaus {
		if n.Code == v.Get("niveau") {
			in.MinimaalNiveau = n.Niveau
		}
	}
	if in.MinimaalNiveau == toegang.NiveauGeen {
		fouten.Voeg("niveau", "Kies hoe zeker u wilt weten wie iemand is.")
	}
	if in.DigiD = h.leesAanbieding(v, "digid", g, g.Inloggen.DigiD, &fouten); in.DigiD != nil {
		in.DigiD.ClaimBSN = leesClaim(v, "digid-claim", &fouten)
		in.DigiD.ACR = leesNiveaus(v, in.MinimaalNiveau, &fouten)
	} else if in.MinimaalNiveau > toegang.NiveauEmail {
		fouten.Voeg("niveau", "Voor DigiD is een aansluiting nodig. Vul die hieronder in, of kies dat een code per e-mail genoeg is. Anders kan niemand inloggen.")
	}
	if in.Personeel = h.leesAanbieding(v, "personeel", g, g.Inloggen.Personeel, &fouten); in.Personeel != nil {
		in.Personeel.ClaimGroepen = leesClaim(v, "personeel-claim", &fouten)
		for _, acr := range strings.Fields(v.Get("personeel-acr")) {
			if in.Personeel.ACR == nil {
				in.Personeel.ACR = map[string]toegang.Niveau{}
			}
			in.Personeel.ACR[acr] = toegang.NiveauSubstantieel
		}
		in.Personeel.Groepen = leesGroepen(v, &fouten)
	}
	if len(fouten) == 0 {
		g.Inloggen = in
	}
	return fouten
}

// leesAanbieding reads the fields that both providers have; nil when there is none.
func (h Beheer) leesAanbieding(v url.Values, wie string, g *Gemeente, was *toegang.Aanbieding, fouten *web.Fouten) *toegang.Aanbieding {
	a := &toegang.Aanbieding{Uitgever: v.Get(wie + "-uitgever"), ClientID: v.Get(wie + "-client")}
	geheim := v.Get(wie + "-geheim")
	if v.Get(wie+"-weg") != "" || a.Uitgever == "" && a.ClientID == "" && geheim == "" {
		return nil
	}
	if zin := uitgeverFout(a.Uitgever, h.Dev); zin != "" {
		fouten.Voeg(wie+"-uitgever", zin)
	}
	if a.ClientID == "" || len(a.ClientID) > 200 || strings.ContainsAny(a.ClientID, " \t\n") {
		fouten.Voeg(wie+"-client", "Vul het client-id in dat u van de aanbieder kreeg.")
	}
	switch {
	case len(geheim) > 500:
		fouten.Voeg(wie+"-geheim", "Dit geheim is te lang: hoogstens 500 tekens.")
	case geheim != "":
		a.Geheim = h.Kluis.Dicht([]byte(geheim), "inloggen.geheim", strconv.Itoa(g.ID), a.Uitgever)
	case was != nil && was.Uitgever == a.Uitgever && len(was.Geheim) > 0:
		a.Geheim = was.Geheim
	case was != nil && len(was.Geheim) > 0:
		fouten.Voeg(wie+"-geheim", "De uitgever is veranderd. Vul het geheim opnieuw in: het oude gaat niet naar een andere aanbieder.")
	default:
		fouten.Voeg(wie+"-geheim", "Vul het geheim in dat u van de aanbieder kreeg.")
	}
	return a
}

var reClaim = regexp.MustCompile(`^[A-Za-z0-9_.:/#-]{0,150}$`)

func leesClaim(v url.Values, veld string, fouten *web.Fouten) string {
	if !reClaim.MatchString(v.Get(veld)) {
		fouten.Voeg(veld, "De naam van een gegeven heeft geen spaties, en alleen letters, cijfers en . : / # _ -")
	}
	return v.Get(veld)
}

// leesNiveaus reads the table from acr to level.
func leesNiveaus(v url.Values, minimaal toegang.Niveau, fouten *web.Fouten) map[string]toegang.Niveau {
	acr := map[string]toegang.Niveau{}
	genoeg := false
	for _, n := range niveaus[1:] {
		veld := "digid-" + n.Code
		for _, a := range strings.Fields(v.Get(veld)) {
			if _, dubbel := acr[a]; dubbel {
				fouten.Voeg(veld, fmt.Sprintf("%s staat al bij een ander niveau.", kortWoord(a)))
			}
			if len(a) > 200 || len(acr) > 20 {
				fouten.Voeg(veld, "Dit zijn er te veel, of een ervan is te lang.")
				return acr
			}
			acr[a] = n.Niveau
			genoeg = genoeg || n.Niveau >= minimaal
		}
	}
	switch {
	case len(acr) == 0:
		fouten.Voeg("digid-midden", "Vul bij minstens één niveau in hoe de aanbieder het noemt.")
	case !genoeg:
		fouten.Voeg("niveau", "Bij dit niveau heeft u niet ingevuld hoe de aanbieder het noemt. Anders kan niemand inloggen.")
	}
	return acr
}

// leesGroepen reads which group gives which roles.
func leesGroepen(v url.Values, fouten *web.Fouten) map[string][]toegang.Rol {
	groepen := map[string][]toegang.Rol{}
	for i := 0; i < maxGroepen && v.Has(groepveld(i, "naam")); i++ {
		naam := v.Get(groepveld(i, "naam"))
		var rollen []toegang.Rol
		for _, r := range groepsrollen {
			if slices.Contains(v[groepveld(i, "rol")], r.code) {
				rollen = append(rollen, toegang.Rol(r.code))
			}
		}
		_, dubbel := groepen[naam]
		switch {
		case naam == "" && len(rollen) == 0:
			continue
		case naam == "" || len(naam) > 200:
			fouten.Voeg(groepveld(i, "naam"), "Vul de naam van de groep in, zoals de aanbieder die geeft.")
		case dubbel:
			fouten.Voeg(groepveld(i, "naam"), "Deze groep staat er twee keer.")
		case len(rollen) == 0:
			fouten.Voeg(groepveld(i, "naam"), "Kies minstens één rol voor deze groep, of maak de naam leeg.")
		}
		groepen[naam] = rollen
	}
	if len(groepen) == 0 {
		fouten.Voeg(groepveld(0, "naam"), "Vul minstens één groep in. Anders krijgt niemand een rol.")
	}
	return groepen
}

// inlogwoorden tells how people get in. Of a secret it tells that there is one, and
// a mark by which the audit shows that it was replaced.
func inlogwoorden(in toegang.Inloggen) []web.Rij {
	uit := []web.Rij{}
	naam := niveaus[0].Naam
	for _, n := range niveaus {
		if n.Niveau == in.MinimaalNiveau {
			naam = n.Naam
		}
	}
	uit = append(uit, rij("Nodig voor mantelzorgers", naam))
	if d := in.DigiD; d != nil {
		uit = append(uit, aanbiedingwoorden("DigiD", d)...)
		for _, n := range niveaus[1:] {
			uit = append(uit, rij("DigiD, namen voor niveau "+n.Code, strings.Join(acrVan(d.ACR, n.Niveau), ", ")))
		}
		uit = append(uit, rij("DigiD, gegeven met het BSN", d.ClaimBSN))
	}
	if p := in.Personeel; p != nil {
		uit = append(uit, aanbiedingwoorden("Medewerkers", p)...)
		var groepen []string
		for _, g := range slices.Sorted(maps.Keys(p.Groepen)) {
			var rollen []string
			for _, r := range p.Groepen[g] {
				rollen = append(rollen, string(r))
			}
			groepen = append(groepen, g+": "+strings.Join(rollen, ", "))
		}
		uit = append(uit, rij("Medewerkers, groepen en rollen", strings.Join(groepen, "; ")), rij("Medewerkers, gegeven met de groepen", p.ClaimGroepen),
			rij("Medewerkers, toegestane niveaus (acr)", strings.Join(slices.Sorted(maps.Keys(p.ACR)), ", ")))
	}
	return uit
}

func aanbiedingwoorden(wie string, a *toegang.Aanbieding) []web.Rij {
	som := sha256.Sum256(a.Geheim)
	return []web.Rij{rij(wie+", uitgever", a.Uitgever), rij(wie+", client-id", a.ClientID), rij(wie+", geheim", "ingesteld, kenmerk "+hex.EncodeToString(som[:4]))}
}

// paden are where the portal takes people from a provider; account has the routes.
var paden = map[string]string{"digid": "/inloggen/digid", "personeel": "/beheer/inloggen/gemeente"}

// teRegistreren are the addresses that a provider wants to know.
func teRegistreren(ctx context.Context, wie string) []web.Rij {
	url := toegang.GemeenteUit(ctx).URL
	return []web.Rij{
		{Naam: "Terug na inloggen (redirect URI)", Waarde: url + paden[wie] + "/terug"},
		{Naam: "Afmelden door de aanbieder (back-channel en front-channel)", Waarde: url + paden[wie] + "/afmelden"},
		{Naam: "Terug na uitloggen (post logout redirect URI)", Waarde: url + "/uitgelogd"},
	}
}
