package behandelen_test

import (
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/verklaring/voorbeeld"

	"github.com/google/uuid"
)

// spel plays what carers, consulenten and jobs do to dossiers, on the real store. kies
// draws a number below n: a property test draws what it can shrink, a crowd what it
// likes.
type spel struct {
	*proef.Huis
	s behandelen.Store
}

type kies func(n int) int

// stuk is an aanvraag in the game.
type stuk struct {
	id     uuid.UUID
	burger toegang.Persoon
}

func nieuwSpel(t *testing.T) spel {
	h := proef.Nieuw(t)
	return spel{h, behandelen.Store{Store: h.Store}}
}

// regeling puts rules in force and gives an aanvraag under them that was sent.
func (s spel) begin(t testing.TB, r verklaring.Regels, nu time.Time) stuk {
	t.Helper()
	goed := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	goed(s.s.VoegRegeling(s.Ctx(s.Bea), s.G.ID, verklaring.Dag(nu), r))
	st := stuk{burger: s.MaakBurger(uuid.NewString() + "@voorbeeld.example")}
	ctx := s.Ctx(st.burger)
	a, err := s.s.Begin(ctx, s.G.ID, st.burger.ID, verklaring.Dag(nu))
	goed(err)
	st.id = a.ID
	goed(s.s.BewaarConcept(ctx, s.G.ID, st.burger.ID, a.ID, voorbeeld.Antwoorden()))
	_, err = s.s.Indienen(ctx, s.G.ID, st.burger, a.ID, nu)
	goed(err)
	return st
}

// zet is something that somebody does. What is refused in words is part of the game.
type zet struct {
	naam string
	bij  []verklaring.Status // where it makes sense; anybody may try it anywhere
	doe  func(s spel, st stuk, k kies, nu time.Time) error
}

// passend are the moves that make sense on an aanvraag.
func passend(s verklaring.Status) (uit []zet) {
	for _, z := range zetten {
		if slices.Contains(z.bij, s) {
			uit = append(uit, z)
		}
	}
	return uit
}

const (
	nieuw   = verklaring.Ingediend
	bezig   = verklaring.InBehandeling
	wacht   = verklaring.WachtOpAanvrager
	voorgst = verklaring.Voorgesteld
	gegeven = verklaring.Verleend
)

func bij(s ...verklaring.Status) []verklaring.Status { return s }

func (s spel) consulent(k kies) toegang.Persoon { return []toegang.Persoon{s.Carla, s.Samir}[k(2)] }

func besluit(soort verklaring.Briefsoort) func(spel, stuk, kies, time.Time) error {
	return func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		h := behandelen.Handeling{Soort: soort, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(nu), Redenen: []string{"uren"}, Woorden: "Zo zit het.",
			Naam: "Fatima van den Berg", Geboortedatum: voorbeeld.Antwoorden().Geboortedatum, Reden: verklaring.RedenOnjuist}
		if h.OpVerklaring() {
			vs, err := s.s.VanAanvraag(s.Ctx(p), s.G.ID, st.id)
			if err != nil || len(vs) == 0 {
				return err
			}
			h.Verklaring = vs[k(len(vs))].ID
		}
		return s.s.Doe(s.Ctx(p), s.G.ID, p, st.id, h, nu)
	}
}

func oordeel(akkoord bool) func(spel, stuk, kies, time.Time) error {
	return func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		vs, err := s.s.Voorstellen(s.Ctx(p), s.G.ID, st.id)
		if err != nil || len(vs) == 0 {
			return err
		}
		v := vs[k(len(vs))]
		if akkoord {
			return s.s.Akkoord(s.Ctx(p), s.G.ID, p, st.id, v.ID, nu)
		}
		return s.s.Terug(s.Ctx(p), s.G.ID, p, st.id, v.ID, "Kijk nog eens naar de uren.", nu)
	}
}

var zetten = []zet{
	{"neem in behandeling", bij(nieuw), func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		return s.s.InBehandeling(s.Ctx(p), s.G.ID, p, st.id, nu)
	}},
	{"stel een vraag", bij(bezig), func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		return s.s.StelVraag(s.Ctx(p), s.G.ID, p, st.id, behandelen.Nieuwevraag{Tekst: "Sinds welk jaar?", Uiterlijk: verklaring.Dag(nu).AddDate(0, 0, 1+k(20))}, nu)
	}},
	{"beantwoord", bij(wacht), func(s spel, st stuk, _ kies, nu time.Time) error {
		return s.s.Beantwoord(s.Ctx(st.burger), s.G.ID, st.burger, st.id, verklaring.Antwoord{Tekst: "Sinds 2024."}, nu)
	}},
	{"beantwoord per telefoon", bij(wacht), func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		return s.s.Beantwoord(s.Ctx(p), s.G.ID, p, st.id, verklaring.Antwoord{Tekst: "Sinds 2024."}, nu)
	}},
	{"vraag niet nodig", bij(wacht), func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		return s.s.VraagNietNodig(s.Ctx(p), s.G.ID, p, st.id, nu)
	}},
	{"verleng de termijn", bij(nieuw, bezig, voorgst), func(s spel, st stuk, k kies, nu time.Time) error {
		return s.s.VerlengTermijn(s.Ctx(s.consulent(k)), s.G.ID, st.id, 1+k(4), "Het is druk.", time.Time{}, nu)
	}},
	{"verleen", bij(bezig), besluit(verklaring.BriefVerleend)},
	{"wijs af", bij(bezig), besluit(verklaring.BriefAfgewezen)},
	{"buiten behandeling", bij(bezig, wacht), besluit(verklaring.BriefBuitenBehandeling)},
	{"verbeter", bij(gegeven), besluit(verklaring.BriefVervangen)},
	{"trek de verklaring in", bij(gegeven), besluit(verklaring.BriefVerklaringIngetrokken)},
	{"akkoord", bij(voorgst, gegeven), oordeel(true)},
	{"geef terug", bij(voorgst, gegeven), oordeel(false)},
	{"beëindig", bij(gegeven), func(s spel, st stuk, k kies, nu time.Time) error {
		vs, err := s.s.VanAanvraag(s.Ctx(st.burger), s.G.ID, st.id)
		if err != nil || len(vs) == 0 {
			return err
		}
		return s.s.Beeindig(s.Ctx(st.burger), s.G.ID, st.burger, vs[k(len(vs))].ID, verklaring.RedenGestopt, nu)
	}},
	{"dien in", bij(), func(s spel, st stuk, _ kies, nu time.Time) error {
		_, err := s.s.Indienen(s.Ctx(st.burger), s.G.ID, st.burger, st.id, nu)
		return err
	}},
	{"herinner (taak)", bij(wacht), func(s spel, _ stuk, _ kies, nu time.Time) error {
		return s.s.HerinnerVragen(s.Ctx(toegang.Persoon{Soort: toegang.Systeem, Naam: "taak"}), s.G.ID, nu)
	}},
	{"trek de aanvraag in", bij(wacht), func(s spel, st stuk, _ kies, nu time.Time) error {
		return s.s.TrekAanvraagIn(s.Ctx(st.burger), s.G.ID, st.burger, st.id, nu)
	}},
	{"trek de aanvraag in per telefoon", bij(voorgst), func(s spel, st stuk, k kies, nu time.Time) error {
		p := s.consulent(k)
		return s.s.Intrekken(s.Ctx(p), s.G.ID, p, st.id, "", time.Time{}, nu)
	}},
}

// geweigerd reports that an error is an answer: something that could not be done.
func geweigerd(err error) bool {
	return fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound)
}
