package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/pgtest"

	"github.com/PuerkitoBio/goquery"
)

// What happens between people, sessions and gemeenten, on one product.
func TestMensen(t *testing.T) {
	t.Parallel()
	pool := pgtest.Nieuw(t)
	h := nieuwHuis(t, pool)
	t.Run("sessie verlopen", func(t *testing.T) { sessieVerlopen(t, h) })
	t.Run("sessie verlopen bij een medewerker", func(t *testing.T) { werksessieVerlopen(t, h) })
	t.Run("andere gemeente", func(t *testing.T) { andereGemeente(t, h) })
	t.Run("twee kopieen", func(t *testing.T) { tweeKopieen(t, h, nieuwHuis(t, pool)) })
}

// A session ends halfway a form: after logging in again everything stands there still.
func sessieVerlopen(t *testing.T, h *huis) {
	b := h.bezoeker(veldwaarde)
	const email = "halverwege@voorbeeld.example"
	b.metCode(email)
	b.get("/verklaring/aanvragen", 303)
	antwoorden := stappen("Half Wege")
	b.naar(stap+"wie", antwoorden["wie"])
	b.naar(stap+"naaste", antwoorden["naaste"])
	b.get(stap+"zorg", 200)
	if _, err := h.eigenaar.Exec(t.Context(), `DELETE FROM sessie`); err != nil {
		t.Fatal(err)
	}
	form := antwoorden["zorg"]
	form.Set("toelichting", "Ik zorg al jaren <b>& toch</b>.\nElke dag.")
	if pad := b.naar(stap+"zorg", form); pad != "/inloggen" {
		t.Fatalf("a form without a session leads to %s", pad)
	}
	b.get("/inloggen", 200)
	pad, _ := b.metCode(email)
	if pad != stap+"zorg" {
		t.Fatalf("after logging in: %s", pad)
	}
	a := b.get(pad, 200)
	if got := a.Find("#toelichting").Text(); strings.TrimSpace(strings.ReplaceAll(got, "\r", "")) != form.Get("toelichting") {
		t.Errorf("toelichting = %q", got)
	}
	if v, _ := a.Find("#uren").Attr("value"); v != "12" {
		t.Errorf("uren = %q", v)
	}
	if n := a.Find("input[name=taken][checked]").Length(); n != 2 {
		t.Errorf("%d taken are chosen, want 2", n)
	}
	if a.Find(".utrecht-alert--info").Length() != 1 {
		t.Error("nobody tells that it was kept")
	}
	if got := b.get(pad, 200).Find("#toelichting").Text(); strings.TrimSpace(got) != "" {
		t.Errorf("what was kept is shown once, not again: %q", got)
	}
	if pad := b.naar(pad, form); pad != stap+"doel" {
		t.Errorf("going on leads to %s", pad)
	}
}

// A decision of a consulent whose session ended is not lost without a word either.
func werksessieVerlopen(t *testing.T, h *huis) {
	b := h.bezoeker(veldwaarde).metWachtwoord("c.bakker@veldwaarde.example")
	dossier := "/beheer/aanvragen/" + h.aanvraagVan("Sanne")
	b.get(dossier, 200)
	if _, err := h.eigenaar.Exec(t.Context(), `DELETE FROM sessie`); err != nil {
		t.Fatal(err)
	}
	a := b.doe(http.MethodPost, dossier+"/behandelen", url.Values{}, "Referer", "http://"+b.host+dossier)
	if pad := a.Header.Get("Location"); a.StatusCode != 303 || pad != "/beheer/inloggen" {
		t.Fatalf("%d %s", a.StatusCode, pad)
	}
	if status := een[string](h, `SELECT status FROM aanvraag WHERE id = $1`, h.aanvraagVan("Sanne")); status != "ingediend" {
		t.Errorf("without a session the aanvraag became %s", status)
	}
	if pad := b.inloggen("c.bakker@veldwaarde.example"); pad != dossier {
		t.Errorf("back at %s", pad)
	}
}

// What belongs to one gemeente does not exist at another, and a session is worth
// nothing there.
func andereGemeente(t *testing.T, h *huis) {
	rij := func(sql string) string { return een[string](h, sql) }
	aanvraag := h.aanvraagVan("Fatima")
	verklaring := een[string](h, `SELECT id::text FROM verklaring WHERE aanvraag_id = $1`, aanvraag)
	code := h.code(`aanvraag_id = $1`, aanvraag)
	aanbod := rij(`SELECT a.id::text FROM aanbod a JOIN gemeente g ON g.id = a.gemeente_id WHERE g.slug = 'veldwaarde' LIMIT 1`)

	jelle := h.bezoeker(lindemeer).metWachtwoord("j.dijkstra@lindemeer.example")
	jelle.get("/beheer/aanvragen", 200)
	for _, lijst := range []string{"", "?lijst=afgehandeld"} {
		if a := jelle.get("/beheer/aanvragen"+lijst, 200); strings.Contains(a.Text(), "Fatima") || strings.Contains(a.Text(), "Henk") {
			t.Error("Lindemeer sees names of Veldwaarde")
		}
	}
	jelle.get("/beheer/aanvragen/"+aanvraag, 404).foutpagina(t, "dossier", "")
	jelle.post("/beheer/aanvragen/"+aanvraag+"/behandelen", url.Values{}, 404)
	jelle.post("/beheer/aanvragen/"+aanvraag+"/besluit/verlenen", url.Values{"knop": {"versturen"}, "doelen": {"werkgever"}, "geldig_van-dag": {"1"}, "geldig_van-maand": {"1"}, "geldig_van-jaar": {time.Now().Format("2006")}}, 404)
	anke := h.bezoeker(lindemeer).metWachtwoord("a.visser@lindemeer.example")
	for _, pad := range []string{"", "/voorbeeld", "/archiveren"} {
		anke.get("/beheer/aanbod/"+aanbod+pad, 404)
	}
	anke.post("/beheer/aanbod/"+aanbod, url.Values{"basis": {"1"}, "actie": {"publiceren"}, "naam": {"Gekaapt"}}, 404)
	anke.post("/beheer/aanbod/"+aanbod+"/archiveren", url.Values{}, 404)

	// the same e-mail address is another person at another gemeente
	fatima := h.bezoeker(lindemeer)
	fatima.metCode("fatima@voorbeeld.example")
	if tekst := fatima.get("/mijn", 200).tekst("main"); strings.Contains(tekst, "MV-") {
		t.Errorf("Lindemeer shows what Veldwaarde issued: %s", tekst)
	}
	fatima.get("/mijn/aanvragen/"+aanvraag, 404)
	fatima.get("/mijn/verklaringen/"+verklaring+".pdf", 404)
	if kop := fatima.post("/controleren", url.Values{"code": {code}, "geboren": {"3-3-1971"}}, 200).tekst("h1"); !strings.Contains(kop, "niet bevestigen") {
		t.Errorf("a code of Veldwaarde at Lindemeer: %s", kop)
	}

	// the cookie of one host at another
	carla := h.bezoeker(veldwaarde).metWachtwoord("c.bakker@veldwaarde.example")
	hier, _ := url.Parse("http://" + carla.host)
	daar, _ := url.Parse("http://" + lindemeer + ":" + h.port)
	dief := h.bezoeker(lindemeer)
	dief.Jar.SetCookies(daar, carla.Jar.Cookies(hier))
	if len(dief.Jar.Cookies(daar)) != 1 {
		t.Fatal("no cookie to try with")
	}
	if pad := dief.get("/beheer", 303).Header.Get("Location"); !strings.HasPrefix(pad, "/beheer/inloggen") {
		t.Errorf("the cookie of Veldwaarde leads to %s at Lindemeer", pad)
	}
	carla.get("/beheer", 200) // and is not spoilt by trying
	// who works at one gemeente cannot log in at another
	if a := dief.post("/beheer/inloggen", url.Values{"email": {"c.bakker@veldwaarde.example"}, "wachtwoord": {demo.Wachtwoord}}, 422); a.Find(".mz-foutoverzicht, [data-error-summary]").Length() == 0 {
		t.Error("nobody tells what is wrong")
	}
}

// formulierVan reads a form off a page, as a browser would send it.
func formulierVan(doc *goquery.Document) url.Values {
	v := url.Values{}
	doc.Find("form.mz-form input, form.mz-form textarea, form.mz-form option[selected]").Each(func(_ int, s *goquery.Selection) {
		naam, _ := s.Attr("name")
		waarde, _ := s.Attr("value")
		_, aan := s.Attr("checked")
		switch soort, _ := s.Attr("type"); {
		case goquery.NodeName(s) == "option":
			naam, _ = s.ParentsFiltered("select").Attr("name")
			v.Add(naam, waarde)
		case goquery.NodeName(s) == "textarea":
			v.Add(naam, s.Text())
		case (soort == "checkbox" || soort == "radio") && !aan:
		default:
			v.Add(naam, waarde)
		}
	})
	return v
}

// What is published at one copy is seen at another, on the same database.
func tweeKopieen(t *testing.T, a, b *huis) {
	ria, daar := a.bezoeker(veldwaarde).metWachtwoord("r.jansen@veldwaarde.example"), b.bezoeker(veldwaarde)
	id := een[string](a, `SELECT a.id::text FROM aanbod a JOIN gemeente g ON g.id = a.gemeente_id WHERE g.slug = 'veldwaarde' ORDER BY a.slug LIMIT 1`)
	slug := een[string](a, `SELECT slug FROM aanbod WHERE id = $1::uuid`, id)
	daar.get("/aanbod/"+slug, 200)
	const naam = "Koffie voor zebra's en hun verzorgers"
	form := formulierVan(ria.get("/beheer/aanbod/"+id, 200).Document)
	form.Set("naam", naam)
	form.Set("actie", "publiceren")
	ria.naar("/beheer/aanbod/"+id, form)
	if kop := a.bezoeker(veldwaarde).get("/aanbod/"+slug, 200).tekst("h1"); kop != naam {
		t.Errorf("where it was published it must be seen at once: %q", kop)
	}
	for grens := time.Now().Add(geduld); daar.get("/aanbod/"+slug, 200).tekst("h1") != naam; {
		if time.Now().After(grens) {
			t.Fatal("the other copy never shows it")
		}
	}
	if eerste := daar.get("/aanbod?q=zebra", 200).Find("ol[start] > .mz-result h3").First().Text(); eerste != naam {
		t.Errorf("the other copy finds %q first", eerste)
	}
	// the redacteur goes on at the other copy: sessions are in the database
	u, _ := url.Parse("http://" + veldwaarde)
	ria2 := b.bezoeker(veldwaarde)
	ria2.Jar.SetCookies(u, ria.Jar.Cookies(u))
	if tekst := ria2.get("/beheer/aanbod?q=zebra", 200).tekst("main"); !strings.Contains(tekst, naam) {
		t.Errorf("the other copy does not know the session: %s", tekst)
	}
}
