package aanvragen_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/verklaring"

	"github.com/jackc/pgx/v5"
)

func direct(r *verklaring.Regels) { r.Modus = verklaring.Direct }

// Direct mode: who meets the rules has the verklaring when the page comes back.
func TestIssuedAtOnce(t *testing.T) {
	h := nieuw(t)
	h.regel(direct)
	h.begin(h.Burger, eersteVier...)
	h.Bevat(h.Get(h.Burger, verklaring.PadStap("controleren"), 200), ".utrecht-alert--ok", "krijgt u uw verklaring meteen")
	_, naar := h.verstuur(h.Burger)
	doc := h.Get(h.Burger, naar, 200)
	h.Bevat(doc, "h1", "Uw verklaring is klaar")
	h.Bevat(doc, "main", "Geldig van 22 november 2026 tot en met 21 november 2027")
	if pad, _ := doc.Find("a.mz-document").First().Attr("href"); !strings.HasPrefix(pad, "/mijn/verklaringen/") {
		t.Errorf("the document is at %q", pad)
	}
	h.Telt(`SELECT count(*) FROM verklaring`, 1)
	h.Telt(`SELECT count(*) FROM verklaring WHERE afgegeven_door IS NULL`, 1)
	h.Telt(`SELECT count(*) FROM aanvraag_gebeurtenis WHERE naar = 'verleend' AND door_soort = 'systeem'`, 1)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 2) // the receipt, and that it is granted
	_, weer := h.verstuurWeer(naar)
	if weer != naar {
		t.Errorf("a second click leads to %s", weer)
	}
	h.Telt(`SELECT count(*) FROM verklaring`, 1)
}

// verstuurWeer clicks once more.
func (h *huis) verstuurWeer(naar string) (string, string) {
	h.Helper()
	id := naar[strings.LastIndex(naar, "/")+1:]
	return id, h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}})
}

// Who does not meet the rules goes to a consulent, and is not refused.
func TestNotMetGoesToAConsulent(t *testing.T) {
	h := nieuw(t)
	h.regel(direct)
	h.begin(h.Burger, verklaring.StapWie, verklaring.StapNaaste)
	h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "uren", "2"))
	h.begin(h.Burger, verklaring.StapDoel)
	h.Bevat(h.Get(h.Burger, verklaring.PadStap("controleren"), 200), ".utrecht-alert--info", "Een consulent kijkt naar uw situatie")
	_, naar := h.verstuur(h.Burger)
	doc := h.Get(h.Burger, naar, 200)
	h.Bevat(doc, "h1", "Uw aanvraag is verstuurd")
	h.Bevat(doc, "[aria-current=step]", "Een consulent bekijkt uw aanvraag")
	h.Bevat(doc, "main", "18 januari 2027")
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'ingediend'`, 1)
	h.Telt(`SELECT count(*) FROM verklaring`, 0)
}

// What must still come in is waited for: then it is granted by itself.
func TestWaitsForTheZorgvrager(t *testing.T) {
	h := nieuw(t)
	h.regel(func(r *verklaring.Regels) { direct(r); r.Bevestiging = verklaring.BevestigingLink })
	h.begin(h.Burger, eersteVier...)
	h.Naar(h.Burger, verklaring.PadStap(verklaring.StapToestemming), url.Values{"wijze": {"papier"}})
	h.Bevat(h.Get(h.Burger, verklaring.PadStap("controleren"), 200), ".utrecht-alert--ok", "De bevestiging van uw naaste")
	id, naar := h.verstuur(h.Burger)
	doc := h.Get(h.Burger, naar, 200)
	h.Bevat(doc, "[aria-current=step]", "Wij wachten op wat er nog moet komen")
	h.Bevat(doc, ".mz-status", "Dat gaat vanzelf")
	h.Telt(`SELECT count(*) FROM verklaring`, 0)

	antwoord := func(wat string) {
		t.Helper()
		_, err := h.Pool.Exec(h.Ctx(h.Carla), `UPDATE toestemming SET antwoord = $2, antwoord_door = 'papier', antwoord_op = $3 WHERE aanvraag_id = $1`, id, wat, h.Klok)
		h.Goed(err)
	}
	antwoord("nee")
	if na := h.Get(h.Burger, naar, 200); na.Find("main").Text() != doc.Find("main").Text() {
		t.Error("the page tells the carer that the zorgvrager said no")
	}
	antwoord("ja")
	h.Goed(h.Store.Van(h.G.ID).Tx(h.Ctx(verklaring.Systeem), func(tx pgx.Tx) error {
		a, err := h.Store.Vergrendel(h.Ctx(verklaring.Systeem), tx, h.G.ID, id)
		if err != nil {
			return err
		}
		return h.Store.VerleenVanzelf(h.Ctx(verklaring.Systeem), tx, &a, h.Klok)
	}))
	h.Bevat(h.Get(h.Burger, naar, 200), "h1", "Uw verklaring is klaar")
}

// The receipt is there at once, as it was kept.
func TestTheReceipt(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger, eersteVier...)
	id, naar := h.verstuur(h.Burger)
	res := h.Vraag(h.Burger, http.MethodGet, naar+"/ontvangst.pdf", nil)
	document, err := io.ReadAll(res.Body)
	h.Goed(err)
	if res.StatusCode != 200 || !bytes.HasPrefix(document, []byte("%PDF-1.7")) || res.Header.Get("Content-Disposition") != `attachment; filename="ontvangst-MV-2026-00001.pdf"` {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
	// once it is decided otherwise, the page is the one of the aanvraag
	h.Goed(h.Store.TrekAanvraagIn(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok))
	if res := h.Vraag(h.Burger, http.MethodGet, naar, nil); res.Header.Get("Location") != verklaring.PadMijnAanvraag(id) {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
}
