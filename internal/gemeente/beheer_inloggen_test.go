package gemeente

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/toegang"
)

func TestWaysInThatLeadNowhereAreRefused(t *testing.T) {
	h := Beheer{Kluis: kluis.Proef(t)}
	digid := url.Values{"niveau": {"midden"}, "digid-uitgever": {"https://digid.example"}, "digid-client": {"portaal"}, "digid-geheim": {"geheim"}, "digid-midden": {"loa2\nloa2b"}, "digid-hoog": {"loa4"}}
	staf := url.Values{"niveau": {"email"}, "personeel-uitgever": {"https://login.example/tenant"}, "personeel-client": {"portaal"}, "personeel-geheim": {"geheim"}, "personeel-acr": {"mfa"},
		"groep-0-naam": {"Beheer"}, "groep-0-rol": {"beheerder", "redacteur", "aanbieder", "burgemeester"}, "groep-1-naam": {""}}
	var g Gemeente
	if f := h.leesInloggen(digid, &g); len(f) > 0 || len(g.Inloggen.DigiD.ACR) != 3 || g.Inloggen.DigiD.ACR["loa4"] != toegang.NiveauHoog || g.Inloggen.Personeel != nil {
		t.Fatalf("%v %+v", f, g.Inloggen)
	}
	if terug := vulInloggen(g.Inloggen); terug.Get("niveau") != "midden" || terug.Get("digid-midden") != "loa2\nloa2b" || terug.Get("digid-geheim") != "" {
		t.Errorf("%v", terug)
	}
	if f := h.leesInloggen(staf, &g); len(f) > 0 || !slices.Equal(g.Inloggen.Personeel.Groepen["Beheer"], []toegang.Rol{toegang.Redacteur, toegang.Beheerder}) || g.Inloggen.DigiD != nil {
		t.Fatalf("%v %+v", f, g.Inloggen)
	}
	was := g.Inloggen
	for _, c := range []struct {
		basis        url.Values
		veld, waarde string
		fout, zin    string
	}{
		{digid, "digid-midden", "", "", ""},
		{digid, "niveau", "eigenlijk niet", "niveau", "Kies"},
		{digid, "digid-weg", "ja", "niveau", "Voor DigiD is een aansluiting nodig"},
		{digid, "digid-uitgever", "http://digid.example", "digid-uitgever", "https://"},
		{digid, "digid-uitgever", "https://wie@digid.example", "digid-uitgever", "uitgever"},
		{digid, "digid-uitgever", "https://digid.example?x=1", "digid-uitgever", "uitgever"},
		{digid, "digid-uitgever", "javascript:alert(1)", "digid-uitgever", "uitgever"},
		{digid, "digid-client", "", "digid-client", "client-id"},
		{digid, "digid-client", "twee woorden", "digid-client", "client-id"},
		{digid, "digid-geheim", "", "digid-geheim", "geheim"},
		{digid, "digid-geheim", strings.Repeat("g", 501), "digid-geheim", "te lang"},
		{digid, "digid-claim", "het bsn", "digid-claim", "geen spaties"},
		{digid, "digid-hoog", "loa2", "digid-hoog", "ander niveau"},
		{digid, "digid-hoog", strings.Repeat("x", 201), "digid-hoog", "te lang"},
		{staf, "groep-0-naam", "", "groep-0-naam", "naam van de groep"},
		{staf, "groep-0-rol", "aanbieder", "groep-0-naam", "minstens één rol"},
		{staf, "groep-1-naam", "Beheer", "groep-1-naam", "twee keer"},
		{staf, "personeel-claim", "a b", "personeel-claim", "geen spaties"},
	} {
		v := url.Values{}
		for k, w := range c.basis {
			v[k] = w
		}
		v.Set(c.veld, c.waarde)
		g := Gemeente{Instellingen: Instellingen{Inloggen: was}}
		f := h.leesInloggen(v, &g)
		if c.fout == "" && len(f) == 0 {
			continue
		}
		if !strings.Contains(f.Voor(c.fout), c.zin) || f.Voor(c.fout) == "" {
			t.Errorf("%s = %.30q: %v", c.veld, c.waarde, f)
		}
		if g.Inloggen.Personeel != was.Personeel {
			t.Errorf("%s: what is refused was set", c.veld)
		}
	}
	v := url.Values{}
	for k, w := range digid {
		v[k] = w
	}
	v["niveau"], v["digid-hoog"] = []string{"hoog"}, nil
	if f := h.leesInloggen(v, &Gemeente{}); !strings.Contains(f.Voor("niveau"), "niet ingevuld hoe de aanbieder het noemt") {
		t.Errorf("%v", f)
	}
	// a secret never goes to another provider than it was given for
	staf.Set("personeel-geheim", "")
	g = Gemeente{Instellingen: Instellingen{Inloggen: was}}
	if f := h.leesInloggen(staf, &g); len(f) > 0 || string(g.Inloggen.Personeel.Geheim) != string(was.Personeel.Geheim) {
		t.Errorf("%v", f)
	}
	staf.Set("personeel-uitgever", "https://elders.example")
	if f := h.leesInloggen(staf, &g); !strings.Contains(f.Voor("personeel-geheim"), "niet naar een andere aanbieder") {
		t.Errorf("%v", f)
	}
}
