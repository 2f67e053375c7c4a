package main

import (
	"errors"
	"regexp"
	"testing"
)

func TestAuditControleren(t *testing.T) {
	t.Parallel()
	p, eigenaar := nieuweProef(t)
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	p.goed("waterveen: goed, 0 regels", "audit", "controleren")
	p.in = "een heel lang wachtwoord"
	p.goed("", "gebruiker", "toevoegen", "--gemeente", "waterveen", "--email", "a@waterveen.example", "--naam", "Anna", "--rol", "redacteur")
	uit := p.goed("waterveen: goed, ", "audit", "controleren", "--gemeente", "waterveen")
	anker := regexp.MustCompile(`[0-9]+:[0-9a-f]{64}`).FindString(uit)
	p.goed("waterveen: goed", "audit", "controleren", "--gemeente", "waterveen", "--anker", anker)
	p.fout("bestaat niet", "audit", "controleren", "--gemeente", "atlantis")
	p.fout("is geen anker", "audit", "controleren", "--gemeente", "waterveen", "--anker", "onzin")
	p.fout("gebruik:", "audit", "controleren", "--anker", anker)
	p.fout("gebruik:", "audit")
	if _, err := eigenaar.Exec(t.Context(), `UPDATE audit SET wat = 'niets gedaan' WHERE nr = 1`); err != nil {
		t.Fatal(err)
	}
	if uit, err := p.doe("audit", "controleren"); !errors.Is(err, errAudit) || !regexp.MustCompile("waterveen: NIET GOED: regel 1 is veranderd").MatchString(uit) {
		t.Errorf("%v: %s", err, uit)
	}
}
