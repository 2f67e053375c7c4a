package toestemming

import (
	"context"
	"net/url"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the pages of this room in every state.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	nieuw := func() vraag {
		a := voorbeeld.Aanvraag(verklaring.InBehandeling)
		return vraag{T: verklaring.Toestemming{Wijze: verklaring.WijzeEmail, GevraagdOp: voorbeeld.Dag, VerlooptOp: voorbeeld.Dag.Add(31 * 24 * time.Hour)}, A: a,
			Pad: verklaring.PadToestemmingLink("Q2h3ZWV0aGV0bmlldAo9PQ"), Waarden: url.Values{}}
	}
	voeg := func(naam string, wijzig func(v *vraag)) {
		v := nieuw()
		wijzig(&v)
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: vraagpagina(v)})
	}
	fout := func(v *vraag) {
		_, v.Fouten = v.lees(func(sleutel string) string { return i18n.Kies(ctx, "toestemming.fout.", sleutel) })
	}
	voeg("Vraag", func(*vraag) {})
	voeg("Vraag zonder toelichting", func(v *vraag) { v.A.Antwoorden.Toelichting = "" })
	voeg("Vraag met een code", func(v *vraag) { v.Pad, v.Code = verklaring.PadToestemming, "K7MW-4T9P-XQ23" })
	voeg("Vraag zonder antwoord", fout)
	voeg("Namens iemand", func(v *vraag) { v.Namens = true })
	voeg("Namens iemand ingevuld", func(v *vraag) {
		v.Namens, v.Waarden = true, url.Values{"antwoord": {"nee"}, "naam": {"Joop de Wit"}, "rol": {"mentor"}}
	})
	voeg("Namens iemand fout", func(v *vraag) {
		v.Namens, v.Waarden = true, url.Values{"naam": {"j@de-wit.example"}}
		fout(v)
	})
	voeg("Vraag met lange woorden", func(v *vraag) { v.A.Antwoorden = voorbeeld.LangeAntwoorden() })
	staf := func(naam string, ts []verklaring.Toestemming, wijzig func(s *stand)) {
		s := stand{A: voorbeeld.Aanvraag(verklaring.InBehandeling), Ts: ts, Waarden: url.Values{}}
		wijzig(&s)
		uit = append(uit, web.Voorbeeld{Naam: "Staf " + naam, Pagina: web.AlsMedewerker(stafpagina(s, voorbeeld.Dag))})
	}
	open, antwoord := nieuw().T, voorbeeld.Dag
	ja, nee, oud := open, open, open
	ja.Antwoord, ja.AntwoordDoor, ja.AntwoordOp = verklaring.ToestemmingJa, verklaring.DoorPapier, &antwoord
	nee.Antwoord, nee.AntwoordDoor, nee.AntwoordOp, nee.Verklaarder = verklaring.ToestemmingNee, verklaring.DoorVertegenwoordiger, &antwoord, &verklaring.Verklaarder{Naam: "Joop de Wit", Rol: "mentor"}
	oud.Antwoord, oud.AntwoordOp = verklaring.ToestemmingVervallen, &antwoord
	staf("niet gevraagd", nil, func(*stand) {})
	staf("gevraagd", []verklaring.Toestemming{open, oud}, func(*stand) {})
	staf("nee", []verklaring.Toestemming{nee}, func(*stand) {})
	staf("ja", []verklaring.Toestemming{ja}, func(s *stand) { s.A.Stand.Toestemming = verklaring.ToestemmingJa })
	staf("fout", []verklaring.Toestemming{open}, func(s *stand) {
		_, s.Fouten = vraag{Waarden: url.Values{}, Namens: true}.lees(stafzin)
		s.Fouten.Voeg("scan", "Dit bestand is geen PDF of foto.")
	})
	staf("niets veranderd", []verklaring.Toestemming{open}, func(s *stand) { s.Fout = "Over deze aanvraag is al besloten." })
	codefout := web.Fouten{{Veld: "code", Tekst: i18n.T(ctx, "toestemming.code.fout")}}
	leeg := web.Fouten{{Veld: "code", Tekst: i18n.T(ctx, "toestemming.code.leeg")}}
	return append(uit,
		web.Voorbeeld{Naam: "Code", Pagina: codepagina("", nil)},
		web.Voorbeeld{Naam: "Code niet ingevuld", Pagina: codepagina("", leeg)},
		web.Voorbeeld{Naam: "Code klopt niet", Pagina: codepagina("K7MW-4T9P", codefout)},
		web.Voorbeeld{Naam: "Code bij een nieuwe gemeente", Pagina: web.ZonderContact(codepagina("", nil))},
		web.Voorbeeld{Naam: "Ja gezegd", Pagina: bedanktpagina()},
		web.Voorbeeld{Naam: "Nee gezegd", Pagina: ontvangenpagina()},
		web.Voorbeeld{Naam: "Link werkt niet meer", Pagina: nietmeerpagina()},
	)
}
