package melden

import (
	"bytes"
	"context"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

const meldadres = "/aanbod/logeerhuis-de-linde/melding"

// namen knows one gemeente.
type namen struct{}

func (namen) Naam(context.Context, int) string { return "Lindemeer" }

// site is the sociale kaart with this room.
type site struct {
	*proef.Site
	meldingen socialekaart.Meldingen
	h         Handler
}

func nieuweSite(t *testing.T) *site {
	t.Helper()
	s := proef.NieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	uit := &site{Site: s, meldingen: socialekaart.Meldingen{DB: s.Store.DB, Kluis: kluis.Proef(t)}}
	uit.h = Handler{Voorraad: s.Voorraad, Store: uit.meldingen, Gemeenten: namen{}, Flits: s, Web: s.Web}
	s.Hang(uit.h)
	for _, p := range []toegang.Persoon{proef.Redacteur, proef.Collega} {
		if _, err := s.Store.Van(s.Gemeente.ID).Exec(t.Context(), `INSERT INTO gebruiker (id, email, naam) VALUES ($1, $2, $3)`, p.ID, p.ID.String()+"@a.example", p.Naam); err != nil {
			t.Fatal(err)
		}
	}
	return uit
}

func (s *site) meld(soort, tekst, email string) string {
	s.T.Helper()
	w := s.Verzoek(toegang.Persoon{}, http.MethodPost, meldadres, url.Values{"soort": {soort}, "tekst": {tekst}, "email": {email}})
	if w.Code != http.StatusSeeOther {
		s.T.Fatalf("status %d: %.500s", w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (s *site) tel(sql string, args ...any) (n int) {
	s.T.Helper()
	if err := s.Store.Van(s.Gemeente.ID).QueryRow(s.T.Context(), sql, args...).Scan(&n); err != nil {
		s.T.Fatal(err)
	}
	return n
}

// A visitor reports, a redacteur reads and handles it, and can take that back.
func TestAReportFromBeginningToEnd(t *testing.T) {
	s := nieuweSite(t)
	doc := s.Lees(meldadres, http.StatusOK)
	if doc.Find(`form[action="`+meldadres+`"] input[name=soort]`).Length() != len(socialekaart.Meldsoorten) || !strings.Contains(doc.Text(), "Schrijf geen namen en niets over ziekte") {
		t.Error("no form, or no warning")
	}
	if naar := s.meld("tijden", "Op vrijdag is het om 15.00 uur dicht.\n<b>Echt</b>", "jan@voorbeeld.example"); naar != meldadres+"/bedankt" {
		t.Fatal(naar)
	}
	if got := proef.TekstVan(s.Lees(meldadres+"/bedankt", http.StatusOK), "h1"); got != "Dank u wel" {
		t.Error(got)
	}
	s.meld("gestopt", "", "")

	doc = s.Beheer(PadMeldingen)
	kaarten := doc.Find("main li.mz-card")
	if kaarten.Length() != 2 || !strings.Contains(kaarten.First().Text(), "Op vrijdag is het om 15.00 uur dicht. <b>Echt</b>") || proef.TekstVan(doc, ".mz-tabs .nl-data-badge") != "2" {
		t.Fatalf("%d: %s", kaarten.Length(), proef.TekstVan(doc, "main"))
	}
	if doc.Find(`a[href="mailto:jan@voorbeeld.example"], a[href="/beheer/aanbod/`+s.ID("logeerhuis-de-linde").String()+`"]`).Length() != 3 {
		t.Error("no way to answer or to change the offer")
	}
	id := strings.TrimPrefix(kaarten.First().AttrOr("id", ""), "m")
	doe := func(wie toegang.Persoon, actie string) int {
		return s.Verzoek(wie, http.MethodPost, PadMeldingen+"/"+id, url.Values{"actie": {actie}}).Code
	}
	if doe(proef.Redacteur, handelAf) != http.StatusSeeOther || !strings.Contains(s.Flitsen[0], "is afgehandeld") {
		t.Error(s.Flitsen)
	}
	if got := proef.TekstVan(s.Beheer(PadMeldingen+"?toon=afgehandeld"), "main li"); !strings.Contains(got, "door Roos Redacteur") || !strings.Contains(got, "Zet terug") {
		t.Error(got)
	}
	if doe(proef.Collega, heropen) != http.StatusSeeOther || s.Beheer(PadMeldingen).Find("main li.mz-card").Length() != 2 {
		t.Error("it is not open again")
	}
	if n := s.tel(`SELECT count(*) FROM audit WHERE wat IN ('melding afgehandeld', 'melding heropend') AND rij = $1`, id); n != 2 {
		t.Errorf("%d lines", n)
	}
}

// Who reads what people wrote leaves a line; an empty list tells nothing.
func TestReadingIsWrittenDown(t *testing.T) {
	s := nieuweSite(t)
	s.Beheer(PadMeldingen)
	if n := s.tel(`SELECT count(*) FROM audit WHERE wat = 'meldingen gelezen'`); n != 0 {
		t.Errorf("%d lines of nothing", n)
	}
	s.meld("anders", "Jan de Vries werkt er niet meer.", "")
	s.Beheer(PadMeldingen)
	if n := s.tel(`SELECT count(*) FROM audit WHERE wat = 'meldingen gelezen' AND wie_naam = 'Roos Redacteur' AND gegevens::text NOT LIKE '%Jan%'`); n != 1 {
		t.Errorf("%d lines", n)
	}
}

func TestWhatPeopleWriteIsClosed(t *testing.T) {
	s := nieuweSite(t)
	s.meld("anders", "Mijn moeder heet Truus.", "truus@voorbeeld.example")
	var tekst, email []byte
	if err := s.Store.Van(s.Gemeente.ID).QueryRow(t.Context(), `SELECT tekst, email FROM melding`).Scan(&tekst, &email); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(tekst, []byte("Truus")) || bytes.Contains(email, []byte("truus")) || len(email) == 0 {
		t.Error("it can be read")
	}
}

func TestWrongReports(t *testing.T) {
	s := nieuweSite(t)
	for _, c := range []struct{ naam, soort, tekst, email, veld string }{
		{"nothing chosen", "", "Iets", "", "soort"},
		{"another kind", "'; DROP TABLE melding; --", "Iets", "", "soort"},
		{"no text", "contact", " \n\t ", "", "tekst"},
		{"too long", "contact", strings.Repeat("é", maxTekst+1), "", "tekst"},
		{"no address", "gestopt", "", "jan", "email"},
		{"address with a name", "gestopt", "", "Jan <jan@a.example>", "email"},
		{"two addresses", "gestopt", "", "jan@a.example, piet@a.example", "email"},
		{"long address", "gestopt", "", strings.Repeat("a", 300) + "@a.example", "email"},
	} {
		ctx := toegang.MetAdres(toegang.MetPersoon(toegang.MetGemeente(t.Context(), s.Gemeente), toegang.Persoon{}), netip.Addr{})
		f := formulier{Soort: c.soort, Tekst: strings.TrimSpace(c.tekst), Email: c.email}
		f.controleer(ctx)
		if len(f.Fouten) != 1 || f.Fouten[0].Veld != c.veld {
			t.Errorf("%s: %v", c.naam, f.Fouten)
		}
	}
	w := s.Verzoek(toegang.Persoon{}, http.MethodPost, meldadres, url.Values{"soort": {"kosten"}, "tekst": {"<script>"}, "email": {"fout"}})
	doc := s.Document(w, http.StatusUnprocessableEntity)
	if doc.Find("textarea").Text() != "<script>" || doc.Find("input[value=kosten][checked]").Length() != 1 || doc.Find("#email").AttrOr("value", "") != "fout" || doc.Find("[data-error-summary] a[href='#email']").Length() != 1 {
		t.Error("what was typed is lost, or the fault is not told")
	}
	if n := s.tel(`SELECT count(*) FROM melding`); n != 0 {
		t.Errorf("%d kept", n)
	}
	if w := s.Verzoek(toegang.Persoon{}, http.MethodPost, "/aanbod/bestaat-niet/melding", url.Values{"soort": {"gestopt"}}); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

func TestReportsAreLimited(t *testing.T) {
	s := nieuweSite(t)
	for range 5 {
		s.meld("gestopt", "", "")
	}
	if w := s.Verzoek(toegang.Persoon{}, http.MethodPost, meldadres, url.Values{"soort": {"gestopt"}}); w.Code != http.StatusTooManyRequests {
		t.Errorf("status %d", w.Code)
	}
	s.Lees(meldadres, http.StatusOK)
}

// A report about what another gemeente keeps goes there, and is seen there alone.
func TestItGoesToWhoKeepsTheOffer(t *testing.T) {
	s := nieuweSite(t)
	if err := s.meldingen.Voeg(t.Context(), s.Andere.ID, socialekaart.Melding{AanbodID: s.ID("logeerhuis-de-linde"), Soort: "gestopt"}); err == nil {
		t.Error("an offer of one gemeente is reported at another")
	}
	s.meld("gestopt", "", "")
	w := s.VerzoekBij(s.Andere, proef.Redacteur, http.MethodGet, PadMeldingen, nil)
	if doc := s.Document(w, http.StatusOK); doc.Find("main li.mz-card").Length() != 0 {
		t.Error("another gemeente reads it")
	}
	lijst, _, err := s.meldingen.Lees(s.als(proef.Redacteur), s.Gemeente.ID, false, uuid.Nil)
	if err != nil || len(lijst) != 1 {
		t.Fatal(err)
	}
	if gedaan, err := s.meldingen.Zet(s.als(proef.Redacteur), s.Andere.ID, lijst[0].ID, true, proef.Redacteur); gedaan || err != nil {
		t.Errorf("another gemeente handles it: %v %v", gedaan, err)
	}
	f := formulier{Aanbod: socialekaart.Aanbod{Slug: "x"}, Naar: namen{}.Naam(t.Context(), 0)}
	var b strings.Builder
	if err := meldpagina(f).Render(t.Context(), &b); err != nil || !strings.Contains(b.String(), "gaat naar de gemeente Lindemeer") {
		t.Error("it does not say where it goes")
	}
}

func (s *site) als(p toegang.Persoon) context.Context {
	return toegang.MetPersoon(toegang.MetGemeente(s.T.Context(), s.Gemeente), p)
}

// Of two who handle the same report at the same time one did it, and there is one line.
func TestTwoHandleItAtOnce(t *testing.T) {
	s := nieuweSite(t)
	s.meld("gestopt", "", "")
	lijst, _, err := s.meldingen.Lees(s.als(proef.Redacteur), s.Gemeente.ID, false, uuid.Nil)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	eerst := 0
	for _, p := range []toegang.Persoon{proef.Redacteur, proef.Collega, proef.Redacteur, proef.Collega} {
		wg.Go(func() {
			gedaan, err := s.meldingen.Zet(s.als(p), s.Gemeente.ID, lijst[0].ID, true, p)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if gedaan {
				eerst++
			}
		})
	}
	wg.Wait()
	if n := s.tel(`SELECT count(*) FROM audit WHERE wat = 'melding afgehandeld'`); eerst != 1 || n != 1 {
		t.Errorf("%d did it, %d lines", eerst, n)
	}
	w := s.Verzoek(proef.Collega, http.MethodPost, PadMeldingen+"/"+lijst[0].ID.String(), url.Values{"actie": {handelAf}})
	if w.Code != http.StatusSeeOther || !strings.Contains(s.Flitsen[len(s.Flitsen)-1], "een collega was u voor") {
		t.Errorf("%d %q", w.Code, s.Flitsen)
	}
}

// Nothing is missed or seen twice on the way through the pages, also when some are
// handled meanwhile.
func TestPages(t *testing.T) {
	s := nieuweSite(t)
	const n = 2*socialekaart.PerLijst + 3
	for i := range n {
		if err := s.meldingen.Voeg(t.Context(), s.Gemeente.ID, socialekaart.Melding{AanbodID: s.ID("boodschappenbus"), Soort: "anders", Tekst: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	for _, afgehandeld := range []bool{false, true} {
		gezien, na := map[string]bool{}, uuid.Nil
		for bladen := 0; ; bladen++ {
			lijst, meer, err := s.meldingen.Lees(s.als(proef.Redacteur), s.Gemeente.ID, afgehandeld, na)
			if err != nil || bladen > 3 {
				t.Fatal(bladen, err)
			}
			for _, m := range lijst {
				if gezien[m.Tekst] {
					t.Errorf("%s twice", m.Tekst)
				}
				gezien[m.Tekst], na = true, m.ID
				if _, err := s.meldingen.Zet(s.als(proef.Redacteur), s.Gemeente.ID, m.ID, !afgehandeld, proef.Redacteur); err != nil {
					t.Fatal(err)
				}
			}
			if !meer {
				break
			}
		}
		if len(gezien) != n {
			t.Errorf("%v: %d seen, want %d", afgehandeld, len(gezien), n)
		}
	}
	doc := s.Beheer(PadMeldingen)
	verder := doc.Find("main p > a.mz-more").AttrOr("href", "")
	if doc.Find("main li.mz-card").Length() != socialekaart.PerLijst || s.Beheer(verder).Find("main li.mz-card").Length() != socialekaart.PerLijst {
		t.Errorf("the next page is %q", verder)
	}
	for _, na := range []string{"x", uuid.Max.String(), "%27"} {
		s.Beheer(PadMeldingen + "?na=" + na)
	}
}

func TestTheCountStops(t *testing.T) {
	s := nieuweSite(t)
	for range socialekaart.MeestOpen + 5 {
		if err := s.meldingen.Voeg(t.Context(), s.Gemeente.ID, socialekaart.Melding{AanbodID: s.ID("boodschappenbus"), Soort: "gestopt"}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.meldingen.Open(t.Context(), s.Gemeente.ID); n != socialekaart.MeestOpen || err != nil {
		t.Error(n, err)
	}
	if got := proef.TekstVan(s.Beheer(PadMeldingen), ".mz-tabs .nl-data-badge"); got != "100 of meer" {
		t.Error(got)
	}
}

func TestWhoMayHandle(t *testing.T) {
	s := nieuweSite(t)
	pad := PadMeldingen + "/" + uuid.Max.String()
	for naam, c := range map[string]struct {
		wie  toegang.Persoon
		want int
	}{
		"visitor":   {toegang.Persoon{}, http.StatusForbidden}, // the room has no login; the app leads there
		"consulent": {proef.Consulent, http.StatusForbidden},
		"redacteur": {proef.Redacteur, http.StatusSeeOther},
	} {
		if w := s.Verzoek(c.wie, http.MethodPost, pad, url.Values{"actie": {handelAf}}); w.Code != c.want {
			t.Errorf("%s: %d", naam, w.Code)
		}
	}
	for pad, want := range map[string]int{PadMeldingen + "/x": http.StatusNotFound, pad: http.StatusBadRequest} {
		if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, url.Values{"actie": {"weg"}}); w.Code != want {
			t.Errorf("%s: %d", pad, w.Code)
		}
	}
}
