package main

import (
	"regexp"
	"strings"
	"testing"
)

func TestGemeenteToevoegen(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	voeg := func(args ...string) []string { return append([]string{"gemeente", "toevoegen"}, args...) }
	p.goed("Gemeente Waterveen is toegevoegd", voeg("--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901", "--hosts", "Mantelzorg.waterveen.example")...)
	for _, c := range []struct {
		wil  string
		args []string
	}{
		{"er is al een gemeente met slug waterveen of code GM9901", []string{"--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901"}},
		{"er is al een gemeente", []string{"--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9904"}},
		{"er is al een gemeente", []string{"--slug", "elders", "--naam", "Elders", "--code", "GM9901"}},
		{"hostnaam is al van een andere gemeente", []string{"--slug", "elders", "--naam", "Elders", "--code", "GM9904", "--hosts", "mantelzorg.waterveen.example"}},
		{"kleine letters, cijfers en streepjes", []string{"--slug", "Water Veen", "--naam", "Waterveen", "--code", "GM9904"}},
		{"kleine letters, cijfers en streepjes", nil},
		{"De naam ontbreekt", []string{"--slug", "elders", "--code", "GM9904"}},
		{"GM met vier cijfers", []string{"--slug", "elders", "--naam", "Elders", "--code", "9904"}},
		{"GM met vier cijfers", []string{"--slug", "elders", "--naam", "Elders", "--code", "GM99045"}},
		{"gebruik: mantelpunt gemeente", []string{"--kleur", "rood"}},
	} {
		p.fout(c.wil, voeg(c.args...)...)
	}
	var n int
	if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM gemeente WHERE hosts = '{mantelzorg.waterveen.example}'`).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d gemeenten, want 1: %v", n, err)
	}
}

func TestGebruikerToevoegenEnWachtwoord(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	voeg := func(args ...string) []string {
		return append([]string{"gebruiker", "toevoegen", "--gemeente", "waterveen", "--email", "Ria@waterveen.example"}, args...)
	}
	naam := []string{"--naam", "Ria Jansen", "--rol"}
	hash := func() (h string) {
		if err := pool.QueryRow(t.Context(), `SELECT coalesce(max(wachtwoord_hash), '') FROM gebruiker`).Scan(&h); err != nil {
			t.Fatal(err)
		}
		return h
	}
	p.in = "te kort\n"
	p.fout("minstens 12 tekens", voeg(append(naam, "redacteur")...)...)
	p.in = "een lang wachtwoord\r\n"
	p.fout(`de rol "koning" bestaat niet`, voeg(append(naam, "koning")...)...)
	p.fout("De naam ontbreekt", voeg("--rol", "redacteur")...)
	p.fout(`de gemeente "atlantis" bestaat niet`, "gebruiker", "toevoegen", "--gemeente", "atlantis", "--email", "a@b.example", "--rol", "redacteur")
	p.fout("e-mailadres klopt niet", "gebruiker", "toevoegen", "--gemeente", "waterveen", "--email", "ria", "--naam", "Ria", "--rol", "redacteur")
	if hash() != "" {
		t.Fatal("a mistake left an account behind")
	}
	uit := p.goed("Ria@waterveen.example is nu redacteur van gemeente Waterveen.", voeg(append(naam, "redacteur")...)...)
	if strings.Contains(uit, "een lang wachtwoord") {
		t.Error("the password is on the screen")
	}
	eerste := hash()
	p.in = "" // one who is there already is not asked for a password
	p.goed("is nu consulent", voeg("--rol", "consulent")...)
	p.goed("is nu consulent", voeg("--rol", "consulent")...)
	if hash() != eerste {
		t.Error("a role more must not change the password")
	}

	wachtwoord := []string{"gebruiker", "wachtwoord", "--email", "ria@waterveen.example"}
	p.in = "te kort"
	p.fout("minstens 12 tekens", wachtwoord...)
	p.in = ""
	p.fout("minstens 12 tekens", wachtwoord...)
	if hash() != eerste {
		t.Error("a password that is too short was taken")
	}
	p.in = "een ander lang wachtwoord"
	p.fout("er is geen gebruiker met het e-mailadres onbekend@waterveen.example", "gebruiker", "wachtwoord", "--email", "onbekend@waterveen.example")
	p.goed("Het wachtwoord van ria@waterveen.example is gewijzigd", wachtwoord...)
	if hash() == eerste {
		t.Error("the password is as it was")
	}
	var n int
	if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM audit WHERE wie_naam = 'opdrachtregel'`).Scan(&n); err != nil || n != 3 {
		t.Errorf("%d lines in the audit, want two roles and a password: %v", n, err)
	}
}

func TestGebruikerUitnodigenLijstEnSluiten(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901", "--hosts", "mantelzorg.waterveen.example")
	nodig := func(args ...string) []string {
		return append([]string{"gebruiker", "toevoegen", "--gemeente", "waterveen", "--email", "Ria@waterveen.example", "--uitnodigen"}, args...)
	}
	p.fout("De naam ontbreekt", nodig("--rol", "beheerder")...)
	p.fout("ten minste één organisatie", nodig("--naam", "Ria Jansen", "--rol", "aanbieder")...)
	uit := p.goed("is uitgenodigd als beheerder van gemeente Waterveen", nodig("--naam", "Ria Jansen", "--rol", "beheerder")...)
	if !regexp.MustCompile(`https://mantelzorg\.waterveen\.example/beheer/uitnodiging/[A-Z2-7]{26}\n`).MatchString(uit) {
		t.Errorf("no link in %s", uit)
	}
	p.fout("is al gebruiker bij uw gemeente", nodig("--rol", "redacteur")...)
	p.goed("Ria Jansen  ria@waterveen.example  Beheerder  Uitgenodigd  nee", "gebruiker", "lijst", "--gemeente", "waterveen")
	p.fout(`de gemeente "atlantis" bestaat niet`, "gebruiker", "lijst", "--gemeente", "atlantis")
	p.in = "vier woorden en een getal"
	p.goed("is gewijzigd", "gebruiker", "wachtwoord", "--email", "ria@waterveen.example")
	p.goed("Actief", "gebruiker", "lijst", "--gemeente", "waterveen")
	p.goed("", "gemeente", "toevoegen", "--slug", "elders", "--naam", "Elders", "--code", "GM9902")
	p.goed("heeft al een account en is nu ook redacteur van gemeente Elders", "gebruiker", "toevoegen", "--gemeente", "elders", "--email", "ria@waterveen.example", "--rol", "redacteur", "--uitnodigen")

	een := func(opdracht string) []string {
		return []string{"gebruiker", opdracht, "--email", "Ria@waterveen.example"}
	}
	uit = p.goed("is bij elke gemeente gesloten", een("deactiveer")...)
	if !strings.Contains(uit, "gemeente Waterveen heeft nu geen beheerder meer") || strings.Contains(uit, "Elders") {
		t.Error(uit)
	}
	p.goed("Account gesloten", "gebruiker", "lijst", "--gemeente", "elders")
	p.goed("Let op: dit account is gesloten", "gebruiker", "toevoegen", "--gemeente", "elders", "--email", "ria@waterveen.example", "--rol", "beleid")
	p.goed("is weer open", een("activeer")...)
	p.goed("Actief", "gebruiker", "lijst", "--gemeente", "elders")
	if _, err := pool.Exec(t.Context(), `UPDATE gebruiker SET totp_geheim = 'x'`); err != nil {
		t.Fatal(err)
	}
	p.goed("is gewist", een("tweede-stap")...)
	var n int
	if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM gebruiker WHERE totp_geheim IS NULL AND actief`).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d %v", n, err)
	}
	p.fout("er is geen gebruiker met het e-mailadres niemand@waterveen.example", "gebruiker", "deactiveer", "--email", "niemand@waterveen.example")
	for _, args := range [][]string{{"gebruiker"}, {"gebruiker", "weg"}, {"gebruiker", "lijst"}, {"gebruiker", "deactiveer"}, {"gebruiker", "activeer", "--email", "a@b.example", "nog iets"}} {
		p.fout("gebruik: mantelpunt gebruiker toevoegen", args...)
	}
	if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM audit WHERE wie_naam = 'opdrachtregel' AND wat IN ('gebruiker gedeactiveerd', 'gebruiker geactiveerd', 'tweede stap gewist')`).Scan(&n); err != nil || n != 6 {
		t.Errorf("%d lines in the audit, want three at each of two gemeenten: %v", n, err)
	}
}
