package behandelen

import (
	"context"
	"errors"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/verklaring/voorbeeld"
)

// A job goes past every gemeente: one that cannot be reached holds up no other, and is
// told, so that the job is tried again; what was done is not done twice then.
func TestJobsGoPastEveryGemeente(t *testing.T) {
	h := proef.Nieuw(t)
	h.Klok = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	s, ctx := Store{h.Store}, h.Ctx(h.Burger)
	a, err := s.BeginMet(ctx, h.G.ID, h.Burger.ID, verklaring.NieuwConcept{Soort: verklaring.Nieuw, Kanaal: verklaring.Online, Begin: voorbeeld.Antwoorden()}, verklaring.Dag(h.Klok))
	h.Goed(err)
	_, err = s.Indienen(ctx, h.G.ID, h.Burger, a.ID, h.Klok)
	h.Goed(err)
	h.Goed(s.InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, a.ID, h.Klok))
	h.Goed(s.StelVraag(h.Ctx(h.Carla), h.G.ID, h.Carla, a.ID, Nieuwevraag{Tekst: "Hoeveel uur?", Uiterlijk: verklaring.Dag(h.Klok).AddDate(0, 0, 5)}, h.Klok))
	begin, kapot := len(h.Brieven()), false
	goed := h.Store.Bij
	h.Store.Bij = func(ctx context.Context, gemeenteID int) (context.Context, error) {
		if kapot && gemeenteID == h.G2.ID {
			return nil, errors.New("onbereikbaar")
		}
		return goed(ctx, gemeenteID)
	}
	herinner := &werker[herinnertaak]{store: &h.Store, klok: h.Nu, doe: Store.HerinnerVragen}
	mailen := &werker[termijntaak]{store: &h.Store, klok: h.Nu, doe: Store.StuurTermijnen}
	h.Klok = h.Klok.AddDate(0, 0, 3) // Friday
	kapot = true
	if herinner.Work(context.Background(), nil) == nil {
		t.Error("a gemeente that cannot be reached must be told")
	}
	kapot = false
	h.Goed(herinner.Work(context.Background(), nil))
	if n := len(h.Brieven()) - begin; n != 1 {
		t.Errorf("%d reminders", n)
	}
	h.Klok = time.Date(2027, 1, 25, 9, 0, 0, 0, time.UTC) // not answered, and the term runs out
	h.Goed(mailen.Work(context.Background(), nil))
	h.Goed(mailen.Work(context.Background(), nil))
	if n := len(h.Brieven()) - begin - 1; n != 1 { // to Carla alone: Samir has nothing to do with it
		t.Errorf("%d mails about terms", n)
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wie_soort = $1 AND wie_naam = 'termijnen'`, 2, toegang.Systeem)
}
