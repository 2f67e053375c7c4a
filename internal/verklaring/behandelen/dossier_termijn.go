package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/termijn"
	"mantelpunt/internal/verklaring"
)

// termijnuitleg tells in sentences what made the last day to decide what it is: the
// regeling, the questions that let the term stand still, and an extension.
func termijnuitleg(ctx context.Context, d Dossier, vandaag time.Time) (uit []string) {
	ontvangen := verklaring.Dag(*d.IngediendOp)
	begin := ontvangen.AddDate(0, 0, 7*d.Regels.BeslisWeken)
	uit = append(uit, "Ontvangen op "+i18n.Datum(ctx, ontvangen)+". De regeling geeft "+aantal(d.Regels.BeslisWeken, "week", "weken")+": tot en met "+i18n.Datum(ctx, begin)+".")
	for _, b := range d.Berichten {
		if b.Soort == verklaring.SoortVraag && d.Regels.Opschorten {
			uit = append(uit, stilgestaan(ctx, b, vandaag))
		}
	}
	if d.VerlengdOp != nil {
		uit = append(uit, "Verlengd op "+i18n.Datum(ctx, *d.VerlengdOp)+", met een brief aan de aanvrager.")
	}
	if tot := *d.TermijnTot; d.OpgeschortOp == nil && !tot.Equal(*d.BeslisVoor) {
		uit = append(uit, "De termijn eindigt op "+i18n.Weekdag(ctx, tot.Weekday())+" "+i18n.Datum(ctx, tot)+". Dan werkt niemand, dus geldt de eerste werkdag daarna.")
	}
	if d.Status.Open() && !d.StaatStil(vandaag) {
		uit = append(uit, "Beslis uiterlijk op "+i18n.Datum(ctx, d.Uiterlijk(vandaag))+".")
	}
	return uit
}

// stilgestaan tells how long the term stood still for one vraag.
func stilgestaan(ctx context.Context, b verklaring.Bericht, vandaag time.Time) string {
	van := verklaring.Dag(b.Op)
	sinds := "Op " + i18n.Datum(ctx, van) + " stelde " + b.DoorNaam + " een vraag. "
	if b.BeantwoordOp == nil && !vandaag.After(*b.Uiterlijk) {
		return sinds + "Sindsdien staat de termijn stil, hoogstens tot en met " + i18n.Datum(ctx, *b.Uiterlijk) + "."
	}
	tot := *b.Uiterlijk
	if b.BeantwoordOp != nil {
		tot = verklaring.Dag(*b.BeantwoordOp)
	}
	if tot.After(*b.Uiterlijk) {
		tot = *b.Uiterlijk
	}
	return sinds + "De termijn stond stil tot " + i18n.Datum(ctx, tot) + ": " + aantal(max(0, termijn.Dagen(van, tot)), "dag", "dagen") + "."
}

// antwoordBij is what is known about a criterium, as a sentence; "" when the criterium
// and its judgement say it all.
func antwoordBij(ctx context.Context, c verklaring.Criterium, d Dossier) string {
	a := d.Antwoorden
	jaNee := map[string]string{"ja": "ja", "nee": "nee", "": "niet ingevuld"}
	switch c.Code {
	case "uren":
		if a.Uren == 0 {
			return "Niet ingevuld."
		}
		return "Antwoord: " + aantal(a.Uren, "uur", "uur") + "."
	case "duur":
		if a.Sinds.IsZero() {
			return "Niet ingevuld."
		}
		return "Antwoord: sinds " + i18n.Maand(ctx, a.Sinds) + "."
	case "woont":
		return "Antwoord: mantelzorger " + jaNee[a.WoontHier] + ", naaste " + jaNee[a.NaasteWoontHier] + "."
	case "toestemming":
		return map[string]string{"": "Nog niet gevraagd.", "gevraagd": "Gevraagd, nog geen antwoord.", "vervallen": "Gevraagd, geen antwoord gekregen.", "nee": "De naaste bevestigt het niet."}[d.Stand.Toestemming]
	}
	return ""
}
