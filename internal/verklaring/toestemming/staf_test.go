package toestemming_test

import (
	"bytes"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/verklaring"
)

// A consulent sees how it stands, asks again, and keeps what came in on paper.
func TestStaff(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(perMail)
	pad := verklaring.PadToestemmingStaf(id)
	h.Bevat(h.Get(h.Carla, pad, 200), "#stand", "Gevraagd per e-mail op 22 november 2026. Nog geen antwoord.")
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'toestemming gelezen' AND wie_naam = 'Carla'`, 1)
	h.Get(h.Bea, pad, 403)
	h.Get(h.Burger, pad, 403)
	h.Post(h.Bea, pad, url.Values{"knop": {"papier"}, "antwoord": {"ja"}}, 403)
	h.Post(h.Carla, pad, url.Values{"knop": {"wat"}}, 400)
	eerste := h.link()
	h.Klok = h.Klok.Add(time.Hour)
	h.Naar(h.Carla, pad, url.Values{"knop": {"opnieuw"}})
	h.Get(niemand, eerste, 410)
	h.Naar(h.Carla, pad, url.Values{"knop": {"niet_meer"}})
	h.Get(niemand, h.link(), 410)
	h.Bevat(h.Post(h.Carla, pad, url.Values{"knop": {"opnieuw"}}, 400), ".utrecht-alert--warning", "Wij weten niet meer waar")

	doc := h.Post(h.Carla, pad, url.Values{"knop": {"papier"}, "rol": {"mentor"}}, 422)
	h.Bevat(doc, "#antwoord-fout", "Kies wat er op het papier staat")
	h.Bevat(doc, "#naam-fout", "Vul de naam")
	h.Naar(h.Carla, pad, url.Values{"knop": {"papier"}, "antwoord": {"nee"}})
	h.Bevat(h.Get(h.Carla, pad, 200), "#stand", "Niet bevestigd op 22 november 2026, op papier")
	h.Naar(h.Carla, pad, url.Values{"knop": {"papier"}, "antwoord": {"ja"}, "rol": {"curator"}, "naam": {"Joop de Wit"}})
	doc = h.Get(h.Carla, pad, 200)
	h.Bevat(doc, "#stand", "op papier (Joop de Wit, curator)")
	if doc.Find("main form").Length() != 0 {
		t.Error("after a yes there is nothing to do")
	}
	h.Bevat(h.Post(h.Carla, pad, url.Values{"knop": {"papier"}, "antwoord": {"nee"}}, 409), ".utrecht-alert--warning", "Er is al bevestigd")
	h.Waar = h.G2
	h.Get(h.Carla, pad, 404)
}

// The scan goes with the answer, or neither does.
func TestTheScanOfAnAnswerOnPaper(t *testing.T) {
	h := nieuw(t)
	id := h.ingediend(opPapier)
	var foto bytes.Buffer
	h.Goed(png.Encode(&foto, image.NewGray(image.Rect(0, 0, 40, 40))))
	stuur := func(bestand []byte) (int, string) {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		h.Goed(m.WriteField("knop", "papier"))
		h.Goed(m.WriteField("antwoord", "ja"))
		deel, err := m.CreateFormFile("scan", "formulier.png")
		h.Goed(err)
		_, err = deel.Write(bestand)
		h.Goed(err)
		h.Goed(m.Close())
		res := h.VraagMet(h.Carla, http.MethodPost, verklaring.PadToestemmingStaf(id), &b, m.FormDataContentType())
		doc := h.Pagina(res, res.StatusCode)
		return res.StatusCode, strings.TrimSpace(doc.Find("#scan-fout").Text())
	}
	if status, fout := stuur([]byte("geen foto")); status != http.StatusUnprocessableEntity || fout == "" {
		t.Errorf("no picture: %d %q", status, fout)
	}
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = ''`, 1)
	if status, _ := stuur(foto.Bytes()); status != http.StatusSeeOther {
		t.Errorf("a picture: %d", status)
	}
	h.Telt(`SELECT count(*) FROM bijlage WHERE soort = $1 AND door_soort = 'medewerker'`, 1, verklaring.BijlageToestemming)
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = 'ja' AND antwoord_door = 'papier'`, 1)
	if status, _ := stuur(append(foto.Bytes(), 0)); status != http.StatusConflict {
		t.Errorf("a second answer: %d", status)
	}
}
