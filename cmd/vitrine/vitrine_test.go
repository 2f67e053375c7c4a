package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
)

// adressen are all examples.
func adressen(t *testing.T) (uit []string) {
	t.Helper()
	ctx := web.MetKader(toegang.MetGemeente(context.Background(), toegang.Gemeente{}), web.Kader{Gemeente: "Veldwaarde"})
	for _, g := range inhoud(ctx) {
		for _, l := range g.Links {
			uit = append(uit, l.URL)
		}
	}
	if len(uit) < 100 {
		t.Fatalf("only %d examples: the search for them is broken", len(uit))
	}
	return uit
}

func haal(t *testing.T, h http.Handler, pad string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, pad, nil))
	b, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(b)
}

var reSleutel = regexp.MustCompile(`\[[a-z_]+\.[a-z0-9_.]+\]|%!|<nil>`)

func TestEveryExampleIsAWholePage(t *testing.T) {
	h := routes()
	bestaat := map[string]bool{}
	for _, pad := range adressen(t) {
		if bestaat[pad] {
			t.Errorf("%s: two examples have this address", pad)
		}
		bestaat[pad] = true
		for _, p := range []string{pad, "/en" + pad, pad + "?thema=lindemeer"} {
			status, tekst := haal(t, h, p)
			if status != http.StatusOK {
				t.Errorf("%s: status %d", p, status)
				continue
			}
			if m := reSleutel.FindString(tekst); m != "" {
				t.Errorf("%s: %s in the page", p, m)
			}
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(tekst))
			if err != nil {
				t.Fatal(err)
			}
			controleer(t, h, p, doc, bestaat)
		}
	}
}

// controleer looks at what no browser complains of.
func controleer(t *testing.T, h http.Handler, pad string, doc *goquery.Document, bestaat map[string]bool) {
	t.Helper()
	if strings.Contains(doc.Find("body").Text(), "@web.") || strings.Contains(doc.Find("body").Text(), "{ ") {
		t.Errorf("%s: the template itself stands on the page", pad)
	}
	if n := doc.Find("h1").Length(); n != 1 {
		t.Errorf("%s: %d titles", pad, n)
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if ids[id] {
			t.Errorf("%s: id %q occurs twice", pad, id)
		}
		ids[id] = true
	})
	doc.Find("a").Each(func(_ int, s *goquery.Selection) {
		switch url := s.AttrOr("href", ""); {
		case url == "" || url == "#" || url == "tel:" || url == "mailto:" || url == "about:invalid#TemplFailedSanitizationURL":
			t.Errorf("%s: link %q leads to %q", pad, s.Text(), url)
		case strings.HasPrefix(url, "#") && !ids[url[1:]]:
			t.Errorf("%s: link %q leads to %q, which is not on the page", pad, s.Text(), url)
		}
	})
	doc.Find(".mz-meta > span, .nl-button__label, h1, h2, h3, dt, dd").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()) == "" {
			html, _ := goquery.OuterHtml(s)
			t.Errorf("%s: nothing to read in %s", pad, html)
		}
	})
	doc.Find("label[for]").Each(func(_ int, s *goquery.Selection) {
		if !ids[s.AttrOr("for", "")] {
			t.Errorf("%s: label %q has no field", pad, s.Text())
		}
	})
	doc.Find("use, img, script[src], link[rel=stylesheet], link[rel=icon]").Each(func(_ int, s *goquery.Selection) {
		url := s.AttrOr("href", s.AttrOr("src", ""))
		if bestaat[url] {
			return
		}
		bestand, anker, _ := strings.Cut(url, "#")
		status, tekst := haal(t, h, bestand)
		if status != http.StatusOK || anker != "" && !strings.Contains(tekst, `id="`+anker+`"`) {
			t.Errorf("%s: %s does not exist", pad, url)
		}
		bestaat[url] = true
	})
}

func TestIndexAndThemes(t *testing.T) {
	h := routes()
	for _, th := range themas {
		if status, tekst := haal(t, h, "/stijl/"+th.code+".css"); status != http.StatusOK || !strings.Contains(tekst, "--mz-merk-500") {
			t.Errorf("%s: status %d: %.80s", th.code, status, tekst)
		}
		status, tekst := haal(t, h, "/?thema="+th.code)
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(tekst))
		if err != nil || status != http.StatusOK {
			t.Fatal(status, err)
		}
		if got := doc.Find("main [aria-current]").Text(); got != th.naam {
			t.Errorf("%s: theme %q is current", th.code, got)
		}
		if doc.Find(`main li a[href^="/vitrine/"][href$="thema=`+th.code+`"]`).Length() != len(adressen(t)) {
			t.Errorf("%s: not every example is in the index", th.code)
		}
	}
	for _, pad := range []string{"/stijl/onbekend.css", "/vitrine/account/onbekend", "/vitrine/onbekend/inloggen", "/aanbod"} {
		if status, _ := haal(t, h, pad); status != http.StatusNotFound {
			t.Errorf("%s: status %d", pad, status)
		}
	}
}

// TestEveryExampleIsAccessible holds every page against axe in a real browser, on a
// desk and on a telephone, and for a few looks and languages the pages with most on them.
func TestEveryExampleIsAccessible(t *testing.T) {
	srv := httptest.NewServer(routes())
	t.Cleanup(srv.Close)
	paden := append(adressen(t), "/")
	for _, bijzonder := range []string{"/vitrine/onderdelen/velden-met-fouten", "/vitrine/onderdelen/meldingen", "/vitrine/aanbod/aanbod", "/vitrine/informatiepunt/home"} {
		paden = append(paden, "/en"+bijzonder)
		for _, th := range themas[1:] {
			paden = append(paden, bijzonder+"?thema="+th.code)
		}
	}
	for naam, opties := range map[string][]browsertest.Optie{"desk": nil, "telephone": {browsertest.Telefoon}} {
		t.Run(naam, func(t *testing.T) {
			t.Parallel()
			tab := browsertest.Nieuw(t, srv.URL, opties...)
			for _, pad := range paden {
				bestand := strings.NewReplacer("/", "_", "?thema=", "_").Replace(strings.TrimPrefix(pad, "/"))
				tab.Ga(pad).Goed("vitrine-" + bestand)
			}
		})
	}
}
