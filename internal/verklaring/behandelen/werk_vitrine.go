package behandelen

import (
	"context"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

// werkVitrine has each kind of work: begun, with mistakes, looked at, and not possible.
func werkVitrine(ctx context.Context) (uit []web.Voorbeeld) {
	for _, w := range werksoorten {
		status := verklaring.InBehandeling
		if w.Pad == werkAntwoord || w.Pad == werkDoorgaan {
			status = verklaring.WachtOpAanvrager
		}
		d := voorbeelddossier(status)
		t := d.Regels.Toets(ctx, d.Antwoorden, d.Stand, voorbeeld.Dag)
		pagina := func(naam string, d Dossier, f werkformulier) {
			uit = append(uit, web.Voorbeeld{Naam: "Werk " + w.Kort + naam, Pagina: web.AlsMedewerker(werkpagina(d, t, f))})
		}
		f := w.begin(d, voorbeeld.Dag)
		f.Tekst = "Wij wachten nog op de indicatie van uw naaste."
		pagina("", d, w.begin(d, voorbeeld.Dag))
		fout := w.begin(d, voorbeeld.Dag)
		fout.Uiterlijk, fout.Weken, fout.Tekst = web.Datum{Dag: "31", Maand: "2", Jaar: "2026"}, 0, ""
		if fout.controleer(ctx, d, voorbeeld.Dag); len(fout.Fouten) > 0 {
			pagina(" met fouten", d, fout)
		}
		klaar := voorbeelddossier(verklaring.Verleend)
		klaar.Email = ""
		pagina(" kan niet", klaar, w.begin(klaar, voorbeeld.Dag))
		conflict := f
		conflict.Melding = "Er is niets veranderd: Samir el Amrani was u voor."
		pagina(" met een conflict", d, conflict)
		if !w.Uit {
			continue
		}
		u := uitgaande{werkformulier: f, aanvraag: d.Aanvraag}
		u.tekst, u.uiterlijk = u.controleer(ctx, d, voorbeeld.Dag)
		var p Voorproef
		if w.Brief != "" {
			p.Inhoud = verklaring.Briefinhoud(ctx, d.Aanvraag, u.brief(), voorbeeld.Dag)
			p.Brief = []byte("%PDF")
		}
		uit = append(uit, web.Voorbeeld{Naam: "Werk " + w.Kort + " nakijken", Pagina: web.AlsMedewerker(nakijkpagina(d, u, p))})
	}
	return uit
}

// antwoordVitrine has the page on which a vraag is answered without logging in.
func antwoordVitrine() (uit []web.Voorbeeld) {
	voeg := func(naam string, a antwoordformulier) {
		uit = append(uit, web.Voorbeeld{Naam: "Vraag beantwoorden " + naam, Pagina: antwoordpagina(a)})
	}
	vraag := voorbeelddossier(verklaring.WachtOpAanvrager).Berichten[4]
	a := antwoordformulier{Vraag: vraag, Token: "voorbeeld"}
	voeg("", a)
	laat := a
	laat.TeLaat = true
	voeg("te laat", laat)
	fout := a
	fout.Fouten.Voeg("antwoord", "Typ eerst uw antwoord.")
	fout.Fouten.Voeg("bestand", "Dit bestand is te groot. Een bestand mag hoogstens 10 MB zijn.")
	voeg("met fouten", fout)
	lang := a
	lang.Vraag.Tekst, lang.Tekst = web.LangWoord, web.LangWoord
	voeg("met lange woorden", lang)
	uit = append(uit, web.Voorbeeld{Naam: "Vraag beantwoorden klaar", Pagina: bedanktpagina()})
	for _, k := range []fault.Kind{fault.Gone, fault.NotFound} {
		uit = append(uit, web.Voorbeeld{Naam: "Vraag beantwoorden " + map[fault.Kind]string{fault.Gone: "hoeft niet meer", fault.NotFound: "met een foute link"}[k], Pagina: linkpagina(k)})
	}
	return uit
}
