package privacy

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/web"

	"github.com/google/uuid"
)

var vitrinetijd = time.Date(2026, 11, 22, 13, 3, 0, 0, time.UTC)

// vitrineverklaringen stands in for the feature that knows the answers in words.
type vitrineverklaringen struct{ Verklaringen }

func (vitrineverklaringen) Leesbaar(_ context.Context, b []byte) ([]web.Rij, error) {
	return []web.Rij{{Naam: "Uw naam", Waarde: string(b[1 : len(b)-1])}, {Naam: "Hoeveel uur zorgt u ongeveer in een week?", Waarde: "14"}}, nil
}

// vitrineEigen is everything about somebody with an aanvraag in each of these statuses.
func vitrineEigen(naam string, statussen ...string) Eigen {
	e := Eigen{}
	for _, t := range gegevens.Register {
		if t.VanBurger != "" {
			e.Delen = append(e.Delen, Deel{Tabel: t})
		}
	}
	voeg := func(tabel string, r Rij) {
		for i := range e.Delen {
			if e.Delen[i].Tabel.Naam == tabel {
				r.ID = uuid.NewSHA1(uuid.Nil, []byte(tabel+strconv.Itoa(len(e.Delen[i].Rijen)))).String()
				e.Delen[i].Rijen = append(e.Delen[i].Rijen, r)
			}
		}
	}
	over := vitrinetijd.AddDate(1, 0, 0)
	voeg("burger", Rij{Waarden: map[string]any{"email": "f.vandenberg@post.example", "aangemaakt_op": vitrinetijd.AddDate(0, -2, 0), "gebruikt_op": vitrinetijd}})
	for i, s := range statussen {
		r := Rij{Waarden: map[string]any{"status": s, "naam": naam, "antwoorden": json.RawMessage(`"` + naam + `"`), "aangemaakt_op": vitrinetijd.AddDate(0, -2, i)}}
		if s != "concept" {
			r.Waarden["kenmerk"], r.Waarden["ingediend_op"], r.Waarden["beslis_voor"] = "MV-2026-00042", vitrinetijd, dag{over}
		}
		if s != "ingediend" {
			r.Gaat = &over
		}
		voeg("aanvraag", r)
		voeg("aanvraag_gebeurtenis", Rij{Waarden: map[string]any{"op": vitrinetijd, "van": "concept", "naar": "ingediend", "door_soort": "burger"}})
		if s == "verleend" {
			voeg("verklaring", Rij{Waarden: map[string]any{"kenmerk": "MV-2026-00042", "code": "K7MW4T9PXQ2H", "naam": naam, "geboortedatum": dag{time.Date(1971, 3, 3, 0, 0, 0, 0, time.UTC)},
				"doelen": []string{"werkgever", "parkeren"}, "geldig_van": dag{vitrinetijd}, "geldig_tot": dag{over}, "document": []byte("%PDF")}})
			voeg("controle", Rij{Waarden: map[string]any{"op": vitrinetijd, "uitkomst": "geldig"}})
			e.Geopend = []Inzage{{vitrinetijd, "aanvraag verleend", 1}, {vitrinetijd.AddDate(0, 0, -1), "dossier gelezen", 2}, {vitrinetijd.AddDate(0, 0, -2), "dossier gelezen", 1}, {vitrinetijd.AddDate(0, 0, -2), "iets nieuws", 1}}
		}
	}
	voeg("inlogcode", Rij{Waarden: map[string]any{"email": "f.vandenberg@post.example", "aangemaakt_op": vitrinetijd, "verloopt_op": vitrinetijd.Add(10 * time.Minute), "pogingen": 1}})
	for range max(1, len(statussen)) {
		voeg("sessie", Rij{Waarden: map[string]any{"aangemaakt_op": vitrinetijd, "gebruikt_op": vitrinetijd, "verloopt_op": vitrinetijd.Add(8 * time.Hour)}})
	}
	return e
}

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	voeg := func(naam string, e Eigen) {
		delen, err := Handler{Verklaringen: vitrineverklaringen{}}.leesbaar(ctx, e)
		if err != nil {
			panic(err) // the sample itself is wrong
		}
		deze := e.Rijen("sessie")[0].ID
		uit = append(uit, web.Voorbeeld{Naam: "Mijn gegevens " + naam, Pagina: web.AlsBurger(mijnpagina(e, delen, deze))})
		if naam == "met alles" {
			uit = append(uit, web.Voorbeeld{Naam: "Kopie van mijn gegevens", Pagina: kopiepagina("Veldwaarde", e, delen, vitrinetijd)})
		}
	}
	var openbaar []gegevens.Verwerking
	for _, v := range gegevens.Verwerkingen {
		if v.Openbaar {
			openbaar = append(openbaar, v)
		}
	}
	uit = append(uit,
		web.Voorbeeld{Naam: "Privacy", Pagina: privacypagina(inRegels(ctx, openbaar, gegevens.Regels), "kaart.voorbeeld.example")},
		web.Voorbeeld{Naam: "Privacy bij een nieuwe gemeente", Pagina: web.ZonderContact(privacypagina(inRegels(ctx, openbaar, gegevens.Regels), ""))})
	voeg("van wie nog niets vroeg", vitrineEigen("Fatima van der Berg"))
	voeg("met een begonnen aanvraag", vitrineEigen("Fatima van der Berg", "concept"))
	voeg("met alles", vitrineEigen("Fatima van der Berg", "verleend", "ingediend", "ingetrokken", "afgewezen"))
	vast := vitrineEigen("Fatima van der Berg", "afgewezen")
	for _, d := range vast.Delen {
		if d.Tabel.Naam == "aanvraag" {
			d.Rijen[0].Gaat, d.Rijen[0].Waarden["vasthouden"] = nil, "bezwaar"
		}
	}
	voeg("met een bezwaar dat loopt", vast)
	voeg("met lange woorden", vitrineEigen(web.LangWoord, "verleend"))
	return append(append(uit, vitrinewissen()...), vitrinebeheer(ctx)...)
}

func vitrinewissen() []web.Voorbeeld {
	tot := vitrinetijd.AddDate(1, 0, 0)
	burger := func(naam string, w Wisplan) web.Voorbeeld {
		return web.Voorbeeld{Naam: naam, Pagina: web.AlsBurger(wispagina(w))}
	}
	return []web.Voorbeeld{
		burger("Alles verwijderen", Wisplan{}),
		burger("Verwijderen met een begonnen aanvraag", Wisplan{Concepten: []uuid.UUID{uuid.Nil}}),
		burger("Verwijderen wat weg kan", Wisplan{Concepten: []uuid.UUID{uuid.Nil}, Blijft: []Blijft{
			{"MV-2026-00042", "open", nil}, {"MV-2026-00041", "verleend", &tot}, {"MV-2026-00040", "afgewezen", &tot}, {"MV-2026-00039", "afgebroken", &tot}, {"MV-2026-00038", "vast", nil}}}),
		{Naam: "Verwijderd", Pagina: gewistpagina()},
		{Naam: "Een aanvraag intrekken", Pagina: web.AlsBurger(intrekpagina(intrekking{"aanvraag", uuid.Nil, "MV-2026-00042", "42 dagen"}))},
		{Naam: "Een verklaring intrekken", Pagina: web.AlsBurger(intrekpagina(intrekking{"verklaring", uuid.Nil, "MV-2026-00042", "1 jaar"}))},
	}
}

func vitrinebeheer(ctx context.Context) []web.Voorbeeld {
	var vol, leeg []Overzicht
	eerst := vitrinetijd.AddDate(0, 0, 3)
	for i, r := range gegevens.Regels {
		leeg = append(leeg, Overzicht{Regel: r})
		o := Overzicht{Regel: r, Stand: gegevens.Stand{Nu: 12 * i}}
		if i%3 > 0 {
			o.Eerst, o.Straks = &eerst, i%3-1
		}
		vol = append(vol, o)
	}
	gedraaid := Termijnen{vol, vitrinetijd, []Opgeruimd{{"afgewezen", 2, vitrinetijd}, {"inlogcode", 31, vitrinetijd.Add(-time.Hour)}}}
	proef := []Proef{{"verleend", []gegevens.Telling{{Tabel: "aanvraag", Aantal: 3}, {Tabel: "verklaring", Aantal: 4}, {Tabel: "aanvraag_gebeurtenis", Aantal: 11}}}, {"inlogcode", []gegevens.Telling{{Tabel: "inlogcode", Aantal: 12}}}}
	termijnen := func(naam string, b termijnenblad) web.Voorbeeld {
		b.Nu = vitrinetijd
		return web.Voorbeeld{Naam: "Bewaartermijnen" + naam, Pagina: web.AlsMedewerker(termijnenpagina(b))}
	}
	return []web.Voorbeeld{
		termijnen("", termijnenblad{Termijnen: gedraaid}),
		termijnen(" na proefdraaien", termijnenblad{Termijnen: gedraaid, Gedraaid: true, Proef: proef}),
		termijnen(" na proefdraaien, niets", termijnenblad{Termijnen: gedraaid, Gedraaid: true}),
		termijnen(" van een nieuwe gemeente", termijnenblad{Termijnen: Termijnen{Overzicht: leeg}}),
		{Naam: "Verwerkingsregister", Pagina: web.AlsMedewerker(registerpagina(inRegels(inHetNederlands(ctx), gegevens.Verwerkingen, gegevens.Regels)))},
	}
}
