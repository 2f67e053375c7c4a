package beheer

import (
	"net/url"
	"testing"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
)

func TestAmountsAndTimesAsPeopleWriteThem(t *testing.T) {
	for s, want := range map[string]int{"7,50": 750, "7.50": 750, "€ 45": 4500, "€45": 4500, "0": 0, "gratis": 0, "12,-": 1200, "1.100": -1, "": -1, "tien": -1, "-3": -1, "7,5": -1} {
		cent, ok := leesBedrag(s)
		if ok != (want >= 0) || ok && cent != want {
			t.Errorf("%q: %d %v", s, cent, ok)
		}
	}
	for s, want := range map[string]string{"9": "09:00", "9.30": "09:30", "09:30": "09:30", "21 uur": "21:00", "": "", "half negen": "half negen", "24:00": "24:00"} {
		if got := leesKlok(s); got != want {
			t.Errorf("%q: %q", s, got)
		}
	}
	for s, want := range map[string]string{"7995pr": "7995 PR", "7995 PR": "7995 PR", "12": "12"} {
		if got := leesPostcode(s); got != want {
			t.Errorf("%q: %q", s, got)
		}
	}
}

// A form knows the lines that it showed; lines that came since stay.
func TestLinesThatTheFormDidNotShowStay(t *testing.T) {
	basis := proef.Logeerhuis().Inhoud
	v := naarFormulier(basis)
	basis.Kosten = append(basis.Kosten, socialekaart.Kosten{Omschrijving: "Week", Eurocent: 1, Per: ""}, socialekaart.Kosten{Omschrijving: "Maand", Eurocent: 2, Per: ""})
	in, fouten := leesFormulier(v, basis, nil, nil, time.Now())
	if len(fouten) > 0 || len(in.Kosten) != 3 || in.Kosten[2].Omschrijving != "Maand" {
		t.Errorf("%v %v", in.Kosten, fouten)
	}
}

func TestEmptiedLinesGoAndMovedPlacesLoseTheirPin(t *testing.T) {
	basis := proef.Logeerhuis().Inhoud
	v := naarFormulier(basis)
	v.Set("locatie-0-adres", "Elders 1")
	for _, k := range []string{"omschrijving", "bedrag", "per"} {
		v.Set(sleutel("kosten", 0, k), "")
	}
	in, _ := leesFormulier(v, basis, nil, nil, time.Now())
	if len(in.Kosten) != 1 || in.Kosten[0].Omschrijving != "Weekend" {
		t.Errorf("%v", in.Kosten)
	}
	if in.Locaties[0].Breedte != 0 {
		t.Error("the pin still points at the old address")
	}
	if uit, _ := leesFormulier(url.Values{}, basis, nil, nil, time.Now()); len(uit.Kosten) != 2 || len(uit.Locaties) != 1 || uit.Codes("onderwerp") == nil {
		t.Errorf("a form without lines took lines away: %+v", uit)
	}
}
