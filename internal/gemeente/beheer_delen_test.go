package gemeente

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
)

func TestAddresses(t *testing.T) {
	p := nieuweBeheerproef(t)
	pad := start + "/adressen"
	voeg := func(host string) url.Values {
		_, v := p.pagina(pad)
		return url.Values{"basis": v["basis"], "nieuw": {host}, "actie": {"voeg"}}
	}
	p.bewaar(pad, voeg("Café.veldwaarde.example"), pad)
	if w := p.doe(http.MethodPost, pad, voeg("http://x")); w.Code != http.StatusUnprocessableEntity {
		t.Error(w.Code)
	}
	l, err := p.store.MetSlug(t.Context(), "lindemeer")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.store.Wijzig(alsBeheerder(t, l.ID, "Elders"), l.ID, adressendeel, adressendeel.Merk(l), func(g *Gemeente) error { g.Hosts = []string{"bezet.example"}; return nil }); err != nil {
		t.Fatal(err)
	}
	d := p.lees(p.doe(http.MethodPost, pad, voeg("bezet.example")), http.StatusConflict)
	if d.Find("#nieuw-fout").Length() != 1 || d.Find("#nieuw").AttrOr("value", "") != "bezet.example" || strings.Contains(d.Find("main").Text(), "Lindemeer") {
		t.Error("an address that is taken")
	}
	d, v := p.pagina(pad)
	eerst := d.Find("button[value^='eerst ']").AttrOr("value", "")
	p.bewaar(pad, url.Values{"basis": v["basis"], "actie": {eerst}}, pad)
	if g := lees(t, p.store, p.g.ID); g.Hosts[0] != "xn--caf-dma.veldwaarde.example" {
		t.Errorf("%q", g.Hosts)
	}
	d, _ = p.pagina(pad)
	if d.Find("td .mz-ltr").First().Text() != "café.veldwaarde.example" {
		t.Error("people read letters, not punycode")
	}
	d, v = p.pagina(d.Find("a[href*='weghalen']").Last().AttrOr("href", ""))
	if d.Find("h1").Text() != "‘mantelzorg.veldwaarde.example’ weghalen?" {
		t.Error(d.Find("h1").Text())
	}
	v.Set("actie", d.Find("button[name=actie]").AttrOr("value", ""))
	p.bewaar(pad, v, pad)
	d, _ = p.pagina(pad)
	if d.Find("a[href*='weghalen']").Length() != 0 || !strings.Contains(d.Find("table").Text(), "Het laatste adres blijft") {
		t.Error("the last one can be taken away")
	}
	if w := p.doe(http.MethodGet, pad+"/weghalen?host=bezet.example", nil); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}

func TestALanguageThatIsNotOfferedLeadsToDutch(t *testing.T) {
	p := nieuweBeheerproef(t)
	if w := p.doe(http.MethodGet, "/en/contact", nil); w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	_, v := p.pagina(start + "/talen")
	if len(v["talen"]) != 1 {
		t.Errorf("%v", v)
	}
	v.Del("talen")
	p.bewaar(start+"/talen", v, start)
	for pad, want := range map[string]string{"/en/contact?x=1": "/contact?x=1", "/en/": "/", "/en//elders.example": "", "/en/%5celders.example": ""} {
		if w := p.doe(http.MethodGet, pad, nil); w.Code != http.StatusFound || want != "" && w.Header().Get("Location") != want || !httpx.EigenPad(w.Header().Get("Location")) || w.Header().Get("Content-Language") != "" {
			t.Errorf("%s: %d %q", pad, w.Code, w.Header().Get("Location"))
		}
	}
	d := p.lees(p.doe(http.MethodGet, "/contact", nil), http.StatusOK)
	if d.Find("link[rel=alternate], .mz-langs").Length() != 0 {
		t.Error("a choice of one language")
	}
	if w := p.doe(http.MethodPost, "/en"+start+"/talen", url.Values{"basis": {"oud"}}); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `<html lang="nl"`) {
		t.Error(w.Code)
	}
}

func TestOwnWords(t *testing.T) {
	p := nieuweBeheerproef(t)
	d, _ := p.pagina(start + "/teksten?q=denken+met+u+mee")
	link := d.Find("table a[href$='gemeente.contact.inleiding']")
	if link.Length() != 1 {
		t.Fatal(d.Find("table").Text())
	}
	pad := link.AttrOr("href", "")
	d, v := p.pagina(pad)
	if !strings.Contains(d.Find("main").Text(), "Onze consulenten luisteren") || v.Get("tekst-nl") != "" {
		t.Error("the standard text is not shown")
	}
	v.Set("tekst-nl", "Jelle luistert\n en denkt %s mee.")
	p.lees(p.doe(http.MethodPost, pad, v), http.StatusUnprocessableEntity)
	v.Set("tekst-nl", "Jelle luistert\n en denkt mee.")
	v.Set("actie", "voorbeeld")
	if d = p.lees(p.doe(http.MethodPost, pad, v), http.StatusOK); !strings.Contains(d.Find(".mz-card--flat").Text(), "Jelle luistert\n en denkt mee.") {
		t.Error("no sample")
	}
	v.Set("actie", "bewaar")
	p.bewaar(pad, v, start+"/teksten")
	if d = p.lees(p.doe(http.MethodGet, "/contact", nil), http.StatusOK); !strings.Contains(d.Find("main").Text(), "Jelle luistert en denkt mee.") {
		t.Error("visitors read the old words")
	}
	_, v = p.pagina(pad)
	v.Set("actie", "standaard nl")
	v = ingezonden(p.lees(p.doe(http.MethodPost, pad, v), http.StatusOK))
	if v.Get("tekst-nl") != "" {
		t.Error("back to standard")
	}
	p.bewaar(pad, v, start+"/teksten")
	if g := lees(t, p.store, p.g.ID); len(g.Teksten["nl"]) != 0 {
		t.Errorf("%v", g.Teksten)
	}
	if r := auditregels(t, p.store.Pool); len(r) != 2 || r[0].Rij != "teksten gemeente.contact.inleiding" || r[0].Wijzigingen[0] != (Verschil{"Nederlands", "", "Jelle luistert en denkt mee."}) {
		t.Errorf("%+v", r)
	}
	for _, sleutel := range []string{"web.inloggen", "gemeente.contact.nood.gevaar", "bestaat.niet", "..%2fcontact"} {
		if w := p.doe(http.MethodGet, start+"/teksten/"+sleutel, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", sleutel, w.Code)
		}
		if w := p.doe(http.MethodPost, start+"/teksten/"+sleutel, url.Values{"tekst-nl": {"x"}}); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", sleutel, w.Code)
		}
	}
}

func TestASecretGoesInAndDoesNotComeOut(t *testing.T) {
	p := nieuweBeheerproef(t)
	idp := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"issuer":"http://%s","authorization_endpoint":"http://x/a","token_endpoint":"http://x/t","jwks_uri":"http://x/j","acr_values_supported":["loa3"]}`, r.Host)
	}))
	t.Cleanup(idp.Close)
	pad := start + "/inloggen"
	_, v := p.pagina(pad)
	v.Set("niveau", "hoog")
	d := p.lees(p.doe(http.MethodPost, pad, v), http.StatusUnprocessableEntity)
	if !strings.Contains(d.Find("#niveau-fout").Text(), "Voor DigiD is een aansluiting nodig") {
		t.Error(d.Find("#niveau-fout").Text())
	}
	for veld, waarde := range map[string]string{"niveau": "substantieel", "digid-uitgever": idp.URL, "digid-client": "portaal", "digid-geheim": "zeer-geheim-1234", "digid-substantieel": "loa3", "actie": "proef digid"} {
		v.Set(veld, waarde)
	}
	w := p.doe(http.MethodPost, pad, v)
	if strings.Contains(w.Body.String(), "zeer-geheim") {
		t.Error("the secret comes back with a sample")
	}
	if d = p.lees(w, http.StatusOK); !strings.Contains(d.Find(".utrecht-alert--ok").Text(), "De verbinding werkt") || lees(t, p.store, p.g.ID).Inloggen.DigiD != nil {
		t.Error(d.Find(".utrecht-alert").Text())
	}
	v.Set("actie", "proef personeel")
	if d = p.lees(p.doe(http.MethodPost, pad, v), http.StatusOK); d.Find("#personeel-uitgever-fout").Length() != 1 {
		t.Error("trying nothing")
	}
	v.Set("actie", "bewaar")
	p.bewaar(pad, v, start)
	for _, pag := range []string{pad, start} {
		if w := p.doe(http.MethodGet, pag, nil); strings.Contains(w.Body.String(), "zeer-geheim") {
			t.Errorf("%s shows the secret", pag)
		}
	}
	d, v = p.pagina(pad)
	if d.Find("#digid-geheim[value='']").Length() != 1 || d.Find("#digid-weg").Length() != 1 || v.Get("niveau") != "substantieel" || v.Get("digid-substantieel") != "loa3" {
		t.Errorf("%v", v)
	}
	v.Set("digid-weg", "ja")
	v.Set("niveau", "email")
	p.bewaar(pad, v, start)
	if lees(t, p.store, p.g.ID).Inloggen.DigiD != nil {
		t.Error("still there")
	}
}

func TestWijken(t *testing.T) {
	p := nieuweBeheerproef(t)
	pad := start + "/wijken"
	_, v := p.pagina(pad)
	for _, naam := range []string{"Zuid", "Centrum"} {
		laatste := fmt.Sprintf("wijk-%d", len(wijkvelden(v))-1)
		v.Set(laatste, naam)
		v.Set("actie", "erbij "+strings.TrimPrefix(laatste, "wijk-"))
		v = ingezonden(p.lees(p.doe(http.MethodPost, pad, v), http.StatusOK))
	}
	v.Set("actie", "omhoog 1")
	v = ingezonden(p.lees(p.doe(http.MethodPost, pad, v), http.StatusOK))
	if len(lees(t, p.store, p.g.ID).Wijken) != 0 {
		t.Error("moving must not save")
	}
	v.Set("actie", "bewaar")
	p.bewaar(pad, v, start)
	if got := strings.Join(lees(t, p.store, p.g.ID).Wijken, " "); got != "Centrum Zuid" {
		t.Error(got)
	}
	_, v = p.pagina(pad)
	v.Set("wijk-1", "centrum")
	if d := p.lees(p.doe(http.MethodPost, pad, v), http.StatusUnprocessableEntity); d.Find("#wijk-1-fout").Length() != 1 {
		t.Error("a wijk twice")
	}
}

// Whatever is sent in whichever field: it is refused or it is text, and the pages of
// visitors go on to work.
func TestHostileInputIsText(t *testing.T) {
	p := nieuweBeheerproef(t)
	kwaad := []string{
		`"'></textarea><script>kwaad()</script>`, "a\r\nSet-Cookie: kwaad=1", "NUL\x00NUL", "\xff\xc0\xaf", "%s%d%n%!", "../../etc/passwd", "javascript:kwaad()",
		"\u202e\u2066kwaad", "＜script＞", strings.Repeat("kwaad ", 5000), "#00607f;}*{display:none", "99999999999999999999", "-1", "x\u0301\u0301",
	}
	for _, pad := range []string{"/contact", "/vormgeving", "/adressen", "/talen", "/teksten/web.site", "/teksten/informatiepunt.contact.bereikbaar", "/inloggen", "/wijken"} {
		_, v := p.pagina(start + pad)
		v.Set("actie", "")
		v.Set("nieuw", "")
		v.Set("zeker", "")
		for veld := range v {
			for _, k := range kwaad {
				_, form := p.pagina(start + pad)
				form.Set(veld, k)
				w := p.doe(http.MethodPost, start+pad, form)
				if w.Code >= 500 || strings.Contains(w.Body.String(), "<script>kwaad") || w.Header().Get("Set-Cookie") != "" {
					t.Fatalf("%s %s = %.40q: %d", pad, veld, k, w.Code)
				}
			}
		}
	}
	for _, q := range kwaad {
		for _, pad := range []string{"/teksten?q=", "/adressen/weghalen?host=", "/vormgeving/contrast?merk=", "/vormgeving/voorbeeld.css?letter=", "/teksten/"} {
			if w := p.doe(http.MethodGet, start+pad+url.QueryEscape(q), nil); w.Code >= 500 || strings.Contains(w.Body.String(), "<script>kwaad") {
				t.Errorf("%s%.40q: %d", pad, q, w.Code)
			}
		}
	}
	for _, pad := range []string{"/contact", "/toegankelijkheid", start} {
		if w := p.doe(http.MethodGet, pad, nil); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<script>kwaad") || strings.Contains(w.Body.String(), "%!") {
			t.Errorf("%s: %d", pad, w.Code)
		}
	}
}
