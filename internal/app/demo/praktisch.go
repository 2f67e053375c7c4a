package demo

import (
	"context"
	"fmt"
	"path"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
)

// praktisch is what changes by the day, and what professionals ask: it stands apart from
// the texts, since its dates follow the day on which the demo is filled.
type praktisch struct {
	Slug         string
	Plek         socialekaart.PlekStand // with Aantal, as it was so many Dagen ago
	Aantal       int
	Dagen        int
	Dicht        []string // names of sluitingen
	Altijd       bool     // open day and night
	WhatsApp     string
	EersteStap   socialekaart.EersteStap `json:"eerste_stap"`
	Toegankelijk []string
	Indicatie    string
	VerwijsTel   string `json:"verwijs_telefoon"`
	VerwijsEmail string `json:"verwijs_email"`
	Bedient      []string
	Gearchiveerd bool
	Opvolger     string // slug of what took its place
}

// sluitingen are the days on which organisations are closed or close early, from a year on.
var sluitingen = map[string]func(jaar int) socialekaart.Uitzondering{
	"kerst": func(j int) socialekaart.Uitzondering {
		return socialekaart.Uitzondering{Van: dag(j, time.December, 25), Tot: dag(j, time.December, 26), Gesloten: true, Toelichting: "Kerst"}
	},
	"kerstvakantie": func(j int) socialekaart.Uitzondering {
		return socialekaart.Uitzondering{Van: dag(j, time.December, 24), Tot: dag(j+1, time.January, 3), Gesloten: true, Toelichting: "Kerstvakantie"}
	},
	"oudjaar": func(j int) socialekaart.Uitzondering {
		return socialekaart.Uitzondering{Van: dag(j, time.December, 31), VanTijd: "09:00", TotTijd: "12:00", Toelichting: "Oudjaarsdag"}
	},
	"nieuwjaar": func(j int) socialekaart.Uitzondering {
		return socialekaart.Uitzondering{Van: dag(j, time.January, 1), Gesloten: true, Toelichting: "Nieuwjaarsdag"}
	},
	"koningsdag": func(j int) socialekaart.Uitzondering {
		return socialekaart.Uitzondering{Van: dag(j, time.April, 27), Gesloten: true, Toelichting: "Koningsdag"}
	},
	"zomer": func(j int) socialekaart.Uitzondering {
		return socialekaart.Uitzondering{Van: dag(j, time.July, 20), Tot: dag(j, time.August, 14), Gesloten: true, Toelichting: "Zomerstop"}
	},
}

func dag(jaar int, maand time.Month, d int) socialekaart.Datum {
	return socialekaart.Datum{Time: time.Date(jaar, maand, d, 0, 0, 0, 0, time.UTC)}
}

// komende is the first time from nu on that a closure is not yet over.
func komende(naam string, nu time.Time) (socialekaart.Uitzondering, error) {
	maak, ok := sluitingen[naam]
	if !ok {
		return socialekaart.Uitzondering{}, fmt.Errorf("sluiting %q bestaat niet", naam)
	}
	for jaar := nu.Year() - 1; ; jaar++ {
		if u := maak(jaar); nu.Before(u.Eind().AddDate(0, 0, 1)) {
			return u, nil
		}
	}
}

func (p praktisch) leg(in *socialekaart.Inhoud, nu time.Time) error {
	if p.Plek != "" {
		op := nu.AddDate(0, 0, -p.Dagen)
		in.Plek = socialekaart.Plek{Stand: p.Plek, Aantal: p.Aantal, Op: dag(op.Year(), op.Month(), op.Day())}
	}
	for _, naam := range p.Dicht {
		u, err := komende(naam, nu)
		if err != nil {
			return err
		}
		in.Uitzonderingen = append(in.Uitzonderingen, u)
	}
	if p.Altijd {
		in.Tijden = []socialekaart.Tijd{{Dagen: socialekaart.Dagen, Van: "00:00", Tot: "24:00"}}
	}
	for _, code := range p.Toegankelijk {
		in.Kenmerken = append(in.Kenmerken, socialekaart.Kenmerk{Taxonomie: "toegankelijkheid", Code: code})
	}
	in.Contact.WhatsApp, in.Contact.VerwijsTelefoon, in.Contact.VerwijsEmail = p.WhatsApp, p.VerwijsTel, p.VerwijsEmail
	in.EersteStap, in.Indicatie, in.Bedient = p.EersteStap, p.Indicatie, p.Bedient
	return nil
}

// praktisch gives the practical things by the slug of their offer.
func (d demogemeente) praktisch() (map[string]praktisch, error) {
	var lijst []praktisch
	if err := leesJSON(path.Join("inhoud", d.gemeente.Slug, "praktisch.json"), &lijst); err != nil {
		return nil, err
	}
	uit := map[string]praktisch{}
	for _, p := range lijst {
		if _, dubbel := uit[p.Slug]; dubbel {
			return nil, fmt.Errorf("praktisch.json: %s staat er twee keer", p.Slug)
		}
		uit[p.Slug] = p
	}
	return uit, nil
}

// archiveer closes what is no longer offered, and says what took its place.
func (d demogemeente) archiveer(ctx context.Context, a *app.App, ids map[string]uuid.UUID) error {
	bij, err := d.praktisch()
	if err != nil {
		return err
	}
	for slug, p := range bij {
		if !p.Gearchiveerd {
			continue
		}
		if p.Opvolger != "" && ids[p.Opvolger] == uuid.Nil {
			return fmt.Errorf("%s: opvolger %q bestaat niet", slug, p.Opvolger)
		}
		if err := a.Kaart.Archiveer(ctx, d.gemeente.ID, ids[slug], ids[p.Opvolger], redactie); err != nil {
			return err
		}
	}
	return nil
}
