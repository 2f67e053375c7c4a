package verklaring

import (
	"context"
	"slices"
	"time"

	"mantelpunt/internal/i18n"

	"github.com/google/uuid"
)

// Regeling is a version of a gemeente's rules, valid from a date. A running
// aanvraag keeps the version it began with.
type Regeling struct {
	ID           uuid.UUID
	Nr           int // of two versions from the same day the highest counts
	GeldigVanaf  time.Time
	Regels       Regels
	DoorNaam     string
	AangemaaktOp time.Time
}

// Regels are what a gemeente decides about the verklaring. What a carer reads on
// /verklaring and what a consulent sees beside the answers come from here.
type Regels struct {
	UrenPerWeek int   `json:"uren_per_week"` // at least so many hours a week; 0 asks nothing
	Weken       int   `json:"weken"`         // and/or at least so many weeks already; 0 asks nothing
	Beide       bool  `json:"beide"`         // hours AND weeks; else one of the two is enough
	Woont       Woont `json:"woont"`         // who must live in the gemeente

	Bewijs      []string    `json:"bewijs,omitempty"` // codes of the evidence that is asked; none by default
	Bevestiging Bevestiging `json:"bevestiging"`      // by the zorgvrager

	Doelen []Doel `json:"doelen"` // in order

	Modus    Modus `json:"modus"`
	VierOgen bool  `json:"vier_ogen,omitempty"` // a second consulent sees every decision
	Besluit  bool  `json:"besluit"`             // a decision of the Awb: letters have the objection clause

	BeslisWeken   int  `json:"beslis_weken"`   // decision within so many weeks, at most 8 (Awb 4:13)
	VerlengWeken  int  `json:"verleng_weken"`  // later by at most so many weeks, once, with a letter (Awb 4:14)
	AntwoordDagen int  `json:"antwoord_dagen"` // time to answer a question (Awb 4:5)
	Opschorten    bool `json:"opschorten"`     // the term stands still meanwhile (Awb 4:15)

	Bewaren    Bewaren    `json:"bewaren"`
	Teksten    Teksten    `json:"teksten,omitzero"`
	Briefhoofd Briefhoofd `json:"briefhoofd,omitzero"`
}

// Doel is a purpose, and how long a verklaring holds for it.
type Doel struct {
	Code    string `json:"code"`
	Maanden int    `json:"maanden"`
}

// Woont says who must live in the gemeente.
type Woont string

// Who must live here.
const (
	WoontMantelzorger Woont = "mantelzorger"
	WoontZorgvrager   Woont = "zorgvrager"
	WoontEenVan       Woont = "een_van_beide"
)

// Bevestiging says how the zorgvrager confirms.
type Bevestiging string

// The ways. Where a link is asked, paper stays possible (Wmebv).
const (
	BevestigingNiet   Bevestiging = "niet"
	BevestigingLink   Bevestiging = "link"
	BevestigingPapier Bevestiging = "papier"
)

// Modus says who decides.
type Modus string

// A self-declaration is issued at once when the answers meet the rules; what does not
// meet them goes to a consulent in either mode.
const (
	Direct      Modus = "direct"
	Beoordeling Modus = "beoordeling"
)

// Bewaren says how long an aanvraag is kept, by its outcome, and by which source.
type Bewaren struct {
	VerleendMaanden  int    `json:"verleend_maanden"`  // after the last day of the verklaring
	AfgewezenMaanden int    `json:"afgewezen_maanden"` // after the decision
	AfgebrokenDagen  int    `json:"afgebroken_dagen"`  // after it was withdrawn or not treated
	Bron             string `json:"bron,omitempty"`
}

// Teksten are the gemeente's own words.
type Teksten struct {
	Uitleg string `json:"uitleg,omitempty"` // on /verklaring
	Brief  string `json:"brief,omitempty"`  // at the end of every letter
}

// Briefhoofd is what stands on a letter.
type Briefhoofd struct {
	Afzender      []string `json:"afzender,omitempty"` // lines; the gemeente when empty
	Ondertekenaar string   `json:"ondertekenaar,omitempty"`
	Functie       string   `json:"functie,omitempty"`
	Bezwaar       []string `json:"bezwaar,omitempty"` // lines: where an objection goes
}

// AlleDoelen and AlleBewijs are the codes that a gemeente can choose from; their words
// are in the catalogue.
var (
	AlleDoelen = []string{"werkgever", "parkeren", "urgentie", "uwv", "bijstand", "school", "waardering", "verzekering", "woning"}
	AlleBewijs = []string{"takenlijst", "indicatie"}
)

// StandaardRegels are the usual rules, for a gemeente that set none of its own.
func StandaardRegels() Regels {
	r := Regels{UrenPerWeek: 8, Weken: 13, Beide: true, Woont: WoontEenVan, Bevestiging: BevestigingNiet, Modus: Beoordeling, Besluit: true,
		BeslisWeken: 8, VerlengWeken: 4, AntwoordDagen: 14, Opschorten: true, Bewaren: Bewaren{VerleendMaanden: 12, AfgewezenMaanden: 60, AfgebrokenDagen: 42}}
	for _, d := range AlleDoelen[:8] {
		r.Doelen = append(r.Doelen, Doel{d, 12})
	}
	return r
}

// Doelcodes are the codes of the purposes, in order.
func (r Regels) Doelcodes() []string {
	uit := make([]string, len(r.Doelen))
	for i, d := range r.Doelen {
		uit[i] = d.Code
	}
	return uit
}

// Toekennen gives the purposes that were chosen and that the regeling knows, in its
// order, each with its last day for a verklaring that begins on van.
func (r Regels) Toekennen(gekozen []string, van time.Time) (uit []Toegekend) {
	for _, d := range r.Doelen {
		if slices.Contains(gekozen, d.Code) {
			uit = append(uit, Toegekend{d.Code, van.AddDate(0, d.Maanden, -1)})
		}
	}
	return uit
}

// Oordeel says whether a criterion is met.
type Oordeel string

// The judgements of a criterion.
const (
	Voldaan     Oordeel = "voldaan"
	NietVoldaan Oordeel = "niet_voldaan"
	NietBekend  Oordeel = "onbekend"
)

// Criterium is one rule beside the answer to it.
type Criterium struct {
	Code    string // "uren", "duur", "woont", "toestemming", or "bewijs." and a code
	Eis     string // the rule in plain words
	Oordeel Oordeel
}

// Toets is the rules applied to an aanvraag. It advises; it refuses nobody.
type Toets struct {
	Criteria  []Criterium
	Voldoet   bool      // the answers meet the rules about the care
	Compleet  bool      // and nothing that must come in is missing
	Ontbreekt []string  // in words for the carer, what is not met
	Vanaf     time.Time // the day from which the duration is met, when only that is missing; else zero
}

func oordeel(bekend, ok bool) Oordeel {
	switch {
	case !bekend:
		return NietBekend
	case ok:
		return Voldaan
	}
	return NietVoldaan
}

// Toets applies the rules on a day.
func (r Regels) Toets(ctx context.Context, a Antwoorden, st Stand, vandaag time.Time) Toets {
	vanaf := a.Sinds.AddDate(0, 0, 7*r.Weken)
	uren, duur := oordeel(a.Uren > 0, a.Uren >= r.UrenPerWeek), oordeel(!a.Sinds.IsZero(), !vanaf.After(vandaag))
	woont := r.woontHier(a)
	var t Toets
	voeg := func(code, eis string, o Oordeel) { t.Criteria = append(t.Criteria, Criterium{code, eis, o}) }
	if r.UrenPerWeek > 0 {
		voeg("uren", i18n.T(ctx, "verklaring.eis.uren", r.UrenPerWeek), uren)
	}
	if r.Weken > 0 {
		voeg("duur", i18n.T(ctx, "verklaring.eis.duur", Duur(ctx, r.Weken)), duur)
	}
	switch zorg := r.zorg(uren == Voldaan, duur == Voldaan); {
	case zorg:
	case r.Beide:
		for _, c := range t.Criteria {
			if c.Oordeel != Voldaan {
				t.Ontbreekt = append(t.Ontbreekt, c.Eis)
			}
		}
	default:
		t.Ontbreekt = append(t.Ontbreekt, r.EisZorg(ctx))
	}
	voeg("woont", r.EisWoont(ctx), woont)
	if woont != Voldaan {
		t.Ontbreekt = append(t.Ontbreekt, r.EisWoont(ctx))
	}
	t.Voldoet = len(t.Ontbreekt) == 0
	if !t.Voldoet && duur == NietVoldaan && woont == Voldaan && r.zorg(uren == Voldaan, true) {
		t.Vanaf = vanaf
	}
	t.Compleet = t.Voldoet
	for _, c := range r.inTeSturen(ctx, st) {
		t.Criteria = append(t.Criteria, c)
		t.Compleet = t.Compleet && c.Oordeel == Voldaan
	}
	return t
}

// Eisen are the criteria that an aanvrager must meet, in plain words: what Toets finds
// missing when nothing is known. So nobody reads other criteria than are applied.
func (r Regels) Eisen(ctx context.Context) []string {
	return r.Toets(ctx, Antwoorden{}, Stand{}, Dag(wmo)).Ontbreekt
}

// zorg reports whether there is enough care, given enough hours and long enough.
func (r Regels) zorg(uren, duur bool) bool {
	switch {
	case r.UrenPerWeek == 0:
		return duur || r.Weken == 0
	case r.Weken == 0:
		return uren
	case r.Beide:
		return uren && duur
	}
	return uren || duur
}

// inTeSturen are the criteria about what others must say or what must be added.
func (r Regels) inTeSturen(ctx context.Context, st Stand) (uit []Criterium) {
	if r.Bevestiging != BevestigingNiet && r.Bevestiging != "" {
		uit = append(uit, Criterium{"toestemming", i18n.T(ctx, "verklaring.eis.toestemming"), oordeel(st.Toestemming == "ja" || st.Toestemming == "nee", st.Toestemming == "ja")})
	}
	for _, b := range r.Bewijs {
		uit = append(uit, Criterium{"bewijs." + b, i18n.Kies(ctx, "verklaring.eis.bewijs.", b), oordeel(true, slices.Contains(st.Bewijs, b))})
	}
	return uit
}

func (r Regels) woontHier(a Antwoorden) Oordeel {
	ik, naaste := oordeel(a.WoontHier != "", a.WoontHier == "ja"), oordeel(a.NaasteWoontHier != "", a.NaasteWoontHier == "ja")
	switch r.Woont {
	case WoontMantelzorger:
		return ik
	case WoontZorgvrager:
		return naaste
	}
	switch {
	case ik == Voldaan || naaste == Voldaan:
		return Voldaan
	case ik == NietBekend || naaste == NietBekend:
		return NietBekend
	}
	return NietVoldaan
}

// Duur says a number of weeks as people do: "3 maanden", "een jaar", "5 weken".
func Duur(ctx context.Context, weken int) string {
	switch {
	case weken == 52:
		return i18n.N(ctx, "verklaring.duur.jaar", 1)
	case weken%13 == 0 && weken > 0 && weken < 52:
		return i18n.N(ctx, "verklaring.duur.maanden", weken/13*3)
	}
	return i18n.N(ctx, "verklaring.duur.weken", weken)
}

// EisWoont says in plain words who must live in the gemeente.
func (r Regels) EisWoont(ctx context.Context) string {
	return i18n.Kies(ctx, "verklaring.eis.woont.", string(r.Woont))
}

// EisZorg says in one sentence how much care it takes; "" when any care is enough.
func (r Regels) EisZorg(ctx context.Context) string {
	switch {
	case r.UrenPerWeek == 0 && r.Weken == 0:
		return ""
	case r.Weken == 0:
		return i18n.T(ctx, "verklaring.eis.alleenuren", r.UrenPerWeek)
	case r.UrenPerWeek == 0:
		return i18n.T(ctx, "verklaring.eis.alleenduur", Duur(ctx, r.Weken))
	case r.Beide:
		return i18n.T(ctx, "verklaring.eis.beide", r.UrenPerWeek, Duur(ctx, r.Weken))
	}
	return i18n.T(ctx, "verklaring.eis.een", r.UrenPerWeek, Duur(ctx, r.Weken))
}

// DoelNaam gives the plain words of a purpose.
func DoelNaam(ctx context.Context, code string) string {
	return i18n.Kies(ctx, "verklaring.doel.", code)
}

// DoelNamen gives the plain words of purposes.
func DoelNamen(ctx context.Context, codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = DoelNaam(ctx, c)
	}
	return out
}
