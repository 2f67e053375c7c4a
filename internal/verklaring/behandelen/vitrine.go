package behandelen

import (
	"context"
	"fmt"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Vitrine gives the worklist, the dossiers and what is done with them in every state.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	uit = append(uit, lijstVitrine()...)
	uit = append(uit, dossierVitrine(ctx)...)
	uit = append(uit, werkVitrine(ctx)...)
	uit = append(uit, antwoordVitrine()...)
	return append(uit, besluitVitrine(ctx)...)
}

var (
	carla  = Collega{ID: uuid.UUID{15: 3}, Naam: "Carla Bakker", Open: 12}
	samir  = Collega{ID: uuid.UUID{15: 4}, Naam: "Samir el Amrani", Open: 5, AfwezigTot: later(9)}
	nieuwe = Collega{ID: uuid.UUID{15: 5}, Naam: "Bo Visser"}
)

// later is a day after the one on which the samples are looked at.
func later(dagen int) *time.Time {
	t := voorbeeld.Dag.AddDate(0, 0, dagen)
	return &t
}

func voorbeeldregels() (open, klaar, vol []Regel) {
	statussen := []verklaring.Status{verklaring.Ingediend, verklaring.InBehandeling, verklaring.WachtOpAanvrager, verklaring.Voorgesteld}
	for i, dagen := range []int{-9, -1, 0, 1, 14, 36, 20, 5} {
		a := voorbeeld.Aanvraag(statussen[i%4])
		a.BeslisVoor, a.Kenmerk, a.Kanaal = later(dagen), fmt.Sprintf("MV-2026-%05d", 42+i), kanalen[i%len(kanalen)]
		open = append(open, Regel{Aanvraag: a, Nieuw: i % 3})
	}
	open[1].Behandelaar, open[1].BehandelaarID = samir.Naam, samir.ID
	open[3].Antwoorden.Naam = web.LangWoord
	open[6].AntwoordVoor = later(-1)
	for _, s := range klaarStatus {
		klaar = append(klaar, Regel{Aanvraag: voorbeeld.Aanvraag(s)})
	}
	for len(vol) < verklaring.PerPagina {
		vol = append(vol, open[len(vol)%len(open)])
	}
	return open, klaar, vol
}

func lijstVitrine() (uit []web.Voorbeeld) {
	open, klaar, vol := voorbeeldregels()
	plek, verder := Plek{*later(0), uuid.UUID{15: 41}}, Plek{*later(20), uuid.UUID{15: 42}}
	lijst := func(naam string, s Selectie, rs []Regel, verder Plek, f afwezigformulier) {
		w := Werklijst{Selectie: s, Regels: rs, Verder: verder, Aantal: map[Lijst]int{Openstaand: 120, Mijn: 12, Vrij: 4, Controleren: 1}, TePosten: len(rs) % 3, Collegas: []Collega{nieuwe, carla, samir}}
		uit = append(uit, web.Voorbeeld{Naam: "Werklijst " + naam, Pagina: web.AlsMedewerker(werklijstpagina(w, f, voorbeeld.Dag))})
	}
	geen := afwezigformulier{}
	lijst("", Selectie{Lijst: Openstaand}, open, Plek{}, geen)
	lijst("met één aanvraag", Selectie{Lijst: Mijn}, open[1:2], Plek{}, geen)
	lijst("met bladzijden", Selectie{Lijst: Openstaand}, vol, verder, geen)
	lijst("midden in de bladzijden", Selectie{Lijst: Openstaand, Na: plek}, vol, verder, geen)
	lijst("laatste bladzijde", Selectie{Lijst: Openstaand, Kanaal: verklaring.Online, Na: plek}, open, Plek{}, geen)
	lijst("gekozen met bladzijden", Selectie{Lijst: Openstaand, Kanaal: verklaring.Online}, vol, verder, geen)
	lijst("gekozen en gesorteerd", Selectie{Lijst: Openstaand, Status: verklaring.InBehandeling, Termijn: "telaat", Sorteer: "ontvangen"}, open[:1], Plek{}, geen)
	lijst("niets gekozen", Selectie{Lijst: Openstaand, Kanaal: verklaring.Papier}, nil, Plek{}, geen)
	for _, l := range lijsten {
		lijst("leeg "+l.Naam, Selectie{Lijst: l.Lijst}, nil, Plek{}, geen)
	}
	lijst("na de laatste", Selectie{Lijst: Openstaand, Na: plek}, nil, Plek{}, geen)
	lijst("afgehandeld", Selectie{Lijst: Afgehandeld}, klaar, Plek{}, geen)
	lijst("met collega’s", Selectie{Lijst: Mijn}, open[:2], Plek{}, afwezigformulier{Open: true, Afwezig: true, Tot: web.NaarDatum(*later(9))})
	fout := afwezigformulier{Tot: web.Datum{Dag: "31", Maand: "2", Jaar: "2026"}}
	fout.controleer(voorbeeld.Dag)
	lijst("met een foute datum", Selectie{Lijst: Mijn}, open[:2], Plek{}, fout)

	zoek := func(naam, vraag string, rs []Regel) {
		uit = append(uit, web.Voorbeeld{Naam: "Aanvragen zoeken " + naam, Pagina: web.AlsMedewerker(zoekpagina(vraag, rs, voorbeeld.Dag))})
	}
	zoek("", "berg", open)
	zoek("één gevonden", "berg fatima", open[:1])
	zoek("te veel gevonden", "f", vol)
	zoek("niets gevonden", "zeppelin", nil)
	zoek("zonder vraag", "", nil)

	post := func(naam string, bs []Postbrief, gedaan []uuid.UUID) {
		uit = append(uit, web.Voorbeeld{Naam: "Brieven voor de post " + naam, Pagina: web.AlsMedewerker(postpagina(bs, gedaan))})
	}
	var bs []Postbrief
	for i, s := range verklaring.Brieven {
		bs = append(bs, Postbrief{Verzonden: verklaring.Verzonden{ID: uuid.UUID{15: byte(i)}, Soort: s, Op: voorbeeld.Dag, PerPost: true}, AanvraagID: uuid.UUID{15: 42}, Kenmerk: fmt.Sprintf("MV-2026-%05d", 42+i)})
	}
	post("", bs, nil)
	post("leeg", nil, nil)
	post("net gepost", bs[:1], []uuid.UUID{{15: 1}, {15: 2}})
	return uit
}

// voorbeelddossier has everything that a dossier can hold.
func voorbeelddossier(s verklaring.Status) Dossier {
	d := Dossier{Aanvraag: voorbeeld.Aanvraag(s), Geschiedenis: voorbeeld.Geschiedenis(s)}
	if s == verklaring.Verleend {
		d.Verklaringen = []verklaring.Verklaring{voorbeeld.Verklaring(verklaring.Geldig)}
	}
	if s == verklaring.Ingediend {
		return d
	}
	door, burger := toegang.Persoon{Soort: toegang.Medewerker, ID: carla.ID, Naam: carla.Naam}, toegang.Persoon{Soort: toegang.Burger, ID: uuid.UUID{15: 9}}
	op := func(dagen int) time.Time { return voorbeeld.Dag.AddDate(0, 0, dagen).Add(10 * time.Hour) }
	eerst := verklaring.BerichtVan(door, d.Aanvraag, verklaring.SoortVraag, "Sinds welke maand zorgt u voor deze persoon?", op(-15))
	eerst.Uiterlijk, eerst.BeantwoordOp = later(-1), later(-10)
	d.Berichten = []verklaring.Bericht{eerst, verklaring.BerichtVan(burger, d.Aanvraag, verklaring.SoortAntwoord, "Sinds maart 2024.\n\nMijn zus helpt ook, maar niet elke week.", op(-10)),
		verklaring.BerichtVan(door, d.Aanvraag, verklaring.SoortNotitie, "Gebeld: belt vrijdag terug.", op(-4)), verklaring.BerichtVan(burger, d.Aanvraag, verklaring.SoortBericht, "Ik ben volgende week op vakantie.", op(-1))}
	if s == verklaring.WachtOpAanvrager {
		nu := verklaring.BerichtVan(door, d.Aanvraag, verklaring.SoortVraag, "Hoeveel uur per week zorgt u gemiddeld? Schrijf erbij wat u dan doet.", op(-2))
		nu.Uiterlijk = d.AntwoordVoor
		d.Berichten = append(d.Berichten, nu)
	}
	d.Brieven = []verklaring.Verzonden{{ID: uuid.UUID{15: 2}, Soort: verklaring.BriefVraag, Op: op(-15), PerPost: true}, {ID: uuid.UUID{15: 1}, Soort: verklaring.BriefOntvangst, Op: op(-20), PerPost: true, GepostOp: later(-19)}}
	d.Regels.Bewijs = []string{"takenlijst", "indicatie"}
	d.Bijlagen = []bijlage.Bijlage{{ID: uuid.UUID{15: 3}, Soort: "takenlijst", Naam: "taken van de week.pdf", Grootte: 84_000, Op: op(-20)}, {ID: uuid.UUID{15: 4}, Soort: bijlageAntwoord, Naam: "IMG 2041.jpg", Grootte: 2_400_000, Op: op(-10)}}
	d.Stand.Bewijs = []string{"takenlijst"}
	eerder := voorbeeld.Aanvraag(verklaring.Verleend)
	eerder.Kenmerk, eerder.ID = "MV-2025-00017", uuid.UUID{15: 17}
	d.Eerder = []verklaring.Aanvraag{eerder}
	return d
}

func dossierVitrine(ctx context.Context) (uit []web.Voorbeeld) {
	dossier := func(naam string, d Dossier, f dossierformulier) {
		f.Collegas = []Collega{nieuwe, carla, samir}
		t := d.Regels.Toets(ctx, d.Antwoorden, d.Stand, voorbeeld.Dag)
		uit = append(uit, web.Voorbeeld{Naam: "Dossier " + naam, Pagina: web.AlsMedewerker(dossierpagina(d, t, f, voorbeeld.Dag))})
	}
	for _, s := range verklaring.Statussen[1:] {
		dossier(string(s), voorbeelddossier(s), dossierformulier{})
	}
	niet := voorbeelddossier(verklaring.InBehandeling)
	niet.Antwoorden.Uren, niet.Antwoorden.Sinds, niet.Regels.Beide, niet.BeslisVoor, niet.VerlengdOp = 2, time.Time{}, true, later(-9), later(-30)
	niet.Regels.Bevestiging, niet.Stand.Toestemming, niet.Behandelaar, niet.BehandelaarID = verklaring.BevestigingLink, "gevraagd", samir.Naam, samir.ID
	dossier("te laat en voldoet niet", niet, dossierformulier{})
	stil := voorbeelddossier(verklaring.WachtOpAanvrager)
	stil.AntwoordVoor = later(-1)
	stil.Berichten[len(stil.Berichten)-1].Uiterlijk, stil.Berichten[len(stil.Berichten)-1].HerinnerdOp = later(-1), later(-4)
	dossier("niet beantwoord", stil, dossierformulier{})
	vast := voorbeelddossier(verklaring.Afgewezen)
	vast.Vasthouden, vast.Email, vast.Kanaal = "bezwaar", "", verklaring.Papier
	dossier("vastgehouden en op papier", vast, dossierformulier{})
	dossier("met een conflict", voorbeelddossier(verklaring.InBehandeling), dossierformulier{Conflict: "Er is niets veranderd: Samir el Amrani was u voor."})
	fout := dossierformulier{}
	fout.Fouten.Voeg("notitie", "Typ eerst een notitie.")
	dossier("met een fout", voorbeelddossier(verklaring.InBehandeling), fout)
	lang := voorbeelddossier(verklaring.InBehandeling)
	lang.Antwoorden, lang.ID, lang.Behandelaar = voorbeeld.LangeAntwoorden(), uuid.UUID{15: 43}, web.LangWoord
	lang.Berichten[1].Tekst, lang.Bijlagen[1].Naam = web.LangWoord, web.LangWoord+".pdf"
	dossier("met lange woorden", lang, dossierformulier{})
	return uit
}
