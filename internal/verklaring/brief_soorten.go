package verklaring

import (
	"slices"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/opmaak"

	"github.com/google/uuid"
)

// ontvangst is the receipt, with everything that was sent (Wmebv).
func (s *schrijver) ontvangst() {
	ctx, r := s.ctx, s.a.Regels
	s.zinnen(i18n.T(ctx, "brief.ontvangst", s.ingediend(), s.a.Kenmerk))
	var stappen []string
	if r.Modus == Direct && !r.VierOgen {
		stappen = append(stappen, i18n.T(ctx, "brief.ontvangst.direct"))
	} else {
		stappen = append(stappen, i18n.T(ctx, "brief.ontvangst.consulent"))
	}
	if s.a.BeslisVoor != nil {
		stappen = append(stappen, i18n.T(ctx, "brief.ontvangst.termijn", s.datum(*s.a.BeslisVoor)))
	}
	if r.Bevestiging != "" && r.Bevestiging != BevestigingNiet {
		stappen = append(stappen, i18n.T(ctx, "brief.ontvangst.toestemming"))
	}
	if r.Opschorten {
		stappen = append(stappen, i18n.T(ctx, "brief.ontvangst.opschorten"))
	} else {
		stappen = append(stappen, i18n.T(ctx, "brief.ontvangst.vraag"))
	}
	s.voeg(i18n.T(ctx, "brief.kop.verder"), opmaak.Deel{Lijst: stappen})
	s.voeg("", opmaak.Deel{})
	s.zelfDoen(i18n.T(ctx, "brief.ontvangst.zelf", omgeving(ctx)), i18n.T(ctx, "brief.ontvangst.zelf.post"))
	var rijen [][2]string
	for _, r := range s.a.Antwoorden.Samenvatting(ctx, nil) {
		rijen = append(rijen, [2]string{r.Naam, strings.ReplaceAll(r.Waarde, "\n", ", ")})
	}
	var mee []string
	for _, b := range s.a.Stand.Bewijs {
		if slices.Contains(AlleBewijs, b) {
			mee = append(mee, i18n.Kies(ctx, "brief.bewijs.", b))
		}
	}
	if len(mee) > 0 {
		rijen = append(rijen, [2]string{i18n.T(ctx, "brief.bewijs"), strings.Join(mee, ", ")})
	}
	s.voeg(i18n.T(ctx, "brief.kop.antwoorden"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.ontvangst.klopt")}, Rijen: rijen})
}

// zelfDoen says what the reader can do: online, or on paper who has no mail.
func (s *schrijver) zelfDoen(online, papier string) {
	if s.a.Email == "" {
		s.zinnen(papier)
		return
	}
	s.zinnen(online)
}

// vraag asks what is missing, by when, and says what follows (Awb 4:5 and 4:15).
func (s *schrijver) vraag() {
	ctx := s.ctx
	s.zinnen(i18n.T(ctx, "brief.vraag", s.ingediend()))
	s.voeg(i18n.T(ctx, "brief.kop.vraag"), opmaak.Deel{})
	s.woorden()
	hoe := []string{i18n.T(ctx, "brief.vraag.bellen")}
	if s.a.Email != "" {
		hoe = append([]string{i18n.T(ctx, "brief.vraag.omgeving", omgeving(ctx)), i18n.T(ctx, "brief.vraag.link")}, hoe...)
	} else {
		hoe = append([]string{i18n.T(ctx, "brief.vraag.post")}, hoe...)
	}
	s.voeg(i18n.T(ctx, "brief.kop.antwoord"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.vraag.uiterlijk", s.datum(s.b.Uiterlijk))}, Lijst: hoe})
	s.voeg(i18n.T(ctx, "brief.kop.gevolg"), opmaak.Deel{})
	if s.a.Regels.Opschorten {
		s.zinnen(i18n.T(ctx, "brief.vraag.stil"))
	}
	s.zinnen(i18n.T(ctx, "brief.vraag.geen"), i18n.T(ctx, "brief.vraag.meertijd"))
}

// verlengd says that the decision comes later, and when (Awb 4:14).
func (s *schrijver) verlengd() {
	ctx := s.ctx
	s.zinnen(i18n.T(ctx, "brief.verlengd", s.ingediend(), s.datum(s.b.Uiterlijk)))
	if s.b.Woorden != "" {
		s.voeg(i18n.T(ctx, "brief.kop.redenen"), opmaak.Deel{})
		s.woorden()
	}
	s.voeg(i18n.T(ctx, "brief.kop.betekent"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.verlengd.niets")}})
	if s.a.Regels.Besluit {
		s.zinnen(i18n.T(ctx, "brief.verlengd.telaat"))
	}
}

// verleend gives the verklaring: for what, until when, and on what ground.
func (s *schrijver) verleend() {
	ctx, v := s.ctx, s.b.Verklaring
	s.zinnen(i18n.T(ctx, "brief.verleend", s.ingediend()))
	if v != nil {
		s.voeg(i18n.T(ctx, "brief.kop.verklaring"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.verleend.vanaf", s.datum(v.GeldigVan))}, Lijst: s.doelen(*v)})
		if v.VervangtID != uuid.Nil {
			s.voeg("", opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.verleend.vervangt")}})
		}
	}
	var eisen []string
	t := s.a.Regels.Toets(ctx, s.a.Antwoorden, s.a.Stand, Dag(s.nu))
	for _, c := range t.Criteria {
		if c.Oordeel == Voldaan {
			eisen = append(eisen, s.eis(c.Code))
		}
	}
	waarom := opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.verleend.waarom")}, Lijst: eisen}
	if !t.Compleet || len(eisen) == 0 {
		waarom = opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.verleend.geheel")}}
	}
	s.voeg(i18n.T(ctx, "brief.kop.redenen"), waarom)
	if s.b.Woorden != "" {
		s.voeg("", opmaak.Deel{})
		s.woorden()
	}
	s.voeg(i18n.T(ctx, "brief.kop.gebruik"), opmaak.Deel{})
	s.zelfDoen(i18n.T(ctx, "brief.verleend.download", omgeving(ctx)), i18n.T(ctx, "brief.verleend.post"))
	s.zinnen(i18n.T(ctx, "brief.verleend.controle"))
	s.voeg(i18n.T(ctx, "brief.kop.verandert"), opmaak.Deel{})
	s.zelfDoen(i18n.T(ctx, "brief.verleend.verandert", omgeving(ctx)), i18n.T(ctx, "brief.verleend.verandert.post"))
}

// afgewezen says which criteria are not met and what was answered, in the words of the
// form and of the consulent.
func (s *schrijver) afgewezen() {
	ctx := s.ctx
	s.zinnen(i18n.T(ctx, "brief.afgewezen", s.ingediend()))
	var eisen []string
	for _, c := range s.b.Redenen {
		eisen = append(eisen, s.eis(c))
	}
	zin := i18n.T(ctx, "brief.afgewezen.eisen", len(eisen))
	if len(eisen) == 1 {
		zin = i18n.T(ctx, "brief.afgewezen.eis")
	}
	s.voeg(i18n.T(ctx, "brief.kop.redenen"), opmaak.Deel{Alineas: []string{zin}, Lijst: eisen})
	s.voeg("", opmaak.Deel{})
	s.woorden()
	s.voeg(i18n.T(ctx, "brief.kop.betekent"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.afgewezen.hulp"), i18n.T(ctx, "brief.afgewezen.opnieuw")}})
	if t := s.a.Regels.Toets(ctx, s.a.Antwoorden, s.a.Stand, Dag(s.nu)); !t.Vanaf.IsZero() && slices.Equal(s.b.Redenen, []string{"duur"}) {
		s.zinnen(i18n.T(ctx, "brief.afgewezen.vanaf", s.datum(t.Vanaf)))
	}
}

// buitenBehandeling says that there is no decision on the question itself (Awb 4:5).
func (s *schrijver) buitenBehandeling() {
	ctx := s.ctx
	s.zinnen(i18n.T(ctx, "brief.buiten", s.ingediend()))
	s.voeg(i18n.T(ctx, "brief.kop.redenen"), opmaak.Deel{})
	if s.b.Uiterlijk.IsZero() {
		s.zinnen(i18n.T(ctx, "brief.buiten.tekort"))
	} else {
		s.zinnen(i18n.T(ctx, "brief.buiten.geen", s.datum(s.b.Uiterlijk)))
	}
	s.woorden()
	if s.a.Regels.Besluit {
		s.zinnen(i18n.T(ctx, "brief.buiten.wet"))
	}
	s.voeg(i18n.T(ctx, "brief.kop.betekent"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.buiten.opnieuw")}})
}

// ingetrokken confirms that the aanvrager does not want it any more.
func (s *schrijver) ingetrokken() {
	ctx := s.ctx
	s.zinnen(i18n.T(ctx, "brief.ingetrokken", s.ingediend(), s.datum(s.nu)))
	s.woorden()
	s.voeg(i18n.T(ctx, "brief.kop.betekent"), opmaak.Deel{Alineas: []string{i18n.N(ctx, "brief.ingetrokken.bewaren", s.a.Regels.Bewaren.AfgebrokenDagen), i18n.T(ctx, "brief.ingetrokken.opnieuw")}})
}

// vervangen goes with a corrected verklaring.
func (s *schrijver) vervangen() {
	ctx, v := s.ctx, s.b.Verklaring
	s.zinnen(i18n.T(ctx, "brief.vervangen", s.datum(s.nu)))
	if s.b.Woorden != "" {
		s.voeg(i18n.T(ctx, "brief.kop.verbeterd"), opmaak.Deel{})
		s.woorden()
	}
	s.voeg(i18n.T(ctx, "brief.kop.nieuw"), opmaak.Deel{Rijen: [][2]string{{i18n.T(ctx, "brief.rij.kenmerk"), v.Kenmerk}, {i18n.T(ctx, "brief.rij.naam"), v.Naam},
		{i18n.T(ctx, "brief.rij.geboren"), s.datum(v.Geboortedatum)}, {i18n.T(ctx, "brief.rij.vanaf"), s.datum(v.GeldigVan)}}})
	s.voeg(i18n.T(ctx, "brief.kop.verklaring"), opmaak.Deel{Lijst: s.doelen(*v)})
	s.voeg(i18n.T(ctx, "brief.kop.gebruik"), opmaak.Deel{})
	s.zelfDoen(i18n.T(ctx, "brief.verleend.download", omgeving(ctx)), i18n.T(ctx, "brief.verleend.post"))
	s.zinnen(i18n.T(ctx, "brief.vervangen.weg"))
}

// verklaringIngetrokken ends a verklaring. Its reason decides what else there is to say.
func (s *schrijver) verklaringIngetrokken() {
	ctx, kenmerk := s.ctx, s.a.Kenmerk
	if s.b.Verklaring != nil {
		kenmerk = s.b.Verklaring.Kenmerk
	}
	if s.reden() == RedenOverleden {
		s.zinnen(i18n.T(ctx, "brief.overleden", s.naam()), i18n.T(ctx, "brief.overleden.niets", kenmerk))
		s.woorden()
		return
	}
	s.zinnen(i18n.Kies(ctx, "brief.weg.", string(s.reden()), kenmerk))
	if s.b.Woorden != "" {
		s.voeg(i18n.T(ctx, "brief.kop.redenen"), opmaak.Deel{})
		s.woorden()
	}
	s.voeg(i18n.T(ctx, "brief.kop.betekent"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.weg.gevolg", s.datum(s.nu))}})
	if s.reden() == RedenGestopt {
		s.voeg(i18n.T(ctx, "brief.kop.nazorg"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.weg.nazorg")}})
	}
}

// toestemming asks the zorgvrager, who need not know anything of this. It says what is
// shared, and that no is an answer too.
func (s *schrijver) toestemming() {
	ctx, naam := s.ctx, s.a.Antwoorden.Naam
	s.zinnen(i18n.T(ctx, "brief.toestemming", naam), i18n.T(ctx, "brief.toestemming.wat"))
	s.voeg(i18n.T(ctx, "brief.kop.bevestigen"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.toestemming.ga", kaleURL(toegang.GemeenteUit(ctx).URL)+PadToestemming, s.uiterlijk()), i18n.T(ctx, "brief.toestemming.code")}, Code: s.b.Code})
	s.voeg("", opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.toestemming.bellen"), i18n.T(ctx, "brief.toestemming.vertegenwoordiger")}})
	s.voeg(i18n.T(ctx, "brief.kop.delen"), opmaak.Deel{Lijst: []string{i18n.T(ctx, "brief.toestemming.naam"), i18n.T(ctx, "brief.toestemming.gezondheid"), i18n.T(ctx, "brief.toestemming.bewaren")}})
	s.voeg(i18n.T(ctx, "brief.kop.nee"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.toestemming.nee", naam)}})
}

// uiterlijk is the day that the letter is about, or six weeks from now.
func (s *schrijver) uiterlijk() string {
	if s.b.Uiterlijk.IsZero() {
		return s.datum(Dag(s.nu).AddDate(0, 0, 42))
	}
	return s.datum(s.b.Uiterlijk)
}

// herinnering says that a verklaring ends, and how to get the next one.
func (s *schrijver) herinnering() {
	ctx := s.ctx
	s.zinnen(i18n.T(ctx, "brief.herinnering", s.datum(s.b.Uiterlijk)))
	s.zelfDoen(i18n.T(ctx, "brief.herinnering.zelf", omgeving(ctx)), i18n.T(ctx, "brief.herinnering.post"))
	s.zinnen(i18n.T(ctx, "brief.herinnering.niet"))
}
