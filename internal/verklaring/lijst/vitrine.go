package lijst

import (
	"context"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Vitrine gives the pages in every state.
func Vitrine(context.Context) []web.Voorbeeld {
	op := voorbeeld.Dag.Add(9 * time.Hour)
	l := Lijst{ID: uuid.UUID{15: 9}, Naam: "mantelzorgers-november.csv", DoorNaam: "Carla Bakker", Op: op, Status: Voorbeeld, Regels: 120, Fout: 3}
	rijen := []Regel{
		{Nr: 2, Rij: Rij{Naam: "Ans de Wit", Geboortedatum: "03-03-1950", Email: "ans@voorbeeld.example", Doelen: "parkeren+werkgever"}},
		{Nr: 3, Rij: Rij{Naam: "Bep Bos", Geboortedatum: "1962-11-30", Adres: "Dorpsstraat 1, 7991 AB Veldwaarde", Doelen: "waardering"}},
		{Nr: 4, Rij: Rij{Naam: web.LangWoord, Geboortedatum: "31-02-1970", Email: "geen adres", Doelen: "fietsen"}, Fout: verklaring.Werkzin("datum.bestaatniet") + " Het e-mailadres klopt niet."},
		{Nr: 5, Rij: Rij{Naam: "Ans de Wit", Geboortedatum: "03-03-1950", Email: "ans2@voorbeeld.example", Doelen: "parkeren"}, Fout: "Deze mantelzorger staat ook op regel 2."},
	}
	met := func(s Status, wijzig func(*lijstpagina)) lijstpagina {
		v := lijstpagina{Lijst: l, Rijen: rijen, Meer: true, Mag: true}
		v.Status = s
		if s != Voorbeeld {
			v.BevestigdNaam, v.BevestigdOp, v.Verleend = "Samir el Amrani", &op, 40
		}
		if wijzig != nil {
			wijzig(&v)
		}
		return v
	}
	klaar := met(Klaar, func(v *lijstpagina) {
		v.Verleend = v.Regels - v.Fout
		v.Rijen = append([]Regel{{Nr: 2, AanvraagID: uuid.UUID{15: 42}, Kenmerk: "MV-2026-00042"}}, rijen[2:]...)
	})
	bezig := met(Bezig, nil)
	lijsten := []Lijst{bezig.Lijst, l, met(Gestopt, nil).Lijst, klaar.Lijst}
	return []web.Voorbeeld{
		{Naam: "Lijsten", Pagina: overzicht(lijstenpagina{Lijsten: lijsten, Meer: true}, verklaring.StandaardRegels())},
		{Naam: "Lijsten, nog geen", Pagina: overzicht(lijstenpagina{}, verklaring.StandaardRegels())},
		{Naam: "Lijsten met een fout", Pagina: overzicht(lijstenpagina{Fouten: web.Fouten{{Veld: "bestand", Tekst: "De kolom “geboortedatum” ontbreekt."}}}, verklaring.StandaardRegels())},
		{Naam: "Lijsten, oudere", Pagina: overzicht(lijstenpagina{Lijsten: lijsten[2:], Na: l.ID}, verklaring.StandaardRegels())},
		{Naam: "Lijst om na te kijken", Pagina: pagina(met(Voorbeeld, nil))},
		{Naam: "Lijst met alleen de fouten", Pagina: pagina(met(Voorbeeld, func(v *lijstpagina) { v.AlleenFout, v.Meer, v.Rijen = true, false, rijen[2:] }))},
		{Naam: "Lijst, volgende bladzijde", Pagina: pagina(met(Voorbeeld, func(v *lijstpagina) { v.Na = 1 }))},
		{Naam: "Lijst, na de laatste regel", Pagina: pagina(met(Voorbeeld, func(v *lijstpagina) { v.Na, v.Meer, v.Rijen = 121, false, nil }))},
		{Naam: "Lijst zonder vinkje", Pagina: pagina(met(Voorbeeld, func(v *lijstpagina) {
			v.Fouten = web.Fouten{{Veld: "akkoord", Tekst: "Kruis aan dat het steunpunt deze mantelzorgers kent en dat zij het goed vinden."}}
		}))},
		{Naam: "Lijst met vier ogen", Pagina: pagina(met(Voorbeeld, func(v *lijstpagina) { v.Mag = false }))},
		{Naam: "Lijst zonder goede regels", Pagina: pagina(met(Voorbeeld, func(v *lijstpagina) { v.Fout, v.Rijen = v.Regels, rijen[2:] }))},
		{Naam: "Lijst is bezig", Pagina: bezigpagina(bezig)},
		{Naam: "Lijst is bezig en staat stil", Pagina: bezigpagina(met(Bezig, func(v *lijstpagina) { v.Stil = true }))},
		{Naam: "Lijst gestopt", Pagina: pagina(met(Gestopt, func(v *lijstpagina) {
			v.Melding = "Er is niets verleend: een andere lijst is nog bezig. Wacht tot die klaar is."
		}))},
		{Naam: "Lijst klaar", Pagina: pagina(klaar)},
	}
}
