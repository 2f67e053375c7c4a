package weergave

import (
	"context"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/web"
)

func TestKilometers(t *testing.T) {
	nl, en := context.Background(), i18n.MetTaal(context.Background(), "en")
	for _, c := range []struct {
		ctx  context.Context
		km   float64
		want string
	}{{nl, -1, ""}, {nl, 0, "0,1 km"}, {nl, 0.04, "0,1 km"}, {nl, 1.249, "1,2 km"}, {nl, 9.96, "10 km"}, {nl, 43.7, "44 km"}, {en, 1.25, "1.3 km"}} {
		if got := Kilometers(c.ctx, c.km); got != c.want {
			t.Errorf("%v: %q, want %q", c.km, got, c.want)
		}
	}
}

func TestNuOpen(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		open socialekaart.Openstand
		want string
	}{
		{socialekaart.Openstand{}, ""},
		{socialekaart.Openstand{Stand: socialekaart.StandDicht, Tot: time.Now()}, ""},
		{socialekaart.Openstand{Stand: socialekaart.StandOpen}, "Nu open"},
		{socialekaart.Openstand{Stand: socialekaart.StandOpen, Tot: time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC)}, "Nu open tot 17.00 uur"},
		{socialekaart.Openstand{Stand: socialekaart.StandOpen, Tot: time.Date(2026, 7, 1, 7, 30, 0, 0, time.UTC)}, "Nu open tot 9.30 uur"},
	} {
		if got := NuOpen(ctx, c.open); got != c.want {
			t.Errorf("%+v: %q, want %q", c.open, got, c.want)
		}
	}
}

func TestVersheid(t *testing.T) {
	nu := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		op   socialekaart.Datum
		want string
		oud  bool
	}{
		{socialekaart.Datum{}, "Nog niet gecontroleerd", true},
		{socialekaart.Datum{Time: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)}, "Gecontroleerd in oktober 2026", false},
		{socialekaart.Datum{Time: time.Date(2025, 5, 31, 0, 0, 0, 0, time.UTC)}, "Lang niet gecontroleerd: voor het laatst in mei 2025", true},
	} {
		if got, oud := versheid(context.Background(), c.op, nu); got != c.want || oud != c.oud {
			t.Errorf("%v: %q %v", c.op, got, oud)
		}
	}
}

// A referral goes its own way when there is one, else that of everybody; what is not
// known is said.
func TestVerwijsfeiten(t *testing.T) {
	ctx := context.Background()
	kaal := &socialekaart.Aanbod{Organisatie: socialekaart.Organisatie{Telefoon: "0599-00 11 11"}}
	if got, want := Verwijsfeiten(ctx, kaal), []web.Feit{{Naam: "Wet", Waarde: "Niet bekend"}, {Naam: "Verwijzing", Waarde: "Niet bekend"}, {Naam: "Verwijzen per telefoon", Waarde: "0599-00 11 11", URL: "tel:+31599001111"}, {Naam: "Plek", Waarde: "Niet bekend"}}; !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	vol := *kaal
	vol.Inhoud = socialekaart.Inhoud{Indicatie: "Wlz", Contact: socialekaart.Contact{VerwijsEmail: "verwijs@zorg.example"}, Plek: socialekaart.Plek{Stand: socialekaart.PlekVol, Op: proef.Dag(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))},
		Kenmerken: []socialekaart.Kenmerk{proef.Term("wet", "wlz"), proef.Term("wet", "zvw"), proef.Term("verwijzing", "ja")}}
	if got, want := Verwijsfeiten(ctx, &vol), []web.Feit{{Naam: "Wet", Waarde: "Wet langdurige zorg en Zorgverzekeringswet"}, {Naam: "Indicatie", Waarde: "Wlz"}, {Naam: "Verwijzing", Waarde: "Wel nodig"}, {Naam: "Verwijzen per e-mail", Waarde: "verwijs@zorg.example", URL: "mailto:verwijs@zorg.example"}, {Naam: "Plek", Waarde: "Nu geen plek (20 november 2026)"}}; !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}
