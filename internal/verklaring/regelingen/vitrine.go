package regelingen

import (
	"context"
	"net/url"
	"strings"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/google/uuid"
)

// eigenRegels are rules in which everything is asked that can be.
func eigenRegels() verklaring.Regels {
	r := verklaring.StandaardRegels()
	r.UrenPerWeek, r.Weken, r.Beide, r.Woont, r.BeslisWeken = 4, 5, false, verklaring.WoontZorgvrager, 1
	r.Bewijs, r.Bevestiging, r.VierOgen, r.AntwoordDagen = verklaring.AlleBewijs, verklaring.BevestigingLink, true, 14
	r.Doelen = []verklaring.Doel{{Code: "parkeren", Maanden: 24}, {Code: "werkgever", Maanden: 12}, {Code: "waardering", Maanden: 12}, {Code: "school", Maanden: 1}}
	r.Bewaren.Bron = "Selectielijst gemeenten 2020, categorieën 9.1.1, 9.2 en 8.4.1"
	r.Teksten = verklaring.Teksten{Uitleg: "Heeft u een strippenkaart voor de bus naar uw naaste nodig?\nVraag ernaar bij het steunpunt.\n\nOp zaterdag is er mantelzorgcafé.", Brief: "Het steunpunt helpt u graag."}
	r.Briefhoofd = verklaring.Briefhoofd{Afzender: []string{"Team Mantelzorg", "Postbus 1", "7990 AA Veldwaarde"}, Ondertekenaar: "J. de Boer", Functie: "teammanager", Bezwaar: []string{"Commissie bezwaarschriften", "Postbus 2", "7990 AA Veldwaarde"}}
	return r
}

// directeRegels give a verklaring at once, without a besluit.
func directeRegels() verklaring.Regels {
	r := verklaring.StandaardRegels()
	r.UrenPerWeek, r.Weken, r.Modus, r.Besluit, r.VerlengWeken, r.Opschorten = 0, 0, verklaring.Direct, false, 0, false
	r.Doelen = r.Doelen[:1]
	return r
}

// voorbeeldversies are versions in every state.
func voorbeeldversies() []versie {
	var rs []verklaring.Regeling
	for i, x := range []struct {
		nr     int
		dagen  int
		door   string
		regels verklaring.Regels
	}{{5, 50, "Bea de Beheerder", directeRegels()}, {4, 20, web.LangWoord, eigenRegels()}, {3, 20, "Bea de Beheerder", directeRegels()}, {2, -300, "Bea de Beheerder", eigenRegels()}, {1, -4000, "", verklaring.StandaardRegels()}} {
		rs = append(rs, verklaring.Regeling{ID: uuid.UUID{15: byte(i + 1)}, Nr: x.nr, GeldigVanaf: voorbeeld.Dag.AddDate(0, 0, x.dagen), Regels: x.regels, DoorNaam: x.door, AangemaaktOp: voorbeeld.Dag.AddDate(0, 0, min(x.dagen, 0)-10)})
	}
	return inVolgorde(rs, map[uuid.UUID][2]int{rs[3].ID: {12, 40}, rs[4].ID: {1, 230}}, voorbeeld.Dag)
}

// Vitrine gives the pages of this room in every state.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	uit := []web.Voorbeeld{
		{Naam: "Uitleg", Pagina: uitlegpagina(verklaring.StandaardRegels())},
		{Naam: "Uitleg met andere regels", Pagina: uitlegpagina(eigenRegels())},
		{Naam: "Uitleg bij meteen verlenen", Pagina: uitlegpagina(directeRegels())},
		{Naam: "Uitleg bij een nieuwe gemeente", Pagina: web.ZonderContact(uitlegpagina(verklaring.StandaardRegels()))},
	}
	beheer := func(naam string, pagina templ.Component) {
		uit = append(uit, web.Voorbeeld{Naam: "Regels: " + naam, Pagina: web.AlsMedewerker(pagina)})
	}
	vs := voorbeeldversies()
	beheer("versies", overzichtpagina(vs))
	beheer("eerste versie", overzichtpagina(vs[4:]))
	beheer("versie die komt", versiepagina(vs[0]))
	beheer("versie die geldt", versiepagina(vs[3]))
	beheer("versie zonder voorganger", versiepagina(vs[4]))
	beheer("versie verwijderen", verwijderpagina(vs[0]))
	beheer("versie die niet weg kan", verwijderpagina(vs[3]))

	goed, vanaf := vanafVeld(vul(eigenRegels()), voorbeeld.Dag), voorbeeld.Dag
	beheer("nieuwe versie", nieuwpagina(blad{V: goed, Basis: 5}))
	beheer("iemand was eerder", nieuwpagina(blad{V: goed, Basis: 6, Eerder: "Intussen is versie 6 bewaard, door Bea de Beheerder. Die geldt vanaf 1 januari 2027."}))
	r := eigenRegels()
	beheer("voorbeeld", nieuwpagina(blad{V: goed, Vanaf: vanaf, Voorbeeld: &r, Verschil: r.Verschillen(ctx, verklaring.StandaardRegels())}))
	beheer("voorbeeld zonder verschil", nieuwpagina(blad{V: goed, Vanaf: vanaf, Voorbeeld: &r}))
	fout := foutingevuld()
	_, _, fouten := lees(fout, voorbeeld.Dag)
	beheer("fout ingevuld", nieuwpagina(blad{V: fout, Fouten: fouten}))
	_, _, fouten = lees(url.Values{}, voorbeeld.Dag)
	beheer("niets ingevuld", nieuwpagina(blad{V: url.Values{}, Fouten: fouten}))
	return uit
}

// foutingevuld has a mistake in every field that can have one.
func foutingevuld() url.Values {
	v := vanafVeld(vul(eigenRegels()), time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC))
	for veld, w := range map[string]string{"woont": "maan", "uren": "200", "weken": "drie", "beide": "", "bevestiging": "", maandenveld("parkeren"): "0", plaatsveld("uwv"): "x", "modus": "direct",
		"beslis_weken": "9", "verleng_weken": "99", "antwoord_dagen": "1", "verleend_maanden": "0", "afgewezen_maanden": "1", "afgebroken_dagen": "10", "bron": "", "uitleg": strings.Repeat(web.LangWoord+" ", 40),
		"afzender": strings.Repeat("regel\n", 7), "bezwaar": "", "ondertekenaar": strings.Repeat("x", 81)} {
		v.Set(veld, w)
	}
	return v
}
