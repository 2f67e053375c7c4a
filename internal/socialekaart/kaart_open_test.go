package socialekaart

import (
	"testing"
	"time"

	"mantelpunt/internal/i18n"
)

func TestOpenNow(t *testing.T) {
	dag := func(s string) Datum {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return Datum{d}
	}
	werkweek := []Tijd{{Dagen: Dagen[:5], Van: "09:00", Tot: "17:00"}}
	altijd := []Tijd{{Dagen: Dagen, Van: "00:00", Tot: "24:00"}}
	nacht := []Tijd{{Dagen: []string{"za"}, Van: "22:00", Tot: "06:00"}}
	kerst := []Uitzondering{{Van: dag("2026-12-21"), Tot: dag("2027-01-03"), Gesloten: true}, {Van: dag("2026-12-23"), VanTijd: "10:00", TotTijd: "12:00"}}
	for _, c := range []struct {
		naam string
		in   Inhoud
		nu   string // on the wall in Amsterdam
		wil  string
	}{
		{"no hours", Inhoud{}, "2026-11-25 10:00", "unknown"},
		{"week day", Inhoud{Tijden: werkweek}, "2026-11-25 10:00", "open 2026-11-25 17:00"},
		{"first minute", Inhoud{Tijden: werkweek}, "2026-11-25 09:00", "open 2026-11-25 17:00"},
		{"last minute", Inhoud{Tijden: werkweek}, "2026-11-25 17:00", "closed 2026-11-26 09:00"},
		{"before", Inhoud{Tijden: werkweek}, "2026-11-25 08:59", "closed 2026-11-25 09:00"},
		{"weekend", Inhoud{Tijden: werkweek}, "2026-11-27 18:00", "closed 2026-11-30 09:00"},
		{"always", Inhoud{Tijden: altijd}, "2026-11-25 23:59", "open"},
		{"always, written otherwise", Inhoud{Tijden: []Tijd{{Dagen: Dagen, Van: "00:00", Tot: "00:00"}}}, "2026-11-25 00:00", "open"},
		{"two parts of a day", Inhoud{Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "09:00", Tot: "12:00"}, {Dagen: []string{"wo"}, Van: "12:00", Tot: "14:00"}}}, "2026-11-25 11:00", "open 2026-11-25 14:00"},
		{"a break", Inhoud{Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "09:00", Tot: "12:00"}, {Dagen: []string{"wo"}, Van: "13:00", Tot: "17:00"}}}, "2026-11-25 12:30", "closed 2026-11-25 13:00"},
		{"until midnight", Inhoud{Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "19:00", Tot: "24:00"}}}, "2026-11-25 23:00", "open 2026-11-26 00:00"},
		{"past midnight", Inhoud{Tijden: nacht}, "2026-11-29 02:00", "open 2026-11-29 06:00"},
		{"the night after is not it", Inhoud{Tijden: nacht}, "2026-11-30 02:00", "closed 2026-12-05 22:00"},
		{"days without hours", Inhoud{Tijden: append([]Tijd{{Dagen: []string{"za"}, Toelichting: "Op afspraak"}}, werkweek...)}, "2026-11-28 10:00", "unknown"},
		{"from, and who knows until when", Inhoud{Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "19:00"}}}, "2026-11-25 20:00", "unknown"},
		{"not every week", Inhoud{Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "09:00", Tot: "17:00", Toelichting: "Eens in de 2 weken"}}}, "2026-11-25 10:00", "unknown"},
		{"hours that are none", Inhoud{Tijden: []Tijd{{Dagen: []string{"wo"}, Van: "25:00", Tot: "negen"}}}, "2026-11-25 10:00", "unknown"},
		{"closed period", Inhoud{Tijden: werkweek, Uitzonderingen: kerst}, "2026-12-22 10:00", "closed 2026-12-23 10:00"},
		{"a day inside it", Inhoud{Tijden: werkweek, Uitzonderingen: kerst}, "2026-12-23 11:00", "open 2026-12-23 12:00"},
		{"after that day", Inhoud{Tijden: werkweek, Uitzonderingen: kerst}, "2026-12-23 12:00", "closed 2027-01-04 09:00"},
		{"closed for longer than we look ahead", Inhoud{Tijden: werkweek, Uitzonderingen: []Uitzondering{{Van: dag("2026-11-01"), Tot: dag("2027-11-01"), Gesloten: true}}}, "2026-11-25 10:00", "closed"},
		{"begun before the closed day", Inhoud{Tijden: nacht, Uitzonderingen: []Uitzondering{{Van: dag("2026-11-29"), Gesloten: true}}}, "2026-11-29 02:00", "open 2026-11-29 06:00"},
		// the clock goes forward on 29 March and back on 25 October
		{"a short night", Inhoud{Tijden: nacht}, "2026-03-29 01:30", "open 2026-03-29 06:00"},
		{"the hour that there is twice", Inhoud{Tijden: nacht}, "2026-10-25 02:30", "open 2026-10-25 06:00"},
		{"always, on a short day", Inhoud{Tijden: altijd}, "2026-03-29 03:30", "open"},
		{"opens in the hour that there is not", Inhoud{Tijden: []Tijd{{Dagen: []string{"zo"}, Van: "02:30", Tot: "09:00"}}}, "2026-03-29 08:00", "open 2026-03-29 09:00"},
	} {
		nu, err := time.ParseInLocation("2006-01-02 15:04", c.nu, i18n.Amsterdam)
		if err != nil {
			t.Fatal(err)
		}
		o := c.in.OpenOp(nu.UTC())
		is := [...]string{"unknown", "open", "closed"}[o.Stand]
		if !o.Tot.IsZero() {
			is += o.Tot.In(i18n.Amsterdam).Format(" 2006-01-02 15:04")
		}
		if is != c.wil {
			t.Errorf("%s: %s, want %s", c.naam, is, c.wil)
		}
		// the filter says the same
		a := Aanbod{Inhoud: c.in}
		if open := NieuweKaart([]Aanbod{a}, leegWoordenboek).wieOpen(nu).heeft(0); open != (o.Stand == StandOpen) {
			t.Errorf("%s: the filter says %v", c.naam, open)
		}
	}
	// in the second of two hours that are the same on the wall
	kort := Inhoud{Tijden: []Tijd{{Dagen: []string{"zo"}, Van: "01:00", Tot: "02:45"}}}
	if nu := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC); kort.OpenOp(nu).Tot.Sub(nu) != 15*time.Minute {
		t.Errorf("%+v", kort.OpenOp(nu))
	}
	if o := (&Inhoud{Tijden: altijd}).OpenOp(time.Time{}); o != (Openstand{}) {
		t.Error("open at no moment")
	}
}
