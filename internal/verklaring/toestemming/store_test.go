package toestemming_test

import (
	"context"
	"io"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/toestemming"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// opPapier keeps an answer as staff do.
func (h huis) opPapier(id uuid.UUID, w verklaring.Toestemmingantwoord) {
	h.Helper()
	h.Goed(h.probeerOpPapier(id, w))
}

func (h huis) probeerOpPapier(id uuid.UUID, w verklaring.Toestemmingantwoord) error {
	ctx := h.Ctx(h.Carla)
	return h.Store.Van(h.G.ID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := h.Store.Vergrendel(ctx, tx, h.G.ID, id)
		if err != nil {
			return err
		}
		return h.Store.ToestemmingOpPapier(ctx, tx, &a, w, h.Klok)
	})
}

// formulier is the text of the form.
func (h huis) formulier() string {
	h.Helper()
	res := h.Vraag(h.Burger, http.MethodGet, verklaring.PadToestemmingFormulier, nil)
	document, err := io.ReadAll(res.Body)
	h.Goed(err)
	if res.StatusCode != 200 || res.Header.Get("Content-Disposition") != `attachment; filename="bevestiging.pdf"` {
		h.Fatalf("status %d, %s", res.StatusCode, res.Header)
	}
	pad := pdftest.Save(h.T, document)
	if info := pdftest.Run(h.T, "pdfinfo", pad); !regexp.MustCompile(`Pages: +1\n`).MatchString(info) {
		h.Errorf("the form takes more than a page: %s", info)
	}
	return pdftest.Run(h.T, "pdftotext", "-layout", pad, "-")
}

// Where the rules decide by themselves, a yes is the last thing that was missing.
func TestAYesGrantsWhereTheRulesDecide(t *testing.T) {
	h := nieuw(t, direct)
	id := h.ingediend(perMail)
	if a := h.aanvraag(id); a.Status != verklaring.Ingediend {
		t.Fatalf("without an answer: %s", a.Status)
	}
	h.Naar(niemand, h.link(), zegJa)
	if a := h.aanvraag(id); a.Status != verklaring.Verleend {
		t.Errorf("after yes: %s", a.Status)
	}
	h.Telt(`SELECT count(*) FROM verklaring`, 1)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag verleend' AND wie_soort = 'systeem'`, 1)
	if n := len(h.aan(h.Burger.Email)); n != 2 {
		t.Errorf("%d mails to the carer, want the receipt and the decision", n)
	}

	id2 := h.tweede(opPapier)
	h.opPapier(id2, verklaring.Toestemmingantwoord{Ja: true})
	h.Telt(`SELECT count(*) FROM verklaring`, 2)
}

// tweede makes an aanvraag of somebody else.
func (h huis) tweede(v verklaring.Toestemmingvraag) uuid.UUID {
	h.Helper()
	p := h.MaakBurger("tweede@voorbeeld.example")
	id := h.concept(p, &v)
	_, err := h.Store.Indienen(h.Ctx(p), h.G.ID, p, id, h.Klok)
	h.Goed(err)
	return id
}

// The behandelaar hears that there is an answer, and not which.
func TestTheBehandelaarIsToldWithoutAnAnswer(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	_, err := h.Pool.Exec(context.Background(), `UPDATE aanvraag SET behandelaar_id = $1, status = 'in_behandeling' WHERE id = $2`, h.Carla.ID, id)
	h.Goed(err)
	voor := h.aanvraag(id).GewijzigdOp
	h.Naar(niemand, h.link(), zegNee)
	ms := h.aan(h.Carla.Email)
	if len(ms) != 1 || ms[0].Onderwerp != "Antwoord van een naaste" || !slices.Equal(ms[0].Alineas, []string{"Er is een antwoord op de vraag om bevestiging bij aanvraag MV-2026-00001."}) {
		t.Errorf("the mail: %+v", ms)
	}
	if !h.aanvraag(id).GewijzigdOp.After(voor) {
		t.Error("a consulent who decides on what was there before must be told")
	}
}

// Sent twice at once it is one answer; yes and no at once, one of the two.
func TestAnswersAtOnce(t *testing.T) {
	h := nieuw(t, direct)
	id := h.ingediend(perMail)
	sleutel := strings.TrimPrefix(h.link(), verklaring.PadToestemming+"/")
	antwoord := func(ja bool) error {
		return h.Store.BeantwoordToestemming(h.Ctx(niemand), h.G.ID, niemand, sleutel, verklaring.Toestemmingantwoord{Ja: ja}, h.Klok)
	}
	var wg sync.WaitGroup
	fouten := make([]error, 8)
	for i := range fouten {
		wg.Go(func() { fouten[i] = antwoord(i%2 == 0) })
	}
	wg.Wait()
	ja := h.toestemming(id).Antwoord == "ja"
	for i, err := range fouten {
		if (i%2 == 0) == ja && err != nil || (i%2 == 0) != ja && !fault.Is(err, fault.Gone) {
			t.Errorf("answer %d, where yes was %v: %v", i, ja, err)
		}
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'toestemming beantwoord'`, 1)
	if ja {
		h.Telt(`SELECT count(*) FROM verklaring`, 1)
	}
	h.Klok = h.Klok.Add(time.Hour)
	if err := antwoord(ja); !fault.Is(err, fault.Gone) {
		t.Errorf("the link still works an hour later: %v", err)
	}
}

// Another way, or again: the link of before goes no further.
func TestAskedInAnotherWay(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	eerste := h.link()
	opnieuw := func(v verklaring.Toestemmingvraag) error {
		return h.Store.VraagToestemmingOpnieuw(h.Ctx(h.Burger), h.G.ID, h.Burger, id, v, h.Klok)
	}
	h.Goed(opnieuw(verklaring.Toestemmingvraag{})) // a double click
	h.Telt(`SELECT count(*) FROM toestemming`, 1)
	h.Klok = h.Klok.Add(time.Hour)
	h.Goed(opnieuw(verklaring.Toestemmingvraag{}))
	tweede := h.link()
	if tweede == eerste || len(h.aan(naasteMail)) != 2 {
		t.Error("asked again, there is a new link in a second mail")
	}
	h.Get(niemand, eerste, 410)
	h.Goed(opnieuw(perBrief))
	h.Get(niemand, tweede, 410)
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = 'vervallen' AND contact IS NULL`, 2)
	if err := opnieuw(opPapier); !fault.Is(err, fault.TooMany) {
		t.Errorf("a fourth time in a day: %v", err)
	}
	h.Klok = h.Klok.AddDate(0, 0, 2)
	if err := opnieuw(verklaring.Toestemmingvraag{Wijze: "email", Email: "Fatima+x@voorbeeld.example"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("the own mailbox: %v", err)
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = ''`, 1) // what failed changed nothing
	h.Goed(opnieuw(opPapier))
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'toestemming'`, 0)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'toestemming opnieuw gevraagd'`, 3)
	if got := h.toestemming(id); got.Wijze != "papier" || got.Antwoord != "" {
		t.Errorf("what counts now: %+v", got)
	}

	h.opPapier(id, verklaring.Toestemmingantwoord{})
	if err := opnieuw(perMail); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "consulent neemt contact") {
		t.Errorf("the carer asks once more after a no: %v", err)
	}
	h.Goed(h.Store.VraagToestemmingOpnieuw(h.Ctx(h.Carla), h.G.ID, h.Carla, id, perMail, h.Klok)) // a consulent may, who has spoken with them
	h.Naar(niemand, h.link(), zegJa)
	if err := h.Store.VraagToestemmingOpnieuw(h.Ctx(h.Carla), h.G.ID, h.Carla, id, perBrief, h.Klok); !fault.Is(err, fault.Conflict) {
		t.Errorf("asked again after a yes: %v", err)
	}
	h.Goed(h.Store.TrekAanvraagIn(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok))
	if err := opnieuw(perBrief); !fault.Is(err, fault.Conflict) {
		t.Errorf("asked again after the end: %v", err)
	}
}

func TestOnPaper(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail) // asked by mail, answered with a pen
	wie := &verklaring.Verklaarder{Naam: "Joop de Wit", Rol: "curator"}
	h.opPapier(id, verklaring.Toestemmingantwoord{Ja: true, Verklaarder: wie})
	got := h.toestemming(id)
	if got.Antwoord != "ja" || got.AntwoordDoor != "papier" || *got.Verklaarder != *wie {
		t.Errorf("kept: %+v", got)
	}
	h.Get(niemand, h.link(), 410)
	if err := h.probeerOpPapier(id, verklaring.Toestemmingantwoord{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a no after a yes: %v", err)
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'toestemming op papier ontvangen' AND wie_naam = 'Carla'`, 1)

	nooit := h.tweede(verklaring.Toestemmingvraag{Wijze: "papier"})
	h.Goed(h.Store.ToestemmingNietMeer(h.Ctx(h.Carla), h.G.ID, nooit, h.Klok))
	h.Goed(h.Store.ToestemmingNietMeer(h.Ctx(h.Carla), h.G.ID, nooit, h.Klok))
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'toestemming niet meer nodig'`, 1)
	h.opPapier(nooit, verklaring.Toestemmingantwoord{Ja: true}) // it came all the same
	if got := h.toestemming(nooit); got.Antwoord != "ja" {
		t.Errorf("kept: %+v", got)
	}
}

// A rollback leaves nothing behind: no question without its mail.
func TestNothingIsAskedWhenSendingFails(t *testing.T) {
	h := nieuw(t)
	v := perBrief
	v.Naam = "日本語" // no font of ours has it
	id := h.concept(h.Burger, &v)
	if _, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok); !fault.Is(err, fault.Invalid) {
		t.Errorf("a letter that cannot be printed: %v", err)
	}
	h.Telt(`SELECT count(*) FROM toestemming`, 0)
	h.Telt(`SELECT count(*) FROM brief`, 0)
	if h.aanvraag(id).Antwoorden.Toestemming == nil {
		t.Error("where to ask must still be there")
	}
}

// After two weeks a reminder, with the same link, once; after a month nothing is left of
// where we asked.
func TestTheDailyJob(t *testing.T) {
	h := nieuw(t)
	id, brief := h.ingediend(perMail), h.tweede(perBrief)
	link, begin := h.link(), h.Klok
	draai := func(dagen, mails int) {
		t.Helper()
		h.Klok = begin.AddDate(0, 0, dagen)
		for range 2 { // a job may run twice
			h.Goed(toestemming.HoudBij(context.Background(), h.Store, h.Klok))
		}
		if n := len(h.aan(naasteMail)); n != mails {
			t.Errorf("after %d days %d mails, want %d", dagen, n, mails)
		}
	}
	draai(13, 1)
	draai(14, 2)
	if h.link() != link || !strings.Contains(h.aan(naasteMail)[1].Onderwerp, "Wij wachten nog") {
		t.Errorf("the reminder: %+v", h.aan(naasteMail)[1])
	}
	draai(30, 2)
	h.Get(niemand, link, 200)
	h.Telt(`SELECT count(*) FROM toestemming WHERE contact IS NOT NULL`, 2)
	draai(31, 2)
	h.Telt(`SELECT count(*) FROM toestemming WHERE contact IS NOT NULL`, 0)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'toestemming'`, 0)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'ontvangst'`, 2)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aan toestemming herinnerd' AND wie_soort = 'systeem'`, 1)
	for _, id := range []uuid.UUID{id, brief} {
		if got := h.toestemming(id); got.Staat(h.Klok) != "geen_antwoord" {
			t.Errorf("staff sees %s", got.Staat(h.Klok))
		}
	}
	err := h.Store.VraagToestemmingOpnieuw(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Toestemmingvraag{}, h.Klok)
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "Wij weten niet meer waar") {
		t.Errorf("asked as before, when that is forgotten: %v", err)
	}
	h.opPapier(id, verklaring.Toestemmingantwoord{Ja: true}) // late on paper is not too late
}

// Who answered is not reminded.
func TestNoReminderAfterAnAnswer(t *testing.T) {
	h := nieuw(t)
	h.ingediend(perMail)
	h.Naar(niemand, h.link(), zegNee)
	h.Klok = h.Klok.AddDate(0, 0, 20)
	h.Goed(toestemming.HoudBij(context.Background(), h.Store, h.Klok))
	if n := len(h.aan(naasteMail)); n != 1 {
		t.Errorf("%d mails, want 1", n)
	}
}

// Where the rules decide it is the rules that decided: not who sent the last thing that
// was missing, and not from where.
func TestTheAuditOfWhatTheRulesGrant(t *testing.T) {
	h := nieuw(t, direct)
	h.ingediend(perMail)
	ctx := toegang.MetAdres(h.Ctx(niemand), netip.MustParseAddr("203.0.113.7"))
	token := h.link()[len(verklaring.PadToestemmingLink("")):]
	h.Goed(h.Store.BeantwoordToestemming(ctx, h.G.ID, niemand, token, verklaring.Toestemmingantwoord{Ja: true}, h.Klok))
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag verleend' AND wie_soort = 'systeem'`, 1)
	h.Telt(`SELECT count(*) FROM audit WHERE adres IS NOT NULL AND wie_soort <> 'medewerker'`, 0)
}

// Who sends and withdraws again and again cannot fill the mailbox of another.
func TestHowOftenInADay(t *testing.T) {
	h := nieuw(t)
	for range 5 {
		id := h.ingediend(perMail)
		h.Goed(h.Store.TrekAanvraagIn(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok))
	}
	id := h.concept(h.Burger, &perMail)
	if _, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok); !fault.Is(err, fault.TooMany) || !strings.Contains(fault.Tekst(err), "morgen") {
		t.Errorf("the sixth of a day: %v", err)
	}
	if n := len(h.aan(naasteMail)); n != 5 {
		t.Errorf("%d mails", n)
	}
	h.Klok = h.Klok.AddDate(0, 0, 1)
	_, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok)
	h.Goed(err)
}
