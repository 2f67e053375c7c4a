package weergave

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
)

func op(t *testing.T, dag string) socialekaart.Datum {
	t.Helper()
	d, err := time.Parse(time.DateOnly, dag)
	if err != nil {
		t.Fatal(err)
	}
	return socialekaart.Datum{Time: d}
}

func TestPlaceInWords(t *testing.T) {
	plek := func(s socialekaart.PlekStand, n int) socialekaart.Inhoud {
		return socialekaart.Inhoud{Wachttijd: "Wachttijd drie weken", Plek: socialekaart.Plek{Stand: s, Aantal: n, Op: op(t, "2026-11-20")}}
	}
	for _, c := range []struct {
		in          socialekaart.Inhoud
		soort, want string
	}{
		{plek(socialekaart.PlekVrij, 0), "success", "Er is plek"}, {plek(socialekaart.PlekVrij, 1), "success", "1 plek vrij"}, {plek(socialekaart.PlekVrij, 3), "success", "3 plekken vrij"},
		{plek(socialekaart.PlekWachtlijst, 0), "warning", "Er is een wachtlijst"}, {plek(socialekaart.PlekVol, 0), "warning", "Nu geen plek"},
		{plek("", 0), "warning", "Wachttijd drie weken"}, {socialekaart.Inhoud{}, "neutral", ""},
	} {
		if soort, got := Plek(t.Context(), c.in); soort != c.soort || got != c.want {
			t.Errorf("%+v: %s %q", c.in.Plek, soort, got)
		}
	}
	if got := PlekOp(t.Context(), plek(socialekaart.PlekVol, 0)); got != "Dat was zo op 20 november 2026." {
		t.Error(got)
	}
	if got := PlekOp(t.Context(), plek("", 0)); got != "" {
		t.Error(got)
	}
}

// A waiting time is told besides Plek when it says something else, and once.
func TestTheWaitingTimeBesidesPlek(t *testing.T) {
	for _, c := range []struct {
		stand             socialekaart.PlekStand
		wachttijd, wanted string
	}{
		{"", "Plaats beschikbaar", ""}, {"", "Wachttijd drie weken", ""}, {socialekaart.PlekVrij, "", ""},
		{socialekaart.PlekVrij, "Plaats beschikbaar", ""}, {socialekaart.PlekVrij, "Er is plek.", ""}, {socialekaart.PlekVol, "plaats beschikbaar", ""},
		{socialekaart.PlekVrij, "Start elke maand", "Start elke maand"}, {socialekaart.PlekWachtlijst, "Wachttijd drie weken", "Wachttijd drie weken"},
	} {
		if got := Wachten(socialekaart.Inhoud{Plek: socialekaart.Plek{Stand: c.stand}, Wachttijd: c.wachttijd}); got != c.wanted {
			t.Errorf("%q with %q: %q", c.wachttijd, c.stand, got)
		}
	}
}

func TestExceptionsInWords(t *testing.T) {
	nu := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	dicht := func(van, tot string) socialekaart.Uitzondering {
		u := socialekaart.Uitzondering{Van: op(t, van), Gesloten: true}
		if tot != "" {
			u.Tot = op(t, tot)
		}
		return u
	}
	anders := dicht("2026-12-24", "")
	anders.Gesloten, anders.VanTijd, anders.TotTijd, anders.Toelichting = false, "10:00", "14:00", "alleen telefonisch"
	onbekend := dicht("2026-12-27", "")
	onbekend.Gesloten = false
	got := Uitzonderingen(t.Context(), []socialekaart.Uitzondering{
		dicht("2026-12-25", "2026-12-26"), dicht("2026-11-22", ""), dicht("2026-11-20", "2026-11-23"), dicht("2026-12-31", "2027-01-01"), dicht("2027-07-12", "2027-08-20"), dicht("2026-12-05", ""), anders, onbekend, {Gesloten: true},
	}, nu)
	want := []string{
		"Gesloten van 20 november tot en met 23 november", "Gesloten op 5 december", "Open op 24 december: 10.00–14.00 uur (alleen telefonisch)", "Gesloten op 25 en 26 december", "Andere tijden op 27 december",
		"Gesloten op 31 december en 1 januari 2027", "Gesloten van 12 juli 2027 tot en met 20 augustus 2027",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOpenInWords(t *testing.T) {
	nu := time.Date(2026, 11, 23, 16, 0, 0, 0, i18n.Amsterdam) // a Monday
	open := func(tot time.Time) socialekaart.Openstand {
		return socialekaart.Openstand{Stand: socialekaart.StandOpen, Tot: tot}
	}
	dicht := func(tot time.Time) socialekaart.Openstand {
		return socialekaart.Openstand{Stand: socialekaart.StandDicht, Tot: tot}
	}
	for _, c := range []struct {
		o    socialekaart.Openstand
		want string
	}{
		{socialekaart.Openstand{}, ""},
		{open(time.Time{}), "Nu open"}, {open(nu.AddDate(0, 0, 3)), "Nu open"},
		{open(nu.Add(time.Hour)), "Nu open tot 17.00 uur"}, {open(nu.Add(10 * time.Hour)), "Nu open tot 2.00 uur"}, {open(nu.Add(8 * time.Hour)), "Nu open tot 24.00 uur"},
		{dicht(time.Time{}), "Nu gesloten"}, {dicht(nu.AddDate(0, 0, 9)), "Nu gesloten"},
		{dicht(nu.Add(3 * time.Hour)), "Nu gesloten, vandaag open vanaf 19.00 uur"},
		{dicht(nu.Add(17 * time.Hour)), "Nu gesloten, morgen open vanaf 9.00 uur"},
		{dicht(nu.AddDate(0, 0, 3)), "Nu gesloten, donderdag open vanaf 16.00 uur"},
	} {
		if got := Open(t.Context(), c.o, nu); got != c.want {
			t.Errorf("%v %v: %q, want %q", c.o.Stand, c.o.Tot, got, c.want)
		}
	}
	nacht := time.Date(2026, 10, 24, 23, 0, 0, 0, i18n.Amsterdam) // the clock goes back in this night
	if got := Open(t.Context(), dicht(time.Date(2026, 10, 25, 9, 0, 0, 0, i18n.Amsterdam)), nacht); got != "Nu gesloten, morgen open vanaf 9.00 uur" {
		t.Error(got)
	}
}

func TestWaysToBegin(t *testing.T) {
	a := socialekaart.Aanbod{Organisatie: socialekaart.Organisatie{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "www.org.example"}}
	a.Contact.WhatsApp = "06-00 00 12 34"
	a.Locaties = []socialekaart.Locatie{{Adres: "Laan 1", Postcode: "7995 PR", Plaats: "Oosterwijk"}}
	soorten := func(a socialekaart.Aanbod) (uit []socialekaart.EersteStap) {
		for _, s := range Stappen(context.Background(), a) {
			uit = append(uit, s.Soort)
		}
		return uit
	}
	want := []socialekaart.EersteStap{socialekaart.StapBellen, socialekaart.StapWhatsApp, socialekaart.StapMailen, socialekaart.StapWebsite, socialekaart.StapLangs}
	if got := soorten(a); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for i, s := range want {
		a.EersteStap = s
		got := soorten(a)
		if rest := slices.Delete(slices.Clone(want), i, i+1); got[0] != s || !slices.Equal(got[1:], rest) {
			t.Errorf("%s: %q", s, got)
		}
	}
	a.Locaties = append(a.Locaties, a.Locaties[0]) // to which of the two?
	if got := soorten(a); slices.Contains(got, socialekaart.StapLangs) {
		t.Errorf("%q", got)
	}
	if got := soorten(socialekaart.Aanbod{}); got != nil {
		t.Errorf("%q", got)
	}
}

func TestAddressesThatLeadOut(t *testing.T) {
	for nummer, want := range map[string]string{
		"06-00 00 12 34": "https://wa.me/31600001234", "+31 6 00001234": "https://wa.me/31600001234", "0031 6 00 00 12 34": "https://wa.me/31600001234",
		"+49 151 000 000 00": "https://wa.me/4915100000000", "0032 470 00 00 00": "https://wa.me/32470000000", "+1 (555) 010-0000": "https://wa.me/15550100000",
		"0599-00 11 11": "", "+31 599 00 11 11": "", "0031 599 00 11 11": "", "06": "", "": "", "+": "", "00": "", "+49": "", "+31 6 00 00 12 3": "", "+316000012345": "",
		"06-00 00 12 34x/../": "https://wa.me/31600001234", "0612345678901": "", "++32470000000": "", "+49151000000000000": "", "0900-1234": "",
	} {
		if got := WhatsAppURL(nummer); got != want {
			t.Errorf("%q: %q", nummer, got)
		}
	}
	for _, c := range []struct {
		l    socialekaart.Locatie
		want string
	}{
		{socialekaart.Locatie{}, ""}, {socialekaart.Locatie{Plaats: "Dorp"}, ""},
		{socialekaart.Locatie{Breedte: 52.5, Lengte: 6.25}, "https://www.openstreetmap.org/directions?to=52.50000%2C6.25000"},
		{socialekaart.Locatie{Adres: "Laan 1 & 2", Plaats: "Dorp"}, "https://www.openstreetmap.org/search?query=Laan+1+%26+2%2C+Dorp"},
	} {
		if got := RouteURL(c.l); got != c.want {
			t.Errorf("%+v: %q", c.l, got)
		}
	}
}

// Every code of accessibility has an icon and words.
func TestAccessibilityInWords(t *testing.T) {
	var in socialekaart.Inhoud
	for _, code := range socialekaart.Toegankelijk {
		in.Kenmerken = append(in.Kenmerken, proef.Term("toegankelijkheid", code))
	}
	in.Kenmerken = append(in.Kenmerken, proef.Term("toegankelijkheid", "onbekend"))
	rijen := Toegankelijk(t.Context(), in)
	if len(rijen) != len(socialekaart.Toegankelijk) {
		t.Fatalf("%d of %d", len(rijen), len(socialekaart.Toegankelijk))
	}
	for _, r := range rijen {
		if r.Icoon == "" || r.Waarde == "" || strings.Contains(r.Waarde, "[") {
			t.Errorf("%+v", r)
		}
	}
}
