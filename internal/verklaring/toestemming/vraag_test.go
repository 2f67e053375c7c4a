package toestemming_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

// Asked by mail, answered by the link, and everything that must be forgotten is.
func TestAskedByMailAndConfirmed(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	m := h.aan(naasteMail)[0]
	if alles := strings.Join(append(m.Alineas, m.Onderwerp), " "); strings.Contains(alles, "Fatima") || !strings.Contains(alles, "Veldwaarde") || !strings.Contains(alles, "22 december 2026") || !strings.Contains(alles, "0599-00 01 23") {
		t.Errorf("the mail: %s", alles)
	}
	a := h.aanvraag(id)
	if a.Antwoorden.Toestemming != nil || a.Stand.Toestemming != "gevraagd" {
		t.Errorf("after sending: %+v, %q", a.Antwoorden.Toestemming, a.Stand.Toestemming)
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE contact IS NOT NULL AND token_kenmerk IS NOT NULL AND verstuurd_op IS NOT NULL`, 1)
	h.Telt(`SELECT count(*) FROM toestemming WHERE position($1::bytea in contact) > 0 OR position(convert_to(right($2, 22), 'UTF8') in token_kenmerk) > 0`, 0, []byte(naasteMail), h.link())

	doc := h.Get(niemand, h.link(), 200)
	h.Bevat(doc, ".nl-paragraph--lead", "Fatima van der Berg vraagt bij de gemeente Veldwaarde")
	for _, feit := range []string{"Ouder of schoonouder", "Boodschappen en koken", "Ongeveer 14 uur in de week", "maart 2024"} {
		h.Bevat(doc, ".utrecht-data-list", feit)
	}
	for _, geheim := range []string{"1971", "06 12345678", "administratie", "Parkeren", a.Email, naasteMail} {
		if strings.Contains(doc.Text(), geheim) {
			t.Errorf("the page tells %q", geheim)
		}
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = ''`, 1) // looking answers nothing

	if naar := h.Naar(niemand, h.link(), zegJa); naar != "/verklaring/toestemming/bedankt" {
		t.Errorf("after yes: %s", naar)
	}
	h.Bevat(h.Get(niemand, "/verklaring/toestemming/bedankt", 200), "h1", "Dank u wel")
	got := h.toestemming(id)
	if got.Antwoord != "ja" || got.AntwoordDoor != "zelf" || got.Verklaarder != nil || !got.AntwoordOp.Equal(h.Klok) {
		t.Errorf("kept: %+v", got)
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE contact IS NOT NULL`, 0)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'toestemming beantwoord' AND wie_soort = 'bezoeker' AND gegevens::text NOT LIKE '%ja%'`, 1)
	if a := h.aanvraag(id); a.Status != verklaring.Ingediend {
		t.Errorf("a consulent decides, not a yes: %s", a.Status)
	}
}

func TestAskedByLetter(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perBrief)
	code := h.code(id)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'toestemming' AND per_post`, 1)
	if n := len(h.Brieven()); n != 1 {
		t.Errorf("%d mails, want the receipt alone", n)
	}
	h.codeIsNotForTheAanvrager(id)
	h.Bevat(h.Get(niemand, verklaring.PadToestemming, 200), "form", "Code uit de brief")
	doc := h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {strings.ToLower(strings.ReplaceAll(code, "-", " "))}}, 200)
	h.Bevat(doc, ".nl-paragraph--lead", "Fatima van der Berg")
	typed, _ := doc.Find("input[name=code]").Attr("value")
	doc = h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {typed}, "knop": {"verstuur"}}, 422)
	h.Bevat(doc, "#antwoord-fout", "Kies ja of nee")
	if naar := h.Naar(niemand, verklaring.PadToestemming, url.Values{"code": {typed}, "knop": {"verstuur"}, "antwoord": {"ja"}}); naar != "/verklaring/toestemming/bedankt" {
		t.Errorf("after yes: %s", naar)
	}
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'toestemming'`, 0) // the address stands on it
	h.Bevat(h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {code}}, 422), "#code-fout", nietBekend)
}

// A no is kind, final, and for the consulent alone.
func TestNoIsForTheConsulentAlone(t *testing.T) {
	h := nieuw(t, direct)
	id := h.ingediend(perMail)
	if naar := h.Naar(niemand, h.link(), zegNee); naar != "/verklaring/toestemming/ontvangen" {
		t.Errorf("after no: %s", naar)
	}
	doc := h.Get(niemand, "/verklaring/toestemming/ontvangen", 200)
	h.Bevat(doc, "main", "Nee zeggen is goed")
	h.Bevat(doc, "main", "0800-2000")
	if a := h.aanvraag(id); a.Status != verklaring.Ingediend || a.Stand.Toestemming != "nee" {
		t.Errorf("refused by itself: %s %s", a.Status, a.Stand.Toestemming)
	}
	if n := len(h.aan(h.Burger.Email)); n != 1 {
		t.Errorf("%d mails to the carer, want the receipt alone", n)
	}
	nee, stil := h.toestemming(id), verklaring.Toestemming{Wijze: "email", GevraagdOp: h.Klok.AddDate(0, 0, -40), VerlooptOp: h.Klok.AddDate(0, 0, -9)}
	ctx := h.Ctx(h.Burger)
	wacht := nee
	wacht.Antwoord, wacht.AntwoordOp = "", nil
	if a, b := nee.VoorAanvrager(ctx, h.Klok), wacht.VoorAanvrager(ctx, h.Klok); a != b {
		t.Errorf("the carer can tell no from silence while there is time to answer: %q, %q", a, b)
	}
	if a, b := nee.VoorAanvrager(ctx, nee.VerlooptOp), stil.VoorAanvrager(ctx, h.Klok); a != b || !strings.Contains(a, "Niet bevestigd. Een consulent neemt contact met u op.") {
		t.Errorf("the carer can tell no from silence: %q, %q", a, b)
	}
	if s := nee.VoorStaf(ctx, h.Klok); !strings.Contains(s, "Niet bevestigd op 22 november 2026, door de naaste zelf") {
		t.Errorf("the consulent reads %q", s)
	}
	if s := stil.VoorStaf(ctx, h.Klok); !strings.Contains(s, "Geen antwoord gekregen") {
		t.Errorf("the consulent reads %q", s)
	}
	h.Bevat(h.Post(niemand, h.link(), zegJa, 410), "h1", "Deze link werkt niet (meer)") // changing it is for the telephone
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = 'nee'`, 1)
}

func TestARepresentativeAnswers(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	doc := h.Post(niemand, h.link(), url.Values{"knop": {"namens"}, "antwoord": {"ja"}}, 200)
	if doc.Find("#antwoord-0[checked]").Length() != 1 || doc.Find("#naam").Length() != 1 {
		t.Error("the form must keep the answer and ask who answers")
	}
	form := url.Values{"knop": {"verstuur"}, "antwoord": {"ja"}, "namens": {"ja"}}
	doc = h.Post(niemand, h.link(), form, 422)
	h.Bevat(doc, "#naam-fout", "Vul uw naam in")
	h.Bevat(doc, "#rol-fout", "Kies wie u bent")
	form.Set("naam", "<b>Joop</b>")
	form.Set("rol", "burgemeester")
	h.Bevat(h.Post(niemand, h.link(), form, 422), "#naam-fout", "alleen letters")
	form.Set("naam", strings.Repeat("é", 101))
	h.Bevat(h.Post(niemand, h.link(), form, 422), "#naam-fout", "hoogstens 100")
	if doc := h.Post(niemand, h.link(), url.Values{"knop": {"zelf"}, "namens": {"ja"}}, 200); doc.Find("#naam").Length() != 0 {
		t.Error("back to answering for oneself")
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = ''`, 1)
	form.Set("naam", "  Joop  de Wit ")
	form.Set("rol", "mentor")
	h.Naar(niemand, h.link(), form)
	got := h.toestemming(id)
	if got.AntwoordDoor != "vertegenwoordiger" || got.Verklaarder == nil || *got.Verklaarder != (verklaring.Verklaarder{Naam: "Joop de Wit", Rol: "mentor"}) {
		t.Errorf("kept: %+v", got)
	}
	if s := got.VoorStaf(h.Ctx(h.Carla), h.Klok); !strings.Contains(s, "door een vertegenwoordiger (Joop de Wit, mentor)") {
		t.Errorf("the consulent reads %q", s)
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE position('Joop'::bytea in verklaarder) > 0`, 0)
}

// The aanvrager cannot confirm: not by page, not by form, not with the own mailbox.
func TestNobodyConfirmsForHimself(t *testing.T) {
	h := nieuw(t)
	for _, eigen := range []string{h.Burger.Email, "fatima+moeder@voorbeeld.example", "FATIMA@voorbeeld.example"} {
		id := h.concept(h.Burger, &verklaring.Toestemmingvraag{Wijze: "email", Email: eigen})
		if _, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "eigen e-mailadres") {
			t.Errorf("%s: %v", eigen, err)
		}
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status <> 'concept'`, 0) // nothing of it was kept
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 0)
	id := h.ingediend(perMail)
	h.Bevat(h.Get(h.Burger, h.link(), 403), "main", "U vraagt deze verklaring zelf aan")
	h.Bevat(h.Post(h.Burger, h.link(), zegJa, 403), "main", "U vraagt deze verklaring zelf aan")
	if got := h.toestemming(id); got.Antwoord != "" {
		t.Errorf("it was kept: %+v", got)
	}
	moeder := h.MaakBurger(naasteMail)
	h.Naar(moeder, h.link(), zegJa) // somebody else who logged in may
}

// Late, used, of another gemeente, unknown and malformed: one page.
func TestLinksThatLeadNowhere(t *testing.T) {
	h := nieuw(t)
	h.ingediend(perMail)
	link := h.link()
	onbekend := verklaring.PadToestemmingLink("AAAAAAAAAAAAAAAAAAAAAA")
	var eerste string
	gelijk := func(pad string, status int) {
		t.Helper()
		for _, methode := range []string{http.MethodGet, http.MethodPost} {
			var form url.Values
			if methode == http.MethodPost {
				form = zegJa
			}
			tekst := strings.Join(strings.Fields(h.Pagina(h.Vraag(niemand, methode, pad, form), status).Find("main").Text()), " ")
			if eerste == "" {
				eerste = tekst
			}
			if tekst != eerste || !strings.Contains(tekst, "Deze link werkt niet") {
				t.Errorf("%s %.40s: %s", methode, pad, tekst)
			}
		}
	}
	gelijk(onbekend, 404)
	for _, pad := range []string{"x", strings.Repeat("A", 5000), "%27%20OR%201=1--", "%00%ff", "%F0%9F%99%82", "K7MW4T9PXQ23", "..%2f..%2fetc", link[len(verklaring.PadToestemming)+1:] + "A"} {
		gelijk(verklaring.PadToestemming+"/"+pad, 404)
	}
	h.Waar = h.G2
	gelijk(link, 404)
	h.Waar = h.G
	begin := h.Klok
	h.Klok = begin.AddDate(0, 0, 30)
	h.Get(niemand, link, 200) // the last day counts
	h.Klok = begin.AddDate(0, 0, 31)
	gelijk(link, 410)
	h.Klok = begin
	h.Naar(niemand, link, zegJa)
	h.Klok = begin.AddDate(0, 0, 1)
	gelijk(link, 410)
}

// Once the aanvraag is over there is nothing to confirm, and nothing to keep.
func TestTheEndOfTheAanvraagEndsTheQuestion(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	h.Goed(h.Store.TrekAanvraagIn(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok))
	h.Get(niemand, h.link(), 410)
	h.Post(niemand, h.link(), zegNee, 410)
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = 'vervallen' AND contact IS NULL`, 1)
}

func TestWhereNobodyIsToBeAskedNobodyIs(t *testing.T) {
	h := nieuw(t, func(r *verklaring.Regels) { r.Bevestiging = verklaring.BevestigingNiet })
	id := h.ingediend(perMail)
	h.Telt(`SELECT count(*) FROM toestemming`, 0)
	if h.aanvraag(id).Antwoorden.Toestemming != nil || len(h.aan(naasteMail)) != 0 {
		t.Error("an address that nobody needs is kept or used")
	}
}

func TestLettersWhereOnlyPaperIsAllowed(t *testing.T) {
	h := nieuw(t, func(r *verklaring.Regels) { r.Bevestiging = verklaring.BevestigingPapier })
	id := h.concept(h.Burger, &perMail)
	if _, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok); !fault.Is(err, fault.Invalid) {
		t.Errorf("asked in a way that the rules do not have: %v", err)
	}
}

// A carer who filled in the form in English has a family that may read it too.
func TestTheMailSpeaksTheLanguageOfTheFamilyToo(t *testing.T) {
	h := nieuw(t)
	v := perMail
	id := h.concept(h.Burger, &v)
	_, err := h.Store.WijzigConcept(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, id, func(a *verklaring.Antwoorden) error { a.Taal = "en"; return nil })
	h.Goed(err)
	_, err = h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok)
	h.Goed(err)
	m := h.aan(naasteMail)[0]
	alles := strings.Join(m.Alineas, " ")
	if m.Taal != "nl" || !strings.Contains(alles, "Iemand die voor u zorgt") || !strings.Contains(alles, "Somebody who cares for you") {
		t.Errorf("the mail: %s %s", m.Taal, alles)
	}
}

// The code of a letter works where it is typed, and in no address: there nobody counts.
func TestACodeIsNoLink(t *testing.T) {
	h := nieuw(t)
	code := h.code(h.ingediend(perBrief))
	h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {code}}, 200)
	h.Get(niemand, verklaring.PadToestemmingLink(code), 404)
	h.Post(niemand, verklaring.PadToestemmingLink(code), zegJa, 404)
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = ''`, 1)
}

func TestTheLimitOfForms(t *testing.T) {
	h := nieuw(t)
	for range 20 {
		h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {"K7MW-4T9P-XQ23"}}, 422)
	}
	h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {"K7MW-4T9P-XQ23"}}, 429)
	h.Get(niemand, verklaring.PadToestemming, 200)
}

func TestCodesThatAreNone(t *testing.T) {
	h := nieuw(t)
	h.ingediend(perBrief)
	for _, code := range []string{"hallo", "K7MW-4T9P-XQ23", strings.Repeat("A", 5000), "'; DROP TABLE toestemming; --", "🙂"} {
		h.Bevat(h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {code}}, 422), "#code-fout", nietBekend)
		h.Post(niemand, verklaring.PadToestemming, url.Values{"code": {code}, "knop": {"verstuur"}, "antwoord": {"ja"}}, 404)
	}
	h.Bevat(h.Post(niemand, verklaring.PadToestemming, url.Values{}, 422), "#code-fout", "Vul de code")
	h.Post(niemand, verklaring.PadToestemming, url.Values{"knop": {"wat"}}, 404)
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = ''`, 1)
}

// The form for a pen: for who is filling in an aanvraag, or has one that waits.
func TestTheForm(t *testing.T) {
	h := nieuw(t)
	h.Get(h.Burger, verklaring.PadToestemmingFormulier, 404) // nothing begun
	_, err := h.Store.Begin(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	if tekst := h.formulier(); !strings.Contains(tekst, "Iemand vraagt bij de gemeente Veldwaarde") {
		t.Errorf("of an empty concept: %s", tekst)
	}
	v := opPapier
	id := h.concept(h.Burger, &v)
	_, err = h.Store.WijzigConcept(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, id, func(a *verklaring.Antwoorden) error {
		a.Taken = verklaring.Taken
		return nil
	})
	h.Goed(err)
	_, err = h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok)
	h.Goed(err)
	tekst := strings.Join(strings.Fields(h.formulier()), " ")
	for _, wil := range []string{"Fatima van der Berg", h.aanvraag(id).Kenmerk, "Ouder of schoonouder", "Ja, dat klopt", "Handtekening", "MantelSteun", "Mentor"} {
		if !strings.Contains(tekst, wil) {
			t.Errorf("the form lacks %q", wil)
		}
	}
	h.opPapier(id, verklaring.Toestemmingantwoord{Ja: true})
	h.Get(h.Burger, verklaring.PadToestemmingFormulier, 404)
	h.Get(niemand, verklaring.PadToestemmingFormulier, 403)
	h.Get(h.Carla, verklaring.PadToestemmingFormulier, 403)
	h.Telt(`SELECT count(*) FROM toestemming WHERE wijze = 'papier' AND token_kenmerk IS NULL AND contact IS NULL`, 1)
}

func TestAnotherPersonSeesNothing(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	ander := h.MaakBurger("ander@voorbeeld.example")
	if err := h.Store.VraagToestemmingOpnieuw(h.Ctx(ander), h.G.ID, ander, id, perMail, h.Klok); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else asks again: %v", err)
	}
	ts, err := h.Store.Toestemmingen(context.Background(), h.G2.ID, id)
	h.Goed(err)
	if len(ts) != 0 {
		t.Error("another gemeente reads it")
	}
	if err := h.Store.ToestemmingNietMeer(h.Ctx(h.Carla), h.G.ID, uuid.New(), h.Klok); !fault.Is(err, fault.NotFound) {
		t.Errorf("no such aanvraag: %v", err)
	}
	h.Get(toegang.Persoon{}, h.link(), 200)
}

func (h huis) codeIsNotForTheAanvrager(id uuid.UUID) {
	h.Helper()
	staf, err := h.Store.Verzonden(h.Ctx(h.Carla), h.G.ID, id)
	h.Goed(err)
	zelf, err := h.Store.Verzonden(h.Ctx(h.Burger), h.G.ID, id)
	h.Goed(err)
	if len(staf) != 2 || len(zelf) != 1 || zelf[0].Soort != verklaring.BriefOntvangst {
		h.Errorf("letters for staff: %v, for the aanvrager: %v", staf, zelf)
	}
	if _, _, err := h.Store.LeesBrief(h.Ctx(h.Burger), h.G.ID, id, staf[0].ID); !fault.Is(err, fault.NotFound) {
		h.Errorf("the aanvrager reads the letter to the zorgvrager: %v", err)
	}
	lijst := gegevens.Register[slices.IndexFunc(gegevens.Register, func(t gegevens.Tabel) bool { return t.Naam == "brief" })]
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'toestemming' AND `+lijst.VanBurger, 0, h.Burger.ID)
}
