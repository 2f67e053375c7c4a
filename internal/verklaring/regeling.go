package verklaring

import (
	"context"
	"time"

	"mantelpunt/internal/i18n"

	"github.com/google/uuid"
)

// Regeling is a version of a gemeente's rules, valid from a date. A running
// aanvraag keeps the version it began with.
type Regeling struct {
	ID          uuid.UUID
	GeldigVanaf time.Time
	Regels      Regels
}

// Regels are what a gemeente decides about the verklaring. What a carer reads on
// /verklaring and what a consulent sees beside the answers come from here.
type Regels struct {
	UrenPerWeek   int      `json:"uren_per_week"`  // at least so many hours a week
	Maanden       int      `json:"maanden"`        // and/or at least so many months already
	Beide         bool     `json:"beide"`          // hours AND months; else one of the two is enough
	Woont         Woont    `json:"woont"`          // who must live in the gemeente
	Doelen        []string `json:"doelen"`         // codes of the purposes, in order
	GeldigMaanden int      `json:"geldig_maanden"` // how long a verklaring is valid
	BeslisWeken   int      `json:"beslis_weken"`   // decision within so many weeks, at most 8 (Awb 4:13)
}

// Woont says who must live in the gemeente.
type Woont string

// Who must live here.
const (
	WoontMantelzorger Woont = "mantelzorger"
	WoontZorgvrager   Woont = "zorgvrager"
	WoontEenVan       Woont = "een_van_beide"
)

// StandaardRegels are the usual rules, for a gemeente that set none of its own.
func StandaardRegels() Regels {
	return Regels{UrenPerWeek: 8, Maanden: 3, Beide: true, Woont: WoontEenVan, GeldigMaanden: 12, BeslisWeken: 8,
		Doelen: []string{"werkgever", "parkeren", "urgentie", "uwv", "bijstand", "school", "waardering", "verzekering"}}
}

// Oordeel says whether a criterion is met.
type Oordeel string

// The judgements of a criterion.
const (
	Voldaan     Oordeel = "voldaan"
	NietVoldaan Oordeel = "niet_voldaan"
)

// Criterium is one rule beside the answer to it.
type Criterium struct {
	Code    string // "uren", "duur", "woont"
	Eis     string // the rule in plain words
	Oordeel Oordeel
}

// Toets is the rules applied to the answers. It advises; it refuses nobody.
type Toets struct {
	Criteria  []Criterium
	Voldoet   bool
	Ontbreekt []string  // in words for the carer, what is not met
	Vanaf     time.Time // the day from which the duration is met, when only that is missing; else zero
}

// Toets applies the rules on a day.
func (r Regels) Toets(ctx context.Context, a Antwoorden, vandaag time.Time) Toets {
	oordeel := func(ok bool) Oordeel {
		if ok {
			return Voldaan
		}
		return NietVoldaan
	}
	vanaf := a.Sinds.AddDate(0, r.Maanden, 0)
	uren, duur, woont := a.Uren >= r.UrenPerWeek, !vanaf.After(vandaag), r.woontHier(a)
	t := Toets{
		Criteria: []Criterium{
			{"uren", i18n.T(ctx, "verklaring.eis.uren", r.UrenPerWeek), oordeel(uren)},
			{"duur", i18n.T(ctx, "verklaring.eis.duur", r.Maanden), oordeel(duur)},
			{"woont", r.EisWoont(ctx), oordeel(woont)},
		},
	}
	switch zorg := r.Beide && uren && duur || !r.Beide && (uren || duur); {
	case zorg:
	case !r.Beide:
		t.Ontbreekt = append(t.Ontbreekt, r.EisZorg(ctx))
	default:
		for _, c := range t.Criteria[:2] {
			if c.Oordeel == NietVoldaan {
				t.Ontbreekt = append(t.Ontbreekt, c.Eis)
			}
		}
	}
	if !woont {
		t.Ontbreekt = append(t.Ontbreekt, r.EisWoont(ctx))
	}
	t.Voldoet = len(t.Ontbreekt) == 0
	if !t.Voldoet && !duur && woont && (uren || !r.Beide) {
		t.Vanaf = vanaf
	}
	return t
}

func (r Regels) woontHier(a Antwoorden) bool {
	switch r.Woont {
	case WoontMantelzorger:
		return a.WoontHier == "ja"
	case WoontZorgvrager:
		return a.NaasteWoontHier == "ja"
	}
	return a.WoontHier == "ja" || a.NaasteWoontHier == "ja"
}

// EisWoont says in plain words who must live in the gemeente.
func (r Regels) EisWoont(ctx context.Context) string {
	return i18n.Kies(ctx, "verklaring.eis.woont.", string(r.Woont))
}

// EisZorg says in one sentence how much care it takes.
func (r Regels) EisZorg(ctx context.Context) string {
	if r.Beide {
		return i18n.T(ctx, "verklaring.eis.beide", r.UrenPerWeek, r.Maanden)
	}
	return i18n.T(ctx, "verklaring.eis.een", r.UrenPerWeek, r.Maanden)
}

// DoelNaam gives the plain words of a purpose.
func DoelNaam(ctx context.Context, code string) string {
	return i18n.Kies(ctx, "verklaring.doel.", code)
}

func doelNamen(ctx context.Context, codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = DoelNaam(ctx, c)
	}
	return out
}

// Einde is the last day of a verklaring that begins on van.
func (r Regels) Einde(van time.Time) time.Time {
	return van.AddDate(0, r.GeldigMaanden, -1)
}
