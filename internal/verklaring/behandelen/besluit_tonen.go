package behandelen

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"
)

// oordeelformulier is what a colleague says of a proposal.
type oordeelformulier struct {
	Knop, Woorden string
	Fouten        web.Fouten
	Melding       string // why nothing happened
}

// controleer demands words of who gives a proposal back.
func (f *oordeelformulier) controleer() bool {
	switch f.Woorden = strings.TrimSpace(f.Woorden); {
	case f.Woorden == "":
		f.Fouten.Voeg("woorden", "Schrijf op waarom u het voorstel teruggeeft.")
	case utf8.RuneCountInString(f.Woorden) > maxWoorden:
		f.Fouten.Voeg("woorden", "Gebruik hoogstens 2000 tekens.")
	}
	return len(f.Fouten) == 0
}

// opletten are sentences for who is about to send something that the answers do not
// bear out by themselves.
func (f besluitformulier) opletten(t verklaring.Toets) (uit []string) {
	switch f.Soort {
	case verklaring.BriefVerleend:
		if !t.Compleet {
			uit = append(uit, "Volgens de antwoorden voldoet deze aanvraag niet aan alle voorwaarden. U kunt toch verlenen.")
		}
	case verklaring.BriefAfgewezen:
		for _, c := range t.Criteria {
			if slices.Contains(f.Redenen, c.Code) && c.Oordeel == verklaring.Voldaan {
				uit = append(uit, "U kiest een voorwaarde waaraan de aanvraag volgens de antwoorden wél voldoet. Leg in de brief uit waarom u anders oordeelt.")
				break
			}
		}
	}
	return uit
}

// doelkeuzen are the purposes of the regeling, each with how long it would hold.
func doelkeuzen(ctx context.Context, r verklaring.Regels, f besluitformulier, vandaag time.Time) []web.Keuze {
	van, ok := f.GeldigVan.Tijd()
	if !ok {
		van = vandaag
	}
	k := verklaring.Keuzen(ctx, "doel", r.Doelcodes(), f.Doelen)
	for i, d := range r.Doelen {
		k[i].Uitleg = fmt.Sprintf("%s: tot en met %s.", maanden(d.Maanden), i18n.Datum(ctx, r.Toekennen([]string{d.Code}, van)[0].Tot))
	}
	return k
}

func maanden(n int) string {
	switch {
	case n == 1:
		return "1 maand"
	case n%12 == 0:
		return fmt.Sprintf("%d jaar", n/12)
	}
	return fmt.Sprintf("%d maanden", n)
}

// taalkeuzen are the second languages of a document.
func taalkeuzen(gekozen string) []web.Keuze {
	uit := []web.Keuze{{Naam: "Alleen Nederlands", Gekozen: gekozen == ""}}
	for _, t := range i18n.Talen[1:] {
		uit = append(uit, web.Keuze{Waarde: t.Code, Naam: "Nederlands en " + t.Naam, Gekozen: t.Code == gekozen})
	}
	return uit
}

func gekozen(k []web.Keuze, codes ...string) []web.Keuze {
	k = slices.Clone(k)
	for i := range k {
		k[i].Gekozen = slices.Contains(codes, k[i].Waarde)
	}
	return k
}

// doelen says for what a verklaring is, each until when.
func doelen(ctx context.Context, v verklaring.Verklaring) (uit []string) {
	for _, d := range v.Doelen {
		uit = append(uit, verklaring.DoelNaam(ctx, d.Code)+", tot en met "+i18n.Datum(ctx, d.Tot))
	}
	return uit
}

// verklaringrijen is a verklaring in words.
func verklaringrijen(ctx context.Context, v verklaring.Verklaring) []web.Rij {
	rijen := []web.Rij{{Naam: "Kenmerk", Waarde: v.Kenmerk}, {Naam: "Naam", Waarde: v.Naam}, {Naam: "Geboren", Waarde: i18n.Datum(ctx, v.Geboortedatum)},
		{Naam: "Waarvoor", Waarde: strings.Join(doelen(ctx, v), "\n")}, {Naam: "Geldig vanaf", Waarde: i18n.Datum(ctx, v.GeldigVan)}}
	if t, ok := i18n.Zoek(v.Taal); ok {
		rijen = append(rijen, web.Rij{Naam: "Tweede taal", Waarde: t.Naam})
	}
	if v.IngetrokkenOp != nil {
		rijen = append(rijen, web.Rij{Naam: "Ingetrokken", Waarde: i18n.DatumTijd(ctx, *v.IngetrokkenOp) + "\n" + redennaam(v.Reden)})
	}
	return rijen
}

func redennaam(r verklaring.Reden) string {
	if r == verklaring.RedenVervangen {
		return "Vervangen door een nieuwe"
	}
	for _, k := range redenen {
		if k.Waarde == string(r) {
			return k.Naam
		}
	}
	return ""
}

// verloop says what became of a proposal.
func (v Voorstel) verloop(ctx context.Context) string {
	switch v.Oordeel {
	case "akkoord":
		return v.OordeelNaam + " ging akkoord op " + i18n.DatumTijd(ctx, *v.OordeelOp) + "."
	case "terug":
		if v.Toelichting == "" {
			return v.OordeelNaam + " nam het terug op " + i18n.DatumTijd(ctx, *v.OordeelOp) + "."
		}
		return v.OordeelNaam + " gaf het terug op " + i18n.DatumTijd(ctx, *v.OordeelOp) + ": " + v.Toelichting
	}
	return "Nog niet bekeken."
}

// voorstelrijen is a proposal in words.
func voorstelrijen(ctx context.Context, v Voorstel) []web.Rij {
	rijen := []web.Rij{{Naam: "Wat", Waarde: soortVan(v.Handeling.Soort).Titel}, {Naam: "Door", Waarde: v.DoorNaam}, {Naam: "Op", Waarde: i18n.DatumTijd(ctx, v.Op)}}
	if v.Handeling.Reden != "" {
		rijen = append(rijen, web.Rij{Naam: "Reden", Waarde: redennaam(v.Handeling.Reden)})
	}
	if v.Handeling.Motivering != "" {
		rijen = append(rijen, web.Rij{Naam: "Waarom", Waarde: v.Handeling.Motivering})
	}
	return rijen
}

// briefrijen is the table of a letter.
func briefrijen(d opmaak.Deel) (uit []web.Rij) {
	for _, r := range d.Rijen {
		uit = append(uit, web.Rij{Naam: r[0], Waarde: r[1]})
	}
	return uit
}
