package behandelen

import (
	"context"
	"strings"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// besluitVitrine gives the pages about a decision in every state.
func besluitVitrine(ctx context.Context) (uit []web.Voorbeeld) {
	ctx = toegang.MetGemeente(ctx, toegang.Gemeente{Naam: "Veldwaarde", URL: "https://mantelpunt.veldwaarde.example"})
	voeg := func(naam string, p web.Voorbeeld) {
		p.Naam = naam
		uit = append(uit, p)
	}
	pagina := func(d Dossier, f besluitformulier) web.Voorbeeld {
		t := d.Regels.Toets(ctx, d.Antwoorden, d.Stand, voorbeeld.Dag)
		return web.Voorbeeld{Pagina: web.AlsMedewerker(besluitpagina(d, t, f, voorbeeld.Dag))}
	}
	begin := func(d Dossier, s besluitsoort) besluitformulier {
		return s.begin(d, d.Regels.Toets(ctx, d.Antwoorden, d.Stand, voorbeeld.Dag), voorbeeld.Dag)
	}
	for _, s := range besluitsoorten {
		d := vitrinedossier(s)
		f := begin(d, s)
		naam := strings.ToLower(s.Titel)
		voeg("Besluit "+naam, pagina(d, f))
		leeg := s.lees(nil)
		leeg.GeldigVan = web.Datum{Dag: "31", Maand: "2", Jaar: "2026"}
		leeg.handeling(ctx, d, voorbeeld.Dag)
		voeg("Besluit "+naam+" met fouten", pagina(d, leeg))

		f.Woordentekst, f.Reden, f.Redenen = vitrinewoorden, string(verklaring.RedenGestopt), []string{"uren"}
		h := f.handeling(ctx, d, voorbeeld.Dag)
		p := vitrineproef(ctx, d, h)
		voeg("Voorbeeld "+naam, web.Voorbeeld{Pagina: web.AlsMedewerker(voorproefpagina(d, f, p, f.opletten(d.Regels.Toets(ctx, d.Antwoorden, d.Stand, voorbeeld.Dag))))})
		d.Regels.VierOgen = true
		voeg("Besluit "+naam+" met vier ogen", pagina(d, begin(d, s)))
		voeg("Voorbeeld "+naam+" met vier ogen", web.Voorbeeld{Pagina: web.AlsMedewerker(voorproefpagina(d, f, p, nil))})
		v := Voorstel{ID: uuid.UUID{15: 9}, Handeling: h, DoorID: uuid.UUID{15: 3}, DoorNaam: "Carla Bakker", Op: voorbeeld.Dag.Add(9 * time.Hour)}
		d.Voorstellen = []Voorstel{v}
		voeg("Voorstel "+naam, web.Voorbeeld{Pagina: web.AlsMedewerker(voorstelpagina(d, v, p, oordeelformulier{}))})
		v.DoorID = uuid.Nil // the person who looks at the vitrine
		voeg("Voorstel "+naam+" van uzelf", web.Voorbeeld{Pagina: web.AlsMedewerker(voorstelpagina(d, v, p, oordeelformulier{}))})
	}
	s := besluitsoorten[1]
	d := vitrinedossier(s)
	f := begin(d, s)
	f.Woordentekst, f.Melding = vitrinewoorden, "Er is niets veranderd: Samir el Amrani was u voor."
	d.Status = verklaring.Afgewezen
	voeg("Besluit te laat", pagina(d, f))
	d = vitrinedossier(besluitsoorten[2])
	f = begin(d, besluitsoorten[2])
	f.Melding = "De aanvrager kan uw vraag nog tot en met 26 november 2026 beantwoorden. Daarna kunt u de aanvraag buiten behandeling laten (artikel 4:5 Awb)."
	voeg("Besluit kan nog niet", pagina(d, f))
	lang := vitrinedossier(besluitsoorten[0])
	lang.Antwoorden = voorbeeld.LangeAntwoorden()
	f = begin(lang, besluitsoorten[0])
	f.Woordentekst = strings.Repeat(web.LangWoord+" ", 4)
	voeg("Besluit met lange woorden", pagina(lang, f))
	voeg("Voorbeeld met lange woorden", web.Voorbeeld{Pagina: web.AlsMedewerker(voorproefpagina(lang, f, vitrineproef(ctx, lang, f.handeling(ctx, lang, voorbeeld.Dag)), []string{"Volgens de antwoorden voldoet deze aanvraag niet aan alle voorwaarden. U kunt toch verlenen."}))})
	terug := oordeelformulier{}
	terug.controleer()
	v := Voorstel{ID: uuid.UUID{15: 9}, Handeling: Handeling{Soort: verklaring.BriefAfgewezen, Redenen: []string{"uren"}, Woorden: vitrinewoorden, Motivering: "Ik sprak de aanvrager hierover."}, DoorID: uuid.UUID{15: 3}, DoorNaam: "Carla Bakker", Op: voorbeeld.Dag}
	voeg("Voorstel teruggeven zonder woorden", web.Voorbeeld{Pagina: web.AlsMedewerker(voorstelpagina(d, v, vitrineproef(ctx, d, v.Handeling), terug))})
	voeg("Voorstel dat niet meer wacht", web.Voorbeeld{Pagina: web.AlsMedewerker(voorstelpagina(d, Voorstel{}, Voorproef{}, oordeelformulier{Melding: "Er is niets veranderd: Samir el Amrani was u voor."}))})
	return uit
}

const vitrinewoorden = "Wij spraken u hierover op 10 november. U zorgt een paar uur in de week."

// vitrinedossier is one on which this can be decided.
func vitrinedossier(s besluitsoort) Dossier {
	if !(Handeling{Soort: s.Soort}).OpVerklaring() {
		return Dossier{Aanvraag: voorbeeld.Aanvraag(verklaring.InBehandeling)}
	}
	return Dossier{Aanvraag: voorbeeld.Aanvraag(verklaring.Verleend), Verklaringen: []verklaring.Verklaring{voorbeeld.Verklaring(verklaring.Geldig)}}
}

// vitrineproef is a preview without its PDFs.
func vitrineproef(ctx context.Context, d Dossier, h Handeling) Voorproef {
	p := Voorproef{Brief: []byte("%PDF")}
	if h.Soort == verklaring.BriefVerleend || h.OpVerklaring() {
		v := voorbeeld.Verklaring(verklaring.Geldig)
		p.Verklaring, p.Document = &v, []byte("%PDF")
	}
	p.Inhoud = verklaring.Briefinhoud(ctx, d.Aanvraag, h.brief(d.Aanvraag, p.Verklaring), voorbeeld.Dag)
	return p
}
