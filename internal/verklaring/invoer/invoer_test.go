package invoer_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/invoer"
	"mantelpunt/internal/verklaring/proef"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

type huis struct{ *proef.Huis }

func nieuw(t *testing.T, wijzig func(*verklaring.Regels)) huis {
	h := huis{proef.Nieuw(t, func(p *proef.Huis) interface{ Routes(chi.Router) } {
		return invoer.Handler{Store: p.Store, Account: p, Web: p.Web, Klok: p.Nu}
	}, func(p *proef.Huis) interface{ Routes(chi.Router) } {
		return aanvragen.Handler{Store: p.Store, Account: p, Web: p.Web, Klok: p.Nu}
	})}
	r := verklaring.StandaardRegels()
	if wijzig != nil {
		wijzig(&r)
	}
	h.Goed(h.Store.VoegRegeling(h.Ctx(h.Bea), h.G.ID, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), r))
	return h
}

// form is somebody at the desk who knows no more than what must be known.
func (h huis) form(paren ...string) url.Values {
	h.Helper()
	id, _ := h.Get(h.Carla, invoer.PadNieuw, 200).Find("input[name=id]").Attr("value")
	v := url.Values{"id": {id}, "kanaal": {"balie"}, "ontvangen-dag": {"22"}, "ontvangen-maand": {"11"}, "ontvangen-jaar": {"2026"}, "naam": {"Ans de Wit"},
		"geboortedatum-dag": {"3"}, "geboortedatum-maand": {"3"}, "geboortedatum-jaar": {"1950"}, "doelen": {"parkeren"},
		"bereik": {"post"}, "straat": {"Dorpsstraat 1"}, "postcode": {"7991ab"}, "plaats": {"Veldwaarde"}, "email": {""}}
	for i := 0; i < len(paren); i += 2 {
		v.Set(paren[i], paren[i+1])
	}
	return v
}

// With files the form is sent in parts.
func (h huis) stuur(form url.Values, bestanden map[string][]byte) *http.Response {
	h.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for veld, waarden := range form {
		for _, w := range waarden {
			h.Goed(m.WriteField(veld, w))
		}
	}
	for veld, inhoud := range bestanden {
		deel, err := m.CreateFormFile(veld, "scan.pdf")
		h.Goed(err)
		_, err = deel.Write(inhoud)
		h.Goed(err)
	}
	h.Goed(m.Close())
	return h.VraagMet(h.Carla, http.MethodPost, invoer.PadNieuw, &b, m.FormDataContentType())
}

func (h huis) aanvraag(naar string) verklaring.Aanvraag {
	h.Helper()
	id := uuid.MustParse(naar[strings.LastIndex(naar, "/")+1:])
	a, err := h.Store.ScanAanvraag(h.G.ID, h.Pool.QueryRow(h.Ctx(h.Carla), `SELECT `+verklaring.Kolommen+verklaring.VanTabellen+` WHERE a.id = $1`, id))
	h.Goed(err)
	return a
}

// Who has no mail gets the receipt by post; the term runs from the day of receipt, and
// what nobody knows stays open. A second click finds the same aanvraag.
func TestAtTheDesk(t *testing.T) {
	h := nieuw(t, nil)
	form := h.form("kanaal", "papier", "ontvangen-dag", "9")
	naar := h.Naar(h.Carla, invoer.PadNieuw, form)
	a := h.aanvraag(naar)
	if a.Status != verklaring.Ingediend || a.Kanaal != verklaring.Papier || a.Email != "" || a.Antwoorden.Adres != "Dorpsstraat 1\n7991 AB Veldwaarde" {
		t.Errorf("%s %s %q %q", a.Status, a.Kanaal, a.Email, a.Antwoorden.Adres)
	}
	if got := a.TermijnTot.Format(time.DateOnly); got != "2027-01-04" || verklaring.Dag(*a.IngediendOp).Format(time.DateOnly) != "2026-11-09" {
		t.Errorf("received %s, term until %s", a.IngediendOp, got)
	}
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'ontvangst' AND per_post`, 1)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 0)
	h.Telt(`SELECT count(*) FROM burger WHERE email IS NULL AND email_kenmerk IS NULL AND bsn IS NULL`, 1)
	h.Telt(`SELECT count(*) FROM aanvraag_gebeurtenis WHERE naar = 'ingediend' AND door_soort = 'medewerker' AND door_naam = 'Carla'`, 1)
	if weer := h.Naar(h.Carla, invoer.PadNieuw, form); weer != naar {
		t.Errorf("a second click leads to %s", weer)
	}
	h.Telt(`SELECT count(*) FROM aanvraag`, 1)
	if !strings.Contains(h.Laatste, "ligt klaar om af te drukken") {
		t.Error(h.Laatste)
	}
}

// What is wrong is told, what is open is not, and nothing is stored.
func TestMistakes(t *testing.T) {
	h := nieuw(t, nil)
	for _, c := range []struct {
		paren []string
		zin   string
	}{
		{[]string{"naam", ""}, "voornaam en achternaam"},
		{[]string{"geboortedatum-dag", "31", "geboortedatum-maand", "2"}, "bestaat niet"},
		{[]string{"doelen", ""}, "waarvoor de verklaring is"},
		{[]string{"kanaal", "lijst"}, "hoe de aanvraag binnenkwam"},
		{[]string{"ontvangen-dag", "23"}, "in de toekomst"},
		{[]string{"ontvangen-jaar", "2016"}, "meer dan een jaar terug"},
		{[]string{"uren", "200"}, "van 1 tot en met 168"},
		{[]string{"bereik", ""}, "hoe de aanvrager brieven krijgt"},
		{[]string{"bereik", "email", "email", "geen adres"}, "Vul een e-mailadres in"},
		{[]string{"postcode", "12"}, "4 cijfers en 2 letters"},
		{[]string{"straat", strings.Repeat("a", 81)}, "hoogstens 80 tekens"},
		{[]string{"naam", "Ans 🎉"}, "kunnen niet op een brief"},
	} {
		doc := h.Post(h.Carla, invoer.PadNieuw, h.form(c.paren...), 422)
		h.Bevat(doc, ".mz-errors", c.zin)
		if n := doc.Find(".mz-errors li").Length(); n != 1 {
			t.Errorf("%v: %d mistakes", c.paren, n)
		}
	}
	h.Telt(`SELECT count(*) FROM aanvraag`, 0)
	h.Telt(`SELECT count(*) FROM burger`, 1)
	for _, p := range []toegang.Persoon{h.Burger, h.Bea} {
		if res := h.Vraag(p, http.MethodGet, invoer.PadNieuw, nil); res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", p.Naam, res.StatusCode)
		}
	}
}

// An address that a burger has is that burger, once somebody said so. What was half
// filled in makes way, and what is open stays the only one.
func TestAKnownAddress(t *testing.T) {
	h := nieuw(t, nil)
	h.Vraag(h.Burger, http.MethodGet, verklaring.PadAanvragen, nil)
	form := h.form("bereik", "email", "email", "Fatima@voorbeeld.example")
	_, err := h.Pool.Exec(h.Ctx(h.Carla), `UPDATE burger SET email_kenmerk = $1`, h.Store.Kluis.Kenmerk("burger.email", []byte("1 fatima@voorbeeld.example")))
	h.Goed(err)
	doc := h.Post(h.Carla, invoer.PadNieuw, form, 422)
	h.Bevat(doc, ".utrecht-alert--warning", "fatima@voorbeeld.example")
	form.Set("gezien", "ja")
	a := h.aanvraag(h.Naar(h.Carla, invoer.PadNieuw, form))
	if a.BurgerID != h.Burger.ID || a.Email != "fatima@voorbeeld.example" || a.Antwoorden.Adres != "" {
		t.Errorf("%s %q %q", a.BurgerID, a.Email, a.Antwoorden.Adres)
	}
	h.Telt(`SELECT count(*) FROM aanvraag`, 1)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 1)

	weer := h.form("bereik", "email", "email", "fatima@voorbeeld.example", "naam", "Iemand Anders", "gezien", "ja")
	h.Bevat(h.Post(h.Carla, invoer.PadNieuw, weer, 409), ".utrecht-alert--warning", "loopt al een aanvraag: "+a.Kenmerk)
	h.Telt(`SELECT count(*) FROM aanvraag`, 1)
}

// Somebody with the same name and date of birth is shown, and can be somebody else.
func TestTheSamePerson(t *testing.T) {
	h := nieuw(t, nil)
	h.Naar(h.Carla, invoer.PadNieuw, h.form())
	h.Naar(h.Carla, invoer.PadNieuw, h.form("geboortedatum-jaar", "1951"))
	form := h.form("naam", "ANS de Wít")
	doc := h.Post(h.Carla, invoer.PadNieuw, form, 422)
	h.Bevat(doc, ".utrecht-alert--warning a", "MV-2026-00001")
	if n := doc.Find(".utrecht-alert--warning li").Length(); n != 1 {
		t.Errorf("%d found", n)
	}
	form.Set("gezien", "ja")
	h.Naar(h.Carla, invoer.PadNieuw, form)
	h.Telt(`SELECT count(*) FROM burger WHERE email IS NULL`, 3)
}

// foto is a photo of something on paper.
func (h huis) foto(kleur uint8) []byte {
	h.Helper()
	var b bytes.Buffer
	m := image.NewGray(image.Rect(0, 0, 40, 30))
	m.SetGray(1, 1, color.Gray{Y: kleur})
	h.Goed(png.Encode(&b, m))
	return b.Bytes()
}

// In direct mode what is complete is granted at once, with the confirmation on paper.
func TestGrantedAtOnce(t *testing.T) {
	h := nieuw(t, func(r *verklaring.Regels) {
		r.Modus, r.Bevestiging, r.Bewijs = verklaring.Direct, verklaring.BevestigingLink, []string{"takenlijst"}
	})
	compleet := []string{"woont_hier", "ja", "uren", "12", "sinds-maand", "3", "sinds-jaar", "2024"}
	h.Bevat(h.Post(h.Carla, invoer.PadNieuw, h.form(compleet...), 422), ".mz-errors", "bevestiging van de naaste")
	res := h.stuur(h.form(append(compleet, "wijze", "ontvangen")...), map[string][]byte{"bestand-formulier": h.foto(100), "bestand-takenlijst": h.foto(200)})
	if res.StatusCode != http.StatusSeeOther {
		h.Pagina(res, http.StatusSeeOther)
	}
	a := h.aanvraag(res.Header.Get("Location"))
	if a.Status != verklaring.Verleend || a.Stand.Toestemming != verklaring.ToestemmingJa {
		t.Errorf("%s, %s", a.Status, a.Stand.Toestemming)
	}
	h.Telt(`SELECT count(*) FROM bijlage WHERE door_soort = 'medewerker'`, 2)
	h.Telt(`SELECT count(*) FROM toestemming WHERE antwoord = 'ja' AND antwoord_door = 'papier'`, 1)
	h.Telt(`SELECT count(*) FROM brief WHERE per_post`, 2) // the receipt, and that it is granted
	if !strings.Contains(h.Laatste, "meteen verleend") {
		t.Error(h.Laatste)
	}

	// asked by letter it waits
	b := h.aanvraag(h.Naar(h.Carla, invoer.PadNieuw, h.form(append(compleet, "naam", "Bep Bos", "wijze", "brief", "naaste_naam", "Mevrouw Bos", "naaste_straat", "Laan 2", "naaste_postcode", "7991AB", "naaste_plaats", "Veldwaarde")...)))
	if b.Status != verklaring.Ingediend || b.Stand.Toestemming != verklaring.StaatGevraagd || b.Antwoorden.Bewijs["takenlijst"] != verklaring.BewijsLater {
		t.Errorf("%s, %s, %v", b.Status, b.Stand.Toestemming, b.Antwoorden.Bewijs)
	}
}

// A file that may not be kept stops the form, with its sentence.
func TestABadFile(t *testing.T) {
	h := nieuw(t, nil)
	doc := h.Pagina(h.stuur(h.form(), map[string][]byte{"bestand-formulier": []byte("MZ dit is geen pdf")}), 422)
	if doc.Find("#bestand-formulier-fout").Length() != 1 {
		t.Error("no sentence beside the field")
	}
	h.Bevat(doc, ".utrecht-alert--info", "Kies de bestanden opnieuw")
	h.Telt(`SELECT count(*) FROM aanvraag`, 0)
}
