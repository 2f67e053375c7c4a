package verklaring

import (
	"context"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"
)

// schrijver writes a letter in one language: what was decided, why (Awb 3:46), what it
// means, what the reader can do, and whom to ask.
type schrijver struct {
	ctx context.Context
	a   Aanvraag
	b   Brief
	nu  time.Time
	uit []opmaak.Deel
}

// delen are the parts of a letter.
func delen(ctx context.Context, a Aanvraag, b Brief, nu time.Time) []opmaak.Deel {
	s := &schrijver{ctx: ctx, a: a, b: b, nu: nu}
	s.voeg("", opmaak.Deel{Alineas: []string{s.aanhef()}})
	switch b.Soort {
	case BriefOntvangst:
		s.ontvangst()
	case BriefVraag:
		s.vraag()
	case BriefVerlengd:
		s.verlengd()
	case BriefVerleend:
		s.verleend()
	case BriefAfgewezen:
		s.afgewezen()
	case BriefBuitenBehandeling:
		s.buitenBehandeling()
	case BriefIngetrokken:
		s.ingetrokken()
	case BriefVervangen:
		s.vervangen()
	case BriefVerklaringIngetrokken:
		s.verklaringIngetrokken()
	case BriefToestemming:
		s.toestemming()
	case BriefHerinnering:
		s.herinnering()
	}
	s.slot()
	return s.uit
}

func (s *schrijver) voeg(kop string, d opmaak.Deel) {
	d.Kop = kop
	s.uit = append(s.uit, d)
}

// zinnen adds paragraphs to the part that was begun last.
func (s *schrijver) zinnen(alineas ...string) {
	d := &s.uit[len(s.uit)-1]
	for _, a := range alineas {
		if a != "" {
			d.Alineas = append(d.Alineas, a)
		}
	}
}

func (s *schrijver) datum(t time.Time) string { return i18n.Datum(s.ctx, t) }

// naam is that of the carer: as the verklaring has it when that was corrected.
func (s *schrijver) naam() string {
	if s.b.Soort == BriefVervangen && s.b.Verklaring != nil {
		return s.b.Verklaring.Naam
	}
	return s.a.Antwoorden.Naam
}

func (s *schrijver) aanhef() string {
	ctx := s.ctx
	switch {
	case s.b.Soort == BriefVerklaringIngetrokken && s.reden() == RedenOverleden:
		return i18n.T(ctx, "brief.aanhef.familie")
	case s.b.Soort == BriefToestemming && (len(s.b.Aan) == 0 || s.b.Aan[0] == ""):
		return i18n.T(ctx, "brief.aanhef.lezer")
	case s.b.Soort == BriefToestemming:
		return i18n.T(ctx, "brief.aanhef", s.b.Aan[0])
	}
	return i18n.T(ctx, "brief.aanhef", s.naam())
}

// ingediend is when the aanvraag came in.
func (s *schrijver) ingediend() string {
	if s.a.IngediendOp == nil {
		return s.datum(s.a.AangemaaktOp)
	}
	return s.datum(*s.a.IngediendOp)
}

// woorden are those of the consulent, as they were written: in Dutch, also in a letter
// that is translated.
func (s *schrijver) woorden() {
	ctx := s.ctx
	if s.b.Woorden == "" {
		return
	}
	if i18n.Code(ctx) != i18n.Talen[0].Code {
		s.zinnen(i18n.T(ctx, "brief.nederlands"))
	}
	s.zinnen(s.b.Woorden)
}

// omgeving is the address where a carer finds everything.
func omgeving(ctx context.Context) string {
	return kaleURL(toegang.GemeenteUit(ctx).URL) + PadMijn
}

// kaleURL is an address as it is printed.
func kaleURL(url string) string {
	return strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
}

// antwoordOp says what the carer answered where a criterium asks something.
func (s *schrijver) antwoordOp(code string) string {
	ctx, a := s.ctx, s.a.Antwoorden
	switch code {
	case "uren":
		return i18n.N(ctx, "brief.antwoord.uren", a.Uren)
	case "duur":
		return i18n.T(ctx, "brief.antwoord.duur", i18n.Maand(ctx, a.Sinds))
	case "woont":
		switch s.a.Regels.Woont {
		case WoontMantelzorger:
			return i18n.Kies(ctx, "brief.antwoord.ik.", a.WoontHier)
		case WoontZorgvrager:
			return i18n.Kies(ctx, "brief.antwoord.naaste.", a.NaasteWoontHier)
		}
		return i18n.Kies(ctx, "brief.antwoord.een.", a.WoontHier+"_"+a.NaasteWoontHier)
	case "toestemming":
		if s.a.Stand.Toestemming != "ja" {
			return i18n.T(ctx, "brief.antwoord.toestemming")
		}
	default:
		if bewijs, ok := strings.CutPrefix(code, "bewijs."); ok && !slices.Contains(s.a.Stand.Bewijs, bewijs) {
			return i18n.T(ctx, "brief.antwoord.bewijs")
		}
	}
	return ""
}

// eis says a criterium in plain words, with what was answered.
func (s *schrijver) eis(code string) string {
	ctx, eis := s.ctx, ""
	for _, c := range s.a.Regels.Toets(ctx, s.a.Antwoorden, s.a.Stand, Dag(s.nu)).Criteria {
		if c.Code == code {
			eis = c.Eis
		}
	}
	if eis == "" {
		return i18n.Kies(ctx, "brief.reden.", code)
	}
	return strings.TrimSpace(eis + " " + s.antwoordOp(code))
}

// doelen is for what a verklaring holds, each purpose until when.
func (s *schrijver) doelen(v Verklaring) (uit []string) {
	ctx := s.ctx
	for _, d := range v.Doelen {
		uit = append(uit, i18n.T(ctx, "brief.doel", DoelNaam(ctx, d.Code), s.datum(d.Tot)))
	}
	return uit
}

func (s *schrijver) reden() Reden {
	if s.b.Verklaring == nil || s.b.Verklaring.Reden == "" {
		return RedenZelf
	}
	return s.b.Verklaring.Reden
}

// slot is what ends a letter: the objection clause where there is one, the gemeente's
// own words, and whom to ask.
func (s *schrijver) slot() {
	ctx, k := s.ctx, web.KaderUit(s.ctx)
	if s.bezwaar() {
		s.bezwaarclausule()
	}
	if t := s.a.Regels.Teksten.Brief; t != "" {
		s.voeg("", opmaak.Deel{Alineas: []string{t}})
	}
	var wegen []string
	if k.Telefoon != "" {
		wegen = append(wegen, i18n.T(ctx, "brief.contact.bel", k.Telefoon))
	}
	if k.Email != "" {
		wegen = append(wegen, i18n.T(ctx, "brief.contact.mail", k.Email))
	}
	wegen = append(wegen, i18n.T(ctx, "brief.contact.kenmerk", s.a.Kenmerk))
	s.voeg(i18n.T(ctx, "brief.kop.contact"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.contact", of(k.Steunpunt, i18n.T(ctx, "brief.gemeente", toegang.GemeenteUit(ctx).Naam))) + " " + strings.Join(wegen, " ")}})
}

func of(s, anders string) string {
	if s == "" {
		return anders
	}
	return s
}

// bezwaar reports that this letter is a decision to which one can object.
func (s *schrijver) bezwaar() bool {
	switch s.b.Soort {
	case BriefVerleend, BriefAfgewezen, BriefBuitenBehandeling, BriefVervangen:
		return s.a.Regels.Besluit
	case BriefVerklaringIngetrokken:
		return s.a.Regels.Besluit && (s.reden() == RedenOnjuist || s.reden() == RedenMisbruik)
	}
	return false
}

// bezwaarclausule says how to object (Awb 3:45, 6:5 and 6:7), and who helps for nothing.
func (s *schrijver) bezwaarclausule() {
	ctx := s.ctx
	naar := s.a.Regels.Briefhoofd.Bezwaar
	if len(naar) == 0 {
		naar = []string{i18n.T(ctx, "brief.bezwaar.college", toegang.GemeenteUit(ctx).Naam), web.KaderUit(ctx).Adres}
	}
	s.voeg(i18n.T(ctx, "brief.kop.bezwaar"), opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.bezwaar.eerst"), i18n.T(ctx, "brief.bezwaar"), strings.Join(naar, "\n"), i18n.T(ctx, "brief.bezwaar.inhoud")},
		Lijst: []string{i18n.T(ctx, "brief.bezwaar.naam"), i18n.T(ctx, "brief.bezwaar.kenmerk", s.a.Kenmerk), i18n.T(ctx, "brief.bezwaar.waarom"), i18n.T(ctx, "brief.bezwaar.handtekening")}})
	s.voeg("", opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.bezwaar.hulp"), i18n.T(ctx, "brief.bezwaar.spoed")}})
}
