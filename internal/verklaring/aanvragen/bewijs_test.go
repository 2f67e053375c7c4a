package aanvragen_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

// foto is a picture, another one for each shade.
func foto(tint uint8) []byte {
	beeld := image.NewGray(image.Rect(0, 0, 8, 8))
	beeld.Set(1, 1, color.Gray{Y: tint})
	var b bytes.Buffer
	_ = png.Encode(&b, beeld) // to memory
	return b.Bytes()
}

func (h *huis) metBewijs() {
	h.Helper()
	h.regel(func(r *verklaring.Regels) { direct(r); r.Bewijs = []string{"takenlijst", "indicatie"} })
	h.begin(h.Burger, eersteVier...)
}

var stapBewijs = verklaring.PadStap(verklaring.StapBewijs)

// heen demands a redirect.
func (h *huis) heen(res *http.Response, naar string) {
	h.Helper()
	if got := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || got != naar {
		h.Errorf("%d to %q, want %q", res.StatusCode, got, naar)
	}
}

func TestEvidence(t *testing.T) {
	h := nieuw(t)
	h.metBewijs()
	doc := h.Pagina(h.stuur(h.Burger, url.Values{}), 422)
	h.Bevat(doc, "#bestand-takenlijst-fout", "Voeg de lijst van wat u doet toe, of kruis aan")
	h.Bevat(doc, "#bestand-indicatie-fout", "Voeg de kopie van de indicatie toe")
	h.Bevat(h.Pagina(h.stuur(h.Burger, url.Values{"actie": {"toevoegen"}}), 422), "#bestand-takenlijst-fout", "Kies eerst een bestand")

	// of two files the one that is right is kept, whatever the other is
	doc = h.Pagina(h.stuur(h.Burger, url.Values{}, bestand{"bestand-takenlijst", "week.png", foto(1)}, bestand{"bestand-indicatie", "brief.docx", []byte("PK\x03\x04")}), 422)
	h.Bevat(doc, "#bestand-indicatie-fout", "Dit soort bestand kunnen wij niet lezen")
	h.Bevat(doc, ".mz-bestanden", "week.png")
	h.Telt(`SELECT count(*) FROM bijlage WHERE soort = 'takenlijst'`, 1)
	if doc.Find("#later-takenlijst").Length() > 0 || doc.Find("#later-indicatie").Length() != 1 {
		t.Error("what was added need not come later")
	}
	doc = h.Pagina(h.stuur(h.Burger, url.Values{}, bestand{"bestand-indicatie", "week.png", foto(1)}), 422)
	h.Bevat(doc, "#bestand-indicatie-fout", "heeft u al toegevoegd")

	h.heen(h.stuur(h.Burger, url.Values{"actie": {"toevoegen"}}, bestand{"bestand-indicatie", "besluit.png", foto(2)}), stapBewijs)
	h.heen(h.stuur(h.Burger, url.Values{}, bestand{"bestand-parkeren", "niet gevraagd.png", foto(3)}), verklaring.PadStap("controleren"))
	h.Telt(`SELECT count(*) FROM bijlage`, 2)
	doc = h.Get(h.Burger, verklaring.PadStap("controleren"), 200)
	h.Bevat(doc, ".utrecht-data-list", "Toegevoegd")
	h.Bevat(doc, ".utrecht-alert--ok", "krijgt u uw verklaring meteen")
	_, naar := h.verstuur(h.Burger)
	h.Bevat(h.Get(h.Burger, naar, 200), "h1", "Uw verklaring is klaar")

	// sent: nothing is added or taken away by this form any more
	h.heen(h.stuur(h.Burger, url.Values{}, bestand{"bestand-takenlijst", "te laat.png", foto(4)}), verklaring.PadAanvragen)
	h.heen(h.stuur(h.Burger, url.Values{"verwijder": {uuid.NewString()}}), verklaring.PadAanvragen)
	h.Telt(`SELECT count(*) FROM bijlage`, 2)
}

func TestEvidenceIsTakenAway(t *testing.T) {
	h := nieuw(t)
	h.metBewijs()
	h.heen(h.stuur(h.Burger, url.Values{"later-indicatie": {"ja"}}, bestand{"bestand-takenlijst", "week.png", foto(1)}), verklaring.PadStap("controleren"))
	h.Bevat(h.Get(h.Burger, verklaring.PadStap("controleren"), 200), ".utrecht-alert--ok", "Een kopie van een indicatie")
	id, _ := h.Get(h.Burger, stapBewijs, 200).Find("button[name=verwijder]").Attr("value")

	ander := h.MaakBurger("ander@voorbeeld.example")
	h.begin(ander, eersteVier...)
	h.heen(h.stuur(ander, url.Values{"verwijder": {id}}), stapBewijs)
	h.Telt(`SELECT count(*) FROM bijlage`, 1)
	h.Pagina(h.stuur(h.Burger, url.Values{"verwijder": {"'; DROP TABLE bijlage"}}), 400)
	form := url.Values{"verwijder": {id}, "id": {uuid.NewString()}} // the form of who sat here before
	h.heen(h.stuur(h.Burger, form), stapBewijs)
	h.Telt(`SELECT count(*) FROM bijlage`, 1)

	for range 2 { // and a second click
		h.heen(h.stuur(h.Burger, url.Values{"verwijder": {id}}), stapBewijs)
	}
	h.Telt(`SELECT count(*) FROM bijlage`, 0)
	if a := h.Concept(); a.Antwoorden.Open(a.Regels) != verklaring.StapBewijs {
		t.Errorf("goes on at %s", a.Antwoorden.Open(a.Regels))
	}
}

// Nobody is kept from sending: what comes later is waited for, and said.
func TestEvidenceComesLater(t *testing.T) {
	h := nieuw(t)
	h.metBewijs()
	h.heen(h.stuur(h.Burger, url.Values{"later-takenlijst": {"ja"}, "later-indicatie": {"ja"}}), verklaring.PadStap("controleren"))
	_, naar := h.verstuur(h.Burger)
	doc := h.Get(h.Burger, naar, 200)
	h.Bevat(doc, "[aria-current=step]", "Een lijst van wat u doet. Een kopie van een indicatie.")
	h.Bevat(doc, "#bewijs", "Stuur uw bewijs nog op")
	h.Telt(`SELECT count(*) FROM verklaring`, 0)
}

func TestWhoMaySendEvidence(t *testing.T) {
	h := nieuw(t)
	h.metBewijs()
	f := bestand{"bestand-takenlijst", "week.png", foto(1)}
	h.Pagina(h.stuur(toegang.Persoon{}, url.Values{}, f), 403) // app puts a login page in its place
	h.Pagina(h.stuur(h.Carla, url.Values{}, f), 403)
	h.heen(h.stuur(h.Burger, url.Values{"id": {uuid.NewString()}}, f), stapBewijs)
	h.Telt(`SELECT count(*) FROM bijlage`, 0)
	// a step that is left half keeps its files
	h.heen(h.stuur(h.Burger, url.Values{"actie": {"later"}}, f), "/verklaring/aanvragen/later")
	h.Telt(`SELECT count(*) FROM bijlage`, 1)
	res := h.door(h.Burger, http.MethodPost, stapBewijs, "multipart/form-data; boundary=x", strings.NewReader("--x\r\nkapot"))
	h.Pagina(res, 400)
}
