package app_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/pgtest"

	"github.com/PuerkitoBio/goquery"
	"github.com/jackc/pgx/v5"
)

// spoor writes down what a visit leaves outside the page itself: addresses in history
// and proxies, titles in tabs, headers, and error pages that people send around.
type spoor struct {
	http.RoundTripper
	h *huis
}

func (s spoor) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := s.RoundTripper.RoundTrip(r)
	if err != nil {
		return res, err
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return res, err
	}
	_ = res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(b))
	regels := []string{"address: " + r.URL.String()}
	for naam, waarden := range res.Header {
		regels = append(regels, fmt.Sprintf("header %s: %v", naam, waarden))
	}
	if doc, err := goquery.NewDocumentFromReader(bytes.NewReader(b)); err == nil && strings.Contains(res.Header.Get("Content-Type"), "html") {
		regels = append(regels, "title: "+doc.Find("title").Text())
		if fout := doc.Find("main[data-foutpagina], main .mz-foutpagina"); fout.Length() > 0 || res.StatusCode >= 400 && res.StatusCode != 409 && res.StatusCode != 422 && res.StatusCode != 429 {
			regels = append(regels, "error page: "+doc.Find("main").Text())
		}
		doc.Find("a[href], form[action], link[href], img[src]").Each(func(_ int, e *goquery.Selection) {
			for _, a := range []string{"href", "action", "src"} {
				if v, ok := e.Attr(a); ok && !strings.HasPrefix(v, "mailto:") && !strings.HasPrefix(v, "tel:") {
					regels = append(regels, "link: "+v)
				}
			}
		})
	}
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	s.h.sporen = append(s.h.sporen, regels...)
	return res, nil
}

// People with names that nobody else has do what they come for, and make every kind of
// mistake. Nothing of it is found in the log, in addresses, titles, headers, error
// pages and subjects of mail, nor readable in any table of the database.
func TestMerken(t *testing.T) {
	t.Parallel()
	pool := pgtest.Nieuw(t)
	h := nieuwHuis(t, pool)
	const email, naam, telefoon, tekst = "kwartelkoning@voorbeeld.example", "Zwaantje Kwartelkoning", "0599-00 98 76", "mijn-geheime-toelichting"
	b := h.bezoeker(veldwaarde)
	_, inlogcode := b.metCode(email)
	antwoorden := stappen(naam)
	antwoorden["wie"].Set("telefoon", telefoon)
	antwoorden["wie"].Set("geboortedatum-jaar", "1937")
	antwoorden["zorg"].Set("toelichting", tekst)
	b.get("/verklaring/aanvragen", http.StatusSeeOther)
	b.post(stap+"wie", url.Values{"naam": {naam + strings.Repeat("x", 200)}}, 422)
	pad, kenmerk := b.vraagtAan(antwoorden)
	carla := h.bezoeker(veldwaarde).metWachtwoord("c.bakker@veldwaarde.example")
	dossier := "/beheer/aanvragen/" + pad[strings.LastIndex(pad, "/")+1:]
	carla.get(dossier, 200)
	if a := carla.post("/beheer/aanvragen/zoeken", url.Values{"naam": {"kwartel"}}, 200); !strings.Contains(a.tekst("tbody"), naam) {
		t.Error("a consulent must find the name")
	}
	carla.naar(dossier+"/behandelen", url.Values{})
	nu := time.Now()
	form := url.Values{"knop": {"versturen"}, "doelen": {"werkgever"}, "geldig_van-dag": {nu.Format("2")}, "geldig_van-maand": {nu.Format("1")}, "geldig_van-jaar": {nu.Format("2006")}}
	carla.naar(dossier+"/besluit/verlenen", form)
	h.brief(email, "brief over uw aanvraag")
	document, _ := b.get("/mijn", 200).Find("a.mz-document").Attr("href")
	b.get(document, 200)
	b.get("/mijn/gegevens", 200)
	code := h.code(`kenmerk = $1`, kenmerk)
	lezer := h.bezoeker(veldwaarde)
	if kop := lezer.post("/controleren", url.Values{"code": {code}, "geboren": {"3-3-1937"}}, 200).tekst("h1"); !strings.Contains(kop, "is geldig") {
		t.Errorf("checking: %s", kop)
	}
	lezer.post("/controleren", url.Values{"code": {code}, "geboren": {"3-3-37"}}, 422)
	// and what goes wrong
	carla.naar(dossier+"/besluit/verlenen", form) // her own second click is no conflict
	h.bezoeker(veldwaarde).metWachtwoord("s.elamrani@veldwaarde.example").post(dossier+"/besluit/verlenen", form, 409)
	lezer.post("/inloggen", url.Values{"email": {"<" + email + ">"}}, 422)
	lezer.post("/beheer/inloggen", url.Values{"email": {email}, "wachtwoord": {"geheim-" + tekst}}, 422)
	weg := h.bezoeker(veldwaarde) // somebody whose session ended while typing
	weg.naar(stap+"wie", antwoorden["wie"])
	for _, pad := range []string{"/mijn/aanvragen/x", "/static/x", "/thema/x", "/informatie/x"} {
		b.get(pad, 404)
	}
	carla.get("/beheer/aanbod/x", 403)
	b.post("/controleren", url.Values{"code": {naam + strings.Repeat("x", 2<<20)}}, 413)
	// what a visitor puts in an address himself stands in his address, and nowhere else
	h.mu.Lock()
	sporen := strings.Join(h.sporen, "\n")
	h.mu.Unlock()
	for _, pad := range []string{"/" + email, "/v/" + code + "/x", "/informatie/" + email, "/aanbod/" + email, "/mijn/aanvragen/" + kenmerk, "/static/" + email} {
		b.get(pad, 404)
	}
	h.bezoeker("elders.example").get("/?q="+email, 421)
	b.get("/aanbod?q="+url.QueryEscape(email+" "+naam), 200)
	lezer.get("/v/"+code, 200)
	lezer.doe("POST", "/inloggen", url.Values{"email": {email}}, "Origin", "https://"+email, "Referer", "https://elders.example/"+email, "User-Agent", email)
	lezer.doe("POST", "/inloggen?x="+email+"%zz", url.Values{"email": {email}})

	log := h.log.String()
	if !strings.Contains(log, `"route":"/v/{code}"`) || !strings.Contains(log, `"status":409`) || !strings.Contains(sporen, "address: http://veldwaarde.localhost") || !strings.Contains(sporen, "error page: ") {
		t.Fatal("what was done is not in what was written down: nothing would be proved")
	}
	adres, _, _ := net.SplitHostPort(h.adr)
	van := map[string]string{"e-mail": "kwartelkoning", "naam": "zwaantje", "telefoon": telefoon, "toelichting": tekst, "geboortedatum": "1937-03-03", "geboortedatum in woorden": "maart 1937"}
	zoek := func(waar, inhoud string, merken map[string]string) {
		t.Helper()
		for regel := range strings.SplitSeq(inhoud, "\n") {
			for wat, merk := range merken {
				if strings.Contains(strings.ToLower(regel), strings.ToLower(merk)) {
					t.Errorf("%s in %s: %.300s", wat, waar, regel)
				}
			}
		}
	}
	zoek("the log", log, van)
	zoek("the log", log, map[string]string{"inlogcode": `"` + inlogcode, "kenmerk": kenmerk, "controlecode": code, "adres": `"` + adres, "dossier": dossier[len("/beheer/aanvragen/"):], "medewerker": "c.bakker", "wachtwoord": demo.Wachtwoord})
	zoek("what a visit leaves behind", sporen, van)
	zoek("what a visit leaves behind", sporen, map[string]string{"inlogcode": inlogcode, "wachtwoord": demo.Wachtwoord})
	brieven, err := h.bus.Brieven(200)
	h.goed(err)
	for _, m := range brieven {
		zoek("the subject of a mail", m.Onderwerp, van)
		zoek("the subject of a mail", m.Onderwerp, map[string]string{"kenmerk": kenmerk, "inlogcode": inlogcode})
	}
	for tabel, inhoud := range h.database() {
		zoek("table "+tabel, inhoud, van)
		zoek("table "+tabel, inhoud, map[string]string{"inlogcode": `"` + inlogcode + `"`})
	}
}

// database gives every table as text, as somebody sees who has a copy of it.
func (h *huis) database() map[string]string {
	h.Helper()
	ctx, uit := context.Background(), map[string]string{}
	conn, err := h.eigenaar.Acquire(ctx)
	h.goed(err)
	defer conn.Release()
	_, err = conn.Exec(ctx, `SET bytea_output = 'escape'`) // what is stored readable in bytes shows as it is
	h.goed(err)
	rows, err := conn.Query(ctx, `SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`)
	h.goed(err)
	tabellen, err := pgx.CollectRows(rows, pgx.RowTo[string])
	h.goed(err)
	for _, tabel := range tabellen {
		var tekst string
		h.goed(conn.QueryRow(ctx, fmt.Sprintf(`SELECT coalesce(string_agg(x::text, E'\n'), '') FROM %s x`, pgx.Identifier{tabel}.Sanitize())).Scan(&tekst))
		uit[tabel] = tekst
	}
	if len(uit) < 20 {
		h.Fatalf("only %d tables", len(uit))
	}
	return uit
}
