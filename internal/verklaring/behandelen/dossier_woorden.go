package behandelen

import (
	"cmp"
	"context"
	"slices"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

var oordeelnamen = map[verklaring.Oordeel]string{verklaring.Voldaan: "Voldaan.", verklaring.NietVoldaan: "Niet voldaan.", verklaring.NietBekend: "Onbekend."}

// dossierrijen are the answers and how the aanvraag came in.
func dossierrijen(ctx context.Context, d Dossier) []web.Rij {
	return append(antwoordenVoorStaf(ctx, d.Antwoorden),
		web.Rij{Naam: "E-mail", Waarde: cmp.Or(d.Email, "Geen: brieven gaan per post")},
		web.Rij{Naam: "Ontvangen", Waarde: i18n.DatumTijd(ctx, *d.IngediendOp)},
		web.Rij{Naam: "Binnengekomen", Waarde: kanaalnamen[d.Kanaal] + map[verklaring.Soort]string{verklaring.Verlenging: ", verlenging van een verklaring", verklaring.Uitbreiding: ", uitbreiding van een verklaring"}[d.Soort]})
}

// vraagtToestemming reports that the zorgvrager must confirm: the room toestemming has a
// page about that below the dossier.
func (d Dossier) vraagtToestemming() bool {
	return d.Regels.Bevestiging != "" && d.Regels.Bevestiging != verklaring.BevestigingNiet
}

// heeft reports whether there are notities, or anything else that was said.
func heeft(d Dossier, notities bool) bool {
	return slices.ContainsFunc(d.Berichten, func(b verklaring.Bericht) bool { return (b.Soort == verklaring.SoortNotitie) == notities })
}

func wachtsoort(d Dossier, vandaag time.Time) string {
	if d.NietBeantwoord(vandaag) {
		return "warning"
	}
	return "info"
}

func wachttitel(ctx context.Context, d Dossier, vandaag time.Time) string {
	if d.NietBeantwoord(vandaag) {
		return "Niet beantwoord: antwoorden kon tot en met " + i18n.Datum(ctx, *d.AntwoordVoor)
	}
	return "Wacht op antwoord, tot en met " + i18n.Datum(ctx, *d.AntwoordVoor)
}

// collegakeuzen are those to whom an aanvraag can be handed, with who is away.
func collegakeuzen(ctx context.Context, cs []Collega, d Dossier) []web.Keuze {
	uit := []web.Keuze{{Naam: "Kies een collega"}}
	for _, c := range cs {
		if c.ID == d.BehandelaarID || c.ID == toegang.PersoonUit(ctx).ID {
			continue
		}
		naam := c.Naam
		if c.AfwezigTot != nil {
			naam += " (afwezig tot en met " + i18n.Datum(ctx, *c.AfwezigTot) + ")"
		}
		uit = append(uit, web.Keuze{Waarde: c.ID.String(), Naam: naam})
	}
	return uit
}

func vasthoudkeuzen(gekozen string) (uit []web.Keuze) {
	for _, r := range []string{"", "bezwaar", "inzage"} {
		uit = append(uit, web.Keuze{Waarde: r, Naam: vasthoudredenen[r], Gekozen: r == gekozen})
	}
	return uit
}

func padBrief(aanvraag, brief uuid.UUID) string {
	return padWerk(aanvraag, "brieven/"+brief.String()+".pdf")
}

// briefnaam is what a letter is about, in Dutch.
func briefnaam(ctx context.Context, s verklaring.Briefsoort) string {
	return i18n.Kies(i18n.MetTaal(ctx, i18n.Talen[0].Code), "brief.onderwerp.", string(s))
}

// poststand tells of a letter for the post whether it went.
func poststand(ctx context.Context, b verklaring.Verzonden) string {
	switch {
	case !b.PerPost:
		return ""
	case b.GepostOp == nil:
		return ", nog niet gepost"
	}
	return ", gepost op " + i18n.Datum(ctx, *b.GepostOp)
}
